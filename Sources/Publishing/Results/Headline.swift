internal import Analysis
internal import Ensembles
internal import Language
public import PlanningModel
internal import Simulation

/// A number that readers take for the result: a measure in a year that report and terminal lead with.
public struct Headline: Sendable, Hashable {
  public let measure: Measure
  public let year: Year

  public static let measures: [Measure] = [
    .residents, .pop60, .pop80, .demandNorm, .demandNeed, .demandObserved, .beds, .unmet, .nursingShare,
    .governmentShare, .cremationZone, .cremationCounty,
  ]

  /// The year at which most of the plan's indicators stand; the last year where the plan has none inside the horizon.
  static func targetYear(_ run: CountyRun) -> Int {
    let years = run.county.indicators.map(\.targetYear).filter { run.horizon.index(of: $0) != nil }
    let counts = Dictionary(grouping: years) { $0 }.mapValues(\.count)
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key.value ?? run.horizon.end.value
  }

  /// Headlines whose central value lies outside the middle half of the draws, up to rounding.
  static func offCentre(
    _ central: MeasureTable, _ run: CountyRun, _ numbers: [String: Summary]
  ) -> [Headline] {
    let years = Set([run.horizon.start.value, targetYear(run), run.horizon.end.value]).sorted()
    return measures.flatMap { measure in
      years.compactMap { year -> Headline? in
        guard let index = run.index(year), let value = central.value(measure, index),
          let summary = numbers[NumberKey.measure(measure, index)], let low = summary.quantiles[2],
          let high = summary.quantiles[4]
        else { return nil }
        let rounding = 1e-9 * max(1, abs(value))
        return low - rounding <= value && value <= high + rounding ? nil : Headline(measure: measure, year: Year(year))
      }
    }
  }
}
