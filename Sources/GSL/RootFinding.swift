internal import CGSL

/// Zeros of a continuous function of one variable.
public enum RootFinding {
  static let iterations = 200

  /// A zero of the function between two points where it has opposite signs, or is zero at one of them.
  ///
  /// Brent–Dekker: inverse quadratic interpolation with bisection as the safe way out.
  ///
  /// - Parameters:
  ///   - lower: Finite, below `upper`.
  ///   - upper: Finite.
  ///   - tolerance: Width of the interval around the zero at which the search stops, > 0, in the units of the argument.
  ///   - function: Continuous and finite on the interval.
  /// - Returns: A point within the tolerance of a zero.
  /// - Throws: ``GSLError`` when the two points do not bracket a zero, a value is not finite, or the search does not end.
  /// - SeeAlso: R. P. Brent (1973), *Algorithms for Minimization without Derivatives*, chapter 4.
  public static func brent(
    from lower: Double, to upper: Double, tolerance: Double, _ function: (Double) -> Double
  ) throws(GSLError) -> Double {
    let name = "zero between \(lower) and \(upper)"
    guard ErrorHandling.isOff, lower.isFinite, upper.isFinite, lower < upper, tolerance.isFinite, tolerance > 0 else {
      throw .invalidArgument(name)
    }
    guard let solver = gsl_root_fsolver_alloc(cgsl_root_fsolver_brent()) else {
      throw GSLError(code: 8, operation: name)
    }
    defer { gsl_root_fsolver_free(solver) }
    // The solver keeps the pointer to the problem, and the problem the pointer to the closure: all work stays in scope.
    let (status, root) = withoutActuallyEscaping(function) { function in
      var closure = function
      return withUnsafeMutablePointer(to: &closure) { pointer in
        var problem = gsl_function_struct(
          function: { x, parameters in
            parameters?.assumingMemoryBound(to: ((Double) -> Double).self).pointee(x) ?? .nan
          }, params: pointer)
        return withUnsafeMutablePointer(to: &problem) { solve(solver, $0, lower, upper, tolerance) }
      }
    }
    try GSLError.check(status, name)
    guard root.isFinite else { throw .notFinite(name) }
    return root
  }

  private static func solve(
    _ solver: UnsafeMutablePointer<gsl_root_fsolver>, _ problem: UnsafeMutablePointer<gsl_function>, _ lower: Double,
    _ upper: Double, _ tolerance: Double
  ) -> (status: Int32, root: Double) {
    var status = gsl_root_fsolver_set(solver, problem, lower, upper)
    guard status == 0 else { return (status, .nan) }
    for _ in 0..<iterations {
      status = gsl_root_fsolver_iterate(solver)
      guard status == 0 else { return (status, .nan) }
      let width = gsl_root_test_interval(
        gsl_root_fsolver_x_lower(solver), gsl_root_fsolver_x_upper(solver), tolerance, 0)
      if width == 0 { return (0, gsl_root_fsolver_root(solver)) }
    }
    return (Int32(GSL_EMAXITER), .nan)
  }
}
