/// What can go wrong in the demographic room; the caller turns it into words.
public enum DemographyError: Error, Sendable, Hashable {
  /// An input series lacks an age, a year or a sex.
  case incomplete(series: String, missing: String)
  /// Margins of a table to be raked do not agree.
  case inconsistentMargins(first: Double, second: Double)
  /// Raking did not converge: the structural zeros leave no solution.
  case notConverged(gap: Double)
  /// A numerical method of the library failed.
  case numerical(String)
  /// An accounting identity does not close.
  case unbalanced(identity: String, gap: Double)
}
