internal import Analysis
internal import CareNeed
internal import Charts
internal import Demography
internal import Facilities
internal import Finance
internal import Funeral
internal import PlainText
internal import PlanningModel
internal import Simulation

/// The report of a run, in Chinese: first page with the findings, then the evidence chart by chart.
struct MarkdownReport {
  let p: Publication
  let charts: [PublishedChart]

  private var run: CountyRun { p.run }
  private var w: Wording { p.wording }
  private var start: Int { run.horizon.start.value }
  private var end: Int { run.horizon.end.value }

  func text() -> String {
    var parts = [firstPage()]
    parts.append(
      w.say(.headingPeople) + people() + demography() + figure("pyramid") + figure("elderly")
        + Publication.fans.map { figure(Publication.fanID($0)) }.joined())
    parts.append(w.say(.headingBeds) + zones() + figure("beds-demand") + figure("map-unmet") + figure("heat-occupancy"))
    parts.append(w.say(.headingIndicators) + indicatorTable() + figure("bed-shares") + figure("scorecard"))
    parts.append(w.say(.headingFuneral) + funeral() + figure("cremation") + figure("places-required"))
    parts.append(w.say(.headingMoney) + money() + projectTable() + figure("gantt") + figure("investment"))
    parts.append(w.say(.headingChecks) + checks())
    parts.append(w.say(.headingAudit) + audit())
    parts.append(w.say(.headingNotes) + notes())
    return parts.joined(separator: "\n")
  }

  private func figure(_ id: String) -> String {
    guard let index = charts.firstIndex(where: { $0.frame.id == id }) else { return "" }
    let frame = charts[index].frame
    return "\n![\(MarkdownText.escape(frame.description))](charts/\(id).svg)\n\n"
      + w.say(
        .figureCaption, "\(index + 1)", MarkdownText.escape(frame.title), MarkdownText.escape(frame.source))
  }

  private func number(_ measure: Measure, _ year: Int) -> Double? {
    run.index(year).flatMap { p.value(measure, $0) }
  }

  /// A measure in a year, with its 80% interval where futures were drawn.
  private func spread(_ measure: Measure, _ year: Int) -> String {
    guard let index = run.index(year), let mean = p.value(measure, index) else { return "—" }
    let summary = p.summary(measure, index)
    guard let low = summary.p10, let high = summary.p90, low < high else { return NumberFormat.text(mean) }
    return NumberFormat.text(mean) + w.say(.interval, NumberFormat.text(low), NumberFormat.text(high))
  }

  private func plain(_ value: Double?) -> String { value.map { NumberFormat.text($0) } ?? "—" }

  // MARK: First page

  private func firstPage() -> String {
    var lines = [
      w.say(.reportTitle, "\(run.county.nameZh)", MarkdownText.escape(run.scenario.titleZh)), "",
      MarkdownText.escape(run.scenario.descriptionZh), "", w.say(.headingFindings), "",
    ]
    let targetYear = p.targetYear
    if p.draws > 0 {
      lines.append(
        w.say(
          .drawsLead, "\(p.draws)", "\(run.scenario.ensemble.seed)",
          w.say(p.hasDrawnOpenings ? .drawsWithYears : .drawsWithoutYears)))
      if p.moved > 0 { lines.append(w.say(.drawsMoved, "\(p.moved)")) }
      lines.append("")
    }
    lines.append(w.say(.findingReadings))
    lines.append("")
    lines.append(
      MarkdownText.table(
        [
          w.say(.columnReading), w.say(.columnQuestion), w.say(.columnYear, "\(start)"),
          w.say(.columnYear, "\(targetYear)"), w.say(.columnYear, "\(end)"),
        ],
        [
          readingRow(.norm, .demandNorm, w.say(.questionNorm), targetYear),
          readingRow(.need, .demandNeed, w.say(.questionNeed), targetYear),
          readingRow(.observed, .demandObserved, w.say(.questionObserved), targetYear),
          [
            w.say(.licensedBeds), w.say(.endOfDecember), spread(.beds, start), spread(.beds, targetYear),
            spread(.beds, end),
          ],
        ], numeric: [2, 3, 4]))
    lines.append(readings(targetYear))
    lines.append("")
    lines.append(w.say(.findingOccupancy) + occupancy())
    lines.append("")
    lines.append(w.say(.findingTargets) + targets())
    lines.append("")
    let own = p.targetSentences()
    if !own.isEmpty {
      lines.append(w.say(.ownTargets) + own.joined(separator: "；") + w.say(.fullStop))
      lines.append("")
    }
    lines.append(
      w.say(.findingWeakInputs, "\(min(5, p.ranking.rows.count))") + (p.draws > 0 ? w.say(.centralLead) : ""))
    lines.append("")
    for (index, row) in p.ranking.rows.prefix(5).enumerated() {
      lines.append("\(index + 1). " + weakInput(row))
    }
    lines.append("")
    lines.append(
      weakTables()
    )
    lines.append("")
    return lines.joined(separator: "\n")
  }

