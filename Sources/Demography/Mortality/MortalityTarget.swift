internal import GSL
public import PlanningModel

/// Life expectancies at birth that a projection must reach, by year and sex, and the pattern along which hazards move to
/// reach them.
///
/// A target belongs to the final table of the place, its local level included:
///
///     e0(h(x,s)·e^(−k·r(x))) = target,   solved for k,
///
/// with r the common pattern turned to the mean of the two targets. The jump-off stays what it is: a year outside the
/// horizon has no target, and its hazards are left alone.
public struct MortalityTarget: Sendable, Hashable {
  /// Life expectancies that may be asked for, years.
  public static let range = 20.0...100.0
  /// Largest difference between the target and the table's life expectancy, years.
  public static let tolerance = 1e-8

  /// Years that have targets.
  public let horizon: Horizon
  public let improvement: MortalityImprovement
  /// `[year][sex]`, years of life.
  private let values: [[Double]]

  /// - Parameters:
  ///   - horizon: Years that get a target; a path is constant outside its own points.
  ///   - male: Life expectancy at birth of men, years, 20…100.
  ///   - female: The same of women.
  ///   - improvement: Pattern of decline, for instance ``MortalitySchedule/improvement(from:to:)``.
  /// - Throws: ``DemographyError/outOfRange(quantity:value:lower:upper:)``.
  public init(
    horizon: Horizon, male: YearPath, female: YearPath, improvement: MortalityImprovement
  ) throws(DemographyError) {
    values = horizon.years.map { [male.value(in: $0), female.value(in: $0)] }
    for value in values.joined() { try Self.check(value) }
    self.horizon = horizon
    self.improvement = improvement
  }

  /// Targets of men and women in a year; `nil` outside the horizon.
  public func lifeExpectancies(in year: Year) -> [Double]? { horizon.index(of: year).map { values[$0] } }

  /// Hazards of a year moved so that both life tables have the target life expectancies; unchanged outside the horizon.
  ///
  /// - Parameter hazards: By sex and single age 0…110+, local level included.
  /// - Throws: ``DemographyError`` when a target cannot be reached along the pattern.
  public func hazards(_ hazards: AgeSexGrid, in year: Year) throws(DemographyError) -> AgeSexGrid {
    guard let targets = lifeExpectancies(in: year) else { return hazards }
    let rates = improvement.rates(lifeExpectancy: (targets[0] + targets[1]) / 2)
    var rows: [[Double]] = []
    for sex in Sex.allCases {
      let row = Array(hazards.row(sex))
      let k = try Self.scalar(hazards: row, sex: sex, rates: rates, target: targets[sex.index])
      rows.append(MortalityImprovement.moved(row, along: rates, by: k))
    }
    return AgeSexGrid(male: rows[0], female: rows[1])
  }

  /// The k for which h(x)·e^(−k·r(x)) gives a life expectancy at birth, years of decline at the pattern's pace.
  ///
  /// Life expectancy rises with k, because no rate is negative and the years lived in infancy rise as infant mortality
  /// falls; steps that double find a bracket, Brent's method the root in it.
  ///
  /// - Parameters:
  ///   - hazards: Of one sex by single age, the last one open, > 0.
  ///   - rates: Annual rates of decline at the same ages, ≥ 0.
  ///   - target: Life expectancy at birth, years, 20…100.
  /// - Returns: k, negative when the target lies below the present life expectancy.
  /// - Throws: ``DemographyError/unreachable(lifeExpectancy:)`` when no k gives the target within a factor e^±60 of the
  ///   hazards; ``DemographyError/outOfRange(quantity:value:lower:upper:)`` for a target that may not be asked for.
  public static func scalar(
    hazards: [Double], sex: Sex, rates: [Double], target: Double
  ) throws(DemographyError) -> Double {
    try check(target)
    guard hazards.count == rates.count, let steepest = rates.max(), 0 < steepest, steepest.isFinite else {
      throw .unreachable(lifeExpectancy: target)
    }
    func excess(_ k: Double) -> Double {
      SingleYearMortality.lifeExpectancy(
        hazards: MortalityImprovement.moved(hazards, along: rates, by: k), sex: sex) - target
    }
    let start = excess(0)
    guard start != 0 else { return 0 }
    let direction: Double = start < 0 ? 1 : -1
    var (near, far) = (0.0, 0.05 / steepest)
    while !(excess(direction * far) * direction >= 0) {
      (near, far) = (far, 2 * far)
      guard far * steepest <= 60 else { throw .unreachable(lifeExpectancy: target) }
    }
    let k: Double
    do {
      k = try RootFinding.brent(
        from: min(direction * near, direction * far), to: max(direction * near, direction * far), tolerance: 1e-10,
        excess)
    } catch { throw .numerical(error.description) }
    let gap = abs(excess(k))
    guard gap <= tolerance else { throw .numerical("life expectancy \(target) missed by \(gap) years") }
    return k
  }

  /// The k that goes as far towards a life expectancy as ``scalar(hazards:sex:rates:target:)`` looks for it; 0 where no rate
  /// declines.
  static func furthest(hazards: [Double], sex: Sex, rates: [Double], target: Double) -> Double {
    guard let steepest = rates.max(), steepest > 0, steepest.isFinite else { return 0 }
    let isTooLow = SingleYearMortality.lifeExpectancy(hazards: hazards, sex: sex) < target
    return (isTooLow ? 60 : -60) / steepest
  }

  private static func check(_ target: Double) throws(DemographyError) {
    guard range.contains(target) else {
      throw .outOfRange(
        quantity: "life expectancy", value: target, lower: range.lowerBound, upper: range.upperBound)
    }
  }
}
