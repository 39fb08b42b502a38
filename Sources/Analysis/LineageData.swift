internal import Facilities
public import PlanningModel
public import Simulation

/// Which projects of the portfolio a result depends on.
public enum ProjectUse: String, Sendable, Hashable {
  /// Those with care beds.
  case careBeds
  /// Those that build the cemeteries and columbaria of a row.
  case graves
  case cemeteries
  case renovations
  case serviceCentres
  case all
}

/// Rows of a table of the county's data behind a cell.
public struct LineageData: Sendable, Hashable {
  /// Name of the table without ending.
  public let table: String
  /// Lines of the file; `nil` for the whole table.
  public let lines: [Int]?
  /// What stands in these lines, as a reader knows it.
  public let names: [String]
  /// Keys of the sources; none for a whole table.
  public let sources: [String]
  public let grades: [EvidenceGrade]
  /// Titles of the rules that read them.
  public let rules: [LineageRule]

  /// The rows behind a cell: of the right kind, in the portfolio, and of the places that count.
  ///
  /// Matching shares beds inside a zone, so a township's people in care depend on the homes of its whole zone.
  ///
  /// - Parameters:
  ///   - rules: The closure of the cell's rule.
  ///   - row: The row's cells by column.
  public static func behind(_ rules: [LineageRule], row: [String: String], run: CountyRun) -> [LineageData] {
    let scope = Scope(rules, row, run)
    var found: [LineageData] = []
    for rule in rules {
      for table in rule.data {
        guard let data = scope.rows(table, for: rule), data.lines?.isEmpty != true else { continue }
        if let same = found.firstIndex(where: { $0.table == table && $0.lines == data.lines }) {
          found[same] = LineageData(
            table: table, lines: data.lines, names: data.names, sources: data.sources, grades: data.grades,
            rules: found[same].rules + [rule])
        } else {
          found.append(data)
        }
      }
    }
    return found
  }

  /// Projects behind a cell, by identifier, in the order of the data.
  public static func projects(behind rules: [LineageRule], row: [String: String], run: CountyRun) -> [ProjectID] {
    Scope(rules, row, run).projects.map(\.project.id)
  }
}

/// The part of the county that a row is about.
private struct Scope {
  let row: [String: String]
  let run: CountyRun
  /// Townships of the row; all of them for the county.
  let own: Set<GeoCode>
  /// Townships whose homes count.
  let shared: Set<GeoCode>
  let isCounty: Bool
  let projects: [ScheduledProject]

  init(_ rules: [LineageRule], _ row: [String: String], _ run: CountyRun) {
    self.row = row
    self.run = run
    let all = Set(run.county.townships.map(\.code))
    let named = Set((row["geo_code"] ?? "").split(separator: ";").map { GeoCode(String($0)) }).intersection(all)
    let zone = run.county.zones.first { [row["zone"], row["geo_code"]].contains($0.id.value) }?.id
    let ofZone = Set(run.county.townships.filter { $0.zone == zone }.map(\.code))
    let own = !named.isEmpty ? named : !ofZone.isEmpty ? ofZone : all
    self.own = own
    isCounty = own == all
    let zones = Set(run.county.townships.filter { own.contains($0.code) }.map(\.zone))
    let isMatched = rules.contains { $0.id == "in_care" }
    let shared =
      isMatched ? Set(run.county.townships.filter { zones.contains($0.zone) }.map(\.code)) : own
    self.shared = shared
    let uses = Set(rules.compactMap(\.projects))
    let kind = run.county.funeralFacilities.first { $0.id == row["facility"] }?.kind
    let graveProjects = Set(run.county.funeralFacilities.filter { $0.kind == kind }.compactMap(\.project))
    projects = run.schedule.filter { entry in
      let project = entry.project
      if let id = row["project"], !id.isEmpty { return project.id.value == id }
      let isHere = project.sites.isEmpty || !shared.isDisjoint(with: project.sites)
      return uses.contains { use in
        switch use {
        case .careBeds: project.countsAsCareBed && isHere
        case .graves: graveProjects.contains(project.id)
        case .cemeteries: project.category == .cemetery
        case .renovations: project.category == .renovation
        case .serviceCentres: project.category == .serviceCentre
        case .all: true
        }
      }
    }
  }

  /// `nil` when the rule reads nothing of the table for this row.
  func rows(_ table: String, for rule: LineageRule) -> LineageData? {
    let county = run.county
    func some(_ rows: [(name: String, evidence: Evidence)]) -> LineageData {
      LineageData(
        table: table, lines: rows.map(\.evidence.origin.line), names: rows.map(\.name),
        sources: Set(rows.map(\.evidence.source)).sorted(), grades: Set(rows.map(\.evidence.grade)).sorted(),
        rules: [rule])
    }
    let whole = LineageData(table: table, lines: nil, names: [], sources: [], grades: [], rules: [rule])
    switch table {
    case "projects": return some(projects.map { ($0.project.id.value, $0.project.evidence) })
    case "facilities":
      let changes = run.scenario.portfolio.convert + run.scenario.portfolio.close
      // A change without a place is spread over all homes, so each depends on all.
      guard rule.id == "beds", shared.count < county.townships.count, changes.allSatisfy({ $0.township != nil }) else {
        return whole
      }
      return some(county.facilities.filter { shared.contains($0.township) }.map { ($0.nameZh, $0.evidence) })
    case "funeral_facilities":
      guard let facility = county.funeralFacilities.first(where: { $0.id == row["facility"] }) else { return whole }
      // Facilities of a kind share the places that are needed.
      let kin = county.funeralFacilities.filter {
        rule.id == "grave_opening" ? $0.kind == facility.kind : $0 == facility
      }
      return some(kin.map { ($0.id, $0.evidence) })
    case "townships":
      guard !isCounty else { return whole }
      return some(county.townships.filter { own.contains($0.code) }.map { ($0.nameZh, $0.evidence) })
    case "zones":
      let zones = Set(county.townships.filter { own.contains($0.code) }.map(\.zone))
      guard zones.count < county.zones.count else { return whole }
      return some(county.zones.filter { zones.contains($0.id) }.map { ($0.nameZh, $0.evidence) })
    case "indicators":
      guard let indicator = county.indicators.first(where: { "\($0.number)" == row["indicator"] }) else { return whole }
      return some([("指标\(indicator.number)", indicator.evidence)])
    case "figures" where rule.id == "indicator_quality":
      return some(county.figures.filter { $0.name == "renovated_homes" }.map { ($0.nameZh, $0.evidence) })
    default: return whole
    }
  }
}
