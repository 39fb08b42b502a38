internal import Analysis
internal import CareNeed
internal import Charts
internal import Demography
internal import Facilities
internal import Finance
internal import Funeral
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
    parts.append("## 二、人口\n\n" + people() + figure("pyramid") + figure("elderly"))
    parts.append("## 三、床位与需求\n\n" + zones() + figure("beds-demand") + figure("map-unmet") + figure("heat-occupancy"))
    parts.append("## 四、规划指标\n\n" + indicatorTable() + figure("bed-shares") + figure("scorecard"))
    parts.append("## 五、殡葬\n\n" + funeral() + figure("cremation") + figure("places-required"))
    parts.append("## 六、项目与投资\n\n" + money() + projectTable() + figure("gantt") + figure("investment"))
    parts.append("## 七、与外部数据核对\n\n" + checks())
    parts.append("## 八、规划自身的算术\n\n" + audit())
    parts.append("## 九、说明\n\n" + notes())
    return parts.joined(separator: "\n")
  }

  private func figure(_ id: String) -> String {
    guard let index = charts.firstIndex(where: { $0.frame.id == id }) else { return "" }
    let frame = charts[index].frame
    return "\n![\(MarkdownText.escape(frame.description))](charts/\(id).svg)\n\n"
      + "图\(index + 1)　\(MarkdownText.escape(frame.title))。\(MarkdownText.escape(frame.source))\n"
  }

  private func number(_ measure: Measure, _ year: Int) -> Double? {
    run.index(year).flatMap { p.measures.value(measure, $0) }
  }

  private func plain(_ value: Double?) -> String { value.map { NumberFormat.text($0) } ?? "—" }

  // MARK: First page

  private func firstPage() -> String {
    var lines = [
      "# \(run.county.nameZh)养老与殡葬设施推算：\(MarkdownText.escape(run.scenario.titleZh))", "",
      MarkdownText.escape(run.scenario.descriptionZh), "", "## 一、主要结论", "",
    ]
    let targetYear = run.index(2025) == nil ? end : 2025
    lines.append("**1. 三种需求口径给出三个不同的答案。**")
    lines.append("")
    lines.append(
      MarkdownText.table(
        ["口径", "回答的问题", "\(start)年", "\(targetYear)年", "\(end)年"],
        [
          readingRow(.norm, .demandNorm, "按国家规范每千名老人配多少床", targetYear),
          readingRow(.need, .demandNeed, "失能老人中愿意入住的有多少", targetYear),
          readingRow(.observed, .demandObserved, "按现在的实际入住水平会住多少", targetYear),
          ["在册床位", "12月31日", plain(number(.beds, start)), plain(number(.beds, targetYear)), plain(number(.beds, end))],
        ], numeric: [2, 3, 4]))
    lines.append(readings(targetYear))
    lines.append("")
    lines.append("**2. 要不要建新床，首先取决于使用率和分布，其次才是老龄化。** " + occupancy())
    lines.append("")
    lines.append("**3. 规划目标。** " + targets())
    lines.append("")
    lines.append("**4. 最薄弱的五项输入。** 应先核实它们，再谈精确：")
    lines.append("")
    for (index, row) in p.ranking.rows.prefix(5).enumerated() {
      lines.append("\(index + 1). " + weakInput(row))
    }
    lines.append("")
    lines.append(
      "此外，三项输入不是一个数而是整张表：各乡镇人口（分配值，±30%）、现有\(plain(number(.beds, start)))张床位的分布、各项目的开工和建成年份。三者均为假设，请用机构名单、普查乡镇表和项目批复替换。"
    )
    lines.append("")
    return lines.joined(separator: "\n")
  }

  private func readingRow(_ reading: DemandReading, _ measure: Measure, _ question: String, _ middle: Int) -> [String] {
    [
      w.name(reading), question, plain(number(measure, start)), plain(number(measure, middle)),
      plain(number(measure, end)),
    ]
  }

  private func readings(_ middle: Int) -> String {
    let beds = number(.beds, end) ?? 0
    func compare(_ measure: Measure, less: String = "缺") -> String {
      let gap = beds - (number(measure, end) ?? 0)
      return (gap >= 0 ? "多" : less) + NumberFormat.text(abs(gap)) + "张"
    }
    let unmet = number(.unmet, end) ?? 0
    return
      "到\(end)年，全县在册床位\(plain(beds))张：与规范口径相比\(compare(.demandNorm, less: "少"))，按需要口径\(compare(.demandNeed))，按实际使用口径总量\(compare(.demandObserved))。"
      + (unmet >= 0.5
        ? "但总量掩盖错配：按实际使用口径，\(end)年仍有\(NumberFormat.text(unmet))张的需求在本片区找不到床位（\(p.unmetZones())），而别的片区有空床。"
        : "按实际使用口径，各片区到\(end)年都住得下。")
      + "规范口径是配置标准，不是缺口；“未满足需求”只用实际使用口径。"
  }

  private func occupancy() -> String {
    let base = run.observed.inCare
    let survey =
      run.countyPopulation(0).sum(from: 65) * run.parameters.constant("care.admission_rate_3y") / 3
      * run.parameters.constant("care.length_of_stay")
    let share = run.parameters.constant("care.occupancy")
    var text =
      "\(start)年在住约\(NumberFormat.text(base))人，是把使用率假设为\(NumberFormat.percent(share, decimals: 0))得来的（来源：\(sourceTitle("care.occupancy"))，本县无统计）；按全国调查的入住率和入住时间推算只有约\(NumberFormat.text(survey))人。"
    if let row = p.ranking.rows.first(where: { $0.path == "care.occupancy" }), let low = row.atLow,
      let high = row.atHigh
    {
      text +=
        "如果使用率其实是\(NumberFormat.percent(row.low, decimals: 0))或\(NumberFormat.percent(row.high, decimals: 0))，\(end)年实际使用口径的需求就是\(NumberFormat.text(low))张或\(NumberFormat.text(high))张，而\(start)年已有\(plain(number(.beds, start)))张。"
    }
    text +=
      "规划称城区床位紧张、乡镇空余偏多：本情景设城区使用率\(NumberFormat.percent(run.parameters.constant("care.occupancy_city"), decimals: 0))，则乡镇只有\(NumberFormat.percent(townOccupancy(), decimals: 0))。"
    return text
  }

  private func sourceTitle(_ path: String) -> String {
    let entry = run.parameters[path]
    return MarkdownText.escape(entry.note.isEmpty ? entry.source : entry.note)
  }

  private func townOccupancy() -> Double {
    let city = Set(run.county.zones.filter(\.isCity).map(\.id))
    let places = Set(run.county.townships.filter { city.contains($0.zone) }.map(\.code))
    let beds = run.county.facilities.reduce(0) { $0 + (places.contains($1.township) ? 0 : $1.beds.value) }
    return beds > 0 ? run.observed.townInCare / beds : 0
  }

  private func targets() -> String {
    func list(_ verdict: Verdict) -> String {
      let rows = p.indicators.rows.filter { $0.verdict == verdict }
      return rows.map { row in
        let value = row.targetValue(run.horizon).map { NumberFormat.text($0, decimals: 1) + row.indicator.unit } ?? "—"
        return
          "指标\(row.indicator.number)\(row.indicator.nameZh)（\(value)，目标\(row.indicator.targetText)\(row.indicator.unit)，\(row.indicator.natureZh)）"
      }.joined(separator: "；")
    }
    var parts: [String] = []
    for verdict in [Verdict.missed, .assumed, .met, .undefined] {
      let text = list(verdict)
      if !text.isEmpty { parts.append("\(w.name(verdict))：\(text)。") }
    }
    let out = p.indicators.rows.count { $0.verdict == .outOfReach }
    parts.append("其余\(out)项超出本模型范围。")
    if let nursing = p.indicators.rows.first(where: { $0.indicator.measure == .nursingShare }) {
      parts.append(w.reason(nursing))
    }
    return parts.joined()
  }

  private func weakInput(_ row: InputRanking.Row) -> String {
    let unit = row.unit == "share" || row.unit == "ratio" ? "" : " " + row.unit
    let low = row.atLow.map { NumberFormat.text($0) } ?? "无解"
    let high = row.atHigh.map { NumberFormat.text($0) } ?? "无解"
    return
      "\(row.titleZh)：取\(NumberFormat.machine(row.value, decimals: 4) ?? "")\(unit)，可能在\(NumberFormat.machine(row.low, decimals: 4) ?? "")—\(NumberFormat.machine(row.high, decimals: 4) ?? "")（\(w.name(row.grade))）；\(end)年\(w.name(row.reading))需求随之在\(low)—\(high)张之间。\(MarkdownText.escape(row.note))。"
  }

  // MARK: Chapters

  private func people() -> String {
    "\(start)年普查常住人口\(NumberFormat.text(number(.residents, start) ?? 0))人，60岁及以上\(NumberFormat.text(number(.pop60, start) ?? 0))人，65岁及以上\(NumberFormat.text(number(.pop65, start) ?? 0))人。到\(end)年，60岁及以上\(NumberFormat.text(number(.pop60, end) ?? 0))人，80岁及以上\(NumberFormat.text(number(.pop80, end) ?? 0))人。生活不能自理老人由\(NumberFormat.text(number(.severe, start) ?? 0))人增至\(NumberFormat.text(number(.severe, end) ?? 0))人（现患率不随时间变化，来源和等级见数据包）；更宽的失能定义见 tables/disability.csv，不能作为床位需求的起点。\n"
  }

  private func zones() -> String {
    let years = [start, 2025, 2030, end].filter { run.index($0) != nil }
    let rows = run.county.zones.map { zone -> [String] in
      let places = run.townships(of: zone.id)
      let codes = Set(places.map { run.county.townships[$0].code })
      return [zone.nameZh]
        + years.flatMap { at -> [String] in
          guard let index = run.index(at), let balances = run.balances[.observed]?[index] else {
            return ["—", "—", "—"]
          }
          let beds = run.stock.total(year: index) { codes.contains($0.township) }
          let demand = places.reduce(0) { $0 + balances[$1].demand }
          let unmet = places.reduce(0) { $0 + balances[$1].unmet }
          return [NumberFormat.text(beds), NumberFormat.text(demand), NumberFormat.text(unmet)]
        }
    }
    let header = ["片区"] + years.flatMap { ["\($0)年床位", "需求", "未满足"] }
    return "按片区（实际使用口径，张）。需求记在床位所在地：城区的机构也收乡镇来的老人。本片区内可以调剂，片区之间不调剂。\n\n"
      + MarkdownText.table(header, rows, numeric: Set(1..<header.count))
  }

  private func indicatorTable() -> String {
    let rows = p.indicators.rows.map { row in
      [
        "\(row.indicator.number)", row.indicator.nameZh, row.indicator.unit,
        row.indicator.base.map { NumberFormat.machine($0, decimals: 1) ?? "" } ?? "—", row.indicator.targetText,
        row.targetValue(run.horizon).map { NumberFormat.text($0, decimals: 1) } ?? "—", row.indicator.natureZh,
        w.name(row.verdict), w.reason(row),
      ]
    }
    return MarkdownText.table(
      ["序号", "指标名称", "单位", "2020年", "2025年目标", "2025年推算", "属性", "结论", "理由"], rows, numeric: [0, 3, 4, 5])
  }

  private func funeral() -> String {
    let middle = run.index(2025) == nil ? end : 2025
    let cremations = run.index(end).map { index in run.remains[index].reduce(0) { $0 + $1.cremated } } ?? 0
    let perCremator = run.parameters.value("funeral.cremations_per_cremator", in: run.horizon.end)
    let zone =
      run.index(middle).map { index -> Double in
        let flows = run.remains[index]
        let deaths = flows.reduce(0) { $0 + $1.deaths }
        return deaths > 0 ? flows.reduce(0) { $0 + $1.zoneDeaths } / deaths : 0
      } ?? 0
    return
      "死亡人数由\(start + 1)年约\(plain(number(.deaths, start + 1)))人增至\(end)年约\(plain(number(.deaths, end)))人。\(middle)年火化区内死亡约占全县的\(NumberFormat.percent(zone, decimals: 0))，所以火化区火化率\(p.shown(.cremationZone, middle))只对应全县\(p.shown(.cremationCounty, middle))。\(end)年火化约\(NumberFormat.text(cremations))具，按全国单台平均负荷\(NumberFormat.text(perCremator))具折合\(NumberFormat.text(cremations / perCremator, decimals: 1))台；县殡仪馆现有台数规划未写明。\n\n\(w.capacityNotStated)：现有和规划的公墓、骨灰堂都没有写明墓位或格位数。\n"
  }

  private func money() -> String {
    let total = run.cash.total().wanYuan.value
    let within = run.cash.total { $0.year <= run.horizon.end }.wanYuan.value
    let stated = run.investments.filter { !$0.isImputed }.compactMap(\.amount).reduce(Fen.zero, +).wanYuan.value
    let social = Set(run.schedule.filter { $0.project.owner == .social }.map(\.project.id))
    let company = run.cash.total { social.contains($0.project) }.wanYuan.value
    let unknown = run.investments.count { $0.amount == nil }
    guard total > 0 else { return "本情景没有投资。\n\n" }
    return
      "投资合计\(NumberFormat.text(total))万元，其中规划写明\(NumberFormat.text(stated))万元、按每床造价推算\(NumberFormat.text(total - stated))万元；\(end)年底前支出\(NumberFormat.text(within))万元。写明由企业投资\(NumberFormat.text(company))万元，财政性投资至多\(NumberFormat.text(total - company))万元，资金来源规划未分列。"
      + (unknown > 0 ? "另有\(unknown)个项目没有投资，也无从推算，未计入。" : "") + "\n\n"
  }

  private func projectTable() -> String {
    let rows = run.schedule.map { entry -> [String] in
      let investment = run.investments.first { $0.project == entry.project.id }
      let amount = investment?.amount?.wanYuan.value
      let beds = entry.beds.value > 0 ? entry.beds.value : nil
      return [
        entry.project.id.value, entry.project.nameZh, entry.project.sitePlanZh,
        beds.map { NumberFormat.text($0) } ?? "—",
        amount.map { NumberFormat.text($0) + (investment?.isImputed ?? false ? "（推算）" : "") } ?? "…",
        beds.flatMap { beds in amount.map { NumberFormat.text($0 / beds, decimals: 1) } } ?? "—",
        "\(entry.start)—\(entry.open)", w.name(entry.project.scheduleGrade),
      ]
    }
    guard !rows.isEmpty else { return "" }
    return MarkdownText.table(
      ["编号", "项目名称", "拟建设地址", "养老床位（张）", "投资（万元）", "每床（万元）", "开工—建成", "年份依据"], rows,
      numeric: [3, 4, 5]) + "\n“—”不适用；“…”不详。\n"
  }

  private func checks() -> String {
    var text = ""
    for check in run.checks where check.kind == .observation {
      text +=
        "\(MarkdownText.escape(check.nameZh))：推算\(NumberFormat.text(check.modelled))人，实际\(NumberFormat.text(check.counted))人，相差\(NumberFormat.signed(check.relativeGap * 100, decimals: 1))%。这个数没有用于估计任何参数。\n\n"
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
    guard !ages.isEmpty else { return text }
    text += "上次普查人口在无迁移假设下推到\(start)年，与普查对照。差额是迁移和普查误差之和；75岁及以上的死亡水平正是按闭合设定的，不算检验。\n\n"
    text += MarkdownText.table(
      ["年龄", "男·推算", "男·普查", "差（%）", "女·推算", "女·普查", "差（%）"],
      ages.map { [$0] + cells("M", $0) + cells("F", $0) }, numeric: [1, 2, 3, 4, 5, 6])
    if let gap = run.calibration.migration?.largestGap {
      text += "\n模型使用的迁移率由这些差额平滑得来，再用它回推就近乎恒等（单个队列最大差\(NumberFormat.percent(gap))），不能当作检验。\n"
    }
    return text
  }

  private func audit() -> String {
    let fails = p.audit.rows.filter { $0.verdict != .closes }
    let rows = fails.map { row in
      [
        row.statement.id, row.statement.section, row.statement.statementZh,
        row.statement.printed.isEmpty ? "—" : row.statement.printed,
        row.computed.map { NumberFormat.text($0, decimals: abs($0) < 1000 && $0 != $0.rounded() ? 1 : 0) } ?? "—",
        row.statement.unit, w.name(row.verdict), row.statement.noteZh,
      ]
    }
    return
      "共核\(p.audit.rows.count)条：相符\(p.audit.count(.closes))条，不符\(p.audit.count(.fails))条，未定义\(p.audit.count(.undefined))条，缺失\(p.audit.count(.missing))条。相符的从略，全部见 `countyplan audit`。\n\n"
      + MarkdownText.table(["编号", "章节", "表述", "印出", "计算", "单位", "结论", "说明"], rows, numeric: [3, 4])
  }

  private func notes() -> String {
    "- 年份：人口为当年11月1日，设施为12月31日，出生、死亡和火化为上年11月1日至当年10月31日。\n"
      + "- 乡镇数是分配值，只用于看片区差别，不能比较两个小乡镇。\n"
      + "- 精神病、儿童、救助床位和服务中心的床位不计为养老床位。\n"
      + "- 合计数与分项和因四舍五入可能不等。\n"
      + "- 每个数的来源和等级见 tables/ 各表的 evidence 列；输入文件及校验值见 manifest.json。\n"
  }
}
