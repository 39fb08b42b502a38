internal import Analysis
internal import Ensembles
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

extension Publication {
  /// What converting beds until the nursing share reaches its target would buy; empty where nothing is to convert. It speaks
  /// of the central case.
  public func quotaSentence() -> String {
    guard let effect = QuotaEffect(run, indicators) else { return "" }
    let whole = { (value: Double) in NumberFormat.text(value) }
    let end = "\(run.horizon.end)"
    let change = effect.unmetAfter - effect.unmet
    let result =
      abs(change) < 0.5
      ? wording.say(.quotaSame, end, whole(effect.unmet))
      : wording.say(change < 0 ? .quotaLess : .quotaMore, end, whole(effect.unmet), whole(effect.unmetAfter))
    let years =
      abs(effect.addedBedYears) < 0.5
      ? ""
      : effect.addedBedYears > 0
        ? wording.say(.quotaDowntime, whole(effect.addedBedYears))
        : wording.say(.quotaGain, "\(effect.year)", whole(-effect.addedBedYears))
    return (draws > 0 ? wording.say(.centralLead) : "")
      + wording.say(
        .quotaNeeds, "\(effect.indicator)", "\(effect.year)", whole(effect.conversions),
        NumberFormat.percent(effect.share), NumberFormat.percent(effect.shareAfter)) + result + years
      + wording.say(.quotaMoney)
  }

  /// The money in one breath: how much, who pays, whether it stays under its caps.
  public func moneySentence() -> String {
    let parts = InvestmentParts(run)
    guard parts.total > .zero else { return wording.say(.moneyNone) }
    let rest = parts.total - parts.social
    let total = draws > 0 ? summary(NumberKey.investment(to: last)) : Summary(parts.total.wanYuan.value)
    let money =
      if draws > 0, let mean = total.mean, let low = total.p10, let high = total.p90 {
        wording.say(
          .moneyBriefDrawn, wording.money(parts.total.wanYuan.value), wording.money(mean), NumberFormat.text(low),
          NumberFormat.text(high))
      } else { wording.say(.moneyBrief, wording.money(parts.total.wanYuan.value)) }
    let changed = parts.isAsStated ? "" : wording.say(.moneyBriefStated, wording.money(parts.stated.wanYuan.value))
    let uncosted = UncostedChange.all(run).isEmpty ? "" : wording.say(.moneyBriefUncosted)
    return money + changed
      + (rest > .zero ? wording.say(.moneyBriefRest, wording.money(rest.wanYuan.value)) : wording.say(.fullStop))
      + overCap() + uncosted
  }
}
