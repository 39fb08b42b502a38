internal import Ensembles
public import PlanningModel

/// How a number of the output is made: its rule in words, the inputs it takes itself, and the results it builds on.
public struct LineageRule: Sendable, Hashable {
  public let id: String
  public let titleZh: String
  public let titleEn: String
  /// The rule in one or two sentences.
  public let ruleZh: String
  public let ruleEn: String
  /// An expression over columns of the same row that gives the number again; empty where there is none.
  public let formula: String
  /// Parameters that the rule reads itself (paths of ``ParameterCatalogue``).
  public let parameters: [String]
  /// Keys of a scenario that the rule reads itself, as prefixes.
  public let scenarioKeys: [String]
  /// Tables of the county's data that the rule reads itself.
  public let data: [String]
  /// Which projects the result depends on; `nil` where its upstream rules or the row say so.
  public let projects: ProjectUse?
  /// Rules whose results it uses.
  public let upstream: [String]
  /// What stands in its place in the base year.
  let atBase: BaseForm
  /// What the rule itself adds to its inputs.
  let kind: Kind

  /// A result of the base year is not projected.
  enum BaseForm: Sendable, Hashable {
    case same
    case rule(String)
    /// People of the base year: counted where rows add up to them, split otherwise.
    case people
    /// A flow, which the base year has none of.
    case nothing
  }

  /// What a rule does to the grade of its inputs.
  enum Kind: Sendable, Hashable {
    /// Arithmetic over what the data states: as good as its inputs.
    case stated
    /// Split, allotted or projected: `derived` at best.
    case modelled
    /// Rests on a judgement of the model for which there is no number to grade.
    case judged
  }

  init(
    _ id: String, zh: String, en: String, rule: String, ruleEn: String, formula: String = "",
    parameters: [ParameterKey] = [],
    scenario: [String] = [], data: [String] = [], projects: ProjectUse? = nil, from upstream: [String] = [],
    atBase: BaseForm = .same, kind: Kind = .modelled
  ) {
    self.atBase = atBase
    self.kind = kind
    self.id = id
    titleZh = zh
    titleEn = en
    ruleZh = rule
    self.ruleEn = ruleEn
    self.formula = formula
    self.parameters = parameters.map(\.path)
    scenarioKeys = scenario
    self.data = data
    self.projects = projects
    self.upstream = upstream
  }
}

/// Which form of the rules stands behind a cell.
public struct LineageForm: Sendable, Hashable {
  /// How people of the base year are known.
  public enum Count: String, Sendable, Hashable {
    case census = "census_counts"
    case townships = "township_counts"
    case split = "base_population"
  }

  /// Whether the cell is of the base year.
  public var isBase: Bool
  /// Whether the base lies after the census, so that its people are projected too.
  public var isCarried = false
  public var count: Count
  /// The reading of demand that is matched with beds.
  public var reading: DemandReading

  public init(isBase: Bool = false, count: Count = .split, reading: DemandReading = .observed) {
    self.isBase = isBase
    self.count = count
    self.reading = reading
  }
}

/// The rules behind every numeric column of the output.
public enum Lineage {
  public static func rule(_ id: String) -> LineageRule? { byID[id] }

  /// The rule behind a cell; `nil` when the cell is a label.
  ///
  /// - Parameters:
  ///   - table: Name of the table without ending.
  ///   - column: Name of the column; quantile columns belong to their number.
  ///   - row: The row's cells by column, for tables whose rows hold different numbers (`summary`, `indicators` …).
  ///   - indicators: The county's, for tables with a row an indicator.
  public static func rule(
    table: String, column: String, row: [String: String], indicators: [PlanIndicator]
  ) -> LineageRule? {
    if column == "evidence" { return evidence(table: table, row: row, indicators: indicators) }
    if isActual(column) { return byID["actual_data"] }
    let column = baseName(column)
    switch table {
    case "actuals":
      guard let rule = projected(row, indicators: indicators) else { return nil }
      return column == "projected" ? rule : column == "gap" ? gap(rule) : nil
    case "summary", "targets", "compare", "sweep":
      guard numbers.contains(column) else { return nil }
      return row["measure"].flatMap(Measure.init(rawValue:)).flatMap { byID[rule(of: $0)] }
    case "indicators", "target_gap":
      if ["base_2020", "target_2025", "target"].contains(column) { return byID["indicator_data"] }
      guard numbers.contains(column) || ["value", "shortfall", "verdict", "reason"].contains(column),
        let indicator = indicators.first(where: { "\($0.number)" == row["indicator"] })
      else { return nil }
      guard let rule = byID[rule(of: indicator.measure)] else { return nil }
      return column == "shortfall" ? shortfall(rule, indicator.comparator) : rule
    case "demography":
      guard numbers.contains(column) else { return nil }
      return row["measure"].flatMap(DemographicMeasure.init(rawValue:)).flatMap { byID[rule(of: $0)] }
    case "demand": return numbers.contains(column) ? byID["demand_\(row["reading"] ?? "")"] : nil
    case "balance" where column == "demand": return byID["demand_\(row["reading"] ?? "")"]
    case "disability" where row["definition"] == "severe" && ["persons", "low", "high"].contains(column):
      return byID["severe"]
    case "population":
      return numbers.contains(column) ? byID[row["frame"] == "registered" ? "registered" : "population"] : nil
    default: return columns["\(table).\(column)"].flatMap { byID[$0] }
    }
  }

