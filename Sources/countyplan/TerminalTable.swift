import Diagnostics
import PlainText

/// Aligned columns for a terminal: Chinese characters count two.
enum TerminalTable {
  /// Some columns left (the first unless told otherwise), the others right; no blanks at line ends.
  static func lines(_ rows: [[String]], left: Set<Int> = [0]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        DisplayWidth.pad(cell, to: widths[column], left: !left.contains(column))
      }.joined(separator: "  ").trimmingEnd()
    }
  }

  /// Cells one after the other, as many on a line as fit; none is broken. Later lines stand under the first cell.
  static func flow(_ cells: [String], lead: String, width: Int) -> [String] {
    let indent = String(repeating: " ", count: DisplayWidth.of(lead))
    var lines: [String] = []
    var line = ""
    for cell in cells {
      let next = line.isEmpty ? cell : line + "  " + cell
      if !line.isEmpty, indent.count + DisplayWidth.of(next) > width {
        lines.append((lines.isEmpty ? lead : indent) + line)
        line = cell
      } else {
        line = next
      }
    }
    return line.isEmpty ? lines : lines + [(lines.isEmpty ? lead : indent) + line]
  }
}
