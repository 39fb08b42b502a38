internal import Foundation

extension Workbench {
  /// Copies the shipped county and changes some of its tables; the folder of the package.
  ///
  /// - Throws: the file system's error.
  public func county(_ edits: [String: (inout [[String: String]]) -> Void]) throws -> String {
    try copy("seeds/yunyang")
    for (table, edit) in edits { try self.edit("seeds/yunyang/\(table).csv", edit) }
    return path("seeds/yunyang")
  }

  /// Changes the rows of a table in place; columns stay.
  ///
  /// - Throws: the file system's error.
  public func edit(_ name: String, _ change: (inout [[String: String]]) -> Void) throws {
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    var lines = Workbench.cells(text)
    let columns = lines.removeFirst()
    var rows = lines.map { Dictionary(uniqueKeysWithValues: zip(columns, $0)) }
    change(&rows)
    func quoted(_ cell: String) -> String {
      cell.contains { ",\"\n".contains($0) } ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
    }
    let written = [columns] + rows.map { row in columns.map { row[$0] ?? "" } }
    try write(written.map { $0.map(quoted).joined(separator: ",") }.joined(separator: "\n") + "\n", to: name)
  }

  private static func cells(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        row.append(cell)
        cell = ""
      case "\n" where !isQuoted:
        rows.append(row + [cell])
        (row, cell) = ([], "")
      default: cell.append(character)
      }
    }
    return rows
  }
}
