import Language
import PlainText
import Publishing

/// A backtest on the terminal: the verdict first, then the tables behind it.
struct BacktestText {
  private let publication: BacktestPublication
  private let usesColour: Bool
  private let width: Int

  init(_ publication: BacktestPublication, usesColour: Bool, width: Int) {
    self.publication = publication
    self.usesColour = usesColour
    self.width = width
  }

  func text() -> String {
    var lines = ["", heading(publication.title), ""] + wrapped(publication.lead, mark: "")
    lines += ["", heading(publication.wording.say(.backtestVerdict)), ""]
    lines += publication.verdict().flatMap { wrapped($0, mark: "· ") }
    for section in publication.report() {
      lines += ["", heading(section.heading), ""]
      lines += TerminalTable.fitted(section.rows, left: section.textColumns, width: width - 2).map { "  " + $0 }
      lines += section.notes.flatMap { wrapped($0, mark: "  · ") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ text: String) -> String {
    let safe = DisplayWidth.printable(text)
    return usesColour ? "\u{1B}[1m\(safe)\u{1B}[0m" : safe
  }

  private func wrapped(_ text: String, mark: String) -> [String] {
    let indent = String(repeating: " ", count: DisplayWidth.of(mark))
    return DisplayWidth.wrap(DisplayWidth.printable(text, limit: 1200), to: max(20, width - indent.count)).enumerated()
      .map { ($0 == 0 ? mark : indent) + $1 }
  }
}
