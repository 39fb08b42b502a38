import Demography
import Foundation
import PlanningModel
import TestSupport
import Testing

/// Counts by single year, 0…99.
private func singleYears(_ persons: (Int) -> Double) throws -> AgeCounts {
  try AgeCounts(groups: (0..<100).map { AgeGroup(lower: $0, upper: $0) }, persons: (0..<100).map(persons))
}

/// Counts by five-year groups, 0–4 … 80–84.
private func fiveYears(_ persons: (Int) -> Double) throws -> AgeCounts {
  try AgeCounts(groups: (0..<17).map { AgeGroup(lower: 5 * $0, upper: 5 * $0 + 4) }, persons: (0..<17).map(persons))
}

/// Rounding of sums of a hundred numbers.
private let rounding = 1e-10

@Suite("Age heaping")
struct AgeHeapingTests {
  @Test("counts that are linear in age show no heaping by any index", arguments: [(1000.0, 0.0), (1000, -9), (50, 12)])
  func linear(level: Double, slope: Double) throws {
    let counts = try singleYears { level + slope * Double($0) }
    #expect(abs(try AgeHeaping.whipple(counts) - 100) < rounding)
    for ratio in try AgeHeaping.digitRatios(counts) { #expect(abs(ratio - 1) < rounding) }
    let myers = try AgeHeaping.myers(counts)
    #expect(myers.index < rounding)
    for preference in myers.preferences { #expect(abs(preference) < rounding) }
  }

  @Test("all ages in 0 and 5: Whipple 500, the modified ratios 5, Myers 80")
  func fives() throws {
    let counts = try singleYears { $0.isMultiple(of: 5) ? 700 : 0 }
    #expect(abs(try AgeHeaping.whipple(counts) - 500) < rounding)
    #expect(try AgeHeaping.digitRatios(counts) == [5, 0, 0, 0, 0, 5, 0, 0, 0, 0])
    // Two digits share everything: half of (40 + 40 + 8·10).
    #expect(abs(try AgeHeaping.myers(counts).index - 80) < rounding)
  }

  @Test("all ages in one digit: Myers 90 and that digit preferred by 90 points", arguments: 0..<10)
  func oneDigit(digit: Int) throws {
    let myers = try AgeHeaping.myers(singleYears { $0 % 10 == digit ? 300 : 0 })
    #expect(abs(myers.index - 90) < rounding)
    for (other, preference) in myers.preferences.enumerated() {
      #expect(abs(preference - (other == digit ? 90 : -10)) < rounding)
    }
  }

  @Test("Whipple's index is the persons in 0 and 5 over a fifth of all at 23 to 62", arguments: 1...5)
  func whippleDefinition(number: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(number))
    let persons = (0..<100).map { _ in numbers.number(in: 100...900) }
    let counts = try singleYears { persons[$0] }
    let heaped = persons[25] + persons[30] + persons[35] + persons[40] + persons[45] + persons[50] + persons[55]
    let expected = 100 * (heaped + persons[60]) / (persons[23...62].reduce(0, +) / 5)
    #expect(abs(try AgeHeaping.whipple(counts) - expected) < rounding)
  }

  @Test("Myers' weights are those of ten windows of seventy years", arguments: 1...5)
  func myersWindows(number: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(number))
    let persons = (0..<100).map { _ in numbers.number(in: 0...900) }
    // Second road: Myers' own description, one window after the other.
    var blended = [Double](repeating: 0, count: 10)
    for start in 10..<20 {
      for age in start..<(start + 70) { blended[age % 10] += persons[age] }
    }
    let all = blended.reduce(0, +)
    let myers = try AgeHeaping.myers(singleYears { persons[$0] })
    for (ours, theirs) in zip(myers.preferences, blended) { #expect(abs(ours - (100 * theirs / all - 10)) < rounding) }
    #expect(abs(myers.index - blended.reduce(0) { $0 + abs(100 * $1 / all - 10) } / 2) < rounding)
  }

  @Test("the size of the population does not matter")
  func scale() throws {
    let small = try singleYears { 10 + Double($0 * $0 % 17) }
    let large = try singleYears { 1000 * (10 + Double($0 * $0 % 17)) }
    #expect(abs(try AgeHeaping.whipple(small) - AgeHeaping.whipple(large)) < rounding)
    #expect(abs(try AgeHeaping.myers(small).index - AgeHeaping.myers(large).index) < rounding)
  }

  @Test("groups of five years, ages that end too early and empty ages have no index")
  func obstacles() throws {
    let groups = try fiveYears { _ in 100 }
    #expect(throws: QualityObstacle.needsSingleYears(first: 23, last: 62)) { try AgeHeaping.whipple(groups) }
    #expect(throws: QualityObstacle.needsSingleYears(first: 10, last: 89)) { try AgeHeaping.myers(groups) }
    let open = try AgeCounts(
      groups: (0..<85).map { AgeGroup(lower: $0, upper: $0) } + [AgeGroup(lower: 85, upper: nil)],
      persons: [Double](repeating: 5, count: 86))
    #expect(try AgeHeaping.whipple(open) == 100)
    #expect(throws: QualityObstacle.needsSingleYears(first: 10, last: 89)) { try AgeHeaping.myers(open) }
    let nobody = try singleYears { _ in 0 }
    #expect(throws: QualityObstacle.nobody(AgeGroup(lower: 23, upper: 62))) { try AgeHeaping.whipple(nobody) }
    #expect(throws: QualityObstacle.nobody(AgeGroup(lower: 10, upper: 89))) { try AgeHeaping.myers(nobody) }
  }

  @Test("the United Nations' readings of Whipple's index begin at 105, 110, 125 and 175")
  func readings() {
    let values = [100, 104.99, 105, 109.99, 110, 124.99, 125, 174.99, 175, 500]
    let expected: [AgeHeaping.WhippleReading] = [
      .highlyAccurate, .highlyAccurate, .fairlyAccurate, .fairlyAccurate, .approximate, .approximate, .rough, .rough,
      .veryRough, .veryRough,
    ]
    #expect(values.map { AgeHeaping.WhippleReading($0) } == expected)
  }
}

@Suite("Age–sex accuracy")
struct AgeSexAccuracyTests {
  @Test("the Census Bureau's worked table AGESEX is reproduced to its printed digits")
  func agesex() throws {
    let input = try Fixture("pas_agesex/input.csv")
    let printed = try Fixture("pas_agesex/expected.csv")
    let groups = zip(input.numbers("age_from"), input.numbers("age_to")).map {
      AgeGroup(lower: Int($0), upper: $1.isNaN ? nil : Int($1))
    }
    let accuracy = try AgeSexAccuracy(
      men: AgeCounts(groups: groups, persons: input.numbers("men")),
      women: AgeCounts(groups: groups, persons: input.numbers("women")))
    let ours = [
      "age_ratio_score_men": accuracy.ageRatioScore(.male), "age_ratio_score_women": accuracy.ageRatioScore(.female),
      "sex_ratio_score": accuracy.sexRatioScore, "age_sex_accuracy_index": accuracy.index,
    ]
    for (name, value) in ours {
      let expected = printed.numbers("value", where: ["index": name])
      #expect(expected.count == 1 && abs(value - expected[0]) <= 0.0005, "\(name): \(value)")
    }
    #expect(accuracy.corrected == accuracy.index && accuracy.reading == .accurate)
    #expect(accuracy.ageRatios.map(\.count) == [13, 13] && accuracy.sexRatios.count == 15)
  }

