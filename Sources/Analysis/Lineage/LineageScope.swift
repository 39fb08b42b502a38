internal import Demography
internal import Facilities
internal import PlanningModel
internal import Simulation

/// Where in the county a cell stands.
struct LineagePlace: Sendable {
  /// Positions of the townships that it counts.
  let own: [Int]
  /// Those whose homes count: matching shares beds inside a zone.
  let shared: [Int]
  let isCounty: Bool
}

/// One row of the county's data behind a cell, with the grade of the columns that are read.
struct LineageSource {
  let name: String
  let evidence: Evidence
  let grade: EvidenceGrade
}

/// Rows of one table behind a cell.
enum LineageRows {
  case whole([LineageSource])
  case some([LineageSource])

  var sources: [LineageSource] {
    switch self {
    case .whole(let rows), .some(let rows): rows
    }
  }
}

/// The homes that a row of the stock is about.
struct LineageHomes: Sendable {
  let status: CareUnit.Status
  let type: BedType
  let owner: Sector
  let operatedBy: Sector

  func hold(_ facility: Facility) -> Bool {
    status == .base && facility.owner == owner && facility.operatedBy == operatedBy
  }

  func hold(_ entry: ScheduledProject) -> Bool {
    status == (entry.project.status == .planned ? .planned : .reserve) && entry.project.owner == owner
      && entry.operatedBy == operatedBy && entry.bedType == type
  }
}

/// What a row of the output is about: place, year, ages, and the project, facility or indicator that it names.
struct LineageScope: Sendable {
  var place: LineagePlace
  var form = LineageForm()
  var year: Year?
  var sex: Sex?
  var ages: AgeGroup?
  /// Ages at which a ratio of the ages divides them.
  var cuts: [Int] = []
  var project: String?
  var facility: String?
  var indicator: Int?
  var definition: DisabilityDefinition?
  var homes: LineageHomes?
  /// What the row says that happened.
  var happened: [Actual] = []

  init(_ place: LineagePlace) { self.place = place }
}

/// The county's data as the lineage reads it: which rows stand behind a rule, and how well each is known.
struct LineageIndex: Sendable {
  let run: CountyRun
  let county: LineagePlace
  let zones: [LineagePlace]
  let townships: [LineagePlace]
  private let position: [GeoCode: Int]
  private let facilitiesOf: [Int: [Facility]]
  private let census: [CensusCount]
  /// Whether the conversions and closures all name their township.
  private let changesArePlaced: Bool

  init(_ run: CountyRun) {
    self.run = run
    let all = Array(run.county.townships.indices)
    position = Dictionary(uniqueKeysWithValues: all.map { (run.county.townships[$0].code, $0) })
    county = LineagePlace(own: all, shared: all, isCounty: true)
    var members: [ZoneID: [Int]] = [:]
    for place in all { members[run.county.townships[place].zone, default: []].append(place) }
    zones = run.county.zones.map { zone in
      let own = members[zone.id] ?? []
      return LineagePlace(own: own, shared: own, isCounty: own.count == all.count)
    }
    townships = all.map { place in
      LineagePlace(
        own: [place], shared: members[run.county.townships[place].zone] ?? [], isCounty: all.count == 1)
    }
    var homes: [Int: [Facility]] = [:]
    for facility in run.county.facilities {
      if let place = position[facility.township] { homes[place, default: []].append(facility) }
    }
    facilitiesOf = homes
    census = run.county.census.filter { $0.year == run.county.censusYear }
    changesArePlaced = (run.scenario.portfolio.convert + run.scenario.portfolio.close).allSatisfy { $0.township != nil }
  }

  /// The place that a row names by its townships' codes, or by a zone.
  func place(_ codes: String, zone: String) -> LineagePlace {
    let named = codes.split(separator: ";").compactMap { position[GeoCode(String($0))] }
    if named.count == 1 { return townships[named[0]] }
    if !named.isEmpty {
      let zones = Set(named.map { run.county.townships[$0].zone })
      let shared = run.county.townships.indices.filter { zones.contains(run.county.townships[$0].zone) }
      return LineagePlace(own: named.sorted(), shared: shared, isCounty: named.count == position.count)
    }
    return run.county.zones.firstIndex { [zone, codes].contains($0.id.value) }.map { zones[$0] } ?? county
  }

