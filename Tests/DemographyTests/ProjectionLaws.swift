import Demography
import Foundation
import PlanningModel
import TestSupport
import Testing

/// Gompertz hazards with an infant peak: plausible at every age, and not anyone's data.
private func hazards(level: Double = 1) -> [Double] {
  (0..<SingleYearMortality.ages).map { age in
    level * (age == 0 ? 0.008 : 0.0001 * exp(0.09 * Double(age)))
  }
}

private func tables(level: Double = 1) -> [LifeTable] {
  Sex.allCases.map { SingleYearMortality.lifeTable(hazards: hazards(level: level), sex: $0) }
}

private func fertility(total: Double) -> [Double] {
  (0..<SingleYearMortality.ages).map { (20..<40).contains($0) ? total / 20 : 0 }
}

private func population(_ numbers: inout SeededNumbers) -> AgeSexGrid {
  var grid = AgeSexGrid(ages: SingleYearMortality.ages)
  for cell in grid.values.indices { grid.values[cell] = numbers.number(in: 0...500) }
  return grid
}

private func migration(_ numbers: inout SeededNumbers) -> AgeSexGrid {
  var grid = AgeSexGrid(ages: SingleYearMortality.ages)
  for cell in grid.values.indices { grid.values[cell] = numbers.number(in: -0.4...0.2) }
  return grid
}

@Suite("Laws of the projection")
struct ProjectionLaws {
  @Test("P0 + B − D + I − O = P1 for every sex and age, and no cell is negative", arguments: 1...20)
  func accounting(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let life = tables(level: numbers.number(in: 0.5...2))
    let start = population(&numbers)
    let timing = seed.isMultiple(of: 2) ? MigrationTiming.even : .end
    let rates = StepRates(
      male: life[0], female: life[1], fertility: fertility(total: numbers.number(in: 0.5...5)), sexRatioAtBirth: 1.07,
      migration: .rates(migration(&numbers)), timing: timing)
    let result = CohortComponentStep.advance(start, rates)
    #expect(result.largestGap(from: start) < 1e-9)
    #expect(result.population.values.allSatisfy { $0 >= 0 })
    let change = result.population.total - start.total
    let flows = result.births.reduce(0, +) - result.cohortDeaths.total + result.inflow.total - result.outflow.total
    #expect(abs(change - flows) < 1e-9 * start.total)
    let period = result.periodDeaths(rates.separation)
    #expect(abs(period.total - result.cohortDeaths.total) < 1e-9 * period.total)
  }

