internal import Analysis
internal import Facilities
internal import PlainText
internal import PlanningModel
internal import Simulation

extension Publication {
  /// What a run found, a sentence each: where and from when beds run short, the nursing target, money, cremation.
  public func findings() -> [String] {
    [bedFinding(), nursingFinding(), moneyFinding(), cremationFinding()].compactMap(\.self)
  }

  /// Unmet need below half a bed is none.
  private static let leastShortage = 0.5

  /// Where and in which years the central run has people without a bed, and how many at the end.
  private func bedFinding() -> String? {
    guard let balances = run.balances[.observed] else { return nil }
    let years = run.horizon.years
    let last = years.count - 1
    let short = run.county.zones.enumerated().compactMap { index, zone -> (sentence: String, unmet: Double)? in
      let places = run.townships(of: zone.id)
      let unmet = years.indices.map { year in places.reduce(0) { $0 + balances[year][$1].unmet } }
      let passage = FirstPassage(years: years, holds: [unmet.map { $0 >= Self.leastShortage }])
      let periods = passage.periods { $0.holding > 0 }
      guard let final = periods.last else { return nil }
      let earlier = periods.dropLast().map(shown).joined(separator: wording.text("、", ", "))
      let before = earlier.isEmpty ? "" : wording.say(.findingEarlier, earlier)
      guard final.upperBound == run.horizon.end else {
        return (wording.say(.findingShortWhile, zone.nameZh, shown(final)) + before, unmet[last])
      }
      let drawn = summary(NumberKey.zone(.unmet, index, last))
      let amount = wording.value(.unmet, draws > 0 ? drawn : Summary(unmet[last]))
      return (
        wording.say(.findingShort, zone.nameZh, "\(final.lowerBound)", "\(run.horizon.end)", amount) + before,
        unmet[last]
      )
    }
    guard !short.isEmpty else { return wording.say(.findingEnough, "\(years[0])", "\(run.horizon.end)") }
    let worst = short.sorted { $0.unmet > $1.unmet }
    let sentences = worst.prefix(2).map(\.sentence).joined(separator: wording.text("；", "; "))
    let others =
      worst.count > 2
      ? wording.say(.findingOthersToo, "\(worst.count - 2)")
      : worst.count < run.county.zones.count ? wording.say(.findingOthersNot) : ""
    return sentences + others + wording.text("。", ".")
  }

  private func shown(_ period: ClosedRange<Year>) -> String {
    period.lowerBound == period.upperBound
      ? wording.say(.whenYear, "\(period.lowerBound)")
      : wording.say(.whenYear, "\(period.lowerBound)—\(period.upperBound)")
  }

  private func nursingFinding() -> String? {
    guard let row = indicators.rows.first(where: { $0.indicator.measure == .nursingShare }),
      let target = row.indicator.target, let year = run.horizon.index(of: row.indicator.targetYear)
    else { return nil }
    let value = wording.value(.nursingShare, summary(.nursingShare, year))
    let goal = NumberFormat.percent(target / 100, decimals: target == target.rounded() ? 0 : 1)
    let gap: String =
      if case .nursing(let conversions, _) = row.reason, conversions > 0 {
        wording.say(.findingNursingGap, NumberFormat.text(conversions))
      } else { "" }
    return wording.say(
      .findingNursing, "\(row.indicator.targetYear)", value, goal,
      wording.verdict(row, probability: probability(row.indicator.number)), gap)
  }

  private func moneyFinding() -> String? {
    let spent = run.horizon.years.indices.map { value(.invest, $0) ?? 0 }
    let total = spent.reduce(0, +)
    guard total > 0, let most = spent.max(), let peak = spent.firstIndex(of: most),
      let first = spent.firstIndex(where: { $0 > 0 }), let final = spent.lastIndex(where: { $0 > 0 })
    else { return wording.say(.findingNoMoney) }
    return wording.say(
      .findingSpending, shown(run.horizon.years[first]...run.horizon.years[final]), wording.value(.invest, total),
      "\(run.horizon.years[peak])", wording.value(.invest, most))
  }

  private func cremationFinding() -> String? {
    let row = indicators.rows.first { $0.indicator.measure == .zoneCremationRate }
    let year = row.flatMap { run.horizon.index(of: $0.indicator.targetYear) } ?? run.horizon.count - 1
    guard value(.cremationCounty, year) != nil else { return nil }
    let verdict = row.map {
      wording.say(.findingVerdict, wording.verdict($0, probability: probability($0.indicator.number)))
    }
    return wording.say(
      .findingCremation, "\(run.horizon.years[year])", wording.value(.cremationZone, summary(.cremationZone, year)),
      verdict ?? "", wording.value(.cremationCounty, summary(.cremationCounty, year)))
  }
}
