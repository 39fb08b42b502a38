import Demography
import Foundation
import PlanningModel
import TestSupport
import Testing

private let starts = [0, 1] + Array(stride(from: 5, through: 100, by: 5))
private let evidence = Evidence(source: "", grade: .literature, origin: Origin(file: "", line: 0))

/// Central rates of the abridged groups behind hazards by single year: deaths over person-years, written here anew.
private func abridged(_ hazards: [Double], sex: Sex = .male) -> [Double] {
  let table = SingleYearMortality.lifeTable(hazards: hazards, sex: sex)
  return starts.indices.map { group in
    let ages = starts[group]..<(group + 1 < starts.count ? starts[group + 1] : hazards.count)
    return ages.reduce(0) { $0 + table.dx[$1] } / ages.reduce(0) { $0 + table.Lx[$1] }
  }
}

/// Largest relative gap of the groups from 1–4 to 90–94.
private func largestGap(_ hazards: [Double], _ rates: [Double], sex: Sex = .male) -> Double {
  zip(abridged(hazards, sex: sex), rates).dropFirst().dropLast(2).map { abs($0 / $1 - 1) }.max() ?? 1
}

private func neverFalls(_ hazards: [Double]) -> Bool {
  (41..<hazards.count).allSatisfy { hazards[$0] >= hazards[$0 - 1] }
}

private struct ShippedRates {
  let rates: [MortalityRate]

  init() throws {
    let table = try Fixture("../../seeds/yunyang/mortality.csv")
    let columns = ["start", "end", "age_from", "age_to", "rate"].map { table.numbers($0) }
    let sexes = try #require(table.columns.firstIndex(of: "sex"))
    rates = table.rows.indices.map { row in
      let upper = columns[3][row]
      return MortalityRate(
        start: Year(Int(columns[0][row])), end: Year(Int(columns[1][row])),
        sex: table.rows[row][sexes] == "M" ? .male : .female,
        age: AgeGroup(lower: Int(columns[2][row]), upper: upper.isNaN ? nil : Int(upper)), rate: columns[4][row],
        evidence: evidence)
    }
  }

  /// Rates of a period by group.
  func period(_ start: Year, _ sex: Sex) -> [Double] {
    rates.filter { $0.start == start && $0.sex == sex }.sorted { $0.age < $1.age }.map(\.rate)
  }

  var periods: [Year] { Set(rates.map(\.start)).sorted() }
}

