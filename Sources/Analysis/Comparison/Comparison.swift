public import Ensembles
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
    /// Share of futures in which the scenario is better than the first, ties counted half; `nil` where neither direction is
    /// better.
    public let sharesBetter: [Double?]
    /// Share of futures in which the scenario is as the first, up to ``Comparison/tolerance(_:)``.
    public let sharesTied: [Double]
  }

  /// The runs at central values.
  public let runs: [CountyRun]
  /// Futures drawn for each scenario; 0 for the central values alone.
  public let draws: Int
  public let seed: UInt64
  public let years: [Year]
  public let rows: [Row]
  /// What was moved in the draws of each scenario because it could not hold together.
  public let moved: [MovedDraws]
  /// How the futures were chosen by what the county observed; `nil` where they were not.
  public let selection: DrawSelection?

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
    var moved: [MovedDraws] = []
    // The reference tells which states of the world agree with what was counted; the others act in the same ones.
    selection =
      sharesNumbers ? try DrawSelection(runs[0], seed: seed, count: draws, jobs: jobs, isCancelled: isCancelled) : nil
    for (position, run) in runs.enumerated() {
      guard draws > 0 else {
        futures.append([Comparison.values(run, shared)])
        moved.append(MovedDraws())
        continue
      }
      let own = sharesNumbers ? seed : seed &+ UInt64(position) &* 0x9E37_79B9
      let chosen =
        sharesNumbers
        ? selection : try DrawSelection(run, seed: own, count: draws, jobs: jobs, isCancelled: isCancelled)
      let drawn = try Futures(run, seed: own, selection: chosen).map(0..<draws, jobs: jobs, isCancelled: isCancelled) {
        future in
        progress()
        return Comparison.values(future, shared)
      }
      futures.append(drawn.results)
      moved.append(drawn.moved)
    }
    self.moved = moved
    var rows: [Row] = []
    for (measureIndex, measure) in Measure.allCases.enumerated() {
      let block = measureIndex * shared.count..<(measureIndex + 1) * shared.count
      let tolerance = Comparison.tolerance(futures.lazy.joined().flatMap { $0[block] })
      for (yearIndex, year) in shared.enumerated() {
        let cell = measureIndex * shared.count + yearIndex
        let columns = futures.map { scenario in scenario.map { $0[cell] } }
        guard columns.contains(where: { $0.contains { !$0.isNaN } }) else { continue }
        let gaps = columns.map { Comparison.gaps($0, columns[0], tolerance) }
        rows.append(
          Row(
            measure: measure, year: year, values: columns.map { Summary($0) }, differences: gaps.map { Summary($0) },
            sharesBetter: gaps.map { gap in Comparison.shareBetter(gap, measure) },
            sharesTied: gaps.map { gap in gap.isEmpty ? 0 : Double(gap.count { $0 == 0 }) / Double(gap.count) }))
      }
    }
    self.rows = rows
  }

  /// Observations by which the futures of all scenarios are chosen, as the reference sees them.
  public var conditions: [Observation] { selection?.fits.map(\.observation) ?? [] }
  /// Whether a scenario differs from the reference in the population, so that alone it would choose other futures.
  public var hasOtherPeople: Bool {
    func people(_ run: CountyRun) -> [UncertainPath] {
      run.parameters.entries.filter { $0.declaration.path.hasPrefix("population.") }.map(\.number)
    }
    return runs.dropFirst().contains { run in
      people(run) != people(runs[0]) || run.conditions.count != runs[0].conditions.count
    }
  }

  public func row(_ measure: Measure, _ year: Year) -> Row? {
    rows.first { $0.measure == measure && $0.year == year }
  }

  /// Years that people read: those that the scenarios ask for, else those divisible by five, else all. The base year is among
  /// them only where something differs in it.
  public var shownYears: [Year] {
    let asked = Set(runs.flatMap(\.scenario.outputs.years))
    let marks = years.filter { asked.isEmpty ? $0.value.isMultiple(of: 5) : asked.contains($0) }
    let base = runs[0].horizon.start
    let isBaseEqual = !rows.contains { row in row.year == base && row.differences.contains { !$0.isNothing } }
    let shown = marks.filter { $0 != base || !isBaseEqual }
    return shown.isEmpty ? years : shown
  }

  private static func values(_ run: CountyRun, _ years: [Year]) -> [Double] {
    let table = MeasureTable(run)
    return Measure.allCases.flatMap { measure in
      years.map { year in run.horizon.index(of: year).flatMap { table.value(measure, $0) } ?? .nan }
    }
  }

  /// Below which a difference is none: the same sums in another order differ by the last digits of binary fractions.
  ///
  /// A chain of some 10⁵ additions and products loses at most about 10⁵ · 2⁻⁵³ ≈ 10⁻¹¹ of the numbers that go through it;
  /// 10⁻⁹ of the largest value that the measure takes (in any scenario, year and future) is far above that. What is left of
  /// larger numbers that cancel, such as unmet need of demand and beds, may be noise altogether: half of the last digit that
  /// tables print (six decimals) is the least.
  public static func tolerance(_ values: some Sequence<Double>) -> Double {
    max(5e-7, 1e-9 * values.reduce(0) { $1.isNaN ? $0 : max($0, abs($1)) })
  }

  /// Paired differences; those within the tolerance are exactly zero.
  static func gaps(_ values: [Double], _ reference: [Double], _ tolerance: Double) -> [Double] {
    zip(values, reference).map { value, first in
      let gap = value - first
      return abs(gap) <= tolerance ? 0 : gap
    }
  }

  /// Ties count half.
  static func shareBetter(_ gaps: [Double], _ measure: Measure) -> Double? {
    guard let isLowerBetter = measure.isLowerBetter, !gaps.contains(where: \.isNaN), !gaps.isEmpty else { return nil }
    let wins = gaps.reduce(0.0) { sum, gap in
      sum + (gap == 0 ? 0.5 : (gap < 0) == isLowerBetter ? 1 : 0)
    }
    return wins / Double(gaps.count)
  }
}
