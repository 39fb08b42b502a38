internal import Analysis
internal import PlainText
internal import PlanningModel

/// The plan's own arithmetic, and the notes.
extension MarkdownReport {
  func audit() -> String {
    guard !p.audit.rows.isEmpty else { return w.say(.auditNone) }
    let fails = p.audit.rows.filter { $0.verdict != .closes }
    let rows = fails.map { row in
      [
        row.statement.id, row.statement.section, row.statement.statementZh,
        row.statement.printed.isEmpty ? "—" : w.printed(row.statement.printed),
        row.computed.map { NumberFormat.text($0, decimals: decimals($0, beside: row.statement.printed)) } ?? "—",
        row.statement.unit, w.name(row.verdict), (row.gap.map(w.gap) ?? "") + row.statement.noteZh,
      ]
    }
    return
      w.say(
        .auditCounts, "\(p.audit.rows.count)", "\(p.audit.count(.closes))", "\(p.audit.count(.fails))",
        "\(p.audit.count(.undefined))", "\(p.audit.count(.missing))")
      + MarkdownText.table(
        [
          w.say(.columnID), w.say(.columnSection), w.say(.columnStatement), w.say(.columnPrinted),
          w.say(.columnComputed), w.say(.columnUnit), w.say(.columnVerdict), w.say(.columnNote),
        ], rows, numeric: [3, 4])
  }

  /// Decimals of a computed figure: those of the printed one that it stands beside, or one where that has none.
  private func decimals(_ computed: Double, beside printed: String) -> Int {
    guard computed != computed.rounded() else { return 0 }
    let shown = Double(printed) == nil ? 0 : printed.split(separator: ".").dropFirst().first?.count ?? 0
    return max(shown, abs(computed) < 1000 ? 1 : 0)
  }

  func notes() -> String {
    w.say(.noteDates)
      + (p.townshipNote == nil ? "" : w.say(.noteTownships))
      + w.say(.noteBeds)
      + w.say(.noteRounding)
      + w.say(.noteSources)
      + p.coverageNotes()
  }
}
