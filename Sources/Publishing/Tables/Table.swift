internal import PlainText

/// One cell of a finished table.
public enum Cell: Sendable, Hashable {
  case text(String)
  case integer(Int)
  /// A number with the decimals that the table prints at most.
  case number(Double, decimals: Int)
  case empty

  static func number(_ value: Double?, _ decimals: Int) -> Cell {
    value.map { .number($0, decimals: decimals) } ?? .empty
  }
}

/// A number that is not finite reached a table: a broken invariant.
public struct NonFiniteCell: Error, Sendable, Hashable {
  public let table: String
  public let column: String
  public let row: Int
}

/// A finished table: stable column names, tidy rows, scenario first.
public struct Table: Sendable {
  public let name: String
  public let columns: [String]
  public private(set) var rows: [[Cell]] = []

  public init(_ name: String, _ columns: [String]) {
    self.name = name
    self.columns = columns
  }

  /// - Precondition: as many cells as columns.
  public mutating func add(_ cells: [Cell]) {
    precondition(cells.count == columns.count, "\(name): \(cells.count) cells for \(columns.count) columns")
    rows.append(cells)
  }

  /// RFC 4180 with a byte-order mark (spreadsheets in China otherwise read another encoding) and LF line ends.
  ///
  /// - Throws: ``NonFiniteCell``.
  public func csv() throws(NonFiniteCell) -> [UInt8] {
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    bytes.reserveCapacity(rows.count * columns.count * 8)
    for (column, head) in columns.enumerated() {
      if column > 0 { bytes.append(0x2C) }
      Table.append(head, to: &bytes)
    }
    bytes.append(0x0A)
    var text: [UInt8] = []
    for (index, row) in rows.enumerated() {
      // The last number of the row as it was written: without draws mean and quantiles are one number.
      var last: (value: Double, decimals: Int)?
      for (column, cell) in row.enumerated() {
        if column > 0 { bytes.append(0x2C) }
        switch cell {
        case .empty: break
        case .integer(let value): bytes.append(contentsOf: String(value).utf8)
        case .number(let value, let decimals):
          if last?.value != value || last?.decimals != decimals {
            text.removeAll(keepingCapacity: true)
            guard NumberFormat.append(value, decimals: decimals, to: &text) else {
              throw NonFiniteCell(table: name, column: columns[column], row: index + 2)
            }
            last = (value, decimals)
          }
          bytes.append(contentsOf: text)
        case .text(let text): Table.append(text, to: &bytes)
        }
      }
      bytes.append(0x0A)
    }
    return bytes
  }

  /// Heads and text cells that a spreadsheet would take for a formula get an apostrophe, also where blanks or characters that
  /// nobody sees stand before the sign.
  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let isMarked = !isPlain(text) && isFormula(text.unicodeScalars)
    var text = text
    text.withUTF8 { text in
      let isQuoted = text.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
      if isQuoted { bytes.append(0x22) }
      if isMarked { bytes.append(0x27) }
      if isQuoted {
        for byte in text {
          if byte == 0x22 { bytes.append(0x22) }
          bytes.append(byte)
        }
        bytes.append(0x22)
      } else {
        bytes.append(contentsOf: text)
      }
    }
  }

  /// Whether a text begins with a Latin letter, a digit or a Chinese character, as nearly all do: then it is no formula.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    return switch first {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xE4...0xE9: true
    default: false
    }
  }

  private static func isFormula(_ text: String.UnicodeScalarView) -> Bool {
    // A sign alone, such as a comparator, is no formula.
    guard text.count > 1, let first = text.first else { return false }
    let seen = text.drop {
      $0 == " " || UnsafeScalars.contains($0) || 0x200B...0x200D ~= $0.value || $0.value == 0xFEFF
    }
    return first == "\t" || first == "\r" || seen.first.map { "=+-@＝＋－＠".unicodeScalars.contains($0) } ?? false
  }
}
