/// What was counted of a county beside its censuses: one number at one moment, or over the year before it.
public struct Observation: Sendable, Hashable {
  /// Numbers that the model has too.
  public enum Quantity: String, Sendable, Hashable, CaseIterable {
    case residents
    case residents60 = "residents_60"
    case residents65 = "residents_65"
    case residents80 = "residents_80"
    /// Of residents, in the twelve months before the moment.
    case births
    case deaths
    /// Residents and people registered here who live elsewhere.
    case registered
    case beds
    case nursingBeds = "nursing_beds"
    case governmentBeds = "government_beds"
    case peopleInCare = "people_in_care"
    /// In the twelve months before the moment.
    case cremations

    /// A quantity by the name that a row gives it.
    public init?(name: String) { self.init(rawValue: name == "resident_population" ? "residents" : name) }

    public var isFlow: Bool { self == .births || self == .deaths || self == .cremations }
    /// Whether the population alone gives it, without homes and graves.
    public var isOfPopulation: Bool {
      switch self {
      case .residents, .residents60, .residents65, .residents80, .births, .deaths, .registered: true
      case .beds, .nursingBeds, .governmentBeds, .peopleInCare, .cremations: false
      }
    }
    /// Youngest age of those counted; `nil` where it is no count of residents.
    public var youngest: Int? {
      switch self {
      case .residents: 0
      case .residents60: 60
      case .residents65: 65
      case .residents80: 80
      default: nil
      }
    }
    /// Units in which it may be written.
    public var units: [String] {
      switch self {
      case .beds, .nursingBeds, .governmentBeds: ["张"]
      case .cremations: ["具", "人"]
      default: ["人"]
      }
    }
  }

  /// What a run does with it.
  public enum Use: String, Sendable, Hashable, CaseIterable {
    /// Futures are chosen by how well they agree with it.
    case condition
    /// The residents from whom a county starts whose base lies after its census.
    case base
    /// Compared with what is projected, and nothing else.
    case check
    /// Neither: another frame or another place.
    case context
  }

  public let name: String
  public let nameZh: String
  public let value: Double
  public let unit: String
  /// Decimal year, for instance 2024.0 for the end of 2023; the end of the twelve months of a flow.
  public let time: Double
  /// Standard deviation of its error relative to the value; `nil` where nobody states one.
  public let relativeDeviation: Double?
  public let use: Use
  public let evidence: Evidence

  /// - Parameter use: `nil` compares what the model has too, and leaves the rest.
  public init(
    name: String, nameZh: String, value: Double, unit: String, time: Double, relativeDeviation: Double? = nil,
    use: Use? = nil, evidence: Evidence
  ) {
    self.name = name
    self.nameZh = nameZh
    self.value = value
    self.unit = unit
    self.time = time
    self.relativeDeviation = relativeDeviation
    self.use = use ?? (Quantity(name: name) == nil ? .context : .check)
    self.evidence = evidence
  }

  public var quantity: Quantity? { Quantity(name: name) }
  /// Whether it stands beside what is projected.
  public var isCompared: Bool { quantity != nil && use != .context }
}

extension County {
  /// Observations of a quantity that stand beside what is projected, by time.
  public func observations(of quantity: Observation.Quantity) -> [Observation] {
    observations.filter { $0.quantity == quantity && $0.use != .context }.sorted { $0.time < $1.time }
  }

  /// Year of the census that the projection starts from: the last one up to the base year.
  public var censusYear: Year { census.map(\.year).filter { $0 <= baseYear }.max() ?? baseYear }

  /// The residents from whom the county starts where its base lies after its census; `nil` where the model's own number
  /// serves, or the base is a census.
  public var baseResidents: Observation? {
    guard censusYear < baseYear else { return nil }
    return observations.first { $0.quantity == .residents && $0.use == .base }
  }
}
