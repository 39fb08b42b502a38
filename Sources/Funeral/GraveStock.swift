public import PlanningModel

/// Places that one facility must offer, and when it is full.
public struct GraveStock: Sendable, Hashable {
  public let facility: FuneralFacility
  /// First year in which the facility takes remains.
  public let open: Year
  /// Places required from the first year of flows on, cumulative by year of the horizon.
  public let required: [Double]
  /// First year in which places used and required exceed the stated capacity; `nil` when none is stated or it lasts.
  public let exhaustion: Year?

  /// - Parameter yearly: Places required in each year of the horizon, the base year (no flows) first.
  public init(facility: FuneralFacility, open: Year, yearly: [Double], horizon: Horizon) {
    self.facility = facility
    self.open = open
    var sum = 0.0
    var cumulative: [Double] = []
    for (index, year) in horizon.years.enumerated() {
      if index > 0, year >= open { sum += yearly[index] }
      cumulative.append(sum)
    }
    required = cumulative
    if let capacity = facility.capacity {
      let used = facility.used ?? 0
      exhaustion = zip(horizon.years, cumulative).first { used + $0.1 > capacity }?.0
    } else {
      exhaustion = nil
    }
  }
}
