internal import Demography
internal import Glibc
internal import PlanningModel
internal import RandomStreams

/// Where uncertainty about the population comes from; what differs between futures belongs to one of them.
public enum UncertaintySource: String, Sendable, Hashable, CaseIterable {
  /// Census counts and the allocation of residents to townships.
  case base
  case fertility
  /// The level of mortality at the base, with the migration that the same censuses then imply.
  case mortalityAndResidual = "mortality_level"
  /// How mortality changes from the base on, and how townships differ.
  case mortalityTrend = "mortality_trend"
  /// Whether the migration between the censuses goes on, and its swings.
  case migration
  /// Movement inside the county.
  case internalMigration = "internal_migration"
  /// Chance among few people.
  case smallNumbers = "small_numbers"

  /// The source to which an uncertain parameter belongs; `nil` outside the population room.
  public static func of(_ path: String) -> UncertaintySource? {
    if path.hasPrefix("population.mortality_closure") || path == "population.mortality_local" {
      return .mortalityAndResidual
    }
    if path == "population.mortality_pace" || path.hasPrefix("population.life_expectancy")
      || path == "population.deaths"
    {
      return .mortalityTrend
    }
    if path.hasPrefix("population.fertility") || path == "population.births" { return .fertility }
    if path == "population.internal_migration" { return .internalMigration }
    return path.hasPrefix("population.") ? .migration : nil
  }
}

extension DemographicSpread {
  /// Standard deviations of a scenario, for the sources that are on.
  init(_ parameters: ParameterSet, sources: Set<UncertaintySource>) {
    self.init()
    func value(_ name: String, _ source: UncertaintySource) -> Double {
      sources.contains(source) ? parameters.constant("population.spread.\(name)") : 0
    }
    mortalityWalk = value("mortality_walk", .mortalityTrend)
    townshipMortality = value("mortality_township", .mortalityTrend)
    fertility = value("fertility", .fertility)
    townshipFertility = value("fertility_township", .fertility)
    migration = value("migration", .migration)
    townshipMigration = value("migration_township", .migration)
    townshipAllocation = value("allocation_township", .base)
    census = value("census", .base)
    drawsAllocation = sources.contains(.base)
    persistence = parameters.constant(.populationSpreadPersistence)
  }
}

extension LaneInputs {
  /// The parameters of up to eight futures; the last one also fills the lanes behind it.
  ///
  /// - Parameter central: The parameters of the model, to which pace is relative.
  init(_ model: ProjectionModel, _ sets: [ParameterSet], central: ParameterSet) {
    self.init(horizon: model.horizon, townships: model.base.count)
    func lanes(_ value: (ParameterSet) -> Double) -> Lanes {
      var lanes = Lanes.zero
      for lane in 0..<Lanes.count { lanes[lane] = value(sets[min(lane, sets.count - 1)]) }
      return lanes
    }
    let years = model.horizon.years
    // Life expectancies at the base, from which a prescribed path starts.
    let bases =
      sets[0].entry(.populationLifeExpectancyMale) == nil
      ? []
      : sets.map { set in
        model.mortality.rates[0].lifeTables(level: set.mortalityLevel(in: years[0])).map { $0.ex[0] }
      }
    pace = lanes {
      $0.constant(.populationMortalityPace) - central.constant(.populationMortalityPace)
    }
    turnover = lanes { $0.constant(.populationExternalTurnover) }
    registerLoss = lanes { $0.constant(.populationRegisterLoss) }
    func bySex(_ value: (ParameterSet) -> [Double]) -> [Lanes] {
      let levels = sets.map(value)
      return Sex.allCases.map { sex in
        var level = Lanes.zero
        for lane in 0..<Lanes.count { level[lane] = levels[min(lane, levels.count - 1)][sex.index] }
        return level
      }
    }
    mortalityClosure = bySex { $0.mortalityClosure(in: years[0]) }
    for (index, year) in years.enumerated() {
      mortalityLevel[index] = bySex { $0.mortalityLevel(in: year) }
      fertility[index] = lanes { $0.value(.populationFertilityScale, in: year) }
      inflow[index] = lanes { $0.value(.populationInflowScale, in: year) }
      outflow[index] = lanes { $0.value(.populationOutflowScale, in: year) }
      // The middle of the year.
      damping[index] = lanes {
        index == 0 ? 1 : exp2(-(Double(index) - 0.5) / $0.constant(.populationMigrationHalfLife))
      }
      internalRate[index] = lanes { $0.value(.populationInternalMigration, in: year) }
      let expectancies = Sex.allCases.map { "population.life_expectancy.\($0.parameterName)" }
      if index > 0, expectancies.allSatisfy({ sets[0].entry($0) != nil }) {
        lifeExpectancy[index] = Sex.allCases.map { sex in
          var wanted = Lanes.zero
          for lane in 0..<Lanes.count {
            let set = min(lane, sets.count - 1)
            wanted[lane] = sets[set].lifeExpectancy(sex, in: year, from: years[0], base: bases[set][sex.index])
          }
          return wanted
        }
      }
      if index > 0 {
        constraints[index] = YearConstraint(
          sets[0], year: year, from: model.horizon.start + (model.knownBase == nil ? 0 : model.carried?.years ?? 0),
          base: model.knownBase ?? model.calibration.base.total, lanes)
      }
    }
    reachBase(model)
  }
}

extension ProjectionModel {
  /// Residents at a base after the census, where a total is known.
  fileprivate var knownBase: Double? { carried?.residents }
}

extension YearConstraint {
  /// Residents are reached along a straight line from the base; numbers of events hold in the years between the first and the
  /// last that the scenario names.
  ///
  /// - Parameters:
  ///   - start: The year of the base; nothing is prescribed up to it.
  ///   - base: Residents then.
  init(
    _ set: ParameterSet, year: Year, from start: Year, base: Double, _ lanes: ((ParameterSet) -> Double) -> Lanes
  ) {
    self.init()
    func wanted(_ path: String) -> Lanes? {
      set.constrains(path, in: year) ? lanes { $0.value(path, in: year) } : nil
    }
    births = wanted("population.births")
    deaths = wanted("population.deaths")
    netMigration = wanted("population.net_migration")
    guard let points = set.points(.populationResidents) else { return }
    let first = points.first ?? set.lastYear
    if year >= first {
      residents = year <= (points.last ?? first) ? lanes { $0.value(.populationResidents, in: year) } : nil
    } else {
      guard start < year else { return }
      let share = Double(year - start) / Double(first - start)
      residents = lanes { base + (($0.value(.populationResidents, in: first)) - base) * share }
    }
  }
}

extension ParameterSet {
  /// Mortality relative to the table, men and women: the nation's closure times the county's own deviation from the nation.
  func mortalityLevel(in year: Year) -> [Double] {
    let local = value(.populationMortalityLocal, in: year)
    return mortalityClosure(in: year).map { $0 * local }
  }

  /// The multiple of the table that closes the nation's old cohorts between its censuses, men and women.
  func mortalityClosure(in year: Year) -> [Double] {
    Sex.allCases.map { value("population.mortality_closure.\($0.parameterName)", in: year) }
  }

  /// Life expectancy at birth that a scenario prescribes: a straight line from the base to the first year it names, and the last
  /// value for ever.
  func lifeExpectancy(_ sex: Sex, in year: Year, from start: Year, base: Double) -> Double {
    let path = "population.life_expectancy.\(sex.parameterName)"
    guard let first = points(path)?.first, year < first else { return value(path, in: year) }
    let share = Double(year - start) / Double(first - start)
    return base + (value(path, in: first) - base) * share
  }
}
