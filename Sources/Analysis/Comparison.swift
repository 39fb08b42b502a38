public import PlanningModel
public import Simulation

/// Scenarios side by side on common random numbers: values, paired differences from the first, and in which share of the
/// futures each is better.
public struct Comparison: Sendable {
  /// One measure in one year.
  public struct Row: Sendable {
    public let measure: Measure
    public let year: Year
    /// By scenario.
    public let values: [Summary]
    /// Differences from the first scenario, draw by draw; that of the first is zero.
    public let differences: [Summary]
    /// Share of futures in which the scenario is better than the first; `nil` where neither direction is better.
    public let sharesBetter: [Double?]
  }

  /// The runs at central values.
  public let runs: [CountyRun]
  /// Futures drawn for each scenario; 0 for the central values alone.
  public let draws: Int
  public let seed: UInt64
  public let years: [Year]
  public let rows: [Row]

  /// - Parameters:
  ///   - runs: Central runs, the reference first.
  ///   - draws: Futures of each scenario, all with the same seed, so that a parameter that two share has the same numbers.
  ///   - sharesNumbers: `false` gives every scenario numbers of its own. Only a test of the pairing wants that.
  /// - Throws: ``SimulationError``.
  public init(
    _ runs: [CountyRun], draws: Int, seed: UInt64, jobs: Int, sharesNumbers: Bool = true,
    isCancelled: @escaping @Sendable () -> Bool = { false }, progress: @escaping @Sendable () -> Void = {}
  ) throws(SimulationError) {
    self.runs = runs
    self.draws = draws
    self.seed = seed
    let shared = runs[0].horizon.years.filter { year in runs.allSatisfy { $0.horizon.index(of: year) != nil } }
    years = shared
    var futures: [[[Double]]] = []
    for (position, run) in runs.enumerated() {
      guard draws > 0 else {
        futures.append([Comparison.values(run, shared)])
        continue
      }
      let own = sharesNumbers ? seed : seed &+ UInt64(position) &* 0x9E37_79B9
      futures.append(
        try Futures(run, seed: own).map(draws, jobs: jobs, isCancelled: isCancelled) { future in
          progress()
          return Comparison.values(future, shared)
        }.results)
    }
    var rows: [Row] = []
    for (measureIndex, measure) in Measure.allCases.enumerated() {
      for (yearIndex, year) in shared.enumerated() {
        let cell = measureIndex * shared.count + yearIndex
        let columns = futures.map { scenario in scenario.map { $0[cell] } }
        guard columns.contains(where: { $0.contains { !$0.isNaN } }) else { continue }
        let gaps = columns.map { zip($0, columns[0]).map { $0 - $1 } }
        rows.append(
          Row(
            measure: measure, year: year, values: columns.map { Summary($0) }, differences: gaps.map { Summary($0) },
            sharesBetter: gaps.map { gap in Comparison.shareBetter(gap, measure) }))
      }
    }
    self.rows = rows
  }

  public func row(_ measure: Measure, _ year: Year) -> Row? {
    rows.first { $0.measure == measure && $0.year == year }
  }

  private static func values(_ run: CountyRun, _ years: [Year]) -> [Double] {
    let table = MeasureTable(run)
    return Measure.allCases.flatMap { measure in
      years.map { year in run.horizon.index(of: year).flatMap { table.value(measure, $0) } ?? .nan }
    }
  }

  /// Ties count half.
  private static func shareBetter(_ gaps: [Double], _ measure: Measure) -> Double? {
    guard let isLowerBetter = measure.isLowerBetter, !gaps.contains(where: \.isNaN), !gaps.isEmpty else { return nil }
    let wins = gaps.reduce(0.0) { sum, gap in
      sum + (gap == 0 ? 0.5 : (gap < 0) == isLowerBetter ? 1 : 0)
    }
    return wins / Double(gaps.count)
  }
}

