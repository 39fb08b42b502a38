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
  public var portfolio: PortfolioChoice
  /// Townships that the scenario puts into the cremation zone, with the year of entry (the base year for "from the start").
  public let cremationZone: [CremationZoneEntry]
  /// Another count of the beds at the base than that of the county's list of homes.
  public let baseBeds: BaseBedCount?
  public let ensemble: EnsembleChoice
  public let correlations: [RankCorrelation]
  public let targets: [ScenarioTarget]
  public let outputs: OutputChoice
  /// Every value of the merged file with the place that set it.
  public let settings: [ScenarioSetting]
  /// Assignments from the command line, `path=value`, in order.
  public let assignments: [String]
  /// Number of the child that a sweep made of the file, from 1; `nil` for the file itself.
  public let sweepChild: Int?
  /// Scenario files that were read, parents first.
  public let files: [DataFile]

  /// Positions in the horizon of the years that the long tables carry: those asked for, and the last.
  public var tableYears: [Int] {
    horizon.years.indices.filter {
      outputs.years.isEmpty || outputs.years.contains(horizon.years[$0]) || horizon.years[$0] == horizon.end
    }
  }

  public init(
    id: String, titleZh: String, descriptionZh: String, data: String, horizon: Horizon,
    parameters: [ScenarioParameter], portfolio: PortfolioChoice, cremationZone: [CremationZoneEntry],
    ensemble: EnsembleChoice, correlations: [RankCorrelation], targets: [ScenarioTarget], outputs: OutputChoice,
    settings: [ScenarioSetting], assignments: [String], sweepChild: Int?, files: [DataFile],
    baseBeds: BaseBedCount? = nil
  ) {
    self.baseBeds = baseBeds
    self.id = id
    self.titleZh = titleZh
    self.descriptionZh = descriptionZh
    self.data = data
    self.horizon = horizon
    self.parameters = parameters
    self.portfolio = portfolio
    self.cremationZone = cremationZone
    self.ensemble = ensemble
    self.correlations = correlations
    self.targets = targets
    self.outputs = outputs
    self.settings = settings
    self.assignments = assignments
    self.sweepChild = sweepChild
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

/// One value of a merged scenario, as written.
public struct ScenarioSetting: Sendable, Hashable {
  /// Dotted path.
  public let path: String
  /// The value in YAML's flow form.
  public let value: String
  public let origin: Origin
  /// 1-based column in Unicode scalars.
  public let column: Int
  /// Places whose value this one replaced, earliest first.
  public let overridden: [Origin]

  public init(path: String, value: String, origin: Origin, column: Int, overridden: [Origin]) {
    self.path = path
    self.value = value
    self.origin = origin
    self.column = column
    self.overridden = overridden
  }
}

/// A target of the scenario's own: a bound on a measure in a year.
public struct ScenarioTarget: Sendable, Hashable {
  public enum Bound: String, Sendable, Hashable {
    case atLeast = "at_least"
    case atMost = "at_most"
  }

  public let measure: Measure
  public let year: Year
  public let bound: Bound
  /// In the measure's unit; shares are fractions of one.
  public let value: Double
  public let origin: Origin

  public init(measure: Measure, year: Year, bound: Bound, value: Double, origin: Origin) {
    self.measure = measure
    self.year = year
    self.bound = bound
    self.value = value
    self.origin = origin
  }

  public func isMet(by value: Double) -> Bool { bound == .atLeast ? value >= self.value : value <= self.value }
}

/// Which years the long tables carry.
public struct OutputChoice: Sendable, Hashable {
  /// Ascending; empty means every year of the horizon.
  public let years: [Year]
  public init(years: [Year]) { self.years = years }
}

/// The portfolio switches of a scenario, at one value of each.
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
    public var beds: Beds
    public let year: Year
    public let origin: Origin

    public init(township: GeoCode?, beds: Beds, year: Year, origin: Origin) {
      self.township = township
      self.beds = beds
      self.year = year
      self.origin = origin
    }
  }

  /// A cap on spending in a year, of one funding source or of all.
  public struct BudgetCap: Sendable, Hashable {
    public let year: Year
    public let fundingSource: String?
    public let amount: WanYuan
    public let origin: Origin

    public init(year: Year, fundingSource: String?, amount: WanYuan, origin: Origin) {
      self.year = year
      self.fundingSource = fundingSource
      self.amount = amount
      self.origin = origin
    }
  }

  public let include: Include
  public var add: [ProjectID] = []
  public var drop: [ProjectID] = []
  /// Delay in whole years for every project (`all`) and for single ones, which add to it.
  public var shiftAll = 0
  public var shift: [ProjectID: Int] = [:]
  /// Year of opening, replacing the data's (shifts still apply).
  public var open: [ProjectID: Year] = [:]
  /// Type of a project's beds, replacing the data's: for instance a destitute home as nursing.
  public var bedType: [ProjectID: BedType] = [:]
  /// Beds of a project, where the plan states none or the scenario assumes others.
  public var beds: [ProjectID: Beds] = [:]
  /// Multiple of a project's beds and investment.
  public var scale: [ProjectID: Double] = [:]
  /// Ordinary beds of the base stock converted to nursing type.
  public var convert: [BedChange] = []
  /// Ordinary beds of the base stock closed, without eviction.
  public var close: [BedChange] = []
  /// Who runs a project (公建民营), replacing the data's.
  public var operators: [ProjectID: Sector] = [:]
  public var budget: [BudgetCap] = []
  /// Switches whose value is uncertain; the fields above hold their central values.
  public var uncertain: [UncertainSwitch] = []

  public init(include: Include) { self.include = include }
}

/// A switch of the portfolio whose value is uncertain.
public struct UncertainSwitch: Sendable, Hashable {
  public enum Target: Sendable, Hashable {
    case shiftAll
    case shift(ProjectID)
    case beds(ProjectID)
    case scale(ProjectID)
    /// Position in the list of conversions or closures.
    case convert(Int)
    case close(Int)
  }

  /// Dotted path in the scenario, which is also the address of its random numbers.
  public let path: String
  public let target: Target
  public let number: UncertainNumber
  public let lowest: Double
  public let highest: Double

  public init(path: String, target: Target, number: UncertainNumber, within range: ClosedRange<Double>) {
    self.path = path
    self.target = target
    self.number = number
    lowest = range.lowerBound
    highest = range.upperBound
  }
}

extension PortfolioChoice {
  /// Whether the portfolio carries out a project.
  public func includes(_ project: Project) -> Bool {
    guard !drop.contains(project.id) else { return false }
    guard !add.contains(project.id) else { return true }
    return switch include {
    case .all: true
    case .none: false
    case .planned: project.status == .planned
    case .reserve: project.status == .reserve
    }
  }

  /// Sets one switch to a value; delays are rounded to whole years.
  public mutating func set(_ target: UncertainSwitch.Target, to value: Double) {
    switch target {
    case .shiftAll: shiftAll = Int(exactly: value.rounded()) ?? 0
    case .shift(let id): shift[id] = Int(exactly: value.rounded()) ?? 0
    case .beds(let id): beds[id] = Beds(value)
    case .scale(let id): scale[id] = value
    case .convert(let index): convert[index].beds = Beds(value)
    case .close(let index): close[index].beds = Beds(value)
    }
  }
}
