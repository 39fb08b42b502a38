internal import Analysis
internal import CareNeed
internal import Demography
internal import Ensembles
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// The chapter on the population.
extension MarkdownReport {
  func people() -> String {
    // The census is what was counted; futures stray from it.
    let census = run.model.calibration.base
    return w.say(
      .peopleParagraph, "\(start)", NumberFormat.text(census.total), NumberFormat.text(census.sum(from: 60)),
      NumberFormat.text(census.sum(from: 65)), "\(end)",
      NumberFormat.text(number(.pop60, end) ?? 0), NumberFormat.text(number(.pop80, end) ?? 0),
      NumberFormat.text(number(.severe, start) ?? 0), NumberFormat.text(number(.severe, end) ?? 0), band(.basicADL),
      band(.anyADL), p.baseCountName, course())
  }

  /// How the share of the severely disabled at the same age goes on.
  private func course() -> String {
    let trend = run.parameters.constant(.carePrevalenceTrend)
    return trend == 0
      ? w.say(.sameDisability) : w.say(.changingDisability, w.input(trend, unit: "share per year"))
  }

  static let demographic: [DemographicMeasure] = [
    .births, .deaths, .naturalChange, .netMigration, .totalFertility, .lifeExpectancyMale, .lifeExpectancyFemale,
    .childDependency, .oldAgeDependency60, .oldAgeDependency65, .medianAge, .sexRatio, .absent, .absent60,
  ]

  /// Births, deaths, migration, life expectancy and dependency over the years, and what controls on events did.
  func demography() -> String {
    var years = [start + 1, p.targetYear, end]
    years = years.indices.filter { !years[..<$0].contains(years[$0]) }.map { years[$0] }
    let measures = MarkdownReport.demographic.filter { $0.kind != .away || !run.projection.absent.isEmpty }
    let rows = measures.map { measure -> [String] in
      [w.name(measure), w.symbol(measure.unit)]
        + years.map { year in
          guard let index = run.index(year) else { return "—" }
          let summary = p.summary(NumberKey.demographic(measure, index))
          guard let middle = p.leading(NumberKey.demographic(measure, index)) else { return "—" }
          let text = w.bare(measure, middle)
          guard let low = summary.p10, let high = summary.p90, low < high else { return text }
          return text + w.say(low < 0 ? .intervalSigned : .interval, w.bare(measure, low), w.bare(measure, high))
        }
    }
    return mortalityLevel()
      + w.say(.demographyLead, p.migrationSource)
      + MarkdownText.table(
        [w.say(.columnIndicator), w.say(.columnUnit)] + years.map(yearHead), rows,
        numeric: Set(2..<(2 + years.count))) + constraints()
  }

  /// What the mortality levels are multiples of, by the name of the table's source.
  private func mortalityLevel() -> String {
    guard run.parameters.entry(.populationLifeExpectancyMale) == nil else { return "" }
    let keys = Set(run.county.mortality.map(\.evidence.source)).sorted()
    let titles = keys.map { key in run.county.sources.first { $0.key == key }?.title ?? key }
    func number(_ path: String) -> String { NumberFormat.plain(run.parameters.constant("population.\(path)")) }
    return w.say(
      .mortalityLevel, number("mortality_closure.male"), number("mortality_closure.female"),
      MarkdownText.escape(titles.joined(separator: w.say(.listSeparator))), number("mortality_local")) + closures()
  }

  /// What the old cohorts of two censuses say of these levels; nothing where they cannot be closed.
  private func closures() -> String {
    let county = run.county
    guard let schedule = try? MortalitySchedule(county.mortality) else { return "" }
    func entry(_ place: String, _ census: [CensusCount], _ years: [Year]) -> String? {
      guard years.count > 1,
        let closure = try? CensusClosure(
          census, from: years[years.count - 2], to: years[years.count - 1], mortality: schedule)
      else { return nil }
      return w.say(
        .mortalityClosureEntry, place, NumberFormat.text(closure.level[0], decimals: 3),
        NumberFormat.text(closure.level[1], decimals: 3), "\(closure.first)", "\(closure.second)")
    }
    let entries = [
      entry(w.say(.mortalityReference), county.referenceCensus, Set(county.referenceCensus.map(\.year)).sorted()),
      entry(
        w.say(.mortalityCounty), county.census,
        (run.earlierCensus.map { [$0] } ?? []) + [county.censusYear]),
    ].compactMap { $0 }
    return entries.isEmpty ? "" : w.say(.mortalityClosures, entries.joined(separator: w.say(.listSeparator)))
  }

  func constraints() -> String {
    let events = ConstraintReport.Event.allCases.compactMap { event -> String? in
      let rows = run.projection.constraints.filter { $0.event == event }
      let factors = rows.map(\.factor)
      guard let first = rows.first, let last = rows.last, let low = factors.min(), let high = factors.max() else {
        return nil
      }
      let missed = rows.count { $0.isCapped }
      return w.say(
        .constraintEntry, w.name(event), "\(first.year)", "\(last.year)", NumberFormat.percent(low, decimals: 0),
        NumberFormat.percent(high, decimals: 0), missed > 0 ? w.say(.constraintMissed, "\(missed)") : "")
    }
    return events.isEmpty
      ? ""
      : w.say(.constraintsLead, p.draws > 0 ? w.say(.centralLead) : "", events.joined(separator: w.say(.semicolon)))
  }

  /// Cases in the last year under a wider definition, with the ends of the prevalence interval.
  func band(_ definition: DisabilityDefinition) -> String {
    guard let band = run.disability.first(where: { $0.definition == definition }) else { return "—" }
    guard band.isKnown else { return "—" }
    func county(_ cases: [[Double]]) -> String { NumberFormat.text(cases.last?.reduce(0, +) ?? 0) }
    return county(band.central)
      + w.say(
        p.draws > 0 ? .prevalenceEndsCentral : .prevalenceEnds, county(band.low), county(band.high))
  }
}