  /// Columns of tables with one number a row: the number itself, its sentences, probabilities and differences.
  private static let numbers: Set<String> = [
    "", "sentence_zh", "sentence_en", "prob_attain", "verdict", "difference", "share_better",
  ]

  /// Whether a column says what happened, beside which projections stand.
  public static func isActual(_ column: String) -> Bool {
    ["actual", "time", "actual_year", "actual_verdict", "actual_start", "actual_open"].contains(column)
  }

  /// The rule of what is projected beside a row of what happened.
  private static func projected(_ row: [String: String], indicators: [PlanIndicator]) -> LineageRule? {
    switch row["kind"].flatMap(Actual.Kind.init(rawValue:)) {
    case .measure: row["subject"].flatMap(Measure.init(rawValue:)).flatMap { byID[rule(of: $0)] }
    case .indicator:
      indicators.first { "\($0.number)" == row["subject"] }.flatMap { byID[rule(of: $0.measure)] }
    case .project:
      switch row["aspect"].flatMap(Actual.Aspect.init(rawValue:)) {
      case .start, .open: byID["schedule"]
      case .beds: byID["project_beds"]
      case .investment: byID["investment"]
      case .value, nil: nil
      }
    case nil: nil
    }
  }

  private static func gap(_ rule: LineageRule) -> LineageRule {
    LineageRule(
      "actual_gap", zh: "与实际之差", en: "Gap to what happened", rule: "推算减实际；实际值不参与推算。",
      ruleEn: "Projected less actual; no actual moves a projection.", formula: "projected - actual",
      data: ["actuals", "observations"], from: [rule.id], kind: .stated)
  }

  /// How far a target is missed: the indicator's rule with one step after it.
  private static func shortfall(_ rule: LineageRule, _ comparator: PlanIndicator.Comparator) -> LineageRule {
    LineageRule(
      "shortfall", zh: "缺口", en: "Shortfall", rule: "目标与推算之差；达到目标时为0。",
      ruleEn: "Target and value apart; zero where the target is attained.",
      formula: comparator == .atMost ? "value - target" : "target - value", data: ["indicators"], from: [rule.id],
      kind: .stated)
  }

  /// The rules of all numbers of a row, each once.
  static func rules(table: String, row: [String: String], indicators: [PlanIndicator]) -> [LineageRule] {
    var found: [LineageRule] = []
    // What happened is graded in its own table, and no projection rests on it.
    for column in row.keys.sorted()
    where column != "evidence" && row[column]?.isEmpty == false && isActual(column) == (table == "actuals") {
      guard let rule = rule(table: table, column: column, row: row, indicators: indicators),
        !found.contains(where: { $0.id == rule.id })
      else { continue }
      found.append(rule)
    }
    return found
  }

  /// The grade of a row: that of the weakest input behind any of its numbers.
  private static func evidence(
    table: String, row: [String: String], indicators: [PlanIndicator]
  ) -> LineageRule? {
    let sources = rules(table: table, row: row, indicators: indicators).map(\.id).filter { byID[$0] != nil }
    guard !sources.isEmpty else { return nil }
    return LineageRule(
      "evidence", zh: "证据等级", en: "Evidence grade",
      rule: "本行各数背后最弱的输入的等级；拆分、分配或推算得来的数最高为“推导”。区间的宽窄不计在内。",
      ruleEn:
        "The grade of the weakest input behind the row's numbers; what is split, allotted or projected is `derived` at best. How wide an interval is does not count.",
      from: sources, kind: .stated)
  }

