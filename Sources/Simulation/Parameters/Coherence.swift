internal import PlanningModel
internal import Uncertainty

/// How often draws were moved because their values could not hold together.
public struct MovedDraws: Sendable, Hashable {
  /// Draws by path of what was moved: a parameter, or a switch of the portfolio.
  public private(set) var counts: [String: Int] = [:]
  /// Values moved, over all draws.
  public var total: Int { counts.values.reduce(0, +) }
  /// Paths, the most often moved first, in their own order where equally often.
  public var paths: [String] { counts.keys.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) } }

  public init() {}

  mutating func add(_ paths: [String]) { for path in paths { counts[path, default: 0] += 1 } }
  package mutating func add(_ other: MovedDraws) { counts.merge(other.counts, uniquingKeysWith: +) }
}

/// Parameters that can be impossible together. Fixed ones stay, and so does the first drawn one of a group, so that scenarios
/// stay paired in it; each later one is moved inside its own distribution to the part that is possible. The first is moved in the
/// same way where the others leave it no other choice.
struct Coherence: Sendable {
  private let bounds: [Bound]
  private let years: [Year]
  /// Drawn parameters of the bounds, in the order in which they keep their numbers, with the ends of what they may be.
  private let drawn: [(path: String, low: YearPath, high: YearPath)]

  /// A bound, and where its terms stand in a set.
  private struct Bound: Sendable {
    let bound: JointBound
    let terms: [(position: Int, weight: Double)]

    func excess(_ set: ParameterSet, in year: Year) -> Double {
      terms.reduce(0) { $0 + $1.weight * set.value(at: $1.position, in: year) } - bound.most
    }
  }

  /// - Parameter drawn: Paths that differ between draws.
  init(_ central: ParameterSet, county: County, years: [Year], drawn: [String]) {
    bounds = JointBound.all(county).map { bound in
      Bound(
        bound: bound,
        terms: bound.terms.compactMap { term in
          central.position(of: term.path).map { (position: $0, weight: term.weight) }
        })
    }
    self.years = years
    let bound = Set(bounds.flatMap { $0.bound.terms.map(\.path) })
    self.drawn = drawn.filter(bound.contains).map { path in
      (path, central.value(path, at: 0), central.value(path, at: 1))
    }
  }

  /// Moves what must be moved in one draw.
  ///
  /// - Parameter probability: Where a drawn parameter stands.
  /// - Returns: Paths that were moved.
  func settle(_ set: inout ParameterSet, _ probability: (String) -> Double) -> [String] {
    guard !drawn.isEmpty, bounds.contains(where: { isBroken($0, set) }) else { return [] }
    var moved: [String] = []
    for (position, entry) in drawn.enumerated() {
      let (lowest, highest) = room(entry.path, set, later: drawn[(position + 1)...])
      let isInside = years.indices.allSatisfy { index in
        let value = set.value(entry.path, in: years[index])
        return lowest[index] - 1e-12 <= value && value <= highest[index] + 1e-12
      }
      guard !isInside else { continue }
      set.place(entry.path, at: probability(entry.path), lowest: lowest, highest: highest)
      moved.append(entry.path)
    }
    return moved
  }

  private func isBroken(_ bound: Bound, _ set: ParameterSet) -> Bool {
    let isConstant = bound.terms.allSatisfy { set.isConstant(at: $0.position) }
    return (isConstant ? years[...0] : years[...]).contains { bound.excess(set, in: $0) > 1e-12 }
  }

  /// Between what a parameter may be by year, when earlier ones are settled and later ones go as far out of its way as they can.
  private func room(
    _ path: String, _ set: ParameterSet, later: ArraySlice<(path: String, low: YearPath, high: YearPath)>
  ) -> (lowest: [Double], highest: [Double]) {
    var lowest = [Double](repeating: -.infinity, count: years.count)
    var highest = [Double](repeating: .infinity, count: years.count)
    for bound in bounds.map(\.bound) {
      guard let own = bound.weight(path) else { continue }
      for (index, year) in years.enumerated() {
        let rest = bound.terms.reduce(bound.most) { rest, term in
          guard term.path != path else { return rest }
          let ends = later.first { $0.path == term.path }
          let value =
            ends.map { (term.weight > 0 ? $0.low : $0.high).value(in: year) } ?? set.value(term.path, in: year)
          return rest - term.weight * value
        }
        if own > 0 {
          highest[index] = min(highest[index], rest / own)
        } else {
          lowest[index] = max(lowest[index], rest / own)
        }
      }
    }
    return (lowest, highest)
  }
}

/// Years of the projects of a portfolio: none begins before the base year, however far a drawn delay reaches back.
struct PortfolioYears: Sendable {
  private let projects: [Project]
  private let start: Year

  init(_ county: County, start: Year) {
    projects = county.projects
    self.start = start
  }

  /// Moves drawn delays that begin a project too early: the common one only where a project's own cannot make up for it.
  ///
  /// - Returns: Paths that were moved.
  func settle(_ choice: inout PortfolioChoice, _ probability: (String) -> Double) -> [String] {
    let switches = choice.uncertain
    let all = switches.first { $0.target == .shiftAll }
    let own = Dictionary(
      switches.compactMap { entry -> (ProjectID, UncertainSwitch)? in
        if case .shift(let id) = entry.target { (id, entry) } else { nil }
      }, uniquingKeysWith: { first, _ in first })
    guard all != nil || !own.isEmpty else { return [] }
    var moved: [String] = []
    /// Fewest years by which each project must be delayed.
    let least = projects.filter(choice.includes).map { project in
      (project.id, (choice.open[project.id].map { project.openYear - $0 } ?? 0) + (start - project.startYear))
    }
    func move(_ entry: UncertainSwitch, _ drawn: Int, to lowest: Int) {
      guard drawn < lowest else { return }
      let value = entry.number.quantile(probability(entry.path), atLeast: Double(lowest) - 0.5)
      choice.set(entry.target, to: min(max(value.rounded(), Double(lowest)), max(entry.highest, Double(lowest))))
      moved.append(entry.path)
    }
    if let all {
      let lowest = least.map { id, years in
        years
          - (own[id].map { Int(min(max($0.number.quantile(1), $0.lowest), $0.highest).rounded()) } ?? choice.shift[id]
            ?? 0)
      }.max()
      if let lowest { move(all, choice.shiftAll, to: lowest) }
    }
    for (id, years) in least {
      if let entry = own[id] { move(entry, choice.shift[id] ?? 0, to: years - choice.shiftAll) }
    }
    return moved
  }
}
