/// What the futures say of one number: mean and quantiles (definition 7 of Hyndman and Fan, 1996, *The American Statistician*
/// 50, 361–365). A run without draws has one value, and all are equal.
public struct Summary: Sendable, Hashable {
  public static let names = ["mean", "p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5"]
  public static let probabilities = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975]

  /// `nil` when some futures have no value.
  public let mean: Double?
  /// In the order of ``probabilities``; a quantile that falls among futures without a value has none.
  public let quantiles: [Double?]
  /// Share of futures that have a value.
  public let present: Double

  /// One value, or none.
  public init(_ value: Double?) {
    mean = value
    quantiles = [Double?](repeating: value, count: Self.probabilities.count)
    present = value == nil ? 0 : 1
  }

  /// Values of all futures; NaN stands for none, and counts as later or larger than all others.
  public init(_ values: [Double]) {
    let sorted = values.filter { !$0.isNaN }.sorted()
    let count = values.count
    present = count > 0 ? Double(sorted.count) / Double(count) : 0
    mean = sorted.count == count && count > 0 ? sorted.reduce(0, +) / Double(count) : nil
    quantiles = Self.probabilities.map { probability in
      guard count > 0 else { return nil }
      let rank = probability * Double(count - 1)
      let low = Int(rank)
      guard low < sorted.count else { return nil }
      let share = rank - Double(low)
      guard share > 0 else { return sorted[low] }
      guard low + 1 < sorted.count else { return nil }
      return sorted[low] + share * (sorted[low + 1] - sorted[low])
    }
  }

  public var all: [Double?] { [mean] + quantiles }
  public var p10: Double? { quantiles[1] }
  public var p50: Double? { quantiles[3] }
  public var p90: Double? { quantiles[5] }
  /// Whether no future has anything but zero or no value.
  public var isNothing: Bool { present == 0 || (mean == 0 && quantiles.allSatisfy { $0 == 0 }) }
}
