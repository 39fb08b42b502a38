internal import Glibc

/// Eight futures side by side: a number that differs between draws, one lane each. No lane ever reads another, so a draw
/// gives the same bytes whatever its neighbours are.
public typealias Lanes = SIMD8<Double>

extension SIMD8<Double> {
  /// Futures that a block carries at once.
  public static let count = Self.scalarCount

  init(_ lane: (Int) -> Double) {
    self = .zero
    for index in 0..<Self.scalarCount { self[index] = lane(index) }
  }

  func map(_ transform: (Double) -> Double) -> Self { Self { transform(self[$0]) } }
  /// The lesser of each lane and a bound. Inlined: a call would pass the lanes through memory.
  @inline(__always)
  func limited(to bound: Double) -> Self { replacing(with: Self(repeating: bound), where: self .> bound) }
  @inline(__always)
  func limited(to bound: Self) -> Self { replacing(with: bound, where: self .> bound) }
  @inline(__always)
  var atLeastZero: Self { replacing(with: Self.zero, where: self .< Self.zero) }
}

extension [Lanes] {
  /// The numbers of one future.
  package func lane(_ lane: Int) -> [Double] {
    withUnsafeBytes { bytes in
      let numbers = bytes.bindMemory(to: Double.self)
      return [Double](unsafeUninitializedCapacity: count) { buffer, filled in
        for index in 0..<count { buffer[index] = numbers[index * Lanes.scalarCount + lane] }
        filled = count
      }
    }
  }
}

/// Lanes in memory of their own; the kernels' working space.
struct LaneBuffer: ~Copyable {
  let start: UnsafeMutablePointer<Lanes>
  let count: Int

  /// - Parameter isCleared: Whether all is zero at first. What is written before it is read need not be: clearing the people of
  ///   all years would take a tenth of an ensemble's time.
  init(count: Int, isCleared: Bool = true) {
    self.count = count
    start = .allocate(capacity: max(1, count))
    if isCleared { start.initialize(repeating: .zero, count: count) }
  }

  func clear() { start.update(repeating: .zero, count: count) }

  deinit { start.deallocate() }
}

/// The people of a block, in memory that outlives it: futures read their townships there when they are asked for them, which
/// most never are. Written by the block while it is made, by nobody later.
final class LaneMemory: Sendable {
  nonisolated(unsafe) let start: UnsafeMutablePointer<Lanes>

  /// - Parameter count: Numbers of each lane; not cleared.
  init(count: Int) { start = .allocate(capacity: max(1, count)) }

  deinit { start.deallocate() }
}
