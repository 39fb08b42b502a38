internal import CGSL

/// One-dimensional interpolation through given points.
public enum Interpolation: Sendable {
  /// Straight lines between the points; needs two points.
  case linear
  /// Steffen's monotone cubic: no overshoot, so a cumulative curve keeps its order; needs three points.
  ///
  /// - SeeAlso: M. Steffen (1990), *Astronomy and Astrophysics* 239, 443–450.
  case steffen

  /// Values of the curve through `(x, y)` at `points`.
  ///
  /// - Parameters:
  ///   - x: Strictly ascending finite abscissae.
  ///   - y: Finite ordinates, as many as `x`.
  ///   - points: Where to evaluate, inside `x.first…x.last`.
  /// - Throws: ``GSLError`` when the input is not as described or a result is not finite.
  /// - Complexity: O(x.count + points.count · log x.count).
  public func values(x: [Double], y: [Double], at points: [Double]) throws(GSLError) -> [Double] {
    guard ErrorHandling.isOff else { throw .invalidArgument("error handler") }
    let type = self == .linear ? cgsl_interp_linear() : cgsl_interp_steffen()
    let name = "interpolation through \(x.count) points"
    guard x.count == y.count, x.count >= (self == .linear ? 2 : 3), let first = x.first, let last = x.last,
      x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite), zip(x, x.dropFirst()).allSatisfy({ $0 < $1 }),
      points.allSatisfy({ first <= $0 && $0 <= last })
    else { throw .invalidArgument(name) }
    guard let curve = gsl_interp_alloc(type, x.count), let accelerator = gsl_interp_accel_alloc() else {
      throw GSLError(code: 8, operation: name)
    }
    defer {
      gsl_interp_free(curve)
      gsl_interp_accel_free(accelerator)
    }
    try GSLError.check(gsl_interp_init(curve, x, y, x.count), name)
    var values = [Double](repeating: 0, count: points.count)
    for (index, point) in points.enumerated() {
      try GSLError.check(gsl_interp_eval_e(curve, x, y, point, accelerator, &values[index]), name)
      guard values[index].isFinite else { throw .notFinite(name) }
    }
    return values
  }
}
