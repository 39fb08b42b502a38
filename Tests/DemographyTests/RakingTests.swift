import Demography
import Foundation
import TestSupport
import Testing

/// Raking by another road: Newton's method on the dual of the relative-entropy problem,
///
///     min over λ of  Σ s(c)·exp(Σ λ(g(c)))  −  Σ λ(k)·t(k),
///
/// which is the likelihood of the Poisson log-linear model with offset ln s. One unknown a margin cell; those that the
/// others determine are left at 0.
private enum NewtonRaking {
  static func fit(seed: [Double], margins: [Raking.Margin]) -> [Double] {
    let offsets = margins.indices.map { index in margins[..<index].reduce(0) { $0 + $1.targets.count } }
    let targets = margins.flatMap(\.targets)
    let nodes = seed.indices.map { cell in zip(offsets, margins).map { $0 + $1.cellGroup[cell] } }
    // A common factor first, so that the start is on the scale of the targets.
    let scale = margins[0].targets.reduce(0, +) / seed.reduce(0, +)
    func table(_ multipliers: [Double]) -> [Double] {
      zip(seed, nodes).map { $0 * scale * exp($1.reduce(0) { $0 + multipliers[$1] }) }
    }
    func dual(_ multipliers: [Double]) -> Double {
      table(multipliers).reduce(0, +) - zip(multipliers, targets).reduce(0) { $0 + $1.0 * $1.1 }
    }
    var multipliers = [Double](repeating: 0, count: targets.count)
    for _ in 0..<100 {
      let fitted = table(multipliers)
      var gradient = targets.map { -$0 }
      var hessian = targets.map { _ in [Double](repeating: 0, count: targets.count) }
      for (value, group) in zip(fitted, nodes) {
        for a in group {
          gradient[a] += value
          for b in group { hessian[a][b] += value }
        }
      }
      if gradient.allSatisfy({ abs($0) < 1e-13 * targets.reduce(0, +) }) { break }
      let step = solution(of: hessian, gradient.map { -$0 })
      let slope = zip(step, gradient).reduce(0) { $0 + $1.0 * $1.1 }
      var length = 1.0
      while length > 1e-6 {
        let next = zip(multipliers, step).map { $0 + length * $1 }
        if dual(next) <= dual(multipliers) + 1e-4 * length * slope + 1e-12 * abs(dual(multipliers)) { break }
        length /= 2
      }
      multipliers = zip(multipliers, step).map { $0 + length * $1 }
    }
    return table(multipliers)
  }

  /// Gaussian elimination with full pivoting of a consistent system; unknowns without a pivot are 0.
  static func solution(of matrix: [[Double]], _ right: [Double]) -> [Double] {
    var rows = zip(matrix, right).map { $0 + [$1] }
    let count = right.count
    let largest = matrix.flatMap { $0 }.reduce(0) { max($0, abs($1)) }
    var pivots: [(row: Int, column: Int)] = []
    var free = Array(0..<count)
    for row in 0..<count {
      var best = (row: row, column: -1, size: 1e-11 * largest)
      for candidate in row..<count {
        for column in free where abs(rows[candidate][column]) > best.size {
          best = (candidate, column, abs(rows[candidate][column]))
        }
      }
      guard best.column >= 0 else { break }
      rows.swapAt(row, best.row)
      free.removeAll { $0 == best.column }
      pivots.append((row, best.column))
      for other in 0..<count where other != row {
        let factor = rows[other][best.column] / rows[row][best.column]
        for column in 0...count { rows[other][column] -= factor * rows[row][column] }
      }
    }
    var solution = [Double](repeating: 0, count: count)
    for pivot in pivots { solution[pivot.column] = rows[pivot.row][count] / rows[pivot.row][pivot.column] }
    return solution
  }
}

/// Townships × sexes × ages with the three margins that a county knows: township by broad age, sex by age, township by
/// sex. The margins are those of a table that has the zeros of the seed, so they agree.
private struct ThreeWay {
  static let shape = [4, 2, 6]
  static let townships = [0, 1, 2, 3]
  static let sexes = [0, 1]
  static let ages = [0, 1, 2, 3, 4, 5]
  static let bands = [0, 0, 0, 1, 1, 2]

  var seed: [Double]
  var margins: [Raking.Margin]

