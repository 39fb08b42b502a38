import CountyData
import Diagnostics
import Foundation
import PlainText
import PlanningModel
import ScenarioFiles
import TestSupport
import Testing
import Uncertainty

private let county = try? CountyLoader.load(folder: Fixture.root.appending(path: "seeds/yunyang").path)

@Suite("Mutated scenario files")
struct MutatedScenarioTests {
  static let rich = """
    # 全部写法
    schema: 1
    id: x
    title: 试，“引号”
    description: |
      两行
      文字
    extends: y
    unset: [care.length_of_stay]
    ensemble: {draws: 20, seed: 7}
    population: {mortality_closure: {male: {low80: 0.8, mid: 0.87, high80: 0.95}}, inflow_scale: 0.5}
    care:
      occupancy: {value: {low: 0.4, mode: 0.53, high: 0.7}, unit: share, source: 某, note: 理由}
      uptake: {disabled: {dist: beta, alpha: 4, beta: 12}}
    funeral:
      zone_cremation_rate: {value: {2020: 0.15, 2025: {low80: 0.2, mid: 0.3, high80: 0.4}}, interpolate: logistic}
      zones: {500235121: 2025, 双江街道: base}
    portfolio:
      include: planned
      add: [R01]
      shift: {all: 1, P05: {dist: choice, values: [0, 1, 2], weights: [1, 2, 1]}}
      convert: [{beds: 100, year: 2024, township: 双江街道}]
      budget: {2022: 20000, 2023: {未定: 10000}}
    targets: [{measure: unmet, year: 2030, at_most: 500}]
    correlations: [{a: care.occupancy, b: care.occupancy_city, rho: 0.5}]
    outputs: {years: [2020, 2025, 2035]}

    """

  /// Eight thousand damaged files: each ends in a located message or is read, and then every plain number that it sets is
  /// the one that stands at the place named.
  @Test("damaged files are refused with a place, or say what they say", arguments: 0..<8)
  func damaged(block: Int) throws {
    let bench = try Workbench()
    try bench.write(
      "schema: 1\nid: y\ntitle: y\ndata: seeds/yunyang\nhorizon: {start: 2020, end: 2035}\ncare: {length_of_stay: 3}\n",
      to: "s/y.yaml")
    let county = try #require(county)
    let original = Array(Self.rich.utf8)
    try bench.write(Self.rich, to: "s/x.yaml")
    let whole = try ScenarioReader().document(file: bench.path("s/x.yaml"))
    _ = try ScenarioReader().resolve(try ScenarioReader().draft(whole), in: county)
    var accepted = 0
    for index in 0..<1000 {
      let seed = UInt64(block * 1000 + index)
      var mutation = Mutation(seed: seed)
      let bytes = mutation.apply(original)
      let path = bench.path("s/x.yaml")
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      do {
        let document = try ScenarioReader().document(file: path)
        let scenario = try ScenarioReader().resolve(try ScenarioReader().draft(document), in: county).scenario
        accepted += 1
        check(scenario, document, bytes, seed)
      } catch let report as DiagnosticReport {
        #expect(!report.diagnostics.isEmpty, "seed \(seed)")
        // What is left of it can be checked without a crash, and has places too.
        if let rest = ScenarioReader().salvage(file: path) {
          #expect(ScenarioReader().problems(rest, in: county).allSatisfy { $0.range.line >= 1 }, "seed \(seed)")
        }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).count
        for problem in report.diagnostics {
          #expect(!problem.code.isEmpty && !problem.message.isEmpty && problem.range.line >= 1, "seed \(seed)")
          #expect(problem.range.line <= lines + 1 || !problem.range.file.hasSuffix("x.yaml"), "seed \(seed)")
        }
        _ = DiagnosticRenderer(usesColour: true).render(report)
        let json = DiagnosticJSON.array(report)
        #expect((try? JSONSerialization.jsonObject(with: Data(json.utf8))) != nil, "seed \(seed)")
      }
    }
    #expect(accepted > 10)
  }

  private func check(_ scenario: Scenario, _ document: ScenarioDocument, _ bytes: [UInt8], _ seed: UInt64) {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    for setting in scenario.settings where setting.origin.file.hasSuffix("x.yaml") {
      guard PlainNumber.value(setting.value) != nil, lines.indices.contains(setting.origin.line - 1) else { continue }
      let rest = lines[setting.origin.line - 1].unicodeScalars.dropFirst(setting.column - 1)
      #expect(
        String(String.UnicodeScalarView(rest)).hasPrefix(setting.value),
        "seed \(seed): \(setting.path) \(setting.value)")
    }
    for parameter in scenario.parameters {
      for point in parameter.value.points {
        for probability in [0.001, 0.5, 0.999] {
          #expect(point.number.quantile(probability).isFinite, "seed \(seed): \(parameter.path)")
        }
      }
    }
  }
}