/// What the difference between two scenarios consists of: the effect of each change alone, and what they do only together.
///
/// Each change is made alone in the reference. The sum of these effects misses what changes do to each other; the rest is
/// named interaction and never spread over the changes.
public struct Attribution: Sendable {
  /// What is explained.
  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// Bed-years without a bed, observed reading, summed over the years after the base.
    case unmet
    /// Investment inside the horizon, wan yuan.
    case invest
  }

  public struct Step: Sendable {
    /// Paths that change together, for instance `portfolio.include`.
    public let paths: [String]
    /// Effect by outcome.
    public let effects: [Outcome: Summary]
  }

  public let start: [Outcome: Summary]
  public let end: [Outcome: Summary]
  public let steps: [Step]
  public let interaction: [Outcome: Summary]
  public let draws: Int

  /// - Parameters:
  ///   - reference: The run from which the changes start.
  ///   - other: The run with all changes.
  ///   - changes: Runs with one group of changes each, at central values.
  /// - Throws: ``SimulationError``.
  public init(
    reference: CountyRun, other: CountyRun, changes: [(paths: [String], run: CountyRun)], draws: Int, seed: UInt64,
    jobs: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(SimulationError) {
    func outcomes(_ run: CountyRun) throws(SimulationError) -> [[Double]] {
      guard draws > 0 else { return [Attribution.values(run)] }
      return try Futures(run, seed: seed).map(draws, jobs: jobs, isCancelled: isCancelled) { Attribution.values($0) }
        .results
    }
    let first = try outcomes(reference)
    let last = try outcomes(other)
    var rest = zip(last, first).map { zip($0, $1).map { $0 - $1 } }
    func summaries(_ values: [[Double]]) -> [Outcome: Summary] {
      Dictionary(
        uniqueKeysWithValues: Outcome.allCases.enumerated().map { index, outcome in
          (outcome, Summary(values.map { $0[index] }))
        })
    }
    var steps: [Step] = []
    for change in changes {
      let moved = try outcomes(change.run)
      let effects = zip(moved, first).map { zip($0, $1).map { $0 - $1 } }
      steps.append(Step(paths: change.paths, effects: summaries(effects)))
      rest = zip(rest, effects).map { zip($0, $1).map { $0 - $1 } }
    }
    start = summaries(first)
    end = summaries(last)
    self.steps = steps
    interaction = summaries(rest)
    self.draws = draws
  }

  private static func values(_ run: CountyRun) -> [Double] {
    let table = MeasureTable(run)
    let years = run.horizon.years.indices.dropFirst()
    return [
      years.reduce(0) { $0 + (table.value(.unmet, $1) ?? 0) }, years.reduce(0) { $0 + (table.value(.invest, $1) ?? 0) },
    ]
  }
}

/// A condition on a comparison, for scripts: `unmet@2035>800`, `delta:unmet@2035>0`, `nursing_share@2025.p10<0.6`.
public struct FailCondition: Sendable, Hashable {
  public enum Problem: Error, Sendable, Hashable {
    case syntax
    case unknownMeasure(String)
    case unknownStatistic(String)
    case notANumber(String)
  }

  public let text: String
  public let isDifference: Bool
  public let measure: Measure
  public let year: Year
  /// `mean`, `p10` … as the columns of the tables.
  public let statistic: Int
  public let isGreater: Bool
  public let includesEqual: Bool
  public let bound: Double

  /// - Throws: ``Problem``.
  public init(_ text: String, number: (String) -> Double?) throws(Problem) {
    self.text = text
    let bare = text.filter { $0 != " " }
    guard let sign = bare.firstIndex(where: { "<>".contains($0) }) else { throw .syntax }
    isGreater = bare[sign] == ">"
    var rest = bare[bare.index(after: sign)...]
    includesEqual = rest.first == "="
    if includesEqual { rest = rest.dropFirst() }
    guard let bound = number(String(rest)) else { throw .notANumber(String(rest)) }
    self.bound = bound
    var left = bare[..<sign]
    isDifference = left.hasPrefix("delta:")
    if isDifference { left = left.dropFirst(6) }
    let parts = left.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw .syntax }
    guard let measure = Measure(rawValue: String(parts[0])) else { throw .unknownMeasure(String(parts[0])) }
    self.measure = measure
    let when = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard let first = when.first, first.count == 4, let year = Int(first), when.count <= 2 else { throw .syntax }
    self.year = Year(year)
    let name = when.count == 2 ? String(when[1]) : "mean"
    guard let index = Summary.names.firstIndex(of: name) else { throw .unknownStatistic(name) }
    statistic = index
  }

  /// Scenarios (by position) for which the condition holds, with the value found; differences skip the reference.
  public func failures(_ comparison: Comparison) -> [(scenario: Int, value: Double)] {
    guard let row = comparison.row(measure, year) else { return [] }
    let summaries = isDifference ? row.differences : row.values
    return summaries.enumerated().compactMap { index, summary in
      guard !isDifference || index > 0, let value = summary.all[statistic] else { return nil }
      let holds =
        isGreater ? value > bound || includesEqual && value == bound : value < bound || includesEqual && value == bound
      return holds ? (index, value) : nil
    }
  }
}
