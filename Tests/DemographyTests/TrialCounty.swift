import Demography
import Foundation
import PlanningModel
import TestSupport

/// A small invented county for the laws of the projection; nobody's data.
struct TrialCounty {
  static let evidence = Evidence(source: "trial", grade: .assumption, origin: Origin(file: "trial", line: 1))
  var horizon = Horizon(start: Year(2020), end: Year(2035))
  var townships: [AgeSexGrid]
  let calibration: CensusCalibration
  let schedule: MortalitySchedule
  let fertility: FertilitySchedule
  var relative: [AgeSexGrid]
  var mobile: [AgeSexGrid]
  var leaving: [Double]
  var attraction: [Double]
  var pace = 1.0
  var absent: AbsentPool?
  var closesSexRatio = false

  /// - Parameters:
  ///   - places: Townships; the first is the county town.
  ///   - hasEarlierCensus: Whether migration can be estimated.
  ///   - people: Multiple of all counts.
  ///   - nation: A census of the nation with so many times the county's people; `nil` for none.
  ///   - miscount: Of the nation and the county alike, share of the later census's people under 15 that it adds.
  ///   - away: Registered people elsewhere; `nil` where nobody says.
  init(
    seed: UInt64, places: Int = 5, hasEarlierCensus: Bool = true, people: Double = 1, nation: Double? = nil,
    miscount: Double = 0, away: Double? = nil
  ) throws {
    var numbers = SeededNumbers(seed: seed)
    schedule = try MortalitySchedule(TrialCounty.mortality())
    fertility = try FertilitySchedule(TrialCounty.fertility())
    let groups =
      [AgeGroup(lower: 0, upper: 0), AgeGroup(lower: 1, upper: 4)]
      + stride(from: 5, to: 85, by: 5).map { AgeGroup(lower: $0, upper: $0 + 4) } + [AgeGroup(lower: 85, upper: nil)]
    var census: [CensusCount] = []
    for year in hasEarlierCensus ? [2010, 2020] : [2020] {
      for sex in Sex.allCases {
        for group in groups {
          let width = Double(group.width ?? 8)
          let persons =
            width * 400 * exp(-0.00025 * pow(Double(group.lower), 2)) * numbers.number(in: 0.8...1.2)
            * people * (year == 2020 && group.lower < 15 ? 1 + miscount : 1)
          census.append(
            CensusCount(year: Year(year), sex: sex, age: group, persons: Persons(persons), evidence: Self.evidence))
        }
      }
    }
    calibration = try CensusCalibration(
      census: census, baseYear: Year(2020), mortality: schedule, fertility: fertility, level: [0.9, 1],
      reference: nation.map { nation in
        census.map {
          CensusCount(
            year: $0.year, sex: $0.sex, age: $0.age, persons: Persons($0.persons.value * nation), evidence: $0.evidence)
        }
      } ?? [])
    let shares = (0..<places).map { _ in numbers.number(in: 0.5...1.5) }
    let sum = shares.reduce(0, +)
    let base = calibration.base
    townships = shares.map { share in
      var grid = base
      for cell in grid.values.indices { grid.values[cell] *= share / sum }
      return grid
    }
    let ones = AgeSexGrid(
      male: [Double](repeating: 1, count: base.ages), female: [Double](repeating: 1, count: base.ages))
    relative = shares.map { _ in ones }
    mobile = relative
    leaving = shares.indices.map { $0 == 0 ? 0 : 1 }
    attraction = shares.indices.map { $0 == 0 ? 1 : 0 }
    if let away {
      absent = AbsentPool(
        calibration, total: away * people, sexRatioAtBirth: fertility.sexRatioAtBirth(at: 2020.5))
    }
  }

  func model() throws -> ProjectionModel {
    let schedule = { (shape: RogersCastro) in
      let rates = shape.rates(gross: 80)
      return AgeSexGrid(male: rates, female: rates)
    }
    return ProjectionModel(
      horizon: horizon, streams: townships.indices.map { UInt64(500_000 + $0) }, calibration: calibration,
      base: townships,
      allocation: AllocationError(
        own: townships.map { _ in nil }, groups: [AllocationError.Group(places: [0], low: 0.8, high: 1.2)]),
      mortality: try MortalityPlan(self.schedule, horizon: horizon, pace: pace),
      fertility: horizon.years.map { fertility.rates(at: $0.flowMiddle, level: 1) },
      sexRatioAtBirth: horizon.years.map { fertility.sexRatioAtBirth(at: $0.flowMiddle) },
      migration: MigrationPlan(
        turnover: schedule(.standard), internalSchedule: schedule(.elderlyReturn), leaving: leaving,
        attraction: attraction, calibration: calibration, absent: absent, closesSexRatio: closesSexRatio),
      relativeMortality: relative, mortalityDeviation: relative.map { _ in nil }, mobile: mobile)
  }

