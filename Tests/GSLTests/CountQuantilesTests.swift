import Foundation
import GSL
import Testing

@Suite("Counts at a probability")
struct CountQuantilesTests {
  /// The second road: the distribution function summed from the definition.
  private func cumulatedBinomial(_ n: Int, _ p: Double, _ k: Int) -> Double {
    var sum = 0.0
    for i in 0...k {
      let ways = lgamma(Double(n) + 1) - lgamma(Double(i) + 1) - lgamma(Double(n - i) + 1)
      sum += exp(ways + Double(i) * log(p) + Double(n - i) * log(1 - p))
    }
    return sum
  }

  @Test(
    "the count is the least whose distribution function reaches the probability",
    arguments: [(7, 0.3), (40, 0.02), (900, 0.1), (900, 0.93), (5000, 0.5), (1, 0.999)])
  func binomial(n: Int, p: Double) {
    for step in 1..<60 {
      let u = Double(step) / 60
      let k = CountQuantiles.binomial(n, p, at: u)
      #expect((0...n).contains(k))
      #expect(cumulatedBinomial(n, p, k) >= u - 1e-9)
      if k > 0 { #expect(cumulatedBinomial(n, p, k - 1) < u + 1e-9) }
    }
  }

  @Test("Poisson counts likewise", arguments: [0.01, 2.5, 29.9, 30.1, 800])
  func poisson(mean: Double) {
    func cumulated(_ k: Int) -> Double {
      (0...k).reduce(0) { $0 + exp(Double($1) * log(mean) - mean - lgamma(Double($1) + 1)) }
    }
    var before = 0
    for step in 1..<60 {
      let u = Double(step) / 60
      let k = CountQuantiles.poisson(mean, at: u)
      #expect(cumulated(k) >= u - 1e-9 && k >= before)
      if k > 0 { #expect(cumulated(k - 1) < u + 1e-9) }
      before = k
    }
  }

  @Test("nobody, certainty and the far tails")
  func ends() {
    #expect(CountQuantiles.binomial(0, 0.5, at: 0.9) == 0 && CountQuantiles.binomial(9, 0, at: 0.9) == 0)
    #expect(CountQuantiles.binomial(9, 1, at: 0.1) == 9 && CountQuantiles.poisson(0, at: 0.9) == 0)
    #expect(CountQuantiles.binomial(20, 0.1, at: 1 - 0x1p-53) <= 20 && CountQuantiles.poisson(3, at: 1 - 0x1p-53) < 60)
    #expect(CountQuantiles.binomial(2000, 0.4, at: 0x1p-53) < 800)
  }
}
