import Foundation
import PlanningModel
import TestSupport
import Testing

@testable import Demography

@Suite("Townships' shares of the county by age")
struct TownshipShares {
  private static let evidence = Evidence(source: "t", grade: .census, origin: Origin(file: "t", line: 1))
  private static let bands = [0..<60, 60..<65, 65..<111]

  static func township(_ index: Int, _ broad: [Double]) -> Township {
    Township(
      code: GeoCode(String(500_000_001 + index)), nameZh: "甲", nameEn: "A", kindZh: "镇", zone: ZoneID("z"),
      longitude: 100,
      latitude: 30, residents: Persons(broad[0] + broad[1] + broad[2]), residentsLow: .zero, residentsHigh: .zero,
      residents60: Persons(broad[1] + broad[2]), residents65: Persons(broad[2]), populationGrade: .census,
      cremationZone: .outside, cremationZoneGrade: .census, settlements: 1, evidence: evidence)
  }

  /// A county of about 500,000 with waves of births, the same for no two ages or sexes.
  static func county(_ numbers: inout SeededNumbers) -> AgeSexGrid {
    let rows = (0..<2).map { _ in
      (0..<111).map { age in 4000 * exp(-pow(Double(age) / 75, 4)) * numbers.number(in: 0.6...1.4) }
    }
    return AgeSexGrid(male: rows[0], female: rows[1])
  }

  static func broad(_ county: AgeSexGrid) -> [Double] {
    bands.map { band in band.reduce(0) { $0 + county[.male, $1] + county[.female, $1] } }
  }

  /// Persons of the places by broad age, from shares that are made to sum to 1.
  static func split(_ county: AgeSexGrid, _ shares: [[Double]]) -> [[Double]] {
    let whole = broad(county)
    let sums = (0..<3).map { band in shares.reduce(0) { $0 + $1[band] } }
    return shares.map { share in (0..<3).map { share[$0] / sums[$0] * whole[$0] } }
  }

  static func shares(_ grids: [AgeSexGrid], _ county: AgeSexGrid) -> [[Double]] {
    grids.map { grid in
      (0..<111).map { (grid[.male, $0] + grid[.female, $0]) / (county[.male, $0] + county[.female, $0]) }
    }
  }

  private static func largestStep(_ share: [Double]) -> Double {
    zip(share, share.dropFirst()).map { abs($1 - $0) }.max() ?? 0
  }

