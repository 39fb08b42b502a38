/// Wording of explanations of a number.
extension Phrase {
  public static let explainMean = Phrase(
    "{1}次抽样（种子{2}）的均值：每次抽样把不确定的数各取一值，走完全部推算", "Mean of {1} draws (seed {2}) of every uncertain number")
  public static let explainQuantile = Phrase(
    "{1}次抽样（种子{2}）的{3}%分位（定义7）：各次结果排序所得，不是把各参数都取到{3}%分位的结果",
    "The {3}% quantile (definition 7) of {1} draws (seed {2}); no parameter stands at its own {3}% quantile")
  public static let explainProbability = Phrase(
    "{1}次抽样（种子{2}）中成立的占比", "Share of {1} draws (seed {2}) in which it holds")
  public static let explainCentral = Phrase(
    "中心情形：不确定的数都取中心值，不是{1}次抽样的均值", "Central case, every uncertain number at its centre; not the mean of {1} draws")
  public static let explainEmpty = Phrase("空格：不适用。{1}", "Empty: not applicable. {1}")
  public static let emptyActual = Phrase(
    "还没有录入实际值（县数据 actuals.csv）。", "Nothing has been entered yet in the county's actuals.csv.")
  public static let emptyNoDraws = Phrase("没有抽样，就没有概率。", "There is no probability without draws.")
  public static let emptyNorm = Phrase(
    "规范配置是标准，不与床位匹配，没有在住和未满足。", "The norm is a planning rule and is not matched with beds.")
  public static let emptyBedType = Phrase(
    "住普通床位的老人也可住空余的护理型床位，这个数只对各类床位合计有意义。",
    "Residents of ordinary beds may live in spare nursing beds: the number has a meaning for all types together.")
  public static let emptyCapacity = Phrase(
    "容量未写明，或时段内用不完，不推算用尽年份。", "No capacity is stated, or it is not used up: no exhaustion year.")
  public static let emptyReference = Phrase("这一行就是参照情景，与自己没有差。", "The row is the reference itself.")
  public static let emptyIndicator = Phrase(
    "本模型不能计算这项指标，或规划没有给出这个数。", "The model cannot compute the indicator, or the plan states no such number.")
  public static let emptyBaseYear = Phrase("基期年的流量在时段之前。", "Flows of the base year lie before the horizon.")
  public static let emptySomeFutures = Phrase(
    "有的抽样中没有这个数，均值或分位没有定义。", "Some futures have no value, so mean or quantile is not defined.")
  public static let emptyNoData = Phrase("分母为零，或数据没有给出。", "The denominator is zero, or the data gives none.")
  public static let explainUncertain = Phrase(
    "每次抽样取一值：10%分位{1}，中心{2}，90%分位{3}", "one value a draw: 10% {1}, centre {2}, 90% {3}")
  public static let explainModelled = Phrase(
    "输入都比{1}可靠；本行的数由它们拆分、分配或推算而来，所以为{1}。",
    "Every input is better than {1}; the numbers of the row are split, allotted or projected from them.")
  public static let explainWeakest = Phrase("等级 {1} 由下列输入决定", "The grade {1} comes from these inputs")
  public static let explainWholeTable = Phrase("全表 {1} 行", "whole table, {1} rows")
  public static let explainLines = Phrase("第 {1} 行", "lines {1}")
  public static let compareDifference = Phrase(
    "差 = “{1}” − “{2}”，同一次抽样（同一组随机数）相减，再取均值或分位；分位之差不等于差的分位。",
    "Difference = “{1}” − “{2}” in each draw on common random numbers, then summed up.")
  public static let compareDifferenceOnly = Phrase("差 = “{1}” − “{2}”", "Difference = “{1}” − “{2}”")
  public static let compareShareBetter = Phrase(
    "“{1}”优于“{2}”的抽样占比，平手计半。", "Share of draws in which “{1}” is better than “{2}”; ties count half.")
  public static let compareAttributionRule = Phrase(
    "把这一项改动单独作用于参照情景“{1}”所引起的变化；各项单独作用之和与总变化之差为交互作用。",
    "The change when only this step is made in the reference “{1}”; what is left is interaction.")
  public static let compareWhere = Phrase(
    "这个文件夹只有比较结果。参数、数据及其出处：countyplan run scenarios/{1}.yaml 之后，explain notebooks-out/{1}/tables/summary.csv 中的同一行；改动的输入见 tables/changes.csv。",
    "Inputs and their origins: run scenarios/{1}.yaml, then explain the same row of its tables/summary.csv; changed inputs are in tables/changes.csv."
  )
  public static let sweepWhere = Phrase(
    "这个文件夹只有扫描结果。参数、数据及其出处：用 --set 写出本行的取值运行父情景，再 explain 它的 tables/summary.csv。",
    "Inputs and their origins: run the parent with the values of this row as --set, then explain its tables/summary.csv."
  )
  public static let emptyNoBetter = Phrase("这个指标没有好坏之分。", "Neither direction of this measure is better.")
  public static let pathUnset = Phrase("没有设定", "Not set")
  public static let pathUnsetIn = Phrase("情景 {1} 及其上级都没有设定", "Neither {1} nor its parents set it")
  public static let pathDefault = Phrase("默认  {1}", "Default  {1}")
  public static let pathExample = Phrase("写法  {1}: {2}", "Written  {1}: {2}")
  public static let defaultInclude = Phrase("planned：建拟实施项目", "planned: the planned projects")
  public static let defaultNoDraws = Phrase("不抽样，只算中心值", "no draws, the central values once")
  public static let defaultAllYears = Phrase("长表保留时段内每一年", "long tables carry every year")
  public static let defaultZones = Phrase(
    "按县数据 townships.csv 的 cremation_zone", "as cremation_zone of the county's townships.csv")
  public static let defaultProjects = Phrase("按县数据 projects.csv，不作改动", "as the county's projects.csv, unchanged")
  public static let defaultStock = Phrase("不改造、不关停", "nothing is converted or closed")
  public static let defaultNothing = Phrase("没有", "none")
  public static let defaultParameter = Phrase("县数据 parameters.csv 的值", "the value of the county's parameters.csv")
}

