public import Analysis
public import Charts
internal import PlainText
public import PlanningModel
internal import Simulation

/// A comparison of scenarios, ready to be shown: the first scenario is the reference.
public struct ComparisonPublication: Sendable {
  public let comparison: Comparison
  /// Changed inputs of each scenario after the reference.
  public let changes: [[ChangedInput]]
  /// What the changes do; `nil` where it was not asked for or cannot be told.
  public let attributions: [Attribution?]
  public let wording: Wording

  public init(
    _ comparison: Comparison, changes: [[ChangedInput]], attributions: [Attribution?], wording: Wording = .chinese
  ) {
    self.comparison = comparison
    self.changes = changes
    self.attributions = attributions
    self.wording = wording
  }

  var scenarios: [Scenario] { comparison.runs.map(\.scenario) }
  /// Name of the folder: the ids, in order.
  public var id: String { scenarios.map(\.id).joined(separator: "__") }

  /// Years that people read: those divisible by five, else all.
  public var shownYears: [Year] {
    let marks = comparison.years.filter { $0.value.isMultiple(of: 5) && $0 != comparison.years.first }
    return marks.isEmpty ? comparison.years : marks
  }

  // MARK: Tables

  public func table() -> Table {
    var table = Table(
      "compare",
      ["measure", "year", "unit", "scenario", "reference"] + Summary.names
        + Summary.names.map { "difference_\($0)" } + ["share_better"])
    for row in comparison.rows {
      for (index, scenario) in scenarios.enumerated() {
        table.add(
          [
            .text(row.measure.rawValue), .integer(row.year.value), .text(row.measure.unit), .text(scenario.id),
            .text(scenarios[0].id),
          ] + row.values[index].all.map { .number($0, 6) }
            + (index == 0
              ? [Cell](repeating: .empty, count: Summary.names.count + 1)
              : row.differences[index].all.map { .number($0, 6) } + [.number(row.sharesBetter[index], 4)]))
      }
    }
    return table
  }

  public func changeTable() -> Table {
    var table = Table(
      "changes", ["reference", "scenario", "path", "before", "after", "before_origin", "after_origin"])
    for (index, list) in changes.enumerated() {
      for change in list {
        table.add([
          .text(scenarios[0].id), .text(scenarios[index + 1].id), .text(change.path), .text(change.before ?? ""),
          .text(change.after ?? ""), .text(change.beforeOrigin ?? ""), .text(change.afterOrigin ?? ""),
        ])
      }
    }
    return table
  }

  public func attributionTable() -> Table {
    var table = Table("attribution", ["reference", "scenario", "outcome", "unit", "step"] + Summary.names)
    for (index, attribution) in attributions.enumerated() {
      guard let attribution else { continue }
      for outcome in Attribution.Outcome.allCases {
        func add(_ step: String, _ summary: Summary?) {
          table.add(
            [
              .text(scenarios[0].id), .text(scenarios[index + 1].id), .text(outcome.rawValue),
              .text(outcome == .unmet ? "bed-years" : "wan yuan"), .text(step),
            ] + (summary ?? Summary(nil)).all.map { .number($0, 6) })
        }
        add("start", attribution.start[outcome])
        for step in attribution.steps { add(step.paths.joined(separator: " + "), step.effects[outcome]) }
        add("interaction", attribution.interaction[outcome])
        add("end", attribution.end[outcome])
      }
    }
    return table
  }

  public func json() -> String {
    func object(_ summary: Summary) -> JSONText {
      .object(zip(Summary.names, summary.all).map { ($0, .number($1, 6)) })
    }
    return JSONText.array(
      comparison.rows.map { row in
        let others = scenarios.indices.dropFirst()
        return .object([
          ("measure", .string(row.measure.rawValue)), ("year", .integer(row.year.value)),
          ("unit", .string(row.measure.unit)),
          ("values", .object(scenarios.indices.map { (scenarios[$0].id, object(row.values[$0])) })),
          (
            "difference",
            others.count == 1
              ? object(row.differences[1]) : .object(others.map { (scenarios[$0].id, object(row.differences[$0])) })
          ),
          (
            "share_better",
            others.count == 1
              ? .number(row.sharesBetter[1], 4)
              : .object(others.map { (scenarios[$0].id, .number(row.sharesBetter[$0], 4)) })
          ),
        ])
      }
    ).rendered()
  }

  // MARK: Charts

  public func charts(titleMode: ChartFrame.TitleMode) -> [PublishedChart] {
    var charts = [lines(titleMode)]
    for (index, attribution) in attributions.enumerated() {
      guard let attribution else { continue }
      for outcome in Attribution.Outcome.allCases {
        charts.append(waterfall(attribution, outcome, scenario: index + 1, titleMode))
      }
    }
    return charts
  }

