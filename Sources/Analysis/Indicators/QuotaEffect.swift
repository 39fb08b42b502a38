internal import Facilities
public import PlanningModel
public import Simulation

/// What converting ordinary beds until the nursing share reaches its target would buy, by running it.
public struct QuotaEffect: Sendable, Hashable {
  public let indicator: Int
  /// Year of the target, in which the beds are converted.
  public let year: Year
  public let conversions: Double
  /// Nursing share of the beds in that year, before and after.
  public let share: Double
  public let shareAfter: Double
  /// People without a bed in the last year, before and after.
  public let unmet: Double
  public let unmetAfter: Double
  /// What the conversions add, over the years after the base, to people without a bed times years; negative where they
  /// save.
  public let addedBedYears: Double

  /// `nil` where the target is reached, there is none, or the beds to convert do not stand.
  public init?(_ run: CountyRun, _ indicators: Indicators) {
    guard
      let row = indicators.rows.first(where: { $0.indicator.measure == .nursingShare && $0.verdict == .missed }),
      case .nursing(let conversions, _) = row.reason, conversions > 0,
      let index = run.horizon.index(of: row.indicator.targetYear), index > 0,
      let share = StockMeasures(run.stock, year: index).nursingShare
    else { return nil }
    var portfolio = run.scenario.portfolio
    portfolio.convert.append(
      PortfolioChoice.BedChange(
        township: nil, beds: Beds(conversions), year: row.indicator.targetYear,
        origin: row.indicator.evidence.origin))
    guard let other = try? run.changing(portfolio),
      let shareAfter = StockMeasures(other.stock, year: index).nursingShare
    else { return nil }
    let before = QuotaEffect.unmet(run)
    let after = QuotaEffect.unmet(other)
    indicator = row.indicator.number
    year = row.indicator.targetYear
    self.conversions = conversions
    self.share = share
    self.shareAfter = shareAfter
    unmet = before.last ?? 0
    unmetAfter = after.last ?? 0
    addedBedYears = zip(before, after).dropFirst().reduce(0) { $0 + $1.1 - $1.0 }
  }

  /// People without a bed by year.
  private static func unmet(_ run: CountyRun) -> [Double] {
    (run.balances[.observed] ?? []).map { year in year.reduce(0) { $0 + $1.unmet } }
  }
}
