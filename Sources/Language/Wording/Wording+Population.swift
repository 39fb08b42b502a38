public import Analysis
public import Demography
internal import PlainText
internal import PlanningModel

extension Wording {
  public func name(_ measure: DemographicMeasure) -> String {
    switch measure {
    case .births: text("出生", "Births")
    case .deaths: text("死亡", "Deaths")
    case .naturalChange: text("自然增长", "Natural change")
    case .netMigration: text("县外净迁移", "Net external migration")
    case .internalNet: text("县内净迁移", "Net moves inside the county")
    case .crudeBirthRate: text("粗出生率", "Crude birth rate")
    case .crudeDeathRate: text("粗死亡率", "Crude death rate")
    case .totalFertility: text("总和生育率", "Total fertility rate")
    case .meanAgeAtChildbearing: text("平均生育年龄", "Mean age at childbearing")
    case .lifeExpectancyMale: text("男性预期寿命", "Life expectancy, men")
    case .lifeExpectancyFemale: text("女性预期寿命", "Life expectancy, women")
    case .lifeExpectancy60Male: text("男性60岁余寿", "Life expectancy at 60, men")
    case .lifeExpectancy60Female: text("女性60岁余寿", "Life expectancy at 60, women")
    case .childDependency: text("少儿抚养比（0—14岁比15—64岁）", "Child dependency (0–14 on 15–64)")
    case .oldAgeDependency60: text("老年抚养比（60岁及以上比15—59岁）", "Old-age dependency (60+ on 15–59)")
    case .oldAgeDependency65: text("老年抚养比（65岁及以上比15—64岁）", "Old-age dependency (65+ on 15–64)")
    case .totalDependency: text("总抚养比（比15—64岁）", "Total dependency (on 15–64)")
    case .medianAge: text("中位年龄", "Median age")
    case .share60: text("60岁及以上占比", "Share aged 60+")
    case .share65: text("65岁及以上占比", "Share aged 65+")
    case .share80: text("80岁及以上占比", "Share aged 80+")
    case .sexRatio: text("性别比", "Sex ratio")
    case .potentialSupport: text("每名65岁及以上老人的15—64岁人数", "Aged 15–64 per person aged 65+")
    case .absent: text("户籍在县、人在外（净）", "Registered here, living elsewhere (net)")
    case .absent60: text("其中60岁及以上", "Of them aged 60+")
    }
  }

  /// An indicator's value at reading precision, without its unit.
  public func bare(_ measure: DemographicMeasure, _ value: Double) -> String {
    switch measure.unit {
    case "share": NumberFormat.percent(value)
    case "%", "‰", "岁", "女=100", "人/老人": NumberFormat.text(value, decimals: 1)
    case "孩/妇女": NumberFormat.text(value, decimals: 2)
    default: NumberFormat.text(value)
    }
  }

  public func name(_ reading: AgeSexAccuracy.Reading) -> String {
    switch reading {
    case .accurate: text("准确", "accurate")
    case .inaccurate: text("不够准确", "inaccurate")
    case .highlyInaccurate: text("读作“很不准确”", "read as highly inaccurate")
    }
  }

  public func name(_ event: ConstraintReport.Event) -> String {
    switch event {
    case .births: text("出生", "births")
    case .deaths: text("死亡", "deaths")
    case .netMigration: text("县外净迁移", "net migration")
    case .residents: text("常住人口", "residents")
    }
  }
}
