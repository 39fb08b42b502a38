internal import Analysis
internal import Facilities
internal import Finance
internal import Funeral
internal import Language
internal import PlanningModel
internal import Simulation

extension Outcome {
  func targetGap() -> ResultTable {
    var table = self.table(
      "target_gap",
      [
        "scenario", "indicator", "year", .mean("value"), "target", .mean("shortfall"), "smallest_action_zh",
        "smallest_action_en",
      ])
    for row in indicators.rows where row.verdict != .undefined && row.verdict != .outOfReach {
      guard let value = row.targetValue(run.horizon), let target = row.indicator.target else { continue }
      let gap = row.indicator.comparator == .atMost ? value - target : target - value
      table.row([
        id, .integer(row.indicator.number), .integer(row.indicator.targetYear.value), .number(target, 2),
        .text(Wording.chinese.smallestAction(row)), .text(Wording.english.smallestAction(row)),
      ])
      table.put(value, 2)
      table.put(max(0, gap), 2)
    }
    return table
  }

  func indicatorTable() -> ResultTable {
    var table = self.table(
      "indicators",
      ["scenario", "year", "indicator", "name_zh", "unit", "base_2020", "comparator", "target_2025", "nature"]
        + [.quantiles(""), .probability("prob_attain"), "verdict", "reason", "evidence"]
        + ["actual", "actual_year", "actual_verdict"])
    for row in indicators.rows {
      let i = row.indicator
      table.row(
        [
          id, .integer(i.targetYear.value), .integer(i.number), .text(i.nameZh), .text(i.unit), .number(i.base, 2),
          .text(i.comparator.rawValue), i.target.map { Entry.number($0, 2) } ?? .text(i.targetText),
          .text(i.natureZh), .text(row.verdict.rawValue),
          .text(wording.reason(row, run.horizon, draws: run.scenario.ensemble.draws)),
          graded {
            $0.grade(
              table: "indicators",
              row: [
                "year": "\(i.targetYear)", "indicator": "\(i.number)", "base_2020": i.base == nil ? "" : "base",
                "mean": "value",
              ])
          },
        ] + actualCells(row))
      table.put(row.targetValue(run.horizon), 2)
      table.put(row.targetValue(run.horizon).flatMap { i.isAttained(by: $0) }.map { $0 ? 1 : 0 }, 4)
    }
    return table
  }

  func funeral() -> ResultTable {
    var table = self.table(
      "funeral",
      [
        "scenario", "year", "geo_code", "geo_name", "zone", "in_cremation_zone",
      ]
        + ["deaths", "cremated", "body_burials", "niches", "plots", "ecological", "scattered", "outside"].map {
          ResultTable.Column.mean($0)
        })
    for index in tableYears where index > 0 {
      func add(_ flow: RemainsFlow) {
        table.put(flow.deaths, 2)
        table.put(flow.cremated, 2)
        table.put(flow.bodyBurials, 2)
        table.put(flow.niches, 2)
        table.put(flow.plots, 2)
        table.put(flow.ecological, 2)
        table.put(flow.scattered, 2)
        table.put(flow.outside, 2)
      }
      table.row([
        id, year(index), .text(run.county.code.value), .text(run.county.nameZh), .text(""), .text(""),
      ])
      add(run.remains[index].reduce(into: RemainsFlow()) { $0 += $1 })
      for place in run.county.townships.indices {
        table.row([
          id, year(index), .text(run.county.townships[place].code.value), .text(run.county.townships[place].nameZh),
          .text(run.county.townships[place].zone.value),
          .text(run.zones.contains(run.county.townships[place].code, in: run.horizon.years[index]) ? "yes" : "no"),
        ])
        add(run.remains[index][place])
      }
    }
    return table
  }

  func cemetery() -> ResultTable {
    var table = self.table(
      "cemetery",
      ["scenario", "facility", "name_zh", "geo_code", "kind", "open", "capacity", "used", .mean("places_required")]
        + [.quantiles("exhaust_year_"), .probability("prob_exhaust_by_2035"), "note_zh", "evidence"])
    for grave in run.graves {
      let f = grave.facility
      let year = grave.exhaustion.map { Double($0.value) }
      table.row(
        [
          id, .text(f.id), .text(f.nameZh), .text(f.township?.value ?? ""), .text(f.kind.rawValue),
          .integer(grave.open.value), .number(f.capacity, 0), .number(f.used, 0),
          .text((wording.unknown(grave) + [f.noteZh]).filter { !$0.isEmpty }.joined(separator: "；")),
          graded {
            $0.grade(
              table: "cemetery",
              row: [
                "facility": f.id, "geo_code": f.township?.value ?? "", "open": "year", "places_required": "places",
                "capacity": f.capacity == nil ? "" : "places", "used": f.used == nil ? "" : "places",
              ])
          },
        ])
      table.put(grave.required.last, 1)
      table.put(year, 0)
      table.put(!grave.isKnown ? nil : (grave.exhaustion.map { $0.value <= 2035 } ?? false) ? 1 : 0, 4)
    }
    return table
  }

