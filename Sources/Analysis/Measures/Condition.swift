internal import Ensembles
public import PlanningModel

/// A condition on a measure as a person writes it: `unmet@2035>800`, `delta:unmet@2035>0`, `nursing_share@2025.p10<0.6`,
/// `pop80[city]@2030>=9000`. Without a year it asks in which years it holds: `unmet[city]>0`.
///
///     ["delta:"] measure ["[" place "]"] ["@" year ["." statistic]] (">" | "<") ["="] number
public struct Condition: Sendable, Hashable {
  public enum Problem: Error, Sendable, Hashable {
    case syntax
    /// A full-width sign where the plain one belongs.
    case fullWidth(Character, plain: String)
    /// No year where one is needed.
    case noYear
    case unknownMeasure(String)
    case unknownStatistic(String)
    case notANumber(String)
    /// The number is none that the measure can be.
    case impossible(Measure, String)
    /// The place is no township, no zone and not the county.
    case unknownPlace(String)
    /// A name that several places share, with their codes.
    case ambiguousPlace(String, codes: [String])
    /// The measure is the county's alone.
    case countyOnly(Measure)
    /// A place, a statistic or a difference where none can be.
    case notHere(String)
  }

  public let text: String
  public let isDifference: Bool
  public let measure: Measure
  /// Code or name as written; `nil` for the county.
  public let place: String?
  /// `nil` when none is written.
  public let year: Year?
  /// Position in the columns of the tables (`mean`, `p10` …); `nil` when none is written.
  public let statistic: Int?
  public let isGreater: Bool
  public let includesEqual: Bool
  public let bound: Double

  /// - Throws: ``Problem``.
  public init(_ text: String, number: (String) -> Double?) throws(Problem) {
    self.text = text
    if let (sign, plain) = Self.fullWidth(text) { throw .fullWidth(sign, plain: plain) }
    let bare = text.filter { $0 != " " }
    // A place's name may hold anything but brackets.
    let afterPlace = bare.firstIndex(of: "]") ?? bare.startIndex
    guard let sign = bare[afterPlace...].firstIndex(where: { "<>".contains($0) }) else { throw .syntax }
    isGreater = bare[sign] == ">"
    var rest = bare[bare.index(after: sign)...]
    includesEqual = rest.first == "="
    if includesEqual { rest = rest.dropFirst() }
    guard let bound = number(String(rest)) else { throw .notANumber(String(rest)) }
    self.bound = bound
    var left = bare[..<sign]
    isDifference = left.hasPrefix("delta:")
    if isDifference { left = left.dropFirst(6) }
    let at = left.lastIndex { "@]".contains($0) }.flatMap { left[$0] == "@" ? $0 : nil }
    var name = left[..<(at ?? left.endIndex)]
    if let open = name.firstIndex(of: "[") {
      guard name.last == "]" else { throw .syntax }
      let inside = name[name.index(after: open)...].dropLast()
      guard !inside.isEmpty, !inside.contains(where: { "[]".contains($0) }) else { throw .syntax }
      place = String(inside)
      name = name[..<open]
    } else {
      place = nil
    }
    guard !name.isEmpty, !name.contains("@"), !name.contains("]") else { throw .syntax }
    guard let measure = Measure(rawValue: String(name)) else { throw .unknownMeasure(String(name)) }
    self.measure = measure
    let possible = measure.possible
    guard possible.contains(isDifference ? abs(bound) : bound) else { throw .impossible(measure, String(rest)) }
    guard let at else {
      (year, statistic) = (nil, nil)
      return
    }
    let when = left[left.index(after: at)...].split(separator: ".", omittingEmptySubsequences: false)
    guard let first = when.first, first.count == 4, let year = Int(first), when.count <= 2 else { throw .syntax }
    self.year = Year(year)
    guard when.count == 2 else {
      statistic = nil
      return
    }
    guard let index = Summary.names.firstIndex(of: String(when[1])) else { throw .unknownStatistic(String(when[1])) }
    statistic = index
  }

  /// Full-width signs that a Chinese keyboard gives, and what belongs there.
  private static let plainSigns: [Character: String] = [
    "：": ":", "＞": ">", "＜": "<", "》": ">", "《": "<", "≥": ">=", "≤": "<=", "＝": "=", "＠": "@", "［": "[", "］": "]",
    "【": "[",
    "】": "]", "．": ".", "。": ".",
  ]

  /// The first full-width sign outside the brackets of a place.
  private static func fullWidth(_ text: String) -> (Character, String)? {
    var isInPlace = false
    for sign in text {
      if sign == "[" { isInPlace = true }
      if sign == "]" { isInPlace = false }
      if !isInPlace, let plain = plainSigns[sign] { return (sign, plain) }
    }
    return nil
  }

  /// A value nearer to the bound than binary fractions can tell, or than the last digit of tables, is the bound: unmet need
  /// that is left of larger numbers is not above zero because of its thirteenth decimal.
  public func holds(_ value: Double) -> Bool {
    if abs(value - bound) <= max(5e-7, 1e-9 * abs(bound)) { return includesEqual }
    return isGreater ? value > bound : value < bound
  }
}

extension Condition {
  /// Scenarios (by position) for which the condition on a statistic (the mean unless another is written) of the county's
  /// measure holds, with the value found; differences skip the reference.
  public func failures(_ comparison: Comparison) -> [(scenario: Int, value: Double)] {
    guard let year, let row = comparison.row(measure, year) else { return [] }
    let summaries = isDifference ? row.differences : row.values
    return summaries.enumerated().compactMap { index, summary in
      guard !isDifference || index > 0, let value = summary.all[statistic ?? 0], holds(value) else { return nil }
      return (index, value)
    }
  }
}
