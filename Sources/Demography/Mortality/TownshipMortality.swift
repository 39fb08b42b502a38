internal import GSL
internal import Glibc
public import PlanningModel

/// Registered deaths of one township, sex and age group.
public struct TownshipDeaths: Sendable, Hashable {
  /// Position of the township among the exposures.
  public let township: Int
  public let sex: Sex
  public let age: AgeGroup
  /// Deaths over the years that the exposure covers; 0 is legal.
  public let deaths: Double
  /// Share of the deaths that the register holds (死亡登记完整率), above 0, at most 1.
  public let completeness: Double

  public init(township: Int, sex: Sex, age: AgeGroup, deaths: Double, completeness: Double = 1) {
    self.township = township
    self.sex = sex
    self.age = age
    self.deaths = deaths
    self.completeness = completeness
  }
}

/// Mortality of every township relative to its county (乡镇死亡率), partially pooled and benchmarked.
///
/// 1. *Shared schedule.* The deaths of all townships together give one TOPALS fit a sex. What townships share belongs to
///    the county's standard, so only deviations from the shared schedule go on; its level makes Σ D = Σ E.
/// 2. *Level.* θⱼ ~ Gamma(mean 1, variance τ²) and Dⱼ ~ Poisson(θⱼ·Eⱼ) give the posterior mean
///    (Dⱼ + a)/(Eⱼ + a) with a = 1/τ², and log θⱼ the variance ψ′(Dⱼ + a). τ² solves
///    Σ (Dⱼ − Eⱼ)²/(Eⱼ + τ²Eⱼ²) = J − 1 over townships with Eⱼ ≥ 1, and is never less than ``leastVariance``.
/// 3. *Shape.* TOPALS offsets of each township around the shared schedule. The gamma prior is one more group of deaths: `a`
///    of them where `a` are expected. It brings the level to (Dⱼ + a)/(Eⱼ + a) exactly, and leaves the differences of the
///    offsets to their penalty. That penalty's precision is read from all townships by the fixed point
///    λ = Σ (1 − λ·Var βⱼₖ)/Σ βⱼₖ², βⱼₖ the differences, because 20,000 people do not identify seven offsets. A township
///    whose total of deaths alone is known keeps the shape of the county.
/// 4. *Benchmark.* One factor for each sex and broad age, so that exposure times rate sums to the county's deaths.
///    Townships without deaths data stand at the county's rates and do not move with the factor.
///
/// Completeness c multiplies the exposure of its group: the same rates as D/c, but the evidence remains that of the
/// deaths counted.
///
/// - SeeAlso: Gonzaga & Schmertmann (2016); Clayton & Kaldor (1987), *Biometrics* 43, 671–681; Paule & Mandel (1982),
///   *J. Res. Natl. Bur. Stand.* 87, 377–385; MacKay (1992), *Neural Computation* 4, 415–447.
public struct TownshipMortality: Sendable {
  /// How stiff the offsets of a township are: the precision of the difference of two neighbouring ones.
  public enum Stiffness: Sendable, Hashable {
    /// Read from all townships, between the published 2 and 200.
    case pooled
    case given(Double)
  }

  /// What is known about the level of one township and sex.
  public struct Level: Sendable, Hashable {
    /// Deaths registered.
    public let deaths: Double
    /// Deaths that the shared schedule, the exposure and the completeness let one expect in the register.
    public let expected: Double
    /// Standardised mortality ratio deaths/expected; `nil` without data.
    public let rawRatio: Double?
    /// The ratio after shrinkage towards 1.
    public let ratio: Double
    /// Posterior standard deviation of the logarithm of the ratio; that of the prior without data.
    public let logDeviation: Double
  }

  /// Single ages of each broad age: 0–14, 15–59, 60–79, 80+.
  public static let broadAges = [0..<15, 15..<60, 60..<80, 80..<Int.max]
  /// Least prior variance of a level, (5%)²: no register shows that townships do not differ at all.
  public static let leastVariance = 0.05 * 0.05
  /// Prior variance, (10%)², where fewer than two townships have data.
  public static let unknownVariance = 0.1 * 0.1

