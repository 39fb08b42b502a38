internal import CareNeed
internal import Demography
internal import Facilities
public import PlanningModel
internal import Simulation

/// A measure of the county, of a zone or of a township, as a condition names it.
public struct MeasuredPlace: Sendable {
  public let measure: Measure
  /// The place as a reader knows it, with the code behind a name that others share.
  public let placeZh: String
  /// Code of the county or township, or the zone's name in the data.
  public let placeCode: String
  /// Positions of the townships; `nil` for the county.
  private let places: [Int]?

  /// - Parameter condition: Without difference.
  /// - Throws: ``Condition/Problem``.
  public init(_ condition: Condition, in county: County) throws(Condition.Problem) {
    if condition.isDifference { throw .notHere("delta:") }
    measure = condition.measure
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
      (placeZh, placeCode, places) = (
        county.shownName(county.townships[place]), county.townships[place].code.value, [place]
      )
    } else if namedZones.count + named.count > 1 {
      throw .ambiguousPlace(
        written, codes: namedZones.map(\.id.value) + named.map { county.townships[$0].code.value })
    } else {
      throw .unknownPlace(written)
    }
    guard Self.local.contains(condition.measure) else { throw .countyOnly(condition.measure) }
  }

  /// Measures that zones and townships have too.
  public static let local: [Measure] = [
    .residents, .pop60, .pop65, .pop80, .severe, .demandNorm, .demandNormAll, .demandNeed, .demandObserved, .beds,
    .unmet, .births,
    .deaths,
  ]

  /// What a place may be called, for suggestions.
  public static func names(_ county: County) -> [String] {
    county.zones.flatMap { [$0.id.value, $0.nameZh] } + county.townships.flatMap { [$0.nameZh, $0.code.value] }
  }

  /// The measure in a year of a run by position; `nil` for flows of the base year, and where the measure does not exist.
  ///
  /// - Parameter measures: The run's, for the county.
  func value(_ run: CountyRun, year: Int, _ measures: @autoclosure () -> MeasureTable) -> Double? {
    guard let places else { return measures().value(measure, year) }
    // A zone without townships has no numbers.
    guard !places.isEmpty else { return nil }
    func sum(_ value: (Int) -> Double) -> Double { places.reduce(0) { $0 + value($1) } }
    let people = run.projection.sums[year]
    func demand(_ reading: DemandReading) -> Double? {
      run.demand[reading].map { all in sum { all[year][$0].total } }
    }
    switch measure {
    case .residents: return sum { people[$0].total }
    case .pop60: return sum { people[$0].from60 }
    case .pop65: return sum { people[$0].from65 }
    case .pop80: return sum { people[$0].from80 }
    case .births: return year > 0 ? sum { run.projection.flows[year][$0].births } : nil
    case .deaths: return year > 0 ? sum { run.projection.flows[year][$0].deaths } : nil
    case .severe: return sum { run.severe[year][$0] }
    case .demandNorm: return demand(.norm)
    case .demandNormAll:
      let per1000 = run.parameters.value(.careNormBedsPer1000, in: run.horizon.years[year])
      return sum { DemandReadings.allKinds(residents60: people[$0].from60, per1000: per1000) }
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
