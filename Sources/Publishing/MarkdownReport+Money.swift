internal import Analysis
internal import Facilities
internal import Finance
internal import PlainText
internal import PlanningModel
internal import Simulation

/// The chapter on projects and money.
extension MarkdownReport {
  func money() -> String {
    let total = run.cash.total().wanYuan.value
    let within = run.cash.total { $0.year <= run.horizon.end }.wanYuan.value
    let stated = run.investments.filter { !$0.isImputed }.compactMap(\.amount).reduce(Fen.zero, +).wanYuan.value
    let social = Set(run.schedule.filter { $0.project.owner == .social }.map(\.project.id))
    let company = run.cash.total { social.contains($0.project) }.wanYuan.value
    let unknown = run.investments.count { $0.amount == nil }
    guard total > 0 else { return w.say(.moneyNone) }
    return
      w.say(
        .moneyParagraph, NumberFormat.text(total), NumberFormat.text(stated),
        NumberFormat.text(total - stated), "\(end)", NumberFormat.text(within),
        NumberFormat.text(company), NumberFormat.text(total - company), funding())
      + (unknown > 0 ? w.say(.moneyUnknown, "\(unknown)") : "") + drawnMoney() + "\n\n"
  }

  /// Spending by funding source as the data names it.
  func funding() -> String {
    Set(run.investments.map(\.fundingSource)).sorted().map { source in
      w.say(.fundingEntry, source, NumberFormat.text(run.cash.total { $0.fundingSource == source }.wanYuan.value))
    }.joined(separator: "、")
  }

  /// What the futures say of the money; the paragraph before it speaks of the central case.
  func drawnMoney() -> String {
    let total = p.summary(NumberKey.investment(to: run.horizon.count - 1))
    guard p.draws > 0, let mean = total.mean, let low = total.p10, let high = total.p90 else { return "" }
    return w.say(
      .moneyDrawn, "\(end)", NumberFormat.text(mean), NumberFormat.text(low), NumberFormat.text(high))
  }

  func projectTable() -> String {
    let rows = run.schedule.map { entry -> [String] in
      let investment = run.investments.first { $0.project == entry.project.id }
      let amount = investment?.amount?.wanYuan.value
      let beds = entry.beds.value > 0 ? entry.beds.value : nil
      return [
        entry.project.id.value, entry.project.nameZh, entry.project.sitePlanZh,
        beds.map { NumberFormat.text($0) } ?? "—",
        amount.map { NumberFormat.text($0) + (investment?.isImputed ?? false ? w.say(.imputedWord) : "") }
          ?? "…",
        beds.flatMap { beds in amount.map { NumberFormat.text($0 / beds, decimals: 1) } } ?? "—",
        built(entry), w.name(entry.project.scheduleGrade),
      ]
    }
    guard !rows.isEmpty else { return "" }
    return MarkdownText.table(
      [
        w.say(.columnID), w.say(.columnProject), w.say(.columnSite),
        w.say(.columnCareBeds), w.say(.columnInvestment), w.say(.columnCostPerBed),
        w.say(p.hasDrawnOpenings ? .columnScheduleDrawn : .columnSchedule), w.say(.columnScheduleGrade),
      ], rows,
      numeric: [3, 4, 5]) + w.say(.signsExplained) + (p.draws > 0 ? w.say(.projectsCentral) : "")
  }

  /// Years of building, with the interval of opening where it is uncertain.
  func built(_ entry: ScheduledProject) -> String {
    let years = p.years(of: entry)
    return "\(years.start)—\(years.open)"
      + (p.hasDrawnOpenings ? w.say(.interval, "\(years.earliest)", "\(years.latest)") : "")
  }
}
