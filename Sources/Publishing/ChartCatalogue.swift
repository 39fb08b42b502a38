internal import Analysis
internal import CareNeed
public import Charts
internal import Demography
internal import Facilities
internal import Finance
internal import Funeral
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
      source: wording.text("情景：", "Scenario: ") + run.scenario.titleZh + wording.text("。", ". ") + source,
      description: description + wording.text("数据见 charts/\(id).csv。", " Data: charts/\(id).csv."), titleMode: mode,
      language: wording.languageTag)
  }

  func pyramid(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    let groups = stride(from: 0, to: 100, by: 5).map { AgeGroup(lower: $0, upper: $0 + 4) }
    let all = groups + [AgeGroup(lower: 100, upper: nil)]
    let chosen = [run.horizon.start.value, 2025, run.horizon.end.value].filter { run.index($0) != nil }
    let chart = PyramidChart(
      ages: all.map { $0.upper == nil ? $0.label : "\($0.lower)" },
      series: chosen.compactMap { at in
        run.index(at).map { index in
          let grid = run.countyPopulation(index)
          return PyramidChart.Series(
            name: wording.text("\(at)年", "\(at)"), male: all.map { grid.sum(.male, $0.lower, $0.upper) },
            female: all.map { grid.sum(.female, $0.lower, $0.upper) })
        }
      }, maleLabel: wording.text("男", "Men"), femaleLabel: wording.text("女", "Women"),
      unitLabel: wording.text("（万人）", "(10,000)"), unit: 10_000)
    let frame = frame(
      "pyramid", mode, title: wording.text("\(run.county.nameZh)常住人口年龄金字塔", "Age pyramid of residents"),
      subtitle: wording.text("每5岁一组，标注为起始年龄", "Five-year groups, labelled by first age"),
      source: wording.text("2020年为普查，其后为推算（死亡、迁移水平含假设）。", "2020 census; later years projected."),
      description: wording.text(
        "\(run.horizon.start)年到\(run.horizon.end)年，60岁及以上由\(shown(.pop60, run.horizon.start.value))增至\(shown(.pop60, run.horizon.end.value))。",
        "Residents 60+ grow from \(shown(.pop60, run.horizon.start.value)) to \(shown(.pop60, run.horizon.end.value)).")
    )
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  func elderly(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    let chart = PanelChart(
      years: years,
      panels: [
        PanelChart.Panel(
          heading: wording.text("常住老年人口（万人）", "Elderly residents (10,000)"),
          lines: [
            PanelChart.Line(name: wording.text("60岁及以上", "60+"), values: series(.pop60, scale: 1e-4)),
            PanelChart.Line(name: wording.text("65岁及以上", "65+"), values: series(.pop65, scale: 1e-4)),
            PanelChart.Line(name: wording.text("80岁及以上", "80+"), values: series(.pop80, scale: 1e-4)),
          ], decimals: 1, height: 230)
      ], projectionStart: run.horizon.start.value, projectionLabel: wording.text("推算", "projected"))
    let frame = frame(
      "elderly", mode, title: wording.text("常住老年人口", "Elderly residents"),
      subtitle: wording.text("每年11月1日", "At 1 November"),
      source: wording.text("2020年为普查，其后为推算。", "2020 census; later years projected."),
      description: wording.text(
        "60岁及以上由\(shown(.pop60, run.horizon.start.value))增至\(run.horizon.end)年\(shown(.pop60, run.horizon.end.value))，80岁及以上由\(shown(.pop80, run.horizon.start.value))增至\(shown(.pop80, run.horizon.end.value))。",
        "60+ from \(shown(.pop60, run.horizon.start.value)) to \(shown(.pop60, run.horizon.end.value))."))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  func bedsDemand(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    func beds(_ type: BedType, assumed: Bool) -> [Double?] {
      run.horizon.years.indices.map { year in run.stock.beds(type, year: year) { ($0.status != .base) == assumed } }
    }
    func line(_ reading: DemandReading, _ measure: Measure) -> PanelChart.Line {
      PanelChart.Line(name: wording.name(reading), values: series(measure))
    }
    let planned = wording.text("规划项目（建成年份为推定）", "projects (assumed openings)")
    let columns = [
      PanelChart.Columns(name: wording.text("现有护理型", "Existing nursing"), values: beds(.nursing, assumed: false)),
      PanelChart.Columns(name: wording.text("现有普通", "Existing ordinary"), values: beds(.ordinary, assumed: false)),
      PanelChart.Columns(
        name: wording.text("护理型·", "Nursing, ") + planned, values: beds(.nursing, assumed: true), isAssumed: true),
      PanelChart.Columns(
        name: wording.text("普通·", "Ordinary, ") + planned, values: beds(.ordinary, assumed: true), isAssumed: true),
    ].filter { $0.values.contains { ($0 ?? 0) > 0 } }
    let chart = PanelChart(
      years: years,
      panels: [
        PanelChart.Panel(
          heading: wording.text("床位（张）；柱为床位，线为需求", "Beds; columns are supply, lines demand"), columns: columns,
          lines: [
            line(.norm, .demandNorm), line(.observed, .demandObserved), line(.need, .demandNeed),
          ], height: 250)
      ])
    let end = run.horizon.end.value
    let frame = frame(
      "beds-demand", mode, title: wording.text("养老床位与三种口径的需求", "Care beds against three readings of demand"),
      subtitle: wording.text(
        "床位为12月31日在册数。三种口径回答不同问题，不能平均", "Licensed beds at 31 December; the readings are never averaged"),
      source: wording.text("现有床位分布、使用率、入住意愿均为假设，情景性结果。", "Base split, occupancy and uptake are assumptions."),
      description: wording.text(
        "\(end)年床位\(shown(.beds, end))；需求按规范口径\(shown(.demandNorm, end))，按需要口径\(shown(.demandNeed, end))，按实际使用口径\(shown(.demandObserved, end))。",
        "Beds in \(end): \(shown(.beds, end)); demand \(shown(.demandNorm, end)), \(shown(.demandNeed, end)), \(shown(.demandObserved, end))."
      ))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  func bedShares(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    func targets(_ measure: PlanIndicator.Measure) -> [PanelChart.Target] {
      run.county.indicators.filter { $0.measure == measure }.compactMap { indicator in
        indicator.target.map {
          PanelChart.Target(
            year: indicator.targetYear.value, value: $0,
            label: wording.text("目标\(indicator.targetText)%", "target \(indicator.targetText)%"), hasRule: true,
            isUpperBound: indicator.comparator == .atMost)
        }
      }
    }
    let chart = PanelChart(
      years: years,
      panels: [
        PanelChart.Panel(
          heading: wording.text("护理型床位占比（%）", "Nursing share (%)"),
          lines: [PanelChart.Line(name: wording.text("护理型", "Nursing"), values: series(.nursingShare, scale: 100))],
          targets: targets(.nursingShare), decimals: 1, height: 150),
        PanelChart.Panel(
          heading: wording.text("政府运营床位占比（%）", "Government-run share (%)"),
          lines: [
            PanelChart.Line(
              name: wording.text("政府运营", "Government-run"), values: series(.governmentShare, scale: 100),
              isAssumed: run.schedule.contains { $0.beds.value > 0 && $0.project.operatorGrade == .assumption })
          ], targets: targets(.governmentShare), decimals: 1, height: 150),
      ])
    let frame = frame(
      "bed-shares", mode, title: wording.text("护理型占比与政府运营占比对目标", "Nursing and government-run shares against targets"),
      subtitle: wording.text("12月31日在册床位；虚线空心点表示运营方为假设", "Licensed beds; dashed where operators are assumed"),
      source: wording.text("规划指标15、17；新建机构运营方规划未写明。", "Plan indicators 15 and 17."),
      description: wording.text(
        "2025年护理型占比\(shown(.nursingShare, 2025))，政府运营占比\(shown(.governmentShare, 2025))。",
        "In 2025: nursing \(shown(.nursingShare, 2025)), government-run \(shown(.governmentShare, 2025))."))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  func cremation(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    let targets = run.county.indicators.filter { $0.measure == .zoneCremationRate }.compactMap { indicator in
      indicator.target.map {
        PanelChart.Target(
          year: indicator.targetYear.value, value: $0,
          label: wording.text("目标\(indicator.targetText)%", "target \(indicator.targetText)%"), hasRule: true)
      }
    }
    let chart = PanelChart(
      years: years,
      panels: [
        PanelChart.Panel(
          heading: wording.text("火化率（%）", "Cremation rate (%)"),
          lines: [
            PanelChart.Line(
              name: wording.text("火化区（设定）", "Zone (set)"), values: series(.cremationZone, scale: 100), isAssumed: true),
            PanelChart.Line(name: wording.text("全县", "County"), values: series(.cremationCounty, scale: 100)),
          ], targets: targets, decimals: 1, height: 210)
      ])
    let frame = frame(
      "cremation", mode, title: wording.text("火化率", "Cremation rates"),
      subtitle: wording.text("火化区路径是情景设定，不是预测；全县率由分乡镇死亡推算", "The zone's path is set by the scenario"),
      source: wording.text("火化区范围为假设，规划未定义范围和分母。", "The zone is assumed; the plan does not define it."),
      description: wording.text(
        "火化区火化率设为2025年\(shown(.cremationZone, 2025))；全县只有\(shown(.cremationCounty, 2025))。",
        "Zone \(shown(.cremationZone, 2025)) in 2025, county \(shown(.cremationCounty, 2025))."))
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
          ? "" : wording.text("现有和规划公墓、骨灰堂的容量均未写明，不能推算用尽年份", "No capacity is stated; no exhaustion year"),
        height: 150)
    }
    let chart = PanelChart(
      years: years,
      panels: [
        panel(wording.text("骨灰累计需要的格位、墓位和生态位（位）", "Places for ashes, cumulative"), hasNote: true) { $0.urnPlaces },
        panel(wording.text("遗体累计需要的墓位（位）", "Graves for bodies, cumulative")) { $0.bodyBurials },
      ])
    let frame = frame(
      "places-required", mode, title: wording.text("骨灰与遗体累计需要的安葬位", "Places required for ashes and bodies"),
      subtitle: wording.text("自2021年起累计，按死亡地片区；骨灰只计进入公共设施的部分", "From 2021 on, by zone"),
      source: wording.text("骨灰去向比例为假设。", "The destinations of ashes are assumptions."),
      description: wording.text(
        "到\(run.horizon.end)年累计需要骨灰安葬位\(NumberFormat.text(total { $0.urnPlaces }))个、遗体墓位\(NumberFormat.text(total { $0.bodyBurials }))个。",
        "By \(run.horizon.end): \(NumberFormat.text(total { $0.urnPlaces })) for ashes, \(NumberFormat.text(total { $0.bodyBurials })) for bodies."
      ))
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
      column(wording.text("规划投资·", "stated, ") + source, false) {
        $0.fundingSource == source && !imputed.contains($0.project)
      }
    }
    if !imputed.isEmpty {
      columns.append(column(wording.text("储备项目（推算投资）", "imputed"), true) { imputed.contains($0.project) })
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
          heading: wording.text("当年投资（万元）", "Investment in the year (10⁴ yuan)"), columns: columns, height: 170),
        PanelChart.Panel(
          heading: wording.text("累计投资（万元）", "Cumulative (10⁴ yuan)"),
          lines: [PanelChart.Line(name: wording.text("累计", "Total"), values: cumulative)], height: 110),
      ], emptyLabel: wording.text("本情景没有投资", "No investment"))
    let frame = frame(
      "investment", mode, title: wording.text("分年投资", "Investment by year"),
      subtitle: wording.text("按推定的建设期平均分摊；资金来源规划未写明的记作“未定”", "Spread evenly over assumed building years"),
      source: wording.text("规划重大项目汇总表；储备项目无投资，按每床造价推算。", "Plan project table; reserve projects imputed."),
      description: wording.text(
        "时段内合计\(NumberFormat.text(sum))万元。", "Total \(NumberFormat.text(sum)) ×10⁴ yuan."))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }
}
