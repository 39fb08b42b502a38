internal import Demography
internal import PlanningModel

/// Which source of uncertainty drives the population of the last year: the ensemble is drawn again with one source alone and
/// with all but one, on the same random numbers.
///
///     alone(s) = Var(s alone) / Var(all),   total(s) = 1 − Var(all but s) / Var(all)
///
/// With independent sources these are the first-order and total indices of Sobol up to sampling error; what the shares alone
/// leave of 1 is interaction.
///
/// - SeeAlso: Saltelli et al. (2010), *Computer Physics Communications* 181, 259–270.
public struct SourceVariance: Sendable {
  public enum Quantity: String, Sendable, Hashable, CaseIterable {
    case residents, pop60, pop80, deaths
  }

  public struct Share: Sendable, Hashable {
    public let quantity: Quantity
    /// `nil` for all sources together.
    public let source: UncertaintySource?
    /// Standard deviation with the source alone.
    public let deviation: Double
    public let alone: Double
    /// `nil` where it was not drawn.
    public let total: Double?
  }

  public let year: Int
  public let draws: Int
  /// Draws for chance among few people, which costs a hundred times as much as expected numbers.
  public let chanceDraws: Int
  /// By quantity, all sources first, then the sources in falling order of their share alone.
  public let shares: [Share]

  /// - Parameter jobs: Threads; the result does not depend on it.
  /// - Throws: ``SimulationError``.
  public init(
    _ run: CountyRun, seed: UInt64, draws: Int, jobs: Int, isCancelled: @Sendable () -> Bool = { false }
  ) throws(SimulationError) {
    let last = run.model.horizon.count - 1
    func deviations(_ sources: Set<UncertaintySource>, _ draws: Int) throws(SimulationError) -> [Double] {
      guard !isCancelled() else { throw .cancelled }
      let futures = try Futures(run, seed: seed, sources: sources)
      let drawn = futures.mapPeople(0..<draws, jobs: jobs, drawsPersons: sources.contains(.smallNumbers)) { block in
        [
          block.residents(last, from: 0), block.residents(last, from: 60), block.residents(last, from: 80),
          block.total(last, .deathsMale) + block.total(last, .deathsFemale),
        ]
      }
      return Quantity.allCases.indices.map { index in
        let values = drawn.map { $0[index] }
        let mean = values.reduce(0, +) / Double(draws)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(max(1, draws - 1))).squareRoot()
      }
    }
    let sources = UncertaintySource.allCases.filter { $0 != .smallNumbers }
    let chanceDraws = min(draws, 64)
    let all = try deviations(Set(sources), draws)
    var shares: [Share] = []
    var alone: [(UncertaintySource, [Double], [Double]?)] = []
    for source in sources {
      alone.append((source, try deviations([source], draws), try deviations(Set(sources).subtracting([source]), draws)))
    }
    alone.append((.smallNumbers, try deviations([.smallNumbers], chanceDraws), nil))
    func ratio(_ a: Double, _ b: Double) -> Double { b > 0 ? a * a / (b * b) : 0 }
    for (index, quantity) in Quantity.allCases.enumerated() {
      shares.append(Share(quantity: quantity, source: nil, deviation: all[index], alone: 1, total: nil))
      shares += alone.map { source, own, without in
        Share(
          quantity: quantity, source: source, deviation: own[index], alone: ratio(own[index], all[index]),
          total: without.map { 1 - ratio($0[index], all[index]) })
      }.enumerated().sorted { ($1.element.alone, $0.offset) < ($0.element.alone, $1.offset) }.map(\.element)
    }
    self.shares = shares
    year = run.horizon.end.value
    self.draws = draws
    self.chanceDraws = chanceDraws
  }
}
