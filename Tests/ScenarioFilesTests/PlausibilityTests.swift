import CountyData
import Diagnostics
import Foundation
import PlanningModel
import ScenarioFiles
import TestSupport
import Testing

private let county = try? CountyLoader.load(folder: Shipped.county)

@Suite("Plausible numbers of scenarios")
struct PlausibilityTests {
  private func warnings(_ body: String) throws -> [Diagnostic] {
    let bench = try Workbench()
    try bench.write(
      "schema: 1\nid: x\ntitle: 试\ndata: seeds/yunyang\nhorizon: {start: 2020, end: 2035}\n" + body + "\n",
      to: "scenarios/x.yaml")
    let reader = ScenarioReader()
    let draft = try reader.read(file: bench.path("scenarios/x.yaml"))
    return try reader.resolve(draft, in: try #require(county)).warnings.filter { $0.code == "W0310" }
  }

  @Test(
    "a possible number in another unit is doubted at its place, with the number that is meant",
    arguments: [
      ("care: {norm_beds_per_1000: {value: 3.5, note: 理由}}", "per 100", "35"),
      ("care: {norm_beds_per_1000: {value: 0.035, note: 理由}}", "per person", "35"),
      ("care: {destitute_persons: {value: 780000, note: 理由}}", "核对数字和单位", ""),
      ("population: {residents: {value: {2035: 88}, note: 理由}}", "in 万", "880000"),
      ("care: {occupancy: {value: {low80: 0.02, mid: 0.5, high80: 0.6}, note: 理由}}", "", ""),
      ("portfolio: {include: planned, beds: {P01: 18000}}", "核对数字和单位", ""),
      ("portfolio: {include: planned, budget: {2025: 3}}", "亿元", "30000"),
      ("portfolio: {include: planned, budget: {2025: 20}}", "", ""),
    ])
  func doubted(body: String, reading: String, meant: String) throws {
    let found = try warnings(body)
    #expect(found.count == 1 && found[0].severity == .warning && found[0].range.line == 6, "\(found)")
    let help = found.first?.help ?? ""
    #expect(reading.isEmpty || help.contains(reading) && (meant.isEmpty || help.contains(meant)), "\(help)")
  }

  @Test("closing or converting no beds is told; a base year is refused where it was written")
  func idle() throws {
    let bench = try Workbench()
    let head = "schema: 1\nid: x\ntitle: 试\ndata: seeds/yunyang\nhorizon: {start: 2020, end: 2035}\n"
    try bench.write(head + "portfolio: {close: [{beds: 0, year: 2023}]}\n", to: "scenarios/x.yaml")
    let reader = ScenarioReader()
    let found = try reader.resolve(
      try reader.read(file: bench.path("scenarios/x.yaml")), in: try #require(county)
    ).warnings
    #expect(found.map(\.code) == ["W0311"] && found.first?.range.line == 6, "\(found)")
    let late = try reader.read(file: bench.path("scenarios/x.yaml"), assignments: ["horizon.start=2015"])
    do {
      _ = try reader.resolve(late, in: try #require(county))
      Issue.record("accepted")
    } catch let error as DiagnosticReport {
      let place = error.diagnostics.first { $0.path == "horizon.start" }?.range
      #expect(place?.file == "--set" && place?.column == 15, "\(error.diagnostics)")
    }
  }

  @Test("usual numbers, none at all and zero are not doubted")
  func usual() throws {
    #expect(try warnings("portfolio: {include: planned, beds: {P01: 0}, budget: {2025: 0}}").isEmpty)
    #expect(try warnings("population: {residents: {value: {2035: 880000}, note: 理由}}").isEmpty)
    for name in Shipped.scenarios {
      let reader = ScenarioReader()
      let document = try reader.document(file: Shipped.scenario(name))
      let resolved = try reader.resolve(try reader.draft(document), in: try #require(county))
      #expect(!resolved.warnings.contains { $0.code == "W0310" }, "\(name)")
    }
  }
}
