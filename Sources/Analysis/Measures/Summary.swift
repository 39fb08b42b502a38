internal import Simulation

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

/// Drawn numbers by future and position, summarised column by column.
public struct DrawnMatrix: Sendable {
  private let futures: [[Double]]

  /// - Precondition: every future has the same count.
  public init(_ futures: [[Double]]) { self.futures = futures }

  /// Summaries of every position, on several threads; they do not depend on how many.
  public func summaries(jobs: Int) -> [Summary] {
    let count = futures.first?.count ?? 0
    let block = 64
    let blocks = OrderedParallel.map((count + block - 1) / block, jobs: jobs) { index in
      summaries(index * block..<min(count, (index + 1) * block))
    }
    return blocks.flatMap { $0 }
  }

  /// A few neighbouring positions are gathered side by side first, so that memory is read in runs.
  private func summaries(_ cells: Range<Int>) -> [Summary] {
    let draws = futures.count
    var columns = [Double](repeating: 0, count: cells.count * draws)
    columns.withUnsafeMutableBufferPointer { columns in
      for (draw, future) in futures.enumerated() {
        future.withUnsafeBufferPointer { future in
          for (offset, cell) in cells.enumerated() { columns[offset * draws + draw] = future[cell] }
        }
      }
    }
    let plan = RankPlan(count: draws)
    var found = [Double](repeating: 0, count: plan.ranks.count)
    var selection = QuantileSelection(count: draws)
    return columns.withUnsafeBufferPointer { columns in
      cells.indices.map { cell in
        let offset = (cell - cells.lowerBound) * draws
        let column = UnsafeBufferPointer(rebasing: columns[offset..<(offset + draws)])
        let sum = selection.select(column, ranks: plan.ranks, into: &found)
        return sum.isNaN ? Summary(Array(column)) : Summary(sum: sum, plan: plan, ranked: found)
      }
    }
  }
}

/// The order statistics that definition 7 needs for a number of futures.
struct RankPlan {
  let count: Int
  /// Ascending, each once.
  let ranks: [Int]
  /// For each probability the positions in `ranks` of its two neighbours and the share of the upper one.
  let neighbours: [(low: Int, high: Int, share: Double)]

  init(count: Int) {
    let wanted = Summary.probabilities.map { probability -> (Int, Int, Double) in
      let rank = probability * Double(count - 1)
      let low = Int(rank)
      return (low, min(low + 1, count - 1), rank - Double(low))
    }
    let ranks = Set(wanted.flatMap { [$0.0, $0.1] }).sorted()
    self.count = count
    self.ranks = ranks
    neighbours = wanted.map { low, high, share in
      (ranks.firstIndex(of: low) ?? 0, ranks.firstIndex(of: high) ?? 0, share)
    }
  }
}

extension Summary {
  /// From the sum and the order statistics of a plan; every future has a value.
  init(sum: Double, plan: RankPlan, ranked: [Double]) {
    present = 1
    mean = sum / Double(plan.count)
    quantiles = plan.neighbours.map { low, high, share in
      share > 0 ? ranked[low] + share * (ranked[high] - ranked[low]) : ranked[low]
    }
  }
}