  func summary() -> ResultTable {
    var table = self.table(
      "summary",
      ["scenario", "measure", "year", "unit", .quantiles(""), "sentence_zh", "sentence_en", "evidence", "actual"],
      drops: .missing)
    let happened = keepsValuesOnly ? [] : run.county.happened
    for measure in Measure.allCases {
      let own = happened.filter { $0.subject == .measure(measure) }
      for index in run.horizon.years.indices {
        let at = run.horizon.start + index
        table.row([
          id, .text(measure.rawValue), .integer(at.value), .text(measure.unit),
          .words { Wording.chinese.sentence(measure, at, $0) },
          .words { Wording.english.sentence(measure, at, $0) },
          graded { $0.grade(measure, index) }, .number(own.first { $0.year == at }?.value, 6),
        ])
        table.put(measures.value(measure, index), 6)
      }
    }
    return table
  }

  /// The scenario's own targets.
  func targets() -> ResultTable {
    var table = self.table(
      "targets",
      [
        "scenario", "measure", "year", "unit", "bound", "target", .quantiles(""), .probability("prob_attain"),
        "verdict",
      ])
    for target in run.scenario.targets {
      let value = run.horizon.index(of: target.year).flatMap { measures.value(target.measure, $0) }
      let isMet = value.map { target.isMet(by: $0) }
      func verdict() -> Verdict { isMet.map { $0 ? metVerdict(of: target) : .missed } ?? .undefined }
      table.row([
        id, .text(target.measure.rawValue), .integer(target.year.value), .text(target.measure.unit),
        .text(target.bound.rawValue), .number(target.value, 6), .text(verdict().rawValue),
      ])
      table.put(value, 6)
      table.put(isMet.map { $0 ? 1 : 0 }, 4)
    }
    return table
  }

  /// What an attained target of the scenario's own is called: assumed where nothing but assumptions attains it.
  private func metVerdict(of target: ScenarioTarget) -> Verdict {
    guard let evidence, let year = run.horizon.index(of: target.year) else { return .met }
    return evidence.restsOnAssumptionsAlone(target.measure, year) ? .assumed : .met
  }
}

extension Publication {
  func checks() -> Table {
    var table = Table(
      "checks", ["scenario", "check", "name_zh", "sex", "age_group", "modelled", "counted", "gap", "source"])
    for check in run.checks {
      table.add([
        .text(run.scenario.id), .text(check.kind.rawValue), .text(check.nameZh), .text(check.sex),
        .text(check.ageLabel),
        .number(check.modelled, decimals: 1), .number(check.counted, decimals: 1),
        .number(check.relativeGap, 6), .text(check.source),
      ])
    }
    return table
  }

  func weakInputs() -> Table {
    var table = Table(
      "weak_inputs",
      [
        "scenario", "path", "title_zh", "value", "low", "high", "unit", "grade", "reading", "demand_end_at_low",
        "demand_end_at_high", "swing", "note_zh", "measure", "measure_year", "measure_unit", "central", "at_low",
        "at_high", "measure_swing",
      ])
    for row in ranking.rows {
      let head: [Cell] = [
        .text(run.scenario.id), .text(row.path), .text(row.titleZh), .number(row.value, decimals: 6),
        .number(row.low, decimals: 6),
        .number(row.high, decimals: 6), .text(row.unit), .text(row.grade.rawValue), .text(row.reading.rawValue),
        .number(row.demand?.atLow, 1), .number(row.demand?.atHigh, 1),
        .number(row.demand?.swing ?? 0, decimals: 4), .text(row.note),
      ]
      for effect in row.effects {
        table.add(
          head + [
            .text(effect.measure.rawValue), .integer(effect.year.value), .text(effect.measure.unit),
            .number(effect.central, decimals: 4), .number(effect.atLow, 4), .number(effect.atHigh, 4),
            .number(effect.swing, decimals: 4),
          ])
      }
      if row.effects.isEmpty { table.add(head + [.text(""), .empty, .text(""), .empty, .empty, .empty, .empty]) }
    }
    return table
  }
}
