internal import Analysis
internal import Charts
internal import Ensembles
internal import Finance
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

extension Publication {
  /// `nil` when no future has any investment.
  func investment(_ mode: ChartFrame.TitleMode) -> PublishedChart? {
    let hasImputed = run.investments.contains { $0.isImputed && $0.amount != nil }
    let isRescaled = InvestmentParts(run).rescaled != .zero
    let sources = Set(run.investments.map(\.fundingSource)).sorted()
    func values(_ key: (Int) -> String) -> [Double?] { run.horizon.years.indices.map { number(key($0)) } }
    let columns =
      (sources.map { source in
        PanelChart.Columns(
          name: wording.say(isRescaled ? .investmentRescaledLead : .investmentStatedLead) + source,
          values: values { NumberKey.stated(source, $0) })
      } + [
        PanelChart.Columns(name: wording.say(.investmentImputed), values: values(NumberKey.imputed), isAssumed: true),
        PanelChart.Columns(name: wording.say(.investmentOverrun), values: values(NumberKey.overrun), isAssumed: true),
      ]).filter { $0.values.contains { ($0 ?? 0) > 0.005 } }
    let totals = run.horizon.years.indices.map { summary(NumberKey.investment(to: $0)) }
    let band = draws > 0 ? PanelChart.Band(low: totals.map(\.p10), high: totals.map(\.p90)) : nil
    let sum = totals.last?.mean ?? 0
    guard sum > 0 else { return nil }
    let caps = run.scenario.portfolio.budget.filter { $0.fundingSource == nil }
    let limits =
      caps.isEmpty
      ? nil
      : PanelChart.Limits(
        name: wording.say(.investmentCap),
        values: run.horizon.years.map { year in caps.last { $0.year == year }?.amount.value })
    let actuals = marks(.invest, wording.name(Measure.invest))
    let chart = PanelChart(
      years: years,
      panels: [
        PanelChart.Panel(
          heading: wording.say(.investmentYearHeading), columns: columns, limits: limits, height: 170,
          actuals: actuals),
        PanelChart.Panel(
          heading: wording.say(.investmentTotalHeading),
          lines: [PanelChart.Line(name: wording.say(.investmentTotalLine), values: totals.map(\.mean), band: band)],
          height: 110),
      ], emptyLabel: wording.say(.investmentNone))
    let frame = frame(
      "investment", mode, title: wording.say(.investmentTitle),
      subtitle: wording.say(.investmentSubtitle) + drawsNote(.investmentDraws) + wording.note(actuals),
      source: wording.say(hasImputed ? .investmentSourceImputed : .investmentSource),
      description: described(wording.say(.investmentDescription, wording.money(sum)), as: .mean) + overCap()
        + actualWords([.invest]))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  /// Which years' spending is above its cap: at central values, or in at least half of the futures.
  func overCap() -> String {
    let over = run.scenario.portfolio.budget.enumerated().filter { index, _ in
      (number(NumberKey.exceeds(cap: index)) ?? 0) >= 0.5
    }.map(\.element)
    guard !over.isEmpty else { return "" }
    return wording.say(
      .investmentOverCap,
      over.map { "\($0.year)" + ($0.fundingSource.map { wording.say(.inBrackets, $0) } ?? "") }
        .joined(separator: wording.say(.listSeparator)))
  }
}
