import Ensembles
import TestSupport
import Testing

@Suite("Quantiles of many cells")
struct QuantileSelectionTests {
  /// The second road is the summary of a sorted column.
  @Test("selection gives the numbers of a sort", arguments: [1, 2, 3, 5, 8, 41, 200, 1000])
  func agreement(draws: Int) {
    var numbers = SeededNumbers(seed: UInt64(draws))
    var futures = [[Double]](repeating: [], count: draws)
    for draw in 0..<draws {
      let u = numbers.number(in: 0...1)
      futures[draw] = [
        u, 1e6 * u * u * u, -5, u < 0.5 ? 0 : 7, (1 / (1.0001 - u)), Double(draw), -Double(draw % 3),
        u < 0.02 ? 1e9 : u,
        draw == 0 ? .nan : u,
      ]
    }
    for (cell, summary) in DrawnMatrix(futures).summaries(jobs: 2).enumerated() {
      let sorted = Summary(futures.map { $0[cell] })
      #expect(summary.quantiles == sorted.quantiles, "\(cell)")
      #expect(summary.present == sorted.present)
      if let a = summary.mean, let b = sorted.mean {
        // Sums in another order: a few units in the last place of the largest number.
        #expect(abs(a - b) <= 1e-12 * max(1, abs(b)))
      } else {
        #expect(summary.mean == nil && sorted.mean == nil)
      }
    }
  }

  @Test("threads do not matter")
  func threads() {
    var numbers = SeededNumbers(seed: 4)
    let futures = (0..<120).map { _ in (0..<300).map { _ in numbers.number(in: -3...3) } }
    #expect(DrawnMatrix(futures).summaries(jobs: 1) == DrawnMatrix(futures).summaries(jobs: 3))
  }
}
