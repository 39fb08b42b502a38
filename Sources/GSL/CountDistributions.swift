internal import CGSL

/// Counts at a probability: the least k at which the distribution function reaches it.
///
/// Inversion takes one uniform number for each count and rises with it, so that paired futures stay paired. Small means are
/// summed from 0; large ones start at the mean, where GSL gives the distribution function.
public enum CountQuantiles {
  /// Successes among `n` trials.
  ///
  /// - Parameters:
  ///   - n: Trials, ≥ 0.
  ///   - p: Probability of a success, 0…1.
  ///   - u: Probability strictly between 0 and 1.
  public static func binomial(_ n: Int, _ p: Double, at u: Double) -> Int {
    guard n > 0, p > 0 else { return 0 }
    guard p < 1 else { return n }
    // The rarer side is counted, from its own end, so that the result still rises with u.
    if p > 0.5 { return n - binomial(n, 1 - p, at: 1 - u) }
    let odds = p / (1 - p)
    let mean = Double(n) * p
    if mean < 30 {
      return walk(from: 0, probability: cgsl_pow(1 - p, Double(n)), cumulated: nil, last: n, u) {
        odds * Double(n - $0) / Double($0 + 1)
      }
    }
    let start = Int(mean)
    return walk(
      from: start, probability: gsl_ran_binomial_pdf(UInt32(start), p, UInt32(n)),
      cumulated: gsl_cdf_binomial_P(UInt32(start), p, UInt32(n)), last: n, u
    ) { odds * Double(n - $0) / Double($0 + 1) }
  }

  /// Events with a mean.
  ///
  /// - Parameters:
  ///   - mean: Finite and ≥ 0.
  ///   - u: Probability strictly between 0 and 1.
  public static func poisson(_ mean: Double, at u: Double) -> Int {
    guard mean > 0 else { return 0 }
    if mean < 30 {
      return walk(from: 0, probability: cgsl_exp(-mean), cumulated: nil, last: Int.max, u) { mean / Double($0 + 1) }
    }
    let start = Int(mean)
    return walk(
      from: start, probability: gsl_ran_poisson_pdf(UInt32(start), mean),
      cumulated: gsl_cdf_poisson_P(UInt32(start), mean), last: Int.max, u
    ) { mean / Double($0 + 1) }
  }

  /// Walks up or down from a count whose probability is known.
  ///
  /// - Parameter ratio: P(k + 1) / P(k).
  private static func walk(
    from start: Int, probability: Double, cumulated: Double?, last: Int, _ u: Double, _ ratio: (Int) -> Double
  ) -> Int {
    var count = start
    var mass = probability
    var sum = cumulated ?? probability
    if sum >= u {
      while count > 0, sum - mass >= u {
        sum -= mass
        count -= 1
        mass /= ratio(count)
      }
      return count
    }
    // Rounding may leave the sum just short of 1; a mass of 0 ends the walk.
    while sum < u, count < last {
      mass *= ratio(count)
      guard mass > 0 else { break }
      count += 1
      sum += mass
    }
    return count
  }
}
