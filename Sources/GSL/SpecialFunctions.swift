internal import CGSL

/// Special functions, exact to the accuracy of GSL.
public enum SpecialFunctions {
  /// Trigamma ψ′(x): the variance of the logarithm of a gamma variable with shape x.
  ///
  /// - Throws: ``GSLError`` when `x` is not a finite number above 0, or the result is not finite.
  public static func trigamma(_ x: Double) throws(GSLError) -> Double {
    let name = "trigamma of \(x)"
    guard ErrorHandling.isOff, 0 < x, x.isFinite else { throw .invalidArgument(name) }
    var result = gsl_sf_result()
    try GSLError.check(gsl_sf_psi_1_e(x, &result), name)
    guard result.val.isFinite else { throw .notFinite(name) }
    return result.val
  }
}
