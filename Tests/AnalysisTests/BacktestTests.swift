import CountyData
import Demography
import Ensembles
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

@testable import Analysis

@Suite("The projection put to the test")
struct BacktestTests {
  private static func run() throws -> CountyRun {
    let county = try CountyLoader.load(folder: Shipped.county)
    let draft = try ScenarioReader().read(file: Shipped.scenario("plan"))
    return try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
  }

  @Test(
    "without migration the cohorts are those of the checks; with the residual they agree within what smoothing leaves")
  func identity() throws {
    let run = try Self.run()
    let backtest = try Backtest(run, draws: 0, seed: 1, jobs: 1)
    let census = try backtest.censuses.get()
    var compared = 0
    for check in run.checks where check.kind == .zeroMigrationHindcast {
      let cell = try #require(census.cell(.countyMortality, sex: check.sex, age: check.ageLabel))
      #expect(abs(cell.forecast - check.modelled) < 1e-9 * check.modelled)
      #expect(cell.counted == check.counted)
      compared += 1
    }
    #expect(compared == 32)
    // Rates that make one census out of the other, knot by knot; the projection has schedules.
    let gap = census.largestFittedGap
    #expect(gap > 0 && gap < 0.1)
    #expect(run.projection.residualMigration.largestGap < 0.05)
    let residual = try #require(census.forecast(.residual))
    var fitted = 0
    for (key, cell) in zip(census.keys, residual.cells) where key.isClass && key.sex != "T" {
      guard let upper = key.upper, (10...69).contains(key.lower),
        (10...69).contains(upper)
      else { continue }
      #expect(cell.standing == .identity && abs(cell.error ?? 1) <= gap + 1e-9, "\(key.sex) \(key.age)")
      fitted += 1
    }
    #expect(fitted == 24)
    // Nothing is drawn for what was fitted on the counts.
    #expect(residual.accuracy.intervalScore == nil && residual.accuracy.coverage == nil)
  }

  @Test("the observation is compared with the number of the checks, and nothing naive needs the model")
  func observation() throws {
    let run = try Self.run()
    let backtest = try Backtest(run, draws: 16, seed: 3, jobs: 1)
    let comparison = try #require(try backtest.observations.first?.get())
    let check = try #require(run.checks.first { $0.kind == .observation })
    let model = try #require(comparison.cell(.model))
    #expect(model.forecast == check.modelled && model.counted == check.counted && model.standing == .validation)
    let interval = try #require(model.interval)
    #expect(interval.lowerBound < interval.upperBound && model.isCovered == interval.contains(model.counted))
    #expect(model.score == ForecastAccuracy.intervalScore(interval, model.counted))
    let base = run.model.calibration.base.total
    let first = try #require(run.model.calibration.earlier).total
    #expect(comparison.cell(.constant)?.forecast == base)
    let years = check.modelled > 0 ? comparison.observation.time - run.horizon.start.censusTime : 0
    let line = try #require(comparison.cell(.linear)).forecast
    #expect(abs(line - (base + (base - first) * years / 10)) < 1e-6)
    #expect(comparison.cell(.hamiltonPerry) != nil && comparison.cell(.withoutMigration) != nil)
  }

  @Test("sums add up over classes, both sexes over one, and measures run over the classes by sex")
  func sums() throws {
    let census = try Backtest(try Self.run(), draws: 8, seed: 1, jobs: 2).censuses.get()
    for forecast in census.forecasts {
      for sex in ["M", "F", "T"] {
        let classes = zip(census.keys, forecast.cells).filter { $0.0.sex == sex && $0.0.isClass }
        for (age, lower) in [("total", 0), ("60+", 60), ("65+", 65), ("80+", 80)] {
          let sum = classes.filter { $0.0.lower >= lower }.reduce(0) { $0 + $1.1.forecast }
          let cell = try #require(census.cell(forecast.method, sex: sex, age: age))
          #expect(abs(cell.forecast - sum) < 1e-6 * max(1, sum))
        }
      }
      #expect(forecast.accuracy.cells == 36 && forecast.elderly.cells == 12)
      let total = try #require(census.cell(forecast.method, sex: "T", age: "total"))
      #expect(abs((total.error ?? 1) - (forecast.accuracy.totalError ?? 2)) < 1e-9)
    }
    // Without a census before the first neither a line nor ratios of its own can be had.
    #expect(
      Set(census.impossible.map(\.method)) == [.linear, .hamiltonPerry]
        && census.impossible.allSatisfy { $0.obstacle == .noCensusBefore(Year(2010)) })
  }

  @Test("draws do not depend on threads or on how many there are; not knowing who moves widens the interval most")
  func draws() throws {
    let futures = try #require(try HindcastFutures(try Self.run(), seed: 7))
    let variants: [HindcastFutures.Variant] = [.countyMortality, .nationalMortality, .unknownMigration]
    let few = futures.map(variants, count: 10, jobs: 1) { [$0.total, $0.sum(from: 60)] }
    let many = futures.map(variants, count: 40, jobs: 2) { [$0.total, $0.sum(from: 60)] }
    for variant in variants.indices { #expect(Array(many[variant].prefix(10)) == few[variant]) }
    func width(_ variant: Int, _ number: Int) -> Double {
      let summary = Summary(many[variant].map { $0[number] })
      return (summary.p90 ?? 0) - (summary.p10 ?? 0)
    }
    #expect(width(2, 0) > 2 * width(1, 0) && width(1, 1) > 0 && width(0, 1) > 0)
  }

  @Test("what was fitted on the base census is never called a validation")
  func standings() throws {
    let backtest = try Backtest(try Self.run(), draws: 0, seed: 1, jobs: 1)
    let census = try backtest.censuses.get()
    #expect(census.cell(.countyMortality, sex: "M", age: "85+")?.standing == .identity)
    #expect(census.cell(.countyMortality, sex: "T", age: "60+")?.standing == .partlyFitted)
    #expect(census.cell(.countyMortality, sex: "F", age: "20-24")?.standing == .validation)
    #expect(census.cell(.residual, sex: "F", age: "20-24")?.standing == .identity)
    #expect(census.cell(.residual, sex: "F", age: "0-4")?.standing == .validation)
    #expect(census.cell(.residual, sex: "T", age: "total")?.standing == .partlyFitted)
    for method in [ForecastMethod.nationalMortality, .unknownMigration, .constant, .hamiltonPerryNational] {
      #expect(try #require(census.forecast(method)).cells.allSatisfy { $0.standing == .validation })
    }
    let roles = Dictionary(uniqueKeysWithValues: backtest.inputs.map { ($0.name, $0) })
    #expect(roles[.residualMigration]?.censuses == .identity && roles[.residualMigration]?.observation == .tested)
    #expect(roles[.mortalityLocal]?.censuses == .identity && roles[.observation]?.observation == .target)
    #expect(roles[.constraint] == nil)
  }
}
