/// A parameter of the model by its dotted path: the same in `parameters.csv`, in the nested maps of a scenario file and here,
/// where a path that does not exist does not compile.
public enum ParameterKey: String, Sendable, Hashable, CaseIterable {
  case populationMortalityClosureMale = "population.mortality_closure.male"
  case populationMortalityClosureFemale = "population.mortality_closure.female"
  case populationMortalityLocal = "population.mortality_local"
  case populationInflowScale = "population.inflow_scale"
  case populationOutflowScale = "population.outflow_scale"
  case populationMigrationHalfLife = "population.migration_half_life"
  case populationRegisterLoss = "population.register_loss"
  case populationFertilityScale = "population.fertility_scale"
  case populationMortalityPace = "population.mortality_pace"
  case populationExternalTurnover = "population.external_turnover"
  case populationInternalMigration = "population.internal_migration"
  case populationSpreadMortalityWalk = "population.spread.mortality_walk"
  case populationSpreadMortalityTownship = "population.spread.mortality_township"
  case populationSpreadFertility = "population.spread.fertility"
  case populationSpreadFertilityTownship = "population.spread.fertility_township"
  case populationSpreadMigration = "population.spread.migration"
  case populationSpreadMigrationTownship = "population.spread.migration_township"
  case populationSpreadAllocationTownship = "population.spread.allocation_township"
  case populationSpreadCensus = "population.spread.census"
  case populationSpreadPersistence = "population.spread.persistence"
  case populationLifeExpectancyMale = "population.life_expectancy.male"
  case populationLifeExpectancyFemale = "population.life_expectancy.female"
  case populationResidents = "population.residents"
  case populationBirths = "population.births"
  case populationDeaths = "population.deaths"
  case populationNetMigration = "population.net_migration"

  case careNormBedsPer1000 = "care.norm_beds_per_1000"
  case careNormHomeBedsPer1000 = "care.norm_home_beds_per_1000"
  case careNormNursingShare = "care.norm_nursing_share"
  case carePrevalenceScale = "care.prevalence_scale"
  case carePrevalenceTrend = "care.prevalence_trend"
  case careUptakeDisabled = "care.uptake.disabled"
  case careUptakeDestitute = "care.uptake.destitute"
  case careDestitutePersons = "care.destitute_persons"
  case careDestituteInHomes = "care.destitute_in_homes"
  case careOccupancy = "care.occupancy"
  case careOccupancyCity = "care.occupancy_city"
  case careFullOccupancy = "care.full_occupancy"
  case careAdmissionRate3y = "care.admission_rate_3y"
  case careLengthOfStay = "care.length_of_stay"
  case careResidentsPerCaregiverNursing = "care.residents_per_caregiver.nursing"
  case careResidentsPerCaregiverOrdinary = "care.residents_per_caregiver.ordinary"

  case facilitiesRampUpFirstYear = "facilities.ramp_up.first_year"
  case facilitiesRampUpSecondYear = "facilities.ramp_up.second_year"
  case facilitiesConversionMonths = "facilities.conversion_months"

  case funeralZoneCremationRate = "funeral.zone_cremation_rate"
  case funeralVoluntaryCremationRate = "funeral.voluntary_cremation_rate"
  case funeralAshesPlot = "funeral.ashes.plot"
  case funeralAshesNiche = "funeral.ashes.niche"
  case funeralAshesEcological = "funeral.ashes.ecological"
  case funeralAshesScattered = "funeral.ashes.scattered"
  case funeralCremationsPerCremator = "funeral.cremations_per_cremator"

  case financeCostOverrun = "finance.cost_overrun"
  case financeImputedCostPerBedNursing = "finance.imputed_cost_per_bed.nursing"
  case financeImputedCostPerBedDestitute = "finance.imputed_cost_per_bed.destitute"

  public var path: String { rawValue }
}

extension ParameterKey {
  /// Mortality of the nation's men or women relative to the table.
  public static func mortalityClosure(_ sex: Sex) -> ParameterKey {
    sex == .male ? .populationMortalityClosureMale : .populationMortalityClosureFemale
  }

  /// Life expectancy at birth that a scenario prescribes.
  public static func lifeExpectancy(_ sex: Sex) -> ParameterKey {
    sex == .male ? .populationLifeExpectancyMale : .populationLifeExpectancyFemale
  }
}
