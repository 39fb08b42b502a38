/// A CSV file as plain text cells with line numbers, for tools that show it.
public struct TextTable: Sendable {
  public let columns: [String]
  /// 1-based line of each row and its cells.
  public let rows: [(line: Int, cells: [String])]

  /// Reads UTF-8 bytes, with or without a byte-order mark; rows of the wrong length are left out.
  public init(_ bytes: [UInt8]) {
    let table = CSVTable(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
    columns = table.header.map(\.text)
    rows = table.rows.map { (line: $0[0].line, cells: $0.map(\.text)) }
  }

  /// Cells by column of the row that starts at a line.
  public func row(line: Int) -> [String: String]? {
    rows.first { $0.line == line }.map {
      Dictionary(zip(columns, $0.cells), uniquingKeysWith: { first, _ in first })
    }
  }
}
