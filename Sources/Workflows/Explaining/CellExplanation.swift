internal import Analysis
internal import CountyData
internal import Ensembles
internal import Language
internal import PlainText
internal import PlanningModel
internal import Publishing
internal import Simulation
internal import Uncertainty

/// A cell of an output table, back to its rule, its inputs, their files and lines, sources and grades.
struct CellExplanation: Explanation {
  struct Input {
    let path: String
    let title: String
    let value: String
    let place: String
    let source: String
    let grade: EvidenceGrade
  }
  struct DataUse {
    let file: String
    let rows: String
    let readers: String
    let sources: [String]
    let grades: [EvidenceGrade]
  }

  private let cell: CellReference
  private let w: Wording
  private let rule: LineageRule
  private let draws: Int
  private let reading: String
  private let empty: String
  private let substituted: String
  private var inputs: [Input] = []
  private var settings: [String] = []
  private var data: [DataUse] = []
  private var notes: [String] = []
  /// The rules behind the cell, in the form of its year and place.
  private let rules: [LineageRule]
  private let changed: [String]

  /// - Precondition: the cell's folder was written by `run`.
  /// - Throws: `DiagnosticReport` when the cell is a label or its inputs can no longer be read.
  init(_ cell: CellReference, in workspace: Workspace, _ wording: Wording) throws {
    self.cell = cell
    w = wording
    let input = try cell.folder.reload(workspace)
    guard
      let rule = Lineage.rule(
        table: cell.table, column: cell.column, row: cell.row, indicators: input.county.indicators)
    else { throw cell.isLabel }
    self.rule = rule
    let run = try CountyRun(county: input.county, scenario: input.scenario)
    rules = Lineage.closure(rule, LineageData.form(of: cell.row, run: run))
    draws = run.scenario.ensemble.draws
    reading = cell.value.isEmpty ? "" : cell.readingWords(draws: draws, seed: run.scenario.ensemble.seed, wording)
    empty = cell.value.isEmpty ? cell.emptyReason(draws: draws, baseYear: run.horizon.start.value, wording) : ""
    substituted = CellExplanation.substitute(rule, cell, draws: draws)
    let paths = ShownPaths(run)
    changed = cell.folder.changedInputs(input) { paths.shown($0) }
    // What has no value has no inputs either.
    if empty.isEmpty { gather(run, paths) }
  }

  /// The rule's formula with the row's numbers, and what it gives; empty without one. Of draws only sums hold: the quotient of
  /// means is not the mean of quotients, and quantiles do not add up.
  private static func substitute(_ rule: LineageRule, _ cell: CellReference, draws: Int) -> String {
    guard !rule.formula.isEmpty, !cell.value.isEmpty else { return "" }
    switch cell.reading(draws: draws) {
    case .only: break
    case .mean where !rule.formula.contains("/"): break
    default: return ""
    }
    let figures = cell.row.compactMapValues { PlainNumber.value($0) }
    guard let result = try? ArithmeticExpression(rule.formula, figures: figures) else { return "" }
    func shown(_ value: Double) -> String { NumberFormat.machine(value, decimals: 4) ?? "" }
    var text = ""
    for word in rule.formula.split(separator: " ") {
      text += (text.isEmpty ? "" : " ") + (figures[String(word)].map(shown) ?? String(word))
    }
    return "\(rule.formula) = \(text) = \(shown(result.value))"
  }

  private mutating func gather(_ run: CountyRun, _ paths: ShownPaths) {
    if run.earlierCensus == nil, rules.contains(where: { ["migration", "calibration_census"].contains($0.id) }) {
      notes.append(w.say(.migrationUntold))
    }
    let year = cell.row["year"].flatMap { Int($0) }.map { Year($0) } ?? run.horizon.end
    let isDrawn = ![.only, .central].contains(cell.reading(draws: draws))
    for path in rules.flatMap(\.parameters) where !inputs.contains(where: { $0.path == path }) {
      guard let entry = run.parameters.entry(path) else { continue }
      inputs.append(
        Input(
          path: path, title: w.name(entry.declaration),
          value: value(entry, year, run.horizon, isDrawn: isDrawn),
          place: paths.shown(entry.origin), source: title(entry.source, run.county), grade: entry.grade))
    }
    let used = LineageData.projects(behind: rules, row: cell.row, run: run)
    let keys = rules.flatMap(\.scenarioKeys)
    let projects = Set(run.county.projects.map(\.id))
    settings = run.scenario.settings.filter { setting in
      guard keys.contains(where: { setting.path.hasPrefix($0) }) else { return false }
      // A switch of one project counts only where the project does.
      let last = ProjectID(setting.path.split(separator: ".").last.map(String.init) ?? "")
      return !projects.contains(last) || used.contains(last)
    }.map { "\($0.path) = \($0.value)  \(paths.shown($0.origin))" }
    for use in LineageData.behind(rules, row: cell.row, run: run) {
      guard let file = run.county.files.first(where: { $0.path == use.table + ".csv" }) else { continue }
      data.append(shown(use, file, run))
    }
    if rule.id == "evidence", let grade = EvidenceGrade(rawValue: cell.value) {
      let inUse = EvidenceRules(run).parametersInUse(rules, row: cell.row)
      inputs = inputs.filter { $0.grade == grade && inUse.contains($0.path) }
      data = data.filter { $0.grades.contains(grade) }
    }
  }

