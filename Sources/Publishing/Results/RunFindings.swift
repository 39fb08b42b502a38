internal import Analysis
internal import Facilities
internal import Finance
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

extension Publication {
  /// What a run found, a sentence each: where and from when beds run short, the nursing target, money, cremation.
  public func findings() -> [String] {
    [bedFinding(), nursingFinding(), moneyFinding(), cremationFinding()].compactMap(\.self)
  }

  /// Zones that the terminal tells of; the report tells of all.
  private static let zonesShown = 3

  /// Where and from when beds do not suffice, in the report's words.
  private func bedFinding() -> String? {
    guard run.balances[.observed] != nil else { return nil }
    let sentences = shortageSentences()
    let rest = sentences.count - Self.zonesShown
    return sentences.prefix(Self.zonesShown).joined()
      + (rest > 0 ? wording.say(.findingShortMore, "\(rest)") : "")
  }

  private func shown(_ period: ClosedRange<Year>) -> String {
    period.lowerBound == period.upperBound
      ? wording.say(.whenYear, "\(period.lowerBound)")
      : wording.say(.whenYear, wording.say(.rangeOf, "\(period.lowerBound)", "\(period.upperBound)"))
  }

  private func nursingFinding() -> String? {
    guard let row = indicators.rows.first(where: { $0.indicator.measure == .nursingShare }),
      let target = row.indicator.target, let year = run.horizon.index(of: row.indicator.targetYear)
    else { return nil }
    let value = wording.value(.nursingShare, summary(.nursingShare, year), lead)
    let goal = NumberFormat.percent(target / 100, decimals: target == target.rounded() ? 0 : 1)
    let gap: String =
      if case .nursing(let conversions, _) = row.reason, conversions > 0 {
        wording.say(draws > 0 ? .findingNursingGapCentral : .findingNursingGap, NumberFormat.text(conversions))
      } else { "" }
    return wording.say(
      .findingNursing, "\(row.indicator.targetYear)", value, goal,
      wording.verdict(row, chance: chance(row.indicator.number)), gap)
  }

  private func moneyFinding() -> String? {
    let spent = run.horizon.years.indices.map { value(.invest, $0) ?? 0 }
    let total = spent.reduce(0, +)
    guard total > 0, let most = spent.max(), let peak = spent.firstIndex(of: most),
      let first = spent.firstIndex(where: { $0 > 0 }), let final = spent.lastIndex(where: { $0 > 0 })
    else { return wording.say(.findingNoMoney) }
    // Money is always a mean, for only means of years add up; the central case stands beside it.
    let central = run.cash.total { $0.year <= run.horizon.end }.wanYuan.value
    return wording.say(
      draws > 0 ? .findingSpendingDrawn : .findingSpending, shown(run.horizon.years[first]...run.horizon.years[final]),
      wording.value(.invest, total),
      "\(run.horizon.years[peak])", wording.value(.invest, most), wording.value(.invest, central))
  }

  private func cremationFinding() -> String? {
    let row = indicators.rows.first { $0.indicator.measure == .zoneCremationRate }
    let year = row.flatMap { run.horizon.index(of: $0.indicator.targetYear) } ?? run.horizon.count - 1
    guard value(.cremationCounty, year) != nil else { return nil }
    let verdict = row.map {
      wording.say(.findingVerdict, wording.verdict($0, chance: chance($0.indicator.number)))
    }
    return wording.say(
      .findingCremation, "\(run.horizon.years[year])",
      wording.value(.cremationZone, summary(.cremationZone, year), lead),
      verdict ?? "", wording.value(.cremationCounty, summary(.cremationCounty, year), lead))
  }
}
