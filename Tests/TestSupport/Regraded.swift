/// A CSV table with other grades in its columns of quality.
public enum Regraded {
  /// - Parameters:
  ///   - columns: The columns to change; all whose name ends in `quality` when `nil`.
  ///   - isChosen: Which rows, by their cells; all when left out.
  public static func text(
    _ csv: String, to grade: String, columns: Set<String>? = nil,
    where isChosen: ([String: String]) -> Bool = { _ in true }
  ) -> String {
    let lines = csv.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline).map(cells)
    guard let header = lines.first else { return csv }
    let rows = lines.dropFirst().map { row -> [String] in
      let named = Dictionary(zip(header, row), uniquingKeysWith: { first, _ in first })
      guard isChosen(named) else { return row }
      return zip(header, row).map { column, cell in
        (columns?.contains(column) ?? column.hasSuffix("quality")) && !cell.isEmpty ? grade : cell
      }
    }
    return ([header] + rows).map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  private static func quoted(_ cell: String) -> String { cell.contains(",") ? "\"\(cell)\"" : cell }
}