  /// Multiplier of the county's death rate by township, sex and single age; exactly 1 without data.
  public let relative: [AgeSexGrid]
  /// Factor by sex and broad age (four classes) that closes on the county's deaths; 1 without data.
  public let benchmark: AgeSexGrid
  /// Schedule that all townships share, men and women; `nil` without a death.
  public let shared: [Topals?]
  /// Prior variance τ² of the level, men and women.
  public let priorVariance: [Double]
  /// Precision λ of the differences of offsets in use.
  public let precision: Double

  /// Flat `[township][sex]`.
  private let levels: [Level]
  private let fits: [Topals?]

  public func level(_ township: Int, _ sex: Sex) -> Level { levels[2 * township + sex.index] }

  /// Offsets from the shared schedule with their covariance, before the benchmark; `nil` without data.
  public func offsets(_ township: Int, _ sex: Sex) -> Topals? { fits[2 * township + sex.index] }

  /// - Parameters:
  ///   - deaths: Cells that do not overlap within a township and sex; those missing are unknown, not zero.
  ///   - exposure: Person-years by township, sex and single age, ≥ 0.
  ///   - standard: log m of the county by sex and single age, as many ages.
  ///   - countyDeaths: Deaths by sex and broad age (four classes), > 0 where anyone lives; `nil` for those of the standard.
  ///   - stiffness: Precision of the differences of offsets.
  /// - Throws: ``DemographyError/incomplete(series:missing:)`` when a number is not as described, a cell lies outside the
  ///   ages, overlaps another, or has deaths without exposure.
  public init(
    deaths: [TownshipDeaths], exposure: [AgeSexGrid], standard: AgeSexGrid, countyDeaths: AgeSexGrid? = nil,
    stiffness: Stiffness = .pooled
  ) throws(DemographyError) {
    let ages = standard.ages
    guard standard.values.allSatisfy(\.isFinite) else {
      throw .incomplete(series: "mortality of the county", missing: "finite log rates")
    }
    guard exposure.allSatisfy({ $0.ages == ages && $0.values.allSatisfy { 0 <= $0 && $0.isFinite } }) else {
      throw .incomplete(series: "exposure of townships", missing: "person-years ≥ 0 at every age of the standard")
    }
    let registers = try Self.registers(deaths, exposure: exposure, ages: ages)
    var shared: [Topals?] = []
    var priorVariance: [Double] = []
    var levels = [Level?](repeating: nil, count: registers.count)
    var problems: [Problem] = []
    for sex in Sex.allCases {
      let cells = stride(from: sex.index, to: registers.count, by: 2)
      let groups = cells.flatMap { registers[$0] }
      let schedule: Topals? =
        groups.contains { $0.deaths > 0 } ? try Topals(standard: Array(standard.row(sex)), groups: groups) : nil
      let sums = cells.map { Sums(registers[$0], rates: schedule?.logRates.map { exp($0) } ?? []) }
      let variance = Self.priorVariance(sums)
      let prior = 1 / variance
      for (cell, sum) in zip(cells, sums) {
        levels[cell] = try Self.level(sum, prior: prior)
        guard let schedule, sum.expected > 0 else { continue }
        let asPrior = sum.exposure.map { $0 * prior / sum.expected }
        problems.append(
          Problem(
            cell: cell, standard: schedule.logRates,
            groups: registers[cell] + [Topals.Group(ages: 0..<ages, deaths: prior, exposure: asPrior)]))
      }
      shared.append(schedule)
      priorVariance.append(variance)
    }
    let (fits, precision) = try Self.fit(problems, stiffness)
    var offsets = [Topals?](repeating: nil, count: registers.count)
    for (problem, fit) in zip(problems, fits) { offsets[problem.cell] = fit }
    (relative, benchmark) = try Self.benchmarked(
      offsets, exposure: exposure, standard: standard, countyDeaths: countyDeaths)
    (self.shared, self.priorVariance, self.precision) = (shared, priorVariance, precision)
    self.levels = levels.compactMap { $0 }
    self.fits = offsets
  }
}

/// One township and sex to be fitted.
private struct Problem {
  let cell: Int
  let standard: [Double]
  let groups: [Topals.Group]
}

/// Deaths and expected deaths of one register.
private struct Sums {
  var deaths = 0.0
  var expected = 0.0
  /// Exposure by single age of the groups registered.
  var exposure: [Double]