  init(_ number: Int, zeros: [Int] = []) {
    var numbers = SeededNumbers(seed: UInt64(number))
    seed = (0..<48).map { _ in numbers.number(in: 0.1...10) }
    for cell in zeros { seed[cell] = 0 }
    let truth = seed.map { $0 * numbers.number(in: 20...200) }
    func margin(_ name: String, _ classes: [[Int]?]) -> Raking.Margin {
      let count = classes.reduce(1) { $0 * (($1?.max() ?? 0) + 1) }
      let empty = Raking.Margin(
        name: name, shape: Self.shape, classes: classes, targets: [Double](repeating: 0, count: count))
      var targets = empty.targets
      for (cell, group) in empty.cellGroup.enumerated() { targets[group] += truth[cell] }
      return Raking.Margin(name: name, cellGroup: empty.cellGroup, targets: targets)
    }
    margins = [
      margin("township by broad age", [Self.townships, nil, Self.bands]),
      margin("sex by age", [nil, Self.sexes, Self.ages]),
      margin("township by sex", [Self.townships, Self.sexes, nil]),
    ]
  }

  var total: Double { margins[0].targets.reduce(0, +) }

  /// Largest gap of a margin cell over the table's total.
  func gap(_ table: [Double]) -> Double {
    margins.map { margin in
      var sums = margin.targets.map { -$0 }
      for (cell, group) in margin.cellGroup.enumerated() { sums[group] += table[cell] }
      return sums.reduce(0) { max($0, abs($1)) }
    }.reduce(0, max) / total
  }
}

