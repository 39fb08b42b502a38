internal import Analysis
internal import CareNeed
internal import Demography
internal import Facilities
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// The first page: the findings, then the inputs to check first.
extension MarkdownReport {
  func firstPage() -> String {
    var lines = [
      w.say(.reportTitle, MarkdownText.escape(w.name(run.county)), MarkdownText.escape(run.scenario.titleZh)), "",
      MarkdownText.escape(run.scenario.descriptionZh), "",
    ]
    lines += placeholderNotice()
    lines += [w.say(.headingFindings), ""]
    if p.draws > 0 {
      lines.append(
        w.say(
          .drawsLead, "\(p.draws)", "\(run.scenario.ensemble.seed)",
          w.say(p.hasDrawnOpenings ? .drawsWithYears : .drawsWithoutYears), w.name(p.lead),
          w.conditioned(run).isEmpty ? "" : w.say(.comma) + MarkdownText.escape(w.conditioned(run))) + p.leadReason())
      if p.moved.total > 0 { lines.append(w.moved(p.moved, draws: p.draws)) }
      lines.append("")
    }
    lines.append(w.say(.findingShortage) + MarkdownText.escape(p.shortageSentences().joined()))
    lines.append("")
    lines.append(w.say(.findingReadings))
    lines.append("")
    lines.append(
      MarkdownText.table(
        [w.say(.columnReading), w.say(.columnQuestion)] + p.shownYears.map(yearHead),
        [
          readingRow(w.name(.norm), .demandNorm, w.say(.questionNorm)),
          readingRow(w.say(.normAllKinds), .demandNormAll, w.say(.questionNormAll)),
          readingRow(w.name(.need), .demandNeed, w.say(.questionNeed)),
          readingRow(w.name(.observed), .demandObserved, w.say(.questionObserved)),
          readingRow(w.say(.licensedBeds), .beds, w.say(.endOfDecember)),
        ], numeric: Set(2..<(2 + p.shownYears.count))))
    lines.append(readings())
    lines.append("")
    lines.append(w.say(.findingOccupancy) + occupancy())
    lines.append("")
    lines.append(w.say(.findingTargets) + targets())
    lines.append("")
    let quota = p.quotaSentence()
    if !quota.isEmpty { lines += [quota, ""] }
    lines.append(w.say(.findingMoney) + MarkdownText.escape(p.moneySentence()))
    lines.append("")
    let own = p.targetSentences()
    if !own.isEmpty {
      lines.append(w.say(.ownTargets) + own.joined(separator: w.say(.semicolon)) + w.say(.fullStop))
      lines.append("")
    }
    lines.append(
      w.say(.findingWeakInputs, p.draws > 0 ? w.say(.centralLead) : ""))
    lines.append("")
    for (index, leader) in p.ranking.leaders.enumerated() {
      lines.append("\(index + 1). " + weakInput(leader.row, leader.effects))
    }
    lines.append("")
    lines.append(
      weakTables()
    )
    lines.append("")
    return lines.joined(separator: "\n")
  }

  /// Says at the head what is not the county's data yet; nothing when every row has been replaced.
  private func placeholderNotice() -> [String] {
    let left = run.county.placeholders
    guard !left.isEmpty else { return [] }
    let tables = left.map { w.say(.placeholderTable, w.text($0.titleZh, $0.table), "\($0.rows)", "\($0.of)") }
    return [
      w.say(.placeholders, "\(left.reduce(0) { $0 + $1.rows })", tables.joined(separator: w.say(.listSeparator))), "",
    ]
  }

  /// Whole tables of the county's data that are no better than assumptions.
  func weakTables() -> String {
    var tables: [String] = []
    if let note = p.townshipNote { tables.append(w.say(.weakTownships, note)) }
    if run.county.facilities.contains(where: { $0.evidence.grade == .assumption }) {
      tables.append(w.say(.weakBeds, plain(number(.beds, start))))
    }
    if run.county.projects.contains(where: { $0.scheduleGrade == .assumption }) { tables.append(w.say(.weakYears)) }
    return tables.isEmpty ? "" : w.say(.weakTables, tables.joined(separator: w.say(.listSeparator)))
  }

  func readingRow(_ name: String, _ measure: Measure, _ question: String) -> [String] {
    [name, question] + p.shownYears.map { spread(measure, $0) }
  }

  func readings() -> String {
    guard run.demand[.observed] != nil else { return w.say(.observedUntold) + w.say(.normIsNoGap) }
    let beds = number(.beds, end) ?? 0
    func compare(_ measure: Measure) -> String {
      let gap = (number(measure, end) ?? 0) - beds
      return w.say(gap < 0 ? .fewerThanBeds : .moreThanBeds, NumberFormat.text(abs(gap)))
    }
    let unmet = number(.unmet, end) ?? 0
    let isEnough = beds >= (number(.demandObserved, end) ?? 0)
    return
      w.say(
        .readingsCompared, "\(end)", plain(beds), "\(compare(.demandNorm))", "\(compare(.demandNeed))",
        "\(compare(.demandObserved))")
      + (unmet < 0.5
        ? w.say(.noMismatch, "\(end)")
        : w.say(
          isEnough ? .mismatch : .shortage, "\(end)", spread(.unmet, end),
          MarkdownText.escape(p.unmetZones())))
      + w.say(.normIsNoGap)
  }

