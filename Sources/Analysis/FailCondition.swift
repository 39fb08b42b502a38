public import PlanningModel

/// A condition on a comparison, for scripts: `unmet@2035>800`, `delta:unmet@2035>0`, `nursing_share@2025.p10<0.6`.
public struct FailCondition: Sendable, Hashable {
  public enum Problem: Error, Sendable, Hashable {
    case syntax
    case unknownMeasure(String)
    case unknownStatistic(String)
    case notANumber(String)
  }

  public let text: String
  public let isDifference: Bool
  public let measure: Measure
  public let year: Year
  /// `mean`, `p10` … as the columns of the tables.
  public let statistic: Int
  public let isGreater: Bool
  public let includesEqual: Bool
  public let bound: Double

  /// - Throws: ``Problem``.
  public init(_ text: String, number: (String) -> Double?) throws(Problem) {
    self.text = text
    let bare = text.filter { $0 != " " }
    guard let sign = bare.firstIndex(where: { "<>".contains($0) }) else { throw .syntax }
    isGreater = bare[sign] == ">"
    var rest = bare[bare.index(after: sign)...]
    includesEqual = rest.first == "="
    if includesEqual { rest = rest.dropFirst() }
    guard let bound = number(String(rest)) else { throw .notANumber(String(rest)) }
    self.bound = bound
    var left = bare[..<sign]
    isDifference = left.hasPrefix("delta:")
    if isDifference { left = left.dropFirst(6) }
    let parts = left.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw .syntax }
    guard let measure = Measure(rawValue: String(parts[0])) else { throw .unknownMeasure(String(parts[0])) }
    self.measure = measure
    let when = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard let first = when.first, first.count == 4, let year = Int(first), when.count <= 2 else { throw .syntax }
    self.year = Year(year)
    let name = when.count == 2 ? String(when[1]) : "mean"
    guard let index = Summary.names.firstIndex(of: name) else { throw .unknownStatistic(name) }
    statistic = index
  }

  /// Scenarios (by position) for which the condition holds, with the value found; differences skip the reference.
  public func failures(_ comparison: Comparison) -> [(scenario: Int, value: Double)] {
    guard let row = comparison.row(measure, year) else { return [] }
    let summaries = isDifference ? row.differences : row.values
    return summaries.enumerated().compactMap { index, summary in
      guard !isDifference || index > 0, let value = summary.all[statistic] else { return nil }
      let holds =
        isGreater ? value > bound || includesEqual && value == bound : value < bound || includesEqual && value == bound
      return holds ? (index, value) : nil
    }
  }
}
