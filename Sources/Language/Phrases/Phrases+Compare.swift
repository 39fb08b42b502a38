/// Wording of comparisons.
extension Phrase {
  public static let compareTitle = Phrase("情景比较：床位、未满足需求、护理型占比", "Scenarios: beds, unmet need, nursing share")
  public static let compareSubtitle = Phrase("每个情景一条线，抽样时用同一组随机数", "One line a scenario, on common random numbers")
  public static let compareSource = Phrase("参照情景：{1}。床位分布、使用率为假设，情景性结果。", "Reference: {1}. Illustrative.")
  public static let compareDescription = Phrase("比较{1}；{2}年未满足需求依次为{3}。", "{1}; unmet need in {2}: {3}.")
  public static let compareBedsHeading = Phrase("养老床位（张）", "Care beds")
  public static let compareUnmetHeading = Phrase("没有床位的人（实际使用，张）", "Unmet need (observed, beds)")
  public static let compareNursingHeading = Phrase("护理型床位占比（%）", "Nursing share (%)")
  public static let interactionName = Phrase("交互作用", "Interaction")
  public static let interactionMainly = Phrase("（主要是 {1}）", " (mainly {1})")
  public static let interactionOfMore = Phrase("三项以上同时 {1}", "three or more at once {1}")
  public static let interactionUnexplained = Phrase("（改动多于{1}项，没有逐对计算）", " (more than {1} changes: pairs were not run)")
  public static let outcomeUnmet = Phrase("未满足需求：", "Unmet need: ")
  public static let outcomeInvest = Phrase("投资：", "Investment: ")
  public static let outcomeUnmetShort = Phrase("未满足需求（床·年）", "unmet (bed-years)")
  public static let outcomeInvestShort = Phrase("投资（万元）", "investment (10⁴ yuan)")
  public static let terminalCompareDraws = Phrase(
    "{1}次抽样，种子{2}，同一参数用同一组随机数；数值和差为均值，方括号内为80%区间。“优”为好于参照的占比：{3}。",
    "{1} draws, seed {2}, on common random numbers; means, 80% intervals in brackets. “better” is the share of draws that beat the reference: {3}."
  )
  public static let terminalBetter = Phrase("优{1}", "better {1}")
  public static let attributionLead = Phrase(
    "每项改动单独作用于参照情景；各行相加得总变化，单独作用之外的部分为交互作用，不分摊。",
    "Each change is made alone in the reference; the rows add up, and what single changes leave is interaction.")
  public static let attributionDraws = Phrase("以上为{1}次抽样的均值。", "Means of {1} draws.")
  public static let tieRule = Phrase(
    "差值不到该指标最大值的十亿分之一、或六位小数仍为零的算平手，平手计半，每次都平手写“相同”",
    "a difference below 10⁻⁹ of the measure's largest value, or zero in six decimals, is a tie and counts half; “same” where all are ties"
  )
  public static let columnChange = Phrase("改动", "Change")
  public static let allTied = Phrase("相同", "same")
  public static let waterfallUnmetHeading = Phrase("未满足需求，各年合计（床·年）", "Unmet need, all years (bed-years)")
  public static let waterfallInvestHeading = Phrase("时段内投资（万元）", "Investment inside the horizon (10⁴ yuan)")
  public static let waterfallUnmetTitle = Phrase("未满足需求的变化由哪些改动造成", "What changes the unmet need")
  public static let waterfallInvestTitle = Phrase("投资的变化由哪些改动造成", "What changes the investment")
  public static let waterfallSubtitle = Phrase(
    "每项改动单独作用于参照情景；单独作用之和与总变化之差为交互作用", "Each change alone; the rest is interaction")
  public static let waterfallDraws = Phrase("；{1}次抽样，横须为80%区间", "; {1} draws, whiskers are 80% intervals")
  public static let waterfallSource = Phrase(
    "由“{1}”到“{2}”。影响不足0.5的改动不画。", "From “{1}” to “{2}”. Effects below 0.5 are left out.")
  public static let waterfallDescription = Phrase("{1}为{2}，{3}为{4}。{5}。", "{1}: {2}; {3}: {4}. {5}.")
  public static let compareHeading = Phrase("# 情景比较：{1}", "# Scenarios: {1}")
  public static let compareDraws = Phrase(
    "各情景抽样{1}次（种子{2}），同一参数用同一组随机数，差值逐次相减。数值和差为均值，括号内为80%区间；“更好”是该情景优于参照的抽样占比：{3}",
    "{1} draws (seed {2}) on common random numbers; means, 80% intervals in brackets. “Better” is the share of draws in which the scenario beats the reference; {3}"
  )
  public static let compareChanges = Phrase("改动的输入", "Changed inputs")
  public static let compareNoChange = Phrase("与参照情景没有差别。", "No difference.")
  public static let compareOutcomes = Phrase("结果", "Outcomes")
  public static let compareAttribution = Phrase("变化的来源（单独作用于参照情景）", "What the changes do, each alone")
  public static let columnInput = Phrase("输入", "Input")
  public static let columnOrigin = Phrase("出处", "Origin")
  public static let columnMeasure = Phrase("指标", "Measure")
  public static let columnScenario = Phrase("情景", "Scenario")
  public static let columnValue = Phrase("数值", "Value")
  public static let columnBetter = Phrase("更好", "Better")
  public static let notSet = Phrase("（未设）", "(not set)")
}

/// Wording of sweeps.
extension Phrase {
  public static let sweepLead = Phrase("{1} · {2}年，{3}个子情景（需求和未满足按实际使用）", "{1}, {2}: {3} children")
  public static let sweepDraws = Phrase("各{1}次抽样的均值", "Means of {1} draws each")
  public static let sweepTitle = Phrase("扫描：{1}", "Sweep: {1}")
  public static let sweepAlong = Phrase(
    "横轴为取值，底线上的短线为算过的{1}个值", "The input runs along the axis; ticks mark the {1} values run")
  public static let sweepRows = Phrase(
    "每行一个子情景，共{1}个；右侧为末年的数", "A row for each of {1} children; the number is that of the last year")
  public static let sweepAlongDraws = Phrase("；各{1}次抽样的均值，竖须为80%区间", "; means of {1} draws, whiskers 80% intervals")
  public static let sweepRowsDraws = Phrase(
    "；各{1}次抽样的均值，横须为{2}年的80%区间", "; means of {1} draws, whiskers 80% intervals in {2}")
  public static let sweepCentral = Phrase("；中心情形", "; central values")
  public static let sweepDescription = Phrase("{2}年{1}随{3}：", "{1} in {2} by {3}: ")
  public static let sweepSource = Phrase("情景：{1}。床位分布、使用率为假设，情景性结果。", "Scenario: {1}. Illustrative.")
  public static let sweepNothing = Phrase("各年均为零", "Zero in every year")
}
