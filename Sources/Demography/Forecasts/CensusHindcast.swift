internal import Glibc
public import PlanningModel

/// The census before the base carried forward to the base census, by the same steps and rules as a projection: the
/// start is a count, births follow the national course at the level of that count's infants.
///
/// The national rates of these years are estimates made afterwards; a planner of that time had only forecasts of them.
public struct CensusHindcast: Sendable {
  /// What differs between futures. Arrays by year begin with the launch year, in which nothing happens.
  public struct Future: Sendable {
    /// Mortality relative to the national rates, men and women.
    public var level: [Double]
    /// Pace of the national change; 1 follows it.
    public var pace = 1.0
    /// Common shock on log death rates by year, spread by the plan's pattern.
    public var mortalityShock: [Double]
    /// Fertility relative to the calibrated level by year.
    public var fertility: [Double]
    /// Annual net migration rates by sex and single age; `nil` for none.
    public var migration: AgeSexGrid?
    /// Logarithms of the first census's errors at the ages of ``CensusError/knots``.
    public var census: [Double]

    /// Central values without migration.
    public init(level: [Double], years: Int) {
      self.level = level
      mortalityShock = [Double](repeating: 0, count: years)
      fertility = [Double](repeating: 1, count: years)
      census = [Double](repeating: 0, count: CensusError.knots.count)
    }
  }

  public let horizon: Horizon
  private let launch: CensusCalibration
  private let both: CensusCalibration
  private let plan: MortalityPlan
  /// Births per woman by single age and boys per girl, by year of the horizon.
  private let fertility: [[Double]]
  private let sexRatio: [Double]

  /// Ages at the base census for which ``ResidualMigration`` is fitted; older cohorts tell mortality, younger ones were not
  /// born at the first census.
  public var fittedAges: ClosedRange<Int> { ResidualMigration.fittedAges(years: horizon.count - 1) }

  /// - Parameters:
  ///   - census: Counts of both years.
  ///   - level: Mortality relative to the national rates, men and women; it only shapes the open age groups of the start.
  /// - Throws: ``DemographyError`` when there is no census before the base that is used, or a schedule is incomplete.
  public init(
    census: [CensusCount], baseYear: Year, mortality: MortalitySchedule, fertility schedule: FertilitySchedule,
    level: [Double]
  ) throws(DemographyError) {
    guard let first = CensusPair.used(census, base: baseYear) else {
      throw .incomplete(series: "census", missing: "a count before \(baseYear)")
    }
    horizon = Horizon(start: first, end: baseYear)
    launch = try CensusCalibration(
      census: census.filter { $0.year == first }, baseYear: first, mortality: mortality, fertility: schedule,
      level: level)
    both = try CensusCalibration(
      census: census, baseYear: baseYear, mortality: mortality, fertility: schedule, level: level)
    plan = try MortalityPlan(mortality, horizon: horizon, pace: 1)
    fertility = horizon.years.map { schedule.rates(at: $0.flowMiddle, level: 1) }
    sexRatio = horizon.years.map { schedule.sexRatioAtBirth(at: $0.flowMiddle) }
  }

  /// The first census by single years.
  public var start: AgeSexGrid { launch.base }

  /// National life tables in the middle of the period, men and women.
  public var middleTables: [LifeTable] { plan.rates[(horizon.count - 1) / 2].lifeTables() }

  /// Migration that makes the two censuses agree, under a mortality level: fitted on the very count that a hindcast is compared
  /// with.
  public func residual(level: [Double]) -> ResidualMigration {
    ResidualMigration(from: launch.base, to: both.base, rates: both.stepRates, level: level)
  }

  /// A net migration of one person in the start population and year, by the standard age schedule.
  public var standardSchedule: AgeSexGrid {
    let rates = RogersCastro.standard.rates()
    var grid = AgeSexGrid(male: rates, female: rates)
    let crude = zip(grid.values, start.values).reduce(0) { $0 + $1.0 * $1.1 } / max(1, start.total)
    for cell in grid.values.indices { grid.values[cell] = crude > 0 ? grid.values[cell] / crude : 0 }
    return grid
  }

  /// People at the base census by sex and single age, in one future.
  public func population(_ future: Future) -> AgeSexGrid {
    var people = start
    if future.census.contains(where: { $0 != 0 }) {
      for cell in people.values.indices {
        people.values[cell] *= exp(CensusError.logarithm(future.census, age: cell % people.ages))
      }
    }
    let births = launch.fertilityLevel(mortalityLevel: future.level.map { Lanes(repeating: $0) })[0]
    for year in 1..<horizon.count {
      var rates = plan.rates[year].atLevel(future.level)
      for sex in Sex.allCases {
        for age in 0..<rates.ages {
          let cell = sex.index * rates.ages + age
          let change =
            (future.pace - 1) * plan.logChange[year].values[cell]
            + future.mortalityShock[year] * plan.shockPattern.values[cell]
          rates.values[cell] = min(YearWork.highestRate, rates.values[cell] * (change == 0 ? 1 : exp(change)))
        }
      }
      let tables = rates.lifeTables()
      let level = births * future.fertility[year]
      people =
        CohortComponentStep.advance(
          people,
          StepRates(
            male: tables[0], female: tables[1], fertility: fertility[year].map { $0 * level },
            sexRatioAtBirth: sexRatio[year], migration: future.migration.map { .rates($0) } ?? .none)
        ).population
    }
    return people
  }
}
