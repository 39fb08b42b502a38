/// Damages bytes as disks, editors and people do. The same seed gives the same damage.
public struct Mutation: Sendable {
  private var numbers: SeededNumbers

  public init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

  private static let hostile: [[UInt8]] = [
    [0], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], Array("\u{2028}".utf8), Array("\u{202E}".utf8), Array("\u{85}".utf8),
    Array("&a *a".utf8), Array("<<: *b".utf8), Array("!!python/object x".utf8), Array("{{{{{{[[[[".utf8),
    Array("1e999".utf8), Array("-nan".utf8), Array("0x1p3".utf8), Array("\"".utf8), Array("'".utf8), Array("\t".utf8),
    Array("---\n".utf8), Array("...".utf8), Array(": :".utf8), Array("99999999999999999999".utf8),
    [0xB9, 0xE6, 0xBB, 0xAE],
    Array("=HYPERLINK(1)".utf8), Array("\r".utf8), Array("，：".utf8), Array("? ".utf8), Array("|\n".utf8),
    Array("- ".utf8),
  ]

  /// Damaged bytes.
  public mutating func apply(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for _ in 0..<([1, 1, 1, 2, 3].randomElement(using: &numbers) ?? 1) { result = once(result) }
    return result
  }

  private mutating func once(_ bytes: [UInt8]) -> [UInt8] {
    guard !bytes.isEmpty else { return Self.hostile.randomElement(using: &numbers) ?? [] }
    var result = bytes
    let at = Int.random(in: 0..<bytes.count, using: &numbers)
    switch Int.random(in: 0..<9, using: &numbers) {
    case 0: result[at] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
    case 1: result.removeSubrange(at...)
    case 2: result.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &numbers)))
    case 3: result.insert(contentsOf: Self.hostile.randomElement(using: &numbers) ?? [], at: at)
    case 4: result[at] = UInt8.random(in: 0...255, using: &numbers)
    case 5, 6:
      var lines = result.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
      let (a, b) = (Int.random(in: lines.indices, using: &numbers), Int.random(in: lines.indices, using: &numbers))
      if Bool.random(using: &numbers) { lines.swapAt(a, b) } else { lines.insert(lines[b], at: a) }
      result = Array(lines.joined(separator: [0x0A]))
    case 7:
      let end = min(bytes.count, at + Int.random(in: 1...20, using: &numbers))
      let other = Int.random(in: 0..<bytes.count, using: &numbers)
      result.replaceSubrange(at..<end, with: bytes[other..<min(bytes.count, other + end - at)])
    default:
      // Every byte doubled to two, as UTF-16 has them.
      result = bytes.flatMap { [$0, 0] }
    }
    return result
  }
}
