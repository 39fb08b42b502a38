internal import Demography
internal import PlanningModel

/// One index of a census's quality as the table shows it: its value with the published reading, or why there is none.
struct QualityRow {
  let index: String
  /// `M`, `F` or `T`.
  var sex = "T"
  var age = ""
  var value: Double?
  var reading = ""
  var note: Phrase

  private init(
    _ index: String, _ value: CensusQuality.Index<Double>, note: Phrase, sex: String = "T", age: String = "",
    reading: (Double) -> String = { _ in "" }
  ) {
    self.index = index
    self.sex = sex
    self.age = age
    switch value {
    case .success(let value): (self.value, self.reading, self.note) = (value, reading(value), note)
    case .failure(let obstacle): self.note = obstacle.phrase
    }
  }

  static func all(_ quality: CensusQuality) -> [QualityRow] {
    var rows: [QualityRow] = []
    for (sex, heaping) in [("M", quality.men), ("F", quality.women), ("T", quality.both)] {
      rows.append(
        QualityRow("whipple", heaping.whipple, note: .qualityWhipple, sex: sex) { AgeHeaping.WhippleReading($0).word })
    }
    for (sex, heaping) in [("M", quality.men), ("F", quality.women), ("T", quality.both)] {
      let total = heaping.digitRatios.map { ratios in ratios.reduce(0) { $0 + abs($1 - 1) } }
      rows.append(QualityRow("digit_deviation", total, note: .qualityDigits, sex: sex))
    }
    for (sex, heaping) in [("M", quality.men), ("F", quality.women), ("T", quality.both)] {
      rows.append(QualityRow("myers", heaping.myers.map(\.index), note: .qualityMyers, sex: sex))
    }
    let accuracy = quality.accuracy
    rows.append(
      QualityRow("un_age_sex_accuracy", accuracy.map(\.corrected), note: .qualityAccuracy) {
        AgeSexAccuracy.Reading($0).word
      })
    rows.append(
      QualityRow("un_age_sex_accuracy_uncorrected", accuracy.map(\.index), note: .qualityAccuracyUncorrected))
    for sex in Sex.allCases {
      rows.append(
        QualityRow(
          "age_ratio_score", accuracy.map { $0.ageRatioScore(sex) }, note: .qualityAgeRatio, sex: sex.rawValue))
    }
    rows.append(QualityRow("sex_ratio_score", accuracy.map(\.sexRatioScore), note: .qualitySexRatioScore))
    rows.append(QualityRow("child_woman_ratio", quality.childWomanRatio, note: .qualityChildWoman))
    rows.append(QualityRow("sex_ratio", quality.sexRatio, note: .qualitySexRatio))
    switch quality.sexRatios {
    case .failure(let obstacle): rows.append(QualityRow("sex_ratio", .failure(obstacle), note: .qualitySexRatio))
    case .success(let ratios):
      for (position, ratio) in ratios.enumerated() {
        rows.append(
          QualityRow(
            "sex_ratio", ratio.menPer100Women.map(Result.success) ?? .failure(.nobody(ratio.age)),
            note: position == 0 ? .qualityYoungest : .qualitySexRatio, age: ratio.age.label))
      }
    }
    return rows
  }
}

extension AgeHeaping.WhippleReading {
  fileprivate var word: String {
    switch self {
    case .highlyAccurate: "highly_accurate"
    case .fairlyAccurate: "fairly_accurate"
    case .approximate: "approximate"
    case .rough: "rough"
    case .veryRough: "very_rough"
    }
  }
}

extension AgeSexAccuracy.Reading {
  fileprivate var word: String {
    switch self {
    case .accurate: "accurate"
    case .inaccurate: "inaccurate"
    case .highlyInaccurate: "highly_inaccurate"
    }
  }
}

extension QualityObstacle {
  fileprivate var phrase: Phrase {
    switch self {
    case .needsSingleYears(let first, let last):
      Phrase(
        "不能计算：需要\(first)—\(last)岁的单岁人数，县数据的人口是分组的",
        "not computed: needs single years \(first)–\(last), the counts are in groups")
    case .needsFiveYearGroups(let first, let last):
      Phrase("不能计算：\(first)—\(last)岁不能合成5岁组", "not computed: no five-year groups from \(first) to \(last)")
    case .needsGroup(let age): Phrase("不能计算：没有\(age.label)岁组", "not computed: no group \(age.label)")
    case .nobody(let age): Phrase("不能计算：\(age.label)岁没有人", "not computed: nobody aged \(age.label)")
    case .overlappingGroups(let a, let b):
      Phrase("不能计算：\(a.label)与\(b.label)岁组重叠", "not computed: groups \(a.label) and \(b.label) overlap")
    case .noCounts(let sex):
      Phrase("不能计算：没有\(sex == .male ? "男" : "女")性的人数", "not computed: no counts of \(sex == .male ? "men" : "women")")
    }
  }
}

extension Phrase {
  fileprivate static let qualityWhipple = Phrase(
    "23—62岁中尾数为0、5的偏好；100为没有，500为全部", "Preference for ages ending in 0 or 5, ages 23–62: 100 none, 500 all")
  fileprivate static let qualityDigits = Phrase(
    "十个尾数与邻近年龄之比偏离1的合计；0为没有偏好，16为全部报0、5",
    "Sum over ten digits of the deviation from neighbouring ages: 0 none, 16 all in 0 or 5")
  fileprivate static let qualityMyers = Phrase(
    "须改报尾数的人口百分比；0为没有偏好，90为全部报同一尾数", "Per cent who would have to report another digit: 0 none, 90 all in one digit")
  fileprivate static let qualityAccuracy = Phrase(
    "联合国年龄性别准确性指数，已按小人口修正；20以下准确，40以上很不准确。它只衡量不规则而不问原因：困难时期和生育高峰的队列、劳动力外出在准确的计数里同样推高它，不能据此判定普查有误",
    "UN index, corrected for small populations: below 20 accurate, above 40 highly inaccurate. It measures irregularity whatever its cause: cohorts of famine and booms and labour migration raise it in an accurate census too"
  )
  fileprivate static let qualityAccuracyUncorrected = Phrase(
    "未作小人口修正；3×性别比得分＋男女年龄比得分", "Without that correction: three times the sex-ratio score plus both age-ratio scores")
  fileprivate static let qualityAgeRatio = Phrase(
    "5—69岁各组与相邻两组平均之比偏离100的平均", "Mean deviation from 100 of each group over the mean of its neighbours, ages 5–69")
  fileprivate static let qualitySexRatioScore = Phrase(
    "0—74岁相邻两组性别比之差的平均", "Mean difference of the sex ratios of neighbouring groups, ages 0–74")
  fileprivate static let qualityChildWoman = Phrase(
    "每千名15—49岁女性的0—4岁儿童数，可与生育水平对照", "Children 0–4 per 1000 women 15–49, to set beside fertility")
  fileprivate static let qualitySexRatio = Phrase(
    "每百名女性的男性数；外出务工使青壮年偏低，死亡差别使高龄偏低", "Men per 100 women; labour migration and mortality move it")
  fileprivate static let qualityYoungest = Phrase(
    "每百名女性的男性数；最小年龄组应接近出生性别比，无干预时为103—107",
    "Men per 100 women; the youngest should be near the ratio at birth, 103–107 without interference")
}
