/// Random numbers that have addresses: every stream is found by seed, process, scope, draw, place and year, in any order, on
/// any thread. Two scenarios that ask for the same address get the same numbers, so their difference is a paired one; adding a
/// township, a parameter or a scenario leaves all other numbers as they are.
public struct RandomStreams: Sendable, Hashable {
  public let seed: UInt64
  /// Number of the county whose own processes are asked for.
  public let county: UInt64

  /// Who shares the numbers of a process.
  public enum Scope: Sendable, Hashable {
    /// All counties under one seed.
    case national
    /// Nobody but the county.
    case county
  }

  public init(seed: UInt64, county: UInt64 = 0) {
    self.seed = seed
    self.county = county
  }

  /// A process (or the path of a parameter) under the seed.
  public func process(_ name: String, _ scope: Scope = .national) -> Process {
    Process(seed: seed, name: name, county: scope == .county ? county : nil)
  }

  /// The streams of one process.
  public struct Process: Sendable, Hashable {
    @usableFromInline let key: Philox4x64.Key

    init(seed: UInt64, name: String, county: UInt64?) {
      // The name enters through a 64-bit FNV-1a hash (stable between processes and versions, unlike `Hasher`), and one
      // Philox call mixes it with seed and scope, so that near seeds, names and counties give unrelated keys.
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      let mixed = Philox4x64.words(
        Philox4x64.Words(hash, UInt64(name.utf8.count), county == nil ? 0 : 1, county ?? 0),
        key: Philox4x64.Key(seed, 0x434F_554E_5459))
      key = Philox4x64.Key(mixed.x, mixed.y)
    }

    /// The stream of a draw at a place and year (or any other indices that the process uses).
    @inlinable
    public func stream(draw: Int, place: UInt64 = 0, year: Int = 0) -> RandomStream {
      RandomStream(
        key: key, draw: UInt64(truncatingIfNeeded: draw), place: place, year: UInt64(truncatingIfNeeded: year))
    }

    /// The first uniform number of a stream, strictly between 0 and 1, for those who want no more of it.
    @inlinable
    public func uniform(draw: Int, place: UInt64 = 0, year: Int = 0) -> Double {
      let counter = Philox4x64.Words(0, UInt64(truncatingIfNeeded: draw), place, UInt64(truncatingIfNeeded: year))
      return RandomStream.uniform(Philox4x64.words(counter, key: key).x)
    }
  }
}

/// The numbers at one address, one after the other.
public struct RandomStream: RandomNumberGenerator, Sendable {
  @usableFromInline let key: Philox4x64.Key
  @usableFromInline var counter: Philox4x64.Words
  /// The words of the last block, and how many of them are still to be given.
  @usableFromInline var words = Philox4x64.Words(0, 0, 0, 0)
  @usableFromInline var left = 0

  @inlinable
  init(key: Philox4x64.Key, draw: UInt64, place: UInt64, year: UInt64) {
    self.key = key
    counter = Philox4x64.Words(0, draw, place, year)
  }

  @inlinable
  public mutating func next() -> UInt64 {
    switch left {
    case 3:
      left = 2
      return words.y
    case 2:
      left = 1
      return words.z
    case 1:
      left = 0
      return words.w
    default:
      words = Philox4x64.words(counter, key: key)
      counter.x &+= 1
      left = 3
      return words.x
    }
  }

  /// A uniform number strictly between 0 and 1: the middle of one of 2⁵² equal steps, so that neither end can come out and
  /// quantile functions may be asked for it without a check.
  @inlinable
  public mutating func uniform() -> Double { RandomStream.uniform(next()) }

  @inlinable
  static func uniform(_ word: UInt64) -> Double { (Double(word >> 12) + 0.5) * 0x1p-52 }
}
