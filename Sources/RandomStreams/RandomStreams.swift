/// Random numbers that have addresses: every stream is found by seed, process, draw, place and year, in any order, on any
/// thread. Two scenarios that ask for the same address get the same numbers, so their difference is a paired one; adding a
/// township, a parameter or a scenario leaves all other numbers as they are.
public struct RandomStreams: Sendable, Hashable {
  public let seed: UInt64

  public init(seed: UInt64) { self.seed = seed }

  /// A process (or the path of a parameter) under the seed.
  public func process(_ name: String) -> Process { Process(seed: seed, name: name) }

  /// The streams of one process.
  public struct Process: Sendable, Hashable {
    @usableFromInline let key: Philox4x32.Key

    init(seed: UInt64, name: String) {
      // The name enters through a 64-bit FNV-1a hash (stable between processes and versions, unlike `Hasher`), and one
      // Philox call mixes it with the seed, so that near seeds and near names give unrelated keys.
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      let mixed = Philox4x32.words(
        Philox4x32.Counter(
          UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32),
          UInt32(truncatingIfNeeded: name.utf8.count), 0x434F_554E),
        key: Philox4x32.Key(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
      key = Philox4x32.Key(mixed.x, mixed.y)
    }

    /// The stream of a draw at a place and year (or any other two indices that the process uses).
    ///
    /// - Precondition: every index is at least 0 and fits into 32 bits.
    @inlinable
    public func stream(draw: Int, place: Int = 0, year: Int = 0) -> RandomStream {
      RandomStream(key: key, draw: UInt32(draw), place: UInt32(place), year: UInt32(year))
    }
  }
}

/// The numbers at one address, one after the other.
public struct RandomStream: RandomNumberGenerator, Sendable {
  @usableFromInline let key: Philox4x32.Key
  @usableFromInline var counter: Philox4x32.Counter
  @usableFromInline var spare: UInt64?

  @inlinable
  init(key: Philox4x32.Key, draw: UInt32, place: UInt32, year: UInt32) {
    self.key = key
    counter = Philox4x32.Counter(0, draw, place, year)
  }

  @inlinable
  public mutating func next() -> UInt64 {
    if let second = spare {
      spare = nil
      return second
    }
    let words = Philox4x32.words(counter, key: key)
    counter.x &+= 1
    spare = UInt64(words.w) << 32 | UInt64(words.z)
    return UInt64(words.y) << 32 | UInt64(words.x)
  }

  /// A uniform number strictly between 0 and 1: the middle of one of 2⁵² equal steps, so that neither end can come out and
  /// quantile functions may be asked for it without a check.
  @inlinable
  public mutating func uniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }
}
