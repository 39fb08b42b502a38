public import PlanningModel

/// Why an index of data quality cannot be computed.
public enum QualityObstacle: Error, Sendable, Hashable {
  /// Counts by single year are missing somewhere in `first...last`: coarser groups cannot show heaping.
  case needsSingleYears(first: Int, last: Int)
  /// Five-year groups cannot be made from the counts somewhere in `first...last`.
  case needsFiveYearGroups(first: Int, last: Int)
  /// The counts do not give the age group that the index needs.
  case needsGroup(AgeGroup)
  /// A ratio would divide by the persons of these ages, and there are none.
  case nobody(AgeGroup)
  /// Two groups of one sex overlap.
  case overlappingGroups(AgeGroup, AgeGroup)
  /// The census has no count for a sex.
  case noCounts(Sex)
}

/// Persons of one population by age group, as a census prints them.
public struct AgeCounts: Sendable, Hashable {
  /// In ascending order, without overlap.
  public let groups: [AgeGroup]
  /// One count a group, ≥ 0.
  public let persons: [Double]

  /// - Parameter persons: One count a group, in the order of `groups`, which may be any.
  /// - Throws: ``QualityObstacle/overlappingGroups(_:_:)``.
  /// - Precondition: as many counts as groups.
  public init(groups: [AgeGroup], persons: [Double]) throws(QualityObstacle) {
    precondition(groups.count == persons.count)
    let order = groups.indices.sorted { groups[$0] < groups[$1] }
    for (a, b) in zip(order, order.dropFirst()) where (groups[a].upper ?? .max) >= groups[b].lower {
      throw .overlappingGroups(groups[a], groups[b])
    }
    self.groups = order.map { groups[$0] }
    self.persons = order.map { persons[$0] }
  }

  /// Both sexes together, by the finest groups that the two have in common.
  public init(_ a: AgeCounts, _ b: AgeCounts) throws(QualityObstacle) {
    let shared = Set(a.groups + b.groups).sorted().compactMap { group in
      a.sum(group).flatMap { first in b.sum(group).map { (group: group, persons: first + $0) } }
    }
    try self.init(groups: shared.map(\.group), persons: shared.map(\.persons))
  }

  public var total: Double { persons.reduce(0, +) }

  /// Persons in an age group; `nil` unless whole groups of the counts make it up.
  public func sum(_ wanted: AgeGroup) -> Double? {
    var next = wanted.lower
    var sum = 0.0
    for (group, count) in zip(groups, persons) where group.lower >= wanted.lower {
      guard group.lower == next else { return nil }
      sum += count
      if group.upper == wanted.upper { return sum }
      guard let upper = group.upper, upper < wanted.upper ?? .max else { return nil }
      next = upper + 1
    }
    return nil
  }

  /// Counts by single year of age.
  func singleYears(_ ages: ClosedRange<Int>) throws(QualityObstacle) -> [Double] {
    let counts = ages.compactMap { sum(AgeGroup(lower: $0, upper: $0)) }
    guard counts.count == ages.count else { throw .needsSingleYears(first: ages.lowerBound, last: ages.upperBound) }
    return counts
  }

  /// Counts of 0–4, 5–9, … up to the group that ends with `last`.
  func fiveYearGroups(through last: Int) throws(QualityObstacle) -> [Double] {
    let starts = stride(from: 0, through: last - 4, by: 5)
    let counts = starts.compactMap { sum(AgeGroup(lower: $0, upper: $0 + 4)) }
    guard counts.count == Array(starts).count else { throw .needsFiveYearGroups(first: 0, last: last) }
    return counts
  }

  /// Persons in an age group that the index needs.
  func required(_ group: AgeGroup) throws(QualityObstacle) -> Double {
    guard let sum = sum(group) else { throw .needsGroup(group) }
    return sum
  }
}

/// Preference for ages that end in certain digits (年龄堆积), from counts by single year of age.
public enum AgeHeaping {
  /// How the United Nations read Whipple's index.
  public enum WhippleReading: String, Sendable, Hashable, CaseIterable {
    /// Below 105.
    case highlyAccurate
    /// 105 to below 110.
    case fairlyAccurate
    /// 110 to below 125.
    case approximate
    /// 125 to below 175.
    case rough
    /// 175 and more.
    case veryRough

