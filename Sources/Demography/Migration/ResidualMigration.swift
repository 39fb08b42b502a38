internal import PlanningModel

/// Net migration rates by age estimated from two censuses some years apart (残差法).
///
/// What is left between the second census and the survivors of the first is migration and census error together; the two
/// cannot be told apart with one pair of censuses. Rules: straight lines between knots at the mean ages of the five-year
/// cohorts; zero from age 70 on (there the residual tells mortality, not migration); zero below the mean age of those born at
/// the first census, half the years between the two (cohorts born later left no trace in it). Knots are corrected a few times
/// so that each cohort comes near its count, hence a hindcast with these rates is nearly an identity, not a validation. Solving
/// it exactly would be worse: a cohort crosses three knots in ten years, and an exact solution makes neighbouring knots swing in
/// opposite directions to fit census noise.
public struct ResidualMigration: Sendable {
  /// Annual net rates by sex and single age.
  public let rates: AgeSexGrid
  /// Largest relative gap between hindcast and census that smoothing leaves in a fitted cohort.
  public let largestGap: Double

  /// Age at which the estimate ends.
  static let oldest = CensusPair.oldestMean + 5
  static let corrections = 4

  /// First ages, at the first census, of the five-year cohorts whose mean age between the censuses stays five years below
  /// ``oldest``.
  public static func cohorts(years: Int) -> [Int] { CensusPair.cohorts(years: years) }

  /// Mean years between the first age of a five-year cohort at the first census and its age in between.
  static func middle(years: Int) -> Double { Double(years) / 2 + 2.5 }

  /// Ages at the second census of the cohorts that are fitted; older ones tell mortality, younger ones were not born at the
  /// first.
  public static func fittedAges(years: Int) -> ClosedRange<Int> {
    years...((cohorts(years: years).last ?? 0) + years + 4)
  }

  /// - Parameters:
  ///   - first: County at the first census, single years.
  ///   - second: County at the second census, single years.
  ///   - rates: Death rates of each year between them.
  ///   - level: Multiple of these rates, men and women.
  public init(from first: AgeSexGrid, to second: AgeSexGrid, rates: [AgeSexGrid], level: [Double]) {
    self.init(
      LaneMigration(from: first, to: second, rates: rates, level: level.map { Lanes(repeating: $0) }), lane: 0)
  }

  /// The rates of one future.
  init(_ lanes: LaneMigration, lane: Int) { self.init(lanes.rates, lanes.largestGap, lane: lane) }

  /// The net rates that the flows of one future give at the base, and the gap between the cohorts' residuals and theirs.
  init(_ flows: LaneFlows, lane: Int) { self.init(flows.net, flows.largestGap, lane: lane) }

  private init(_ lanes: [Lanes], _ gap: Lanes, lane: Int) {
    let half = lanes.count / 2
    rates = AgeSexGrid(male: lanes[..<half].map { $0[lane] }, female: lanes[half...].map { $0[lane] })
    largestGap = gap[lane]
  }

  /// A census carried forward year by year without births; cohorts born meanwhile are empty.
  public static func hindcast(_ start: AgeSexGrid, steps: [[LifeTable]], migration: Migration) -> AgeSexGrid {
    let nobody = [Double](repeating: 0, count: start.ages)
    var population = start
    for tables in steps {
      let rates = StepRates(
        male: tables[0], female: tables[1], fertility: nobody, sexRatioAtBirth: 1, migration: migration)
      population = CohortComponentStep.advance(population, rates).population
    }
    return population
  }
}
