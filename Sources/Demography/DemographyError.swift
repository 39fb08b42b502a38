/// What can go wrong in the demographic room; the caller turns it into words.
public enum DemographyError: Error, Sendable, Hashable {
  /// An input series lacks an age, a year or a sex.
  case incomplete(series: String, missing: String)
  /// A seed or a target of a table to be raked is negative or not finite, or too large to be added up; `table` is `seed`
  /// or the margin's name.
  case invalidCount(table: String, cell: Int, value: Double)
  /// Two margins of a table to be raked give different sums for the same part of the table.
  case inconsistentMargins(first: MarginPart, second: MarginPart)
  /// Raking leaves one margin cell too large (`gap` > 0) or too small (`gap` < 0), in persons: no table with the seed's
  /// zeros has these margins, or none was reached within the passes allowed. The cell named has the largest gap.
  case unmetMargin(margin: String, cell: Int, gap: Double)
  /// A numerical method of the library failed.
  case numerical(String)
  /// A number lies outside the bounds of its method.
  case outOfRange(quantity: String, value: Double, lower: Double, upper: Double)
  /// No movement along the pattern of decline gives this life expectancy at birth.
  case unreachable(lifeExpectancy: Double)
  /// A place's share of the county jumps from one age to the next, which its persons by broad age force.
  case shareJump(place: String, ages: [Int], before: Double, after: Double, others: Int)
  /// An accounting identity does not close.
  case unbalanced(identity: String, gap: Double)
}

/// Some cells of a margin, and what they add up to.
public struct MarginPart: Sendable, Hashable {
  public let margin: String
  /// In ascending order; all cells of the margin when its total is meant.
  public let cells: [Int]
  public let persons: Double

  public init(margin: String, cells: [Int], persons: Double) {
    self.margin = margin
    self.cells = cells
    self.persons = persons
  }
}
