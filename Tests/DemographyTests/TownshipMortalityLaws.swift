import Demography
import Foundation
import PlanningModel
import TestSupport
import Testing

/// A Gompertz county and townships whose true mortality is known.
private struct Setting {
  let standard: AgeSexGrid
  var exposure: [AgeSexGrid]
  /// Expected deaths by the standard at single ages, `[township]`.
  var expected: [AgeSexGrid] {
    exposure.map { grid in
      var deaths = grid
      for cell in deaths.values.indices { deaths.values[cell] *= exp(standard.values[cell]) }
      return deaths
    }
  }

  static let ages = SingleYearMortality.ages
  static let groups =
    [AgeGroup(lower: 0, upper: 0), AgeGroup(lower: 1, upper: 4)]
    + stride(from: 5, to: 85, by: 5).map { AgeGroup(lower: $0, upper: $0 + 4) } + [AgeGroup(lower: 85, upper: nil)]

  /// Townships of about `persons` people seen for five years, each with an age structure of its own.
  init(townships: Int, persons: Double = 20_000, numbers: inout SeededNumbers) {
    let ages = Setting.ages
    let men = (0..<ages).map { log($0 == 0 ? 0.006 : 0.00008 * exp(0.085 * Double($0))) }
    standard = AgeSexGrid(male: men, female: men.map { $0 - 0.3 })
    exposure = (0..<townships).map { _ in
      let decline = numbers.number(in: 0.010...0.016)
      let size = persons * numbers.number(in: 0.5...1.5)
      let row = (0..<ages).map { age in
        let alive = exp(-0.00008 / 0.085 * (exp(0.085 * Double(age)) - 1))
        return 5 * size / 2 * decline * alive * exp(-decline * (Double(age) - 5))
      }
      return AgeSexGrid(male: row, female: row)
    }
  }

  /// Deaths by group, drawn from Poisson distributions, at `multiplier` times the standard.
  func deaths(
    numbers: inout SeededNumbers, _ multiplier: (_ township: Int, _ sex: Sex, _ age: Int) -> Double
  ) -> [TownshipDeaths] {
    var cells: [TownshipDeaths] = []
    for (township, expected) in expected.enumerated() {
      for sex in Sex.allCases {
        for group in Setting.groups {
          let mean = (group.lower...(group.upper ?? Setting.ages - 1)).reduce(0) {
            $0 + expected[sex, $1] * multiplier(township, sex, $1)
          }
          cells.append(
            TownshipDeaths(township: township, sex: sex, age: group, deaths: numbers.poisson(mean)))
        }
      }
    }
    return cells
  }

  func mortality(
    _ deaths: [TownshipDeaths], countyDeaths: AgeSexGrid? = nil, stiffness: TownshipMortality.Stiffness = .pooled
  ) throws -> TownshipMortality {
    try TownshipMortality(
      deaths: deaths, exposure: exposure, standard: standard, countyDeaths: countyDeaths, stiffness: stiffness)
  }

  /// Deaths by sex and broad age; `relative` `nil` for those of the standard.
  func broadDeaths(_ relative: [AgeSexGrid]?) -> AgeSexGrid {
    var sums = AgeSexGrid(ages: TownshipMortality.broadAges.count)
    for (township, deaths) in expected.enumerated() {
      for sex in Sex.allCases {
        for (band, range) in TownshipMortality.broadAges.enumerated() {
          for age in range.clamped(to: 0..<Setting.ages) {
            sums[sex, band] += deaths[sex, age] * (relative?[township][sex, age] ?? 1)
          }
        }
      }
    }
    return sums
  }
}

extension SeededNumbers {
  /// A Poisson number, by counting exponential waiting times.
  fileprivate mutating func poisson(_ mean: Double) -> Double {
    var (count, time) = (-1.0, 0.0)
    while time <= mean {
      time -= log(number(in: 0...1))
      count += 1
    }
    return count
  }
}

/// Ratios between 0.7 and 1.3, one a township and sex.
private func ratios(_ townships: Int, _ numbers: inout SeededNumbers) -> [Double] {
  (0..<(2 * townships)).map { _ in numbers.number(in: 0.7...1.3) }
}

private func close(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(b))
}

