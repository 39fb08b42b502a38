internal import Analysis
internal import Facilities
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// The plan's own arithmetic, and the notes.
extension MarkdownReport {
  func audit() -> String {
    guard !p.audit.rows.isEmpty else { return w.say(.auditNone) }
    let kinds = PlanStatement.Kind.allCases
    // What decides stands first, what is only undefined or missing last.
    let open =
      kinds.flatMap(p.audit.failing) + p.audit.rows.filter { $0.verdict != .closes && $0.kind == nil }
    return
      w.say(
        .auditCounts, "\(p.audit.rows.count)", "\(p.audit.count(.closes))", "\(p.audit.count(.fails))",
        "\(p.audit.count(.undefined))", "\(p.audit.count(.missing))")
      + unmoved()
      + kindTable(kinds)
      + w.say(.auditAll)
      + MarkdownText.table(
        [
          w.say(.columnID), w.say(.columnSection), w.say(.columnStatement), w.say(.columnPrinted),
          w.say(.columnComputed), w.say(.columnUnit), w.say(.columnVerdict), w.say(.columnKind), w.say(.columnNote),
        ], open.map(auditRow), numeric: [3, 4])
  }

  private func auditRow(_ row: PlanAudit.Row) -> [String] {
    [
      row.statement.id, row.statement.section, w.statement(row.statement),
      row.statement.printed.isEmpty ? "—" : w.printed(row.statement.printed),
      row.computed.map { NumberFormat.text($0, decimals: decimals($0, beside: row.statement.printed)) } ?? "—",
      w.symbol(row.statement.unit), w.name(row.verdict), row.kind.map { w.name($0) } ?? "—",
      (row.gap.map { w.gap($0) + w.text("", " ") } ?? "") + w.note(row.statement),
    ]
  }

  /// How many statements fail of each kind, and which.
  private func kindTable(_ kinds: [PlanStatement.Kind]) -> String {
    guard p.audit.count(.fails) > 0 else { return "" }
    let rows = kinds.compactMap { kind -> [String]? in
      let rows = p.audit.failing(kind)
      guard !rows.isEmpty else { return nil }
      return [
        w.name(kind), w.say(kind.meaning), "\(rows.count)",
        rows.map(\.statement.id).joined(separator: w.say(.listSeparator)),
      ]
    }
    return MarkdownText.table(
      [w.say(.columnKind), w.say(.columnMeaning), w.say(.columnCount), w.say(.columnID)], rows, numeric: [2])
  }

  /// The audit reckons with the plan's numbers; projects whose beds the scenario changes are named.
  private func unmoved() -> String {
    let portfolio = run.scenario.portfolio
    let changed = run.schedule.map(\.project.id).filter { portfolio.beds[$0] != nil || portfolio.scale[$0] != nil }
    return changed.isEmpty
      ? w.say(.auditOfPlan)
      : w.say(.auditOfPlanChanged, changed.map(\.value).joined(separator: w.say(.listSeparator)))
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

extension PlanStatement.Kind {
  fileprivate var meaning: Phrase {
    switch self {
    case .decides: .kindDecides
    case .definition: .kindDefinition
    case .rounding: .kindRounding
    }
  }
}
