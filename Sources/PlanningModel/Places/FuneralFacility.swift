/// A cemetery, columbarium or funeral home, standing or part of a project.
public struct FuneralFacility: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case funeralHome = "funeral_home"
    case funeralStation = "funeral_station"
    case urbanCemetery = "urban_cemetery"
    case ruralCemetery = "rural_cemetery"
    case columbarium
  }

  public let id: String
  public let nameZh: String
  public let kind: Kind
  /// Township where it stands; `nil` when the plan does not say.
  public let township: GeoCode?
  /// Project that builds it; `nil` for a standing one.
  public let project: ProjectID?
  /// Places (plots, niches) stated; `nil` where no source states any: then there is no exhaustion year.
  public let capacity: Double?
  /// Places used at the base year; `nil` when unknown.
  public let used: Double?
  /// Land in 亩; `nil` when unknown.
  public let landMu: Double?
  /// Cremators; `nil` when unknown.
  public let cremators: Double?
  public let evidence: Evidence
  public let noteZh: String

  public init(
    id: String, nameZh: String, kind: Kind, township: GeoCode?, project: ProjectID?, capacity: Double?, used: Double?,
    landMu: Double?, cremators: Double?, evidence: Evidence, noteZh: String
  ) {
    self.id = id
    self.nameZh = nameZh
    self.kind = kind
    self.township = township
    self.project = project
    self.capacity = capacity
    self.used = used
    self.landMu = landMu
    self.cremators = cremators
    self.evidence = evidence
    self.noteZh = noteZh
  }
}
