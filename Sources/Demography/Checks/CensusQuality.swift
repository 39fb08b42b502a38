public import PlanningModel

/// What the age–sex counts of one census say about their own quality: every index with its value, or with the reason why
/// it cannot be computed from these counts.
///
/// Whipple's and Myers' indices need single years; a census that prints five-year groups can be judged by sex ratios and by
/// the age–sex accuracy index alone.
public struct CensusQuality: Sendable, Hashable {
  /// An index, or why there is none.
  public typealias Index<Value> = Result<Value, QualityObstacle>

  /// Digit preference of one population.
  public struct Heaping: Sendable, Hashable {
    public let whipple: Index<Double>
    /// Noumbissi's ratios for the digits 0…9.
    public let digitRatios: Index<[Double]>
    public let myers: Index<AgeHeaping.Myers>
  }

  /// Men per 100 women in one group.
  public struct SexRatio: Sendable, Hashable {
    public let age: AgeGroup
    /// `nil` where there are no women.
    public let menPer100Women: Double?
  }

  public let year: Year
  public let men: Heaping
  public let women: Heaping
  public let both: Heaping
  public let accuracy: Index<AgeSexAccuracy>
  /// Sex ratio of every group that both sexes have, as printed, in ascending order; the first is the youngest.
  public let sexRatios: Index<[SexRatio]>
  /// Men per 100 women of all ages.
  public let sexRatio: Index<Double>
  /// Children aged 0–4 per 1,000 women aged 15–49: a check of the youngest against fertility, without births.
  public let childWomanRatio: Index<Double>

  /// - Parameter census: Counts of any years; those of `year` are read.
  public init(_ census: [CensusCount], year: Year) {
    let counts = Sex.allCases.map { sex in
      Result { () throws(QualityObstacle) in
        let ofSex = census.filter { $0.year == year && $0.sex == sex }
        guard !ofSex.isEmpty else { throw .noCounts(sex) }
        return try AgeCounts(groups: ofSex.map(\.age), persons: ofSex.map(\.persons.value))
      }
    }
    let (men, women) = (counts[Sex.male.index], counts[Sex.female.index])
    let both = Result { () throws(QualityObstacle) in try AgeCounts(try men.get(), try women.get()) }
    self.year = year
    self.men = Heaping(men)
    self.women = Heaping(women)
    self.both = Heaping(both)
    accuracy = Result { () throws(QualityObstacle) in try AgeSexAccuracy(men: try men.get(), women: try women.get()) }
    sexRatios = Result { () throws(QualityObstacle) in
      let (men, women) = (try men.get(), try women.get())
      return try both.get().groups.map { group throws(QualityObstacle) in
        let (men, women) = (try men.required(group), try women.required(group))
        return SexRatio(age: group, menPer100Women: women > 0 ? 100 * men / women : nil)
      }
    }
    sexRatio = Result { () throws(QualityObstacle) in
      let (men, women) = (try men.get(), try women.get())
      guard women.total > 0 else { throw .nobody(AgeGroup(lower: 0, upper: nil)) }
      return 100 * men.total / women.total
    }
    childWomanRatio = Result { () throws(QualityObstacle) in
      let fertile = AgeGroup(lower: 15, upper: 49)
      let mothers = try women.get().required(fertile)
      guard mothers > 0 else { throw .nobody(fertile) }
      return 1000 * (try both.get().required(AgeGroup(lower: 0, upper: 4))) / mothers
    }
  }
}

extension CensusQuality.Heaping {
  fileprivate init(_ counts: CensusQuality.Index<AgeCounts>) {
    whipple = Result { () throws(QualityObstacle) in try AgeHeaping.whipple(try counts.get()) }
    digitRatios = Result { () throws(QualityObstacle) in try AgeHeaping.digitRatios(try counts.get()) }
    myers = Result { () throws(QualityObstacle) in try AgeHeaping.myers(try counts.get()) }
  }
}