  /// Whole tables of the county's data that are no better than assumptions.
  private func weakTables() -> String {
    var tables: [String] = []
    if let note = p.townshipNote { tables.append(w.say(.weakTownships, note)) }
    if run.county.facilities.contains(where: { $0.evidence.grade == .assumption }) {
      tables.append(w.say(.weakBeds, plain(number(.beds, start))))
    }
    if run.county.projects.contains(where: { $0.scheduleGrade == .assumption }) { tables.append(w.say(.weakYears)) }
    return tables.isEmpty ? "" : w.say(.weakTables, tables.joined(separator: "、"))
  }

  private func readingRow(_ reading: DemandReading, _ measure: Measure, _ question: String, _ middle: Int) -> [String] {
    [
      w.name(reading), question, spread(measure, start), spread(measure, middle), spread(measure, end),
    ]
  }

  private func readings(_ middle: Int) -> String {
    let beds = number(.beds, end) ?? 0
    func compare(_ measure: Measure) -> String {
      let gap = beds - (number(measure, end) ?? 0)
      let less = w.say(measure == .demandNorm ? .fewerThanNorm : .fewerThanDemand)
      return (gap >= 0 ? w.say(.moreThanDemand) : less) + NumberFormat.text(abs(gap)) + w.say(.bedCount)
    }
    let unmet = number(.unmet, end) ?? 0
    let isEnough = beds >= (number(.demandObserved, end) ?? 0)
    return
      w.say(
        .readingsCompared, "\(end)", plain(beds), "\(compare(.demandNorm))", "\(compare(.demandNeed))",
        "\(compare(.demandObserved))")
      + (unmet < 0.5
        ? w.say(.noMismatch, "\(end)")
        : w.say(isEnough ? .mismatch : .shortage, "\(end)", spread(.unmet, end), p.unmetZones()))
      + w.say(.normIsNoGap)
  }

  /// The paragraph speaks of the central case, because it moves one number at a time.
  private func occupancy() -> String {
    let base = run.observed.inCare
    let survey =
      run.countyPopulation(0).sum(from: 65) * run.parameters.constant("care.admission_rate_3y") / 3
      * run.parameters.constant("care.length_of_stay")
    let share = run.parameters.constant("care.occupancy")
    var text =
      (p.draws > 0 ? w.say(.centralLead) : "")
      + w.say(
        .occupancyAssumed, "\(start)", NumberFormat.text(base), NumberFormat.percent(share, decimals: 0),
        sourceTitle("care.occupancy"), NumberFormat.text(survey))
    if let row = p.ranking.rows.first(where: { $0.path == "care.occupancy" }), let low = row.atLow,
      let high = row.atHigh
    {
      text +=
        w.say(
          .occupancyRange, NumberFormat.percent(row.low, decimals: 0),
          NumberFormat.percent(row.high, decimals: 0), "\(end)", NumberFormat.text(low),
          NumberFormat.text(high), "\(start)", plain(number(.beds, start)))
    }
    if let towns = townOccupancy() {
      text +=
        w.say(
          .occupancyCity, NumberFormat.percent(run.parameters.constant("care.occupancy_city"), decimals: 0),
          sourceTitle("care.occupancy_city"), NumberFormat.percent(towns, decimals: 0))
    }
    return text
  }

  private func sourceTitle(_ path: String) -> String {
    let entry = run.parameters[path]
    return MarkdownText.escape(entry.note.isEmpty ? entry.source : entry.note)
  }

  /// Occupancy outside the city; `nil` where all beds are on one side.
  private func townOccupancy() -> Double? {
    let city = Set(run.county.zones.filter(\.isCity).map(\.id))
    let places = Set(run.county.townships.filter { city.contains($0.zone) }.map(\.code))
    let beds = run.county.facilities.reduce(0) { $0 + (places.contains($1.township) ? 0 : $1.beds.value) }
    let all = run.county.facilities.reduce(0) { $0 + $1.beds.value }
    return beds > 0 && beds < all ? run.observed.townInCare / beds : nil
  }

