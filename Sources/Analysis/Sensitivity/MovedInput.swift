internal import Facilities
internal import PlanningModel
internal import Simulation

/// An uncertain input that can be moved along its interval: a parameter, a switch of the portfolio, or the years of opening.
struct MovedInput: Sendable {
  enum Kind: Sendable {
    case parameter
    case uncertain(UncertainSwitch.Target)
    /// All projects whose opening has a range, moved together from the earliest to the latest.
    case openings
  }

  let kind: Kind
  let path: String
  let titleZh: String
  let titleEn: String
  let value: Double
  let low: Double
  let high: Double
  let unit: String
  let grade: EvidenceGrade
  let note: String

  static func all(_ run: CountyRun) -> [MovedInput] {
    let parameters = run.parameters.entries.compactMap { entry -> MovedInput? in
      guard let low = entry.low, let high = entry.high, low < high, entry.declaration.role != .spread else {
        return nil
      }
      let path = entry.declaration.path
      // What is one doubt is moved with the parameter whose random numbers it shares.
      guard ParameterCatalogue.drawn(path) == path || !hasEnds(ParameterCatalogue.drawn(path), run) else { return nil }
      let others = ParameterCatalogue.together(with: path).dropFirst().filter { hasEnds($0, run) }.compactMap {
        ParameterCatalogue.declaration(for: $0)
      }
      return MovedInput(
        kind: .parameter, path: path,
        titleZh: ([entry.declaration.titleZh] + others.map(\.titleZh)).joined(separator: "；"),
        titleEn: ([entry.declaration.titleEn] + others.map(\.titleEn)).joined(separator: "; "),
        value: entry.value.points[0].value, low: low, high: high,
        unit: entry.declaration.unit, grade: entry.grade, note: entry.note)
    }
    let switches = run.scenario.portfolio.uncertain.map { entry -> MovedInput in
      let interval = entry.interval80
      let words = title(entry.target)
      return MovedInput(
        kind: .uncertain(entry.target), path: entry.path, titleZh: words.zh, titleEn: words.en, value: interval.mid,
        low: interval.low, high: interval.high, unit: words.unit, grade: .assumption, note: "")
    }.filter { $0.low < $0.high }
    return parameters + switches + [openings(run)].compactMap { $0 }
  }

  private static func hasEnds(_ path: String, _ run: CountyRun) -> Bool {
    guard let entry = run.parameters.entry(path), let low = entry.low, let high = entry.high else { return false }
    return low < high
  }

  /// The values of a parameter and of those that go with it, when it stands at one end.
  private func moved(_ run: CountyRun, _ end: Double) -> [String: Double] {
    var values = [path: end]
    for other in ParameterCatalogue.together(with: path).dropFirst() where MovedInput.hasEnds(other, run) {
      values[other] = end == low ? run.parameters[other].low : run.parameters[other].high
    }
    return values
  }

  /// `nil` when no opening has a range, or the scenario draws the delays itself.
  private static func openings(_ run: CountyRun) -> MovedInput? {
    let isDrawn = run.scenario.portfolio.uncertain.contains { entry in
      switch entry.target {
      case .shiftAll, .shift: true
      case .beds, .scale, .convert, .close: false
      }
    }
    let ranged = run.schedule.filter { isRanged($0, run) }
    guard !isDrawn, !ranged.isEmpty else { return nil }
    return MovedInput(
      kind: .openings, path: "portfolio.open", titleZh: "各项目的开业年份（由最早到最晚）",
      titleEn: "Opening years of the projects, earliest to latest", value: 0,
      low: Double(ranged.map { $0.project.openEarliest - $0.project.openYear }.min() ?? 0),
      high: Double(ranged.map { $0.project.openLatest - $0.project.openYear }.max() ?? 0), unit: "year",
      grade: ranged.map(\.project.scheduleGrade).max() ?? .assumption, note: "")
  }

  private static func isRanged(_ entry: ScheduledProject, _ run: CountyRun) -> Bool {
    entry.project.openEarliest < entry.project.openLatest && run.scenario.portfolio.open[entry.project.id] == nil
  }

  private static func title(_ target: UncertainSwitch.Target) -> (zh: String, en: String, unit: String) {
    switch target {
    case .shiftAll: ("全部项目推迟的年数", "Delay of all projects", "year")
    case .shift(let id): ("\(id.value)推迟的年数", "Delay of \(id.value)", "year")
    case .beds(let id): ("\(id.value)的床位数", "Beds of \(id.value)", BedUnit.symbol)
    case .scale(let id): ("\(id.value)的规模倍数", "Scale of \(id.value)", "ratio")
    case .convert(let position): ("改造为护理型的床位（第\(position + 1)项）", "Beds converted (\(position + 1))", BedUnit.symbol)
    case .close(let position): ("关停的床位（第\(position + 1)项）", "Beds closed (\(position + 1))", BedUnit.symbol)
    }
  }

  /// What a run must change for an input to stand at one end.
  enum Change: Sendable {
    case parameters([String: Double])
    case portfolio(PortfolioChoice)
  }

  func change(_ run: CountyRun, _ end: Double) -> Change {
    var portfolio = run.scenario.portfolio
    switch kind {
    case .parameter: return .parameters(moved(run, end))
    case .uncertain(let target): portfolio.set(target, to: end)
    case .openings:
      for entry in run.schedule where MovedInput.isRanged(entry, run) {
        portfolio.open[entry.project.id] = end == low ? entry.project.openEarliest : entry.project.openLatest
      }
    }
    return .portfolio(portfolio)
  }
}
