public import CareNeed
public import Demography
internal import Ensembles
public import Facilities
public import Finance
public import Funeral
public import PlanningModel

/// One draw through the chain: population → need → beds → money, and deaths → cremation → graves.
///
/// Arrays by year follow the horizon, arrays by township the county's order.
public struct CountyRun: Sendable {
  public let county: County
  public let scenario: Scenario
  public let parameters: ParameterSet
  public let horizon: Horizon
  /// What the population's projection starts from; the same in every future.
  public let model: ProjectionModel
  public let projection: PopulationProjection
  /// Severely disabled residents `[year][township]`.
  public let severe: [[Double]]
  /// Cases under every definition, with the ends of their intervals.
  public let disability: [DisabilityBand]
  public let observed: ObservedCalibration
  /// `[reading][year][township]`.
  public let demand: ByReading<[[TownshipDemand]]>
  public let schedule: [ScheduledProject]
  public let stock: BedStock
  /// `[reading][year][township]`; the norm is a planning rule and has none.
  public let balances: ByReading<[[BedBalance]]>
  public let zones: CremationZones
  /// `[year][township]`; nobody in the base year, whose flows lie before the horizon.
  public let remains: [[RemainsFlow]]
  public let graves: [GraveStock]
  public let investments: [Investment]
  public let cash: CashFlow
  public let checks: [ExternalCheck]
  let frame: CountyFrame
  private let disabled: DisabledPeople

  /// Runs the chain and checks its balances.
  ///
  /// - Throws: ``SimulationError``.
  public init(county: County, scenario: Scenario) throws(SimulationError) {
    let county = try Self.counting(county, scenario)
    let parameters = try ParameterSet(county: county, scenario: scenario)
    let frame = CountyFrame(county, scenario)
    let people = try PopulationStage(county: county, scenario: scenario, parameters: parameters, frame: frame)
    try self.init(county: county, scenario: scenario, parameters: parameters, frame: frame, people: people)
  }

  /// The county as the scenario counts its beds.
  private static func counting(_ county: County, _ scenario: Scenario) throws(SimulationError) -> County {
    do { return try county.counting(scenario.baseBeds) } catch {
      throw .baseBeds(error, scenario.baseBeds?.origin ?? Origin(file: "", line: 1))
    }
  }

  /// The same run with one parameter held at another value; the population is projected anew only when it depends on it.
  ///
  /// - Precondition: the path is declared.
  /// - Throws: ``SimulationError``.
  public func varying(_ path: String, to value: Double) throws(SimulationError) -> CountyRun {
    try varying([path: value])
  }

  /// The same run with some parameters held at other values.
  ///
  /// - Precondition: the paths are declared.
  /// - Throws: ``SimulationError``.
  public func varying(_ values: [String: Double]) throws(SimulationError) -> CountyRun {
    try varied(scenario, setting(values))
  }

  private func setting(_ values: [String: Double]) -> ParameterSet {
    values.sorted { $0.key < $1.key }.reduce(parameters) { $0.setting($1.key, to: $1.value) }
  }

  /// Reads the same run with some parameters held at other values, once for each of several choices: what ``varying(_:)`` gives,
  /// with the populations of eight of them projected side by side.
  ///
  /// - Parameters:
  ///   - jobs: Threads; the result does not depend on it.
  ///   - read: What to keep of a run; called on any thread.
  /// - Precondition: the paths are declared.
  /// - Returns: In the order of the choices; `nil` where the model has no solution.
  public func mapVarying<Result: Sendable>(
    _ choices: [[String: Double]], jobs: Int, _ read: @Sendable (CountyRun) -> Result
  ) -> [Result?] {
    let sets = choices.map(setting)
    let isSame = sets.map(hasSamePeople)
    let same = sets.indices.filter { isSame[$0] }
    let other = sets.indices.filter { !isSame[$0] }
    let width = Lanes.count
    let blocks = stride(from: 0, to: other.count, by: width).map { Array(other[$0..<min(other.count, $0 + width)]) }
    // Blocks first, the longest work; then those that share the people of this run.
    let read = OrderedParallel.map(blocks.count + same.count, jobs: jobs) { position -> [(Int, Result?)] in
      guard position < blocks.count else {
        let choice = same[position - blocks.count]
        return [(choice, (try? varied(scenario, sets[choice], projection, disabled)).map(read))]
      }
      let people = ProjectionBlock(
        model, LaneInputs(model, blocks[position].map { sets[$0] }, central: parameters), keepsDeaths: false)
      let lanes = DisabledPeople.read(
        people, lanes: blocks[position].indices, from: people.position(horizon.start), frame.disability,
        years: frame.tableYears)
      return blocks[position].enumerated().map { lane, choice in
        guard
          let projection = try? PopulationProjection(
            people, lane: lane, from: horizon.start, cells: [], people: lanes[lane].people)
        else {
          return (choice, nil)
        }
        return (choice, (try? varied(scenario, sets[choice], projection, lanes[lane].disabled)).map(read))
      }
    }
    var results = [Result?](repeating: nil, count: choices.count)
    for (choice, result) in read.joined() { results[choice] = result }
    return results
  }