  private func targets() -> String {
    func list(_ verdict: Verdict) -> String {
      let rows = p.indicators.rows.filter { $0.verdict == verdict }
      return rows.map { row in
        let value =
          p.number(NumberKey.indicator(row.indicator.number)).map {
            NumberFormat.text($0, decimals: 1) + row.indicator.unit
          } ?? "—"
        return
          w.say(
            .targetEntry, "\(row.indicator.number)", "\(row.indicator.nameZh)", "\(value)",
            "\(row.indicator.targetText)", "\(row.indicator.unit)", "\(row.indicator.natureZh)")
      }.joined(separator: "；")
    }
    var parts: [String] = []
    for verdict in [Verdict.missed, .assumed, .met, .undefined] {
      let text = list(verdict)
      if !text.isEmpty { parts.append("\(w.name(verdict))：\(text)。") }
    }
    let out = p.indicators.rows.count { $0.verdict == .outOfReach }
    if out > 0 { parts.append(w.say(.targetsOutOfReach, "\(out)")) }
    if let nursing = p.indicators.rows.first(where: { $0.indicator.measure == .nursingShare }) {
      parts.append(
        w.say(
          .targetReason, "\(nursing.indicator.number)", nursing.indicator.nameZh,
          w.reason(nursing, run.horizon, draws: p.draws)))
    }
    return (p.draws > 0 ? w.say(.verdictsCentral) : "") + parts.joined()
  }

  private func weakInput(_ row: InputRanking.Row) -> String {
    let unit = w.unit(row.unit)
    // Demand may fall as the input rises: the range is printed upwards.
    let ends = [row.atLow, row.atHigh].sorted { ($0 ?? .infinity) < ($1 ?? .infinity) }.map { end in
      end.map { NumberFormat.text($0) } ?? w.say(.noSolution)
    }
    return
      w.say(
        .weakInput, "\(row.titleZh)", NumberFormat.machine(row.value, decimals: 4) ?? "", "\(unit)",
        NumberFormat.machine(row.low, decimals: 4) ?? "", NumberFormat.machine(row.high, decimals: 4) ?? "",
        w.name(row.grade), "\(end)", w.name(row.reading), ends[0], ends[1],
        MarkdownText.escape(row.note))
  }

  // MARK: Chapters

  private func people() -> String {
    // The census is what was counted; futures stray from it.
    let census = run.model.calibration.base
    return w.say(
      .peopleParagraph, "\(start)", NumberFormat.text(census.total), NumberFormat.text(census.sum(from: 60)),
      NumberFormat.text(census.sum(from: 65)), "\(end)",
      NumberFormat.text(number(.pop60, end) ?? 0), NumberFormat.text(number(.pop80, end) ?? 0),
      NumberFormat.text(number(.severe, start) ?? 0), NumberFormat.text(number(.severe, end) ?? 0), band(.basicADL),
      band(.anyADL))
  }

  private static let demographic: [DemographicMeasure] = [
    .births, .deaths, .naturalChange, .netMigration, .totalFertility, .lifeExpectancyMale, .lifeExpectancyFemale,
    .childDependency, .oldAgeDependency60, .oldAgeDependency65, .medianAge,
  ]

  /// Births, deaths, migration, life expectancy and dependency over the years, and what controls on events did.
  private func demography() -> String {
    var years = [start + 1, p.targetYear, end]
    years = years.indices.filter { !years[..<$0].contains(years[$0]) }.map { years[$0] }
    let rows = MarkdownReport.demographic.map { measure -> [String] in
      ["\(w.name(measure))", measure.unit]
        + years.map { year in
          guard let index = run.index(year) else { return "—" }
          let summary = p.summary(NumberKey.demographic(measure, index))
          guard let mean = summary.mean else { return "—" }
          let text = w.bare(measure, mean)
          guard let low = summary.p10, let high = summary.p90, low < high else { return text }
          return text + w.say(low < 0 ? .intervalSigned : .interval, w.bare(measure, low), w.bare(measure, high))
        }
    }
    return w.say(.demographyLead)
      + MarkdownText.table(
        [w.say(.columnIndicator), w.say(.columnUnit)] + years.map { w.say(.columnYear, "\($0)") }, rows,
        numeric: Set(2..<(2 + years.count))) + constraints()
  }

