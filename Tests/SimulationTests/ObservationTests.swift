import CountyData
import Demography
import Diagnostics
import Facilities
import Foundation
import Funeral
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

/// A small invented county with observations of its own.
private struct Trial {
  let bench: Workbench

  init(_ rows: [String] = []) throws {
    bench = try Workbench()
    let template = CountyTemplate(code: "500997", nameZh: "试县", nameEn: "Trial", baseYear: 2020, synthetic: 10, seed: 5)
    for file in template.files() { try bench.write(file.text, to: "seeds/t/\(file.path)") }
    try observe(rows)
  }

  /// Rows of name, value, unit, time, relative deviation and use.
  func observe(_ rows: [String]) throws {
    let key = try CountyLoader.load(folder: bench.path("seeds/t")).sources[0].key
    let lines = rows.map { row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return "\(cells[0]),\(cells[0]),\(cells[1]),\(cells[2]),\(cells[3]),\(cells[4]),\(cells[5]),\(key),official,试"
    }
    try bench.write(
      (["name,name_zh,value,unit,time,relative_sd,use,source,quality,note"] + lines).joined(separator: "\n") + "\n",
      to: "seeds/t/observations.csv")
  }

  func run(_ text: String = "", id: String = "a", years: String = "{start: 2020, end: 2030}") throws -> CountyRun {
    try bench.write(
      "schema: 1\nid: \(id)\ntitle: a\ndata: seeds/t\nhorizon: \(years)\n\(text)\n", to: "scenarios/\(id).yaml")
    let draft = try ScenarioReader().draft(try ScenarioReader().document(file: bench.path("scenarios/\(id).yaml")))
    let county = try CountyLoader.load(folder: bench.path("seeds/t"))
    return try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
  }

  /// Codes of what is wrong with the data.
  func codes() -> [String] {
    do {
      _ = try CountyLoader.load(folder: bench.path("seeds/t"))
      return []
    } catch { return (error as? DiagnosticReport)?.diagnostics.map { "\($0.code) \($0.path)" } ?? ["\(error)"] }
  }

  func text(_ table: String) throws -> String {
    try String(contentsOfFile: bench.path("seeds/t/\(table)"), encoding: .utf8)
  }
}

private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
private func deviation(_ values: [Double]) -> Double {
  let middle = mean(values)
  return (values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(values.count - 1)).squareRoot()
}

@Suite("Observations after the base")
struct ObservationTests {
  private func observation(_ name: String, _ time: Double) -> Observation {
    Observation(
      name: name, nameZh: name, value: 1, unit: "人", time: time,
      evidence: Evidence(source: "", grade: .official, origin: Origin(file: "", line: 1)))
  }

  @Test("a moment is a straight line between model dates, a calendar year a share of two model years")
  func positions() throws {
    let horizon = Horizon(start: Year(2020), end: Year(2025))
    func parts(_ name: String, _ time: Double) -> [[Double]]? {
      ObservedYears(observation(name, time), horizon)?.parts.map {
        [Double($0.year), ($0.weight * 1e9).rounded() / 1e9]
      }
    }
    // The end of 2023 lies two months of twelve after 1 November 2023.
    let sixth = (1e9 / 6).rounded() / 1e9
    #expect(parts("residents", 2024) == [[3, 1 - sixth], [4, sixth]])
    #expect(parts("residents", 2023 + Year.censusFraction) == [[3, 1]])
    // The calendar year 2023 has ten months of the year to 1 November 2023 and two of the next.
    #expect(parts("births", 2024) == [[3, 1 - sixth], [4, sixth]])
    // Twelve months to the middle of 2022 have four months of the first year's end, eight of the next.
    #expect(parts("births", 2021 + Year.censusFraction + 0.25) == [[1, 0.75], [2, 0.25]])
    // Beds stand at the end of a year.
    #expect(parts("beds", 2024) == [[3, 1]] && parts("beds", 2021) == [[0, 1]])
    for (name, time) in [("residents", 2020.5), ("residents", 2026), ("births", 2021), ("beds", 2027)] {
      #expect(parts(name, time) == nil, "\(name) \(time)")
    }
    #expect(Observation.Quantity(name: "resident_population") == .residents)
  }

