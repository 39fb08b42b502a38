internal import Diagnostics
internal import PlainText
internal import PlanningModel

/// One table with its schema: every cell has passed its column's type, range and list, or a finding says why not.
struct DataTable {
  let schema: TableSchema
  let file: String
  let rows: [DataRow]
  let columns: [String: Int]

  /// `nil` when the file has no usable header.
  init?(_ schema: TableSchema, file: String, bytes: [UInt8], findings: inout Findings) {
    self.schema = schema
    self.file = file
    guard let (text, _) = TextEncodingDetection.decode(bytes) else {
      let bad = TextEncodingDetection.firstBadByte(bytes)
      let before = bytes.prefix(bad)
      let line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
      let column = bad - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
      findings.add(
        .encoding, "第 \(bad + 1) 个字节既不是 UTF-8 也不是 GB18030", file: file, line: line, column: column,
        help: "在表格软件中另存为“CSV UTF-8”")
      return nil
    }
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    func source(_ line: Int) -> String {
      guard lines.indices.contains(line - 1) else { return "" }
      var text = String(decoding: lines[line - 1].prefix(4096), as: UTF8.self)
      if text.hasSuffix("\r") { text.removeLast() }
      return text
    }
    let csv = CSVTable(text)
    for problem in csv.problems {
      findings.add(
        .malformedCSV, problem.message, file: file, line: problem.line, column: problem.column,
        sourceLine: source(problem.line))
    }
    var columns: [String: Int] = [:]
    for (index, cell) in csv.header.enumerated() {
      if columns[cell.text] != nil {
        findings.add(
          .header, "列 \(cell.text) 出现两次", file: file, line: cell.line, column: cell.column,
          length: cell.text.unicodeScalars.count, path: cell.text, sourceLine: source(cell.line))
      }
      columns[cell.text] = columns[cell.text] ?? index
    }
    guard !csv.header.isEmpty else { return nil }
    let declared = Set(schema.fields.map(\.name))
    for field in schema.fields where columns[field.name] == nil {
      let near = SpellingSuggestion.nearest(to: field.name, among: columns.keys.sorted()).first
      findings.add(
        .header, "缺少列 \(field.name)", file: file, path: field.name,
        help: near.map { "表头中的 “\($0)” 是否应为 “\(field.name)”？" } ?? "", sourceLine: source(1))
    }
    for cell in csv.header where !declared.contains(cell.text) {
      findings.add(
        .header, "datapackage.json 没有说明列 \(cell.text)", file: file, line: cell.line, column: cell.column,
        length: cell.text.unicodeScalars.count, path: cell.text, sourceLine: source(cell.line))
    }
    self.columns = columns
    rows = csv.rows.map { DataRow(cells: $0, columns: columns, file: file, sourceLine: source($0[0].line)) }
    for field in schema.fields where columns[field.name] != nil {
      for row in rows { row.check(field, findings: &findings) }
    }
    checkKeys(findings: &findings)
  }

  private func checkKeys(findings: inout Findings) {
    guard !schema.primaryKey.isEmpty else { return }
    var seen: [[String]: Int] = [:]
    for (index, row) in rows.enumerated() {
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
  let columns: [String: Int]
  let file: String
  let sourceLine: String

  var line: Int { cells[0].line }
  var origin: Origin { Origin(file: file, line: line) }

  func text(_ column: String) -> String { columns[column].map { cells[$0].text } ?? "" }
  func number(_ column: String) -> Double? { PlainNumber.value(text(column)) }
  func integer(_ column: String) -> Int? { number(column).flatMap { Int(exactly: $0) } }
  func list(_ column: String) -> [String] { text(column).split(separator: ";").map(String.init) }

  func report(
    _ code: DataCode, _ message: String, _ column: String, help: String = "", findings: inout Findings,
    related: [Diagnostic.Related] = []
  ) {
    let cell = columns[column].map { cells[$0] }
    findings.add(
      code, message, file: file, line: cell?.line ?? line, column: cell?.column ?? 1,
      length: cell?.text.unicodeScalars.count ?? 1, path: column, help: help, sourceLine: sourceLine, related: related)
  }

  func check(_ field: FieldSchema, findings: inout Findings) {
    let value = text(field.name)
    if value.isEmpty {
      if field.isRequired { report(.emptyCell, "列 \(field.name) 不能为空", field.name, findings: &findings) }
      return
    }
    var shown: String { DisplayWidth.printable(value, limit: 40) }
    switch field.type {
    case "number", "integer":
      guard let number = PlainNumber.value(value) else {
        report(
          .notANumber, "列 \(field.name) 应为数字，读到 “\(shown)”", field.name,
          help: "写成 1234.5 的形式，不带千分号、单位或全角数字", findings: &findings)
        return
      }
      if field.type == "integer", Int(exactly: number) == nil {
        report(.notANumber, "列 \(field.name) 应为整数，读到 “\(shown)”", field.name, findings: &findings)
      }
      let low = field.minimum ?? -1e15
      let high = field.maximum ?? 1e15
      guard low <= number && number <= high else {
        report(
          .outOfRange, "列 \(field.name) 的值 \(shown) 超出 \(low) 到 \(high)", field.name, findings: &findings)
        return
      }
    default:
      if let first = value.unicodeScalars.first, field.name.hasPrefix("name"),
        "=+-@＝＋－＠\t\r".unicodeScalars.contains(first)
      {
        report(.unsafeName, "名称 “\(shown)” 不能以这个字符开头", field.name, findings: &findings)
      }
    }
    if !field.allowed.isEmpty, !field.allowed.contains(value) {
      let near = SpellingSuggestion.nearest(to: value, among: field.allowed).first
      report(
        .notInList, "列 \(field.name) 的取值 “\(shown)” 不在清单内", field.name,
        help: near.map { "是否想写 “\($0)”？" } ?? "可用：\(field.allowed.joined(separator: "、"))", findings: &findings)
    }
  }
}
