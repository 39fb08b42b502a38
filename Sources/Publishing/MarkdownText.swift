/// Text for Markdown documents.
enum MarkdownText {
  /// Text inside a table cell or paragraph, so that data can never become markup.
  static func escape(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "|", "`", "[", "]", "<", "*", "_", "\\": result += "\\\(character)"
      case "\n", "\r", "\r\n": result += " "
      default: result.append(character)
      }
    }
    return result
  }

  /// A pipe table; columns of numbers are aligned right.
  static func table(_ header: [String], _ rows: [[String]], numeric: Set<Int> = []) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.map(escape).joined(separator: " | ") + " |" }
    let rule = header.indices.map { numeric.contains($0) ? "---:" : "---" }
    return ([line(header), "| " + rule.joined(separator: " | ") + " |"] + rows.map(line)).joined(separator: "\n") + "\n"
  }
}
