public import PlanningModel
internal import Uncertainty

/// The futures of a scenario: each draw places every uncertain number of the scenario and of the county's data, and runs the
/// whole chain. A parameter has the same random numbers in every scenario, so that scenarios differ draw by draw only by what
/// they change.
public struct Futures: Sendable {
  public let county: County
  public let scenario: Scenario
  /// The run at the central values.
  public let central: CountyRun
  private let draws: ParameterDraws
  private let uncertain: [String]

  /// Attempts at a draw whose parameters contradict each other, before the run is given up.
  static let attempts = 200

  /// Parameters that can be impossible together. Only they are drawn again, so that all others keep their numbers.
  private static let groups: [[String]] = [
    ["care.occupancy", "care.occupancy_city"],
    ["funeral.ashes.plot", "funeral.ashes.niche", "funeral.ashes.ecological", "funeral.ashes.scattered"],
  ]

  /// - Throws: ``SimulationError`` when the central run fails.
  public init(_ central: CountyRun, seed: UInt64) throws(SimulationError) {
    county = central.county
    scenario = central.scenario
    self.central = central
    uncertain = central.parameters.entries.filter(\.number.isUncertain).map(\.declaration.path)
    do {
      draws = try ParameterDraws(
        seed: seed, correlations: scenario.correlations, order: ParameterCatalogue.declarations.map(\.path))
    } catch { throw .contradictingCorrelations(error.correlation) }
  }

  /// Whether anything differs between draws.
  public var areUncertain: Bool { !uncertain.isEmpty || !scenario.portfolio.uncertain.isEmpty }

  /// One future, and how often a group of its parameters had to be drawn again.
  ///
  /// - Throws: ``SimulationError``.
  public func run(_ draw: Int) throws(SimulationError) -> (run: CountyRun, redraws: Int) {
    var parameters = central.parameters
    for path in uncertain { parameters.place(path, at: draws.probability(path, draw: draw)) }
    var redraws = 0
    for group in Self.groups {
      let paths = group + draws.joined(with: group).filter { !group.contains($0) }
      var attempt = 0
      while !isPossible(group, parameters) {
        attempt += 1
        guard attempt < Self.attempts else { throw .impossibleDraw(draw, group) }
        for path in paths where uncertain.contains(path) {
          parameters.place(path, at: draws.probability(path, draw: draw, attempt: attempt))
        }
      }
      redraws += attempt
    }
    var drawn = scenario
    for entry in scenario.portfolio.uncertain {
      let value = entry.number.quantile(draws.probability(entry.path, draw: draw))
      drawn.portfolio.set(entry.target, to: min(max(value, entry.lowest), entry.highest))
    }
    return (try central.varied(drawn, parameters), redraws)
  }

  private func isPossible(_ group: [String], _ parameters: ParameterSet) -> Bool {
    if group[0] == "care.occupancy" {
      let beds = BaseBeds(county)
      let towns =
        beds.all * parameters.constant("care.occupancy") - beds.city * parameters.constant("care.occupancy_city")
      return beds.all <= beds.city || (0...(beds.all - beds.city)).contains(towns)
    }
    return scenario.horizon.years.allSatisfy { year in
      group.reduce(0) { $0 + parameters.value($1, in: year) } <= 1 + 1e-9
    }
  }

  /// Reads every draw, on several threads, with results in the order of the draws.
  ///
  /// - Parameters:
  ///   - count: Draws, from 0.
  ///   - isCancelled: Asked between draws.
  ///   - read: What to keep of a run; called on any thread.
  /// - Throws: ``SimulationError`` of the first draw that fails, or ``SimulationError/cancelled``.
  public func map<Result: Sendable>(
    _ count: Int, jobs: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
    _ read: @Sendable (CountyRun) -> Result
  ) throws(SimulationError) -> (results: [Result], redraws: Int) {
    let outcomes = OrderedParallel.map(count, jobs: jobs) { draw -> Swift.Result<(Result, Int), SimulationError> in
      if isCancelled() { return .failure(.cancelled) }
      do throws(SimulationError) {
        let (run, redraws) = try self.run(draw)
        return .success((read(run), redraws))
      } catch { return .failure(error) }
    }
    var results: [Result] = []
    results.reserveCapacity(count)
    var redraws = 0
    for outcome in outcomes {
      let (result, again) = try outcome.get()
      results.append(result)
      redraws += again
    }
    return (results, redraws)
  }
}

/// Beds of the base stock, in the city and in all.
struct BaseBeds {
  let city: Double
  let all: Double

  init(_ county: County) {
    let zones = Set(county.zones.filter(\.isCity).map(\.id))
    let places = Set(county.townships.filter { zones.contains($0.zone) }.map(\.code))
    city = county.facilities.reduce(0) { $0 + (places.contains($1.township) ? $1.beds.value : 0) }
    all = county.facilities.reduce(0) { $0 + $1.beds.value }
  }
}