  /// The same people with another portfolio.
  ///
  /// - Throws: ``SimulationError``.
  public func changing(_ portfolio: PortfolioChoice) throws(SimulationError) -> CountyRun {
    var changed = scenario
    changed.portfolio = portfolio
    return try varied(changed, parameters, projection, disabled)
  }

  /// The same county with other values; the population is projected anew only when its parameters differ.
  ///
  /// - Throws: ``SimulationError``.
  func varied(_ scenario: Scenario, _ changed: ParameterSet) throws(SimulationError) -> CountyRun {
    guard !hasSamePeople(changed) else { return try varied(scenario, changed, projection, disabled) }
    let (projection, disabled) = try PopulationStage.project(
      model, changed, central: parameters, from: horizon.start, frame)
    return try varied(scenario, changed, projection, disabled)
  }

  private func hasSamePeople(_ changed: ParameterSet) -> Bool {
    parameters.isSame(as: changed) { $0.hasPrefix("population.") }
  }

  /// The chain behind a population that is already projected.
  func varied(
    _ scenario: Scenario, _ changed: ParameterSet, _ projection: PopulationProjection, _ disabled: DisabledPeople
  ) throws(SimulationError) -> CountyRun {
    try CountyRun(
      county: county, scenario: scenario, parameters: changed, frame: frame,
      people: PopulationStage(model: model, projection: projection, disabled: disabled, checks: checks),
      otherwise: observed)
  }

  /// - Parameter otherwise: The use of homes where this future's base has nobody to read it from.
  private init(
    county: County, scenario: Scenario, parameters: ParameterSet, frame: CountyFrame, people: PopulationStage,
    otherwise: ObservedCalibration? = nil
  ) throws(SimulationError) {
    let care = try CareStage(
      county: county, scenario: scenario, parameters: parameters, frame: frame, people: people.projection,
      disabled: people.disabled, otherwise: otherwise)
    let dead = FuneralStage(
      county: county, horizon: scenario.horizon, parameters: parameters, frame: frame, people: people.projection,
      schedule: care.schedule)
    let money = FinanceStage(parameters: parameters, schedule: care.schedule)
    self.county = county
    self.scenario = scenario
    self.parameters = parameters
    horizon = scenario.horizon
    model = people.model
    projection = people.projection
    severe = care.severe
    disability = care.disability
    observed = care.observed
    demand = care.demand
    schedule = care.schedule
    stock = care.stock
    balances = care.balances
    zones = frame.cremationZones
    remains = dead.remains
    graves = dead.graves
    investments = money.investments
    cash = money.cash
    checks = people.checks
    self.frame = frame
    disabled = people.disabled
    try BalanceSheet.check(self)
  }

  /// The census before the base that the projection reads; `nil` when it reads none, and nothing tells migration.
  public var earlierCensus: Year? { model.calibration.earlierYear }

  /// Years between the census that the projection starts from and the base; 0 where the base is a census.
  public var lead: Int { horizon.start - model.horizon.start }

  /// Position of a year, or `nil` outside the horizon.
  public func index(_ year: Int) -> Int? { horizon.index(of: Year(year)) }

  /// County population of a year by sex and single age.
  public func countyPopulation(_ year: Int) -> AgeSexGrid { projection.counties[year] }

  /// Positions of the townships of a zone.
  public func townships(of zone: ZoneID) -> [Int] {
    county.townships.indices.filter { county.townships[$0].zone == zone }
  }
}
