import Analysis
import CountyData
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

@Suite("Ranking of inputs")
struct InputRankingTests {
  private static func run(_ text: String) throws -> CountyRun {
    let bench = try Workbench()
    let head = "schema: 1\nid: x\ntitle: t\ndata: seeds/yunyang\nhorizon: {start: 2020, end: 2035}\n"
    try bench.write(head + text + "\n", to: "scenarios/x.yaml")
    let county = try CountyLoader.load(folder: Shipped.county)
    let draft = try ScenarioReader().read(file: bench.path("scenarios/x.yaml"))
    return try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
  }

  @Test("the course of disability leads unmet need and observed demand, the overrun the money; city occupancy is near")
  func leaders() throws {
    let run = try Self.run("portfolio: {include: planned}")
    let ranking = InputRanking(run, jobs: 2)
    for (measure, path) in [
      (Measure.unmet, "care.prevalence_trend"), (.demandObserved, "care.prevalence_trend"),
      (.demandNeed, "care.uptake.disabled"), (.nursingShare, "portfolio.open"), (.pop60, "population.inflow_scale"),
      (.invest, "finance.cost_overrun"), (.cremationCounty, "funeral.voluntary_cremation_rate"),
    ] {
      #expect(ranking.leading(measure).first?.path == path, "\(measure)")
    }
    #expect(ranking.leaders.first?.row.path == "care.prevalence_trend")
    #expect(ranking.leading(.unmet).prefix(3).contains { $0.path == "care.occupancy_city" })
    let paths = ranking.leaders.map(\.row.path)
    #expect(Set(paths).count == paths.count)
    #expect(zip(ranking.rows, ranking.rows.dropFirst()).allSatisfy { $0.largest >= $1.largest })
    // The ends are those of runs made one by one.
    let effect = try #require(ranking.leading(.unmet).first?.effect(.unmet))
    for (end, value) in [(-0.03, effect.atLow), (0.01, effect.atHigh)] {
      let moved = MeasureTable(try run.varying("care.prevalence_trend", to: end))
      #expect(moved.value(.unmet, 15) == value)
    }
    let people = try #require(ranking.rows.first { $0.path == "population.inflow_scale" })
    let born = try #require(people.effect(.pop60))
    for (end, value) in [(people.low, born.atLow), (people.high, born.atHigh)] {
      let moved = MeasureTable(try run.varying(people.path, to: end))
      #expect(moved.value(.pop60, 15) == value)
    }
    // An overrun of 1 to 1.3 on 114,948 is 114,948 to 149,432.4: three tenths.
    let money = try #require(ranking.leading(.invest).first?.effect(.invest))
    #expect(money.central == 114_948 && abs(money.swing - 0.3) < 1e-9)
    #expect(InputRanking(run, jobs: 1).rows == ranking.rows)
  }

  @Test("openings from the earliest to the latest: nothing has opened in 2025 when all are late")
  func openings() throws {
    let run = try Self.run("portfolio: {include: planned}")
    let row = try #require(InputRanking(run).rows.first { $0.path == "portfolio.open" })
    let share = try #require(row.effect(.nursingShare))
    // Every care home may open after 2025: then the base share, 2,019.6 of 5,610.
    let late = try #require(share.atHigh)
    #expect(share.year == Year(2025) && abs(late - 0.36) < 1e-9)
    #expect(row.effect(.pop60) == nil)
  }

  @Test("uncertain switches of the portfolio are moved too, in place of the openings' range")
  func switches() throws {
    let run = try Self.run(
      "portfolio: {include: planned, shift: {all: {dist: choice, values: [0, 3], weights: [1, 1]}}}")
    let rows = InputRanking(run).rows
    #expect(!rows.contains { $0.path == "portfolio.open" })
    let row = try #require(rows.first { $0.path == "portfolio.shift.all" })
    #expect(row.low == 0 && row.high == 3)
    #expect(abs((row.effect(.nursingShare)?.atHigh ?? 0) - 0.36) < 1e-9)
  }

  @Test("a swing is relative, for shares in points, and exists where the centre is zero")
  func swings() {
    #expect(InputRanking.swing(.unmet, 1352, [504, 1919]) == (1919.0 - 504) / 1352)
    #expect(InputRanking.swing(.unmet, 0, [0, 300]) == 2)
    #expect(InputRanking.swing(.unmet, 0, [0, 0]) == 0)
    #expect(abs(InputRanking.swing(.occupancy, 0.6, [0.45, 0.79]) - 0.34) < 1e-12)
    #expect(InputRanking.swing(.pop60, 100, []) == 0)
  }
}
