internal import GSL
internal import Glibc
public import PlanningModel

/// Single years of age from census age groups.
public enum Disaggregation {
  /// Persons by single year, ages 0…open, whose group sums are those given.
  ///
  /// Closed groups: Steffen's monotone cubic through the cumulative count, so nothing is negative and every group keeps
  /// its sum. Open group: the shape of a stable population, L(x)·e^(−r(x−a)), with r read from the two groups below it
  /// and kept within −5% … +10% a year.
  ///
  /// - Parameters:
  ///   - groups: Contiguous age groups from 0, the last one open.
  ///   - persons: One count per group, ≥ 0.
  ///   - lifeTable: Single-year table up to the open age wanted.
  /// - Throws: ``DemographyError`` when the groups are not contiguous or cannot be interpolated.
  public static func singleYears(
    groups: [AgeGroup], persons: [Double], lifeTable: LifeTable
  ) throws(DemographyError) -> [Double] {
    guard groups.count == persons.count, groups.count > 3, groups[0].lower == 0,
      zip(groups, groups.dropFirst()).allSatisfy({ $0.upper == $1.lower - 1 }), groups[groups.count - 1].upper == nil
    else { throw .incomplete(series: "census age groups", missing: "contiguous groups from 0 to an open one") }
    let open = groups.count - 1
    let openAge = groups[open].lower
    var cumulative = [0.0]
    for count in persons.dropLast() { cumulative.append(cumulative[cumulative.count - 1] + count) }
    let curve: [Double]
    do {
      curve = try Interpolation.steffen.values(
        x: groups.map { Double($0.lower) }, y: cumulative, at: (0...openAge).map(Double.init))
    } catch { throw .numerical(error.description) }
    let closed = zip(curve, curve.dropFirst()).map { max(0, $1 - $0) }

    let density = [open - 2, open - 1].map { group in
      persons[group] / groups[group].range.reduce(0) { $0 + lifeTable.Lx[$1] }
    }
    let step = Double(groups[open - 1].lower - groups[open - 2].lower)
    let growth = density[0] > 0 && density[1] > 0 ? min(0.10, max(-0.05, log(density[0] / density[1]) / step)) : 0
    let weights = (openAge..<lifeTable.Lx.count).map { lifeTable.Lx[$0] * exp(-growth * Double($0 - openAge)) }
    let scale = persons[open] / weights.reduce(0, +)
    return closed + weights.map { $0 * scale }
  }
}

extension AgeGroup {
  /// Single ages of a closed group.
  fileprivate var range: ClosedRange<Int> { lower...(upper ?? lower) }
}
