public import Ensembles
internal import PlanningModel
public import Simulation

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

  /// What two changes do only together: the effect of both, less the effects of each.
  public struct Pair: Sendable {
    public let first: [String]
    public let second: [String]
    public let effects: [Outcome: Summary]
  }

  public let start: [Outcome: Summary]
  public let end: [Outcome: Summary]
  public let steps: [Step]
  public let interaction: [Outcome: Summary]
  /// Interactions of two changes, in the order of the steps; `nil` where they were not computed: without interaction, with
  /// more changes than ``pairLimit``, or without a way to make two changes at once.
  public let pairs: [Pair]?
  public let draws: Int

  /// Most changes whose pairs are computed; each pair is a run of its own.
  public static let pairLimit = 6

  /// - Parameters:
  ///   - reference: The run from which the changes start.
  ///   - other: The run with all changes.
  ///   - changes: Runs with one group of changes each, at central values.
  ///   - together: The run with two groups of changes, by their positions; `nil` where they are impossible together. Asked
  ///     only where there is an interaction to explain.
  /// - Throws: ``SimulationError``.
  public init(
    reference: CountyRun, other: CountyRun, changes: [(paths: [String], run: CountyRun)], draws: Int, seed: UInt64,
    jobs: Int, together: ((Int, Int) -> CountyRun?)? = nil, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(SimulationError) {
    // Every step acts in the states of the world that agree with the observations as the reference sees them.
    let selection = try DrawSelection(reference, seed: seed, count: draws, jobs: jobs, isCancelled: isCancelled)
    func outcomes(_ run: CountyRun) throws(SimulationError) -> [[Double]] {
      guard draws > 0 else { return [Attribution.values(run)] }
      return try Futures(run, seed: seed, selection: selection)
        .map(0..<draws, jobs: jobs, isCancelled: isCancelled) { Attribution.values($0) }.results
    }
    let first = try outcomes(reference)
    let last = try outcomes(other)
    let tolerances = Outcome.allCases.indices.map { index in
      Comparison.tolerance((first + last).lazy.map { $0[index] })
    }
    // Differences within the tolerance are exactly zero.
    func less(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
      zip(a, b).map { a, b in
        a.indices.map { abs(a[$0] - b[$0]) <= tolerances[$0] ? 0 : a[$0] - b[$0] }
      }
    }
    func summaries(_ values: [[Double]]) -> [Outcome: Summary] {
      Dictionary(
        uniqueKeysWithValues: Outcome.allCases.enumerated().map { index, outcome in
          (outcome, Summary(values.map { $0[index] }))
        })
    }
    var rest = less(last, first)
    var effects: [[[Double]]] = []
    for change in changes {
      effects.append(less(try outcomes(change.run), first))
      rest = less(rest, effects[effects.count - 1])
    }
    start = summaries(first)
    end = summaries(last)
    steps = zip(changes, effects).map { Step(paths: $0.paths, effects: summaries($1)) }
    interaction = summaries(rest)
    self.draws = draws
    guard let together, (2...Self.pairLimit).contains(changes.count),
      interaction.values.contains(where: { !$0.isNothing })
    else {
      pairs = nil
      return
    }
    var pairs: [Pair] = []
    for i in changes.indices {
      for j in changes.indices.dropFirst(i + 1) {
        // Two changes are all that differs: their interaction is the whole.
        guard let run = changes.count == 2 ? other : together(i, j) else { continue }
        let both = less(less(less(try outcomes(run), first), effects[i]), effects[j])
        pairs.append(Pair(first: changes[i].paths, second: changes[j].paths, effects: summaries(both)))
      }
    }
    self.pairs = pairs
  }

  private static func values(_ run: CountyRun) -> [Double] {
    let table = MeasureTable(run)
    let years = run.horizon.years.indices.dropFirst()
    return [Measure.unmet, .invest].map { measure in years.reduce(0) { $0 + (table.value(measure, $1) ?? .nan) } }
  }
}
