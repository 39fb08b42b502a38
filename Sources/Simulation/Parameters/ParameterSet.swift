public import PlanningModel
internal import Uncertainty

/// Every parameter of a run with what stands behind it: the county's data, overridden by the scenario.
public struct ParameterSet: Sendable {
  public struct Entry: Sendable, Hashable {
    public let declaration: ParameterDeclaration
    /// The number as written, with its uncertainty.
    public let number: UncertainPath
    /// The value of this run: the central one, or that of one draw.
    public fileprivate(set) var value: YearPath
    /// Ends of the 80% interval; `nil` when the value is certain or a path over years.
    public let low: Double?
    public let high: Double?
    public let grade: EvidenceGrade
    public let source: String
    public let note: String
    public let origin: Origin
    public let isSetByScenario: Bool

    func drawn(at probability: Double, years: [Year]) -> YearPath {
      number.value(at: probability, within: declaration.lowest...declaration.highest, years: years)
    }
  }

  /// In the order of the catalogue.
  public var entries: [Entry] { central.indices.map(entry) }
  /// The same at the values that were there first, and the values of this run: a draw copies these alone.
  private let central: [Entry]
  private var values: [YearPath]
  private let index: [String: Int]
  private let years: [Year]

  /// The central values.
  ///
  /// - Throws: ``SimulationError/missingParameters(_:)`` naming all paths that neither sets.
  public init(county: County, scenario: Scenario) throws(SimulationError) {
    let data = Dictionary(county.parameters.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let set = Dictionary(scenario.parameters.map { ($0.path, $0) }, uniquingKeysWith: { _, last in last })
    let years = scenario.horizon.years
    var entries: [Entry] = []
    var missing: [String] = []
    for declaration in ParameterCatalogue.declarations {
      let range = declaration.lowest...declaration.highest
      if let override = set[declaration.path] {
        let only = override.value.points.count == 1 ? override.value.points[0].number : nil
        let ends = only.flatMap { $0.isConstant ? nil : ($0.quantile(0.1), $0.quantile(0.9)) }
        entries.append(
          Entry(
            declaration: declaration, number: override.value,
            value: override.value.value(at: nil, within: range, years: years), low: ends?.0, high: ends?.1,
            grade: override.grade, source: override.source, note: override.note, origin: override.origin,
            isSetByScenario: true))
      } else if let value = data[declaration.path] {
        entries.append(
          Entry(
            declaration: declaration, number: UncertainPath(value.number), value: YearPath(value.value),
            low: value.low, high: value.high, grade: value.evidence.grade, source: value.evidence.source,
            note: value.noteZh, origin: value.evidence.origin, isSetByScenario: false))
      } else if declaration.role != .constraint {
        missing.append(declaration.path)
      }
    }
    guard missing.isEmpty else {
      throw .missingParameters(missing, county.parameters.first?.evidence.origin ?? Origin(file: "", line: 1))
    }
    central = entries
    values = entries.map(\.value)
    self.years = years
    index = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($0.element.declaration.path, $0.offset) })
  }

  /// Whether the values of all parameters that matter are those of another set of the same run.
  func isSame(as other: ParameterSet, where matters: (String) -> Bool) -> Bool {
    central.indices.allSatisfy { !matters(central[$0].declaration.path) || values[$0] == other.values[$0] }
  }

  /// The same set with one parameter constant at another value.
  func setting(_ path: String, to value: Double) -> ParameterSet {
    var copy = self
    if let position = index[path] { copy.values[position] = YearPath(value) }
    return copy
  }

  /// Where a parameter stands in the set; `nil` for a constraint that no scenario sets.
  func position(of path: String) -> Int? { index[path] }

  /// The same set with the parameter at a position placed at one probability of its distribution.
  mutating func place(at position: Int, probability: Double) {
    values[position] = central[position].drawn(at: probability, years: years)
  }

  func value(at position: Int, in year: Year) -> Double { values[position].value(in: year) }

  /// A parameter at one probability of its distribution, not placed; the ends of what it may be at 0 and 1.
  func value(_ path: String, at probability: Double) -> YearPath {
    central[position(path)].drawn(at: probability, years: years)
  }

  /// A parameter at one probability of the part of its distribution that keeps to bounds in every year of the horizon; at the
  /// nearer end of the bounds where no part does.
  mutating func place(_ path: String, at probability: Double, lowest: [Double], highest: [Double]) {
    guard let position = index[path] else { return }
    func keeps(_ u: Double, _ isKept: (Double, Int) -> Bool) -> Bool {
      let value = central[position].drawn(at: u, years: years)
      return years.indices.allSatisfy { isKept(value.value(in: years[$0]), $0) }
    }
    /// Where the answer turns from no to yes as the probability rises.
    func turn(_ holds: (Double) -> Bool) -> Double {
      var (low, high) = (0.0, 1.0)
      for _ in 0..<60 {
        let middle = (low + high) / 2
        if holds(middle) { high = middle } else { low = middle }
      }
      return (low + high) / 2
    }
    // Most bounds are on one side alone.
    let (isOpenBelow, isOpenAbove) = (lowest.allSatisfy { $0 == -.infinity }, highest.allSatisfy { $0 == .infinity })
    let low = turn { isOpenBelow || keeps($0) { $0 >= lowest[$1] } }
    let high = max(low, turn { !isOpenAbove && !keeps($0) { $0 <= highest[$1] } })
    let inside = value(path, at: low + probability * (high - low))
    // The last digits: a bound is met from inside.
    let points = inside.points.map { point -> YearPath.Point in
      let indices =
        inside.points.count == 1 ? Array(years.indices) : years.firstIndex(of: point.year).map { [$0] } ?? []
      let bottom = indices.map { lowest[$0] }.max() ?? -.infinity
      let top = indices.map { highest[$0] }.min() ?? .infinity
      return YearPath.Point(year: point.year, value: min(max(point.value, bottom), max(bottom, top)))
    }
    values[position] = YearPath(points: points) ?? inside
  }

  /// The entry of a path; `nil` for a constraint that no scenario sets.
  public func entry(_ path: String) -> Entry? { index[path].map(entry) }

  public func entry(_ key: ParameterKey) -> Entry? { entry(key.path) }

  /// - Precondition: the path is declared and no constraint.
  public subscript(path: String) -> Entry { entry(position(path)) }
  /// - Precondition: the parameter is no constraint.
  public subscript(key: ParameterKey) -> Entry { entry(position(key.path)) }

  private func entry(_ position: Int) -> Entry {
    var entry = central[position]
    entry.value = values[position]
    return entry
  }

  private func position(_ path: String) -> Int {
    guard let position = index[path] else { preconditionFailure("undeclared parameter \(path)") }
    return position
  }

  /// Whether a scenario sets a constraint for a year: between the first and the last year it names, or always when it names none.
  func constrains(_ path: String, in year: Year) -> Bool {
    guard let points = points(path) else { return false }
    guard let first = points.first, let last = points.last else { return true }
    return first <= year && year <= last
  }

  func constrains(_ key: ParameterKey, in year: Year) -> Bool { constrains(key.path, in: year) }
  func points(_ key: ParameterKey) -> [Year]? { points(key.path) }

  /// Years that a path names; empty for a constant, `nil` when the parameter is not set.
  func points(_ path: String) -> [Year]? {
    guard let position = index[path] else { return nil }
    let points = central[position].number.points
    return points.count == 1 && points[0].year == Year(0) ? [] : points.map(\.year)
  }

  var lastYear: Year { years[years.count - 1] }

  public func value(_ path: String, in year: Year) -> Double { values[position(path)].value(in: year) }
  public func value(_ key: ParameterKey, in year: Year) -> Double { value(key.path, in: year) }
  /// Whether this run has one value of a parameter for all years.
  func isConstant(_ path: String) -> Bool { isConstant(at: position(path)) }
  func isConstant(at position: Int) -> Bool { values[position].points.count == 1 }
  func isConstant(_ key: ParameterKey) -> Bool { isConstant(key.path) }
  /// Value of a parameter that does not vary over years.
  public func constant(_ path: String) -> Double { values[position(path)].points[0].value }
  public func constant(_ key: ParameterKey) -> Double { constant(key.path) }
  public func grade(_ keys: ParameterKey...) -> EvidenceGrade { keys.map { self[$0].grade }.max() ?? .assumption }
}
