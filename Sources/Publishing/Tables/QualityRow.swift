internal import Demography
internal import Language
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
    case .failure(let obstacle): self.note = Phrase(obstacle)
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
