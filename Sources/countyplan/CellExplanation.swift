import Analysis
import CountyData
import Diagnostics
import PlainText
import PlanningModel
import Publishing
import Simulation

/// A cell of an output table, back to its rule, its inputs, their files and lines, sources and grades.
struct CellExplanation {
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
    let sources: [String]
  }

  private let file: String
  private let line: Int
  private let column: String
  private let row: [String: String]
  private let rule: LineageRule
  private let substituted: String
  private var inputs: [Input] = []
  private var settings: [String] = []
  private var data: [DataUse] = []
  private var changed: [String] = []

  /// - Parameter target: `folder/tables/table.csv:line:column`.
  /// - Throws: `InputMissing`, `DiagnosticReport` when the cell or its folder is not one of ours.
  init(_ target: String) throws {
    guard let match = target.wholeMatch(of: /(.*\.csv):([0-9]+):(.+)/), let line = Int(match.2) else {
      throw CellExplanation.problem(
        target, 1, "单元格写成 文件.csv:行号:列名", help: "如 notebooks-out/plan/tables/balance.csv:12:unmet")
    }
    file = String(match.1)
    self.line = line
    column = String(match.3)
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    let name = String(parts.last?.dropLast(4) ?? "")
    let table = TextTable(try InputFile.read(file, limit: 256 << 20))
    guard let row = table.row(line: line) else {
      throw CellExplanation.problem(
        file, line, "\(file) 没有第\(line)行数据", help: "第1行是表头，数据从第2行到第\(table.rows.last?.line ?? 1)行")
    }
    guard let value = row[column] else {
      let near = SpellingSuggestion.nearest(to: column, among: table.columns)
      throw CellExplanation.problem(
        file, line, "表中没有列 “\(DisplayWidth.printable(column, limit: 40))”",
        help: near.isEmpty
          ? "列有：\(table.columns.prefix(20).joined(separator: "、"))" : "是否想写 \(near.joined(separator: "、"))？")
    }
    self.row = row
    if parts.dropLast().last == "charts" {
      throw CellExplanation.problem(file, line, "图中的数来自 tables/ 下的表", help: "指出表中的单元格，如 tables/summary.csv:2:p50")
    }
    guard let rule = Lineage.rule(table: name, column: column, row: row) else {
      throw CellExplanation.problem(
        file, line, "\(column) 是标签，不是算出来的数（值：\(DisplayWidth.printable(value, limit: 40))）", help: "选一个数值列")
    }
    self.rule = rule
    substituted = CellExplanation.substitute(rule, row)
    guard parts.count >= 3, parts[parts.count - 2] == "tables" else {
      throw CellExplanation.problem(file, line, "文件不在 run 写出的文件夹里", help: "给出 notebooks-out/<情景>/tables/ 下的表")
    }
    let folder = try OutputFolder(parts.dropLast(2).joined(separator: "/"))
    let input = try folder.reload(project: ".")
    let run = try CountyRun(county: input.county, scenario: input.scenario)
    let paths = ShownPaths(run)
    changed = folder.changedInputs(input) { paths.shown($0) }
    gather(run, paths)
  }

  private static func problem(_ file: String, _ line: Int, _ message: String, help: String) -> DiagnosticReport {
    DiagnosticReport([
      Diagnostic(
        code: "E0005", message: message, range: SourceRange(file: file, line: line, column: 1), help: help)
    ])
  }

  /// The rule's formula with the row's numbers, and what it gives; empty without one.
  private static func substitute(_ rule: LineageRule, _ row: [String: String]) -> String {
    guard !rule.formula.isEmpty else { return "" }
    let figures = row.compactMapValues { PlainNumber.value($0) }
    guard let result = try? ArithmeticExpression(rule.formula, figures: figures) else { return "" }
    func shown(_ value: Double) -> String { NumberFormat.machine(value, decimals: 4) ?? "" }
    var text = ""
    for word in rule.formula.split(separator: " ") {
      text += (text.isEmpty ? "" : " ") + (figures[String(word)].map(shown) ?? String(word))
    }
    return "\(rule.formula) = \(text) = \(shown(result.value))"
  }

  /// The rules behind the cell; those of another reading of demand than the row's are left out.
  private var rules: [LineageRule] {
    let others = DemandReading.allCases.filter { $0.rawValue != row["reading"] }.map { "demand_\($0.rawValue)" }
    return Lineage.closure(rule).filter { row["reading"] == nil || $0.id == rule.id || !others.contains($0.id) }
  }

  private mutating func gather(_ run: CountyRun, _ paths: ShownPaths) {
    let rules = self.rules
    let year = row["year"].flatMap { Int($0) }.map { Year($0) } ?? run.horizon.end
    for path in rules.flatMap(\.parameters) where !inputs.contains(where: { $0.path == path }) {
      guard let entry = run.parameters.entry(path) else { continue }
      inputs.append(
        Input(
          path: path, title: entry.declaration.titleZh,
          value: (NumberFormat.machine(entry.value.value(in: year), decimals: 6) ?? "") + " " + entry.declaration.unit,
          place: paths.shown(entry.origin), source: title(entry.source, run.county), grade: entry.grade))
    }
    let keys = rules.flatMap(\.scenarioKeys)
    settings = run.scenario.settings.filter { setting in keys.contains { setting.path.hasPrefix($0) } }
      .map { "\($0.path) = \($0.value)  \(paths.shown($0.origin))" }
    let code = row["geo_code"] ?? ""
    let project = row["project"] ?? ""
    for name in rules.flatMap(\.data).unique() {
      guard let file = run.county.files.first(where: { $0.path == name + ".csv" }) else { continue }
      let table = TextTable(file.bytes)
      let keys = [code, project].filter { !$0.isEmpty && $0 != run.county.code.value }
      let own = table.rows.filter { row in
        keys.contains { key in row.cells.contains { $0.split(separator: ";").contains(Substring(key)) } }
      }
      let used = own.isEmpty ? table.rows : own
      let column = table.columns.firstIndex(of: "source")
      let sources = Set(used.compactMap { row in column.map { row.cells[$0] } }).sorted()
      data.append(
        DataUse(
          file: "\(run.scenario.data)/\(file.path)",
          rows: own.isEmpty
            ? "全表 \(table.rows.count) 行" : "第 \(own.prefix(8).map { "\($0.line)" }.joined(separator: "、")) 行",
          sources: sources.prefix(4).map { title($0, run.county) }))
    }
  }

  private func title(_ key: String, _ county: County) -> String {
    county.sources.first { $0.key == key }.map { "\($0.title)〔\(key)〕" } ?? key
  }

  private var labels: String {
    [
      "scenario", "year", "geo_name", "zone_name", "reading", "class", "bed_type", "sex", "age_group", "measure",
      "indicator", "project", "name_zh",
    ]
    .compactMap { row[$0] }.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  func text() -> String {
    let w = Wording.chinese
    var lines = ["\(file):\(line)  \(column) = \(row[column] ?? "")", "  \(labels)"]
    if let grade = row["evidence"], !grade.isEmpty {
      lines.append("  证据等级 \(EvidenceGrade(rawValue: grade).map(w.name) ?? grade)")
    }
    lines += ["", "规则  \(rule.titleZh)：\(rule.ruleZh)"]
    if !substituted.isEmpty { lines.append("      \(substituted)") }
    let upstream = rules.dropFirst()
    if !upstream.isEmpty {
      lines += ["", "由来"]
      for rule in upstream { lines.append("  \(rule.titleZh)：\(rule.ruleZh)") }
    }
    if !inputs.isEmpty {
      lines += ["", "参数"]
      for input in inputs {
        lines.append("  \(input.path) = \(input.value)  \(input.title)")
        lines.append("      \(input.place)  \(w.name(input.grade))  \(input.source)")
      }
    }
    if !settings.isEmpty { lines += ["", "情景设定"] + settings.map { "  \($0)" } }
    if !data.isEmpty {
      lines += ["", "数据"]
      for use in data {
        lines.append("  \(use.file)  \(use.rows)")
        if !use.sources.isEmpty { lines.append("      \(use.sources.joined(separator: "；"))") }
      }
    }
    if !changed.isEmpty {
      lines += ["", "注意：这些输入在运行之后改过，上面的数是现在的：\(changed.joined(separator: "、"))"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  func json() -> String {
    JSONText.object([
      ("file", .string(file)), ("line", .integer(line)), ("column", .string(column)),
      ("value", .string(row[column] ?? "")),
      ("row", .object(row.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
      (
        "rules",
        .array(
          rules.map {
            .object([
              ("id", .string($0.id)), ("title_zh", .string($0.titleZh)), ("rule_zh", .string($0.ruleZh)),
              ("title_en", .string($0.titleEn)), ("rule_en", .string($0.ruleEn)), ("formula", .string($0.formula)),
            ])
          })
      ), ("formula", .string(substituted)),
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
              ("file", .string($0.file)), ("rows", .string($0.rows)),
              ("sources", .array($0.sources.map { .string($0) })),
            ])
          })
      ), ("changed_inputs", .array(changed.map { .string($0) })),
    ]).rendered()
  }
}

extension [String] {
  /// Each once, in order of first use.
  fileprivate func unique() -> [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