    public init(_ index: Double) {
      switch index {
      case ..<105: self = .highlyAccurate
      case ..<110: self = .fairlyAccurate
      case ..<125: self = .approximate
      case ..<175: self = .rough
      default: self = .veryRough
      }
    }
  }

  /// Myers' blended index and the preference for each digit.
  public struct Myers: Sendable, Hashable {
    /// Half the sum of the absolute preferences: 0 without heaping, 90 when all ages end in one digit. Read as the share
    /// of persons, in per cent, who would have to report another digit. (Some tables print the whole sum, twice this.)
    public let index: Double
    /// For the digits 0…9, the blended share in per cent, less 10.
    public let preferences: [Double]
  }

  /// Whipple's index, ages 23–62: 100 without heaping (and whenever counts are linear in age), 500 when all ages end in 0
  /// or 5.
  ///
  ///     W = 500 · (P(25) + P(30) + … + P(60)) / (P(23) + P(24) + … + P(62))
  ///
  /// - SeeAlso: United Nations (1955), *Manual II: Methods of Appraisal of Quality of Basic Data for Population
  ///   Estimates*; Shryock & Siegel (1976), *The Methods and Materials of Demography*, chapter 8.
  public static func whipple(_ counts: AgeCounts) throws(QualityObstacle) -> Double {
    let ages = 23...62
    let years = try counts.singleYears(ages)
    let all = years.reduce(0, +)
    guard all > 0 else { throw .nobody(AgeGroup(lower: ages.lowerBound, upper: ages.upperBound)) }
    return 500 * zip(ages, years).reduce(0) { $1.0.isMultiple(of: 5) ? $0 + $1.1 : $0 } / all
  }

  /// Noumbissi's modified Whipple ratios for the digits 0…9: 1 without preference, above 1 where a digit attracts, 0 where
  /// nobody reports it. For the four ages x of 23–62 that end in the digit,
  ///
  ///     W(d) = 5 · Σ P(x) / Σ (P(x−2) + P(x−1) + P(x) + P(x+1) + P(x+2))
  ///
  /// - SeeAlso: Noumbissi (1992), *Population* 47, 1038–1041; Spoorenberg (2007), *Population* 62, 729–741.
  public static func digitRatios(_ counts: AgeCounts) throws(QualityObstacle) -> [Double] {
    let ages = 23...62
    let years = try counts.singleYears(21...64)
    return try (0..<10).map { digit throws(QualityObstacle) in
      let reported = ages.filter { $0 % 10 == digit }
      let around = reported.reduce(0) { $0 + years[($1 - 23)...($1 - 19)].reduce(0, +) }
      guard around > 0 else { throw .nobody(AgeGroup(lower: reported[0] - 2, upper: reported[3] + 2)) }
      return 5 * reported.reduce(0) { $0 + years[$1 - 21] } / around
    }
  }

  /// Myers' blended index, ages 10–89. Persons whose age ends in digit d are counted over the seventy years that begin at
  /// 10, at 11, … and at 19, so that every digit leads equally often:
  ///
  ///     B(d) = (d + 1) · Σ P(10k + d), k = 1…7,  +  (9 − d) · Σ P(10k + d), k = 2…8
  ///
  /// The preference is 100·B(d)/ΣB − 10. With windows of equal length it is exactly 0 for counts linear in age; the variant
  /// that runs both sums to age 89 is not, because younger windows are then longer.
  ///
  /// - SeeAlso: Myers (1940), *Transactions of the Actuarial Society of America* 41, 395–415; Shryock & Siegel (1976),
  ///   chapter 8.
  public static func myers(_ counts: AgeCounts) throws(QualityObstacle) -> Myers {
    let years = try counts.singleYears(10...89)
    let blended = (0..<10).map { digit in
      let younger = (0...6).reduce(0) { $0 + years[10 * $1 + digit] }
      let older = (1...7).reduce(0) { $0 + years[10 * $1 + digit] }
      return Double(digit + 1) * younger + Double(9 - digit) * older
    }
    let all = blended.reduce(0, +)
    guard all > 0 else { throw .nobody(AgeGroup(lower: 10, upper: 89)) }
    let preferences = blended.map { 100 * $0 / all - 10 }
    return Myers(index: preferences.reduce(0) { $0 + abs($1) } / 2, preferences: preferences)
  }
}

