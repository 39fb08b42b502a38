import CountyData
import Demography
import Diagnostics
import Foundation
import Funeral
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

/// A small invented county whose files a test may add to.
private struct Trial {
  let bench: Workbench

  init() throws {
    bench = try Workbench()
    let template = CountyTemplate(code: "500997", nameZh: "试县", nameEn: "Trial", baseYear: 2020, synthetic: 10, seed: 5)
    for file in template.files() { try bench.write(file.text, to: "seeds/t/\(file.path)") }
  }

  func county() throws -> County { try CountyLoader.load(folder: bench.path("seeds/t")) }

  func run(_ text: String = "", id: String = "a") throws -> CountyRun {
    try bench.write(
      "schema: 1\nid: \(id)\ntitle: a\ndata: seeds/t\nhorizon: {start: 2020, end: 2030}\n\(text)\n",
      to: "scenarios/\(id).yaml")
    let draft = try ScenarioReader().draft(try ScenarioReader().document(file: bench.path("scenarios/\(id).yaml")))
    let county = try county()
    return try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
  }

  func append(_ rows: [String]) throws {
    let header = try String(contentsOfFile: bench.path("seeds/t/deaths.csv"), encoding: .utf8)
    try bench.write(header + rows.joined(separator: "\n") + "\n", to: "seeds/t/deaths.csv")
  }
}

@Suite("Population from data and scenario")
struct PopulationDataTests {
  private func key(_ trial: Trial) throws -> (code: [String], source: String) {
    let county = try trial.county()
    return (county.townships.map(\.code.value), county.sources[0].key)
  }

  @Test("registers of deaths move townships apart and leave the county's deaths; no deaths at all is legal")
  func registers() throws {
    let trial = try Trial()
    let plain = try trial.run("population: {internal_migration: 0, external_turnover: 0}")
    let (codes, source) = try key(trial)
    func expected(_ place: Int, _ sex: Sex) -> Double {
      let grid = plain.projection.population[0][place]
      return (0..<grid.ages).reduce(0) { $0 + grid[sex, $1] * plain.projection.mortality[1][sex, $1] }
    }
    var rows: [String] = []
    for (place, code) in codes.enumerated() {
      for sex in Sex.allCases {
        let ratio = place == 2 ? 1.6 : place == 3 ? 0 : 1
        let deaths = (expected(place, sex) * 5 * ratio).rounded()
        rows.append("\(code),2016,2021,\(sex.rawValue),0,,\(Int(deaths)),,\(source),assumption")
      }
    }
    try trial.append(rows)
    let fitted = try trial.run("population: {internal_migration: 0, external_turnover: 0}")
    func deaths(_ run: CountyRun, _ place: Int) -> Double { run.projection.flows[1][place].deaths }
    #expect(deaths(fitted, 2) > 1.15 * deaths(plain, 2))
    #expect(deaths(fitted, 3) < 0.9 * deaths(plain, 3) && deaths(fitted, 3) > 0)
    let sums = [plain, fitted].map { run in codes.indices.reduce(0) { $0 + deaths(run, $1) } }
    // Benchmarked to the county's deaths by sex and broad age; within one, ages move a little.
    #expect(abs(sums[1] / sums[0] - 1) < 0.01)
    #expect(fitted.model.mortalityDeviation.allSatisfy { ($0 ?? 0) > 0 })
    #expect(plain.model.mortalityDeviation.allSatisfy { $0 == nil })
  }

  @Test("a register with an unknown township, an age twice, two periods or a reversed period is refused, all at once")
  func brokenRegister() throws {
    let trial = try Trial()
    let (codes, source) = try key(trial)
    try trial.append([
      "999999999,2016,2021,M,0,14,3,,\(source),assumption",
      "\(codes[0].prefix(6))999,2016,2021,M,0,14,3,,\(source),assumption",
      "\(codes[0]),2016,2021,M,0,,3,,\(source),assumption",
      "\(codes[0]),2016,2021,M,80,,3,,\(source),assumption", "\(codes[1]),2016,2016,F,0,,3,,\(source),assumption",
    ])
    var told = try problems(trial)
    // A code of another county is ill-formed; one of this county that no township has is unknown.
    #expect(told == ["E0119": [2], "E0112": [3], "E0144": [6]], "\(told)")
    let second = try Trial()
    try second.append([
      "\(codes[0]),2016,2021,M,0,,3,,\(source),assumption", "\(codes[0]),2016,2021,M,80,,3,,\(source),assumption",
      "\(codes[1]),2016,2021,F,0,59,3,,\(source),assumption", "\(codes[1]),2017,2021,F,60,,3,,\(source),assumption",
    ])
    told = try problems(second)
    #expect(told == ["E0117": [3, 5]], "\(told)")
  }

