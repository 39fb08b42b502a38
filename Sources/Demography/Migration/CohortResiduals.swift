internal import Glibc
internal import PlanningModel

extension CensusCalibration {
  /// Logarithms of counted over expected people of each followed cohort, `[sex][cohort]`; `nil` without an earlier census.
  ///
  /// Expected are the survivors if nobody had moved. With two censuses of the nation a cohort changes as the nation's did, times
  /// what the county's own mortality adds, so that what both censuses miss or count twice at an age cancels (census survival
  /// ratios). Without them it follows the life table, and coverage errors look like migration.
  ///
  /// - SeeAlso: United Nations (1970), *Manual VI: Methods of Measuring Internal Migration*, chapter II.
  /// - Parameters:
  ///   - level: Mortality relative to the rates, men and women.
  ///   - closure: The part of it that is the nation's.
  func residuals(level: [Lanes], closure: [Lanes]) -> [[Lanes]]? {
    guard let earlier else { return nil }
    let years = stepRates.count
    let cohorts = ResidualMigration.cohorts(years: years)
    let survivors = closed(from: earlier, level: level)
    let nations = reference == nil ? [] : closed(from: earlier, level: closure)
    return Sex.allCases.map { sex in
      cohorts.enumerated().map { index, age in
        var expected = survivors[sex.index][index]
        if let reference {
          let ratio =
            reference.second.sum(sex, age + years, age + years + 4) / reference.first.sum(sex, age, age + 4)
          expected = earlier.sum(sex, age, age + 4) * ratio * (expected / nations[sex.index][index])
        }
        let counted = base.sum(sex, age + years, age + years + 4)
        return (counted / expected).map { log($0) }
      }
    }
  }

  /// Survivors of each cohort without migration, `[sex][cohort]`.
  private func closed(from earlier: AgeSexGrid, level: [Lanes]) -> [[Lanes]] {
    let ages = base.ages
    let years = stepRates.count
    let factors = level.map { MortalityLevel.factors($0, ages: ages) }
    let survival = LaneBuffer(count: 2 * ages, isCleared: false)
    let people = LaneBuffer(count: 2 * ages, isCleared: false)
    for cell in 0..<(2 * ages) { people.start[cell] = Lanes(repeating: earlier.values[cell]) }
    for rates in stepRates {
      LaneSurvival.fill(survival.start, ages: ages) { sex, age in
        (rates.values[sex * ages + age] * factors[sex][age]).limited(to: YearWork.highestRate)
      }
      for sex in 0..<2 {
        let (people, survival) = (people.start + sex * ages, survival.start + sex * ages)
        let last = ages - 1
        people[last] = (people[last - 1] + people[last]) * survival[last]
        for age in stride(from: last - 1, to: 0, by: -1) { people[age] = people[age - 1] * survival[age] }
        people[0] = .zero
      }
    }
    return (0..<2).map { sex in
      ResidualMigration.cohorts(years: years).map { age in
        (age + years..<age + years + 5).reduce(Lanes.zero) { $0 + people.start[sex * ages + $1] }
      }
    }
  }
}

extension CensusCalibration {
  static func naturalSexRatio(
    base: AgeSexGrid, baseYear: Year, rates: AgeSexGrid, level: [Double], fertility: FertilitySchedule,
    reference: CensusReference?
  ) -> [Double] {
    if let nation = reference?.second {
      // Five-year classes: single years of a census are graduated. The open class stands above.
      let open = 85
      return (0..<nation.ages).map { age in
        let (lower, upper) = age < open ? (age / 5 * 5, age / 5 * 5 + 4) : (open, nation.ages - 1)
        return nation.sum(.male, lower, upper) / max(1, nation.sum(.female, lower, upper))
      }
    }
    let tables = rates.lifeTables(level: level)
    return (0..<base.ages).map { (age: Int) -> Double in
      let born = fertility.sexRatioAtBirth(at: Year(baseYear.value - age).flowMiddle)
      return born * tables[0].Lx[age] / tables[1].Lx[age]
    }
  }
}

/// Two censuses of the population to which the death rates belong, most often the nation.
public struct CensusReference: Sendable {
  public let first: AgeSexGrid
  public let second: AgeSexGrid

  /// - Returns: `nil` when it was not counted in both years of the county's censuses, or nobody was in a cohort that is followed.
  /// - Throws: ``DemographyError`` when a count is incomplete.
  init?(
    _ counts: [CensusCount], first: Year?, second: Year, mortality: MortalitySchedule, level: [Double]
  ) throws(DemographyError) {
    let years = Set(counts.map(\.year))
    guard let first, years.contains(first), years.contains(second) else { return nil }
    func grid(_ year: Year) throws(DemographyError) -> AgeSexGrid {
      try BasePopulation.county(
        counts, year: year, lifeTables: mortality.rates(at: year.flowMiddle).lifeTables(level: level))
    }
    self.first = try grid(first)
    self.second = try grid(second)
    for sex in Sex.allCases {
      for age in ResidualMigration.cohorts(years: second - first) {
        let later = age + (second - first)
        guard self.first.sum(sex, age, age + 4) > 0, self.second.sum(sex, later, later + 4) > 0 else { return nil }
      }
    }
  }
}
