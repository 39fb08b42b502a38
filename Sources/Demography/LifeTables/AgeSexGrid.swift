public import PlanningModel

/// Persons (or events, or rates) by sex and age class: flat storage `[sex][age]`, men first.
///
/// Ages are classes of equal width, the last one open; the width is that of the projection step.
public struct AgeSexGrid: Sendable, Hashable {
  public let ages: Int
  public var values: [Double]

  /// A grid of zeros.
  public init(ages: Int) {
    self.ages = ages
    values = [Double](repeating: 0, count: 2 * ages)
  }

  /// Values `[sex][age]`, men first.
  init(ages: Int, values: [Double]) {
    self.ages = ages
    self.values = values
  }

  /// - Precondition: both arrays have the same count.
  public init(male: [Double], female: [Double]) {
    precondition(male.count == female.count)
    ages = male.count
    values = male + female
  }

  public subscript(sex: Sex, age: Int) -> Double {
    get { values[sex.index * ages + age] }
    set { values[sex.index * ages + age] = newValue }
  }

  public var total: Double { values.reduce(0, +) }

  public func row(_ sex: Sex) -> ArraySlice<Double> { values[(sex.index * ages)..<((sex.index + 1) * ages)] }

  /// Sum over both sexes of the classes from `age` on.
  public func sum(from age: Int) -> Double {
    Sex.allCases.reduce(0) { $0 + row($1).dropFirst(age).reduce(0, +) }
  }

  /// Sum of one sex over the classes `lower...upper`, or from `lower` on when `upper` is `nil`.
  public func sum(_ sex: Sex, _ lower: Int, _ upper: Int?) -> Double {
    let end = min(upper ?? ages - 1, ages - 1)
    guard lower <= end else { return 0 }
    return (lower...end).reduce(0) { $0 + self[sex, $1] }
  }

  public static func += (a: inout AgeSexGrid, b: AgeSexGrid) {
    for index in a.values.indices { a.values[index] += b.values[index] }
  }
}