  private func lines(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    func panel(_ measure: Measure, _ heading: Phrase, scale: Double, decimals: Int) -> PanelChart.Panel {
      PanelChart.Panel(
        heading: wording.say(heading),
        lines: scenarios.indices.map { index in
          let summaries = comparison.years.map { comparison.row(measure, $0)?.values[index] ?? Summary(nil) }
          return PanelChart.Line(
            name: scenarios[index].titleZh, values: summaries.map { $0.mean.map { $0 * scale } },
            band: comparison.draws > 0
              ? PanelChart.Band(
                low: summaries.map { $0.p10.map { $0 * scale } }, high: summaries.map { $0.p90.map { $0 * scale } })
              : nil)
        }, decimals: decimals, height: 150)
    }
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
        + (comparison.draws > 0 ? wording.say(.bandNote, "\(comparison.draws)") : ""),
      source: wording.say(.compareSource, scenarios[0].titleZh),
      description: wording.say(
        .compareDescription, scenarios.map(\.titleZh).joined(separator: "、"), "\(comparison.years.last?.value ?? 0)",
        lastValues(.unmet)), titleMode: mode, language: wording.languageTag)
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  private func lastValues(_ measure: Measure) -> String {
    guard let year = comparison.years.last, let row = comparison.row(measure, year) else { return "—" }
    return row.values.map { $0.mean.map { wording.value(measure, $0) } ?? "—" }.joined(separator: "、")
  }

