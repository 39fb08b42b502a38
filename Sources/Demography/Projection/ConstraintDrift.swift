internal import Glibc
internal import PlanningModel

extension ConstraintReport {
  /// How far the factor is from 1 on the way to its bound, on the logarithmic scale: 0 where nothing is scaled, 1 at the
  /// bound.
  public var strain: Double {
    let bounds = event == .births || event == .deaths ? YearConstraint.cap : YearConstraint.migrationCap
    return abs(log(factor)) / log(bounds.upperBound)
  }

  /// Fewest years in which a trend can be seen.
  static let fewestYears = 4

  /// Rise of ``strain`` over the years along its least-squares line; `nil` with fewer than four years.
  ///
  /// A factor that moves away from 1 year by year says that the rates and the wish tell different stories.
  ///
  /// - Parameter rows: Of one event, in order of years.
  public static func drift(_ rows: [ConstraintReport]) -> Double? {
    guard rows.count >= fewestYears, let first = rows.first, let last = rows.last else { return nil }
    let years = rows.map { Double($0.year.value) }
    let (x, y) = (
      years.reduce(0, +) / Double(rows.count), rows.reduce(0) { $0 + $1.strain } / Double(rows.count)
    )
    let covariance = zip(years, rows).reduce(0) { $0 + ($1.0 - x) * ($1.1.strain - y) }
    let variance = years.reduce(0) { $0 + ($1 - x) * ($1 - x) }
    return covariance / variance * Double(last.year - first.year)
  }
}
