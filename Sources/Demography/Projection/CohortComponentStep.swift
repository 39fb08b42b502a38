internal import PlanningModel

/// When migrants move within a step.
public enum MigrationTiming: Sendable, Hashable {
  /// Half at the start, half at the end: the United Nations' "even".
  case even
  /// All at the end of the step.
  case end
}

/// Migration over a step, by the migrant's age class at the time of the move.
public enum Migration: Sendable, Hashable {
  case none
  /// Net rate per person of the age class and step; negative rates empty a class but never overdraw it.
  case rates(AgeSexGrid)
  /// Net number of migrants over the step.
  case counts(AgeSexGrid)
}

/// Survivorship, fertility and migration over one step; the step is as wide as the age classes.
public struct StepRates: Sendable, Hashable {
  /// Share of a step's births who live at its end, L₀/(n·l₀), men and women.
  public var birthSurvival: [Double]
  /// Share surviving from class x−1 to x, L(x)/L(x−1), at index x; index 0 is unused. At the open class the share
  /// T(ω)/T(ω−1) of the two last classes together.
  public var survival: AgeSexGrid
  /// Separation of a class's cohort deaths: the share that falls in the lower of the two ages, index as `survival`;
  /// only period deaths need it.
  public var separation: AgeSexGrid
  /// Births per woman over the step, by her age class.
  public var fertility: [Double]
  /// Boys per girl at birth.
  public var sexRatioAtBirth: Double
  public var migration: Migration
  public var timing: MigrationTiming

  /// - Precondition: shapes agree.
  public init(
    birthSurvival: [Double], survival: AgeSexGrid, separation: AgeSexGrid, fertility: [Double],
    sexRatioAtBirth: Double, migration: Migration, timing: MigrationTiming
  ) {
    precondition(birthSurvival.count == 2 && fertility.count == survival.ages && separation.ages == survival.ages)
    self.birthSurvival = birthSurvival
    self.survival = survival
    self.separation = separation
    self.fertility = fertility
    self.sexRatioAtBirth = sexRatioAtBirth
    self.migration = migration
    self.timing = timing
  }

  /// Rates of a one-year step from single-year life tables of men and women.
  public init(
    male: LifeTable, female: LifeTable, fertility: [Double], sexRatioAtBirth: Double, migration: Migration,
    timing: MigrationTiming = .even
  ) {
    let ages = male.ages.count
    var survival = AgeSexGrid(ages: ages)
    for (sex, table) in [(Sex.male, male), (Sex.female, female)] {
      for age in 1..<(ages - 1) { survival[sex, age] = table.Lx[age] / table.Lx[age - 1] }
      survival[sex, ages - 1] = table.Tx[ages - 1] / table.Tx[ages - 2]
    }
    self.init(
      birthSurvival: [male.Lx[0], female.Lx[0]], survival: survival,
      separation: StepRates.separation(male: male, female: female), fertility: fertility,
      sexRatioAtBirth: sexRatioAtBirth, migration: migration, timing: timing)
  }

  /// Buettner's separation: of the deaths between L(x−1) and L(x), the share before the birthday x, at index x.
  static func separation(male: LifeTable, female: LifeTable) -> AgeSexGrid {
    let ages = male.ages.count
    var separation = AgeSexGrid(ages: ages)
    for (sex, table) in [(Sex.male, male), (Sex.female, female)] {
      for age in 1..<(ages - 1) {
        separation[sex, age] = (table.Lx[age - 1] - table.lx[age]) / (table.Lx[age - 1] - table.Lx[age])
      }
      separation[sex, ages - 1] = (table.Lx[ages - 2] - table.lx[ages - 1]) / table.Lx[ages - 2]
    }
    return separation
  }
}

/// What happened in one step; flows are booked on the class that the cohort has reached at the end.
public struct StepResult: Sendable, Hashable {
  public var population: AgeSexGrid
  /// Births over the step, men and women.
  public var births: [Double]
  /// Births by mother's age class over the step, before migration at the end.
  public var birthsByMother: [Double]
  /// Deaths by the class that the cohort reaches at the end; class 0 holds deaths of the newborn.
  public var cohortDeaths: AgeSexGrid
  public var inflow: AgeSexGrid
  public var outflow: AgeSexGrid

  /// Deaths by completed age at death.
  ///
  ///     D₀ = Dᶜ₀ + c₁·Dᶜ₁,   Dₓ = (1 − cₓ)·Dᶜₓ + cₓ₊₁·Dᶜₓ₊₁,   D_ω = (1 − c_ω)·Dᶜ_ω
  public func periodDeaths(_ separation: AgeSexGrid) -> AgeSexGrid { cohortDeaths.periodDeaths(separation) }

