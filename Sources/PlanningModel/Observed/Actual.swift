/// Something that happened, which a projection can be set beside: it moves no number of a run.
public struct Actual: Sendable, Hashable {
  public enum Subject: Sendable, Hashable {
    /// A measure of the county, in the unit that `summary.csv` prints; shares are fractions of one.
    case measure(Measure)
    /// One of the plan's indicators by its number, in the plan's unit.
    case indicator(Int)
    case project(ProjectID)
  }

  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case measure
    case indicator
    case project
  }

  /// What of the subject is known.
  public enum Aspect: String, Sendable, Hashable, CaseIterable {
    /// Of a measure or an indicator.
    case value
    /// The year in which building began.
    case start
    /// The year in which a project was finished.
    case open
    /// Beds as built.
    case beds
    /// Ten thousand yuan spent in all.
    case investment = "investment_wan"

    /// Whether the year is the answer, and there is no number beside it.
    public var isYear: Bool { self == .start || self == .open }

    /// What can be known of a subject of a kind.
    public static func all(of kind: Kind) -> [Aspect] {
      kind == .project ? [.start, .open, .beds, .investment] : [.value]
    }
  }

  public let subject: Subject
  public let aspect: Aspect
  public let year: Year
  /// For a project's start and opening the year itself.
  public let value: Double
  /// Decimal year of a count that does not stand at the date of its year; `nil` for a row of `actuals`.
  public let time: Double?
  public let evidence: Evidence

  public init(
    subject: Subject, aspect: Aspect = .value, year: Year, value: Double, time: Double? = nil, evidence: Evidence
  ) {
    self.subject = subject
    self.aspect = aspect
    self.year = year
    self.value = value
    self.time = time
    self.evidence = evidence
  }

  /// Whether the row stands in `observations`, whose counts have dates of their own.
  public var isObservation: Bool { time != nil }

  /// Where it stands among the years of a projection, whose people are counted at the census date: 2023.5 lies in the middle of
  /// those of 2023 and 2024.
  public var place: Double {
    guard case .measure(let measure) = subject, measure.isOfCensusDate, let time else { return Double(year.value) }
    return time - Year.censusFraction
  }
}

/// A line of the form that nobody has filled in yet: what is asked, without an answer.
public struct AskedActual: Sendable, Hashable {
  public let subject: Actual.Subject
  public let aspect: Actual.Aspect
  /// `nil` where the year is what is asked.
  public let year: Year?
  public let origin: Origin

  public init(subject: Actual.Subject, aspect: Actual.Aspect, year: Year?, origin: Origin) {
    self.subject = subject
    self.aspect = aspect
    self.year = year
    self.origin = origin
  }
}

extension Actual.Subject {
  public var kind: Actual.Kind {
    switch self {
    case .measure: .measure
    case .indicator: .indicator
    case .project: .project
    }
  }

  /// As the tables name it.
  public var key: String {
    switch self {
    case .measure(let measure): measure.rawValue
    case .indicator(let number): "\(number)"
    case .project(let id): id.value
    }
  }
}

extension Measure {
  /// Whether somebody can count it. Readings of demand, people without a bed and beds to convert are reckoned, not observed, and
  /// caregivers are those who would be needed.
  public var isObservable: Bool {
    switch self {
    case .demandNorm, .demandNormAll, .demandNeed, .demandObserved, .unmet, .caregivers, .conversionsNeeded: false
    default: true
    }
  }

  /// Whether it is a number of people at the census date of its year, so that a count of another date lies between two years.
  public var isOfCensusDate: Bool { [.residents, .pop60, .pop65, .pop80, .severe].contains(self) }

}

extension Observation.Quantity {
  /// The county's measure that it counts; `nil` where it is none of them.
  public var measure: Measure? {
    switch self {
    case .residents: .residents
    case .residents60: .pop60
    case .residents65: .pop65
    case .residents80: .pop80
    case .births: .births
    case .deaths: .deaths
    case .beds: .beds
    case .registered, .nursingBeds, .governmentBeds, .peopleInCare, .cremations: nil
    }
  }
}

extension County {
  /// All that is known to have happened since the base: the rows of `actuals`, then later counts in `observations` of a measure and
  /// year that `actuals` leaves open.
  public var happened: [Actual] {
    let given = Set(actuals.map { ActualPlace($0) })
    return actuals + observedActuals.filter { !given.contains(ActualPlace($0)) }
  }

  /// Later counts in `observations` that are measures of the county.
  public var observedActuals: [Actual] {
    laterCounts.map { measure, observation in
      Actual(
        subject: .measure(measure), year: observation.year, value: observation.value, time: observation.time,
        evidence: observation.evidence)
    }
  }

  /// The observation that a fact was read from; `nil` for a row of `actuals`.
  public func observation(of actual: Actual) -> Observation? {
    laterCounts.first { .measure($0.0) == actual.subject && $0.1.time == actual.time }?.1
  }

  private var laterCounts: [(Measure, Observation)] {
    observations.compactMap { observation in
      guard observation.use == .condition || observation.use == .check, let measure = observation.quantity?.measure,
        observation.time > baseYear.censusTime
      else { return nil }
      return (measure, observation)
    }
  }

  /// What happened, the latest where several years are known; `nil` when nothing is.
  ///
  /// - Parameter year: Only of this year.
  public func actual(
    _ subject: Actual.Subject, _ aspect: Actual.Aspect = .value, in year: Year? = nil
  ) -> Actual? {
    happened.filter { $0.subject == subject && $0.aspect == aspect && (year == nil || $0.year == year) }
      .max { $0.year < $1.year }
  }

  /// An indicator's fact that its verdict is read from: of the target year, else the latest.
  public func actual(of indicator: PlanIndicator) -> Actual? {
    actual(.indicator(indicator.number), in: indicator.targetYear) ?? actual(.indicator(indicator.number))
  }
}

extension Observation {
  /// The year that a count at a moment belongs to: one at the end of December, which is written as the next year's .0, is of the
  /// year that ends.
  public var year: Year { Year(Int(time.rounded(.up)) - 1) }
}

/// What can be known once.
private struct ActualPlace: Hashable {
  let subject: Actual.Subject
  let aspect: Actual.Aspect
  let year: Year

  init(_ actual: Actual) { (subject, aspect, year) = (actual.subject, actual.aspect, actual.year) }
}