@Suite("Single-year death rates from abridged ones")
struct SingleYearRates {
  @Test("a law of Gompertz comes back", arguments: [(0.00005, 0.09), (0.00001, 0.11), (0.0003, 0.07)])
  func gompertz(a: Double, b: Double) throws {
    let law = (0..<SingleYearMortality.ages).map { a * exp(b * Double($0)) }
    let ours = try SingleYearMortality.hazards(ages: starts, mx: abridged(law), sex: .male)
    for age in 1...94 { #expect(abs(ours[age] / law[age] - 1) < 1e-6, "\(age)") }
    #expect(neverFalls(ours))
  }

  @Test(
    "national rates of fifty years: every group within 2%, life expectancy within 0.02 years, never falling after 40")
  func national() throws {
    let shipped = try ShippedRates()
    for start in shipped.periods {
      for sex in Sex.allCases {
        let rates = shipped.period(start, sex)
        let hazards = try SingleYearMortality.hazards(ages: starts, mx: rates, sex: sex)
        #expect(largestGap(hazards, rates, sex: sex) < 0.02)
        #expect(neverFalls(hazards))
        let given = LifeTable(ages: starts, mx: rates, ax: LifeTable.abridgedSeparation(rates, sex: sex))
        #expect(abs(SingleYearMortality.lifeExpectancy(hazards: hazards, sex: sex) - given.ex[0]) < 0.02)
        // The first year of life is the table's own.
        #expect(abs(-expm1(-hazards[0]) - given.qx[0]) < 1e-12)
      }
    }
  }

  @Test("old ages have no scallops: rates of men in 2025 grow by 8 to 12% a year of age at 70–85")
  func growth() throws {
    let rates = try MortalitySchedule(ShippedRates().rates).rates(at: 2025)
    func growth(_ sex: Sex, _ age: Int) -> Double { log(rates[sex, age + 1] / rates[sex, age]) }
    for age in 70...85 { #expect((0.08...0.12).contains(growth(.male, age)), "\(age)") }
    // From one year of age to the next the growth changes by less than 0.7 points; the cumulative spline's moved by 4.
    for sex in Sex.allCases {
      for age in 64..<92 { #expect(abs(growth(sex, age + 1) - growth(sex, age)) < 0.007, "\(sex) \(age)") }
    }
  }

  @Test("from 94 on the logit is a straight line with the slope of 80–98, without a step")
  func kannisto() throws {
    let rates = try ShippedRates().period(Year(2020), .female)
    let hazards = try SingleYearMortality.hazards(ages: starts, mx: rates, sex: .female)
    let logits = hazards.map { log($0 / (1 - $0)) }
    let slope = logits[95] - logits[94]
    for age in 95..<SingleYearMortality.openAge { #expect(abs(logits[age + 1] - logits[age] - slope) < 1e-9) }
    // Between the slopes inside the fitted ages.
    let inside = (80..<94).map { logits[$0 + 1] - logits[$0] }
    #expect(try slope > #require(inside.min()) && slope < #require(inside.max()))
  }

  @Test("random laws of Gompertz and Makeham with deaths of children keep their groups", arguments: 0..<20)
  func random(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: 900 + seed)
    let a = exp(numbers.number(in: -13...(-8.5)))
    let b = numbers.number(in: 0.06...0.12)
    let c = exp(numbers.number(in: -11...(-6)))
    let infant = exp(numbers.number(in: -7...(-2.5)))
    let fading = numbers.number(in: 0.3...2)
    let law = (0..<SingleYearMortality.ages).map { age -> Double in
      let x = Double(age)
      return min(1.2, a * exp(b * x) + c + infant * (age == 0 ? 1 : 0.2 * exp(-fading * x)))
    }
    let rates = abridged(law)
    let hazards = try SingleYearMortality.hazards(ages: starts, mx: rates, sex: .male)
    #expect(largestGap(hazards, rates) <= 0.02 + 1e-9)
    #expect(neverFalls(hazards))
  }

  @Test("any legal table gives rates that a life table can be made of", arguments: 0..<10)
  func extreme(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: 7000 + seed)
    let rates = starts.map { age -> Double in
      let highest = age > 0 && age < 85 ? 0.4 : age < 100 ? 0.99 : 5
      return exp(numbers.number(in: -18...log(highest)))
    }
    let hazards = try SingleYearMortality.hazards(ages: starts, mx: rates, sex: .female)
    #expect(hazards.count == SingleYearMortality.ages && hazards.allSatisfy { 0 < $0 && $0.isFinite })
    #expect(neverFalls(hazards))
    let years = SingleYearMortality.lifeExpectancy(hazards: hazards, sex: .female)
    #expect(0 < years && years.isFinite)
  }

  @Test("rates that fall after 40 are not followed: hazards stay level, and the rest of the table is kept")
  func falling() throws {
    var rates = try ShippedRates().period(Year(2020), .male)
    rates[17] = rates[16] * 0.8
    let hazards = try SingleYearMortality.hazards(ages: starts, mx: rates, sex: .male)
    #expect(neverFalls(hazards))
    #expect(zip(abridged(hazards), rates).prefix(12).dropFirst().allSatisfy { abs($0 / $1 - 1) < 0.05 })
  }

  @Test("other ages and rates that are not above 0 are refused")
  func refused() throws {
    let rates = try ShippedRates().period(Year(2020), .male)
    #expect(throws: DemographyError.self) {
      try SingleYearMortality.hazards(ages: Array(starts.dropLast(3)), mx: Array(rates.dropLast(3)), sex: .male)
    }
    for wrong in [0, -0.1, .nan, .infinity] {
      var some = rates
      some[7] = wrong
      #expect(throws: DemographyError.self) { try SingleYearMortality.hazards(ages: starts, mx: some, sex: .male) }
    }
  }
}

@Suite("Mortality level by age")
struct MortalityLevelLaws {
  @Test("a level leaves ages to 40 alone, acts in full from 60 and is a straight line of the logarithm between")
  func taper() {
    for level in [0.3, 0.864, 1, 1.16, 3] {
      let factors = MortalityLevel.factors(level)
      #expect(factors.count == SingleYearMortality.ages)
      #expect(factors[...40].allSatisfy { $0 == 1 } && factors[60...].allSatisfy { $0 == level })
      for age in 41..<60 { #expect(abs(factors[age] - pow(level, Double(age - 40) / 20)) < 1e-13) }
    }
  }

  @Test("infants keep the table's rates at any level, and deaths of the old are multiplied")
  func tables() throws {
    let schedule = try MortalitySchedule(ShippedRates().rates)
    let (plain, high) = (schedule.rates(at: 2020), schedule.rates(at: 2020).lifeTables(level: [1.2, 1.1]))
    for sex in Sex.allCases {
      #expect(Array(high[sex.index].mx[...40]) == Array(Array(plain.row(sex))[...40]))
      for age in 60...100 { #expect(abs(high[sex.index].mx[age] / plain[sex, age] - [1.2, 1.1][sex.index]) < 1e-12) }
    }
  }
}