  /// Projects behind the rules of a cell, in the order of the data.
  func projects(_ rules: [LineageRule], _ scope: LineageScope) -> [ScheduledProject] {
    if let id = scope.project { return run.schedule.filter { $0.project.id.value == id } }
    let uses = Set(rules.compactMap(\.projects))
    guard !uses.isEmpty else { return [] }
    let here = rules.contains { $0.id == "in_care" } ? scope.place.shared : scope.place.own
    let codes = Set(here.map { run.county.townships[$0].code })
    let kind = run.county.funeralFacilities.first { $0.id == scope.facility }?.kind
    let graves = Set(run.county.funeralFacilities.filter { $0.kind == kind }.compactMap(\.project))
    return run.schedule.filter { entry in
      let project = entry.project
      guard scope.homes?.hold(entry) ?? true else { return false }
      return uses.contains { use in
        switch use {
        case .careBeds: project.countsAsCareBed && (project.sites.isEmpty || !codes.isDisjoint(with: project.sites))
        case .graves: graves.contains(project.id)
        case .cemeteries: project.category == .cemetery
        case .renovations: project.category == .renovation
        case .serviceCentres: project.category == .serviceCentre
        case .all: true
        }
      }
    }
  }

  /// The rows of a table that a rule reads for a cell.
  ///
  /// - Parameters:
  ///   - rules: The closure of the cell's rule.
  ///   - projects: Those behind the cell.
  func rows(
    _ table: String, for rule: LineageRule, _ rules: [LineageRule], _ scope: LineageScope,
    _ projects: [ScheduledProject]
  ) -> LineageRows {
    let all = run.county
    switch table {
    case "population": return people(rule, scope)
    case "mortality": return .whole(all.mortality.map { source("", $0.evidence) })
    case "fertility": return .whole(all.fertility.map { source("", $0.evidence) })
    case "deaths": return .whole(all.deaths.map { source("", $0.evidence) })
    case "parameters": return .whole(all.parameters.map { source($0.path, $0.evidence) })
    case "observations" where rule.id == "population":
      // Those that choose the futures, and the total of a base after the census.
      let used = (run.scenario.ensemble.draws > 0 ? run.conditions : []) + (all.baseResidents.map { [$0] } ?? [])
      return .some(used.map { source($0.nameZh, $0.evidence) })
    case "actuals": return happened(scope, isObservation: false)
    case "observations" where rule.id == "actual_data" || rule.id == "actual_gap":
      return happened(scope, isObservation: true)
    case "observations": return .whole(all.observations.map { source($0.nameZh, $0.evidence) })
    case "disability":
      let wanted = rule.id == "disability" ? scope.definition : .severe
      let rows = all.disability.filter { wanted == nil || $0.definition == wanted }
      return .some(rows.map { source($0.age.label, $0.evidence) })
    case "registered" where rule.id == "population" || rule.id == "absent":
      let away = run.model.migration.absent == nil ? nil : all.registeredAtBase
      return .some(away.map { [source("\($0.year)", $0.evidence)] } ?? [])
    case "registered": return .some(registered(scope))
    case "reference_census":
      return .whole(
        run.model.calibration.reference == nil ? [] : all.referenceCensus.map { source("", $0.evidence) })
    case "projects":
      return .some(
        projects.map {
          LineageSource(name: $0.project.id.value, evidence: $0.project.evidence, grade: grade($0, rule))
        })
    case "facilities":
      // A change without a place is spread over all homes, so each depends on all.
      let here = rules.contains { $0.id == "in_care" } ? scope.place.shared : scope.place.own
      guard rule.id == "base_beds",
        scope.homes != nil || here.count < all.townships.count && (changesArePlaced || scope.form.isBase)
      else {
        return .whole(all.facilities.map { source($0.nameZh, $0.evidence) })
      }
      let homes = here.flatMap { facilitiesOf[$0] ?? [] }.filter { scope.homes?.hold($0) ?? true }
      return .some(homes.map { source($0.nameZh, $0.evidence) })
    case "townships": return townshipRows(rule, scope)
    case "township_observations", "settlement_classes": return observed(table, rule, scope)
    case "zones":
      let ids = Set(scope.place.own.map { all.townships[$0].zone })
      let rows = all.zones.filter { ids.contains($0.id) }.map { source($0.nameZh, $0.evidence) }
      return ids.count < all.zones.count ? .some(rows) : .whole(rows)
    case "funeral_facilities": return funeral(rule, scope)
    case "indicators":
      let rows = all.indicators.filter {
        rule.id == "conversions_needed" ? $0.measure == .nursingShare : $0.number == scope.indicator
      }
      return .some(rows.map { source("指标\($0.number)", $0.evidence) })
    case "figures":
      return .some(all.figures.filter { $0.name == "renovated_homes" }.map { source($0.nameZh, $0.evidence) })
    default: return .some([])
    }
  }

