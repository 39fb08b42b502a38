import Demography
import Foundation
import PlanningModel
import TestSupport
import Testing

/// The shipped national rates, 2000 to 2050: their last middle is 2047.5.
private func shipped() throws -> [MortalityRate] {
  let table = try Fixture("../../seeds/yunyang/mortality.csv")
  let evidence = Evidence(source: "", grade: .literature, origin: Origin(file: "", line: 0))
  let columns = ["start", "end", "age_from", "age_to", "rate"].map { table.numbers($0) }
  let sexes = try #require(table.columns.firstIndex(of: "sex"))
  return table.rows.indices.map { row in
    let upper = columns[3][row]
    return MortalityRate(
      start: Year(Int(columns[0][row])), end: Year(Int(columns[1][row])),
      sex: table.rows[row][sexes] == "M" ? .male : .female,
      age: AgeGroup(lower: Int(columns[2][row]), upper: upper.isNaN ? nil : Int(upper)), rate: columns[4][row],
      evidence: evidence)
  }
}

private func schedule() throws -> MortalitySchedule { try MortalitySchedule(shipped()) }

private let level = [0.87, 0.98]
private let ages = 0..<SingleYearMortality.ages

private func grid(_ hazard: (Sex, Int) -> Double) -> AgeSexGrid {
  AgeSexGrid(male: ages.map { hazard(.male, $0) }, female: ages.map { hazard(.female, $0) })
}

private func gompertz(_ sex: Sex, _ age: Int) -> Double {
  (sex == .male ? 1.5 : 1) * (age == 0 ? 0.008 : 0.00005 * exp(0.09 * Double(age)))
}

@Suite("Mortality schedule: time, pace, extrapolation")
struct MortalityScheduleLaws {
  @Test("life expectancy without a table is the table's")
  func lifeExpectancy() throws {
    let hazards = try schedule().hazards(at: 2020)
    for sex in Sex.allCases {
      let row = Array(hazards.row(sex))
      let table = SingleYearMortality.lifeTable(hazards: row, sex: sex)
      // The same terms in another order: a few units in the last place of 80.
      #expect(abs(SingleYearMortality.lifeExpectancy(hazards: row, sex: sex) - table.ex[0]) < 1e-12)
    }
  }

  @Test("tables by default are those of log-linear hazards between middles, bit for bit")
  func plainReference() throws {
    let rates = try shipped()
    let ours = try MortalitySchedule(rates).lifeTables(at: 2020.25, level: level)
    for sex in Sex.allCases {
      let logs = try [2015, 2020].map { start in
        let period = rates.filter { $0.start.value == start && $0.sex == sex }.sorted { $0.age < $1.age }
        return try SingleYearMortality.hazards(ages: period.map(\.age.lower), mx: period.map(\.rate), sex: sex)
          .map { log($0) }
      }
      let share = (2020.25 - 2017.5) / 5
      let factors = MortalityLevel.factors(level[sex.index])
      let hazards = ages.map { exp(logs[0][$0] + (logs[1][$0] - logs[0][$0]) * share) * factors[$0] }
      #expect(ours[sex.index] == SingleYearMortality.lifeTable(hazards: hazards, sex: sex))
    }
  }

  @Test("pace 1 changes no bit, pace 0 holds the table of its start, and neither touches the past")
  func paceLimits() throws {
    let plain = try schedule()
    let same = try plain.paced(1, after: 2020)
    let still = try plain.paced(0, after: 2020)
    for time in [2005.0, 2020, 2020.5, 2033.3, 2047.5, 2070] {
      #expect(same.lifeTables(at: time, level: level) == plain.lifeTables(at: time, level: level))
      #expect(still.lifeTables(at: time, level: level) == plain.lifeTables(at: min(time, 2020), level: level))
    }
  }

  @Test("a pace multiplies the change of every log hazard", arguments: [0.5, 0.9, 1.3, 3])
  func pace(factor: Double) throws {
    let plain = try schedule()
    let paced = try plain.paced(factor, after: 2021)
    let (start, end) = (plain.hazards(at: 2021), plain.hazards(at: 2040))
    let ours = paced.hazards(at: 2040)
    for cell in ours.values.indices {
      let change = log(end.values[cell] / start.values[cell])
      // Logarithms near 10 are right to 1e-15 each; the pace multiplies their errors.
      #expect(abs(log(ours.values[cell] / start.values[cell]) - factor * change) < 2e-14 * max(1, factor))
    }
  }

