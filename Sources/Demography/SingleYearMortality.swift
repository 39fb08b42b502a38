internal import GSL
internal import Glibc
public import PlanningModel

/// Death rates by single year of age, 0 to the open age, made from abridged ones.
///
/// The cumulative hazard −ln l(x) of the abridged table is interpolated by Steffen's monotone cubic, so the survivors at
/// every abridged age are kept exactly. Above age 100 Kannisto's logistic law, fitted to the hazards at 80–98, closes the
/// table.
///
/// - SeeAlso: Thatcher, Kannisto & Vaupel (1998), *The Force of Mortality at Ages 80 to 120*.
public enum SingleYearMortality {
  /// First age of the open group.
  public static let openAge = 110
  /// Number of age classes, the open one included.
  public static let ages = openAge + 1

  /// Hazards (force of mortality averaged over each year of age), ages 0…109, and at 110+.
  ///
  /// - Parameters:
  ///   - ages: First ages 0, 1, 5, 10, …, 100 (the last open).
  ///   - mx: Central death rates, > 0.
  /// - Throws: ``DemographyError/numerical(_:)`` when the rates cannot be interpolated.
  public static func hazards(ages: [Int], mx: [Double], sex: Sex) throws(DemographyError) -> [Double] {
    let table = LifeTable(ages: ages, mx: mx, ax: LifeTable.abridgedSeparation(mx, sex: sex))
    let last = ages[ages.count - 1]
    do {
      let cumulative = try Interpolation.steffen.values(
        x: ages.map(Double.init), y: table.lx.map { -log($0) }, at: (0...last).map(Double.init))
      var hazards = zip(cumulative, cumulative.dropFirst()).map { $1 - $0 }
      let fitted = 80...98
      let line = try StraightLine(
        fitting: fitted.map { Double($0) + 0.5 },
        fitted.map { age in
          let hazard = min(0.95, hazards[age])
          return log(hazard / (1 - hazard))
        })
      for age in last...openAge {
        let odds = exp(line.value(at: Double(age) + 0.5))
        hazards.append(odds / (1 + odds))
      }
      return hazards
    } catch {
      throw .numerical(error.description)
    }
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
