public import PlanningModel

/// Places that one facility must offer, and when it is full.
public struct GraveStock: Sendable, Hashable {
  public let facility: FuneralFacility
  /// First year in which the facility takes remains.
  public let open: Year
  /// Places required from the first year of flows on, cumulative by year of the horizon; empty where it is not known whom the
  /// facility serves.
  public let required: [Double]
  /// Places used before ``open``: nothing is used before a project is built, and of a standing facility `nil` is unknown.
  public let used: Double?
  /// First year in which places used and required exceed the stated capacity; `nil` when something is unknown or it lasts.
  public let exhaustion: Year?
  /// Whether capacity, use and catchment are known, so that an exhaustion can be told.
  public var isKnown: Bool { facility.capacity != nil && used != nil && !required.isEmpty }

  /// - Parameter yearly: Places required in each year of the horizon, the base year (no flows) first; `nil` when nobody knows.
  public init(facility: FuneralFacility, open: Year, yearly: [Double]?, horizon: Horizon) {
    self.facility = facility
    self.open = open
    used = facility.used ?? (facility.project == nil ? nil : 0)
    guard let yearly else {
      required = []
      exhaustion = nil
      return
    }
    var sum = 0.0
    var cumulative: [Double] = []
    for (index, year) in horizon.years.enumerated() {
      if index > 0, year >= open { sum += yearly[index] }
      cumulative.append(sum)
    }
    required = cumulative
    if let capacity = facility.capacity, let used {
      exhaustion = zip(horizon.years, cumulative).first { used + $0.1 > capacity }?.0
    } else {
      exhaustion = nil
    }
  }
}
