import Demography
import PlanningModel
import TestSupport
import Testing

@Suite("Published cases")
struct PublishedCases {
  @Test("the life table of Austrian males 1992 is reproduced to its printed digits")
  func prestonAustria() throws {
    let input = try Fixture("preston_austria/input.csv")
    let expected = try Fixture("preston_austria/expected.csv")
    let mx = zip(input.numbers("deaths"), input.numbers("pop")).map { $0 / $1 }
    let table = LifeTable(ages: input.numbers("age").map { Int($0) }, mx: mx, ax: input.numbers("nax"))
    #expect(table.lx.count == expected.rows.count)
    for (ours, theirs) in zip(table.ex, expected.numbers("ex")) { #expect(abs(ours - theirs) < 0.0015) }
    for (ours, theirs) in zip(table.lx, expected.numbers("lx")) { #expect(abs(ours - theirs) < 1e-5) }
    for (ours, theirs) in zip(table.qx, expected.numbers("nqx")) { #expect(abs(ours - theirs) < 2e-6) }
  }

  @Test("Swedish females 1993 to 1998, open and closed to migration", arguments: [true, false])
  func prestonSweden(isOpen: Bool) throws {
    let input = try Fixture("preston_sweden/input.csv")
    let expected = try Fixture("preston_sweden/expected.csv")
    let L = input.numbers("nLx_f")
    let ages = L.count
    let last = ages - 1
    var survival = AgeSexGrid(ages: ages)
    for age in 1..<last { survival[.female, age] = L[age] / L[age - 1] }
    survival[.female, last] = L[last] / (L[last - 1] + L[last])
    let still = [Double](repeating: 0, count: ages)
    let counts = AgeSexGrid(male: still, female: input.numbers("net_mig_f_5yr"))
    let rates = StepRates(
      birthSurvival: [0, L[0] / 500_000], survival: survival, separation: AgeSexGrid(ages: ages),
      fertility: input.numbers("asfr").map { 5 * $0 }, sexRatioAtBirth: 1.05,
      migration: isOpen ? .counts(counts) : .none, timing: .even)
    let start = AgeSexGrid(male: still, female: input.numbers("pop_f_1993"))
    let result = CohortComponentStep.advance(start, rates)
    let column = isOpen ? "pop_f_1998_open" : "pop_f_1998_closed"
    for (ours, theirs) in zip(result.population.row(.female), expected.numbers(column)) {
      #expect(abs(ours - theirs) < 0.6)
    }
    if isOpen {
      for (ours, theirs) in zip(result.birthsByMother, expected.numbers("births_both_1993_98_open")) {
        #expect(abs(ours - theirs) < 0.6)
      }
    }
    #expect(result.largestGap(from: start) < 1e-9)
  }

  @Test("TOPALS for a small population, by single ages and by five-year groups")
  func topals() throws {
    let input = try Fixture("topals/input.csv")
    let expected = try Fixture("topals/expected_logm.csv")
    let deaths = input.numbers("deaths")
    let exposure = input.numbers("exposure")
    let standard = input.numbers("log_std")
    #expect(deaths.contains(0))
    let single = try Topals(standard: standard, deaths: deaths, exposure: exposure)
    // 0–4, 5–9, …, 95–99, the exposure of a group spread evenly over its ages.
    let groups = stride(from: 0, to: standard.count, by: 5).map { age in
      Topals.Group(
        ages: age..<(age + 5), deaths: deaths[age..<(age + 5)].reduce(0, +),
        evenExposure: exposure[age..<(age + 5)].reduce(0, +))
    }
    let grouped = try Topals(standard: standard, groups: groups)
    for (fit, file) in [(single, "expected_alpha"), (grouped, "expected_alpha_5yr_groups")] {
      let alpha = try Fixture("topals/\(file).csv").numbers("alpha")
      #expect(alpha.count == fit.alpha.count)
      for (ours, theirs) in zip(fit.alpha, alpha) { #expect(abs(ours - theirs) < 2e-4) }
    }
    #expect(expected.rows.count == standard.count)
    for (ours, theirs) in zip(single.logRates, expected.numbers("logm")) { #expect(abs(ours - theirs) < 2e-4) }
    for (ours, theirs) in zip(single.standardErrors, expected.numbers("se")) { #expect(abs(ours - theirs) < 1e-3) }
  }

  @Test("China 2020 to 2035 agrees with the UN's engine and with the published medium variant")
  func wpp2019() throws {
    let base = try Fixture("wpp2019_china_5x5/base_2020.csv")
    let rates = try Fixture("wpp2019_china_5x5/rates.csv")
    let ratios = try Fixture("wpp2019_china_5x5/srb.csv")
    let engine = try Fixture("wpp2019_china_5x5/expected_bayespop.csv")
    let published = try Fixture("wpp2019_china_5x5/expected_published.csv")
    var population = AgeSexGrid(male: base.numbers("pop_m"), female: base.numbers("pop_f"))
    for year in [2020, 2025, 2030] {
      let men = ["period_start": "\(year)", "sex": "M"]
      let women = ["period_start": "\(year)", "sex": "F"]
      let survival = AgeSexGrid(male: rates.numbers("Sx", where: men), female: rates.numbers("Sx", where: women))
      let counts = AgeSexGrid(
        male: rates.numbers("net_mig_5yr_thousand", where: men),
        female: rates.numbers("net_mig_5yr_thousand", where: women))
      let step = StepRates(
        birthSurvival: [survival[.male, 0], survival[.female, 0]], survival: survival,
        separation: AgeSexGrid(ages: population.ages), fertility: rates.numbers("asfr_5yr", where: women),
        sexRatioAtBirth: ratios.numbers("srb", where: ["period_start": "\(year)"])[0],
        migration: .counts(counts), timing: .end)
      let result = CohortComponentStep.advance(population, step)
      #expect(result.largestGap(from: population) < 1e-9)
      population = result.population
      let end = "\(year + 5)"
      for (sex, column) in [(Sex.male, "pop_m"), (Sex.female, "pop_f")] {
        for (ours, theirs) in zip(population.row(sex), engine.numbers(column, where: ["year": end])) {
          #expect(abs(ours - theirs) < 0.001)
        }
        let printed = published.numbers(column, where: ["year": end])
        let ages = published.numbers("age_start", where: ["year": end])
        for (age, theirs) in zip(ages, printed) where age < 100 {
          let ours = population[sex, Int(age) / 5]
          let tolerance = age < 15 ? 0.0025 : age < 95 ? 2e-5 : 0.005
          #expect(abs(ours / theirs - 1) < tolerance, "\(end) \(sex) \(age)")
        }
      }
    }
  }
}
