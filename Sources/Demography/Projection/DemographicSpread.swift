internal import Glibc
public import RandomStreams

/// How far demographic processes stray from their central course: standard deviations of logarithms.
public struct DemographicSpread: Sendable, Hashable {
  /// Yearly step of the common mortality walk, at ages 60–89.
  public var mortalityWalk = 0.0
  /// Townships' mortality around the county's.
  public var townshipMortality = 0.0
  /// Total fertility around its scenario, and the townships' around the county's.
  public var fertility = 0.0
  public var townshipFertility = 0.0
  /// Inflow (and, inversely, outflow) around the scenario, and the townships' around the county's.
  public var migration = 0.0
  public var townshipMigration = 0.0
  /// Residents of townships of which only settlements tell; beside it stands what is known of others, and of groups.
  public var townshipAllocation = 0.0
  /// Census counts at any age.
  public var census = 0.0
  /// Whether the intervals of the townships' residents are drawn: those of groups, and those known of single townships.
  public var drawsAllocation = false
  /// Correlation of a deviation with the next year's.
  public var persistence = 0.9

  public init() {}

  /// No deviation: the central course.
  public static let none = DemographicSpread()
}

extension LaneInputs {
  /// Adds the random course of eight futures.
  ///
  /// County deviations start at 0 (the base year is known) and follow e(t) = ρ·e(t−1) + σ·√(1−ρ²)·ε; the mortality walk adds
  /// σ·ε each year; townships start from their long-run distribution, since nothing is known of them at the base. Every number
  /// has the address (process, scope, draw, township, year), so adding a township or a scenario changes no other. The mortality
  /// walk is the nation's: medicine and epidemics know no county. All else strays by county: its own level of fertility, its
  /// own ties of migration, its own enumerators.
  ///
  /// - Parameters:
  ///   - draws: The draw of each lane.
  ///   - mortalityDeviation: What a township's register leaves in place of ``DemographicSpread/townshipMortality``.
  ///   - allocationDeviation: What is known of a township in place of ``DemographicSpread/townshipAllocation``.
  public mutating func stray(
    _ spread: DemographicSpread, streams: RandomStreams, draws: [Int], townships: [UInt64], years: [Int],
    mortalityDeviation: [Double?] = [], allocationDeviation: [Double?] = []
  ) {
    func normal(_ process: RandomStreams.Process, _ place: UInt64, _ year: Int) -> Lanes {
      Lanes { process.uniform(draw: draws[$0], place: place, year: year) }.normalQuantile
    }
    func own(_ name: String) -> RandomStreams.Process { streams.process(name, .county) }
    let rho = spread.persistence
    let innovation = (1 - rho * rho).squareRoot()
    /// An autoregressive course with long-run deviation `sd`.
    func course(_ process: RandomStreams.Process, _ sd: Double, place: UInt64, startsKnown: Bool) -> [Lanes]? {
      guard sd > 0 else { return nil }
      var value = startsKnown ? Lanes.zero : sd * normal(process, place, years[0])
      var path = [value]
      for year in years.dropFirst() {
        value = rho * value + sd * innovation * normal(process, place, year)
        path.append(value)
      }
      return path
    }
    if spread.mortalityWalk > 0 {
      let process = streams.process("population.mortality.walk", .national)
      var value = Lanes.zero
      for index in years.indices.dropFirst() {
        value += spread.mortalityWalk * normal(process, 0, years[index])
        mortalityShock[index] += value
      }
    }
    if let path = course(own("population.fertility"), spread.fertility, place: 0, startsKnown: true) {
      for index in years.indices { fertility[index] *= path[index].exponential }
    }
    if let path = course(own("population.migration"), spread.migration, place: 0, startsKnown: true) {
      for index in years.indices {
        let factor = path[index].exponential
        inflow[index] *= factor
        outflow[index] /= factor
      }
    }
    let (mortality, births, moves, allotment) = (
      own("population.mortality.township"), own("population.fertility.township"), own("population.migration.township"),
      own("population.allocation.township")
    )
    for (place, code) in townships.enumerated() {
      if let path = course(
        mortality,
        spread.townshipMortality > 0 && mortalityDeviation.indices.contains(place)
          ? mortalityDeviation[place] ?? spread.townshipMortality : spread.townshipMortality, place: code,
        startsKnown: false)
      {
        townshipMortality[place] = path
      }
      if let path = course(births, spread.townshipFertility, place: code, startsKnown: false) {
        townshipFertility[place] = path
      }
      if let path = course(moves, spread.townshipMigration, place: code, startsKnown: false) {
        townshipMigration[place] = path
      }
      let known = allocationDeviation.indices.contains(place) ? allocationDeviation[place] : nil
      let deviation = known.map { spread.drawsAllocation ? $0 : 0 } ?? spread.townshipAllocation
      if deviation > 0 { townshipAllocation[place] = deviation * normal(allotment, code, years[0]) }
    }
    if spread.drawsAllocation { allocation = normal(own("population.allocation"), 0, years[0]) }
    if spread.census > 0 {
      for knot in census.indices {
        census[knot] = spread.census * normal(own("population.census"), UInt64(knot), years[0])
      }
    }
  }
}