  func inputs() -> LaneInputs {
    var inputs = LaneInputs(horizon: horizon, townships: townships.count)
    inputs.turnover = Lanes(repeating: 0.004)
    inputs.mortalityClosure = [Lanes(repeating: 0.9), Lanes(repeating: 1)]
    for year in horizon.years.indices {
      inputs.mortalityLevel[year] = [Lanes(repeating: 0.9), Lanes(repeating: 1)]
      inputs.internalRate[year] = Lanes(repeating: 0.006)
    }
    return inputs
  }

  /// Every kind of deviation, different in each lane.
  func strayed(_ numbers: inout SeededNumbers) -> LaneInputs {
    var inputs = self.inputs()
    func lanes(_ range: ClosedRange<Double>) -> Lanes {
      var lanes = Lanes.zero
      for lane in 0..<Lanes.count { lanes[lane] = numbers.number(in: range) }
      return lanes
    }
    inputs.pace = lanes(-0.4...0.4)
    inputs.allocation = lanes(-2...2)
    inputs.mortalityClosure = [Lanes(repeating: 0.9), Lanes(repeating: 1)]
    for year in horizon.years.indices {
      inputs.mortalityLevel[year] = [lanes(0.8...1), lanes(0.9...1.1)]
      inputs.mortalityShock[year] = lanes(-0.1...0.1)
      inputs.fertility[year] = lanes(0.7...1.3)
      inputs.inflow[year] = lanes(0.5...1.5)
      inputs.outflow[year] = lanes(0.5...1.5)
      for place in townships.indices {
        inputs.townshipMortality[place][year] = lanes(-0.2...0.2)
        inputs.townshipFertility[place][year] = lanes(-0.2...0.2)
        inputs.townshipMigration[place][year] = lanes(-0.3...0.3)
      }
    }
    for place in townships.indices { inputs.townshipAllocation[place] = lanes(-0.3...0.3) }
    for band in inputs.census.indices { inputs.census[band] = lanes(-0.01...0.01) }
    return inputs
  }

  private static func mortality() -> [MortalityRate] {
    let lowers = [0, 1] + Array(stride(from: 5, through: 100, by: 5))
    return [2005, 2015, 2025, 2035].flatMap { start in
      Sex.allCases.flatMap { sex in
        lowers.enumerated().map { index, lower in
          let upper = index + 1 < lowers.count ? lowers[index + 1] - 1 : nil
          let middle = upper.map { Double(lower + $0 + 1) / 2 } ?? 104
          let level = exp(-0.012 * Double(start - 2005)) * (sex == .male ? 1.2 : 0.9)
          return MortalityRate(
            start: Year(start), end: Year(start + 10), sex: sex, age: AgeGroup(lower: lower, upper: upper),
            rate: level * (lower == 0 ? 0.009 : 0.00005 * exp(0.093 * middle) + 0.0002), evidence: evidence)
        }
      }
    }
  }

  static func fertility() -> [FertilityReference] {
    func row(_ measure: FertilityReference.Measure, _ year: Int, _ age: AgeGroup?, _ value: Double)
      -> FertilityReference
    {
      FertilityReference(
        measure: measure, start: Year(year), end: Year(year + 1), age: age, value: value, evidence: evidence)
    }
    let shares = [0.03, 0.2, 0.35, 0.25, 0.12, 0.04, 0.01]
    return (2005...2040).flatMap { year in
      [row(.totalFertilityRate, year, nil, 1.4), row(.sexRatioAtBirth, year, nil, 1.1)]
    }
      + shares.enumerated().map { index, share in
        row(.ageShare, 2020, AgeGroup(lower: 15 + 5 * index, upper: 19 + 5 * index), share)
      }
  }
}
