internal import CareNeed
internal import Facilities
public import PlanningModel
public import Simulation

/// When the beds of each zone do not suffice, by observed use; a zone's people look for a bed in the zone alone.
public struct ShortageYears: Sendable, Hashable {
  public struct Amount: Sendable, Hashable {
    public let year: Year
    /// People without a bed.
    public let unmet: Double

    public init(year: Year, unmet: Double) {
      self.year = year
      self.unmet = unmet
    }
  }

  public struct Zone: Sendable, Hashable {
    public let id: ZoneID
    public let nameZh: String
    /// First year after the base from which the shortage lasts to the end; `nil` where the last year has none.
    public let lastingFrom: Year?
    /// Years of shortage after the base and before ``lastingFrom``, ascending.
    public let earlier: [Amount]
    /// People without a bed in the last year.
    public let unmetAtEnd: Double
    /// Licensed beds less people in them in the last year.
    public let emptyAtEnd: Double
    /// Licensed beds in the last year.
    public let bedsAtEnd: Double

    /// Whether any year after the base has a shortage.
    public var hasShortage: Bool { lastingFrom != nil || !earlier.isEmpty }
  }

  /// Fewer people than this without a bed are none: half a person.
  public static let threshold = 0.5

  public let end: Year
  /// In the county's order.
  public let zones: [Zone]

  public init(_ run: CountyRun) {
    let balances = run.balances[.observed] ?? []
    end = run.horizon.end
    let last = run.horizon.count - 1
    zones = run.county.zones.map { entry in
      let places = run.townships(of: entry.id)
      let codes = Set(places.map { run.county.townships[$0].code })
      let unmet = balances.map { year in places.reduce(0) { $0 + year[$1].unmet } }
      let inCare = balances.last.map { year in places.reduce(0) { $0 + year[$1].inCare } } ?? 0
      let beds = run.stock.total(year: last) { codes.contains($0.township) }
      let (lasting, earlier) = ShortageYears.spells(unmet, run.horizon.years.map { $0 })
      return Zone(
        id: entry.id, nameZh: entry.nameZh, lastingFrom: lasting, earlier: earlier, unmetAtEnd: unmet.last ?? 0,
        emptyAtEnd: max(0, beds - inCare), bedsAtEnd: beds)
    }
  }

  /// The first year from which a series stays above the threshold to its end, and single years above it before; the first
  /// entry is the base and does not count.
  ///
  /// - Precondition: one value a year.
  static func spells(_ unmet: [Double], _ years: [Year]) -> (lastingFrom: Year?, earlier: [Amount]) {
    guard unmet.count == years.count, !unmet.isEmpty else { return (nil, []) }
    var first = unmet.count
    while first > 1, unmet[first - 1] > threshold { first -= 1 }
    let earlier = (1..<max(1, first)).filter { unmet[$0] > threshold }.map {
      Amount(year: years[$0], unmet: unmet[$0])
    }
    return (first < unmet.count ? years[first] : nil, earlier)
  }
}
