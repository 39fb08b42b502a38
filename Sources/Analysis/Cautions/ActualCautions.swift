internal import Facilities
internal import PlanningModel
internal import Simulation

/// What happened and the scenario reckons otherwise: facts never change a scenario's decisions.
extension Caution {
  static func actuals(_ run: CountyRun) -> [Caution] { openings(run) + late(run) }

  private static func openings(_ run: CountyRun) -> [Caution] {
    run.county.actuals.compactMap { actual in
      guard actual.aspect == .open, case .project(let id) = actual.subject else { return nil }
      guard let entry = run.schedule.first(where: { $0.project.id == id }) else {
        return Caution(
          code: .openedOtherwise, message: "\(id) 实际\(actual.year)年已建成，情景的组合里没有它",
          help: "要算上它，用 portfolio.add 加入；推算不随实际值改动", origin: actual.evidence.origin)
      }
      guard entry.open != actual.year else { return nil }
      return Caution(
        code: .openedOtherwise, message: "\(id) 实际\(actual.year)年建成，情景按\(entry.open)年算",
        help: "要按实际推算，在情景里写 portfolio.open.\(id): \(actual.year)（或用 portfolio.shift）；推算不随实际值改动",
        origin: actual.evidence.origin)
    }
  }

  /// Facts that no projection stands beside.
  private static func late(_ run: CountyRun) -> [Caution] {
    let late = run.county.actuals.filter { actual in
      if case .project = actual.subject { return false }
      return run.horizon.end < actual.year
    }
    guard let first = late.first else { return [] }
    return [
      Caution(
        code: .actualOutside, message: "\(late.count)个实际值在时段末年\(run.horizon.end)以后，没有推算可以对照",
        help: "延长 horizon.end", origin: first.evidence.origin)
    ]
  }
}
