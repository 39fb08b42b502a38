import Diagnostics
import Language
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

  /// The same in a terminal of some width: where the columns do not fit side by side, the first stands on a line of its own
  /// above the rest of its row; where even those do not fit, each number stands behind its column's name, as many on a line as
  /// fit.
  ///
  /// - Parameters:
  ///   - rows: The first is the header. A row with an empty first cell belongs to the row above it.
  ///   - width: Columns of the terminal; `nil` for a file or pipe.
  static func fitted(_ rows: [[String]], left: Set<Int> = [0], width: Int?) -> [String] {
    let whole = lines(rows, left: left)
    guard let width, let header = rows.first, whole.contains(where: { DisplayWidth.of($0) > width }) else {
      return whole
    }
    let rest = lines(rows.map { Array($0.dropFirst()) }, left: Set(left.map { $0 - 1 })).map { "    " + $0 }
    if rest.allSatisfy({ DisplayWidth.of($0) <= width }) {
      return zip(rows, rest).enumerated().flatMap { index, entry in
        index == 0 || entry.0[0].isEmpty ? [entry.1.trimmingEnd()] : [entry.0[0], entry.1.trimmingEnd()]
      }
    }
    return rows.dropFirst().flatMap { row in
      let cells = zip(header, row).dropFirst().filter { !$0.1.isEmpty }.map { name, cell in
        let text = name.isEmpty ? cell : "\(name) \(cell)"
        return text.trimmingEnd()
      }
      return (row[0].isEmpty ? [] : [row[0]]) + flow(cells, lead: "    ", width: width)
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
