import Analysis
import CareNeed
import CountyData
import Demography
import Diagnostics
import Facilities
import Finance
import Foundation
import Funeral
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

/// The plan in the shipped county with some tables changed.
private func run(
  _ edits: [String: (inout [[String: String]]) -> Void] = [:], _ assignments: [String] = []
) throws -> CountyRun {
  let bench = try Workbench()
  let county = try CountyLoader.load(folder: edits.isEmpty ? Shipped.county : try bench.county(edits))
  let draft = try ScenarioReader().read(
    file: Shipped.scenario("plan"), assignments: ["horizon.end=2026", "outputs.years=[2020, 2025]"] + assignments)
  return try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
}

/// Verdict and reason of an indicator.
private func verdict(_ run: CountyRun, _ measure: PlanIndicator.Measure) throws -> (Verdict, VerdictReason, Double?) {
  let row = try #require(
    Indicators(run, measures: MeasureTable(run)).rows.first { $0.indicator.measure == measure })
  return (row.verdict, row.reason, row.targetValue(run.horizon))
}

@Suite("What cannot be decided")
struct UndecidedTests {
  @Test(
    "a rate is set to its target only when it gets there by being set",
    arguments: [
      ("{2020: 0.15, 2025: 0.3}", VerdictReason.pathSetToTarget), ("0.3", .pathSetToTarget),
      ("{2020: 0.5, 2025: 0.35}", .pathHolds(from: 50, to: 35)), ("{2020: 0.5, 2025: 0.25}", .pathBelowTarget),
    ])
  func cremation(path: String, reason: VerdictReason) throws {
    let found = try verdict(try run([:], ["funeral.zone_cremation_rate=\(path)"]), .zoneCremationRate)
    #expect(found.1 == reason && found.0 == (reason == .pathBelowTarget ? .missed : .assumed), "\(found)")
  }

  @Test("beds that nobody states are unknown: the run says so until the scenario states a number, a nought included")
  func unknownBeds() throws {
    func told(_ assignments: [String]) throws -> [String] {
      let run = try run([:], ["horizon.end=2030"] + assignments)
      return Caution.all(run).filter { $0.code == .unknownBeds }.map { String($0.message.prefix(3)) }
    }
    #expect(try told([]) == ["P11"])
    #expect(try told(["portfolio.beds={P11: 300}"]).isEmpty && told(["portfolio.beds={P11: 0}"]).isEmpty)
    #expect(try told(["portfolio.drop=[P11]"]).isEmpty)
  }

  @Test("without a bed at the base, use, unmet need and shares are undecided, never zero")
  func noFacilities() throws {
    let run = try run(["facilities": { $0 = [] }], ["portfolio.include=none"])
    let measures = MeasureTable(run)
    for measure in [
      Measure.demandObserved, .unmet, .occupancy, .caregivers, .nursingShare, .governmentShare,
    ] {
      #expect(run.horizon.years.indices.allSatisfy { measures.value(measure, $0) == nil }, "\(measure)")
    }
    #expect(measures.value(.beds, 3) == 0 && (measures.value(.demandNorm, 3) ?? 0) > 0)
    for measure in [PlanIndicator.Measure.nursingShare, .governmentShare] {
      let (verdict, reason, value) = try verdict(run, measure)
      #expect(verdict == .undefined && reason == .nothingToDivide(.beds) && value == nil, "\(measure)")
    }
    #expect(try verdict(run, .basicQuality).1 == .nothingToDivide(.homes))
    #expect(Caution.all(run).contains { $0.code == .noUse })
    let threshold = try Threshold(try Condition("unmet[city]@2025>0") { Double($0) }, in: run.county)
    let chance = try ThresholdProbability.all([threshold], of: run, draws: 2, seed: 1, jobs: 1)
    #expect(chance[0] == nil)
  }

  @Test("a coverage of no towns and a rate of no deaths have no verdict but a reason")
  func places() throws {
    let subdistricts = try run(["townships": { for row in $0.indices { $0[row]["kind_zh"] = "街道" } }])
    let burial = try verdict(subdistricts, .burialCoverage)
    #expect(burial.0 == .undefined && burial.1 == .nothingToDivide(.towns) && burial.2 == nil)
    let outside = try run(["townships": { for row in $0.indices { $0[row]["cremation_zone"] = "no" } }])
    let cremation = try verdict(outside, .zoneCremationRate)
    #expect(cremation.0 == .undefined && cremation.1 == .nothingToDivide(.zoneDeaths) && cremation.2 == nil)
    let measures = MeasureTable(outside)
    #expect(outside.horizon.years.indices.allSatisfy { measures.value(.cremationZone, $0) == nil })
    #expect((measures.value(.cremationCounty, 3) ?? 0) > 0)
  }

  @Test("without its figure or its base value an indicator is undecided; a base of zero is a value")
  func unset() throws {
    let uncounted = try run([
      "figures": { $0.removeAll { $0["name"] == "renovated_homes" } }, "statements": { $0 = [] },
    ])
    #expect(try verdict(uncounted, .basicQuality).1 == .noRenovationCount)
    let blank = try run([
      "indicators": { rows in
        for row in rows.indices where rows[row]["number"] == "16" { rows[row]["base"] = "" }
      }
    ])
    #expect(try verdict(blank, .basicQuality).1 == .noBaseValue)
    let zero = try run([
      "indicators": { rows in
        for row in rows.indices where rows[row]["number"] == "16" { rows[row]["base"] = "0" }
      }
    ])
    // 41 renovated homes of 73, as the plan's figures say, and none of the others.
    let homes = zero.county.facilities.reduce(0) { $0 + $1.homes }
    let renovated = try #require(zero.county.figures.first { $0.name == "renovated_homes" }).value
    let (_, _, value) = try verdict(zero, .basicQuality)
    #expect(abs((value ?? -1) - 100 * renovated / Double(homes)) < 1e-9)
  }

