internal import Demography
internal import Glibc
public import PlanningModel
internal import RandomStreams

/// The futures that agree with what was counted after the base.
///
/// A future whose numbers lie z₁, z₂, … standard deviations of the counts away from them has the weight
///
///     w = exp(−½ Σ z²) ≤ 1.
///
/// It is kept with probability w (rejection sampling: von Neumann 1951; Tavaré et al. 1997, *Genetics* 145, with a normal
/// likelihood). The futures that are kept all count the same and are exact draws of the distribution that importance weights
/// would only approach; quantiles, probabilities and paired differences need no weights. What it costs is cheap here: a future
/// is tried on the first years of its population alone.
public struct DrawSelection: Sendable {
  /// One observation and what the futures say of it.
  public struct Fit: Sendable, Hashable {
    public let observation: Observation
    /// Of all futures that were tried.
    public let before: [Double]
    /// Of those that were kept.
    public let after: [Double]
  }

  /// Numbers of the futures that were kept, ascending.
  public let draws: [Int]
  /// Futures that were tried.
  public let tried: Int
  /// Effective number of futures that the weights would leave of those tried, relative to them: (Σw)²/(n Σw²).
  public let effectiveShare: Double
  public let fits: [Fit]
  /// Every uncertain parameter in all futures that were tried, in the year after the base; those that move as one are told once.
  public let inputs: [Input]

  /// An uncertain parameter, by future.
  public struct Input: Sendable, Hashable {
    public let path: String
    public let values: [Double]
  }

  /// Share of the tried futures that were kept.
  public var keptShare: Double { tried > 0 ? Double(draws.count) / Double(tried) : 1 }

  /// Below this share of kept futures the observations contradict the model, or each other, and the run stops.
  public static let leastShare = 0.005
  /// Futures that are tried before it stops.
  public static let patience = 2048
  /// Tried at once; the result does not depend on it.
  private static let batch = 128

  /// - Parameters:
  ///   - count: Futures to keep.
  ///   - jobs: Threads; the result does not depend on it.
  /// - Returns: `nil` when the scenario or the county conditions on nothing.
  /// - Throws: ``SimulationError/improbableObservations(_:)`` when too few futures agree; what a future itself throws.
  public init?(
    _ central: CountyRun, seed: UInt64, count: Int, jobs: Int, isCancelled: @Sendable () -> Bool = { false }
  ) throws(SimulationError) {
    let all = central.conditions
    guard !all.isEmpty, count > 0 else { return nil }
    let futures = try Futures(central, seed: seed)
    // The population's observations first: they need no homes and no graves.
    let observations =
      all.filter { $0.quantity?.isOfPopulation == true } + all.filter { $0.quantity?.isOfPopulation != true }
    let people = observations.count { $0.quantity?.isOfPopulation == true }
    let process = RandomStreams(seed: seed, county: central.county.code.address).process("observations", .county)
    var kept: [Int] = []
    var values: [[Double]] = []
    var weights: [Double] = []
    let paths = futures.inputPaths
    var columns = [[Double]](repeating: [], count: paths.count)
    let short = central.model.through(central.lastConditionYear)
    while kept.count < count {
      let first = values.count
      if isCancelled() { throw .cancelled }
      if first >= Self.patience, Double(kept.count) < Self.leastShare * Double(first) {
        throw .improbableObservations(Self.misfits(observations, values), observations[0].evidence.origin)
      }
      let batch = try futures.trials(
        observations, people: people, draws: first..<(first + Self.batch), short: short, jobs: jobs)
      for (index, row) in batch.enumerated() {
        let squares = zip(observations, row.observed).reduce(0) { sum, pair in
          let distance = pair.0.distance(pair.1)
          return sum + distance * distance
        }
        let weight = exp(-0.5 * squares)
        values.append(row.observed)
        for (column, value) in row.inputs.enumerated() { columns[column].append(value) }
        weights.append(weight)
        var stream = process.stream(draw: first + index)
        if stream.uniform() < weight { kept.append(first + index) }
        if kept.count == count { break }
      }
    }
    draws = kept
    tried = values.count
    let (sum, squares) = weights.reduce((0.0, 0.0)) { ($0.0 + $1, $0.1 + $1 * $1) }
    effectiveShare = squares > 0 ? sum * sum / squares / Double(weights.count) : 0
    inputs = zip(paths, columns).map { Input(path: $0, values: $1) }
    fits = observations.indices.map { index in
      Fit(
        observation: observations[index], before: values.map { $0[index] },
        after: kept.map { values[$0][index] })
    }
  }

  /// How far the middle of the futures lies from each observation.
  private static func misfits(_ observations: [Observation], _ values: [[Double]]) -> [ObservationMisfit] {
    observations.indices.map { index in
      let sorted = values.map { $0[index] }.filter(\.isFinite).sorted()
      func at(_ share: Double) -> Double {
        sorted.isEmpty ? .nan : sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
      }
      return ObservationMisfit(
        observation: observations[index], low: at(0.1), median: at(0.5), high: at(0.9))
    }
  }
}

/// An observation with which hardly any future agrees.
public struct ObservationMisfit: Sendable, Hashable {
  public let observation: Observation
  /// Quantiles 10%, 50% and 90% of the futures.
  public let low: Double
  public let median: Double
  public let high: Double
}

extension Observation {
  /// Standard deviations between a modelled number and the count; infinite where the model has none, so that its future is not
  /// kept.
  fileprivate func distance(_ modelled: Double) -> Double {
    let deviation = (relativeDeviation ?? 0) * abs(value)
    let gap = modelled - value
    guard gap.isFinite, deviation > 0 else { return gap == 0 ? 0 : .infinity }
    return gap / deviation
  }
}

extension CountyRun {
  /// Observations by which the futures of this run are chosen: those that the county declares so, within the horizon, unless
  /// the scenario asks to leave them out.
  public var conditions: [Observation] {
    guard scenario.ensemble.isConditioned else { return [] }
    return county.observations.filter {
      $0.use == .condition && $0.quantity != nil && ObservedYears($0, horizon) != nil && modelled($0) != nil
    }
  }

  /// The last year that the population needs for them.
  fileprivate var lastConditionYear: Year {
    let last =
      conditions.filter { $0.quantity?.isOfPopulation == true }
      .compactMap { ObservedYears($0, model.horizon)?.last }.max() ?? 1
    return model.horizon.start + max(1, last)
  }
}
