internal import Analysis
internal import Charts
internal import Ensembles
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

extension Publication {
  /// What happened, with what the futures project of it.
  var happened: [(fact: ProjectedActual, projected: Summary)] {
    ProjectedActual.all(run, measures: measures, indicators: indicators).enumerated().map {
      ($0.element, summary(NumberKey.actual($0.offset)))
    }
  }

  /// Marks of a measure for a chart.
  ///
  /// - Parameter name: Of the line that they belong to.
  func marks(_ measure: Measure, _ name: String, scale: Double = 1) -> [ActualMark] {
    marks(named: wording.say(.actualName, name), scale: scale) { $0 == .measure(measure) }
  }

  /// Marks of the indicators that read a measure, in their own unit.
  func marks(_ measure: PlanIndicator.Measure) -> [ActualMark] {
    run.county.indicators.filter { $0.measure == measure }.flatMap { indicator in
      marks(named: wording.say(.actualName, wording.say(.actualIndicator, "\(indicator.number)"))) {
        $0 == .indicator(indicator.number)
      }
    }
  }

  private func marks(
    named name: String, scale: Double = 1, of isChosen: (Actual.Subject) -> Bool
  ) -> [ActualMark] {
    run.county.marks(named: name, scale: scale, within: run.horizon, of: isChosen)
  }

  /// When a project really was begun or finished, for the chart of projects.
  func mark(_ project: ProjectID, _ aspect: Actual.Aspect) -> ActualMark? {
    run.county.actual(.project(project), aspect).map { ActualMark($0, named: "") }
  }

  /// Facts that a description names one by one.
  private static let described = 6

  /// What happened, for a picture's description; empty where nothing did.
  func actualWords(_ measures: [Measure], _ kinds: [PlanIndicator.Measure] = []) -> String {
    let numbers = run.county.indicators.filter { kinds.contains($0.measure) }.map(\.number)
    let facts = happened.map(\.fact.actual).filter { actual in
      guard run.horizon.start <= actual.year, actual.year <= run.horizon.end else { return false }
      return switch actual.subject {
      case .measure(let measure): measures.contains(measure)
      case .indicator(let number): numbers.contains(number)
      case .project: false
      }
    }
    guard !facts.isEmpty else { return "" }
    let words = facts.prefix(Publication.described).map { actual in
      wording.say(.actualEntry, "\(actual.year)", wording.name(actual.subject, in: run.county), value(actual))
        + (actual.evidence.grade == .assumption ? wording.say(.actualIsAssumed) : "")
    }.joined(separator: wording.say(.listSeparator))
    return wording.say(
      .actualDescription,
      facts.count > Publication.described ? wording.say(.actualMore, words, "\(facts.count)") : words)
  }

  /// What happened with its unit.
  func value(_ actual: Actual) -> String { value(actual.value, as: actual) }

  /// A number in the unit of something that happened.
  func value(_ value: Double, as actual: Actual) -> String {
    switch actual.subject {
    case .measure(let measure): wording.value(measure, value)
    case .indicator(let number):
      wording.value(
        wording.indicatorValue(value), in: run.county.indicators.first { $0.number == number }?.unit ?? "")
    case .project: actual.aspect.isYear ? "\(Int(value))" : NumberFormat.text(value)
    }
  }

  /// The verdict that what happened gives in an indicator's target year; `nil` when that is not known.
  func actualVerdict(_ row: IndicatorRow) -> String? {
    row.verdict(of: run.county.actual(of: row.indicator)).map {
      wording.say($0 == .met ? .attainedByActual : .missedByActual)
    }
  }

  /// Whether what happened lies in the 80% interval of what was drawn; `nil` where nothing was.
  func place(_ actual: Actual, in projected: Summary) -> Phrase? {
    guard draws > 0, let low = projected.p10, let high = projected.p90 else { return nil }
    return actual.value < low ? .actualBelow : actual.value > high ? .actualAbove : .actualInside
  }

