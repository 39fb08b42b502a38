internal import Analysis
internal import CountyData
internal import Diagnostics
internal import Ensembles
internal import Language
internal import PlainText
internal import Publishing

/// A cell of a table in an output folder: `folder/tables/table.csv:line:column`.
struct CellReference {
  let file: String
  let table: String
  let line: Int
  let column: String
  let row: [String: String]
  /// All rows of the table, for cells that are made of others.
  let rows: [[String: String]]
  let folder: OutputFolder

  var value: String { row[column] ?? "" }

  /// - Throws: `InputMissing`, `DiagnosticReport` when the cell or its folder is not one of ours.
  init(_ target: String) throws {
    guard let match = target.wholeMatch(of: /(.*\.csv):([0-9]+):(.+)/), let line = Int(match.2) else {
      throw CellReference.problem(
        target, 1, "单元格写成 文件.csv:行号:列名", help: "如 notebooks-out/plan/tables/balance.csv:12:unmet")
    }
    file = String(match.1)
    self.line = line
    column = String(match.3)
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    table = String(parts.last?.dropLast(4) ?? "")
    let text = TextTable(try InputFile.read(file, limit: 256 << 20))
    guard let row = text.row(line: line) else {
      throw CellReference.problem(
        file, line, "\(file) 没有第\(line)行数据", help: "第1行是表头，数据从第2行到第\(text.rows.last?.line ?? 1)行")
    }
    guard row[column] != nil else {
      let near = SpellingSuggestion.nearest(to: column, among: text.columns)
      throw CellReference.problem(
        file, line, "表中没有列 “\(DisplayWidth.printable(column, limit: 40))”",
        help: near.isEmpty
          ? "列有：\(text.columns.prefix(20).joined(separator: "、"))" : "是否想写 \(near.joined(separator: "、"))？")
    }
    self.row = row
    if parts.dropLast().last == "charts" {
      throw CellReference.problem(file, line, "图中的数来自 tables/ 下的表", help: "指出表中的单元格，如 tables/summary.csv:2:p50")
    }
    guard parts.count >= 3, parts[parts.count - 2] == "tables" else {
      throw CellReference.problem(file, line, "文件不在 run 写出的文件夹里", help: "给出 notebooks-out/<情景>/tables/ 下的表")
    }
    folder = try OutputFolder(parts.dropLast(2).joined(separator: "/"))
    // Only comparisons look at other rows; long tables are not copied.
    rows =
      ["compare", "sweep", "attribution"].contains(table)
      ? text.rows.map { Dictionary(zip(text.columns, $0.cells), uniquingKeysWith: { first, _ in first }) } : []
  }

  /// The cell is a label.
  var isLabel: DiagnosticReport {
    CellReference.problem(
      file, line, "\(column) 是标签，不是算出来的数（值：\(DisplayWidth.printable(value, limit: 40))）", help: "选一个数值列")
  }

  static func problem(_ file: String, _ line: Int, _ message: String, help: String) -> DiagnosticReport {
    DiagnosticReport([
      Diagnostic(
        code: "E0005", message: message, range: SourceRange(file: file, line: line, column: 1), help: help)
    ])
  }

  /// What the row is about.
  var labels: String {
    [
      "scenario", "reference", "child", "year", "geo_name", "zone_name", "reading", "class", "bed_type", "event",
      "index", "sex",
      "age_group", "age", "measure", "subject", "aspect", "outcome", "step", "indicator", "project", "name_zh",
    ]
    .compactMap { row[$0] }.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// How the cell sums up the futures.
  enum Reading: String {
    /// One run, no draws.
    case only
    case mean
    case quantile
    case probability
    /// The central run of an ensemble.
    case central
  }

  func reading(draws: Int) -> Reading {
    guard draws > 0, !Lineage.isActual(column) else { return .only }
    if table == "conditioning", ["observed", "relative_sd"].contains(column) { return .only }
    if ["checks", "weak_inputs", "life_table", "deaths_by_age", "constraints", "input_quality"]
      .contains(table)
      || ["start", "open", "base_2020", "target_2025", "target", "capacity", "used", "verdict", "reason", "evidence"]
        .contains(column)
    {
      return .central
    }
    if column.hasPrefix("prob_") || column == "share_better" { return .probability }
    return quantile == nil ? .mean : .quantile
  }

  /// The probability of a quantile column, in percent.
  var quantile: String? {
    guard let match = column.firstMatch(of: /(^|_)p([0-9]+)(?:_([0-9]))?$/) else { return nil }
    return String(match.2) + (match.3.map { "." + $0 } ?? "")
  }

  /// What the reading is, in words; empty for a run without draws.
  func readingWords(draws: Int, seed: UInt64, _ w: Wording) -> String {
    switch reading(draws: draws) {
    case .only: return ""
    case .mean: return w.say(.explainMean, "\(draws)", "\(seed)")
    case .quantile: return w.say(.explainQuantile, "\(draws)", "\(seed)", quantile ?? "")
    case .probability: return w.say(.explainProbability, "\(draws)", "\(seed)")
    case .central: return w.say(.explainCentral, "\(draws)")
    }
  }

  /// Why the cell has no value.
  func emptyReason(draws: Int, baseYear: Int?, _ w: Wording) -> String {
    if table == "input_quality", let note = row[w.text("note_zh", "note_en")] { return note }
    let name = Lineage.baseName(column)
    let phrase: Phrase =
      if Lineage.isActual(column) {
        .emptyActual
      } else if column.hasPrefix("prob_") && draws == 0 {
        .emptyNoDraws
      } else if row["reading"] == "norm" {
        .emptyNorm
      } else if ["occupancy", "displaced"].contains(name), row["bed_type"] != "all" {
        .emptyBedType
      } else if table == "cemetery" {
        .emptyCapacity
      } else if column == "share_better", row["scenario"] != row["reference"] {
        .emptyNoBetter
      } else if column.hasPrefix("difference") || column == "share_better" {
        .emptyReference
      } else if row["indicator"] != nil {
        .emptyIndicator
      } else if let year = row["year"].flatMap({ Int($0) }), year == baseYear {
        .emptyBaseYear
      } else {
        draws > 0 ? .emptySomeFutures : .emptyNoData
      }
    return w.say(phrase)
  }
}
