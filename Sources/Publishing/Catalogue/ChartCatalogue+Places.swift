internal import Analysis
internal import CareNeed
internal import Charts
internal import Demography
internal import Ensembles
internal import Facilities
internal import Finance
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// How many rows or points a chart of a large county shows; its data twin always has all.
enum ChartLimit {
  static let heatRows = 60
  /// Of a county with more townships: those with the highest values, and those with the lowest.
  static let heatHighest = 40
  static let heatLowest = 20
  static let ganttRows = 60
  static let mapPoints = 1000
  /// Names of unlabelled points that a caption lists.
  static let names = 12
}

extension Publication {
  /// `nil` when the scenario builds nothing.
  func gantt(_ mode: ChartFrame.TitleMode) -> PublishedChart? {
    guard !run.schedule.isEmpty else { return nil }
    let rows = run.schedule.sorted {
      ($0.start, $0.open, $0.project.id) < ($1.start, $1.open, $1.project.id)
    }.map { entry -> GanttChart.Row in
      let years = self.years(of: entry)
      let investment = run.investments.first { $0.project == entry.project.id }
      let money = investment?.amount.map {
        NumberFormat.text($0.wanYuan.value) + (investment?.isImputed ?? false ? wording.say(.imputedMark) : "")
      }
      let beds = entry.careBeds?.value
      return GanttChart.Row(
        id: entry.project.id.value, name: wording.name(entry.project),
        start: years.start, open: years.open, earliest: years.earliest, latest: years.latest,
        // A bar that the scenario or the draws moved is no longer what the plan states.
        isAssumed: evidence.scheduleGrade(entry) == .assumption || years.open != entry.project.openYear.value,
        beds: beds.map { NumberFormat.text($0) } ?? "—", money: money ?? "…",
        stated: hasDrawnOpenings || entry.open != entry.project.openYear ? entry.project.openYear.value : nil,
        began: mark(entry.project.id, .start), opened: mark(entry.project.id, .open))
    }
    let chart = GanttChart(
      rows: rows, years: run.horizon.start.value...run.horizon.end.value, bedsHeading: wording.say(.ganttBeds),
      moneyHeading: wording.say(.ganttMoney),
      assumedLabel: wording.say(hasDrawnOpenings ? .ganttDrawn : .ganttAssumed),
      statedLabel: wording.say(.ganttStated),
      rangeLabel: hasDrawnOpenings ? wording.say(.ganttDrawnRange, "\(draws)") : wording.say(.ganttRange),
      dataLabel: wording.say(.ganttData), emptyLabel: wording.say(.ganttNone),
      beganLabel: wording.say(.ganttBegan), openedLabel: wording.say(.ganttOpened))
    let opened = rows.filter { $0.opened != nil }.map {
      wording.say(.ganttActual, $0.id, "\($0.opened?.year ?? 0)")
    }
    let isHollow = rows.contains { $0.opened?.isAssumed ?? false || $0.began?.isAssumed ?? false }
    var frame = frame(
      "gantt", mode, title: wording.say(.ganttTitle),
      subtitle: wording.say(.ganttSubtitle) + drawsNote(.ganttCentral)
        + (isHollow ? wording.say(.ganttHollow) : ""),
      source: wording.say(.ganttSource),
      description: wording.say(.ganttDescription, "\(rows.count)")
        + (opened.isEmpty
          ? "" : wording.say(.ganttActuals, opened.joined(separator: wording.say(.listSeparator)))))
    guard rows.count > ChartLimit.ganttRows else {
      return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
    }
    // The dearest projects, in the order of the rows; those of equal investment by the order of the data.
    let amounts = Dictionary(
      run.investments.map { ($0.project.value, $0.amount?.wanYuan.value ?? 0) }, uniquingKeysWith: { first, _ in first }
    )
    let dearest = Set(
      rows.sorted { (amounts[$1.id] ?? 0, $0.id) < (amounts[$0.id] ?? 0, $1.id) }.prefix(ChartLimit.ganttRows).map(\.id)
    )
    var shown = chart
    shown.rows = rows.filter { dearest.contains($0.id) }
    frame.subtitle += wording.say(.ganttLimited, "\(rows.count)", "\(ChartLimit.ganttRows)")
    return PublishedChart(frame: frame, svg: shown.svg(frame), table: chart.table)
  }

