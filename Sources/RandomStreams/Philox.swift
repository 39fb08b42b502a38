/// The counter-based generator Philox4x64 with ten rounds: a keyed bijection of 256-bit counters.
///
/// Four words of 64 bits hold a whole address, so that no part of it is ever narrowed.
///
/// - SeeAlso: J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3",
///   *SC '11*, with the published known answers of Random123.
public enum Philox4x64 {
  /// Four words: what is put in, and what comes out.
  @frozen
  public struct Words: Sendable, Hashable {
    public var x: UInt64
    public var y: UInt64
    public var z: UInt64
    public var w: UInt64

    @inlinable
    public init(_ x: UInt64, _ y: UInt64, _ z: UInt64, _ w: UInt64) {
      self.x = x
      self.y = y
      self.z = z
      self.w = w
    }
  }

  @frozen
  public struct Key: Sendable, Hashable {
    public var x: UInt64
    public var y: UInt64

    @inlinable
    public init(_ x: UInt64, _ y: UInt64) {
      self.x = x
      self.y = y
    }
  }

  /// Four random words for a counter and a key.
  ///
  /// - Parameter rounds: 10 is the standard; 7 is published for checking.
  @inlinable
  public static func words(_ counter: Words, key: Key, rounds: Int = 10) -> Words {
    var c = counter
    var k = key
    for round in 0..<rounds {
      if round > 0 {
        k.x &+= 0x9E37_79B9_7F4A_7C15
        k.y &+= 0xBB67_AE85_84CA_A73B
      }
      let a = c.x.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let b = c.z.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      c = Words(b.high ^ c.y ^ k.x, b.low, a.high ^ c.w ^ k.y, a.low)
    }
    return c
  }
}