  private func constraints() -> String {
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
      ? "" : w.say(.constraintsLead, p.draws > 0 ? w.say(.centralLead) : "", events.joined(separator: "；"))
  }

  /// What the censuses say about their own quality.
  private func censusQuality() -> String {
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
      ? "" : w.say(.qualityParagraph, parts.joined(separator: "，"), hasHeaping ? "" : w.say(.qualityWithoutAges))
  }

  /// Cases in the last year under a wider definition, with the ends of the prevalence interval.
  private func band(_ definition: DisabilityDefinition) -> String {
    guard let band = run.disability.first(where: { $0.definition == definition }) else { return "—" }
    func county(_ cases: [[Double]]) -> String { NumberFormat.text(cases.last?.reduce(0, +) ?? 0) }
    return county(band.central) + w.say(.interval, county(band.low), county(band.high))
  }

  private func zones() -> String {
    let years = run.horizon.years.map(\.value).filter { $0 == start || $0 == end || $0.isMultiple(of: 5) }
    let rows = run.county.zones.enumerated().map { zone, entry -> [String] in
      return [entry.nameZh]
        + years.flatMap { at -> [String] in
          guard let index = run.index(at) else { return ["—", "—", "—"] }
          return NumberKey.ZoneNumber.allCases.map { plain(p.number(NumberKey.zone($0, zone, index))) }
        }
    }
    let header =
      [w.say(.columnZone)]
      + years.flatMap { [w.say(.columnBedsOfYear, "\($0)"), w.say(.columnDemand), w.say(.columnUnmet)] }
    return w.say(.zonesLead)
      + MarkdownText.table(header, rows, numeric: Set(1..<header.count))
  }

  private func indicatorTable() -> String {
    let rows = p.indicators.rows.map { row in
      [
        "\(row.indicator.number)", row.indicator.nameZh, row.indicator.unit,
        row.indicator.base.map { w.indicatorValue($0) } ?? "—", row.indicator.targetText,
        p.number(NumberKey.indicator(row.indicator.number)).map { NumberFormat.text($0, decimals: 1) } ?? "—",
        row.indicator.natureZh, w.verdict(row, probability: p.probability(row.indicator.number)),
        w.reason(row, run.horizon, draws: p.draws),
      ]
    }
    return MarkdownText.table(
      [
        w.say(.columnNumber), w.say(.columnIndicator), w.say(.columnUnit),
        w.say(.columnBase, "\(start)"), w.say(.columnTarget, "\(p.targetYear)"),
        w.say(.columnProjected, "\(p.targetYear)"),
        w.say(.columnNature), w.say(p.draws > 0 ? .columnVerdictCentral : .columnVerdict), w.say(.columnReason),
      ], rows, numeric: [0, 3, 4, 5])
  }

  private func funeral() -> String {
    let middle = p.targetYear
    let cremations = run.index(end).flatMap { p.number(NumberKey.cremated($0)) } ?? 0
    let perCremator = run.parameters.value("funeral.cremations_per_cremator", in: run.horizon.end)
    let zone = run.index(middle).flatMap { p.number(NumberKey.zoneDeathShare($0)) } ?? 0
    let facilities = run.county.funeralFacilities
    let cremators = facilities.compactMap(\.cremators).reduce(0, +)
    let unknown = run.graves.count { $0.facility.capacity == nil }
    return
      w.say(
        .funeralParagraph, "\(start + 1)", plain(number(.deaths, start + 1)), "\(end)",
        plain(number(.deaths, end)), "\(middle)", NumberFormat.percent(zone, decimals: 0),
        p.shown(.cremationZone, middle), p.shown(.cremationCounty, middle), NumberFormat.text(cremations),
        NumberFormat.text(perCremator), NumberFormat.text(cremations / perCremator, decimals: 1))
      + (cremators > 0
        ? w.say(.crematorsStated, NumberFormat.text(cremators))
        : facilities.contains { $0.kind == .funeralHome } ? w.say(.crematorsUnknown) : "")
      + (unknown > 0
        ? "\n\n" + w.say(.capacityUnknown, "\(run.graves.count)", "\(unknown)", w.capacityNotStated) : "") + "\n"
  }