@Suite("Mortality of small populations")
struct TownshipMortalityLaws {
  @Test("a township's ratio comes back within four posterior deviations", arguments: [1, 2])
  func recovery(seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let setting = Setting(townships: 42, numbers: &numbers)
    let truth = ratios(42, &numbers)
    let cells = setting.deaths(numbers: &numbers) { township, sex, _ in truth[2 * township + sex.index] }
    let result = try setting.mortality(cells)
    for sex in Sex.allCases {
      // The townships' mean, deaths for weights, is the county.
      let expected = setting.expected.map { $0.sum(sex, 0, nil) }
      let mean = expected.indices.reduce(0) { $0 + expected[$1] * truth[2 * $1 + sex.index] } / expected.reduce(0, +)
      for township in expected.indices {
        let level = result.level(township, sex)
        let gap = log(level.ratio / (truth[2 * township + sex.index] / mean))
        #expect(abs(gap) < 4 * level.logDeviation, "\(township) \(sex)")
        #expect(level.logDeviation < 0.1)
        // The spline carries the level of the gamma–Poisson posterior exactly.
        let fit = try #require(result.offsets(township, sex))
        let shared = try #require(result.shared[sex.index])
        let implied = (0..<Setting.ages).reduce(0) { $0 + setting.exposure[township][sex, $1] * exp(fit.logRates[$1]) }
        let base = (0..<Setting.ages).reduce(0) { $0 + setting.exposure[township][sex, $1] * exp(shared.logRates[$1]) }
        #expect(close(implied / base, level.ratio))
      }
      // The variance of a uniform number on 0.7…1.3 is 0.03.
      #expect((0.015...0.06).contains(result.priorVariance[sex.index]))
    }
  }

