public import PlanningModel

/// What a project costs, and how that is known.
public struct Investment: Sendable, Hashable {
  public let project: ProjectID
  /// As the county's data states it; `nil` where it states nothing.
  public let stated: Fen?
  /// In the scenario before any overrun: the stated amount times the scale, or beds times an imputed cost; `nil` when
  /// neither the plan nor a rule gives one.
  public let planned: Fen?
  /// Total over all years, overrun included; `nil` with ``planned``.
  public let amount: Fen?
  public let fundingSource: String

  public init(project: ProjectID, stated: Fen?, planned: Fen?, amount: Fen?, fundingSource: String) {
    self.project = project
    self.stated = stated
    self.planned = planned
    self.amount = amount
    self.fundingSource = fundingSource
  }

  /// Whether the amount, if there is one, is imputed and not stated.
  public var isImputed: Bool { stated == nil }
  /// What the overrun adds; negative where the project costs less than planned.
  public var overrun: Fen { (amount ?? .zero) - (planned ?? .zero) }
}

/// Money spent on one project in one year.
public struct CashEntry: Sendable, Hashable {
  public let year: Year
  public let project: ProjectID
  public let fundingSource: String
  public let amount: Fen
}

/// Investment by year and project, in whole 分 so that sums close exactly.
public struct CashFlow: Sendable, Hashable {
  /// All entries, also those after the horizon, in order of year and project.
  public let entries: [CashEntry]

  /// Spreads each amount evenly over the calendar years from the first year of spending to the opening.
  ///
  /// - Parameter spans: First and last year of spending of every project with an amount.
  public init(_ investments: [Investment], spans: [ProjectID: ClosedRange<Int>]) {
    var entries: [CashEntry] = []
    for investment in investments {
      guard let amount = investment.amount, let span = spans[investment.project] else { continue }
      let parts = amount.split(by: [Double](repeating: 1, count: span.count))
      for (year, part) in zip(span, parts) {
        entries.append(
          CashEntry(
            year: Year(year), project: investment.project, fundingSource: investment.fundingSource, amount: part))
      }
    }
    self.entries = entries.sorted { ($0.year, $0.project) < ($1.year, $1.project) }
  }

  /// Sum of the entries that satisfy a condition.
  public func total(where condition: (CashEntry) -> Bool = { _ in true }) -> Fen {
    entries.reduce(.zero) { condition($1) ? $0 + $1.amount : $0 }
  }
}
