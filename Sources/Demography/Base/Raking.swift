/// Raking: iterative proportional fitting of a table to any number of margins (比例迭代).
///
/// The result is the table nearest to the seed in relative entropy,
///
///     min Σ x·ln(x/s)   with   Σ{x(c) : g(c) = k} = t(k)   for every cell k of every margin,
///
/// hence x(c) = s(c)·Π a(g(c)), one factor a for every margin cell: odds ratios of the seed that no margin fixes are kept.
/// Each pass scales the table to one margin after the other. A zero of the seed stays zero exactly.
///
/// - SeeAlso: Deming & Stephan (1940), *Annals of Mathematical Statistics* 11, 427–444; Ireland & Kullback (1968),
///   *Biometrika* 55, 179–188 (nearest in relative entropy); Bishop, Fienberg & Holland (1975), *Discrete Multivariate
///   Analysis*, section 3.5 (any number of margins).
public enum Raking {
  /// One margin: a partition of the table's cells, with a total for each part.
  public struct Margin: Sendable, Hashable {
    public let name: String
    /// Margin cell of every cell of the table.
    public let cellGroup: [Int]
    /// Persons in every margin cell.
    public let targets: [Double]

    /// - Precondition: every group is a position of `targets`.
    public init(name: String, cellGroup: [Int], targets: [Double]) {
      precondition(cellGroup.allSatisfy(targets.indices.contains))
      self.name = name
      self.cellGroup = cellGroup
      self.targets = targets
    }

    /// A margin of a table with axes, stored flat with the last axis running fastest.
    ///
    /// For a table of townships × sexes × ages, `[townships, nil, bands]` is the margin of township by broad age, where
    /// `townships` counts 0, 1, 2, … and `bands` holds the broad age of every age.
    ///
    /// - Parameters:
    ///   - shape: Number of positions of every axis.
    ///   - classes: For every axis the class 0, 1, … of each position; `nil` where the margin sums over the axis.
    ///   - targets: Persons by classes, flat, the last axis running fastest.
    /// - Precondition: one entry of `classes` an axis, as long as the axis.
    public init(name: String, shape: [Int], classes: [[Int]?], targets: [Double]) {
      precondition(classes.count == shape.count && zip(shape, classes).allSatisfy { $1 == nil || $1?.count == $0 })
      var cellGroup = [0]
      for (size, classOf) in zip(shape, classes) {
        let width = classOf.map { ($0.max() ?? -1) + 1 } ?? 1
        cellGroup = cellGroup.flatMap { group in (0..<size).map { group * width + (classOf?[$0] ?? 0) } }
      }
      self.init(name: name, cellGroup: cellGroup, targets: targets)
    }
  }

  /// The table nearest to the seed with the given margins.
  ///
  /// Refused before the first pass: margins with different totals; margin cells that no positive seed reaches; two
  /// margins that disagree on a coarser margin which they share (or which the zeros of the seed make them share). What
  /// only three or more margins together, or the zeros within such a part, make impossible shows in passes that no
  /// longer come nearer; they end in an error as well. A table that the margins force to have more zeros than the seed
  /// is approached only as 1/passes and may be told as unmet.
  ///
  /// - Parameters:
  ///   - seed: Non-negative numbers on any scale; zeros are structural.
  ///   - margins: At least one; a margin cell of 0 empties its cells of the table. Their order does not matter.
  ///   - tolerance: Largest gap of a margin cell that is left, relative to the table's total.
  ///   - passes: The largest number of passes.
  /// - Throws: ``DemographyError/invalidCount(table:cell:value:)``,
  ///   ``DemographyError/inconsistentMargins(first:second:)`` with the names, the cells and both sums, or
  ///   ``DemographyError/unmetMargin(margin:cell:gap:)``.
  /// - Precondition: every margin groups as many cells as the seed has.
  /// - Complexity: O(passes · margins · cells).
  public static func fit(
    seed: [Double], margins: [Margin], tolerance: Double = 1e-10, passes: Int = 10_000
  ) throws(DemographyError) -> [Double] {
    precondition(!margins.isEmpty && margins.allSatisfy { $0.cellGroup.count == seed.count })
    try checkCounts(seed, of: "seed")
    for margin in margins { try checkCounts(margin.targets, of: margin.name) }
    let limit = tolerance * margins[0].targets.reduce(0, +)
    try compareTotals(margins, limit: limit)
    var table = seed
    for margin in margins {
      for (cell, group) in margin.cellGroup.enumerated() where margin.targets[group] == 0 { table[cell] = 0 }
    }
    try checkReach(table, margins)
    for (index, second) in margins.enumerated() {
      for first in margins[..<index] { try compareSharedParts(first, second, table: table, limit: limit) }
    }
    // The smallest gap of this hundred passes, and of the hundred before.
    var best = Double.infinity
    var bestBefore = Double.infinity
    var pass = 0
    while true {
      let worst = largestGap(table, margins)
      if abs(worst.gap) <= limit { return table }
      best = min(best, abs(worst.gap))
      var isStuck = false
      if pass.isMultiple(of: 100) {
        // At such a speed ten thousand passes would not take off a tenth.
        isStuck = best > 0.999 * bestBefore
        (bestBefore, best) = (best, .infinity)
      }
      guard pass < passes, !isStuck else {
        throw .unmetMargin(margin: margins[worst.margin].name, cell: worst.cell, gap: worst.gap)
      }
      for margin in margins { try scale(&table, to: margin) }
      pass += 1
    }
  }

