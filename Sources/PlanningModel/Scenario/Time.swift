/// A calendar year. Populations stand at 1 November (the census date), facility stocks and targets at 31 December;
/// flows of year *t* run from *t*−1 to *t*.
public struct Year: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let value: Int

  public init(_ value: Int) { self.value = value }

  public static func < (a: Year, b: Year) -> Bool { a.value < b.value }
  public static func + (year: Year, steps: Int) -> Year { Year(year.value + steps) }
  public static func - (a: Year, b: Year) -> Int { a.value - b.value }
  public var description: String { "\(value)" }
}

/// The years that a scenario covers, first (base) and last included.
public struct Horizon: Sendable, Hashable {
  public let start: Year
  public let end: Year

  /// - Precondition: `start` is before `end`.
  public init(start: Year, end: Year) {
    precondition(start < end)
    self.start = start
    self.end = end
  }

  /// Number of years, the base year included.
  public var count: Int { end - start + 1 }
  public var years: [Year] { (0..<count).map { start + $0 } }
  /// Position of a year inside the horizon, `nil` outside.
  public func index(of year: Year) -> Int? { start <= year && year <= end ? year - start : nil }
}

/// A number over the years: linear between the given years, constant outside them.
public struct YearPath: Sendable, Hashable {
  /// Points in ascending order of year, never empty.
  public let points: [Point]

  public struct Point: Sendable, Hashable {
    public let year: Year
    public let value: Double
    public init(year: Year, value: Double) {
      self.year = year
      self.value = value
    }
  }

  /// A constant.
  public init(_ constant: Double) { points = [Point(year: Year(0), value: constant)] }

  /// A path through points; they are sorted, the last of a repeated year wins. `nil` when empty.
  public init?(points: [Point]) {
    guard !points.isEmpty else { return nil }
    if zip(points, points.dropFirst()).allSatisfy({ $0.year < $1.year }) {
      self.points = points
      return
    }
    var latest: [Year: Double] = [:]
    for point in points { latest[point.year] = point.value }
    self.points = latest.keys.sorted().map { Point(year: $0, value: latest[$0] ?? 0) }
  }

  public var isConstant: Bool { points.allSatisfy { $0.value == points[0].value } }

  public func value(in year: Year) -> Double {
    guard let first = points.first, let last = points.last else { return 0 }
    if year <= first.year { return first.value }
    if year >= last.year { return last.value }
    let upper = points.firstIndex { $0.year >= year } ?? points.count - 1
    let (a, b) = (points[upper - 1], points[upper])
    let share = Double(year - a.year) / Double(b.year - a.year)
    return a.value + (b.value - a.value) * share
  }
}

extension Year {
  /// 1 November as a fraction of the year: populations of year *t* stand at *t* + 10/12.
  public static let censusFraction = 10.0 / 12

  /// The moment at which the population of the year stands, in decimal years.
  public var censusTime: Double { Double(value) + Year.censusFraction }

  /// The middle of the flows of the year, which run from the census date of the year before to its own.
  public var flowMiddle: Double { censusTime - 0.5 }
}
