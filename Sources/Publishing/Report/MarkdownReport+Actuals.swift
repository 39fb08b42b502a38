internal import Analysis
internal import Ensembles
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// What happened beside what was projected, and what the county has not entered yet.
extension MarkdownReport {
  func actuals() -> String {
    let facts = p.happened.filter { $0.fact.actual.subject.kind == .measure }
    var text = ""
    if !p.happened.isEmpty {
      text += w.say(.headingActuals) + w.say(.actualsLead, p.conditionNames(.actualsConditioned))
    }
    if !facts.isEmpty {
      let isDrawn = p.draws > 0
      let rows = facts.map { entry -> [String] in
        let actual = entry.fact.actual
        func shown(_ value: Double?) -> String { value.map { p.value($0, as: actual) } ?? "—" }
        let projected = p.leading(entry.projected)
        let ends = [entry.projected.p10, entry.projected.p90]
        return [
          w.name(actual.subject, in: run.county), "\(actual.year)", shown(actual.value), shown(projected),
          gap(projected.map { $0 - actual.value }, actual),
        ]
          + (isDrawn
            ? [
              ends.contains(nil) ? "—" : w.say(.rangeOf, shown(ends[0]), shown(ends[1])),
              p.place(actual, in: entry.projected).map { w.say($0) } ?? "—",
            ] : [])
      }
      text += MarkdownText.table(
        [
          w.say(.columnResult), w.say(.columnYearOf), w.say(.columnActual), head(w.say(.columnProjectedHere)),
          w.say(.columnActualGap),
        ] + (isDrawn ? [w.say(.columnInterval80), w.say(.columnInside)] : []), rows, numeric: [1, 2, 3, 4])
      text += "\n"
    }
    if let asked = p.askedList() { text += w.say(.actualsAsked, MarkdownText.escape(asked)) }
    return text
  }

  /// A difference with its sign; shares in percentage points.
  private func gap(_ value: Double?, _ actual: Actual) -> String {
    guard let value, case .measure(let measure) = actual.subject else { return "—" }
    if measure.unit == "share" { return NumberFormat.signed(100 * value, decimals: 1) + w.text("个百分点", " points") }
    return NumberFormat.signed(value, decimals: measure.isPerThousand ? 1 : 0)
  }

  /// An indicator's fact with its year; a dash where none is known.
  func actual(of row: IndicatorRow) -> String {
    guard let actual = run.county.actual(of: row.indicator) else { return "—" }
    return w.indicatorValue(actual.value) + w.say(.inBrackets, w.say(.yearName, "\(actual.year)"))
  }
}
