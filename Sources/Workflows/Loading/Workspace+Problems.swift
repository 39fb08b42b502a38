public import Analysis
internal import CareNeed
internal import CountyData
internal import Demography
public import Diagnostics
internal import Language
internal import PlanningModel
internal import ScenarioFiles
public import Simulation

extension Workspace {
  /// Cautions of a run as warnings at the places that cause them.
  public func cautions(_ run: CountyRun) -> [Diagnostic] { Caution.all(run).map(warning) }

  /// A caution as a warning at the place that causes it.
  public func warning(_ caution: Caution) -> Diagnostic {
    let (range, line) = place(caution.origin)
    return Diagnostic(
      code: caution.code.rawValue, severity: .warning, message: caution.message, range: range, help: caution.help,
      sourceLine: line)
  }

  /// An error of a simulation with its code at the place that causes it; `nil` for what is no fault of an input.
  public func diagnostic(_ error: SimulationError) -> Diagnostic? {
    let (code, origin): (String, Origin)
    switch error {
    case .missingParameters(_, let place): (code, origin) = (DataCode.missingParameter.rawValue, place)
    case .demography(.unreachable, let place):
      (code, origin) = (ScenarioCode.unreachableLifeExpectancy.rawValue, place)
    case .demography(_, let place): (code, origin) = (ScenarioCode.impossiblePopulation.rawValue, place)
    case .calibration(.noSevere, let place): (code, origin) = (ScenarioCode.nothingToCalibrate.rawValue, place)
    case .calibration(.townOccupancy, let place): (code, origin) = (ScenarioCode.contradiction.rawValue, place)
    case .facilities(_, let place): (code, origin) = (ScenarioCode.tooFewBeds.rawValue, place)
    case .baseBeds(_, let place): (code, origin) = (ScenarioCode.contradiction.rawValue, place)
    case .contradictingCorrelations(let correlation):
      (code, origin) = (ScenarioCode.contradiction.rawValue, correlation.origin)
    case .improbableObservations(_, let place): (code, origin) = (ScenarioCode.improbableObservations.rawValue, place)
    case .cancelled, .brokenBalance: return nil
    }
    let (range, line) = place(origin)
    return Diagnostic(
      code: code, message: Wording.chinese.failure(error), range: range, path: Self.path(error),
      help: Wording.chinese.remedy(error), sourceLine: line)
  }

  /// The column or key to mend; empty where it is the row or file as a whole.
  private static func path(_ error: SimulationError) -> String {
    switch error {
    // A step at 60 comes from the count of 60 and over, one behind it from that of 65 and over.
    case .demography(.shareJump(_, let ages, _, _, _), _): ages.last ?? 0 > 60 ? "residents65" : "residents60"
    case .baseBeds: "facilities.base_beds"
    default: ""
    }
  }
}