  /// The rule of an indicator of the plan.
  public static func rule(of measure: PlanIndicator.Measure) -> String {
    switch measure {
    case .none: "indicator_none"
    case .burialCoverage: "indicator_burial"
    case .zoneCremationRate: "indicator_cremation"
    case .nursingShare: "indicator_nursing"
    case .basicQuality: "indicator_quality"
    case .governmentShare: "indicator_government"
    case .serviceCentreCoverage: "indicator_centres"
    }
  }

  /// A rule with all rules below it, itself first, each once.
  public static func closure(_ rule: LineageRule, _ form: LineageForm = LineageForm()) -> [LineageRule] {
    closure([rule], form)
  }

  static func closure(_ rules: [LineageRule], _ form: LineageForm) -> [LineageRule] {
    var found: [LineageRule] = []
    var seen: Set<String> = []
    func add(_ rule: LineageRule) {
      guard let rule = self.form(of: rule, form), seen.insert(rule.id).inserted else { return }
      found.append(rule)
    }
    rules.forEach(add)
    var next = 0
    while next < found.count {
      let rule = found[next]
      for id in rule.upstream {
        // Beds are matched with one reading of demand at a time.
        if rule.id == "in_care", id.hasPrefix("demand_"), id != "demand_\(form.reading.rawValue)" { continue }
        if let rule = byID[id] { add(rule) }
      }
      next += 1
    }
    return found
  }

  /// The rule as it stands in the cell's year; `nil` for a flow of the base year.
  private static func form(of rule: LineageRule, _ form: LineageForm) -> LineageRule? {
    guard form.isBase else { return rule }
    switch rule.atBase {
    case .same: return rule
    case .nothing: return nil
    case .rule(let id): return byID[id]
    case .people: return form.isCarried ? rule : byID[form.count.rawValue]
    }
  }

  /// `unmet_p10` is a quantile of `unmet`, `p10` of the table's one number.
  public static func baseName(_ column: String) -> String {
    for name in Summary.names {
      if column == name { return "" }
      if column.hasSuffix("_" + name) { return String(column.dropLast(name.count + 1)) }
    }
    return column
  }

  /// The rule of a headline measure.
  public static func rule(of measure: Measure) -> String {
    switch measure {
    case .residents, .pop60, .pop65, .pop80: "population"
    case .severe: "severe"
    case .demandNorm: "demand_norm"
    case .demandNormAll: "demand_norm_all"
    case .demandNeed: "demand_need"
    case .demandObserved: "demand_observed"
    case .beds: "beds"
    case .nursingShare: "nursing_share"
    case .governmentShare: "gov_share"
    case .bedsPer1000Residents60, .bedsPer1000Residents65: "beds_per_1000"
    case .bedsPer1000Registered60: "beds_per_1000_registered"
    case .occupancy: "occupancy"
    case .unmet: "unmet"
    case .caregivers: "caregivers"
    case .births: "births"
    case .deaths: "deaths"
    case .cremationZone: "cremation_zone"
    case .cremationCounty: "cremation_rate"
    case .invest: "capex"
    case .conversionsNeeded: "conversions_needed"
    }
  }

  /// The rule of a demographic indicator.
  public static func rule(of measure: DemographicMeasure) -> String {
    switch measure {
    case .births: "births"
    case .deaths: "deaths"
    case .naturalChange: "natural_change"
    case .netMigration: "net_migration"
    case .internalNet: "internal_migration"
    case .crudeBirthRate: "crude_birth_rate"
    case .crudeDeathRate: "crude_death_rate"
    case .totalFertility, .meanAgeAtChildbearing: "fertility_rates"
    case .lifeExpectancyMale, .lifeExpectancyFemale, .lifeExpectancy60Male, .lifeExpectancy60Female: "life_table"
    case .childDependency, .oldAgeDependency60, .oldAgeDependency65, .totalDependency, .medianAge, .share60, .share65,
      .share80, .sexRatio, .potentialSupport:
      "age_structure"
    case .absent, .absent60: "absent"
    }
  }

  private static let byID = Dictionary(uniqueKeysWithValues: rules.map { ($0.id, $0) })