  /// A two-way table fitted to row and column totals.
  ///
  /// - Parameters:
  ///   - seed: Non-negative numbers, `[row][column]` flat.
  ///   - rows: Row totals.
  ///   - columns: Column totals, with the same sum.
  ///   - rowsName: What errors call the rows.
  ///   - columnsName: What errors call the columns.
  /// - Throws: As ``fit(seed:margins:tolerance:passes:)``.
  /// - Precondition: as many seeds as rows times columns.
  public static func fit(
    seed: [Double], rows: [Double], columns: [Double], rowsName: String = "rows", columnsName: String = "columns",
    tolerance: Double = 1e-10
  ) throws(DemographyError) -> [Double] {
    let shape = [rows.count, columns.count]
    return try fit(
      seed: seed,
      margins: [
        Margin(name: rowsName, shape: shape, classes: [Array(rows.indices), nil], targets: rows),
        Margin(name: columnsName, shape: shape, classes: [nil, Array(columns.indices)], targets: columns),
      ], tolerance: tolerance)
  }
}

extension Raking.Margin {
  fileprivate var total: Double { targets.reduce(0, +) }

  fileprivate func sums(of table: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: targets.count)
    for (cell, group) in cellGroup.enumerated() { sums[group] += table[cell] }
    return sums
  }

  fileprivate func part(_ cells: [Int]) -> MarginPart {
    MarginPart(margin: name, cells: cells, persons: cells.reduce(0) { $0 + targets[$1] })
  }
}

extension Raking {
  private static func checkCounts(_ counts: [Double], of table: String) throws(DemographyError) {
    var sum = 0.0
    for (cell, value) in counts.enumerated() {
      sum += value
      guard value >= 0, sum.isFinite else { throw .invalidCount(table: table, cell: cell, value: value) }
    }
  }

  /// Refuses the pair of margins whose totals lie farthest apart.
  private static func compareTotals(_ margins: [Margin], limit: Double) throws(DemographyError) {
    var farthest = (gap: 0.0, first: 0, second: 0)
    for second in margins.indices {
      for first in 0..<second {
        let gap = abs(margins[first].total - margins[second].total)
        if gap > farthest.gap { farthest = (gap, first, second) }
      }
    }
    guard farthest.gap <= limit else {
      let pair = [margins[farthest.first], margins[farthest.second]].map { $0.part(Array($0.targets.indices)) }
      throw .inconsistentMargins(first: pair[0], second: pair[1])
    }
  }

  /// Refuses a margin cell with persons but without a cell of the table to hold them.
  private static func checkReach(_ table: [Double], _ margins: [Margin]) throws(DemographyError) {
    for margin in margins {
      for (cell, sum) in margin.sums(of: table).enumerated() where sum == 0 && margin.targets[cell] > 0 {
        throw .unmetMargin(margin: margin.name, cell: cell, gap: -margin.targets[cell])
      }
    }
  }

  /// Refuses two margins that disagree on the finest margin which is coarser than both: its cells are the connected
  /// parts of the graph that links a cell of one margin with a cell of the other when they share a cell of the table
  /// that is not zero.
  private static func compareSharedParts(
    _ first: Margin, _ second: Margin, table: [Double], limit: Double
  ) throws(DemographyError) {
    let offset = first.targets.count
    var parent = Array(0..<(offset + second.targets.count))
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    for (cell, value) in table.enumerated() where value > 0 {
      parent[root(first.cellGroup[cell])] = root(offset + second.cellGroup[cell])
    }
    var gaps = [Double](repeating: 0, count: parent.count)
    for (cell, target) in first.targets.enumerated() { gaps[root(cell)] += target }
    for (cell, target) in second.targets.enumerated() { gaps[root(offset + cell)] -= target }
    guard let worst = gaps.indices.max(by: { abs(gaps[$0]) < abs(gaps[$1]) }), abs(gaps[worst]) > limit else { return }
    throw .inconsistentMargins(
      first: first.part(first.targets.indices.filter { root($0) == worst }),
      second: second.part(second.targets.indices.filter { root(offset + $0) == worst }))
  }

  private static func scale(_ table: inout [Double], to margin: Margin) throws(DemographyError) {
    var factors = margin.sums(of: table)
    for (cell, sum) in factors.enumerated() {
      let factor = margin.targets[cell] == 0 ? 0 : margin.targets[cell] / sum
      // A cell that other margins drove to nothing.
      guard factor.isFinite else {
        throw .unmetMargin(margin: margin.name, cell: cell, gap: sum - margin.targets[cell])
      }
      factors[cell] = factor
    }
    for (cell, group) in margin.cellGroup.enumerated() { table[cell] *= factors[group] }
  }

  /// The margin cell farthest from its target; the gap is positive where the table has too many.
  private static func largestGap(_ table: [Double], _ margins: [Margin]) -> (margin: Int, cell: Int, gap: Double) {
    var worst = (margin: 0, cell: 0, gap: 0.0)
    for (index, margin) in margins.enumerated() {
      for (cell, sum) in margin.sums(of: table).enumerated() {
        let gap = sum - margin.targets[cell]
        if !(abs(gap) <= abs(worst.gap)) { worst = (index, cell, gap) }
      }
    }
    return worst
  }
}
