public import Demography
internal import Ensembles
internal import PlanningModel
internal import RandomStreams
internal import Uncertainty

/// The census before the base carried to the base census under several assumptions, once and in many futures that
/// differ in what was not fitted: levels and pace of mortality, fertility, error of the first census, migration.
public struct HindcastFutures: Sendable {
  public enum Variant: String, Sendable, Hashable, CaseIterable {
    /// Nobody moves; mortality at the county's level, which was set on these two censuses.
    case countyMortality
    /// Nobody moves; national mortality. Nothing is fitted on the second census.
    case nationalMortality
    /// As before, but the futures do not know who moves: net migration is drawn from a wide prior around zero.
    case unknownMigration
    /// With the residual migration of the same two censuses: an identity.
    case residual
  }

  /// 80% interval of a county's mortality relative to the national one, the same for both sexes, before any local count was
  /// seen: a judgement.
  public static let levelPrior = 0.85...1.15
  /// 80% interval of the yearly net migration over residents, before the second census was seen: a judgement, wide enough for
  /// most counties that send or draw workers.
  public static let migrationPrior = -0.01...0.01

  public let hindcast: CensusHindcast
  /// The same without the county's level, which also shapes the open age group of the start.
  private let national: CensusHindcast
  /// The county's mortality relative to the national one at the base, men and women.
  public let level: [Double]
  private let futures: Futures
  private let streams: RandomStreams
  private let spread: DemographicSpread

  /// - Returns: `nil` when the county has no census before its base that is used.
  /// - Throws: ``SimulationError``.
  public init?(_ central: CountyRun, seed: UInt64) throws(SimulationError) {
    let county = central.county
    guard central.model.calibration.earlier != nil else { return nil }
    level = central.parameters.mortalityLevel(in: county.censusYear)
    func hindcast(_ level: [Double]) throws(DemographyError) -> CensusHindcast {
      try CensusHindcast(
        census: county.census, baseYear: county.censusYear, mortality: try MortalitySchedule(county.mortality),
        fertility: try FertilitySchedule(county.fertility), level: level)
    }
    let evidence = county.census.first?.evidence
    let own = level
    self.hindcast = try located(evidence) { () throws(DemographyError) in try hindcast(own) }
    national = try located(evidence) { () throws(DemographyError) in try hindcast([1, 1]) }
    futures = try Futures(central, seed: seed)
    streams = RandomStreams(seed: seed, county: county.code.address)
    let all = DemographicSpread(central.parameters, sources: Set(UncertaintySource.allCases))
    var spread = DemographicSpread.none
    spread.mortalityWalk = all.mortalityWalk
    spread.fertility = all.fertility
    spread.census = all.census
    spread.persistence = all.persistence
    self.spread = spread
  }

  /// The first census and the residual migration of the two at central values.
  public var residual: ResidualMigration { hindcast.residual(level: level) }

  /// People at the base census by sex and single age, at central values.
  public func central(_ variant: Variant) -> AgeSexGrid {
    let isLocal = variant == .countyMortality || variant == .residual
    var future = CensusHindcast.Future(level: isLocal ? level : [1, 1], years: hindcast.horizon.count)
    future.migration = variant == .residual ? residual.rates : nil
    return (isLocal ? hindcast : national).population(future)
  }

  /// Reads every draw of some variants, on several threads; a draw has the same random numbers in every variant.
  ///
  /// - Parameters:
  ///   - variants: Any but ``Variant/residual``, of which nothing is left to draw.
  ///   - read: Numbers to keep of the people at the base census.
  /// - Returns: `[variant][draw][number]`.
  public func map(
    _ variants: [Variant], count: Int, jobs: Int, _ read: @Sendable (AgeSexGrid) -> [Double]
  ) -> [[[Double]]] {
    let width = Lanes.count
    let schedule = national.standardSchedule
    let blocks = OrderedParallel.map((count + width - 1) / width, jobs: jobs) { block -> [[[Double]]] in
      let members = Array((block * width)..<min(count, (block + 1) * width))
      var inputs = LaneInputs(horizon: hindcast.horizon, townships: 0)
      inputs.stray(
        spread, streams: streams, draws: (0..<width).map { block * width + $0 }, townships: [],
        years: hindcast.horizon.years.map(\.value))
      return members.enumerated().map { lane, draw in
        variants.map { variant in
          let start = variant == .countyMortality ? hindcast : national
          return read(start.population(future(variant, draw, lane, inputs, schedule)))
        }
      }
    }
    let draws = blocks.flatMap { $0 }
    return variants.indices.map { variant in draws.map { $0[variant] } }
  }

  private func future(
    _ variant: Variant, _ draw: Int, _ lane: Int, _ inputs: LaneInputs, _ schedule: AgeSexGrid
  ) -> CensusHindcast.Future {
    let central = futures.central.parameters
    let drawn = futures.parameters(draw).set
    func prior(_ name: String, _ interval: ClosedRange<Double>) -> Double {
      var stream = streams.process("backtest.\(name)", .county).stream(draw: draw)
      let (low, high) = (interval.lowerBound, interval.upperBound)
      return UncertainNumber.interval80(low: low, mid: (low + high) / 2, high: high).quantile(stream.uniform())
    }
    let common = variant == .countyMortality ? 0 : prior("mortality_level", Self.levelPrior)
    var future = CensusHindcast.Future(
      level: variant == .countyMortality
        ? drawn.mortalityLevel(in: hindcast.horizon.end) : [common, common],
      years: hindcast.horizon.count)
    let pace = "population.mortality_pace"
    future.pace = max(0, 1 + drawn.constant(pace) - central.constant(pace))
    future.mortalityShock = inputs.mortalityShock.map { $0[lane] }
    future.fertility = inputs.fertility.map { $0[lane] }
    future.census = inputs.census.map { $0[lane] }
    if variant == .unknownMigration {
      let net = prior("net_migration", Self.migrationPrior)
      var rates = schedule
      for cell in rates.values.indices { rates.values[cell] *= net }
      future.migration = rates
    }
    return future
  }

}
