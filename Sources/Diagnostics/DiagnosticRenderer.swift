internal import PlainText

/// Turns diagnostics into text for people.
public struct DiagnosticRenderer: Sendable {
  public let usesColour: Bool
  /// Diagnostics beyond this number are only counted.
  public static let limit = 100

  public init(usesColour: Bool) { self.usesColour = usesColour }

  /// All diagnostics, sorted by file and place, at most ``limit`` of them.
  public func render(_ report: DiagnosticReport) -> String {
    let sorted = report.diagnostics.sorted { ($0.range, $0.code) < ($1.range, $1.code) }
    var text = sorted.prefix(DiagnosticRenderer.limit).map(render).joined(separator: "\n")
    if sorted.count > DiagnosticRenderer.limit { text += "\n另有 \(sorted.count - DiagnosticRenderer.limit) 处问题未列出\n" }
    return text
  }

  /// A diagnostic on one line.
  public func line(_ diagnostic: Diagnostic) -> String {
    let place = "\(DisplayWidth.printable(diagnostic.range.file)):\(diagnostic.range.line)"
    return paint("\(diagnostic.severity.rawValue)[\(diagnostic.code)]", colour(diagnostic))
      + " \(place) \(DisplayWidth.printable(diagnostic.message, limit: 400))"
  }

  private func colour(_ diagnostic: Diagnostic) -> String { diagnostic.severity == .error ? "31;1" : "33;1" }

  public func render(_ diagnostic: Diagnostic) -> String {
    let colour = colour(diagnostic)
    let range = diagnostic.range
    let digits = ([range] + diagnostic.related.map(\.range)).map { "\($0.line)".count }.max() ?? 1
    let margin = String(repeating: " ", count: digits)
    func number(_ line: Int) -> String { DisplayWidth.pad("\(line)", to: digits) }
    var lines = [
      paint("\(diagnostic.severity.rawValue)[\(diagnostic.code)]", colour)
        + ": \(DisplayWidth.printable(diagnostic.message, limit: 400))",
      "\(margin) --> \(DisplayWidth.printable(range.file)):\(range.line):\(range.column)",
    ]
    if !diagnostic.sourceLine.isEmpty {
      let (line, before) = window(diagnostic)
      lines.append("\(margin) |")
      lines.append("\(number(range.line)) | \(line)")
      let caret =
        String(repeating: " ", count: before) + paint(String(repeating: "^", count: caretWidth(diagnostic)), colour)
      lines.append(
        "\(margin) | \(caret)\(diagnostic.label.isEmpty ? "" : " " + DisplayWidth.printable(diagnostic.label))")
    }
    for related in diagnostic.related.prefix(4) {
      lines.append(
        "\(margin) = note: \(DisplayWidth.printable(related.message)) \(DisplayWidth.printable(related.range.file)):\(related.range.line):\(related.range.column)"
      )
      if !related.sourceLine.isEmpty {
        lines.append("\(number(related.range.line)) |   \(DisplayWidth.printable(related.sourceLine, limit: 100))")
      }
    }
    if !diagnostic.help.isEmpty {
      lines.append("\(margin) = help: \(DisplayWidth.printable(diagnostic.help, limit: 400))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The part of the source line around the caret, and the display width before the caret.
  private func window(_ diagnostic: Diagnostic) -> (line: String, before: Int) {
    let scalars = Array(diagnostic.sourceLine.unicodeScalars)
    let start = min(max(0, diagnostic.range.column - 1), scalars.count)
    let from = start > 120 ? start - 40 : 0
    let cut = String(String.UnicodeScalarView(scalars[from...]))
    let lead = String(String.UnicodeScalarView(scalars[from..<start]))
    let mark = from > 0 ? "…" : ""
    return (mark + DisplayWidth.printable(cut), DisplayWidth.of(mark + DisplayWidth.printable(lead)))
  }

  private func caretWidth(_ diagnostic: Diagnostic) -> Int {
    let scalars = diagnostic.sourceLine.unicodeScalars.dropFirst(diagnostic.range.column - 1)
    let under = String(String.UnicodeScalarView(scalars.prefix(min(diagnostic.range.length, 80))))
    return max(1, DisplayWidth.of(DisplayWidth.printable(under)))
  }

  private func paint(_ text: String, _ code: String) -> String { usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
