internal import Analysis
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// The chapters on beds and on the plan's indicators.
extension MarkdownReport {
  func zones() -> String {
    let years = run.horizon.years.map(\.value).filter { $0 == start || $0 == end || $0.isMultiple(of: 5) }
    let rows = run.county.zones.enumerated().map { zone, entry -> [String] in
      return [w.name(entry)]
        + years.flatMap { at -> [String] in
          guard let index = run.index(at) else { return ["—", "—", "—"] }
          return NumberKey.ZoneNumber.allCases.map { plain(p.leading(NumberKey.zone($0, zone, index))) }
        }
    }
    let header =
      [w.say(.columnZone)]
      + years.flatMap {
        [head(w.say(.columnBedsOfYear, "\($0)")), head(w.say(.columnDemand)), head(w.say(.columnUnmet))]
      }
    return w.say(.zonesLead, NumberFormat.percent(run.parameters.constant(.careFullOccupancy), decimals: 0))
      + MarkdownText.table(header, rows, numeric: Set(1..<header.count))
  }

  func indicatorTable() -> String {
    let hasActuals = p.indicators.rows.contains { run.county.actual(of: $0.indicator) != nil }
    let rows = p.indicators.rows.map { row in
      [
        "\(row.indicator.number)", w.name(row.indicator), w.symbol(row.indicator.unit),
        row.indicator.base.map { w.indicatorValue($0) } ?? "—", row.indicator.targetText,
        p.leading(NumberKey.indicator(row.indicator.number)).map { NumberFormat.text($0, decimals: 1) } ?? "—",
      ] + (hasActuals ? [actual(of: row)] : []) + [
        w.nature(row.indicator),
        w.verdict(row, chance: p.chance(row.indicator.number))
          + (p.actualVerdict(row).map { w.say(.semicolon) + $0 } ?? ""),
        w.reason(row, run.horizon, draws: p.draws),
      ]
    }
    return MarkdownText.table(
      [
        w.say(.columnNumber), w.say(.columnIndicator), w.say(.columnUnit),
        w.say(.columnBase, "\(start)"), w.say(.columnTarget, "\(p.targetYear)"),
        head(w.say(.columnProjected, "\(p.targetYear)")),
      ] + (hasActuals ? [w.say(.columnActualOf)] : []) + [
        w.say(.columnNature), w.say(p.draws > 0 ? .columnVerdictCentral : .columnVerdict), w.say(.columnReason),
      ], rows, numeric: Set([0, 3, 4, 5] + (hasActuals ? [6] : [])))
  }
}
