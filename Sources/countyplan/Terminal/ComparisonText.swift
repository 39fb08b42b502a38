import Analysis
import Ensembles
import Language
import PlainText
import PlanningModel
import Publishing
import Simulation

/// A comparison on the terminal: a block for each measure, a line for each year and scenario.
struct ComparisonText {
  private let p: ComparisonPublication
  private let usesColour: Bool
  private let width: Int

  init(_ publication: ComparisonPublication, usesColour: Bool, width: Int) {
    p = publication
    self.usesColour = usesColour
    self.width = width
  }

  private var w: Wording { p.wording }
  private var titles: [String] { p.titles.map { clipped($0, to: 20) } }

  func text() -> String {
    var lines: [String] = [""]
    for (index, title) in titles.enumerated() {
      let scenario = p.comparison.runs[index].scenario
      lines.append(w.say(index == 0 ? .compareReference : .compareOther, title, scenario.id))
    }
    if p.comparison.draws > 0 {
      lines.append("")
      lines += wrapped(
        w.say(
          .terminalCompareDraws, "\(p.comparison.draws)", "\(p.comparison.seed)", w.say(.tieRule)))
      if let chosen = w.conditioned(p.comparison) { lines += wrapped(chosen) }
    }
    lines += changes() + outcomes() + money() + attributions()
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ text: String) -> [String] { ["", paint(text, "1"), ""] }

  private func changes() -> [String] {
    var lines = heading(w.say(.compareChanges))
    for (index, list) in p.changes.enumerated() {
      if p.changes.count > 1 { lines.append(titles[index + 1]) }
      if list.isEmpty { lines.append("  " + w.say(.compareNoChange)) }
      for change in list {
        lines.append("  \(w.change(change.path))  \(paint(change.path, "2"))")
        let said = p.said(change, scenario: index + 1)
        lines += wrapped("\(said.before) → \(said.after)", indent: 4)
        if let origin = change.afterOrigin ?? change.beforeOrigin { lines.append("    " + paint(origin, "2")) }
      }
    }
    return lines
  }

  private func outcomes() -> [String] {
    var lines = heading(w.say(.compareOutcomes))
    let rows = p.shownRows()
    if rows.isEmpty { lines.append("  " + w.say(.compareNoChange)) }
    let hasIntervals = p.comparison.draws > 0
    for measure in Measure.allCases {
      let of = rows.filter { $0.measure == measure }
      guard !of.isEmpty else { continue }
      lines.append(w.name(measure))
      let same = p.asReference(measure)
      var cells: [[String]] = []
      var tones: [Bool?] = []
      for row in of {
        for index in titles.indices where !same.contains(index) {
          let gap = index == 0 ? "" : w.signed(measure, row.differences[index].mean ?? 0)
          let better = index == 0 ? "" : w.better(row, index)
          var line = [
            index == 0 ? "\(row.year)" : "", titles[index],
            row.values[index].mean.map { w.value(measure, $0) } ?? "—",
          ]
          if hasIntervals { line.append(interval(row.values[index]) { w.bare(measure, $0) }) }
          line.append(gap)
          if hasIntervals {
            line.append(index == 0 ? "" : interval(row.differences[index]) { w.signed(measure, $0, hasUnit: false) })
            line.append(better.hasSuffix("%") ? w.say(.terminalBetter, better) : better)
          }
          cells.append(line)
          tones.append(index == 0 ? nil : tone(measure, row.differences[index].mean ?? 0))
        }
      }
      let table = TerminalTable.lines(cells, left: [0, 1]).map { "  " + $0 }
      let fits = table.allSatisfy { DisplayWidth.of($0) <= width }
      let shown = fits || !hasIntervals ? table.enumerated().map { (line: $1, row: $0) } : narrow(cells)
      for (line, row) in shown { lines.append(tones[row].map { paint(line, $0 ? "32" : "31") } ?? line) }
      if !same.isEmpty {
        let names = same.map { titles[$0] }.joined(separator: w.say(.listSeparator))
        lines += wrapped(w.say(.compareAsReference, names), indent: 2)
      }
    }
    if let unchanged = p.unchangedLine() { lines += [""] + wrapped(unchanged) }
    return lines
  }

  /// Intervals under their numbers: a second line for rows that have one. Also the row that each line belongs to.
  private func narrow(_ cells: [[String]]) -> [(line: String, row: Int)] {
    let rows = cells.enumerated().flatMap { index, cell -> [(cells: [String], row: Int)] in
      [([cell[0], cell[1], cell[2], cell[4], cell[6]], index)]
        + (cell[3].isEmpty && cell[5].isEmpty ? [] : [(["", "", cell[3], cell[5], ""], index)])
    }
    return zip(TerminalTable.lines(rows.map(\.cells), left: [0, 1]), rows).map { ("  " + $0, $1.row) }
  }

  private func interval(_ summary: Summary, _ text: (Double) -> String) -> String {
    guard let low = summary.p10, let high = summary.p90, text(low) != text(high) else { return "" }
    return "[\(text(low)), \(text(high))]"
  }

  /// Whether a change is for the better; `nil` where neither direction is.
  private func tone(_ measure: Measure, _ gap: Double) -> Bool? {
    guard let isLowerBetter = measure.isLowerBetter, gap != 0 else { return nil }
    return (gap < 0) == isLowerBetter
  }

  private func money() -> [String] {
    p.moneyNotes().flatMap { [""] + wrapped($0) }
  }

  private func attributions() -> [String] {
    var lines: [String] = []
    for (index, attribution) in p.attributions.enumerated() {
      guard let attribution else { continue }
      lines += heading(w.say(.compareAttribution) + w.say(.colon) + titles[index + 1])
      let header = [["", w.say(.outcomeUnmetShort), w.say(.outcomeInvestShort)]]
      let rows = p.attributionRows(attribution, scenario: index + 1).map { row in
        [clipped(row.name, to: max(20, width - 36))] + row.cells
      }
      lines += TerminalTable.lines(header + rows).map { "  " + $0 }
      for note in p.interactionNotes(attribution) {
        lines += wrapped(note, indent: 2).map { paint($0, "2") }
      }
      if attribution.draws > 0, attribution.draws < p.comparison.draws {
        lines.append("  " + paint(w.say(.attributionDraws, "\(attribution.draws)"), "2"))
      }
    }
    return lines
  }

  private func clipped(_ text: String, to width: Int) -> String {
    let safe = DisplayWidth.printable(text)
    guard DisplayWidth.of(safe) > width else { return safe }
    var result = ""
    for character in safe {
      guard DisplayWidth.of(result) + DisplayWidth.of(String(character)) < width else { break }
      result.append(character)
    }
    return result + "…"
  }

  private func wrapped(_ text: String, indent: Int = 0) -> [String] {
    DisplayWidth.wrap(DisplayWidth.printable(text, limit: 600), to: max(20, width - indent)).map {
      String(repeating: " ", count: indent) + $0
    }
  }

  private func paint(_ text: String, _ code: String) -> String {
    usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
