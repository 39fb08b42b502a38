internal import Demography
internal import PlanningModel

/// Population: calibration to the censuses, projection, external checks.
struct PopulationStage {
  let calibration: CensusCalibration
  let projection: PopulationProjection
  let checks: [ExternalCheck]

  init(calibration: CensusCalibration, projection: PopulationProjection, checks: [ExternalCheck]) {
    self.calibration = calibration
    self.projection = projection
    self.checks = checks
  }

  init(county: County, scenario: Scenario, parameters: ParameterSet) throws(SimulationError) {
    let horizon = scenario.horizon
    func level(_ year: Year) -> [Double] {
      [
        parameters.value("population.mortality_level.male", in: year),
        parameters.value("population.mortality_level.female", in: year),
      ]
    }
    do {
      let mortality = try MortalitySchedule(county.mortality)
      let fertility = try FertilitySchedule(county.fertility)
      let calibration = try CensusCalibration(
        census: county.census, baseYear: county.baseYear, mortality: mortality, fertility: fertility,
        level: level(county.baseYear))
      let base = try BasePopulation.townships(county.townships, county: calibration.base)
      projection = try PopulationProjection(
        ProjectionInputs(
          base: base, horizon: horizon, mortality: mortality, fertility: fertility,
          migrationRates: calibration.migration?.rates ?? AgeSexGrid(ages: calibration.base.ages),
          fertilityLevel: calibration.fertilityLevel, mortalityLevel: horizon.years.map(level),
          fertilityScale: horizon.years.map { parameters.value("population.fertility_scale", in: $0) },
          migrationScale: horizon.years.map { parameters.value("population.migration_scale", in: $0) }))
      self.calibration = calibration
      checks = ExternalCheck.all(county: county, calibration: calibration, projection: projection)
    } catch {
      throw .demography(error)
    }
  }
}
