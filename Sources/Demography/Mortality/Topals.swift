internal import GSL
internal import Glibc

/// Death rates of a small population by single year of age (TOPALS, 小区域死亡率): a standard schedule plus a linear spline
/// of a few offsets, fitted to counts of deaths.
///
///     log m(x) = log m*(x) + Σₖ Bₖ(x)·αₖ,   D_g ~ Poisson(Σ_{x∈g} N(x)·m(x))
///     Q(α) = Σ_g (D_g·log μ_g − μ_g) − ½·λ·Σₖ (αₖ₊₁ − αₖ)²
///
/// αₖ is the offset at knot k; between the knots it is a straight line. Deaths enter as counts, so cells without deaths are
/// legal; no death at all is not, since nothing then holds the level up. Maximum by Fisher scoring; the covariance of α is
/// the inverse of the information, the penalty included. With exposure spread evenly inside age groups this is
/// Schmertmann's published fit to grouped data.
///
/// - SeeAlso: Gonzaga & Schmertmann (2016), *Revista Brasileira de Estudos de População* 33(3), 629–652.
public struct Topals: Sendable, Hashable {
  /// Deaths of a run of ages, and the exposure that they come from.
  public struct Group: Sendable, Hashable {
    /// Single ages; the last class of a schedule is open.
    public let ages: Range<Int>
    /// Deaths; 0 is legal, and so is a fraction.
    public let deaths: Double
    /// Person-years by single age of `ages`.
    public let exposure: [Double]

    /// - Precondition: one exposure for each age, at least one age.
    public init(ages: Range<Int>, deaths: Double, exposure: [Double]) {
      precondition(!ages.isEmpty && exposure.count == ages.count)
      self.ages = ages
      self.deaths = deaths
      self.exposure = exposure
    }

    /// A group whose exposure is known as one sum only; it is spread evenly over the ages.
    ///
    /// - Precondition: at least one age.
    public init(ages: Range<Int>, deaths: Double, evenExposure: Double) {
      let each = evenExposure / Double(ages.count)
      self.init(ages: ages, deaths: deaths, exposure: ages.map { _ in each })
    }
  }

  /// First six knots, years; the seventh is the last age of the standard.
  public static let knots = [0, 1, 10, 20, 40, 70]
  /// Number of offsets.
  public static let offsets = knots.count + 1
  /// Precision of a difference of neighbouring offsets in the published method.
  public static let publishedPrecision = 2.0

  /// Offset at each knot.
  public let alpha: [Double]
  /// Covariance of `alpha`, row by row.
  public let covariance: [Double]
  /// log m(x), single ages.
  public let logRates: [Double]
  /// Standard error of log m(x), single ages.
  public let standardErrors: [Double]

  /// - Parameters:
  ///   - standard: log m*(x) by single age from 0, finite, at least 72 ages.
  ///   - groups: Any groups; several may cover the same ages. Those without exposure count for nothing.
  ///   - precision: λ, > 0.
  /// - Throws: ``DemographyError/incomplete(series:missing:)`` when a number is not finite or negative, deaths have no
  ///   exposure, or there is no death at all; ``DemographyError/numerical(_:)`` when the search fails.
  /// - Precondition: the groups lie inside the ages of the standard.
  public init(
    standard: [Double], groups: [Group], precision: Double = publishedPrecision
  ) throws(DemographyError) {
    try self.init(standard: standard, groups: groups, precision: precision, start: nil)
  }

  /// A fit that begins its search at given offsets.
  init(standard: [Double], groups: [Group], precision: Double, start: [Double]?) throws(DemographyError) {
    guard standard.count > Self.knots[Self.knots.count - 1] + 1, standard.allSatisfy(\.isFinite) else {
      throw .incomplete(series: "standard mortality", missing: "finite log rates from age 0 to beyond the last knot")
    }
    guard 0 < precision, precision.isFinite else {
      throw .incomplete(series: "penalty of TOPALS", missing: "a precision above 0")
    }
    for group in groups {
      precondition(0 <= group.ages.lowerBound && group.ages.upperBound <= standard.count)
      guard 0 <= group.deaths, group.deaths.isFinite, group.exposure.allSatisfy({ 0 <= $0 && $0.isFinite }),
        group.deaths == 0 || group.exposure.contains(where: { $0 > 0 })
      else {
        throw .incomplete(
          series: "deaths and exposure",
          missing: "numbers ≥ 0, and exposure wherever there are deaths, at ages \(group.ages)")
      }
    }
    let likelihood = Likelihood(standard: standard, groups: groups, precision: precision)
    guard groups.contains(where: { $0.deaths > 0 }) else { throw .incomplete(series: "deaths", missing: "any death") }
    (alpha, covariance) = try likelihood.maximum(from: start)
    logRates = zip(standard, Self.curve(alpha, ages: standard.count)).map { $0 + $1 }
    let covariance = covariance
    standardErrors = standard.indices.map { age in
      let (knot, share) = Self.position(of: age, ages: standard.count)
      let (a, b) = (knot * Self.offsets + knot, (knot + 1) * Self.offsets + knot + 1)
      let (low, high, both) = (covariance[a], covariance[b], covariance[a + 1])
      return ((1 - share) * (1 - share) * low + share * share * high + 2 * share * (1 - share) * both).squareRoot()
    }
  }

