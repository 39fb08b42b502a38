internal import CareNeed
internal import Demography
internal import Facilities
internal import Funeral
internal import PlanningModel

/// What no future of a run changes, found once for it and for all that vary from it: neither a parameter nor the portfolio
/// touches it.
struct CountyFrame: Sendable {
  let position: [GeoCode: Int]
  let isCity: [Bool]
  /// Townships of each zone.
  let zones: [[Int]]
  let disability: DisabilityTables
  /// Homes of the base year.
  let homes: [CareUnit]
  /// Where each home stands; `nil` outside the county's townships.
  let homeTownships: [Int?]
  let baseBeds: BaseBeds
  let nursingBeds: Double
  let cremationZones: CremationZones
  /// Whether a township is inside the cremation zone, `[year][township]`.
  let isInCremationZone: [[Bool]]
  /// Years that the long tables carry.
  let tableYears: Set<Int>
  let censusYear: Year

  init(_ county: County, _ scenario: Scenario) {
    let position = Dictionary(uniqueKeysWithValues: county.townships.indices.map { (county.townships[$0].code, $0) })
    self.position = position
    let cities = Set(county.zones.filter(\.isCity).map(\.id))
    isCity = county.townships.map { cities.contains($0.zone) }
    zones = county.zones.map { zone in county.townships.indices.filter { county.townships[$0].zone == zone.id } }
    disability = DisabilityTables(county.disability, ages: SingleYearMortality.ages)
    homes = county.facilities.map { CareUnit($0, horizon: scenario.horizon) }
    homeTownships = homes.map { position[$0.township] }
    baseBeds = BaseBeds(county)
    nursingBeds = county.facilities.reduce(0) { $0 + $1.beds.value * $1.nursingShare }
    let cremation = CremationZones(county.townships, added: scenario.cremationZone, base: scenario.horizon.start)
    cremationZones = cremation
    isInCremationZone = scenario.horizon.years.map { year in
      county.townships.map { cremation.contains($0.code, in: year) }
    }
    tableYears = Set(scenario.tableYears)
    censusYear = county.censusYear
  }
}
