internal import GSL
internal import Glibc
public import PlanningModel

func exponential(_ x: Double) -> Double { exp(x) }
func sine(_ x: Double) -> Double { sin(x) }
func logarithm(_ x: Double) -> Double { log(x) }

extension UncertainPath {
  /// Whether the path can follow a logistic curve: its middle and 80% interval lie strictly between 0 and 1. Tails beyond
  /// are moved to the ends when they are drawn.
  public var isLogisticPossible: Bool {
    points.allSatisfy { point in
      [0.1, 0.5, 0.9].allSatisfy { 0 < point.number.quantile($0) && point.number.quantile($0) < 1 }
        && 0 < point.number.central && point.number.central < 1
    }
  }

  /// The path at one probability, the same for all its points; `nil` takes the central values.
  ///
  /// - Parameters:
  ///   - range: Values outside are moved to its nearer end.
  ///   - years: Curved paths are evaluated in these years; straight ones keep their points.
  public func value(at probability: Double?, within range: ClosedRange<Double>, years: [Year]) -> YearPath {
    let fixed = points.map { point in
      let value = probability.map { point.number.quantile($0) } ?? point.number.central
      return YearPath.Point(year: point.year, value: min(max(value, range.lowerBound), range.upperBound))
    }
    guard fixed.count > 1, curve != .linear, let first = fixed.first, let last = fixed.last else {
      return YearPath(points: fixed) ?? YearPath(0)
    }
    let inside = years.filter { first.year < $0 && $0 < last.year }
    let x = fixed.map { Double($0.year.value) }
    let y = fixed.map(\.value)
    let at = inside.map { Double($0.value) }
    let between: [Double]?
    switch curve {
    case .linear: between = nil
    case .logistic:
      // The ends are kept off 0 and 1, where a logit has no value.
      let logits = y.map { value -> Double in
        let share = min(max(value, 1e-9), 1 - 1e-9)
        return log(share / (1 - share))
      }
      between = (try? Interpolation.linear.values(x: x, y: logits, at: at))?.map { 1 / (1 + exp(-$0)) }
    case .monotone: between = try? (x.count > 2 ? Interpolation.steffen : .linear).values(x: x, y: y, at: at)
    }
    let added = zip(inside, between ?? []).map {
      YearPath.Point(year: $0, value: min(max($1, range.lowerBound), range.upperBound))
    }
    return YearPath(points: fixed + added.filter { p in !fixed.contains { $0.year == p.year } }) ?? YearPath(0)
  }
}
