/// Type of a care bed.
public enum BedType: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Nursing bed (护理型床位).
  case nursing
  /// Ordinary bed (普通床位).
  case ordinary

  public static func < (a: BedType, b: BedType) -> Bool { a == .nursing && b == .ordinary }
}

/// Who built a home, or who runs it. 政府运营 is about the operator.
public enum Sector: String, Sendable, Hashable, CaseIterable {
  case government
  case social
}

/// The three readings of demand. They are shown side by side and never averaged.
public enum DemandReading: String, Sendable, Hashable, CaseIterable {
  /// Beds per 1000 elderly: a planning rule, never called unmet need.
  case norm
  /// Disability × uptake.
  case need
  /// Calibrated to beds × occupancy at the base; the headline for unmet need and occupancy.
  case observed
}

/// A home, or several homes of one township taken together, that stands at the base year.
public struct Facility: Sendable, Hashable {
  public let id: String
  public let nameZh: String
  public let township: GeoCode
  /// Number of homes in the row.
  public let homes: Int
  public let beds: Beds
  /// Share of the beds that are of nursing type.
  public let nursingShare: Double
  public let owner: Sector
  public let operatedBy: Sector
  public let evidence: Evidence

  public init(
    id: String, nameZh: String, township: GeoCode, homes: Int, beds: Beds, nursingShare: Double, owner: Sector,
    operatedBy: Sector, evidence: Evidence
  ) {
    self.id = id
    self.nameZh = nameZh
    self.township = township
    self.homes = homes
    self.beds = beds
    self.nursingShare = nursingShare
    self.owner = owner
    self.operatedBy = operatedBy
    self.evidence = evidence
  }
}

/// Identifier of a project, for instance `P01` (planned) or `R09` (reserve).
public struct ProjectID: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let value: String
  public init(_ value: String) { self.value = value }
  public static func < (a: ProjectID, b: ProjectID) -> Bool { a.value < b.value }
  public var description: String { value }
}

/// A project of the plan.
public struct Project: Sendable, Hashable {
  public enum Status: String, Sendable, Hashable, CaseIterable {
    /// 拟实施
    case planned
    /// 储备
    case reserve
  }

  public enum Category: String, Sendable, Hashable, CaseIterable {
    case careHome = "care_home"
    case destituteHome = "destitute_home"
    case serviceCentre = "service_centre"
    case renovation
    case mutualAid = "mutual_aid"
    case psychiatric
    case cemetery
    case funeralStation = "funeral_station"
    case columbarium
    case crematoriumRetrofit = "crematorium_retrofit"
    case funeralHome = "funeral_home"
    case childProtection = "child_protection"
    case other
  }

  public let id: ProjectID
  public let status: Status
  public let category: Category
  public let nameZh: String
  public let nameEn: String
  /// Sites; empty for a county-wide project.
  public let sites: [GeoCode]
  /// Site as the plan writes it.
  public let sitePlanZh: String
  /// Beds stated by the plan, of any kind; `nil` where it states none.
  public let beds: Beds?
  /// Whether the beds count as care beds of 养老机构.
  public let countsAsCareBed: Bool
  /// Type of the care beds; `nil` when they do not count.
  public let bedType: BedType?
  /// Beds of another kind or units, in the words of the plan.
  public let otherCapacityZh: String
  public let owner: Sector
  public let operatedBy: Sector
  public let operatorGrade: EvidenceGrade
  /// Investment stated by the plan; `nil` where it states none.
  public let investment: WanYuan?
  /// First year of spending and year of opening; the plan states neither, so the grade is usually assumption.
  public let startYear: Year
  public let openYear: Year
  public let openEarliest: Year
  public let openLatest: Year
  public let scheduleGrade: EvidenceGrade
  public let fundingSource: String
  public let evidence: Evidence

  public init(
    id: ProjectID, status: Status, category: Category, nameZh: String, nameEn: String, sites: [GeoCode],
    sitePlanZh: String, beds: Beds?, countsAsCareBed: Bool, bedType: BedType?, otherCapacityZh: String, owner: Sector,
    operatedBy: Sector, operatorGrade: EvidenceGrade, investment: WanYuan?, startYear: Year, openYear: Year,
    openEarliest: Year, openLatest: Year, scheduleGrade: EvidenceGrade, fundingSource: String, evidence: Evidence
  ) {
    self.id = id
    self.status = status
    self.category = category
    self.nameZh = nameZh
    self.nameEn = nameEn
    self.sites = sites
    self.sitePlanZh = sitePlanZh
    self.beds = beds
    self.countsAsCareBed = countsAsCareBed
    self.bedType = bedType
    self.otherCapacityZh = otherCapacityZh
    self.owner = owner
    self.operatedBy = operatedBy
    self.operatorGrade = operatorGrade
    self.investment = investment
    self.startYear = startYear
    self.openYear = openYear
    self.openEarliest = openEarliest
    self.openLatest = openLatest
    self.scheduleGrade = scheduleGrade
    self.fundingSource = fundingSource
    self.evidence = evidence
  }
}
