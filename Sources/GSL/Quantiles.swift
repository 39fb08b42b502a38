internal import CGSL

/// Quantile and distribution functions, exact to the accuracy of GSL's inverses.
///
/// GSL returns NaN without any error outside a function's domain, so arguments are checked before and results after.
public enum Quantiles {
  /// Quantile of the standard normal distribution at a probability strictly between 0 and 1.
  ///
  /// - Throws: ``GSLError`` outside the domain.
  public static func normal(_ probability: Double) throws(GSLError) -> Double {
    try checked("normal quantile", [probability], { 0 < probability && probability < 1 }) {
      gsl_cdf_ugaussian_Pinv(probability)
    }
  }

  /// Shapes at which the beta and gamma quantiles are exact and quick. GSL's series take minutes far above and underflow far
  /// below; a shape beyond 10,000 is a normal distribution to three digits.
  public static let shapes = 0.1...10_000.0

  /// Quantile of the beta distribution on 0…1 with shapes `a` and `b` inside ``shapes``.
  ///
  /// - Throws: ``GSLError`` outside the domain.
  public static func beta(_ probability: Double, a: Double, b: Double) throws(GSLError) -> Double {
    try checked(
      "beta quantile", [probability, a, b],
      { 0 < probability && probability < 1 && shapes.contains(a) && shapes.contains(b) }
    ) {
      inverse(probability, of: { gsl_cdf_beta_P($0, a, b) }, near: gsl_cdf_beta_Pinv(probability, a, b), within: 0...1)
    }
  }

  /// Quantile of the gamma distribution with a shape inside ``shapes``.
  ///
  /// - Throws: ``GSLError`` outside the domain.
  public static func gamma(_ probability: Double, shape: Double, scale: Double) throws(GSLError) -> Double {
    try checked(
      "gamma quantile", [probability, shape, scale],
      { 0 < probability && probability < 1 && shapes.contains(shape) && scale > 0 }
    ) {
      let first = gsl_cdf_gamma_Pinv(probability, shape, 1)
      // Beyond the end lies less than the smallest step below 1: 40 standard deviations of a large shape, e^-100 of a small.
      let end = shape + 40 * shape.squareRoot() + 100
      return scale * inverse(probability, of: { gsl_cdf_gamma_P($0, shape, 1) }, near: first, within: 0...end)
    }
  }

  /// Where a distribution function reaches a probability: GSL's own inverse where the function confirms it, else halving.
  /// GSL's inverses answer NaN, or a wrong number, for some lawful shapes such as beta(5, 3000).
  private static func inverse(
    _ probability: Double, of cumulative: (Double) -> Double, near first: Double, within range: ClosedRange<Double>
  ) -> Double {
    if first.isFinite, range.contains(first), abs(cumulative(first) - probability) <= 1e-9 * min(probability, 1) {
      return first
    }
    var (low, high) = (range.lowerBound, range.upperBound)
    // 80 halvings: far below what the range itself can tell apart.
    for _ in 0..<80 {
      let middle = low + (high - low) / 2
      guard low < middle, middle < high else { break }
      if cumulative(middle) < probability { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }

  /// Distribution function of the standard normal distribution.
  public static func normalProbability(_ z: Double) -> Double { gsl_cdf_ugaussian_P(z) }

  private static func checked(
    _ name: String, _ arguments: [Double], _ isInDomain: () -> Bool, _ value: () -> Double
  ) throws(GSLError) -> Double {
    guard ErrorHandling.isOff, arguments.allSatisfy(\.isFinite), isInDomain() else { throw .invalidArgument(name) }
    let result = value()
    guard result.isFinite else { throw .notFinite(name) }
    return result
  }
}
