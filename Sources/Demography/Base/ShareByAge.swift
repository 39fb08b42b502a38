/// A place's share of the county by single age, between broad ages of which its persons are known.
///
/// Of all shares s(x) that leave the known persons, the one whose neighbouring ages differ least:
///
///     min Σ (s(x+1) − s(x))²   with   Σ{C(x)·s(x) : x in b} = m(b)   for every broad age b,   s ≥ 0,
///
/// where C(x) are the county's persons. While no share reaches zero, s(x+1) − 2·s(x) + s(x−1) = −λ(b)·C(x) within a broad age
/// and the share is level at both ends of life. So it bends one way within a broad age: it is monotone in the first and the
/// last, and throughout where the margins are; its steepest step lies at a boundary or inside a middle group. The solution is
/// linear in the margins with the same coefficients for every place. Shares of all places therefore sum to 1 at every age
/// without being made to, equal structures give a constant share, and a zone's share is the sum of its townships'.
///
/// - SeeAlso: Tobler (1979), *Journal of the American Statistical Association* 74, 519–530 (smooth interpolation that keeps
///   the sums of areas); Boneva, Kendall & Stefanov (1971), *JRSS B* 33, 1–71 (the histospline).
struct ShareByAge {
  /// Persons of the county by age, relative to all.
  private let county: [Double]
  /// Broad ages with anybody in them.
  private let bands: [Range<Int>]
  private let all: Double

  init(county: [Double], bands: [Range<Int>]) {
    all = county.reduce(0, +)
    let all = all
    self.county = county.map { all > 0 ? $0 / all : 0 }
    self.bands = bands.filter { band in county[band].contains { $0 > 0 } }
  }

  /// Shares by age of places that together are the county.
  ///
  /// - Parameter persons: Of every place by broad age, as many as the struct was made with groups that anybody is in.
  /// - Returns: `[place][age]`; sums over places may miss 1 where a share was held at zero.
  func curves(_ persons: [[Double]]) -> [[Double]] {
    guard all > 0 else { return persons.map { _ in county } }
    let margins = persons.map { $0.map { $0 / all } }
    let basis = bands.indices.map { band in free(bands.indices.map { $0 == band ? 1 : 0 }) }
    var curves = margins.map { margin in
      county.indices.map { age in zip(basis, margin).reduce(0) { $0 + $1.0[age] * $1.1 } }
    }
    let low = curves.indices.filter { place in curves[place].contains { $0 < 0 } }
    guard !low.isEmpty else { return curves }
    for place in low { curves[place] = held(margins[place]) }
    // The others give way in proportion to their size: what is shared out has no persons in any broad age.
    let others = curves.indices.filter { !low.contains($0) }
    let weight = others.reduce(0) { $0 + margins[$1].reduce(0, +) }
    for age in county.indices where weight > 0 {
      let excess = curves.reduce(-1) { $0 + $1[age] }
      for place in others { curves[place][age] -= excess * margins[place].reduce(0, +) / weight }
    }
    return curves
  }

  /// The solution without the bound at zero: s(x) = a − Σ λ(b)·G(b, x), with G the county's persons of b summed up twice.
  private func free(_ margin: [Double]) -> [Double] {
    let twice = bands.map { band -> [Double] in
      var (slope, value) = (0.0, 0.0)
      return county.indices.map { age in
        defer {
          slope += band.contains(age) ? county[age] : 0
          value += slope
        }
        return value
      }
    }
    let size = bands.count + 1
    // Each group's persons, and a level share at the last age.
    var rows = bands.enumerated().map { index, band -> [Double] in
      [band.reduce(0) { $0 + county[$1] }]
        + twice.map { curve in -band.reduce(0) { $0 + county[$1] * curve[$1] } } + [margin[index]]
    }
    rows.append([0] + bands.map { band in band.reduce(0) { $0 + county[$1] } } + [0])
    let solution = Self.solve(&rows, size: size)
    return county.indices.map { age in
      bands.indices.reduce(solution[0]) { $0 - solution[1 + $1] * twice[$1][age] }
    }
  }