  @Test("a stationary population stays, and dies at the rate 1/e0")
  func stationary() {
    let life = tables()
    let rates = StepRates(
      male: life[0], female: life[1],
      // One girl for each woman of the cohort: births equal the radix.
      fertility: {
        let women = (20..<40).reduce(0) { $0 + life[1].Lx[$1] }
        return (0..<SingleYearMortality.ages).map { (20..<40).contains($0) ? 2 / women : 0 }
      }(), sexRatioAtBirth: 1, migration: .none)
    let start = AgeSexGrid(male: life[0].Lx.map { $0 * 1000 }, female: life[1].Lx.map { $0 * 1000 })
    let result = CohortComponentStep.advance(start, rates)
    for (before, after) in zip(start.values, result.population.values) { #expect(abs(after - before) < 1e-9 * 1000) }
    #expect(abs(result.births[1] - 1000) < 1e-9 * 1000)
    // In a stationary population the deaths at each age are the life table's.
    let deaths = result.periodDeaths(rates.separation)
    for age in 0..<SingleYearMortality.ages {
      #expect(abs(deaths[.female, age] - 1000 * life[1].dx[age]) < 1e-9 * 1000)
    }
  }

  @Test("a population with doubled rates of birth and no deaths doubles its births only")
  func noDeaths() {
    let still = [Double](repeating: 1, count: 4)
    let survival = AgeSexGrid(male: still, female: still)
    let rates = StepRates(
      birthSurvival: [1, 1], survival: survival, separation: AgeSexGrid(ages: 4), fertility: [0, 1, 0, 0],
      sexRatioAtBirth: 1, migration: .none, timing: .even)
    let start = AgeSexGrid(male: [10, 10, 10, 10], female: [10, 10, 10, 10])
    let result = CohortComponentStep.advance(start, rates)
    #expect(Array(result.population.row(.female)) == [5, 10, 10, 20])
    #expect(result.cohortDeaths.total == 0)
  }

  @Test("the projection is linear in the starting population: townships sum to the county", arguments: 1...5)
  func linear(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let life = tables()
    let rates = StepRates(
      male: life[0], female: life[1], fertility: fertility(total: 1.3), sexRatioAtBirth: 1.1,
      migration: .rates(migration(&numbers)))
    let parts = (0..<7).map { _ in population(&numbers) }
    var whole = AgeSexGrid(ages: SingleYearMortality.ages)
    var sum = whole
    for part in parts {
      whole += part
      sum += CohortComponentStep.advance(part, rates).population
    }
    let together = CohortComponentStep.advance(whole, rates).population
    for (a, b) in zip(sum.values, together.values) { #expect(abs(a - b) < 1e-9 * max(1, b)) }
  }

  @Test("five 1-year steps agree with one 5-year step on the cohorts born before")
  func stepWidth() {
    let life = tables()
    var numbers = SeededNumbers(seed: 5)
    // Constant within five-year classes, so both routes start from the same people.
    let classes = (0..<22).map { _ in numbers.number(in: 100...900) }
    func single(_ age: Int) -> Double { age < 110 ? classes[age / 5] / 5 * life[0].Lx[age] : 0 }
    let row = (0..<SingleYearMortality.ages).map(single)
    let nobody = [Double](repeating: 0, count: row.count)
    var yearly = AgeSexGrid(male: row, female: row)
    let rates = StepRates(
      male: life[0], female: life[1], fertility: nobody, sexRatioAtBirth: 1, migration: .none)
    for _ in 0..<5 { yearly = CohortComponentStep.advance(yearly, rates).population }
    for band in 1..<21 {
      let lower = 5 * band
      let before = (lower - 5..<lower).reduce(0) { $0 + row[$1] }
      let ratio =
        (lower..<lower + 5).reduce(0) { $0 + life[0].Lx[$1] } / (lower - 5..<lower).reduce(0) { $0 + life[0].Lx[$1] }
      #expect(abs(yearly.sum(.male, lower, lower + 4) - before * ratio) < 1e-9 * before)
    }
  }
}

@Suite("Single years and migration between censuses")
struct DisaggregationLaws {
  private let groups =
    [AgeGroup(lower: 0, upper: 0), AgeGroup(lower: 1, upper: 4)]
    + stride(from: 5, to: 85, by: 5).map { AgeGroup(lower: $0, upper: $0 + 4) } + [AgeGroup(lower: 85, upper: nil)]

  @Test("single years are not negative and sum to their groups", arguments: 1...20)
  func sums(seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let counts = groups.map { _ in numbers.number(in: 0.1...40_000) }
    let years = try Disaggregation.singleYears(groups: groups, persons: counts, lifeTable: tables()[0])
    #expect(years.count == SingleYearMortality.ages && years.allSatisfy { $0 >= 0 })
    for (group, count) in zip(groups, counts) {
      let sum = (group.lower...(group.upper ?? SingleYearMortality.openAge)).reduce(0) { $0 + years[$1] }
      #expect(abs(sum - count) < 1e-6 * count)
    }
  }

  @Test("the open group falls with age as a stable population does")
  func openGroup() throws {
    let life = tables()[1]
    let stable = life.Lx.enumerated().map { $0.element * exp(-0.01 * Double($0.offset)) * 1000 }
    let counts = groups.map { group in
      (group.lower...(group.upper ?? SingleYearMortality.openAge)).reduce(0) { $0 + stable[$1] }
    }
    let years = try Disaggregation.singleYears(groups: groups, persons: counts, lifeTable: life)
    // The growth rate is read from the two groups below, so a stable population comes back to a few per cent.
    for age in 85..<105 { #expect(abs(years[age] / stable[age] - 1) < 0.05) }
  }

  @Test("residual migration recovers rates that are linear in age, and is zero for the old and the very young")
  func residual() throws {
    let life = tables()
    let first = AgeSexGrid(male: life[0].Lx.map { $0 * 1000 }, female: life[1].Lx.map { $0 * 1000 })
    var truth = AgeSexGrid(ages: SingleYearMortality.ages)
    for sex in Sex.allCases {
      for age in 8..<62 { truth[sex, age] = 0.01 - 0.0003 * Double(age) }
    }
    let steps = (0..<10).map { _ in life }
    let second = ResidualMigration.hindcast(first, steps: steps, migration: .rates(truth))
    let rates = (0..<10).map { _ in AgeSexGrid(male: life[0].mx, female: life[1].mx) }
    let estimate = ResidualMigration(from: first, to: second, rates: rates, level: [1, 1])
    // Smoothing leaves a gap; it is stated, and small where the truth is smooth.
    #expect(estimate.largestGap < 0.01)
    for age in 20..<50 { #expect(abs(estimate.rates[.male, age] - truth[.male, age]) < 0.001) }
    #expect(estimate.rates[.male, 3] == 0 && estimate.rates[.female, 75] == 0)
    let again = ResidualMigration.hindcast(first, steps: steps, migration: .rates(estimate.rates))
    #expect(abs(again.sum(.male, 30, 34) / second.sum(.male, 30, 34) - 1) <= estimate.largestGap)
  }
}
