/// Who shares the random numbers of a parameter, under one seed.
public enum ParameterScope: Sendable, Hashable, CaseIterable {
  /// What would be wrong in all counties at once.
  case national
  /// What a county's own people, homes and prices decide.
  case county
}

extension ParameterDeclaration {
  public var scope: ParameterScope { ParameterCatalogue.scope(of: path) }
}

extension ParameterCatalogue {
  /// Parameters by who shares their random numbers; every declared one stands here once.
  static let scopes: [ParameterScope: [ParameterKey]] = [
    .national: [
      // The nation's level and trend.
      .populationMortalityClosureMale, .populationMortalityClosureFemale, .populationMortalityPace,
      // How widely a process strays is a judgement about the process, not about a county.
      .populationSpreadMortalityWalk, .populationSpreadMortalityTownship, .populationSpreadFertility,
      .populationSpreadFertilityTownship, .populationSpreadMigration, .populationSpreadMigrationTownship,
      .populationSpreadAllocationTownship, .populationSpreadCensus, .populationSpreadPersistence,
      // National norms and standards.
      .careNormBedsPer1000, .careNormHomeBedsPer1000, .careNormNursingShare,
      .careResidentsPerCaregiverNursing,
      .careResidentsPerCaregiverOrdinary,
      // Figures of one study or one national survey that every county borrows.
      .carePrevalenceScale, .carePrevalenceTrend, .careAdmissionRate3y, .careLengthOfStay,
      .funeralCremationsPerCremator,
    ],
    .county: [
      // Estimated on the county's own censuses.
      .populationMortalityLocal, .populationInflowScale,
      .populationOutflowScale, .populationMigrationHalfLife, .populationRegisterLoss,
      .populationFertilityScale, .populationExternalTurnover, .populationInternalMigration,
      // Controls and targets that a planner sets for the county.
      .populationLifeExpectancyMale, .populationLifeExpectancyFemale, .populationResidents,
      .populationBirths, .populationDeaths, .populationNetMigration,
      // What its people want and its homes do.
      .careUptakeDisabled, .careUptakeDestitute, .careDestitutePersons, .careDestituteInHomes,
      .careOccupancy,
      .careOccupancyCity, .careFullOccupancy, .facilitiesRampUpFirstYear, .facilitiesRampUpSecondYear,
      .facilitiesConversionMonths, .funeralZoneCremationRate, .funeralVoluntaryCremationRate,
      .funeralAshesPlot, .funeralAshesNiche, .funeralAshesEcological, .funeralAshesScattered,
      // Its prices.
      .financeCostOverrun, .financeImputedCostPerBedNursing, .financeImputedCostPerBedDestitute,
    ],
  ]

  private static let national = Set((scopes[.national] ?? []).map(\.path))

  /// Parameters that stand at the same probability as another in every draw: they are one doubt.
  ///
  /// Whether the table is too high or censuses make people older is asked once, not once for each sex.
  private static let companions = ["population.mortality_closure.female": "population.mortality_closure.male"]

  /// The parameter whose random numbers a path is drawn with: itself, or the one that it goes with.
  public static func drawn(_ path: String) -> String { companions[path] ?? path }

  /// Parameters that go with this one, itself first: what is moved must be moved together.
  public static func together(with path: String) -> [String] {
    [path] + companions.filter { $0.value == path }.map(\.key).sorted()
  }

  /// Paths of earlier versions and what says the same now.
  private static let successors = [
    "population.mortality_level": ["population.mortality_closure", "population.mortality_local"],
    "population.migration_scale": ["population.inflow_scale", "population.outflow_scale"],
  ]

  /// What took the place of a path that is no more, or of the group that it belonged to; `nil` for any other path.
  public static func successors(of path: String) -> [String]? {
    successors.first { path == $0.key || path.hasPrefix($0.key + ".") }?.value
  }

  /// Who shares the random numbers of a path; a switch of the portfolio is the county's.
  public static func scope(of path: String) -> ParameterScope { national.contains(path) ? .national : .county }
}
