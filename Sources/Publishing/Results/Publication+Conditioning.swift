internal import Analysis
internal import Ensembles
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

extension Publication {
  /// The observations by which the futures were chosen, in a phrase of their names; empty where they were not.
  func conditionNames(_ phrase: Phrase) -> String {
    guard let fits = conditioning?.selection.fits else { return "" }
    return wording.say(phrase, fits.map(\.observation.nameZh).joined(separator: wording.text("、", ", ")))
  }

  /// What choosing the futures by observations did: the observations, headline outcomes and inputs, before and after.
  func conditioningTable() -> Table {
    var table = Table(
      "conditioning",
      ["scenario", "kind", "name", "year", "unit", "observed", "relative_sd"]
        + ["before", "after"].flatMap { side in ["mean", "p10", "p50", "p90"].map { "\(side)_\($0)" } } + ["shift_sd"])
    guard let conditioning else { return table }
    func four(_ summary: Summary, _ decimals: Int) -> [Cell] {
      [summary.mean, summary.p10, summary.p50, summary.p90].map { .number($0, decimals) }
    }
    for fit in conditioning.selection.fits {
      let observation = fit.observation
      table.add(
        [
          .text(run.scenario.id), .text("observation"), .text(observation.name), .number(observation.time, decimals: 4),
          .text(observation.unit), .number(observation.value, decimals: 2),
          .number(observation.relativeDeviation, 6),
        ] + four(Summary(fit.before), 2) + four(Summary(fit.after), 2) + [.empty])
    }
    for outcome in conditioning.outcomes {
      table.add(
        [
          .text(run.scenario.id), .text("outcome"), .text(outcome.measure.rawValue),
          .integer(run.horizon.years[outcome.year].value), .text(outcome.measure.unit), .empty, .empty,
        ] + four(outcome.before, 2) + four(outcome.after, 2) + [.empty])
    }
    for input in conditioning.inputs {
      table.add(
        [
          .text(run.scenario.id), .text("input"), .text(input.path), .empty,
          .text(ParameterCatalogue.declaration(for: input.path)?.unit ?? ""), .empty, .empty,
        ] + four(input.before, 6) + four(input.after, 6) + [.number(input.shift, decimals: 3)])
    }
    return table
  }
}

extension MarkdownReport {
  /// What choosing the futures by observations changed; empty where they were not chosen.
  func conditioning() -> String {
    guard let conditioning = p.conditioning else { return "" }
    let selection = conditioning.selection
    var text =
      w.say(
        .conditionedLead, "\(selection.draws.count)", NumberFormat.text(Double(selection.tried)),
        NumberFormat.percent(selection.keptShare, decimals: 0),
        NumberFormat.percent(selection.effectiveShare, decimals: 0))
      + MarkdownText.escape(selection.fits.map(w.fit).joined()) + "\n\n"
    let years = Set(conditioning.outcomes.map(\.year)).sorted()
    let measures = ConditioningEffect.measures.filter { measure in
      conditioning.outcomes.contains { $0.measure == measure }
    }
    func cell(_ measure: Measure, _ summary: Summary?) -> String {
      guard let summary, let mean = summary.mean else { return "—" }
      guard let low = summary.p10, let high = summary.p90 else { return w.value(measure, mean) }
      return w.bare(measure, mean) + w.say(.interval, w.bare(measure, low), w.bare(measure, high))
    }
    text += w.say(.conditionedTable) + "\n\n"
    text += MarkdownText.table(
      [w.say(.columnMeasure)]
        + years.flatMap { year in
          [Phrase.conditionedBefore, .conditionedAfter].map { w.say($0, "\(run.horizon.years[year])") }
        },
      measures.map { measure in
        [w.name(measure)]
          + years.flatMap { year -> [String] in
            let outcome = conditioning.outcomes.first { $0.measure == measure && $0.year == year }
            return [cell(measure, outcome?.before), cell(measure, outcome?.after)]
          }
      }, numeric: Set(1...max(1, 2 * years.count)))
    let moved = conditioning.moved.prefix(4).map(w.moved)
    text +=
      moved.isEmpty ? w.say(.conditionedNoInput) : w.say(.conditionedInputs, moved.joined(separator: w.say(.semicolon)))
    return text + "\n\n"
  }
}
