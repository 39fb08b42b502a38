/// Characters that text may not hold where it is shown: they steer a terminal, turn the direction of writing, or are none.
public enum UnsafeScalars {
  /// Control characters (line end and tab are left to the caller), line and paragraph separators, marks that turn the
  /// direction of writing, tags and noncharacters.
  public static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x206F, 0xFDD0...0xFDEF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      return true
    default: return scalar.value & 0xFFFE == 0xFFFE
    }
  }

  /// Text for a terminal: unsafe characters but line ends and tabs are replaced.
  ///
  /// - Parameter allowed: Sequences of our own, such as colours, that pass.
  public static func cleaned(_ text: String, allowing allowed: [String] = []) -> String {
    guard text.unicodeScalars.contains(where: { isUnsafe($0) }) else { return text }
    let allowed = allowed.map { Array($0.unicodeScalars) }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if scalars[index] == "\u{1B}", let own = allowed.first(where: { scalars[index...].starts(with: $0) }) {
        result.append(contentsOf: own)
        index += own.count
        continue
      }
      result.append(isUnsafe(scalars[index]) ? "\u{FFFD}" : scalars[index])
      index += 1
    }
    return String(result)
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "\n" && scalar != "\t" && contains(scalar)
  }
}
