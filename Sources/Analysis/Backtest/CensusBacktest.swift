internal import Demography
public import PlanningModel
internal import Simulation

/// The census before the base carried to the base census, by sex and age, against what was counted there.
public struct CensusBacktest: Sendable {
  /// A number that both forecasts and census give: one sex or both, a five-year class or a sum.
  public struct Key: Sendable, Hashable {
    /// `M`, `F` or `T`.
    public let sex: String
    /// As in the population table: `60-64`, `85+`, `total`, `60+`.
    public let age: String
    public let lower: Int
    public let upper: Int?
    /// Whether it is one of the classes that the measures run over.
    public let isClass: Bool
  }

  public struct Forecast: Sendable {
    public let method: ForecastMethod
    /// In the order of the keys.
    public let cells: [ForecastCell]
    /// Over all classes by sex, and over those from 60 on.
    public let accuracy: AccuracySummary
    public let elderly: AccuracySummary
  }

  public let from: Year
  public let to: Year
  public let keys: [Key]
  public let forecasts: [Forecast]
  /// Naive forecasts that this county's data do not allow, with the reason.
  public let impossible: [Impossible]
  /// Largest relative gap that the smoothing of the residual migration leaves in a fitted cohort.
  public let largestFittedGap: Double

  public struct Impossible: Sendable, Hashable {
    public let method: ForecastMethod
    public let obstacle: Backtest.Obstacle
  }

  public func forecast(_ method: ForecastMethod) -> Forecast? { forecasts.first { $0.method == method } }

  public func cell(_ method: ForecastMethod, sex: String, age: String) -> ForecastCell? {
    guard let index = keys.firstIndex(where: { $0.sex == sex && $0.age == age }) else { return nil }
    return forecast(method)?.cells[index]
  }

  /// Share of the people in error, Σ|F − A| over classes by sex, who are under 60; `nil` when nobody is in error.
  public func shareOfErrorUnder60(_ method: ForecastMethod) -> Double? {
    guard let forecast = forecast(method) else { return nil }
    let errors = zip(keys, forecast.cells).filter { $0.0.isClass && $0.0.sex != "T" }.map { key, cell in
      (lower: key.lower, persons: abs(cell.forecast - cell.counted))
    }
    let all = errors.reduce(0) { $0 + $1.persons }
    return all > 0 ? errors.filter { $0.lower < 60 }.reduce(0) { $0 + $1.persons } / all : nil
  }

  /// First age of the oldest cohorts, on which the county's mortality level was set.
  public static let oldest = 75

  static func make(
    _ run: CountyRun, _ futures: HindcastFutures, draws: Int, jobs: Int
  ) -> Result<CensusBacktest, Backtest.Obstacle> {
    let census = run.county.census
    let (from, to) = (futures.hindcast.horizon.start, futures.hindcast.horizon.end)
    guard let open = FiveYearClasses.openAge(census, years: [from, to]) else { return .failure(.wideGroups) }
    let keys = keys(openAge: open)
    @Sendable func numbers(_ grid: AgeSexGrid) -> [Double] { keys.map { number($0, in: grid) } }
    func classes(_ year: Year) -> AgeSexGrid { FiveYearClasses.grid(census, year: year, openAge: open) }
    let counted = numbers(classes(to))
    func forecast(
      _ method: ForecastMethod, _ grid: AgeSexGrid, _ drawn: [[Double]], _ standing: (Key) -> Standing
    ) -> Forecast {
      let forecasts = numbers(grid)
      let cells = keys.indices.map { index in
        ForecastCell(
          forecasts[index], draws: drawn.map { $0[index] }, counted: counted[index], standing: standing(keys[index]))
      }
      func accuracy(from age: Int) -> AccuracySummary {
        AccuracySummary(
          zip(keys, cells).filter { $0.0.isClass && $0.0.sex != "T" && $0.0.lower >= age }.map(\.1), method)
      }
      return Forecast(
        method: method, cells: cells, accuracy: accuracy(from: 0), elderly: accuracy(from: 60))
    }
    let variants: [(HindcastFutures.Variant, ForecastMethod)] = [
      (.countyMortality, .countyMortality), (.nationalMortality, .nationalMortality),
      (.unknownMigration, .unknownMigration), (.residual, .residual),
    ]
    let drawn = futures.map(variants.dropLast().map(\.0), count: draws, jobs: jobs) { people in
      numbers(FiveYearClasses.grid(people, openAge: open))
    }
    var forecasts = variants.enumerated().map { index, variant in
      forecast(
        variant.1, FiveYearClasses.grid(futures.central(variant.0), openAge: open),
        drawn.indices.contains(index) ? drawn[index] : [],
        { standing(variant.0, $0, fitted: futures.hindcast.fittedAges) })
    }
    var impossible: [Impossible] = []
    for (method, grid) in rivals(census, futures, classes: classes, openAge: open) {
      switch grid {
      case .success(let grid): forecasts.append(forecast(method, grid, []) { _ in .validation })
      case .failure(let obstacle): impossible.append(Impossible(method: method, obstacle: obstacle))
      }
    }
    return .success(
      CensusBacktest(
        from: from, to: to, keys: keys, forecasts: forecasts, impossible: impossible,
        largestFittedGap: futures.residual.largestGap))
  }

