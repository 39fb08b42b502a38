public import PlanningModel
internal import Uncertainty

extension UncertainSwitch {
  /// The middle of the switch's distribution and the ends of its 80% interval, inside its range.
  public var interval80: (low: Double, mid: Double, high: Double) {
    func value(_ probability: Double) -> Double { min(max(number.quantile(probability), lowest), highest) }
    return (value(0.1), value(0.5), value(0.9))
  }
}
