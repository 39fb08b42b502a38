/// Wording of the terminal.
extension Phrase {
  public static let terminalHindcast = Phrase("无迁移回推 {1}→{2}，与普查之差（%）：")
  public static let terminalDraws = Phrase("{1}次抽样（种子{2}），数值为均值，方括号内为80%区间")
  public static let verdictsCentralTerminal = Phrase("达标与否（按中心情形判定）：", "Verdicts (central case):")
  public static let terminalMen = Phrase("男")
  public static let terminalWomen = Phrase("女")
  public static let terminalFolder = Phrase("输出：{1}/report.md")
  public static let terminalNext = Phrase("下一步：{1} compare {2} {3}")
  public static let terminalExplain = Phrase("下一步：{1} explain {2}/tables/summary.csv:2:p50")
  public static let probabilityHead = Phrase("{1} · {2} · {3}次抽样（种子{4}）", "{1} · {2} · {3} draws (seed {4})")
  public static let probabilityShare = Phrase("概率 {1} ± {2}", "probability {1} ± {2}")
  public static let probabilityNever = Phrase("概率小于 {1}", "probability below {1}")
  public static let probabilityAlways = Phrase("概率大于 {1}", "probability above {1}")
  public static let probabilityValues = Phrase(
    "{1}{2}年{3}：中位{4}，80%区间{5}—{6}，中心情形{7}", "{1}, {3} in {2}: median {4}, 80% interval {5}–{6}, central {7}")
  public static let probabilityOutside = Phrase(
    "界线在全部{1}次抽样之外（{2}—{3}），更小的概率须增加抽样次数才能分辨", "The line lies outside all {1} draws ({2}–{3}); finer needs more draws")
  public static let terminalYear = Phrase("年份")
  public static let terminalDifference = Phrase("差")
}
