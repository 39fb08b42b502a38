internal import PlanningModel
internal import Simulation

/// What a share has nothing of to divide by.
public enum EmptyDenominator: String, Sendable, Hashable, CaseIterable {
  /// Care beds of the county.
  case beds
  /// Care homes at the base.
  case homes
  /// Towns and townships, subdistricts left out.
  case towns
  /// Deaths inside the cremation zone.
  case zoneDeaths
}

extension IndicatorRow {
  /// A verdict that cannot be given says why: a share of nothing is neither 0 nor met.
  func explained(_ run: CountyRun) -> IndicatorRow {
    guard verdict == .undefined else { return self }
    let reason: VerdictReason
    if indicator.target == nil {
      reason = .targetInWords
    } else if run.horizon.index(of: indicator.targetYear) == nil {
      reason = .targetYearOutside
    } else {
      reason = IndicatorRow.missing(indicator, run)
    }
    return IndicatorRow(indicator: indicator, values: values, verdict: verdict, reason: reason, basis: basis)
  }

  private static func missing(_ indicator: PlanIndicator, _ run: CountyRun) -> VerdictReason {
    switch indicator.measure {
    case .nursingShare, .governmentShare: .nothingToDivide(.beds)
    case .zoneCremationRate: .nothingToDivide(.zoneDeaths)
    case .burialCoverage: .nothingToDivide(.towns)
    case .basicQuality:
      run.county.facilities.allSatisfy { $0.homes == 0 }
        ? .nothingToDivide(.homes) : indicator.base == nil ? .noBaseValue : .noRenovationCount
    case .serviceCentreCoverage, .none: .noBaseValue
    }
  }
}
