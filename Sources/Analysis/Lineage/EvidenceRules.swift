internal import Demography
public import Facilities
public import PlanningModel
public import Simulation

/// A place whose numbers are graded.
public enum EvidencePlace: Sendable, Hashable {
  case county
  /// Position in the county's list of zones.
  case zone(Int)
  /// Position in the county's list of townships.
  case township(Int)
}

/// How well the numbers of a run are known: the weakest grade among the inputs that their lineage names.
///
/// A number is no better than the parameters and the rows of data behind it, with the scenario's own grades where it sets
/// them. Sums and shares of what the data states are as good as their parts; what is split, allotted or projected is
/// `derived` at best, and `assumption` where a rule is a judgement without a number. Numbers that a scenario writes in place
/// of the plan's (years, beds, scales) are assumptions; its choices (which projects, who runs them, conversions) are not.
/// Grades are those of the central run: how far futures stray is told by the intervals.
public struct EvidenceRules: Sendable {
  private let index: LineageIndex
  private let grades: [String: EvidenceGrade]

  public init(_ run: CountyRun) { self.init(run, parameters: [:]) }

  /// The same with other grades for some parameters.
  package init(_ run: CountyRun, parameters: [String: EvidenceGrade]) {
    index = LineageIndex(run)
    let own = run.parameters.entries.map { ($0.declaration.path, $0.grade) }
    grades = Dictionary(own, uniquingKeysWith: { first, _ in first }).merging(parameters) { $1 }
  }

  private var run: CountyRun { index.run }

  /// The grade of a headline measure in a year of the horizon by position.
  public func grade(_ measure: Measure, _ year: Int) -> EvidenceGrade {
    var scope = scope(.county, year)
    scope.ages = Lineage.ages(of: measure)
    index.settleCount(&scope)
    return grade([Lineage.rule(of: measure)], scope)
  }

  /// The grade of a demographic indicator in a place.
  public func grade(_ measure: DemographicMeasure, _ year: Int, at place: EvidencePlace) -> EvidenceGrade {
    var scope = scope(place, year)
    scope.divide(by: measure)
    index.settleCount(&scope)
    return grade([Lineage.rule(of: measure)], scope)
  }

  /// The grade of residents by age; `sex` is `nil` for both together.
  public func grade(residents ages: AgeGroup, sex: Sex?, _ year: Int, at place: EvidencePlace) -> EvidenceGrade {
    var scope = scope(place, year)
    (scope.ages, scope.sex) = (ages, sex)
    index.settleCount(&scope)
    return grade(["population"], scope)
  }

  /// The grade of a registered count.
  public func grade(registered group: RegisteredCount.Group, _ year: Int) -> EvidenceGrade {
    var scope = scope(.county, year)
    scope.ages = AgeGroup(lower: group == .total ? 0 : 60, upper: nil)
    return grade(["registered"], scope)
  }

  /// The grade of what some rules give together in a place, by their names in ``Lineage``.
  public func grade(
    of rules: [String], _ year: Int, at place: EvidencePlace = .county, reading: DemandReading = .observed,
    definition: DisabilityDefinition? = nil
  ) -> EvidenceGrade {
    var scope = scope(place, year)
    scope.form.reading = reading
    scope.definition = definition
    if reading == .norm {
      scope.ages = Lineage.ages(of: .demandNorm)
      index.settleCount(&scope)
    }
    return grade(rules, scope)
  }

  /// The grade of a project's years: an assumption where the scenario writes them in place of the plan's.
  public func scheduleGrade(_ entry: ScheduledProject) -> EvidenceGrade { index.scheduleGrade(entry) }

  /// The grade of a row of a table, from all its numbers.
  public func grade(table: String, row: [String: String]) -> EvidenceGrade {
    grade(Lineage.rules(table: table, row: row, indicators: run.county.indicators), index.scope(row))
  }

  /// The grade of the beds of one kind of homes in a place.
  public func grade(
    beds type: BedType, _ status: CareUnit.Status, owner: Sector, operatedBy: Sector, _ year: Int,
    at place: EvidencePlace
  ) -> EvidenceGrade {
    var scope = scope(place, year)
    scope.homes = LineageHomes(status: status, type: type, owner: owner, operatedBy: operatedBy)
    return grade(["beds"], scope)
  }

  /// Whether nothing but assumptions stands behind a measure.
  public func restsOnAssumptionsAlone(_ measure: Measure, _ year: Int) -> Bool {
    var scope = scope(.county, year)
    scope.ages = Lineage.ages(of: measure)
    index.settleCount(&scope)
    guard let rule = Lineage.rule(Lineage.rule(of: measure)) else { return false }
    let inputs = inputs(Lineage.closure([rule], scope.form), scope)
    return !inputs.isEmpty && inputs.allSatisfy { $0 == .assumption }
  }

  /// Parameters that act on a row's cells, of those that its rules name.
  public func parametersInUse(_ rules: [LineageRule], row: [String: String]) -> Set<String> {
    let projects = index.projects(rules, index.scope(row))
    return Set(rules.flatMap(\.parameters).filter { isInUse($0, projects) })
  }

  // MARK: The rule

