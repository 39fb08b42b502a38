import Diagnostics
import PlainText

/// Aligned columns for a terminal: Chinese characters count two.
enum TerminalTable {
  /// First column left, the others right.
  static func lines(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        DisplayWidth.pad(cell, to: widths[column], left: column > 0)
      }.joined(separator: "  ")
    }
  }
}
