import CountyData
import Diagnostics
import Ensembles
import Facilities
import Foundation
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

@testable import Analysis

/// A small invented county and scenarios for it; everything about it is quick.
private struct SmallCounty {
  let bench: Workbench
  let county: County

  init() throws {
    bench = try Workbench()
    let template = CountyTemplate(code: "500997", nameZh: "试县", nameEn: "Trial", baseYear: 2020, synthetic: 6, seed: 5)
    for file in template.files() { try bench.write(file.text, to: "seeds/t/\(file.path)") }
    county = try CountyLoader.load(folder: bench.path("seeds/t"))
  }

  func document(_ id: String, _ text: String = "") throws -> ScenarioDocument {
    try bench.write(
      "schema: 1\nid: \(id)\ntitle: \(id)\ndata: seeds/t\nhorizon: {start: 2020, end: 2030}\n\(text)\n",
      to: "scenarios/\(id).yaml")
    return try ScenarioReader().document(file: bench.path("scenarios/\(id).yaml"))
  }

  func run(_ document: ScenarioDocument) throws -> CountyRun {
    let draft = try ScenarioReader().draft(document)
    return try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
  }

  func run(_ id: String, _ text: String = "") throws -> CountyRun { try run(try document(id, text)) }
}

@Suite("Futures")
struct FuturesTests {
  /// Definition 7: the values that R's quantile() prints for these numbers.
  @Test func quantilesByDefinitionSeven() {
    let summary = Summary([3, 1, 4, 1, 5, 9, 2, 6])
    #expect(summary.mean == 3.875)
    let expected = [1.0, 1.0, 1.75, 3.5, 5.25, 6.9, 8.475]
    for (found, value) in zip(summary.quantiles, expected) { #expect(abs((found ?? 0) - value) < 1e-12) }
    let late = Summary([2030, .nan, 2032, 2034])
    #expect(late.present == 0.75 && late.mean == nil && late.quantiles[3] == 2033 && late.p90 == nil)
  }

  @Test func drawsDoNotDependOnThreadsOrOnOtherParameters() throws {
    let small = try SmallCounty()
    func occupancies(_ run: CountyRun, jobs: Int) throws -> [Double] {
      try Futures(run, seed: 9).map(0..<30, jobs: jobs) { $0.parameters.constant(.careOccupancy) }.results
    }
    let plain = try small.run("a")
    let one = try occupancies(plain, jobs: 1)
    #expect(one == (try occupancies(plain, jobs: 3)))
    #expect(Set(one).count > 20)
    let other = try small.run(
      "b", "population: {inflow_scale: {low: 0, mode: 0.5, high: 1}}\nportfolio: {include: none}")
    #expect(one == (try occupancies(other, jobs: 2)))
  }

  /// 2,000 draws of an 80% interval: each end is met by a tenth of them, four standard errors are 0.027.
  @Test func intervalsAreMet() throws {
    let small = try SmallCounty()
    let run = try small.run("a", "care: {length_of_stay: {low80: 1, mid: 2, high80: 6}}")
    let drawn = try Futures(run, seed: 4).map(0..<400, jobs: 2) { $0.parameters.constant(.careLengthOfStay) }
      .results
    #expect(abs(Double(drawn.count { $0 < 1 }) / 400 - 0.1) < 0.06)
    #expect(abs(Double(drawn.count { $0 > 6 }) / 400 - 0.1) < 0.06)
    #expect(abs(Double(drawn.count { $0 < 2 }) / 400 - 0.5) < 0.1)
  }

  @Test func impossibleCombinationsAreMovedAndCounted() throws {
    let small = try SmallCounty()
    let run = try small.run(
      "a", "funeral: {ashes: {plot: {low: 0.2, mode: 0.4, high: 0.6}, niche: {low: 0.2, mode: 0.3, high: 0.6}}}")
    let (sums, moved) = try Futures(run, seed: 2).map(0..<60, jobs: 2) { future in
      ["plot", "niche", "ecological", "scattered"].reduce(0) { $0 + future.parameters.constant("funeral.ashes.\($1)") }
    }
    #expect(sums.allSatisfy { $0 <= 1 + 1e-9 } && moved.total > 0)
  }

  @Test func aProjectNeverBeginsBeforeTheBaseYearNorBreaksARowOfATable() throws {
    let small = try SmallCounty()
    let run = try small.run("a", "portfolio: {shift: {all: {low80: -4, mid: 2, high80: 14}}}")
    let starts = try Futures(run, seed: 3).map(0..<60, jobs: 2) { $0.schedule.map(\.start.value).min() ?? 0 }.results
    #expect(starts.allSatisfy { $0 >= 2020 } && Set(starts).count > 5)
  }

  @Test func uncertainSwitchesAreDrawn() throws {
    let small = try SmallCounty()
    let run = try small.run(
      "a",
      "portfolio: {shift: {P1: {dist: choice, values: [0, 3], weights: [1, 1]}}, scale: {P1: {low: 0.5, mode: 1, high: 1.5}}, convert: [{beds: {low80: 10, mid: 20, high80: 30}, year: 2025}]}"
    )
    let drawn = try Futures(run, seed: 3).map(0..<40, jobs: 2) { future -> [Double] in
      let project = future.schedule.first { $0.project.id == ProjectID("P1") }
      return [Double(project?.open.value ?? 0), project?.scale ?? 0, future.scenario.portfolio.convert[0].beds.value]
    }.results
    let base = Double(small.county.projects[0].openYear.value)
    #expect(Set(drawn.map { $0[0] }) == [base, base + 3])
    #expect(Set(drawn.map { $0[1] }).count > 30 && drawn.allSatisfy { (0.5...1.5).contains($0[1]) })
    #expect(Set(drawn.map { $0[2] }).count > 30)
  }
}

@Suite("Comparison")
struct ComparisonTests {
  @Test("a difference on common draws has a narrower interval than one on draws of its own")
  func pairing() throws {
    let small = try SmallCounty()
    let runs = try [small.run("a"), small.run("b", "care: {prevalence_scale: 1.1}\nportfolio: {shift: {all: 2}}")]
    let comparisons = try [true, false].map {
      try Comparison(runs, draws: 120, seed: 8, jobs: 2, sharesNumbers: $0)
    }
    func width(_ isPaired: Bool, _ measure: Measure) throws -> Double {
      let difference = try #require(comparisons[isPaired ? 0 : 1].row(measure, Year(2030))?.differences[1])
      return (difference.p90 ?? 0) - (difference.p10 ?? 0)
    }
    for measure in [Measure.residents, .pop80, .demandNorm] {
      // What both share cancels: nothing is left of it.
      #expect(try width(true, measure) == 0)
      #expect(try width(false, measure) > 0)
    }
    for measure in [Measure.occupancy, .demandObserved, .caregivers] {
      #expect(try width(true, measure) < 0.6 * width(false, measure))
    }
  }

