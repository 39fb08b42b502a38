public import CareNeed
public import Demography
public import Facilities

/// Why a run stops. The first four are the user's to mend; the last is a bug or a balance that does not close.
public enum SimulationError: Error, Sendable, Hashable {
  case missingParameters([String])
  case demography(DemographyError)
  case calibration(ObservedCalibration.Failure)
  case facilities(FacilityError)
  case brokenBalance(identity: String, left: Double, right: Double, place: String)
}
