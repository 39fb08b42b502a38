/// Breaks text into lines of a terminal: between words and between Chinese characters, never inside a word or a number, with a
/// hanging indent.
public enum TextWrap {
  /// A line as lines no wider than `width` columns, wide characters counting two.
  ///
  /// Continuation lines stand under the text after a label (`规则  …`, with two spaces behind it) or two columns further in than
  /// the line. Punctuation that closes never begins a line, and what opens never ends one. A word that is wider than a line,
  /// such as a path, stays whole.
  ///
  /// - Parameters:
  ///   - width: Columns of the terminal.
  ///   - hanging: Columns before continuation lines, instead of those of the label.
  public static func lines(_ line: String, width: Int, hanging: Int? = nil) -> [String] {
    guard DisplayWidth.of(line) > width else { return [line] }
    let lead = line.prefix { $0 == " " }.count
    // No more than half a line is indent.
    let indent = String(repeating: " ", count: min(hanging ?? label(line, lead: lead) ?? lead + 2, width / 2))
    var lines: [String] = []
    var current = String(repeating: " ", count: lead)
    var used = lead
    var isEmpty = true
    for piece in pieces(line.dropFirst(lead)) {
      let needed = DisplayWidth.of(piece.trimmedEnd)
      if !isEmpty, used + needed > width {
        lines.append(current.trimmedEnd)
        current = indent
        used = indent.count
        isEmpty = true
      }
      if isEmpty, piece.allSatisfy({ $0 == " " }) { continue }
      current += piece
      used += DisplayWidth.of(piece)
      isEmpty = false
    }
    if !isEmpty { lines.append(current.trimmedEnd) }
    return lines
  }

  /// Every line of a text.
  public static func text(_ text: String, width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { lines(String($0), width: width) }.joined(separator: "\n")
  }

  /// Column behind a short label and the two or more spaces after it.
  private static func label(_ line: String, lead: Int) -> Int? {
    guard let gap = line.dropFirst(lead).range(of: "  ") else { return nil }
    let text = line[gap.upperBound...].drop { $0 == " " }
    let column = DisplayWidth.of(line[..<text.startIndex])
    return column <= lead + 28 && !text.isEmpty ? column : nil
  }

  private static let closing: Set<Character> = [
    "，", "。", "；", "：", "、", "）", "％", "！", "？", "”", "》", "】", "〕", "·", "—", "…", "～", ",", ".", ";", ":", ")", "%",
    "]", "}",
  ]
  private static let opening: Set<Character> = ["（", "“", "《", "【", "〔", "(", "[", "{"]

  /// Pieces between which a line may break: words with the spaces after them, and Chinese characters by themselves.
  private static func pieces(_ text: Substring) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var previous: Character?
    for character in text {
      if let before = previous, isBreak(before, character) {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
      previous = character
    }
    return pieces + (piece.isEmpty ? [] : [piece])
  }

  private static func isBreak(_ before: Character, _ after: Character) -> Bool {
    if after == " " { return false }
    if before == " " { return true }
    guard isWide(before) || isWide(after) else { return false }
    // A number keeps its unit: `200次`.
    if "0123456789%".contains(before) { return false }
    return !closing.contains(after) && !opening.contains(before)
  }

  private static func isWide(_ character: Character) -> Bool { DisplayWidth.of(String(character)) == 2 }
}

extension String {
  fileprivate var trimmedEnd: String {
    String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
  }
}

extension Substring {
  fileprivate func range(of gap: String) -> Range<Index>? {
    var at = startIndex
    while at < endIndex {
      if self[at...].hasPrefix(gap) { return at..<index(at, offsetBy: gap.count) }
      at = index(after: at)
    }
    return nil
  }
}