  private func money() -> String {
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
  private func funding() -> String {
    Set(run.investments.map(\.fundingSource)).sorted().map { source in
      w.say(.fundingEntry, source, NumberFormat.text(run.cash.total { $0.fundingSource == source }.wanYuan.value))
    }.joined(separator: "、")
  }

  /// What the futures say of the money; the paragraph before it speaks of the central case.
  private func drawnMoney() -> String {
    let total = p.summary(NumberKey.investment(to: run.horizon.count - 1))
    guard p.draws > 0, let mean = total.mean, let low = total.p10, let high = total.p90 else { return "" }
    return w.say(
      .moneyDrawn, "\(end)", NumberFormat.text(mean), NumberFormat.text(low), NumberFormat.text(high))
  }

  private func projectTable() -> String {
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
  private func built(_ entry: ScheduledProject) -> String {
    let years = p.years(of: entry)
    return "\(years.start)—\(years.open)"
      + (p.hasDrawnOpenings ? w.say(.interval, "\(years.earliest)", "\(years.latest)") : "")
  }

  private func checks() -> String {
    guard !run.checks.isEmpty else { return w.say(.checksNone) }
    var text = p.draws > 0 ? w.say(.centralSection) : ""
    for check in run.checks where check.kind == .observation {
      text +=
        w.say(
          .observationCheck, MarkdownText.escape(check.nameZh), NumberFormat.text(check.modelled),
          NumberFormat.text(check.counted), NumberFormat.signed(check.relativeGap * 100, decimals: 1))
    }
    let hindcast = run.checks.filter { $0.kind == .zeroMigrationHindcast }
    let ages = hindcast.filter { $0.sex == "M" }.map(\.ageLabel)
    func cells(_ sex: String, _ age: String) -> [String] {
      guard let check = hindcast.first(where: { $0.sex == sex && $0.ageLabel == age }) else { return ["—", "—", "—"] }
      return [
        NumberFormat.text(check.modelled), NumberFormat.text(check.counted),
        NumberFormat.signed(check.relativeGap * 100, decimals: 1),
      ]
    }
    text += censusQuality()
    guard !ages.isEmpty else { return text }
    // A mortality level that was set so that the oldest cohorts close is no test of them.
    let oldest = run.checks.filter { $0.kind == .oldestCohorts }
    let isClosed = !oldest.isEmpty && oldest.allSatisfy { abs($0.relativeGap) < 0.02 }
    text += w.say(.hindcastLead, "\(start)", isClosed ? w.say(.hindcastClosed) : "")
    text += MarkdownText.table(
      [
        w.say(.columnAge), w.say(.columnMenModelled), w.say(.columnMenCounted), w.say(.columnGap),
        w.say(.columnWomenModelled),
        w.say(.columnWomenCounted), w.say(.columnGap),
      ],
      ages.map { [$0] + cells("M", $0) + cells("F", $0) }, numeric: [1, 2, 3, 4, 5, 6])
    if run.model.calibration.earlier != nil {
      let gap = run.projection.residualMigration.largestGap
      text += w.say(.hindcastIdentity, NumberFormat.percent(gap))
    }
    return text
  }

  private func audit() -> String {
    guard !p.audit.rows.isEmpty else { return w.say(.auditNone) }
    let fails = p.audit.rows.filter { $0.verdict != .closes }
    let rows = fails.map { row in
      [
        row.statement.id, row.statement.section, row.statement.statementZh,
        row.statement.printed.isEmpty ? "—" : w.printed(row.statement.printed),
        row.computed.map { NumberFormat.text($0, decimals: abs($0) < 1000 && $0 != $0.rounded() ? 1 : 0) } ?? "—",
        row.statement.unit, w.name(row.verdict), row.statement.noteZh,
      ]
    }
    return
      w.say(
        .auditCounts, "\(p.audit.rows.count)", "\(p.audit.count(.closes))", "\(p.audit.count(.fails))",
        "\(p.audit.count(.undefined))", "\(p.audit.count(.missing))")
      + MarkdownText.table(
        [
          w.say(.columnID), w.say(.columnSection), w.say(.columnStatement), w.say(.columnPrinted),
          w.say(.columnComputed), w.say(.columnUnit), w.say(.columnVerdict), w.say(.columnNote),
        ], rows, numeric: [3, 4])
  }

  private func notes() -> String {
    w.say(.noteDates)
      + (p.townshipNote == nil ? "" : w.say(.noteTownships))
      + w.say(.noteBeds)
      + w.say(.noteRounding)
      + w.say(.noteSources)
  }
}