  @Test("the last digits of binary fractions are neither better nor worse")
  func noise() throws {
    // 0.1 + 0.2 is not 0.3: such gaps are ties, and differences of nothing.
    let values = [0.1 + 0.2, 1e5 * (1 + 4e-16), 12.0]
    let gaps = Comparison.gaps(values, [0.3, 1e5, 11.0], Comparison.tolerance(values))
    #expect(gaps == [0, 0, 1])
    #expect(Comparison.shareBetter(gaps, .nursingShare) == 2.0 / 3 && Comparison.shareBetter(gaps, .unmet) == 1.0 / 3)
    // Demand less beds may leave nothing but noise: what no table can print is no difference.
    #expect(Comparison.gaps([3e-12], [0], Comparison.tolerance([3e-12, 0])) == [0])
    // One bed in a million is a difference, and so is a step in the sixth decimal of a share.
    #expect(Comparison.gaps([1_000_001], [1_000_000], Comparison.tolerance([1_000_001])) == [1])
    #expect(Comparison.gaps([0.500001], [0.5], Comparison.tolerance([0.500001]))[0] > 0)
    let small = try SmallCounty()
    let same = try Comparison(
      [small.run("a"), small.run("b", "care: {norm_beds_per_1000: 30}")], draws: 12, seed: 3, jobs: 1)
    let row = try #require(same.row(.unmet, Year(2030)))
    #expect(row.sharesTied == [1, 1] && row.sharesBetter[1] == 0.5 && row.differences[1].isNothing)
  }

