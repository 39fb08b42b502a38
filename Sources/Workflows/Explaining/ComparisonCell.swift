internal import Analysis
internal import Language
internal import PlainText
internal import PlanningModel
internal import Publishing

/// A cell of a comparison or a sweep: how it is made of the runs, and where their inputs are told.
struct ComparisonCell: Explanation {
  private let cell: CellReference
  private let rule: LineageRule
  private let lines: [String]

  /// - Precondition: the cell's folder was written by `compare` or `sweep`.
  /// - Throws: `DiagnosticReport` when the cell is a label.
  init(_ cell: CellReference, _ w: Wording) throws {
    self.cell = cell
    let draws = cell.folder.manifest.draws ?? 0
    let scenario = cell.row["scenario"] ?? ""
    let reference = cell.row["reference"] ?? ""
    var lines: [String] = []
    let reading = cell.readingWords(draws: draws, seed: cell.folder.manifest.seed ?? 0, w)
    if cell.value.isEmpty {
      lines.append("  " + w.say(.explainEmpty, cell.emptyReason(draws: draws, baseYear: nil, w)))
    } else if !reading.isEmpty {
      lines.append("  \(reading)")
    }
    let rule: LineageRule?
    switch cell.table {
    case "attribution":
      let measure = cell.row["outcome"] == "invest" ? Measure.invest : .unmet
      rule = Lineage.baseName(cell.column).isEmpty ? Lineage.rule(Lineage.rule(of: measure)) : nil
      lines += ["", w.say(.compareAttributionRule, reference)]
    default:
      rule = Lineage.rule(table: cell.table, column: cell.column, row: cell.row, indicators: [])
      if cell.value.isEmpty {
        break
      } else if cell.column.hasPrefix("difference") {
        lines += ["", w.say(draws > 0 ? .compareDifference : .compareDifferenceOnly, scenario, reference)]
        lines += ComparisonCell.numbers(cell, w)
      } else if cell.column == "share_better" {
        lines += ["", w.say(.compareShareBetter, scenario, reference)]
      }
    }
    guard let rule else { throw cell.isLabel }
    self.rule = rule
    lines += ["", w.say(.explainRule, w.name(rule), w.rule(rule))]
    let upstream = Lineage.closure(rule).dropFirst()
    if !upstream.isEmpty {
      lines +=
        ["", w.say(.explainUpstream)] + upstream.map { w.say(.explainUpstreamRule, w.name($0), w.rule($0)) }
    }
    lines += ["", cell.table == "sweep" ? w.say(.sweepWhere) : w.say(.compareWhere, scenario)]
    self.lines = lines
  }

  /// Means subtract; the row of the reference has the other one.
  private static func numbers(_ cell: CellReference, _ w: Wording) -> [String] {
    guard
      let other = cell.rows.first(where: {
        $0["measure"] == cell.row["measure"] && $0["year"] == cell.row["year"]
          && $0["scenario"] == cell.row["reference"]
      }), let a = cell.row["mean"], let b = other["mean"], let difference = cell.row["difference_mean"],
      !a.isEmpty, !b.isEmpty
    else { return [] }
    return [w.say(.compareMeans, a, b, difference)]
  }

  func text() -> String {
    ([
      "\(cell.file):\(cell.line)  \(cell.column)" + (cell.value.isEmpty ? "" : " = \(cell.value)"), "  \(cell.labels)",
    ] + lines).joined(separator: "\n") + "\n"
  }

  func json() -> String {
    JSONText.object([
      ("file", .string(cell.file)), ("line", .integer(cell.line)), ("column", .string(cell.column)),
      ("value", .string(cell.value)),
      ("row", .object(cell.row.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
      ("explanation", .array(lines.filter { !$0.isEmpty }.map { .string($0) })),
      ("rules", CellExplanation.json(Lineage.closure(rule))),
    ]).rendered()
  }
}
