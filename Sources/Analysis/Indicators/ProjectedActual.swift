internal import Facilities
internal import Finance
public import PlanningModel
public import Simulation

/// Something that happened, beside what a run projects of it.
public struct ProjectedActual: Sendable, Hashable {
  public let actual: Actual
  /// In the actual's unit; `nil` where the run has no such number: beyond its years, outside its portfolio, or nothing it computes.
  public let projected: Double?

  /// Projected less actual.
  public var gap: Double? { projected.map { $0 - actual.value } }

  /// All that is known, measures first, then indicators and projects, each in its own order.
  public static func all(_ run: CountyRun, measures: MeasureTable, indicators: Indicators) -> [ProjectedActual] {
    let happened = run.county.happened
    guard !happened.isEmpty else { return [] }
    let order = Order(run.county)
    return happened.map { (order.key($0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map { _, actual in
      let projected: Double? =
        switch actual.subject {
        case .measure(let measure):
          if let observation = run.county.observation(of: actual) {
            run.modelled(observation)
          } else {
            value(at: actual.place, run.horizon) { measures.value(measure, $0) }
          }
        case .indicator(let number):
          value(at: actual.place, run.horizon) { year in
            indicators.rows.first { $0.indicator.number == number }?.values[year]
          }
        case .project(let id): project(id, actual.aspect, run)
        }
      return ProjectedActual(actual: actual, projected: projected)
    }
  }

  /// A course at a moment between two of its years.
  private static func value(at place: Double, _ horizon: Horizon, _ course: (Int) -> Double?) -> Double? {
    let position = place - Double(horizon.start.value)
    guard position >= 0, position <= Double(horizon.count - 1) else { return nil }
    let lower = Int(position)
    let share = position - Double(lower)
    guard let first = course(lower) else { return nil }
    guard share > 0 else { return first }
    return course(lower + 1).map { first + ($0 - first) * share }
  }

  private static func project(_ id: ProjectID, _ aspect: Actual.Aspect, _ run: CountyRun) -> Double? {
    guard let entry = run.schedule.first(where: { $0.project.id == id }) else { return nil }
    switch aspect {
    case .start: return Double(entry.start.value)
    case .open: return Double(entry.open.value)
    case .beds: return entry.places?.value
    case .investment: return run.investments.first { $0.project == id }?.amount?.wanYuan.value
    case .value: return nil
    }
  }

  /// The order in which tables show what happened.
  private struct Order {
    let measures: [Measure: Int]
    let projects: [ProjectID: Int]

    init(_ county: County) {
      measures = Dictionary(uniqueKeysWithValues: Measure.allCases.enumerated().map { ($0.element, $0.offset) })
      projects = Dictionary(
        county.projects.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    func key(_ actual: Actual) -> [Int] {
      let aspect = Actual.Aspect.allCases.firstIndex(of: actual.aspect) ?? 0
      return switch actual.subject {
      case .measure(let measure): [0, measures[measure] ?? 0, aspect, actual.year.value]
      case .indicator(let number): [1, number, aspect, actual.year.value]
      case .project(let id): [2, projects[id] ?? 0, aspect, actual.year.value]
      }
    }
  }
}

extension IndicatorRow {
  /// The verdict that what happened in the target year gives, beside the projected one; `nil` when it is not known, or where the
  /// target is in words.
  public func verdict(of actual: Actual?) -> Verdict? {
    guard let actual, actual.year == indicator.targetYear else { return nil }
    return indicator.isAttained(by: actual.value).map { $0 ? .met : .missed }
  }
}
