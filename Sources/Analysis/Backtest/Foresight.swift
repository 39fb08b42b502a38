internal import Demography
internal import PlanningModel
public import Simulation

/// How much of what happened to a count after the base year the model foresaw.
public struct Foresight: Sendable, Hashable {
  public enum Reading: Sendable, Hashable {
    /// The count stayed as it was at the base, to the nearest person.
    case nothingHappened
    /// Model and count moved in opposite directions.
    case wrongDirection
    /// Both moved in one direction; the share may exceed 1.
    case share(Double)
  }

  /// The count of the base year.
  public let base: Double
  public let modelled: Double
  public let counted: Double

  public init(base: Double, modelled: Double, counted: Double) {
    self.base = base
    self.modelled = modelled
    self.counted = counted
  }

  /// For a check of all residents; `nil` for any other.
  public init?(_ check: ExternalCheck, _ run: CountyRun) {
    guard check.kind == .observation else { return nil }
    let base = run.countyPopulation(0).total
    guard base > 0 else { return nil }
    self.init(base: base, modelled: check.modelled, counted: check.counted)
  }

  public var foreseen: Double { modelled - base }
  public var happened: Double { counted - base }

  public var reading: Reading {
    if abs(happened) < 0.5 { return .nothingHappened }
    let share = foreseen / happened
    return share < 0 ? .wrongDirection : .share(share)
  }
}
