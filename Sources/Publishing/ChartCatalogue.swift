internal import Analysis
internal import CareNeed
public import Charts
internal import Demography
internal import Facilities
internal import Finance
internal import Funeral
internal import PlainText
internal import PlanningModel
internal import Simulation

/// One published chart: the picture and its data twin.
public struct PublishedChart: Sendable {
  public let frame: ChartFrame
  public let svg: String
  public let table: ChartTable
}

/// The charts of a run, in the order of the report.
public enum ChartCatalogue {
  /// Ids in order; each can be drawn on its own.
  public static let ids = [
    "pyramid", "elderly", "beds-demand", "map-unmet", "heat-occupancy", "bed-shares", "scorecard", "cremation",
    "places-required", "gantt", "investment",
  ]

  public static func chart(_ id: String, _ p: Publication, titleMode: ChartFrame.TitleMode) -> PublishedChart? {
    switch id {
    case "pyramid": p.pyramid(titleMode)
    case "elderly": p.elderly(titleMode)
    case "beds-demand": p.bedsDemand(titleMode)
    case "bed-shares": p.bedShares(titleMode)
    case "cremation": p.cremation(titleMode)
    case "places-required": p.placesRequired(titleMode)
    case "investment": p.investment(titleMode)
    case "gantt": p.gantt(titleMode)
    case "map-unmet": p.map(titleMode)
    case "heat-occupancy": p.heat(titleMode)
    case "scorecard": p.scorecard(titleMode)
    default: nil
    }
  }
}

extension Publication {
  var years: [Int] { run.horizon.years.map(\.value) }
  var last: Int { run.horizon.count - 1 }
  func series(_ measure: Measure, scale: Double = 1) -> [Double?] {
    run.horizon.years.indices.map { index in measures.value(measure, index).map { $0 * scale } }
  }
  func shown(_ measure: Measure, _ at: Int) -> String {
    run.index(at).flatMap { measures.value(measure, $0) }.map { wording.value(measure, $0) } ?? "—"
  }

  func frame(
    _ id: String, _ mode: ChartFrame.TitleMode, title: String, subtitle: String, source: String, description: String
  ) -> ChartFrame {
    ChartFrame(
      id: id, title: title, subtitle: subtitle,
      source: wording.say(.scenarioLead) + run.scenario.titleZh + wording.say(.fullStop) + source,
      description: description + wording.say(.dataTwin, "\(id)"), titleMode: mode,
      language: wording.languageTag)
  }

