/// Wording of backtests.
extension Phrase {
  public static let backtestTitle = Phrase("{1}：推算的回溯检验（{2}）", "{1}: the projection put to the test ({2})")
  public static let backtestDraws = Phrase(
    "{1}次抽样，种子{2}；区间为80%。误差＝推算÷实际−1。", "{1} draws, seed {2}; intervals are 80%. Error = forecast ÷ count − 1.")
  public static let backtestNoDraws = Phrase(
    "没有抽样，因此没有区间。误差＝推算÷实际−1。", "No draws, hence no intervals. Error = forecast ÷ count − 1.")
  public static let backtestVerdict = Phrase("结论", "Verdict")
  public static let backtestSums = Phrase("{1}→{2}：总人口和老年人的误差", "{1}→{2}: errors of everybody and of the elderly")
  public static let backtestStandings = Phrase(
    "恒等：在同一数据上拟合，不是检验。检验：推算没有用到被比较的数。",
    "Identity: fitted on the same data, not a validation. Validation: nothing in the forecast was fitted on the count.")
  public static let countedNote = Phrase("{1}：{2}（{3}）", "{1}: {2} ({3})")
  public static let backtestIntervals = Phrase(
    "{1}→{2}：80%区间（相对实际；含零即含实际值）", "{1}→{2}: 80% intervals (relative to the count; zero inside is a hit)")
  public static let backtestMeasures = Phrase("{1}→{2}：分性别、五岁组的误差", "{1}→{2}: errors by sex and five-year age group")
  public static let backtestAges = Phrase("{1}→{2}：逐组误差（男，女）", "{1}→{2}: errors group by group (men, women)")
  public static let backtestObservation = Phrase("{1}年人口数→{2}", "Census of {1} → {2}")
  public static let backtestInputs = Phrase("哪个输入拟合过什么", "Which input was fitted on what")
  public static let backtestLimits = Phrase("读法和限度", "How to read it, and its limits")
  public static let columnMethod = Phrase("做法", "Method")
  public static let columnStanding = Phrase("性质", "Standing")
  public static let columnForecast = Phrase("推算", "Forecast")
  public static let columnError = Phrase("误差", "Error")
  public static let columnInterval = Phrase("80%区间", "80% interval")
  public static let columnPosition = Phrase("位置", "Position")
  public static let columnScore = Phrase("得分", "Score")
  public static let columnCoverage = Phrase("覆盖", "Inside")
  public static let columnTotal = Phrase("总人口", "All")
  public static let columnWeighted = Phrase("加权", "WMAPE")
  public static let columnMape = Phrase("平均", "MAPE")
  public static let columnBias = Phrase("偏差", "MALPE")
  public static let columnDissimilarity = Phrase("结构", "Struct.")
  public static let columnElderly = Phrase("60+加权", "60+")
  public static let columnFittedOn = Phrase("由什么得来", "Comes from")
  public static let columnPastRole = Phrase("{1}→{2}", "{1}→{2}")
  public static let columnLaterRole = Phrase("{1}年后", "After {1}")
  public static let columnGroup = Phrase("年龄", "Age")
  public static let inside = Phrase("含", "inside")
  public static let outside = Phrase("不含", "outside")