  /// A fit to deaths and person-years by single age.
  ///
  /// - Precondition: as many deaths and exposures as the standard has ages.
  /// - Throws: ``DemographyError``, as for groups.
  public init(
    standard: [Double], deaths: [Double], exposure: [Double], precision: Double = publishedPrecision
  ) throws(DemographyError) {
    precondition(deaths.count == standard.count && exposure.count == standard.count)
    let groups = standard.indices.map { Group(ages: $0..<($0 + 1), deaths: deaths[$0], exposure: [exposure[$0]]) }
    try self.init(standard: standard, groups: groups, precision: precision)
  }

  /// Offset of log m at every single age, Σₖ Bₖ(x)·αₖ.
  public static func curve(_ alpha: [Double], ages: Int) -> [Double] {
    (0..<ages).map { age in
      let (knot, share) = position(of: age, ages: ages)
      return alpha[knot] + (alpha[knot + 1] - alpha[knot]) * share
    }
  }

  /// The knot at or below an age (never the last one), and the share of the way to the next.
  fileprivate static func position(of age: Int, ages: Int) -> (knot: Int, share: Double) {
    let knot = (knots.lastIndex { $0 <= age } ?? 0)
    let upper = knot + 1 < knots.count ? knots[knot + 1] : ages - 1
    return (knot, Double(age - knots[knot]) / Double(upper - knots[knot]))
  }
}

/// The penalised likelihood of one fit.
private struct Likelihood {
  /// Value, gradient and information at a point.
  struct Point {
    var value: Double
    var score: [Double]
    /// Row by row, penalty included.
    var information: [Double]
    /// Expected deaths of all groups.
    var expected: Double
  }

  let standard: [Double]
  /// Those with exposure.
  let groups: [Topals.Group]
  let precision: Double
  private let positions: [(knot: Int, share: Double)]

  init(standard: [Double], groups: [Topals.Group], precision: Double) {
    self.standard = standard
    self.groups = groups.filter { $0.exposure.contains { $0 > 0 } }
    self.precision = precision
    positions = standard.indices.map { Topals.position(of: $0, ages: standard.count) }
  }

  /// The maximum and its covariance by Fisher scoring; a step is halved while the likelihood falls by more than its
  /// rounding.
  func maximum(from start: [Double]?) throws(DemographyError) -> (alpha: [Double], covariance: [Double]) {
    let size = Topals.offsets
    var alpha = start ?? level()
    var point = derivatives(at: alpha)
    var largest = Double.infinity
    do {
      for _ in 0..<200 {
        let factor = try CholeskyFactor(point.information, size: size)
        if largest < 1e-10 { return (alpha, try factor.inverse()) }
        var step = try factor.solve(point.score)
        var next = derivatives(at: zip(alpha, step).map { $0 + $1 })
        for _ in 0..<40 where !(next.value >= point.value - 1e-12 * abs(point.value)) {
          step = step.map { $0 / 2 }
          next = derivatives(at: zip(alpha, step).map { $0 + $1 })
        }
        alpha = zip(alpha, step).map { $0 + $1 }
        point = next
        largest = step.reduce(0) { max($0, abs($1)) }
      }
    } catch { throw .numerical(error.description) }
    throw .numerical("TOPALS did not converge, last step \(largest)")
  }

  /// Equal offsets that give the deaths their sum.
  private func level() -> [Double] {
    let deaths = groups.reduce(0) { $0 + $1.deaths }
    let expected = derivatives(at: [Double](repeating: 0, count: Topals.offsets)).expected
    return [Double](repeating: log(deaths / expected), count: Topals.offsets)
  }

  /// Score Xᵀ(D/μ − 1) − P·α and information Xᵀ·diag(1/μ)·X + P, with X = ∂μ/∂α and P the penalty.
  func derivatives(at alpha: [Double]) -> Point {
    let size = Topals.offsets
    let rates = zip(standard, Topals.curve(alpha, ages: standard.count)).map { exp($0 + $1) }
    var point = Point(
      value: 0, score: [Double](repeating: 0, count: size), information: [Double](repeating: 0, count: size * size),
      expected: 0)
    var slope = [Double](repeating: 0, count: size)
    for group in groups {
      for knot in 0..<size { slope[knot] = 0 }
      var expected = 0.0
      for (age, exposure) in zip(group.ages, group.exposure) {
        let deaths = exposure * rates[age]
        let (knot, share) = positions[age]
        expected += deaths
        slope[knot] += deaths * (1 - share)
        slope[knot + 1] += deaths * share
      }
      point.expected += expected
      point.value += (group.deaths > 0 ? group.deaths * log(expected) : 0) - expected
      for row in 0..<size {
        point.score[row] += slope[row] * (group.deaths / expected - 1)
        for column in 0..<size { point.information[row * size + column] += slope[row] * slope[column] / expected }
      }
    }
    for knot in 0..<(size - 1) {
      let difference = alpha[knot + 1] - alpha[knot]
      point.value -= precision * difference * difference / 2
      point.score[knot] += precision * difference
      point.score[knot + 1] -= precision * difference
      point.information[knot * size + knot] += precision
      point.information[(knot + 1) * size + knot + 1] += precision
      point.information[knot * size + knot + 1] -= precision
      point.information[(knot + 1) * size + knot] -= precision
    }
    return point
  }
}
