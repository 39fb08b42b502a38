internal import Demography
internal import Ensembles
public import PlanningModel
public import Simulation

/// The projection put to the test on counts that exist: the census before the base carried to the base census, and the base
/// carried to later observations of the residents; beside it forecasts that need no model.
public struct Backtest: Sendable {
  public let run: CountyRun
  /// Futures behind the intervals; 0 makes none.
  public let draws: Int
  public let seed: UInt64
  public let censuses: Result<CensusBacktest, Obstacle>
  /// Every observation of the residents; when there is none, the obstacle says so.
  public let observations: [Result<ObservationBacktest, Obstacle>]
  public let inputs: [FittedInput]

  /// Probability that the intervals claim.
  public static let level = 0.8

  /// Why something cannot be compared or computed.
  public enum Obstacle: Error, Sendable, Hashable {
    /// No census before this year that is used.
    case noEarlierCensus(Year)
    /// A change of cohorts over ten years, where the censuses are this many years apart.
    case otherDistance(Int)
    /// Census groups wider than five years.
    case wideGroups
    /// A straight line, or a change of cohorts, needs a census before this year.
    case noCensusBefore(Year)
    /// A class that a ratio divides by is empty.
    case emptyClass
    /// No observation of the residents after the base.
    case noObservation
    /// An observation outside the years of the scenario.
    case outsideHorizon(Double)
  }

  /// - Parameters:
  ///   - run: The scenario at central values.
  ///   - jobs: Threads; the outcome does not depend on it.
  /// - Throws: ``SimulationError``.
  public init(
    _ run: CountyRun, draws: Int, seed: UInt64, jobs: Int, isCancelled: @Sendable () -> Bool = { false }
  ) throws(SimulationError) {
    self.run = run
    self.draws = draws
    self.seed = seed
    if let futures = try HindcastFutures(run, seed: seed) {
      censuses = CensusBacktest.make(run, futures, draws: draws, jobs: jobs)
    } else {
      censuses = .failure(.noEarlierCensus(run.county.censusYear))
    }
    if isCancelled() { throw .cancelled }
    observations = try ObservationBacktest.all(run, draws: draws, seed: seed, jobs: jobs)
    if isCancelled() { throw .cancelled }
    inputs = FittedInput.all(run)
  }
}

/// How a number was forecast.
public enum ForecastMethod: String, Sendable, Hashable, CaseIterable {
  case model
  case countyMortality = "no_migration_county_mortality"
  case nationalMortality = "no_migration_national_mortality"
  case unknownMigration = "unknown_migration_national_mortality"
  case residual = "residual_migration"
  case withoutMigration = "model_without_residual_migration"
  case constant
  case linear
  case hamiltonPerry = "hamilton_perry"
  case hamiltonPerryMixed = "hamilton_perry_mixed"
  case hamiltonPerryNational = "hamilton_perry_national_survival"

  /// Whether it needs no model.
  public var isNaive: Bool {
    switch self {
    case .constant, .linear, .hamiltonPerry, .hamiltonPerryMixed, .hamiltonPerryNational: true
    default: false
    }
  }
}

/// What a comparison of a forecast with a count says.
public enum Standing: String, Sendable, Hashable {
  /// Nothing in the forecast was fitted on the count.
  case validation
  /// Part of it was.
  case partlyFitted = "partly_fitted"
  /// Fitted on the count: agreement is arithmetic, not evidence.
  case identity
}

/// A forecast of one number beside its count.
public struct ForecastCell: Sendable, Hashable {
  public let forecast: Double
  /// The 80% interval and the middle of the draws.
  public let interval: ClosedRange<Double>?
  public let median: Double?
  /// Where the count stands among the draws, 0…1.
  public let position: Double?
  public let counted: Double
  public let standing: Standing

  /// - Parameter draws: One value a future; none leaves a forecast without an interval.
  init(_ forecast: Double, draws: [Double], counted: Double, standing: Standing) {
    let summary = Summary(draws)
    self.forecast = forecast
    self.counted = counted
    self.standing = standing
    if let low = summary.p10, let high = summary.p90, low <= high { interval = low...high } else { interval = nil }
    median = summary.p50
    position = ForecastAccuracy.probabilityIntegralTransform(draws, counted)
  }

  /// (F − A)/A; `nil` when nobody was counted.
  public var error: Double? { counted > 0 ? forecast / counted - 1 : nil }
  /// Whether the count lies in the interval.
  public var isCovered: Bool? { interval.map { $0.contains(counted) } }
  /// A forecast without an interval scores as one of no width.
  public var score: Double {
    ForecastAccuracy.intervalScore(interval ?? forecast...forecast, counted, level: Backtest.level)
  }
}

/// Measures of a forecast over cells of sex and age; see ``ForecastAccuracy`` for the formulas.
public struct AccuracySummary: Sendable, Hashable {
  public let cells: Int
  public let mape: Double?
  public let weightedMape: Double?
  public let malpe: Double?
  public let dissimilarity: Double?
  /// Error of the sum of the cells.
  public let totalError: Double?
  /// Mean score, persons a cell; `nil` for the forecast that was fitted on the counts.
  public let intervalScore: Double?
  /// Share of cells inside their intervals; `nil` without intervals.
  public let coverage: Double?

