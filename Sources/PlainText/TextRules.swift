/// What text of an input may hold: characters that are seen, and no more of them than somebody reads.
public enum TextRules {
  /// A title: one line in a report.
  public static let title = 200
  /// A name of a place, project, source or unit.
  public static let name = 100
  /// A note, a description or a statement; it may have lines.
  public static let note = 4000

  /// A character that no text of ours may hold.
  public struct Refused: Sendable, Hashable {
    /// Scalars before it.
    public let offset: Int
    public let scalar: Unicode.Scalar

    /// What it is, in Chinese, with its number.
    public var words: String {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let number = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      switch scalar.value {
      case 0x09: return "制表符（\(number)）"
      case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: return "换行符（\(number)）"
      case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: return "改变文字方向的控制符（\(number)）"
      case 0x200B, 0x2060, 0xFEFF, 0xE0000...0xE007F: return "看不见的字符（\(number)）"
      case 0xFFFD: return "替换字符（\(number)，原文已损坏）"
      case 0..<0xA0: return "控制字符（\(number)）"
      default: return "非字符（\(number)）"
      }
    }
  }

  /// The first character that may not stand in a text.
  ///
  /// - Parameter hasLines: Whether tabs and line feeds may stand in it, as in notes.
  public static func refused(_ text: some StringProtocol, hasLines: Bool) -> Refused? {
    // Nearly every text is printable ASCII or plain Chinese: no scalar is classified twice.
    for (offset, scalar) in text.unicodeScalars.enumerated() where isRefused(scalar, hasLines: hasLines) {
      return Refused(offset: offset, scalar: scalar)
    }
    return nil
  }

  private static func isRefused(_ scalar: Unicode.Scalar, hasLines: Bool) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: return false
    case 0x09, 0x0A: return !hasLines
    case 0..<0x20, 0x7F..<0xA0: return true
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060, 0x2066...0x2069, 0xFDD0...0xFDEF, 0xFEFF, 0xFFFD,
      0xE0000...0xE007F:
      return true
    default: return scalar.value & 0xFFFE == 0xFFFE
    }
  }

  /// Full-width signs and digits of a text with what they stand for, as an input method leaves them behind; empty without
  /// any.
  public static func fullWidth(_ text: some StringProtocol) -> String {
    var told: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars where !told.contains(scalar) {
      guard (0xFF01...0xFF5E).contains(scalar.value) || scalar.value == 0x3000 else { continue }
      told.append(scalar)
    }
    return told.prefix(4).map { scalar in
      let plain = scalar.value == 0x3000 ? " " : Unicode.Scalar(scalar.value - 0xFEE0).map { String($0) } ?? ""
      return "全角的“\(scalar)”应写半角的“\(plain == " " ? "空格" : plain)”"
    }.joined(separator: "，")
  }
}
