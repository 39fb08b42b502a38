internal import CGSL

/// A straight line `intercept + slope · x`.
public struct StraightLine: Sendable, Hashable {
  public let intercept: Double
  public let slope: Double

  /// The line that fits `(x, y)` by ordinary least squares.
  ///
  /// - Throws: ``GSLError`` with fewer than two points, points at one abscissa, or numbers that are not finite.
  public init(fitting x: [Double], _ y: [Double]) throws(GSLError) {
    let name = "straight-line fit of \(x.count) points"
    guard ErrorHandling.isOff, x.count == y.count, x.count >= 2, x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite),
      Set(x).count >= 2
    else { throw .invalidArgument(name) }
    var (c0, c1, cov00, cov01, cov11, sum) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    try GSLError.check(gsl_fit_linear(x, 1, y, 1, x.count, &c0, &c1, &cov00, &cov01, &cov11, &sum), name)
    guard c0.isFinite, c1.isFinite else { throw .notFinite(name) }
    intercept = c0
    slope = c1
  }

  public func value(at x: Double) -> Double { intercept + slope * x }
}
