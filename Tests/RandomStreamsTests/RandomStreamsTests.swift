import RandomStreams
import TestSupport
import Testing

@Suite struct RandomStreamsTests {
  /// Random123's published answers, all rows for this generator.
  @Test func knownAnswers() throws {
    var checked = 0
    for row in try Fixture("philox/known_answers.csv").rows where row[0] == "philox4x32" {
      func words(_ text: String) -> [UInt32] { text.split(separator: " ").compactMap { UInt32($0, radix: 16) } }
      let (counter, key, result) = (words(row[2]), words(row[3]), words(row[4]))
      let rounds = try #require(Int(row[1]))
      let answer = Philox4x32.words(
        Philox4x32.Counter(counter[0], counter[1], counter[2], counter[3]), key: Philox4x32.Key(key[0], key[1]),
        rounds: rounds)
      #expect([answer.x, answer.y, answer.z, answer.w] == result)
      checked += 1
    }
    #expect(checked == 6)
  }

  @Test func addressesGiveTheSameNumbersInAnyOrder() {
    let streams = RandomStreams(seed: 20_210_930)
    func first(_ name: String, _ draw: Int) -> UInt64 {
      var stream = streams.process(name).stream(draw: draw)
      return stream.next()
    }
    let forward = (0..<50).map { first("care.occupancy", $0) }
    let backward = (0..<50).reversed().map { first("care.occupancy", $0) }
    #expect(forward == backward.reversed())
    #expect(Set(forward).count == 50)
    #expect(forward != (0..<50).map { first("care.occupancy_city", $0) })
  }

  /// Mean, variance and lag correlation of 100,000 numbers: four standard errors each.
  @Test func numbersAreUniformAndUncorrelated() {
    let process = RandomStreams(seed: 7).process("test")
    let numbers = (0..<100_000).map { draw -> Double in
      var stream = process.stream(draw: draw)
      return stream.uniform()
    }
    let n = Double(numbers.count)
    let mean = numbers.reduce(0, +) / n
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    let lag = zip(numbers, numbers.dropFirst()).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } / n / variance
    #expect(abs(mean - 0.5) < 4 / (12 * n).squareRoot())
    #expect(abs(variance - 1 / 12.0) < 4 * (1 / 180 / n).squareRoot())
    #expect(abs(lag) < 4 / n.squareRoot())
    #expect(numbers.allSatisfy { $0 > 0 && $0 < 1 })
  }

  /// Every bit of the seed and of each index changes about half of the output bits.
  @Test(arguments: 0..<64) func seedBitsMatter(bit: Int) {
    func bits(_ seed: UInt64) -> [UInt64] {
      var stream = RandomStreams(seed: seed).process("p").stream(draw: 3, place: 4, year: 5)
      return (0..<32).map { _ in stream.next() }
    }
    let changed = zip(bits(1234), bits(1234 ^ (1 << UInt64(bit)))).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    // 2048 fair bits: mean 1024, standard deviation 22.6.
    #expect(abs(changed - 1024) < 114)
  }
}
