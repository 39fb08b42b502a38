public import Demography
internal import PlanningModel
public import Simulation

/// A demographic indicator, in the order in which tables show them.
public enum DemographicMeasure: String, Sendable, Hashable, CaseIterable {
  case births
  case deaths
  /// Births minus deaths.
  case naturalChange = "natural_change"
  /// Exchange with the outside of the county.
  case netMigration = "net_migration"
  /// Moves between townships of the county.
  case internalNet = "internal_net"
  case crudeBirthRate = "crude_birth_rate"
  case crudeDeathRate = "crude_death_rate"
  case totalFertility = "tfr"
  case meanAgeAtChildbearing = "mean_age_childbearing"
  case lifeExpectancyMale = "e0_male"
  case lifeExpectancyFemale = "e0_female"
  case lifeExpectancy60Male = "e60_male"
  case lifeExpectancy60Female = "e60_female"
  /// Aged 0–14 per 100 aged 15–64.
  case childDependency = "child_dependency"
  /// Aged 60+ per 100 aged 15–59.
  case oldAgeDependency60 = "old_age_dependency_60"
  /// Aged 65+ per 100 aged 15–64.
  case oldAgeDependency65 = "old_age_dependency_65"
  /// Aged 0–14 and 65+ per 100 aged 15–64.
  case totalDependency = "total_dependency"
  case medianAge = "median_age"
  case share60 = "share_60"
  case share65 = "share_65"
  case share80 = "share_80"
  /// Men per 100 women.
  case sexRatio = "sex_ratio"
  /// Aged 15–64 per person aged 65+.
  case potentialSupport = "potential_support"
  /// Registered here and living elsewhere, net of residents registered elsewhere: all, and aged 60 and more.
  case absent
  case absent60 = "absent_60"

  public enum Kind: Sendable, Hashable {
    /// Events of the year and rates of them: not in the base year, whose flows lie before the horizon.
    case flow
    /// Rates that the county's townships share; not in the base year.
    case rate
    /// What the age structure says.
    case structure
    /// People of the county who do not live in it: no township has them. Told in a county that says how many are registered.
    case away
  }

  public var kind: Kind {
    switch self {
    case .births, .deaths, .naturalChange, .netMigration, .internalNet, .crudeBirthRate, .crudeDeathRate: .flow
    case .totalFertility, .meanAgeAtChildbearing, .lifeExpectancyMale, .lifeExpectancyFemale, .lifeExpectancy60Male,
      .lifeExpectancy60Female:
      .rate
    case .childDependency, .oldAgeDependency60, .oldAgeDependency65, .totalDependency, .medianAge, .share60, .share65,
      .share80, .sexRatio, .potentialSupport:
      .structure
    case .absent, .absent60: .away
    }
  }

  /// Unit symbol; shares are fractions of one.
  public var unit: String {
    switch self {
    case .births, .deaths, .naturalChange, .netMigration, .internalNet, .absent, .absent60: PersonUnit.symbol
    case .crudeBirthRate, .crudeDeathRate: "‰"
    case .totalFertility: "孩/妇女"
    case .meanAgeAtChildbearing, .lifeExpectancyMale, .lifeExpectancyFemale, .lifeExpectancy60Male,
      .lifeExpectancy60Female, .medianAge:
      "岁"
    case .childDependency, .oldAgeDependency60, .oldAgeDependency65, .totalDependency: "%"
    case .share60, .share65, .share80: "share"
    case .sexRatio: "女=100"
    case .potentialSupport: "人/老人"
    }
  }
}

/// What one population's ages say, from one pass over its single ages.
public struct AgeStructure: Sendable, Hashable {
  public let men: Double
  public let women: Double
  public let children: Double
  /// Aged 15–59, 60–64, 65–79 and 80+.
  private let adults: [Double]
  /// Age that half of the people have not reached, linear inside a year of age; `nil` without people.
  public let medianAge: Double?

  public init(_ people: AgeSexGrid) {
    let ages = people.ages
    var men = 0.0
    var women = 0.0
    var children = 0.0
    var adults = [0.0, 0, 0, 0]
    for age in 0..<ages {
      let (male, female) = (people.values[age], people.values[ages + age])
      men += male
      women += female
      if age < 15 {
        children += male + female
      } else {
        adults[age < 60 ? 0 : age < 65 ? 1 : age < 80 ? 2 : 3] += male + female
      }
    }
    var median: Double?
    var below = 0.0
    for age in 0..<ages where median == nil {
      let here = people.values[age] + people.values[ages + age]
      if here > 0, below + here >= (men + women) / 2 { median = Double(age) + ((men + women) / 2 - below) / here }
      below += here
    }
    (self.men, self.women, self.children, self.adults, medianAge) = (men, women, children, adults, median)
  }

  public var total: Double { men + women }

  /// Persons aged 60, 65 or 80 and more.
  private func elderly(_ first: Int) -> Double { adults[first...].reduce(0, +) }

