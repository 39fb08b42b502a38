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
}