  private static func expectMargins(_ grids: [AgeSexGrid], _ persons: [[Double]], _ county: AgeSexGrid) {
    for (grid, wanted) in zip(grids, persons) {
      #expect(grid.values.allSatisfy { $0 >= 0 })
      for (sum, wanted) in zip(broad(grid), wanted) { #expect(abs(sum - wanted) <= 1e-6 * max(1, wanted)) }
    }
    for cell in county.values.indices {
      let sum = grids.reduce(0) { $0 + $1.values[cell] }
      #expect(abs(sum - county.values[cell]) <= 1e-6 * max(1, county.values[cell]))
    }
  }

  private static func townships(_ persons: [[Double]]) -> [Township] {
    persons.enumerated().map { township($0.offset, $0.element) }
  }

  @Test("one structure everywhere gives every township the same share at every age")
  func constant() throws {
    var numbers = SeededNumbers(seed: 31)
    let county = Self.county(&numbers)
    let sizes = [0.7, 0.2, 0.0999, 0.0001]
    let persons = Self.split(county, sizes.map { [$0, $0, $0] })
    let grids = try BasePopulation.townships(Self.townships(persons), county: county)
    for (share, size) in zip(Self.shares(grids, county), sizes) {
      for value in share { #expect(abs(value - size) < 1e-12) }
    }
  }

  @Test("two ages a group give what differencing by hand gives")
  func byHand() {
    // One person at each of four ages, in two groups: shares a, a − d, b + d, b with means m and n. Level at the ends, a bend
    // of −λ in the first group and +λ in the second: steps λ, 2λ, λ, so n − m = 3λ.
    let shares = ShareByAge(county: [1, 1, 1, 1], bands: [0..<2, 2..<4]).curves([[0.6, 1.2], [1.4, 0.8]])
    let expected = [[0.25, 0.35, 0.55, 0.65], [0.75, 0.65, 0.45, 0.35]]
    for (got, wanted) in zip(shares.flatMap(\.self), expected.flatMap(\.self)) { #expect(abs(got - wanted) < 1e-12) }
  }

  @Test("margins are kept, shares step down gently where the margins fall, in counties of any shape")
  func random() throws {
    for seed in 1...20 {
      var numbers = SeededNumbers(seed: UInt64(seed))
      let county = Self.county(&numbers)
      let places = 2 + seed * 3
      // Some places younger, some older than the county: odds of 60–64 between those of the young and the old.
      let persons = Self.split(
        county,
        (0..<places).map { _ in
          let size = exp(numbers.number(in: -3...1))
          let tilt = numbers.number(in: -0.4...0.4)
          return [size * exp(-tilt), size * exp(0.6 * tilt), size * exp(tilt)]
        })
      let grids = try BasePopulation.townships(Self.townships(persons), county: county)
      Self.expectMargins(grids, persons, county)
      #expect(BasePopulation.jumps(grids, county: county).isEmpty)
      for (share, broad) in zip(Self.shares(grids, county), persons) {
        let means = zip(broad, Self.broad(county)).map { $0 / $1 }
        // Monotone before 60 and after 65, whatever the margins; the whole way where they are far enough from even.
        for part in [0..<60, 65..<111] {
          let steps = zip(share[part], share[part].dropFirst()).map { $1 - $0 }
          #expect(steps.allSatisfy { $0 >= -1e-9 } || steps.allSatisfy { $0 <= 1e-9 })
        }
        let spread = (means.max() ?? 0) - (means.min() ?? 0)
        #expect(Self.largestStep(share) < 0.2 * spread + 1e-9)
      }
    }
  }

  @Test("a place where margins fall steadily falls at every age, and its steepest step is between 59 and 65")
  func monotone() throws {
    var numbers = SeededNumbers(seed: 5)
    let county = Self.county(&numbers)
    let persons = Self.split(county, [[0.394, 0.285, 0.241], [0.606, 0.715, 0.759]])
    let grids = try BasePopulation.townships(Self.townships(persons), county: county)
    let city = Self.shares(grids, county)[0]
    #expect(zip(city, city.dropFirst()).allSatisfy { $1 <= $0 + 1e-12 })
    let steps = zip(city, city.dropFirst()).map { $0 - $1 }
    #expect((59...64).contains(steps.firstIndex(of: steps.max() ?? 0) ?? 0))
    #expect((steps.max() ?? 1) < 0.01)
    #expect(city[0] < 0.5 && city[110] > 0.15)
  }

  @Test("extreme margins: nobody of an age, everybody of one place, a place without people")
  func extremes() throws {
    var numbers = SeededNumbers(seed: 9)
    let county = Self.county(&numbers)
    let cases: [[[Double]]] = [
      [[1, 0, 0], [1, 1, 1]],
      [[0, 0, 1], [1, 1, 0], [1, 1, 1]],
      [[0.02, 1, 1], [1, 0.02, 1], [1, 1, 0.02], [0, 0, 0], [3, 3, 3]],
      [[1e-6, 1e-7, 1e-9], [1e-9, 1e-6, 1e-7], [1, 1, 1]],
      [[0, 1, 0], [1, 0, 1]],
      [[1, 0, 0], [0, 1, 1]],
    ]
    for shares in cases {
      let persons = Self.split(county, shares)
      let grids = try BasePopulation.townships(Self.townships(persons), county: county)
      Self.expectMargins(grids, persons, county)
    }
  }

  @Test("a place short of the young: zero up to an age, then rising without a cliff at 60")
  func heldAtZero() throws {
    var numbers = SeededNumbers(seed: 10)
    let county = Self.county(&numbers)
    let whole = Self.broad(county)
    let persons = [
      [0.004 * whole[0], 0.03 * whole[1], 0.05 * whole[2]], [0.996 * whole[0], 0.97 * whole[1], 0.95 * whole[2]],
    ]
    let grids = try BasePopulation.townships(Self.townships(persons), county: county)
    Self.expectMargins(grids, persons, county)
    let share = Self.shares(grids, county)[0]
    #expect(share[5] < 1e-7)
    #expect(zip(share, share.dropFirst()).allSatisfy { $1 >= $0 - 1e-6 })
    #expect(Self.largestStep(share) < 0.003)
    #expect(abs(share[60] - share[59]) < 1.5 * abs(share[59] - share[58]))
  }

  @Test("an age that nobody has in the county does no harm, nor a county without old people")
  func emptyAges() throws {
    var numbers = SeededNumbers(seed: 12)
    var county = Self.county(&numbers)
    for age in [7, 59, 60, 61, 66] { for sex in Sex.allCases { county[sex, age] = 0 } }
    let persons = Self.split(county, [[0.3, 0.25, 0.2], [0.7, 0.75, 0.8]])
    let grids = try BasePopulation.townships(Self.townships(persons), county: county)
    Self.expectMargins(grids, persons, county)
    #expect(BasePopulation.jumps(grids, county: county).isEmpty)
    for age in 60..<111 { for sex in Sex.allCases { county[sex, age] = 0 } }
    let young = Self.broad(county)[0]
    let camp = try BasePopulation.townships(
      Self.townships([[0.3 * young, 0, 0], [0.7 * young, 0, 0]]), county: county)
    #expect(abs(camp[0].total / county.total - 0.3) < 1e-12)
  }

  @Test("order and unit of the townships do not matter, and a zone's share is the sum of its parts")
  func invariance() throws {
    var numbers = SeededNumbers(seed: 14)
    let county = Self.county(&numbers)
    let persons = Self.split(
      county, [[0.4, 0.3, 0.25], [0.2, 0.22, 0.25], [0.1, 0.12, 0.11], [0.3, 0.36, 0.39]])
    let grids = try BasePopulation.townships(Self.townships(persons), county: county)
    let turned = try BasePopulation.townships(Self.townships(persons.reversed()), county: county)
    for (a, b) in zip(grids, turned.reversed()) {
      for (x, y) in zip(a.values, b.values) { #expect(abs(x - y) <= 1e-9 * max(1, x)) }
    }
    var large = county
    for cell in large.values.indices { large.values[cell] *= 1000 }
    let scaled = try BasePopulation.townships(Self.townships(persons.map { $0.map { 1000 * $0 } }), county: large)
    for (a, b) in zip(grids, scaled) {
      for (x, y) in zip(a.values, b.values) { #expect(abs(1000 * x - y) <= 1e-6 * max(1, y)) }
    }
    let merged = try BasePopulation.townships(
      Self.townships([persons[0], zip(persons[1], zip(persons[2], persons[3])).map { $0 + $1.0 + $1.1 }]),
      county: county)
    for (x, y) in zip(merged[0].values, grids[0].values) { #expect(abs(x - y) <= 1e-9 * max(1, x)) }
  }

  @Test(
    "a structure that no place has is told: over 3 points, or a tenth of a small place's share; never less than a person"
  )
  func refusal() throws {
    var numbers = SeededNumbers(seed: 15)
    let county = Self.county(&numbers)
    func jumps(_ shares: [[Double]]) throws -> [BasePopulation.Jump] {
      let grids = try BasePopulation.townships(Self.townships(Self.split(county, shares)), county: county)
      return BasePopulation.jumps(grids, county: county)
    }
    // The sixties swapped with another place's.
    #expect(try jumps([[0.5, 0.1, 0.5], [0.5, 0.9, 0.5]]).map(\.township) == [0, 1])
    let small = try jumps([[0.05, 0.01, 0.05], [0.95, 0.99, 0.95]])
    #expect(small.map(\.township) == [0] && (59...66).contains(small[0].age))
    #expect(try jumps([[0.5, 0.4, 0.3], [0.5, 0.6, 0.7]]).isEmpty)
    // Ten people, one of them in the sixties.
    let whole = Self.broad(county)
    let hamlet = [[8, 1, 1], zip(whole, [8, 1, 1]).map { $0 - $1 }]
    let grids = try BasePopulation.townships(Self.townships(hamlet), county: county)
    #expect(BasePopulation.jumps(grids, county: county).isEmpty)
  }
}

@Suite("A census errs by age")
struct CensusErrors {
  @Test("at every age with the same deviation, and hardly otherwise than a year younger")
  func smooth() {
    for age in 0...110 {
      let squares = CensusError.weights(age: age).reduce(0) { $0 + $1 * $1 }
      #expect(abs(squares - 1) < 1e-12)
      guard age > 0 else { continue }
      let step = zip(CensusError.weights(age: age), CensusError.weights(age: age - 1)).map { abs($0 - $1) }.max() ?? 1
      #expect(step < 0.13)
    }
    #expect(CensusError.weights(age: 30) == [1, 0, 0] && CensusError.weights(age: 62) == [0, 1, 0])
    #expect(CensusError.weights(age: 100) == [0, 0, 1] && CensusError.weights(age: 0) == [1, 0, 0])
  }
}

@Suite("Errors of the townships' residents")
struct AllocationErrors {
  private static let residents = [400.0, 200, 100, 300]

  private static func total(_ factors: [Lanes], _ places: [Int]) -> Lanes {
    places.reduce(Lanes.zero) { $0 + Self.residents[$1] * factors[$1] }
  }

  @Test("a counted township stays, a group strays by its share alone, the others take what is left")
  func closing() {
    let error = AllocationError(
      own: [nil, nil, 0, nil], groups: [AllocationError.Group(places: [0, 1], low: 0.8, high: 1.25)])
    let z90 = 1.2815515655446004
    let shared = Lanes { [-z90, 0, z90, 1, 0, 0, 0, 0][$0] }
    let own = [Lanes(repeating: 0.3), Lanes(repeating: -0.2), .zero, Lanes(repeating: 0.5)]
    let factors = error.factors(Self.residents, shared: shared, own: own)
    let group = Self.total(factors, [0, 1])
    for (lane, factor) in [0.8, 1, 1.25].enumerated() { #expect(abs(group[lane] - 600 * factor) < 1e-9) }
    #expect(factors[2] == Lanes(repeating: 1))
    let all = Self.total(factors, [0, 1, 2, 3])
    for lane in 0..<8 { #expect(abs(all[lane] - 1000) < 1e-9) }
    // Own errors say how the group is divided.
    #expect(abs(factors[0][0] / factors[1][0] - exp(0.5)) < 1e-12)
    let quiet = error.factors(Self.residents, shared: .zero, own: own.map { _ in .zero })
    for factor in quiet { #expect(abs(factor[3] - 1) < 1e-15) }
  }

  @Test("an estimated township strays by itself; the allotted ones never fall to nothing")
  func estimates() {
    let error = AllocationError(own: [0.15, nil, 0, nil], groups: [])
    let own = [Lanes(repeating: 0.4), .zero, .zero, .zero]
    let factors = error.factors(Self.residents, shared: .zero, own: own)
    #expect(abs(factors[0][0] - exp(0.4)) < 1e-12)
    #expect(abs(factors[1][0] - (500 - 400 * (exp(0.4) - 1)) / 500) < 1e-12)
    let extreme = error.factors(Self.residents, shared: .zero, own: [Lanes(repeating: 3), .zero, .zero, .zero])
    #expect(extreme[1][0] == 0.05)
  }
}
