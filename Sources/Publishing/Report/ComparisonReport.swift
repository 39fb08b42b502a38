public import Analysis
internal import Charts
internal import Ensembles
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// A comparison as a Markdown text.
extension ComparisonPublication {
  public func markdown(charts: [PublishedChart] = []) -> String {
    var parts = [
      wording.say(.compareHeading, titles.map(MarkdownText.escape).joined(separator: wording.say(.listSeparator)))
        + "\n"
    ]
    if comparison.draws > 0 {
      parts.append(
        wording.say(.compareDraws, "\(comparison.draws)", "\(comparison.seed)", wording.say(.tieRule)) + "\n")
      if let chosen = wording.conditioned(comparison) { parts.append(MarkdownText.escape(chosen) + "\n") }
    }
    parts += cautions.map { MarkdownText.escape($0.message) + wording.text("。", ".") + "\n" }
    parts.append("## " + wording.say(.compareChanges) + "\n")
    for (index, list) in changes.enumerated() {
      parts.append("### \(MarkdownText.escape(titles[index + 1]))\n")
      parts.append(
        list.isEmpty
          ? wording.say(.compareNoChange) + "\n"
          : MarkdownText.table(
            [
              wording.say(.columnInput), titles[0], titles[index + 1], wording.say(.columnOrigin),
            ],
            list.map { change in
              let said = said(change, scenario: index + 1)
              return [
                wording.change(change.path), said.before, said.after, change.afterOrigin ?? change.beforeOrigin ?? "",
              ]
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
          let same = asReference(row.measure)
          return scenarios.indices.filter { !same.contains($0) }.map { index in
            [
              wording.name(row.measure), "\(row.year)", titles[index],
              wording.value(row.measure, row.values[index]),
              index == 0 ? "" : wording.difference(row.measure, row.differences[index]),
              index == 0 ? "" : wording.better(row, index),
            ]
          }
        }, numeric: [3, 4, 5]))
    parts += sameAsReference().map { MarkdownText.escape($0) + "\n" }
    let money = moneyNotes()
    if !money.isEmpty { parts.append(money.map(MarkdownText.escape).joined(separator: "\n\n") + "\n") }
    parts += attributionParts()
    for (index, chart) in charts.enumerated() {
      parts.append("![\(MarkdownText.escape(chart.frame.description))](charts/\(chart.frame.id).svg)\n")
      parts.append(
        wording.say(
          .figureCaption, "\(index + 1)", MarkdownText.escape(chart.frame.title),
          MarkdownText.escape(chart.frame.source)))
    }
    return parts.joined(separator: "\n")
  }

  /// What each scenario does without a cost: beside it no investment can be compared.
  public func moneyNotes() -> [String] {
    comparison.runs.enumerated().compactMap { index, run in
      let changes = UncostedChange.all(run).map { wording.sentence($0) }
      return changes.isEmpty ? nil : wording.say(.compareUncosted, titles[index]) + changes.joined()
    }
  }

  /// Which scenarios stand in no row of a measure, and which measures in no row at all.
  private func sameAsReference() -> [String] {
    let moved = Measure.allCases.filter { !asReference($0).isEmpty }
    let groups = Dictionary(grouping: moved) { asReference($0) }
    let lines = groups.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { same in
      (groups[same] ?? []).map(wording.name).joined(separator: wording.text("、", ", ")) + wording.text("：", ": ")
        + wording.say(.compareAsReference, same.map { titles[$0] }.joined(separator: wording.text("、", ", ")))
    }
    return lines + (unchangedLine().map { [$0] } ?? [])
  }

  /// The measures that do not change, in one line.
  public func unchangedLine() -> String? {
    let names = unchanged.map(wording.name)
    guard !names.isEmpty else { return nil }
    return wording.say(.compareUnchanged, "\(names.count)", names.joined(separator: wording.text("、", ", ")))
  }

  /// What the changes do, a table for each scenario.
  private func attributionParts() -> [String] {
    guard attributions.contains(where: { $0 != nil }) else { return [] }
    var parts = ["## " + wording.say(.compareAttribution) + "\n", wording.say(.attributionLead) + "\n"]
    for (index, attribution) in attributions.enumerated() {
      guard let attribution else { continue }
      if attributions.count > 1 { parts.append("### \(MarkdownText.escape(titles[index + 1]))\n") }
      let rows = attributionRows(attribution, scenario: index + 1)
      parts.append(
        MarkdownText.table(
          [wording.say(.columnChange), wording.say(.waterfallUnmetHeading), wording.say(.waterfallInvestHeading)],
          rows.map { row in [row.name] + row.cells }, numeric: [1, 2]))
      let notes = interactionNotes(attribution)
      if !notes.isEmpty { parts.append(notes.map(MarkdownText.escape).joined(separator: "\n\n") + "\n") }
      if attribution.draws > 0 { parts.append(wording.say(.attributionDraws, "\(attribution.draws)") + "\n") }
    }
    return parts
  }

  /// Rows of an attribution for readers: names, and a cell for each outcome.
  public func attributionRows(_ attribution: Attribution, scenario: Int) -> [(name: String, cells: [String])] {
    func row(
      _ name: String, _ effects: [Attribution.Outcome: Summary], isTotal: Bool = false
    ) -> (name: String, cells: [String]) {
      (
        name,
        Attribution.Outcome.allCases.map { outcome in
          guard let value = effects[outcome]?.mean else { return "—" }
          return isTotal ? NumberFormat.text(value) : NumberFormat.signed(value)
        }
      )
    }
    return [row(titles[0], attribution.start, isTotal: true)]
      + attribution.steps.map { row(wording.change($0.paths), $0.effects) }
      + [
        row(wording.interaction(attribution), attribution.interaction),
        row(titles[scenario], attribution.end, isTotal: true),
      ]
  }

  /// Which changes interact, a sentence for each outcome that has an interaction.
  public func interactionNotes(_ attribution: Attribution) -> [String] {
    Attribution.Outcome.allCases.compactMap { outcome in
      let text = wording.interaction(attribution, outcome)
      guard text != wording.say(.interactionName) else { return nil }
      return wording.say(outcome == .unmet ? .outcomeUnmet : .outcomeInvest) + text
    }
  }
}
