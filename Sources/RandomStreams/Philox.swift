/// The counter-based generator Philox4x32 with ten rounds: a keyed bijection of 128-bit counters.
///
/// - SeeAlso: J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3",
///   *SC '11*, with the published known answers of Random123.
public enum Philox4x32 {
  public typealias Counter = SIMD4<UInt32>
  public typealias Key = SIMD2<UInt32>

  /// Four random words for a counter and a key.
  ///
  /// - Parameter rounds: 10 is the standard; 7 is published for checking.
  @inlinable
  public static func words(_ counter: Counter, key: Key, rounds: Int = 10) -> Counter {
    var c = counter
    var k = key
    for round in 0..<rounds {
      if round > 0 { k &+= Key(0x9E37_79B9, 0xBB67_AE85) }
      let a = UInt64(c.x) &* 0xD251_1F53
      let b = UInt64(c.z) &* 0xCD9E_8D57
      c = Counter(
        UInt32(truncatingIfNeeded: b >> 32) ^ c.y ^ k.x, UInt32(truncatingIfNeeded: b),
        UInt32(truncatingIfNeeded: a >> 32) ^ c.w ^ k.y, UInt32(truncatingIfNeeded: a))
    }
    return c
  }
}
