public import PlanningModel

/// Estimates that tie the projection to the county's censuses.
public struct CensusCalibration: Sendable {
  /// County at the base census, single years.
  public let base: AgeSexGrid
  /// County at the census before, single years; `nil` when the package has none at a distance that is used.
  public let earlier: AgeSexGrid?
  /// Year of ``earlier``.
  public let earlierYear: Year?
  /// Death rates at level 1 in the base year and in each year between the two censuses.
  public let baseRates: AgeSexGrid
  public let stepRates: [AgeSexGrid]
  /// Births per woman at the base by single age, national.
  public let baseFertility: [Double]

  /// Mortality relative to the rates, men and women, that stands for the county's course.
  public let level: [Double]
  /// The part of it that is the nation's.
  public let closure: [Double]
  /// Two censuses of the nation in the county's two years; `nil` when the package has none.
  public let reference: CensusReference?
  /// Men per woman at the base of those born in one year, by age, if nobody had moved: the nation's, or what the sex ratio at
  /// birth and survival leave where the package has no census of the nation.
  public let naturalSexRatio: [Double]

  /// - Parameters:
  ///   - level: Mortality relative to the national rates, men and women; it shapes the open age groups.
  ///   - closure: The part of it that is the nation's; all of it when `nil`.
  ///   - reference: Counts of the nation.
  /// - Throws: ``DemographyError`` when the census or a schedule is incomplete.
  public init(
    census: [CensusCount], baseYear: Year, mortality: MortalitySchedule, fertility: FertilitySchedule,
    level: [Double], closure: [Double]? = nil, reference: [CensusCount] = []
  ) throws(DemographyError) {
    self.level = level
    self.closure = closure ?? level
    func county(_ year: Year) throws(DemographyError) -> AgeSexGrid {
      try BasePopulation.county(
        census, year: year, lifeTables: mortality.rates(at: year.flowMiddle).lifeTables(level: level))
    }
    base = try county(baseYear)
    baseRates = mortality.rates(at: baseYear.flowMiddle)
    baseFertility = fertility.rates(at: baseYear.flowMiddle, level: 1)
    earlierYear = CensusPair.used(census, base: baseYear)
    if let first = earlierYear {
      let years = baseYear - first
      stepRates = (1...years).map { mortality.rates(at: (first + $0).flowMiddle) }
      let before = try county(first)
      for sex in Sex.allCases {
        for age in ResidualMigration.cohorts(years: years)
        where before.sum(sex, age, age + 4) <= 0 || base.sum(sex, age + years, age + years + 4) <= 0 {
          throw .numerical("an empty cohort cannot be fitted")
        }
      }
      earlier = before
    } else {
      stepRates = []
      earlier = nil
    }
    self.reference = try CensusReference(
      reference, first: earlierYear, second: baseYear, mortality: mortality, level: self.closure)
    naturalSexRatio = CensusCalibration.naturalSexRatio(
      base: base, baseYear: baseYear, rates: baseRates, level: level, fertility: fertility, reference: self.reference)
  }

  /// Life tables of men and women in each year between the censuses.
  public func stepTables(level: [Double]) -> [[LifeTable]] {
    stepRates.map { $0.lifeTables(level: level) }
  }

  /// Total fertility of the year before the census relative to the national one: births that leave the counted infants, over
  /// the births that national rates give to the women of the year. The exposure at age x is the mean of the women aged x now
  /// and those aged x + 1, who were x a year ago.
  func fertilityLevel(mortalityLevel: [Lanes]) -> Lanes {
    let survival = LaneSurvival.ratios(baseRates, level: mortalityLevel)
    let births = base[.male, 0] / survival[0] + base[.female, 0] / survival[base.ages]
    let expected = (0..<(base.ages - 1)).reduce(0) {
      $0 + baseFertility[$1] * (base[.female, $1] + base[.female, $1 + 1]) / 2
    }
    return births / expected
  }
}
