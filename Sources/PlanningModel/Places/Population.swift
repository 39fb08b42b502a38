/// Sex (性别).
public enum Sex: String, Sendable, Hashable, CaseIterable {
  case male = "M"
  case female = "F"

  /// Position in arrays by sex: men 0, women 1.
  public var index: Int { self == .male ? 0 : 1 }
}

/// Completed years of age from `lower` to `upper`, or an open group when `upper` is `nil`.
public struct AgeGroup: Sendable, Hashable, Comparable {
  public let lower: Int
  public let upper: Int?

  public init(lower: Int, upper: Int?) {
    self.lower = lower
    self.upper = upper
  }

  public static func < (a: AgeGroup, b: AgeGroup) -> Bool { a.lower < b.lower }
  /// Number of single years; `nil` for an open group.
  public var width: Int? { upper.map { $0 - lower + 1 } }
  /// `0`, `5–9` written `5-9`, or `85+`.
  public var label: String {
    guard let upper else { return "\(lower)+" }
    return upper == lower ? "\(lower)" : "\(lower)-\(upper)"
  }
}

/// Persons of one sex in one age group at a census.
public struct CensusCount: Sendable, Hashable {
  public let year: Year
  public let sex: Sex
  public let age: AgeGroup
  public let persons: Persons
  public let evidence: Evidence

  public init(year: Year, sex: Sex, age: AgeGroup, persons: Persons, evidence: Evidence) {
    self.year = year
    self.sex = sex
    self.age = age
    self.persons = persons
    self.evidence = evidence
  }
}

/// A central death rate *m(x)*, per person-year, of one sex and age group over a period.
public struct MortalityRate: Sendable, Hashable {
  /// First calendar year of the period.
  public let start: Year
  /// First calendar year after the period.
  public let end: Year
  public let sex: Sex
  public let age: AgeGroup
  public let rate: Double
  public let evidence: Evidence

  public init(start: Year, end: Year, sex: Sex, age: AgeGroup, rate: Double, evidence: Evidence) {
    self.start = start
    self.end = end
    self.sex = sex
    self.age = age
    self.rate = rate
    self.evidence = evidence
  }
}

/// National fertility: total fertility rate by year, its age pattern by period, and the sex ratio at birth.
public struct FertilityReference: Sendable, Hashable {
  public enum Measure: String, Sendable, Hashable, CaseIterable {
    /// Total fertility rate, children per woman.
    case totalFertilityRate = "tfr"
    /// Share of the total fertility rate by mother's age group; sums to 1 over ages.
    case ageShare = "asfr_share"
    /// Boys per girl at birth.
    case sexRatioAtBirth = "srb"
  }

  public let measure: Measure
  /// Calendar year, or the first year of a period.
  public let start: Year
  /// First calendar year after the year or period.
  public let end: Year
  /// Mother's age for ``Measure/ageShare``, otherwise `nil`.
  public let age: AgeGroup?
  public let value: Double
  public let evidence: Evidence

  public init(measure: Measure, start: Year, end: Year, age: AgeGroup?, value: Double, evidence: Evidence) {
    self.measure = measure
    self.start = start
    self.end = end
    self.age = age
    self.value = value
    self.evidence = evidence
  }
}

/// Definition of disability. The three are never mixed: their prevalences differ tenfold.
public enum DisabilityDefinition: String, Sendable, Hashable, CaseIterable {
  /// Cannot care for oneself (生活不能自理); care-bed demand starts here.
  case severe
  /// Any limit in the six basic activities of daily living (基本日常生活活动受限).
  case basicADL = "basic_adl"
  /// Any limit in basic or instrumental activities (任一日常生活活动受限).
  case anyADL = "any_adl"
}

/// Prevalence of a disability in one age group; `sex` is `nil` when the source does not tell the sexes apart.
public struct DisabilityPrevalence: Sendable, Hashable {
  public let definition: DisabilityDefinition
  public let sex: Sex?
  public let age: AgeGroup
  public let share: Double
  public let low: Double
  public let high: Double
  public let evidence: Evidence

  public init(
    definition: DisabilityDefinition, sex: Sex?, age: AgeGroup, share: Double, low: Double, high: Double,
    evidence: Evidence
  ) {
    self.definition = definition
    self.sex = sex
    self.age = age
    self.share = share
    self.low = low
    self.high = high
    self.evidence = evidence
  }
}

/// Registered (户籍) population: county total or 60+ of one year. It has no age-sex table.
public struct RegisteredCount: Sendable, Hashable {
  public enum Group: String, Sendable, Hashable, CaseIterable {
    case total
    case elderly60 = "60+"
  }

  public let year: Year
  public let group: Group
  public let persons: Persons
  public let low: Persons
  public let high: Persons
  public let evidence: Evidence

  public init(year: Year, group: Group, persons: Persons, low: Persons, high: Persons, evidence: Evidence) {
    self.year = year
    self.group = group
    self.persons = persons
    self.low = low
    self.high = high
    self.evidence = evidence
  }
}

/// Deaths registered in a township, of one sex and age group, over some calendar years.
public struct DeathCount: Sendable, Hashable {
  public let township: GeoCode
  /// First calendar year, and the first after the period.
  public let start: Year
  public let end: Year
  public let sex: Sex
  public let age: AgeGroup
  public let deaths: Double
  /// Share of the deaths that the register holds, above 0 and at most 1.
  public let completeness: Double
  public let evidence: Evidence

  public init(
    township: GeoCode, start: Year, end: Year, sex: Sex, age: AgeGroup, deaths: Double, completeness: Double,
    evidence: Evidence
  ) {
    self.township = township
    self.start = start
    self.end = end
    self.sex = sex
    self.age = age
    self.deaths = deaths
    self.completeness = completeness
    self.evidence = evidence
  }
}
