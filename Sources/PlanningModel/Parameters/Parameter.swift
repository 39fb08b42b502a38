/// A model parameter as declared once: path, unit, range and words. Readers of data and scenarios check against it.
public struct ParameterDeclaration: Sendable, Hashable {
  public let key: ParameterKey
  public let unit: String
  public let lowest: Double
  public let highest: Double
  public let titleZh: String
  public let titleEn: String
  /// Whether the value may be a path over years.
  public let mayVary: Bool
  public let role: Role
  /// A value as one would write it, for those that no county's data has.
  public let example: String

  public enum Role: Sendable, Hashable {
    /// Every county's data has a value.
    case input
    /// How far futures stray: it acts only where futures are drawn.
    case spread
    /// Only scenarios set it; without it nothing is constrained.
    case constraint
  }

  public init(
    _ key: ParameterKey, unit: String, _ range: ClosedRange<Double>, mayVary: Bool = true, role: Role = .input,
    zh: String,
    en: String, example: String = ""
  ) {
    self.key = key
    self.unit = unit
    self.lowest = range.lowerBound
    self.highest = range.upperBound
    self.mayVary = mayVary
    self.role = role
    self.example = example
    self.titleZh = zh
    self.titleEn = en
  }

  public var path: String { key.path }
}

/// A parameter value of the county's data: the default of every scenario.
public struct CountyParameter: Sendable, Hashable {
  public let path: String
  public let value: Double
  public let low: Double?
  public let high: Double?
  public let evidence: Evidence
  /// Reason for the value and its interval.
  public let noteZh: String

  public init(path: String, value: Double, low: Double?, high: Double?, evidence: Evidence, noteZh: String) {
    self.path = path
    self.value = value
    self.low = low
    self.high = high
    self.evidence = evidence
    self.noteZh = noteZh
  }
}

extension CountyParameter {
  /// The value with its interval, read as an 80% interval; a value without one is taken as known.
  public var number: UncertainNumber {
    guard let low, let high, low < high else { return .constant(value) }
    return .interval80(low: min(low, value), mid: value, high: max(high, value))
  }

  public var isUncertain: Bool { !number.isConstant }
}

/// A parameter value set by a scenario file.
public struct ScenarioParameter: Sendable, Hashable {
  public let path: String
  public let value: UncertainPath
  public let grade: EvidenceGrade
  public let source: String
  public let note: String
  public let origin: Origin

  public init(path: String, value: UncertainPath, grade: EvidenceGrade, source: String, note: String, origin: Origin) {
    self.path = path
    self.value = value
    self.grade = grade
    self.source = source
    self.note = note
    self.origin = origin
  }
}