  @Test("the pair of changes that interact is found")
  func pairs() throws {
    let small = try SmallCounty()
    let a = try small.document("a", "care: {occupancy: 0.6}\nportfolio: {include: none}")
    let b = try small.document(
      "b", "care: {occupancy: 0.9, norm_beds_per_1000: 31}\nportfolio: {include: planned}")
    let paths = a.changes(to: b).map(\.path)
    #expect(paths.count == 3)
    let runs = try paths.map { (paths: [$0], run: try small.run(a.adopting([$0], of: b))) }
    let attribution = try Attribution(
      reference: try small.run(a), other: try small.run(b), changes: runs, draws: 4, seed: 1, jobs: 1,
      together: { try? small.run(a.adopting([paths[$0], paths[$1]], of: b)) })
    let pairs = try #require(attribution.pairs)
    #expect(pairs.count == 3)
    for pair in pairs {
      let isReal = Set(pair.first + pair.second) == ["care.occupancy", "portfolio.include"]
      #expect(pair.effects[.unmet]?.isNothing == !isReal, "\(pair.first) \(pair.second)")
      if isReal { #expect(pair.effects[.unmet] == attribution.interaction[.unmet]) }
    }
    let two = try Attribution(
      reference: try small.run(a), other: try small.run(b), changes: runs, draws: 0, seed: 1, jobs: 1)
    #expect(two.pairs == nil)
  }

  @Test("the steps of an attribution and the interaction add up to the whole, draw by draw")
  func attribution() throws {
    let small = try SmallCounty()
    let a = try small.document("a", "care: {occupancy: 0.6, occupancy_city: 0.9}")
    let b = try small.document(
      "b", "care: {occupancy: 0.8, occupancy_city: 0.9, full_occupancy: 0.8}\nportfolio: {shift: {all: 3}}")
    let changes = a.changes(to: b)
    #expect(changes.map(\.path).sorted() == ["care.full_occupancy", "care.occupancy", "portfolio.shift.all"])
    #expect(changes.first { $0.path == "care.occupancy" }?.before == "0.6")
    let steps = try changes.map { (paths: [$0.path], run: try small.run(a.adopting([$0.path], of: b))) }
    let attribution = try Attribution(
      reference: try small.run(a), other: try small.run(b), changes: steps, draws: 20, seed: 1, jobs: 2)
    for outcome in Attribution.Outcome.allCases {
      let sum =
        (attribution.start[outcome]?.mean ?? 0) + attribution.steps.reduce(0) { $0 + ($1.effects[outcome]?.mean ?? 0) }
        + (attribution.interaction[outcome]?.mean ?? 0)
      let end = try #require(attribution.end[outcome]?.mean)
      #expect(abs(sum - end) <= 1e-9 * max(1, abs(end)))
    }
    #expect((attribution.end[.unmet]?.mean ?? 0) > (attribution.start[.unmet]?.mean ?? 0))
    // Adopting every change is the other scenario.
    let all = try small.run(a.adopting(changes.map(\.path), of: b))
    #expect(MeasureTable(all).value(.unmet, 10) == MeasureTable(try small.run(b)).value(.unmet, 10))
  }

  @Test("what only one side draws is told with its side; where both draw or both fix it, nothing is")
  func unpaired() throws {
    let small = try SmallCounty()
    let drawn = try small.run("a", "care: {occupancy: {low80: 0.4, mid: 0.5, high80: 0.6}}")
    let fixed = try small.run("b", "care: {occupancy: 0.5}")
    let late = try small.run(
      "c", "care: {occupancy: 0.5}\nportfolio: {shift: {all: {dist: choice, values: [0, 1], weights: [1, 1]}}}")
    let occupancy = { UnpairedInput(path: "care.occupancy", isDrawnInReference: $0) }
    #expect(UnpairedInput.all(drawn, fixed) == [occupancy(true)])
    #expect(UnpairedInput.all(fixed, drawn) == [occupancy(false)])
    #expect(UnpairedInput.all(fixed, late) == [UnpairedInput(path: "portfolio.shift.all", isDrawnInReference: false)])
    #expect(UnpairedInput.all(drawn, late).count == 2 && UnpairedInput.all(late, late).isEmpty)
    #expect(Caution.unpaired(drawn, drawn) == nil && Caution.unpaired(fixed, fixed) == nil)
    let caution = try #require(Caution.unpaired(drawn, fixed))
    #expect(caution.code == .unpairedInput && caution.message.contains("参照 a 抽取而 b 固定的输入：care.occupancy"))
    #expect(caution.origin.file.hasSuffix("scenarios/a.yaml"))
  }

  @Test("people read the years that the scenarios ask for, the base year only where something differs in it")
  func shownYears() throws {
    let small = try SmallCounty()
    func years(_ a: String, _ b: String) throws -> [Int] {
      try Comparison([small.run("a", a), small.run("b", b)], draws: 0, seed: 1, jobs: 1).shownYears.map(\.value)
    }
    let none = "portfolio: {include: none}"
    #expect(try years("", none) == [2025, 2030])
    #expect(try years("outputs: {years: [2020, 2023]}", none + "\noutputs: {years: [2028]}") == [2023, 2028])
    #expect(try years("outputs: {years: [2020, 2023]}", "care: {occupancy: 0.3}").first == 2020)
  }

  @Test func conditions() throws {
    func parse(_ text: String) throws -> Condition { try Condition(text) { Double($0) } }
    let condition = try parse("delta:unmet@2030.p90 >= 12.5")
    #expect(condition.isDifference && condition.measure == .unmet && condition.year == Year(2030))
    #expect(condition.statistic == 6 && condition.isGreater && condition.includesEqual && condition.bound == 12.5)
    #expect(throws: Condition.Problem.unknownMeasure("unmeet")) { try parse("unmeet@2030>1") }
    #expect(throws: Condition.Problem.unknownStatistic("p99")) { try parse("unmet@2030.p99>1") }
    #expect(throws: Condition.Problem.notANumber("x")) { try parse("unmet@2030>x") }
    for text in ["unmet", "unmet@2030", ">1", "unmet@>1", "unmet@20300>1", ""] {
      #expect(throws: Condition.Problem.self) { try parse(text) }
    }
    let small = try SmallCounty()
    let comparison = try Comparison(
      [small.run("a"), small.run("b", "portfolio: {include: none}")], draws: 0, seed: 1, jobs: 1)
    #expect(try parse("delta:beds@2030<0").failures(comparison).map(\.scenario) == [1])
    #expect(try parse("beds@2030>0").failures(comparison).map(\.scenario) == [0, 1])
    #expect(try parse("delta:residents@2030>0").failures(comparison).isEmpty)
  }

  @Test("a condition names a place by its code or its name, and says what it cannot mean")
  func places() throws {
    func parse(_ text: String) throws -> Condition { try Condition(text) { Double($0) } }
    let condition = try parse("pop80[甲>乙镇]@2030<=5")
    #expect(condition.place == "甲>乙镇" && condition.bound == 5 && !condition.isGreater && condition.statistic == nil)
    #expect(condition.holds(5) && condition.holds(4) && !condition.holds(5.1) && !condition.holds(.nan))
    for text in ["pop80[]@2030>1", "pop80[a@2030>1", "pop80a]@2030>1", "[a]@2030>1", "pop80[a][b]@2030>1"] {
      #expect(throws: Condition.Problem.self, "\(text)") { try parse(text) }
    }
    let county = try SmallCounty().county
    let zone = try #require(county.zones.first)
    let township = try #require(county.townships.first)
    #expect(try Threshold(parse("pop80@2030>1"), in: county).place.placeCode == county.code.value)
    #expect(try Threshold(parse("pop80[\(township.code.value)]@2030>1"), in: county).place.placeZh == township.nameZh)
    #expect(try Threshold(parse("pop80[\(zone.id.value)]@2030>1"), in: county).place.placeZh == zone.nameZh)
    #expect(throws: Condition.Problem.unknownPlace("x")) { try Threshold(parse("pop80[x]@2030>1"), in: county) }
    #expect(throws: Condition.Problem.countyOnly(.invest)) {
      try Threshold(parse("invest[\(zone.id.value)]@2030>1"), in: county)
    }
    #expect(throws: Condition.Problem.notHere(".p90")) { try Threshold(parse("pop80@2030.p90>1"), in: county) }
    #expect(throws: Condition.Problem.notHere("delta:")) { try Threshold(parse("delta:beds@2030>1"), in: county) }
  }

