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

  /// Quantile of the beta distribution on 0…1 with shapes `a` and `b`.
  ///
  /// - Throws: ``GSLError`` outside the domain.
  public static func beta(_ probability: Double, a: Double, b: Double) throws(GSLError) -> Double {
    try checked("beta quantile", [probability, a, b], { 0 < probability && probability < 1 && a > 0 && b > 0 }) {
      gsl_cdf_beta_Pinv(probability, a, b)
    }
  }

  /// Quantile of the gamma distribution.
  ///
  /// - Throws: ``GSLError`` outside the domain.
  public static func gamma(_ probability: Double, shape: Double, scale: Double) throws(GSLError) -> Double {
    try checked(
      "gamma quantile", [probability, shape, scale], { 0 < probability && probability < 1 && shape > 0 && scale > 0 }
    ) { gsl_cdf_gamma_Pinv(probability, shape, scale) }
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