  @Test("a run answers for each quantity what its own arrays hold")
  func answers() throws {
    let run = try Trial().run()
    func now(_ name: String, _ time: Double) throws -> Double { try #require(run.modelled(observation(name, time))) }
    let at = 2023 + Year.censusFraction
    let people = run.countyPopulation(3)
    #expect(abs(try now("residents", at) - people.total) < 1e-6)
    #expect(abs(try now("residents_60", at) - people.sum(from: 60)) < 1e-6)
    #expect(abs(try now("residents_80", at) - people.sum(from: 80)) < 1e-6)
    let births = run.projection.flows.map { $0.reduce(0) { $0 + $1.births } }
    #expect(abs(try now("births", 2024) - (births[3] * 10 / 12 + births[4] * 2 / 12)) < 1e-6)
    let deaths = run.projection.flows.map { $0.reduce(0) { $0 + $1.deaths } }
    #expect(abs(try now("deaths", at) - deaths[3]) < 1e-6)
    #expect(try now("beds", 2024) == run.stock.beds(.nursing, year: 3) + run.stock.beds(.ordinary, year: 3))
    #expect(abs(try now("cremations", at) - run.remains[3].reduce(0) { $0 + $1.cremated }) < 1e-6)
  }

  @Test("the model of the first years projects them to the last bit, whatever follows")
  func short() throws {
    let run = try Trial().run()
    let model = run.model.through(Year(2023))
    #expect(model.horizon.count == 4 && run.model.through(Year(2030)).horizon.count == 11)
    let inputs = LaneInputs(horizon: model.horizon, townships: model.base.count)
    let whole = LaneInputs(horizon: run.model.horizon, townships: run.model.base.count)
    let block = ProjectionBlock(model, inputs, keepsDeaths: false)
    let long = ProjectionBlock(run.model, whole, keepsDeaths: false)
    for year in 0...3 {
      for age in [0, 60, 80] { #expect(block.residents(year, from: age) == long.residents(year, from: age)) }
    }
  }

  /// Residents of the end of 2023 in all futures: mean and deviation.
  private func prior(_ run: CountyRun, _ count: Int = 400) throws -> (mean: Double, deviation: Double) {
    let seen = observation("residents", 2024)
    let values = try Futures(run, seed: 3).map(0..<count, jobs: 2) { $0.modelled(seen) ?? .nan }.results
    return (mean(values), deviation(values))
  }

  /// A normal prior of deviation s and a normal observation of deviation e at distance d give a normal posterior at
  /// m + d·s²/(s²+e²) of deviation s·e/√(s²+e²), and futures are kept with probability e/√(s²+e²)·exp(−d²/2(s²+e²)).
  @Test("chosen futures follow the law of normal numbers: place, width, share kept and effective share")
  func law() throws {
    let trial = try Trial()
    let spread = try prior(try trial.run())
    // One prior deviation away, half as wide.
    let (d, e) = (spread.deviation, 0.5 * spread.deviation)
    let value = (spread.mean + d).rounded()
    try trial.observe(["residents,\(Int(value)),人,2024,\(e / value),condition"])
    let run = try trial.run()
    let selection = try #require(try DrawSelection(run, seed: 3, count: 300, jobs: 2))
    let fit = try #require(selection.fits.first)
    let s2 = spread.deviation * spread.deviation
    let e2 = e * e
    let expected = spread.mean + d * s2 / (s2 + e2)
    let width = (s2 * e2 / (s2 + e2)).squareRoot()
    // Four standard errors of 300 draws, and what the prior is not normal.
    #expect(abs(mean(fit.after) - expected) < (4 / 300.0.squareRoot() + 0.15) * width, "\(mean(fit.after)) \(expected)")
    #expect(abs(deviation(fit.after) / width - 1) < 0.25)
    let kept = (e2 / (s2 + e2)).squareRoot() * exp(-d * d / 2 / (s2 + e2))
    #expect(abs(selection.keptShare / kept - 1) < 0.3, "\(selection.keptShare) \(kept)")
    // E[w]²/E[w²] of the same normals.
    let square = (e2 / (2 * s2 + e2)).squareRoot() * exp(-d * d / (2 * s2 + e2))
    #expect(abs(selection.effectiveShare / (kept * kept / square) - 1) < 0.3)
    #expect(
      selection.draws == selection.draws.sorted() && selection.draws.count == 300 && fit.before.count == selection.tried
    )
  }

  @Test("importance weights, the second road, give the chosen futures' means of every outcome")
  func weights() throws {
    let trial = try Trial()
    let spread = try prior(try trial.run())
    let value = (spread.mean - spread.deviation).rounded()
    let e = 0.6 * spread.deviation
    try trial.observe(["residents,\(Int(value)),人,2024,\(e / value),condition"])
    let run = try trial.run()
    let seen = observation("residents", 2024)
    let read: @Sendable (CountyRun) -> [Double] = { run in
      [
        run.modelled(seen) ?? .nan, run.countyPopulation(10).total, run.countyPopulation(10).sum(from: 60),
        run.projection.flows[10].reduce(0) { $0 + $1.births },
      ]
    }
    let all = try Futures(run, seed: 3).map(0..<800, jobs: 2, read).results
    let chosen = try Futures.asked(run, seed: 3, count: 300, jobs: 2).map(0..<300, jobs: 2, read).results
    let weights = all.map { exp(-0.5 * pow(($0[0] - value) / e, 2)) }
    let sum = weights.reduce(0, +)
    for index in 0..<4 {
      let weighted = zip(weights, all).reduce(0) { $0 + $1.0 * $1.1[index] } / sum
      let values = chosen.map { $0[index] }
      let error = deviation(values) * (1 / 300.0 + weights.reduce(0) { $0 + $1 * $1 } / sum / sum).squareRoot()
      #expect(abs(mean(values) - weighted) < 4 * error, "\(index): \(mean(values)) \(weighted)")
    }
    // Of chosen futures a range names positions among them, wherever it begins.
    let choice = try Futures.asked(run, seed: 3, count: 300, jobs: 2)
    let parts = try [0..<8, 8..<20].flatMap { try choice.map($0, jobs: 2, read).results }
    #expect(parts == Array(chosen.prefix(20)))
    #expect(try choice.map(291..<300, jobs: 2, read).results == Array(chosen.suffix(9)))
    // What was tried first is the same, whoever looks, and no order of threads matters.
    let again = try #require(try DrawSelection(run, seed: 3, count: 40, jobs: 1))
    let more = try #require(try DrawSelection(run, seed: 3, count: 300, jobs: 3))
    #expect(again.draws == Array(more.draws.prefix(40)))
  }

  @Test("a scenario may leave observations out, and what is only compared chooses nothing")
  func ignored() throws {
    let trial = try Trial(["residents,100000,人,2024,0.01,condition"])
    #expect(try trial.run().conditions.count == 1)
    let counterfactual = try trial.run("ensemble: {draws: 8, observations: ignore}")
    #expect(counterfactual.conditions.isEmpty)
    #expect(try DrawSelection(counterfactual, seed: 1, count: 8, jobs: 1) == nil)
    try trial.observe(["residents,100000,人,2024,,check", "residents,99000,人,2025,,"])
    #expect(try trial.run().conditions.isEmpty && trial.run().county.observations(of: .residents).count == 2)
    // Beyond the horizon nothing is modelled.
    try trial.observe(["residents,100000,人,2035,0.01,condition"])
    #expect(try trial.run().conditions.isEmpty)
  }

  @Test("homes and graves condition too: the whole chain is run for them")
  func chain() throws {
    let trial = try Trial()
    let inCare = observation("people_in_care", 2024)
    let plain = try Futures(try trial.run(), seed: 3).map(0..<200, jobs: 2) { $0.modelled(inCare) ?? .nan }.results
    let (middle, spread) = (mean(plain), deviation(plain))
    try #require(spread > 0)
    let value = (middle + spread).rounded()
    try trial.observe(["people_in_care,\(Int(value)),人,2024,\(0.3 * spread / value),condition"])
    let chosen = try Futures.asked(try trial.run(), seed: 3, count: 60, jobs: 2).map(0..<60, jobs: 2) {
      $0.modelled(inCare) ?? .nan
    }.results
    #expect(abs(mean(chosen) - value) < 0.4 * spread && deviation(chosen) < 0.5 * spread)
  }

  @Test("an observation that no future explains stops the run at its row, with what the futures say")
  func refused() throws {
    let trial = try Trial(["residents,160000,人,2024,0.004,condition"])
    let run = try trial.run()
    #expect {
      _ = try DrawSelection(run, seed: 1, count: 20, jobs: 2)
    } throws: { error in
      guard case .improbableObservations(let misfits, let origin) = error as? SimulationError else { return false }
      return origin.file.hasSuffix("observations.csv") && origin.line == 2 && misfits[0].high < 160_000
        && misfits[0].low < misfits[0].median
    }
  }