  @Test("a probability counts futures; zones sum to the county in each; a line outside all draws is told")
  func probability() throws {
    let small = try SmallCounty()
    let run = try small.run("a")
    let draws = 40
    func found(_ conditions: [String]) throws -> [ThresholdProbability] {
      try ThresholdProbability.all(
        conditions.map { try Threshold(Condition($0) { Double($0) }, in: small.county) }, of: run, draws: draws,
        seed: 7,
        jobs: 2
      ).map { try #require($0) }
    }
    let first = try found(["deaths@2030>0"])[0]
    #expect(first.isOneSided && first.count == draws && first.standardError == 0)
    let middle = try #require(first.summary.p50)
    let all = try found(["deaths@2030>\(middle)", "deaths@2030<=\(middle)", "births@2030>\(10 * middle)"])
    #expect(all[0].count + all[1].count == draws && all[0].count == draws / 2)
    #expect(abs(all[0].standardError - (0.25 / Double(draws)).squareRoot()) < 1e-12)
    #expect(all[2].isOneSided && all[2].count == 0 && all[2].largest < 10 * middle)
    // Means add up: zones, and townships, to the county.
    let places = [small.county.zones.map(\.id.value), small.county.townships.map(\.code.value)]
    let parts = ([""] + places.joined().map { "[\($0)]" }).flatMap { place in
      MeasuredPlace.local.map { "\($0.rawValue)\(place)@2030>0" }
    }
    let means = try found(parts).map { try #require($0.summary.mean) }
    let count = MeasuredPlace.local.count
    for (index, measure) in MeasuredPlace.local.enumerated() {
      let county = means[index]
      var next = 1
      for group in places {
        let sum = (next..<(next + group.count)).reduce(0) { $0 + means[$1 * count + index] }
        #expect(abs(sum - county) < 1e-6 * max(1, county), "\(measure)")
        next += group.count
      }
    }
    let none = try ThresholdProbability.all(
      [Threshold(Condition("births@2020>0") { Double($0) }, in: small.county)], of: run, draws: 3, seed: 7, jobs: 1)
    #expect(none[0] == nil)
  }

  @Test("cautions tell why a right result may mislead")
  func cautions() throws {
    let small = try SmallCounty()
    let target =
      "portfolio: {include: none, close: [{beds: \(Int(small.county.facilities.reduce(0) { $0 + $1.beds.value } * 0.3)), year: 2024}]}"
    #expect(Caution.all(try small.run("a", target)).map(\.code).contains(.ratioByClosure))
    #expect(!Caution.all(try small.run("b", "portfolio: {include: none}")).map(\.code).contains(.ratioByClosure))
    let capped = try small.run("c", "portfolio: {budget: {2023: 10, 2024: {未定: 1000000}}}")
    let over = Caution.all(capped).filter { $0.code == .overBudget }
    #expect(over.count == 1 && over[0].origin.line == 6)
    #expect(Caution.all(capped).contains { $0.code == .smallTownships })
  }
}
