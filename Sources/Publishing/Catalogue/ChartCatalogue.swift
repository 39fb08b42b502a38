internal import Analysis
internal import CareNeed
public import Charts
internal import Demography
internal import Ensembles
internal import Facilities
internal import Finance
internal import Funeral
internal import Language
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
  public static let ids =
    ["pyramid", "elderly"] + Publication.fans.map(Publication.fanID) + [
      "beds-demand", "map-unmet", "heat-occupancy", "bed-shares", "scorecard", "cremation",
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
    default: Publication.fans.first { Publication.fanID($0) == id }.map { p.fan($0, titleMode) }
    }
  }
}

extension Publication {
  var years: [Int] { run.horizon.years.map(\.value) }
  var last: Int { run.horizon.count - 1 }
  func series(_ measure: Measure, scale: Double = 1) -> [Double?] {
    run.horizon.years.indices.map { index in leading(measure, index).map { $0 * scale } }
  }
  /// The 80% interval of a measure by year; `nil` without draws.
  func band(_ measure: Measure, scale: Double = 1) -> PanelChart.Band? {
    guard draws > 0 else { return nil }
    let summaries = run.horizon.years.indices.map { summary(measure, $0) }
    return PanelChart.Band(
      low: summaries.map { $0.p10.map { $0 * scale } }, high: summaries.map { $0.p90.map { $0 * scale } })
  }
  func line(_ name: String, _ measure: Measure, scale: Double = 1, isAssumed: Bool = false) -> PanelChart.Line {
    PanelChart.Line(
      name: name, values: series(measure, scale: scale), isAssumed: isAssumed, band: band(measure, scale: scale))
  }
  /// What the bands of a chart are; empty without draws.
  func drawsNote(_ chart: PanelChart) -> String {
    drawsNote(chart.showsShades ? .bandNote : .horizonNote)
  }
  func drawsNote(_ phrase: Phrase) -> String {
    draws > 0 ? wording.say(phrase, "\(draws)", "\(run.horizon.end)", wording.name(lead)) : ""
  }
  /// A picture's description, which says what its numbers are where futures were drawn: those that the text leads with, or
  /// means where parts have to add up.
  func described(_ text: String, as kind: Lead? = nil) -> String {
    draws > 0 ? text + wording.say(.descriptionLead, "\(draws)", wording.name(kind ?? lead)) : text
  }
  /// Inputs that a chart's source names when they are assumptions.
  enum AssumedInput: CaseIterable {
    case split
    case occupancy
    case uptake
  }

  func assumedSource(_ inputs: Set<AssumedInput>) -> String {
    let names = AssumedInput.allCases.filter { inputs.contains($0) }.compactMap { input -> String? in
      let (grade, name): (EvidenceGrade, Phrase) =
        switch input {
        case .split: (run.county.facilities.map(\.evidence.grade).max() ?? .plan, .assumedSplit)
        case .occupancy: (run.parameters.grade(.careOccupancy, .careOccupancyCity), .assumedOccupancy)
        case .uptake: (run.parameters.grade(.careUptakeDisabled, .careUptakeDestitute), .assumedUptake)
        }
      return grade == .assumption ? wording.say(name) : nil
    }
    return names.isEmpty
      ? wording.say(.bedsDemandSourceKnown)
      : wording.say(.bedsDemandSource, names.joined(separator: wording.say(.listSeparator)))
  }

  func shown(_ measure: Measure, _ at: Int) -> String {
    run.index(at).flatMap { leading(measure, $0) }.map { wording.value(measure, $0) } ?? "—"
  }

  func frame(
    _ id: String, _ mode: ChartFrame.TitleMode, title: String, subtitle: String, source: String, description: String
  ) -> ChartFrame {
    ChartFrame(
      id: id, title: title, subtitle: subtitle,
      source: wording.say(.scenarioLead) + run.scenario.titleZh + wording.say(.fullStop) + source,
      description: wording.spaced(description + wording.say(.dataTwin, "\(id)")), titleMode: mode,
      language: wording.languageTag)
  }

