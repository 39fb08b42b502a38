/// Numbers in another unit than the one that is meant.
public enum PlausibleNumber {
  /// What the author may have meant by a number that can hardly be meant: the unit in which it would be usual, with the number
  /// to write; empty when there is none.
  ///
  /// - Parameter usual: Where such numbers usually lie.
  public static func guess(_ value: Double, _ usual: ClosedRange<Double>) -> String {
    let readings: [(factor: Double, words: String)] = [
      (0.01, "是否按百分之几写的（per 100）？那样应写"), (0.001, "是否按千分之几写的（per 1000）？那样应写"),
      (0.0001, "是否应以万为单位？那样应写"), (100, "是否把百分数写成了小数（in percent）？那样应写"),
      // Chinese tables count in ten thousands far more often than in thousands.
      (10_000, "是否原数以万为单位（in 万）？那样应写"), (1000, "是否原数以千为单位？那样应写"),
    ]
    guard value != 0, value.isFinite else { return "" }
    // Dividing brings every number near zero: what comes out far below the usual size explains nothing.
    let size = max(abs(usual.lowerBound), abs(usual.upperBound))
    let meant = readings.first { reading in
      let number = value * reading.factor
      // Nobody writes the people of a county in percent.
      if size > 1_000_000, [0.01, 100].contains(reading.factor) { return false }
      return usual.contains(number) && (reading.factor > 1 || abs(number) >= size / 1000)
    }
    return meant.map { "\($0.words) \(NumberFormat.machine(value * $0.factor, decimals: 8) ?? "")" } ?? ""
  }
}
