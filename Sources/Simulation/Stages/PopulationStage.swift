internal import Demography
internal import PlanningModel

/// Population: calibration to the censuses, projection, external checks.
struct PopulationStage {
  let model: ProjectionModel
  let projection: PopulationProjection
  let disabled: DisabledPeople
  let checks: [ExternalCheck]

  init(
    model: ProjectionModel, projection: PopulationProjection, disabled: DisabledPeople, checks: [ExternalCheck]
  ) {
    self.model = model
    self.projection = projection
    self.disabled = disabled
    self.checks = checks
  }

  /// The course at given parameters, without random deviations.
  init(
    county: County, scenario: Scenario, parameters: ParameterSet, frame: CountyFrame
  ) throws(SimulationError) {
    // A base after the census is reached by the model itself.
    let horizon = Horizon(start: min(county.censusYear, scenario.horizon.start), end: scenario.horizon.end)
    model = try ProjectionModel(county: county, horizon: horizon, parameters: parameters)
    if let (target, path) = model.unreachable(parameters) {
      throw .demography(.unreachable(lifeExpectancy: target), parameters[path].origin)
    }
    (projection, disabled) = try PopulationStage.project(
      model, parameters, central: parameters, from: scenario.horizon.start, frame)
    checks = ExternalCheck.all(
      county: county, calibration: model.calibration, projection: projection,
      level: parameters.mortalityLevel(in: county.censusYear))
  }

  /// One course of a model that other parameters made.
  static func project(
    _ model: ProjectionModel, _ parameters: ParameterSet, central: ParameterSet, from base: Year, _ frame: CountyFrame
  ) throws(SimulationError) -> (PopulationProjection, DisabledPeople) {
    let block = ProjectionBlock(model, LaneInputs(model, [parameters], central: central), keepsDeaths: true)
    let read = DisabledPeople.read(block, lanes: 0..<1, from: block.position(base), frame.disability, copies: true)[0]
    let projection = try located(nil) { () throws(DemographyError) in
      try PopulationProjection(block, lane: 0, from: base, cells: [], people: read.people)
    }
    return (projection, read.disabled)
  }
}
