public import CareNeed
public import Demography
public import Facilities
public import PlanningModel

/// Why a run stops. All but the last two are the user's to mend, at the place named; the last is a bug or a balance that does
/// not close.
public enum SimulationError: Error, Sendable, Hashable {
  case missingParameters([String], Origin)
  case demography(DemographyError, Origin)
  case calibration(ObservedCalibration.Failure, Origin)
  case facilities(FacilityError, Origin)
  /// The county's homes cannot be scaled to the scenario's count of beds.
  case baseBeds(BaseBedCount.Failure, Origin)
  case contradictingCorrelations(RankCorrelation)
  /// Hardly any future agrees with what was counted.
  case improbableObservations([ObservationMisfit], Origin)
  case cancelled
  case brokenBalance(identity: String, left: Double, right: Double, place: String)
}

/// Work of the demographic room on some rows of the county's data: what goes wrong there is told at the first of them, and an
/// account that does not close is the program's fault.
func located<Result>(
  _ evidence: Evidence?, _ work: () throws(DemographyError) -> Result
) throws(SimulationError) -> Result {
  do throws(DemographyError) {
    return try work()
  } catch {
    if case .unbalanced(let identity, let gap) = error {
      throw .brokenBalance(identity: identity, left: gap, right: 0, place: "")
    }
    throw .demography(error, evidence?.origin ?? Origin(file: "", line: 1))
  }
}
