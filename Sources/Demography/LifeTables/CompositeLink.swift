internal import Glibc

/// Hazards by single year of age behind central death rates of age groups: a penalised composite link model.
///
///     min Σ_g (ln m_g − ln M_g(η))² + λ·Σ (Δ³η)² + κ·Σ (Δη)² where η would fall after 40,   h(x) = e^η(x)
///
/// M_g(η) is the group's own central rate: deaths over person-years of the single-year table, both of which depend on the
/// hazards inside the group alone. Third differences let a law of Gompertz, and any parabola of the logarithm, through
/// unchanged. Given rates alternate by a few per cent from one five-year group to the next; a curve that kept them exactly
/// would swing with them (scallops), hence a tolerance: of a ladder of penalties the stiffest with which every group that
/// is asked for comes within ``tolerance``. Rates that fall with age after 40 cannot all be kept, since hazards never do.
///
/// - SeeAlso: Rizzi, Gampe & Eilers (2015), *American Journal of Epidemiology* 182(2), 138–147; for the one-sided penalty
///   Bollaerts, Eilers & van Mechelen (2006), *Statistics in Medicine* 25(9), 1580–1598.
struct CompositeLink {
  /// Largest relative gap between a group's rate and that of the single years.
  static let tolerance = 0.02
  /// Penalties, stiffest first.
  static let penalties = [3.0, 0.3, 0.03, 0.003]
  /// Age from which hazards never fall.
  static let risingFrom = 40
  static let fallingPenalty = 1e6
  /// A group's rate cannot exceed 2 where deaths fall in the middle of a year of age.
  static let highestRate = 1.9
  /// ln of the highest hazard: of a hundred people two live through the year.
  static let highest = log(4.0)
  static let iterations = 40

  /// First ages of the groups, ascending, and the first age after the last.
  let starts: [Int]
  /// ln m by group.
  private let targets: [Double]
  private let count: Int

  /// - Parameters:
  ///   - starts: One more than rates; groups at most five years wide.
  ///   - rates: Central death rates, > 0.
  init(starts: [Int], rates: [Double]) {
    precondition(starts.count == rates.count + 1 && zip(starts, starts.dropFirst()).allSatisfy { 1...5 ~= $1 - $0 })
    self.starts = starts
    targets = rates.map { log(min(Self.highestRate, $0)) }
    count = starts[starts.count - 1] - starts[0]
  }

  /// Hazards from the first age to the last, and the largest gap among groups that begin below an age.
  func hazards(keepingBelow age: Int) -> (hazards: [Double], gap: Double) {
    var best: (hazards: [Double], gap: Double) = ([], .infinity)
    var logs = straightLines
    for penalty in Self.penalties {
      logs = fit(from: logs, penalty: penalty)
      let hazards = finished(logs)
      let gap = largestGap(hazards, below: age)
      if gap < best.gap { best = (hazards, gap) }
      if gap <= Self.tolerance { break }
    }
    return best
  }

  /// Straight lines between the logarithms at the middles of the groups.
  private var straightLines: [Double] {
    let middles = targets.indices.map { Double(starts[$0] + starts[$0 + 1] - 1) / 2 - Double(starts[0]) }
    return (0..<count).map { index in
      let x = Double(index)
      let right = middles.firstIndex { $0 >= x } ?? middles.count - 1
      guard right > 0, x < middles[right] else { return targets[right] }
      let share = (x - middles[right - 1]) / (middles[right] - middles[right - 1])
      return targets[right - 1] + share * (targets[right] - targets[right - 1])
    }
  }

  /// Gauss–Newton steps of at most e in any hazard.
  private func fit(from start: [Double], penalty: Double) -> [Double] {
    var logs = start
    let smooth = BandedSystem.thirdDifferences(count, penalty)
    var falls = [Bool](repeating: false, count: count - 1)
    let rising = max(0, Self.risingFrom - starts[0])
    for _ in 0..<Self.iterations {
      var system = smooth
      for index in falls.indices where falls[index] {
        system.diagonals[0][index] += Self.fallingPenalty
        system.diagonals[0][index + 1] += Self.fallingPenalty
        system.diagonals[1][index] -= Self.fallingPenalty
      }
      for group in targets.indices { add(group, of: logs, to: &system) }
      let solution = system.solution()
      let largest = zip(solution, logs).reduce(0) { max($0, abs($1.0 - $1.1)) }
      let share = largest > 1 ? 1 / largest : 1
      for index in logs.indices { logs[index] += share * (solution[index] - logs[index]) }
      var isSettled = largest < 1e-10
      for index in falls.indices where index >= rising {
        let falling = logs[index + 1] < logs[index]
        if falling != falls[index] { isSettled = false }
        falls[index] = falling
      }
      if isSettled { break }
    }
    return logs
  }

