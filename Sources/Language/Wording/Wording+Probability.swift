internal import PlainText

/// How often something happens in the futures, in words.
extension Wording {
  /// So many draws and fewer are counted one by one: a percentage of them would say more than they can tell.
  public static let fewDraws = 20

  /// A share of futures. None or all of them is told as less than one future, or more than all but one; nothing between
  /// reads as none or all.
  public func share(_ share: Double, draws: Int) -> String {
    let count = Int((share * Double(draws)).rounded())
    guard draws > Wording.fewDraws else { return say(.countOfDraws, "\(draws)", "\(count)") }
    let one = 1 / Double(draws)
    if count == 0 { return say(.lessThan, fine(one)) }
    if count == draws { return say(.moreThan, fine(1 - one)) }
    let whole = NumberFormat.percent(share, decimals: 0)
    return ["0%", "100%"].contains(whole) ? fine(share) : whole
  }

  /// The same as a probability, for brackets and the ends of sentences: `概率96%`, `10次抽样中9次`.
  public func chance(_ share: Double, draws: Int) -> String {
    draws > Wording.fewDraws
      ? say(.probabilityOf, self.share(share, draws: draws)) : self.share(share, draws: draws)
  }

  /// As many decimals as tell one of ten thousand futures from none.
  private func fine(_ share: Double) -> String {
    (NumberFormat.machine(100 * share, decimals: min(share, 1 - share) < 0.001 ? 2 : 1) ?? "…") + "%"
  }
}

extension Phrase {
  public static let countOfDraws = Phrase("{1}次抽样中{2}次", "{2} of {1} draws")
  public static let lessThan = Phrase("小于{1}", "below {1}")
  public static let moreThan = Phrase("大于{1}", "above {1}")
  public static let probabilityOf = Phrase("概率{1}", "probability {1}")
}
