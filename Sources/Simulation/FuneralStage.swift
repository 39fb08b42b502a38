internal import Demography
internal import Facilities
internal import Funeral
internal import PlanningModel

/// Funeral: deaths by township become cremations, burials and places required.
struct FuneralStage {
  let zones: CremationZones
  let remains: [[RemainsFlow]]
  let graves: [GraveStock]

  init(
    county: County, scenario: Scenario, parameters: ParameterSet, people: PopulationProjection,
    schedule: [ScheduledProject]
  ) {
    let horizon = scenario.horizon
    let zones = CremationZones(county.townships, added: scenario.cremationZone, base: horizon.start)
    let nobody = [RemainsFlow](repeating: RemainsFlow(), count: county.townships.count)
    let remains = horizon.years.enumerated().map { index, year -> [RemainsFlow] in
      guard index > 0 else { return nobody }
      let p = FuneralParameters(
        zoneRate: parameters.value("funeral.zone_cremation_rate", in: year),
        voluntaryRate: parameters.value("funeral.voluntary_cremation_rate", in: year),
        plot: parameters.value("funeral.ashes.plot", in: year),
        niche: parameters.value("funeral.ashes.niche", in: year),
        ecological: parameters.value("funeral.ashes.ecological", in: year),
        scattered: parameters.value("funeral.ashes.scattered", in: year))
      return county.townships.enumerated().map { place, township in
        RemainsFlow(
          deaths: people.flows[index][place].deaths.total, isInZone: zones.contains(township.code, in: year), p)
      }
    }
    self.zones = zones
    self.remains = remains

    let opening = Dictionary(uniqueKeysWithValues: schedule.map { ($0.project.id, $0.open) })
    let catchments = Catchments(county: county, remains: remains)
    graves = county.funeralFacilities.compactMap { facility in
      let open: Year
      if let project = facility.project {
        guard let year = opening[project] else { return nil }
        open = year
      } else {
        open = horizon.start
      }
      guard let yearly = catchments.yearly(facility) else { return nil }
      return GraveStock(facility: facility, open: open, yearly: yearly, horizon: horizon)
    }
  }
}

/// Whom a funeral facility serves when no catchment is given: a columbarium the whole county's niches, an urban cemetery
/// an equal part of the city's plots and ecological burials, a rural cemetery those of its own township (of all townships
/// outside the city together when the row stands for several). Homes and stations keep nobody.
private struct Catchments {
  let county: County
  let remains: [[RemainsFlow]]

  func yearly(_ facility: FuneralFacility) -> [Double]? {
    let city = Set(county.zones.filter(\.isCity).map(\.id))
    let peers = max(1, county.funeralFacilities.filter { $0.kind == facility.kind }.count)
    switch facility.kind {
    case .funeralHome, .funeralStation: return nil
    case .columbarium: return sum(where: { _ in true }) { $0.niches / Double(peers) }
    case .urbanCemetery:
      return sum(where: { city.contains($0.zone) }) { ($0.plots + $0.ecological) / Double(peers) }
    case .ruralCemetery:
      return sum(where: { township in
        facility.township.map { $0 == township.code } ?? !city.contains(township.zone)
      }) { $0.plots + $0.ecological }
    }
  }

  private func sum(where isServed: (Township) -> Bool, _ places: (RemainsFlow) -> Double) -> [Double] {
    let served = county.townships.indices.filter { isServed(county.townships[$0]) }
    return remains.map { year in served.reduce(0) { $0 + places(year[$1]) } }
  }
}