  /// The solution of a place whose free one falls below zero, by a primal active set: the iterate always meets the margins.
  private func held(_ margin: [Double]) -> [Double] {
    var share = [Double](repeating: 0, count: county.count)
    var isNobody = share.map { _ in false }
    for (index, band) in bands.enumerated() {
      let persons = band.reduce(0) { $0 + county[$1] }
      for age in band {
        share[age] = margin[index] / persons
        isNobody[age] = margin[index] <= 0
      }
    }
    var isHeld = isNobody
    for _ in 0..<(20 * county.count) {
      let (wanted, multipliers) = bounded(margin, isHeld)
      var (step, blocking) = (1.0, -1)
      for age in county.indices where !isHeld[age] && wanted[age] < 0 {
        let reach = share[age] / (share[age] - wanted[age])
        if reach < step { (step, blocking) = (reach, age) }
      }
      for age in county.indices { share[age] = max(0, share[age] + step * (wanted[age] - share[age])) }
      if blocking >= 0 {
        share[blocking] = 0
        isHeld[blocking] = true
        continue
      }
      let scale = multipliers.reduce(0) { max($0, abs($1)) }
      guard
        let released = county.indices.filter({ isHeld[$0] && !isNobody[$0] && multipliers[$0] < -1e-9 * scale })
          .min(by: { multipliers[$0] < multipliers[$1] })
      else { break }
      isHeld[released] = false
    }
    return share
  }

  /// The smoothest share that is zero at some ages, with the pull that holds each of them there.
  private func bounded(_ margin: [Double], _ isHeld: [Bool]) -> (share: [Double], multipliers: [Double]) {
    let ages = county.count
    guard isHeld.contains(true) else { return (free(margin), [Double](repeating: 0, count: ages)) }
    let open = bands.indices.filter { band in bands[band].contains { !isHeld[$0] && county[$0] > 0 } }
    // K·s = right-hand side on the ages that are not held, K the matrix of Σ (s(x+1) − s(x))²: a tridiagonal sweep.
    func solved(_ right: (Int) -> Double) -> [Double] {
      var upper = [Double](repeating: 0, count: ages)
      var value = upper
      for age in 0..<ages where !isHeld[age] {
        let linked = age > 0 && !isHeld[age - 1]
        let pivot = Double((age > 0 ? 1 : 0) + (age < ages - 1 ? 1 : 0)) - (linked ? upper[age - 1] : 0)
        upper[age] = 1 / pivot
        value[age] = (right(age) + (linked ? value[age - 1] : 0)) / pivot
      }
      for age in (0..<(ages - 1)).reversed() where !isHeld[age] && !isHeld[age + 1] {
        value[age] += upper[age] * value[age + 1]
      }
      return value
    }
    let responses = open.map { band in solved { bands[band].contains($0) ? county[$0] : 0 } }
    var rows = open.map { band in
      responses.map { response in bands[band].reduce(0) { $0 + county[$1] * response[$1] } } + [margin[band]]
    }
    let factors = Self.solve(&rows, size: open.count)
    let share = county.indices.map { age in zip(factors, responses).reduce(0) { $0 + $1.0 * $1.1[age] } }
    let multipliers = county.indices.map { age -> Double in
      guard isHeld[age] else { return 0 }
      let pull = zip(open, factors).reduce(0) { $0 + (bands[$1.0].contains(age) ? $1.1 * county[age] : 0) }
      let bend =
        (age > 0 ? share[age] - share[age - 1] : 0) + (age < ages - 1 ? share[age] - share[age + 1] : 0)
      return bend - pull
    }
    return (share, multipliers)
  }

  /// Gauss–Jordan elimination with row exchange; the last column is the right-hand side.
  private static func solve(_ rows: inout [[Double]], size: Int) -> [Double] {
    for column in 0..<size {
      let pivot = (column..<size).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      guard rows[column][column] != 0 else { continue }
      for row in 0..<size where row != column {
        let factor = rows[row][column] / rows[column][column]
        for cell in column...size { rows[row][cell] -= factor * rows[column][cell] }
      }
    }
    return (0..<size).map { rows[$0][$0] == 0 ? 0 : rows[$0][size] / rows[$0][$0] }
  }
}
