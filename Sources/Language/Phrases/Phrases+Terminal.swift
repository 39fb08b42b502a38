/// Wording of the terminal.
extension Phrase {
  public static let terminalDraws = Phrase(
    "{1}次抽样（种子{2}），除另注明外数值为{3}，方括号内为80%区间",
    "{1} draws (seed {2}); numbers are the {3} unless noted, with 80% intervals in square brackets")
  public static let verdictsCentralTerminal = Phrase("达标与否（按中心情形判定）：", "Verdicts (central case):")
  public static let terminalFindings = Phrase("要点", "Findings")
  public static let terminalFolder = Phrase("输出：{1}/report.md（推算与普查、观测之差见其第7部分和 backtest）", "Output: {1}/report.md")
  public static let terminalNext = Phrase("下一步：", "Next:")
  public static let findingShortMore = Phrase("另有{1}句，见报告第一部分。", "{1} more sentences stand in the report.")
  public static let findingNursing = Phrase(
    "{1}年护理型床位占比{2}，目标{3}：{4}{5}。", "Nursing share in {1}: {2}, target {3}: {4}{5}.")
  public static let findingNursingGap = Phrase("，还差{1}张", ", {1} beds short")
  public static let findingNursingGapCentral = Phrase("，中心情形还差{1}张", ", {1} beds short in the central case")
  public static let findingSpending = Phrase("{1}投资合计{2}，最多的是{3}年，{4}。", "Investment in {1}: {2}, most in {3}: {4}.")
  public static let findingSpendingDrawn = Phrase(
    "{1}投资合计均值{2}（中心情形{5}），最多的是{3}年，均值{4}。",
    "Investment in {1}: mean {2} (central case {5}), most in {3}: mean {4}.")
  public static let findingNoMoney = Phrase("时段内没有投资。", "No investment inside the horizon.")
  public static let findingCremation = Phrase(
    "{1}年火化区火化率{2}{3}；全县火化率{4}。", "Cremation rate of the zone in {1}: {2}{3}; of the county: {4}.")
  public static let findingVerdict = Phrase("，{1}", ", {1}")
  public static let probabilityHead = Phrase("{1} · {2} · {3}次抽样（种子{4}）", "{1} · {2} · {3} draws (seed {4})")
  public static let probabilityShare = Phrase("概率 {1} ± {2}", "probability {1} ± {2}")
  public static let probabilityNever = Phrase("概率小于 {1}", "probability below {1}")
  public static let probabilityAlways = Phrase("概率大于 {1}", "probability above {1}")
  public static let probabilityValues = Phrase(
    "{1}{2}年{3}：中位{4}，80%区间{5}—{6}，中心情形{7}", "{1}, {3} in {2}: median {4}, 80% interval {5}–{6}, central {7}")
  public static let probabilityOutside = Phrase(
    "界线在全部{1}次抽样之外（{2}—{3}），更小的概率须增加抽样次数才能分辨", "The line lies outside all {1} draws ({2}–{3}); finer needs more draws")
  public static let terminalYear = Phrase(
    "年份",
    "Year")
  public static let terminalDifference = Phrase(
    "差",
    "Difference")
}
