/// Iterative proportional fitting of a table to row and column totals (比例迭代).
///
/// - SeeAlso: Deming & Stephan (1940), *Annals of Mathematical Statistics* 11, 427–444.
public enum Raking {
  /// The table nearest to the seed (in relative entropy) with the given margins; zeros of the seed stay zero.
  ///
  /// - Parameters:
  ///   - seed: Non-negative numbers, `[row][column]` flat.
  ///   - rows: Row totals, ≥ 0.
  ///   - columns: Column totals, ≥ 0, with the same sum as `rows` to `tolerance`.
  ///   - tolerance: Largest gap of a margin, relative to the table's total.
  /// - Throws: ``DemographyError/inconsistentMargins(first:second:)`` with both sums, or
  ///   ``DemographyError/notConverged(gap:)`` when the zeros of the seed allow no solution.
  public static func fit(
    seed: [Double], rows: [Double], columns: [Double], tolerance: Double = 1e-12
  ) throws(DemographyError) -> [Double] {
    let (rowSum, columnSum) = (rows.reduce(0, +), columns.reduce(0, +))
    guard seed.count == rows.count * columns.count, (rows + columns + seed).allSatisfy({ $0 >= 0 && $0.isFinite }),
      abs(rowSum - columnSum) <= 1e-9 * max(1, rowSum)
    else { throw .inconsistentMargins(first: rowSum, second: columnSum) }
    let width = columns.count
    var table = seed
    var gap = Double.infinity
    for _ in 0..<1000 {
      for row in rows.indices {
        let sum = table[(row * width)..<((row + 1) * width)].reduce(0, +)
        let factor = sum > 0 ? rows[row] / sum : 0
        for column in 0..<width { table[row * width + column] *= factor }
      }
      gap = 0
      for column in 0..<width {
        let sum = rows.indices.reduce(0) { $0 + table[$1 * width + column] }
        gap = max(gap, abs(sum - columns[column]))
        let factor = sum > 0 ? columns[column] / sum : 0
        for row in rows.indices { table[row * width + column] *= factor }
      }
      for row in rows.indices {
        gap = max(gap, abs(table[(row * width)..<((row + 1) * width)].reduce(0, +) - rows[row]))
      }
      if gap <= tolerance * max(1, rowSum) { return table }
    }
    throw .notConverged(gap: gap)
  }
}
