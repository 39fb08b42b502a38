public import Ensembles
public import PlanningModel
public import Simulation

/// What choosing the futures by observations changed: outcomes with it and, of as many futures up to ``mostCompared``, without
/// it; inputs of all that were tried and of those that were kept.
public struct ConditioningEffect: Sendable {
  public struct Outcome: Sendable, Hashable {
    public let measure: Measure
    /// Position in the horizon.
    public let year: Int
    public let before: Summary
    public let after: Summary
  }

  /// An uncertain number of the scenario or the county's data.
  public struct Input: Sendable, Hashable {
    public let path: String
    public let before: Summary
    public let after: Summary
    /// How far its mean moved, in standard deviations of all futures.
    public let shift: Double
  }

  public let selection: DrawSelection
  public let outcomes: [Outcome]
  /// All inputs that differ between futures, the furthest moved first.
  public let inputs: [Input]

  /// Futures that stand for all without the observations, at most: their mean strays by a thirtieth of a deviation from that of
  /// ever so many, and each costs as much as one that is kept.
  public static let mostCompared = 1000

  public static let measures: [Measure] = [
    .residents, .pop60, .pop80, .births, .deaths, .severe, .demandObserved, .unmet,
  ]

  /// - Parameters:
  ///   - years: Positions in the horizon.
  ///   - after: What the chosen futures say.
  /// - Throws: ``SimulationError``.
  public init(
    _ run: CountyRun, _ selection: DrawSelection, seed: UInt64, years: [Int], jobs: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false }, after: (Measure, Int) -> Summary
  ) throws(SimulationError) {
    self.selection = selection
    let cells = Self.measures.flatMap { measure in years.map { (measure, $0) } }
    let all = try Futures(run, seed: seed)
    let compared = 0..<min(selection.draws.count, Self.mostCompared)
    let drawn = try all.map(compared, jobs: jobs, isCancelled: isCancelled) { future -> [Double] in
      let table = MeasureTable(future, years: years)
      return cells.map { table.value($0.0, $0.1) ?? .nan }
    }.results
    outcomes = cells.enumerated().compactMap { index, cell in
      let before = Summary(drawn.map { $0[index] })
      let after = after(cell.0, cell.1)
      return before.present > 0 && after.present > 0
        ? Outcome(measure: cell.0, year: cell.1, before: before, after: after) : nil
    }
    inputs = selection.inputs.map { input in
      let values = input.values
      let kept = selection.draws.map { values[$0] }
      let (mean, later) = (Self.mean(values), Self.mean(kept))
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (squares / Double(max(1, values.count - 1))).squareRoot()
      return Input(
        path: input.path, before: Summary(values), after: Summary(kept),
        shift: deviation > 0 ? (later - mean) / deviation : 0
      )
    }.sorted { (abs($1.shift), $0.path) < (abs($0.shift), $1.path) }
  }

  /// Inputs that moved further than chance among so few futures moves any: three standard errors of a mean, and a fifth of a
  /// deviation.
  public var moved: [Input] {
    let least = max(0.2, 3 / Double(max(1, selection.draws.count)).squareRoot())
    return inputs.filter { abs($0.shift) >= least }
  }

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }
}
