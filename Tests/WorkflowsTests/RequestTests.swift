import Foundation
import Language
import Publishing
import TestSupport
import Testing
import Workflows

@Suite("Requests")
struct RequestTests {
  static let requests = [
    Request(.run(child: nil), scenarios: ["scenarios/plan.yaml"]),
    Request(
      .run(child: 2), scenarios: ["scenarios/plan.yaml"], set: ["sweep.care.occupancy=[0.4,0.5]"], draws: 2,
      seed: UInt64.max, language: .en, titles: .none),
    Request(
      .compare(attribution: false), scenarios: ["scenarios/status-quo.yaml", "scenarios/plan.yaml"], draws: 2,
      titles: .none),
    Request(
      .compare(attribution: true), scenarios: ["scenarios/status-quo.yaml", "scenarios/plan.yaml"],
      set: ["care.length_of_stay=3"]),
    Request(
      .sweep(values: ["care.occupancy=0.4,0.5"]), scenarios: ["scenarios/plan.yaml"], draws: 2, seed: 7, language: .en),
    Request(.backtest, scenarios: ["scenarios/plan.yaml"], draws: 3),
  ]

  private func manifest(_ files: [OutputFile]) throws -> [String: Any] {
    let bytes = try #require(files.first { $0.path == "manifest.json" }?.bytes)
    return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  @Test("a request survives writing and reading", arguments: requests)
  func survives(request: Request) throws {
    let data = try JSONEncoder().encode(request)
    #expect(try JSONDecoder().decode(Request.self, from: data) == request)
  }

  @Test("what is laid over scenarios stands in order: values, draws, seed, then the sweep")
  func assignments() {
    #expect(Self.requests[1].assignments.dropFirst() == ["ensemble.draws=2", "ensemble.seed=\(UInt64.max)"])
    #expect(Self.requests[4].assignments == ["ensemble.draws=2", "ensemble.seed=7", "sweep.care.occupancy=[0.4,0.5]"])
    #expect(Self.requests[0].assignments.isEmpty)
  }

  @Test("words that nobody knows, and what is left out, are told apart")
  func unreadable() {
    func decode(_ text: String) throws -> Request { try JSONDecoder().decode(Request.self, from: Data(text.utf8)) }
    func run(_ more: String) -> String { "{\"kind\": \"run\", \"scenarios\": [\"a\"], \(more)}" }
    #expect(throws: Request.Unreadable.kind("dance")) { try decode("{\"kind\": \"dance\"}") }
    #expect(throws: Request.Unreadable.language("fr")) { try decode(run("\"lang\": \"fr\"")) }
    #expect(throws: Request.Unreadable.titles("above")) { try decode(run("\"lang\": \"en\", \"titles\": \"above\"")) }
    #expect(throws: DecodingError.self) { try decode(run("\"set\": []")) }
    #expect(throws: DecodingError.self) { try decode("{\"kind\": \"compare\", \"scenarios\": [], \"lang\": \"zh\"}") }
  }

  @Test("every kind of folder carries its request, and verify makes the folder again from it", arguments: requests)
  func verify(request: Request) throws {
    let bench = try project()
    let workspace = Workspace(folder: bench.folder.path)
    var asked = request
    asked.scenarios = request.scenarios.map { bench.path($0) }
    let package = try workspace.package(asked, Conduct(jobs: 2))
    let files = try package.files()
    // Wherever the project lies, the manifest names the files as outputs show them.
    let carried = try JSONSerialization.data(withJSONObject: try #require(try manifest(files)["request"]))
    #expect(try JSONDecoder().decode(Request.self, from: carried) == request)
    let folder = bench.path("out/it")
    try AtomicDirectory.write(files, to: folder)
    let found = try Verification(folder, in: workspace, Conduct(), wording: .english)
    #expect(found.isRecomputed && found.drift.isEmpty, "\(found.drift)")
    #expect(found.output.request == request)
    // The package says what the folder holds.
    #expect(Set(package.tables.map { "tables/\($0.name).csv" }).isSubset(of: Set(files.map(\.path))))
    #expect(files.count == package.tables.count + 2 * package.charts.count + package.documents.count + 1)
    #expect(files.last?.path == "manifest.json")
  }

  @Test("what a request's scenarios do not allow is said, and nothing is made")
  func impossible() throws {
    let bench = try project()
    let workspace = Workspace(folder: bench.folder.path)
    let plan = bench.path("scenarios/plan.yaml")
    for (request, problem): (Request, ImpossibleRequest) in [
      (Request(.run(child: nil), scenarios: []), .noScenario),
      (Request(.compare(attribution: true), scenarios: [plan]), .noComparison),
      (Request(.sweep(values: []), scenarios: [plan]), .noSweep),
      (Request(.run(child: 3), scenarios: [plan]), .noChild(3, file: plan)),
      (Request(.backtest, scenarios: [plan, bench.path("scenarios/status-quo.yaml")]), .severalScenarios),
    ] {
      #expect(throws: problem) { try workspace.package(request) }
    }
  }
}