  /// Largest gap of P₀ + B − D + I − O = P₁ over cohorts, relative to the cohort.
  public func largestGap(from start: AgeSexGrid) -> Double {
    var largest = 0.0
    let last = start.ages - 1
    for sex in Sex.allCases {
      for age in 0...last {
        var before = age == 0 ? births[sex.index] : start[sex, age - 1]
        if age == last { before += start[sex, last] }
        let after = before - cohortDeaths[sex, age] + inflow[sex, age] - outflow[sex, age]
        largest = max(largest, abs(after - population[sex, age]) / max(1, before))
      }
    }
    return largest
  }
}

/// One step of the cohort-component method in the United Nations' order of events: migrants of the first half, deaths,
/// migrants of the second half, births from mean exposure, infants.
///
///     P₁(x) = P′(x−1)·S(x) + M(x)/2,   B = Σ f(x)·(P′(x) + P₁(x))/2,   P₁(0) = B·S_b + M(0)/2
///
/// with P′ = P₀ + M/2 under "even". Under "end" P′ = P₀ and all of M is added last, after the births.
///
/// - SeeAlso: Preston, Heuveline & Guillot (2001), *Demography*, chapter 6; United Nations, *World Population
///   Prospects: Methodology*.
public enum CohortComponentStep {
  /// - Precondition: population and rates have the same age classes, at least three.
  /// - Complexity: O(ages).
  public static func advance(_ start: AgeSexGrid, _ rates: StepRates) -> StepResult {
    precondition(start.ages == rates.survival.ages && start.ages > 2)
    let ages = start.ages
    let last = ages - 1
    let firstHalf = rates.timing == .even ? 0.5 : 0
    let secondHalf = 1 - firstHalf
    var result = StepResult(
      population: AgeSexGrid(ages: ages), births: [0, 0], birthsByMother: [], cohortDeaths: AgeSexGrid(ages: ages),
      inflow: AgeSexGrid(ages: ages), outflow: AgeSexGrid(ages: ages))
    var moved = start
    for sex in Sex.allCases {
      for age in 0...last {
        let net = rates.migration.net(sex, age, base: start[sex, age]) * firstHalf
        moved[sex, age] += net
        result.book(net, sex, min(age + 1, last))
      }
      for age in 1...last {
        let exposed = age == last ? moved[sex, last - 1] + moved[sex, last] : moved[sex, age - 1]
        let survivors = exposed * rates.survival[sex, age]
        result.cohortDeaths[sex, age] = exposed - survivors
        result.population[sex, age] = survivors
      }
    }
    let survivors = result.population
    for sex in Sex.allCases {
      for age in 1...last {
        let net = rates.migration.net(sex, age, base: survivors[sex, age]) * secondHalf
        result.population[sex, age] += net
        result.book(net, sex, age)
      }
    }
    let mothersAtEnd = rates.timing == .even ? result.population : survivors
    result.birthsByMother = (0...last).map { age in
      rates.fertility[age] * (moved[.female, age] + mothersAtEnd[.female, age]) / 2
    }
    let births = result.birthsByMother.reduce(0, +)
    let girls = births / (1 + rates.sexRatioAtBirth)
    result.births = [births - girls, girls]
    for sex in Sex.allCases {
      let born = result.births[sex.index]
      let living = born * rates.birthSurvival[sex.index]
      let net = rates.migration.net(sex, 0, base: living) * secondHalf
      result.cohortDeaths[sex, 0] = born - living
      result.population[sex, 0] = living + net
      result.book(net, sex, 0)
    }
    return result
  }
}

extension Migration {
  fileprivate func net(_ sex: Sex, _ age: Int, base: Double) -> Double {
    switch self {
    case .none: return 0
    case .rates(let grid): return grid[sex, age] * base
    case .counts(let grid): return grid[sex, age]
    }
  }
}

extension AgeSexGrid {
  /// Deaths by completed age from deaths by the class that the cohort reaches.
  func periodDeaths(_ separation: AgeSexGrid) -> AgeSexGrid {
    var deaths = AgeSexGrid(ages: ages)
    for sex in Sex.allCases {
      for age in 0..<ages {
        let below = age == 0 ? 0 : separation[sex, age]
        let above = age + 1 < ages ? separation[sex, age + 1] * self[sex, age + 1] : 0
        deaths[sex, age] = (1 - below) * self[sex, age] + above
      }
    }
    return deaths
  }
}

extension StepResult {
  fileprivate mutating func book(_ net: Double, _ sex: Sex, _ age: Int) {
    if net >= 0 { inflow[sex, age] += net } else { outflow[sex, age] -= net }
  }
}