  init(_ groups: [Topals.Group], rates: [Double]) {
    exposure = [Double](repeating: 0, count: rates.count)
    guard !rates.isEmpty else { return }
    for group in groups {
      deaths += group.deaths
      for (age, years) in zip(group.ages, group.exposure) {
        exposure[age] += years
        expected += years * rates[age]
      }
    }
  }
}

extension TownshipMortality {
  /// Groups of deaths by township and sex, flat, with the exposure that the register covers; groups where nobody lives are
  /// left out.
  private static func registers(
    _ deaths: [TownshipDeaths], exposure: [AgeSexGrid], ages: Int
  ) throws(DemographyError) -> [[Topals.Group]] {
    var registers = [[Topals.Group]](repeating: [], count: 2 * exposure.count)
    for cell in deaths.sorted(by: { ($0.township, $0.age.lower) < ($1.township, $1.age.lower) }) {
      let upper = cell.age.upper ?? ages - 1
      guard exposure.indices.contains(cell.township), 0 <= cell.age.lower, cell.age.lower <= upper, upper < ages,
        0 <= cell.deaths, cell.deaths.isFinite, 0 < cell.completeness, cell.completeness <= 1
      else {
        throw .incomplete(
          series: "deaths of township \(cell.township) \(cell.sex.rawValue) \(cell.age.label)",
          missing: "a township and ages that exist, deaths ≥ 0, completeness above 0 and at most 1")
      }
      let position = 2 * cell.township + cell.sex.index
      guard (registers[position].last?.ages.upperBound ?? 0) <= cell.age.lower else {
        throw .incomplete(
          series: "deaths of township \(cell.township) \(cell.sex.rawValue) \(cell.age.label)",
          missing: "age groups that do not overlap")
      }
      let years = (cell.age.lower...upper).map { exposure[cell.township][cell.sex, $0] * cell.completeness }
      guard years.contains(where: { $0 > 0 }) else {
        if cell.deaths == 0 { continue }
        throw .incomplete(
          series: "exposure of township \(cell.township) \(cell.sex.rawValue) \(cell.age.label)",
          missing: "person-years where deaths are registered")
      }
      registers[position].append(
        Topals.Group(ages: cell.age.lower..<(upper + 1), deaths: cell.deaths, exposure: years))
    }
    return registers
  }

  /// τ² by moments.
  private static func priorVariance(_ sums: [Sums]) -> Double {
    let counted = sums.filter { $0.expected >= 1 }
    guard counted.count > 1 else { return unknownVariance }
    func scatter(_ variance: Double) -> Double {
      counted.reduce(0) { sum, one in
        let gap = one.deaths - one.expected
        return sum + gap * gap / (one.expected * (1 + variance * one.expected))
      }
    }
    let target = Double(counted.count - 1)
    guard scatter(leastVariance) > target else { return leastVariance }
    var (lower, upper) = (leastVariance, 2 * leastVariance)
    while scatter(upper) > target { (lower, upper) = (upper, 2 * upper) }
    for _ in 0..<60 {
      let middle = (lower + upper) / 2
      if scatter(middle) > target { lower = middle } else { upper = middle }
    }
    return (lower + upper) / 2
  }

  /// Posterior of the level under the prior Gamma(prior, prior).
  private static func level(_ sum: Sums, prior: Double) throws(DemographyError) -> Level {
    do {
      return Level(
        deaths: sum.deaths, expected: sum.expected, rawRatio: sum.expected > 0 ? sum.deaths / sum.expected : nil,
        ratio: (sum.deaths + prior) / (sum.expected + prior),
        logDeviation: try SpecialFunctions.trigamma(sum.deaths + prior).squareRoot())
    } catch { throw .numerical(error.description) }
  }

