internal import Glibc
internal import PlanningModel

/// Model schedules of leaving and of coming back whose difference is fitted to the residuals of cohorts.
///
/// A net rate has no people at risk and no shape of its own: repeated for ever it sends to one sex what one decade gave it. So
/// leaving is a schedule on the residents, coming back one on the people who are registered here and live elsewhere (``AbsentPool``);
/// where nobody says how many these are, on the residents as well. Levels are the smallest that meet the residuals: least squares
/// without negative levels, with a slight preference for small flows, since two censuses tell a difference and not its parts.
/// Ages that no cohort passes, those of small children, follow the childhood curve of the schedules: they move with their parents.
///
/// - SeeAlso: Rogers & Castro (1981), RR-81-30, for the curves; Ševčíková, Raymer & Raftery (2024), arXiv 2411.09878, for the
///   difference of flows; Rogers (1990), *Geographical Analysis* 22(4), 283–300, on net rates.
struct MigrationDesign: Sendable {
  /// Curves of leaving, as a share of the residents at level 1, `[curve][age]`.
  static let leaving = curves([
    RogersCastro.Peak(level: 1, decline: 0.3, position: 16, ascent: 0.5), RogersCastro.standard.labourForce,
  ])
  /// Curves of coming back.
  static let returning = curves([
    RogersCastro.Peak(level: 1, decline: 0.1, position: 24, ascent: 0.3),
    RogersCastro.Peak(level: 1, decline: 0.15, position: 44, ascent: 0.3),
  ])
  /// Weight of small flows against a better fit, relative to each curve's own weight.
  static let ridge = 0.02
  static let sweeps = 150
  /// Schedules fall to zero between these ages; above, a residual tells mortality.
  static let fading = 65.0...75.0

  /// People who are away for each resident, by age; 1 where coming back is a rate on the residents.
  let away: [Double]
  /// Curves seen by the cohorts, `[cohort][curve]`, leaving first and negative.
  private let seen: [[Double]]
  private let squares: [[Double]]

  init(cohorts: [Int], years: Int, away: [Double]) {
    self.away = away
    let columns =
      MigrationDesign.leaving.map { $0.map { -$0 } }
      + MigrationDesign.returning.map { zip($0, away).map { $0 * $1 } }
    // A cohort of five ages passes through each year half at the age of its start, half a year older at its end.
    let seen = cohorts.map { first in
      columns.map { column in
        var sum = 0.0
        for start in first..<(first + 5) {
          for year in 0..<years {
            sum += 0.5 * (column[min(start + year, column.count - 1)] + column[min(start + year + 1, column.count - 1)])
          }
        }
        return sum / Double(5 * years)
      }
    }
    self.seen = seen
    squares = columns.indices.map { i in
      columns.indices.map { j in
        let product = seen.reduce(0) { $0 + $1[i] * $1[j] }
        return i == j ? product * (1 + MigrationDesign.ridge) : product
      }
    }
  }

  /// Two peaks, childhood and a constant, each with a height of 1.
  private static func curves(_ peaks: [RogersCastro.Peak]) -> [[Double]] {
    let ages = 0..<SingleYearMortality.ages
    let childhood = ages.map { exp(-RogersCastro.standard.childhood.decline * Double($0)) }
    let all = peaks.map { peak in ages.map { peak.intensity(at: Double($0)) / peak.intensity(at: peak.mode) } }
    let span = fading.upperBound - fading.lowerBound
    return (all + [childhood, ages.map { _ in 1.0 }]).map { curve in
      curve.enumerated().map { $1 * min(1, max(0, (fading.upperBound - Double($0)) / span)) }
    }
  }

  /// Levels of the curves, none negative, that come nearest to yearly net rates of the cohorts.
  func levels(_ net: [Lanes]) -> [Lanes] {
    let count = squares.count
    var wanted = [Lanes](repeating: .zero, count: count)
    for (cohort, row) in seen.enumerated() {
      for curve in 0..<count { wanted[curve] += row[curve] * net[cohort] }
    }
    var levels = [Lanes](repeating: .zero, count: count)
    for _ in 0..<Self.sweeps {
      for curve in 0..<count where squares[curve][curve] > 0 {
        var rest = wanted[curve]
        for other in 0..<count where other != curve { rest -= squares[curve][other] * levels[other] }
        levels[curve] = pointwiseMax(.zero, rest / squares[curve][curve])
      }
    }
    return levels
  }

  /// Yearly net rates that levels give the cohorts.
  func net(_ levels: [Lanes]) -> [Lanes] {
    seen.map { row in zip(row, levels).reduce(Lanes.zero) { $0 + $1.0 * $1.1 } }
  }
}

/// Flows between the county and elsewhere in eight futures: each re-estimates them under its own mortality, because one pair of
/// censuses cannot tell the two apart.
public struct LaneFlows: Sendable {
  /// Yearly rates of leaving, of the residents, `[sex][age]`.
  let leaving: [Lanes]
  /// Yearly rates of coming back, of those who are away; of the residents where nobody is known to be away.
  let returning: [Lanes]
  /// Yearly net rates that the two give at the base.
  let net: [Lanes]
  /// Largest relative gap between the cohorts' residual and that of the schedules.
  let largestGap: Lanes

  init(_ model: ProjectionModel, _ inputs: LaneInputs) {
    let calibration = model.calibration
    let nobody = [Lanes](repeating: .zero, count: 2 * model.ages)
    guard let design = model.migration.design,
      let residuals = calibration.residuals(level: inputs.mortalityLevel[0], closure: inputs.mortalityClosure)
    else {
      (leaving, returning, net, largestGap) = (nobody, nobody, nobody, .zero)
      return
    }
    let ages = model.ages
    let years = Double(calibration.stepRates.count)
    var (out, back, both) = (nobody, nobody, nobody)
    var gap = Lanes.zero
    for sex in 0..<2 {
      let yearly = residuals[sex].map { $0 / years }
      let levels = design.levels(yearly)
      for (fitted, wanted) in zip(design.net(levels), yearly) {
        gap = pointwiseMax(gap, ((fitted - wanted) * years).map { abs(exp($0) - 1) })
      }
      let first = MigrationDesign.leaving.count
      for age in 0..<ages {
        let cell = sex * ages + age
        for (curve, values) in MigrationDesign.leaving.enumerated() { out[cell] += values[age] * levels[curve] }
        for (curve, values) in MigrationDesign.returning.enumerated() {
          back[cell] += values[age] * levels[first + curve]
        }
        both[cell] = design.away[age] * back[cell] - out[cell]
      }
    }
    (leaving, returning, net, largestGap) = (out, back, both, gap)
  }
}
