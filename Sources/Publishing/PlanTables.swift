internal import Analysis
internal import Facilities
internal import Finance
internal import Funeral
internal import PlanningModel
internal import Simulation

extension Publication {
  func targetGap() -> Table {
    var table = Table(
      "target_gap",
      [
        "scenario", "indicator", "year", "value", "target", "shortfall", "smallest_action_zh", "smallest_action_en",
      ])
    for row in indicators.rows where row.verdict == .missed || row.verdict == .met || row.verdict == .assumed {
      guard let value = row.targetValue(run.horizon), let target = row.indicator.target else { continue }
      let gap = row.indicator.comparator == .atMost ? value - target : target - value
      table.add([
        id, .integer(row.indicator.number), .integer(row.indicator.targetYear.value), .number(value, decimals: 2),
        .number(target, decimals: 2), .number(max(0, gap), decimals: 2),
        .text(Wording.chinese.smallestAction(row)), .text(Wording.english.smallestAction(row)),
      ])
    }
    return table
  }

  func indicatorTable() -> Table {
    var table = Table(
      "indicators",
      ["scenario", "year", "indicator", "name_zh", "unit", "base_2020", "comparator", "target_2025", "nature"]
        + QuantileColumns.names + ["prob_attain", "verdict", "reason", "evidence"])
    for row in indicators.rows {
      let i = row.indicator
      table.add(
        [
          id, .integer(i.targetYear.value), .integer(i.number), .text(i.nameZh), .text(i.unit), .number(i.base, 2),
          .text(i.comparator.rawValue), i.target.map { .number($0, decimals: 2) } ?? .text(i.targetText),
          .text(i.natureZh),
        ] + QuantileColumns.cells(row.targetValue(run.horizon), 2)
          + [.empty, .text(row.verdict.rawValue), .text(wording.reason(row)), .text(row.evidence.rawValue)])
    }
    return table
  }

  func projects() -> Table {
    var table = Table(
      "projects",
      [
        "scenario", "project", "name_zh", "status", "category", "geo_code", "beds", "counts_as_care_bed", "owner",
        "operator", "investment_wan", "investment_imputed", "start", "open", "cost_per_bed_wan", "schedule_grade",
        "evidence",
      ])
    for entry in run.schedule {
      let project = entry.project
      let investment = run.investments.first { $0.project == project.id }
      let amount = investment?.amount?.wanYuan.value
      let beds = entry.beds.value > 0 ? entry.beds.value : project.beds?.value
      let weakest = project.evidence.grade.weakened(by: project.scheduleGrade).weakened(
        by: investment?.isImputed ?? false ? .assumption : .plan)
      table.add([
        id, .text(project.id.value), .text(project.nameZh), .text(project.status.rawValue),
        .text(project.category.rawValue), .text(project.sites.map(\.value).joined(separator: ";")),
        .number(beds, 0), .text(project.countsAsCareBed ? "yes" : "no"), .text(project.owner.rawValue),
        .text(entry.operatedBy.rawValue), .number(amount, 2),
        .text(amount == nil ? "" : investment?.isImputed ?? false ? "yes" : "no"), .integer(entry.start.value),
        .integer(entry.open.value),
        beds.flatMap { beds in amount.map { .number($0 / beds, decimals: 2) } } ?? .empty,
        .text(project.scheduleGrade.rawValue), .text(weakest.rawValue),
      ])
    }
    return table
  }

  func capex() -> Table {
    var table = Table("capex", ["scenario", "year", "project", "funding_source", "wan_yuan"])
    for entry in run.cash.entries {
      table.add([
        id, .integer(entry.year.value), .text(entry.project.value), .text(entry.fundingSource),
        .number(entry.amount.wanYuan.value, decimals: 6),
      ])
    }
    return table
  }

