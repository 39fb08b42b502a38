/// Wording of the report.
extension Phrase {
  public static let headingPeople = Phrase("## 二、人口\n\n")
  public static let headingBeds = Phrase("## 三、床位与需求\n\n")
  public static let headingIndicators = Phrase("## 四、规划指标\n\n")
  public static let headingFuneral = Phrase("## 五、殡葬\n\n")
  public static let headingMoney = Phrase("## 六、项目与投资\n\n")
  public static let headingChecks = Phrase("## 七、与外部数据核对\n\n")
  public static let headingAudit = Phrase("## 八、规划自身的算术\n\n")
  public static let headingNotes = Phrase("## 九、说明\n\n")
  public static let figureCaption = Phrase("图{1}　{2}。{3}\n")
  public static let reportTitle = Phrase("# {1}养老与殡葬设施推算：{2}")
  public static let centralCase = Phrase("中心情形{1}：", "Central case {1}: ")
  public static let headingFindings = Phrase("## 一、主要结论")
  public static let interval = Phrase("（{1}—{2}）", " ({1}–{2})")
  public static let ownTargets = Phrase("**自定目标。** ", "**Own targets.** ")
  public static let atLeast = Phrase("不低于", "at least")
  public static let atMost = Phrase("不高于", "at most")
  public static let ownTarget = Phrase("{1}年{2}{3}{4}：推算{5}，", "{2} in {1} {3} {4}: {5}, ")
  public static let ownTargetProbability = Phrase("达到的概率{1}", "probability {1}")
  public static let drawsLead = Phrase(
    "本情景抽样{1}次（种子{2}）：每次在给定区间内取一套不确定的数，走完全部推算。除注明“中心情形”外，数值为均值，括号内为80%区间；“中心情形”是不确定的数都取中心值的一次推算，与均值不同，达标与否按它判定。区间只反映写明了区间或分布的输入；{3}的误差不在其内。"
  )
  public static let drawsWithoutYears = Phrase("床位分布和建成年份", "the base split and opening years")
  public static let drawsWithYears = Phrase("床位分布", "the base split")
  public static let drawsMoved = Phrase(
    "{1}次抽样中，有{2}处取值与同一次抽样的其他数矛盾，已在各自分布之内移到可能的部分：{3}。",
    "In {1} draws, {2} values contradicted others of the same draw and were moved inside their own distributions: {3}.")
  public static let drawsMovedEntry = Phrase("{1}{2}次", "{1} {2} times")
  public static let findingReadings = Phrase("**1. 三种需求口径给出三个不同的答案。**")
  public static let columnReading = Phrase("口径")
  public static let columnQuestion = Phrase("回答的问题")
  public static let columnYear = Phrase("{1}年")
  public static let questionNorm = Phrase("按国家规范每千名老人配多少床")
  public static let questionNeed = Phrase("失能老人中愿意入住的有多少")
  public static let questionObserved = Phrase("按现在的实际入住水平会住多少")
  public static let licensedBeds = Phrase("在册床位")
  public static let endOfDecember = Phrase("12月31日")
  public static let findingOccupancy = Phrase("**2. 实际使用口径由基期的使用率和床位分布定出。** ")
  public static let findingTargets = Phrase("**3. 规划目标。** ")
  public static let findingWeakInputs = Phrase("**4. 最薄弱的{1}项输入。** 应先核实它们，再谈精确：")
  public static let weakTables = Phrase("此外，有的输入不是一个数而是整张表：{1}。它们是假设，请用普查乡镇表、机构名单和项目批复替换。")
  public static let weakTownships = Phrase("各乡镇人口（{1}）")
  public static let weakBeds = Phrase("现有{1}张床位的分布")
  public static let weakYears = Phrase("各项目的开工和建成年份")
  public static let townshipAllotted = Phrase("分配值，误差至±{1}%", "allotted, up to ±{1}%")
  public static let townshipAllottedOnly = Phrase("分配值", "allotted")
  public static let centralLead = Phrase("（以下为中心情形）", "(Central case.) ")
  public static let centralSection = Phrase("本部分为中心情形。\n\n", "Central case.\n\n")
  public static let verdictsCentral = Phrase(
    "达标与否按中心情形判定，括号内为均值。", "Verdicts are of the central case, values are means. ")
  public static let targetReason = Phrase("指标{1}{2}：{3}", "Indicator {1} {2}: {3}")
  public static let columnVerdictCentral = Phrase("结论（中心情形）", "Verdict (central case)")
  public static let checksNone = Phrase("没有可以核对的外部数据。\n\n", "There is nothing to check against.\n\n")
  public static let auditNone = Phrase("县数据没有登记要核对的规划表述。\n\n", "The county's data lists no statements.\n\n")
  public static let crematorsStated = Phrase("现有火化炉{1}台。", "{1} cremators stand.")
  public static let crematorsUnknown = Phrase("现有台数县数据未写明。", "How many stand is not stated.")
  public static let capacityUnknown = Phrase(
    "{1}处公墓、骨灰堂中{2}处没有写明墓位或格位数：{3}。", "{2} of {1} cemeteries state no capacity: {3}.")
  public static let fewerThanNorm = Phrase("少")
  public static let fewerThanDemand = Phrase("缺")
  public static let moreThanDemand = Phrase("多")
  public static let bedCount = Phrase("张")
  public static let readingsCompared = Phrase("到{1}年，全县在册床位{2}张：与规范口径相比{3}，按需要口径{4}，按实际使用口径总量{5}。")
  public static let mismatch = Phrase("但总量掩盖错配：按实际使用口径，{1}年仍有{2}张的需求在本片区找不到床位（{3}），而县内别处有空床。")
  public static let shortage = Phrase("按实际使用口径，{1}年有{2}张的需求找不到床位（{3}）。")
  public static let noMismatch = Phrase("按实际使用口径，各片区到{1}年都住得下。")
  public static let normIsNoGap = Phrase("规范口径是配置标准，不是缺口；“未满足需求”只用实际使用口径。")
  public static let occupancyAssumed = Phrase(
    "{1}年在住约{2}人，是把使用率假设为{3}得来的（来源：{4}）；按全国调查的入住率和入住时间推算只有约{5}人。")
  public static let occupancyRange = Phrase("如果使用率其实是{1}或{2}，{3}年实际使用口径的需求就是{4}张或{5}张，而{6}年已有{7}张。")
  public static let occupancyCity = Phrase("城区使用率设为{1}（来源：{2}），则城区以外为{3}。")
  public static let targetEntry = Phrase("指标{1}{2}（{3}，目标{4}{5}，{6}）")
  public static let targetsOutOfReach = Phrase("其余{1}项超出本模型范围。")
  public static let noSolution = Phrase("无解")
  public static let weakInput = Phrase(
    "{1}：取{2}{3}，可能在{4}—{5}（{6}）；{7}年{8}需求随之在{9}—{10}张之间。{11}。")
  public static let peopleParagraph = Phrase(
    "{1}年普查常住人口{2}人，60岁及以上{3}人，65岁及以上{4}人。到{5}年，60岁及以上{6}人，80岁及以上{7}人。生活不能自理老人由{8}人增至{9}人（现患率不随时间变化，来源和等级见数据包）；更宽的失能定义在{5}年为{10}人（基本日常活动受限）和{11}人（任一日常活动受限），只作对照，不能作为床位需求的起点。\n"
  )
  public static let demographyLead = Phrase(
    "\n出生、死亡、迁移（全县；流量为上年11月1日至当年10月31日，逐项见 tables/components.csv、tables/demography.csv，生命表见 tables/life_table.csv）。{1}\n\n",
    "\nBirths, deaths and migration of the county (flows from 1 November to 31 October; see tables/components.csv, tables/demography.csv and tables/life_table.csv). {1}\n\n"
  )
  public static let intervalSigned = Phrase("（{1}至{2}）", " ({1} to {2})")
  public static let constraintsLead = Phrase(
    "\n{1}人口控制：{2}。系数乘在事件上，不直接改人口数；逐年见 tables/constraints.csv。\n",
    "\n{1}Controls on the population: {2}. Factors act on events, never on stocks; see tables/constraints.csv.\n")
  public static let constraintEntry = Phrase("{1}（{2}—{3}年，系数{4}—{5}{6}）", "{1} ({2}–{3}, factors {4}–{5}{6})")
  public static let constraintMissed = Phrase("，{1}年停在上下限，达不到", ", not met in {1} years")
  public static let qualityParagraph = Phrase(
    "普查质量：联合国年龄性别准确性指数{1}。这个指数只衡量不规则：困难时期和生育高峰的队列、劳动力外出同样推高它，不能据此判定普查有误。{2}各项见 tables/input_quality.csv。\n\n",
    "Quality of the censuses: UN age–sex accuracy index {1}. It measures irregularity alone: cohorts of famine and booms and labour migration raise it too. {2}See tables/input_quality.csv.\n\n"
  )
  public static let qualityEntry = Phrase("{1}年{2}（{3}）", "{2} in {1} ({3})")
  public static let qualityWithoutAges = Phrase(
    "惠普尔指数和迈尔斯指数需要单岁人数，普查表是分组的，不能计算。",
    "Whipple's and Myers' indices need single years; the counts are in groups. ")
  public static let columnZone = Phrase("片区")
  public static let columnBedsOfYear = Phrase("{1}年床位")
  public static let columnDemand = Phrase("需求")
  public static let columnUnmet = Phrase("未满足")
  public static let zonesLead = Phrase(
    "按片区（实际使用口径，张）。需求记在床位所在地：城区的机构也收乡镇来的老人。本片区内可以调剂，片区之间不调剂。\n\n")
  public static let columnNumber = Phrase("序号")
  public static let columnIndicator = Phrase("指标名称")
  public static let columnUnit = Phrase("单位")
  public static let columnBase = Phrase("{1}年")
  public static let columnTarget = Phrase("{1}年目标")
  public static let columnProjected = Phrase("{1}年推算")
  public static let columnNature = Phrase("属性")
  public static let columnVerdict = Phrase("结论")
  public static let columnReason = Phrase("理由")
  public static let funeralParagraph = Phrase(
    "死亡人数由{1}年约{2}人增至{3}年约{4}人。{5}年火化区内死亡约占全县的{6}，所以火化区火化率{7}只对应全县{8}。{3}年火化约{9}具，按单台年负荷{10}具折合{11}台；"
  )
  public static let columnID = Phrase("编号")
  public static let columnProject = Phrase("项目名称")
  public static let columnSite = Phrase("拟建设地址")
  public static let columnCareBeds = Phrase("养老床位（张）")
  public static let columnSchedule = Phrase("开工—建成")
  public static let columnScheduleDrawn = Phrase(
    "开工—建成（抽样中位；括号为建成年80%区间）", "Building (median of the draws; 80% interval of opening)")
  public static let projectsCentral = Phrase("床位、投资为中心情形。\n", "Beds and money of the central case.\n")
  public static let columnScheduleGrade = Phrase("年份依据")
  public static let signsExplained = Phrase("\n“—”不适用；“…”不详。\n")
  public static let hindcastLead = Phrase(
    "上次普查人口在无迁移假设下推到{1}年，与普查对照。差额是迁移和普查误差之和{2}。\n\n")
  public static let hindcastClosed = Phrase("；75岁及以上队列由死亡水平闭合（男女差额都不到2%），不算检验")
  public static let columnAge = Phrase("年龄")
  public static let columnMenModelled = Phrase("男·推算")
  public static let columnMenCounted = Phrase("男·普查")
  public static let columnGap = Phrase("差（%）")
  public static let columnWomenModelled = Phrase("女·推算")
  public static let columnWomenCounted = Phrase("女·普查")
  public static let hindcastIdentity = Phrase("\n模型使用的迁移率由这些差额平滑得来，再用它回推就近乎恒等（单个队列最大差{1}），不能当作检验。\n")
  public static let auditCounts = Phrase(
    "共核{1}条：相符{2}条，不符{3}条，未定义{4}条，缺失{5}条。相符的从略，全部见 `countyplan audit`。\n\n")
  public static let columnSection = Phrase("章节")
  public static let columnStatement = Phrase("表述")
  public static let columnPrinted = Phrase("印出")
  public static let columnComputed = Phrase("计算")
  public static let columnNote = Phrase("说明")
  public static let noteDates = Phrase("- 年份：人口为当年11月1日，设施为12月31日，出生、死亡和火化为上年11月1日至当年10月31日。\n")
  public static let noteTownships = Phrase("- 乡镇数是分配值，只用于看片区差别，不能比较两个小乡镇。\n")
  public static let noteBeds = Phrase("- 精神病、儿童、救助床位和服务中心的床位不计为养老床位。\n")
  public static let noteRounding = Phrase("- 合计数与分项和因四舍五入可能不等。\n")
  public static let noteSources = Phrase(
    "- 每个数的来源和等级见 tables/ 各表的 evidence 列；输入文件及校验值见 manifest.json。\n")
}
