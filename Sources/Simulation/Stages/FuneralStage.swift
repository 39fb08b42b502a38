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
        zoneRate: parameters.value(.funeralZoneCremationRate, in: year),
        voluntaryRate: parameters.value(.funeralVoluntaryCremationRate, in: year),
        plot: parameters.value(.funeralAshesPlot, in: year),
        niche: parameters.value(.funeralAshesNiche, in: year),
        ecological: parameters.value(.funeralAshesEcological, in: year),
        scattered: parameters.value(.funeralAshesScattered, in: year))
      return county.townships.indices.map { place in
        RemainsFlow(
          deaths: people.flows[index][place].deaths,
          isInZone: zones.contains(county.townships[place].code, in: year), p)
      }
    }
    self.zones = zones
    self.remains = remains

    let opening = Dictionary(uniqueKeysWithValues: schedule.map { ($0.project.id, $0.open) })
    let active = county.funeralFacilities.compactMap { facility -> ActiveFacility? in
      guard let project = facility.project else { return ActiveFacility(facility: facility, open: horizon.start) }
      return opening[project].map { ActiveFacility(facility: facility, open: $0) }
    }
    let catchments = Catchments(county: county, active: active, horizon: horizon, remains: remains)
    graves = active.filter { ![.funeralHome, .funeralStation].contains($0.facility.kind) }.map { entry in
      GraveStock(
        facility: entry.facility, open: entry.open, yearly: catchments.yearly(entry.facility), horizon: horizon)
    }
  }
}

/// A facility that stands or that the scenario builds.
private struct ActiveFacility {
  let facility: FuneralFacility
  let open: Year
}

/// Whom a funeral facility serves when no catchment is given. A columbarium takes niches of the whole county and an urban
/// cemetery plots and ecological burials of the city, in equal parts with others of its kind that are open. A rural cemetery
/// serves its own township; a row that stands for several serves its project's townships but those with a cemetery of their
/// own. Funeral homes and stations keep nobody.
private struct Catchments {
  let county: County
  let active: [ActiveFacility]
  let horizon: Horizon
  let remains: [[RemainsFlow]]

  /// Places required by year; `nil` of what keeps nobody, and where the data does not tell whom it serves.
  func yearly(_ facility: FuneralFacility) -> [Double]? {
    let city = Set(county.zones.filter(\.isCity).map(\.id))
    switch facility.kind {
    case .funeralHome, .funeralStation: return nil
    case .columbarium: return shared(facility, sum(where: { _ in true }) { $0.niches })
    case .urbanCemetery:
      guard !city.isEmpty else { return nil }
      return shared(facility, sum(where: { city.contains($0.zone) }) { $0.plots + $0.ecological })
    case .ruralCemetery:
      let served = ruralTownships(facility, city: city)
      guard !served.isEmpty else { return nil }
      return sum(where: { served.contains($0.code) }) { $0.plots + $0.ecological }
    }
  }

  private func ruralTownships(_ facility: FuneralFacility, city: Set<ZoneID>) -> Set<GeoCode> {
    if let township = facility.township { return [township] }
    let own = Set(active.filter { $0.facility.kind == .ruralCemetery }.compactMap(\.facility.township))
    let sites = county.projects.first { $0.id == facility.project }?.sites ?? []
    let all = sites.isEmpty ? county.townships.filter { !city.contains($0.zone) }.map(\.code) : sites
    return Set(all).subtracting(own)
  }

  private func shared(_ facility: FuneralFacility, _ places: [Double]) -> [Double] {
    zip(horizon.years, places).map { year, places in
      places / Double(max(1, active.count { $0.facility.kind == facility.kind && $0.open <= year }))
    }
  }

  private func sum(where isServed: (Township) -> Bool, _ places: (RemainsFlow) -> Double) -> [Double] {
    let served = county.townships.indices.filter { isServed(county.townships[$0]) }
    return remains.map { year in served.reduce(0) { $0 + places(year[$1]) } }
  }
}
