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
  /// How many rows.
  public let count: Int
  /// Keys of the sources.
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
    let index = LineageIndex(run)
    let scope = index.scope(row)
    let projects = index.projects(rules, scope)
    var found: [LineageData] = []
    for rule in rules {
      for table in rule.data {
        let rows = index.rows(table, for: rule, rules, scope, projects)
        guard !rows.sources.isEmpty else { continue }
        let data = LineageData(table: table, rows, [rule])
        if let same = found.firstIndex(where: { $0.table == table && $0.lines == data.lines }) {
          found[same] = LineageData(
            table: table, lines: data.lines, names: data.names, count: data.count, sources: data.sources,
            grades: Set(found[same].grades + data.grades).sorted(), rules: found[same].rules + [rule])
        } else {
          found.append(data)
        }
      }
    }
    return found
  }

  /// The form in which the rules stand behind a row's cells: its year, its ages, its reading of demand.
  public static func form(of row: [String: String], run: CountyRun) -> LineageForm { LineageIndex(run).scope(row).form }

  /// Projects behind a cell, by identifier, in the order of the data.
  public static func projects(behind rules: [LineageRule], row: [String: String], run: CountyRun) -> [ProjectID] {
    let index = LineageIndex(run)
    return index.projects(rules, index.scope(row)).map(\.project.id)
  }

  private init(table: String, _ rows: LineageRows, _ rules: [LineageRule]) {
    let some = rows.sources.sorted { $0.evidence.origin.line < $1.evidence.origin.line }
    let isWhole = if case .whole = rows { true } else { false }
    self.init(
      table: table, lines: isWhole ? nil : some.map(\.evidence.origin.line), names: isWhole ? [] : some.map(\.name),
      count: some.count, sources: Set(some.map(\.evidence.source)).sorted(), grades: Set(some.map(\.grade)).sorted(),
      rules: rules)
  }

  private init(
    table: String, lines: [Int]?, names: [String], count: Int, sources: [String], grades: [EvidenceGrade],
    rules: [LineageRule]
  ) {
    self.table = table
    self.lines = lines
    self.names = names
    self.count = count
    self.sources = sources
    self.grades = grades
    self.rules = rules
  }
}

extension LineageIndex {
  /// What a row of an output table is about.
  func scope(_ row: [String: String]) -> LineageScope {
    var scope = LineageScope(place(row["geo_code"] ?? "", zone: row["zone"] ?? ""))
    scope.year = row["year"].flatMap { Int($0) }.map { Year($0) }
    scope.sex = row["sex"].flatMap(Sex.init(rawValue:))
    scope.project = row["project"].flatMap { $0.isEmpty ? nil : $0 }
    scope.facility = row["facility"]
    scope.indicator = row["indicator"].flatMap { Int($0) }
    scope.definition = row["definition"].flatMap(DisabilityDefinition.init(rawValue:))
    if let status = row["status"].flatMap(CareUnit.Status.init(rawValue:)),
      let type = row["bed_type"].flatMap(BedType.init(rawValue:)),
      let owner = row["owner"].flatMap(Sector.init(rawValue:)),
      let operatedBy = row["operator"].flatMap(Sector.init(rawValue:))
    {
      scope.homes = LineageHomes(status: status, type: type, owner: owner, operatedBy: operatedBy)
    }
    scope.form.isBase = scope.year == run.horizon.start
    scope.form.isCarried = run.lead > 0
    scope.form.reading = row["reading"].flatMap(DemandReading.init(rawValue:)) ?? .observed
    if let group = row["age_group"] {
      scope.ages = AgeGroup(label: group)
    } else if let measure = row["measure"] {
      scope.ages = Measure(rawValue: measure).flatMap { Lineage.ages(of: $0) }
      if let measure = DemographicMeasure(rawValue: measure) { scope.divide(by: measure) }
    } else if row["reading"] == DemandReading.norm.rawValue {
      scope.ages = Lineage.ages(of: .demandNorm)
    }
    scope.happened = happened(row)
    // A row of what happened names its subject in one column, whatever it is.
    if row["kind"] == Actual.Kind.project.rawValue { scope.project = row["subject"] }
    if row["kind"] == Actual.Kind.indicator.rawValue { scope.indicator = row["subject"].flatMap { Int($0) } }
    settleCount(&scope)
    return scope
  }

  /// The facts that a row shows.
  private func happened(_ row: [String: String]) -> [Actual] {
    if let subject = row["subject"] {
      return run.county.happened.filter {
        $0.subject.kind.rawValue == row["kind"] && $0.subject.key == subject && $0.aspect.rawValue == row["aspect"]
          && "\($0.year)" == row["year"]
      }
    }
    if let measure = row["measure"].flatMap(Measure.init(rawValue:)) {
      return run.county.happened.filter { $0.subject == .measure(measure) && "\($0.year)" == row["year"] }
    }
    if let indicator = run.county.indicators.first(where: { "\($0.number)" == row["indicator"] }) {
      return [run.county.actual(of: indicator)].compactMap(\.self)
    }
    guard let id = row["project"] else { return [] }
    return run.county.happened.filter { $0.subject == .project(ProjectID(id)) && $0.aspect.isYear }
  }

  func settleCount(_ scope: inout LineageScope) {
    guard scope.form.isBase, !scope.form.isCarried, let ages = scope.ages else { return }
    scope.form.count = count(ages, cuts: scope.cuts, sex: scope.sex, scope.place)
  }
}

extension Lineage {
  /// The ages whose number a measure of the base year needs; `nil` where single years are used.
  static func ages(of measure: Measure) -> AgeGroup? {
    switch measure {
    case .residents: AgeGroup(lower: 0, upper: nil)
    case .pop60, .demandNorm, .demandNormAll, .bedsPer1000Residents60, .bedsPer1000Registered60:
      AgeGroup(lower: 60, upper: nil)
    case .pop65, .bedsPer1000Residents65: AgeGroup(lower: 65, upper: nil)
    case .pop80: AgeGroup(lower: 80, upper: nil)
    default: nil
    }
  }

  /// The ages at which an indicator divides all residents; `nil` where it uses single years.
  fileprivate static func cuts(of measure: DemographicMeasure) -> [Int]? {
    switch measure {
    case .share60: [60]
    case .share65: [65]
    case .share80: [80]
    case .childDependency, .oldAgeDependency65, .totalDependency, .potentialSupport: [15, 65]
    case .oldAgeDependency60: [15, 60]
    case .sexRatio: []
    default: nil
    }
  }
}

extension LineageScope {
  /// Takes on the ages of a demographic indicator.
  mutating func divide(by measure: DemographicMeasure) {
    guard let cuts = Lineage.cuts(of: measure) else { return }
    ages = AgeGroup(lower: 0, upper: nil)
    self.cuts = cuts
    // Townships state both sexes together.
    if measure == .sexRatio, !place.isCounty { ages = nil }
  }
}

extension AgeGroup {
  /// The group of a label: `total`, `5-9` or `85+`.
  fileprivate init?(label: String) {
    let bounds = label.split(separator: "-").compactMap { Int($0) }
    if label == "total" {
      self.init(lower: 0, upper: nil)
    } else if label.hasSuffix("+"), let lower = Int(label.dropLast()) {
      self.init(lower: lower, upper: nil)
    } else if let lower = bounds.first, let upper = bounds.last {
      self.init(lower: lower, upper: upper)
    } else {
      return nil
    }
  }
}
