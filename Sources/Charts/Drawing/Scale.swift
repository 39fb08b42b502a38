internal import PlainText

/// A linear scale with round ticks.
struct Scale {
  let ticks: [Double]
  let low: Double
  let high: Double
  private let from: Double
  private let to: Double

  /// - Parameters:
  ///   - from: Position of `low` on the page, likewise `to` of `high`.
  ///   - count: About how many intervals.
  ///   - isInteger: Whether only whole steps are lawful (beds, people, projects).
  init(_ values: [Double], includesZero: Bool, from: Double, to: Double, count: Int = 5, isInteger: Bool = false) {
    let finite = values.filter(\.isFinite)
    var low = finite.min() ?? 0
    var high = finite.max() ?? 1
    if includesZero {
      low = min(0, low)
      high = max(0, high)
    }
    if low == high { high = low + (isInteger ? 5 : 1) }
    var step = Scale.niceStep((high - low) / Double(count))
    if isInteger { step = max(1, step.rounded(.up)) }
    let first = (low / step + 1e-9).rounded(.down)
    let last = (high / step - 1e-9).rounded(.up)
    ticks = stride(from: first, through: last, by: 1).map { $0 * step }
    self.low = first * step
    self.high = last * step
    self.from = from
    self.to = to
  }

  /// A horizontal scale whose tick labels keep a gap: fewer ticks where numbers are long.
  static func spaced(
    _ values: [Double], includesZero: Bool = true, from: Double, to: Double, isInteger: Bool = false
  ) -> Scale {
    var scale = Scale(values, includesZero: includesZero, from: from, to: to, isInteger: isInteger)
    for count in [4, 3, 2, 1] where !scale.hasRoomForLabels {
      scale = Scale(values, includesZero: includesZero, from: from, to: to, count: count, isInteger: isInteger)
    }
    return scale
  }

  /// Whether the labels under the ticks stand at least a digit apart.
  private var hasRoomForLabels: Bool {
    let decimals = NumberFormat.decimals(for: ticks)
    let spans = ticks.map { tick -> (Double, Double) in
      let half = TextMetrics.width(NumberFormat.text(tick, decimals: decimals), size: 12) / 2
      return (position(tick) - half, position(tick) + half)
    }
    return zip(spans, spans.dropFirst()).allSatisfy { $0.1 + 8 <= $1.0 }
  }

  func position(_ value: Double) -> Double { from + (min(max(value, low), high) - low) / (high - low) * (to - from) }

  /// Nearest of 1, 2, 2.5, 5 × 10ᵏ at or above a raw step.
  static func niceStep(_ raw: Double) -> Double {
    var power = 1.0
    while power * 10 <= raw { power *= 10 }
    while power > raw { power /= 10 }
    for factor in [1, 2, 2.5, 5] where factor * power >= raw * 0.999 { return factor * power }
    return 10 * power
  }
}

extension NumberFormat {
  /// Fewest decimals (up to two) that tell the ticks apart.
  static func decimals(for ticks: [Double]) -> Int {
    for decimals in 0...2 {
      var scale = 1.0
      for _ in 0..<decimals { scale *= 10 }
      if ticks.allSatisfy({ abs($0 * scale - ($0 * scale).rounded()) < 1e-6 * scale }) { return decimals }
    }
    return 2
  }
}

/// Places labels along a line with the least movement that keeps a gap (pool adjacent violators).
enum LabelPlacement {
  /// Positions in the order given, at least `gap` apart in the order of the wanted positions, inside `range`.
  static func spread(_ wanted: [Double], gap: Double, in range: ClosedRange<Double>) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    var blocks: [(sum: Double, count: Int)] = []
    for (rank, index) in order.enumerated() {
      blocks.append((wanted[index] - Double(rank) * gap, 1))
      while blocks.count > 1 {
        let last = blocks[blocks.count - 1]
        let before = blocks[blocks.count - 2]
        guard before.sum / Double(before.count) > last.sum / Double(last.count) else { break }
        blocks.removeLast(2)
        blocks.append((before.sum + last.sum, before.count + last.count))
      }
    }
    var placed: [Double] = []
    for block in blocks {
      for _ in 0..<block.count { placed.append(block.sum / Double(block.count) + Double(placed.count) * gap) }
    }
    if let last = placed.last, last > range.upperBound { placed = placed.map { $0 - (last - range.upperBound) } }
    if let first = placed.first, first < range.lowerBound { placed = placed.map { $0 + (range.lowerBound - first) } }
    var result = wanted
    for (rank, index) in order.enumerated() { result[index] = placed[rank] }
    return result
  }
}
