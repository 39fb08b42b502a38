/// The two censuses between which migration is estimated.
public enum CensusPair {
  /// Years between two censuses over which a residual can be read. Over more, the oldest cohorts that can be followed have passed
  /// into the open age group.
  public static let distances = 1...40

  /// Highest mean age, between the censuses, of a cohort whose migration is estimated; older people hardly move.
  public static let oldestMean = 65.0

  /// First ages, at the first census, of the five-year cohorts that are followed to the second.
  public static func cohorts(years: Int) -> [Int] {
    Array(stride(from: 0, through: Int(oldestMean - 2.5 - Double(years) / 2), by: 5))
  }

  /// The latest census before the base, whatever its distance; `nil` where there is none.
  public static func earlier(_ census: [CensusCount], base: Year) -> Year? {
    census.map(\.year).filter { $0 < base }.max()
  }

  /// The same, where its distance is one of ``distances``: the census that the projection reads.
  public static func used(_ census: [CensusCount], base: Year) -> Year? {
    earlier(census, base: base).flatMap { distances.contains(base - $0) ? $0 : nil }
  }
}