  public static let verdictObservation = Phrase(
    "{1}：实际{2}人，模型推算{3}人，误差{4}。", "{1}: {2} people counted, {3} projected, error {4}.")
  public static let verdictInterval = Phrase(
    "80%区间{1}—{2}{3}实际值；实际值低于{4}的抽样。", "The 80% interval {1}–{2} has the count {3}; {4} of draws lie above it.")
  public static let verdictBetter = Phrase("模型的误差小于：{1}。", "The model errs less than: {1}.")
  public static let verdictWorse = Phrase("模型的误差大于：{1}。", "The model errs more than: {1}.")
  public static let verdictSame = Phrase("与模型相同：{1}。", "The same as the model: {1}.")
  public static let verdictPoints = Phrase("{1}（{2}，{3}{4}个百分点）", "{1} ({2}, {4} points {3})")
  public static let verdictMore = Phrase("多", "more")
  public static let verdictLess = Phrase("少", "less")
  public static let verdictOneNumber = Phrase(
    "一个总数不能检验年龄结构：它只检验总人口，60岁及以上、80岁及以上推算得对不对仍未检验。",
    "One total cannot validate an age structure: it tests the total alone; the numbers of 60+ and 80+ remain untested.")
  public static let verdictStill = Phrase(
    "总人口更接近去掉残差迁移的推算，但一个时点的一个总数不足以据此取舍。",
    "The total is closer to the model without residual migration, but one total at one moment does not decide that.")
  public static let verdictUnconditioned = Phrase(
    "情景抽样时按这个数取舍；这里用的是不取舍的抽样。",
    "Scenarios choose their draws by this count; the draws here are all. ")
  public static let verdictPrescribed = Phrase(
    "情景规定了人口或人口流量，这个比较检验的是情景的设定。", "The scenario prescribes residents or flows: this tests its own setting.")
  public static let verdictCensus = Phrase(
    "站在{1}年、只用死亡率表的死亡率、不计迁移，推算的{2}年：总人口误差{3}，60岁及以上{4}，80岁及以上{5}；分性别年龄的加权误差{6}（60岁及以上各组{7}）。",
    "From {1} with the rates of the mortality table and no migration, {2} comes out as: all {3}, 60+ {4}, 80+ {5}; weighted error by sex and age {6} (groups from 60 on {7})."
  )
  public static let verdictCensusYoung = Phrase(
    "误差人数的{1}在60岁以下，多为没有计入的迁移，也含计数误差。",
    "{1} of the people in error are under 60: mostly migration that was left out, with census error.")
  public static let verdictCensusBetter = Phrase("{1}，这样推算的误差（{2}）小于：{3}。", "{1}, this ({2}) errs less than: {3}.")
  public static let verdictCensusWorse = Phrase("{1}，这样推算的误差（{2}）大于：{3}。", "{1}, this ({2}) errs more than: {3}.")
  public static let verdictRival = Phrase("{1}（{2}）", "{1} ({2})")
  public static let verdictAllAges = Phrase("全部年龄", "Over all ages")
  public static let verdictElderly = Phrase("60岁及以上各组", "In the groups from 60 on")
  public static let verdictCoverage = Phrase(
    "按事前不知道迁移的区间，{1}的性别年龄组落在80%区间内（60岁及以上各组{2}）；应约80%，少则区间太窄，多则太宽。",
    "With intervals that do not know migration, {1} of the groups by sex and age lie inside (from 60 on {2}); about 80% should: fewer means too narrow, more too wide."
  )
  public static let verdictIdentity = Phrase(
    "加上残差迁移后加权误差为{1}，但迁移正是由这两次人口数倒推的：这是恒等，不是检验。",
    "With residual migration the weighted error is {1}, but that migration was computed from these two censuses: an identity, not a validation."
  )
  public static let verdictLevel = Phrase(
    "“{1}”在75岁及以上的吻合也不算检验：死亡水平是在这两次人口数上定的。",
    "The agreement of “{1}” from 75 on is no validation either: the level was set on these two censuses.")
  public static let verdictUntested = Phrase("不能检验：{1}。", "Cannot be tested: {1}.")

  public static let obstacleEarlier = Phrase("数据包没有{1}年以前可用的人口数", "the package has no usable census before {1}")
  public static let obstacleDistance = Phrase(
    "这种方法一步十年，两次人口数相隔{1}年", "its step is ten years, and the censuses are {1} years apart")
  public static let obstacleGroups = Phrase("人口数的年龄组宽于五岁", "census groups are wider than five years")
  public static let obstacleBefore = Phrase("数据包没有{1}年以前的人口数", "the package has no census before {1}")
  public static let obstacleEmpty = Phrase("有年龄组人数为零，不能作除数", "a class that is divided by is empty")
  public static let obstacleObservation = Phrase(
    "observations.csv没有基期之后的常住人口（residents）", "observations.csv has no residents after the base")
  public static let obstacleHorizon = Phrase(
    "观测时点{1}不在情景的年份之内", "the observation at {1} lies outside the scenario's years")
  public static let obstacleMethod = Phrase("“{1}”不能计算：{2}。", "“{1}” cannot be computed: {2}.")

