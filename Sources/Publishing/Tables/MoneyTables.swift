internal import Analysis
internal import Facilities
internal import Finance
internal import PlanningModel
internal import Simulation

extension Outcome {
  func projects() -> ResultTable {
    var table = self.table(
      "projects",
      [
        "scenario", "project", "name_zh", "status", "category", "geo_code", .meanOnly("beds"), "counts_as_care_bed",
        "owner", "operator", .mean("investment_wan"), "investment_imputed", .central("start"), .central("open"),
        .mean("cost_per_bed_wan"),
        "schedule_grade", "evidence", "stated_beds", "stated_wan", .meanOnly("planned_wan"), .meanOnly("overrun_wan"),
        "actual_start", "actual_open",
      ])
    for entry in run.schedule {
      let project = entry.project
      let investment = run.investments.first { $0.project == project.id }
      let amount = investment?.amount?.wanYuan.value
      let beds = entry.places?.value
      func evidence() -> Entry {
        graded {
          $0.grade(
            table: "projects",
            row: [
              "project": project.id.value, "beds": beds == nil ? "" : "beds", "start": "year", "open": "year",
              "investment_wan": amount == nil ? "" : "sum",
            ])
        }
      }
      table.row([
        id, .text(project.id.value), .text(project.nameZh), .text(project.status.rawValue),
        .text(project.category.rawValue), .text(project.sites.map(\.value).joined(separator: ";")),
        .text(project.countsAsCareBed ? "yes" : "no"), .text(project.owner.rawValue),
        .text(entry.operatedBy.rawValue), .text(amount == nil ? "" : investment?.isImputed ?? false ? "yes" : "no"),
        graded { $0.scheduleGrade(entry) }, evidence(), .number(project.beds?.value, 0),
        .number(project.investment?.value, 2), actualYear(project.id, .start), actualYear(project.id, .open),
      ])
      table.put(beds, 0)
      table.put(amount, 2)
      table.put(Double(entry.start.value), 2)
      table.put(Double(entry.open.value), 2)
      table.put(beds.flatMap { beds in beds > 0 ? amount.map { $0 / beds } : nil }, 2)
      table.put(investment?.planned?.wanYuan.value, 2)
      table.put(amount == nil ? nil : investment?.overrun.wanYuan.value, 2)
    }
    return table
  }

  func capex() -> ResultTable {
    var table = self.table(
      "capex", ["scenario", "year", "project", "funding_source", .mean("wan_yuan"), "imputed"], drops: .zero)
    // With uncertain delays the years of spending differ between futures: every year that any could have gets a row.
    let isFixed = run.scenario.portfolio.uncertain.isEmpty
    let all = run.county.projects.flatMap { [$0.startYear, $0.openYear] }
    let span = isFixed ? 0...0 : (all.min() ?? run.horizon.start).value - 20...(all.max() ?? run.horizon.end).value + 45
    let rows =
      isFixed
      ? run.cash.entries.map { ($0.year, $0.project, $0.fundingSource) }
      : span.flatMap { year in run.investments.map { (Year(year), $0.project, $0.fundingSource) } }
    var amounts: [Year: [ProjectID: Double]] = [:]
    for entry in run.cash.entries {
      amounts[entry.year, default: [:]][entry.project, default: 0] += entry.amount.wanYuan.value
    }
    let imputed = Set(run.investments.filter(\.isImputed).map(\.project))
    for (year, project, source) in rows {
      table.row([
        id, .integer(year.value), .text(project.value), .text(source),
        .text(imputed.contains(project) ? "yes" : "no"),
      ])
      table.put(amounts[year]?[project] ?? 0, 6)
    }
    return table
  }

  /// Spending of every year, of all sources (an empty name) and of each, beside its cap.
  func budget() -> ResultTable {
    var table = self.table(
      "budget",
      [
        "scenario", "year", "funding_source", .mean("spent_wan"), "cap_wan", .mean("over_wan"),
        .probability("prob_over"),
      ], drops: .zero)
    let caps = run.scenario.portfolio.budget
    let sources = Set(fundingSources + caps.compactMap(\.fundingSource)).sorted()
    for at in run.horizon.years {
      for source in [nil] + sources.map(Optional.some) {
        let spent = run.cash.total { $0.year == at && (source == nil || $0.fundingSource == source) }.wanYuan
        let cap = caps.last { $0.year == at && $0.fundingSource == source }?.amount
        table.row([id, .integer(at.value), .text(source ?? ""), .number(cap?.value, 6)])
        table.put(spent.value, 6)
        table.put(cap.map { (spent - $0).value }, 6)
        table.put(cap.map { spent > $0 ? 1 : 0 }, 4)
      }
    }
    return table
  }
}
