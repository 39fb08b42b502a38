/// Columns that text takes in a terminal: two for wide East Asian characters, none for combining marks.
public enum DisplayWidth {
  public static func of(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  /// Pads on the right (or left) with spaces to a width.
  public static func pad(_ text: String, to width: Int, left: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - of(text)))
    return left ? space + text : text + space
  }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// Text that is safe to print: no control, escape or bidirectional characters, at most `limit` characters.
  public static func printable(_ text: String, limit: Int = 200) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(limit) {
      switch scalar.value {
      case 0x09: result += " "
      case 0x200B...0x200D, 0xFEFF: result += "\u{FFFD}"
      default: result.unicodeScalars.append(UnsafeScalars.contains(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return text.unicodeScalars.count > limit ? result + "…" : result
  }
}
