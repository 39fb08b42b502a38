internal import PlainText

/// Turns diagnostics into text for people.
public struct DiagnosticRenderer: Sendable {
  public let usesColour: Bool
  /// Diagnostics beyond this number are only counted.
  public static let limit = 100

  /// Columns of the terminal; `nil` for a file, whose lines are never broken.
  public let width: Int?

  public init(usesColour: Bool, width: Int? = nil) {
    self.usesColour = usesColour
    self.width = width
  }

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
    let head = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]"
    return broken("\(head) \(place) \(DisplayWidth.printable(diagnostic.message, limit: 400))", hanging: 4)
      .replacingHead(head, with: paint(head, colour(diagnostic)))
  }

  /// A line broken between words where the terminal is narrower.
  private func broken(_ line: String, hanging: Int) -> String {
    guard let width else { return line }
    return TextWrap.lines(line, width: width, hanging: hanging).joined(separator: "\n")
  }

  private func colour(_ diagnostic: Diagnostic) -> String {
    switch diagnostic.severity {
    case .error: "31;1"
    case .warning: "33;1"
    case .note: "36;1"
    }
  }

  public func render(_ diagnostic: Diagnostic) -> String {
    let colour = colour(diagnostic)
    let range = diagnostic.range
    let digits = ([range] + diagnostic.related.map(\.range)).map { "\($0.line)".count }.max() ?? 1
    let margin = String(repeating: " ", count: digits)
    let head = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]"
    func number(_ line: Int) -> String { DisplayWidth.pad("\(line)", to: digits) }
    var lines = [
      broken("\(head): \(DisplayWidth.printable(diagnostic.message, limit: 400))", hanging: 4)
        .replacingHead(head, with: paint(head, colour)),
      "\(margin) --> \(DisplayWidth.printable(range.file)):\(range.line):\(range.column)",
    ]
    if !diagnostic.sourceLine.isEmpty {
      let (line, before) = window(diagnostic)
      lines.append("\(margin) |")
      lines.append("\(number(range.line)) | \(line)")
      let caret =
        String(repeating: " ", count: before) + paint(String(repeating: "^", count: caretWidth(diagnostic)), colour)
      let label = diagnostic.label.isEmpty ? "" : " " + DisplayWidth.printable(diagnostic.label)
      let columns = digits + 3 + before + caretWidth(diagnostic) + DisplayWidth.of(label)
      if let width, columns > width {
        lines += ["\(margin) | \(caret)", broken("\(margin) |\(label)", hanging: digits + 3)]
      } else {
        lines.append("\(margin) | \(caret)\(label)")
      }
    }
    for related in diagnostic.related.prefix(4) {
      let place =
        "\(DisplayWidth.printable(related.range.file)):\(related.range.line):\(related.range.column)"
      lines.append(
        broken("\(margin) = note: \(DisplayWidth.printable(related.message)) \(place)", hanging: digits + 9))
      if !related.sourceLine.isEmpty {
        lines.append(
          "\(number(related.range.line)) |   \(DisplayWidth.printable(related.sourceLine, limit: width.map { $0 / 2 - 8 } ?? 100))"
        )
      }
    }
    if !diagnostic.help.isEmpty {
      lines.append(
        broken("\(margin) = help: \(DisplayWidth.printable(diagnostic.help, limit: 400))", hanging: digits + 9))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The part of the source line around the caret, and the display width before the caret.
  private func window(_ diagnostic: Diagnostic) -> (line: String, before: Int) {
    let scalars = Array(diagnostic.sourceLine.unicodeScalars)
    let start = min(max(0, diagnostic.range.column - 1), scalars.count)
    var from = start > 120 ? start - 40 : 0
    var to = scalars.count
    if let width {
      // The caret's text in the middle, and no line wider than the terminal: a broken line would move the caret away.
      let room = max(20, width - 8)
      func columns(_ range: Range<Int>) -> Int {
        DisplayWidth.of(DisplayWidth.printable(String(String.UnicodeScalarView(scalars[range])), limit: range.count))
      }
      let mark = min(start + max(1, diagnostic.range.length), scalars.count)
      while from < start, columns(from..<mark) > room * 2 / 3 { from += 1 }
      to = min(to, max(mark, from + room))
      while to > start + 1, columns(from..<to) > room { to -= 1 }
    }
    let cut = String(String.UnicodeScalarView(scalars[from..<to]))
    let lead = String(String.UnicodeScalarView(scalars[from..<start]))
    let mark = from > 0 ? "…" : ""
    return (
      mark + DisplayWidth.printable(cut) + (to < scalars.count && width != nil ? "…" : ""),
      DisplayWidth.of(mark + DisplayWidth.printable(lead))
    )
  }

  private func caretWidth(_ diagnostic: Diagnostic) -> Int {
    let scalars = diagnostic.sourceLine.unicodeScalars.dropFirst(diagnostic.range.column - 1)
    let under = String(String.UnicodeScalarView(scalars.prefix(min(diagnostic.range.length, 80))))
    let columns = max(1, DisplayWidth.of(DisplayWidth.printable(under)))
    return width.map { min(columns, max(1, $0 / 2)) } ?? columns
  }

  private func paint(_ text: String, _ code: String) -> String { usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}

extension String {
  /// The text with what it begins with painted.
  fileprivate func replacingHead(_ head: String, with painted: String) -> String {
    hasPrefix(head) ? painted + dropFirst(head.count) : self
  }
}
