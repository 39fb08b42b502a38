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
    let root = exp(log(level) / Double(taper.count - 1))
    return [Double](unsafeUninitializedCapacity: ages) { factors, count in
      for age in 0..<ages { factors[age] = step(factors, age, level, one: 1, root: root, *) }
      count = ages
    }
  }

  /// The same for eight futures.
  static func factors(_ level: Lanes, ages: Int = SingleYearMortality.ages) -> [Lanes] {
    [Lanes](unsafeUninitializedCapacity: ages) { factors, count in
      if let start = factors.baseAddress { fill(start, level, ages: ages) }
      count = ages
    }
  }

  /// The same, into memory of the caller.
  static func fill(_ factors: UnsafeMutablePointer<Lanes>, _ level: Lanes, ages: Int) {
    let width = Double(taper.count - 1)
    let root = level.map { exp(log($0) / width) }
    let all = UnsafeMutableBufferPointer(start: factors, count: ages)
    for age in 0..<ages { all[age] = step(all, age, level, one: Lanes(repeating: 1), root: root, *) }
  }

  /// One root, then products: a power at each age would cost an ensemble twenty logarithms and exponentials a lane.
  @inline(__always)
  private static func step<Value>(
    _ factors: UnsafeMutableBufferPointer<Value>, _ age: Int, _ level: Value, one: Value, root: Value,
    _ times: (Value, Value) -> Value
  ) -> Value {
    if age <= taper.lowerBound { return one }
    return age < taper.upperBound ? times(factors[age - 1], root) : level
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
