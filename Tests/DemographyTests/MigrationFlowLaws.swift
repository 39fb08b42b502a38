import Foundation
import PlanningModel
import RandomStreams
import TestSupport
import Testing

@testable import Demography

/// Leaving, coming back, and the stock of people between the two.
@Suite("Flows of migration")
struct MigrationFlowLaws {
  private static func futures(_ county: TrialCounty, _ inputs: LaneInputs) throws -> [PopulationProjection] {
    let block = ProjectionBlock(try county.model(), inputs, keepsDeaths: true)
    var all: [PopulationProjection] = []
    for lane in 0..<Lanes.count { all.append(try PopulationProjection(block, lane: lane)) }
    return all
  }

  private static func quiet(_ county: TrialCounty) -> LaneInputs {
    var inputs = county.inputs()
    inputs.turnover = .zero
    return inputs
  }

  @Test("a county whose cohorts change as the nation's has no residual, whatever both censuses miss")
  func nation() throws {
    for miscount in [0, 0.3] {
      let county = try TrialCounty(seed: 3, nation: 1500, miscount: miscount)
      let levels = [Lanes(repeating: 0.9), Lanes(repeating: 1)]
      let residuals = try #require(county.calibration.residuals(level: levels, closure: levels))
      for sex in residuals { for cohort in sex { #expect(abs(cohort[0]) < 1e-12) } }
      for future in try Self.futures(county, Self.quiet(county)) {
        #expect(future.residualMigration.rates.values.allSatisfy { abs($0) < 1e-12 })
      }
    }
    // By the life table the same miscount looks like people who came.
    let alone = try TrialCounty(seed: 3, miscount: 0.3)
    let without = try TrialCounty(seed: 3)
    let levels = [Lanes(repeating: 0.9), Lanes(repeating: 1)]
    let (with, none) = (
      try #require(alone.calibration.residuals(level: levels, closure: levels)),
      try #require(without.calibration.residuals(level: levels, closure: levels))
    )
    #expect(abs(with[0][0][0] - none[0][0][0] - log(1.3)) < 0.02)
  }

  @Test("a future of higher local mortality has fewer expected survivors, hence more migration")
  func localMortality() throws {
    let county = try TrialCounty(seed: 3, nation: 1500)
    let closure = [Lanes(repeating: 0.9), Lanes(repeating: 1)]
    var level = closure
    level[0][1] = 1.1
    let residuals = try #require(county.calibration.residuals(level: level, closure: closure))
    for cohort in residuals[0] { #expect(abs(cohort[0]) < 1e-12) }
    // The level begins to act at 40: cohorts that do not reach it between the censuses die at the table's rates.
    let (young, old) = (residuals[0].prefix(6), residuals[0].dropFirst(7))
    #expect(young.allSatisfy { abs($0[1]) < 1e-12 } && old.allSatisfy { $0[1] > 0 })
    for cohort in residuals[1] { #expect(abs(cohort[1]) < 1e-12) }
  }

  @Test("schedules meet what they were made of, and no level is negative")
  func schedules() {
    let design = MigrationDesign(
      cohorts: Array(stride(from: 0, through: 55, by: 5)), years: 10, away: [Double](repeating: 0.4, count: 111))
    let made: [Double] = [0.05, 0, 0, 0.002, 0.03, 0.02, 0, 0]
    let net = design.net(made.map { Lanes(repeating: $0) })
    let found = design.levels(net)
    for (a, b) in zip(design.net(found), net) { #expect(abs(a[0] - b[0]) < 0.002) }
    #expect(found.allSatisfy { $0[0] >= 0 })
    // Only losses at working age: nobody comes back for them.
    let losses = design.levels(net.map { _ in Lanes(repeating: -0.02) })
    #expect(design.net(losses).allSatisfy { $0[0] < 0 })
  }

  @Test("the absent are as many as stated, of the sexes that birth and survival leave, at the ages of the losses")
  func pool() throws {
    let county = try TrialCounty(seed: 4, away: 9000)
    let pool = try #require(county.absent)
    let base = county.calibration.base
    #expect(abs(pool.people.total - 9000) < 1e-6)
    #expect(pool.people.values.allSatisfy { $0 >= 0 })
    for age in 0..<base.ages where pool.people[.male, age] > 0 && pool.people[.female, age] > 0 {
      let registered = Sex.allCases.map { base[$0, age] + pool.people[$0, age] }
      #expect(abs(registered[0] / registered[1] - county.calibration.naturalSexRatio[age]) < 1e-9)
      let share = (base[.male, age] + base[.female, age]) / (registered[0] + registered[1])
      #expect(abs(share - pool.presence[age]) < 1e-9)
    }
    #expect(AbsentPool(county.calibration, total: 0, sexRatioAtBirth: 1.06) == nil)
  }

  @Test("ten times the people have the same rates and ten times the absent, in every year")
  func scale() throws {
    let (one, ten) = (try TrialCounty(seed: 4, away: 9000), try TrialCounty(seed: 4, people: 10, away: 9000))
    let (a, b) = (try Self.futures(one, one.inputs())[0], try Self.futures(ten, ten.inputs())[0])
    for (x, y) in zip(a.residualMigration.rates.values, b.residualMigration.rates.values) { #expect(abs(x - y) < 1e-9) }
    for year in a.absent.indices {
      #expect(abs(b.absent[year].total / a.absent[year].total - 10) < 1e-6)
      let residents = [a, b].map { $0.population[year].reduce(0) { $0 + $1.total } }
      #expect(abs(residents[1] / residents[0] - 10) < 1e-6)
    }
  }

  @Test("without moves the absent age, die and lose a constant share; nobody comes or goes")
  func still() throws {
    let county = try TrialCounty(seed: 5, away: 9000)
    var inputs = Self.quiet(county)
    for year in county.horizon.years.indices {
      inputs.inflow[year] = .zero
      inputs.outflow[year] = .zero
    }
    inputs.registerLoss = Lanes(repeating: 0.03)
    let future = try Self.futures(county, inputs)[0]
    for (year, flow) in future.absentFlows.enumerated() {
      #expect(abs(flow.returned) < 1e-6 && flow.newcomers < 1e-6)
      #expect(abs(flow.lost - 0.03 * (flow.start + flow.infants - flow.deaths)) < 1e-9 * flow.start)
      #expect(abs(flow.end - 0.97 * (flow.start + flow.infants - flow.deaths)) < 1e-9 * flow.start)
      // Those aged 20 at the base, by hand.
      let table = future.mortality[year + 1].lifeTables()[0]
      let (age, before) = (20 + year, future.absent[year])
      let wanted = before[.male, age] * table.Lx[age + 1] / table.Lx[age] * 0.97
      #expect(abs(future.absent[year + 1][.male, age + 1] - wanted) < 1e-9 * max(1, wanted))
    }
  }

  @Test("with a stock that nobody fills, those who come back become fewer, and half as many after each half-life")
  func emptying() throws {
    // Children beyond the survivors of the earlier count: people come.
    let county = try TrialCounty(seed: 5, miscount: 0.5, away: 9000)
    var inputs = Self.quiet(county)
    for year in county.horizon.years.indices {
      inputs.outflow[year] = .zero
      // Far from the most that can come back.
      inputs.inflow[year] = Lanes(repeating: 0.01)
      for lane in 4..<8 { inputs.damping[year][lane] = 0.5 }
    }
    let futures = try Self.futures(county, inputs)
    let (full, half) = (futures[0].absentFlows, futures[4].absentFlows)
    #expect(full[0].returned > 0.01)
    #expect(abs(half[0].returned / full[0].returned - 0.5) < 0.01)
    for (a, b) in zip(full, full.dropFirst()) { #expect(b.end < a.end) }
  }

  @Test(
    "in every future nobody is below zero, here or elsewhere, and the two stocks exchange the same people",
    arguments: 1...4)
  func balance(seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    var county = try TrialCounty(seed: UInt64(seed), nation: 100, away: seed.isMultiple(of: 2) ? 9000 : 200)
    county.closesSexRatio = true
    var inputs = county.strayed(&numbers)
    for lane in 0..<Lanes.count { inputs.registerLoss[lane] = numbers.number(in: 0...0.05) }
    for year in county.horizon.years.indices {
      for lane in 0..<Lanes.count {
        inputs.damping[year][lane] = numbers.number(in: 0.2...1)
        // Some ask for more people than are away.
        if year > 5, lane > 5 { inputs.inflow[year][lane] = 40 }
      }
    }
    inputs.constraints[9].netMigration = Lanes(repeating: 3000)
    for future in try Self.futures(county, inputs) {
      #expect(future.largestGap < 1e-9)
      #expect(future.absent.allSatisfy { $0.values.allSatisfy { $0 >= 0 && $0.isFinite } })
      #expect(future.population.allSatisfy { $0.allSatisfy { $0.values.allSatisfy { $0 >= 0 && $0.isFinite } } })
      for (year, flow) in future.absentFlows.enumerated() {
        let net = future.flows[year + 1].reduce(0) { $0 + $1.inflow - $1.outflow }
        #expect(abs(flow.returned - net) < 1e-6 && abs(flow.gap) < 1e-6)
        #expect(flow.end == future.absent[year + 1].total || abs(flow.end - future.absent[year + 1].total) < 1e-6)
      }
      // Three thousand come where two hundred are away.
      if !seed.isMultiple(of: 2) { #expect(future.absentFlows[8].newcomers > 0) }
    }
  }

  @Test("a future with a stock of absent people does not depend on its neighbours")
  func lanes() throws {
    var numbers = SeededNumbers(seed: 8)
    var county = try TrialCounty(seed: 8, nation: 50, away: 5000)
    county.closesSexRatio = true
    let all = county.strayed(&numbers)
    var other = all
    for year in county.horizon.years.indices {
      for lane in 0..<Lanes.count where lane != 2 {
        other.inflow[year][lane] = 2
        other.outflow[year][lane] = 0.1
        other.mortalityLevel[year][0][lane] = 1.3
      }
    }
    let (a, b) = (try Self.futures(county, all)[2], try Self.futures(county, other)[2])
    #expect(a.population == b.population && a.absent == b.absent && a.absentFlows == b.absentFlows)
  }

  /// 120 men per 100 women, nobody leaves, 20 come back, birth and survival leave as many men as women: a tenth of the gap
  /// closes, 1.18 men per woman; (1.18 × 120 − 120) / 2.18 men.
  @Test("those who come back close a tenth of a cohort's gap in a year, by hand")
  func closing() {
    let men = SexRatioClosing.men(
      here: (Lanes(repeating: 120), Lanes(repeating: 100)), stay: (Lanes(repeating: 120), Lanes(repeating: 100)),
      total: Lanes(repeating: 20), natural: Lanes(repeating: 1))[0]
    #expect(abs(men - (1.18 * 120 - 120) / 2.18) < 1e-12)
    #expect(abs((120 + men) / (100 + 20 - men) - 1.18) < 1e-12)
    // Too few come back to do so: all of them are women.
    let few = SexRatioClosing.men(
      here: (Lanes(repeating: 120), Lanes(repeating: 100)), stay: (Lanes(repeating: 120), Lanes(repeating: 100)),
      total: Lanes(repeating: 1), natural: Lanes(repeating: 1))[0]
    #expect(few == 0)
    // At the natural ratio the sexes come in that ratio.
    let even = SexRatioClosing.men(
      here: (Lanes(repeating: 110), Lanes(repeating: 100)), stay: (Lanes(repeating: 110), Lanes(repeating: 100)),
      total: Lanes(repeating: 21), natural: Lanes(repeating: 1.1))[0]
    #expect(abs(even - 11) < 1e-12)
  }
}