  /// One line for the terminal; `nil` where nothing was entered and nothing is asked.
  public func actualLine() -> String? {
    let facts = happened
    let asked = run.county.asked.count
    guard !facts.isEmpty || asked > 0 else { return nil }
    let outside = facts.count { entry in
      place(entry.fact.actual, in: entry.projected).map { $0 != .actualInside } ?? false
    }
    return wording.say(
      .terminalActuals, "\(facts.count)", outside > 0 ? wording.say(.terminalOutside, "\(outside)") : "",
      asked > 0 ? wording.say(.terminalAsked, "\(asked)") : "")
  }

  // MARK: What is asked

  /// What the county has not entered yet, in a list; `nil` where nothing is asked.
  func askedList() -> String? {
    let asked = run.county.asked
    var parts: [String] = []
    let years = Set(asked.compactMap { $0.subject.kind == .indicator ? $0.year : nil }).sorted()
    let numbers = run.county.indicators.map(\.number).sorted()
    for year in years {
      let own = asked.filter { $0.subject.kind == .indicator && $0.year == year }.map(\.subject)
      let chosen = numbers.filter { own.contains(.indicator($0)) }
      parts.append(
        wording.say(.askedIndicators, ranges(chosen.map { "\($0)" }, of: numbers.map { "\($0)" }), "\(year)"))
    }
    let ids = run.county.projects.map(\.id)
    for aspect in Actual.Aspect.all(of: .project) {
      let own = asked.filter { $0.aspect == aspect }
      for year in Set(own.map(\.year)).sorted(by: { ($0?.value ?? 0) < ($1?.value ?? 0) }) {
        let subjects = own.filter { $0.year == year }.map(\.subject)
        let chosen = ids.filter { subjects.contains(.project($0)) }
        guard !chosen.isEmpty else { continue }
        let list = ranges(chosen.map(\.value), of: ids.map(\.value))
        let name = wording.name(aspect)
        parts.append(
          year.map { wording.say(.askedProjectsOf, list, name, "\($0)") } ?? wording.say(.askedProjects, list, name))
      }
    }
    for entry in asked {
      guard case .measure(let measure) = entry.subject, let year = entry.year else { continue }
      parts.append(wording.say(.askedMeasure, "\(year)", wording.name(measure)))
    }
    return parts.isEmpty ? nil : parts.joined(separator: wording.say(.listSeparator))
  }

  /// Some of a list, three and more in a row as a range: `13—18、20`.
  private func ranges(_ chosen: [String], of all: [String]) -> String {
    var runs: [[String]] = []
    var before: Int?
    for (position, entry) in all.enumerated() where chosen.contains(entry) {
      if let last = before, last == position - 1 { runs[runs.count - 1].append(entry) } else { runs.append([entry]) }
      before = position
    }
    return runs.map { run in
      guard let first = run.first, let last = run.last, run.count > 2 else {
        return run.joined(separator: wording.say(.listSeparator))
      }
      return wording.say(.rangeOf, first, last)
    }.joined(separator: wording.say(.listSeparator))
  }
}

extension ActualMark {
  init(_ actual: Actual, named name: String, scale: Double = 1) {
    self.init(
      name: name, year: actual.year.value, time: actual.place, value: actual.value * scale,
      isAssumed: actual.evidence.grade == .assumption)
  }
}

extension County {
  /// Marks of what happened to some subjects in the years of a chart.
  func marks(
    named name: String, scale: Double, within horizon: Horizon, of isChosen: (Actual.Subject) -> Bool
  ) -> [ActualMark] {
    happened.filter { isChosen($0.subject) }.map { ActualMark($0, named: name, scale: scale) }.filter {
      Double(horizon.start.value) <= $0.time && $0.time <= Double(horizon.end.value)
    }.sorted { $0.time < $1.time }
  }
}

extension Wording {
  /// What the marks of a chart are; empty where it has none.
  func note(_ marks: [ActualMark]) -> String {
    guard !marks.isEmpty else { return "" }
    return say(.actualMarks) + (marks.contains(where: \.isAssumed) ? say(.actualMarksAssumed) : "")
  }
}
