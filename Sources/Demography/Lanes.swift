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
  var exponential: Self { map { exp($0) } }
  func limited(to bound: Double) -> Self { replacing(with: Self(repeating: bound), where: self .> bound) }
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

/// Lanes in memory of their own, zero at first; the kernels' working space.
struct LaneBuffer: ~Copyable {
  let start: UnsafeMutablePointer<Lanes>
  let count: Int

  init(count: Int) {
    self.count = count
    start = .allocate(capacity: max(1, count))
    start.initialize(repeating: .zero, count: count)
  }

  deinit { start.deallocate() }
}
