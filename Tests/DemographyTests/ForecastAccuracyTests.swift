import Demography
import PlanningModel
import TestSupport
import Testing

@Suite("Accuracy of forecasts")
struct ForecastAccuracyTests {
  private static func isClose(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) < 1e-12 } ?? false
  }

  @Test("averages of percentage errors against numbers worked by hand")
  func percentages() {
    // Errors +10%, −20%, +50%; people 100, 200, 10; absolute errors 10, 40, 5.
    let forecasts = [110.0, 160, 15]
    let counts = [100.0, 200, 10]
    #expect(Self.isClose(ForecastAccuracy.meanAbsolutePercentageError(forecasts, counts), 0.8 / 3))
    #expect(Self.isClose(ForecastAccuracy.weightedAbsolutePercentageError(forecasts, counts), 55.0 / 310))
    #expect(Self.isClose(ForecastAccuracy.meanAlgebraicPercentageError(forecasts, counts), 0.4 / 3))
  }

  @Test("the weighted error is the mean of percentage errors with the counts as weights", arguments: 1...5)
  func weights(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let counts = (0..<40).map { _ in numbers.number(in: 1...1000) }
    let forecasts = counts.map { $0 * numbers.number(in: 0.5...1.5) }
    let errors = ForecastAccuracy.percentageErrors(forecasts, counts)
    let weighted = zip(errors, counts).reduce(0) { $0 + abs($1.0) * $1.1 } / counts.reduce(0, +)
    #expect(Self.isClose(ForecastAccuracy.weightedAbsolutePercentageError(forecasts, counts), weighted))
    let bias = ForecastAccuracy.meanAlgebraicPercentageError(forecasts, counts) ?? .infinity
    #expect(abs(bias) <= ForecastAccuracy.meanAbsolutePercentageError(forecasts, counts) ?? 0)
  }

  @Test("cells without people have no percentage error; nothing at all has no measure")
  func empty() {
    #expect(Self.isClose(ForecastAccuracy.meanAbsolutePercentageError([5, 11], [0, 10]), 0.1))
    #expect(Self.isClose(ForecastAccuracy.weightedAbsolutePercentageError([5, 11], [0, 10]), 0.6))
    #expect(ForecastAccuracy.meanAbsolutePercentageError([5], [0]) == nil)
    #expect(ForecastAccuracy.weightedAbsolutePercentageError([5], [0]) == nil)
    #expect(ForecastAccuracy.dissimilarity([5], [0]) == nil)
    #expect(ForecastAccuracy.coverage([], []) == nil)
    #expect(ForecastAccuracy.probabilityIntegralTransform([], 1) == nil)
  }

  @Test(
    "dissimilarity: 0 for one structure whatever the size, 1 for none in common, else half the absolute differences")
  func dissimilarity() {
    #expect(Self.isClose(ForecastAccuracy.dissimilarity([2, 4, 6], [1, 2, 3]), 0))
    #expect(Self.isClose(ForecastAccuracy.dissimilarity([0, 9], [4, 0]), 1))
    // Shares .2 .3 .5 and .25 .25 .5: half of .05 + .05.
    #expect(Self.isClose(ForecastAccuracy.dissimilarity([2, 3, 5], [1, 1, 2]), 0.05))
  }

  @Test(
    "the interval score: width inside, width and 2/α times the distance outside",
    arguments: [(15.0, 10.0), (10, 10), (20, 10), (5, 60), (22, 30)])
  func score(count: Double, expected: Double) {
    #expect(abs(ForecastAccuracy.intervalScore(10...20, count) - expected) < 1e-9)
  }

  @Test("a point scores 10 times its error at 80%; another level has another penalty")
  func scores() {
    #expect(abs(ForecastAccuracy.intervalScore(7...7, 9) - 20) < 1e-9)
    #expect(abs(ForecastAccuracy.intervalScore(0...1, 2, level: 0.95) - 41) < 1e-9)
  }

  @Test("the interval score is smallest for the interval of the true quantiles")
  func properScore() {
    // A thousand equally likely outcomes 0…999: the 10% and 90% quantiles are near 100 and 899.
    let outcomes = (0..<1000).map(Double.init)
    func mean(_ interval: ClosedRange<Double>) -> Double {
      outcomes.reduce(0) { $0 + ForecastAccuracy.intervalScore(interval, $1) } / Double(outcomes.count)
    }
    let best = mean(99.5...899.5)
    for other in [0.0...999, 49.5...949.5, 199.5...799.5, 99.5...949.5, 199.5...899.5] { #expect(mean(other) > best) }
  }

  @Test("coverage counts ends as inside; the position is the share of draws below, ties half")
  func positions() {
    #expect(Self.isClose(ForecastAccuracy.coverage([0...1, 0...1, 0...1, 0...1], [0, 1, 0.5, 1.01]), 0.75))
    #expect(Self.isClose(ForecastAccuracy.probabilityIntegralTransform([1, 2, 3, 4], 2.5), 0.5))
    #expect(Self.isClose(ForecastAccuracy.probabilityIntegralTransform([1, 2, 3, 4], 3), 0.625))
    #expect(Self.isClose(ForecastAccuracy.probabilityIntegralTransform([1, 2], 0), 0))
    #expect(Self.isClose(ForecastAccuracy.probabilityIntegralTransform([1, 2], 9), 1))
  }
}

@Suite("Forecasts without a model")
struct NaiveForecastTests {
  private static let openAge = 85

