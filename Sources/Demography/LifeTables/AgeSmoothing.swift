/// Graduation of a series over single ages.
public enum AgeSmoothing {
  /// Whittaker–Henderson graduation of second order:
  ///
  ///     min Σ (z(x) − y(x))² + λ Σ (z(x+2) − 2·z(x+1) + z(x))²
  ///
  /// Straight lines, the sum and the first moment are kept. With λ = 100 a wave of ten years of age keeps 6% of its
  /// height and one of twenty years about half, so the steps of five-year groups disappear and the shape stays.
  ///
  /// - Parameters:
  ///   - values: One value an age, at equal distances.
  ///   - penalty: λ ≥ 0; 0 changes nothing.
  /// - Complexity: O(ages): the normal equations have five diagonals.
  /// - SeeAlso: E. T. Whittaker (1923), *Proceedings of the Edinburgh Mathematical Society* 41, 63–75; R. Henderson
  ///   (1924), *Transactions of the Actuarial Society of America* 25, 29–40.
  public static func whittaker(_ values: [Double], penalty: Double) -> [Double] {
    let count = values.count
    guard count > 2, penalty > 0 else { return values }
    var diagonal = [Double](repeating: 1, count: count)
    var first = [Double](repeating: 0, count: count)
    var second = [Double](repeating: 0, count: count)
    for row in 0..<(count - 2) {
      diagonal[row] += penalty
      diagonal[row + 1] += 4 * penalty
      diagonal[row + 2] += penalty
      first[row] -= 2 * penalty
      first[row + 1] -= 2 * penalty
      second[row] += penalty
    }
    // A = L·D·Lᵀ with a unit lower triangle of two subdiagonals, then forward and backward substitution.
    var result = values
    for row in 0..<count {
      if row > 1 { diagonal[row] -= second[row - 2] * second[row - 2] * diagonal[row - 2] }
      if row > 0 {
        diagonal[row] -= first[row - 1] * first[row - 1] * diagonal[row - 1]
        first[row] -= second[row - 1] * first[row - 1] * diagonal[row - 1]
        result[row] -= first[row - 1] * result[row - 1]
      }
      if row > 1 { result[row] -= second[row - 2] * result[row - 2] }
      first[row] /= diagonal[row]
      second[row] /= diagonal[row]
    }
    for row in stride(from: count - 1, through: 0, by: -1) {
      result[row] /= diagonal[row]
      if row + 1 < count { result[row] -= first[row] * result[row + 1] }
      if row + 2 < count { result[row] -= second[row] * result[row + 2] }
    }
    return result
  }
}
