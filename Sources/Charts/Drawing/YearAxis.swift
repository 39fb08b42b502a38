/// Which years are written along an axis: as many as keep a gap.
enum YearAxis {
  static let size = 12.0
  /// Least room between two labels.
  static let gap = 9.0
  /// Steps between round years, finest first.
  static let steps = [5, 10, 20, 25, 50, 100, 200]

  /// - Parameters:
  ///   - range: Years of the axis.
  ///   - first: Years that come before the round ones, in order of importance.
  ///   - then: Years that come after them, where there is still room.
  ///   - x: Middle of a year's label.
  /// - Returns: In ascending order.
  static func labels(
    _ range: ClosedRange<Int>, first: [Int] = [], then: [Int] = [], x: (Int) -> Double
  ) -> [Int] {
    let yearly = abs(x(range.upperBound) - x(range.lowerBound)) / Double(max(1, range.count - 1))
    let width = TextMetrics.width("\(range.upperBound)", size: size)
    let step = steps.first { Double($0) * yearly >= width + gap } ?? steps[steps.count - 1]
    var shown: [Int] = []
    for year in first + range.filter({ $0 % step == 0 }) + then
    where range.contains(year) && shown.allSatisfy({ abs(x($0) - x(year)) >= width + gap }) { shown.append(year) }
    return shown.sorted()
  }
}
