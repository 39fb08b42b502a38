internal import Facilities
internal import Finance
public import PlanningModel
public import Simulation

/// What the money of a scenario consists of: what the plan states, what the scenario changes, and what is imputed.
///
/// `stated − notBuilt + rescaled + imputed + overrun = total`, to the 分.
public struct InvestmentParts: Sendable, Hashable {
  /// Investments that the county's data states for its planned projects and for those that the scenario adds.
  public let stated: Fen
  /// Of these, projects that the scenario does not carry out.
  public let notBuilt: Fen
  /// What multiples of a project's size add or take.
  public let rescaled: Fen
  /// Projects without a stated investment, imputed per bed.
  public let imputed: Fen
  /// What the overrun adds to stated and imputed amounts.
  public let overrun: Fen
  public let total: Fen
  /// Of the stated amount, projects that are carried out and owned by companies or societies.
  public let socialStated: Fen
  /// The same as the scenario has it.
  public let social: Fen
  /// Projects that are carried out and have neither a stated nor an imputed investment.
  public let unknown: [ProjectID]

  public init(_ run: CountyRun) {
    let built = Set(run.schedule.map(\.project.id))
    let left = run.county.projects.filter { $0.status == .planned && !built.contains($0.id) }.compactMap(\.investment)
      .reduce(Fen.zero) { $0 + Fen($1) }
    func sum(_ investments: [Investment], _ value: (Investment) -> Fen?) -> Fen {
      investments.reduce(.zero) { $0 + (value($1) ?? .zero) }
    }
    let withStatement = run.investments.filter { !$0.isImputed }
    let carriedOut = sum(withStatement, \.stated)
    stated = carriedOut + left
    notBuilt = left
    rescaled = sum(withStatement, \.planned) - carriedOut
    imputed = sum(run.investments.filter(\.isImputed), \.planned)
    overrun = sum(run.investments) { $0.overrun }
    total = run.cash.total()
    let owned = Set(run.schedule.filter { $0.project.owner == .social }.map(\.project.id))
    let theirs = run.investments.filter { owned.contains($0.project) }
    socialStated = sum(theirs, \.stated)
    social = sum(theirs, \.amount)
    unknown = run.investments.filter { $0.amount == nil }.map(\.project)
  }

  /// Whether the total is what the plan states and nothing else.
  public var isAsStated: Bool { total == stated && notBuilt == .zero && imputed == .zero && overrun == .zero }
}

/// Something that a scenario does and for which nobody has given a cost.
public enum UncostedChange: Sendable, Hashable {
  /// Ordinary beds turned into nursing beds.
  case conversion(Beds)
  /// Ordinary beds closed.
  case closure(Beds)
  /// A project's beds become nursing beds while the investment stays as stated.
  case nursing(project: ProjectID, investment: WanYuan, beds: Beds)
  /// A project's beds differ from the plan's while the investment stays as stated.
  case beds(project: ProjectID, investment: WanYuan, stated: Beds, beds: Beds)

  /// All of a run, conversions first, then projects in their order.
  public static func all(_ run: CountyRun) -> [UncostedChange] {
    func total(_ changes: [PortfolioChoice.BedChange]) -> Beds {
      changes.filter { run.horizon.index(of: $0.year) != nil }.reduce(.zero) { $0 + $1.beds }
    }
    let portfolio = run.scenario.portfolio
    var changes: [UncostedChange] = []
    if total(portfolio.convert) > .zero { changes.append(.conversion(total(portfolio.convert))) }
    if total(portfolio.close) > .zero { changes.append(.closure(total(portfolio.close))) }
    for entry in run.schedule {
      guard let investment = entry.project.investment, entry.beds > .zero else { continue }
      let id = entry.project.id
      if entry.bedType == .nursing, entry.project.bedType == .ordinary {
        changes.append(.nursing(project: id, investment: investment * entry.scale, beds: entry.beds))
      }
      if let stated = entry.project.beds, entry.areBedsAssumed, portfolio.beds[id] != stated {
        changes.append(.beds(project: id, investment: investment * entry.scale, stated: stated, beds: entry.beds))
      }
    }
    return changes
  }
}
