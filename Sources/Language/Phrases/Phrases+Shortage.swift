/// Wording of where and when beds run short.
extension Phrase {
  public static let shortageLasting = Phrase(
    "{1}从{2}年起床位一直不够，到{3}年有{4}人没有床位", "{1} is short of beds from {2} on for good; {4} people have none in {3}")
  public static let shortageAtEnd = Phrase(
    "{1}到{3}年床位不够，有{4}人没有床位", "{1} is short of beds in {3}; {4} people have none")
  public static let shortageEarlier = Phrase("；此前{1}也曾不够", "; before, it was short in {1}")
  public static let shortageYear = Phrase("{1}年（{2}人）", "{1} ({2} people)")
  public static let shortagePassing = Phrase(
    "{1}在{2}床位不够，到{3}年已够。", "{1} is short of beds in {2} and no longer in {3}. ")
  public static let shortageElsewhere = Phrase(
    "其余{1}个片区够用，到{2}年空{3}张床位。", "The other {1} zones have enough; {3} beds stand empty there in {2}. ")
  public static let shortageNowhere = Phrase(
    "各片区到{1}年床位都够用，共空{2}张。", "Every zone has enough beds until {1}; {2} stand empty then. ")
  public static let shortageDrawn = Phrase(
    "{1}到{2}年床位不够（{3}）；从哪年起一直不够：中位{4}，80%区间{5}至{6}{11}；{2}年没有床位的人数{10}{7}，80%区间{8}—{9}。",
    "{1} is short of beds in {2} ({3}), for good from {4} on (median; 80% interval {5}–{6}){11}; people without a bed in {2}: {10} {7}, 80% interval {8}–{9}. "
  )
  public static let shortageEarlierDrawn = Phrase(
    "（此前已有年份不够、后来又够的：{1}；连这样的年份算，首次不够：中位{2}）",
    " (with earlier years of shortage that passed: {1}; first year of any shortage: median {2})")
  public static let shortagePassingDrawn = Phrase(
    "{1}到{2}年多半够用，但此前有年份不够（{3}），首次不够：中位{4}。",
    "{1} mostly has enough in {2}, but not in some year before ({3}); first year of shortage: median {4}. ")
  public static let shortageUnlikely = Phrase(
    "{1}到{2}年也可能不够（{3}）。", "{1} may be short of beds in {2} too ({3}). ")
  public static let shortageElsewhereDrawn = Phrase(
    "其余{1}个片区在{4}中到{2}年够用，平均空{3}张床位。",
    "The other {1} zones have enough in {2} in {4}; {3} beds stand empty there on average. ")
  public static let shortageNowhereDrawn = Phrase(
    "各片区在{3}中到{1}年都够用，平均共空{2}张。",
    "Every zone has enough beds in {1} in {3}; {2} stand empty on average. ")
  public static let mostDraws = Phrase("{1}以上的抽样", "{1} of the draws or more")
  public static let allDraws = Phrase("全部{1}次抽样", "all {1} draws")
  public static let shortageLater = Phrase("{1}年以后", "after {1}")
}
