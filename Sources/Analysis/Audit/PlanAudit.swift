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
    /// Why the data give no number for an expression; `nil` where they do, or where there is no expression.
    public let gap: ArithmeticExpression.Problem?

    /// What a failing statement is worth: as the data grade it, else by how far it is off; `nil` for one that does not fail.
    public var kind: PlanStatement.Kind? {
      guard verdict == .fails else { return nil }
      if let kind = statement.kind { return kind }
      guard statement.comparator == .equal, let computed, let printed, printed != 0 else { return .decides }
      return abs(computed / printed - 1) <= PlanAudit.slight ? .rounding : .decides
    }
  }

  /// Up to this share of the printed figure a difference is taken for rounding where the data do not say what it is.
  static let slight = 0.03

  public let rows: [Row]

  /// - Parameter county: Its expressions are well formed and name what exists: the reader of its data has seen to that.
  public init(_ county: County) {
    let figures = NamedFigures(county).values
    rows = county.statements.map { statement in
      var gap: ArithmeticExpression.Problem?
      func evaluate(_ text: String) -> ArithmeticExpression? {
        guard !text.isEmpty else { return nil }
        do {
          return try ArithmeticExpression(text, figures: figures)
        } catch {
          gap = gap ?? error
          return nil
        }
      }
      let computed = evaluate(statement.expression)
      let printed = evaluate(statement.printedExpression)
      return Row(
        statement: statement, computed: computed?.value, printed: printed?.value,
        verdict: gap != nil && statement.declared == nil
          ? .undefined : PlanAudit.verdict(statement, computed: computed?.value, printed: printed?.value),
        figures: computed?.uses ?? [], gap: statement.declared == nil ? gap : nil)
    }
  }

  /// Failing statements of a kind, in the order of the data.
  public func failing(_ kind: PlanStatement.Kind) -> [Row] { rows.filter { $0.kind == kind } }

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
}
