internal import PlanningModel

/// Beds of the base stock, in the city and in all.
struct BaseBeds {
  let city: Double
  let all: Double

  init(_ county: County) {
    let zones = Set(county.zones.filter(\.isCity).map(\.id))
    let places = Set(county.townships.filter { zones.contains($0.zone) }.map(\.code))
    city = county.facilities.reduce(0) { $0 + (places.contains($1.township) ? $1.beds.value : 0) }
    all = county.facilities.reduce(0) { $0 + $1.beds.value }
  }
}
