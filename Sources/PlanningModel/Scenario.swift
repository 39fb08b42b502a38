/// A scenario: what a planner changes, resolved from one file and its parents.
public struct Scenario: Sendable {
  public let id: String
  public let titleZh: String
  public let descriptionZh: String
  /// Folder of the county data package, relative to the working folder.
  public let data: String
  public let horizon: Horizon
  /// Set parameters, in the order of the catalogue; all others come from the county's data.
  public let parameters: [ScenarioParameter]
  public let portfolio: PortfolioChoice
  /// Townships that the scenario puts into the cremation zone, with the year of entry (the base year for "from the start").
  public let cremationZone: [CremationZoneEntry]
  public let outputs: OutputChoice
  /// Scenario files that were read, parents first.
  public let files: [DataFile]

  public init(
    id: String, titleZh: String, descriptionZh: String, data: String, horizon: Horizon,
    parameters: [ScenarioParameter], portfolio: PortfolioChoice, cremationZone: [CremationZoneEntry],
    outputs: OutputChoice, files: [DataFile]
  ) {
    self.id = id
    self.titleZh = titleZh
    self.descriptionZh = descriptionZh
    self.data = data
    self.horizon = horizon
    self.parameters = parameters
    self.portfolio = portfolio
    self.cremationZone = cremationZone
    self.outputs = outputs
    self.files = files
  }
}

public struct CremationZoneEntry: Sendable, Hashable {
  public let township: GeoCode
  public let year: Year
  public let origin: Origin

  public init(township: GeoCode, year: Year, origin: Origin) {
    self.township = township
    self.year = year
    self.origin = origin
  }
}

/// Which years the long tables carry.
public struct OutputChoice: Sendable, Hashable {
  /// Ascending; empty means every year of the horizon.
  public let years: [Year]
  public init(years: [Year]) { self.years = years }
}

/// The portfolio switches of a scenario.
public struct PortfolioChoice: Sendable {
  public enum Include: String, Sendable, Hashable, CaseIterable {
    case planned
    case reserve
    case all
    case none
  }

  /// Beds of the base stock that change in a year.
  public struct BedChange: Sendable, Hashable {
    /// Where; `nil` spreads the change over the county's ordinary beds in proportion.
    public let township: GeoCode?
    public let beds: Beds
    public let year: Year
    public let origin: Origin

    public init(township: GeoCode?, beds: Beds, year: Year, origin: Origin) {
      self.township = township
      self.beds = beds
      self.year = year
      self.origin = origin
    }
  }

  public let include: Include
  public let add: [ProjectID]
  public let drop: [ProjectID]
  /// Delay in whole years for every project (`all`) and for single ones, which add to it.
  public let shiftAll: Int
  public let shift: [ProjectID: Int]
  /// Year of opening, replacing the data's (shifts still apply).
  public let open: [ProjectID: Year]
  /// Type of a project's beds, replacing the data's: for instance P07 as nursing.
  public let bedType: [ProjectID: BedType]
  /// Beds of a project, where the plan states none or the scenario assumes others.
  public let beds: [ProjectID: Beds]
  /// Ordinary beds of the base stock converted to nursing type.
  public let convert: [BedChange]
  /// Ordinary beds of the base stock closed, without eviction.
  public let close: [BedChange]
  /// Who runs a project (公建民营), replacing the data's.
  public let operators: [ProjectID: Sector]

  public init(
    include: Include, add: [ProjectID], drop: [ProjectID], shiftAll: Int, shift: [ProjectID: Int],
    open: [ProjectID: Year], bedType: [ProjectID: BedType], beds: [ProjectID: Beds],
    convert: [BedChange], close: [BedChange], operators: [ProjectID: Sector]
  ) {
    self.include = include
    self.add = add
    self.drop = drop
    self.shiftAll = shiftAll
    self.shift = shift
    self.open = open
    self.bedType = bedType
    self.beds = beds
    self.convert = convert
    self.close = close
    self.operators = operators
  }
}
