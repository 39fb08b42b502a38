/// Rates of one year that decide where the dead go.
public struct FuneralParameters: Sendable, Hashable {
  /// Share of the dead who are cremated, inside the zone and (of their own will) outside.
  public var zoneRate: Double
  public var voluntaryRate: Double
  /// Shares of the ashes; the rest is placed outside public facilities.
  public var plot: Double
  public var niche: Double
  public var ecological: Double
  public var scattered: Double

  public init(
    zoneRate: Double, voluntaryRate: Double, plot: Double, niche: Double, ecological: Double, scattered: Double
  ) {
    self.zoneRate = zoneRate
    self.voluntaryRate = voluntaryRate
    self.plot = plot
    self.niche = niche
    self.ecological = ecological
    self.scattered = scattered
  }
}

/// The dead of one place and year by what becomes of them; persons.
///
/// deaths = cremated + body burials; cremated = niches + plots + ecological + scattered + outside.
public struct RemainsFlow: Sendable, Hashable {
  public var deaths = 0.0
  /// Deaths of townships inside the cremation zone, and the cremated among them.
  public var zoneDeaths = 0.0
  public var zoneCremated = 0.0
  public var cremated = 0.0
  public var bodyBurials = 0.0
  public var niches = 0.0
  public var plots = 0.0
  public var ecological = 0.0
  public var scattered = 0.0
  /// Ashes kept or buried outside public facilities.
  public var outside = 0.0

  /// Nobody.
  public init() {}

  /// The dead of one township.
  public init(deaths: Double, isInZone: Bool, _ p: FuneralParameters) {
    self.deaths = deaths
    cremated = deaths * (isInZone ? p.zoneRate : p.voluntaryRate)
    zoneDeaths = isInZone ? deaths : 0
    zoneCremated = isInZone ? cremated : 0
    bodyBurials = deaths - cremated
    plots = cremated * p.plot
    niches = cremated * p.niche
    ecological = cremated * p.ecological
    scattered = cremated * p.scattered
    outside = cremated - plots - niches - ecological - scattered
  }

  public static func += (a: inout RemainsFlow, b: RemainsFlow) {
    a.deaths += b.deaths
    a.zoneDeaths += b.zoneDeaths
    a.zoneCremated += b.zoneCremated
    a.cremated += b.cremated
    a.bodyBurials += b.bodyBurials
    a.niches += b.niches
    a.plots += b.plots
    a.ecological += b.ecological
    a.scattered += b.scattered
    a.outside += b.outside
  }

  /// Places that ashes need in public facilities.
  public var urnPlaces: Double { niches + plots + ecological }
}
