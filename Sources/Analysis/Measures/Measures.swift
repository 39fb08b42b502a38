internal import CareNeed
internal import Demography
public import Facilities
internal import Finance
internal import Funeral
public import PlanningModel
public import Simulation

/// County measures of a run by year.
public struct MeasureTable: Sendable {
  public let horizon: Horizon
  private let values: [Measure: [Double?]]

  /// Value in a year of the horizon by position; `nil` where it does not exist (flows of the base year).
  public func value(_ measure: Measure, _ year: Int) -> Double? { values[measure]?[year] ?? nil }

  /// - Parameter years: Positions of the years that are wanted; all of them by default.
  public init(_ run: CountyRun, years: [Int]? = nil) {
    horizon = run.horizon
    let none = [Double?](repeating: nil, count: run.horizon.count)
    var values = Dictionary(uniqueKeysWithValues: Measure.allCases.map { ($0, none) })
    let registered = RegisteredPath(run.county.registered, group: .elderly60)
    for index in years ?? Array(0..<run.horizon.count) {
      let year = run.horizon.start + index
      let county = run.countyPopulation(index)
      let stock = StockMeasures(run.stock, year: index)
      var row: [Measure: Double?] = [
        .residents: county.total, .pop60: county.sum(from: 60), .pop65: county.sum(from: 65),
        .pop80: county.sum(from: 80),
        .demandNormAll: DemandReadings.allKinds(
          residents60: county.sum(from: 60), per1000: run.parameters.value(.careNormBedsPer1000, in: year)),
        .severe: run.severe[index].reduce(0, +), .beds: stock.total,
        .nursingShare: stock.nursingShare, .governmentShare: stock.governmentShare,
        .bedsPer1000Residents60: MeasureTable.ratio(1000 * stock.total, county.sum(from: 60)),
        .bedsPer1000Residents65: MeasureTable.ratio(1000 * stock.total, county.sum(from: 65)),
        .bedsPer1000Registered60: registered.flatMap { MeasureTable.ratio(1000 * stock.total, $0.value(in: year)) },
        .conversionsNeeded: MeasureTable.nursingTarget(run).map { stock.conversionsNeeded(for: $0) },
      ]
      for (reading, measure) in [
        (DemandReading.norm, Measure.demandNorm), (.need, .demandNeed), (.observed, .demandObserved),
      ] {
        row[measure] = run.demand[reading].map { $0[index].reduce(0) { $0 + $1.total } }
      }
      let balance = run.balances[.observed].map { $0[index].reduce(into: BedBalance()) { $0 += $1 } }
      row[.unmet] = balance?.unmet
      row[.occupancy] = balance.flatMap { stock.total > 0 ? $0.inCare / stock.total : nil }
      row[.caregivers] = balance.map {
        $0.nursingInCare / run.parameters.value(.careResidentsPerCaregiverNursing, in: year)
          + $0.ordinaryInCare / run.parameters.value(.careResidentsPerCaregiverOrdinary, in: year)
      }
      if index > 0 {
        let deaths = run.remains[index].reduce(0) { $0 + $1.deaths }
        row[.births] = run.projection.flows[index].reduce(0) { $0 + $1.births }
        row[.deaths] = deaths
        row[.cremationCounty] = MeasureTable.ratio(run.remains[index].reduce(0) { $0 + $1.cremated }, deaths)
      }
      // A rate of nobody is no rate.
      let isZoneInUse =
        index > 0
        ? run.remains[index].contains { $0.zoneDeaths > 0 }
        : run.county.townships.contains { run.zones.contains($0.code, in: year) }
      row[.cremationZone] = isZoneInUse ? run.parameters.value(.funeralZoneCremationRate, in: year) : nil
      row[.invest] = run.cash.total { $0.year == year }.wanYuan.value
      for measure in Measure.allCases { values[measure]?[index] = row[measure] ?? nil }
    }
    self.values = values
  }

  /// `nil` where there is nothing to divide by.
  private static func ratio(_ part: Double, _ whole: Double) -> Double? { whole > 0 ? part / whole : nil }

  /// Target of the nursing share as a fraction; `nil` when the plan has no such indicator.
  public static func nursingTarget(_ run: CountyRun) -> Double? {
    run.county.indicators.first { $0.measure == .nursingShare }?.target.map { $0 / 100 }
  }
}

/// Licensed beds of the county at the end of one year.
public struct StockMeasures: Sendable, Hashable {
  public let nursing: Double
  public let ordinary: Double
  /// Beds run by the government.
  public let government: Double

  public init(_ stock: BedStock, year: Int) {
    nursing = stock.beds(.nursing, year: year)
    ordinary = stock.beds(.ordinary, year: year)
    government = stock.total(year: year) { $0.operatedBy == .government }
  }

  public init(nursing: Double, ordinary: Double, government: Double) {
    self.nursing = nursing
    self.ordinary = ordinary
    self.government = government
  }

  public var total: Double { nursing + ordinary }
  public var nursingShare: Double? { total > 0 ? nursing / total : nil }
  public var governmentShare: Double? { total > 0 ? government / total : nil }

  /// Fewest whole ordinary beds to convert so that the nursing share reaches a target.
  public func conversionsNeeded(for target: Double) -> Double { whole(target * total - nursing) }
  /// Fewest whole ordinary beds to close for the same: a ratio met without any added care.
  public func closuresNeeded(for target: Double) -> Double { target > 0 ? whole(total - nursing / target) : 0 }
  /// Fewest whole beds to hand from the government to social operators so that its share falls to a target.
  public func handoversNeeded(for target: Double) -> Double { whole(government - target * total) }

  /// Rounds up to whole beds, forgiving the last digits of binary fractions.
  private func whole(_ beds: Double) -> Double { max(0, (beds - 1e-6).rounded(.up)) }
}

/// The registered frame over the years: linear between the years that the data gives.
public struct RegisteredPath: Sendable {
  private let path: YearPath

  public init?(_ counts: [RegisteredCount], group: RegisteredCount.Group) {
    let points = counts.filter { $0.group == group }.map { YearPath.Point(year: $0.year, value: $0.persons.value) }
    guard let path = YearPath(points: points) else { return nil }
    self.path = path
  }

  public func value(in year: Year) -> Double { path.value(in: year) }
}
