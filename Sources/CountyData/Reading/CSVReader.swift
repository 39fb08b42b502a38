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
  /// Offset of the line's first byte.
  let lineStart: Int
  let message: String
}

/// A row of cells, as many as the header has.
struct CSVRow: Sendable {
  let cells: [CSVCell]
  /// Offset of the first byte of its first line.
  let lineStart: Int
}

/// A table of text cells: RFC 4180 quotes, LF or CRLF, no ragged rows, comments before the header.
///
/// The limits hold while the file is read: a file of nothing but commas or line ends costs no more than a good one.
struct CSVTable: Sendable {
  var header: [CSVCell] = []
  var headerStart = 0
  var rows: [CSVRow] = []
  var problems: [CSVProblem] = []

  static let fieldLimit = 65_536
  static let columnLimit = 200
  static let rowLimit = 200_000
  static let cellLimit = 2_000_000
  /// Problems of one file; the rest says nothing new.
  static let problemLimit = 200

  /// Parses UTF-8 bytes. Rows of the wrong length or with broken quotes are reported and left out.
  ///
  /// - Parameter cells: Most cells that are kept.
  init(_ bytes: [UInt8], cells: Int = CSVTable.cellLimit) {
    var parser = Parser(bytes: bytes)
    parser.skipComments()
    reading: while parser.problems.count < CSVTable.problemLimit {
      parser.skipEmptyLines()
      let known = parser.problems.count
      guard let (row, count) = parser.nextRow() else { break }
      // A row with a broken quote may have swallowed what follows; its length says nothing.
      if parser.problems.count > known {
        if parser.isLost { break }
        if header.isEmpty { (header, headerStart) = (row.cells, row.lineStart) }
        continue
      }
      func refuse(_ message: String) {
        parser.problems.append(
          CSVProblem(line: row.cells[0].line, column: 1, lineStart: row.lineStart, message: message))
      }
      if count > CSVTable.columnLimit {
        refuse("超过 \(CSVTable.columnLimit) 列")
        rows = []
        break reading
      }
      if header.isEmpty {
        (header, headerStart) = (row.cells, row.lineStart)
      } else if count != header.count {
        refuse("这一行有 \(count) 列，表头有 \(header.count) 列")
      } else if rows.count >= CSVTable.rowLimit || (rows.count + 1) * header.count > cells {
        refuse("超过 \(min(CSVTable.rowLimit, cells / header.count)) 行")
        rows = []
        break reading
      } else {
        rows.append(row)
      }
    }
    problems = parser.problems
    if header.isEmpty, problems.isEmpty {
      problems.append(CSVProblem(line: 1, column: 1, lineStart: 0, message: "文件没有表头"))
    }
  }

  private struct Parser {
    let bytes: [UInt8]
    var position = 0
    var line = 1
    var column = 1
    var problems: [CSVProblem] = []
    /// Whether a quote that does not end where it should makes everything behind it a guess.
    var isLost = false
    private var lineStart = 0

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

    /// Lines with nothing on them are no rows.
    mutating func skipEmptyLines() {
      while position < bytes.count {
        if bytes[position] == 0x0A {
          position += 1
        } else if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A {
          position += 2
        } else {
          return
        }
        line += 1
      }
    }

    /// The cells of the next row, those beyond the limit left out, and whether there are more: then the count is only
    /// one above the limit.
    mutating func nextRow() -> (row: CSVRow, count: Int)? {
      guard position < bytes.count else { return nil }
      var cells: [CSVCell] = []
      lineStart = position
      let start = position
      while true {
        let (cell, endsRow) = nextCell()
        cells.append(cell)
        if endsRow || isLost || cells.count > CSVTable.columnLimit {
          return (CSVRow(cells: cells, lineStart: start), cells.count)
        }
      }
    }

    private mutating func advance() {
      let byte = bytes[position]
      position += 1
      if byte == 0x0A {
        line += 1
        column = 1
        lineStart = position
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
      let start = (line: line, column: column, lineStart: lineStart)
      if let plain = plainCell(start.line, start.column) { return plain }
      func problem(_ message: String) -> CSVProblem {
        CSVProblem(line: start.line, column: start.column, lineStart: start.lineStart, message: message)
      }
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
        let goesOn = isClosed && position < bytes.count && ![0x2C, 0x0A, 0x0D].contains(bytes[position])
        if !isClosed || goesOn && line > start.line {
          // Text behind a quote some lines below: that quote was to open another cell.
          problems.append(problem("引号在此打开后没有闭合"))
          isLost = true
        } else if goesOn {
          problems.append(CSVProblem(line: line, column: column, lineStart: lineStart, message: "引号之后还有文字"))
        }
      }
      while !isLost, position < bytes.count, bytes[position] != 0x2C, bytes[position] != 0x0A {
        if bytes[position] == 0x0D, position + 1 >= bytes.count || bytes[position + 1] == 0x0A {
          advance()
          continue
        }
        content.append(bytes[position])
        advance()
      }
      if content.count > CSVTable.fieldLimit {
        if !isLost { problems.append(problem("字段超过 \(CSVTable.fieldLimit) 字节")) }
        content.removeAll()
      }
      let cell = CSVCell(text: String(decoding: content, as: UTF8.self), line: start.line, column: start.column)
      guard !isLost, position < bytes.count else { return (cell, true) }
      let endsRow = bytes[position] == 0x0A
      advance()
      // A comma at the very end of the file still opens an empty last cell.
      return (cell, endsRow)
    }
  }
}