  /// `nil` when unmet need is undecided.
  func map(_ mode: ChartFrame.TitleMode) -> PublishedChart? {
    guard let unmet = leading(.unmet, last) else { return nil }
    let end = run.horizon.end.value
    let breaks = [0.5, 20, 100, 500]
    let points = run.county.townships.enumerated().map { place, township in
      let unmet = number(NumberKey.unmet(township: place)) ?? 0
      return PointMap.Point(
        name: wording.name(township, in: run.county), longitude: township.longitude, latitude: township.latitude,
        amount: number(NumberKey.residents60(township: place)) ?? 0,
        classIndex: breaks.firstIndex { unmet < $0 } ?? breaks.count, value: unmet,
        isAssumed: evidence.grade(of: ["unmet"], last, at: .township(place)) == .assumption)
    }
    let chart = PointMap(
      points: points,
      classes: [Phrase.mapClassNone, .mapClassUnder20, .mapClass20, .mapClass100, .mapClassOver500].map {
        wording.say($0)
      },
      amountHeading: wording.say(.mapArea), scaleKilometres: 20,
      scaleLabel: wording.say(.mapScale),
      mapNote: wording.say(.mapNote), valueName: "unmet")
    var frame = frame(
      "map-unmet", mode,
      title: wording.say(.mapTitle, "\(end)"),
      subtitle: wording.say(.mapSubtitle) + drawsNote(.mapDraws)
        + (townshipNote.map { wording.say(.townshipsAllotted, $0) } ?? ""),
      source: wording.say(.mapSource),
      description: described(
        unmet < 0.5
          ? wording.say(.mapDescriptionNone, "\(end)")
          : wording.say(.mapDescription, "\(end)", NumberFormat.text(unmet), unmetZones())))
    var shown = chart
    if points.count > ChartLimit.mapPoints {
      let order = points.indices.sorted { (points[$1].amount, $0) < (points[$0].amount, $1) }
      shown.points = order.prefix(ChartLimit.mapPoints).sorted().map { points[$0] }
      frame.subtitle += wording.say(.mapLimited, "\(points.count)", "\(ChartLimit.mapPoints)")
    }
    let dropped = shown.droppedLabels(frame)
    if dropped.count > ChartLimit.names {
      frame.source += wording.say(.mapUnlabelledMany, "\(dropped.count)")
    } else if !dropped.isEmpty {
      frame.source += wording.say(
        .mapUnlabelled, dropped.joined(separator: wording.say(.listSeparator)))
    }
    return PublishedChart(frame: frame, svg: shown.svg(frame), table: chart.table)
  }

  /// Zones with unmet need in the last year, largest first.
  func unmetZones() -> String {
    let zones = run.county.zones.enumerated().map { zone, entry -> (String, Double) in
      (wording.name(entry), leading(NumberKey.zone(.unmet, zone, last)) ?? 0)
    }.filter { $0.1 >= 0.5 }.sorted { $0.1 > $1.1 }
    return zones.isEmpty
      ? wording.say(.noZone)
      : zones.map { wording.say(.zoneBeds, "\($0.0)", NumberFormat.text($0.1)) }.joined(
        separator: wording.say(.listSeparator))
  }

  func heat(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    let rows = run.county.zones.flatMap { zone -> [HeatChart.Row] in
      let places = run.townships(of: zone.id)
      func ratio(_ place: Int, _ year: Int) -> Double? {
        number(NumberKey.demandPerBed(township: place, year))
      }
      return places.sorted { (ratio($1, last) ?? -1, $0) < (ratio($0, last) ?? -1, $1) }.map { place in
        HeatChart.Row(
          name: wording.name(run.county.townships[place], in: run.county), group: wording.name(zone),
          values: run.horizon.years.indices.map { ratio(place, $0) })
      }
    }
    let chart = HeatChart(
      rows: rows, years: years, breaks: [15, 30, 50, 70, 95, 120],
      classLabels: ["<15", "15—30", "30—50", "50—70", "70—95", "95—120", "≥120"].map {
        wording.text($0, $0.replacing("—", with: "–"))
      },
      missingLabel: wording.say(.heatMissing), decimals: 0)
    var frame = frame(
      "heat-occupancy", mode, title: wording.say(.heatTitle),
      subtitle: wording.say(.heatSubtitle) + drawsNote(.mapDraws)
        + (townshipNote.map { wording.say(.townshipsAllotted, $0) } ?? ""),
      source: assumedSource([.split, .occupancy]),
      description: heatDescription())
    guard rows.count > ChartLimit.heatRows else {
      return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
    }
    let order = rows.indices.sorted { a, b in
      (rows[b].values[last] ?? -1, a) < (rows[a].values[last] ?? -1, b)
    }
    let chosen = Set(order.prefix(ChartLimit.heatHighest) + order.suffix(ChartLimit.heatLowest))
    var shown = chart
    shown.rows = rows.indices.filter(chosen.contains).map { rows[$0] }
    frame.subtitle += wording.say(
      .heatLimited, "\(rows.count)", "\(run.horizon.end)", "\(ChartLimit.heatHighest)", "\(ChartLimit.heatLowest)")
    return PublishedChart(frame: frame, svg: shown.svg(frame), table: chart.table)
  }