/// The United Nations' age–sex accuracy index (联合国年龄性别准确性指数), from five-year groups.
///
///     age ratio   A(x) = 200 · P(x) / (P(x−5) + P(x+5))        5–9 … 65–69
///     sex ratio   S(x) = 100 · men(x) / women(x)               0–4 … 70–74
///     index = 3 · mean |S(x) − S(x−5)| + mean |A(x) − 100| of men + mean |A(x) − 100| of women
///
/// The groups are those of the worked table of the U.S. Census Bureau's AGESEX: 0–4 to 70–74, hence 13 age ratios and 14
/// differences of sex ratios. The groups at both ends have no age ratio and serve as neighbours; the open group and what
/// is above 74 is not used. (A variant takes the ratios of 10–14 to 65–69 only.)
///
/// The index measures irregularity, whatever its cause: years of famine, campaigns of birth planning and labour migration
/// raise it in an accurate count too. Where single years are at hand, read it beside ``AgeHeaping``.
///
/// - SeeAlso: United Nations (1952), *Population Bulletin* 2, 59–79; United Nations (1955), *Manual II*; Shryock & Siegel
///   (1976), chapter 8.
public struct AgeSexAccuracy: Sendable, Hashable {
  /// How the United Nations read the index.
  public enum Reading: String, Sendable, Hashable, CaseIterable {
    /// Below 20.
    case accurate
    /// 20 to 40.
    case inaccurate
    /// Above 40.
    case highlyInaccurate

    public init(_ index: Double) {
      self = index < 20 ? .accurate : index <= 40 ? .inaccurate : .highlyInaccurate
    }
  }

  /// Age ratios of men and of women, 5–9 and on, in per cent.
  public let ageRatios: [[Double]]
  /// Men per 100 women, 0–4 and on.
  public let sexRatios: [Double]
  /// Persons of all ages and both sexes.
  public let population: Double

  /// - Parameter last: Last age of the last group used.
  /// - Throws: ``QualityObstacle`` when a group is missing or a ratio would divide by nobody.
  /// - Precondition: `last` is 14, 19, 24, ….
  public init(men: AgeCounts, women: AgeCounts, through last: Int = 74) throws(QualityObstacle) {
    precondition(last >= 14 && last % 5 == 4)
    let groups = [try men.fiveYearGroups(through: last), try women.fiveYearGroups(through: last)]
    ageRatios = try groups.map { persons throws(QualityObstacle) in
      try persons.indices.dropFirst().dropLast().map { index throws(QualityObstacle) in
        let neighbours = persons[index - 1] + persons[index + 1]
        guard neighbours > 0 else { throw .nobody(AgeGroup(lower: 5 * index - 5, upper: 5 * index + 9)) }
        return 200 * persons[index] / neighbours
      }
    }
    sexRatios = try groups[0].indices.map { index throws(QualityObstacle) in
      guard groups[1][index] > 0 else { throw .nobody(AgeGroup(lower: 5 * index, upper: 5 * index + 4)) }
      return 100 * groups[0][index] / groups[1][index]
    }
    population = men.total + women.total
  }

  /// Mean absolute difference of successive sex ratios.
  public var sexRatioScore: Double {
    zip(sexRatios, sexRatios.dropFirst()).reduce(0) { $0 + abs($1.1 - $1.0) } / Double(sexRatios.count - 1)
  }

  /// Mean absolute deviation of a sex's age ratios from 100.
  public func ageRatioScore(_ sex: Sex) -> Double {
    let ratios = ageRatios[sex.index]
    return ratios.reduce(0) { $0 + abs($1 - 100) } / Double(ratios.count)
  }

  /// The index, without the correction for small populations.
  public var index: Double { 3 * sexRatioScore + ageRatioScore(.male) + ageRatioScore(.female) }

  /// The index less what chance alone gives a population below one million, −3500/√P + 3.5, as DemoTools corrects it. Far
  /// below that size it can be negative: small numbers then explain all of the irregularity.
  public var corrected: Double {
    population > 0 && population < 1_000_000 ? index - 3500 / population.squareRoot() + 3.5 : index
  }

  /// The reading of the corrected index.
  public var reading: Reading { Reading(corrected) }
}
