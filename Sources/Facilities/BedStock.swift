public import PlanningModel

/// One home, or the homes of a township taken together, with its beds through the years. Homes never change once they are made,
/// so that futures share those that no portfolio touches, and a sum over homes copies none.
public final class CareUnit: Sendable {
  public enum Status: String, Sendable, Hashable {
    case base
    case planned
    case reserve
  }

  public let id: String
  public let nameZh: String
  public let township: GeoCode
  public let status: Status
  public let owner: Sector
  public let operatedBy: Sector
  /// Licensed beds at 31 December by year of the horizon.
  public let nursing: [Double]
  public let ordinary: [Double]
  /// Beds that can be used on average in the year: new homes ramp up, conversions are out of use for months.
  public let usableNursing: [Double]
  public let usableOrdinary: [Double]

  public init(
    id: String, nameZh: String, township: GeoCode, status: Status, owner: Sector, operatedBy: Sector,
    nursing: [Double], ordinary: [Double], usableNursing: [Double], usableOrdinary: [Double]
  ) {
    self.id = id
    self.nameZh = nameZh
    self.township = township
    self.status = status
    self.owner = owner
    self.operatedBy = operatedBy
    self.nursing = nursing
    self.ordinary = ordinary
    self.usableNursing = usableNursing
    self.usableOrdinary = usableOrdinary
  }

  /// A home of the base year with the beds that it has, in all years.
  public convenience init(_ facility: Facility, horizon: Horizon) {
    let nursing = facility.beds.value * facility.nursingShare
    let row = [Double](repeating: nursing, count: horizon.count)
    let rest = [Double](repeating: facility.beds.value - nursing, count: horizon.count)
    self.init(
      id: facility.id, nameZh: facility.nameZh, township: facility.township, status: .base, owner: facility.owner,
      operatedBy: facility.operatedBy, nursing: row, ordinary: rest, usableNursing: row, usableOrdinary: rest)
  }

  public func beds(_ type: BedType, _ year: Int) -> Double { type == .nursing ? nursing[year] : ordinary[year] }
  public func usable(_ type: BedType, _ year: Int) -> Double {
    type == .nursing ? usableNursing[year] : usableOrdinary[year]
  }
}

/// How supply changes: ramp-up of new homes and downtime of conversions.
public struct SupplyParameters: Sendable, Hashable {
  /// Usable share of a new home's beds in the year of opening and a year later; all of them from the third year.
  public var firstYear: Double
  public var secondYear: Double
  /// Months for which a converted bed is out of use before the end of the year of conversion.
  public var conversionMonths: Double

  public init(firstYear: Double, secondYear: Double, conversionMonths: Double) {
    self.firstYear = firstYear
    self.secondYear = secondYear
    self.conversionMonths = conversionMonths
  }
}

/// A change that the stock cannot bear.
public enum FacilityError: Error, Sendable, Hashable {
  /// More ordinary beds are converted or closed in a place and year than stand there.
  case tooFewOrdinaryBeds(township: GeoCode?, year: Year, asked: Double, standing: Double)
}

/// The county's care beds by home and year.
public struct BedStock: Sendable {
  public let horizon: Horizon
  public private(set) var units: [CareUnit]

  /// The stock of a portfolio: homes of the base year, projects as they open, conversions, closures.
  ///
  /// - Parameters:
  ///   - homes: Those of the base year, as many years as the horizon.
  ///   - schedule: Projects that the portfolio includes, with years and beds as the scenario sets them.
  ///   - supply: One entry per year of the horizon.
  /// - Throws: ``FacilityError`` when more ordinary beds are converted or closed than stand.
  public init(
    homes: [CareUnit], schedule: [ScheduledProject], convert: [PortfolioChoice.BedChange],
    close: [PortfolioChoice.BedChange], horizon: Horizon, supply: [SupplyParameters]
  ) throws(FacilityError) {
    self.horizon = horizon
    units = homes
    for project in schedule {
      if let unit = BedStock.unit(project, horizon: horizon, supply: supply) { units.append(unit) }
    }
    let changes =
      (convert.map { (change: $0, isConversion: true) } + close.map { (change: $0, isConversion: false) })
      .enumerated().sorted { ($0.element.change.year, $0.offset) < ($1.element.change.year, $1.offset) }
    for (_, entry) in changes { try apply(entry.change, isConversion: entry.isConversion, supply: supply) }
  }

