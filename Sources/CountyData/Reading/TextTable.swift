/// A CSV file as plain text cells with line numbers, for tools that show it.
public struct TextTable: Sendable {
  public let columns: [String]
  /// 1-based line of each row and its cells.
  public let rows: [(line: Int, cells: [String])]

  /// Reads UTF-8, with or without a byte-order mark, or GB18030; nothing of bytes that are neither. Rows of the wrong length
  /// are left out.
  public init(_ bytes: [UInt8]) {
    let table = CSVTable((try? TextEncodingDetection.read(bytes))?.text ?? [])
    columns = table.header.map(\.text)
    rows = table.rows.map { (line: $0.cells[0].line, cells: $0.cells.map(\.text)) }
  }

  /// Cells by column of the row that starts at a line.
  public func row(line: Int) -> [String: String]? {
    rows.first { $0.line == line }.map {
      Dictionary(zip(columns, $0.cells), uniquingKeysWith: { first, _ in first })
    }
  }
}