  @Test("a population linear in age with one sex ratio has index 0")
  func linear() throws {
    let men = try fiveYears { 105 * (40_000 - 2000 * Double($0)) }
    let women = try fiveYears { 100 * (40_000 - 2000 * Double($0)) }
    let accuracy = try AgeSexAccuracy(men: men, women: women)
    #expect(accuracy.index < rounding && accuracy.population > 1_000_000)
    #expect(accuracy.sexRatios.allSatisfy { abs($0 - 105) < rounding })
  }

  @Test("one group too large by a known share gives the index in closed form")
  func oneGroup() throws {
    // Twenty per cent more men at 30–34 among equal groups: its own ratio 120, its neighbours' 200/2.2.
    let men = try fiveYears { $0 == 6 ? 120_000 : 100_000 }
    let women = try fiveYears { _ in 100_000 }
    let accuracy = try AgeSexAccuracy(men: men, women: women)
    let ageScore = (20 + 2 * (100 - 200 / 2.2)) / 13
    #expect(abs(accuracy.ageRatioScore(.male) - ageScore) < rounding)
    #expect(accuracy.ageRatioScore(.female) == 0)
    #expect(abs(accuracy.sexRatioScore - 40.0 / 14) < rounding)
    #expect(abs(accuracy.index - (ageScore + 3 * 40 / 14)) < rounding)
  }

