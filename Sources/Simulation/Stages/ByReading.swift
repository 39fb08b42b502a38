public import PlanningModel

/// A value for each reading of demand that has one.
public struct ByReading<Value: Sendable>: Sendable {
  public var norm: Value?
  public var need: Value?
  public var observed: Value?

  public init(norm: Value? = nil, need: Value? = nil, observed: Value? = nil) {
    self.norm = norm
    self.need = need
    self.observed = observed
  }

  @inlinable
  public subscript(reading: DemandReading) -> Value? {
    get {
      switch reading {
      case .norm: norm
      case .need: need
      case .observed: observed
      }
    }
    set {
      switch reading {
      case .norm: norm = newValue
      case .need: need = newValue
      case .observed: observed = newValue
      }
    }
  }
}