  public static let fittedCount = Phrase("县数据的人口数", "counted")
  public static let fittedElsewhere = Phrase("死亡率表，不用本县数据", "the mortality table, not this county")
  public static let fittedNation = Phrase("全国两次普查的最高龄队列", "oldest cohorts of the nation's censuses")
  public static let fittedLevel = Phrase("部分按两次人口数的最高龄队列", "in part the oldest cohorts of both counts")
  public static let fittedLevelAlone = Phrase("县数据所述，见其来源", "as the package says")
  public static let fittedResidual = Phrase("两次人口数，{1}—{2}岁", "both censuses, ages {1}–{2}")
  public static let fittedInfants = Phrase("起点的0岁人数", "infants of the first census")
  public static let fittedJudgement = Phrase("判断，未拟合", "a judgement, not fitted")
  public static let fittedPriors = Phrase("判断，见下", "a judgement, see below")
  public static let fittedUnused = Phrase("未用于任何参数", "used for no parameter")
  public static let fittedScenario = Phrase("情景设定", "set by the scenario")

  public static let backtestLimitFew = Phrase("抽样不到100次，区间不稳定。", "Fewer than 100 draws: the intervals are unsteady.")
  public static let backtestLimitHindsight = Phrase(
    "{1}—{2}年的死亡率表和全国生育率是事后估计，当时的规划者只有预测，所以检验偏乐观。",
    "The tables of death and birth rates of {1}–{2} are estimates made afterwards; a planner of {1} had forecasts only, so the test flatters."
  )
  public static let backtestLimitPriors = Phrase(
    "区间来自没有拟合的输入：死亡水平和速度、生育、计数误差。先验是判断，80%区间：死亡率表的{1}—{2}倍（两性相同）；“迁移未知”另抽年净迁移率{3}—{4}，标准年龄模式。",
    "Intervals come from what was not fitted: level and pace of mortality, fertility, census error. Priors are judgements, 80% intervals: {1}–{2} times the mortality table (both sexes alike); “migration unknown” also draws a yearly net rate of {3} to {4} with standard ages."
  )
  public static let backtestLimitCells = Phrase(
    "年龄组之间不独立，时段也只有一个：覆盖率只能看出区间是否明显太窄或太宽。",
    "Age groups are not independent and there is one period: coverage shows only intervals that are grossly too narrow or wide."
  )
  public static let backtestLimitScore = Phrase(
    "得分＝区间宽度＋10×落在区间外的距离（Gneiting–Raftery 2007），单位人，越小越好；没有区间的做法按宽度零计，即10×误差。",
    "Score = width + 10 × distance outside (Gneiting & Raftery 2007), in people, smaller is better; a method without an interval counts as one of no width, 10 × its error."
  )
  public static let backtestLimitMeasures = Phrase(
    "加权＝Σ|推算−实际|÷Σ实际；平均、偏差＝各组百分误差的绝对值平均、代数平均；结构＝½Σ|构成之差|；覆盖＝实际值落在80%区间内的组；位置＝低于实际值的抽样。",
    "WMAPE = Σ|forecast − count| ÷ Σ count; MAPE and MALPE average the groups' errors without and with sign; Struct. = ½ Σ |difference of shares|; Inside = groups inside their intervals; Position = share of draws below the count."
  )
  public static let backtestLimitStep = Phrase(
    "队列变化比（Hamilton–Perry法）一步十年，中间的观测按直线取值；没有{1}年以前的人口数时，{1}→{2}的变化比只能借用全国存活率。",
    "A step of Hamilton and Perry is ten years; an observation inside it is read on a straight line. Without a census before {1} the cohort ratios of {1}→{2} can only be borrowed from national survival."
  )
  public static let backtestLimitObservation = Phrase(
    "观测值本身来自抽样调查或推算，也有误差，这里按准确数处理。",
    "The observation comes from a survey or an estimate and errs too; here it is taken as exact.")
}
