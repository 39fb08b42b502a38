public import PlanningModel

/// Every parameter of a run with what stands behind it: the county's data, overridden by the scenario.
public struct ParameterSet: Sendable {
  public struct Entry: Sendable, Hashable {
    public let declaration: ParameterDeclaration
    public let value: YearPath
    /// Ends of the interval as the data gives it; `nil` when it gives none or the scenario overrides the value.
    public let low: Double?
    public let high: Double?
    public let grade: EvidenceGrade
    public let source: String
    public let note: String
    public let origin: Origin
    public let isSetByScenario: Bool
  }

  /// In the order of the catalogue.
  public let entries: [Entry]
  private let index: [String: Int]

  /// - Throws: ``SimulationError/missingParameters(_:)`` naming all paths that neither sets.
  public init(county: County, scenario: Scenario) throws(SimulationError) {
    let data = Dictionary(county.parameters.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let set = Dictionary(scenario.parameters.map { ($0.path, $0) }, uniquingKeysWith: { _, last in last })
    var entries: [Entry] = []
    var missing: [String] = []
    for declaration in ParameterCatalogue.declarations {
      if let override = set[declaration.path] {
        entries.append(
          Entry(
            declaration: declaration, value: override.value, low: nil, high: nil, grade: override.grade,
            source: override.source, note: override.note, origin: override.origin, isSetByScenario: true))
      } else if let value = data[declaration.path] {
        entries.append(
          Entry(
            declaration: declaration, value: YearPath(value.value), low: value.low, high: value.high,
            grade: value.evidence.grade, source: value.evidence.source, note: value.noteZh,
            origin: value.evidence.origin, isSetByScenario: false))
      } else {
        missing.append(declaration.path)
      }
    }
    guard missing.isEmpty else { throw .missingParameters(missing) }
    self.entries = entries
    index = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($0.element.declaration.path, $0.offset) })
  }

  private init(entries: [Entry], index: [String: Int]) {
    self.entries = entries
    self.index = index
  }

  /// The same set with one parameter constant at another value.
  func setting(_ path: String, to value: Double) -> ParameterSet {
    let changed = entries.map { entry in
      entry.declaration.path != path
        ? entry
        : Entry(
          declaration: entry.declaration, value: YearPath(value), low: entry.low, high: entry.high, grade: entry.grade,
          source: entry.source, note: entry.note, origin: entry.origin, isSetByScenario: entry.isSetByScenario)
    }
    return ParameterSet(entries: changed, index: index)
  }

  /// - Precondition: the path is declared.
  public subscript(path: String) -> Entry {
    guard let position = index[path] else { preconditionFailure("undeclared parameter \(path)") }
    return entries[position]
  }

  public func value(_ path: String, in year: Year) -> Double { self[path].value.value(in: year) }
  /// Value of a parameter that does not vary over years.
  public func constant(_ path: String) -> Double { self[path].value.points[0].value }
  public func grade(_ paths: String...) -> EvidenceGrade { paths.map { self[$0].grade }.max() ?? .assumption }
}
