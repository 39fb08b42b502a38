public import CareNeed
public import Demography
public import Facilities
public import PlanningModel

/// Why a run stops. All but the last two are the user's to mend; the last is a bug or a balance that does not close.
public enum SimulationError: Error, Sendable, Hashable {
  case missingParameters([String])
  case demography(DemographyError)
  case calibration(ObservedCalibration.Failure)
  case facilities(FacilityError)
  case contradictingCorrelations(RankCorrelation)
  case cancelled
  case brokenBalance(identity: String, left: Double, right: Double, place: String)
}
