internal import Glibc
public import PlanningModel

/// Death rates of the county by year, before what differs between futures.
public struct MortalityPlan: Sendable {
  /// Central death rates m(x) at level 1 by year, at the plan's pace.
  public private(set) var rates: [AgeSexGrid]
  /// log m(x, year) − log m(x, base), national.
  public private(set) var logChange: [AgeSexGrid]
  /// How a common shock spreads over sex and age: along the national pattern of decline, 1 on average at ages 60–89.
  public let shockPattern: AgeSexGrid
  /// National hazards by year and the pattern along which they move to a prescribed life expectancy.
  private var hazards: [AgeSexGrid]
  private let improvement: MortalityImprovement?

  /// - Parameters:
  ///   - schedule: National rates; continued beyond their end with a rotated, coherent decline where the horizon asks for it.
  ///   - pace: Pace of the national change after the base year; 1 follows it.
  /// - Throws: ``DemographyError``.
  public init(_ schedule: MortalitySchedule, horizon: Horizon, pace: Double) throws(DemographyError) {
    let start = horizon.start.flowMiddle
    let improvement = schedule.span.upperBound - schedule.span.lowerBound >= 1 ? try schedule.improvement() : nil
    let national = improvement == nil ? schedule : try schedule.extrapolated(through: horizon.end.flowMiddle)
    let paced = try national.paced(pace, after: start)
    let base = national.rates(at: start)
    rates = horizon.years.map { paced.rates(at: $0.flowMiddle) }
    logChange = horizon.years.map { year in
      var change = national.rates(at: year.flowMiddle)
      for cell in change.values.indices { change.values[cell] = log(change.values[cell] / base.values[cell]) }
      return change
    }
    hazards = horizon.years.map { national.hazards(at: $0.flowMiddle) }
    self.improvement = improvement
    shockPattern = MortalityPlan.pattern(improvement, ages: base.ages)
  }

  /// The plan of its first years.
  func first(_ years: Int) -> MortalityPlan {
    var plan = self
    plan.rates = Array(rates.prefix(years))
    plan.logChange = Array(logChange.prefix(years))
    plan.hazards = Array(hazards.prefix(years))
    return plan
  }

  /// Rates, change and pattern of a year as flat memory, `[sex][age]`, for loops over lanes.
  func withCells(
    _ year: Int, _ body: (UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>) -> Void
  ) {
    rates[year].values.withUnsafeBufferPointer { rates in
      logChange[year].values.withUnsafeBufferPointer { change in
        shockPattern.values.withUnsafeBufferPointer { body(rates, change, $0) }
      }
    }
  }

  private static func pattern(_ improvement: MortalityImprovement?, ages: Int) -> AgeSexGrid {
    let common = improvement?.common ?? [Double](repeating: 1, count: ages)
    let mean = common[60..<90].reduce(0, +) / 30
    let row = common.map { mean > 0 ? $0 / mean : 1 }
    return AgeSexGrid(male: row, female: row)
  }

  /// Death rates of one sex whose life tables have the life expectancies asked for, `[age]`.
  ///
  /// One that the pattern cannot reach is met as far as the pattern goes: ``unreachable(_:year:)`` refuses it for the central run
  /// beforehand, and one impossible future ends no run.
  func reaching(_ lifeExpectancy: [Lanes], year: Int, sex: Sex) -> [Lanes] {
    let row = Array(hazards[year].row(sex))
    var result = [Lanes](repeating: .zero, count: row.count)
    for lane in 0..<Lanes.count {
      if lane > 0 && lifeExpectancy.allSatisfy({ $0[lane] == $0[lane - 1] }) {
        for age in row.indices { result[age][lane] = result[age][lane - 1] }
        continue
      }
      let rates = pattern(lifeExpectancy.map { $0[lane] }, ages: row.count)
      let target = lifeExpectancy[sex.index][lane]
      let k =
        (try? MortalityTarget.scalar(hazards: row, sex: sex, rates: rates, target: target))
        ?? MortalityTarget.furthest(hazards: row, sex: sex, rates: rates, target: target)
      let table = SingleYearMortality.lifeTable(
        hazards: MortalityImprovement.moved(row, along: rates, by: k), sex: sex)
      for age in row.indices { result[age][lane] = table.mx[age] }
    }
    return result
  }
}

extension MortalityPlan {
  private func pattern(_ lifeExpectancy: [Double], ages: Int) -> [Double] {
    improvement?.rates(lifeExpectancy: (lifeExpectancy[0] + lifeExpectancy[1]) / 2)
      ?? [Double](repeating: 0.01, count: ages)
  }

  /// The first sex whose life expectancy cannot be reached in a year of the horizon.
  ///
  /// - Parameter lifeExpectancy: Of men and women.
  public func unreachable(_ lifeExpectancy: [Double], year: Int) -> Sex? {
    Sex.allCases.first { sex in
      let row = Array(hazards[year].row(sex))
      return
        (try? MortalityTarget.scalar(
          hazards: row, sex: sex, rates: pattern(lifeExpectancy, ages: row.count),
          target: lifeExpectancy[sex.index])) == nil
    }
  }
}

extension MortalitySchedule {
  /// Central death rates m(x) by sex and single age at a moment, in decimal years, at level 1.
  public func rates(at time: Double) -> AgeSexGrid {
    let tables = lifeTables(at: time, level: [1, 1])
    return AgeSexGrid(male: tables[0].mx, female: tables[1].mx)
  }
}

extension AgeSexGrid {
  /// Mean yearly decline of death rates over some ages and both sexes, as a share: one less the geometric mean of the ratios.
  ///
  /// - Parameters:
  ///   - later: Rates > 0, `years` later; 0 years give 0.
  ///   - ages: Classes of age, not empty.
  public func yearlyDecline(to later: AgeSexGrid, years: Int, ages: Range<Int>) -> Double {
    guard years > 0 else { return 0 }
    let logs = Sex.allCases.flatMap { sex in ages.map { log(self[sex, $0] / later[sex, $0]) } }
    return 1 - exp(-logs.reduce(0, +) / Double(logs.count * years))
  }
}
