extension DisplayWidth {
  /// Breaks text into lines of at most `width` columns: between Chinese characters and at blanks, never inside a word or a
  /// number unless it is longer than a line, and never before a closing mark.
  public static func wrap(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces(text, longest: width) {
      if !line.isEmpty, of(line) + of(piece.trimmingEnd()) > width {
        lines.append(line.trimmingEnd())
        line = piece == " " ? "" : piece
      } else {
        line += piece
      }
    }
    line = line.trimmingEnd()
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }

  private static let closing = Set("，。；：、）％！？”》】」』,.;:)]}%!?")
  private static let opening = Set("（“《【「『([{")

  /// Words with the blank behind them, and single Chinese characters with the closing marks behind and the opening ones before.
  private static func pieces(_ text: String, longest: Int) -> [String] {
    var pieces: [String] = []
    var word = ""
    func isWide(_ character: Character) -> Bool { of(String(character)) > 1 }
    for character in text {
      let last = word.last
      let joins =
        last == nil
        || closing.contains(character) && last != " " || last.map(opening.contains) ?? false
        || !isWide(character) && character != " " && last.map { !isWide($0) && $0 != " " } ?? false
        || character == " " && last != " "
      if joins, of(word) + of(String(character)) <= longest {
        word.append(character)
      } else {
        pieces.append(word)
        word = String(character)
      }
    }
    return word.isEmpty ? pieces : pieces + [word]
  }
}

extension String {
  /// Without the blanks at the end.
  public func trimmingEnd() -> String {
    String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
  }
}
