import Charts
import Demography
import Diagnostics
import Foundation
import Language
import PlanningModel
import Publishing
import Simulation
import TestSupport
import Testing
import Workflows

/// A project of its own with the shipped data, and scenarios on disk where wanted.
func project(hasScenarios: Bool = true) throws -> Workbench {
  let bench = try Workbench()
  if hasScenarios { try bench.copy("scenarios") }
  try bench.copy("seeds")
  return bench
}

/// Bytes of the shipped scenarios as if they lay in a folder.
func shippedScenarios(in bench: Workbench) throws -> [String: [UInt8]] {
  let folder = Fixture.root.appending(path: "scenarios")
  let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
  return Dictionary(
    uniqueKeysWithValues: try names.map {
      (bench.path("scenarios/\($0)"), Array(try Data(contentsOf: folder.appending(path: $0))))
    })
}

@Suite("Loading")
struct LoadingTests {
  private func files(_ input: LoadedScenario) throws -> [OutputFile] {
    try RunMaker(Conduct(), wording: .chinese).publication(try input.run()).package().files()
  }

  @Test("a scenario from bytes, its parents too, gives the same publication as from files")
  func bytes() throws {
    let (onDisk, inMemory) = (try project(), try project(hasScenarios: false))
    let assignments = ["ensemble.draws=3", "care.occupancy=0.5"]
    let read = try Workspace().load([onDisk.path("scenarios/plan.yaml")], assignments: assignments)
    let given = try Workspace(contents: try shippedScenarios(in: inMemory)).load(
      [inMemory.path("scenarios/plan.yaml")], assignments: assignments)
    #expect(!FileManager.default.fileExists(atPath: inMemory.path("scenarios")))
    let (a, b) = (try files(read[0]), try files(given[0]))
    #expect(a.map(\.path) == b.map(\.path))
    for (first, second) in zip(a, b) { #expect(first.bytes == second.bytes, "\(first.path)") }
  }

  @Test("bytes stand before what is on disk, and a problem in them is told with their own line")
  func edited() throws {
    let bench = try project()
    let path = bench.path("scenarios/plan.yaml")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let wrong = text + "care: {occupancy: 7}\n"
    let report = #expect(throws: DiagnosticReport.self) {
      try Workspace(contents: [path: Array(wrong.utf8)]).load([path])
    }
    let problem = try #require(report?.diagnostics.first { $0.range.file == path })
    #expect(problem.sourceLine.contains("occupancy: 7"))
    #expect(try Workspace().load([path]).count == 1)
    // What the run itself finds impossible, and what is only to be doubted, shows the line as it was given.
    let short = text + "facilities: {base_beds: 1}\n"
    let project = Workspace(contents: [path: Array(short.utf8)])
    #expect(project.line(Origin(file: path, line: short.split(separator: "\n").count)).contains("base_beds: 1"))
  }

  @Test("work that is told to stop stops, and stages tell their steps")
  func conduct() throws {
    let bench = try project()
    let input = try Workspace().load([bench.path("scenarios/plan.yaml")], assignments: ["ensemble.draws=4"])[0]
    let counter = Counter()
    let conduct = Conduct(begins: { name, steps in
      counter.begin(name, steps)
      return Conduct.Stage(step: { counter.step() }, finish: { counter.finish() })
    })
    _ = try RunMaker(conduct, wording: .english).publication(try input.run())
    #expect(counter.told == ["plan 4", "step", "step", "step", "step", "end"])
    #expect(throws: SimulationError.cancelled) {
      try RunMaker(Conduct(isCancelled: { true }), wording: .english).publication(try input.run())
    }
  }

  @Test("counties of a project are those of its own folder")
  func counties() throws {
    let bench = try project(hasScenarios: false)
    #expect(try Workspace(folder: bench.folder.path).counties() == [bench.path("seeds/yunyang")])
    #expect(try Workspace(folder: bench.path("nowhere")).counties().isEmpty)
    #expect(Workspace(folder: "p").path("scenarios/a.yaml") == "p/scenarios/a.yaml")
    #expect(Workspace(folder: "p").path("../a.yaml") == nil && Workspace().path("/etc/passwd") == nil)
  }

  @Test("every failure of a simulation is said in both languages, in words of their own")
  func failures() {
    let place = Origin(file: "scenarios/a.yaml", line: 3)
    for error: SimulationError in [
      .missingParameters(["care.occupancy", "care.uptake"], place),
      .demography(.shareJump(place: "甲", ages: [59, 60], before: 0.1, after: 0.2, others: 2), place),
      .demography(.invalidCount(table: "townships 60-64", cell: 1, value: -1), place),
      .demography(.unmetMargin(margin: "county 65+", cell: 0, gap: -2), place), .cancelled,
      .brokenBalance(identity: "a = b", left: 1, right: 2, place: "p"),
    ] {
      let (zh, en) = (Wording.chinese.failure(error), Wording.english.failure(error))
      #expect(!zh.isEmpty && !en.isEmpty && zh != en)
      #expect(!zh.contains("{") && !en.contains("{"), "\(zh) \(en)")
    }
    #expect(
      Wording.chinese.failure(.demography(.invalidCount(table: "townships 60-64", cell: 1, value: -1), place))
        == "乡镇合计（60-64岁）第 2 格的人数不能是 -1.0")
  }
}

/// What a stage told, from any thread.
private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var events: [String] = []

  var told: [String] { lock.withLock { events } }
  func begin(_ name: String, _ steps: Int) { lock.withLock { events.append("\(name) \(steps)") } }
  func step() { lock.withLock { events.append("step") } }
  func finish() { lock.withLock { events.append("end") } }
}