/// Heads and lines of explanations.
extension Phrase {
  public static let explainGrade = Phrase("  证据等级 {1}", "  Grade of evidence: {1}")
  public static let explainRule = Phrase("规则  {1}：{2}", "Rule  {1}: {2}")
  public static let explainUpstream = Phrase("由来", "From")
  public static let explainUpstreamRule = Phrase("  {1}：{2}", "  {1}: {2}")
  public static let explainInputs = Phrase("参数", "Parameters")
  public static let explainSettings = Phrase("情景设定", "Set by the scenario")
  public static let explainData = Phrase("数据", "Data")
  public static let explainUse = Phrase("  {1}  {2}  用于{3}", "  {1}  {2}  for: {3}")
  public static let explainChanged = Phrase(
    "注意：这些输入在运行之后改过，上面的数是现在的：{1}", "Note: these inputs have changed since the run; the numbers above are today's: {1}")
  public static let andOthers = Phrase("{1}等", "{1} and others")
  public static let compareMeans = Phrase("      均值：{1} − {2} = {3}", "      Means: {1} − {2} = {3}")
  public static let yearValue = Phrase("{1}年 {2}", "{1}: {2}")
  public static let parameterUnit = Phrase("  单位 {1}，允许 {2} 到 {3}，{4}", "  Unit: {1}; from {2} to {3}; {4}")
  public static let parameterVaries = Phrase("可按年份变化", "may vary by year")
  public static let parameterConstant = Phrase("不按年份变化", "one value for all years")
  public static let parameterNow = Phrase("现值  {1}", "Value  {1}")
  public static let parameterOfCounty = Phrase("县数据  {1}", "County's data  {1}")
  public static let parameterSetAt = Phrase("  在 {1} 设定", "  set at {1}")
  public static let parameterAt = Phrase("  在 {1}", "  at {1}")
  public static let parameterGrade = Phrase("  等级 {1}，来源 {2}{3}", "  Grade {1}, source {2}{3}")
  public static let parameterReplaces = Phrase("  替换了 {1}", "  replaces {1}")
  public static let parameterInterval = Phrase("（80%区间 {1}—{2}）", " (80% interval {1} to {2})")
  public static let parameterNowhere = Phrase(
    "县数据没有给出，情景也没有设定", "Neither the county's data nor the scenario gives it")
  public static let parameterMoves = Phrase("影响  {1}", "Moves  {1}")
  public static let parameterQuantiles = Phrase(
    "  {1}10%分位 {2}，中位 {3}，90%分位 {4}", "  {1}10% quantile {2}, median {3}, 90% quantile {4}")
  public static let parameterYear = Phrase("{1}年 ", "{1}: ")
  public static let indicatorHead = Phrase("指标{1}  {2}", "Indicator {1}  {2}")
  public static let indicatorTarget = Phrase(
    "  {1}年目标 {2}，{3}，基期 {4}", "  Target of {1}: {2}; {3}; at the base {4}")
  public static let indicatorOrigin = Phrase("  规划出处 {1}", "  In the plan's data at {1}")
  public static let indicatorCentral = Phrase(
    "中心情形（不确定的数都取中心值）", "Central case (every uncertain number at its central value)")
  public static let indicatorFormula = Phrase("公式  {1}", "Formula  {1}")
  public static let indicatorVerdict = Phrase("结论  {1}，{2}", "Verdict  {1}, {2}")
  public static let indicatorDraws = Phrase("抽样  {1}次（种子{2}）", "Draws  {1} (seed {2})")
  public static let indicatorMean = Phrase("      均值 {1}，80%区间 {2}～{3}", "      Mean {1}, 80% interval {2} to {3}")
  public static let indicatorAttained = Phrase("      达到目标的概率 {1}", "      Target attained: probability {1}")
  public static let indicatorGrade = Phrase("等级  {1}", "Grade  {1}")
  public static let formulaBase = Phrase("基期值（建成之前不变）", "value at the base (as it is until building is finished)")
  public static let formulaNursing = Phrase("护理型床位 ÷ 在册床位", "nursing beds ÷ licensed beds")
  public static let formulaGovernment = Phrase("政府运营床位 ÷ 在册床位", "government-run beds ÷ licensed beds")
  public static let formulaCremation = Phrase(
    "情景设定的火化区火化率（不是推算）", "cremation rate of the zone as the scenario sets it (no projection)")
  public static let formulaSetAt = Phrase("{1}，设于 {2}", "{1}, set at {2}")
  public static let formulaCoverage = Phrase(
    "有公益性公墓的乡镇 ÷ 全部乡镇（不含街道）", "towns with a public cemetery ÷ all towns (subdistricts left out)")
  public static let formulaQuality = Phrase(
    "（改造的机构 ＋ 其余机构 × 基期达标率）÷ 全部机构", "(renovated homes + other homes × share that passes at the base) ÷ all homes")
  public static let formulaCentres = Phrase(
    "建成养老服务中心的乡镇（街道）÷ 全部乡镇（街道）{1}", "townships with a service centre ÷ all townships{1}")
  public static let formulaNotBelow = Phrase("，不低于基期值", ", not below the base")
  public static let formulaKept = Phrase("，低于基期，取{1}", ", below the base: {1} is taken")
}
