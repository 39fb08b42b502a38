/// Order statistics of many numbers without sorting them all.
///
/// The numbers are dealt into buckets of equal width between their least and greatest; a bucket map is monotone, so only the
/// buckets that hold a wanted rank need sorting. Exact: the same numbers as from a sorted array.
///
/// - Complexity: about three passes over the numbers, plus sorting some twentieth of them; at worst, when most numbers fall into
///   one bucket, a sort.
struct QuantileSelection {
  private var buckets: [UInt16]
  private var counts: [Int32]
  private var starts: [Int32]
  private var chosen: [Double]
  /// Ranks and where their numbers stand in `chosen`, and what is to be sorted there: kept so that no selection allocates.
  private var wanted: [(rank: Int, place: Int)] = []
  private var sorted: [Range<Int>] = []
  private let width: Int

  /// - Parameter count: Numbers of each selection.
  init(count: Int) {
    width = min(4096, max(16, count / 4))
    buckets = [UInt16](repeating: 0, count: count)
    counts = [Int32](repeating: 0, count: width)
    starts = [Int32](repeating: -1, count: width)
    chosen = [Double](repeating: 0, count: count)
  }

  /// The sum and the numbers of the ranks asked for.
  ///
  /// - Parameters:
  ///   - values: As many as announced; none is NaN.
  ///   - ranks: Ascending positions in sorted order.
  ///   - found: One number for each rank.
  /// - Returns: The sum, in a fixed order of eight partial sums; NaN when any number is NaN, and then nothing is found.
  mutating func select(
    _ values: UnsafeBufferPointer<Double>, ranks: [Int], into found: inout [Double]
  ) -> Double {
    guard let base = values.baseAddress, values.count == buckets.count else { return 0 }
    let count = values.count
    var lowest = SIMD8<Double>(repeating: base[0])
    var highest = lowest
    var sums = SIMD8<Double>.zero
    let whole = count & ~7
    var index = 0
    while index < whole {
      let v = UnsafeRawPointer(base + index).loadUnaligned(as: SIMD8<Double>.self)
      lowest.replace(with: v, where: v .< lowest)
      highest.replace(with: v, where: v .> highest)
      sums += v
      index += 8
    }
    var (low, high) = (lowest.min(), highest.max())
    var sum = (sums.lowHalf + sums.highHalf).sum()
    while index < count {
      let v = base[index]
      if v < low { low = v }
      if v > high { high = v }
      sum += v
      index += 1
    }
    guard !sum.isNaN else { return sum }
    let scale = Double(width) / (high - low)
    guard low < high, scale.isFinite else {
      for rank in ranks.indices { found[rank] = low }
      return sum
    }
    pick(base, count, low, scale, ranks, &found)
    return sum
  }

  private mutating func pick(
    _ base: UnsafePointer<Double>, _ count: Int, _ low: Double, _ scale: Double, _ ranks: [Int],
    _ found: inout [Double]
  ) {
    let top = Int32(width - 1)
    wanted.removeAll(keepingCapacity: true)
    sorted.removeAll(keepingCapacity: true)
    buckets.withUnsafeMutableBufferPointer { buckets in
      counts.withUnsafeMutableBufferPointer { counts in
        starts.withUnsafeMutableBufferPointer { starts in
          chosen.withUnsafeMutableBufferPointer { chosen in
            for bucket in 0..<width {
              counts[bucket] = 0
              starts[bucket] = -1
            }
            for index in 0..<count {
              let bucket = min(top, Int32((base[index] - low) * scale))
              buckets[index] = UInt16(truncatingIfNeeded: bucket)
              counts[Int(bucket)] &+= 1
            }
            // Buckets with a wanted rank get room in `chosen`, in order.
            var below = 0
            var room = 0
            var next = 0
            var bucket = 0
            while next < ranks.count {
              let size = Int(counts[bucket])
              if ranks[next] < below + size {
                starts[bucket] = Int32(room)
                sorted.append(room..<(room + size))
                while next < ranks.count, ranks[next] < below + size {
                  wanted.append((next, room + ranks[next] - below))
                  next += 1
                }
                room += size
              }
              below += size
              bucket += 1
            }
            for index in 0..<count {
              let start = starts[Int(buckets[index])]
              if start >= 0 {
                chosen[Int(start)] = base[index]
                starts[Int(buckets[index])] = start &+ 1
              }
            }
            for range in sorted { QuantileSelection.sort(&chosen, range) }
            for (rank, place) in wanted { found[rank] = chosen[place] }
          }
        }
      }
    }
  }

  /// Insertion for the few numbers of a bucket, the library's sort for many.
  private static func sort(_ values: inout UnsafeMutableBufferPointer<Double>, _ range: Range<Int>) {
    guard range.count <= 48 else {
      values[range].sort()
      return
    }
    for index in range.dropFirst() {
      let value = values[index]
      var position = index
      while position > range.lowerBound, value < values[position - 1] {
        values[position] = values[position - 1]
        position -= 1
      }
      values[position] = value
    }
  }
}
