internal import Analysis
internal import Language
internal import PlanningModel
internal import Simulation

extension Outcome {
  /// What happened beside what this future projects of it.
  var happened: [ProjectedActual] { ProjectedActual.all(run, measures: measures, indicators: indicators) }

  /// Facts alone: what is asked and not known yet has no row.
  func actuals() -> ResultTable {
    var table = self.table(
      "actuals",
      [
        "scenario", "kind", "subject", "name_zh", "aspect", "year", "time", "unit", "actual", .mean("projected"),
        .meanOnly("gap"), "source", "evidence",
      ])
    for entry in happened {
      let actual = entry.actual
      table.row([
        id, .text(actual.subject.kind.rawValue), .text(actual.subject.key),
        .text(Wording.chinese.name(actual.subject, in: run.county)), .text(actual.aspect.rawValue),
        .integer(actual.year.value), .number(actual.time, 4), .text(unit(actual)), .number(actual.value, 6),
        .text(actual.evidence.source), .text(actual.evidence.grade.rawValue),
      ])
      table.put(entry.projected, 6)
      table.put(entry.gap, 6)
    }
    return table
  }

  private func unit(_ actual: Actual) -> String {
    switch (actual.subject, actual.aspect) {
    case (.measure(let measure), _): measure.unit
    case (.indicator(let number), _): run.county.indicators.first { $0.number == number }?.unit ?? ""
    case (.project, .beds): BedUnit.symbol
    case (.project, .investment): WanYuanUnit.symbol
    case (.project, _): "年"
    }
  }

  /// Cells of an indicator's row: its fact, the year and the verdict that it gives in the target year.
  func actualCells(_ row: IndicatorRow) -> [Entry] {
    let actual = run.county.actual(of: row.indicator)
    return [
      .number(actual?.value, 6), actual.map { .integer($0.year.value) } ?? .empty,
      .text(row.verdict(of: actual)?.rawValue ?? ""),
    ]
  }

  /// The year in which a project really was begun or finished.
  func actualYear(_ project: ProjectID, _ aspect: Actual.Aspect) -> Entry {
    run.county.actual(.project(project), aspect).map { .integer($0.year.value) } ?? .empty
  }
}

extension Wording {
  /// What happened to: a measure, an indicator or a project by name.
  func name(_ subject: Actual.Subject, in county: County) -> String {
    switch subject {
    case .measure(let measure): name(measure)
    case .indicator(let number):
      county.indicators.first { $0.number == number }.map { name($0) } ?? "\(number)"
    case .project(let id): county.projects.first { $0.id == id }.map { name($0) } ?? id.value
    }
  }
}
