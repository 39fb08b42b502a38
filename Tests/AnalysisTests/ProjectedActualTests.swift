import Analysis
import CountyData
import Demography
import Facilities
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

@Suite("What happened beside what is projected")
struct ProjectedActualTests {
  private static let source = "plan_yunyang_14fyp,official,\n"

  /// The shipped county with some facts, under a scenario written in the test.
  private func run(_ rows: [String], _ scenario: String, end: Int = 2030) throws -> CountyRun {
    let bench = try Workbench()
    try bench.copy("seeds/yunyang")
    let head = "kind,subject,aspect,year,value,source,quality,note\n"
    try bench.write(head + rows.map { $0 + Self.source }.joined(), to: "seeds/yunyang/actuals.csv")
    let text = "schema: 1\nid: x\ntitle: t\ndata: seeds/yunyang\nhorizon: {start: 2020, end: \(end)}\n\(scenario)\n"
    try bench.write(text, to: "scenarios/x.yaml")
    let county = try CountyLoader.load(folder: bench.path("seeds/yunyang"))
    let draft = try ScenarioReader().read(file: bench.path("scenarios/x.yaml"))
    return try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
  }

  private func facts(_ run: CountyRun) -> [ProjectedActual] {
    let measures = MeasureTable(run)
    return ProjectedActual.all(run, measures: measures, indicators: Indicators(run, measures: measures))
  }

  /// With no project the base stands: 5610 beds, 36% of them of nursing type.
  @Test("the gap is what was projected less what happened, by hand, and facts stand in one order")
  func gaps() throws {
    let run = try self.run(
      [
        "project,P01,open,2024,,", "indicator,15,value,2025,62.5,", "measure,nursing_share,value,2025,0.4,",
        "measure,beds,value,2025,5600,", "measure,residents,value,2025,900000,", "measure,deaths,value,2020,9000,",
      ], "portfolio: {include: none}")
    let facts = self.facts(run)
    let keys = facts.map { "\($0.actual.subject.key) \($0.actual.year)" }
    #expect(
      keys == [
        "residents 2023", "residents 2025", "beds 2025", "nursing_share 2025", "deaths 2020", "15 2025", "P01 2024",
      ])
    let residents = (0...5).map { run.countyPopulation($0).total }
    // The end of 2023 lies a sixth of the way from the census date of 2023 to that of 2024.
    let expected: [Double?] = [
      residents[3] + (residents[4] - residents[3]) / 6 - 913_100, residents[5] - 900_000, 10, -0.04, nil, -26.5, nil,
    ]
    for (fact, gap) in zip(facts, expected) {
      guard let gap else {
        #expect(fact.gap == nil, "\(fact.actual)")
        continue
      }
      #expect(abs((fact.gap ?? .infinity) - gap) < 0.0005 * max(1, abs(gap)), "\(fact.actual)")
    }
    // It is the number that the external check compares.
    let check = try #require(run.checks.first { $0.kind == .observation })
    #expect(abs(check.modelled - 913_100 - (facts[0].gap ?? 0)) < 1e-6)
  }

  @Test("what a project became stands beside what the scenario reckons of it")
  func projects() throws {
    let run = try self.run(
      [
        "project,P03,start,2023,,", "project,P03,open,2026,,", "project,P03,beds,2026,450,",
        "project,P03,investment_wan,2026,11000,",
      ], "portfolio: {shift: {P03: 1}, scale: {P03: 0.8}}")
    // The plan: 500 beds for 10,000 from 2022 to 2024; the scenario a year later and four fifths of it.
    #expect(facts(run).suffix(4).map(\.gap) == [0, -1, -50, -3000])
  }

  @Test("an indicator that the projection misses may be attained by what happened, and the reverse")
  func verdicts() throws {
    func verdicts(_ value: String, _ portfolio: String) throws -> (projected: Verdict?, actual: Verdict?) {
      let run = try self.run(["indicator,15,value,2025,\(value),"], "portfolio: \(portfolio)")
      let rows = Indicators(run, measures: MeasureTable(run)).rows
      let row = try #require(rows.first { $0.indicator.number == 15 })
      return (row.verdict, row.verdict(of: run.county.actual(of: row.indicator)))
    }
    let happened = try verdicts("60", "{include: none}")
    #expect(happened.projected == .missed && happened.actual == .met)
    // 0.24 × 5610 = 1346.4 beds converted lift 36% to 60%.
    let projected = try verdicts("59.9", "{include: none, convert: [{beds: 1347, year: 2024}]}")
    #expect(projected.projected != .missed && projected.projected != .undefined && projected.actual == .missed)
    // Another year than the target's decides nothing.
    let run = try self.run(["indicator,15,value,2024,70,"], "portfolio: {include: none}")
    let row = try #require(Indicators(run, measures: MeasureTable(run)).rows.first { $0.indicator.number == 15 })
    let actual = run.county.actual(of: row.indicator)
    #expect(actual?.value == 70 && row.verdict(of: actual) == nil)
  }

  @Test("facts move no decision: a project that opened otherwise is told, at its row")
  func cautions() throws {
    let rows = [
      "project,P03,open,2025,,", "project,P05,open,2024,,", "project,R01,open,2027,,", "measure,beds,value,2031,7000,",
    ]
    let run = try self.run(rows, "portfolio: {include: planned}")
    let cautions = Caution.all(run)
    let openings = cautions.filter { $0.code == .openedOtherwise }
    #expect(openings.map(\.origin.line) == [2, 4])
    #expect(openings.first?.message == "P03 实际2025年建成，情景按2024年算")
    #expect(openings.first?.help.contains("portfolio.open.P03: 2025") == true)
    #expect(openings.last?.help.contains("portfolio.add") == true)
    #expect(cautions.filter { $0.code == .actualOutside }.map(\.origin.line) == [5])
    let blank = try self.run([], "portfolio: {include: planned}")
    #expect(run.schedule.map(\.open) == blank.schedule.map(\.open))
    #expect(MeasureTable(run).value(.beds, 10) == MeasureTable(blank).value(.beds, 10))
    #expect(!Caution.all(blank).contains { [.openedOtherwise, .actualOutside].contains($0.code) })
  }
}
