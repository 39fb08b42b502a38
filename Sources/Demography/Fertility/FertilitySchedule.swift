internal import GSL
public import PlanningModel

/// Age-specific fertility by year: the national age pattern and total fertility rate times a local level.
public struct FertilitySchedule: Sendable {
  private let totals: YearPath
  private let ratios: YearPath
  private let periods: [(middle: Double, shares: [Double])]

  /// - Throws: ``DemographyError`` when a series is empty or a pattern cannot be graduated.
  public init(_ references: [FertilityReference]) throws(DemographyError) {
    func path(_ measure: FertilityReference.Measure) throws(DemographyError) -> YearPath {
      // A row of several years holds in each of them.
      let points = references.filter { $0.measure == measure }.flatMap { row in
        (0..<max(1, row.end - row.start)).map { YearPath.Point(year: row.start + $0, value: row.value) }
      }
      guard let path = YearPath(points: points) else {
        throw .incomplete(series: "fertility", missing: measure.rawValue)
      }
      return path
    }
    totals = try path(.totalFertilityRate)
    ratios = try path(.sexRatioAtBirth)
    var periods: [(middle: Double, shares: [Double])] = []
    let patterns = references.filter { $0.measure == .ageShare }
    for start in Set(patterns.map(\.start)).sorted() {
      let groups = patterns.filter { $0.start == start }.sorted { ($0.age?.lower ?? 0) < ($1.age?.lower ?? 0) }
      guard let end = groups.first?.end else { continue }
      let shares = try FertilitySchedule.singleYears(groups)
      periods.append(((Double(start.value) + Double(end.value)) / 2, shares))
    }
    guard !periods.isEmpty else { throw .incomplete(series: "fertility", missing: "asfr_share") }
    self.periods = periods
  }

  /// Births per woman and year by single age at a moment in decimal years, with the total rate times `level`.
  ///
  /// A calendar year's figure stands at its middle.
  public func rates(at time: Double, level: Double) -> [Double] {
    let total = interpolate(totals, at: time) * level
    let upper = periods.firstIndex { $0.middle >= time } ?? periods.count - 1
    let lower = time > periods[upper].middle ? upper : max(0, upper - 1)
    let width = periods[upper].middle - periods[lower].middle
    let share = width > 0 ? min(1, max(0, (time - periods[lower].middle) / width)) : 0
    return zip(periods[lower].shares, periods[upper].shares).map { total * ($0 + ($1 - $0) * share) }
  }

  /// Boys per girl at birth at a moment in decimal years.
  public func sexRatioAtBirth(at time: Double) -> Double { interpolate(ratios, at: time) }

  private func interpolate(_ path: YearPath, at time: Double) -> Double {
    let position = time - 0.5
    let year = Int(position.rounded(.down))
    let share = position - Double(year)
    let a = path.value(in: Year(year))
    return a + (path.value(in: Year(year + 1)) - a) * share
  }

  /// Shares by single year, summing to 1, from shares by five-year groups: a monotone cumulative curve.
  private static func singleYears(_ groups: [FertilityReference]) throws(DemographyError) -> [Double] {
    guard let first = groups.first?.age?.lower, let last = groups.last?.age?.upper, groups.count > 2 else {
      throw .incomplete(series: "asfr_share", missing: "age groups")
    }
    let sum = groups.reduce(0) { $0 + $1.value }
    var x = [Double(first)]
    var y = [0.0]
    for group in groups {
      guard let upper = group.age?.upper else { throw .incomplete(series: "asfr_share", missing: "a closed group") }
      x.append(Double(upper + 1))
      y.append(y[y.count - 1] + group.value / sum)
    }
    do {
      let curve = try Interpolation.steffen.values(x: x, y: y, at: (first...(last + 1)).map(Double.init))
      var shares = [Double](repeating: 0, count: SingleYearMortality.ages)
      for age in first...last { shares[age] = curve[age - first + 1] - curve[age - first] }
      return shares
    } catch { throw .numerical(error.description) }
  }
}
