import CountyData
import Foundation
import PlanningModel
import TestSupport
import Testing

@testable import Analysis

@Suite("Audit of the plan")
struct PlanAuditTests {
  @Test("every statement is computed, and the counts of verdicts are those known")
  func shipped() throws {
    let audit = PlanAudit(try CountyLoader.load(folder: Shipped.county))
    #expect(audit.rows.count >= 50)
    #expect(audit.count(.undefined) == 6 && audit.count(.missing) == 3)
    func computed(_ text: String) -> [Double] {
      audit.rows.filter { $0.statement.statementZh.contains(text) }.compactMap(\.computed)
    }
    let perThousand = computed("28.6张（").map { ($0 * 10).rounded() / 10 }
    #expect(perThousand == [20.0, 25.7, 31.6])
    #expect(computed("达到60%无需改造现有床位") == [547, 727, 427, 307, 187])
    #expect(computed("达到60%无需关停") == [911])
    let shares = computed("护理型床位占比≥60%").map { ($0 * 10).rounded() / 10 }
    #expect(shares == [52.8, 50.8, 54.6, 56.3, 57.8])
    #expect(computed("政府运营床位占比≤40%").map { ($0 * 10).rounded() / 10 } == [60.5, 36.9])
    #expect(computed("总投资114948") == [114_948])
    for row in audit.rows where row.statement.statementZh.contains("28.6张（") { #expect(row.verdict == .fails) }
    let closing = audit.rows.filter {
      $0.statement.statementZh.contains("总投资114948") || $0.statement.statementZh.contains("478")
    }
    #expect(closing.allSatisfy { $0.verdict == .closes } && closing.count == 3)
    #expect(audit.rows.filter { $0.computed != nil }.allSatisfy { !$0.figures.isEmpty })
    #expect(audit.rows.allSatisfy { $0.gap == nil })
  }

  @Test("what fails is graded by the data, and by its size where they say nothing; what closes has no grade")
  func kinds() throws {
    let audit = PlanAudit(try CountyLoader.load(folder: Shipped.county))
    let kinds = PlanStatement.Kind.allCases
    #expect(kinds.reduce(0) { $0 + audit.failing($1).count } == audit.count(.fails))
    #expect(kinds.allSatisfy { !audit.failing($0).isEmpty })
    #expect(audit.rows.allSatisfy { ($0.kind == nil) == ($0.verdict != .fails) })
    func ungraded(_ computed: Double, _ printed: Double, _ comparator: PlanIndicator.Comparator) throws
      -> PlanStatement.Kind?
    {
      let like = try #require(audit.rows.first?.statement)
      let statement = PlanStatement(
        id: "X", section: "", statementZh: "", statementEn: "", printed: "", printedExpression: "", expression: "",
        comparator: comparator, tolerance: 0, unit: "", declared: nil, noteZh: "", noteEn: "",
        evidence: like.evidence)
      return PlanAudit.Row(
        statement: statement, computed: computed, printed: printed, verdict: .fails, figures: [], gap: nil
      ).kind
    }
    #expect(try ungraded(102, 100, .equal) == .rounding && ungraded(97.5, 100, .equal) == .rounding)
    #expect(try ungraded(105, 100, .equal) == .decides && ungraded(5, 0, .equal) == .decides)
    // A target that is missed by little is missed.
    #expect(try ungraded(59.9, 60, .atLeast) == .decides)
  }

  @Test("what the county's data leave blank makes the statements that use it undefined, with the reason")
  func blanks() throws {
    let bench = try Workbench()
    try bench.copy("seeds/yunyang")
    try bench.replace(",assumption,19958,", with: ",assumption,,", in: "seeds/yunyang/projects.csv")
    for table in ["registered", "indicators", "actuals"] {
      let text = try String(contentsOfFile: bench.path("seeds/yunyang/\(table).csv"), encoding: .utf8)
      try bench.write(text.prefix { $0 != "\n" } + "\n", to: "seeds/yunyang/\(table).csv")
    }
    let audit = PlanAudit(try CountyLoader.load(folder: bench.path("seeds/yunyang")))
    func row(_ id: String) -> PlanAudit.Row? { audit.rows.first { $0.statement.id == id } }
    #expect(row("S43")?.verdict == .undefined && row("S43")?.gap == .blank("P01.investment_wan"))
    // A sum of which a part is not known is not known; a statement of other figures closes as before.
    #expect(row("S40")?.verdict == .undefined && row("S40")?.computed == nil)
    #expect(row("S41")?.verdict == .closes && row("S41")?.gap == nil)
    let gaps = audit.rows.compactMap(\.gap)
    #expect(gaps.contains(.blank("registered.total")) && gaps.contains(.blank("ind15.target")))
  }
}

@Suite("Arithmetic expressions")
struct ArithmeticExpressionTests {
  private let figures = ["beds": 5610.0, "P01.beds": 500, "zero": 0]

  @Test(
    "they follow the usual precedence",
    arguments: [
      ("1+2*3", 7.0), ("(1+2)*3", 9), ("-2*-3", 6), ("10/4/5", 0.5), ("7-2-1", 4), ("1e3", 1000),
      (" beds / 1000 ", 5.61),
      ("P01.beds*2", 1000), ("ceil(0.1)+floor(1.9)", 2), ("round(2.345, 2)", 2.35), ("max(1, 3, 2)-min(4,2)", 1),
      ("abs(-4)", 4), ("--3", 3),
    ])
  func values(text: String, expected: Double) throws {
    #expect(abs(try ArithmeticExpression(text, figures: figures).value - expected) < 1e-12)
  }

  @Test(
    "broken ones are refused with their column",
    arguments: [
      ("1+", ArithmeticExpression.Problem.syntax(column: 3)), ("(1", .syntax(column: 3)), ("1 2", .syntax(column: 3)),
      ("", .syntax(column: 1)), ("beds+nobody", .unknownName("nobody", column: 6)),
      ("1/zero", .divisionByZero(column: 2)), ("1/zero+(", .syntax(column: 9)), ("1e308*1e308", .overflow),
      ("sqrt(4)", .wrongArguments(function: "sqrt", column: 1)),
      ("0x10", .syntax(column: 1)), ("1e999", .syntax(column: 1)), ("nan", .unknownName("nan", column: 1)),
    ])
  func refused(text: String, problem: ArithmeticExpression.Problem) {
    #expect(throws: problem) { try ArithmeticExpression(text, figures: figures) }
  }

  @Test("deep nesting ends in an error, not in a crash")
  func deep() {
    let text = String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000)
    #expect(throws: ArithmeticExpression.Problem.tooDeep) { try ArithmeticExpression(text, figures: [:]) }
    #expect(throws: ArithmeticExpression.Problem.tooDeep) {
      try ArithmeticExpression(String(repeating: "-", count: 10_000) + "1", figures: [:])
    }
  }

  @Test("the figures used are told in order")
  func uses() throws {
    let expression = try ArithmeticExpression("P01.beds/beds*beds", figures: figures)
    #expect(expression.uses.map(\.name) == ["P01.beds", "beds"])
  }
}
