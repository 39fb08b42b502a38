internal import GSL
internal import Glibc
internal import PlanningModel

/// Net migration rates by age estimated from two censuses ten years apart (残差法).
///
/// What is left between the second census and the survivors of the first is migration and census error together; the two
/// cannot be told apart with one pair of censuses. Rules: straight lines between knots at the mean ages of the five-year
/// cohorts; zero from age 70 on (there the residual tells mortality, not migration); zero below age 5 (cohorts born after
/// the first census left no trace in it). Knots are corrected a few times so that each cohort comes near its count, hence a
/// hindcast with these rates is nearly an identity, not a validation. Solving it exactly would be worse: a cohort crosses
/// three knots in ten years, and an exact solution makes neighbouring knots swing in opposite directions to fit census
/// noise.
public struct ResidualMigration: Sendable {
  /// Annual net rates by sex and single age.
  public let rates: AgeSexGrid
  /// Largest relative gap between hindcast and census that smoothing leaves in a fitted cohort.
  public let largestGap: Double

  /// Ages at which the estimate ends.
  static let youngest = 5.0
  static let oldest = 70.0
  static let corrections = 4

  /// - Parameters:
  ///   - first: County at the first census, single years.
  ///   - second: County at the second census, single years.
  ///   - steps: Life tables of men and women for each year between them.
  /// - Throws: ``DemographyError/numerical(_:)`` when a cohort is empty.
  public init(from first: AgeSexGrid, to second: AgeSexGrid, steps: [[LifeTable]]) throws(DemographyError) {
    let years = steps.count
    let cohorts = Array(stride(from: 0, through: 55, by: 5))
    let middle = Double(years) / 2 + 2.5
    let knots = [0, Self.youngest] + cohorts.map { Double($0) + middle } + [Self.oldest, 150]
    var values = Sex.allCases.map { _ in [Double](repeating: 0, count: knots.count) }
    var rates = AgeSexGrid(ages: first.ages)
    var gap = Double.infinity
    for pass in 0...Self.corrections {
      do {
        for sex in Sex.allCases {
          let ages = (0..<first.ages).map { Double($0) + 0.5 }
          let row = try Interpolation.linear.values(x: knots, y: values[sex.index], at: ages)
          for (age, rate) in row.enumerated() { rates[sex, age] = rate }
        }
      } catch { throw .numerical(error.description) }
      let modelled = ResidualMigration.hindcast(first, steps: steps, migration: .rates(rates))
      gap = 0
      for sex in Sex.allCases {
        for (index, age) in cohorts.enumerated() {
          let reached = modelled.sum(sex, age + years, age + years + 4)
          let counted = second.sum(sex, age + years, age + years + 4)
          guard reached > 0, counted > 0 else { throw .numerical("an empty cohort cannot be fitted") }
          gap = max(gap, abs(reached / counted - 1))
          guard pass < Self.corrections else { continue }
          values[sex.index][index + 2] += log(counted / reached) / Double(years)
        }
      }
    }
    self.rates = rates
    largestGap = gap
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
