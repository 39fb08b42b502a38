public import PlanningModel

/// Tests the plan's own statements by arithmetic: what closes, what fails, what is undefined or missing.
public struct PlanAudit: Sendable {
  public struct Row: Sendable, Hashable {
    public let statement: PlanStatement
    /// The figure computed anew; `nil` where nothing can be.
    public let computed: Double?
    /// The printed figure as a number, where there is one.
    public let printed: Double?
    public let verdict: PlanStatement.Verdict
    /// The figures that the arithmetic used.
    public let figures: [ArithmeticExpression.Use]
  }

  /// A statement whose expression cannot be evaluated.
  public struct BrokenStatement: Error, Sendable, Hashable {
    public let id: String
    public let expression: String
    public let problem: ArithmeticExpression.Problem
    public let origin: Origin
  }

  /// All broken statements together.
  public struct Failure: Error, Sendable, Hashable {
    public let statements: [BrokenStatement]
  }

  public let rows: [Row]

  /// - Throws: ``Failure`` naming every expression that cannot be evaluated.
  public init(_ county: County) throws(Failure) {
    let figures = PlanAudit.figures(county)
    var rows: [Row] = []
    var broken: [BrokenStatement] = []
    func evaluate(_ text: String, _ statement: PlanStatement) -> ArithmeticExpression? {
      guard !text.isEmpty else { return nil }
      do {
        return try ArithmeticExpression(text, figures: figures)
      } catch {
        broken.append(
          BrokenStatement(id: statement.id, expression: text, problem: error, origin: statement.evidence.origin))
        return nil
      }
    }
    for statement in county.statements {
      let computed = evaluate(statement.expression, statement)
      let printed = evaluate(statement.printedExpression, statement)
      rows.append(
        Row(
          statement: statement, computed: computed?.value, printed: printed?.value,
          verdict: PlanAudit.verdict(statement, computed: computed?.value, printed: printed?.value),
          figures: computed?.uses ?? []))
    }
    guard broken.isEmpty else { throw Failure(statements: broken) }
    self.rows = rows
  }

  public func count(_ verdict: PlanStatement.Verdict) -> Int { rows.count { $0.verdict == verdict } }

  private static func verdict(
    _ statement: PlanStatement, computed: Double?, printed: Double?
  ) -> PlanStatement.Verdict {
    if let declared = statement.declared { return declared }
    guard let computed, let printed else { return .missing }
    let slack = statement.tolerance + 1e-9
    let holds =
      switch statement.comparator {
      case .equal: abs(computed - printed) <= slack
      case .atLeast: computed >= printed - slack
      case .moreThan: computed > printed - slack
      case .atMost: computed <= printed + slack
      }
    return holds ? .closes : .fails
  }

  /// Names that expressions may use.
  static func figures(_ county: County) -> [String: Double] {
    var figures: [String: Double] = [:]
    for figure in county.figures { figures[figure.name] = figure.value }
    for project in county.projects {
      figures["\(project.id).beds"] = project.beds?.value
      figures["\(project.id).investment_wan"] = project.investment?.value
    }
    let planned = county.projects.filter { $0.status == .planned }
    figures["planned.investment_wan"] = planned.reduce(0) { $0 + ($1.investment?.value ?? 0) }
    figures["planned.count"] = Double(planned.count)
    figures["reserve.count"] = Double(county.projects.count - planned.count)
    figures["townships.count"] = Double(county.townships.count)
    figures["settlements.count"] = county.townships.reduce(0) { $0 + Double($1.settlements) }
    let base = county.census.filter { $0.year == county.baseYear }
    for (name, age) in [("total", 0), ("p60", 60), ("p65", 65), ("p80", 80)] {
      figures["census.\(name)"] = base.filter { $0.age.lower >= age }.reduce(0) { $0 + $1.persons.value }
    }
    for count in county.registered where count.year == county.baseYear {
      figures[count.group == .total ? "registered.total" : "registered.p60"] = count.persons.value
    }
    for indicator in county.indicators {
      let name = "ind\(indicator.number < 10 ? "0" : "")\(indicator.number)"
      figures["\(name).base"] = indicator.base
      figures["\(name).target"] = indicator.target
    }
    return figures
  }
}