  /// The group's row of the linearised least squares.
  private func add(_ group: Int, of logs: [Double], to system: inout BandedSystem) {
    let range = (starts[group] - starts[0])..<(starts[group + 1] - starts[0])
    let hazards = range.map { exp(min(Self.highest, logs[$0])) }
    let table = GroupTable(hazards)
    var target = targets[group] - log(table.rate)
    let slopes = hazards.indices.map { table.slope($0, hazards) }
    for (index, slope) in slopes.enumerated() { target += slope * logs[range.lowerBound + index] }
    for (row, slope) in slopes.enumerated() {
      system.right[range.lowerBound + row] += slope * target
      for column in row..<slopes.count {
        system.diagonals[column - row][range.lowerBound + row] += slope * slopes[column]
      }
    }
  }

  /// Hazards that rise from 40 on to the last bit.
  private func finished(_ logs: [Double]) -> [Double] {
    var hazards = logs.map { exp(min(Self.highest, $0)) }
    for index in hazards.indices.dropFirst() where starts[0] + index > Self.risingFrom {
      hazards[index] = max(hazards[index], hazards[index - 1])
    }
    return hazards
  }

  private func largestGap(_ hazards: [Double], below age: Int) -> Double {
    targets.indices.filter { starts[$0] < age }.reduce(0) { largest, group in
      let range = (starts[group] - starts[0])..<(starts[group + 1] - starts[0])
      return max(largest, abs(log(GroupTable(Array(hazards[range])).rate) - targets[group]))
    }
  }
}

/// The life table inside one age group, from one survivor at its first age.
private struct GroupTable {
  /// Survivors to each year of age and the end.
  private let survivors: [Double]
  /// Person-years lived from each year of age to the end of the group.
  private let ahead: [Double]
  private let deaths: Double

  init(_ hazards: [Double]) {
    var survivors = [1.0]
    var sum = 0.0
    for hazard in hazards {
      sum += hazard
      survivors.append(exp(-sum))
    }
    var ahead = [Double](repeating: 0, count: hazards.count + 1)
    for index in hazards.indices.reversed() {
      ahead[index] = ahead[index + 1] + (survivors[index] + survivors[index + 1]) / 2
    }
    self.survivors = survivors
    self.ahead = ahead
    deaths = -expm1(-sum)
  }

  var rate: Double { deaths / ahead[0] }

  /// ∂ ln rate / ∂ ln h of one year of age.
  func slope(_ index: Int, _ hazards: [Double]) -> Double {
    let end = survivors[survivors.count - 1]
    return hazards[index] * (end / deaths + (ahead[index + 1] + survivors[index + 1] / 2) / ahead[0])
  }
}

/// A symmetric positive definite system with five diagonals on and above the main one.
private struct BandedSystem {
  /// `[distance from the main diagonal][row]`.
  var diagonals: [[Double]]
  var right: [Double]

  /// λ·D'D of third differences, right side 0.
  static func thirdDifferences(_ count: Int, _ penalty: Double) -> BandedSystem {
    let zero = [Double](repeating: 0, count: count)
    var system = BandedSystem(diagonals: [[Double]](repeating: zero, count: 5), right: zero)
    let weights = [-1.0, 3, -3, 1]
    for start in 0..<max(0, count - 3) {
      for row in 0..<4 {
        for column in row..<4 {
          system.diagonals[column - row][start + row] += penalty * weights[row] * weights[column]
        }
      }
    }
    return system
  }

  /// By A = L·D·Lᵀ, then forward and backward substitution.
  consuming func solution() -> [Double] {
    var (matrix, result) = (diagonals, right)
    let reach = matrix.count - 1
    for row in result.indices {
      for back in 1...reach where back <= row {
        // matrix[back][row − back] still holds L·D of the column; its multiplier is that over the pivot.
        let column = row - back
        let multiplier = matrix[back][column] / matrix[0][column]
        for further in back...reach where column + further < result.count {
          matrix[further - back][row] -= multiplier * matrix[further][column]
        }
        result[row] -= multiplier * result[column]
      }
    }
    for row in result.indices.reversed() {
      var value = result[row]
      for ahead in 1...reach where row + ahead < result.count { value -= matrix[ahead][row] * result[row + ahead] }
      result[row] = value / matrix[0][row]
    }
    return result
  }
}
