internal import Glibc
internal import PlanningModel

/// Survivorship ratios of eight futures whose death rates are one schedule at different levels.
enum LaneSurvival {
  /// L(x)/L(x−1) at index x, L(0)/l(0) at index 0, T(ω)/T(ω−1) at the open age; `[sex][age]`.
  static func ratios(_ rates: AgeSexGrid, level: [Lanes]) -> [Lanes] {
    let factors = level.map { MortalityLevel.factors($0, ages: rates.ages) }
    return LaneSurvival.ratios(ages: rates.ages) { sex, age in
      (rates.values[sex * rates.ages + age] * factors[sex][age]).limited(to: YearWork.highestRate)
    }
  }

  static func ratios(ages: Int, _ rates: (Int, Int) -> Lanes) -> [Lanes] {
    [Lanes](unsafeUninitializedCapacity: 2 * ages) { ratios, count in
      if let start = ratios.baseAddress { fill(start, ages: ages, rates) }
      count = 2 * ages
    }
  }

  /// The same, into memory of the caller.
  @inline(__always)
  static func fill(_ ratios: UnsafeMutablePointer<Lanes>, ages: Int, _ rates: (Int, Int) -> Lanes) {
    let one = Lanes(repeating: 1)
    for sex in 0..<2 {
      let row = sex * ages
      let m0 = rates(sex, 0)
      let a0 = Lanes { LifeTable.infantSeparation(m0[$0], sex: sex == 0 ? .male : .female) }
      ratios[row] = one / (one + (one - a0) * m0)
      var alive = one - a0 * m0
      for age in 1..<(ages - 1) {
        let half = 0.5 * rates(sex, age)
        ratios[row + age] = alive / (one + half)
        alive = one - half
      }
      ratios[row + ages - 1] = alive / (rates(sex, ages - 1) + alive)
    }
  }
}

/// Residual migration of eight futures that makes the later census out of the earlier one under their own mortality: the rates
/// of a hindcast. The projection has flows instead (``LaneFlows``).
///
/// - SeeAlso: ``ResidualMigration`` for the rules.
public struct LaneMigration: Sendable {
  /// Annual net rates, `[sex][age]`.
  public let rates: [Lanes]
  /// Largest relative gap between hindcast and census that smoothing leaves in a fitted cohort.
  public let largestGap: Lanes

  private init(rates: [Lanes], largestGap: Lanes) {
    self.rates = rates
    self.largestGap = largestGap
  }

  /// - Parameters:
  ///   - rates: Death rates at level 1 for each year between the censuses.
  ///   - level: Mortality relative to them, men and women.
  init(from first: AgeSexGrid, to second: AgeSexGrid, rates steps: [AgeSexGrid], level: [Lanes]) {
    let ages = first.ages
    let years = steps.count
    let cohorts = ResidualMigration.cohorts(years: years)
    let middle = ResidualMigration.middle(years: years)
    let knots = [0, Double(years) / 2] + cohorts.map { Double($0) + middle } + [ResidualMigration.oldest, 150]
    // Straight lines between knots: every age reads two of them.
    let reading = (0..<ages).map { age -> (knot: Int, share: Double) in
      let x = Double(age) + 0.5
      let knot = (knots.lastIndex { $0 <= x } ?? 0)
      return (knot, (x - knots[knot]) / (knots[knot + 1] - knots[knot]))
    }
    let survival = steps.map { LaneSurvival.ratios($0, level: level) }
    var values = [[Lanes]](repeating: [Lanes](repeating: .zero, count: knots.count), count: 2)
    var rates = [Lanes](repeating: .zero, count: 2 * ages)
    var gap = Lanes.zero
    for pass in 0...ResidualMigration.corrections {
      for sex in 0..<2 {
        for age in 0..<ages {
          let (knot, share) = reading[age]
          rates[sex * ages + age] = values[sex][knot] * (1 - share) + values[sex][knot + 1] * share
        }
      }
      let reached = LaneMigration.hindcast(first, survival: survival, rates: rates)
      gap = .zero
      for sex in Sex.allCases {
        for (index, age) in cohorts.enumerated() {
          var modelled = Lanes.zero
          for x in (age + years)..<(age + years + 5) { modelled += reached[sex.index * ages + x] }
          let counted = second.sum(sex, age + years, age + years + 4)
          guard counted > 0, first.sum(sex, age, age + 4) > 0 else { continue }
          let miss = modelled / counted - 1
          gap = pointwiseMax(gap, miss.map { abs($0) })
          guard pass < ResidualMigration.corrections else { continue }
          values[sex.index][index + 2] += (counted / modelled).map { log($0) } / Double(years)
        }
      }
    }
    self.init(rates: rates, largestGap: gap)
  }

  /// A census carried forward without births; cohorts born meanwhile are empty.
  static func hindcast(_ first: AgeSexGrid, survival: [[Lanes]], rates: [Lanes]) -> [Lanes] {
    let ages = first.ages
    var people = first.values.map { Lanes(repeating: $0) }
    for ratios in survival {
      for sex in 0..<2 {
        let row = sex * ages
        let last = row + ages - 1
        var moved = people[row] * (1 + 0.5 * rates[row])
        people[row] = .zero
        for cell in (row + 1)..<last {
          let survivors = moved * ratios[cell]
          moved = people[cell] * (1 + 0.5 * rates[cell])
          people[cell] = survivors * (1 + 0.5 * rates[cell])
        }
        let survivors = (moved + people[last] * (1 + 0.5 * rates[last])) * ratios[last]
        people[last] = survivors * (1 + 0.5 * rates[last])
      }
    }
    return people
  }
}
