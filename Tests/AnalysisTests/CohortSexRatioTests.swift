import Analysis
import CountyData
import Demography
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

/// The plan in the shipped county with some tables changed, to a year.
private func run(
  _ edits: [String: (inout [[String: String]]) -> Void] = [:], to end: Int = 2025
) throws -> CountyRun {
  let bench = try Workbench()
  let county = try CountyLoader.load(folder: edits.isEmpty ? Shipped.county : try bench.county(edits))
  let draft = try ScenarioReader().read(
    file: Shipped.scenario("plan"), assignments: ["horizon.end=\(end)", "outputs.years=[2020, 2025]"])
  return try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
}

@Suite("Sexes of the cohorts, and those who are away")
struct CohortSexRatioTests {
  @Test("the shipped plan leaves no cohort below 70 outside 85–125 men per 100 women to 2035")
  func shipped() throws {
    let run = try run(to: 2035)
    #expect(CohortSexRatio.unusual(run).isEmpty)
    #expect(!Caution.all(run).contains { $0.code == .sexRatio })
    // Registered people less the census, by the two bulletins.
    let away = try #require(run.projection.absent.first)
    #expect(abs(away.total - (1_331_400 - 929_034)) < 1e-6)
    // The plan counts 270 to 285 thousand registered of 60 and over, residents are 218,273: our rule was not told.
    #expect((40_000...67_000).contains(away.sum(from: 60)))
    for (year, flow) in run.projection.absentFlows.enumerated() {
      let net = run.projection.flows[year + 1].reduce(0) { $0 + $1.inflow - $1.outflow }
      #expect(abs(flow.gap) < 1e-6 && abs(flow.returned - net) < 1e-6 && flow.newcomers < 100)
    }
    let table = DemographicTable(run)
    #expect(table.value(.absent, 0).map { abs($0 - away.total) < 1e-6 } ?? false)
    #expect(try #require(table.value(.absent60, 15)) == run.projection.absent[15].sum(from: 60))
    // Children come with their parents; the undercount of infants in 2010 is the nation's as well and no migration.
    let net = run.projection.residualMigration.rates
    for sex in Sex.allCases { for age in 0..<8 { #expect((0...0.015).contains(net[sex, age])) } }
  }

  @Test("a cohort with far more men than women is warned of, with its year, ages and ratio")
  func warned() throws {
    let run = try run([
      "population": { rows in
        for row in rows.indices where rows[row]["year"] == "2020" && rows[row]["age_from"] == "20" {
          let persons = Int(rows[row]["persons"] ?? "") ?? 0
          rows[row]["persons"] = "\(persons + (rows[row]["sex"] == "M" ? 10_000 : -10_000))"
        }
      }
    ])
    let rows = CohortSexRatio.unusual(run)
    #expect(rows.contains { $0.year == Year(2025) && $0.age == AgeGroup(lower: 25, upper: 29) && $0.ratio > 140 })
    let caution = try #require(Caution.all(run).first { $0.code == .sexRatio })
    #expect(caution.code.rawValue == "W0418" && caution.message.contains("每100名女性"))
  }

  @Test("without the nation's censuses, or without registered people, the run goes by other rules and says so")
  func without() throws {
    let alone = try run(["reference_census": { $0 = [] }])
    let codes = Caution.all(alone).map(\.code)
    #expect(codes.contains(.noReference) && !codes.contains(.unknownAbsent))
    // Infants missed in 2010 then look like people who came.
    let nation = try run()
    #expect(
      alone.projection.residualMigration.rates[.female, 5] > nation.projection.residualMigration.rates[.female, 5])

    let uncounted = try run(["registered": { $0.removeAll { $0["year"] == "2020" && $0["group"] == "total" } }])
    #expect(Caution.all(uncounted).contains { $0.code == .unknownAbsent })
    #expect(uncounted.projection.absent.isEmpty && uncounted.projection.absentFlows.isEmpty)
    #expect(DemographicTable(uncounted).value(.absent, 1) == nil)
    #expect(CohortSexRatio.unusual(uncounted).isEmpty)
  }

  @Test("nobody moves where both multiples are zero, and each moves its own flow")
  func scales() throws {
    let run = try run()
    let still = try run.varying(["population.inflow_scale": 0, "population.outflow_scale": 0])
    for year in 1..<still.horizon.count {
      for flow in still.projection.flows[year] { #expect(flow.inflow == 0 && flow.outflow == 0) }
    }
    func first(_ run: CountyRun) -> (Double, Double) {
      run.projection.flows[1].reduce((0, 0)) { ($0.0 + $1.inflow, $0.1 + $1.outflow) }
    }
    let (inflow, outflow) = first(run)
    let fewer = first(try run.varying(["population.inflow_scale": 0.5]))
    #expect(abs(fewer.0 / inflow - 0.5) < 0.01 && abs(fewer.1 / outflow - 1) < 0.01)
    let more = first(try run.varying(["population.outflow_scale": 1.5]))
    #expect(abs(more.1 / outflow - 1.5) < 0.02 && abs(more.0 / inflow - 1) < 0.02)
  }
}