  /// Offsets of every township, and the precision of their differences: the fixed point by false position on a logarithmic
  /// scale, to a thousandth.
  private static func fit(
    _ problems: [Problem], _ stiffness: Stiffness
  ) throws(DemographyError) -> (fits: [Topals], precision: Double) {
    let soft = Topals.publishedPrecision
    if case .given(let precision) = stiffness { return (try fits(problems, precision, []), precision) }
    var current = try fits(problems, soft, [])
    let atSoft = pull(current, soft)
    guard atSoft > 0 else { return (current, soft) }
    let stiff = 100 * soft
    current = try fits(problems, stiff, current)
    let atStiff = pull(current, stiff)
    guard atStiff < 0 else { return (current, stiff) }
    var (lower, upper) = ((x: log(soft), pull: atSoft), (x: log(stiff), pull: atStiff))
    var precision = stiff
    for _ in 0..<30 {
      let middle = (lower.x * upper.pull - upper.x * lower.pull) / (upper.pull - lower.pull)
      precision = exp(middle)
      current = try fits(problems, precision, current)
      let there = pull(current, precision)
      if abs(there) < 0.001 { break }
      // The end that stays loses half its weight, so that both ends move (Illinois rule).
      if there > 0 {
        lower = (middle, there)
        upper.pull /= 2
      } else {
        upper = (middle, there)
        lower.pull /= 2
      }
    }
    return (current, precision)
  }

  private static func fits(
    _ problems: [Problem], _ precision: Double, _ start: [Topals]
  ) throws(DemographyError) -> [Topals] {
    var fits: [Topals] = []
    for (index, problem) in problems.enumerated() {
      fits.append(
        try Topals(
          standard: problem.standard, groups: problem.groups, precision: precision,
          start: start.isEmpty ? nil : start[index].alpha))
    }
    return fits
  }

  /// Logarithm of the precision that the fits suggest over the one that they had; 0 when they determine no difference.
  private static func pull(_ fits: [Topals], _ precision: Double) -> Double {
    // Differences that the data determine, as a number and as a sum of squares.
    var (determined, squares) = (0.0, 0.0)
    for fit in fits {
      for knot in 0..<(Topals.offsets - 1) {
        let here = knot * Topals.offsets + knot
        let next = (knot + 1) * Topals.offsets + knot + 1
        let variance = fit.covariance[here] + fit.covariance[next] - 2 * fit.covariance[here + 1]
        let difference = fit.alpha[knot + 1] - fit.alpha[knot]
        determined += max(0, 1 - precision * variance)
        squares += difference * difference
      }
    }
    guard determined > 1e-6 else { return 0 }
    return log(determined / max(squares, 1e-12)) - log(precision)
  }

  private static func benchmarked(
    _ offsets: [Topals?], exposure: [AgeSexGrid], standard: AgeSexGrid, countyDeaths: AgeSexGrid?
  ) throws(DemographyError) -> (relative: [AgeSexGrid], factors: AgeSexGrid) {
    let ages = standard.ages
    precondition(countyDeaths == nil || countyDeaths?.ages == broadAges.count)
    var relative = [AgeSexGrid](
      repeating: AgeSexGrid(male: [Double](repeating: 1, count: ages), female: [Double](repeating: 1, count: ages)),
      count: exposure.count)
    let ones = [Double](repeating: 1, count: broadAges.count)
    var factors = AgeSexGrid(male: ones, female: ones)
    for sex in Sex.allCases {
      for township in exposure.indices {
        guard let offset = offsets[2 * township + sex.index] else { continue }
        let curve = Topals.curve(offset.alpha, ages: ages)
        for age in 0..<ages { relative[township][sex, age] = exp(curve[age]) }
      }
      for (band, range) in broadAges.enumerated() {
        let range = range.clamped(to: 0..<ages)
        // Deaths by the standard of townships with and without data, and those by the fit.
        var (withData, without, fitted) = (0.0, 0.0, 0.0)
        for township in exposure.indices {
          let hasData = offsets[2 * township + sex.index] != nil
          for age in range {
            let deaths = exposure[township][sex, age] * exp(standard[sex, age])
            if hasData { withData += deaths } else { without += deaths }
            if hasData { fitted += deaths * relative[township][sex, age] }
          }
        }
        var level = 1.0
        if let given = countyDeaths?[sex, band], withData + without > 0 {
          level = given / (withData + without)
          guard 0 < level, level.isFinite else {
            throw .incomplete(
              series: "county deaths \(sex.rawValue) \(range.lowerBound)+", missing: "a number above 0")
          }
        }
        let factor = fitted > 0 ? level * withData / fitted : level
        factors[sex, band] = factor
        for township in exposure.indices {
          let own = offsets[2 * township + sex.index] == nil ? level : factor
          for age in range { relative[township][sex, age] *= own }
        }
      }
    }
    return (relative, factors)
  }
}
