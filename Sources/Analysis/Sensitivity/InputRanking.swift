internal import Ensembles
internal import Facilities
internal import Finance
public import PlanningModel
public import Simulation

/// The inputs that are least known, by what they do to each headline measure: every uncertain input is moved to the ends of
/// its interval, the others staying where they are, and all measures are read again.
public struct InputRanking: Sendable {
  /// What an input does to a measure.
  public struct Effect: Sendable, Hashable {
    public let measure: Measure
    /// The target year for shares of beds that have a target, the last year otherwise; money is summed up to then.
    public let year: Year
    public let central: Double
    /// At the low and the high end; `nil` where the model has no solution there.
    public let atLow: Double?
    public let atHigh: Double?
    /// How far the measure moves: for a share in points (1 = from none to all), otherwise relative to the central value, or
    /// to half of the largest end where the central value is smaller than that, so that a measure of zero has a swing too.
    public let swing: Double
  }

  public struct Row: Sendable, Hashable {
    public let path: String
    public let titleZh: String
    public let titleEn: String
    public let value: Double
    public let low: Double
    public let high: Double
    public let unit: String
    public let grade: EvidenceGrade
    public let note: String
    /// On every measure that moves, in the order of the measures.
    public let effects: [Effect]

    public func effect(_ measure: Measure) -> Effect? { effects.first { $0.measure == measure } }
    /// The largest of its swings.
    public var largest: Double { effects.map(\.swing).max() ?? 0 }

    /// The reading of demand for beds, by need or by observed use, that moves most.
    public var reading: DemandReading {
      swing(.demandNeed) > swing(.demandObserved) ? .need : .observed
    }
    /// The effect on that reading.
    public var demand: Effect? { effect(reading == .need ? .demandNeed : .demandObserved) }

    private func swing(_ measure: Measure) -> Double { effect(measure)?.swing ?? 0 }
  }

  /// Largest swing first; ties in the order of the catalogue, switches of the portfolio after the parameters.
  public let rows: [Row]

  /// The measures that a report leads with.
  public static let headlines: [Measure] = [
    .unmet, .demandObserved, .demandNeed, .nursingShare, .pop60, .invest, .cremationCounty, .deaths,
  ]

  /// Rows that were ranked already; none where nobody asks for the ranking.
  public init(rows: [Row]) { self.rows = rows }

  /// - Parameter jobs: Threads; the result does not depend on it.
  public init(_ run: CountyRun, jobs: Int = 1) {
    let inputs = MovedInput.all(run)
    let central = Headlines(run)
    // The ends of all inputs are made in one go, and each run is read for all measures: parameters first, then the portfolio.
    let changes = inputs.flatMap { [$0.change(run, $0.low), $0.change(run, $0.high)] }
    var ends = [Headlines?](repeating: nil, count: changes.count)
    let parameters = changes.enumerated().compactMap { position, change -> (position: Int, values: [String: Double])? in
      if case .parameters(let values) = change { (position, values) } else { nil }
    }
    let read = run.mapVarying(parameters.map(\.values), jobs: jobs) { Headlines($0) }
    for (parameter, headlines) in zip(parameters, read) { ends[parameter.position] = headlines }
    let portfolios = changes.enumerated().compactMap { position, change -> (position: Int, choice: PortfolioChoice)? in
      if case .portfolio(let choice) = change { (position, choice) } else { nil }
    }
    let changed = OrderedParallel.map(portfolios.count, jobs: jobs) { index in
      (try? run.changing(portfolios[index].choice)).map(Headlines.init)
    }
    for (portfolio, headlines) in zip(portfolios, changed) { ends[portfolio.position] = headlines }
    let rows = inputs.enumerated().map { position, input in
      InputRanking.row(input, central, ends[2 * position], ends[2 * position + 1])
    }
    self.rows = rows.enumerated().sorted { ($1.element.largest, $0.offset) < ($0.element.largest, $1.offset) }
      .map(\.element)
  }

  /// Inputs by what they do to one measure, the one that moves it most first.
  public func leading(_ measure: Measure) -> [Row] {
    rows.filter { $0.effect(measure) != nil }.enumerated().sorted { first, second in
      let (a, b) = (first.element.effect(measure)?.swing ?? 0, second.element.effect(measure)?.swing ?? 0)
      return (b, first.offset) < (a, second.offset)
    }.map(\.element)
  }

  /// For each headline measure the input that moves it most, each input once with the measures that it leads.
  public var leaders: [(row: Row, effects: [Effect])] {
    var found: [(row: Row, effects: [Effect])] = []
    for measure in InputRanking.headlines {
      guard let row = leading(measure).first, let effect = row.effect(measure) else { continue }
      if let same = found.firstIndex(where: { $0.row.path == row.path }) {
        found[same].effects.append(effect)
      } else {
        found.append((row, [effect]))
      }
    }
    return found
  }

  private static func row(_ input: MovedInput, _ central: Headlines, _ low: Headlines?, _ high: Headlines?) -> Row {
    let effects = Measure.allCases.compactMap { measure -> Effect? in
      guard let (year, value) = central[measure] else { return nil }
      let ends = [low?[measure]?.value, high?[measure]?.value]
      let swing = swing(measure, value, ends.compactMap { $0 })
      guard swing > 1e-9 else { return nil }
      return Effect(
        measure: measure, year: year, central: value, atLow: ends[0], atHigh: ends[1], swing: swing)
    }
    return Row(
      path: input.path, titleZh: input.titleZh, titleEn: input.titleEn, value: input.value, low: input.low,
      high: input.high, unit: input.unit, grade: input.grade, note: input.note, effects: effects)
  }

  package static func swing(_ measure: Measure, _ central: Double, _ ends: [Double]) -> Double {
    let all = ends + [central]
    let range = (all.max() ?? 0) - (all.min() ?? 0)
    guard measure.unit != "share" else { return range }
    let scale = max(abs(central), (all.map(abs).max() ?? 0) / 2)
    return scale > 0 ? range / scale : 0
  }
}

/// The headline measures of a run, each in the year in which it is judged.
private struct Headlines: Sendable {
  private let values: [Measure: (year: Year, value: Double)]

  init(_ run: CountyRun) {
    let table = MeasureTable(run)
    let last = run.horizon.count - 1
    var values: [Measure: (year: Year, value: Double)] = [:]
    for measure in Measure.allCases {
      let target: PlanIndicator.Measure? =
        switch measure {
        case .nursingShare, .conversionsNeeded: .nursingShare
        case .governmentShare: .governmentShare
        default: nil
        }
      let year = run.county.indicators.first { $0.measure == target }.flatMap { run.horizon.index(of: $0.targetYear) }
      let index = target == nil ? last : year ?? last
      let value =
        measure == .invest
        ? run.cash.total { $0.year <= run.horizon.end }.wanYuan.value : table.value(measure, index)
      if let value { values[measure] = (run.horizon.years[index], value) }
    }
    self.values = values
  }

  subscript(measure: Measure) -> (year: Year, value: Double)? { values[measure] }
}