  private func happened(_ scope: LineageScope, isObservation: Bool) -> LineageRows {
    .some(
      scope.happened.filter { $0.isObservation == isObservation }.map {
        source("\($0.subject.key) \($0.year)", $0.evidence)
      })
  }

  private func source(_ name: String, _ evidence: Evidence) -> LineageSource {
    LineageSource(name: name, evidence: evidence, grade: evidence.grade)
  }

  /// Census rows: of the base year, with the ages and the sex of the cell when it only adds them up; for the calibration also
  /// those of the census before it.
  private func people(_ rule: LineageRule, _ scope: LineageScope) -> LineageRows {
    func name(_ row: CensusCount) -> String { "\(row.year) \(row.sex.rawValue) \(row.age.label)" }
    switch rule.id {
    case "census_counts":
      let rows = census.filter { row in
        (scope.sex == nil || row.sex == scope.sex) && (scope.ages?.holds(row.age) ?? true)
      }
      return .some(rows.map { source(name($0), $0.evidence) })
    case "base_population": return .some(census.map { source(name($0), $0.evidence) })
    case "calibration_census" where run.model.calibration.earlier == nil:
      return .some(census.map { source(name($0), $0.evidence) })
    case "input_quality":
      let rows = run.county.census.filter { scope.year == nil || $0.year == scope.year }
      return .some(rows.map { source(name($0), $0.evidence) })
    default: return .whole(run.county.census.map { source(name($0), $0.evidence) })
    }
  }

  private func townshipRows(_ rule: LineageRule, _ scope: LineageScope) -> LineageRows {
    func row(_ place: Int, _ grade: EvidenceGrade) -> LineageSource {
      let township = run.county.townships[place]
      return LineageSource(name: township.nameZh, evidence: township.evidence, grade: grade)
    }
    let all = run.county.townships
    switch rule.id {
    case "base_population", "population":
      return .whole(all.indices.map { row($0, all[$0].populationGrade.weakened(by: all[$0].elderlyGrade)) })
    case "township_counts":
      let isOld = (scope.ages?.lower ?? 0) >= 60
      return .some(scope.place.own.map { row($0, isOld ? all[$0].elderlyGrade : all[$0].populationGrade) })
    case "cremated":
      let rows = scope.place.own.map { row($0, all[$0].cremationZoneGrade) }
      return scope.place.isCounty ? .whole(rows) : .some(rows)
    default: return .whole(all.indices.map { row($0, all[$0].evidence.grade) })
    }
  }

  /// Rows from which the residents of the townships were computed: of the places themselves where only these are read.
  private func observed(_ table: String, _ rule: LineageRule, _ scope: LineageScope) -> LineageRows {
    let all = run.county.townships
    let places = rule.id == "township_counts" ? scope.place.own : Array(all.indices)
    let isOld = rule.id == "township_counts" && (scope.ages?.lower ?? 0) >= 60
    var seen: Set<Origin> = []
    let rows = places.flatMap { place -> [PopulationSource] in
      // A count of all ages says nothing of the old, and theirs nothing of it.
      guard rule.id == "township_counts", all[place].basis == .counted, let ages = scope.ages else {
        return all[place].populationSources
      }
      let isAllotted = isOld && all[place].populationSources.contains { $0.table == "settlement_classes" }
      return isAllotted
        ? all[place].populationSources
        : all[place].ownSources.filter { $0.name == (isOld ? "residents\(ages.lower)" : "residents") }
    }.filter { $0.table == table && seen.insert($0.evidence.origin).inserted }
    return .some(rows.map { source($0.name, $0.evidence) })
  }

  /// The count of the year itself, or those between which it lies.
  private func registered(_ scope: LineageScope) -> [LineageSource] {
    let group: RegisteredCount.Group = scope.ages?.lower == 0 ? .total : .elderly60
    let rows = run.county.registered.filter { $0.group == group }.sorted { $0.year < $1.year }
    guard let year = scope.year else { return rows.map { source("\($0.year)", $0.evidence) } }
    let before = rows.last { $0.year <= year }
    let after = rows.first { $0.year >= year }
    let used = before?.year == after?.year ? [before] : [before, after]
    return used.compactMap { $0 }.map { source("\($0.year)", $0.evidence) }
  }

