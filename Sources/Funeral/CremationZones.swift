public import PlanningModel

/// Which townships are inside the cremation zone (火葬区), year by year.
public struct CremationZones: Sendable, Hashable {
  private let entry: [GeoCode: Year]

  /// - Parameters:
  ///   - townships: Status at the base; candidates are outside until a scenario lets them in.
  ///   - added: Townships that a scenario adds, with the year of entry.
  public init(_ townships: [Township], added: [CremationZoneEntry], base: Year) {
    var entry: [GeoCode: Year] = [:]
    for township in townships where township.cremationZone == .inside { entry[township.code] = base }
    for zone in added { entry[zone.township] = min(zone.year, entry[zone.township] ?? zone.year) }
    self.entry = entry
  }

  public func contains(_ township: GeoCode, in year: Year) -> Bool { entry[township].map { $0 <= year } ?? false }
}