  private func waterfall(
    _ attribution: Attribution, _ outcome: Attribution.Outcome, scenario: Int, _ mode: ChartFrame.TitleMode
  ) -> PublishedChart {
    let steps = attribution.steps.map { step in
      let effect = step.effects[outcome] ?? Summary(nil)
      return WaterfallChart.Step(
        name: step.paths.map(wording.change).joined(separator: "＋"), value: effect.mean ?? 0,
        low: attribution.draws > 0 ? effect.p10 : nil, high: attribution.draws > 0 ? effect.p90 : nil)
    }
    let rest = attribution.interaction[outcome] ?? Summary(nil)
    let all =
      steps.filter { abs($0.value) >= 0.5 }
      + (abs(rest.mean ?? 0) >= 0.5
        ? [
          WaterfallChart.Step(
            name: wording.say(.interactionName), value: rest.mean ?? 0, low: attribution.draws > 0 ? rest.p10 : nil,
            high: attribution.draws > 0 ? rest.p90 : nil, isInteraction: true)
        ] : [])
    let chart = WaterfallChart(
      startName: scenarios[0].titleZh, start: attribution.start[outcome]?.mean ?? 0, steps: all,
      endName: scenarios[scenario].titleZh, end: attribution.end[outcome]?.mean ?? 0,
      heading: wording.say(outcome == .unmet ? .waterfallUnmetHeading : .waterfallInvestHeading), isLowerBetter: true)
    let frame = ChartFrame(
      id: "waterfall-\(outcome.rawValue)-\(scenarios[scenario].id)",
      title: wording.say(outcome == .unmet ? .waterfallUnmetTitle : .waterfallInvestTitle),
      subtitle: wording.say(.waterfallSubtitle)
        + (attribution.draws > 0 ? wording.say(.waterfallDraws, "\(attribution.draws)") : ""),
      source: wording.say(.waterfallSource, scenarios[0].titleZh, scenarios[scenario].titleZh),
      description: wording.say(
        .waterfallDescription, scenarios[0].titleZh, NumberFormat.text(chart.start), scenarios[scenario].titleZh,
        NumberFormat.text(chart.end), all.map { "\($0.name) \(NumberFormat.signed($0.value))" }.joined(separator: "；")),
      titleMode: mode, language: wording.languageTag)
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  // MARK: Markdown and files

  public func markdown(charts: [PublishedChart] = []) -> String {
    var parts = [wording.say(.compareHeading, scenarios.map(\.titleZh).joined(separator: "、")) + "\n"]
    if comparison.draws > 0 {
      parts.append(wording.say(.compareDraws, "\(comparison.draws)", "\(comparison.seed)") + "\n")
    }
    parts.append("## " + wording.say(.compareChanges) + "\n")
    for (index, list) in changes.enumerated() {
      parts.append("### \(MarkdownText.escape(scenarios[index + 1].titleZh))\n")
      parts.append(
        list.isEmpty
          ? wording.say(.compareNoChange) + "\n"
          : MarkdownText.table(
            [
              wording.say(.columnInput), scenarios[0].titleZh, scenarios[index + 1].titleZh, wording.say(.columnOrigin),
            ],
            list.map {
              [wording.change($0.path), $0.before ?? "—", $0.after ?? "—", $0.afterOrigin ?? $0.beforeOrigin ?? ""]
            },
            numeric: []))
    }
    parts.append("## " + wording.say(.compareOutcomes) + "\n")
    parts.append(
      MarkdownText.table(
        [
          wording.say(.columnMeasure), wording.say(.terminalYear), wording.say(.columnScenario),
          wording.say(.columnValue), wording.say(.terminalDifference), wording.say(.columnBetter),
        ],
        shownRows().flatMap { row in
          scenarios.indices.map { index in
            [
              wording.name(row.measure), "\(row.year)", scenarios[index].titleZh,
              wording.value(row.measure, row.values[index]),
              index == 0 ? "" : wording.difference(row.measure, row.differences[index]),
              index == 0 ? "" : row.sharesBetter[index].map { NumberFormat.percent($0, decimals: 0) } ?? "",
            ]
          }
        }, numeric: [3, 4, 5]))
    for (index, chart) in charts.enumerated() {
      parts.append("![\(MarkdownText.escape(chart.frame.description))](charts/\(chart.frame.id).svg)\n")
      parts.append(
        wording.say(
          .figureCaption, "\(index + 1)", MarkdownText.escape(chart.frame.title),
          MarkdownText.escape(chart.frame.source)))
    }
    return parts.joined(separator: "\n")
  }

  /// Rows for readers: the years of ``shownYears``, and measures in which the scenarios differ.
  public func shownRows() -> [Comparison.Row] {
    let years = shownYears
    let moved = Set(
      comparison.rows.filter { row in row.differences.contains { !$0.isNothing } }.map(\.measure))
    return comparison.rows.filter { years.contains($0.year) && moved.contains($0.measure) }
  }

  /// All files of the comparison's folder.
  ///
  /// - Throws: ``NonFiniteCell``.
  public func files(titleMode: ChartFrame.TitleMode) throws(NonFiniteCell) -> [OutputFile] {
    var files: [OutputFile] = []
    for table in [table(), changeTable(), attributionTable()] {
      files.append(OutputFile(path: "tables/\(table.name).csv", bytes: try table.csv()))
    }
    let charts = charts(titleMode: titleMode)
    for chart in charts {
      files.append(OutputFile(path: "charts/\(chart.frame.id).svg", bytes: Array(chart.svg.utf8)))
      files.append(OutputFile(path: "charts/\(chart.frame.id).csv", bytes: try Table(chart).csv()))
    }
    files.append(OutputFile(path: "compare.md", bytes: Array(markdown(charts: charts).utf8)))
    files.append(OutputFile(path: "compare.json", bytes: Array(json().utf8)))
    files.append(
      OutputFile(
        path: AtomicDirectory.marker,
        bytes: Publisher.manifest(
          [
            ("kind", .string("compare")), ("scenarios", .array(scenarios.map { .string($0.id) })),
            ("draws", .integer(comparison.draws)),
            ("seed", comparison.draws > 0 ? .integer(Int(exactly: comparison.seed) ?? 0) : .null),
          ], comparison.runs, files)))
    return files
  }
}

extension Wording {
  /// A changed path as a reader meets it.
  public func change(_ path: String) -> String {
    if let declaration = ParameterCatalogue.declaration(for: path) {
      return text(declaration.titleZh, declaration.titleEn)
    }
    let parts = path.split(separator: ".")
    guard parts.first == "portfolio", parts.count > 1 else {
      return switch path {
      case "data": text("县数据", "county data")
      case _ where path.hasPrefix("horizon"): text("时段", "horizon")
      case _ where path.hasPrefix("funeral.zones"):
        text("火化区范围 ", "cremation zone ") + (parts.count > 2 ? parts[2] : "")
      default: path
      }
    }
    let words: [Substring: (String, String)] = [
      "include": ("项目范围", "projects included"), "add": ("另加项目", "projects added"), "drop": ("去掉项目", "projects dropped"),
      "shift": ("推迟", "delay"), "open": ("开业年份", "opening"), "bed_type": ("床位类型", "bed type"),
      "beds": ("床位数", "beds"), "scale": ("规模", "scale"), "convert": ("改造床位", "conversions"),
      "close": ("关停床位", "closures"), "operator": ("运营方", "operator"), "budget": ("资金上限", "budget"),
    ]
    let name = words[parts[1]].map { text($0.0, $0.1) } ?? String(parts[1])
    return parts.count > 2 ? name + " " + (parts[2] == "all" ? text("全部", "all") : String(parts[2])) : name
  }

  /// A difference with its sign and its 80% interval.
  public func difference(_ measure: Measure, _ summary: Summary) -> String {
    guard let mean = summary.mean else { return "—" }
    guard let low = summary.p10, let high = summary.p90, low < high else { return signed(measure, mean) }
    return signed(measure, mean) + text("（", " (") + signed(measure, low, hasUnit: false) + text("—", " to ")
      + signed(measure, high, hasUnit: false) + text("）", ")")
  }

  /// A difference with its sign, shares in percentage points.
  public func signed(_ measure: Measure, _ value: Double, hasUnit: Bool = true) -> String {
    if measure.unit == "share" {
      return NumberFormat.signed(value * 100, decimals: 1) + (hasUnit ? text("个百分点", " pp") : "")
    }
    return NumberFormat.signed(value, decimals: measure.isPerThousand ? 1 : 0)
  }
}