  /// `nil` where nobody is in the denominator, and for measures that are not of the structure.
  public func value(_ measure: DemographicMeasure) -> Double? {
    func ratio(_ count: Double, _ base: Double, _ scale: Double = 1) -> Double? {
      base > 0 ? scale * count / base : nil
    }
    let working = adults[0] + adults[1]
    switch measure {
    case .childDependency: return ratio(children, working, 100)
    case .oldAgeDependency60: return ratio(elderly(1), adults[0], 100)
    case .oldAgeDependency65: return ratio(elderly(2), working, 100)
    case .totalDependency: return ratio(children + elderly(2), working, 100)
    case .medianAge: return medianAge
    case .share60: return ratio(elderly(1), total)
    case .share65: return ratio(elderly(2), total)
    case .share80: return ratio(elderly(3), total)
    case .sexRatio: return ratio(men, women, 100)
    case .potentialSupport: return ratio(working, elderly(2))
    default: return nil
    }
  }
}

/// Rates of one year that the county's townships share, before what distinguishes a township.
public struct CountyRates: Sendable {
  private let values: [DemographicMeasure: Double]

  /// - Parameters:
  ///   - mortality: Death rates by sex and single age.
  ///   - fertility: Births per woman by her single age.
  public init(mortality: AgeSexGrid, fertility: [Double]) {
    let tables = mortality.lifeTables()
    func remaining(_ sex: Sex, _ age: Int) -> Double { tables[sex.index].Tx[age] / tables[sex.index].lx[age] }
    let total = fertility.reduce(0, +)
    var values: [DemographicMeasure: Double] = [
      .totalFertility: total, .lifeExpectancyMale: remaining(.male, 0), .lifeExpectancyFemale: remaining(.female, 0),
      .lifeExpectancy60Male: remaining(.male, 60), .lifeExpectancy60Female: remaining(.female, 60),
    ]
    if total > 0 {
      // A birth at age x falls in the middle of that year of age.
      values[.meanAgeAtChildbearing] =
        fertility.enumerated().reduce(0) { $0 + (Double($1.offset) + 0.5) * $1.element } / total
    }
    self.values = values
  }

  public func value(_ measure: DemographicMeasure) -> Double? { values[measure] }
}

/// Demographic indicators of the county and of its parts in a run.
public struct DemographicTable: Sendable {
  private let run: CountyRun
  /// `[year]`, the county's; `nil` in the base year.
  private let rates: [CountyRates?]
  private let county: [AgeStructure]

  public init(_ run: CountyRun) {
    self.run = run
    county = run.horizon.years.indices.map { AgeStructure(run.countyPopulation($0)) }
    rates = run.horizon.years.indices.map { year in
      year > 0
        ? CountyRates(mortality: run.projection.mortality[year], fertility: run.projection.fertility[year]) : nil
    }
  }

  /// A measure of the county in a year by position; `nil` where it does not exist.
  public func value(_ measure: DemographicMeasure, _ year: Int) -> Double? {
    switch measure.kind {
    case .structure: county[year].value(measure)
    case .rate: rates[year]?.value(measure)
    case .flow: flow(measure, year, run.county.townships.indices)
    case .away: run.projection.absent.isEmpty ? nil : run.projection.absent[year].sum(from: measure == .absent ? 0 : 60)
    }
  }

  /// Measures of some townships together in a year, in the order asked for; rates are those of the county alone.
  ///
  /// - Returns: Nothing but `nil` where there are no townships.
  public func values(_ measures: [DemographicMeasure], _ year: Int, townships: [Int]) -> [Double?] {
    guard !townships.isEmpty else { return measures.map { _ in nil } }
    let people = run.projection.population[year]
    let structure: AgeStructure
    if townships.count == 1 {
      structure = AgeStructure(people[townships[0]])
    } else {
      var sum = AgeSexGrid(ages: run.model.ages)
      for place in townships { sum += people[place] }
      structure = AgeStructure(sum)
    }
    return measures.map { measure in
      switch measure.kind {
      case .structure: structure.value(measure)
      case .rate, .away: nil
      case .flow: flow(measure, year, townships)
      }
    }
  }

  private func flow(_ measure: DemographicMeasure, _ year: Int, _ places: some Sequence<Int>) -> Double? {
    guard year > 0 else { return nil }
    let flows = run.projection.flows[year]
    func sum(_ value: (PopulationProjection.Flows) -> Double) -> Double {
      places.reduce(0) { $0 + value(flows[$1]) }
    }
    /// Events per 1000 person-years, as the mean of both ends.
    func rate(_ events: Double) -> Double? {
      let ends = [year - 1, year].map { at in places.reduce(0) { $0 + run.projection.sums[at][$1].total } }
      let exposure = (ends[0] + ends[1]) / 2
      return exposure > 0 ? 1000 * events / exposure : nil
    }
    switch measure {
    case .births: return sum { $0.births }
    case .deaths: return sum { $0.deaths }
    case .naturalChange: return sum { $0.births } - sum { $0.deaths }
    case .netMigration: return sum { $0.inflow } - sum { $0.outflow }
    case .internalNet: return sum { $0.internalIn } - sum { $0.internalOut }
    case .crudeBirthRate: return rate(sum { $0.births })
    case .crudeDeathRate: return rate(sum { $0.deaths })
    default: return nil
    }
  }
}
