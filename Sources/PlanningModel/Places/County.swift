/// The nine-digit code of a township (乡镇街道); a county's code has six digits. Only a synthetic county of more than 999
/// townships has longer ones.
public struct GeoCode: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let value: String
  public init(_ value: String) { self.value = value }
  public static func < (a: GeoCode, b: GeoCode) -> Bool { a.value < b.value }
  public var description: String { value }

  /// Address of the place in random numbers, in 64 bits: the code itself where it is a number, else a hash of its letters.
  public var address: UInt64 {
    if !value.hasPrefix("0"), value.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt64(value),
      number < 1 << 63
    {
      return number
    }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in value.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash | 1 << 63
  }
}

/// Identifier of a zone (片区).
public struct ZoneID: Sendable, Hashable, Comparable {
  public let value: String
  public init(_ value: String) { self.value = value }
  public static func < (a: ZoneID, b: ZoneID) -> Bool { a.value < b.value }
}

/// A zone (片区): townships whose figures are reported together.
public struct Zone: Sendable, Hashable {
  public let id: ZoneID
  public let nameZh: String
  public let nameEn: String
  /// The county town (城区), where beds are tight.
  public let isCity: Bool
  public let evidence: Evidence

  public init(id: ZoneID, nameZh: String, nameEn: String, isCity: Bool, evidence: Evidence) {
    self.id = id
    self.nameZh = nameZh
    self.nameEn = nameEn
    self.isCity = isCity
    self.evidence = evidence
  }
}

/// What a township's residents rest on, best first.
public enum PopulationBasis: String, Sendable, Hashable, CaseIterable {
  /// A count, or a figure that the county gives.
  case counted
  /// Registered people times residents per registered person.
  case registered
  /// A part of a group of townships whose share of the county is known.
  case group
  /// A part of what the others leave, by villages and communities.
  case settlements
}

/// Townships whose share of the county's residents is known together, within bounds.
public struct PopulationGroup: Sendable, Hashable {
  public let townships: [GeoCode]
  /// 80% interval of their residents, relative to the central figure.
  public let low: Double
  public let high: Double

  public init(townships: [GeoCode], low: Double, high: Double) {
    self.townships = townships
    self.low = low
    self.high = high
  }
}

/// A row of the county's data from which a township's residents were computed.
public struct PopulationSource: Sendable, Hashable {
  /// Name of the table.
  public let table: String
  public let name: String
  public let evidence: Evidence

  public init(table: String, name: String, evidence: Evidence) {
    self.table = table
    self.name = name
    self.evidence = evidence
  }
}

/// A township (乡镇街道).
public struct Township: Sendable, Hashable {
  public enum CremationStatus: String, Sendable, Hashable, CaseIterable {
    case inside = "yes"
    case outside = "no"
    /// May be added to the zone; outside until a scenario says otherwise.
    case candidate
  }

  public let code: GeoCode
  public let nameZh: String
  public let nameEn: String
  /// 街道, 镇 or 乡.
  public let kindZh: String
  public let zone: ZoneID
  /// Degrees, WGS84.
  public let longitude: Double
  public let latitude: Double
  public let residents: Persons
  /// 80% interval of the residents.
  public let residentsLow: Persons
  public let residentsHigh: Persons
  public let residents60: Persons
  public let residents65: Persons
  /// How well the residents are known.
  public let populationGrade: EvidenceGrade
  /// How well those of 60 and over and of 65 and over are known.
  public let elderlyGrade: EvidenceGrade
  public let basis: PopulationBasis
  /// Rows behind the residents where the township's own row does not give them.
  public let populationSources: [PopulationSource]
  /// Those of them that speak of this township alone.
  public let ownSources: [PopulationSource]
  public let cremationZone: CremationStatus
  public let cremationZoneGrade: EvidenceGrade
  /// Villages and communities (村、社区).
  public let settlements: Int
  public let evidence: Evidence

  public init(
    code: GeoCode, nameZh: String, nameEn: String, kindZh: String, zone: ZoneID, longitude: Double, latitude: Double,
    residents: Persons, residentsLow: Persons, residentsHigh: Persons, residents60: Persons, residents65: Persons,
    populationGrade: EvidenceGrade, cremationZone: CremationStatus, cremationZoneGrade: EvidenceGrade,
    settlements: Int, evidence: Evidence, elderlyGrade: EvidenceGrade? = nil, basis: PopulationBasis = .counted,
    populationSources: [PopulationSource] = [], ownSources: [PopulationSource] = []
  ) {
    self.ownSources = ownSources
    self.elderlyGrade = elderlyGrade ?? populationGrade
    self.basis = basis
    self.populationSources = populationSources
    self.code = code
    self.nameZh = nameZh
    self.nameEn = nameEn
    self.kindZh = kindZh
    self.zone = zone
    self.longitude = longitude
    self.latitude = latitude
    self.residents = residents
    self.residentsLow = residentsLow
    self.residentsHigh = residentsHigh
    self.residents60 = residents60
    self.residents65 = residents65
    self.populationGrade = populationGrade
    self.cremationZone = cremationZone
    self.cremationZoneGrade = cremationZoneGrade
    self.settlements = settlements
    self.evidence = evidence
  }
}

