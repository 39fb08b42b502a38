internal import Analysis
internal import Finance
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// Money by year, beside what may be spent.
extension MarkdownReport {
  /// More funding sources than these stand in tables/budget.csv alone.
  private static let widest = 4

  private var caps: [(offset: Int, element: PortfolioChoice.BudgetCap)] {
    Array(run.scenario.portfolio.budget.enumerated())
  }

  /// A row for every year with spending or a cap; then whether caps hold.
  func yearlyMoney() -> String {
    func spent(_ source: String?, _ index: Int) -> Double { p.number(NumberKey.spent(source, index)) ?? 0 }
    let sources = Set(run.investments.map(\.fundingSource)).sorted()
    let shown = sources.count > 1 && sources.count <= MarkdownReport.widest ? sources : []
    let countyCaps = caps.filter { $0.element.fundingSource == nil }
    let rows = run.horizon.years.enumerated().compactMap { index, year -> [String]? in
      let cap = countyCaps.last { $0.element.year == year }
      guard spent(nil, index) >= 0.5 || cap != nil else { return nil }
      return ["\(year)", NumberFormat.text(spent(nil, index))] + shown.map { NumberFormat.text(spent($0, index)) }
        + (countyCaps.isEmpty ? [] : capCells(cap, spent(nil, index)))
    }
    guard !rows.isEmpty else { return "" }
    let header =
      [w.say(.terminalYear), w.say(.columnAll)] + shown.map { MarkdownText.escape($0) }
      + (countyCaps.isEmpty ? [] : capHeader)
    let table = MarkdownText.table(header, rows, numeric: Set(1..<header.count))
    return w.say(.moneyYears, p.draws > 0 ? w.say(.moneyYearsDrawn) : "") + "\n\n" + table + sourceCaps() + verdict()
  }

  private var capHeader: [String] {
    [w.say(.columnCap), w.say(.columnOver)] + (p.draws > 0 ? [w.say(.columnProbabilityOver)] : [])
  }

  private func capCells(_ cap: (offset: Int, element: PortfolioChoice.BudgetCap)?, _ spent: Double) -> [String] {
    guard let cap else { return [String](repeating: "—", count: capHeader.count) }
    let limit = cap.element.amount.value
    return [NumberFormat.text(limit), NumberFormat.signed(spent - limit)]
      + (p.draws > 0
        ? [NumberFormat.percent(p.number(NumberKey.exceeds(cap: cap.offset)) ?? 0, decimals: 0)] : [])
  }

  /// Caps of single funding sources, in a table of their own.
  private func sourceCaps() -> String {
    let rows = caps.compactMap { cap -> [String]? in
      guard let source = cap.element.fundingSource, let index = run.index(cap.element.year.value) else { return nil }
      let spent = p.number(NumberKey.spent(source, index)) ?? 0
      return ["\(cap.element.year)", source, NumberFormat.text(spent)] + capCells(cap, spent)
    }
    guard !rows.isEmpty else { return "" }
    let header = [w.say(.terminalYear), w.say(.columnSource), w.say(.columnAll)] + capHeader
    return "\n" + MarkdownText.table(header, rows, numeric: Set(2..<header.count))
  }

  private func verdict() -> String {
    guard !caps.isEmpty else { return "" }
    let over = caps.compactMap { cap -> String? in
      guard let index = run.index(cap.element.year.value) else { return nil }
      let spent = p.number(NumberKey.spent(cap.element.fundingSource, index)) ?? 0
      guard spent > cap.element.amount.value else { return nil }
      return w.say(
        .capEntry, "\(cap.element.year)",
        cap.element.fundingSource.map { w.say(.inBrackets, MarkdownText.escape($0)) } ?? "",
        w.money(spent - cap.element.amount.value))
    }
    return "\n"
      + (over.isEmpty ? w.say(.capsKept) : w.say(.capsExceeded, over.joined(separator: w.say(.listSeparator))))
  }
}
