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
  /// Beds of any kind as scenario or plan state them, times the scale; `nil` where neither does, which is not zero.
  public let places: Beds?
  /// Whether the scenario, not the plan, says how many.
  public let areBedsAssumed: Bool
  public let bedType: BedType?
  /// Multiple of the stated beds and investment; `beds` has it already.
  public let scale: Double

  /// Care beds as scenario or plan state them; `nil` where neither does, and for projects of another kind.
  public var careBeds: Beds? { project.countsAsCareBed ? places : nil }
}

/// Which projects a scenario carries out, and when.
public enum ProjectSchedule {
  /// Projects of the portfolio in the order of the data.
  ///
  /// An opening year set by the scenario moves the whole project, so that its building time stays; delays come on top.
  public static func resolve(_ projects: [Project], _ portfolio: PortfolioChoice) -> [ScheduledProject] {
    projects.compactMap { project in
      guard portfolio.includes(project) else { return nil }
      let delay =
        (portfolio.open[project.id].map { $0 - project.openYear } ?? 0) + portfolio.shiftAll
        + (portfolio.shift[project.id] ?? 0)
      let assumed = portfolio.beds[project.id]
      let scale = portfolio.scale[project.id] ?? 1
      let places = (assumed ?? project.beds).map { $0 * scale }
      return ScheduledProject(
        project: project, start: project.startYear + delay, open: project.openYear + delay,
        operatedBy: portfolio.operators[project.id] ?? project.operatedBy,
        isOperatorChosen: portfolio.operators[project.id] != nil,
        beds: project.countsAsCareBed ? places ?? .zero : .zero, places: places,
        areBedsAssumed: assumed != nil, bedType: portfolio.bedType[project.id] ?? project.bedType, scale: scale)
    }
  }
}
