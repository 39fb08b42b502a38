extension ParameterDeclaration {
  /// Where the value usually lies; a value outside it is possible, but most often written in another unit. `nil` for a path
  /// that is not in the catalogue.
  public var plausible: ClosedRange<Double>? { ParameterCatalogue.plausible[path] }
}

extension ParameterCatalogue {
  /// By path; every declaration has one.
  static let plausible: [String: ClosedRange<Double>] = [
    "population.mortality_closure.male": 0.65...1.3, "population.mortality_closure.female": 0.65...1.3,
    "population.mortality_local": 0.6...1.6,
    "population.inflow_scale": 0...2, "population.outflow_scale": 0...2,
    "population.migration_half_life": 3...10_000, "population.register_loss": 0...0.1,
    "population.fertility_scale": 0.4...2, "population.mortality_pace": 0...2.5,
    "population.external_turnover": 0...0.1, "population.internal_migration": 0...0.05,
    "population.spread.mortality_walk": 0...0.05, "population.spread.mortality_township": 0...0.5,
    "population.spread.fertility": 0...0.5, "population.spread.fertility_township": 0...0.6,
    "population.spread.migration": 0...0.8, "population.spread.migration_township": 0...0.8,
    "population.spread.allocation_township": 0...0.6, "population.spread.census": 0...0.05,
    "population.spread.persistence": 0...0.999, "population.life_expectancy.male": 55...90,
    "population.life_expectancy.female": 55...93, "population.residents": 5000...5_000_000,
    "population.births": 20...150_000, "population.deaths": 20...100_000,
    "population.net_migration": -300_000...300_000, "care.norm_beds_per_1000": 5...100,
    "care.norm_home_beds_per_1000": 3...80, "care.prevalence_trend": -0.05...0.05,
    "care.destitute_in_homes": 1...50_000,
    "care.norm_nursing_share": 0.05...1, "care.prevalence_scale": 0.3...3, "care.uptake.disabled": 0.01...1,
    "care.uptake.destitute": 0.01...1, "care.destitute_persons": 10...100_000, "care.occupancy": 0.1...1,
    "care.occupancy_city": 0.1...1, "care.full_occupancy": 0.7...1, "care.admission_rate_3y": 0.0005...0.2,
    "care.length_of_stay": 0.3...10, "care.residents_per_caregiver.nursing": 1...15,
    "care.residents_per_caregiver.ordinary": 2...30, "facilities.ramp_up.first_year": 0.05...1,
    "facilities.ramp_up.second_year": 0.1...1, "facilities.conversion_months": 0...24,
    "funeral.zone_cremation_rate": 0.02...1, "funeral.voluntary_cremation_rate": 0...1, "funeral.ashes.plot": 0...1,
    "funeral.ashes.niche": 0...1, "funeral.ashes.ecological": 0...1, "funeral.ashes.scattered": 0...1,
    "funeral.cremations_per_cremator": 150...2500, "finance.cost_overrun": 0.7...2.5,
    "finance.imputed_cost_per_bed.nursing": 3...100, "finance.imputed_cost_per_bed.destitute": 2...80,
  ]
}
