internal import GSL
internal import Glibc
public import PlanningModel

/// Death rates by single year of age, 0 to the open age, made from abridged ones.
///
/// The first year of life stands for itself. From 1 to 94 the smoothest rates that keep every group's central rate to within
/// 2% and never fall after 40 (``CompositeLink``). From 95 on Kannisto's logistic law: its slope is fitted to the hazards at
/// 80–98, its level is that of the hazard at 94, so that it joins without a step. The rate of the open group is not used:
/// above 100 little of it is observed.
///
/// - SeeAlso: Thatcher, Kannisto & Vaupel (1998), *The Force of Mortality at Ages 80 to 120*.
public enum SingleYearMortality {
  /// First age of the open group.
  public static let openAge = 110
  /// Number of age classes, the open one included.
  public static let ages = openAge + 1

  /// First age of Kannisto's law, and the ages to which its slope is fitted.
  static let logisticAge = 95
  static let fittedAges = 80...98
  /// Hazards above it have no place on a logistic curve.
  private static let highestLogistic = 0.95

  /// Hazards (force of mortality averaged over each year of age), ages 0…109, and at 110+.
  ///
  /// - Parameters:
  ///   - ages: First ages 0, 1, 5, 10, …, 100 (the last open).
  ///   - mx: Central death rates, > 0.
  /// - Throws: ``DemographyError/incomplete(series:missing:)`` when there are other ages, or a rate is not a number above 0.
  public static func hazards(ages: [Int], mx: [Double], sex: Sex) throws(DemographyError) -> [Double] {
    let last = ages[ages.count - 1]
    guard ages.count == mx.count, ages.starts(with: [0, 1, 5]), last > fittedAges.upperBound,
      zip(ages, ages.dropFirst()).allSatisfy({ 1...5 ~= $1 - $0 }), mx.allSatisfy({ 0 < $0 && $0.isFinite })
    else {
      throw .incomplete(series: "mortality \(sex.rawValue)", missing: "rates > 0 at 0, 1–4, 5–9 … to 100+")
    }
    let link = CompositeLink(starts: Array(ages.dropFirst()), rates: Array(mx[1..<(mx.count - 1)]))
    let infant = mx[0] / (1 + (1 - LifeTable.infantSeparation(mx[0], sex: sex)) * mx[0])
    var hazards = [-log1p(-min(0.999, infant))] + link.hazards(keepingBelow: logisticAge).hazards
    func logit(_ hazard: Double) -> Double {
      let bounded = min(highestLogistic, hazard)
      return log(bounded / (1 - bounded))
    }
    let line: StraightLine
    do {
      line = try StraightLine(
        fitting: fittedAges.map(Double.init), fittedAges.map { logit(hazards[$0]) })
    } catch { throw .numerical(error.description) }
    let join = logisticAge - 1
    hazards.removeSubrange(logisticAge...)
    let start = logit(hazards[join])
    for age in logisticAge...openAge {
      let odds = exp(start + line.value(at: Double(age)) - line.value(at: Double(join)))
      hazards.append(max(hazards[age - 1], odds / (1 + odds)))
    }
    return hazards
  }

  /// Life table by single years from hazards.
  public static func lifeTable(hazards: [Double], sex: Sex) -> LifeTable {
    let last = hazards.count - 1
    var lx = [Double](repeating: 1, count: hazards.count)
    var qx = [Double](repeating: 1, count: hazards.count)
    var ax = [Double](repeating: 0.5, count: hazards.count)
    var mx = hazards
    var Lx = [Double](repeating: 0, count: hazards.count)
    for age in 0..<last {
      qx[age] = 1 - exp(-hazards[age])
      lx[age + 1] = lx[age] * (1 - qx[age])
      if age == 0 { ax[0] = infantSeparation(hazard: hazards[0], sex: sex) }
      Lx[age] = lx[age + 1] + ax[age] * (lx[age] - lx[age + 1])
      mx[age] = (lx[age] - lx[age + 1]) / Lx[age]
    }
    ax[last] = 1 / hazards[last]
    Lx[last] = lx[last] * ax[last]
    return LifeTable(ages: Array(0...last), mx: mx, ax: ax, qx: qx, lx: lx, Lx: Lx)
  }

  /// Life expectancy at birth of ``lifeTable(hazards:sex:)``, years, without building the table.
  ///
  /// - Complexity: O(ages), no allocation.
  public static func lifeExpectancy(hazards: [Double], sex: Sex) -> Double {
    let last = hazards.count - 1
    var survivors = 1.0
    var years = 0.0
    for age in 0..<last {
      let deaths = survivors * (1 - exp(-hazards[age]))
      let separation = age == 0 ? infantSeparation(hazard: hazards[0], sex: sex) : 0.5
      survivors -= deaths
      years += survivors + separation * deaths
    }
    return years + survivors / hazards[last]
  }

  /// The separation of infant deaths that belongs to a hazard: the rule asks for the central rate m₀ = q/(1 − (1 − a₀)·q), which
  /// itself contains a₀; each turn brings the pair nearer by a factor of about 2q.
  private static func infantSeparation(hazard: Double, sex: Sex) -> Double {
    let q = 1 - exp(-hazard)
    var separation = LifeTable.infantSeparation(hazard, sex: sex)
    for _ in 0..<12 { separation = LifeTable.infantSeparation(q / (1 - (1 - separation) * q), sex: sex) }
    return separation
  }
}
