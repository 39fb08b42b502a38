internal import Glibc
public import PlanningModel

/// How fast the hazards of death decline at each age: one pattern for both sexes, a bounded gap between them that fades,
/// and a rotation of the pattern as life expectancy rises.
///
/// The annual rate of decline of the logarithm of a hazard between two moments, r(x,s) = ln(h₀/h₁)/years, is split into
/// the mean of the sexes R(x) and half their difference G(x), so that men have R + G and women R − G. Both are graduated
/// over age. Continued for ever, different rates would let the sexes cross or drift apart; here
///
///     r(x,s,τ) = R(x, e0) ± G(x)·2^(−τ/10),   |G·2^(−τ/10)| ≤ R/2,
///
/// with τ years since the pattern was observed, so the gap moves a hazard by at most 10/ln 2 = 14.4 of its years in all.
///
/// With rising life expectancy decline slows at young ages and quickens at old ones:
///
///     R(x, e0) = (1 − w)·R(x) + w·U(x),   W(e0) = √(½·(1 + sin(π/2·(2·(e0 − 80)/(102 − 80) − 1)))),
///
/// W being 0 to 80 years and 1 from 102. The ultimate pattern U is the mean of R over ages 15–64 up to age 64; from 65 on
/// it has the shape of R, joined without a step; its sum over ages 0–99 is that of R. The pattern may have been observed
/// when rotation was already under way, as in projected rates; turning it again by the whole of W would count that part
/// twice, hence w = (W(e0) − W(e*))/(1 − W(e*)) with e* the life expectancy at which the pattern was observed. For e* ≤ 80
/// this is the published rule.
///
/// - SeeAlso: Li & Lee (2005), *Demography* 42(3), 575–594, for one factor common to the sexes; Li, Lee & Gerland (2013),
///   *Demography* 50(6), 2037–2051, for the rotation.
public struct MortalityImprovement: Sendable, Hashable {
  /// Annual rates of decline lie within these bounds at every age, for each sex.
  public static let bounds = 0.0...0.09
  /// Life expectancies (mean of the sexes) between which the pattern turns.
  public static let rotation = 80.0...102.0
  /// Years in which the gap between the sexes halves.
  public static let gapHalfLife = 10.0

  /// R(x): annual decline common to the sexes, ages 0…110+, as observed, 0…0.06.
  public let common: [Double]
  /// G(x): what men's decline exceeds the common one by, and women's falls short of it; |G| ≤ R/2.
  public let gap: [Double]
  /// U(x): the pattern at 102 years of life expectancy and more.
  public let ultimate: [Double]
  /// e*: life expectancy at birth, mean of the sexes, at which the pattern was observed.
  public let observedAt: Double

  /// Mean declines between two moments.
  ///
  /// The first year of life stands for itself; the other ages are graduated (``AgeSmoothing``, λ = 100).
  ///
  /// - Parameters:
  ///   - earlier: Hazards by sex and single age 0…110+, finite and > 0.
  ///   - later: The same, `years` later.
  ///   - years: At least 1.
  /// - Throws: ``DemographyError`` when a hazard or the distance is not as described.
  public init(from earlier: AgeSexGrid, to later: AgeSexGrid, years: Double) throws(DemographyError) {
    guard earlier.ages == SingleYearMortality.ages, later.ages == SingleYearMortality.ages else {
      throw .incomplete(series: "hazards", missing: "single ages to \(SingleYearMortality.openAge)")
    }
    guard 1 <= years, years.isFinite else {
      throw .outOfRange(quantity: "years between hazards", value: years, lower: 1, upper: .infinity)
    }
    for hazard in earlier.values + later.values where !(0 < hazard && hazard.isFinite) {
      throw .outOfRange(quantity: "hazard", value: hazard, lower: 0, upper: .infinity)
    }
    func decline(_ sex: Sex, _ age: Int) -> Double { log(earlier[sex, age] / later[sex, age]) / years }
    let ages = 0..<SingleYearMortality.ages
    let mean = ages.map { (decline(.male, $0) + decline(.female, $0)) / 2 }
    let half = ages.map { (decline(.male, $0) - decline(.female, $0)) / 2 }
    var middle = earlier
    for cell in middle.values.indices { middle.values[cell] = sqrt(earlier.values[cell] * later.values[cell]) }
    self.init(common: Self.graduated(mean), gap: Self.graduated(half), observedAt: Self.lifeExpectancy(middle))
  }

