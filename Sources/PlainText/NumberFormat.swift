/// Numbers as text without locale: integer arithmetic on the scaled value, half away from zero.
public enum NumberFormat {
  /// Fixed decimals for readers: `12,345.6` from five integer digits on, U+2212 for minus, no negative zero.
  public static func text(_ value: Double, decimals: Int = 0) -> String {
    guard let (isNegative, whole, fraction) = parts(value, decimals: decimals) else { return "…" }
    var digits = String(whole)
    if digits.count >= 5 { digits = grouped(digits) }
    return (isNegative ? "\u{2212}" : "") + digits + (decimals > 0 ? "." + fraction : "")
  }

  /// Fixed decimals for machines, trailing zeros dropped, ASCII minus; `nil` when the number is not finite or too large.
  public static func machine(_ value: Double, decimals: Int) -> String? {
    var bytes: [UInt8] = []
    return append(value, decimals: decimals, to: &bytes) ? String(decoding: bytes, as: UTF8.self) : nil
  }

  /// The same at the end of a text in UTF-8: tables have millions of numbers.
  ///
  /// - Returns: Whether there is such a text; nothing is added where there is none.
  public static func append(_ value: Double, decimals: Int, to bytes: inout [UInt8]) -> Bool {
    guard let (isNegative, number, unit) = scaled(value, decimals: decimals) else { return false }
    if isNegative { bytes.append(0x2D) }
    append(number / unit, digits: 1, to: &bytes)
    var (fraction, digits) = (number % unit, decimals)
    guard fraction > 0 else { return true }
    while fraction.isMultiple(of: 10) { (fraction, digits) = (fraction / 10, digits - 1) }
    bytes.append(0x2E)
    append(fraction, digits: digits, to: &bytes)
    return true
  }

  /// A whole number that is not negative, with zeros before it to at least some digits.
  private static func append(_ number: Int64, digits: Int, to bytes: inout [UInt8]) {
    let first = bytes.count
    var rest = number
    repeat {
      bytes.append(UInt8(0x30 + rest % 10))
      rest /= 10
    } while rest > 0
    while bytes.count - first < digits { bytes.append(0x30) }
    bytes[first...].reverse()
  }

  /// A number in a message: as short as it can be written, whole where it is whole; a dash for what is no number.
  public static func plain(_ value: Double) -> String {
    machine(value, decimals: 9) ?? (value.isNaN ? "—" : "\(value)")
  }

  /// A share as a percentage with its sign, `52.8%`.
  public static func percent(_ share: Double, decimals: Int = 1) -> String {
    text(share * 100, decimals: decimals) + "%"
  }

  /// With a sign always: `+3.1`, `−2.0`, `0.0`.
  public static func signed(_ value: Double, decimals: Int = 0) -> String {
    let body = text(value, decimals: decimals)
    return body.hasPrefix("\u{2212}") || !body.contains(where: { "123456789".contains($0) }) ? body : "+" + body
  }

  private static func parts(_ value: Double, decimals: Int) -> (Bool, Int64, String)? {
    guard let (isNegative, number, unit) = scaled(value, decimals: decimals) else { return nil }
    let tail = String(number % unit)
    let fraction = decimals > 0 ? String(repeating: "0", count: decimals - tail.count) + tail : ""
    return (isNegative, number / unit, fraction)
  }

  /// The magnitude in units of the last decimal, and how many of these make one.
  private static func scaled(_ value: Double, decimals: Int) -> (isNegative: Bool, number: Int64, unit: Int64)? {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled.isFinite, scaled < 9e18 else { return nil }
    let number = Int64(scaled)
    return (value < 0 && number != 0, number, Int64(scale))
  }

  private static func grouped(_ digits: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }
}