  @Test("an observation that cannot be used as its row asks is refused at its cell")
  func checks() throws {
    let trial = try Trial()
    let key = try CountyLoader.load(folder: trial.bench.path("seeds/t")).sources[0].key
    for (row, found) in [
      ("residents,100000,人,2024,,condition", "E0117 relative_sd"),
      ("residents,10,万人,2024,0.01,condition", "E0117 unit"),
      ("residnts,100000,人,2024,0.01,condition", "E0117 name"),
      ("residents,100000,人,2024,0.01,base", "E0117 use"),
      ("residents,100000,人,2024,0.01,maybe", "E0110 use"),
      ("residents,100000,人,2024,2,condition", "E0109 relative_sd"),
    ] {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      try trial.bench.write(
        "name,name_zh,value,unit,time,relative_sd,use,source,quality,note\n\(cells[0]),甲,\(cells[1...].joined(separator: ",")),\(key),official,试\n",
        to: "seeds/t/observations.csv")
      #expect(trial.codes() == [found], "\(row)")
    }
  }
}

@Suite("A base after the census")
struct LaterBaseTests {
  /// The trial county with its base three years after its census.
  private func trial(_ rows: [String]) throws -> Trial {
    let trial = try Trial()
    try trial.bench.replace("\"base_year\": 2020", with: "\"base_year\": 2023", in: "seeds/t/datapackage.json")
    if !rows.isEmpty { try trial.observe(rows) }
    return trial
  }

