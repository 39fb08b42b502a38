internal import Diagnostics
internal import PlainText
internal import PlanningModel

/// A file's text, from which lines are quoted.
final class TableText: Sendable {
  let file: String
  let bytes: [UInt8]
  /// Position of each column, the first of those that bear one name.
  let columns: [String: Int]

  init(file: String, bytes: [UInt8], columns: [String: Int]) {
    self.file = file
    self.bytes = bytes
    self.columns = columns
  }

  /// The line that begins at an offset, cut for display.
  func line(at start: Int) -> String {
    guard start < bytes.count else { return "" }
    let end = bytes[start...].prefix(4096).firstIndex(of: 0x0A) ?? min(bytes.count, start + 4096)
    let line = bytes[start..<end]
    return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
  }
}

/// One table with its schema: every cell has passed its column's type, range and list, or a finding says why not.
struct DataTable {
  let schema: TableSchema
  let file: String
  let header: [CSVCell]
  let rows: [DataRow]
  let columns: [String: Int]
  /// Whether rows are missing because the file's shape is broken: what others refer to may stand in them.
  let isBroken: Bool
  private let headerLine: String

  /// `nil` when the file has no usable header.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 without a byte-order mark.
  ///   - cells: Most cells that are read.
  init?(
    _ schema: TableSchema, file: String, bytes: [UInt8], cells: Int = CSVTable.cellLimit, findings: inout Findings
  ) {
    self.schema = schema
    self.file = file
    let csv = CSVTable(bytes, cells: cells)
    var columns: [String: Int] = [:]
    for (index, cell) in csv.header.enumerated() { columns[cell.text] = columns[cell.text] ?? index }
    let text = TableText(file: file, bytes: bytes, columns: columns)
    for problem in csv.problems {
      findings.add(
        .malformedCSV, problem.message, file: file, line: problem.line, column: problem.column,
        sourceLine: text.line(at: problem.lineStart))
    }
    guard !csv.header.isEmpty, csv.header.count <= CSVTable.columnLimit else { return nil }
    self.columns = columns
    isBroken = !csv.problems.isEmpty
    header = csv.header
    headerLine = text.line(at: csv.headerStart)
    rows = csv.rows.map { DataRow(cells: $0.cells, text: text, lineStart: $0.lineStart) }
    checkHeader(findings: &findings)
    for field in schema.fields where columns[field.name] != nil {
      let law = QuantityLaw.of(schema.name, field.name)
      let text = TextLaw.of(field.name)
      for row in rows where !findings.isFull { row.check(field, law, text, findings: &findings) }
    }
    checkKeys(findings: &findings)
  }

  private func checkHeader(findings: inout Findings) {
    for (index, cell) in header.enumerated() where columns[cell.text] != index {
      report(.header, "列 \(DisplayWidth.printable(cell.text, limit: 60)) 出现两次", cell, findings: &findings)
    }
    let declared = Set(schema.fields.map(\.name))
    for field in schema.fields where columns[field.name] == nil {
      let near = SpellingSuggestion.nearest(to: field.name, among: columns.keys.sorted()).first
      report(
        .header, "缺少列 \(field.name)", field.name,
        help: near.map { "表头中的 “\($0)” 是否应为 “\(field.name)”？" } ?? "", findings: &findings)
    }
    for cell in header where !declared.contains(cell.text) {
      report(
        .header, "datapackage.json 没有说明列 \(DisplayWidth.printable(cell.text, limit: 60))", cell,
        help: TextRules.fullWidth(cell.text), findings: &findings)
    }
  }

  private func report(
    _ code: DataCode, _ message: String, _ cell: CSVCell, help: String = "", findings: inout Findings
  ) {
    findings.add(
      code, message, file: file, line: cell.line, column: cell.column, length: cell.text.unicodeScalars.count,
      path: cell.text, help: help, sourceLine: headerLine)
  }

  /// A problem of a whole column, told at its name in the header; of a missing one at the head of the header.
  func report(_ code: DataCode, _ message: String, _ column: String, help: String = "", findings: inout Findings) {
    let cell = columns[column].map { header[$0] } ?? header[0]
    findings.add(
      code, message, file: file, line: cell.line, column: cell.column,
      length: columns[column] == nil ? 1 : cell.text.unicodeScalars.count, path: column, help: help,
      sourceLine: headerLine)
  }

  private func checkKeys(findings: inout Findings) {
    // Without one of its columns, every row would repeat the key of the first.
    guard !schema.primaryKey.isEmpty, schema.primaryKey.allSatisfy({ columns[$0] != nil }) else { return }
    var seen: [[String]: Int] = [:]
    for (index, row) in rows.enumerated() where !findings.isFull {
      let key = schema.primaryKey.map { row.text($0) }
      if let first = seen[key].map({ rows[$0] }) {
        row.report(
          .duplicateKey, "主键 \(key.joined(separator: "、")) 与第 \(first.line) 行重复", schema.primaryKey[0],
          help: "改其中一个，或删去一行", findings: &findings,
          related: [
            Diagnostic.Related(
              message: "第一次在这里", range: SourceRange(file: row.file, line: first.line, column: 1),
              sourceLine: first.sourceLine)
          ])
      } else {
        seen[key] = index
      }
    }
  }
}

