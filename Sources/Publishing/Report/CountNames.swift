internal import Analysis
internal import Demography
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

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
