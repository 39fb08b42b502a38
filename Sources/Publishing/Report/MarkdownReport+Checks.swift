internal import Analysis
internal import Demography
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// The chapter that sets the model beside what was counted.
extension MarkdownReport {
  func checks() -> String { actuals() + counted() }

  private func counted() -> String {
    guard !run.checks.isEmpty else { return w.say(.checksNone) }
    var text = p.draws > 0 ? w.say(.centralSection) : ""
    for paragraph in p.observationParagraphs() { text += MarkdownText.escape(paragraph) + "\n\n" }
    text += conditioning()
    let hindcast = run.checks.filter { $0.kind == .zeroMigrationHindcast }
    let ages = hindcast.filter { $0.sex == "M" }.map(\.ageLabel)
    func cells(_ sex: String, _ age: String) -> [String] {
      guard let check = hindcast.first(where: { $0.sex == sex && $0.ageLabel == age }) else { return ["—", "—", "—"] }
      return [
        NumberFormat.text(check.modelled), NumberFormat.text(check.counted),
        w.gap(check),
      ]
    }
    text += censusQuality()
    guard !ages.isEmpty else { return text }
    // A mortality level that was set so that the oldest cohorts close is no test of them.
    let oldest = run.checks.filter { $0.kind == .oldestCohorts }
    let isClosed = !oldest.isEmpty && oldest.allSatisfy { $0.relativeGap.map { abs($0) < 0.02 } ?? false }
    let earlier =
      Set(run.county.census.map(\.year)).filter { $0 < run.county.censusYear }.max() ?? run.county.censusYear
    text += w.say(
      .hindcastLead, "\(start)", isClosed ? w.say(.hindcastClosed) : "", p.countName(earlier), p.baseCountName)
    text += MarkdownText.table(
      [
        w.say(.columnAge), w.say(.columnMenModelled), w.say(.columnMenCounted, p.baseCountName), w.say(.columnGap),
        w.say(.columnWomenModelled),
        w.say(.columnWomenCounted, p.baseCountName), w.say(.columnGap),
      ],
      ages.map { [$0] + cells("M", $0) + cells("F", $0) }, numeric: [1, 2, 3, 4, 5, 6])
    if run.model.calibration.earlier != nil {
      let gap = run.projection.residualMigration.largestGap
      text += w.say(.hindcastIdentity, NumberFormat.percent(gap))
    }
    return text
  }

  /// What the censuses say about their own quality.
  func censusQuality() -> String {
    let years = Set(run.county.census.map(\.year)).sorted()
    var parts: [String] = []
    var hasHeaping = true
    for year in years {
      let quality = CensusQuality(run.county.census, year: year)
      if case .failure = quality.both.whipple { hasHeaping = false }
      guard case .success(let accuracy) = quality.accuracy else { continue }
      parts.append(
        w.say(
          .qualityEntry, "\(year)", NumberFormat.text(accuracy.corrected, decimals: 1), w.name(accuracy.reading)))
    }
    return parts.isEmpty
      ? ""
      : w.say(
        .qualityParagraph, parts.joined(separator: w.say(.comma)), hasHeaping ? "" : w.say(.qualityWithoutAges),
        p.countNames(years))
  }
}