  /// The same from the county's data.
  ///
  /// - Throws: ``FacilityError`` when more ordinary beds are converted or closed than stand.
  public init(
    facilities: [Facility], schedule: [ScheduledProject], convert: [PortfolioChoice.BedChange],
    close: [PortfolioChoice.BedChange], horizon: Horizon, supply: [SupplyParameters]
  ) throws(FacilityError) {
    try self.init(
      homes: facilities.map { CareUnit($0, horizon: horizon) }, schedule: schedule, convert: convert, close: close,
      horizon: horizon, supply: supply)
  }

  private static func unit(
    _ project: ScheduledProject, horizon: Horizon, supply: [SupplyParameters]
  ) -> CareUnit? {
    guard project.project.countsAsCareBed, let type = project.bedType, project.beds.value > 0,
      let township = project.project.sites.first, project.open <= horizon.end
    else { return nil }
    let zeros = [Double](repeating: 0, count: horizon.count)
    var (licensed, usable) = (zeros, zeros)
    for (index, year) in horizon.years.enumerated() where year >= project.open {
      licensed[index] = project.beds.value
      let age = year - project.open
      let share = age == 0 ? supply[index].firstYear : age == 1 ? supply[index].secondYear : 1
      usable[index] = project.beds.value * share
    }
    let isNursing = type == .nursing
    return CareUnit(
      id: project.project.id.value, nameZh: project.project.nameZh, township: township,
      status: project.project.status == .planned ? .planned : .reserve, owner: project.project.owner,
      operatedBy: project.operatedBy, nursing: isNursing ? licensed : zeros, ordinary: isNursing ? zeros : licensed,
      usableNursing: isNursing ? usable : zeros, usableOrdinary: isNursing ? zeros : usable)
  }

  /// Takes ordinary beds of the base homes, each home in proportion to what it has, from the year on.
  private mutating func apply(
    _ change: PortfolioChoice.BedChange, isConversion: Bool, supply: [SupplyParameters]
  ) throws(FacilityError) {
    guard let first = horizon.index(of: change.year) else { return }
    let touched = units.indices.filter {
      units[$0].status == .base && (change.township == nil || units[$0].township == change.township)
    }
    let standing = touched.reduce(0) { $0 + units[$1].ordinary[first] }
    guard change.beds.value <= standing + 1e-9 else {
      throw .tooFewOrdinaryBeds(
        township: change.township, year: change.year, asked: change.beds.value, standing: standing)
    }
    guard standing > 0 else { return }
    for unit in touched {
      let part = change.beds.value * units[unit].ordinary[first] / standing
      units[unit] = units[unit].taking(part, from: first, isConversion: isConversion, supply: supply)
    }
  }

  /// Beds of the county, licensed at the end of a year.
  public func beds(_ type: BedType, year: Int) -> Double {
    var sum = 0.0
    for unit in units { sum += unit.beds(type, year) }
    return sum
  }

  /// Beds of the county in homes that satisfy a condition, licensed at the end of a year.
  public func beds(_ type: BedType, year: Int, where condition: (CareUnit) -> Bool) -> Double {
    var sum = 0.0
    for unit in units where condition(unit) { sum += unit.beds(type, year) }
    return sum
  }

  public func total(year: Int) -> Double { beds(.nursing, year: year) + beds(.ordinary, year: year) }

  public func total(year: Int, where condition: (CareUnit) -> Bool) -> Double {
    beds(.nursing, year: year, where: condition) + beds(.ordinary, year: year, where: condition)
  }
}

extension CareUnit {
  /// The same home without some of its ordinary beds from a year on, which become nursing beds where they are converted.
  fileprivate func taking(
    _ part: Double, from first: Int, isConversion: Bool, supply: [SupplyParameters]
  ) -> CareUnit {
    var (nursing, ordinary) = (self.nursing, self.ordinary)
    var (usableNursing, usableOrdinary) = (self.usableNursing, self.usableOrdinary)
    for year in first..<ordinary.count {
      ordinary[year] = max(0, ordinary[year] - part)
      usableOrdinary[year] = max(0, usableOrdinary[year] - part)
      guard isConversion else { continue }
      nursing[year] += part
      let out = max(0, supply[first].conversionMonths - 12 * Double(year - first)) / 12
      usableNursing[year] += part * (1 - min(1, out))
    }
    return CareUnit(
      id: id, nameZh: nameZh, township: township, status: status, owner: owner, operatedBy: operatedBy,
      nursing: nursing, ordinary: ordinary, usableNursing: usableNursing, usableOrdinary: usableOrdinary)
  }
}
