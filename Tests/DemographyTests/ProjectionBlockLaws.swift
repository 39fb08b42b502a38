import Demography
import Foundation
import PlanningModel
import RandomStreams
import TestSupport
import Testing

/// The projection of many futures side by side.
@Suite("Eight futures at once")
struct ProjectionBlockLaws {
  private static func projections(_ model: ProjectionModel, _ inputs: LaneInputs) throws -> [PopulationProjection] {
    let block = ProjectionBlock(model, inputs, keepsDeaths: true)
    var all: [PopulationProjection] = []
    for lane in 0..<Lanes.count { all.append(try PopulationProjection(block, lane: lane)) }
    return all
  }

  private static func close(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(a), abs(b))
  }

  @Test(
    "every township and year balances to 1e-9 in every future, nobody is negative, moves inside sum to zero",
    arguments: 1...6)
  func balance(seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let county = try TrialCounty(seed: UInt64(seed))
    let inputs = county.strayed(&numbers)
    for future in try Self.projections(try county.model(), inputs) {
      #expect(future.largestGap < 1e-9)
      for (year, flows) in future.flows.enumerated().dropFirst() {
        let moves = flows.reduce(0) { $0 + $1.internalIn - $1.internalOut }
        #expect(abs(moves) < 1e-9 * flows.reduce(0) { $0 + $1.internalOut })
        #expect(flows[1].internalOut > 0 && flows[0].internalOut == 0 && flows[0].internalIn > 0)
        #expect(Self.close(future.deathsByAge[year].total, flows.reduce(0) { $0 + $1.deaths }))
        #expect(future.population[year].allSatisfy { $0.values.allSatisfy { $0 >= 0 } })
        for (people, sums) in zip(future.population[year], future.sums[year]) {
          #expect(sums.total == people.total && sums.from60 == people.sum(from: 60))
          #expect(sums.from65 == people.sum(from: 65) && sums.from80 == people.sum(from: 80))
        }
      }
    }
  }

  /// The second road: the step written for clarity, township by township, with the same rates.
  @Test("the kernel agrees with the step written for clarity", arguments: 1...3)
  func reference(seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(100 + seed))
    var county = try TrialCounty(seed: UInt64(seed))
    county.leaving = county.leaving.map { _ in 0 }
    for place in county.townships.indices {
      for cell in county.relative[place].values.indices {
        county.relative[place].values[cell] = numbers.number(in: 0.8...1.2)
        county.mobile[place].values[cell] = numbers.number(in: 0.5...1)
      }
    }
    let model = try county.model()
    var inputs = county.strayed(&numbers)
    inputs.turnover = .zero
    for year in county.horizon.years.indices {
      inputs.outflow[year] = inputs.inflow[year]
      for place in county.townships.indices { inputs.townshipMigration[place][year] = .zero }
    }
    let lane = 3
    let future = try Self.projections(model, inputs)[lane]
    for place in county.townships.indices {
      var people = future.population[0][place]
      for year in 1..<county.horizon.count {
        var mortality = future.mortality[year]
        var migration = future.residualMigration.rates
        for cell in mortality.values.indices {
          mortality.values[cell] *=
            county.relative[place].values[cell] * exp(inputs.townshipMortality[place][year][lane])
          migration.values[cell] *= county.mobile[place].values[cell] * inputs.inflow[year][lane]
        }
        let tables = mortality.lifeTables()
        let level = exp(inputs.townshipFertility[place][year][lane])
        let rates = StepRates(
          male: tables[0], female: tables[1], fertility: future.fertility[year].map { $0 * level },
          sexRatioAtBirth: model.sexRatioAtBirth[year], migration: .rates(migration))
        let step = CohortComponentStep.advance(people, rates)
        let flows = future.flows[year][place]
        #expect(Self.close(flows.births, step.births.reduce(0, +)))
        #expect(Self.close(flows.deaths, step.cohortDeaths.total))
        #expect(Self.close(flows.inflow - flows.outflow, step.inflow.total - step.outflow.total))
        people = step.population
        for (a, b) in zip(people.values, future.population[year][place].values) { #expect(Self.close(a, b)) }
      }
    }
  }

  @Test("movers inside the county are the stated share of the residents outside the city, every year and future")
  func internalMovers() throws {
    var numbers = SeededNumbers(seed: 41)
    var county = try TrialCounty(seed: 41)
    for place in county.townships.indices {
      for cell in county.mobile[place].values.indices {
        county.mobile[place].values[cell] = numbers.number(in: 0.3...1)
      }
    }
    var inputs = county.strayed(&numbers)
    // Rates at both ends of what may be asked for; the last makes whole ages run out.
    let rates: [Double] = [0, 1e-6, 0.001, 0.005, 0.01, 0.05, 0.08, 0.1]
    for year in county.horizon.years.indices {
      for lane in rates.indices { inputs.internalRate[year][lane] = rates[lane] }
    }
    for (lane, future) in try Self.projections(try county.model(), inputs).enumerated() {
      #expect(future.largestGap < 1e-9)
      for year in 1..<county.horizon.count {
        let residents = future.population[year - 1].dropFirst().reduce(0) { $0 + $1.total }
        let movers = future.flows[year].reduce(0) { $0 + $1.internalOut }
        #expect(abs(movers / residents - rates[lane]) < 1e-9, "\(rates[lane]) in year \(year)")
        #expect(future.flows[year][0].internalOut == 0)
      }
    }
  }

  /// The second road with movers: they leave before the year's step and arrive in the county town, by the formula alone.
  @Test("with movers inside the county, too, the kernel agrees with the step written for clarity")
  func referenceWithMovers() throws {
    var numbers = SeededNumbers(seed: 51)
    var county = try TrialCounty(seed: 51)
    for place in county.townships.indices {
      for cell in county.mobile[place].values.indices {
        county.mobile[place].values[cell] = numbers.number(in: 0.5...1)
      }
    }
    let model = try county.model()
    var inputs = county.inputs()
    inputs.turnover = .zero
    let future = try Self.projections(model, inputs)[0]
    let schedule = model.migration.internalSchedule.values
    var people = Array(future.population[0])
    for year in 1..<county.horizon.count {
      let outside = people.dropFirst().reduce(0) { $0 + $1.total }
      var weight = 0.0
      for place in people.indices.dropFirst() {
        for cell in schedule.indices {
          weight += schedule[cell] * county.mobile[place].values[cell] * people[place].values[cell]
        }
      }
      for place in people.indices.dropFirst() {
        for cell in schedule.indices {
          let share = 0.006 * outside / weight * schedule[cell] * county.mobile[place].values[cell]
          let goes = share * people[place].values[cell]
          people[place].values[cell] -= goes
          people[0].values[cell] += goes
        }
      }
      let tables = future.mortality[year].lifeTables()
      for place in people.indices {
        var migration = future.residualMigration.rates
        for cell in migration.values.indices { migration.values[cell] *= county.mobile[place].values[cell] }
        let rates = StepRates(
          male: tables[0], female: tables[1], fertility: future.fertility[year],
          sexRatioAtBirth: model.sexRatioAtBirth[year], migration: .rates(migration))
        people[place] = CohortComponentStep.advance(people[place], rates).population
        for (a, b) in zip(people[place].values, future.population[year][place].values) { #expect(Self.close(a, b)) }
      }
    }
  }

  @Test("a future does not depend on its neighbours or on its lane")
  func lanes() throws {
    var numbers = SeededNumbers(seed: 8)
    let county = try TrialCounty(seed: 8)
    let model = try county.model()
    var inputs = county.strayed(&numbers)
    for year in 5..<9 {
      inputs.constraints[year].residents = Lanes(repeating: 60_000)
      inputs.constraints[year].deaths = Lanes(repeating: 700)
    }
    let futures = try Self.projections(model, inputs)
    var alone = inputs
    func spread(_ lanes: Lanes) -> Lanes { Lanes(repeating: lanes[5]) }
    alone.pace = spread(inputs.pace)
    alone.allocation = spread(inputs.allocation)
    alone.townshipAllocation = inputs.townshipAllocation.map(spread)
    alone.census = inputs.census.map(spread)
    for year in county.horizon.years.indices {
      alone.mortalityLevel[year] = inputs.mortalityLevel[year].map(spread)
      alone.mortalityShock[year] = spread(inputs.mortalityShock[year])
      alone.fertility[year] = spread(inputs.fertility[year])
      alone.inflow[year] = spread(inputs.inflow[year])
      alone.outflow[year] = spread(inputs.outflow[year])
      for place in county.townships.indices {
        alone.townshipMortality[place][year] = spread(inputs.townshipMortality[place][year])
        alone.townshipFertility[place][year] = spread(inputs.townshipFertility[place][year])
        alone.townshipMigration[place][year] = spread(inputs.townshipMigration[place][year])
      }
    }
    for future in try Self.projections(model, alone) {
      #expect(future.population == futures[5].population)
      #expect(future.flows == futures[5].flows)
    }
  }

  @Test("without deviations every future is the central one, and townships sum to the census")
  func central() throws {
    let county = try TrialCounty(seed: 2)
    let futures = try Self.projections(try county.model(), county.inputs())
    #expect(futures.allSatisfy { $0.population == futures[0].population })
    for (a, b) in zip(futures[0].county.values, county.calibration.base.values) { #expect(Self.close(a, b)) }
  }

  @Test("the base errs by township and broad age, and keeps the county's sexes and ages within one")
  func base() throws {
    var numbers = SeededNumbers(seed: 21)
    let county = try TrialCounty(seed: 21)
    var inputs = county.inputs()
    let strayed = county.strayed(&numbers)
    inputs.allocation = strayed.allocation
    inputs.townshipAllocation = strayed.townshipAllocation
    let futures = try Self.projections(try county.model(), inputs)
    for (a, b) in zip(futures[1].county.values, county.calibration.base.values) { #expect(Self.close(a, b)) }
    #expect(abs(futures[1].population[0][0].total / county.townships[0].total - 1) > 0.001)
    inputs.census = [Lanes(repeating: 0.02), .zero, Lanes(repeating: -0.01)]
    let erring = try Self.projections(try county.model(), inputs)
    #expect(Self.close(erring[0].county[.male, 30], county.calibration.base[.male, 30] * exp(0.02)))
    #expect(Self.close(erring[0].county[.female, 62], county.calibration.base[.female, 62]))
    #expect(Self.close(erring[0].county[.female, 80], county.calibration.base[.female, 80] * exp(-0.01)))
  }

  @Test("a Lotka population grows at its intrinsic rate and keeps its shape")
  func lotka() throws {
    var county = try TrialCounty(seed: 5, places: 1, hasEarlierCensus: false)
    county.leaving = [0]
    county.attraction = [0]
    county.pace = 0
    var inputs = county.inputs()
    inputs.turnover = .zero
    let model = try county.model()
    // Rates of the first year for ever; r solves Σ e^(−r(x+½))·f(x)·(girls)·L(x) = 1.
    let first = try Self.projections(model, inputs)[0]
    let tables = first.mortality[1].lifeTables()
    let f = first.fertility[1]
    let ratio = model.sexRatioAtBirth[1]
    var (low, high) = (-0.1, 0.1)
    func reproduction(_ r: Double) -> Double {
      (0..<110).reduce(0) { $0 + exp(-r * (Double($1) + 0.5)) * f[$1] / (1 + ratio) * tables[1].Lx[$1] }
    }
    for _ in 0..<200 {
      if reproduction((low + high) / 2) > 1 { low = (low + high) / 2 } else { high = (low + high) / 2 }
    }
    let r = (low + high) / 2
    // The discrete stable population: its growth factor and the closed group solve the step itself.
    var people = AgeSexGrid(ages: 111)
    for sex in Sex.allCases {
      for age in 0...110 {
        people[sex, age] = exp(-r * Double(age)) * tables[sex.index].Lx[age] * (sex == .male ? ratio : 1) * 1000
      }
    }
    let rates = StepRates(
      male: tables[0], female: tables[1], fertility: f, sexRatioAtBirth: ratio, migration: .none)
    for _ in 0..<400 { people = CohortComponentStep.advance(people, rates).population }
    let next = CohortComponentStep.advance(people, rates).population
    let growth = next.total / people.total
    // Yearly classes approximate the integral: the growth rate agrees to 2e-5.
    #expect(abs(log(growth) - r) < 2e-5)
    for (a, b) in zip(next.values, people.values) { #expect(abs(a - growth * b) < 1e-6 * max(1e-3, b)) }
    #expect(Self.close(people.sum(.male, 0, 0) / people.sum(.female, 0, 0), ratio * tables[0].Lx[0] / tables[1].Lx[0]))
  }

  @Test("sexes with the same rates and numbers stay the same")
  func sexSymmetry() throws {
    let rates = (0..<111).map { 0.0002 + 0.00005 * exp(0.09 * Double($0)) + ($0 == 0 ? 0.006 : 0) }
    let table = LifeTable(rates: rates, sex: .male)
    let row = (0..<111).map { 300 * exp(-0.0004 * Double($0 * $0)) }
    var migration = AgeSexGrid(ages: 111)
    for age in 0..<111 {
      for sex in Sex.allCases { migration[sex, age] = 0.01 - 0.0002 * Double(age) }
    }
    let step = StepRates(
      male: table, female: table, fertility: (0..<111).map { (20..<40).contains($0) ? 0.06 : 0 }, sexRatioAtBirth: 1,
      migration: .rates(migration))
    var people = AgeSexGrid(male: row, female: row)
    for _ in 0..<15 { people = CohortComponentStep.advance(people, step).population }
    #expect(Array(people.row(.male)) == Array(people.row(.female)) && people.total > 0)
  }

  @Test("however far migration strays, a township never sends away more than everybody")
  func outflow() throws {
    let county = try TrialCounty(seed: 14)
    var inputs = county.inputs()
    for year in county.horizon.years.indices {
      inputs.inflow[year] = Lanes(repeating: 3)
      inputs.outflow[year] = Lanes(repeating: 9)
      for place in county.townships.indices {
        for lane in 0..<Lanes.count { inputs.townshipMigration[place][year][lane] = -0.8 * Double(lane) }
      }
    }
    for future in try Self.projections(try county.model(), inputs) {
      #expect(future.largestGap < 1e-9)
      #expect(future.population.allSatisfy { $0.allSatisfy { $0.values.allSatisfy { $0 >= 0 } } })
    }
  }

  @Test("twice the people have twice of everything, township by township")
  func doubling() throws {
    var numbers = SeededNumbers(seed: 31)
    var county = try TrialCounty(seed: 31)
    let inputs = county.strayed(&numbers)
    let once = try Self.projections(try county.model(), inputs)[2]
    for place in county.townships.indices {
      for cell in county.townships[place].values.indices { county.townships[place].values[cell] *= 2 }
    }
    let twice = try Self.projections(try county.model(), inputs)[2]
    for year in once.population.indices {
      for place in county.townships.indices {
        // A power of two changes no digit.
        #expect(twice.population[year][place].values == once.population[year][place].values.map { 2 * $0 })
        guard year > 0 else { continue }
        #expect(twice.flows[year][place].births == 2 * once.flows[year][place].births)
        #expect(twice.flows[year][place].deaths == 2 * once.flows[year][place].deaths)
      }
    }
  }

  @Test("constraints are met by events, and a wish beyond the bounds is met as far as they allow and said")
  func constraints() throws {
    let county = try TrialCounty(seed: 12)
    let model = try county.model()
    var inputs = county.inputs()
    let free = try Self.projections(model, inputs)[0]
    let start = county.calibration.base.total
    let births = free.flows[3].reduce(0) { $0 + $1.births }
    inputs.constraints[2].residents = Lanes(repeating: start * 0.99)
    inputs.constraints[3].births = Lanes(repeating: births * 1.1)
    inputs.constraints[4].deaths = Lanes(repeating: 10_000)
    inputs.constraints[5].netMigration = Lanes(repeating: -120)
    let bound = try Self.projections(model, inputs)[0]
    #expect(bound.largestGap < 1e-9)
    #expect(abs(bound.population[2].reduce(0) { $0 + $1.total } - start * 0.99) < 1e-6)
    #expect(abs(bound.flows[3].reduce(0) { $0 + $1.births } - births * 1.1) < 1e-6)
    #expect(abs(bound.flows[5].reduce(0) { $0 + $1.inflow - $1.outflow } + 120) < 1e-6)
    let reports = bound.constraints
    #expect(reports.map(\.year.value) == [2022, 2023, 2024, 2025])
    #expect(reports.map(\.isCapped) == [false, false, true, false])
    #expect(reports[2].factor == YearConstraint.cap.upperBound && reports[2].reached < 10_000)
    #expect(reports[2].reached > reports[2].unconstrained)
    // No township was touched but by flows; births differ by their factor alone.
    #expect(abs(reports[1].factor * reports[1].unconstrained - births * 1.1) < 0.01 * births)
    #expect(bound.population[1] == free.population[1])
  }

  @Test("a prescribed life expectancy is met to 1e-8 years, and the level gives way to it")
  func lifeExpectancy() throws {
    let county = try TrialCounty(seed: 4)
    var inputs = county.inputs()
    for year in 1..<county.horizon.count {
      inputs.lifeExpectancy[year] = [Lanes(repeating: 76 + 0.1 * Double(year)), Lanes(repeating: 82)]
    }
    inputs.lifeExpectancy[15]?[0][6] = 74
    let futures = try Self.projections(try county.model(), inputs)
    for year in [1, 7, 15] {
      let tables = futures[0].mortality[year].lifeTables()
      #expect(abs(tables[0].ex[0] - 76 - 0.1 * Double(year)) < 1e-8 && abs(tables[1].ex[0] - 82) < 1e-8)
    }
    #expect(abs(futures[6].mortality[15].lifeTables()[0].ex[0] - 74) < 1e-8)
  }

  @Test("people in homes do not move")
  func special() throws {
    var county = try TrialCounty(seed: 6)
    for cell in county.mobile[1].values.indices { county.mobile[1].values[cell] = 0 }
    let flows = try Self.projections(try county.model(), county.inputs())[0].flows
    for year in 1..<county.horizon.count {
      #expect(flows[year][1].internalOut == 0 && flows[year][1].inflow == 0 && flows[year][1].outflow == 0)
      #expect(flows[year][2].outflow > 0)
    }
  }

  @Test("higher mortality between the censuses means more migration; the two cannot be told apart")
  func confounded() throws {
    let county = try TrialCounty(seed: 9)
    var inputs = county.inputs()
    for year in county.horizon.years.indices { inputs.mortalityLevel[year][0][1] = 1.1 }
    let futures = try Self.projections(try county.model(), inputs)
    let (low, high) = (futures[0].residualMigration.rates, futures[1].residualMigration.rates)
    #expect((40..<65).allSatisfy { high[.male, $0] > low[.male, $0] })
    for age in 0..<111 { #expect(high[.female, age] == low[.female, age]) }
  }

  @Test("random deviations have the long-run spread and persistence they are given; the walk grows by the root of time")
  func processes() {
    var spread = DemographicSpread()
    spread.fertility = 0.1
    spread.townshipMortality = 0.2
    spread.mortalityWalk = 0.01
    spread.persistence = 0.8
    let horizon = Horizon(start: Year(2020), end: Year(2060))
    let years = horizon.years.map(\.value)
    let blocks = 500
    var sums = (late: 0.0, base: 0.0, lagged: 0.0, walk: 0.0)
    for block in 0..<blocks {
      var inputs = LaneInputs(horizon: horizon, townships: 1)
      inputs.stray(
        spread, streams: RandomStreams(seed: 7), draws: (0..<8).map { 8 * block + $0 }, townships: [1], years: years)
      for lane in 0..<8 {
        sums.late += pow(log(inputs.fertility[40][lane]), 2)
        sums.base += pow(inputs.townshipMortality[0][0][lane], 2)
        sums.lagged += inputs.townshipMortality[0][20][lane] * inputs.townshipMortality[0][21][lane]
        sums.walk += pow(inputs.mortalityShock[25][lane], 2)
      }
    }
    let count = Double(8 * blocks)
    // A variance from n normal numbers has standard error √(2/n) of itself: four of them are 9%.
    #expect(abs(sums.late / count / 0.01 - 1) < 0.09)
    #expect(abs(sums.base / count / 0.04 - 1) < 0.09)
    #expect(abs(sums.lagged / count / 0.04 - 0.8) < 0.09)
    #expect(abs(sums.walk / count / (25 * 0.0001) - 1) < 0.09)
  }

  @Test("adding a township or another scenario leaves all other numbers as they are")
  func addresses() {
    var spread = DemographicSpread()
    spread.townshipMigration = 0.2
    spread.townshipAllocation = 0.2
    spread.migration = 0.1
    let horizon = Horizon(start: Year(2020), end: Year(2030))
    func inputs(_ codes: [UInt64], first: Int = 0) -> LaneInputs {
      var inputs = LaneInputs(horizon: horizon, townships: codes.count)
      inputs.stray(
        spread, streams: RandomStreams(seed: 3), draws: (0..<8).map { first + $0 }, townships: codes,
        years: horizon.years.map(\.value))
      return inputs
    }
    let few = inputs([11, 13])
    let more = inputs([11, 12, 13])
    #expect(few.townshipMigration[1] == more.townshipMigration[2] && few.inflow == more.inflow)
    #expect(few.townshipAllocation == [more.townshipAllocation[0], more.townshipAllocation[2]])
    // A draw has its numbers whatever block it stands in.
    let later = inputs([11, 13], first: 4)
    for lane in 0..<4 { #expect(later.townshipMigration[0][7][lane] == few.townshipMigration[0][7][lane + 4]) }
  }

  @Test("two counties under one seed have the nation's mortality walk in common and nothing else")
  func scopes() {
    var spread = DemographicSpread()
    spread.mortalityWalk = 0.01
    spread.fertility = 0.1
    spread.migration = 0.1
    spread.townshipMortality = 0.1
    spread.townshipFertility = 0.1
    spread.townshipMigration = 0.1
    spread.townshipAllocation = 0.1
    spread.census = 0.01
    spread.drawsAllocation = true
    let horizon = Horizon(start: Year(2020), end: Year(2030))
    func inputs(county: UInt64) -> LaneInputs {
      var inputs = LaneInputs(horizon: horizon, townships: 1)
      inputs.stray(
        spread, streams: RandomStreams(seed: 3, county: county), draws: Array(0..<8), townships: [7],
        years: horizon.years.map(\.value))
      return inputs
    }
    let (one, other) = (inputs(county: 500_101), inputs(county: 500_102))
    #expect(one.mortalityShock == other.mortalityShock && one.mortalityShock[10] != .zero)
    func differ(_ value: (LaneInputs) -> Lanes) -> Bool { (0..<8).allSatisfy { value(one)[$0] != value(other)[$0] } }
    #expect(differ { $0.fertility[10] } && differ { $0.inflow[10] } && differ { $0.census[2] })
    #expect(differ { $0.allocation } && differ { $0.townshipAllocation[0] })
    #expect(differ { $0.townshipMortality[0][10] } && differ { $0.townshipFertility[0][10] })
    #expect(differ { $0.townshipMigration[0][10] })
  }
}
