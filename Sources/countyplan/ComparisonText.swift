import Analysis
import Foundation
import PlainText
import PlanningModel
import Publishing
import Simulation

/// A comparison on the terminal: a block for each measure, a line for each year and scenario.
struct ComparisonText {
  private let p: ComparisonPublication
  private let usesColour: Bool
  private let width: Int

  init(_ publication: ComparisonPublication, usesColour: Bool, width: Int = TerminalWidth.columns) {
    p = publication
    self.usesColour = usesColour
    self.width = width
  }

  private var w: Wording { p.wording }
  private var titles: [String] { p.comparison.runs.map { clipped($0.scenario.titleZh, to: 20) } }

  func text() -> String {
    var lines: [String] = [""]
    for (index, title) in titles.enumerated() {
      let scenario = p.comparison.runs[index].scenario
      lines.append("\(index == 0 ? "参照" : "比较")  \(title)（\(scenario.id)）")
    }
    if p.comparison.draws > 0 {
      lines.append("")
      lines += wrapped(
        "\(p.comparison.draws)次抽样，种子\(p.comparison.seed)，同一参数用同一组随机数；方括号内为80%区间，“优”为好于参照的占比。")
    }
    lines += changes() + outcomes() + attributions()
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
        lines += wrapped("\(change.before ?? w.say(.notSet)) → \(change.after ?? w.say(.notSet))", indent: 4)
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
      var cells: [[String]] = []
      var tones: [Bool?] = []
      for row in of {
        for index in titles.indices {
          let gap = index == 0 ? "" : w.signed(measure, row.differences[index].mean ?? 0)
          let better =
            index == 0 ? "" : row.sharesBetter[index].map { "优\(NumberFormat.percent($0, decimals: 0))" } ?? ""
          var line = [
            index == 0 ? "\(row.year)" : "", titles[index],
            row.values[index].mean.map { w.value(measure, $0) } ?? "—",
          ]
          if hasIntervals { line.append(interval(row.values[index]) { w.bare(measure, $0) }) }
          line.append(gap)
          if hasIntervals {
            line.append(index == 0 ? "" : interval(row.differences[index]) { w.signed(measure, $0, hasUnit: false) })
            line.append(better)
          }
          cells.append(line)
          tones.append(index == 0 ? nil : tone(measure, row.differences[index].mean ?? 0))
        }
      }
      let table = TerminalTable.lines(cells, left: [0, 1]).map { "  " + $0 }
      let fits = table.allSatisfy { DisplayWidth.of($0) <= width }
      let shown = fits || !hasIntervals ? table : narrow(cells)
      let perRow = shown.count / max(1, cells.count)
      for (index, line) in shown.enumerated() {
        let tone = tones[min(tones.count - 1, index / max(1, perRow))]
        lines.append(tone.map { paint(line, $0 ? "32" : "31") } ?? line)
      }
    }
    return lines
  }

  /// Intervals under their numbers: two lines a row.
  private func narrow(_ cells: [[String]]) -> [String] {
    TerminalTable.lines(
      cells.flatMap { cell in
        [[cell[0], cell[1], cell[2], cell[4], cell[6]], ["", "", cell[3], cell[5], ""]]
      }, left: [0, 1]
    ).map { "  " + $0 }
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

  private func attributions() -> [String] {
    var lines: [String] = []
    for (index, attribution) in p.attributions.enumerated() {
      guard let attribution else { continue }
      lines += heading("\(w.say(.compareAttribution))：\(titles[index + 1])")
      var cells = [["", "未满足需求（床·年）", "投资（万元）"]]
      func row(_ name: String, _ values: [Attribution.Outcome: Summary], isTotal: Bool) {
        cells.append(
          [name]
            + [Attribution.Outcome.unmet, .invest].map { outcome in
              let value = values[outcome]?.mean ?? 0
              return isTotal ? NumberFormat.text(value) : NumberFormat.signed(value)
            })
      }
      row(titles[0], attribution.start, isTotal: true)
      for step in attribution.steps {
        row(clipped(step.paths.map(w.change).joined(separator: "＋"), to: 38), step.effects, isTotal: false)
      }
      row(w.say(.interactionName), attribution.interaction, isTotal: false)
      row(titles[index + 1], attribution.end, isTotal: true)
      lines += TerminalTable.lines(cells).map { "  " + $0 }
      if attribution.draws > 0, attribution.draws < p.comparison.draws {
        lines.append("  " + paint("（前\(attribution.draws)次抽样的均值）", "2"))
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
    let room = max(20, width - indent)
    var lines: [String] = []
    var line = ""
    for character in DisplayWidth.printable(text, limit: 600) {
      if DisplayWidth.of(line) + DisplayWidth.of(String(character)) > room {
        lines.append(line)
        line = ""
      }
      line.append(character)
    }
    return (lines + [line]).map { String(repeating: " ", count: indent) + $0 }
  }

  private func paint(_ text: String, _ code: String) -> String {
    usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// Columns of the terminal behind standard output; 80 elsewhere.
enum TerminalWidth {
  static var columns: Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) }.map { max(40, $0) } ?? 80
  }
}
