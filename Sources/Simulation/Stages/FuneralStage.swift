internal import Demography
internal import Facilities
internal import Funeral
internal import PlanningModel

/// Funeral: deaths by township become cremations, burials and places required.
struct FuneralStage {
  let remains: [[RemainsFlow]]
  let graves: [GraveStock]

  init(
    county: County, horizon: Horizon, parameters: ParameterSet, frame: CountyFrame, people: PopulationProjection,
    schedule: [ScheduledProject]
  ) {
    let nobody = [RemainsFlow](repeating: RemainsFlow(), count: frame.isCity.count)
    let remains = horizon.years.enumerated().map { index, year -> [RemainsFlow] in
      guard index > 0 else { return nobody }
      let p = FuneralParameters(
        zoneRate: parameters.value(.funeralZoneCremationRate, in: year),
        voluntaryRate: parameters.value(.funeralVoluntaryCremationRate, in: year),
        plot: parameters.value(.funeralAshesPlot, in: year),
        niche: parameters.value(.funeralAshesNiche, in: year),
        ecological: parameters.value(.funeralAshesEcological, in: year),
        scattered: parameters.value(.funeralAshesScattered, in: year))
      return zip(people.flows[index], frame.isInCremationZone[index]).map { flows, isInZone in
        RemainsFlow(deaths: flows.deaths, isInZone: isInZone, p)
      }
    }
    self.remains = remains

    let opening = Dictionary(uniqueKeysWithValues: schedule.map { ($0.project.id, $0.open) })
    let active = county.funeralFacilities.compactMap { facility -> ActiveFacility? in
      guard let project = facility.project else { return ActiveFacility(facility: facility, open: horizon.start) }
      return opening[project].map { ActiveFacility(facility: facility, open: $0) }
    }
    let catchments = Catchments(
      county: county, frame: frame, active: active, horizon: horizon, remains: remains)
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
  let frame: CountyFrame
  let active: [ActiveFacility]
  let horizon: Horizon
  let remains: [[RemainsFlow]]

  /// Places required by year; `nil` of what keeps nobody, and where the data does not tell whom it serves.
  func yearly(_ facility: FuneralFacility) -> [Double]? {
    switch facility.kind {
    case .funeralHome, .funeralStation: return nil
    case .columbarium: return shared(facility, sum(Array(frame.isCity.indices)) { $0.niches })
    case .urbanCemetery:
      guard county.zones.contains(where: \.isCity) else { return nil }
      return shared(facility, sum(frame.isCity.indices.filter { frame.isCity[$0] }) { $0.plots + $0.ecological })
    case .ruralCemetery:
      let served = ruralTownships(facility)
      guard !served.isEmpty else { return nil }
      return sum(frame.isCity.indices.filter(served.contains)) { $0.plots + $0.ecological }
    }
  }

  private func ruralTownships(_ facility: FuneralFacility) -> Set<Int> {
    if let township = facility.township { return Set([township].compactMap { frame.position[$0] }) }
    let own = Set(
      active.filter { $0.facility.kind == .ruralCemetery }.compactMap {
        $0.facility.township.flatMap { frame.position[$0] }
      })
    let sites = county.projects.first { $0.id == facility.project }?.sites ?? []
    let all =
      sites.isEmpty
      ? frame.isCity.indices.filter { !frame.isCity[$0] } : sites.compactMap { frame.position[$0] }
    return Set(all).subtracting(own)
  }

  private func shared(_ facility: FuneralFacility, _ places: [Double]) -> [Double] {
    let openings = active.filter { $0.facility.kind == facility.kind }.map(\.open)
    return zip(horizon.years, places).map { year, places in places / Double(max(1, openings.count { $0 <= year })) }
  }

  private func sum(_ served: [Int], _ places: (RemainsFlow) -> Double) -> [Double] {
    remains.map { year in served.reduce(0) { $0 + places(year[$1]) } }
  }
}
