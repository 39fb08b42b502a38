public import PlanningModel

/// A project as a scenario schedules it.
public struct ScheduledProject: Sendable, Hashable {
  public let project: Project
  /// First year of spending.
  public let start: Year
  /// Year of opening; it stands at 31 December.
  public let open: Year
  public let operatedBy: Sector
  /// Whether the scenario, not the data, says who runs it.
  public let isOperatorChosen: Bool
  /// Care beds that the run counts; zero when the project has none.
  public let beds: Beds
  /// Whether the scenario, not the plan, says how many.
  public let areBedsAssumed: Bool
  public let bedType: BedType?
  /// Multiple of the stated beds and investment; `beds` has it already.
  public let scale: Double
}

/// Which projects a scenario carries out, and when.
public enum ProjectSchedule {
  /// Projects of the portfolio in the order of the data.
  ///
  /// An opening year set by the scenario moves the whole project, so that its building time stays; delays come on top.
  public static func resolve(_ projects: [Project], _ portfolio: PortfolioChoice) -> [ScheduledProject] {
    projects.compactMap { project in
      let isIncluded: Bool
      switch portfolio.include {
      case .all: isIncluded = true
      case .none: isIncluded = false
      case .planned: isIncluded = project.status == .planned
      case .reserve: isIncluded = project.status == .reserve
      }
      guard (isIncluded || portfolio.add.contains(project.id)) && !portfolio.drop.contains(project.id) else {
        return nil
      }
      let delay =
        (portfolio.open[project.id].map { $0 - project.openYear } ?? 0) + portfolio.shiftAll
        + (portfolio.shift[project.id] ?? 0)
      let assumed = portfolio.beds[project.id]
      let scale = portfolio.scale[project.id] ?? 1
      let beds = project.countsAsCareBed ? (assumed ?? project.beds ?? .zero) * scale : .zero
      return ScheduledProject(
        project: project, start: project.startYear + delay, open: project.openYear + delay,
        operatedBy: portfolio.operators[project.id] ?? project.operatedBy,
        isOperatorChosen: portfolio.operators[project.id] != nil, beds: beds,
        areBedsAssumed: assumed != nil, bedType: portfolio.bedType[project.id] ?? project.bedType, scale: scale)
    }
  }
}
