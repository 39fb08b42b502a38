internal import GSL
public import PlanningModel

extension UncertainNumber {
  /// The value below which a share of the futures lies.
  ///
  /// - Parameter probability: Strictly between 0 and 1; anything else gives the nearer end of the double range inside it.
  public func quantile(_ probability: Double) -> Double {
    let u = min(max(probability, 0x1p-53), 1 - 0x1p-53)
    switch self {
    case .constant(let value): return value
    case .interval80(let low, let mid, let high):
      let z = standardNormal(u)
      return mid + z / standardNormal(0.9) * (z < 0 ? mid - low : high - mid)
    case .normal(let mean, let sd): return mean + sd * standardNormal(u)
    case .lognormal(let median, let sdLog): return median * exponential(sdLog * standardNormal(u))
    case .triangular(let low, let mode, let high):
      let width = high - low
      guard width > 0 else { return low }
      let left = (mode - low) / width
      return u < left
        ? low + (u * width * (mode - low)).squareRoot() : high - ((1 - u) * width * (high - mode)).squareRoot()
    case .pert(let low, let mode, let high):
      guard high > low else { return low }
      return stretchedBeta(
        u, a: 1 + 4 * (mode - low) / (high - low), b: 1 + 4 * (high - mode) / (high - low), low: low, high: high)
    case .uniform(let low, let high): return low + u * (high - low)
    case .beta(let a, let b, let low, let high): return stretchedBeta(u, a: a, b: b, low: low, high: high)
    case .gamma(let shape, let scale): return (try? Quantiles.gamma(u, shape: shape, scale: scale)) ?? shape * scale
    case .choice(let options):
      let total = options.reduce(0) { $0 + $1.weight }
      var sum = 0.0
      for option in options {
        sum += option.weight
        if u * total < sum { return option.value }
      }
      return options.last?.value ?? 0
    }
  }

  /// The value at a probability of the part of the distribution that is not below a bound; the highest value where no part is.
  public func quantile(_ probability: Double, atLeast bound: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if quantile(middle) < bound { low = middle } else { high = middle }
    }
    return quantile(high + probability * (1 - high))
  }

  /// The value of a run without draws: the middle of an interval, the mode of a triangle, else the median.
  public var central: Double {
    switch self {
    case .constant(let value): value
    case .interval80(_, let mid, _): mid
    case .triangular(_, let mode, _), .pert(_, let mode, _): mode
    case .normal(let mean, _): mean
    default: quantile(0.5)
    }
  }

  /// Share of the distribution outside a range, which drawing moves to the nearer end of it.
  public func shareOutside(_ range: ClosedRange<Double>) -> Double {
    let steps = 1000
    // Quantiles only rise, so that the ends of the range are found by halving.
    func first(_ isBeyond: (Double) -> Bool) -> Int {
      var (low, high) = (0, steps)
      while low < high {
        let middle = (low + high) / 2
        if isBeyond(quantile((Double(middle) + 0.5) / Double(steps))) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let below = first { $0 >= range.lowerBound }
    let above = steps - first { $0 > range.upperBound }
    return Double(below + above) / Double(steps)
  }

  /// Whether more than a twentieth may lie beyond either end of a range: two quantiles tell, where the share takes many.
  public func mayLeave(_ range: ClosedRange<Double>) -> Bool {
    quantile(0.05) < range.lowerBound || quantile(0.95) > range.upperBound
  }

  private func stretchedBeta(_ u: Double, a: Double, b: Double, low: Double, high: Double) -> Double {
    // At the ends the inverse has no digits left to find, and the answer is known.
    if u <= 0x1p-53 { return low }
    if u >= 1 - 0x1p-53 { return high }
    return low + (high - low) * ((try? Quantiles.beta(u, a: a, b: b)) ?? a / (a + b))
  }
}

/// Quantile of the standard normal distribution for a probability inside (0, 1).
func standardNormal(_ u: Double) -> Double { (try? Quantiles.normal(u)) ?? 0 }

/// Distribution function of the standard normal distribution, kept inside (0, 1).
func normalProbability(_ z: Double) -> Double { min(max(Quantiles.normalProbability(z), 0x1p-53), 1 - 0x1p-53) }

extension UncertainNumber {
  /// What the shapes of beta and gamma distributions may be.
  public static var shapes: ClosedRange<Double> { Quantiles.shapes }

  /// The lognormal distribution with a median and a 90% quantile above it.
  public static func lognormal(median: Double, p90: Double) -> UncertainNumber {
    .lognormal(median: median, sdLog: logarithm(p90 / median) / standardNormal(0.9))
  }
}
