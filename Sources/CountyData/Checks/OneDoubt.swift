internal import Diagnostics

/// Several rules may doubt the same number; the reader is told once.
enum OneDoubt {
  private struct Cell: Hashable {
    let file: String
    let line: Int
    let column: String
  }

  private static let doubts = Set([DataCode.implausible, .outOfLine, .earlierCensusDoubtful].map(\.rawValue))

  /// The warnings without a second doubt of a cell: the first rule that speaks is the one that knows most of the column.
  static func aCell(_ warnings: [Diagnostic]) -> [Diagnostic] {
    var told: Set<Cell> = []
    return warnings.filter { warning in
      guard doubts.contains(warning.code) else { return true }
      return told.insert(Cell(file: warning.range.file, line: warning.range.line, column: warning.path)).inserted
    }
  }
}