  /// Lines by code.
  private func problems(_ trial: Trial) throws -> [String: [Int]] {
    do {
      _ = try trial.county()
      return [:]
    } catch let report as DiagnosticReport {
      return Dictionary(grouping: report.diagnostics, by: \.code).mapValues { $0.map(\.range.line).sorted() }
    }
  }

  @Test("a scenario's residents, births, deaths and life expectancy are met in the county and in every future")
  func constraints() throws {
    let trial = try Trial()
    let free = try trial.run()
    let start = free.countyPopulation(0).total
    let births = free.projection.flows[2].reduce(0) { $0 + $1.births }
    let bound = try trial.run(
      """
      population:
        residents: {2026: \(Int(start * 0.98))}
        births: {2022: \(Int(births * 1.05)), 2023: \(Int(births * 1.05))}
        life_expectancy: {male: {2022: 77, 2026: 79}, female: {2021: 82, 2030: 83.5}}
      ensemble: {draws: 10, seed: 2}
      """)
    #expect(abs(bound.countyPopulation(6).total - Double(Int(start * 0.98))) < 1e-4)
    #expect(abs(bound.countyPopulation(3).total - (start + (Double(Int(start * 0.98)) - start) / 2)) < 1e-4)
    #expect(bound.projection.constraints.contains { $0.event == .births && $0.year == Year(2022) && !$0.isCapped })
    #expect(abs(bound.projection.flows[2].reduce(0) { $0 + $1.births } - Double(Int(births * 1.05))) < 1e-4)
    let tables = bound.projection.mortality[10].lifeTables()
    #expect(abs(tables[0].ex[0] - 79) < 1e-7 && abs(tables[1].ex[0] - 83.5) < 1e-7)
    // Before the first year a straight line from the base, after the last the same for ever.
    let early = bound.projection.mortality[1].lifeTables()[0].ex[0]
    let base = bound.model.mortality.rates[0].lifeTables(level: [1, 1])[0].ex[0]
    #expect(abs(early - (base + 77) / 2) < 1e-7)
    // Births are constrained in 2022 and 2023 alone.
    #expect(bound.projection.constraints.filter { $0.event == .births }.map(\.year.value) == [2022, 2023])
    // A future whose constraint met its bound says so; all others hold it exactly.
    let futures = try Futures(bound, seed: 2).map(0..<10, jobs: 2) { future in
      (
        future.countyPopulation(6).total,
        future.projection.constraints.contains { $0.year == Year(2026) && $0.event == .residents && $0.isCapped }
      )
    }.results
    #expect(futures.allSatisfy { $0.1 || abs($0.0 - Double(Int(start * 0.98))) < 1e-4 }, "\(futures)")
    #expect(futures.contains { !$0.1 })
  }

  @Test("extreme but allowed inputs run: mortality three times the national, and its walk at its widest")
  func extremes() throws {
    let trial = try Trial()
    let high = try trial.run("population: {mortality_local: 3}")
    #expect(high.countyPopulation(10).total.isFinite && high.countyPopulation(10).total > 0)
    let wild = try trial.run(
      "population: {spread: {mortality_walk: 0.1, migration: 1, migration_township: 1}}\nensemble: {draws: 16, seed: 2}"
    )
    let totals = try Futures(wild, seed: 2).map(0..<16, jobs: 2) { $0.countyPopulation(10).total }.results
    #expect(totals.allSatisfy { $0.isFinite && $0 > 0 })
  }

