internal import Diagnostics
internal import PlainText
internal import PlanningModel

/// The arithmetic of a county's statements: an expression is well formed and names what exists, so that no run meets a broken
/// one. What its numbers do not give (a blank, a division by zero) is the audit's to tell.
enum StatementChecks {
  static func check(_ county: County, _ package: DataPackage, findings: inout Findings) {
    let figures = NamedFigures(county).values
    for row in package.tables["statements"]?.rows ?? [] where !findings.isFull {
      for column in ["printed_expression", "expression"] where !row.text(column).isEmpty {
        do {
          _ = try ArithmeticExpression(row.text(column), figures: figures)
        } catch {
          report(error, row, column, figures, findings: &findings)
        }
      }
    }
  }

  private static func report(
    _ problem: ArithmeticExpression.Problem, _ row: DataRow, _ column: String, _ figures: [String: Double?],
    findings: inout Findings
  ) {
    guard !problem.isOfData else { return }
    let message: String
    var help = ""
    switch problem {
    case .syntax(let place):
      message = "算式在第 \(place) 个字节处写错"
      help = "用 + - * / ( ) 和 round、ceil、floor、abs、min、max"
    case .unknownName(let name, let place):
      message = "算式第 \(place) 个字节处的名称 “\(DisplayWidth.printable(name, limit: 60))” 不存在"
      let near = SpellingSuggestion.nearest(to: name, among: figures.keys.sorted()).first
      help = near.map { "是否想写 “\($0)”？" } ?? "名称取自 figures 的 name、项目（如 P01.beds）、指标（如 ind15.target）和合计（如 census.p60）"
    case .wrongArguments(let function, let place):
      message = "算式第 \(place) 个字节处的函数 “\(DisplayWidth.printable(function, limit: 20))” 不存在，或参数个数不对"
      help = "可用：round(数, 位数)、ceil、floor、abs、min、max"
    default: message = "算式的括号嵌套太深"
    }
    row.report(.brokenExpression, message, column, help: help, findings: &findings)
  }
}
