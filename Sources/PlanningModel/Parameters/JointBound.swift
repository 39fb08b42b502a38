/// Care beds of the base stock, in the city and in all.
public struct BaseBeds: Sendable, Hashable {
  public let city: Double
  public let all: Double

  public init(_ county: County) {
    let zones = Set(county.zones.filter(\.isCity).map(\.id))
    let places = Set(county.townships.filter { zones.contains($0.zone) }.map(\.code))
    city = county.facilities.reduce(0) { $0 + (places.contains($1.township) ? $1.beds.value : 0) }
    all = county.facilities.reduce(0) { $0 + $1.beds.value }
  }
}

/// What some parameters may be only together, in every year: Σ weight · value ≤ most.
///
/// One list serves the checks of a county's data and of scenarios, which refuse central values that break it, and the draws,
/// which are moved until they keep it.
public struct JointBound: Sendable, Hashable {
  public enum Rule: Sendable, Hashable, CaseIterable {
    /// People in the city's homes are at most all people in homes.
    case cityInCounty
    /// People in the other homes have beds there.
    case townsHaveBeds
    /// Destinations of ashes share out at most everything.
    case ashes
    /// A new home does not empty in its second year.
    case rampUp
  }

  public struct Term: Sendable, Hashable {
    public let path: String
    public let weight: Double
  }

  public let rule: Rule
  /// In the order of the catalogue.
  public let terms: [Term]
  public let most: Double

  public func weight(_ path: String) -> Double? { terms.first { $0.path == path }?.weight }

  /// By how much values exceed the bound; at most 0 where they keep it.
  public func excess(_ value: (String) -> Double) -> Double {
    terms.reduce(0) { $0 + $1.weight * value($1.path) } - most
  }

  /// Excess that is rounding alone.
  public static let tolerance = 1e-9

  /// Every bound of a county; the first parameters of a bound are the last to be moved.
  public static func all(_ county: County) -> [JointBound] {
    let ashes = ["plot", "niche", "ecological", "scattered"].map { Term(path: "funeral.ashes.\($0)", weight: 1) }
    return occupancy(BaseBeds(county)) + [
      JointBound(rule: .ashes, terms: ashes, most: 1),
      JointBound(
        rule: .rampUp,
        terms: [
          Term(path: "facilities.ramp_up.first_year", weight: 1),
          Term(path: "facilities.ramp_up.second_year", weight: -1),
        ], most: 0),
    ]
  }

  /// None where all beds are on one side: the city's occupancy then has nothing to agree with.
  private static func occupancy(_ beds: BaseBeds) -> [JointBound] {
    guard beds.city > 0, beds.all > beds.city else { return [] }
    let share = beds.city / beds.all
    func terms(_ county: Double, _ city: Double) -> [Term] {
      [Term(path: "care.occupancy", weight: county), Term(path: "care.occupancy_city", weight: city)]
    }
    return [
      JointBound(rule: .cityInCounty, terms: terms(-1, share), most: 0),
      JointBound(rule: .townsHaveBeds, terms: terms(1, -share), most: 1 - share),
    ]
  }
}
