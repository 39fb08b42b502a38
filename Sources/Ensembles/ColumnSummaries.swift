/// Summaries of columns of one length, one after another, in working space that is made once.
struct ColumnSummaries {
  private let plan: RankPlan
  private var found: [Double]
  private var selection: QuantileSelection

  init(count: Int) {
    plan = RankPlan(count: count)
    found = [Double](repeating: 0, count: plan.ranks.count)
    selection = QuantileSelection(count: count)
  }

  /// - Parameter column: The number of every future, in their order; NaN stands for none.
  mutating func summary(_ column: UnsafeBufferPointer<Double>) -> Summary {
    let sum = selection.select(column, ranks: plan.ranks, into: &found)
    return sum.isNaN ? Summary(Array(column)) : Summary(sum: sum, plan: plan, ranked: found)
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
