internal import CareNeed
internal import Demography
internal import Facilities
public import PlanningModel
public import Simulation

/// A line that a measure of the county, of a zone or of a township may cross in a year.
public struct Threshold: Sendable {
  public let condition: Condition
  /// The place as a reader knows it.
  public let placeZh: String
  /// Code of the county or township, or the zone's name in the data.
  public let placeCode: String
  /// Positions of the townships; `nil` for the county.
  private let places: [Int]?

  /// - Parameter condition: Of one scenario's measure itself: without difference and without statistic.
  /// - Throws: ``Condition/Problem``.
  public init(_ condition: Condition, in county: County) throws(Condition.Problem) {
    if condition.isDifference { throw .notHere("delta:") }
    if let statistic = condition.statistic { throw .notHere("." + Summary.names[statistic]) }
    self.condition = condition
    let written = condition.place ?? county.code.value
    if [county.code.value, county.nameZh].contains(written) {
      (placeZh, placeCode, places) = (county.nameZh, county.code.value, nil)
      return
    }
    let zones = county.zones.filter { $0.id.value == written }
    let townships = county.townships.indices.filter { county.townships[$0].code.value == written }
    let namedZones = county.zones.filter { $0.nameZh == written }
    let named = county.townships.indices.filter { county.townships[$0].nameZh == written }
    if let zone = zones.first ?? (named.isEmpty && namedZones.count == 1 ? namedZones.first : nil) {
      (placeZh, placeCode) = (zone.nameZh, zone.id.value)
      places = county.townships.indices.filter { county.townships[$0].zone == zone.id }
    } else if let place = townships.first ?? (namedZones.isEmpty && named.count == 1 ? named.first : nil) {
      (placeZh, placeCode, places) = (county.townships[place].nameZh, county.townships[place].code.value, [place])
    } else {
      throw .unknownPlace(written)
    }
    guard Threshold.local.contains(condition.measure) else { throw .countyOnly(condition.measure) }
  }

  /// Measures that zones and townships have too.
  public static let local: [Measure] = [
    .residents, .pop60, .pop65, .pop80, .severe, .demandNorm, .demandNeed, .demandObserved, .beds, .unmet, .births,
    .deaths,
  ]

  /// What a place may be called, for suggestions.
  public static func names(_ county: County) -> [String] {
    county.zones.flatMap { [$0.id.value, $0.nameZh] } + county.townships.flatMap { [$0.nameZh, $0.code.value] }
  }

  /// The measure in a run; `nil` outside its horizon, for flows of the base year, and where the measure does not exist.
  ///
  /// - Parameter measures: The run's, for the county.
  func value(_ run: CountyRun, _ measures: @autoclosure () -> MeasureTable) -> Double? {
    guard let year = run.horizon.index(of: condition.year) else { return nil }
    guard let places else { return measures().value(condition.measure, year) }
    // A zone without townships has no numbers.
    guard !places.isEmpty else { return nil }
    func sum(_ value: (Int) -> Double) -> Double { places.reduce(0) { $0 + value($1) } }
    let people = run.projection.population[year]
    func demand(_ reading: DemandReading) -> Double? {
      run.demand[reading].map { all in sum { all[year][$0].total } }
    }
    switch condition.measure {
    case .residents: return sum { people[$0].total }
    case .pop60: return sum { people[$0].sum(from: 60) }
    case .pop65: return sum { people[$0].sum(from: 65) }
    case .pop80: return sum { people[$0].sum(from: 80) }
    case .births: return year > 0 ? sum { run.projection.flows[year][$0].births } : nil
    case .deaths: return year > 0 ? sum { run.projection.flows[year][$0].deaths } : nil
    case .severe: return sum { run.severe[year][$0] }
    case .demandNorm: return demand(.norm)
    case .demandNeed: return demand(.need)
    case .demandObserved: return demand(.observed)
    case .unmet: return run.balances[.observed].map { all in sum { all[year][$0].unmet } }
    case .beds:
      let codes = Set(places.map { run.county.townships[$0].code })
      return BedType.allCases.reduce(0) { $0 + run.stock.beds($1, year: year) { codes.contains($0.township) } }
    default: return nil
    }
  }
}

/// How often the futures of a scenario cross a line.
public struct ThresholdProbability: Sendable {
  public let threshold: Threshold
  public let draws: Int
  /// Futures in which the condition holds.
  public let count: Int
  /// Of all futures.
  public let summary: Summary
  public let smallest: Double
  public let largest: Double
  /// The central run's value.
  public let central: Double
  /// What was moved in the draws because it could not hold together.
  public let moved: MovedDraws

  public var share: Double { Double(count) / Double(draws) }
  /// Monte Carlo standard error of ``share``: √(p(1−p)/N).
  public var standardError: Double { (share * (1 - share) / Double(draws)).squareRoot() }
  /// Whether all futures are on one side of the line: the share is then told as less than one future, or all but one.
  public var isOneSided: Bool { count == 0 || count == draws }

  /// Draws the futures once for all thresholds.
  ///
  /// - Parameter draws: At least 1.
  /// - Returns: In the order of the thresholds; `nil` for one whose measure has no value in its year in some future.
  /// - Throws: ``SimulationError``.
  public static func all(
    _ thresholds: [Threshold], of run: CountyRun, draws: Int, seed: UInt64, jobs: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false }, progress: @escaping @Sendable () -> Void = {}
  ) throws(SimulationError) -> [ThresholdProbability?] {
    @Sendable func values(_ run: CountyRun) -> [Double] {
      var known: MeasureTable?
      func measures() -> MeasureTable {
        if let known { return known }
        let table = MeasureTable(run)
        known = table
        return table
      }
      return thresholds.map { $0.value(run, measures()) ?? .nan }
    }
    let central = values(run)
    let (futures, moved) = try Futures(run, seed: seed).map(draws, jobs: jobs, isCancelled: isCancelled) { future in
      progress()
      return values(future)
    }
    return thresholds.enumerated().map { index, threshold in
      let column = futures.map { $0[index] }
      guard let smallest = column.min(), let largest = column.max(), !column.contains(where: \.isNaN),
        !central[index].isNaN
      else { return nil }
      return ThresholdProbability(
        threshold: threshold, draws: draws, count: column.count { threshold.condition.holds($0) },
        summary: Summary(column), smallest: smallest, largest: largest, central: central[index],
        moved: moved)
    }
  }
}