  func pyramid(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    let groups = stride(from: 0, to: 100, by: 5).map { AgeGroup(lower: $0, upper: $0 + 4) }
    let all = groups + [AgeGroup(lower: 100, upper: nil)]
    let chosen = [run.horizon.start.value, targetYear, run.horizon.end.value]
    let chart = PyramidChart(
      ages: all.map { $0.upper == nil ? $0.label : "\($0.lower)" },
      series: chosen.compactMap { at in
        run.index(at).map { index in
          let grid = run.countyPopulation(index)
          return PyramidChart.Series(
            name: wording.say(.yearName, "\(at)"), male: all.map { grid.sum(.male, $0.lower, $0.upper) },
            female: all.map { grid.sum(.female, $0.lower, $0.upper) })
        }
      }, maleLabel: wording.say(.men), femaleLabel: wording.say(.women),
      unitLabel: wording.say(.unitTenThousand), unit: 10_000)
    let frame = frame(
      "pyramid", mode, title: wording.say(.pyramidTitle, "\(run.county.nameZh)"),
      subtitle: wording.say(.pyramidSubtitle),
      source: wording.say(.pyramidSource, "\(run.horizon.start)"),
      description: wording.say(
        .pyramidDescription, "\(run.horizon.start)", "\(run.horizon.end)",
        shown(.pop60, run.horizon.start.value), shown(.pop60, run.horizon.end.value))
    )
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  func elderly(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    let chart = PanelChart(
      years: years,
      panels: [
        PanelChart.Panel(
          heading: wording.say(.elderlyHeading),
          lines: [
            PanelChart.Line(name: wording.say(.aged60), values: series(.pop60, scale: 1e-4)),
            PanelChart.Line(name: wording.say(.aged65), values: series(.pop65, scale: 1e-4)),
            PanelChart.Line(name: wording.say(.aged80), values: series(.pop80, scale: 1e-4)),
          ], decimals: 1, height: 230)
      ], projectionStart: run.horizon.start.value, projectionLabel: wording.say(.projected))
    let frame = frame(
      "elderly", mode, title: wording.say(.elderlyTitle),
      subtitle: wording.say(.elderlySubtitle),
      source: wording.say(.elderlySource, "\(run.horizon.start)"),
      description: wording.say(
        .elderlyDescription, shown(.pop60, run.horizon.start.value), "\(run.horizon.end)",
        shown(.pop60, run.horizon.end.value), shown(.pop80, run.horizon.start.value),
        shown(.pop80, run.horizon.end.value)))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  func bedsDemand(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    func beds(_ type: BedType, assumed: Bool) -> [Double?] {
      run.horizon.years.indices.map { year in run.stock.beds(type, year: year) { ($0.status != .base) == assumed } }
    }
    func line(_ reading: DemandReading, _ measure: Measure) -> PanelChart.Line {
      PanelChart.Line(name: wording.name(reading), values: series(measure))
    }
    let planned = wording.say(.plannedWithAssumedOpening)
    let columns = [
      PanelChart.Columns(name: wording.say(.existingNursing), values: beds(.nursing, assumed: false)),
      PanelChart.Columns(name: wording.say(.existingOrdinary), values: beds(.ordinary, assumed: false)),
      PanelChart.Columns(
        name: wording.say(.nursingLead) + planned, values: beds(.nursing, assumed: true), isAssumed: true),
      PanelChart.Columns(
        name: wording.say(.ordinaryLead) + planned, values: beds(.ordinary, assumed: true), isAssumed: true),
    ].filter { $0.values.contains { ($0 ?? 0) > 0 } }
    let chart = PanelChart(
      years: years,
      panels: [
        PanelChart.Panel(
          heading: wording.say(.bedsDemandHeading), columns: columns,
          lines: [
            line(.norm, .demandNorm), line(.observed, .demandObserved), line(.need, .demandNeed),
          ], height: 250)
      ])
    let end = run.horizon.end.value
    let frame = frame(
      "beds-demand", mode, title: wording.say(.bedsDemandTitle),
      subtitle: wording.say(.bedsDemandSubtitle),
      source: wording.say(.bedsDemandSource),
      description: wording.say(
        .bedsDemandDescription, "\(end)", shown(.beds, end), shown(.demandNorm, end),
        shown(.demandNeed, end), shown(.demandObserved, end)))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  func bedShares(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    func targets(_ measure: PlanIndicator.Measure) -> [PanelChart.Target] {
      run.county.indicators.filter { $0.measure == measure }.compactMap { indicator in
        indicator.target.map {
          PanelChart.Target(
            year: indicator.targetYear.value, value: $0,
            label: wording.say(.targetPercent, "\(indicator.targetText)"), hasRule: true,
            isUpperBound: indicator.comparator == .atMost)
        }
      }
    }
    let chart = PanelChart(
      years: years,
      panels: [
        PanelChart.Panel(
          heading: wording.say(.nursingShareHeading),
          lines: [PanelChart.Line(name: wording.say(.nursingShort), values: series(.nursingShare, scale: 100))],
          targets: targets(.nursingShare), decimals: 1, height: 150),
        PanelChart.Panel(
          heading: wording.say(.governmentShareHeading),
          lines: [
            PanelChart.Line(
              name: wording.say(.governmentShort), values: series(.governmentShare, scale: 100),
              isAssumed: run.schedule.contains { $0.beds.value > 0 && $0.project.operatorGrade == .assumption })
          ], targets: targets(.governmentShare), decimals: 1, height: 150),
      ])
    let frame = frame(
      "bed-shares", mode, title: wording.say(.bedSharesTitle),
      subtitle: wording.say(.bedSharesSubtitle),
      source: wording.say(.bedSharesSource),
      description: wording.say(
        .bedSharesDescription, "\(targetYear)", shown(.nursingShare, targetYear), shown(.governmentShare, targetYear)))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  func cremation(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    let targets = run.county.indicators.filter { $0.measure == .zoneCremationRate }.compactMap { indicator in
      indicator.target.map {
        PanelChart.Target(
          year: indicator.targetYear.value, value: $0,
          label: wording.say(.targetPercent, "\(indicator.targetText)"), hasRule: true)
      }
    }
    let chart = PanelChart(
      years: years,
      panels: [
        PanelChart.Panel(
          heading: wording.say(.cremationHeading),
          lines: [
            PanelChart.Line(
              name: wording.say(.cremationZoneLine), values: series(.cremationZone, scale: 100), isAssumed: true),
            PanelChart.Line(name: wording.say(.cremationCountyLine), values: series(.cremationCounty, scale: 100)),
          ], targets: targets, decimals: 1, height: 210)
      ])
    let frame = frame(
      "cremation", mode, title: wording.say(.cremationTitle),
      subtitle: wording.say(.cremationSubtitle),
      source: wording.say(.cremationSource),
      description: wording.say(
        .cremationDescription, "\(targetYear)", shown(.cremationZone, targetYear), shown(.cremationCounty, targetYear)))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  func placesRequired(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    func cumulative(_ zone: ZoneID, _ places: (RemainsFlow) -> Double) -> [Double?] {
      let townships = run.townships(of: zone)
      var sum = 0.0
      return run.remains.map { year in
        sum += townships.reduce(0) { $0 + places(year[$1]) }
        return sum
      }
    }
    let stated = run.graves.contains { $0.facility.capacity != nil }
    func panel(_ heading: String, hasNote: Bool = false, _ places: (RemainsFlow) -> Double) -> PanelChart.Panel {
      PanelChart.Panel(
        heading: heading,
        columns: run.county.zones.map { PanelChart.Columns(name: $0.nameZh, values: cumulative($0.id, places)) },
        note: stated || !hasNote
          ? "" : wording.say(.placesCapacityNote),
        height: 150)
    }
    let chart = PanelChart(
      years: years,
      panels: [
        panel(wording.say(.placesUrnHeading), hasNote: true) { $0.urnPlaces },
        panel(wording.say(.placesBodyHeading)) { $0.bodyBurials },
      ])
    let frame = frame(
      "places-required", mode, title: wording.say(.placesTitle),
      subtitle: wording.say(.placesSubtitle, "\(run.horizon.start + 1)"),
      source: wording.say(.placesSource),
      description: wording.say(
        .placesDescription, "\(run.horizon.end)", NumberFormat.text(total { $0.urnPlaces }),
        NumberFormat.text(total { $0.bodyBurials })))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  /// Sum over all years and townships.
  func total(_ value: (RemainsFlow) -> Double) -> Double {
    run.remains.reduce(0) { $0 + $1.reduce(0) { $0 + value($1) } }
  }

  func investment(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    let imputed = Set(run.investments.filter(\.isImputed).map(\.project))
    let sources = Array(Set(run.cash.entries.map(\.fundingSource))).sorted()
    func column(_ name: String, _ isImputed: Bool, where condition: (CashEntry) -> Bool) -> PanelChart.Columns {
      PanelChart.Columns(
        name: name,
        values: run.horizon.years.map { year in
          run.cash.total { $0.year == year && condition($0) }.wanYuan.value
        }, isAssumed: isImputed)
    }
    var columns = sources.map { source in
      column(wording.say(.investmentStatedLead) + source, false) {
        $0.fundingSource == source && !imputed.contains($0.project)
      }
    }
    if !imputed.isEmpty {
      columns.append(column(wording.say(.investmentImputed), true) { imputed.contains($0.project) })
    }
    columns = columns.filter { $0.values.contains { ($0 ?? 0) > 0 } }
    var sum = 0.0
    let cumulative = series(.invest).map { value -> Double? in
      sum += value ?? 0
      return sum
    }
    let chart = PanelChart(
      years: years,
      panels: [
        PanelChart.Panel(
          heading: wording.say(.investmentYearHeading), columns: columns, height: 170),
        PanelChart.Panel(
          heading: wording.say(.investmentTotalHeading),
          lines: [PanelChart.Line(name: wording.say(.investmentTotalLine), values: cumulative)], height: 110),
      ], emptyLabel: wording.say(.investmentNone))
    let frame = frame(
      "investment", mode, title: wording.say(.investmentTitle),
      subtitle: wording.say(.investmentSubtitle),
      source: wording.say(.investmentSource),
      description: wording.say(.investmentDescription, NumberFormat.text(sum)))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }
}
