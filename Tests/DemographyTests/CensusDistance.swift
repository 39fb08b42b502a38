import Demography
import Foundation
import PlanningModel
import TestSupport
import Testing

@Suite("Two censuses at any distance")
struct CensusDistance {
  static let distances = [1, 2, 3, 5, 7, 10, 13, 15, 20, 30, 40]
  private let trial: TrialCounty

  init() throws { trial = try TrialCounty(seed: 11) }

  /// Death rates of each year after 2020 at the trial's schedule.
  private func rates(_ years: Int) -> [AgeSexGrid] {
    (1...years).map { trial.schedule.rates(at: (Year(2000) + $0).flowMiddle) }
  }

  private func survivors(_ years: Int) -> AgeSexGrid {
    ResidualMigration.hindcast(
      trial.calibration.base, steps: rates(years).map { $0.lifeTables() }, migration: .none)
  }

  @Test("survivors of a census leave no migration, whatever the years between", arguments: distances)
  func zero(years: Int) {
    let first = trial.calibration.base
    let residual = ResidualMigration(from: first, to: survivors(years), rates: rates(years), level: [1, 1])
    #expect(residual.rates.values.allSatisfy { abs($0) < 1e-9 } && residual.largestGap < 1e-9)
  }

  @Test("people who leave at one percent a year are found at one percent a year", arguments: distances)
  func constant(years: Int) {
    var second = survivors(years)
    for cell in second.values.indices { second.values[cell] *= exp(-0.01 * Double(years)) }
    let residual = ResidualMigration(
      from: trial.calibration.base, to: second, rates: rates(years), level: [1, 1])
    // Away from the ends, where the rates run down to zero.
    let ages = (years / 2 + 10)..<55
    for sex in Sex.allCases {
      let mean = ages.reduce(0) { $0 + residual.rates[sex, $1] } / Double(ages.count)
      #expect(abs(mean + 0.01) < 0.001, "\(years): \(mean)")
    }
    #expect(residual.rates[.male, 75] == 0 && residual.rates[.female, 0] <= 0)
  }

  @Test("ten years have the cohorts and ages that they always had")
  func ten() {
    #expect(ResidualMigration.cohorts(years: 10) == Array(stride(from: 0, through: 55, by: 5)))
    #expect(ResidualMigration.fittedAges(years: 10) == 10...69)
    for years in CensusPair.distances {
      let last = ResidualMigration.cohorts(years: years).last ?? 0
      // The oldest cohort stays below the age from which nobody is taken to move, and out of the open group.
      #expect(Double(last) + Double(years) / 2 + 2.5 <= 65 && last + years + 4 < 85, "\(years)")
    }
  }

  @Test("the latest census before the base is used at its own distance, one too far away is not")
  func pair() throws {
    func census(_ years: [Int]) -> [CensusCount] {
      years.map {
        CensusCount(
          year: Year($0), sex: .male, age: AgeGroup(lower: 0, upper: nil), persons: Persons(1),
          evidence: TrialCounty.evidence)
      }
    }
    #expect(CensusPair.used(census([2000, 2013, 2020, 2023]), base: Year(2020)) == Year(2013))
    #expect(CensusPair.used(census([1975, 2020]), base: Year(2020)) == nil)
    #expect(CensusPair.earlier(census([1975, 2020]), base: Year(2020)) == Year(1975))
    #expect(CensusPair.used(census([2020]), base: Year(2020)) == nil)
  }

  @Test("a fertility row of several years is each of its years")
  func fertilityPeriods() throws {
    let rows = TrialCounty.fertility()
    func total(_ start: Int, _ end: Int, _ value: Double) -> FertilityReference {
      FertilityReference(
        measure: .totalFertilityRate, start: Year(start), end: Year(end), age: nil, value: value,
        evidence: TrialCounty.evidence)
    }
    let others = rows.filter { $0.measure != .totalFertilityRate }
    let long = try FertilitySchedule(others + [total(2018, 2023, 1.3), total(2023, 2026, 1.1)])
    let single = try FertilitySchedule(
      others + (2018..<2023).map { total($0, $0 + 1, 1.3) } + (2023..<2026).map { total($0, $0 + 1, 1.1) })
    for time in stride(from: 2017.0, through: 2028, by: 0.37) {
      #expect(long.rates(at: time, level: 1) == single.rates(at: time, level: 1))
    }
    #expect(abs(long.rates(at: 2021, level: 1).reduce(0, +) - 1.3) < 1e-9)
  }
}
