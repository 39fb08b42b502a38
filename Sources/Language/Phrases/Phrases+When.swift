/// Wording of first-passage questions.
extension Phrase {
  public static let whenHead = Phrase("{1} · {2}", "{1} · {2}")
  public static let whenDraws = Phrase(
    "{1} · {2} · {3}次抽样（种子{4}），±后为抽样误差（标准误）", "{1} · {2} · {3} draws (seed {4}); ± is the sampling error")
  public static let whenQuestion = Phrase("{1}{2}{3}{4}", "{1}: {2} {3} {4}")
  public static let whenMedian = Phrase("首次：中位{1}年，80%区间{2}—{3}", "First: median {1}, 80% interval {2} to {3}")
  public static let whenNoMedian = Phrase(
    "首次：到{1}年有{2}的抽样没有发生过，所以没有中位年份；最早的10%到{3}",
    "First: {2} of the draws see none until {1}, so there is no median; the earliest 10% by {3}")
  public static let whenFirstMeans = Phrase(
    "“首次”是第一个发生的年份，以后可以又消失；run 报告的“从哪年起一直不够”是此后直到{1}年都不够，所以可以更晚。",
    "“First” is the first year in which it holds, even if it ceases; run tells from when a shortage lasts until {1}.")
  public static let whenYear = Phrase("{1}年", "{1}")
  public static let whenLater = Phrase("{1}年以后或不发生", "after {1} or never")
  public static let whenNever = Phrase("到{1}年从未发生的概率 {2}", "Never until {1}: probability {2}")
  public static let whenRelapse = Phrase(
    "发生后又消失过的占 {1}；概率低于上一年的年份：{2}", "Ceases at least once: {1}; the probability is below the year before in {2}")
  public static let whenMonotone = Phrase("发生后都没有再消失", "Once it holds, it goes on to hold")
  public static let whenCentral = Phrase("中心情形：{1}", "Central values: {1}")
  public static let whenCentralYears = Phrase("{1}发生，首次为{2}年", "holds in {1}, first in {2}")
  public static let whenCentralNever = Phrase("{1}—{2}年都没有发生", "never in {1}–{2}")
  public static let whenCentralFalls = Phrase("，{1}又消失", ", ceases in {1}")
  public static let whenUndefined = Phrase("{1}没有这个指标的数，不计入", "No value in {1}; left out")
  public static let whenColumnYear = Phrase("年份", "year")
  public static let whenColumnHolding = Phrase("当年", "in the year")
  public static let whenColumnFirst = Phrase("首次", "first")
  public static let whenColumnUntil = Phrase("到该年至少一次", "at least once until")
  public static let whenColumnFalling = Phrase("上年有而当年无", "ceases")
  public static let whenAbove = Phrase("大于", ">")
  public static let whenAboveEqual = Phrase("不小于", "≥")
  public static let whenBelow = Phrase("小于", "<")
  public static let whenBelowEqual = Phrase("不大于", "≤")
}