  /// Residents counted in a year.
  static func total(_ census: [CensusCount], _ year: Year) -> Double {
    census.filter { $0.year == year }.reduce(0) { $0 + $1.persons.value }
  }

  private static func rivals(
    _ census: [CensusCount], _ futures: HindcastFutures, classes: (Year) -> AgeSexGrid, openAge: Int
  ) -> [(ForecastMethod, Result<AgeSexGrid, Backtest.Obstacle>)] {
    let (from, to) = (futures.hindcast.horizon.start, futures.hindcast.horizon.end)
    let launch = classes(from)
    let before = census.map(\.year).filter { $0 < from }.max()
    // A census before the first must be readable in the same classes.
    func earlier(_ year: Year?) -> Result<AgeSexGrid, Backtest.Obstacle> {
      guard let year else { return .failure(.noCensusBefore(from)) }
      guard (FiveYearClasses.openAge(census, years: [year]) ?? 0) >= openAge else { return .failure(.wideGroups) }
      return .success(classes(year))
    }
    let linear = earlier(before).map { first in
      var grid = launch
      for cell in grid.values.indices {
        grid.values[cell] = NaiveForecast.linear(
          first.values[cell], at: Double((before ?? from).value), launch.values[cell], at: Double(from.value),
          to: Double(to.value))
      }
      return grid
    }
    // The next step of a change of cohorts is as long as the step that it was read from.
    let isDecade = to - from == HamiltonPerry.years
    let observed = earlier(before).flatMap { first -> Result<AgeSexGrid, Backtest.Obstacle> in
      guard isDecade else { return .failure(.otherDistance(to - from)) }
      if let before, from - before != HamiltonPerry.years { return .failure(.otherDistance(from - before)) }
      guard let method = HamiltonPerry(from: first, to: launch) else { return .failure(.emptyClass) }
      return .success(method.projected(launch))
    }
    let borrowed: Result<AgeSexGrid, Backtest.Obstacle> =
      if !isDecade {
        .failure(.otherDistance(to - from))
      } else if let method = HamiltonPerry(lifeTables: futures.hindcast.middleTables, launch: launch) {
        .success(method.projected(launch))
      } else { .failure(.emptyClass) }
    return [
      (.constant, .success(launch)), (.linear, linear), (.hamiltonPerry, observed), (.hamiltonPerryNational, borrowed),
    ]
  }

  private static func standing(
    _ variant: HindcastFutures.Variant, _ key: Key, fitted: ClosedRange<Int>
  ) -> Standing {
    let reachesOldest = (key.upper ?? .max) >= oldest
    switch variant {
    case .nationalMortality, .unknownMigration: return .validation
    case .countyMortality:
      return key.lower >= oldest ? .identity : reachesOldest ? .partlyFitted : .validation
    case .residual:
      if let upper = key.upper, fitted.contains(key.lower), fitted.contains(upper) { return .identity }
      if key.lower >= oldest { return .identity }
      return key.upper.map { $0 < fitted.lowerBound } ?? false ? .validation : .partlyFitted
    }
  }

  private static func keys(openAge: Int) -> [Key] {
    ["M", "F", "T"].flatMap { sex -> [Key] in
      let classes = stride(from: 0, through: openAge, by: 5).map { age in
        let upper = age == openAge ? nil : age + 4
        return Key(
          sex: sex, age: AgeGroup(lower: age, upper: upper).label, lower: age, upper: upper, isClass: true)
      }
      let sums = [0, 60, 65, 80].filter { $0 < openAge }.map { age in
        Key(sex: sex, age: age == 0 ? "total" : "\(age)+", lower: age, upper: nil, isClass: false)
      }
      return classes + sums
    }
  }

  private static func number(_ key: Key, in grid: AgeSexGrid) -> Double {
    Sex.allCases.filter { key.sex == "T" || key.sex == $0.rawValue }.reduce(0) {
      $0 + grid.sum($1, key.lower / 5, key.upper.map { $0 / 5 })
    }
  }
}