  @Test("a pace outside its bounds is refused", arguments: [-0.1, 3.1, .nan, .infinity])
  func refusesPace(factor: Double) throws {
    let plain = try schedule()
    #expect(throws: DemographyError.self) { try plain.paced(factor, after: 2020) }
    #expect(throws: DemographyError.self) { try plain.paced(0.5, after: .nan) }
  }

  @Test("a pace and an extrapolation give the same in either order")
  func order() throws {
    let plain = try schedule()
    for start in [2030.0, 2060] {
      let first = try plain.paced(0.7, after: start).extrapolated(through: 2080)
      let second = try plain.extrapolated(through: 2080).paced(0.7, after: start)
      #expect(first.hazards(at: 2075.5) == second.hazards(at: 2075.5))
    }
  }

  @Test("extrapolation leaves the given years alone and joins them without a step")
  func junction() throws {
    let plain = try schedule()
    let long = try plain.extrapolated(through: 2070)
    #expect(plain.span == 2002.5...2047.5 && long.span == 2002.5...2070.5)
    for time in [1990.0, 2020.3, 2047.5] { #expect(long.hazards(at: time) == plain.hazards(at: time)) }
    let after = long.hazards(at: 2047.5 + 1e-9)
    for (a, b) in zip(after.values, plain.hazards(at: 2047.5).values) { #expect(abs(a / b - 1) < 1e-10) }
    // The first year's gain is like the last one's.
    func gain(_ time: Double) -> Double { lifeExpectancies(long, time + 1).0 - lifeExpectancies(long, time).0 }
    #expect(abs(gain(2047.5) / gain(2046.5) - 1) < 0.25)
    #expect(try plain.extrapolated(through: 2040).span == plain.span)
    #expect(try plain.extrapolated(through: 2100).hazards(at: 2061.7) == long.hazards(at: 2061.7))
  }

  @Test("over a hundred years life expectancy rises every year, and the sexes neither cross nor drift apart")
  func century() throws {
    let long = try schedule().extrapolated(through: 2147.5)
    var (men, women) = lifeExpectancies(long, 2047.5)
    let widest = women - men
    for year in 1...100 {
      let next = lifeExpectancies(long, 2047.5 + Double(year))
      #expect(next.0 > men && next.1 > women)
      #expect(next.0 - men < 0.5 && next.1 - women < 0.5)
      (men, women) = next
      #expect(0.5 < women - men && women - men <= widest)
    }
    let (first, last) = (long.hazards(at: 2047.5), long.hazards(at: 2147.5))
    for sex in Sex.allCases {
      for age in ages { #expect(last[sex, age] <= first[sex, age]) }
      for age in 40..<SingleYearMortality.openAge { #expect(last[sex, age] < last[sex, age + 1]) }
    }
    // The gap between the sexes moves by a bounded amount in all: 10/ln 2 of its years, each way.
    let pattern = try schedule().improvement()
    for age in ages {
      let (men, women) = (last[.male, age] / first[.male, age], last[.female, age] / first[.female, age])
      let bound: Double = 2 * abs(pattern.gap[age]) * 10 / log(2.0)
      #expect(abs(log(men / women)) <= bound + 1e-9)
    }
  }

  @Test("one period tells no decline, and nobody asks for a thousand years")
  func refuses() throws {
    let one = try MortalitySchedule(shipped().filter { $0.start.value == 2020 })
    #expect(throws: DemographyError.self) { try one.extrapolated(through: 2050) }
    #expect(one.lifeTables(at: 2050, level: level) == one.lifeTables(at: 2022.5, level: level))
    let plain = try schedule()
    #expect(throws: DemographyError.self) { try plain.extrapolated(through: 3000) }
    #expect(throws: DemographyError.self) { try plain.extrapolated(through: .nan) }
    #expect(throws: DemographyError.self) { try plain.improvement(from: 1900, to: 2020) }
    #expect(throws: DemographyError.self) { try plain.improvement(from: 2030, to: 2020) }
  }

  private func lifeExpectancies(_ schedule: MortalitySchedule, _ time: Double) -> (Double, Double) {
    let tables = schedule.lifeTables(at: time, level: level)
    return (tables[0].ex[0], tables[1].ex[0])
  }
}

@Suite("Mortality improvement")
struct MortalityImprovementLaws {
  @Test("the weight of rotation is 0 to 80 years, √½ in the middle, 1 from 102, and never falls")
  func weight() {
    #expect(MortalityImprovement.rotationWeight(60) == 0 && MortalityImprovement.rotationWeight(80) == 0)
    #expect(MortalityImprovement.rotationWeight(102) == 1 && MortalityImprovement.rotationWeight(110) == 1)
    #expect(abs(MortalityImprovement.rotationWeight(91) - 0.5.squareRoot()) < 1e-15)
    let weights = (790...1030).map { MortalityImprovement.rotationWeight(Double($0) / 10) }
    #expect(zip(weights, weights.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test("as life expectancy rises decline slows at young ages and quickens at old ones; its sum stays")
  func rotation() throws {
    let pattern = try schedule().improvement()
    #expect(80 < pattern.observedAt && pattern.observedAt < 85)
    #expect(pattern.rates(lifeExpectancy: 75) == pattern.common)
    for (a, b) in zip(pattern.rates(lifeExpectancy: pattern.observedAt), pattern.common) { #expect(abs(a - b) < 1e-15) }
    for (a, b) in zip(pattern.rates(lifeExpectancy: 102), pattern.ultimate) { #expect(abs(a - b) < 1e-15) }
    let sum = pattern.common[..<100].reduce(0, +)
    let steps = [82.0, 86, 90, 94, 98, 102].map { pattern.rates(lifeExpectancy: $0) }
    for (before, after) in zip(steps, steps.dropFirst()) {
      for age in [1, 5, 10, 15] { #expect(after[age] < before[age]) }
      for age in [70, 80, 90, 100] { #expect(after[age] > before[age]) }
      #expect(abs(after[..<100].reduce(0, +) - sum) < 1e-12)
    }
    #expect(pattern.ultimate[..<65].allSatisfy { abs($0 - pattern.ultimate[0]) < 1e-15 })
    #expect(abs(pattern.ultimate[65] - pattern.ultimate[64]) < 1e-15)
    #expect(abs(pattern.ultimate[85] / pattern.ultimate[70] - pattern.common[85] / pattern.common[70]) < 1e-12)
  }

  @Test("a pattern observed below 80 years turns by the published weight")
  func published() throws {
    let (early, late) = (grid { 4 * gompertz($0, $1) }, grid { 4 * gompertz($0, $1) * exp(-Double(110 - $1) / 400) })
    let pattern = try MortalityImprovement(from: early, to: late, years: 10)
    #expect(pattern.observedAt < 80)
    let weight = MortalityImprovement.rotationWeight(88)
    for (age, rate) in pattern.rates(lifeExpectancy: 88).enumerated() {
      #expect(abs(rate - ((1 - weight) * pattern.common[age] + weight * pattern.ultimate[age])) < 1e-15)
    }
    // A straight line over age passes the graduation unchanged.
    for age in 1..<ages.count { #expect(abs(pattern.common[age] - Double(110 - age) / 4000) < 1e-12) }
  }

  @Test("a decline that is the same at every age stays so, whatever the life expectancy")
  func even() throws {
    let pattern = try MortalityImprovement(from: grid(gompertz), to: grid { gompertz($0, $1) * exp(-0.2) }, years: 10)
    for e0 in [70.0, 85, 95, 105] {
      for rate in pattern.rates(.female, lifeExpectancy: e0, yearsAhead: 3) { #expect(abs(rate - 0.02) < 1e-12) }
    }
  }

  @Test("the gap between the sexes halves in ten years and is at most half of the common rate")
  func gap() throws {
    func pattern(men: Double, women: Double) throws -> MortalityImprovement {
      let later = grid { gompertz($0, $1) * exp(-10 * ($0 == .male ? men : women)) }
      return try MortalityImprovement(from: grid(gompertz), to: later, years: 10)
    }
    let mild = try pattern(men: 0.024, women: 0.016)
    for (years, gap) in [(0.0, 0.008), (10, 0.004), (20, 0.002)] {
      let men = mild.rates(.male, lifeExpectancy: 75, yearsAhead: years)
      let women = mild.rates(.female, lifeExpectancy: 75, yearsAhead: years)
      for age in ages {
        #expect(abs(men[age] - women[age] - gap) < 1e-12)
        #expect(abs((men[age] + women[age]) / 2 - 0.02) < 1e-12)
      }
    }
    let wild = try pattern(men: 0.06, women: -0.02)
    for age in ages {
      #expect(abs(wild.rates(.male, lifeExpectancy: 75, yearsAhead: 0)[age] - 0.03) < 1e-12)
      #expect(abs(wild.rates(.female, lifeExpectancy: 75, yearsAhead: 0)[age] - 0.01) < 1e-12)
    }
  }

  @Test("no rate leaves the bounds, whatever happened between the two moments", arguments: 1...10)
  func bounds(seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    var later = grid(gompertz)
    for cell in later.values.indices { later.values[cell] *= exp(numbers.number(in: -2...1)) }
    let pattern = try MortalityImprovement(from: grid(gompertz), to: later, years: numbers.number(in: 1...30))
    for sex in Sex.allCases {
      for e0 in [60.0, 85, 100, 120] {
        let rates = pattern.rates(sex, lifeExpectancy: e0, yearsAhead: 0)
        #expect(rates.allSatisfy { MortalityImprovement.bounds.contains($0) })
      }
    }
    let worse = try MortalityImprovement(from: grid(gompertz), to: grid { 2 * gompertz($0, $1) }, years: 5)
    #expect(worse.common.allSatisfy { $0 == 0 } && worse.ultimate.allSatisfy { $0 == 0 })
  }

  @Test("hazards that are not positive, and moments too near, are refused")
  func refuses() {
    let good = grid(gompertz)
    var bad = good
    bad.values[7] = 0
    #expect(throws: DemographyError.self) { try MortalityImprovement(from: good, to: bad, years: 10) }
    bad.values[7] = .nan
    #expect(throws: DemographyError.self) { try MortalityImprovement(from: bad, to: good, years: 10) }
    #expect(throws: DemographyError.self) { try MortalityImprovement(from: good, to: good, years: 0.5) }
    #expect(throws: DemographyError.self) {
      try MortalityImprovement(from: AgeSexGrid(ages: 5), to: AgeSexGrid(ages: 5), years: 10)
    }
  }

  @Test("graduation solves its normal equations, keeps lines and sums, and takes out the steps of five years")
  func whittaker() {
    var numbers = SeededNumbers(seed: 3)
    let y = (0..<60).map { _ in numbers.number(in: -1...1) }
    let z = AgeSmoothing.whittaker(y, penalty: 100)
    let bend = (0..<58).map { (age: Int) -> Double in z[age] - 2 * z[age + 1] + z[age + 2] }
    for age in 0..<60 {
      func at(_ index: Int) -> Double { bend.indices.contains(index) ? bend[index] : 0 }
      let pull: Double = at(age) - 2 * at(age - 1) + at(age - 2)
      let residual: Double = z[age] - y[age] + 100 * pull
      #expect(abs(residual) < 1e-11)
    }
    let (before, after) = (y.reduce(0, +), z.reduce(0, +))
    #expect(abs(after - before) < 1e-11)
    let line: [Double] = (0..<60).map { 3 - 0.05 * Double($0) }
    for (a, b) in zip(AgeSmoothing.whittaker(line, penalty: 1000), line) { #expect(abs(a - b) < 1e-11) }
    #expect(AgeSmoothing.whittaker(y, penalty: 0) == y && AgeSmoothing.whittaker([1, 2], penalty: 9) == [1, 2])
    let waves: [Double] = (0..<200).map { sin(Double.pi * Double($0) / 5) }
    let calm = AgeSmoothing.whittaker(waves, penalty: 100)[90..<110]
    #expect(calm.allSatisfy { abs($0) < 0.07 })
  }
}

@Suite("Life expectancy as a target")
struct MortalityTargetLaws {
  @Test(
    "the table has the life expectancy that was asked for, to 1e-8 years", arguments: Sex.allCases,
    [25.0, 60, 75, 79.5, 84, 92, 99.9])
  func reached(sex: Sex, target: Double) throws {
    let plain = try schedule()
    let hazards = Array(plain.hazards(at: 2020, level: level).row(sex))
    let rates = try plain.improvement().rates(lifeExpectancy: target)
    let k = try MortalityTarget.scalar(hazards: hazards, sex: sex, rates: rates, target: target)
    let moved = MortalityImprovement.moved(hazards, along: rates, by: k)
    #expect(abs(SingleYearMortality.lifeTable(hazards: moved, sex: sex).ex[0] - target) < 1e-8)
    let present = SingleYearMortality.lifeTable(hazards: hazards, sex: sex).ex[0]
    #expect((k > 0) == (target > present))
  }

  @Test("a higher target needs a larger k, and the present life expectancy none", arguments: Sex.allCases)
  func monotone(sex: Sex) throws {
    let plain = try schedule()
    let hazards = Array(plain.hazards(at: 2020).row(sex))
    let rates = try plain.improvement().common
    func k(_ target: Double) throws -> Double {
      try MortalityTarget.scalar(hazards: hazards, sex: sex, rates: rates, target: target)
    }
    let scalars = try (60...100).map { try k(Double($0)) }
    #expect(zip(scalars, scalars.dropFirst()).allSatisfy { $0 < $1 })
    #expect(try abs(k(SingleYearMortality.lifeExpectancy(hazards: hazards, sex: sex))) < 1e-9)
    // Ten years of decline are found again.
    let moved = MortalityImprovement.moved(hazards, along: rates, by: 10)
    #expect(try abs(k(SingleYearMortality.lifeExpectancy(hazards: moved, sex: sex)) - 10) < 1e-8)
  }

  @Test("a target outside 20 to 100 years is refused", arguments: [19.99, 100.01, -.infinity, .nan])
  func refuses(target: Double) throws {
    let pattern = try schedule().improvement()
    let horizon = Horizon(start: Year(2020), end: Year(2035))
    #expect(throws: DemographyError.self) {
      try MortalityTarget(horizon: horizon, male: YearPath(target), female: YearPath(80), improvement: pattern)
    }
    #expect(throws: DemographyError.self) {
      try MortalityTarget.scalar(
        hazards: ages.map { gompertz(.male, $0) }, sex: .male, rates: pattern.common, target: target)
    }
  }

  @Test("a pattern that cannot reach the target says so")
  func unreachable() {
    let hazards = ages.map { gompertz(.female, $0) }
    var infants = [Double](repeating: 0, count: ages.count)
    #expect(throws: DemographyError.unreachable(lifeExpectancy: 90)) {
      try MortalityTarget.scalar(hazards: hazards, sex: .female, rates: infants, target: 90)
    }
    infants[0] = 0.03
    #expect(throws: DemographyError.unreachable(lifeExpectancy: 90)) {
      try MortalityTarget.scalar(hazards: hazards, sex: .female, rates: infants, target: 90)
    }
  }

  @Test("a path holds for the place's own tables, its level included, in every year of the horizon")
  func path() throws {
    let plain = try schedule()
    let horizon = Horizon(start: Year(2021), end: Year(2035))
    let men = try #require(
      YearPath(points: [.init(year: Year(2021), value: 76.8), .init(year: Year(2035), value: 81)]))
    let target = try MortalityTarget(
      horizon: horizon, male: men, female: YearPath(82), improvement: plain.improvement())
    for year in horizon.years {
      let tables = try plain.lifeTables(in: year, level: level, target: target)
      #expect(abs(tables[0].ex[0] - men.value(in: year)) < 1e-8)
      #expect(abs(tables[1].ex[0] - 82) < 1e-8)
      #expect(target.lifeExpectancies(in: year) == [men.value(in: year), 82])
      // The level is absorbed: with another level the tables are nearly, not quite, the same.
      let other = try plain.lifeTables(in: year, level: [1, 1], target: target)
      #expect(abs(other[0].ex[0] - men.value(in: year)) < 1e-8)
    }
    for year in [Year(2020), Year(2036)] {
      #expect(target.lifeExpectancies(in: year) == nil)
      let tables = try plain.lifeTables(in: year, level: level, target: target)
      #expect(tables == plain.lifeTables(at: year.flowMiddle, level: level))
      #expect(try plain.lifeTables(in: year, level: level, target: nil) == tables)
    }
  }
}