  init(_ cells: [ForecastCell], _ method: ForecastMethod) {
    let forecasts = cells.map(\.forecast)
    let counts = cells.map(\.counted)
    self.cells = cells.count
    mape = ForecastAccuracy.meanAbsolutePercentageError(forecasts, counts)
    weightedMape = ForecastAccuracy.weightedAbsolutePercentageError(forecasts, counts)
    malpe = ForecastAccuracy.meanAlgebraicPercentageError(forecasts, counts)
    dissimilarity = ForecastAccuracy.dissimilarity(forecasts, counts)
    let counted = counts.reduce(0, +)
    totalError = counted > 0 ? forecasts.reduce(0, +) / counted - 1 : nil
    intervalScore =
      method == .residual || cells.isEmpty ? nil : cells.reduce(0) { $0 + $1.score } / Double(cells.count)
    let intervals = cells.compactMap(\.interval)
    coverage = intervals.count == cells.count ? ForecastAccuracy.coverage(intervals, counts) : nil
  }
}

/// Residents observed after the base against the projection at the observation's own date.
public struct ObservationBacktest: Sendable {
  public struct Forecast: Sendable {
    public let method: ForecastMethod
    public let cell: Result<ForecastCell, Backtest.Obstacle>
  }

  public let observation: Observation
  public let baseYear: Year
  /// The model first.
  public let forecasts: [Forecast]

  public func cell(_ method: ForecastMethod) -> ForecastCell? {
    forecasts.first { $0.method == method }.flatMap { try? $0.cell.get() }
  }

  static func all(
    _ run: CountyRun, draws: Int, seed: UInt64, jobs: Int
  ) throws(SimulationError) -> [Result<ObservationBacktest, Backtest.Obstacle>] {
    let observations = run.county.observations(of: .residents).filter { $0.use != .base }
    guard !observations.isEmpty else { return [.failure(.noObservation)] }
    let still = try run.varying(["population.inflow_scale": 0, "population.outflow_scale": 0])
    let futures = try Futures(run, seed: seed)
    // The scenario may prescribe what is observed, or flows that lead to it.
    let flows: [ParameterKey] = [.populationBirths, .populationDeaths, .populationNetMigration]
    let standing: Standing =
      if run.parameters.entry(.populationResidents) != nil { .identity } else {
        flows.contains { run.parameters.entry($0) != nil } ? .partlyFitted : .validation
      }
    var results: [Result<ObservationBacktest, Backtest.Obstacle>] = []
    for observation in observations.sorted(by: { $0.time < $1.time }) {
      // Rivals start from the census, as the model does.
      let position = observation.time - run.model.horizon.start.censusTime
      guard observation.time > run.horizon.start.censusTime, let forecast = run.modelled(observation),
        let frozen = still.modelled(observation)
      else {
        results.append(.failure(.outsideHorizon(observation.time)))
        continue
      }
      let drawn = futures.mapPeople(0..<draws, jobs: jobs) { [$0.modelled(observation) ?? .zero] }.map { $0[0] }
      func cell(_ forecast: Double, _ draws: [Double] = []) -> ForecastCell {
        ForecastCell(forecast, draws: draws, counted: observation.value, standing: standing)
      }
      let naive = rivals(run, position: position).map { method, forecast in
        Forecast(
          method: method,
          cell: forecast.map {
            ForecastCell($0, draws: [], counted: observation.value, standing: .validation)
          })
      }
      results.append(
        .success(
          ObservationBacktest(
            observation: observation, baseYear: run.county.censusYear,
            forecasts: [
              Forecast(method: .model, cell: .success(cell(forecast, drawn))),
              Forecast(method: .withoutMigration, cell: .success(cell(frozen))),
            ] + naive)))
    }
    return results
  }

  /// - Parameter position: Years after the base census. The next step of Hamilton and Perry ends ten years after it; between
  ///   them lies a straight line, as between two years of the model.
  private static func rivals(
    _ run: CountyRun, position: Double
  ) -> [(ForecastMethod, Result<Double, Backtest.Obstacle>)] {
    let census = run.county.census
    let base = run.county.censusYear
    let now = run.model.calibration.base.total
    func step(_ rule: HamiltonPerry.Rule) -> Result<Double, Backtest.Obstacle> {
      guard let earlier = run.model.calibration.earlierYear else { return .failure(.noEarlierCensus(base)) }
      guard base - earlier == HamiltonPerry.years else { return .failure(.otherDistance(base - earlier)) }
      guard let open = FiveYearClasses.openAge(census, years: [earlier, base]) else { return .failure(.wideGroups) }
      let grid = FiveYearClasses.grid(census, year: base, openAge: open)
      guard
        let method = HamiltonPerry(
          from: FiveYearClasses.grid(census, year: earlier, openAge: open), to: grid)
      else { return .failure(.emptyClass) }
      return .success(now + (method.projected(grid, rule: rule).total - now) * position / Double(HamiltonPerry.years))
    }
    let before = census.map(\.year).filter { $0 < base }.max()
    let linear: Result<Double, Backtest.Obstacle> =
      if let before {
        .success(
          NaiveForecast.linear(
            CensusBacktest.total(census, before), at: Double(before.value), now, at: Double(base.value),
            to: Double(base.value) + position))
      } else { .failure(.noCensusBefore(base)) }
    return [
      (.constant, .success(now)), (.linear, linear), (.hamiltonPerry, step(.ratios)),
      (.hamiltonPerryMixed, step(.mixed)),
    ]
  }
}
