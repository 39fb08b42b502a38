import Analysis
import CountyData
import Language
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

@testable import Publishing

@Suite("Changed inputs in words")
struct ChangedValuesTests {
  @Test("numbers in the notations of scenarios")
  func numbers() {
    let w = Wording.chinese
    #expect(w.number(.constant(0.3), "share") == "30%")
    #expect(w.number(.constant(0.535), "share") == "53.5%")
    #expect(w.number(.constant(0.00475), "share") == "0.48%")
    #expect(w.number(.interval80(low: 0.4, mid: 0.55, high: 0.7), "share") == "55%（80%区间 40%—70%）")
    #expect(w.number(.constant(6), "month") == "6个月")
    let choice = UncertainNumber.choice([.init(value: 0, weight: 3), .init(value: 2, weight: 1)])
    #expect(w.number(choice, "year") == "0年、2年中任一（权重3：1）")
    #expect(w.number(.triangular(low: 1, mode: 2, high: 4), "ratio") == "1—4，最可能2")
    #expect(Wording.english.number(.uniform(low: 0, high: 1), "ratio") == "uniform on 0–1")
  }

  @Test("before a change stands the county's own value, after it what the scenario says")
  func before() throws {
    let bench = try Workbench()
    let template = CountyTemplate(code: "500997", nameZh: "试县", nameEn: "Trial", baseYear: 2020, synthetic: 6, seed: 5)
    for file in template.files() { try bench.write(file.text, to: "seeds/t/\(file.path)") }
    let county = try CountyLoader.load(folder: bench.path("seeds/t"))
    let project = try #require(county.projects.first { $0.bedType != nil && $0.beds != nil })
    let other: BedType = project.bedType == .nursing ? .ordinary : .nursing
    let place = try #require(county.townships.first { $0.cremationZone == .outside })
    let share = try #require(county.parameters.first { $0.path == "care.occupancy" })
    func run(_ id: String, _ text: String) throws -> CountyRun {
      try bench.write(
        "schema: 1\nid: \(id)\ntitle: \(id)\ndata: seeds/t\nhorizon: {start: 2020, end: 2030}\n\(text)\n",
        to: "scenarios/\(id).yaml")
      let document = try ScenarioReader().document(file: bench.path("scenarios/\(id).yaml"))
      let scenario = try ScenarioReader().resolve(try ScenarioReader().draft(document), in: county).scenario
      return try CountyRun(county: county, scenario: scenario)
    }
    let plain = try run("a", "")
    let changed = try run(
      "b",
      """
      care: {occupancy: 0.5}
      funeral: {zones: {\(place.code): 2025}}
      portfolio:
        bed_type: {\(project.id): \(other.rawValue)}
        shift: {all: 2}
        budget: {2024: 500}
      """)
    let w = Wording.chinese
    func said(_ path: String, _ run: CountyRun) -> String { w.said(path, raw: nil, isSet: run.scenario.id == "b", run) }
    #expect(said("portfolio.bed_type.\(project.id)", plain) == "县数据：\(w.name(project.bedType ?? other))")
    #expect(said("portfolio.bed_type.\(project.id)", changed) == w.name(other))
    #expect(said("care.occupancy", plain).hasPrefix("县数据：\(w.number(.constant(share.value), "share"))"))
    #expect(said("care.occupancy", changed) == "50%")
    #expect(said("portfolio.shift.all", plain) == "不推迟" && said("portfolio.shift.all", changed) == "推迟2年")
    #expect(said("portfolio.convert", plain) == "无")
    #expect(said("portfolio.budget.2024", plain) == "不设上限")
    #expect(said("portfolio.budget.2024", changed) == "2024年不超过500万元")
    #expect(said("funeral.zones.\(place.code)", plain) == "县数据：\(place.nameZh)在火化区外")
    #expect(said("funeral.zones.\(place.code)", changed) == "\(place.nameZh)2025年划入火化区")
    let publication = ComparisonPublication(
      try Comparison([plain, changed], draws: 0, seed: 1, jobs: 1), changes: [[]], attributions: [nil])
    // What prints as zero in every shown year is unchanged, and told in one line.
    #expect(publication.unchanged.contains(.births) && !publication.unchanged.contains(.occupancy))
    #expect(publication.unchangedLine()?.hasPrefix("\(publication.unchanged.count)项不变：") == true)
    #expect(Set(publication.shownRows().map(\.measure)).isDisjoint(with: publication.unchanged))
  }
}