  /// A parameter's value in a year; where futures were drawn, the interval that they were drawn from.
  private func value(
    _ entry: ParameterSet.Entry, _ year: Year, _ horizon: Horizon, isDrawn: Bool
  ) -> String {
    func text(_ value: Double) -> String { NumberFormat.machine(value, decimals: 6) ?? "" }
    let central = text(entry.value.value(in: year))
    guard isDrawn, entry.number.isUncertain else { return "= \(central) \(entry.declaration.unit)" }
    func end(_ probability: Double) -> String {
      let range = entry.declaration.lowest...entry.declaration.highest
      return text(entry.number.value(at: probability, within: range, years: horizon.years).value(in: year))
    }
    return w.say(.explainUncertain, end(0.1), central, end(0.9)) + " " + entry.declaration.unit
  }

  private func shown(_ use: LineageData, _ file: DataFile, _ run: CountyRun) -> DataUse {
    let separator = w.say(.listSeparator)
    let rows: String
    if let lines = use.lines {
      let all = use.names.prefix(8).joined(separator: separator)
      let names = use.names.count > 8 ? w.say(.andOthers, all) : all
      rows =
        w.say(
          .explainLines, lines.prefix(8).map { "\($0)" }.joined(separator: separator) + (lines.count > 8 ? "…" : ""))
        + w.say(.inBrackets, names)
    } else {
      rows = w.say(.explainWholeTable, "\(use.count)")
    }
    return DataUse(
      file: "\(run.scenario.data)/\(file.path)", rows: rows,
      readers: use.rules.map { w.name($0) }.joined(separator: separator),
      sources: use.sources.prefix(4).map { title($0, run.county) },
      grades: use.grades)
  }

  private func title(_ key: String, _ county: County) -> String {
    county.sources.first { $0.key == key }.map { $0.title + w.say(.inBrackets, key) } ?? key
  }

  /// The grade of the number: that of its row, but a fact and what is projected beside it are not known alike.
  private var grade: EvidenceGrade? {
    if Lineage.isActual(cell.column) { return data.flatMap(\.grades).max() }
    return cell.table == "actuals" ? nil : EvidenceGrade(rawValue: cell.row["evidence"] ?? "")
  }

  func text() -> String {
    var lines = [
      "\(cell.file):\(cell.line)  \(cell.column)" + (cell.value.isEmpty ? "" : " = \(cell.value)"), "  \(cell.labels)",
    ]
    if !reading.isEmpty { lines.append("  \(reading)") }
    if !empty.isEmpty { lines.append("  " + w.say(.explainEmpty, empty)) }
    if rule.id != "evidence", let grade {
      lines.append(w.say(.explainGrade, w.name(grade)))
    }
    lines += ["", w.say(.explainRule, w.name(rule), w.rule(rule))]
    if !substituted.isEmpty { lines.append("      \(substituted)") }
    if rule.id == "evidence", let grade = EvidenceGrade(rawValue: cell.value) {
      let isModelled = inputs.isEmpty && data.isEmpty
      lines += ["", w.say(isModelled ? .explainModelled : .explainWeakest, w.name(grade))]
    } else {
      let upstream = rules.dropFirst()
      if empty.isEmpty, !upstream.isEmpty {
        lines += ["", w.say(.explainUpstream)]
        for rule in upstream { lines.append(w.say(.explainUpstreamRule, w.name(rule), w.rule(rule))) }
      }
    }
    if !notes.isEmpty { lines += [""] + notes }
    if !inputs.isEmpty {
      lines += ["", w.say(.explainInputs)]
      for input in inputs {
        lines.append("  \(input.path) \(input.value)  \(input.title)")
        lines.append("      \(input.place)  \(w.name(input.grade))  \(input.source)")
      }
    }
    if !settings.isEmpty { lines += ["", w.say(.explainSettings)] + settings.map { "  \($0)" } }
    if !data.isEmpty {
      lines += ["", w.say(.explainData)]
      for use in data {
        lines.append(w.say(.explainUse, use.file, use.rows, use.readers))
        if !use.sources.isEmpty { lines.append("      " + use.sources.joined(separator: w.say(.semicolon))) }
      }
    }
    if !changed.isEmpty {
      lines += ["", w.say(.explainChanged, changed.joined(separator: w.say(.listSeparator)))]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  func json() -> String {
    JSONText.object([
      ("file", .string(cell.file)), ("line", .integer(cell.line)), ("column", .string(cell.column)),
      ("value", .string(cell.value)),
      ("row", .object(cell.row.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
      ("draws", .integer(draws)), ("reading", .string(reading)), ("empty", .string(empty)),
      ("rules", CellExplanation.json(rules)), ("formula", .string(substituted)),
      (
        "parameters",
        .array(
          inputs.map {
            .object([
              ("path", .string($0.path)), ("value", .string($0.value)), ("origin", .string($0.place)),
              ("source", .string($0.source)), ("grade", .string($0.grade.rawValue)),
            ])
          })
      ), ("settings", .array(settings.map { .string($0) })),
      (
        "data",
        .array(
          data.map {
            .object([
              ("file", .string($0.file)), ("rows", .string($0.rows)), ("used_by", .string($0.readers)),
              ("sources", .array($0.sources.map { .string($0) })),
            ])
          })
      ), ("changed_inputs", .array(changed.map { .string($0) })),
    ]).rendered()
  }

  static func json(_ rules: [LineageRule]) -> JSONText {
    .array(
      rules.map {
        .object([
          ("id", .string($0.id)), ("title_zh", .string($0.titleZh)), ("rule_zh", .string($0.ruleZh)),
          ("title_en", .string($0.titleEn)), ("rule_en", .string($0.ruleEn)), ("formula", .string($0.formula)),
        ])
      })
  }
}
