/// A number only if it matches `-?digits[.digits][e±digits]` and is finite; never `nan`, `inf`, hexadecimal or blanks.
public enum PlainNumber {
  /// The number that a cell or scalar spells, or `nil`.
  public static func value(_ text: String) -> Double? {
    var bytes = Substring(text).utf8
    func digits() -> Bool {
      let start = bytes.count
      while let byte = bytes.first, (0x30...0x39).contains(byte) { bytes = bytes.dropFirst() }
      return bytes.count < start
    }
    if bytes.first == 0x2D { bytes = bytes.dropFirst() }
    guard digits() else { return nil }
    if bytes.first == 0x2E {
      bytes = bytes.dropFirst()
      guard digits() else { return nil }
    }
    if let e = bytes.first, e == 0x65 || e == 0x45 {
      bytes = bytes.dropFirst()
      if let sign = bytes.first, sign == 0x2B || sign == 0x2D { bytes = bytes.dropFirst() }
      guard digits() else { return nil }
    }
    guard bytes.isEmpty, let value = Double(text), value.isFinite else { return nil }
    return value
  }
}
