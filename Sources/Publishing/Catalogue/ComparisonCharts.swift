internal import Analysis
public import Charts
internal import Ensembles
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// The charts of a comparison: the scenarios over the years, and what each change does.
extension ComparisonPublication {
  public func charts(titleMode: ChartFrame.TitleMode) -> [PublishedChart] {
    var charts = [lines(titleMode)]
    for (index, attribution) in attributions.enumerated() {
      guard let attribution else { continue }
      for outcome in Attribution.Outcome.allCases {
        if let chart = waterfall(attribution, outcome, scenario: index + 1, titleMode) { charts.append(chart) }
      }
    }
    return charts
  }

  func lines(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    func panel(_ measure: Measure, _ heading: Phrase, scale: Double, decimals: Int) -> PanelChart.Panel {
      PanelChart.Panel(
        heading: wording.say(heading),
        lines: scenarios.indices.map { index in
          let summaries = comparison.years.map { comparison.row(measure, $0)?.values[index] ?? Summary(nil) }
          return PanelChart.Line(
            name: titles[index], values: summaries.map { $0.mean.map { $0 * scale } },
            band: comparison.draws > 0
              ? PanelChart.Band(
                low: summaries.map { $0.p10.map { $0 * scale } }, high: summaries.map { $0.p90.map { $0 * scale } })
              : nil)
        }, decimals: decimals, height: 150, actuals: actuals(measure, scale: scale))
    }
    let marks = actuals(.beds) + actuals(.nursingShare)
    let chart = PanelChart(
      years: comparison.years.map(\.value),
      panels: [
        panel(.beds, .compareBedsHeading, scale: 1, decimals: 0),
        panel(.unmet, .compareUnmetHeading, scale: 1, decimals: 0),
        panel(.nursingShare, .compareNursingHeading, scale: 100, decimals: 1),
      ])
    let frame = ChartFrame(
      id: "compare-scenarios", title: wording.say(.compareTitle),
      subtitle: wording.say(.compareSubtitle)
        + (comparison.draws > 0
          ? wording.say(
            chart.showsShades ? .bandNote : .horizonNote, "\(comparison.draws)", "\(comparison.years.last?.value ?? 0)",
            wording.name(Lead.mean))
          : "") + coinciding() + wording.note(marks),
      source: wording.say(.compareSource, titles[0]),
      description: wording.say(
        .compareDescription, titles.joined(separator: wording.say(.listSeparator)),
        "\(comparison.years.last?.value ?? 0)",
        lastValues(.unmet)) + happened([.beds, .nursingShare]), titleMode: mode, language: wording.languageTag)
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  /// What happened in the years compared; every scenario is of one county.
  private func actuals(_ measure: Measure, scale: Double = 1) -> [ActualMark] {
    guard let county = comparison.runs.first?.county, let first = comparison.years.first,
      let last = comparison.years.last,
      first < last
    else { return [] }
    return county.marks(
      named: wording.say(.actualName, wording.name(measure)), scale: scale, within: Horizon(start: first, end: last)
    ) { $0 == .measure(measure) }
  }

  /// The same in words; empty where nothing is known.
  private func happened(_ measures: [Measure]) -> String {
    let words = measures.flatMap { measure in
      actuals(measure).map { mark in
        wording.say(.actualEntry, "\(mark.year)", wording.name(measure), wording.value(measure, mark.value))
          + (mark.isAssumed ? wording.say(.actualIsAssumed) : "")
      }
    }
    return words.isEmpty ? "" : wording.say(.actualDescription, words.joined(separator: wording.say(.listSeparator)))
  }

  /// Which lines of the panels lie on each other.
  private func coinciding() -> String {
    [
      (Measure.beds, Phrase.compareBedsHeading), (.unmet, .compareUnmetHeading),
      (.nursingShare, .compareNursingHeading),
    ]
    .map { measure, heading in
      let rows = comparison.rows.filter { $0.measure == measure }
      var groups: [[Int]] = []
      for index in scenarios.indices {
        let same = groups.firstIndex { group in rows.allSatisfy { $0.values[group[0]] == $0.values[index] } }
        if let same { groups[same].append(index) } else { groups.append([index]) }
      }
      let shared = groups.filter { $0.count > 1 }.map { group in
        group.count == scenarios.count
          ? wording.say(.compareCoincideAll) : group.map { titles[$0] }.joined(separator: wording.text("＝", " = "))
      }
      guard !shared.isEmpty else { return "" }
      return wording.say(
        .compareCoincide, wording.say(heading), shared.joined(separator: wording.text("、", ", ")))
    }.joined()
  }

  private func lastValues(_ measure: Measure) -> String {
    guard let year = comparison.years.last, let row = comparison.row(measure, year) else { return "—" }
    return row.values.map { $0.mean.map { wording.value(measure, $0) } ?? "—" }.joined(
      separator: wording.say(.listSeparator))
  }

  /// `nil` where the outcome is undecided.
  func waterfall(
    _ attribution: Attribution, _ outcome: Attribution.Outcome, scenario: Int, _ mode: ChartFrame.TitleMode
  ) -> PublishedChart? {
    guard let start = attribution.start[outcome]?.mean, let end = attribution.end[outcome]?.mean else { return nil }
    let steps = attribution.steps.map { step in
      let effect = step.effects[outcome] ?? Summary(nil)
      return WaterfallChart.Step(
        name: wording.change(step.paths), value: effect.mean ?? 0,
        low: attribution.draws > 0 ? effect.p10 : nil, high: attribution.draws > 0 ? effect.p90 : nil)
    }
    let rest = attribution.interaction[outcome] ?? Summary(nil)
    let all =
      steps.filter { abs($0.value) >= 0.5 }
      + (abs(rest.mean ?? 0) >= 0.5
        ? [
          WaterfallChart.Step(
            name: wording.interaction(attribution, outcome), value: rest.mean ?? 0,
            low: attribution.draws > 0 ? rest.p10 : nil,
            high: attribution.draws > 0 ? rest.p90 : nil, isInteraction: true)
        ] : [])
    let chart = WaterfallChart(
      startName: titles[0], start: start, steps: all,
      endName: titles[scenario], end: end,
      heading: wording.say(outcome == .unmet ? .waterfallUnmetHeading : .waterfallInvestHeading), isLowerBetter: true)
    let frame = ChartFrame(
      id: "waterfall-\(outcome.rawValue)-\(scenarios[scenario].id)",
      title: wording.say(outcome == .unmet ? .waterfallUnmetTitle : .waterfallInvestTitle),
      subtitle: wording.say(.waterfallSubtitle)
        + (attribution.draws > 0 ? wording.say(.waterfallDraws, "\(attribution.draws)") : ""),
      source: wording.say(.waterfallSource, titles[0], titles[scenario]),
      description: wording.say(
        .waterfallDescription, titles[0], NumberFormat.text(chart.start), titles[scenario],
        NumberFormat.text(chart.end),
        all.map { "\($0.name) \(NumberFormat.signed($0.value))" }.joined(separator: wording.say(.semicolon))),
      titleMode: mode, language: wording.languageTag)
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }
}