  @Test("a target in words or outside the horizon says so")
  func targets() throws {
    let words = try run([
      "indicators": { rows in
        for row in rows.indices where rows[row]["number"] == "15" {
          (rows[row]["target"], rows[row]["target_text"]) = ("", "逐步提高")
        }
      }
    ])
    #expect(try verdict(words, .nursingShare).1 == .targetInWords)
    let short = try run([:], ["horizon.end=2023", "outputs.years=[2020]"])
    #expect(try verdict(short, .nursingShare).1 == .targetYearOutside)
    let codes = Caution.all(short).map(\.code)
    #expect(codes.contains(.targetOutside) && codes.contains(.openingOutside) && codes.contains(.observationOutside))
  }

  @Test("a target of zero asks for nothing to be closed")
  func zeroTarget() {
    let stock = StockMeasures(nursing: 0, ordinary: 100, government: 0)
    #expect(stock.closuresNeeded(for: 0) == 0 && stock.conversionsNeeded(for: 0) == 0)
    #expect(stock.conversionsNeeded(for: 0.6) == 60)
  }

  @Test("with one census migration is zero because nothing tells it, and the run says so")
  func oneCensus() throws {
    let run = try run(["population": { $0.removeAll { $0["year"] == "2010" } }])
    #expect(run.earlierCensus == nil && run.projection.residualMigration.rates.values.allSatisfy { $0 == 0 })
    for year in run.horizon.years.indices.dropFirst() {
      let net = run.projection.flows[year].reduce(0) { $0 + $1.inflow - $1.outflow }
      #expect(abs(net) < 1e-6)
    }
    let caution = try #require(Caution.all(run).first { $0.code == .noMigration })
    #expect(caution.origin.file.hasSuffix("population.csv") && caution.message.contains("按零计"))
  }

  @Test("a census seven years before the base is used as it is")
  func sevenYears() throws {
    let run = try run([
      "population": { rows in
        for row in rows.indices where rows[row]["year"] == "2010" { rows[row]["year"] = "2013" }
      }
    ])
    #expect(run.earlierCensus == Year(2013) && run.model.calibration.stepRates.count == 7)
    #expect(run.checks.contains { $0.nameZh == "2013→2020" })
    #expect(!Caution.all(run).contains { $0.code == .noMigration })
  }

  @Test("an urban cemetery of a county without a city has no places required")
  func catchment() throws {
    let run = try run(["zones": { for row in $0.indices { $0[row]["is_city"] = "no" } }])
    let urban = run.graves.filter { $0.facility.kind == .urbanCemetery }
    #expect(!urban.isEmpty && urban.allSatisfy { $0.required.isEmpty && $0.exhaustion == nil && !$0.isKnown })
    #expect(run.graves.filter { $0.facility.kind == .columbarium }.allSatisfy { ($0.required.last ?? 0) > 0 })
  }
}

@Suite("Where tables of rates end")
struct RateCoverageTests {
  @Test("the shipped horizon is covered, a longer one is told by table, years and rule")
  func beyond() throws {
    #expect(RateCoverage.all(try run()).isEmpty)
    let long = try run([:], ["horizon.end=2080"])
    let found = RateCoverage.all(long)
    #expect(
      found.map { "\($0.series.rawValue) \($0.years)" } == [
        "mortality 2050...2080", "tfr 2051...2080", "asfr_share 2050...2080", "srb 2051...2080", "total 2036...2080",
        "60+ 2036...2080",
      ])
    guard case .decline(let yearly, let men, let women) = found[0].rule else {
      Issue.record("mortality should decline")
      return
    }
    let last = CountyRates(
      mortality: try #require(long.projection.mortality.last), fertility: try #require(long.projection.fertility.last))
    #expect(last.value(.lifeExpectancyMale) == men && last.value(.lifeExpectancyFemale) == women)
    #expect(yearly > 0.005 && yearly < 0.03 && women > men && men > 85)
    let table = long.county.fertility.filter { $0.measure == .totalFertilityRate }.max { $0.start < $1.start }
    #expect(found[1].rule == .held(table?.value) && found[1].local == long.projection.fertility.last?.reduce(0, +))
    // Each stands at the last row of its table, as a caution.
    let cautions = Caution.all(long).filter { $0.code == .ratesOutside }
    #expect(cautions.count == 6 && cautions[0].origin.file.hasSuffix("mortality.csv"))
    #expect(cautions[0].origin.line == long.county.mortality.map(\.evidence.origin.line).max())
  }

  @Test("a table that ends early, lacks a period or begins late is told")
  func holes() throws {
    func found(_ keeps: @escaping (Int) -> Bool) throws -> [String] {
      RateCoverage.all(
        try run(["mortality": { $0.removeAll { !keeps(Int($0["start"] ?? "") ?? 0) } }], ["horizon.end=2035"])
      ).map {
        switch $0.rule {
        case .interpolated: "\($0.years) interpolated"
        case .held: "\($0.years) held"
        case .decline: "\($0.years) decline"
        case .prescribed: "\($0.years) prescribed"
        }
      }
    }
    #expect(try found { $0 < 2030 } == ["2030...2035 decline"])
    #expect(try found { $0 != 2025 } == ["2025...2029 interpolated"])
    #expect(try found { $0 >= 2015 } == ["2011...2014 held"])
    #expect(try found { $0 == 2020 } == ["2011...2019 held", "2025...2035 held"])
  }
}
