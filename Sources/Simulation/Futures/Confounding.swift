internal import Demography
internal import Glibc
internal import PlanningModel

/// What one pair of censuses cannot tell apart: mortality at the base and migration between the censuses.
///
/// The level of mortality is moved to the ends of its interval three times: with the residual migration that it implies (as
/// every future does), with the migration of the central level, and in the migration alone. The first is the joint effect; the
/// other two say what it is made of.
public struct Confounding: Sendable {
  public enum Path: String, Sendable, Hashable, CaseIterable {
    case joint
    case mortalityAlone = "mortality_alone"
    case migrationAlone = "migration_alone"
  }

  public struct Row: Sendable, Hashable {
    public let path: Path
    /// Whether the level stands at the upper end.
    public let isHigh: Bool
    /// Levels of men and women.
    public let male: Double
    public let female: Double
    public let residents: Double
    public let residents60: Double
    public let residents80: Double
    public let deaths: Double
  }

  /// The last year of the horizon.
  public let year: Int
  public let central: Row
  public let rows: [Row]

  /// Ends of the level, the nation's times the county's: the two are independent, so their deviations add in quadrature.
  private static func ends(_ parameters: ParameterSet, _ sex: Sex) -> (Double, Double) {
    let parts = ["population.mortality_closure.\(sex.parameterName)", "population.mortality_local"].map {
      parameters[$0]
    }
    let middle = parts.reduce(1) { $0 * $1.value.points[0].value }
    func away(_ end: (ParameterSet.Entry) -> Double?) -> Double {
      parts.reduce(0) { sum, part in
        let value = part.value.points[0].value
        let distance = log((end(part) ?? value) / value)
        return sum + distance * distance
      }.squareRoot()
    }
    return (middle * exp(-away(\.low)), middle * exp(away(\.high)))
  }

  /// `nil` when the county has no earlier census or its level no interval.
  public init?(_ run: CountyRun) {
    let model = run.model
    guard model.calibration.earlier != nil else { return nil }
    let ends = Sex.allCases.map { Confounding.ends(run.parameters, $0) }
    guard ends.contains(where: { $0.0 < $0.1 }) else { return nil }
    var inputs = LaneInputs(model, [run.parameters], central: run.parameters)
    let cases = Path.allCases.flatMap { [($0, false), ($0, true)] }
    for (index, (path, isHigh)) in cases.enumerated() {
      for sex in 0..<2 {
        let end = isHigh ? ends[sex].1 : ends[sex].0
        // The level of the base year is that of the residual; those of later years kill.
        if path != .mortalityAlone { inputs.mortalityLevel[0][sex][index] = end }
        guard path != .migrationAlone else { continue }
        for year in 1..<model.horizon.count { inputs.mortalityLevel[year][sex][index] = end }
      }
    }
    let block = ProjectionBlock(model, inputs, keepsDeaths: false)
    let last = model.horizon.count - 1
    let (all, old, oldest) = (
      block.residents(last, from: 0), block.residents(last, from: 60), block.residents(last, from: 80)
    )
    let deaths = block.total(last, .deathsMale) + block.total(last, .deathsFemale)
    func row(_ lane: Int, _ path: Path, _ isHigh: Bool) -> Row {
      let level = path == .migrationAlone ? inputs.mortalityLevel[0] : inputs.mortalityLevel[last]
      return Row(
        path: path, isHigh: isHigh, male: level[0][lane], female: level[1][lane], residents: all[lane],
        residents60: old[lane], residents80: oldest[lane], deaths: deaths[lane])
    }
    year = model.horizon.end.value
    central = row(Lanes.count - 1, .joint, false)
    rows = cases.enumerated().map { row($0.offset, $0.element.0, $0.element.1) }
  }
}
