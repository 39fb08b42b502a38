internal import Analysis
internal import Ensembles
internal import Facilities
internal import Finance
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// The chapter on projects and money.
extension MarkdownReport {
  func money() -> String {
    let parts = InvestmentParts(run)
    var paragraphs: [String] = []
    if parts.total == .zero {
      let unknown = parts.unknown.count
      paragraphs.append(
        (unknown > 0 ? w.say(.moneyAllUnknown, "\(unknown)") : w.say(.moneyNone))
          + (parts.notBuilt > .zero ? w.say(.moneyNotBuilt, w.money(parts.notBuilt.wanYuan.value)) : ""))
    } else {
      paragraphs.append(total(parts))
      if !parts.isAsStated { paragraphs.append(partsTable(parts)) }
      paragraphs.append(funding(parts) + w.say(.moneyScope))
    }
    let missing = uncosted(parts)
    if !missing.isEmpty { paragraphs.append(w.say(.moneyUncosted) + missing) }
    let drawn = drawnMoney(parts)
    if !drawn.isEmpty { paragraphs.append(drawn) }
    let years = yearlyMoney()
    if !years.isEmpty { paragraphs.append(years.trimmingLastNewline) }
    return paragraphs.joined(separator: "\n\n") + "\n\n"
  }

  private func total(_ parts: InvestmentParts) -> String {
    let within = run.cash.total { $0.year <= run.horizon.end }
    let late =
      within == parts.total ? "" : w.say(.moneyWithin, "\(end)", w.money(within.wanYuan.value))
    return w.say(.moneyTotal, w.money(parts.total.wanYuan.value))
      + (parts.isAsStated
        ? w.say(.moneyAsStated) + late
        : w.say(.moneyInParts) + (late.isEmpty ? "" : "\n\n" + late))
  }

  /// What the plan states, what the scenario changes and what is imputed, to a sum that closes.
  private func partsTable(_ parts: InvestmentParts) -> String {
    let overrun = NumberFormat.plain(run.parameters.constant(.financeCostOverrun))
    let rows: [(String, Fen, Bool)] = [
      (w.say(.partStated), parts.stated, false), (w.say(.partNotBuilt), Fen.zero - parts.notBuilt, true),
      (w.say(.partRescaled), parts.rescaled, true), (w.say(.partImputed), parts.imputed, true),
      (w.say(.partOverrun, overrun), parts.overrun, true), (w.say(.partTotal), parts.total, false),
    ]
    return MarkdownText.table(
      [w.say(.columnPart), w.say(.columnWanYuan)],
      rows.filter { !$0.2 || $0.1 != .zero }.map { name, amount, isChange in
        let value = amount.wanYuan.value
        return [name, isChange ? NumberFormat.signed(value) : NumberFormat.text(value)]
      }, numeric: [1]
    ).trimmingLastNewline
  }

  /// Spending by funding source as the data names it, and who is to pay.
  private func funding(_ parts: InvestmentParts) -> String {
    let sources = Set(run.investments.map(\.fundingSource)).sorted().map { source in
      w.say(
        .fundingEntry, MarkdownText.escape(source),
        w.money(run.cash.total { $0.fundingSource == source }.wanYuan.value))
    }
    let rest = parts.total - parts.social
    let social =
      parts.social > .zero
      ? w.say(.moneySocial, w.money(parts.socialStated.wanYuan.value))
        + (parts.social == parts.socialStated
          ? "" : w.say(.moneySocialChanged, w.money(parts.social.wanYuan.value))) : ""
    guard rest > .zero else { return social.isEmpty ? "" : social + w.say(.fullStop) }
    return w.say(.moneyFunding, sources.joined(separator: w.say(.listSeparator))) + social
      + w.say(.moneyPublic, w.money(rest.wanYuan.value))
  }

  /// What the scenario does without a cost, and projects without an investment.
  private func uncosted(_ parts: InvestmentParts) -> String {
    UncostedChange.all(run).map { MarkdownText.escape(w.sentence($0)) }.joined()
      + (parts.unknown.isEmpty
        ? ""
        : w.say(
          .moneyUnknown,
          MarkdownText.escape(parts.unknown.map(\.value).joined(separator: w.say(.listSeparator)))))
  }

  /// What the futures say of the money, and why their mean is not the central case.
  private func drawnMoney(_ parts: InvestmentParts) -> String {
    let total = p.summary(NumberKey.investment(to: run.horizon.count - 1))
    guard p.draws > 0, let mean = total.mean, let low = total.p10, let high = total.p90, high > 0 else { return "" }
    let central = run.cash.total { $0.year <= run.horizon.end }.wanYuan.value
    let overrun = run.parameters[.financeCostOverrun]
    var reason = ""
    if let least = overrun.low, let most = overrun.high, least < most {
      let value = run.parameters.constant(.financeCostOverrun)
      let ends = [least, most, value].map { NumberFormat.plain($0) }
      let gap = w.money(abs(mean - central))
      if value <= least, mean > central {
        reason = w.say(.moneyMeanAbove, gap, ends[0], ends[1], ends[2])
      } else if value >= most, mean < central {
        reason = w.say(.moneyMeanBelow, gap, ends[0], ends[1], ends[2])
      }
    }
    return w.say(
      .moneyDrawn, "\(end)", w.money(mean), NumberFormat.text(low), NumberFormat.text(high)) + reason + w.say(.fullStop)
  }

  func projectTable() -> String {
    let rows = run.schedule.map { entry -> [String] in
      let investment = run.investments.first { $0.project == entry.project.id }
      let amount = investment?.amount?.wanYuan.value
      let beds = entry.careBeds?.value
      return [
        entry.project.id.value, w.name(entry.project), entry.project.sitePlanZh,
        beds.map { NumberFormat.text($0) } ?? "—",
        entry.project.investment.map { NumberFormat.text($0.value) } ?? "…",
        amount.map { NumberFormat.text($0) + (investment?.isImputed ?? false ? w.say(.imputedWord) : "") }
          ?? "…",
        beds.flatMap { beds in beds > 0 ? amount.map { NumberFormat.text($0 / beds, decimals: 1) } : nil } ?? "—",
        built(entry), w.name(p.evidence.scheduleGrade(entry)),
      ]
    }
    guard !rows.isEmpty else { return "" }
    return MarkdownText.table(
      [
        w.say(.columnID), w.say(.columnProject), w.say(.columnSite),
        central(w.say(.columnCareBeds)), w.say(.columnStatedInvestment), central(w.say(.columnInvestmentHere)),
        central(w.say(.columnCostPerBed)),
        w.say(p.hasDrawnOpenings ? .columnScheduleDrawn : .columnSchedule), w.say(.columnScheduleGrade),
      ], rows,
      numeric: [3, 4, 5, 6]) + w.say(.signsExplained) + (p.draws > 0 ? w.say(.projectsCentral) : "")
  }

  /// Years of building, with the interval of opening where it is uncertain.
  private func built(_ entry: ScheduledProject) -> String {
    let years = p.years(of: entry)
    return w.say(.rangeOf, "\(years.start)", "\(years.open)")
      + (p.hasDrawnOpenings ? w.say(.interval, "\(years.earliest)", "\(years.latest)") : "")
  }
}

extension String {
  fileprivate var trimmingLastNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