  func funeral() -> Table {
    var table = Table(
      "funeral",
      [
        "scenario", "year", "geo_code", "geo_name", "zone", "in_cremation_zone", "deaths", "cremated", "body_burials",
        "niches", "plots", "ecological", "scattered", "outside",
      ])
    for index in tableYears where index > 0 {
      func add(_ code: String, _ name: String, _ zone: String, _ inZone: String, _ flow: RemainsFlow) {
        let values = [
          flow.deaths, flow.cremated, flow.bodyBurials, flow.niches, flow.plots, flow.ecological, flow.scattered,
          flow.outside,
        ]
        table.add(
          [id, year(index), .text(code), .text(name), .text(zone), .text(inZone)]
            + values.map { .number($0, decimals: 2) })
      }
      add(
        run.county.code.value, run.county.nameZh, "", "",
        run.remains[index].reduce(into: RemainsFlow()) { $0 += $1 })
      for (place, township) in run.county.townships.enumerated() {
        let inZone = run.zones.contains(township.code, in: run.horizon.years[index])
        add(
          township.code.value, township.nameZh, township.zone.value, inZone ? "yes" : "no", run.remains[index][place])
      }
    }
    return table
  }

  func cemetery() -> Table {
    var table = Table(
      "cemetery",
      ["scenario", "facility", "name_zh", "geo_code", "kind", "open", "capacity", "used", "places_required"]
        + QuantileColumns.names.map { "exhaust_year_\($0)" } + ["prob_exhaust_by_2035", "note_zh", "evidence"])
    for grave in run.graves {
      let f = grave.facility
      let year = grave.exhaustion.map { Double($0.value) }
      table.add(
        [
          id, .text(f.id), .text(f.nameZh), .text(f.township?.value ?? ""), .text(f.kind.rawValue),
          .integer(grave.open.value), .number(f.capacity, 0), .number(f.used, 0), .number(grave.required.last, 1),
        ] + QuantileColumns.cells(year, 0)
          + [
            .empty,
            .text(f.capacity == nil ? wording.capacityNotStated + "；" + f.noteZh : f.noteZh),
            .text(EvidenceGrade.assumption.rawValue),
          ])
    }
    return table
  }

  func summary() -> Table {
    var table = Table(
      "summary",
      ["scenario", "measure", "year", "unit"] + QuantileColumns.names + ["sentence_zh", "sentence_en", "evidence"])
    for measure in Measure.allCases {
      for index in run.horizon.years.indices {
        guard let value = measures.value(measure, index) else { continue }
        let at = run.horizon.years[index]
        let grade =
          index == 0 && [.residents, .pop60, .pop65, .pop80].contains(measure) ? .census : measures.grade(measure)
        table.add(
          [id, .text(measure.rawValue), .integer(at.value), .text(measure.unit)]
            + QuantileColumns.cells(value, 6)
            + [
              .text(Wording.chinese.sentence(measure, at, value)), .text(Wording.english.sentence(measure, at, value)),
              .text(grade.rawValue),
            ])
      }
    }
    return table
  }

  func checks() -> Table {
    var table = Table(
      "checks", ["scenario", "check", "name_zh", "sex", "age_group", "modelled", "counted", "gap", "source"])
    for check in run.checks {
      table.add([
        id, .text(check.kind.rawValue), .text(check.nameZh), .text(check.sex), .text(check.ageLabel),
        .number(check.modelled, decimals: 1), .number(check.counted, decimals: 1),
        .number(check.relativeGap, decimals: 6), .text(check.source),
      ])
    }
    return table
  }

  func weakInputs() -> Table {
    var table = Table(
      "weak_inputs",
      [
        "scenario", "path", "title_zh", "value", "low", "high", "unit", "grade", "reading", "demand_end_at_low",
        "demand_end_at_high", "swing", "note_zh",
      ])
    for row in ranking.rows {
      table.add([
        id, .text(row.path), .text(row.titleZh), .number(row.value, decimals: 6), .number(row.low, decimals: 6),
        .number(row.high, decimals: 6), .text(row.unit), .text(row.grade.rawValue), .text(row.reading.rawValue),
        .number(row.atLow, 1), .number(row.atHigh, 1), .number(row.swing, decimals: 4), .text(row.note),
      ])
    }
    return table
  }
}
