package import Demography
public import PlanningModel
internal import RandomStreams
internal import Uncertainty

/// The futures of a scenario: each draw places every uncertain number of the scenario and of the county's data, strays from the
/// central course of the population, and runs the whole chain. A parameter has the same random numbers in every scenario, so
/// that scenarios differ draw by draw only by what they change; in all counties, too, where it is national.
public struct Futures: Sendable {
  public let county: County
  public let scenario: Scenario
  /// The run at the central values.
  public let central: CountyRun
  private let draws: ParameterDraws
  private let uncertain: [String]
  private let streams: RandomStreams
  private let spread: DemographicSpread
  private let sources: Set<UncertaintySource>
  private let coherence: Coherence

  /// - Parameter sources: Sources of uncertainty about the population that are on; parameters of the others keep their central
  ///   values.
  /// - Throws: ``SimulationError`` when the central run fails.
  public init(
    _ central: CountyRun, seed: UInt64, sources: Set<UncertaintySource> = Set(UncertaintySource.allCases)
  ) throws(SimulationError) {
    county = central.county
    scenario = central.scenario
    self.central = central
    self.sources = sources
    uncertain = central.parameters.entries.filter(\.number.isUncertain).map(\.declaration.path).filter { path in
      UncertaintySource.of(path).map(sources.contains) ?? true
    }
    coherence = Coherence(
      central.parameters, county: central.county, years: central.horizon.years, drawn: uncertain)
    streams = RandomStreams(seed: seed, county: county.code.address)
    spread = DemographicSpread(central.parameters, sources: sources)
    do {
      draws = try ParameterDraws(
        seed: seed, county: county.code.address, correlations: scenario.correlations,
        order: ParameterCatalogue.declarations.map(\.path))
    } catch { throw .contradictingCorrelations(error.correlation) }
  }

  /// The parameters of one future, and which were moved because they could not hold together.
  func parameters(_ draw: Int) -> (set: ParameterSet, moved: [String]) {
    var set = central.parameters
    for path in uncertain { set.place(path, at: draws.probability(path, draw: draw)) }
    let moved = coherence.settle(&set) { draws.probability($0, draw: draw) }
    return (set, moved)
  }

  /// The portfolio's uncertain numbers placed in one future, and which were moved because a project would begin too early.
  private func portfolio(_ draw: Int) -> (scenario: Scenario, moved: [String]) {
    var drawn = scenario
    for entry in scenario.portfolio.uncertain {
      let value = entry.number.quantile(draws.probability(entry.path, draw: draw))
      drawn.portfolio.set(entry.target, to: min(max(value, entry.lowest), entry.highest))
    }
    let moved = PortfolioYears(county, start: scenario.horizon.start).settle(&drawn.portfolio) {
      draws.probability($0, draw: draw)
    }
    return (drawn, moved)
  }

  /// What is moved in the first draws, without running them.
  public func moved(in count: Int) -> MovedDraws {
    var all = MovedDraws()
    for draw in 0..<count { all.add(parameters(draw).moved + portfolio(draw).moved) }
    return all
  }

  /// The population of eight futures, from draw `first` on.
  func people(_ sets: [ParameterSet], first: Int, drawsPersons: Bool) -> ProjectionBlock {
    let model = central.model
    var inputs = LaneInputs(model, sets, central: central.parameters)
    inputs.stray(
      spread, streams: streams, draws: (0..<Lanes.count).map { first + $0 }, townships: model.streams,
      years: model.horizon.years.map(\.value), mortalityDeviation: model.mortalityDeviation,
      allocationDeviation: model.allocation.own)
    let chance =
      drawsPersons
      ? SmallNumbers(streams: streams, draws: (0..<Lanes.count).map { first + $0 }) : nil
    return ProjectionBlock(model, inputs, keepsDeaths: false, chance: chance)
  }

  /// Reads every draw, on several threads, with results in the order of the draws.
  ///
  /// - Parameters:
  ///   - count: Draws, from 0.
  ///   - isCancelled: Asked between draws.
  ///   - read: What to keep of a run; called on any thread.
  /// - Returns: What was read, and what was moved because a draw's values could not hold together.
  /// - Throws: ``SimulationError`` of the first draw that fails, or ``SimulationError/cancelled``.
  public func map<Result: Sendable>(
    _ count: Int, jobs: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
    _ read: @Sendable (CountyRun) -> Result
  ) throws(SimulationError) -> (results: [Result], moved: MovedDraws) {
    let width = Lanes.count
    let blocks = OrderedParallel.map((count + width - 1) / width, jobs: jobs) {
      block -> Swift.Result<([Result], MovedDraws), SimulationError> in
      if isCancelled() { return .failure(.cancelled) }
      let first = block * width
      let members = first..<min(count, first + width)
      let sets = members.map(parameters)
      let people = self.people(
        sets.map(\.set), first: first,
        drawsPersons: scenario.ensemble.drawsPersons && sources.contains(.smallNumbers))
      let cells = people.populationCells(scenario.tableYears)
      var results: [Result] = []
      var moved = MovedDraws()
      for draw in members {
        if isCancelled() { return .failure(.cancelled) }
        let set = sets[draw - first]
        let drawn = portfolio(draw)
        moved.add(set.moved + drawn.moved)
        do throws(SimulationError) {
          results.append(read(try run(draw, set.set, drawn.scenario, people, cells)))
        } catch { return .failure(error) }
      }
      return .success((results, moved))
    }
    var results: [Result] = []
    results.reserveCapacity(count)
    var moved = MovedDraws()
    for block in blocks {
      let (read, more) = try block.get()
      results += read
      moved.add(more)
    }
    return (results, moved)
  }

  /// Reads the population alone, eight futures at a time, without the rest of the chain.
  ///
  /// - Parameters:
  ///   - drawsPersons: Whether every event is drawn for whole persons.
  ///   - read: Numbers to keep of each future, in lanes; the same count for every block.
  /// - Returns: `[draw][number]`.
  package func mapPeople(
    _ count: Int, jobs: Int, drawsPersons: Bool = false, _ read: @Sendable (borrowing ProjectionBlock) -> [Lanes]
  ) -> [[Double]] {
    let width = Lanes.count
    let blocks = OrderedParallel.map((count + width - 1) / width, jobs: jobs) { block -> [[Double]] in
      let members = (block * width)..<min(count, (block + 1) * width)
      let lanes = read(
        people(members.map { parameters($0).set }, first: block * width, drawsPersons: drawsPersons))
      return members.indices.map { draw in lanes.lane(draw - block * width) }
    }
    return blocks.flatMap { $0 }
  }

  private func run(
    _ draw: Int, _ set: ParameterSet, _ drawn: Scenario, _ people: borrowing ProjectionBlock, _ cells: [Lanes]
  ) throws(SimulationError) -> CountyRun {
    let projection = try located(nil) { () throws(DemographyError) in
      try PopulationProjection(people, lane: draw % Lanes.count, cells: cells)
    }
    return try central.varied(drawn, set, projection)
  }
}