  /// The paragraph speaks of the central case, because it moves one number at a time.
  func occupancy() -> String {
    guard run.demand[.observed] != nil else { return w.say(.observedUntold) }
    let base = run.observed.inCare
    let survey =
      run.countyPopulation(0).sum(from: 65) * run.parameters.constant(.careAdmissionRate3y) / 3
      * run.parameters.constant(.careLengthOfStay)
    let share = run.parameters.constant(.careOccupancy)
    var text =
      (p.draws > 0 ? w.say(.centralLead) : "")
      + w.say(
        run.parameters[.careOccupancy].grade == .assumption ? .occupancyAssumed : .occupancyKnown, "\(start)",
        NumberFormat.text(base), NumberFormat.percent(share, decimals: 0),
        sourceTitle("care.occupancy"), NumberFormat.text(survey), basis("care.admission_rate_3y"),
        basis("care.length_of_stay"))
    if let row = p.ranking.rows.first(where: { $0.path == "care.occupancy" }),
      let effect = row.effect(.demandObserved), let low = effect.atLow, let high = effect.atHigh
    {
      text +=
        w.say(
          .occupancyRange, NumberFormat.percent(row.low, decimals: 0),
          NumberFormat.percent(row.high, decimals: 0), "\(end)", NumberFormat.text(low),
          NumberFormat.text(high), "\(start)", plain(number(.beds, start)))
    }
    let need = run.demand[.need].map { $0[0].reduce(0) { $0 + $1.total } } ?? base
    if need < base - 0.5 {
      text += w.say(.needBelowUse, "\(start)", NumberFormat.text(need), NumberFormat.text(base))
    }
    if let towns = townOccupancy() {
      text +=
        w.say(
          .occupancyCity, NumberFormat.percent(run.parameters.constant(.careOccupancyCity), decimals: 0),
          sourceTitle("care.occupancy_city"), NumberFormat.percent(towns, decimals: 0))
    }
    return text
  }

  /// What a parameter rests on: the document that its source names, or that it is assumed.
  func basis(_ path: String) -> String {
    let entry = run.parameters[path]
    let title = run.county.sources.first { $0.key == entry.source }?.title ?? w.source(entry.source)
    return entry.grade == .assumption ? w.name(entry.grade) : MarkdownText.escape(title)
  }

  func sourceTitle(_ path: String) -> String {
    let entry = run.parameters[path]
    return MarkdownText.escape(entry.note.isEmpty ? w.source(entry.source) : entry.note)
  }

  /// Occupancy outside the city; `nil` where all beds are on one side.
  func townOccupancy() -> Double? {
    let city = Set(run.county.zones.filter(\.isCity).map(\.id))
    let places = Set(run.county.townships.filter { city.contains($0.zone) }.map(\.code))
    let beds = run.county.facilities.reduce(0) { $0 + (places.contains($1.township) ? 0 : $1.beds.value) }
    let all = run.county.facilities.reduce(0) { $0 + $1.beds.value }
    return beds > 0 && beds < all ? run.observed.townInCare / beds : nil
  }

  func targets() -> String {
    func list(_ verdict: Verdict) -> String {
      let rows = p.indicators.rows.filter { $0.verdict == verdict }
      return rows.map { row in
        let value =
          p.leading(NumberKey.indicator(row.indicator.number)).map {
            w.value(NumberFormat.text($0, decimals: 1), in: row.indicator.unit)
          } ?? "—"
        return
          w.say(
            .targetEntry, "\(row.indicator.number)", MarkdownText.escape(w.name(row.indicator)),
            MarkdownText.escape(value), MarkdownText.escape(w.value(row.indicator.targetText, in: row.indicator.unit)),
            MarkdownText.escape(w.nature(row.indicator)) + (verdict == .assumed ? w.say(.comma) + w.basis(row) : "")
              + (p.actualVerdict(row).map { w.say(.comma) + $0 } ?? ""))
      }.joined(separator: w.say(.semicolon))
    }
    var parts: [String] = []
    for verdict in [Verdict.missed, .assumed, .met, .undefined] {
      let text = list(verdict)
      if !text.isEmpty { parts.append(w.say(.verdictList, w.name(verdict), text)) }
    }
    let out = p.indicators.rows.count { $0.verdict == .outOfReach }
    if out > 0 { parts.append(w.say(.targetsOutOfReach, "\(out)")) }
    if let nursing = p.indicators.rows.first(where: { $0.indicator.measure == .nursingShare }) {
      parts.append(
        w.say(
          .targetReason, "\(nursing.indicator.number)", MarkdownText.escape(w.name(nursing.indicator)),
          MarkdownText.escape(w.reason(nursing, run.horizon, draws: p.draws))))
    }
    return (p.draws > 0 ? w.say(.verdictsCentral, w.name(p.lead)) : "") + parts.joined()
  }

  /// An input and the headline measures that it moves more than any other does.
  func weakInput(_ row: InputRanking.Row, _ effects: [InputRanking.Effect]) -> String {
    let moves = effects.map { effect in
      // A measure may fall as the input rises: the range is printed upwards.
      let ends = [effect.atLow, effect.atHigh].sorted { ($0 ?? .infinity) < ($1 ?? .infinity) }
      let first = ends[0].map { w.bare(effect.measure, $0) } ?? w.say(.noSolution)
      let last = ends[1].map { w.value(effect.measure, $0) } ?? w.say(.noSolution)
      return w.say(
        effect.measure == .invest ? .weakInputMoney : .weakInputMoves, "\(effect.year)", w.name(effect.measure),
        first, last, w.value(effect.measure, effect.central))
    }.joined(separator: w.say(.listSeparator))
    let note = row.note.isEmpty ? "" : MarkdownText.escape(row.note) + w.say(.fullStop)
    guard row.path != "portfolio.open" else {
      return w.say(.weakOpenings, w.name(row), w.name(row.grade), moves) + note
    }
    return w.say(
      .weakInput, w.name(row), w.input(row.value, unit: row.unit), w.input(row.low, unit: row.unit),
      w.input(row.high, unit: row.unit), w.name(row.grade), moves) + note
  }
}
