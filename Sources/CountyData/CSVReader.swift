/// A cell as it stands in the file.
struct CSVCell: Sendable {
  let text: String
  /// 1-based line and column (Unicode scalars) of its first character.
  let line: Int
  let column: Int
}

/// What is wrong with the shape of a CSV file.
struct CSVProblem: Sendable {
  let line: Int
  let column: Int
  let message: String
}

/// A table of text cells: RFC 4180 quotes, LF or CRLF, no ragged rows, comments before the header.
struct CSVTable: Sendable {
  var header: [CSVCell] = []
  var rows: [[CSVCell]] = []
  var problems: [CSVProblem] = []

  static let fieldLimit = 65_536
  static let columnLimit = 200

  /// Parses UTF-8 bytes. Rows of the wrong length are reported and left out.
  init(_ bytes: [UInt8]) {
    var parser = Parser(bytes: bytes)
    parser.skipComments()
    var known = 0
    while let row = parser.nextRow() {
      // A row with an open quote swallows what follows; its length says nothing.
      let isBroken = parser.problems.count > known
      known = parser.problems.count
      if row.count == 1, row[0].text.isEmpty { continue }
      if header.isEmpty {
        header = row
        if row.count > CSVTable.columnLimit {
          problems.append(
            CSVProblem(line: row[0].line, column: 1, message: "有 \(row.count) 列，上限 \(CSVTable.columnLimit) 列"))
          return
        }
      } else if row.count == header.count {
        rows.append(row)
      } else if !isBroken {
        problems.append(
          CSVProblem(line: row[0].line, column: 1, message: "这一行有 \(row.count) 列，表头有 \(header.count) 列"))
      }
    }
    problems += parser.problems
    if header.isEmpty { problems.append(CSVProblem(line: 1, column: 1, message: "文件没有表头")) }
  }

  private struct Parser {
    let bytes: [UInt8]
    var position = 0
    var line = 1
    var column = 1
    var problems: [CSVProblem] = []

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Lines before the header that begin with `#` are instructions for people.
    mutating func skipComments() {
      while position < bytes.count, bytes[position] == 0x23 {
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
        if position < bytes.count {
          position += 1
          line += 1
        }
      }
    }

    mutating func nextRow() -> [CSVCell]? {
      guard position < bytes.count else { return nil }
      var row: [CSVCell] = []
      while true {
        let (cell, endsRow) = nextCell()
        row.append(cell)
        if endsRow { return row }
      }
    }

    private mutating func advance() {
      let byte = bytes[position]
      position += 1
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }

    /// The common case, read in one sweep: a cell without quotes that ends in a comma or a line feed.
    private mutating func plainCell(_ line: Int, _ column: Int) -> (CSVCell, endsRow: Bool)? {
      var end = position
      var scalars = 0
      while end < bytes.count {
        let byte = bytes[end]
        if byte == 0x2C || byte == 0x0A { break }
        if byte == 0x22 || byte == 0x0D { return nil }
        if byte & 0xC0 != 0x80 { scalars += 1 }
        end += 1
      }
      guard end < bytes.count, end - position <= CSVTable.fieldLimit else { return nil }
      let cell = CSVCell(text: String(decoding: bytes[position..<end], as: UTF8.self), line: line, column: column)
      let endsRow = bytes[end] == 0x0A
      position = end + 1
      self.line = endsRow ? line + 1 : line
      self.column = endsRow ? 1 : column + scalars + 1
      return (cell, endsRow)
    }

    private mutating func nextCell() -> (CSVCell, endsRow: Bool) {
      let start = (line: line, column: column)
      if let plain = plainCell(start.line, start.column) { return plain }
      var content: [UInt8] = []
      if position < bytes.count, bytes[position] == 0x22 {
        advance()
        var isClosed = false
        while position < bytes.count {
          if bytes[position] == 0x22 {
            advance()
            guard position < bytes.count, bytes[position] == 0x22 else {
              isClosed = true
              break
            }
          }
          content.append(bytes[position])
          advance()
        }
        if !isClosed {
          problems.append(CSVProblem(line: start.line, column: start.column, message: "引号在此打开后没有闭合"))
        } else if position < bytes.count, ![0x2C, 0x0A, 0x0D].contains(bytes[position]) {
          problems.append(CSVProblem(line: line, column: column, message: "引号之后还有文字"))
        }
      }
      while position < bytes.count, bytes[position] != 0x2C, bytes[position] != 0x0A {
        if bytes[position] == 0x0D, position + 1 >= bytes.count || bytes[position + 1] == 0x0A {
          advance()
          continue
        }
        content.append(bytes[position])
        advance()
      }
      if content.count > CSVTable.fieldLimit {
        problems.append(
          CSVProblem(line: start.line, column: start.column, message: "字段超过 \(CSVTable.fieldLimit) 字节"))
        content.removeAll()
      }
      let cell = CSVCell(text: String(decoding: content, as: UTF8.self), line: start.line, column: start.column)
      guard position < bytes.count else { return (cell, true) }
      let endsRow = bytes[position] == 0x0A
      advance()
      // A comma at the very end of the file still opens an empty last cell.
      return (cell, endsRow)
    }
  }
}