/// A county (县): everything that its data package says, checked.
public struct County: Sendable {
  public let code: GeoCode
  public let nameZh: String
  public let nameEn: String
  public let baseYear: Year
  /// Documents behind the evidence, by key.
  public let sources: [Source]
  public let zones: [Zone]
  /// In order of code.
  public let townships: [Township]
  /// Groups of townships whose share of the county is known together.
  public let populationGroups: [PopulationGroup]
  /// Residents (常住) of the county by census year, sex and age group.
  public let census: [CensusCount]
  /// Residents by census year, sex and age group of the population to which the death rates belong, most often the nation; empty
  /// where the package has none. What two of its censuses say of each other is coverage and mortality, not migration.
  public let referenceCensus: [CensusCount]
  public let mortality: [MortalityRate]
  public let fertility: [FertilityReference]
  /// Registered deaths by township; empty where the county has none.
  public let deaths: [DeathCount]
  public let disability: [DisabilityPrevalence]
  public let registered: [RegisteredCount]
  /// Parameter values with interval and source; paths are those of ``ParameterCatalogue``.
  public let parameters: [CountyParameter]
  public internal(set) var facilities: [Facility]
  public let projects: [Project]
  public let funeralFacilities: [FuneralFacility]
  public let indicators: [PlanIndicator]
  public let figures: [PlanFigure]
  public let statements: [PlanStatement]
  public let observations: [Observation]
  /// What happened since the base, as `actuals` gives it; see ``happened`` for all that is known.
  public let actuals: [Actual]
  /// Lines of `actuals` that nobody has filled in yet.
  public let asked: [AskedActual]
  /// What is left of a new package's placeholders, by table; empty when every row has been replaced.
  public let placeholders: [TablePlaceholders]
  /// Files as they were read, the descriptor first; paths are relative to the package.
  public let files: [DataFile]

  public init(
    code: GeoCode, nameZh: String, nameEn: String, baseYear: Year, sources: [Source], zones: [Zone],
    townships: [Township], census: [CensusCount], mortality: [MortalityRate], fertility: [FertilityReference],
    disability: [DisabilityPrevalence], registered: [RegisteredCount], parameters: [CountyParameter],
    facilities: [Facility], projects: [Project], funeralFacilities: [FuneralFacility], indicators: [PlanIndicator],
    figures: [PlanFigure], statements: [PlanStatement], observations: [Observation], files: [DataFile],
    referenceCensus: [CensusCount] = [], deaths: [DeathCount] = [], placeholders: [TablePlaceholders] = [],
    populationGroups: [PopulationGroup] = [], actuals: [Actual] = [], asked: [AskedActual] = []
  ) {
    self.actuals = actuals
    self.asked = asked
    self.referenceCensus = referenceCensus
    self.populationGroups = populationGroups
    self.deaths = deaths
    self.placeholders = placeholders
    self.code = code
    self.nameZh = nameZh
    self.nameEn = nameEn
    self.baseYear = baseYear
    self.sources = sources
    self.zones = zones
    self.townships = townships
    self.census = census
    self.mortality = mortality
    self.fertility = fertility
    self.disability = disability
    self.registered = registered
    self.parameters = parameters
    self.facilities = facilities
    self.projects = projects
    self.funeralFacilities = funeralFacilities
    self.indicators = indicators
    self.figures = figures
    self.statements = statements
    self.observations = observations
    self.files = files
  }
}

/// Rows of a table that still hold what a new package puts there instead of data.
public struct TablePlaceholders: Sendable, Hashable {
  public let table: String
  public let titleZh: String
  public let rows: Int
  /// All rows of the table.
  public let of: Int

  public init(table: String, titleZh: String, rows: Int, of: Int) {
    self.table = table
    self.titleZh = titleZh
    self.rows = rows
    self.of = of
  }
}

/// A document behind the evidence.
public struct Source: Sendable, Hashable {
  public let key: String
  public let title: String
  public let place: String

  public init(key: String, title: String, place: String) {
    self.key = key
    self.title = title
    self.place = place
  }
}

/// An input file as it was read: the bytes that were parsed are the bytes that the manifest names.
public struct DataFile: Sendable, Hashable {
  public let path: String
  public let bytes: [UInt8]
  /// Encoding as detected: `utf-8`, `utf-8-bom` or `gb18030`.
  public let encoding: String

  public init(path: String, bytes: [UInt8], encoding: String = "utf-8") {
    self.path = path
    self.bytes = bytes
    self.encoding = encoding
  }
}

extension County {
  /// A township's name for readers, with its code behind it where another township has the same name.
  public func shownName(_ township: Township) -> String {
    let isShared = townships.contains { $0.nameZh == township.nameZh && $0.code != township.code }
    return isShared ? "\(township.nameZh)（\(township.code)）" : township.nameZh
  }
}
