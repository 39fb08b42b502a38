internal import Glibc
internal import PlanningModel

/// How a place's death rates differ from the table's: one factor from 60 on, none up to 40, a straight line of its logarithm in
/// between.
///
/// What the factor is read from are people of 65 and more; the deaths of children and of those at work say nothing of it.
///
///     m(x) = table(x) · levelˢ,   s = 0 to 40, (x − 40)/20 between, 1 from 60
public enum MortalityLevel {
  /// The last age at the table's rates, and the first at the whole level.
  public static let taper = 40...60

  /// Multiple of the table's rate by single age, 0 to the open one.
  ///
  /// - Parameter level: > 0.
  public static func factors(_ level: Double, ages: Int = SingleYearMortality.ages) -> [Double] {
    steps(level, one: 1, root: exp(log(level) / Double(taper.count - 1)), ages: ages, *)
  }

  /// The same for eight futures.
  static func factors(_ level: Lanes, ages: Int = SingleYearMortality.ages) -> [Lanes] {
    let width = Double(taper.count - 1)
    return steps(level, one: Lanes(repeating: 1), root: level.map { exp(log($0) / width) }, ages: ages, *)
  }

  /// One root, then products: a power at each age would cost an ensemble twenty logarithms and exponentials a lane.
  private static func steps<Value>(
    _ level: Value, one: Value, root: Value, ages: Int, _ times: (Value, Value) -> Value
  ) -> [Value] {
    var factors = [Value](repeating: one, count: ages)
    for age in 0..<ages where age > taper.lowerBound {
      factors[age] = age < taper.upperBound ? times(factors[age - 1], root) : level
    }
    return factors
  }
}

extension AgeSexGrid {
  /// Death rates or hazards by single age at a level by sex.
  public func atLevel(_ level: [Double]) -> AgeSexGrid {
    var grid = self
    for sex in Sex.allCases {
      for (age, factor) in MortalityLevel.factors(level[sex.index], ages: ages).enumerated() {
        grid[sex, age] *= factor
      }
    }
    return grid
  }
}
