import Language
import PlainText
import Publishing

/// A sweep on the terminal: a table for each year, a row for each child.
enum SweepText {
  static func text(_ sweep: SweepPublication, width: Int) -> String {
    var lines = [""] + sweep.lead()
    for table in sweep.yearTables() {
      lines += ["", sweep.wording.say(.whenYear, "\(table.year)")] + rows(table, width, sweep.wording)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func rows(_ table: SweepPublication.YearTable, _ width: Int, _ w: Wording) -> [String] {
    let whole = TerminalTable.lines([table.header] + table.rows, left: Set(0..<table.paths))
    guard whole.contains(where: { DisplayWidth.of($0) > width }) else { return whole }
    // What a child sets stands above its numbers.
    let rows = table.rows.map { row in
      [zip(table.header, row).prefix(table.paths).map { "\($0)=\($1)" }.joined(separator: w.say(.comma))]
        + row.dropFirst(table.paths)
    }
    return TerminalTable.fitted([[""] + table.header.dropFirst(table.paths)] + rows, width: width)
  }
}