  private func funeral(_ rule: LineageRule, _ scope: LineageScope) -> LineageRows {
    let all = run.county.funeralFacilities
    if rule.id == "indicator_burial" {
      return .some(
        all.filter { $0.kind == .ruralCemetery && $0.project == nil }.map { source($0.id, $0.evidence) })
    }
    guard let facility = all.first(where: { $0.id == scope.facility }) else {
      return .whole(all.map { source($0.id, $0.evidence) })
    }
    // Facilities of a kind share the places that are needed.
    let kin = all.filter { rule.id == "grave_opening" ? $0.kind == facility.kind : $0 == facility }
    return .some(kin.map { source($0.id, $0.evidence) })
  }

  // MARK: What the scenario says of a project

  /// The grade of what a rule reads of a project. A number that the scenario writes in place of the plan's is an assumption; a
  /// choice among what could be done (which projects, who runs them, which beds are converted) is what the scenario asks.
  private func grade(_ entry: ScheduledProject, _ rule: LineageRule) -> EvidenceGrade {
    let project = entry.project
    switch rule.id {
    case "schedule": return scheduleGrade(entry)
    case "gov_share": return entry.isOperatorChosen ? .census : project.operatorGrade
    case "project_beds":
      return areBedsChosen(entry) ? .assumption : project.evidence.grade
    default:
      return entry.scale == 1 && !isUncertain(.scale(project.id)) ? project.evidence.grade : .assumption
    }
  }

  /// The grade of a project's years.
  func scheduleGrade(_ entry: ScheduledProject) -> EvidenceGrade {
    isYearChosen(entry.project.id) ? .assumption : entry.project.scheduleGrade
  }

  /// Whether it is no recorded fact that a project stands, with its beds, in its year. That a plan promises it is no proof
  /// that the plan's targets are met.
  func isPromised(_ entry: ScheduledProject) -> Bool {
    scheduleGrade(entry) >= .plan || areBedsChosen(entry) || entry.project.evidence.grade == .assumption
  }

  private func areBedsChosen(_ entry: ScheduledProject) -> Bool {
    let id = entry.project.id
    return entry.areBedsAssumed || entry.scale != 1 || isUncertain(.scale(id)) || isUncertain(.beds(id))
  }

  private func isYearChosen(_ id: ProjectID) -> Bool {
    let choice = run.scenario.portfolio
    return choice.open[id] != nil || choice.shiftAll != 0 || (choice.shift[id] ?? 0) != 0 || isUncertain(.shiftAll)
      || isUncertain(.shift(id))
  }

  private func isUncertain(_ target: UncertainSwitch.Target) -> Bool {
    run.scenario.portfolio.uncertain.contains { $0.target == target }
  }

  // MARK: Whether people are counted or computed

  /// How the people of a cell of the base year are known: by adding up rows of the census or of the townships, or by
  /// splitting them.
  func count(_ ages: AgeGroup, cuts: [Int], sex: Sex?, _ place: LineagePlace) -> LineageForm.Count {
    guard !place.isCounty else {
      let isDivided = cuts.allSatisfy { cut in
        Sex.allCases.allSatisfy { sex in census.contains { $0.sex == sex && $0.age.lower == cut } }
      }
      return isDivided && isUnion(ages, sex) ? .census : .split
    }
    // Townships state their residents of all ages, from 60 and from 65 on, both sexes together.
    return sex == nil && ages.upper == nil && ([ages.lower] + cuts).allSatisfy([0, 60, 65].contains)
      ? .townships : .split
  }

  /// Whether the ages are a union of whole census groups.
  private func isUnion(_ ages: AgeGroup, _ sex: Sex?) -> Bool {
    Sex.allCases.filter { sex == nil || $0 == sex }.allSatisfy { sex in
      let groups = census.filter { $0.sex == sex && ages.holds($0.age) }.map(\.age)
      guard groups.contains(where: { $0.lower == ages.lower }) else { return false }
      return groups.contains { $0.upper == ages.upper }
    }
  }
}

extension AgeGroup {
  /// Whether another group lies wholly inside.
  func holds(_ other: AgeGroup) -> Bool {
    guard let upper else { return other.lower >= lower }
    return other.lower >= lower && (other.upper.map { $0 <= upper } ?? false)
  }
}
