public import Analysis
internal import PlainText
internal import PlanningModel

extension Wording {
  /// Money in 万元; from a hundred million yuan on also in 亿元: `114,948万元（11.49亿元）`.
  public func money(_ wanYuan: Double) -> String {
    let text = NumberFormat.text(wanYuan) + say(.wanYuan)
    guard abs(wanYuan) >= 10_000, language == .zh else { return text }
    return text + say(.inBrackets, NumberFormat.text(wanYuan / 10_000, decimals: 2) + "亿元")
  }

  /// What nobody has given a cost for, as a sentence.
  public func sentence(_ change: UncostedChange) -> String {
    switch change {
    case .conversion(let beds): say(.uncostedConversion, NumberFormat.text(beds.value))
    case .closure(let beds): say(.uncostedClosure, NumberFormat.text(beds.value))
    case .nursing(let project, let investment, let beds):
      say(
        .uncostedNursing, project.value, NumberFormat.text(investment.value),
        NumberFormat.text(investment.value / beds.value, decimals: 1))
    case .beds(let project, let investment, let stated, let beds):
      say(
        .uncostedBeds, project.value, NumberFormat.text(stated.value), NumberFormat.text(beds.value),
        NumberFormat.text(investment.value), NumberFormat.text(investment.value / beds.value, decimals: 1))
    }
  }
}
