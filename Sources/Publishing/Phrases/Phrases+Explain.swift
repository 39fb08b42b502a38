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