  @Test("the correction for small populations begins below one million and depends on the size alone")
  func correction() throws {
    let men = try fiveYears { 100 + Double($0 % 3) }
    let women = try fiveYears { 100 + Double($0 % 2) }
    let accuracy = try AgeSexAccuracy(men: men, women: women)
    #expect(abs(accuracy.corrected - (accuracy.index - 3500 / accuracy.population.squareRoot() + 3.5)) < rounding)
    let larger = try fiveYears { 100_000 * (100 + Double($0 % 3)) }
    let large = try AgeSexAccuracy(men: larger, women: larger)
    #expect(large.corrected == large.index)
  }

  @Test("readings change at 20 and above 40")
  func readings() {
    let readings = [0, 19.99, 20, 40, 40.01].map { AgeSexAccuracy.Reading($0) }
    #expect(readings == [.accurate, .accurate, .inaccurate, .inaccurate, .highlyInaccurate])
  }

  @Test("single years and 0, 1–4 serve as five-year groups; wider groups do not")
  func groups() throws {
    let years = try singleYears { 1000 - 3 * Double($0) }
    let fives = try fiveYears { group in (0..<5).reduce(0) { $0 + 1000 - 3 * Double(5 * group + $1) } }
    let fromYears = try AgeSexAccuracy(men: years, women: years)
    let fromFives = try AgeSexAccuracy(men: fives, women: fives)
    #expect(abs(fromYears.index - fromFives.index) < rounding)
    let split = try AgeCounts(
      groups: [AgeGroup(lower: 0, upper: 0), AgeGroup(lower: 1, upper: 4)] + fives.groups.dropFirst(),
      persons: [fives.persons[0] / 5, fives.persons[0] * 4 / 5] + fives.persons.dropFirst())
    #expect(abs(try AgeSexAccuracy(men: split, women: fives).index - fromFives.index) < rounding)
    let tens = try AgeCounts(
      groups: (0..<9).map { AgeGroup(lower: 10 * $0, upper: 10 * $0 + 9) }, persons: [Double](repeating: 9, count: 9))
    #expect(throws: QualityObstacle.needsFiveYearGroups(first: 0, last: 74)) {
      try AgeSexAccuracy(men: fives, women: tens)
    }
    let noWomen = try fiveYears { $0 == 3 ? 0 : 10 }
    #expect(throws: QualityObstacle.nobody(AgeGroup(lower: 15, upper: 19))) {
      try AgeSexAccuracy(men: fives, women: noWomen)
    }
  }
}

@Suite("Quality of a census")
struct CensusQualityTests {
  private static let evidence = Evidence(source: "test", grade: .census, origin: Origin(file: "test", line: 1))

  private func count(_ sex: Sex, _ lower: Int, _ upper: Int?, _ persons: Double) -> CensusCount {
    CensusCount(
      year: Year(2020), sex: sex, age: AgeGroup(lower: lower, upper: upper), persons: Persons(persons),
      evidence: CensusQualityTests.evidence)
  }

  /// The shipped county's census of one year.
  private func shipped(_ year: Int) throws -> CensusQuality {
    let table = try Fixture("../../seeds/yunyang/population.csv")
    let census = zip(table.rows, zip(table.numbers("age_to"), table.numbers("persons"))).compactMap { row, numbers in
      Sex(rawValue: row[1]).map { sex in
        CensusCount(
          year: Year(Int(row[0]) ?? 0), sex: sex,
          age: AgeGroup(lower: Int(row[2]) ?? 0, upper: numbers.0.isNaN ? nil : Int(numbers.0)),
          persons: Persons(numbers.1), evidence: CensusQualityTests.evidence)
      }
    }
    #expect(census.count == 76)
    return CensusQuality(census, year: Year(year))
  }