  /// How many townships are full, and how many are half empty, in the last year.
  private func heatDescription() -> String {
    let ratios = run.county.townships.indices.map { number(NumberKey.demandPerBed(township: $0, last)) }
    return described(
      wording.say(
        .heatDescription, "\(run.horizon.end)", "\(ratios.count)", "\(ratios.count { ($0 ?? 0) > 95 })",
        "\(ratios.count { ($0 ?? 100) < 50 })", "\(ratios.count { $0 == nil })"), as: .mean)
  }

  /// `nil` when no indicator can be computed.
  func scorecard(_ mode: ChartFrame.TitleMode) -> PublishedChart? {
    let rows = indicators.rows.filter { $0.verdict != .outOfReach }.compactMap { row -> Scorecard.Row? in
      guard let target = row.indicator.target else { return nil }
      let tone: Scorecard.Tone =
        switch row.verdict {
        case .met: .good
        case .missed: .bad
        case .assumed: .caution
        case .undefined, .outOfReach: .neutral
        }
      let actual = run.county.actual(of: row.indicator)
      return Scorecard.Row(
        number: row.indicator.number, name: wording.name(row.indicator),
        nature: wording.nature(row.indicator)
          + (row.indicator.comparator == .atMost ? wording.say(.scorecardLowerBetter) : ""), base: row.indicator.base,
        target: target,
        value: leading(NumberKey.indicator(row.indicator.number)), maximum: 100,
        isLowerBetter: row.indicator.comparator == .atMost,
        targetText: wording.say(.targetText, "\(row.indicator.targetText)"),
        // What an untested verdict rests on stands in the subtitle and in the report: the column is narrow.
        verdict: row.verdict == .assumed
          ? wording.name(row.verdict) : wording.verdict(row, chance: chance(row.indicator.number)),
        tone: tone,
        low: draws > 0 ? summary(NumberKey.indicator(row.indicator.number)).p10 : nil,
        high: draws > 0 ? summary(NumberKey.indicator(row.indicator.number)).p90 : nil,
        actual: actual.map { ActualMark($0, named: "") },
        actualText: actual.map { fact in
          wording.say(
            .scorecardActualText, "\(fact.year)",
            wording.value(wording.indicatorValue(fact.value), in: row.indicator.unit),
            row.verdict(of: fact).map { wording.say($0 == .met ? .attainedShort : .missedShort) } ?? "")
        } ?? "")
    }
    guard !rows.isEmpty else { return nil }
    let out = indicators.rows.filter { $0.verdict == .outOfReach }.map { "\($0.indicator.number)" }
    let chart = Scorecard(
      rows: rows, baseLabel: wording.say(.scorecardBase, "\(run.horizon.start)"),
      targetLabel: wording.say(.scorecardTarget, "\(targetYear)"),
      valueLabel: wording.say(.scorecardValue, "\(targetYear)"),
      outOfReach: out.isEmpty
        ? "" : wording.say(.scorecardOutOfReach, out.joined(separator: wording.say(.listSeparator))),
      decimals: 1, actualLabel: wording.say(.scorecardActual))
    let counts = Verdict.allCases.map { verdict in
      wording.name(verdict) + wording.text("", " ") + "\(indicators.rows.count { $0.verdict == verdict })"
    }
    let frame = frame(
      "scorecard", mode, title: wording.say(.scorecardTitle, "\(targetYear)"),
      subtitle: wording.say(.scorecardSubtitle) + drawsNote(.barNote) + wording.note(rows.compactMap(\.actual)),
      source: wording.say(.scorecardSource),
      description: wording.text(counts.joined(separator: "，") + "。", counts.joined(separator: ", ") + ".")
        + (draws > 0 ? wording.say(.descriptionVerdicts) : "")
        + actualWords([], PlanIndicator.Measure.allCases.filter { $0 != .none }))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }
}
