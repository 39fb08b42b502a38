package import Demography
internal import Ensembles
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
  /// Parameters that differ between futures: where they stand in the set, and where their probabilities come from.
  private let uncertain: [(path: String, position: Int, source: ParameterDraws.Source)]
  private let portfolioYears: PortfolioYears
  private let streams: RandomStreams
  private let spread: DemographicSpread
  private let sources: Set<UncertaintySource>
  private let coherence: Coherence
  /// Which of the numbered futures are read; `nil` reads them from the first on.
  public let selection: DrawSelection?

  /// The futures that a scenario asks for: those that agree with the county's observations, where it declares some to be used
  /// so.
  ///
  /// - Parameter count: Futures that will be read.
  /// - Throws: ``SimulationError``.
  public static func asked(
    _ central: CountyRun, seed: UInt64, count: Int, jobs: Int, isCancelled: @Sendable () -> Bool = { false }
  ) throws(SimulationError) -> Futures {
    try Futures(
      central, seed: seed,
      selection: try DrawSelection(central, seed: seed, count: count, jobs: jobs, isCancelled: isCancelled))
  }

  /// - Parameters:
  ///   - sources: Sources of uncertainty about the population that are on; parameters of the others keep their central values.
  ///   - selection: The futures to read; all by default, whatever was observed. Another run of a comparison may have chosen
  ///     them: they are the same states of the world, in which this run does something else.
  /// - Throws: ``SimulationError`` when the central run fails.
  public init(
    _ central: CountyRun, seed: UInt64, sources: Set<UncertaintySource> = Set(UncertaintySource.allCases),
    selection: DrawSelection? = nil
  ) throws(SimulationError) {
    self.selection = selection
    county = central.county
    scenario = central.scenario
    self.central = central
    self.sources = sources
    let paths = central.parameters.entries.filter(\.number.isUncertain).map(\.declaration.path).filter { path in
      UncertaintySource.of(path).map(sources.contains) ?? true
    }
    coherence = Coherence(central.parameters, county: central.county, years: central.horizon.years, drawn: paths)
    portfolioYears = PortfolioYears(central.county, start: central.scenario.horizon.start)
    streams = RandomStreams(seed: seed, county: county.code.address)
    spread = DemographicSpread(central.parameters, sources: sources)
    do {
      draws = try ParameterDraws(
        seed: seed, county: county.code.address, correlations: scenario.correlations,
        order: ParameterCatalogue.declarations.map(\.path))
    } catch { throw .contradictingCorrelations(error.correlation) }
    let draws = draws
    uncertain = paths.compactMap { path in
      central.parameters.position(of: path).map { (path, $0, draws.source(of: path)) }
    }
  }

  /// The parameters of one future, and which were moved because they could not hold together.
  func parameters(_ draw: Int) -> (set: ParameterSet, moved: [String]) {
    var set = central.parameters
    for entry in uncertain { set.place(at: entry.position, probability: entry.source.probability(draw: draw)) }
    let moved = coherence.settle(&set) { draws.probability($0, draw: draw) }
    return (set, moved)
  }

  /// The portfolio's uncertain numbers placed in one future, and which were moved because a project would begin too early.
  private func portfolio(_ draw: Int) -> (scenario: Scenario, moved: [String]) {
    let switches = scenario.portfolio.uncertain
    guard !switches.isEmpty else { return (scenario, []) }
    var drawn = scenario
    for entry in switches {
      let value = entry.number.quantile(draws.probability(entry.path, draw: draw))
      drawn.portfolio.set(entry.target, to: min(max(value, entry.lowest), entry.highest))
    }
    let moved = portfolioYears.settle(&drawn.portfolio) {
      draws.probability($0, draw: draw)
    }
    return (drawn, moved)
  }

  /// Uncertain parameters, those that move as one once.
  var inputPaths: [String] { uncertain.map(\.path).filter { ParameterCatalogue.drawn($0) == $0 } }

  /// What they are in one future in the year after the base.
  private func inputs(_ set: ParameterSet) -> [Double] {
    let year = central.horizon.years[1]
    return uncertain.filter { ParameterCatalogue.drawn($0.path) == $0.path }.map {
      set.value(at: $0.position, in: year)
    }
  }

  /// What is moved in the first draws, without running them.
  public func moved(in count: Int) -> MovedDraws {
    var all = MovedDraws()
    for draw in numbers(0..<count) { all.add(parameters(draw).moved + portfolio(draw).moved) }
    return all
  }

  /// Draws by eights, as a block of lanes carries them.
  private func blocks(_ draws: Range<Int>) -> [Range<Int>] {
    stride(from: draws.lowerBound, to: draws.upperBound, by: Lanes.count).map {
      $0..<min(draws.upperBound, $0 + Lanes.count)
    }
  }

  /// Numbers of the futures at some positions.
  private func numbers(_ positions: Range<Int>) -> [Int] {
    selection.map { Array($0.draws[positions]) } ?? Array(positions)
  }

  /// The population of up to eight futures by their numbers.
  ///
  /// - Parameter short: The model of the first years, where those are enough.
  func people(
    _ sets: [ParameterSet], draws: [Int], drawsPersons: Bool, short: ProjectionModel? = nil
  ) -> ProjectionBlock {
    let model = short ?? central.model
    var inputs = LaneInputs(model, sets, central: central.parameters)
    let lanes = (0..<Lanes.count).map { draws[min($0, draws.count - 1)] }
    inputs.stray(
      spread, streams: streams, draws: lanes, townships: model.streams,
      years: model.horizon.years.map(\.value), mortalityDeviation: model.mortalityDeviation,
      allocationDeviation: model.allocation.own)
    if let carried = model.carried {
      var error = Lanes.zero
      if carried.relativeDeviation > 0, sources.contains(.base) {
        let process = streams.process("population.base_residents", .county)
        let distribution = UncertainNumber.normal(mean: 0, sd: carried.relativeDeviation)
        for (lane, draw) in lanes.enumerated() {
          var stream = process.stream(draw: draw)
          error[lane] = distribution.quantile(stream.uniform())
        }
      }
      inputs.reachBase(model, error: error)
    }
    let chance = drawsPersons ? SmallNumbers(streams: streams, draws: lanes) : nil
    return ProjectionBlock(model, inputs, keepsDeaths: false, chance: chance)
  }

  private var drawsPersons: Bool { scenario.ensemble.drawsPersons && sources.contains(.smallNumbers) }

  /// What numbered futures say of observations, those of the population first; not a number where there is none.
  ///
  /// - Parameters:
  ///   - people: How many of the observations the population alone gives; the whole chain is run where there are others.
  ///   - short: The model of the years that the population needs.
  /// - Returns: By draw the observations and the ``inputPaths``.
  func trials(
    _ observations: [Observation], people count: Int, draws: Range<Int>, short: ProjectionModel, jobs: Int
  ) throws(SimulationError) -> [(observed: [Double], inputs: [Double])] {
    let all = blocks(draws)
    let blocks = OrderedParallel.map(all.count, jobs: jobs) {
      block -> Swift.Result<[(observed: [Double], inputs: [Double])], SimulationError> in
      let members = Array(all[block])
      let sets = members.map { parameters($0).set }
      do throws(SimulationError) {
        if count == observations.count {
          let short = people(sets, draws: members, drawsPersons: drawsPersons, short: short)
          let lanes = observations.map { short.modelled($0) ?? Lanes(repeating: .nan) }
          return .success(members.indices.map { lane in (lanes.map { $0[lane] }, inputs(sets[lane])) })
        }
        let whole = people(sets, draws: members, drawsPersons: drawsPersons)
        let lanes = gathered(whole, members.count)
        var rows: [(observed: [Double], inputs: [Double])] = []
        for (lane, draw) in members.enumerated() {
          let run = try run(lane, sets[lane], portfolio(draw).scenario, whole, [], lanes[lane])
          rows.append((observations.map { run.modelled($0) ?? .nan }, inputs(sets[lane])))
        }
        return .success(rows)
      } catch { return .failure(error) }
    }
    var rows: [(observed: [Double], inputs: [Double])] = []
    for block in blocks { rows += try block.get() }
    return rows
  }

  /// Reads some draws, on several threads, with results in the order of the draws. A draw is the same in every range and in
  /// every block of eight.
  ///
  /// - Parameters:
  ///   - draws: Numbers of the futures; their positions in the ``selection`` where there is one.
  ///   - isCancelled: Asked between draws.
  ///   - read: What to keep of a run; called on any thread.
  /// - Returns: What was read, and what was moved because a draw's values could not hold together.
  /// - Throws: ``SimulationError`` of the first draw that fails, or ``SimulationError/cancelled``.
  public func map<Result: Sendable>(
    _ draws: Range<Int>, jobs: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
    _ read: @Sendable (CountyRun) -> Result
  ) throws(SimulationError) -> (results: [Result], moved: MovedDraws) {
    let all = blocks(draws)
    let blocks = OrderedParallel.map(all.count, jobs: jobs) {
      block -> Swift.Result<([Result], MovedDraws), SimulationError> in
      if isCancelled() { return .failure(.cancelled) }
      let members = numbers(all[block])
      let sets = members.map(parameters)
      let people = self.people(sets.map(\.set), draws: members, drawsPersons: drawsPersons)
      let cells = people.populationCells(scenario.tableYears.map { central.lead + $0 })
      let lanes = gathered(people, members.count)
      var results: [Result] = []
      var moved = MovedDraws()
      for (lane, draw) in members.enumerated() {
        if isCancelled() { return .failure(.cancelled) }
        let set = sets[lane]
        let drawn = portfolio(draw)
        moved.add(set.moved + drawn.moved)
        do throws(SimulationError) {
          results.append(read(try run(lane, set.set, drawn.scenario, people, cells, lanes[lane])))
        } catch { return .failure(error) }
      }
      return .success((results, moved))
    }
    var results: [Result] = []
    results.reserveCapacity(draws.count)
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
    _ draws: Range<Int>, jobs: Int, drawsPersons: Bool = false,
    _ read: @Sendable (borrowing ProjectionBlock) -> [Lanes]
  ) -> [[Double]] {
    let all = blocks(draws)
    let blocks = OrderedParallel.map(all.count, jobs: jobs) { block -> [[Double]] in
      let members = numbers(all[block])
      let lanes = read(
        people(members.map { parameters($0).set }, draws: members, drawsPersons: drawsPersons))
      return members.indices.map { lanes.lane($0) }
    }
    return blocks.flatMap { $0 }
  }

  private func gathered(
    _ block: borrowing ProjectionBlock, _ count: Int
  ) -> [(people: ProjectedPeople, disabled: DisabledPeople)] {
    DisabledPeople.read(
      block, lanes: 0..<count, from: block.position(central.horizon.start), central.frame.disability,
      years: central.frame.tableYears)
  }

  private func run(
    _ lane: Int, _ set: ParameterSet, _ drawn: Scenario, _ block: borrowing ProjectionBlock, _ cells: [Lanes],
    _ read: (people: ProjectedPeople, disabled: DisabledPeople)
  ) throws(SimulationError) -> CountyRun {
    let projection = try located(nil) { () throws(DemographyError) in
      try PopulationProjection(block, lane: lane, from: central.horizon.start, cells: cells, people: read.people)
    }
    return try central.varied(drawn, set, projection, read.disabled)
  }
}
