/// Wording of the report.
extension Phrase {
  public static let headingPeople = Phrase(
    "## 二、人口\n\n",
    "## 2. Population\n\n")
  public static let headingBeds = Phrase(
    "## 三、床位与需求\n\n",
    "## 3. Beds and demand\n\n")
  public static let headingIndicators = Phrase(
    "## 四、规划指标\n\n",
    "## 4. Indicators of the plan\n\n")
  public static let headingFuneral = Phrase(
    "## 五、殡葬\n\n",
    "## 5. Funeral\n\n")
  public static let headingMoney = Phrase(
    "## 六、项目与投资\n\n",
    "## 6. Projects and money\n\n")
  public static let headingChecks = Phrase(
    "## 七、与外部数据核对\n\n",
    "## 7. Set beside outside data\n\n")
  public static let headingAudit = Phrase(
    "## 八、规划自身的算术\n\n",
    "## 8. The plan's own arithmetic\n\n")
  public static let headingNotes = Phrase(
    "## 九、说明\n\n",
    "## 9. Notes\n\n")
  public static let figureCaption = Phrase(
    "图{1}　{2}。{3}\n",
    "Figure {1}. {2}. {3}\n")
  public static let reportTitle = Phrase(
    "# {1}养老与殡葬设施推算：{2}",
    "# {1}, care and funeral facilities projected: {2}")
  public static let centralCase = Phrase("中心情形{1}，", "Central case {1}: ")
  public static let headingFindings = Phrase(
    "## 一、主要结论",
    "## 1. Findings")
  public static let interval = Phrase("（{1}—{2}）", " ({1}–{2})")
  public static let ownTargets = Phrase("**自定目标。** ", "**Own targets.** ")
  public static let atLeast = Phrase("不低于", "at least")
  public static let atMost = Phrase("不高于", "at most")
  public static let ownTarget = Phrase("{1}年{2}{3}{4}：推算{5}，", "{2} in {1} {3} {4}: {5}, ")
  public static let ownTargetProbability = Phrase("达到目标：{1}", "attained: {1}")
  public static let drawsLead = Phrase(
    "本情景抽样{1}次（种子{2}{5}）：每次在给定区间内取一套不确定的数，走完全部推算。除另注明外，本报告的数值为{4}，括号内为80%区间；扇形图的线为中位，投资、累计安葬位和图中的柱总取均值，因为只有均值的各部分之和才等于合计；“中心”是不确定的数都取中心值的一次推算，与{4}不同，达标与否按它判定。区间只反映写明了区间或分布的输入；{3}的误差不在其内。",
    "{1} draws were made (seed {2}{5}): each takes one set of the uncertain numbers, inside their intervals, through the whole projection. Unless noted, numbers in this report are the {4}, with 80% intervals in brackets. Lines of fan charts are medians; money, cumulative places and columns of charts are means, because only means of parts add up to the whole. “Central” is one projection with every uncertain number at its central value; it differs from the {4}, and verdicts go by it. Intervals reflect only inputs that state an interval or a distribution; errors of {3} are not in them. "
  )
  public static let medianLead = Phrase(
    "{1}年{2}等{3}项主要结果的中心值不在抽样的中间一半（25%—75%分位）之内，所以本报告以中位为准；各项中位之和不等于合计的中位。",
    "The central values of {3} headlines ({2} in {1} first) lie outside the middle half of the draws, so medians lead; they do not add up."
  )
  public static let leadInterval = Phrase("（{3}，80%区间 {1}—{2}）", " ({3}, 80% interval {1}–{2})")
  public static let meansLead = Phrase("（以下为均值）", "(Means.) ")
  public static let drawsWithoutYears = Phrase("床位分布和建成年份", "the base split and opening years")
  public static let drawsWithYears = Phrase("床位分布", "the base split")
  public static let drawsMoved = Phrase(
    "{1}次抽样中，有{2}处取值与同一次抽样的其他数矛盾，已在各自分布之内移到可能的部分：{3}。",
    "In {1} draws, {2} values contradicted others of the same draw and were moved inside their own distributions: {3}.")
  public static let drawsMovedEntry = Phrase("{1}{2}次", "{1} {2} times")
  public static let findingShortage = Phrase("**1. 哪里缺床，从哪年起。** ", "**1. Where and from when beds run short.** ")
  public static let findingReadings = Phrase(
    "**2. 需要多少床位，看问的是什么。**",
    "**2. How many beds are needed depends on the question.**")
  public static let columnReading = Phrase(
    "算法",
    "Reading")
  public static let columnQuestion = Phrase(
    "回答的问题",
    "Question answered")
  public static let columnYear = Phrase(
    "{1}年",
    "{1}")
  public static let questionNorm = Phrase(
    "按国家规范折算，养老机构要配多少床",
    "Beds that homes should have by the national norm")
  public static let normAllKinds = Phrase(
    "规范配置（各类床位）",
    "Norm (beds of all kinds)")
  public static let questionNormAll = Phrase(
    "按国家规范，机构和社区一共要配多少床（不与机构床位相比）",
    "Beds of homes and communities by the national norm (not to be set beside home beds)")
  public static let questionNeed = Phrase(
    "住在机构的特困人员，加失能老人中愿意入住的，有多少",
    "Destitute people in homes, and disabled elderly who would enter one")
  public static let questionObserved = Phrase(
    "照现在的入住水平会住多少人",
    "People who would live in homes at today's occupancy")
  public static let licensedBeds = Phrase(
    "在册床位",
    "Licensed beds")
  public static let endOfDecember = Phrase(
    "12月31日",
    "31 December")
  public static let findingOccupancy = Phrase(
    "**3. 缺不缺床，先看现在住了多少人。** ",
    "**3. Whether beds are short depends on how many are in use today.** ")
  public static let findingTargets = Phrase(
    "**4. 规划目标。** ",
    "**4. Targets of the plan.** ")
  public static let findingMoney = Phrase("**5. 投资。** ", "**5. Money.** ")
  public static let findingWeakInputs = Phrase(
    "**6. 最薄弱的输入：各项主要结果各受哪一项输入左右。** {1}应先核实它们，再谈精确：",
    "**6. The weakest inputs: which input moves each headline most.** {1}Check them before speaking of precision:")
  public static let weakTables = Phrase(
    "此外，有的输入不是一个数而是整张表：{1}。它们是假设，请用普查乡镇表、机构名单和项目批复替换。",
    "Some inputs are not one number but a whole table: {1}. They are assumptions: replace them by the census by township, the list of homes and the approvals of projects."
  )
  public static let weakTownships = Phrase(
    "各乡镇人口（{1}）",
    "residents by township ({1})")
  public static let weakBeds = Phrase(
    "现有{1}张床位的分布",
    "where the {1} existing beds stand")
  public static let weakYears = Phrase(
    "各项目的开工和建成年份",
    "years in which projects are begun and opened")
  public static let townshipAllotted = Phrase("分配值，误差至±{1}%", "allotted, up to ±{1}%")
  public static let townshipAllottedOnly = Phrase("分配值", "allotted")
  public static let centralLead = Phrase("（以下为中心情形）", "(Central case.) ")
  public static let centralSection = Phrase("本部分为中心情形。\n\n", "Central case.\n\n")
  public static let verdictsCentral = Phrase(
    "达标与否按中心情形判定，括号内为{1}。", "Verdicts are of the central case; in brackets: {1}. ")
  public static let targetReason = Phrase("指标{1}{2}：{3}", "Indicator {1} {2}: {3}")
  public static let columnVerdictCentral = Phrase("结论（中心情形）", "Verdict (central case)")
  public static let checksNone = Phrase("没有可以核对的外部数据。\n\n", "There is nothing to check against.\n\n")
  public static let auditNone = Phrase("县数据没有登记要核对的规划表述。\n\n", "The county's data lists no statements.\n\n")
  public static let crematorsStated = Phrase("现有火化炉{1}台。", "{1} cremators stand.")
  public static let crematorsUnknown = Phrase("现有台数县数据未写明。", "How many stand is not stated.")
  public static let capacityUnknown = Phrase(
    "{1}处公墓、骨灰堂中{2}处没有写明墓位或格位数：{3}。", "{2} of {1} cemeteries state no capacity: {3}.")
  public static let fewerThanBeds = Phrase("少{1}张", "{1} fewer")
  public static let moreThanBeds = Phrase("多{1}张", "{1} more")
  public static let readingsCompared = Phrase(
    "{1}年全县在册床位{2}张。按国家规范折算的机构床位，比它{3}；照护需要，比它{4}；照现在的入住水平要住的，比它{5}。",
    "In {1} the county has {2} licensed beds. Beside them, the norm asks for {3} in homes, the need for care for {4}, and today's occupancy for {5}. "
  )
  public static let mismatch = Phrase(
    "全县合起来有空床，但空床不在缺床的片区，片区之间不调剂：{1}年仍有{2}人没有床位（{3}）。",
    "The county as a whole has spare beds, but not in the zones that are short, and zones do not share beds: in {1}, {2} people are still without one ({3}). "
  )
  public static let shortage = Phrase(
    "{1}年有{2}人没有床位（{3}）。",
    "In {1}, {2} people are without a bed ({3}). ")
  public static let noMismatch = Phrase(
    "{1}年各片区都住得下。",
    "In {1} every zone has room. ")
  public static let normIsNoGap = Phrase(
    "规范是配置标准，达不到规范不等于有人没有床位；本报告说“没有床位”，都按现在的入住水平算。",
    "A norm is a standard of provision: to fall short of it does not mean that people are without a bed. “Without a bed” in this report is always at today's occupancy."
  )
  public static let occupancyAssumed = Phrase(
    "{1}年住在机构里的约{2}人，是假设使用率为{3}算出来的（来源：{4}），没有实际统计；另一组数，即入住率（{6}）和入住时间（{7}），只算得出约{5}人。",
    "About {2} people live in homes in {1}: this follows from an assumed occupancy of {3} (source: {4}) and is no count. Another pair of numbers, the admission rate ({6}) and the length of stay ({7}), gives only about {5}. "
  )
  public static let occupancyKnown = Phrase(
    "{1}年住在机构里的约{2}人，由使用率{3}算出（来源：{4}）；另一组数，即入住率（{6}）和入住时间（{7}），算得出约{5}人。",
    "About {2} people live in homes in {1}, by an occupancy of {3} (source: {4}). Another pair of numbers, the admission rate ({6}) and the length of stay ({7}), gives about {5}. "
  )
  public static let occupancyRange = Phrase(
    "使用率如果是{1}或{2}，{3}年全县要住的就是{4}人或{5}人，而{6}年已有床位{7}张。",
    "If occupancy were {1} or {2}, {4} or {5} people would want a bed in {3}; {7} beds stood in {6}. ")
  public static let occupancyCity = Phrase(
    "城区使用率假设为{1}（来源：{2}），城区以外就是{3}。",
    "Occupancy in the city is assumed to be {1} (source: {2}); elsewhere it is then {3}. ")
  public static let targetEntry = Phrase(
    "指标{1}{2}（{3}，目标{4}，{5}）", "indicator {1}, {2} ({3}, target {4}, {5})")
  public static let verdictList = Phrase("{1}：{2}。", "{1}: {2}. ")
  public static let quotaNeeds = Phrase(
    "要使指标{1}达到目标，须在{2}年把{3}张普通床位改造为护理型，占比由{4}升到{5}。",
    "To attain indicator {1}, {3} ordinary beds must be converted in {2}; the share rises from {4} to {5}. ")
  public static let quotaSame = Phrase(
    "但床位总数不变，{1}年没有床位的人数也不变，仍为{2}人", "But the beds are as many, and so are the people without one in {1}: {2}")
  public static let quotaLess = Phrase(
    "床位总数不变，{1}年没有床位的人数由{2}降到{3}人", "The beds are as many; the people without one in {1} fall from {2} to {3}")
  public static let quotaMore = Phrase(
    "床位总数不变，{1}年没有床位的人数反而由{2}增到{3}人", "The beds are as many; the people without one in {1} rise from {2} to {3}")
  public static let quotaDowntime = Phrase(
    "；改造停用期间，没有床位的人累计多{1}人年", "; while beds are out of use, {1} person-years more are without one")
  public static let quotaGain = Phrase("；{1}年以来没有床位的人累计少{2}人年", "; since {1}, {2} person-years fewer are without one")
  public static let quotaMoney = Phrase("。改造要花多少钱，没有数据。", ". What it costs nobody has said. ")
  public static let targetsOutOfReach = Phrase(
    "其余{1}项超出本模型范围。",
    "{1} others are beyond this model. ")
  public static let noSolution = Phrase(
    "无解",
    "no solution")
  public static let weakInput = Phrase(
    "{1}：取{2}，可能在{3}—{4}（{5}）；{6}。",
    "{1}: {2} is taken, {3} to {4} is possible ({5}); {6}. ")
  public static let weakOpenings = Phrase(
    "{1}（{2}）：{3}。",
    "{1} ({2}): {3}. ")
  public static let weakInputMoves = Phrase(
    "{1}年{2}随之在{3}—{4}之间（现为{5}）",
    "{2} in {1} would be between {3} and {4} (now {5})")
  public static let weakInputMoney = Phrase(
    "到{1}年累计投资随之在{3}—{4}之间（现为{5}）",
    "cumulative investment until {1} would be between {3} and {4} (now {5})")
  public static let sameDisability = Phrase(
    "假定同年龄老人的失能比例今后不变",
    "the disabled share at the same age is assumed to stay as it is")
  public static let changingDisability = Phrase(
    "假定同年龄老人的失能比例{1}",
    "the disabled share at the same age is assumed to change by {1}")
  public static let needBelowUse = Phrase(
    "照护需要在{1}年为{2}张，少于在住的{3}人：住在机构里的还有自费的能自理老人，或者使用率没有假设的这么高；两者差多少，要有入住名单才知道。",
    "The need for care in {1} is {2} beds, fewer than the {3} people who live in homes: elderly who need no care and pay for themselves live there too, or occupancy is lower than assumed. Only a list of residents can tell which. "
  )
  public static let peopleParagraph = Phrase(
    "{1}年{12}常住人口{2}人，60岁及以上{3}人，65岁及以上{4}人。到{5}年，60岁及以上{6}人，80岁及以上{7}人。生活不能自理老人由{8}人增至{9}人（{13}，来源和等级见数据包）。更宽的失能定义在{5}年为{10}人（基本日常活动受限）和{11}人（任一日常活动受限），只作对照，不能据此配床位。\n",
    "Residents in {1} ({12}): {2}; aged 60+ {3}, aged 65+ {4}. In {5}: aged 60+ {6}, aged 80+ {7}. The severely disabled elderly go from {8} to {9} ({13}; source and grade stand in the data package). Under wider definitions there are {10} in {5} (basic activities of daily living limited) and {11} (any daily activity limited): a comparison only, not a basis for beds.\n"
  )
  public static let mortalityLevel = Phrase(
    "死亡水平分两层：全国为死亡率表（{3}）的{1}倍（男）、{2}倍（女），本县又为全国的{4}倍；两者相乘，60岁起全部起作用，40岁以下仍用该表。都不是死亡登记的统计，依据和区间见数据包。",
    "Mortality has two levels: the nation's is {1} (men) and {2} (women) times the table ({3}), the county's {4} times the nation's; their product acts in full from age 60 and not at all to 40. Neither is a statistic of registered deaths; see the package for grounds and intervals."
  )
  public static let mortalityClosures = Phrase(
    "要与两次普查的75岁及以上人数相符，死亡率表须乘的倍数：{1}。普查如把年龄报高，这个倍数就偏低。",
    " Multiples that close those aged 75+ between two censuses: {1}. Censuses that make people older lower them.")
  public static let mortalityClosureEntry = Phrase(
    "{1}男{2}、女{3}（{4}—{5}年）", "{1} men {2}, women {3} ({4}–{5})")
  public static let mortalityReference = Phrase("全国", "the nation")
  public static let mortalityCounty = Phrase("本县", "the county")
  public static let demographyLead = Phrase(
    "\n出生、死亡、迁移（全县；流量为上年11月1日至当年10月31日，逐项见 tables/components.csv、tables/demography.csv，生命表见 tables/life_table.csv）。{1}\n\n",
    "\nBirths, deaths and migration of the county (flows from 1 November to 31 October; see tables/components.csv, tables/demography.csv and tables/life_table.csv). {1}\n\n"
  )
  public static let migrationResidual = Phrase(
    "县外净迁移没有统计：两次人口数（{1}）之间各队列的变化，减去{2}，余下的是迁移，死亡水平估错了也会混在里面。余数拟合成外出和返乡两张年龄表：外出乘常住人口，返乡乘{3}；返乡意愿每{4}年减半，返乡者的性别使各队列的性别比趋向出生和存活留下的比。",
    "Net external migration has no statistics: what cohorts changed between two counts ({1}) beyond {2} is migration, and errors of mortality with it. It is fitted by two schedules of age: leaving, of the residents, and coming back, of {3}; the inclination to come back halves in {4} years, and those who come bring each cohort's sex ratio nearer to what birth and survival leave."
  )
  public static let changeOfNation = Phrase("全国同队列的变化", "the change of the nation's cohort")
  public static let changeOfLifeTable = Phrase("按生命表的死亡", "the deaths of the life table")
  public static let returnOfAbsent = Phrase(
    "户籍在县、人在外的人口（基期{1}人）", "the registered people who live elsewhere ({1} at the base)")
  public static let returnOfResidents = Phrase("常住人口", "the residents")
  public static let intervalSigned = Phrase("（{1}至{2}）", " ({1} to {2})")
  public static let constraintsLead = Phrase(
    "\n{1}人口控制：{2}。系数乘在事件上，不直接改人口数；逐年见 tables/constraints.csv。\n",
    "\n{1}Controls on the population: {2}. Factors act on events, never on stocks; see tables/constraints.csv.\n")
  public static let constraintEntry = Phrase("{1}（{2}—{3}年，系数{4}—{5}{6}）", "{1} ({2}–{3}, factors {4}–{5}{6})")
  public static let constraintMissed = Phrase("，{1}年停在上下限，达不到", ", not met in {1} years")
  public static let qualityParagraph = Phrase(
    "{3}的质量：联合国年龄性别准确性指数{1}。这个指数只衡量不规则：困难时期和生育高峰的队列、劳动力外出同样推高它，不能据此判定人数有误。{2}各项见 tables/input_quality.csv。\n\n",
    "Quality of the {3}: UN age–sex accuracy index {1}. It measures irregularity alone: cohorts of famine and booms and labour migration raise it too. {2}See tables/input_quality.csv.\n\n"
  )
  public static let qualityEntry = Phrase("{1}年{2}（{3}）", "{2} in {1} ({3})")
  public static let qualityWithoutAges = Phrase(
    "惠普尔指数和迈尔斯指数需要单岁人数，县数据的人口是分组的，不能计算。",
    "Whipple's and Myers' indices need single years; the counts are in groups. ")
  public static let columnZone = Phrase(
    "片区",
    "Zone")
  public static let columnBedsOfYear = Phrase(
    "{1}年床位",
    "Beds {1}")
  public static let columnDemand = Phrase(
    "需求",
    "Demand")
  public static let columnUnmet = Phrase(
    "缺",
    "Short")
  public static let zonesLead = Phrase(
    "按片区（照现在的入住水平，张）。需求记在床位所在地：城区的机构也收乡镇来的老人。本片区内可以调剂，片区之间不调剂。床位住到{1}就算住满，新开业的头两年还只能用一部分，所以“缺”会多于“需求”减“床位”。\n\n",
    "Beds by zone, at today's occupancy. Demand stands where the bed is: homes in the city take in elderly people from the towns too. Beds are shared inside a zone and not between zones. Beds are full at {1}, and new homes use only a part of theirs in the first two years, so that “short” may be more than “demand” less “beds”.\n\n"
  )
  public static let prevalenceEnds = Phrase(
    "（按失能率的上下限为{1}—{2}）",
    " ({1}–{2} at the ends of the disability rates)")
  public static let prevalenceEndsCentral = Phrase(
    "（中心情形；按失能率的上下限为{1}—{2}）",
    " (central case; {1}–{2} at the ends of the disability rates)")
  public static let columnNumber = Phrase(
    "序号",
    "No.")
  public static let columnIndicator = Phrase(
    "指标名称",
    "Indicator")
  public static let columnUnit = Phrase(
    "单位",
    "Unit")
  public static let columnBase = Phrase(
    "{1}年",
    "{1}")
  public static let columnTarget = Phrase(
    "{1}年目标",
    "Target {1}")
  public static let columnProjected = Phrase(
    "{1}年推算",
    "Projected {1}")
  public static let columnNature = Phrase(
    "属性",
    "Nature")
  public static let columnVerdict = Phrase(
    "结论",
    "Verdict")
  public static let columnReason = Phrase(
    "理由",
    "Reason")
  public static let funeralParagraph = Phrase(
    "死亡人数由{1}年约{2}人增至{3}年约{4}人。{5}年火化区内死亡约占全县的{6}，所以火化区火化率{7}只对应全县{8}。{3}年火化约{9}具，按单台年负荷{10}具折合{11}台；",
    "Deaths go from about {2} in {1} to about {4} in {3}. In {5} the cremation zone has about {6} of the county's deaths, so that a cremation rate of {7} in the zone is only {8} of the county. About {9} cremations in {3} make {11} cremators at {10} a year each. "
  )
  public static let bodyGraves = Phrase(
    "按这样的火化率，{1}年到{2}年有{3}具遗体土葬，累计需要遗体墓位{3}个；骨灰需要格位、墓位和生态位{4}个。",
    "At these rates {3} bodies are buried from {1} to {2} and need as many graves; ashes need {4} places. ")
  public static let columnID = Phrase(
    "编号",
    "No.")
  public static let columnProject = Phrase(
    "项目名称",
    "Project")
  public static let columnSite = Phrase(
    "拟建设地址",
    "Site")
  public static let columnCareBeds = Phrase(
    "养老床位（张）",
    "Care beds")
  public static let columnSchedule = Phrase(
    "开工—建成",
    "Begun–opened")
  public static let columnScheduleDrawn = Phrase(
    "开工—建成（抽样中位；括号为建成年80%区间）", "Building (median of the draws; 80% interval of opening)")
  public static let projectsCentral = Phrase("床位、投资为中心情形。\n", "Beds and money of the central case.\n")
  public static let columnScheduleGrade = Phrase(
    "年份依据",
    "Grade of the years")
  public static let signsExplained = Phrase(
    "\n“—”不适用；“…”不详。\n",
    "\n“—”: does not apply; “…”: not known.\n")
  public static let hindcastLead = Phrase(
    "如果没有人迁入迁出，前一次人口数（{3}）到{1}年应当有多少，与{1}年{4}对照。差额是迁移和计数误差之和{2}。\n\n",
    "How many people of the earlier count ({3}) there would be in {1} if nobody had moved in or out, beside the count of {1} ({4}). The gap is migration and errors of counting{2}.\n\n"
  )
  public static let hindcastClosed = Phrase(
    "；75岁及以上合计的差额很小（男女都不到2%），是因为死亡水平就是照这些人定的，不能算检验",
    "; the sums of those aged 75+ agree within 2% for men and women because the level of mortality was set on these very people, which is no validation"
  )
  public static let columnAge = Phrase(
    "年龄",
    "Age")
  public static let columnMenModelled = Phrase(
    "男·推算",
    "Men, projected")
  public static let columnMenCounted = Phrase(
    "男·{1}",
    "Men, {1}")
  public static let columnGap = Phrase(
    "差（%）",
    "Gap (%)")
  public static let columnWomenModelled = Phrase(
    "女·推算",
    "Women, projected")
  public static let columnWomenCounted = Phrase(
    "女·{1}",
    "Women, {1}")
  public static let hindcastIdentity = Phrase(
    "\n模型的外出和返乡两张年龄表就是由这两次人口数拟合的（单个队列最大差{1}），所以再用它们推算这段时期相符，不能当作检验。\n",
    "\nThe model's two schedules, of leaving and of coming back, were fitted on these two counts (largest gap of a cohort: {1}): that they reproduce this period is no validation.\n"
  )
  public static let auditCounts = Phrase(
    "共核{1}条：相符{2}条，不符{3}条，未定义{4}条，缺失{5}条。相符的从略，全部见 `countyplan audit`。",
    "{1} statements examined: {2} close, {3} fail, {4} are undefined, {5} lack a figure. Those that close are left out here; `countyplan audit` lists all."
  )
  public static let auditOfPlan = Phrase(
    "只用规划和县数据的数计算，不随情景改动。\n\n", " It reckons with the plan's numbers alone, whatever the scenario changes.\n\n")
  public static let auditOfPlanChanged = Phrase(
    "只用规划和县数据的数计算：情景改了{1}的床位，这里仍按规划写明的数。\n\n",
    " It reckons with the plan's numbers alone: the scenario changes the beds of {1}, the audit does not.\n\n")
  public static let auditAll = Phrase("\n各条（影响结论的在前）：\n\n", "\nAll of them, those that decide first:\n\n")
  public static let columnKind = Phrase("性质", "Kind")
  public static let columnMeaning = Phrase("含义", "Meaning")
  public static let columnCount = Phrase("条数", "Count")
  public static let kindDecides = Phrase("差额关系到目标能否达到、床位或资金够不够", "a target, beds or money hang on it")
  public static let kindDefinition = Phrase("分母、范围或期限前后不一，或没有写明", "denominator, scope or period differ or are not said")
  public static let kindRounding = Phrase("取整、笔误或小的出入，不影响结论", "rounding or a slip that changes no conclusion")
  public static let columnSection = Phrase(
    "章节",
    "Section")
  public static let columnStatement = Phrase(
    "表述",
    "Statement")
  public static let columnPrinted = Phrase(
    "印出",
    "Printed")
  public static let columnComputed = Phrase(
    "计算",
    "Computed")
  public static let columnNote = Phrase(
    "说明",
    "Note")
  public static let noteDates = Phrase(
    "- 年份：人口为当年11月1日，设施为12月31日，出生、死亡和火化为上年11月1日至当年10月31日。\n",
    "- Dates: population on 1 November, facilities on 31 December; births, deaths and cremations from 1 November of the year before to 31 October.\n"
  )
  public static let noteTownships = Phrase(
    "- 乡镇数是分配值，只用于看片区差别，不能比较两个小乡镇。\n",
    "- Township figures are allotted: they show how zones differ and cannot compare two small townships.\n")
  public static let noteBeds = Phrase(
    "- 精神病、儿童、救助床位和服务中心的床位不计为养老床位。\n",
    "- Psychiatric, children's and relief beds and those of service centres are not counted as care beds.\n")
  public static let noteRounding = Phrase(
    "- 合计数与分项和因四舍五入可能不等。\n",
    "- Sums may differ from their parts by rounding.\n")
  public static let noteSources = Phrase(
    "- 每个数的来源和等级见 tables/ 各表的 evidence 列；输入文件及校验值见 manifest.json。\n",
    "- Source and grade of each number: column evidence of the tables in tables/. Input files and their checksums: manifest.json.\n"
  )
}
