public import PlanningModel

/// What a projection starts from and is driven by; one value per step, the first for the year after the base.
public struct ProjectionInputs: Sendable {
  /// Townships at the base by sex and single year.
  public var base: [AgeSexGrid]
  public var horizon: Horizon
  public var mortality: MortalitySchedule
  public var fertility: FertilitySchedule
  /// Annual net migration rates at scale 1.
  public var migrationRates: AgeSexGrid
  /// Total fertility relative to the national one at the base.
  public var fertilityLevel: Double
  /// Mortality relative to the national rates by year of the horizon, men and women.
  public var mortalityLevel: [[Double]]
  public var fertilityScale: [Double]
  public var migrationScale: [Double]

  public init(
    base: [AgeSexGrid], horizon: Horizon, mortality: MortalitySchedule, fertility: FertilitySchedule,
    migrationRates: AgeSexGrid, fertilityLevel: Double, mortalityLevel: [[Double]], fertilityScale: [Double],
    migrationScale: [Double]
  ) {
    self.base = base
    self.horizon = horizon
    self.mortality = mortality
    self.fertility = fertility
    self.migrationRates = migrationRates
    self.fertilityLevel = fertilityLevel
    self.mortalityLevel = mortalityLevel
    self.fertilityScale = fertilityScale
    self.migrationScale = migrationScale
  }
}

/// Population of every township by year, with the flows between the years.
public struct PopulationProjection: Sendable {
  /// Flows of one township in one year.
  public struct Flows: Sendable, Hashable {
    public var births: Double
    /// Deaths by sex and completed age at death.
    public var deaths: AgeSexGrid
    public var inflow: Double
    public var outflow: Double
  }

  public let horizon: Horizon
  /// `[year][township]`, years of the horizon.
  public let population: [[AgeSexGrid]]
  /// `[year][township]`; empty for the base year, whose flows lie before the horizon.
  public let flows: [[Flows]]
  /// Largest gap of P₀ + B − D + I − O = P₁ over townships, sexes, ages and years, relative to the cohort.
  public let largestGap: Double

  /// Projects every township with the county's rates.
  ///
  /// - Throws: ``DemographyError/unbalanced(identity:gap:)`` when the accounting does not close to 1e-9.
  public init(_ inputs: ProjectionInputs) throws(DemographyError) {
    var population = [inputs.base]
    var flows: [[Flows]] = [[]]
    var largest = 0.0
    for (index, year) in inputs.horizon.years.enumerated().dropFirst() {
      let rates = PopulationProjection.rates(inputs, year: year, index: index)
      var next: [AgeSexGrid] = []
      var ofYear: [Flows] = []
      next.reserveCapacity(inputs.base.count)
      for start in population[index - 1] {
        let result = CohortComponentStep.advance(start, rates)
        largest = max(largest, result.largestGap(from: start))
        ofYear.append(
          Flows(
            births: result.births.reduce(0, +), deaths: result.periodDeaths(rates.separation),
            inflow: result.inflow.total, outflow: result.outflow.total))
        next.append(result.population)
      }
      population.append(next)
      flows.append(ofYear)
    }
    guard largest <= 1e-9 else { throw .unbalanced(identity: "P0 + B − D + I − O = P1", gap: largest) }
    horizon = inputs.horizon
    self.population = population
    self.flows = flows
    largestGap = largest
  }

  private static func rates(_ inputs: ProjectionInputs, year: Year, index: Int) -> StepRates {
    let tables = inputs.mortality.lifeTables(at: year.flowMiddle, level: inputs.mortalityLevel[index])
    var migration = inputs.migrationRates
    for cell in migration.values.indices { migration.values[cell] *= inputs.migrationScale[index] }
    return StepRates(
      male: tables[0], female: tables[1],
      fertility: inputs.fertility.rates(
        at: year.flowMiddle, level: inputs.fertilityLevel * inputs.fertilityScale[index]),
      sexRatioAtBirth: inputs.fertility.sexRatioAtBirth(at: year.flowMiddle), migration: .rates(migration))
  }
}

/// Estimates that tie the projection to the county's censuses.
public struct CensusCalibration: Sendable {
  /// County at the base census, single years.
  public let base: AgeSexGrid
  /// County at the census ten years before, single years; `nil` when the package has none.
  public let earlier: AgeSexGrid?
  public let migration: ResidualMigration?
  /// Total fertility of the year before the census relative to the national one, from the census's age 0.
  public let fertilityLevel: Double
  /// Life tables of each year between the two censuses.
  public let steps: [[LifeTable]]

  /// - Parameter level: Mortality relative to the national rates, men and women.
  /// - Throws: ``DemographyError`` when the census or a schedule is incomplete.
  public init(
    census: [CensusCount], baseYear: Year, mortality: MortalitySchedule, fertility: FertilitySchedule,
    level: [Double]
  ) throws(DemographyError) {
    let baseTables = mortality.lifeTables(at: baseYear.flowMiddle, level: level)
    base = try BasePopulation.county(census, year: baseYear, lifeTables: baseTables)
    let first = Year(baseYear.value - 10)
    if census.contains(where: { $0.year == first }) {
      let tables = (1...10).map { mortality.lifeTables(at: (first + $0).flowMiddle, level: level) }
      let before = try BasePopulation.county(
        census, year: first, lifeTables: mortality.lifeTables(at: first.flowMiddle, level: level))
      steps = tables
      earlier = before
      migration = try ResidualMigration(from: before, to: base, steps: tables)
    } else {
      steps = []
      earlier = nil
      migration = nil
    }
    fertilityLevel = CensusCalibration.fertilityLevel(
      base, tables: baseTables, rates: fertility.rates(at: baseYear.flowMiddle, level: 1))
  }

  /// Births that leave the counted infants, over the births that national rates give to the women of the year: the
  /// exposure at age x is the mean of the women aged x now and those aged x + 1, who were x a year ago.
  static func fertilityLevel(_ base: AgeSexGrid, tables: [LifeTable], rates: [Double]) -> Double {
    let births = Sex.allCases.reduce(0) { $0 + base[$1, 0] / tables[$1.index].Lx[0] }
    let expected = (0..<(base.ages - 1)).reduce(0) {
      $0 + rates[$1] * (base[.female, $1] + base[.female, $1 + 1]) / 2
    }
    return births / expected
  }
}