  @Test(
    "pooled offsets come nearer to the truth than those of the published penalty, whatever the truth",
    arguments: [0, 0.4])
  func pooling(tilt: Double) throws {
    var numbers = SeededNumbers(seed: 11)
    let setting = Setting(townships: 24, numbers: &numbers)
    func multiplier(_ township: Int, _ age: Int) -> Double {
      exp(tilt * (township.isMultiple(of: 2) ? 1 : -1) * Double(min(age, 80) - 60) / 40)
    }
    let cells = setting.deaths(numbers: &numbers) { township, _, age in multiplier(township, age) }
    let pooled = try setting.mortality(cells)
    let published = try setting.mortality(cells, stiffness: .given(Topals.publishedPrecision))
    func error(_ result: TownshipMortality) -> Double {
      let errors = setting.exposure.indices.flatMap { township in
        (20..<95).map { log(result.relative[township][.female, $0] / multiplier(township, $0)) }
      }
      return (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
    }
    #expect(error(pooled) < error(published))
    #expect(tilt > 0 ? pooled.precision < 100 : pooled.precision > 100)
    #expect(published.precision == Topals.publishedPrecision)
  }

  @Test("townships without a death are finite and between nothing and their county")
  func noDeaths() throws {
    var numbers = SeededNumbers(seed: 2)
    let setting = Setting(townships: 12, numbers: &numbers)
    let cells = setting.deaths(numbers: &numbers) { township, _, _ in township == 3 ? 0 : 1 }
    let result = try setting.mortality(cells)
    for sex in Sex.allCases {
      let level = result.level(3, sex)
      #expect(level.rawRatio == 0 && level.deaths == 0)
      #expect(0 < level.ratio && level.ratio < 1 && level.logDeviation.isFinite)
      #expect(result.relative[3].row(sex).allSatisfy { 0 < $0 && $0 < 1 })
    }
    #expect(result.relative.allSatisfy { $0.values.allSatisfy(\.isFinite) })
    // Nobody died anywhere: nothing tells the townships apart.
    let none = try setting.mortality(setting.deaths(numbers: &numbers) { _, _, _ in 0 })
    #expect(none.relative.allSatisfy { $0.values.allSatisfy { $0 == 1 } })
    #expect(none.shared == [nil, nil])
  }

  @Test("without data every multiplier is exactly 1, and the deviation is the prior's")
  func noData() throws {
    var numbers = SeededNumbers(seed: 3)
    let setting = Setting(townships: 9, numbers: &numbers)
    let empty = try setting.mortality([])
    #expect(empty.relative.allSatisfy { $0.values.allSatisfy { $0 == 1 } })
    #expect(empty.benchmark.values.allSatisfy { $0 == 1 })
    #expect(abs(empty.level(0, .male).logDeviation - 0.1) < 0.001)

    let truth = ratios(9, &numbers)
    let cells = setting.deaths(numbers: &numbers) { township, sex, _ in truth[2 * township + sex.index] }
    let some = try setting.mortality(cells.filter { $0.township != 4 })
    let level = some.level(4, .female)
    #expect(some.relative[4].values.allSatisfy { $0 == 1 })
    #expect(level.rawRatio == nil && level.ratio == 1 && some.offsets(4, .female) == nil)
    #expect(abs(level.logDeviation / some.priorVariance[1].squareRoot() - 1) < 0.05)
    #expect((0..<9).allSatisfy { some.level($0, .female).logDeviation <= level.logDeviation })
  }

  @Test("much exposure keeps a township's own ratio, little exposure gives the county's")
  func shrinkage() throws {
    var numbers = SeededNumbers(seed: 4)
    var setting = Setting(townships: 20, numbers: &numbers)
    for cell in setting.exposure[0].values.indices { setting.exposure[0].values[cell] *= 50 }
    for cell in setting.exposure[1].values.indices { setting.exposure[1].values[cell] *= 1e-5 }
    let truth = ratios(20, &numbers)
    let cells = setting.deaths(numbers: &numbers) { township, sex, _ in truth[2 * township + sex.index] }
    let result = try setting.mortality(cells)
    for sex in Sex.allCases {
      let large = result.level(0, sex)
      let raw = try #require(large.rawRatio)
      #expect(abs(large.ratio / raw - 1) < 0.01)
      #expect(abs(result.level(1, sex).ratio - 1) < 0.01)
      for township in 0..<20 {
        let level = result.level(township, sex)
        let raw = try #require(level.rawRatio)
        #expect(min(1, raw) <= level.ratio && level.ratio <= max(1, raw))
      }
    }
  }

  @Test("townships that do not differ more than by chance get the least prior variance")
  func guardOfVariance() throws {
    var numbers = SeededNumbers(seed: 5)
    let setting = Setting(townships: 30, numbers: &numbers)
    // Exactly the expected deaths: the moment estimate is negative.
    let cells = setting.expected.enumerated().flatMap { township, expected in
      Sex.allCases.flatMap { sex in
        Setting.groups.map { group in
          TownshipDeaths(township: township, sex: sex, age: group, deaths: expected.sum(sex, group.lower, group.upper))
        }
      }
    }
    let result = try setting.mortality(cells)
    #expect(result.priorVariance == [TownshipMortality.leastVariance, TownshipMortality.leastVariance])
    for relative in result.relative { #expect(relative.values.allSatisfy { close($0, 1, 1e-6) }) }
  }

  @Test("the deaths of every sex and broad age are those of the county", arguments: [true, false])
  func benchmark(isGiven: Bool) throws {
    var numbers = SeededNumbers(seed: 6)
    let setting = Setting(townships: 15, numbers: &numbers)
    let truth = ratios(15, &numbers)
    let cells = setting.deaths(numbers: &numbers) { township, sex, _ in truth[2 * township + sex.index] }
    var target = setting.broadDeaths(nil)
    if isGiven { for cell in target.values.indices { target.values[cell] *= numbers.number(in: 0.8...1.2) } }
    let result = try setting.mortality(cells.filter { $0.township > 1 }, countyDeaths: isGiven ? target : nil)
    for (ours, theirs) in zip(setting.broadDeaths(result.relative).values, target.values) {
      #expect(abs(ours / theirs - 1) < 1e-9)
    }
  }

  @Test("the order of townships and of cells does not matter")
  func permutation() throws {
    var numbers = SeededNumbers(seed: 7)
    let setting = Setting(townships: 10, numbers: &numbers)
    let truth = ratios(10, &numbers)
    let cells = setting.deaths(numbers: &numbers) { township, sex, _ in truth[2 * township + sex.index] }
    let result = try setting.mortality(cells)
    let order = (0..<10).shuffled(using: &numbers)
    var other = setting
    for (new, old) in order.enumerated() { other.exposure[new] = setting.exposure[old] }
    let moved = cells.compactMap { cell in
      order.firstIndex(of: cell.township).map {
        TownshipDeaths(township: $0, sex: cell.sex, age: cell.age, deaths: cell.deaths)
      }
    }
    let permuted = try other.mortality(moved.shuffled(using: &numbers))
    for (new, old) in order.enumerated() {
      for (a, b) in zip(permuted.relative[new].values, result.relative[old].values) { #expect(close(a, b)) }
    }
    #expect(close(permuted.precision, result.precision))
  }

  @Test("the unit of exposure drops out; more of both makes the evidence stronger, not other")
  func scaling() throws {
    var numbers = SeededNumbers(seed: 8)
    let setting = Setting(townships: 10, numbers: &numbers)
    let truth = ratios(10, &numbers)
    let cells = setting.deaths(numbers: &numbers) { township, sex, _ in truth[2 * township + sex.index] }
    let result = try setting.mortality(cells)
    var larger = setting
    for township in larger.exposure.indices {
      for cell in larger.exposure[township].values.indices { larger.exposure[township].values[cell] *= 10 }
    }
    let unit = try larger.mortality(cells)
    for (a, b) in zip(unit.relative, result.relative) {
      for (ours, theirs) in zip(a.values, b.values) { #expect(close(ours, theirs, 1e-7)) }
    }
    let more = try larger.mortality(
      cells.map { TownshipDeaths(township: $0.township, sex: $0.sex, age: $0.age, deaths: 10 * $0.deaths) })
    for township in 0..<10 {
      let (one, ten) = (result.level(township, .male), more.level(township, .male))
      let (rawOne, rawTen) = (try #require(one.rawRatio), try #require(ten.rawRatio))
      // The shared shape is freer with ten times the deaths, hence not the same to the last digit.
      #expect(abs(rawOne / rawTen - 1) < 0.01)
      #expect(abs(ten.ratio - rawTen) < abs(one.ratio - rawOne) + 1e-6)
      #expect(ten.logDeviation < one.logDeviation)
    }
  }

  @Test("a total of deaths moves the level and leaves the shape")
  func totals() throws {
    var numbers = SeededNumbers(seed: 9)
    let setting = Setting(townships: 10, numbers: &numbers)
    let truth = ratios(10, &numbers)
    let all = AgeGroup(lower: 0, upper: nil)
    let cells = setting.expected.enumerated().flatMap { township, expected in
      Sex.allCases.map { sex in
        TownshipDeaths(
          township: township, sex: sex, age: all,
          deaths: numbers.poisson(truth[2 * township + sex.index] * expected.sum(sex, 0, nil)))
      }
    }
    let result = try setting.mortality(cells)
    for township in 0..<10 {
      let fit = try #require(result.offsets(township, .male))
      for offset in fit.alpha { #expect(close(offset, log(result.level(township, .male).ratio))) }
    }
  }

  @Test("completeness, said of all, changes nothing; said of one township, raises it")
  func completeness() throws {
    var numbers = SeededNumbers(seed: 10)
    let setting = Setting(townships: 10, numbers: &numbers)
    let cells = setting.deaths(numbers: &numbers) { _, _, _ in 1 }
    func stated(_ share: (Int) -> Double) throws -> TownshipMortality {
      try setting.mortality(
        cells.map {
          TownshipDeaths(
            township: $0.township, sex: $0.sex, age: $0.age, deaths: $0.deaths, completeness: share($0.township))
        })
    }
    let (full, all, one) = (try stated { _ in 1 }, try stated { _ in 0.8 }, try stated { $0 == 2 ? 0.8 : 1 })
    for (a, b) in zip(all.relative, full.relative) {
      for (ours, theirs) in zip(a.values, b.values) { #expect(close(ours, theirs, 1e-7)) }
    }
    #expect(one.level(2, .male).ratio > 1.1 * full.level(2, .male).ratio)
    let missing = try setting.mortality(
      cells.map {
        TownshipDeaths(
          township: $0.township, sex: $0.sex, age: $0.age, deaths: $0.township == 2 ? 0.8 * $0.deaths : $0.deaths,
          completeness: $0.township == 2 ? 0.8 : 1)
      })
    // Not the same to the last digit, since the shared schedule of deaths counted moves a little.
    let (found, whole) = (try #require(missing.level(2, .male).rawRatio), try #require(full.level(2, .male).rawRatio))
    #expect(abs(found / whole - 1) < 0.005)
  }

  @Test("bad cells are refused")
  func refused() throws {
    var numbers = SeededNumbers(seed: 12)
    var setting = Setting(townships: 2, numbers: &numbers)
    for age in 100..<Setting.ages { setting.exposure[0][.male, age] = 0 }
    func cell(_ lower: Int, _ upper: Int?, _ deaths: Double = 1, completeness: Double = 1) -> TownshipDeaths {
      TownshipDeaths(
        township: 0, sex: .male, age: AgeGroup(lower: lower, upper: upper), deaths: deaths, completeness: completeness)
    }
    let bad: [[TownshipDeaths]] = [
      [cell(0, 4), cell(4, 9)], [cell(0, 4), cell(0, 4)], [cell(0, 4, -1)], [cell(0, 4, .nan)], [cell(0, 120)],
      [cell(9, 5)], [cell(100, nil)], [cell(0, 4, completeness: 0)], [cell(0, 4, completeness: 1.1)],
      [TownshipDeaths(township: 2, sex: .male, age: AgeGroup(lower: 0, upper: 4), deaths: 1)],
    ]
    for cells in bad { #expect(throws: DemographyError.self) { try setting.mortality(cells) } }
    #expect(throws: Never.self) { try setting.mortality([cell(0, 4), cell(100, nil, 0)]) }
    #expect(throws: DemographyError.self) {
      try Topals(
        standard: Array(setting.standard.row(.male)), groups: [Topals.Group(ages: 0..<5, deaths: 0, evenExposure: 1)])
    }
  }
}