  @Test(
    "the shipped county: five-year groups say why heaping cannot be seen, and the rest agrees with a reckoning apart",
    arguments: [
      (2010, [56.659984918804525, 56.49684433388088, 6.088139192279818, 18.571476703393195, 19.82409063857188]),
      (2020, [55.40540283918911, 55.274185527373696, 5.140579994673687, 19.120290716808917, 20.86337213835913]),
    ])
  func yunyang(year: Int, scores: [Double]) throws {
    let quality = try shipped(year)
    for heaping in [quality.men, quality.women, quality.both] {
      #expect(heaping.whipple == .failure(.needsSingleYears(first: 23, last: 62)))
      #expect(heaping.digitRatios == .failure(.needsSingleYears(first: 21, last: 64)))
      #expect(heaping.myers == .failure(.needsSingleYears(first: 10, last: 89)))
    }
    let accuracy = try quality.accuracy.get()
    let ours = [
      accuracy.index, accuracy.corrected, accuracy.sexRatioScore, accuracy.ageRatioScore(.male),
      accuracy.ageRatioScore(.female),
    ]
    for (value, expected) in zip(ours, scores) { #expect(abs(value - expected) < 1e-9) }
    #expect(accuracy.reading == .highlyInaccurate)
    let youngest = try #require(try quality.sexRatios.get().first)
    let others = try [quality.sexRatio.get(), youngest.menPer100Women, quality.childWomanRatio.get()]
    let expected =
      year == 2010
      ? [100.14776845516192, 120.41420118343196, 238.4665396056358]
      : [104.9223683659087, 109.28510395898604, 256.4540693139185]
    for (value, number) in zip(others, expected) { #expect(abs((value ?? .nan) - number) < 1e-9) }
    #expect(youngest.age == AgeGroup(lower: 0, upper: 0))
    #expect(try quality.sexRatios.get().count == 19)
  }

  @Test("single years give every index")
  func complete() throws {
    let census = Sex.allCases.flatMap { sex in
      (0..<100).map { count(sex, $0, $0, (sex == .male ? 1.05 : 1) * (2000 - 15 * Double($0))) }
        + [count(sex, 100, nil, 10)]
    }
    let quality = CensusQuality(census, year: Year(2020))
    for heaping in [quality.men, quality.women, quality.both] {
      #expect(abs(try heaping.whipple.get() - 100) < rounding)
      #expect(try heaping.myers.get().index < rounding)
      #expect(try heaping.digitRatios.get().allSatisfy { abs($0 - 1) < rounding })
    }
    #expect(try quality.accuracy.get().index < rounding)
    #expect(abs((try quality.sexRatios.get().first?.menPer100Women ?? 0) - 105) < rounding)
    // Children 0–4 of both sexes over women 15–49, all linear: 2.05·5·(2000 − 30) over 35·(2000 − 480).
    #expect(abs(try quality.childWomanRatio.get() - 1000 * 2.05 * 5 * 1970 / (35 * 1520)) < rounding)
  }

  @Test("a missing sex, a missing group and overlapping groups are told, each where it matters")
  func obstacles() throws {
    let men = (0..<18).map { count(.male, 5 * $0, $0 == 17 ? nil : 5 * $0 + 4, 100) }
    let women = (0..<18).map { count(.female, 5 * $0, $0 == 17 ? nil : 5 * $0 + 4, 80) }
    let onlyMen = CensusQuality(men, year: Year(2020))
    #expect(onlyMen.accuracy == .failure(.noCounts(.female)))
    #expect(onlyMen.sexRatio == .failure(.noCounts(.female)))
    #expect(onlyMen.both.whipple == .failure(.noCounts(.female)))
    #expect(onlyMen.men.whipple == .failure(.needsSingleYears(first: 23, last: 62)))
    #expect(CensusQuality(men + women, year: Year(2010)).sexRatios == .failure(.noCounts(.male)))
    // Women's groups of ten years up to 19: no accuracy index, but a sex ratio of what both have.
    let coarse = [count(.female, 0, 9, 160), count(.female, 10, 19, 160)] + women.dropFirst(4)
    let quality = CensusQuality(men + coarse, year: Year(2020))
    #expect(quality.accuracy == .failure(.needsFiveYearGroups(first: 0, last: 74)))
    #expect(quality.childWomanRatio == .failure(.needsGroup(AgeGroup(lower: 15, upper: 49))))
    let ratios = try quality.sexRatios.get()
    #expect(ratios.count == 16 && ratios.allSatisfy { $0.menPer100Women == 125 })
    #expect(ratios[0].age == AgeGroup(lower: 0, upper: 9) && ratios[15].age == AgeGroup(lower: 85, upper: nil))
    let overlapping = CensusQuality(men + women + [count(.male, 7, 8, 3)], year: Year(2020))
    let expected = QualityObstacle.overlappingGroups(AgeGroup(lower: 5, upper: 9), AgeGroup(lower: 7, upper: 8))
    #expect(overlapping.men.whipple == .failure(expected) && overlapping.accuracy == .failure(expected))
  }
}
