/// A unit of measure: a tag that makes two amounts different types at no cost.
public protocol Unit: Sendable {
  /// The symbol that a Chinese reader sees, for instance `张`.
  static var symbol: String { get }
}

/// An amount tagged with its unit; same size and speed as a `Double`.
///
/// Amounts of one unit add, subtract and compare; every crossing between units is a named function.
@frozen
public struct Quantity<U: Unit>: Sendable, Hashable, Comparable {
  public var value: Double

  @inlinable
  public init(_ value: Double) { self.value = value }

  public static var zero: Self { Self(0) }
  @inlinable
  public static func < (a: Self, b: Self) -> Bool { a.value < b.value }
  @inlinable
  public static func + (a: Self, b: Self) -> Self { Self(a.value + b.value) }
  @inlinable
  public static func - (a: Self, b: Self) -> Self { Self(a.value - b.value) }
  @inlinable
  public static func * (a: Self, factor: Double) -> Self { Self(a.value * factor) }
  @inlinable
  public static func += (a: inout Self, b: Self) { a.value += b.value }
}

/// People (人).
public enum PersonUnit: Unit { public static let symbol = "人" }
/// Care beds (张).
public enum BedUnit: Unit { public static let symbol = "张" }
/// Ten thousand yuan (万元).
public enum WanYuanUnit: Unit { public static let symbol = "万元" }

/// People (人).
public typealias Persons = Quantity<PersonUnit>
/// Care beds (张).
public typealias Beds = Quantity<BedUnit>
/// Ten thousand yuan (万元), for reading and discounting; ledgers that must close use ``Fen``.
public typealias WanYuan = Quantity<WanYuanUnit>

/// Money in whole 分 (one hundredth of a yuan), for ledgers that close exactly.
public struct Fen: Sendable, Hashable, Comparable {
  public var count: Int64

  public init(_ count: Int64) { self.count = count }

  /// Rounds to the nearest 分.
  public init(_ amount: WanYuan) { self.count = Int64((amount.value * 1_000_000).rounded()) }

  public static var zero: Fen { Fen(0) }
  public static func < (a: Fen, b: Fen) -> Bool { a.count < b.count }
  public static func + (a: Fen, b: Fen) -> Fen { Fen(a.count + b.count) }
  public static func - (a: Fen, b: Fen) -> Fen { Fen(a.count - b.count) }
  public static func += (a: inout Fen, b: Fen) { a.count += b.count }

  public var wanYuan: WanYuan { WanYuan(Double(count) / 1_000_000) }

  /// Splits the amount by non-negative weights so that the parts add up exactly (largest remainder; ties to the first).
  ///
  /// - Precondition: `weights` is not empty and has a positive sum.
  public func split(by weights: [Double]) -> [Fen] {
    let total = weights.reduce(0, +)
    precondition(total > 0)
    let exact = weights.map { Double(count) * $0 / total }
    var parts = exact.map { Int64($0.rounded(.down)) }
    let left = Int(count - parts.reduce(0, +))
    let order = exact.indices.sorted {
      let a = exact[$0] - exact[$0].rounded(.down)
      let b = exact[$1] - exact[$1].rounded(.down)
      return a == b ? $0 < $1 : a > b
    }
    for index in order.prefix(left) { parts[index] += 1 }
    return parts.map(Fen.init)
  }
}
