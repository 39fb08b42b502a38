internal import Analysis
internal import Demography
internal import PlainText
internal import PlanningModel
internal import Simulation

extension Wording {
  /// What counts of people are called, by how well they are known: a census only where the data says so.
  func counts(_ grade: EvidenceGrade) -> String {
    switch grade {
    case .census: text("普查", "census")
    case .official: text("官方统计", "official figures")
    case .plan: text("规划数", "the plan's figures")
    case .literature: text("文献数", "figures from literature")
    case .derived: text("推算数", "derived figures")
    case .assumption: text("假设数", "assumed figures")
    }
  }
}

extension Publication {
  /// What the counts by age of a year are called: by their weakest row.
  func countName(_ year: Year) -> String {
    wording.counts(run.county.census.filter { $0.year == year }.map(\.evidence.grade).max() ?? .assumption)
  }

  /// The name of the counts that the run starts from.
  var baseCountName: String { countName(run.county.censusYear) }

  /// The same of several years: one word when all are of one kind.
  func countNames(_ years: [Year]) -> String {
    let names = years.map(countName)
    let kinds = names.indices.filter { !names[..<$0].contains(names[$0]) }.map { names[$0] }
    guard kinds.count > 1 else { return kinds.first ?? wording.counts(.assumption) }
    return zip(years, names).map { wording.say(.countOfYear, $1, "\($0)") }.joined(
      separator: wording.say(.listSeparator))
  }

  /// Where external migration comes from; with the counts of one year alone nothing tells it.
  var migrationSource: String {
    guard let earlier = run.earlierCensus else { return wording.say(.migrationUntold) }
    let away = run.projection.absent.first.map { wording.say(.returnOfAbsent, NumberFormat.text($0.total)) }
    return wording.say(
      .migrationResidual, countNames([earlier, run.county.censusYear]),
      wording.say(run.model.calibration.reference == nil ? .changeOfLifeTable : .changeOfNation),
      away ?? wording.say(.returnOfResidents),
      NumberFormat.plain(run.parameters.constant(.populationMigrationHalfLife)))
  }
}
