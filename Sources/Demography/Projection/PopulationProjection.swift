public import PlanningModel

/// Population of every township by year, with the flows between the years: one future.
public struct PopulationProjection: Sendable {
  /// Flows of one township in one year.
  public struct Flows: Sendable, Hashable {
    public var births: Double
    public var deathsMale: Double
    public var deathsFemale: Double
    /// Exchange with the outside of the county.
    public var inflow: Double
    public var outflow: Double
    /// Moves between townships of the county.
    public var internalIn: Double
    public var internalOut: Double

    public var deaths: Double { deathsMale + deathsFemale }
    /// What the year adds.
    public var change: Double { births - deaths + inflow - outflow + internalIn - internalOut }
  }

  public let horizon: Horizon
  /// County at the base by sex and single age.
  public var county: AgeSexGrid { counties[0] }
  /// The county `[year]`.
  public let counties: [AgeSexGrid]
  /// `[year][township]`, years of the horizon.
  public let population: TownshipPeople
  /// Its sums `[year][township]`.
  public let sums: [[ResidentSums]]
  /// The smallest number of any township, sex and age `[year]`.
  public let least: [Double]
  /// `[year][township]`; empty for the base year, whose flows lie before the horizon.
  public let flows: [[Flows]]
  /// Deaths of the county by sex and completed age `[year]`, where they were kept; nobody in the base year.
  public let deathsByAge: [AgeSexGrid]
  /// Death rates of the county by sex and single age `[year]`, with the factor of a constraint on deaths; in the base year
  /// those of the year after it.
  public let mortality: [AgeSexGrid]
  /// Births per woman by her single age `[year]`, county.
  public let fertility: [[Double]]
  /// People registered in the county who live elsewhere `[year]`, and what became of them; empty where nobody is known to be
  /// away, flows from the first year after the base.
  public let absent: [AgeSexGrid]
  public let absentFlows: [AbsentFlows]
  /// Net migration of this future at the base by age, and its fertility relative to the national level.
  public let residualMigration: ResidualMigration
  public let fertilityLevel: Double
  public let constraints: [ConstraintReport]
  /// Cells of a population table (``PopulationCells``) in the years for which they were wanted.
  public let cells: [Double]
  /// Largest gap of P₀ + B − D + I − O = P₁ over townships and years, relative to the township.
  public let largestGap: Double

  /// One future of a block.
  ///
  /// - Parameters:
  ///   - base: Year from which it is told, where it lies after the block's first: the years before it only carry the census to
  ///     the base, and their flows lie before the horizon.
  ///   - cells: Cells of a population table in all lanes, empty where none are wanted.
  ///   - people: This lane's people from `base` on, where those of several lanes were read at once.
  /// - Throws: ``DemographyError/unbalanced(identity:gap:)`` when the accounting does not close to 1e-9.
  public init(
    _ block: borrowing ProjectionBlock, lane: Int, from base: Year? = nil, cells: [Lanes] = []
  ) throws(DemographyError) {
    try self.init(block, lane: lane, from: base, cells: cells, people: nil)
  }

  package init(
    _ block: borrowing ProjectionBlock, lane: Int, from base: Year?, cells: [Lanes], people: ProjectedPeople?
  ) throws(DemographyError) {
    let model = block.model
    let ages = model.ages
    let first = block.position(base)
    let years = first..<model.horizon.count
    let later = (first + 1)..<model.horizon.count
    func grid(_ cells: UnsafeMutablePointer<Lanes>) -> AgeSexGrid {
      var grid = AgeSexGrid(ages: ages)
      for cell in 0..<(2 * ages) { grid.values[cell] = cells[cell][lane] }
      return grid
    }
    let people = people ?? block.people(lanes: lane..<(lane + 1), from: first, copies: true)[0]
    let (population, sums) = (people.population, people.sums)
    var flows: [[Flows]] = [[]]
    var deathsByAge: [AgeSexGrid] = []
    var largest = 0.0
    for year in later {
      var ofYear: [Flows] = []
      ofYear.reserveCapacity(model.base.count)
      for place in 0..<model.base.count {
        let flow = block.flow(year, place)
        let entry = Flows(
          births: flow[0][lane], deathsMale: flow[1][lane], deathsFemale: flow[2][lane], inflow: flow[3][lane],
          outflow: flow[4][lane], internalIn: flow[5][lane], internalOut: flow[6][lane])
        ofYear.append(entry)
        let before = sums[year - first - 1][place].total
        largest = max(largest, abs(before + entry.change - sums[year - first][place].total) / max(1, before))
      }
      flows.append(ofYear)
    }
    guard largest <= 1e-9 else { throw .unbalanced(identity: "P0 + B − D + I − O = P1", gap: largest) }
    mortality = years.map { year in
      var rates = grid(block.countyRates(max(1, year)))
      let factor = block.factors[max(1, year) - 1].deaths[lane]
      if factor != 1 { for cell in rates.values.indices { rates.values[cell] *= factor } }
      return rates
    }
    if block.keepsDeaths {
      deathsByAge.append(AgeSexGrid(ages: ages))
      for year in later {
        let tables = mortality[year - first].lifeTables()
        let separation = StepRates.separation(male: tables[0], female: tables[1])
        var deaths = AgeSexGrid(ages: ages)
        for place in 0..<model.base.count { deaths += grid(block.cohortDeaths(year, place)) }
        deathsByAge.append(deaths.periodDeaths(separation))
      }
    }
    counties = people.county
    horizon = Horizon(start: model.horizon.years[first], end: model.horizon.end)
    self.population = population
    self.sums = sums
    least = people.least
    self.flows = flows
    self.deathsByAge = deathsByAge
    if model.migration.absent == nil {
      absent = []
      absentFlows = []
    } else {
      absent = years.map { grid(block.absent($0)) }
      absentFlows = later.map { year in
        func number(_ flow: AbsentFlow) -> Double { block.absentFlow(year, flow)[lane] }
        return AbsentFlows(
          start: number(.start), end: number(.end), infants: number(.infants), deaths: number(.deaths),
          lost: number(.lost), returned: number(.returned), newcomers: number(.newcomers))
      }
      for (year, flow) in absentFlows.enumerated() {
        let net = flows[year + 1].reduce(0) { $0 + $1.inflow - $1.outflow }
        let gap = max(abs(flow.gap), abs(flow.returned - net)) / max(1, flow.start, people.county[0].total)
        guard gap <= 1e-9 else { throw .unbalanced(identity: "absent + leavers − returners = absent", gap: gap) }
      }
    }
    residualMigration = ResidualMigration(block.migration, lane: lane)
    fertilityLevel = block.fertilityLevel[lane]
    let births = block.fertilityLevel[lane]
    fertility = years.map { year in
      let level = births * block.inputs.fertility[year][lane] * (year > 0 ? block.factors[year - 1].births[lane] : 1)
      return model.fertility[year].map { $0 * level }
    }
    constraints = later.flatMap { year in
      ConstraintReport.rows(
        block.inputs.constraints[year], block.factors[year - 1], lane: lane, year: model.horizon.years[year])
    }
    self.cells = cells.lane(lane)
    largestGap = largest
  }
}
