public import PlanningModel
public import Simulation

/// What became of a target.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  case met
  case missed
  /// Attained only because an assumption says so.
  case assumed
  /// The plan does not define it well enough to be computed.
  case undefined
  case outOfReach = "out_of_reach"
}

/// Why a verdict stands; the wording table turns it into sentences.
public enum VerdictReason: Sendable, Hashable {
  case outOfReach
  case targetInWords
  /// The rate is an input of the scenario, set to the target.
  case pathSetToTarget
  /// The rate is an input that attains the target at the base already, in percent there and in the target year.
  case pathHolds(from: Double, to: Double)
  /// The rate stays below the target: it is an input too.
  case pathBelowTarget
  case nursing(conversions: Double, closures: Double)
  /// The share (in percent) if all new homes were run socially; `nil` when no new home's operator is an assumption.
  case government(handovers: Double, allSocial: Double?)
  case coverage(covered: Int, of: Int)
  /// When the homes to be renovated are finished, `nil` when the scenario renovates none; the others pass as often as at the
  /// base.
  case renovation(finished: Year?)
  /// When the first service centres open, `nil` when the scenario has none, and the townships that have one in the target
  /// year.
  case serviceCentres(open: Year?, covered: Int, of: Int)
  /// The share has nothing to divide by.
  case nothingToDivide(EmptyDenominator)
  /// The plan prints no value at the base, and nothing else tells one.
  case noBaseValue
  /// The county's figures do not say how many homes are renovated.
  case noRenovationCount
  /// The target year lies outside the horizon.
  case targetYearOutside
}

/// An assumption without which a target would not be attained.
public enum AssumedBasis: Sendable, Hashable {
  /// Openings that are promised or assumed, not recorded, or beds that the scenario assumes.
  case openings
  /// Who runs the new homes.
  case operators
  /// What stands in the base year.
  case base
}

/// One indicator of the plan, projected.
public struct IndicatorRow: Sendable, Hashable {
  public let indicator: PlanIndicator
  /// Value by year of the horizon, in the indicator's unit; `nil` where there is none.
  public let values: [Double?]
  public let verdict: Verdict
  public let reason: VerdictReason
  /// What a target that is attained hangs on, where the verdict is ``Verdict/assumed``.
  public let basis: [AssumedBasis]

  /// Value in the target year.
  public func targetValue(_ horizon: Horizon) -> Double? {
    horizon.index(of: indicator.targetYear).flatMap { values[$0] }
  }
}

/// The plan's indicators under a run, with verdicts at their target years.
///
/// A target is met when it is attained whichever way the unproven inputs turn out: projects whose opening is promised or
/// assumed, not recorded, may be missing, and operators that are assumed may be others. Otherwise it is attained by assumption.
public struct Indicators: Sendable {
  public let rows: [IndicatorRow]

  public init(_ run: CountyRun, measures: MeasureTable) {
    let maker = IndicatorMaker(run: run, measures: measures, index: LineageIndex(run))
    rows = run.county.indicators.map { indicator in
      switch indicator.measure {
      case .none: maker.outOfReach(indicator)
      case .nursingShare: maker.nursing(indicator)
      case .governmentShare: maker.government(indicator)
      case .zoneCremationRate: maker.cremation(indicator)
      case .burialCoverage: maker.burial(indicator)
      case .basicQuality: maker.quality(indicator)
      case .serviceCentreCoverage: maker.centres(indicator)
      }
    }.map { $0.explained(run) }
  }
}
