internal import CareNeed
public import PlanningModel
public import Simulation

/// The inputs that are least known and matter most: each uncertain parameter is moved to the ends of its interval, and
/// the demand of the observed reading and unmet need in the last year are read again.
public struct InputRanking: Sendable {
  public struct Row: Sendable, Hashable {
    public let path: String
    public let titleZh: String
    public let titleEn: String
    public let value: Double
    public let low: Double
    public let high: Double
    public let unit: String
    public let grade: EvidenceGrade
    /// Observed demand in the last year at the low and the high end; `nil` where the model has no solution there.
    public let atLow: Double?
    public let atHigh: Double?
    public let note: String

    /// Largest change of the measure over the interval.
    public var swing: Double { abs((atHigh ?? 0) - (atLow ?? 0)) }
  }

  /// Largest swing first; ties in the order of the catalogue.
  public let rows: [Row]
  /// Value of the measure with all inputs as they are.
  public let reference: Double

  /// - Parameter grades: Only parameters of these grades are moved.
  public init(_ run: CountyRun, grades: Set<EvidenceGrade> = [.assumption, .derived, .literature]) {
    func measure(_ run: CountyRun) -> Double {
      guard let demand = run.demand[.observed]?.last else { return 0 }
      return demand.reduce(0) { $0 + $1.total }
    }
    reference = measure(run)
    var rows: [Row] = []
    for entry in run.parameters.entries where grades.contains(entry.grade) {
      guard let low = entry.low, let high = entry.high, low < high else { continue }
      let path = entry.declaration.path
      guard path.hasPrefix("population.") || path.hasPrefix("care.") else { continue }
      rows.append(
        Row(
          path: path, titleZh: entry.declaration.titleZh, titleEn: entry.declaration.titleEn,
          value: entry.value.points[0].value, low: low, high: high, unit: entry.declaration.unit, grade: entry.grade,
          atLow: (try? run.varying(path, to: low)).map(measure), atHigh: (try? run.varying(path, to: high)).map(measure),
          note: entry.note))
    }
    self.rows = rows.enumerated().sorted {
      ($1.element.swing, $0.offset) < ($0.element.swing, $1.offset)
    }.map(\.element)
  }
}
