import Language
import Publishing
import TestSupport
import Testing

@Suite("Probabilities in words")
struct ProbabilityWordsTests {
  private let w = Wording.chinese

  @Test(
    "few draws are counted; none and all of many are told as what so many can tell",
    arguments: [
      (10, 10, "10次抽样中10次"), (0, 1, "1次抽样中0次"), (13, 20, "20次抽样中13次"), (0, 21, "概率小于4.8%"),
      (50, 50, "概率大于98%"), (0, 200, "概率小于0.5%"), (193, 200, "概率97%"), (999, 1000, "概率99.9%"),
      (1000, 1000, "概率大于99.9%"), (1, 10_000, "概率0.01%"), (10_000, 10_000, "概率大于99.99%"),
    ])
  func words(count: Int, draws: Int, said: String) {
    #expect(w.chance(Double(count) / Double(draws), draws: draws) == said)
  }

  @Test("nothing between none and all reads as none or all")
  func between() {
    for draws in [30, 200, 300, 1000, 10_000] {
      for count in [1, draws / 2, draws - 1] {
        let said = w.share(Double(count) / Double(draws), draws: draws)
        #expect(!["0%", "100%"].contains(said) && !said.contains("于"), "\(said)")
      }
    }
  }
}
