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

    var range: ClosedRange<Double> { declaration.lowest...declaration.highest }
  }

  /// In the order of the catalogue.
  public private(set) var entries: [Entry]
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
    guard missing.isEmpty else { throw .missingParameters(missing) }
    self.entries = entries
    self.years = years
    index = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($0.element.declaration.path, $0.offset) })
  }

  /// The same set with one parameter constant at another value.
  func setting(_ path: String, to value: Double) -> ParameterSet {
    var copy = self
    if let position = index[path] { copy.entries[position].value = YearPath(value) }
    return copy
  }

  /// The same set with a parameter at one probability of its distribution.
  mutating func place(_ path: String, at probability: Double) {
    guard let position = index[path] else { return }
    let entry = entries[position]
    entries[position].value = entry.number.value(at: probability, within: entry.range, years: years)
  }

  /// A parameter at one probability of the part of its distribution that lies inside a range; at the nearer end of the range
  /// when no part does.
  mutating func place(_ path: String, at probability: Double, inside range: ClosedRange<Double>) {
    guard let position = index[path] else { return }
    let entry = entries[position]
    func value(_ u: Double) -> Double {
      entry.number.value(at: u, within: entry.range, years: years).points[0].value
    }
    /// The probability at which the value first reaches a bound.
    func reaching(_ bound: Double) -> Double {
      var (low, high) = (0.0, 1.0)
      for _ in 0..<60 {
        let middle = (low + high) / 2
        if value(middle) < bound { low = middle } else { high = middle }
      }
      return (low + high) / 2
    }
    let (low, high) = (reaching(range.lowerBound), reaching(range.upperBound.nextUp))
    let inside = value(low + probability * (high - low))
    entries[position].value = YearPath(min(max(inside, range.lowerBound), range.upperBound))
  }

  mutating func scale(_ path: String, by factor: Double) {
    guard let position = index[path] else { return }
    let points = entries[position].value.points.map { YearPath.Point(year: $0.year, value: $0.value * factor) }
    entries[position].value = YearPath(points: points) ?? entries[position].value
  }

  /// The entry of a path; `nil` for a constraint that no scenario sets.
  public func entry(_ path: String) -> Entry? { index[path].map { entries[$0] } }

  /// - Precondition: the path is declared and no constraint.
  public subscript(path: String) -> Entry {
    guard let position = index[path] else { preconditionFailure("undeclared parameter \(path)") }
    return entries[position]
  }

  /// Whether a scenario sets a constraint for a year: between the first and the last year it names, or always when it names none.
  func constrains(_ path: String, in year: Year) -> Bool {
    guard let points = points(path) else { return false }
    guard let first = points.first, let last = points.last else { return true }
    return first <= year && year <= last
  }

  /// Years that a path names; empty for a constant, `nil` when the parameter is not set.
  func points(_ path: String) -> [Year]? {
    guard let position = index[path] else { return nil }
    let points = entries[position].number.points
    return points.count == 1 && points[0].year == Year(0) ? [] : points.map(\.year)
  }

  var firstYear: Year { years[0] }
  var lastYear: Year { years[years.count - 1] }

  public func value(_ path: String, in year: Year) -> Double { self[path].value.value(in: year) }
  /// Value of a parameter that does not vary over years.
  public func constant(_ path: String) -> Double { self[path].value.points[0].value }
  public func grade(_ paths: String...) -> EvidenceGrade { paths.map { self[$0].grade }.max() ?? .assumption }
}
