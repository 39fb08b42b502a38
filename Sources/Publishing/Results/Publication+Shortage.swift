internal import Analysis
internal import Ensembles
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

extension Publication {
  /// Share of futures from which on a zone is named among those that run short.
  private static let rare = 0.05

  /// Where and from which year beds do not suffice, a sentence a zone, and what stands empty elsewhere.
  ///
  /// Without draws the years are those of the run; with draws they are the probability of a shortage in the last year and
  /// the quantiles of its beginning.
  public func shortageSentences() -> [String] {
    let shortage = ShortageYears(run)
    let end = "\(run.horizon.end)"
    var sentences: [String] = []
    var others: [Int] = []
    for (index, zone) in shortage.zones.enumerated() {
      guard let sentence = draws > 0 ? drawnShortage(zone, index) : centralShortage(zone, index) else {
        others.append(index)
        continue
      }
      sentences.append(sentence)
    }
    let empty = NumberFormat.text(others.reduce(0) { $0 + emptyBeds(zone: $1) })
    guard !others.isEmpty else { return sentences }
    let most =
      draws > Wording.fewDraws
      ? wording.say(.mostDraws, NumberFormat.percent(1 - Publication.rare, decimals: 0))
      : wording.say(.allDraws, "\(draws)")
    let count = "\(others.count)"
    if sentences.isEmpty {
      sentences.append(
        draws > 0
          ? wording.say(.shortageNowhereDrawn, end, empty, most) : wording.say(.shortageNowhere, end, empty))
    } else {
      sentences.append(
        draws > 0
          ? wording.say(.shortageElsewhereDrawn, count, end, empty, most)
          : wording.say(.shortageElsewhere, count, end, empty))
    }
    return sentences
  }

  private func centralShortage(_ zone: ShortageYears.Zone, _ index: Int) -> String? {
    guard zone.hasShortage else { return nil }
    let end = "\(run.horizon.end)"
    let earlier = zone.earlier.map {
      wording.say(.shortageYear, "\($0.year)", NumberFormat.text($0.unmet))
    }.joined(separator: wording.say(.listSeparator))
    guard let first = zone.lastingFrom else {
      return wording.say(.shortagePassing, wording.name(run.county.zones[index]), earlier, end)
    }
    return wording.say(
      first == run.horizon.end ? .shortageAtEnd : .shortageLasting, wording.name(run.county.zones[index]), "\(first)",
      end,
      NumberFormat.text(zone.unmetAtEnd))
      + (earlier.isEmpty ? "" : wording.say(.shortageEarlier, earlier)) + wording.say(.fullStop)
  }

  private func drawnShortage(_ zone: ShortageYears.Zone, _ index: Int) -> String? {
    let began = summary(NumberKey.shortage(zone: index))
    let passed = number(NumberKey.passingShortage(zone: index)) ?? 0
    let first = summary(NumberKey.firstShortage(zone: index))
    guard began.present >= Publication.rare || passed >= Publication.rare else { return nil }
    let end = "\(run.horizon.end)"
    let share = wording.chance(began.present, draws: draws)
    // Futures without a shortage count as later than the last year.
    func year(_ value: Double?, _ rule: FloatingPointRoundingRule) -> String {
      value.flatMap { Int(exactly: $0.rounded(rule)) }.map { wording.say(.yearName, "\($0)") }
        ?? wording.say(.shortageLater, "\(run.horizon.end)")
    }
    // Years of shortage that pass are not those from which it lasts: they are told beside them, never dropped.
    let middle = year(first.p50, .toNearestOrAwayFromZero)
    let passing = wording.chance(passed, draws: draws)
    guard began.present >= 0.5 else {
      return
        (began.present >= Publication.rare
        ? wording.say(.shortageUnlikely, wording.name(run.county.zones[index]), end, share) : "")
        + (passed >= Publication.rare
          ? wording.say(.shortagePassingDrawn, wording.name(run.county.zones[index]), end, passing, middle) : "")
    }
    let unmet = summary(NumberKey.zone(.unmet, index, last))
    return wording.say(
      .shortageDrawn, wording.name(run.county.zones[index]), end, share,
      year(began.p50, .toNearestOrAwayFromZero), year(began.p10, .down), year(began.p90, .up),
      NumberFormat.text(leading(unmet) ?? 0), NumberFormat.text(unmet.p10 ?? 0), NumberFormat.text(unmet.p90 ?? 0),
      wording.name(lead), passed > 0 ? wording.say(.shortageEarlierDrawn, passing, middle) : "")
  }

  /// Licensed beds less people in them in the last year; the mean where futures were drawn.
  private func emptyBeds(zone: Int) -> Double {
    let value = { (key: NumberKey.ZoneNumber) in number(NumberKey.zone(key, zone, last)) ?? 0 }
    return max(0, value(.beds) - value(.demand) + value(.unmet))
  }
}