/// One row: cells by column name.
struct DataRow {
  let cells: [CSVCell]
  let text: TableText
  let lineStart: Int

  var file: String { text.file }
  var columns: [String: Int] { text.columns }
  var sourceLine: String { text.line(at: lineStart) }
  var line: Int { cells[0].line }
  var origin: Origin { Origin(file: file, line: line) }

  func text(_ column: String) -> String { text.columns[column].map { cells[$0].text } ?? "" }
  func number(_ column: String) -> Double? { PlainNumber.value(text(column)) }
  func integer(_ column: String) -> Int? { number(column).flatMap { Int(exactly: $0) } }
  func list(_ column: String) -> [String] { text(column).split(separator: ";").map(String.init) }

  func report(
    _ code: DataCode, _ message: String, _ column: String, help: String = "", findings: inout Findings,
    related: [Diagnostic.Related] = []
  ) {
    guard !findings.isFull else { return }
    let cell = columns[column].map { cells[$0] }
    findings.add(
      code, message, file: file, line: cell?.line ?? line, column: cell?.column ?? 1,
      length: cell?.text.unicodeScalars.count ?? 1, path: column, help: help, sourceLine: sourceLine, related: related)
  }

  /// Whether a cell passes its column's type, range, law and list.
  ///
  /// - Parameters:
  ///   - law: What the column measures, by row.
  ///   - text: What a cell of words may hold.
  func check(
    _ field: FieldSchema, _ law: ((DataRow) -> QuantityLaw?)?, _ text: TextLaw, findings: inout Findings
  ) {
    let value = self.text(field.name)
    if value.isEmpty {
      if field.isRequired { report(.emptyCell, "列 \(field.name) 不能为空", field.name, findings: &findings) }
      return
    }
    if field.type == "number" || field.type == "integer" {
      check(number: value, field, law?(self), findings: &findings)
    } else if let problem = text.problem(value) {
      report(problem.code, "列 \(field.name) 的文字\(problem.message)", field.name, help: problem.help, findings: &findings)
      return
    } else if let first = value.unicodeScalars.first, field.name.hasPrefix("name"),
      "=+-@＝＋－＠".unicodeScalars.contains(first)
    {
      report(
        .unsafeName, "名称 “\(DisplayWidth.printable(value, limit: 40))” 不能以这个字符开头", field.name, findings: &findings)
    }
    if !field.allowed.isEmpty, !field.allowed.contains(value) { refuse(value, field, findings: &findings) }
  }

  private func refuse(_ value: String, _ field: FieldSchema, findings: inout Findings) {
    let near =
      WordMeanings.word(value, among: field.allowed)
      ?? SpellingSuggestion.nearest(to: value, among: field.allowed).first
    report(
      .notInList, "列 \(field.name) 的取值 “\(DisplayWidth.printable(value, limit: 40))” 不在清单内", field.name,
      help: near.map { "是否想写 “\($0)”？可用：\(WordMeanings.list(field.allowed))" }
        ?? "可用：\(WordMeanings.list(field.allowed))", findings: &findings)
  }

  func check(number text: String, _ field: FieldSchema, _ law: QuantityLaw?, findings: inout Findings) {
    let shown = DisplayWidth.printable(text, limit: 40)
    guard let number = PlainNumber.value(text) else {
      let wide = TextRules.fullWidth(text)
      report(
        .notANumber, "列 \(field.name) 应为数字，读到 “\(shown)”", field.name,
        help: wide.isEmpty ? "写成 1234.5 的形式，不带千分号、单位或全角数字" : wide, findings: &findings)
      return
    }
    let low = max(field.minimum ?? -1e15, law?.possible.lowerBound ?? -1e15)
    let high = min(field.maximum ?? 1e15, law?.possible.upperBound ?? 1e15)
    let guess = law.map { PlausibleNumber.guess(number, $0.plausible, $0.kind) } ?? ""
    guard low <= number && number <= high else {
      report(
        .outOfRange, "列 \(field.name) 的值 \(shown) 超出 \(NumberFormat.plain(low)) 到 \(NumberFormat.plain(high))",
        field.name, help: guess, findings: &findings)
      return
    }
    if field.type == "integer" || law?.isWhole ?? false, Int(exactly: number) == nil {
      report(
        field.type == "integer" ? .notANumber : .notWhole, "列 \(field.name) 应为整数，读到 “\(shown)”", field.name,
        findings: &findings)
    } else if let law, !law.plausible.contains(number) {
      report(
        .implausible,
        "列 \(field.name) 的值 \(shown) 少见，通常在 \(NumberFormat.plain(law.plausible.lowerBound)) 到 \(NumberFormat.plain(law.plausible.upperBound)) 之间",
        field.name, help: guess.isEmpty ? "核对数字和单位" : guess, findings: &findings)
    }
  }
}