  private func scope(_ place: EvidencePlace, _ year: Int) -> LineageScope {
    var scope = LineageScope(index.county)
    switch place {
    case .county: break
    case .zone(let zone): scope.place = index.zones[zone]
    case .township(let township): scope.place = index.townships[township]
    }
    scope.year = run.horizon.years[min(year, run.horizon.count - 1)]
    scope.form.isBase = year == 0
    scope.form.isCarried = run.lead > 0
    return scope
  }

  private func grade(_ rules: [String], _ scope: LineageScope) -> EvidenceGrade {
    grade(rules.compactMap(Lineage.rule), scope)
  }

  private func grade(_ rules: [LineageRule], _ scope: LineageScope) -> EvidenceGrade {
    let closure = Lineage.closure(rules, scope.form)
    // A row without any number has nothing behind it.
    guard !closure.isEmpty else { return .assumption }
    let projects = index.projects(closure, scope)
    var grade = EvidenceGrade.census
    for rule in closure { grade.weaken(best(rule, scope, projects)) }
    for rule in closure {
      for path in rule.parameters where isInUse(path, projects) {
        if let own = grades[path] { grade.weaken(own) }
      }
      // Nothing is weaker than an assumption.
      if grade == .assumption { return grade }
    }
    for rule in closure {
      for table in rule.data {
        for row in index.rows(table, for: rule, closure, scope, projects).sources { grade.weaken(row.grade) }
        if grade == .assumption { return grade }
      }
    }
    return grade
  }

  /// Grades of all inputs in use.
  private func inputs(_ closure: [LineageRule], _ scope: LineageScope) -> [EvidenceGrade] {
    let projects = index.projects(closure, scope)
    return closure.flatMap { rule in
      rule.parameters.filter { isInUse($0, projects) }.compactMap { grades[$0] }
        + rule.data.flatMap { index.rows($0, for: rule, closure, scope, projects).sources.map(\.grade) }
    }
  }

  /// The best grade that a rule's result can have.
  private func best(_ rule: LineageRule, _ scope: LineageScope, _ projects: [ScheduledProject]) -> EvidenceGrade {
    switch rule.kind {
    case .modelled: return .derived
    case .judged: return projects.isEmpty ? .census : .assumption
    case .stated where rule.id == "registered":
      let group: RegisteredCount.Group = scope.ages?.lower == 0 ? .total : .elderly60
      // Between two counts, or beyond them, the number is drawn as a line.
      return run.county.registered.contains { $0.group == group && $0.year == scope.year } ? .census : .derived
    case .stated: return .census
    }
  }

  /// Whether a parameter acts on a cell in this run. Spreads widen intervals and move no central value.
  private func isInUse(_ path: String, _ projects: [ScheduledProject]) -> Bool {
    switch path {
    case "population.inflow_scale", "population.outflow_scale":
      return run.model.calibration.earlier != nil || run.parameters.constant(.populationExternalTurnover) > 0
    case "population.migration_half_life": return run.model.calibration.earlier != nil
    case "population.register_loss": return run.model.migration.absent != nil
    case "facilities.ramp_up.first_year", "facilities.ramp_up.second_year":
      return projects.contains { $0.beds.value > 0 }
    case "facilities.conversion_months": return !run.scenario.portfolio.convert.isEmpty
    case "finance.cost_overrun":
      return projects.contains { $0.project.investment != nil || $0.beds.value > 0 }
    case "finance.imputed_cost_per_bed.nursing", "finance.imputed_cost_per_bed.destitute":
      return projects.contains {
        $0.project.investment == nil && $0.beds.value > 0
          && path.hasSuffix("destitute") == ($0.project.category == .destituteHome)
      }
    default: return !path.hasPrefix("population.spread.")
    }
  }
}

extension EvidenceGrade {
  fileprivate mutating func weaken(_ other: EvidenceGrade) { self = weakened(by: other) }
}

extension EvidenceRules {
  /// Grades of the same numbers in the county, its zones and its townships, in the base year and in the years after it.
  public struct Places: Sendable {
    private let base: [EvidenceGrade]
    private let later: [EvidenceGrade]
    private let zones: Int

    /// - Parameter make: The grade of a place in a year by position.
    init(zones: Int, townships: Int, years: Int, _ make: (EvidencePlace, Int) -> EvidenceGrade) {
      let places =
        [EvidencePlace.county] + (0..<zones).map { .zone($0) } + (0..<townships).map { .township($0) }
      base = places.map { make($0, 0) }
      later = years > 1 ? places.map { make($0, 1) } : base
      self.zones = zones
    }

    public subscript(place: EvidencePlace, year: Int) -> EvidenceGrade {
      let position =
        switch place {
        case .county: 0
        case .zone(let zone): 1 + zone
        case .township(let township): 1 + zones + township
        }
      return year == 0 ? base[position] : later[position]
    }
  }

  /// The years after the base share their grades: a project that opens later is one that is not open yet.
  public func places(_ make: (EvidenceRules, EvidencePlace, Int) -> EvidenceGrade) -> Places {
    Places(zones: run.county.zones.count, townships: run.county.townships.count, years: run.horizon.count) {
      make(self, $0, $1)
    }
  }
}