  @Test("whole persons are drawn on request, through the whole chain, the same for any number of threads")
  func persons() throws {
    let trial = try Trial()
    let run = try trial.run("ensemble: {draws: 9, seed: 4, small_numbers: persons}")
    func totals(_ jobs: Int) throws -> [Double] {
      try Futures(run, seed: 4).map(0..<9, jobs: jobs) { $0.countyPopulation(10).total }.results
    }
    let drawn = try totals(1)
    #expect(drawn == (try totals(3)))
    #expect(drawn.allSatisfy { $0 == $0.rounded() } && Set(drawn).count == 9)
  }

  @Test("draws are the same in every range and in blocks of eight that begin anywhere")
  func ranges() throws {
    let run = try Trial().run("ensemble: {draws: 20, seed: 4}")
    let futures = try Futures(run, seed: 4)
    let read: @Sendable (CountyRun) -> [Double] = { run in
      [run.countyPopulation(10).total, run.parameters.constant(.careOccupancy), run.remains[7][0].cremated]
        + run.projection.sums[9].map(\.from80)
    }
    let whole = try futures.map(0..<20, jobs: 2, read)
    #expect(Set(whole.results).count == 20)
    let parts = try [0..<8, 8..<20].map { try futures.map($0, jobs: 2, read) }
    #expect(parts.flatMap(\.results) == whole.results)
    #expect(parts.map(\.moved.total).reduce(0, +) == whole.moved.total)
    for first in 1..<8 {
      #expect(try futures.map(first..<17, jobs: 1, read).results == Array(whole.results[first..<17]), "\(first)")
    }
    #expect(try futures.map(5..<5, jobs: 2, read).results.isEmpty)
    let people = futures.mapPeople(0..<20, jobs: 2) { [$0.residents(10, from: 60)] }
    #expect(futures.mapPeople(3..<20, jobs: 2) { [$0.residents(10, from: 60)] } == Array(people[3...]))
  }

  @Test("attribution: sources alone and together, the same for any number of threads; fertility cannot move the old")
  func attribution() throws {
    let run = try Trial().run()
    let one = try SourceVariance(run, seed: 3, draws: 64, jobs: 1)
    #expect(one.shares == (try SourceVariance(run, seed: 3, draws: 64, jobs: 3)).shares)
    for quantity in SourceVariance.Quantity.allCases {
      let shares = one.shares.filter { $0.quantity == quantity }
      #expect(
        shares.count == 1 + UncertaintySource.allCases.count && shares[0].source == nil && shares[0].deviation > 0)
      // Nearly additive: shares alone add to 1 up to sampling error and interaction.
      #expect(abs(shares.dropFirst().reduce(0) { $0 + $1.alone } - 1) < 0.4)
    }
    func alone(_ quantity: SourceVariance.Quantity, _ source: UncertaintySource) -> Double {
      one.shares.first { $0.quantity == quantity && $0.source == source }?.alone ?? -1
    }
    #expect(alone(.pop60, .fertility) < 1e-12 && alone(.pop80, .fertility) < 1e-12)
    #expect(alone(.residents, .fertility) > 0.001)
    #expect(alone(.pop60, .internalMigration) < 1e-12)
  }

  @Test(
    "mortality and residual migration: the joint effect is not the sum of the parts' sizes, and signs are as they must be"
  )
  func confounding() throws {
    let draft = try ScenarioReader().read(file: Shipped.scenario("plan"))
    let county = try CountyLoader.load(folder: Shipped.county)
    let run = try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
    let confounding = try #require(Confounding(run))
    func row(_ path: Confounding.Path, _ isHigh: Bool) throws -> Confounding.Row {
      try #require(confounding.rows.first { $0.path == path && $0.isHigh == isHigh })
    }
    let central = confounding.central.residents60
    #expect(abs(central - run.countyPopulation(15).sum(from: 60)) < 1e-6 * central)
    // Higher mortality kills, but was offset by more migration between the censuses, which then goes on.
    #expect(try row(.mortalityAlone, true).residents60 < central && row(.migrationAlone, true).residents60 > central)
    let joint = try row(.joint, false).residents60 - row(.joint, true).residents60
    let alone = try row(.mortalityAlone, false).residents60 - row(.mortalityAlone, true).residents60
    #expect(joint > 0 && joint < alone)
    #expect(Confounding(try Trial().run()) == nil)
  }
}
