internal import Demography
public import PlanningModel
public import Simulation

/// Where a run reads a table of rates outside the years that it has, and the rule by which it goes on.
public struct RateCoverage: Sendable, Hashable {
  public enum Series: String, Sendable, Hashable, CaseIterable {
    case mortality
    case totalFertility = "tfr"
    case ageShare = "asfr_share"
    case sexRatioAtBirth = "srb"
    case registered = "total"
    case registered60 = "60+"
  }

  /// The rule by which rates go on.
  public enum Rule: Sendable, Hashable {
    /// Death rates fall on, by this share a year at ages 60–89 on average, to these life expectancies of men and women in the
    /// last year.
    case decline(yearly: Double, men: Double, women: Double)
    /// Death rates meet the life expectancies that the scenario prescribes.
    case prescribed(men: Double, women: Double)
    /// Rates stay as they are at the edge of the table; the value, where there is one number.
    case held(Double?)
    /// A straight line between the periods at both sides (of logarithms for death rates).
    case interpolated
  }

  public let series: Series
  /// Years that are asked for and not in the table, first and last.
  public let years: ClosedRange<Int>
  public let rule: Rule
  /// What the county's own level makes of a held value in the last year; `nil` where there is no such level.
  public let local: Double?
  /// The row after which, or before which, the table has nothing.
  public let origin: Origin

  /// Years of one row: first, and first after it.
  private struct Span {
    let start: Int
    let end: Int
    let origin: Origin
  }

  /// In the order of the series, then of the years.
  public static func all(_ run: CountyRun) -> [RateCoverage] {
    let county = run.county
    let base = run.horizon.start.value
    // Deaths are needed from the first year between the censuses on, births from the base.
    let firstDeaths = run.earlierCensus.map { $0.value + 1 } ?? base
    let deaths = county.mortality.map { Span(start: $0.start.value, end: $0.end.value, origin: $0.evidence.origin) }
    func births(_ measure: FertilityReference.Measure) -> [Span] {
      county.fertility.filter { $0.measure == measure }.map {
        Span(start: $0.start.value, end: $0.end.value, origin: $0.evidence.origin)
      }
    }
    func value(_ measure: FertilityReference.Measure, _ isLast: Bool) -> Double? {
      let rows = county.fertility.filter { $0.measure == measure }
      return (isLast ? rows.max { $0.start < $1.start } : rows.min { $0.start < $1.start })?.value
    }
    let total = run.projection.fertility.last?.reduce(0, +)
    var found = gaps(.mortality, deaths, firstDeaths...run.horizon.end.value) { isLast in
      isLast ? decline(run, deaths) : .held(nil)
    }
    for (series, measure) in [
      (Series.totalFertility, FertilityReference.Measure.totalFertilityRate), (.ageShare, .ageShare),
      (.sexRatioAtBirth, .sexRatioAtBirth),
    ] {
      found += gaps(
        series, births(measure), base...run.horizon.end.value, local: series == .totalFertility ? total : nil
      ) { isLast in
        .held(series == .ageShare ? nil : value(measure, isLast))
      }
    }
    for (series, group) in [(Series.registered, RegisteredCount.Group.total), (.registered60, .elderly60)] {
      let rows = county.registered.filter { $0.group == group }.sorted { $0.year < $1.year }
      guard let last = rows.last, last.year < run.horizon.end else { continue }
      found.append(
        RateCoverage(
          series: series, years: (last.year.value + 1)...run.horizon.end.value, rule: .held(last.persons.value),
          local: nil, origin: last.evidence.origin))
    }
    return found
  }

  /// Years of a range that no row has.
  private static func gaps(
    _ series: Series, _ spans: [Span], _ needed: ClosedRange<Int>, local: Double? = nil, edge: (_ isLast: Bool) -> Rule
  ) -> [RateCoverage] {
    // Rows of one period are its ages: the last of them stands for it.
    var periods: [Span] = []
    for span in spans.sorted(by: { ($0.start, $0.origin.line) < ($1.start, $1.origin.line) }) {
      if periods.last?.start == span.start { periods.removeLast() }
      periods.append(span)
    }
    guard let first = periods.first, let last = periods.last else { return [] }
    var found: [RateCoverage] = []
    func add(_ from: Int, _ to: Int, _ rule: Rule, _ origin: Origin) {
      let (lower, upper) = (max(from, needed.lowerBound), min(to, needed.upperBound))
      guard lower <= upper else { return }
      found.append(RateCoverage(series: series, years: lower...upper, rule: rule, local: local, origin: origin))
    }
    add(Int.min, first.start - 1, edge(false), first.origin)
    for (one, next) in zip(periods, periods.dropFirst()) { add(one.end, next.start - 1, .interpolated, one.origin) }
    add(last.end, Int.max, edge(true), last.origin)
    return found
  }

  private static func decline(_ run: CountyRun, _ spans: [Span]) -> Rule {
    let index = run.horizon.count - 1
    let rates = CountyRates(mortality: run.projection.mortality[index], fertility: run.projection.fertility[index])
    let (men, women) = (rates.value(.lifeExpectancyMale) ?? 0, rates.value(.lifeExpectancyFemale) ?? 0)
    if Sex.allCases.contains(where: { run.parameters.entry(.lifeExpectancy($0)) != nil }) {
      return .prescribed(men: men, women: women)
    }
    // From the last year that the table has, or the first of the run.
    let end = spans.map(\.end).max() ?? 0
    let from = max(1, min(index - 1, end - 1 - run.horizon.start.value))
    let yearly = run.projection.mortality[from].yearlyDecline(
      to: run.projection.mortality[index], years: index - from, ages: 60..<90)
    return abs(yearly) < 1e-6 ? .held(nil) : .decline(yearly: yearly, men: men, women: women)
  }
}
