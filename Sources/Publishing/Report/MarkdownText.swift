internal import PlainText

/// Text for Markdown documents: the one road by which a name, a title or a note of the data enters a document.
enum MarkdownText {
  /// Characters that can begin or end a construct anywhere in a line; a backslash before them makes them text.
  private static let anywhere = Set<Unicode.Scalar>("\\`*_[]<>|~&$".unicodeScalars)
  /// Characters that begin a construct at the beginning of a line.
  private static let atStart = Set<Unicode.Scalar>("#+-=:".unicodeScalars)

  /// Text in a heading or paragraph, so that data can never become markup: no raw HTML, no link, image, heading, list, rule,
  /// fence, entity or formula, no address that a reader's program makes a link of, and no second line.
  static func escape(_ text: String) -> String { escape(text, canBegin: true) }

  /// - Parameter canBegin: Whether the text may stand at the beginning of a line.
  private static func escape(_ text: String, canBegin: Bool) -> String {
    // Scalars, not characters: a combining mark behind a sign must not hide it.
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var isStart = true
    for (index, scalar) in scalars.enumerated() {
      if isLineEnd(scalar) || scalar == "\t" || scalar == " " {
        if !isStart { result.append(" ") }
        continue
      }
      if UnsafeScalars.contains(scalar) {
        result.append("\u{FFFD}")
      } else {
        if anywhere.contains(scalar) || canBegin && isStart && atStart.contains(scalar) || beginsAddress(scalars, index)
          || canBegin && endsListNumber(scalars, index)
        {
          result.append("\\")
        }
        result.append(scalar)
      }
      isStart = false
    }
    return String(result)
  }

  /// A pipe table; columns of numbers are aligned right.
  static func table(_ header: [String], _ rows: [[String]], numeric: Set<Int> = []) -> String {
    func line(_ cells: [String]) -> String {
      "| " + cells.map { escape($0, canBegin: false) }.joined(separator: " | ") + " |"
    }
    let rule = header.indices.map { numeric.contains($0) ? "---:" : "---" }
    return ([line(header), "| " + rule.joined(separator: " | ") + " |"] + rows.map(line)).joined(separator: "\n") + "\n"
  }

  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// The colon of `https://…`, the dot of `www.…` or the sign of a mail address: without them no program makes a link.
  private static func beginsAddress(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    func follows(_ text: String) -> Bool { scalars[(index + 1)...].starts(with: text.unicodeScalars) }
    switch scalars[index] {
    case ":":
      return follows("//")
        || ["mailto", "xmpp", "javascript", "data", "vbscript"].contains { ends(scalars, index, $0) }
    case ".": return ends(scalars, index, "www")
    case "@": return index > 0 && index + 1 < scalars.count && scalars[index + 1].properties.isAlphabetic
    default: return false
    }
  }

  /// Whether a word in letters of any case stands right before a place.
  private static func ends(_ scalars: [Unicode.Scalar], _ index: Int, _ word: String) -> Bool {
    let count = word.unicodeScalars.count
    guard index >= count else { return false }
    return String(String.UnicodeScalarView(scalars[(index - count)..<index])).lowercased() == word
  }

  /// The dot or bracket of `1.` or `1)` at the beginning.
  private static func endsListNumber(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard scalars[index] == "." || scalars[index] == ")", index > 0, index < 10 else { return false }
    return scalars[..<index].allSatisfy { ("0"..."9").contains($0) }
      && (index + 1 == scalars.count || scalars[index + 1] == " ")
  }
}