  /// Women and men of a life table, five-year classes: what 1,000 births a year leave for ever.
  private static func stationary(_ tables: [LifeTable]) -> AgeSexGrid {
    FiveYearClasses.grid(
      AgeSexGrid(male: tables[0].Lx.map { $0 * 1000 }, female: tables[1].Lx.map { $0 * 1000 }), openAge: openAge)
  }

  private static func tables() throws -> [LifeTable] {
    try TrialCounty(seed: 1).schedule.lifeTables(at: 2015, level: [1, 1])
  }

  private static func scaled(_ grid: AgeSexGrid, by factor: Double) -> AgeSexGrid {
    var result = grid
    for cell in result.values.indices { result.values[cell] *= factor }
    return result
  }

  private static func areClose(_ a: AgeSexGrid, _ b: AgeSexGrid) -> Bool {
    zip(a.values, b.values).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($1)) }
  }

  @Test("a straight line goes on, and never below zero")
  func line() {
    #expect(NaiveForecast.linear(100, at: 2010, 120, at: 2020, to: 2025) == 130)
    #expect(NaiveForecast.linear(100, at: 2010, 20, at: 2020, to: 2030) == 0)
    #expect(NaiveForecast.linear(7, at: 2010, 7, at: 2020, to: 2033.5) == 7)
  }

  @Test(
    "a stationary population stays, under every rule and with borrowed ratios", arguments: HamiltonPerry.Rule.allCases)
  func stationary(rule: HamiltonPerry.Rule) throws {
    let tables = try Self.tables()
    let people = Self.stationary(tables)
    let observed = try #require(HamiltonPerry(from: people, to: people))
    #expect(Self.areClose(observed.projected(people, rule: rule), people))
    let borrowed = try #require(HamiltonPerry(lifeTables: tables, launch: people))
    #expect(Self.areClose(borrowed.projected(people, rule: rule), people))
  }

  @Test("a population that grows by a factor in ten years grows by it again under ratios, with the same structure")
  func growth() throws {
    let first = Self.stationary(try Self.tables())
    let second = Self.scaled(first, by: 1.3)
    let method = try #require(HamiltonPerry(from: first, to: second))
    #expect(Self.areClose(method.projected(second), Self.scaled(first, by: 1.69)))
  }

  @Test("mixed is differences where people grew and ratios where they declined; differences never fall below zero")
  func mixed() throws {
    let first = Self.stationary(try Self.tables())
    let second = Self.scaled(first, by: 1.3)
    let grown = try #require(HamiltonPerry(from: first, to: second))
    #expect(grown.hasGrown && grown.projected(second, rule: .mixed) == grown.projected(second, rule: .differences))
    // Linear growth of cohorts: 0.3 of the first structure again.
    let elderly = grown.projected(second, rule: .mixed)
    #expect(
      abs(elderly[.female, 13] - 1.3 * first[.female, 11] - (1.3 * first[.female, 13] - first[.female, 11])) < 1e-6)
    let shrunk = try #require(HamiltonPerry(from: second, to: first))
    #expect(!shrunk.hasGrown && shrunk.projected(first, rule: .mixed) == shrunk.projected(first, rule: .ratios))
    let few = Self.scaled(first, by: 0.1)
    #expect(shrunk.projected(few, rule: .differences).values.allSatisfy { $0 >= 0 })
  }

  @Test("children follow women: ratios of the second count, boys and girls apart")
  func children() throws {
    let first = Self.stationary(try Self.tables())
    var second = first
    second[.male, 0] *= 1.5
    let method = try #require(HamiltonPerry(from: first, to: second))
    let next = method.projected(second)
    #expect(abs(next[.male, 0] / next[.female, 0] - 1.5 * first[.male, 0] / first[.female, 0]) < 1e-9)
  }

  @Test("an empty class that is divided by gives no method")
  func empty() throws {
    var first = Self.stationary(try Self.tables())
    let second = first
    first[.male, 4] = 0
    #expect(HamiltonPerry(from: first, to: second) == nil)
  }

  @Test("censuses are read in the classes that all of them have")
  func classes() {
    func count(_ year: Int, _ sex: Sex, _ lower: Int, _ upper: Int?) -> CensusCount {
      CensusCount(
        year: Year(year), sex: sex, age: AgeGroup(lower: lower, upper: upper), persons: Persons(Double(lower + 1)),
        evidence: TrialCounty.evidence)
    }
    func census(_ year: Int, open: Int, width: Int = 5) -> [CensusCount] {
      Sex.allCases.flatMap { sex in
        [count(year, sex, 0, 0), count(year, sex, 1, width - 1)]
          + stride(from: width, to: open, by: width).map { count(year, sex, $0, $0 + width - 1) }
          + [count(year, sex, open, nil)]
      }
    }
    let both = census(2010, open: 100) + census(2020, open: 85)
    #expect(FiveYearClasses.openAge(both, years: [Year(2010)]) == 100)
    #expect(FiveYearClasses.openAge(both, years: [Year(2010), Year(2020)]) == 85)
    #expect(FiveYearClasses.openAge(census(2020, open: 80, width: 10), years: [Year(2020)]) == nil)
    #expect(FiveYearClasses.openAge(both, years: [Year(2000)]) == nil)
    let grid = FiveYearClasses.grid(both, year: Year(2010), openAge: 85)
    #expect(grid.ages == 18 && grid[.male, 0] == 3 && grid[.female, 17] == 86 + 91 + 96 + 101)
  }
}