  /// Numeric columns by table, where the column alone tells the rule.
  static let columns: [String: String] = [
    "components.births": "births", "components.deaths": "deaths", "components.in": "migration",
    "components.out": "migration", "components.internal_in": "internal_migration",
    "components.internal_out": "internal_migration", "components.net_migration": "net_migration",
    "components.population_start": "population", "components.population_end": "population",
    "disability.persons": "disability", "disability.low": "disability",
    "disability.high": "disability", "capacity.beds": "beds", "balance.beds": "beds", "balance.in_care": "in_care",
    "balance.unmet": "unmet", "balance.occupancy": "occupancy", "balance.displaced": "displaced",
    "zones.residents": "population", "zones.pop60": "population", "zones.pop80": "population", "zones.severe": "severe",
    "zones.demand_norm": "demand_norm", "zones.demand_need": "demand_need", "zones.demand_observed": "demand_observed",
    "zones.beds": "beds", "zones.nursing_share": "nursing_share", "zones.in_care": "in_care", "zones.unmet": "unmet",
    "zones.occupancy": "occupancy", "zones.deaths": "deaths", "zones.cremated": "cremated",
    "zones.urn_places": "urn_places", "zones.body_places": "body_burials", "zones.urn_places_cumulative": "urn_places",
    "zones.body_places_cumulative": "body_burials", "township_2025_2035.pop60": "population",
    "township_2025_2035.pop80": "population", "township_2025_2035.severe": "severe",
    "township_2025_2035.demand_norm": "demand_norm", "township_2025_2035.demand_need": "demand_need",
    "township_2025_2035.demand_observed": "demand_observed", "township_2025_2035.beds": "beds",
    "township_2025_2035.nursing_share": "nursing_share", "township_2025_2035.deaths": "deaths",
    "township_2025_2035.cremation_rate": "cremation_rate", "calibration.observed": "calibration",
    "calibration.modelled": "calibration", "calibration.value": "calibration", "projects.beds": "project_beds",
    "projects.investment_wan": "investment",
    "projects.stated_beds": "stated_project", "projects.stated_wan": "stated_project",
    "projects.planned_wan": "investment", "projects.overrun_wan": "overrun", "budget.spent_wan": "capex",
    "budget.cap_wan": "budget_cap", "budget.over_wan": "over_budget", "budget.prob_over": "over_budget",
    "projects.start": "schedule", "projects.open": "schedule",
    "projects.cost_per_bed_wan": "cost_per_bed", "capex.wan_yuan": "capex", "funeral.deaths": "deaths",
    "funeral.cremated": "cremated", "funeral.body_burials": "body_burials", "funeral.niches": "urn_places",
    "funeral.plots": "urn_places", "funeral.ecological": "urn_places", "funeral.scattered": "urn_places",
    "funeral.outside": "ashes_outside", "cemetery.capacity": "grave_data", "cemetery.used": "grave_data",
    "cemetery.open": "grave_opening", "cemetery.places_required": "places_required",
    "cemetery.exhaust_year": "exhaustion",
    "cemetery.prob_exhaust_by_2035": "exhaustion", "checks.modelled": "check", "checks.counted": "check",
    "checks.gap": "check", "weak_inputs.value": "weak_input", "weak_inputs.low": "weak_input",
    "life_table.mx": "life_table", "life_table.qx": "life_table", "life_table.ax": "life_table",
    "life_table.lx": "life_table", "life_table.dx": "life_table", "life_table.Lx": "life_table",
    "life_table.Tx": "life_table", "life_table.ex": "life_table", "deaths_by_age.deaths": "deaths_by_age",
    "constraints.wanted": "constraint", "constraints.unconstrained": "constraint", "constraints.reached": "constraint",
    "constraints.factor": "constraint", "conditioning.observed": "conditioning",
    "conditioning.relative_sd": "conditioning", "conditioning.shift_sd": "conditioning",
    "conditioning.before": "conditioning", "conditioning.after": "conditioning", "input_quality.value": "input_quality",
    "weak_inputs.high": "weak_input", "weak_inputs.demand_end_at_low": "weak_input",
    "weak_inputs.demand_end_at_high": "weak_input", "weak_inputs.swing": "weak_input",
    "weak_inputs.central": "weak_input", "weak_inputs.at_low": "weak_input", "weak_inputs.at_high": "weak_input",
    "weak_inputs.measure_swing": "weak_input",
  ]
}