  func pyramid(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    let all = Outcome.pyramidAges
    let chosen = shownYears
    let chart = PyramidChart(
      ages: all.map { $0.upper == nil ? $0.label : "\($0.lower)" },
      series: chosen.compactMap { at in
        run.index(at).map { index in
          func counts(_ sex: Sex) -> [Double] {
            all.indices.map { number(NumberKey.pyramid(index, sex, $0)) ?? 0 }
          }
          func ends(_ sex: Sex) -> [(low: Double, high: Double)] {
            all.indices.map { group in
              let summary = summary(NumberKey.pyramid(index, sex, group))
              return (summary.p10 ?? 0, summary.p90 ?? 0)
            }
          }
          return PyramidChart.Series(
            name: wording.say(.yearName, "\(at)"), male: counts(.male), female: counts(.female),
            interval: draws > 0 && index == last
              ? PyramidChart.Interval(male: ends(.male), female: ends(.female)) : nil)
        }
      }, maleLabel: wording.say(.men), femaleLabel: wording.say(.women),
      unitLabel: wording.say(.unitTenThousand), unit: 10_000)
    let frame = frame(
      "pyramid", mode, title: wording.say(.pyramidTitle, wording.name(run.county)),
      subtitle: wording.say(.pyramidSubtitle) + drawsNote(.pyramidNote),
      source: wording.say(.pyramidSource, "\(run.horizon.start)", baseCountName),
      description: described(
        wording.say(
          .pyramidDescription, "\(run.horizon.start)", "\(run.horizon.end)",
          shown(.pop60, run.horizon.start.value), shown(.pop60, run.horizon.end.value)))
    )
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  func elderly(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    let actuals =
      marks(.pop60, wording.say(.aged60), scale: 1e-4) + marks(.pop65, wording.say(.aged65), scale: 1e-4)
      + marks(.pop80, wording.say(.aged80), scale: 1e-4)
    let chart = PanelChart(
      years: years,
      panels: [
        PanelChart.Panel(
          heading: wording.say(.elderlyHeading),
          lines: [
            line(wording.say(.aged60), .pop60, scale: 1e-4),
            line(wording.say(.aged65), .pop65, scale: 1e-4),
            line(wording.say(.aged80), .pop80, scale: 1e-4),
          ], decimals: 1, height: 230, actuals: actuals)
      ], projectionStart: run.horizon.start.value, projectionLabel: wording.say(.projected))
    let frame = frame(
      "elderly", mode, title: wording.say(.elderlyTitle),
      subtitle: wording.say(.elderlySubtitle) + drawsNote(chart) + wording.note(actuals),
      source: wording.say(.elderlySource, "\(run.horizon.start)", baseCountName),
      description: described(
        wording.say(
          .elderlyDescription, shown(.pop60, run.horizon.start.value), "\(run.horizon.end)",
          shown(.pop60, run.horizon.end.value), shown(.pop80, run.horizon.start.value),
          shown(.pop80, run.horizon.end.value))) + actualWords([.pop60, .pop65, .pop80]))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  func bedsDemand(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    func beds(_ type: BedType, assumed: Bool) -> [Double?] {
      run.horizon.years.indices.map { number(NumberKey.beds(type, isPlanned: assumed, $0)) }
    }
    let isAssumed = evidence.grade(of: ["project_beds", "schedule"], last) == .assumption
    let planned = wording.say(isAssumed ? .plannedWithAssumedOpening : .plannedProjects)
    let columns = [
      PanelChart.Columns(name: wording.say(.existingNursing), values: beds(.nursing, assumed: false)),
      PanelChart.Columns(name: wording.say(.existingOrdinary), values: beds(.ordinary, assumed: false)),
      PanelChart.Columns(
        name: wording.say(.nursingLead) + planned, values: beds(.nursing, assumed: true), isAssumed: isAssumed),
      PanelChart.Columns(
        name: wording.say(.ordinaryLead) + planned, values: beds(.ordinary, assumed: true), isAssumed: isAssumed),
    ].filter { $0.values.contains { ($0 ?? 0) > 0 } }
    let actuals = marks(.beds, wording.name(Measure.beds))
    let chart = PanelChart(
      years: years,
      panels: [
        PanelChart.Panel(
          heading: wording.say(.bedsDemandHeading), columns: columns,
          lines: [
            line(wording.name(DemandReading.observed), .demandObserved),
            line(wording.name(DemandReading.norm), .demandNorm),
            line(wording.name(DemandReading.need), .demandNeed),
          ], height: 250, actuals: actuals)
      ] + [shortestZone].compactMap { $0.map(zonePanel) })
    let end = run.horizon.end.value
    let frame = frame(
      "beds-demand", mode, title: wording.say(.bedsDemandTitle),
      subtitle: wording.say(.bedsDemandSubtitle) + (shortestZone == nil ? "" : wording.say(.bedsDemandZone))
        + drawsNote(.whiskerNote) + wording.note(actuals),
      source: assumedSource([.occupancy, .split, .uptake]),
      description: described(
        wording.say(
          .bedsDemandDescription, "\(end)", shown(.beds, end), shown(.demandNorm, end),
          shown(.demandNeed, end), shown(.demandObserved, end))) + shortageSentences().joined()
        + actualWords([.beds]))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  /// Position of the zone with most people without a bed in the last year; `nil` where every zone has enough.
  private var shortestZone: Int? {
    let unmet = run.county.zones.indices.map { number(NumberKey.zone(.unmet, $0, last)) ?? 0 }
    guard run.county.zones.count > 1, let most = unmet.max(), most >= ShortageYears.threshold else { return nil }
    return unmet.firstIndex(of: most)
  }

  private func zonePanel(_ zone: Int) -> PanelChart.Panel {
    let name = wording.name(run.county.zones[zone])
    func summaries(_ key: NumberKey.ZoneNumber) -> [Summary] {
      run.horizon.years.indices.map { summary(NumberKey.zone(key, zone, $0)) }
    }
    let demand = summaries(.demand)
    return PanelChart.Panel(
      heading: wording.say(.bedsDemandZoneHeading, name),
      columns: [
        PanelChart.Columns(
          name: wording.say(.zoneBedsColumn, name), values: summaries(.beds).map(\.mean), isWhole: true)
      ],
      lines: [
        PanelChart.Line(
          name: wording.say(.zoneDemandLine, name), values: demand.map(leading),
          band: draws > 0 ? PanelChart.Band(low: demand.map(\.p10), high: demand.map(\.p90)) : nil)
      ], height: 150)
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
    let isAssumed = run.schedule.contains {
      $0.beds.value > 0 && !$0.isOperatorChosen && $0.project.operatorGrade == .assumption
    }
    let nursing = marks(.nursingShare, wording.say(.nursingShort), scale: 100) + marks(.nursingShare)
    let government =
      marks(.governmentShare, wording.say(.governmentShort), scale: 100) + marks(.governmentShare)
    let chart = PanelChart(
      years: years,
      panels: [
        PanelChart.Panel(
          heading: wording.say(.nursingShareHeading),
          lines: [line(wording.say(.nursingShort), .nursingShare, scale: 100)],
          targets: targets(.nursingShare), decimals: 1, height: 150, actuals: nursing),
        PanelChart.Panel(
          heading: wording.say(.governmentShareHeading),
          lines: [
            line(
              wording.say(.governmentShort), .governmentShare, scale: 100,
              isAssumed: isAssumed)
          ], targets: targets(.governmentShare), decimals: 1, height: 150, actuals: government),
      ])
    let frame = frame(
      "bed-shares", mode, title: wording.say(.bedSharesTitle),
      subtitle: wording.say(.bedSharesSubtitle) + (isAssumed ? wording.say(.bedSharesAssumed) : "")
        + drawsNote(chart) + wording.note(nursing + government),
      source: wording.say(isAssumed ? .bedSharesSourceAssumed : .bedSharesSource),
      description: described(
        wording.say(
          .bedSharesDescription, "\(targetYear)", shown(.nursingShare, targetYear),
          shown(.governmentShare, targetYear)))
        + actualWords([.nursingShare, .governmentShare], [.nursingShare, .governmentShare]))
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
    let actuals =
      marks(.cremationZone, wording.say(.cremationZoneLine), scale: 100) + marks(.zoneCremationRate)
      + marks(.cremationCounty, wording.say(.cremationCountyLine), scale: 100)
    let chart = PanelChart(
      years: years,
      panels: [
        PanelChart.Panel(
          heading: wording.say(.cremationHeading),
          lines: [
            line(
              wording.say(.cremationZoneLine), .cremationZone, scale: 100,
              isAssumed: evidence.grade(.cremationZone, last) == .assumption),
            line(wording.say(.cremationCountyLine), .cremationCounty, scale: 100),
          ], targets: targets, decimals: 1, height: 210, actuals: actuals)
      ])
    let frame = frame(
      "cremation", mode, title: wording.say(.cremationTitle),
      subtitle: wording.say(.cremationSubtitle)
        + (indicators.rows.contains { $0.reason == .pathSetToTarget } ? wording.say(.cremationSetToTarget) : "")
        + drawsNote(chart) + wording.note(actuals),
      source: wording.say(
        run.county.townships.contains { $0.cremationZoneGrade == .assumption }
          ? .cremationSourceAssumed : .cremationSource),
      description: described(
        wording.say(
          .cremationDescription, "\(targetYear)", shown(.cremationZone, targetYear),
          shown(.cremationCounty, targetYear)))
        + actualWords([.cremationZone, .cremationCounty], [.zoneCremationRate]))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  func placesRequired(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    let stated = run.graves.contains { $0.facility.capacity != nil }
    func panel(_ heading: String, isForBodies: Bool) -> PanelChart.Panel {
      PanelChart.Panel(
        heading: heading,
        columns: run.county.zones.enumerated().map { zone, entry in
          PanelChart.Columns(
            name: wording.name(entry),
            values: run.horizon.years.indices.map {
              number(NumberKey.places(isForBodies: isForBodies, zone: zone, $0))
            })
        },
        note: stated || isForBodies
          ? "" : wording.say(.placesCapacityNote),
        height: 150)
    }
    let chart = PanelChart(
      years: years,
      panels: [
        panel(wording.say(.placesUrnHeading), isForBodies: false),
        panel(wording.say(.placesBodyHeading), isForBodies: true),
      ])
    let frame = frame(
      "places-required", mode, title: wording.say(.placesTitle),
      subtitle: wording.say(.placesSubtitle, "\(run.horizon.start + 1)"),
      source: wording.say(.placesSource),
      description: described(
        wording.say(
          .placesDescription, "\(run.horizon.end)", NumberFormat.text(totalPlaces(isForBodies: false)),
          NumberFormat.text(totalPlaces(isForBodies: true))), as: .mean))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  /// Places required over all years, by all zones.
  func totalPlaces(isForBodies: Bool) -> Double {
    run.county.zones.indices.reduce(0) {
      $0 + (number(NumberKey.places(isForBodies: isForBodies, zone: $1, last)) ?? 0)
    }
  }
}
