/// Wording of the charts.
extension Phrase {
  public static let scenarioLead = Phrase("情景：", "Scenario: ")
  public static let dataTwin = Phrase("数据见 charts/{1}.csv。", " Data: charts/{1}.csv.")
  public static let yearName = Phrase("{1}年", "{1}")
  public static let bandNote = Phrase("；{1}次抽样：线为{3}，阴影为80%区间", "; {1} draws: lines are the {3}, shades 80% intervals")
  public static let horizonNote = Phrase(
    "；{1}次抽样：线为{3}，右侧竖线为{2}年的80%区间",
    "; {1} draws: lines are the {3}, bars on the right 80% intervals in {2}")
  public static let whiskerNote = Phrase(
    "；{1}次抽样：柱为均值，线为{3}，竖须为80%区间",
    "; {1} draws: columns are means, lines the {3}, whiskers 80% intervals")
  public static let descriptionLead = Phrase("数值为{1}次抽样的{2}。", " Numbers: {2} of {1} draws.")
  public static let descriptionVerdicts = Phrase("按中心情形判定。", " Verdicts of the central case.")
  public static let barNote = Phrase("；{1}次抽样：条为{3}，横须为80%区间", "; {1} draws: bars are the {3}, whiskers 80% intervals")
  public static let pyramidNote = Phrase(
    "；{1}次抽样：数值为均值，末年的横须为80%区间", "; {1} draws: means, whiskers of the last year are 80% intervals")
  public static let men = Phrase("男", "Men")
  public static let women = Phrase("女", "Women")
  public static let unitTenThousand = Phrase("（万人）", "(10,000)")
  public static let pyramidTitle = Phrase("{1}常住人口年龄金字塔", "{1}: age pyramid of residents")
  public static let pyramidSubtitle = Phrase("每5岁一组，标注为起始年龄", "Five-year groups, labelled by first age")
  public static let pyramidSource = Phrase("{1}年为{2}，其后为推算。", "{1}: {2}; later years projected.")
  public static let pyramidDescription = Phrase(
    "{1}年到{2}年，60岁及以上由{3}增至{4}。", "Residents aged 60+ go from {3} in {1} to {4} in {2}.")
  public static let elderlyHeading = Phrase("常住老年人口（万人）", "Elderly residents (10,000)")
  public static let aged60 = Phrase("60岁及以上", "60+")
  public static let aged65 = Phrase("65岁及以上", "65+")
  public static let aged80 = Phrase("80岁及以上", "80+")
  public static let projected = Phrase("推算", "projected")
  public static let elderlyTitle = Phrase("常住老年人口", "Elderly residents")
  public static let elderlySubtitle = Phrase("每年11月1日", "At 1 November")
  public static let elderlySource = Phrase("{1}年为{2}，其后为推算。", "{1}: {2}; later years projected.")
  public static let elderlyDescription = Phrase(
    "60岁及以上由{1}增至{2}年{3}，80岁及以上由{4}增至{5}。", "Aged 60+: from {1} to {3} in {2}; aged 80+: from {4} to {5}.")
  public static let unitPersons = Phrase("（人）", " (persons)")
  public static let fanProjection = Phrase("预测", "projected")
  public static let fanMedian = Phrase("中位", "median")
  public static let fanCentral = Phrase("中心值", "central")
  public static let fanUpper = Phrase("上限", " high")
  public static let fanLower = Phrase("下限", " low")
  public static let fanCensus = Phrase("{1}年{2}", "{1} {2}")
  public static let fanTitle = Phrase("{1}及其不确定性", "{1}: the range of futures")
  public static let fanTitleCentral = Phrase("{1}", "{1}")
  public static let fanFlowSubtitle = Phrase("上年11月1日至当年10月31日", "From 1 November of the year before to 31 October")
  public static let fanNote = Phrase(
    "；{1}次抽样：线为中位，色带由浅到深为95%、80%、50%区间",
    "; {1} draws: the line is the median, bands from light to dark are 95, 80 and 50% intervals")
  public static let fanWithoutDraws = Phrase(
    "；本情景没有抽样，只有中心值一条线，没有区间", "; nothing was drawn: the central course alone, without intervals")
  public static let fanAxisNote = Phrase("；纵轴不从0起", "; the axis does not begin at 0")
  public static let fanHistory = Phrase("圆点为{1}。", "Dots: {1}. ")
  public static let fanCondition = Phrase(
    "菱形为{1}；抽样按{2}取舍。", "Diamonds: {1}; the futures were chosen by {2}. ")
  public static let fanObservation = Phrase("菱形为{1}，程序没有用它估计参数。", "The diamond ({1}) was not fitted to. ")
  public static let fanSource = Phrase("区间只反映写明了区间或分布的输入。", "Intervals hold only what the inputs state as uncertain.")
  public static let fanDescription = Phrase(
    "{1}年{2}中位{3}，80%区间{4}—{5}。", "{2} in {1}: median {3}, 80% interval {4}–{5}.")
  public static let fanDescriptionCentral = Phrase(
    "{1}年{2}中心值{3}，没有抽样。", "{2} in {1}: {3} at central values, no draws.")
  public static let plannedProjects = Phrase("规划项目", "projects")
  public static let countOfYear = Phrase("{1}（{2}年）", "{1} ({2})")
  public static let observedValue = Phrase("观测", "an observation")
  public static let plannedWithAssumedOpening = Phrase("规划项目（建成年份为推定）", "projects (assumed openings)")
  public static let existingNursing = Phrase("现有护理型", "Existing nursing")
  public static let existingOrdinary = Phrase("现有普通", "Existing ordinary")
  public static let nursingLead = Phrase("护理型·", "Nursing, ")
  public static let ordinaryLead = Phrase("普通·", "Ordinary, ")
  public static let bedsDemandHeading = Phrase("床位（张）；柱为床位，线为需求", "Beds; columns are supply, lines demand")
  public static let bedsDemandZoneHeading = Phrase(
    "其中{1}（张）；柱为床位，线为实际使用的需求", "{1}; columns are supply, the line observed demand")
  public static let bedsDemandZone = Phrase("；下图为缺床最多的片区", "; below, the zone with the largest shortage")
  public static let zoneBedsColumn = Phrase("{1}床位", "beds, {1}")
  public static let zoneDemandLine = Phrase("{1}实际使用", "observed, {1}")
  public static let bedsDemandTitle = Phrase("养老床位与三种算法的需求", "Care beds against three readings of demand")
  public static let bedsDemandSubtitle = Phrase(
    "床位为12月31日在册数。三种算法回答不同问题，不能平均",
    "Licensed beds at 31 December; the readings are never averaged")
  public static let bedsDemandSource = Phrase(
    "情景性结果；{1}为假设。", "Illustrative; assumed: {1}.")
  public static let bedsDemandSourceKnown = Phrase("情景性结果。", "Illustrative.")
  public static let assumedSplit = Phrase("现有床位分布", "base split of beds")
  public static let assumedOccupancy = Phrase("使用率", "occupancy")
  public static let assumedUptake = Phrase("入住意愿", "uptake")
  public static let bedsDemandDescription = Phrase(
    "{1}年床位{2}；需求按规范配置{3}，按照护需要{4}，按实际使用{5}。",
    "Beds in {1}: {2}; demand {3} by the norm, {4} by need, {5} by observed use. ")
  public static let targetPercent = Phrase("目标{1}%", "target {1}%")
  public static let nursingShareHeading = Phrase("护理型床位占比（%）", "Nursing share (%)")
  public static let nursingShort = Phrase("护理型", "Nursing")
  public static let governmentShareHeading = Phrase("政府运营床位占比（%）", "Government-run share (%)")
  public static let governmentShort = Phrase("政府运营", "Government-run")
  public static let bedSharesTitle = Phrase("护理型占比与政府运营占比对目标", "Nursing and government-run shares against targets")
  public static let bedSharesSubtitle = Phrase(
    "12月31日在册床位", "Licensed beds at 31 December")
  public static let bedSharesAssumed = Phrase("；虚线空心点表示运营方为假设", "; dashed where operators are assumed")
  public static let bedSharesSource = Phrase(
    "目标为规划指标。", "Targets of the plan.")
  public static let bedSharesSourceAssumed = Phrase(
    "目标为规划指标；新建机构由谁运营，规划未写明的为假设。", "Targets of the plan; operators assumed where it is silent.")
  public static let bedSharesDescription = Phrase(
    "{1}年护理型占比{2}，政府运营占比{3}。", "In {1}: nursing {2}, government-run {3}.")
  public static let cremationHeading = Phrase("火化率（%）", "Cremation rate (%)")
  public static let cremationZoneLine = Phrase("火化区（设定）", "Zone (set)")
  public static let cremationCountyLine = Phrase("全县", "County")
  public static let cremationTitle = Phrase("火化率", "Cremation rates")
  public static let cremationSubtitle = Phrase("火化区路径是情景设定，不是预测；全县率由分乡镇死亡推算", "The zone's path is set by the scenario")
  public static let cremationSetToTarget = Phrase(
    "。线与目标重合，是因为情景直接设成了目标，没有检验", "; it meets the target because the scenario sets it so")
  public static let cremationSourceAssumed = Phrase("火化区范围为假设。", "The zone is assumed.")
  public static let cremationSource = Phrase("火化区范围见县数据。", "The zone is that of the county's data.")
  public static let cremationDescription = Phrase("火化区火化率设为{1}年{2}；全县只有{3}。", "Zone {2} in {1}, county {3}.")
  public static let placesCapacityNote = Phrase(
    "现有和规划公墓、骨灰堂的容量均未写明，不能推算用尽年份", "No capacity is stated; no exhaustion year")
  public static let placesUrnHeading = Phrase("骨灰累计需要的格位、墓位和生态位（位）", "Places for ashes, cumulative")
  public static let placesBodyHeading = Phrase("遗体累计需要的墓位（位）", "Graves for bodies, cumulative")
  public static let placesTitle = Phrase("骨灰与遗体累计需要的安葬位", "Places required for ashes and bodies")
  public static let placesSubtitle = Phrase("自{1}年起累计，按死亡地片区；骨灰只计进入公共设施的部分。上下两图刻度不同", "From {1} on, by zone")
  public static let placesSource = Phrase("骨灰去向比例为假设。", "The destinations of ashes are assumptions.")
  public static let placesDescription = Phrase("到{1}年累计需要骨灰安葬位{2}个、遗体墓位{3}个。", "By {1}: {2} for ashes, {3} for bodies.")
  public static let imputedMark = Phrase("（推）", "*")
  public static let ganttBeds = Phrase("养老床位", "Beds")
  public static let ganttMoney = Phrase("万元", "10⁴ yuan")
  public static let ganttAssumed = Phrase("开工到建成（推定或情景改动）", "building (assumed or moved)")
  public static let ganttStated = Phrase("建成年为规划写明", "opening stated by the plan")
  public static let ganttRange = Phrase("建成年可能范围", "range of opening")
  public static let ganttDrawn = Phrase("开工到建成（推定，抽样中位）", "building (assumed, median of the draws)")
  public static let ganttDrawnRange = Phrase("建成年80%区间（{1}次抽样）", "80% interval of opening ({1} draws)")
  public static let ganttData = Phrase("县数据中的建成年", "opening in the county's data")
  public static let ganttCentral = Phrase("；床位、投资为中心情形", "; beds and money of the central case")
  public static let ganttLimited = Phrase(
    "。共{1}个项目，只画投资最多的{2}个，全部见数据", "; the {2} dearest of {1} projects, all are in the data")
  public static let mapLimited = Phrase(
    "。共{1}个乡镇街道，只画老人最多的{2}个，全部见数据", "; the {2} of {1} townships with most elderly, all are in the data")
  public static let heatLimited = Phrase(
    "。共{1}个乡镇街道，只画{2}年比值最高的{3}个和最低的{4}个，全部见数据",
    "; of {1} townships the {3} highest and {4} lowest of {2}, all are in the data")
  public static let mapUnlabelledMany = Phrase("其余{1}个未标名。", " {1} more are not labelled.")
  public static let ganttNone = Phrase("本情景没有项目", "No projects")
  public static let ganttTitle = Phrase("项目进度", "Project schedule")
  public static let ganttSubtitle = Phrase("斜纹：规划未写明，或情景改动了建成年份。“—”无养老床位，“…”投资未知", "Hatched: assumed or moved years")
  public static let ganttSource = Phrase("项目见县数据 projects.csv。", "Projects of the county's projects.csv.")
  public static let ganttDescription = Phrase("共{1}个项目。", "{1} projects.")
  public static let mapClassNone = Phrase(
    "都有床位",
    "none")
  public static let mapClassUnder20 = Phrase(
    "20人以下没有",
    "under 20")
  public static let mapClass20 = Phrase(
    "20—100人",
    "20–100")
  public static let mapClass100 = Phrase(
    "100—500人",
    "100–500")
  public static let mapClassOver500 = Phrase(
    "500人以上",
    "over 500")
  public static let mapDraws = Phrase("；{1}次抽样的均值", "; means of {1} draws")
  public static let mapArea = Phrase("圆面积＝60岁及以上常住人口", "area: residents 60+")
  public static let mapScale = Phrase("20公里", "20 km")
  public static let mapNote = Phrase("示意图：只标乡镇街道驻地，不表示界线；部分坐标为推算。", "Schematic: seats only, no boundaries.")
  public static let mapTitle = Phrase("{1}年各乡镇街道没有床位的人数（示意）", "People without a bed by township, {1}")
  public static let mapSubtitle = Phrase("按实际使用推算；本片区内可调剂", "Observed reading; shared inside zones")
  public static let townshipsAllotted = Phrase("。乡镇数为{1}，只看片区差别", "; townships {1}, read zones only")
  public static let mapSource = Phrase("含推算数据。", "Includes assumed data.")
  public static let mapDescription = Phrase("{1}年全县有{2}人没有床位，在：{3}。", "{2} people without a bed in {1}: {3}.")
  public static let mapDescriptionNone = Phrase("{1}年各乡镇街道都住得下。", "No unmet need in {1}.")
  public static let mapUnlabelled = Phrase("未标名：{1}。", " Not labelled: {1}.")
  public static let noZone = Phrase("各片区都不足1人", "below one bed in every zone")
  public static let zoneBeds = Phrase(
    "{1}{2}人",
    "{1}: {2}")
  public static let heatMissing = Phrase("无床位", "no beds")
  public static let heatTitle = Phrase("各乡镇街道需求与床位之比（示意）", "Demand over beds by township")
  public static let heatSubtitle = Phrase("实际使用的需求÷在册床位，%。超过95即当地住满，可住到本片区别处", "Observed demand / licensed beds, %")
  public static let heatDescription = Phrase(
    "到{1}年，{2}个乡镇街道中{3}个需求超过床位的95%，{4}个不到一半，{5}个没有床位。",
    "In {1}, demand exceeds 95% of beds in {3} of {2} townships, is below half in {4}; {5} have no beds.")
  public static let targetText = Phrase("目标{1}", "target {1}")
  public static let scorecardBase = Phrase("{1}年", "{1}")
  public static let scorecardTarget = Phrase("{1}年目标", "Target {1}")
  public static let scorecardValue = Phrase("{1}年推算", "Projected {1}")
  public static let scorecardOutOfReach = Phrase(
    "指标{1}超出本模型范围，不能计算（原因见 tables/indicators.csv）。", "Indicators {1} are out of reach (why: tables/indicators.csv).")
  public static let scorecardLowerBetter = Phrase("，越低越好；斜纹为超出部分", ", lower is better; hatched beyond")
  public static let scorecardTitle = Phrase("规划指标对照（{1}年，%）", "Plan indicators in {1} (%)")
  public static let scorecardSubtitle = Phrase(
    "“未检验”：只因情景或假设这样设定才达到目标，不算完成", "“Untested”: attained only because a scenario or an assumption says so")
  public static let scorecardSource = Phrase("规划指标体系。", "The plan's table of indicators.")
}
