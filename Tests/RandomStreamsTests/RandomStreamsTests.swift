import RandomStreams
import TestSupport
import Testing

@Suite struct RandomStreamsTests {
  /// Random123's published answers, all rows for this generator.
  @Test func knownAnswers() throws {
    var checked = 0
    for row in try Fixture("philox/known_answers.csv").rows where row[0] == "philox4x64" {
      func words(_ text: String) -> [UInt64] { text.split(separator: " ").compactMap { UInt64($0, radix: 16) } }
      let (counter, key, result) = (words(row[2]), words(row[3]), words(row[4]))
      let rounds = try #require(Int(row[1]))
      let answer = Philox4x64.words(
        Philox4x64.Words(counter[0], counter[1], counter[2], counter[3]), key: Philox4x64.Key(key[0], key[1]),
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

  /// Every bit of the seed, the county, the place, the draw and the year changes about half of the output bits.
  @Test(arguments: 0..<64) func everyBitOfAnAddressMatters(bit: Int) {
    let flip = UInt64(1) << UInt64(bit)
    func bits(
      seed: UInt64 = 1234, county: UInt64 = 500_997, draw: Int = 3, place: UInt64 = 500_997_102_003, year: Int = 2031
    ) -> [UInt64] {
      var stream = RandomStreams(seed: seed, county: county).process("p", .county)
        .stream(draw: draw, place: place, year: year)
      return (0..<32).map { _ in stream.next() }
    }
    let plain = bits()
    for other in [
      bits(seed: 1234 ^ flip), bits(county: 500_997 ^ flip), bits(place: 500_997_102_003 ^ flip),
      bits(draw: 3 ^ Int(truncatingIfNeeded: flip)), bits(year: 2031 ^ Int(truncatingIfNeeded: flip)),
    ] {
      let changed = zip(plain, other).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
      // 2048 fair bits: mean 1024, standard deviation 22.6; five of them, for 320 flips are tried.
      #expect(abs(changed - 1024) < 114)
    }
  }

  /// Codes of 6, 9, 10 and 12 digits, their neighbours, and codes that a narrowing to 32 bits would confuse.
  @Test func noTwoPlacesShareNumbers() {
    let process = RandomStreams(seed: 9, county: 500_997).process("p", .county)
    let starts: [UInt64] = [500_997, 500_997_001, 5_009_970_001, 500_997_100_001]
    var codes: [UInt64] = []
    for start in starts {
      for step in 0..<UInt64(50) { codes += [start + step, (start + step) | 1 << 42, (start + step) | 1 << 50] }
    }
    let first = codes.map { code -> UInt64 in
      var stream = process.stream(draw: 0, place: code)
      return stream.next()
    }
    #expect(Set(first).count == Set(codes).count && Set(codes).count == 600)
  }

  @Test func theFirstNumberOfAStreamNeedsNoStream() {
    let process = RandomStreams(seed: 3, county: 500_235).process("p", .county)
    for draw in 0..<100 {
      var stream = process.stream(draw: draw, place: 500_235_001, year: 2020 + draw)
      #expect(process.uniform(draw: draw, place: 500_235_001, year: 2020 + draw) == stream.uniform())
    }
  }

  @Test func countiesShareWhatIsNationalAndNothingElse() {
    func first(_ scope: RandomStreams.Scope, _ county: UInt64) -> [UInt64] {
      let process = RandomStreams(seed: 1, county: county).process("p", scope)
      return (0..<100).map { draw in
        var stream = process.stream(draw: draw)
        return stream.next()
      }
    }
    #expect(first(.national, 500_101) == first(.national, 500_102))
    #expect(Set(first(.county, 500_101)).isDisjoint(with: first(.county, 500_102)))
    // A county whose number is 0 is not the nation.
    #expect(Set(first(.county, 0)).isDisjoint(with: first(.national, 0)))
  }
}