  @Test("without a total the base is the model's own year, and nothing after it changes")
  func carried() throws {
    let early = try Trial().run("portfolio: {include: none}")
    let late = try trial([]).run("portfolio: {include: none}", years: "{start: 2023, end: 2030}")
    #expect(late.lead == 3 && late.horizon.count == 8 && late.projection.flows[0].isEmpty)
    for year in 0..<8 {
      for (one, other) in zip(early.projection.population[year + 3], late.projection.population[year]) {
        #expect(zip(one.values, other.values).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, $0) })
      }
    }
  }

  @Test("a total of the base year is met, whoever the years before it brought; its error is drawn")
  func total() throws {
    let free = try trial([]).run(years: "{start: 2023, end: 2030}")
    let census = free.model.calibration.base.total
    let start = free.countyPopulation(0).total
    let told = (0.98 * start).rounded()
    // Told for the end of 2023, two months after the base: brought back along the line from the census.
    let late = try trial(["residents,\(Int(told)),人,2024,0.004,base"])
    let run = try late.run(years: "{start: 2023, end: 2030}")
    let years = 2024 - Year(2020).censusTime
    let wanted = census + (told - census) * 3 / years
    #expect(abs(run.countyPopulation(0).total / wanted - 1) < 1e-6)
    // The base lacks people of the ages that move, not old ones.
    let (before, after) = (free.countyPopulation(0), run.countyPopulation(0))
    #expect(after.sum(from: 80) / before.sum(from: 80) > after.total / before.total)
    let totals = try Futures(run, seed: 2).map(0..<200, jobs: 2) { $0.countyPopulation(0).total }.results
    let relative = deviation(totals) / wanted
    #expect(
      abs(mean(totals) / wanted - 1) < 0.001 && abs(relative / (0.004 * 3 / years * told / wanted) - 1) < 0.3,
      "\(relative)")
  }

  @Test("a total of another time or another number is no base")
  func refused() throws {
    for (row, found) in [
      ("residents,100000,人,2025,0.004,base", "E0117 time"),
      ("births,1000,人,2024,0.004,base", "E0117 use"),
      ("residents,100000,人,2024,,base", "E0117 relative_sd"),
    ] {
      let trial = try Trial()
      let source = try CountyLoader.load(folder: trial.bench.path("seeds/t")).sources[0].key
      try trial.bench.replace("\"base_year\": 2020", with: "\"base_year\": 2023", in: "seeds/t/datapackage.json")
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      try trial.bench.write(
        "name,name_zh,value,unit,time,relative_sd,use,source,quality,note\n\(cells[0]),甲,\(cells[1...].joined(separator: ",")),\(source),official,试\n",
        to: "seeds/t/observations.csv")
      #expect(trial.codes().contains(found), "\(row) \(trial.codes())")
    }
  }
}
