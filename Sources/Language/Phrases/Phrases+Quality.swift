public import Demography
internal import PlanningModel

/// Wording of the indices of a census's quality.
extension Phrase {
  public static let qualityWhipple = Phrase(
    "23—62岁中尾数为0、5的偏好；100为没有，500为全部", "Preference for ages ending in 0 or 5, ages 23–62: 100 none, 500 all")
  public static let qualityDigits = Phrase(
    "十个尾数与邻近年龄之比偏离1的合计；0为没有偏好，16为全部报0、5",
    "Sum over ten digits of the deviation from neighbouring ages: 0 none, 16 all in 0 or 5")
  public static let qualityMyers = Phrase(
    "须改报尾数的人口百分比；0为没有偏好，90为全部报同一尾数", "Per cent who would have to report another digit: 0 none, 90 all in one digit")
  public static let qualityAccuracy = Phrase(
    "联合国年龄性别准确性指数，已按小人口修正；20以下准确，40以上很不准确。它只衡量不规则而不问原因：困难时期和生育高峰的队列、劳动力外出在准确的计数里同样推高它，不能据此判定普查有误",
    "UN index, corrected for small populations: below 20 accurate, above 40 highly inaccurate. It measures irregularity whatever its cause: cohorts of famine and booms and labour migration raise it in an accurate census too"
  )
  public static let qualityAccuracyUncorrected = Phrase(
    "未作小人口修正；3×性别比得分＋男女年龄比得分", "Without that correction: three times the sex-ratio score plus both age-ratio scores")
  public static let qualityAgeRatio = Phrase(
    "5—69岁各组与相邻两组平均之比偏离100的平均", "Mean deviation from 100 of each group over the mean of its neighbours, ages 5–69")
  public static let qualitySexRatioScore = Phrase(
    "0—74岁相邻两组性别比之差的平均", "Mean difference of the sex ratios of neighbouring groups, ages 0–74")
  public static let qualityChildWoman = Phrase(
    "每千名15—49岁女性的0—4岁儿童数，可与生育水平对照", "Children 0–4 per 1000 women 15–49, to set beside fertility")
  public static let qualitySexRatio = Phrase(
    "每百名女性的男性数；外出务工使青壮年偏低，死亡差别使高龄偏低", "Men per 100 women; labour migration and mortality move it")
  public static let qualityYoungest = Phrase(
    "每百名女性的男性数；最小年龄组应接近出生性别比，无干预时为103—107",
    "Men per 100 women; the youngest should be near the ratio at birth, 103–107 without interference")
  static let qualityNeedsYears = Phrase(
    "不能计算：需要{1}—{2}岁的单岁人数，县数据的人口是分组的",
    "not computed: needs single years {1}–{2}, the counts are in groups")
  static let qualityNeedsGroups = Phrase(
    "不能计算：{1}—{2}岁不能合成5岁组", "not computed: no five-year groups from {1} to {2}")
  static let qualityNeedsGroup = Phrase("不能计算：没有{1}岁组", "not computed: no group {1}")
  static let qualityNobody = Phrase("不能计算：{1}岁没有人", "not computed: nobody aged {1}")
  static let qualityOverlap = Phrase("不能计算：{1}与{2}岁组重叠", "not computed: groups {1} and {2} overlap")
  static let qualityNoMen = Phrase("不能计算：没有男性的人数", "not computed: no counts of men")
  static let qualityNoWomen = Phrase("不能计算：没有女性的人数", "not computed: no counts of women")

  /// Why an index has no value.
  public init(_ obstacle: QualityObstacle) {
    self =
      switch obstacle {
      case .needsSingleYears(let first, let last): Phrase.qualityNeedsYears.filled("\(first)", "\(last)")
      case .needsFiveYearGroups(let first, let last): Phrase.qualityNeedsGroups.filled("\(first)", "\(last)")
      case .needsGroup(let age): Phrase.qualityNeedsGroup.filled(age.label)
      case .nobody(let age): Phrase.qualityNobody.filled(age.label)
      case .overlappingGroups(let a, let b): Phrase.qualityOverlap.filled(a.label, b.label)
      case .noCounts(let sex): sex == .male ? .qualityNoMen : .qualityNoWomen
      }
  }
}
