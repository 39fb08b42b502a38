internal import Glibc
public import PlanningModel

/// Death rates by year: the national rates of each period, graduated to single years, times a local level by sex.
///
/// Between the middles of two periods the logarithm of every hazard is interpolated; before the first and after the last
/// middle it is constant.
public struct MortalitySchedule: Sendable {
  private let middles: [Double]
  /// Log hazards `[period][sex][age]`.
  private let logHazards: [AgeSexGrid]

  /// - Throws: ``DemographyError`` when a period lacks a sex or an age group.
  public init(_ rates: [MortalityRate]) throws(DemographyError) {
    let starts = Set(rates.map(\.start)).sorted()
    guard !starts.isEmpty else { throw .incomplete(series: "mortality", missing: "all rates") }
    var middles: [Double] = []
    var logHazards: [AgeSexGrid] = []
    for start in starts {
      var rows: [[Double]] = []
      for sex in Sex.allCases {
        let ofPeriod = rates.filter { $0.start == start && $0.sex == sex }.sorted { $0.age < $1.age }
        guard ofPeriod.count > 10, ofPeriod.last?.age.upper == nil else {
          throw .incomplete(series: "mortality \(start)", missing: sex.rawValue)
        }
        let hazards = try SingleYearMortality.hazards(
          ages: ofPeriod.map(\.age.lower), mx: ofPeriod.map(\.rate), sex: sex)
        rows.append(hazards.map { log($0) })
        if sex == .male {
          let end = ofPeriod[0].end
          middles.append((Double(start.value) + Double(end.value)) / 2)
        }
      }
      logHazards.append(AgeSexGrid(male: rows[0], female: rows[1]))
    }
    self.middles = middles
    self.logHazards = logHazards
  }

  /// Life tables of men and women at a moment, in decimal years, with all hazards times the level of each sex.
  public func lifeTables(at time: Double, level: [Double]) -> [LifeTable] {
    let upper = middles.firstIndex { $0 >= time } ?? middles.count - 1
    let lower = max(0, time > middles[upper] ? upper : upper - 1)
    let width = middles[upper] - middles[lower]
    let share = width > 0 ? min(1, max(0, (time - middles[lower]) / width)) : 0
    return Sex.allCases.map { sex in
      let hazards = (0..<SingleYearMortality.ages).map { age in
        let a = logHazards[lower][sex, age]
        let b = logHazards[upper][sex, age]
        return level[sex.index] * exp(a + (b - a) * share)
      }
      return SingleYearMortality.lifeTable(hazards: hazards, sex: sex)
    }
  }
}