/// Tables fitted by two roads agree to the tolerance of the margins times the conditioning of small tables.
private func expectEqual(_ a: [Double], _ b: [Double], total: Double, within tolerance: Double = 1e-8) {
  #expect(a.count == b.count)
  for (x, y) in zip(a, b) { #expect(abs(x - y) <= tolerance * total) }
}

@Suite("Raking to any number of margins")
struct RakingTests {
  @Test("a two-way table agrees with Newton's method and keeps its zeros and odds ratios", arguments: 1...10)
  func twoWay(number: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(number))
    var seed = (0..<30).map { _ in numbers.number(in: 0.1...10) }
    seed[7] = 0
    let truth = seed.map { $0 * numbers.number(in: 0.5...2) }
    let rows = (0..<5).map { row in truth[(row * 6)..<(row * 6 + 6)].reduce(0, +) }
    let columns = (0..<6).map { column in (0..<5).reduce(0) { $0 + truth[$1 * 6 + column] } }
    let total = rows.reduce(0, +)
    let fitted = try Raking.fit(seed: seed, rows: rows, columns: columns)
    #expect(fitted[7] == 0)
    for row in 0..<5 { #expect(abs(fitted[(row * 6)..<(row * 6 + 6)].reduce(0, +) - rows[row]) <= 1e-10 * total) }
    for column in 0..<6 {
      #expect(abs((0..<5).reduce(0) { $0 + fitted[$1 * 6 + column] } - columns[column]) <= 1e-10 * total)
    }
    let odds = { (t: [Double]) in t[0] * t[9] / (t[3] * t[6]) }
    #expect(abs(odds(fitted) / odds(seed) - 1) < 1e-12)
    let margins = [
      Raking.Margin(name: "rows", cellGroup: (0..<30).map { $0 / 6 }, targets: rows),
      Raking.Margin(name: "columns", cellGroup: (0..<30).map { $0 % 6 }, targets: columns),
    ]
    #expect(fitted == (try Raking.fit(seed: seed, margins: margins)))
    expectEqual(fitted, NewtonRaking.fit(seed: seed, margins: margins), total: total)
  }

  @Test("three margins of townships, sexes and ages agree with Newton's method", arguments: 1...10)
  func threeWay(number: Int) throws {
    let zeros = number.isMultiple(of: 2) ? [5, 17, 30] : []
    let table = ThreeWay(number, zeros: zeros)
    let fitted = try Raking.fit(seed: table.seed, margins: table.margins)
    #expect(table.gap(fitted) <= 1e-10)
    #expect(fitted.allSatisfy { $0 >= 0 && $0.isFinite })
    for cell in zeros { #expect(fitted[cell] == 0) }
    expectEqual(fitted, NewtonRaking.fit(seed: table.seed, margins: table.margins), total: table.total)
    // Only a ratio of odds ratios over two ages of one band and two townships is free of all three margins.
    let cell = { (township: Int, sex: Int, age: Int) in (township * 2 + sex) * 6 + age }
    let ratio = { (t: [Double]) in
      t[cell(0, 0, 0)] * t[cell(0, 1, 1)] * t[cell(1, 0, 1)] * t[cell(1, 1, 0)]
        / (t[cell(0, 0, 1)] * t[cell(0, 1, 0)] * t[cell(1, 0, 0)] * t[cell(1, 1, 1)])
    }
    #expect(abs(ratio(fitted) / ratio(table.seed) - 1) < 1e-12)
  }

  @Test("neither the order of the margins nor the scale of the seed matters", arguments: 1...5)
  func orderAndScale(number: Int) throws {
    let table = ThreeWay(number, zeros: [11])
    let fitted = try Raking.fit(seed: table.seed, margins: table.margins)
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let other = try Raking.fit(seed: table.seed, margins: order.map { table.margins[$0] })
      expectEqual(fitted, other, total: table.total)
    }
    // A power of two changes no rounding; another factor only that.
    #expect(fitted == (try Raking.fit(seed: table.seed.map { $0 * 1024 }, margins: table.margins)))
    for factor in [1e-200, 1e-6, 3e9, 1e200] {
      let other = try Raking.fit(seed: table.seed.map { $0 * factor }, margins: table.margins)
      expectEqual(fitted, other, total: table.total, within: 1e-13)
    }
  }

  @Test("four axes are the same algorithm: all pairs of axes as margins")
  func fourWay() throws {
    let shape = [2, 3, 2, 3]
    var numbers = SeededNumbers(seed: 9)
    let seed = (0..<36).map { _ in numbers.number(in: 0.2...5) }
    let truth = seed.map { $0 * numbers.number(in: 0.5...2) }
    var margins: [Raking.Margin] = []
    for first in 0..<4 {
      for second in (first + 1)..<4 {
        let classes = (0..<4).map { $0 == first || $0 == second ? Array(0..<shape[$0]) : nil }
        var targets = [Double](repeating: 0, count: shape[first] * shape[second])
        let groups = Raking.Margin(name: "", shape: shape, classes: classes, targets: targets).cellGroup
        for (cell, group) in groups.enumerated() { targets[group] += truth[cell] }
        margins.append(Raking.Margin(name: "axes \(first) and \(second)", cellGroup: groups, targets: targets))
      }
    }
    let fitted = try Raking.fit(seed: seed, margins: margins)
    expectEqual(fitted, NewtonRaking.fit(seed: seed, margins: margins), total: truth.reduce(0, +))
  }

  @Test("a table that has its margins already is returned as it is")
  func fixedPoint() throws {
    let seed = [1.0, 2, 3, 4]
    #expect(try Raking.fit(seed: seed, rows: [3, 7], columns: [4, 6]) == seed)
    #expect(try Raking.fit(seed: seed, rows: [0, 0], columns: [0, 0]) == [0, 0, 0, 0])
  }

  @Test("a margin cell of zero empties its cells")
  func emptyMarginCell() throws {
    let fitted = try Raking.fit(seed: [1, 1, 1, 1, 1, 1], rows: [0, 6], columns: [1, 2, 3])
    #expect(fitted == [0, 0, 0, 1, 2, 3])
  }

  @Test("margins with different totals are refused with names and sums, in either order")
  func differentTotals() {
    let rows = MarginPart(margin: "rows", cells: [0, 1], persons: 3)
    let columns = MarginPart(margin: "columns", cells: [0, 1], persons: 4)
    #expect(throws: DemographyError.inconsistentMargins(first: rows, second: columns)) {
      try Raking.fit(seed: [1, 1, 1, 1], rows: [1, 2], columns: [2, 2])
    }
    var table = ThreeWay(1)
    table.margins[2] = Raking.Margin(
      name: "township by sex", cellGroup: table.margins[2].cellGroup, targets: table.margins[2].targets.map { $0 * 1.1 }
    )
    for order in [[0, 1, 2], [2, 1, 0]] {
      let error = #expect(throws: DemographyError.self) {
        try Raking.fit(seed: table.seed, margins: order.map { table.margins[$0] })
      }
      guard case .inconsistentMargins(let first, let second) = error else {
        Issue.record("another error: \(String(describing: error))")
        continue
      }
      #expect([first.margin, second.margin].contains("township by sex"))
      #expect(abs(abs(first.persons - second.persons) - 0.1 * table.total) < 1e-9 * table.total)
    }
  }

  @Test("margins that agree in total but not in a broad age are refused with that part of both and its gap")
  func sharedCoarserMargin() {
    var table = ThreeWay(2)
    // Seven persons of sex 1 move from age 4 (band 1) to age 5 (band 2): totals stay, bands do not.
    var targets = table.margins[1].targets
    targets[6 + 4] -= 7
    targets[6 + 5] += 7
    table.margins[1] = Raking.Margin(name: "sex by age", cellGroup: table.margins[1].cellGroup, targets: targets)
    let error = #expect(throws: DemographyError.self) { try Raking.fit(seed: table.seed, margins: table.margins) }
    guard case .inconsistentMargins(let first, let second) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(first.margin == "township by broad age" && second.margin == "sex by age")
    #expect(abs(abs(first.persons - second.persons) - 7) < 1e-9 * table.total)
    // Townships 0…3 by band are cells 3t + band; sexes by age are cells 6s + age.
    let bands = [(first: [1, 4, 7, 10], second: [3, 4, 9, 10]), (first: [2, 5, 8, 11], second: [5, 11])]
    #expect(bands.contains { $0.first == first.cells && $0.second == second.cells })
  }

  @Test("a margin cell that no positive seed reaches is refused with what is missing")
  func unreachable() {
    #expect(throws: DemographyError.unmetMargin(margin: "columns", cell: 0, gap: -1)) {
      try Raking.fit(seed: [0, 1, 0, 1], rows: [1, 1], columns: [1, 1])
    }
    // Zeros split the table: rows 0 and columns 0 must agree alone, and do not.
    let first = MarginPart(margin: "rows", cells: [0], persons: 3)
    let second = MarginPart(margin: "columns", cells: [0], persons: 5)
    let error = #expect(throws: DemographyError.self) {
      try Raking.fit(seed: [1, 0, 0, 1], rows: [3, 7], columns: [5, 5])
    }
    let other = DemographyError.inconsistentMargins(
      first: MarginPart(margin: "rows", cells: [1], persons: 7),
      second: MarginPart(margin: "columns", cells: [1], persons: 5))
    #expect(error == .inconsistentMargins(first: first, second: second) || error == other)
  }

  @Test("zeros that allow no table end in an error with margin, cell and gap, not in a hang")
  func impossible() {
    // Row 0 has column 0 alone: 5 persons into a column of 2. The table is connected, so only the passes can tell.
    let error = #expect(throws: DemographyError.self) {
      try Raking.fit(seed: [1, 0, 1, 1], rows: [5, 5], columns: [2, 8])
    }
    guard case .unmetMargin(let margin, let cell, let gap) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(["rows", "columns"].contains(margin) && (0...1).contains(cell))
    // Of 5 in row 0 only 2 find a place: whichever margin was met last, 3 stand wrong.
    #expect(abs(abs(gap) - 3) < 1e-6)
  }

  @Test("three margins that agree two by two but have no table in common end in an error")
  func impossibleTogether() {
    // Nearly all are to differ on every two of the axes, which three axes of two positions cannot do.
    let shape = [2, 2, 2]
    let axis = [0, 1]
    let margins = [[axis, axis, nil], [axis, nil, axis], [nil, axis, axis]].enumerated().map { index, classes in
      Raking.Margin(name: "pair \(index)", shape: shape, classes: classes, targets: [0.1, 4.9, 4.9, 0.1])
    }
    let error = #expect(throws: DemographyError.self) {
      try Raking.fit(seed: [Double](repeating: 1, count: 8), margins: margins)
    }
    guard case .unmetMargin(let margin, _, let gap) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(margin.hasPrefix("pair") && abs(gap) > 0.1)
  }

  @Test("passes are bounded")
  func bounded() {
    let table = ThreeWay(3)
    let error = #expect(throws: DemographyError.self) {
      try Raking.fit(seed: table.seed, margins: table.margins, passes: 1)
    }
    guard case .unmetMargin = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
  }

  @Test("negative, infinite and missing counts are named", arguments: [-1.0, .infinity, .nan])
  func invalid(value: Double) {
    for (seed, rows, table) in [([1, 1, value, 1], [1, 2], "seed"), ([1, 1, 1, 1], [1, value], "rows")] {
      let error = #expect(throws: DemographyError.self) { try Raking.fit(seed: seed, rows: rows, columns: [1, 2]) }
      guard case .invalidCount(let found, let cell, let number) = error else {
        Issue.record("another error: \(String(describing: error))")
        continue
      }
      #expect(found == table && cell == (table == "seed" ? 2 : 1))
      #expect(number == value || (number.isNaN && value.isNaN))
    }
  }
}