  /// A pattern from given rates; they are brought within the bounds.
  ///
  /// - Precondition: both have a rate for every age 0…110+.
  init(common: [Double], gap: [Double], observedAt: Double) {
    precondition(common.count == SingleYearMortality.ages && gap.count == common.count)
    // Men may have half as much again as the common rate, and must stay within the bounds too.
    let highest = Self.bounds.upperBound / 1.5
    let bounded = common.map { min(highest, max(Self.bounds.lowerBound, $0)) }
    self.common = bounded
    self.gap = zip(gap, bounded).map { Self.bounded($0, by: $1) }
    self.observedAt = observedAt
    ultimate = Self.ultimate(of: bounded, highest: highest)
  }

  /// W(e0): how far the pattern has turned, 0 to 1.
  public static func rotationWeight(_ lifeExpectancy: Double) -> Double {
    let (start, end) = (rotation.lowerBound, rotation.upperBound)
    if lifeExpectancy <= start { return 0 }
    if lifeExpectancy >= end { return 1 }
    let position = (lifeExpectancy - start) / (end - start)
    return sqrt(0.5 * (1 + sin(Double.pi / 2 * (2 * position - 1))))
  }

  /// Annual rates of decline common to the sexes at a life expectancy (mean of the sexes), ages 0…110+.
  public func rates(lifeExpectancy: Double) -> [Double] {
    let observed = Self.rotationWeight(observedAt)
    guard observed < 1 else { return common }
    let weight = max(0, (Self.rotationWeight(lifeExpectancy) - observed) / (1 - observed))
    return zip(common, ultimate).map { (1 - weight) * $0 + weight * $1 }
  }

  /// Annual rates of decline of one sex, `yearsAhead` ≥ 0 years after the pattern was observed.
  public func rates(_ sex: Sex, lifeExpectancy: Double, yearsAhead: Double) -> [Double] {
    let fading = exp2(-yearsAhead / Self.gapHalfLife) * (sex == .male ? 1 : -1)
    return zip(rates(lifeExpectancy: lifeExpectancy), gap).map { $0 + Self.bounded(fading * $1, by: $0) }
  }

  /// Hazards moved along a pattern: h(x)·e^(−k·r(x)), with k in years of decline at the pattern's pace.
  public static func moved(_ hazards: [Double], along rates: [Double], by k: Double) -> [Double] {
    zip(hazards, rates).map { $0 * exp(-k * $1) }
  }

  /// Hazards one year later, the pattern turned to their life expectancy.
  ///
  /// - Parameters:
  ///   - hazards: By sex and single age, `yearsAhead` years after the pattern was observed.
  ///   - yearsAhead: At the start of the year; the gap is taken at the year's middle.
  public func advanced(_ hazards: AgeSexGrid, yearsAhead: Double) -> AgeSexGrid {
    let lifeExpectancy = Self.lifeExpectancy(hazards)
    let rows = Sex.allCases.map { sex in
      Self.moved(
        Array(hazards.row(sex)),
        along: rates(sex, lifeExpectancy: lifeExpectancy, yearsAhead: yearsAhead + 0.5), by: 1)
    }
    return AgeSexGrid(male: rows[0], female: rows[1])
  }

  /// Mean of the sexes.
  static func lifeExpectancy(_ hazards: AgeSexGrid) -> Double {
    Sex.allCases.reduce(0) { $0 + SingleYearMortality.lifeExpectancy(hazards: Array(hazards.row($1)), sex: $1) } / 2
  }

  private static func bounded(_ gap: Double, by common: Double) -> Double { min(common / 2, max(-common / 2, gap)) }

  private static func graduated(_ rates: [Double]) -> [Double] {
    [rates[0]] + AgeSmoothing.whittaker(Array(rates.dropFirst()), penalty: 100)
  }

  /// The factor that joins the flat part and the old ages is kept within ¼ … 4, against a pattern without decline at 65.
  private static func ultimate(of common: [Double], highest: Double) -> [Double] {
    let flat = common[15..<65].reduce(0, +) / 50
    let join = common[65] > 0 ? min(4, max(0.25, flat / common[65])) : 1
    let pattern = common.indices.map { $0 < 65 ? flat : common[$0] * join }
    let sum = pattern[..<100].reduce(0, +)
    guard sum > 0 else { return common }
    let scale = common[..<100].reduce(0, +) / sum
    return pattern.map { min(highest, $0 * scale) }
  }
}
