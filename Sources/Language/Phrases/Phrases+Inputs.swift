public import PlanningModel

/// Words about inputs that are missing or stand for nothing.
extension Phrase {
  public static let placeholders = Phrase(
    "**这份报告不能用于任何决定：县数据中还有{1}行是新建时的占位数，不是这个县的数据。**占位的表：{2}。",
    "**This report must not be used for any decision: {1} rows of the county's data are placeholders.** Tables: {2}.")
  public static let placeholderTable = Phrase("{1}（{3}行中{2}行）", "{1} ({2} of {3} rows)")
  public static let gapBlank = Phrase("县数据中 {1} 空着，不能计算。", "{1} is blank in the county's data.")
  public static let gapSum = Phrase(
    "拟实施项目中有的没有写投资，不能合计。", "Some planned projects state no investment: there is no sum.")
  public static let gapDivision = Phrase("算式的除数是零，不能计算。", "The expression divides by zero.")
  public static let gapOther = Phrase("算式得不出有限的数。", "The expression gives no finite number.")
}

extension Wording {
  /// Why the data give no number for a statement's expression.
  public func gap(_ problem: ArithmeticExpression.Problem) -> String {
    switch problem {
    case .blank("planned.investment_wan"): say(.gapSum)
    case .blank(let name): say(.gapBlank, name)
    case .divisionByZero: say(.gapDivision)
    default: say(.gapOther)
    }
  }
}