/// All parameters of the model, in the order of the rooms.
public enum ParameterCatalogue {
  public static let declarations: [ParameterDeclaration] = [
    ParameterDeclaration(
      .populationMortalityClosureMale, unit: "ratio", 0.5...2, zh: "全国男性死亡水平（相对死亡率表，60岁起全部起作用，40岁以下不变）",
      en: "Mortality of the nation's men relative to the mortality table (in full from 60, none to 40)"),
    ParameterDeclaration(
      .populationMortalityClosureFemale, unit: "ratio", 0.5...2, zh: "全国女性死亡水平（相对死亡率表，60岁起全部起作用，40岁以下不变）",
      en: "Mortality of the nation's women relative to the mortality table (in full from 60, none to 40)"),
    ParameterDeclaration(
      .populationMortalityLocal, unit: "ratio", 0.3...3, zh: "本县死亡水平（相对全国，60岁起全部起作用，40岁以下不变）",
      en: "Mortality of the county relative to the nation's (in full from 60, none to 40)"),
    ParameterDeclaration(
      .populationInflowScale, unit: "ratio", 0...3, zh: "迁入倍数（1＝两次人口数之间的水平，0＝无人迁入）",
      en: "Multiple of the rates at which people came between the two censuses (0: nobody comes)"),
    ParameterDeclaration(
      .populationOutflowScale, unit: "ratio", 0...3, zh: "迁出倍数（1＝两次人口数之间的水平，0＝无人迁出）",
      en: "Multiple of the rates at which people left between the two censuses (0: nobody leaves)"),
    ParameterDeclaration(
      .populationMigrationHalfLife, unit: "year", 1...10_000, mayVary: false, zh: "返乡意愿的半衰期（10000＝几乎不减）",
      en: "Years in which the inclination to come back halves (10000: it hardly falls)"),
    ParameterDeclaration(
      .populationRegisterLoss, unit: "per person and year", 0...0.2, mayVary: false, zh: "在外户籍人口每年迁走户口的比例",
      en: "Share of registered people elsewhere whose registration moves away in a year"),
    ParameterDeclaration(
      .populationFertilityScale, unit: "ratio", 0.2...3, zh: "生育水平倍数（相对基期校准值）",
      en: "Multiple of the calibrated fertility level"),
    ParameterDeclaration(
      .populationMortalityPace, unit: "ratio", 0...3, mayVary: false, zh: "死亡率下降速度（1＝照死亡率表，0＝停在基期）",
      en: "Pace of the decline in the mortality table (0: held at the base)"),
    ParameterDeclaration(
      .populationExternalTurnover, unit: "per person and year", 0...0.2, mayVary: false,
      zh: "县外往来率（迁入、迁出各有，不影响净迁移）", en: "Exchange with the outside beside the net residual, each way"),
    ParameterDeclaration(
      .populationInternalMigration, unit: "per person and year", 0...0.1, zh: "县内向城区迁移率（占城区以外居民）",
      en: "Movement to the county town, of residents elsewhere"),
    ParameterDeclaration(
      .populationSpreadMortalityWalk, unit: "sd of log", 0...0.1, mayVary: false, role: .spread,
      zh: "死亡率逐年随机游走（60—89岁，对数标准差）", en: "Yearly step of the mortality walk, ages 60–89"),
    ParameterDeclaration(
      .populationSpreadMortalityTownship, unit: "sd of log", 0...1, mayVary: false, role: .spread,
      zh: "乡镇死亡水平的离散（对数标准差）", en: "Townships' mortality around the county's"),
    ParameterDeclaration(
      .populationSpreadFertility, unit: "sd of log", 0...1, mayVary: false, role: .spread,
      zh: "生育率围绕情景的波动（对数标准差）", en: "Total fertility around its scenario"),
    ParameterDeclaration(
      .populationSpreadFertilityTownship, unit: "sd of log", 0...1, mayVary: false, role: .spread,
      zh: "乡镇生育率的离散（对数标准差）", en: "Townships' fertility around the county's"),
    ParameterDeclaration(
      .populationSpreadMigration, unit: "sd of log", 0...1, mayVary: false, role: .spread,
      zh: "迁入率（迁出率反向）围绕情景的波动（对数标准差）", en: "Inflow (outflow inversely) around its scenario"),
    ParameterDeclaration(
      .populationSpreadMigrationTownship, unit: "sd of log", 0...1, mayVary: false, role: .spread,
      zh: "乡镇迁移率的离散（对数标准差）", en: "Townships' migration around the county's"),
    ParameterDeclaration(
      .populationSpreadAllocationTownship, unit: "sd of log", 0...1, mayVary: false, role: .spread,
      zh: "单个乡镇人口分配误差（对数标准差）", en: "Allocation error of a single township"),
    ParameterDeclaration(
      .populationSpreadCensus, unit: "sd of log", 0...0.2, mayVary: false, role: .spread,
      zh: "普查分年龄段计数误差（对数标准差）", en: "Census error by broad age"),
    ParameterDeclaration(
      .populationSpreadPersistence, unit: "ratio", 0...0.999, mayVary: false, role: .spread,
      zh: "偏离的年际相关", en: "Correlation of a deviation with the next year's"),
    ParameterDeclaration(
      .populationLifeExpectancyMale, unit: "year", 40...95, role: .constraint, zh: "男性出生时预期寿命（设定后替代死亡水平和速度）",
      en: "Life expectancy at birth of men, in place of level and pace",
      example: "{2021: 76, 2035: 79}"),
    ParameterDeclaration(
      .populationLifeExpectancyFemale, unit: "year", 40...95, role: .constraint, zh: "女性出生时预期寿命（设定后替代死亡水平和速度）",
      en: "Life expectancy at birth of women, in place of level and pace", example: "{2021: 81, 2035: 84}"),
    ParameterDeclaration(
      .populationResidents, unit: "persons", 1...100_000_000, role: .constraint, zh: "常住人口目标（由县外迁移满足）",
      en: "Residents to be reached by external migration", example: "{2035: 880000}"),
    ParameterDeclaration(
      .populationBirths, unit: "persons per year", 0...10_000_000, role: .constraint, zh: "出生人数控制（只在所写年份之内）",
      en: "Births in the years given", example: "{2021: 7000, 2023: 6000}"),
    ParameterDeclaration(
      .populationDeaths, unit: "persons per year", 0...10_000_000, role: .constraint, zh: "死亡人数控制（只在所写年份之内）",
      en: "Deaths in the years given", example: "{2021: 9200, 2023: 9900}"),
    ParameterDeclaration(
      .populationNetMigration, unit: "persons per year", -10_000_000...10_000_000, role: .constraint,
      zh: "县外净迁移人数控制（只在所写年份之内）", en: "Net external migration in the years given",
      example: "{2021: -1000, 2023: -3000}"),
    ParameterDeclaration(
      .careNormBedsPer1000, unit: "beds per 1000", 0...200, zh: "规范配置：每千名60岁及以上常住老年人各类养老床位（机构和社区）",
      en: "Norm: care beds of all kinds per 1000 residents aged 60+"),
    ParameterDeclaration(
      .careNormHomeBedsPer1000, unit: "beds per 1000", 0...200, zh: "规范配置：其中养老机构床位，每千名60岁及以上常住老年人",
      en: "Norm: beds of care homes per 1000 residents aged 60+"),
    ParameterDeclaration(
      .careNormNursingShare, unit: "share", 0...1, zh: "规范配置中护理型占比", en: "Nursing share within the norm"),
    ParameterDeclaration(
      .carePrevalenceScale, unit: "ratio", 0.2...5, zh: "重度失能率倍数（基期水平）",
      en: "Multiple of severe prevalence at the base"),
    ParameterDeclaration(
      .carePrevalenceTrend, unit: "share per year", -0.1...0.1, mayVary: false, zh: "重度失能率每年变化（同龄同性别，对数；负为更健康）",
      en: "Yearly change of severe prevalence at the same age, logarithm"),
    ParameterDeclaration(
      .careUptakeDisabled, unit: "share", 0...1, zh: "重度失能者愿意入住机构的比例",
      en: "Uptake of institutional care among the severely disabled"),
    ParameterDeclaration(
      .careUptakeDestitute, unit: "share", 0...1, zh: "失能特困人员集中供养意愿比例",
      en: "Willingness of disabled destitute people to enter a home"),
    ParameterDeclaration(
      .careDestitutePersons, unit: "persons", 0...1_000_000, zh: "分散供养特困人员", en: "Destitute people at home"),
    ParameterDeclaration(
      .careDestituteInHomes, unit: "persons", 0...1_000_000, zh: "住在养老机构的特困人员（集中供养）",
      en: "Destitute people living in homes"),
    ParameterDeclaration(
      .careOccupancy, unit: "share", 0.01...1, mayVary: false, zh: "基期全县床位使用率", en: "Base occupancy, county"),
    ParameterDeclaration(
      .careOccupancyCity, unit: "share", 0.01...1, mayVary: false, zh: "基期城区床位使用率", en: "Base occupancy, city"),
    ParameterDeclaration(
      .careFullOccupancy, unit: "share", 0.5...1, zh: "可用床位上限（满住率）", en: "Highest workable occupancy"),
    ParameterDeclaration(
      .careAdmissionRate3y, unit: "share per 3 years", 0...1, mayVary: false, zh: "65岁及以上三年入住率（调查）",
      en: "Three-year admission share of those aged 65+ (survey)"),
    ParameterDeclaration(
      .careLengthOfStay, unit: "year", 0.1...20, mayVary: false, zh: "平均入住时间", en: "Mean length of stay"),
    ParameterDeclaration(
      .careResidentsPerCaregiverNursing, unit: "persons", 1...50, zh: "护理型床位住养人数与护理员之比",
      en: "Residents of nursing beds per caregiver"),
    ParameterDeclaration(
      .careResidentsPerCaregiverOrdinary, unit: "persons", 1...50, zh: "普通床位住养人数与护理员之比",
      en: "Residents of ordinary beds per caregiver"),
    ParameterDeclaration(
      .facilitiesRampUpFirstYear, unit: "share", 0...1, zh: "开业当年可用比例", en: "Usable share in the opening year"),
    ParameterDeclaration(
      .facilitiesRampUpSecondYear, unit: "share", 0...1, zh: "开业次年可用比例", en: "Usable share a year later"),
    ParameterDeclaration(
      .facilitiesConversionMonths, unit: "month", 0...36, mayVary: false, zh: "改造停用月数",
      en: "Months that a converted bed is out of use"),
    ParameterDeclaration(
      .funeralZoneCremationRate, unit: "share", 0...1, zh: "火化区火化率", en: "Cremation rate inside the zone"),
    ParameterDeclaration(
      .funeralVoluntaryCremationRate, unit: "share", 0...1, zh: "火化区外自愿火化率",
      en: "Voluntary cremation rate outside the zone"),
    ParameterDeclaration(
      .funeralAshesPlot, unit: "share", 0...1, zh: "骨灰入公墓墓位比例", en: "Share of ashes to cemetery plots"),
    ParameterDeclaration(
      .funeralAshesNiche, unit: "share", 0...1, zh: "骨灰入骨灰堂格位比例", en: "Share of ashes to niches"),
    ParameterDeclaration(
      .funeralAshesEcological, unit: "share", 0...1, zh: "骨灰生态安葬比例", en: "Share of ashes to ecological burial"),
    ParameterDeclaration(
      .funeralAshesScattered, unit: "share", 0...1, zh: "骨灰撒散比例", en: "Share of ashes scattered"),
    ParameterDeclaration(
      .funeralCremationsPerCremator, unit: "per year", 50...3000, zh: "单台火化炉年火化量", en: "Cremations per cremator"),
    ParameterDeclaration(
      .financeCostOverrun, unit: "ratio", 0.5...3, mayVary: false, zh: "投资超支倍数", en: "Multiple of stated investment"),
    ParameterDeclaration(
      .financeImputedCostPerBedNursing, unit: "wan yuan per bed", 0...200, mayVary: false,
      zh: "储备养护院每床投资（推算）", en: "Imputed investment per nursing bed of reserve projects"),
    ParameterDeclaration(
      .financeImputedCostPerBedDestitute, unit: "wan yuan per bed", 0...200, mayVary: false,
      zh: "储备特困供养设施每床投资（推算）", en: "Imputed investment per bed of reserve destitute homes"),
  ]

  /// Parameters that every county's data has.
  public static let countyDeclarations = declarations.filter { $0.role != .constraint }

  private static let byPath = Dictionary(uniqueKeysWithValues: declarations.map { ($0.path, $0) })

  public static func declaration(for key: ParameterKey) -> ParameterDeclaration {
    guard let declaration = byPath[key.path] else { preconditionFailure("\(key.path) is not declared") }
    return declaration
  }

  public static func declaration(for path: String) -> ParameterDeclaration? { byPath[path] }
}
