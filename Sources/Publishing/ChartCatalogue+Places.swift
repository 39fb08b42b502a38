internal import Analysis
internal import CareNeed
internal import Charts
internal import Demography
internal import Facilities
internal import Finance
internal import PlanningModel
internal import Simulation

extension Publication {
  func gantt(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    let rows = run.schedule.sorted {
      ($0.start, $0.open, $0.project.id) < ($1.start, $1.open, $1.project.id)
    }.map { entry -> GanttChart.Row in
      let delay = entry.open - entry.project.openYear
      let investment = run.investments.first { $0.project == entry.project.id }
      let money = investment?.amount.map {
        NumberFormat.text($0.wanYuan.value) + (investment?.isImputed ?? false ? wording.text("（推）", "*") : "")
      }
      let beds = entry.beds.value > 0 ? entry.beds.value : nil
      return GanttChart.Row(
        id: entry.project.id.value, name: wording.text(entry.project.nameZh, entry.project.nameEn),
        start: entry.start.value, open: entry.open.value, earliest: entry.project.openEarliest.value + delay,
        latest: entry.project.openLatest.value + delay, isAssumed: entry.project.scheduleGrade == .assumption,
        beds: beds.map { NumberFormat.text($0) } ?? "—", money: money ?? "…")
    }
    let chart = GanttChart(
      rows: rows, years: run.horizon.start.value...run.horizon.end.value, bedsHeading: wording.text("养老床位", "Beds"),
      moneyHeading: wording.text("万元", "10⁴ yuan"), assumedLabel: wording.text("开工到建成（推定）", "building (assumed)"),
      statedLabel: wording.text("建成年为规划写明", "opening stated by the plan"),
      rangeLabel: wording.text("建成年可能范围", "range of opening"), emptyLabel: wording.text("本情景没有项目", "No projects"))
    let frame = frame(
      "gantt", mode, title: wording.text("项目进度", "Project schedule"),
      subtitle: wording.text("规划多未写明开工、建成年份：斜纹为推定。“—”无养老床位，“…”投资未知", "Hatched: assumed years"),
      source: wording.text("规划重大项目汇总表。", "Plan project table."),
      description: wording.text("共\(rows.count)个项目。", "\(rows.count) projects."))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  func map(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    let end = run.horizon.end.value
    let places = run.balances[.observed]?.last ?? []
    let breaks = [0.5, 20, 50, 100]
    let points = run.county.townships.enumerated().map { place, township in
      let unmet = places.indices.contains(place) ? places[place].unmet : 0
      return PointMap.Point(
        name: township.nameZh, longitude: township.longitude, latitude: township.latitude,
        amount: run.projection.population[last][place].sum(from: 60),
        classIndex: breaks.firstIndex { unmet < $0 } ?? breaks.count, isAssumed: true)
    }
    let chart = PointMap(
      points: points,
      classes: wording.language == .zh
        ? ["无未满足", "20张以下", "20—50张", "50—100张", "100张以上"]
        : ["none", "under 20", "20–50", "50–100", "over 100"],
      amountHeading: wording.text("圆面积＝60岁及以上常住人口", "area: residents 60+"), scaleKilometres: 20,
      scaleLabel: wording.text("20公里", "20 km"),
      mapNote: wording.text("示意图：只标乡镇街道驻地，不表示界线；部分坐标为推算。", "Schematic: seats only, no boundaries."))
    let base = frame(
      "map-unmet", mode,
      title: wording.text("\(end)年各乡镇街道未满足的床位需求（示意）", "Unmet demand by township, \(end)"),
      subtitle: wording.text("实际使用口径；本片区内可调剂。乡镇数为分配值，±30%，只看片区差别", "Observed reading; ±30% by township"),
      source: wording.text("含推算数据。", "Includes assumed data."),
      description: wording.text(
        "\(end)年全县未满足\(shown(.unmet, end))，集中在：\(unmetZones())。", "Unmet \(shown(.unmet, end)) in \(end)."))
    let dropped = chart.droppedLabels(base)
    let frame =
      dropped.isEmpty
      ? base
      : ChartFrame(
        id: base.id, title: base.title, subtitle: base.subtitle,
        source: base.source
          + wording.text("未标名：\(dropped.joined(separator: "、"))。", "Not labelled: \(dropped.joined(separator: ", "))."),
        description: base.description, titleMode: mode, language: base.language)
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  /// Zones with unmet need in the last year, largest first.
  func unmetZones() -> String {
    guard let places = run.balances[.observed]?.last else { return "—" }
    let zones = run.county.zones.map { zone in
      (zone.nameZh, run.townships(of: zone.id).reduce(0) { $0 + places[$1].unmet })
    }.filter { $0.1 >= 0.5 }.sorted { $0.1 > $1.1 }
    return zones.isEmpty
      ? wording.text("没有片区", "no zone")
      : zones.map { "\($0.0)\(NumberFormat.text($0.1))张" }.joined(separator: "、")
  }

  func heat(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    let rows = run.county.zones.flatMap { zone -> [HeatChart.Row] in
      let places = run.townships(of: zone.id)
      func ratio(_ place: Int, _ year: Int) -> Double? {
        let code = run.county.townships[place].code
        let beds = run.stock.total(year: year) { $0.township == code }
        guard beds > 0, let demand = run.demand[.observed]?[year][place].total else { return nil }
        return 100 * demand / beds
      }
      return places.sorted { (ratio($1, last) ?? -1, $0) < (ratio($0, last) ?? -1, $1) }.map { place in
        HeatChart.Row(
          name: run.county.townships[place].nameZh, group: zone.nameZh,
          values: run.horizon.years.indices.map { ratio(place, $0) })
      }
    }
    let chart = HeatChart(
      rows: rows, years: years, breaks: [15, 30, 50, 70, 95, 120],
      classLabels: ["<15", "15—30", "30—50", "50—70", "70—95", "95—120", "≥120"],
      missingLabel: wording.text("无床位", "no beds"), decimals: 0)
    let frame = frame(
      "heat-occupancy", mode, title: wording.text("各乡镇街道需求与床位之比（示意）", "Demand over beds by township"),
      subtitle: wording.text("实际使用口径需求÷在册床位，%。超过95即当地住满；乡镇数±30%", "Observed demand / licensed beds, %"),
      source: wording.text("现有床位分布、使用率为假设。", "Base split and occupancy are assumptions."),
      description: wording.text(
        "城区先满、乡镇富余：\(unmetZones())。", "The city fills first."))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }

  func scorecard(_ mode: ChartFrame.TitleMode) -> PublishedChart {
    let rows = indicators.rows.filter { $0.verdict != .outOfReach }.compactMap { row -> Scorecard.Row? in
      guard let target = row.indicator.target else { return nil }
      let tone: Scorecard.Tone =
        switch row.verdict {
        case .met: .good
        case .missed: .bad
        case .assumed: .caution
        case .undefined, .outOfReach: .neutral
        }
      return Scorecard.Row(
        number: row.indicator.number, name: wording.text(row.indicator.nameZh, row.indicator.nameEn),
        nature: row.indicator.natureZh, base: row.indicator.base, target: target,
        value: row.targetValue(run.horizon), maximum: 100,
        targetText: wording.text("目标\(row.indicator.targetText)", "target \(row.indicator.targetText)"),
        verdict: wording.name(row.verdict), tone: tone)
    }
    let out = indicators.rows.filter { $0.verdict == .outOfReach }.map { "\($0.indicator.number)" }
    let chart = Scorecard(
      rows: rows, baseLabel: wording.text("2020年", "2020"), targetLabel: wording.text("2025年目标", "Target 2025"),
      valueLabel: wording.text("2025年推算", "Projected 2025"),
      outOfReach: wording.text(
        "指标\(out.joined(separator: "、"))超出本模型范围，不能计算（原因见 tables/indicators.csv）。",
        "Indicators \(out.joined(separator: ", ")) are out of reach."), decimals: 1)
    let counts = Verdict.allCases.map { verdict in
      "\(wording.name(verdict))\(indicators.rows.count { $0.verdict == verdict })"
    }
    let frame = frame(
      "scorecard", mode, title: wording.text("规划指标对照（2025年，%）", "Plan indicators in 2025 (%)"),
      subtitle: wording.text("“假设达标”：只因情景这样设定才达标，不算完成", "“Assumed”: attained only because the scenario says so"),
      source: wording.text("规划表1。", "Plan, table 1."),
      description: wording.text(counts.joined(separator: "，") + "。", counts.joined(separator: ", ") + "."))
    return PublishedChart(frame: frame, svg: chart.svg(frame), table: chart.table)
  }
}
