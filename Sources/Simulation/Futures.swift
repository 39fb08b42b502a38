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
    streams = RandomStreams(seed: seed, county: county.code.address)
    spread = DemographicSpread(central.parameters, sources: sources)
    do {
      draws = try ParameterDraws(
        seed: seed, county: county.code.address, correlations: scenario.correlations,
        order: ParameterCatalogue.declarations.map(\.path))
    } catch { throw .contradictingCorrelations(error.correlation) }
  }

  /// The parameters of one future, and how many were moved because they could not hold together.
  func parameters(_ draw: Int) -> (set: ParameterSet, moved: Int) {
    var set = central.parameters
    for path in uncertain { set.place(path, at: draws.probability(path, draw: draw)) }
    let moved = Coherence.moved(&set, county: county, years: scenario.horizon.years) { path in
      uncertain.contains(path) ? draws.probability(path, draw: draw) : nil
    }
    return (set, moved)
  }

  /// The portfolio's uncertain numbers placed in one future.
  private func portfolio(_ draw: Int) -> Scenario {
    var drawn = scenario
    for entry in scenario.portfolio.uncertain {
      let value = entry.number.quantile(draws.probability(entry.path, draw: draw))
      drawn.portfolio.set(entry.target, to: min(max(value, entry.lowest), entry.highest))
    }
    return drawn
  }

  /// The population of eight futures, from draw `first` on.
  func people(_ sets: [ParameterSet], first: Int, drawsPersons: Bool) -> ProjectionBlock {
    let model = central.model
    var inputs = LaneInputs(model, sets, central: central.parameters)
    inputs.stray(
      spread, streams: streams, draws: (0..<Lanes.count).map { first + $0 }, townships: model.streams,
      years: model.horizon.years.map(\.value), mortalityDeviation: model.mortalityDeviation)
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
  /// - Returns: What was read, and how many parameters were moved because a draw's values could not hold together.
  /// - Throws: ``SimulationError`` of the first draw that fails, or ``SimulationError/cancelled``.
  public func map<Result: Sendable>(
    _ count: Int, jobs: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
    _ read: @Sendable (CountyRun) -> Result
  ) throws(SimulationError) -> (results: [Result], moved: Int) {
    let width = Lanes.count
    let blocks = OrderedParallel.map((count + width - 1) / width, jobs: jobs) {
      block -> Swift.Result<([Result], Int), SimulationError> in
      let first = block * width
      let members = first..<min(count, first + width)
      let sets = members.map(parameters)
      let people = self.people(
        sets.map(\.set), first: first,
        drawsPersons: scenario.ensemble.drawsPersons && sources.contains(.smallNumbers))
      let cells = people.populationCells(scenario.tableYears)
      var results: [Result] = []
      for draw in members {
        if isCancelled() { return .failure(.cancelled) }
        do throws(SimulationError) {
          results.append(read(try run(draw, sets[draw - first].set, people, cells)))
        } catch { return .failure(error) }
      }
      return .success((results, sets.reduce(0) { $0 + $1.moved }))
    }
    var results: [Result] = []
    results.reserveCapacity(count)
    var moved = 0
    for block in blocks {
      let (read, more) = try block.get()
      results += read
      moved += more
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
    _ draw: Int, _ set: ParameterSet, _ people: borrowing ProjectionBlock, _ cells: [Lanes]
  ) throws(SimulationError) -> CountyRun {
    let projection: PopulationProjection
    do { projection = try PopulationProjection(people, lane: draw % Lanes.count, cells: cells) } catch {
      throw .demography(error)
    }
    return try central.varied(portfolio(draw), set, projection)
  }
}

/// Parameters that can be impossible together. The first of a group keeps its number, so that scenarios stay paired in it; the
/// others are moved to where they are possible.
enum Coherence {
  /// - Parameter probability: Where an uncertain parameter stands; `nil` for a certain one.
  /// - Returns: How many parameters were moved.
  static func moved(
    _ set: inout ParameterSet, county: County, years: [Year], probability: (String) -> Double?
  ) -> Int {
    occupancy(&set, county, probability) + ashes(&set, years)
  }

  /// People in the city's homes are at most all people in homes, and the rest must fit into the other beds. The city's occupancy
  /// is drawn from the part of its distribution that leaves this possible.
  private static func occupancy(
    _ set: inout ParameterSet, _ county: County, _ probability: (String) -> Double?
  ) -> Int {
    let beds = BaseBeds(county)
    guard beds.all > beds.city, beds.city > 0 else { return 0 }
    let path = "care.occupancy_city"
    let inCare = beds.all * set.constant("care.occupancy")
    let lowest = max(0, (inCare - (beds.all - beds.city)) / beds.city)
    let possible = lowest...(inCare / beds.city)
    guard !possible.contains(set.constant(path)) else { return 0 }
    guard let probability = probability(path) else { return 0 }
    set.place(path, at: probability, inside: possible)
    return 1
  }

  /// Destinations of ashes share out at most everything.
  private static func ashes(_ set: inout ParameterSet, _ years: [Year]) -> Int {
    let paths = ["plot", "niche", "ecological", "scattered"].map { "funeral.ashes.\($0)" }
    let largest = years.map { year in paths.reduce(0) { $0 + set.value($1, in: year) } }.max() ?? 0
    guard largest > 1 else { return 0 }
    for path in paths { set.scale(path, by: 1 / largest) }
    return 1
  }
}
