internal import CareNeed
public import PlanningModel
public import Simulation

/// The inputs that are least known and matter most: each uncertain parameter is moved to the ends of its interval, and
/// the demand of the last year by the readings of need and of observed use is read again.
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
    /// The reading of demand that moves most, and its value in the last year at the low and the high end; `nil` where the
    /// model has no solution there.
    public let reading: DemandReading
    public let atLow: Double?
    public let atHigh: Double?
    /// Change over the interval relative to the value with all inputs as they are.
    public let swing: Double
    public let note: String
  }

  /// Largest swing first; ties in the order of the catalogue.
  public let rows: [Row]

  /// - Parameters:
  ///   - grades: Only parameters of these grades are moved.
  ///   - jobs: Threads; the result does not depend on it.
  public init(
    _ run: CountyRun, grades: Set<EvidenceGrade> = [.assumption, .derived, .literature], jobs: Int = 1
  ) {
    let moved = run.parameters.entries.filter { entry in
      guard grades.contains(entry.grade), let low = entry.low, let high = entry.high else { return false }
      return low < high && Self.rooms.contains(where: entry.declaration.path.hasPrefix)
    }
    let rows = OrderedParallel.map(moved.count, jobs: jobs) { InputRanking.row(run, moved[$0]) }
    self.rows = rows.enumerated().sorted {
      ($1.element.swing, $0.offset) < ($0.element.swing, $1.offset)
    }.map(\.element)
  }

  private static func row(_ run: CountyRun, _ entry: ParameterSet.Entry) -> Row {
    func demand(_ run: CountyRun, _ reading: DemandReading) -> Double {
      run.demand[reading]?.last?.reduce(0) { $0 + $1.total } ?? 0
    }
    let (low, high) = (entry.low ?? 0, entry.high ?? 0)
    let path = entry.declaration.path
    let ends = [low, high].map { try? run.varying(path, to: $0) }
    func row(_ reading: DemandReading) -> Row {
      let values = ends.map { end in end.map { demand($0, reading) } }
      let reference = demand(run, reading)
      let known = values.compactMap { $0 } + [reference]
      return Row(
        path: path, titleZh: entry.declaration.titleZh, titleEn: entry.declaration.titleEn,
        value: entry.value.points[0].value, low: low, high: high, unit: entry.declaration.unit, grade: entry.grade,
        reading: reading, atLow: values[0], atHigh: values[1],
        swing: reference > 0 ? ((known.max() ?? 0) - (known.min() ?? 0)) / reference : 0, note: entry.note)
    }
    let (observed, need) = (row(.observed), row(.need))
    return need.swing > observed.swing ? need : observed
  }

  private static let rooms = ["population.", "care."]
}
