/// Who shares the random numbers of a parameter, under one seed.
public enum ParameterScope: Sendable, Hashable, CaseIterable {
  /// What would be wrong in all counties at once.
  case national
  /// What a county's own people, homes and prices decide.
  case county
}

extension ParameterDeclaration {
  public var scope: ParameterScope { ParameterCatalogue.scope(of: path) }
}

extension ParameterCatalogue {
  /// Parameters by who shares their random numbers; every declared one stands here once.
  static let scopes: [ParameterScope: [String]] = [
    .national: [
      // The nation's level and trend.
      "population.mortality_closure.male", "population.mortality_closure.female", "population.mortality_pace",
      // How widely a process strays is a judgement about the process, not about a county.
      "population.spread.mortality_walk", "population.spread.mortality_township", "population.spread.fertility",
      "population.spread.fertility_township", "population.spread.migration", "population.spread.migration_township",
      "population.spread.allocation_township", "population.spread.census", "population.spread.persistence",
      // National norms and standards.
      "care.norm_beds_per_1000", "care.norm_home_beds_per_1000", "care.norm_nursing_share",
      "care.residents_per_caregiver.nursing",
      "care.residents_per_caregiver.ordinary",
      // Figures of one study or one national survey that every county borrows.
      "care.prevalence_scale", "care.prevalence_trend", "care.admission_rate_3y", "care.length_of_stay",
      "funeral.cremations_per_cremator",
    ],
    .county: [
      // Estimated on the county's own censuses.
      "population.mortality_local", "population.inflow_scale",
      "population.outflow_scale", "population.migration_half_life", "population.register_loss",
      "population.fertility_scale", "population.external_turnover", "population.internal_migration",
      // Controls and targets that a planner sets for the county.
      "population.life_expectancy.male", "population.life_expectancy.female", "population.residents",
      "population.births", "population.deaths", "population.net_migration",
      // What its people want and its homes do.
      "care.uptake.disabled", "care.uptake.destitute", "care.destitute_persons", "care.destitute_in_homes",
      "care.occupancy",
      "care.occupancy_city", "care.full_occupancy", "facilities.ramp_up.first_year", "facilities.ramp_up.second_year",
      "facilities.conversion_months", "funeral.zone_cremation_rate", "funeral.voluntary_cremation_rate",
      "funeral.ashes.plot", "funeral.ashes.niche", "funeral.ashes.ecological", "funeral.ashes.scattered",
      // Its prices.
      "finance.cost_overrun", "finance.imputed_cost_per_bed.nursing", "finance.imputed_cost_per_bed.destitute",
    ],
  ]

  private static let national = Set(scopes[.national] ?? [])

  /// Parameters that stand at the same probability as another in every draw: they are one doubt.
  ///
  /// Whether the table is too high or censuses make people older is asked once, not once for each sex.
  private static let companions = ["population.mortality_closure.female": "population.mortality_closure.male"]

  /// The parameter whose random numbers a path is drawn with: itself, or the one that it goes with.
  public static func drawn(_ path: String) -> String { companions[path] ?? path }

  /// Parameters that go with this one, itself first: what is moved must be moved together.
  public static func together(with path: String) -> [String] {
    [path] + companions.filter { $0.value == path }.map(\.key).sorted()
  }

  /// Paths of earlier versions and what says the same now.
  private static let successors = [
    "population.mortality_level": ["population.mortality_closure", "population.mortality_local"],
    "population.migration_scale": ["population.inflow_scale", "population.outflow_scale"],
  ]

  /// What took the place of a path that is no more, or of the group that it belonged to; `nil` for any other path.
  public static func successors(of path: String) -> [String]? {
    successors.first { path == $0.key || path.hasPrefix($0.key + ".") }?.value
  }

  /// Who shares the random numbers of a path; a switch of the portfolio is the county's.
  public static func scope(of path: String) -> ParameterScope { national.contains(path) ? .national : .county }
}
