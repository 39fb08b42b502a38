public import PlanningModel
internal import RandomStreams

/// Probabilities by parameter and draw: independent uniform numbers, or joined by rank correlations (Gaussian copula).
public struct ParameterDraws: Sendable {
  /// A correlation that cannot hold together with the others.
  public struct Contradiction: Error, Sendable, Hashable {
    public let correlation: RankCorrelation
    public init(correlation: RankCorrelation) { self.correlation = correlation }
  }

  private let streams: RandomStreams
  /// Correlated parameters in the order given; a row of the Cholesky factor each.
  private let joined: [String]
  private let factor: [[Double]]

  /// - Parameters:
  ///   - county: Address of the county, for parameters that are its own.
  ///   - order: All parameters that may be joined. Earlier ones keep the numbers they would have alone, and national ones come
  ///     before the county's, so that these follow what all counties share and never the other way about.
  ///   - correlations: Spearman's rank correlations; ρ becomes the normal correlation 2 sin(πρ/6)
  ///     (M. Kendall and J. D. Gibbons (1990), *Rank Correlation Methods*, 5th ed., section 10.9).
  /// - Throws: ``Contradiction`` when the matrix is not positive definite, naming the last correlation without which it would be.
  public init(
    seed: UInt64, county: UInt64, correlations: [RankCorrelation], order: [String]
  ) throws(Contradiction) {
    streams = RandomStreams(seed: seed, county: county)
    let named = Set(correlations.flatMap { [$0.first, $0.second] }.map(ParameterCatalogue.drawn))
    if let same = correlations.first(where: {
      ParameterCatalogue.drawn($0.first) == ParameterCatalogue.drawn($0.second)
    }) {
      // They are one number already, at any other correlation they would be two.
      throw Contradiction(correlation: same)
    }
    let joined = [ParameterScope.national, .county].flatMap { scope in
      order.filter { named.contains($0) && ParameterCatalogue.scope(of: $0) == scope }
    }
    self.joined = joined
    let position = Dictionary(uniqueKeysWithValues: joined.enumerated().map { ($0.element, $0.offset) })
    func matrix(without skipped: Int? = nil) -> [[Double]] {
      var matrix = joined.indices.map { row in joined.indices.map { $0 == row ? 1.0 : 0 } }
      for (index, correlation) in correlations.enumerated() where index != skipped {
        guard let a = position[ParameterCatalogue.drawn(correlation.first)],
          let b = position[ParameterCatalogue.drawn(correlation.second)]
        else { continue }
        let r = 2 * sine(.pi * correlation.rho / 6)
        matrix[a][b] = r
        matrix[b][a] = r
      }
      return matrix
    }
    guard let factor = ParameterDraws.cholesky(matrix()) else {
      let culprit = correlations.indices.last { ParameterDraws.cholesky(matrix(without: $0)) != nil }
      throw Contradiction(correlation: correlations[culprit ?? correlations.count - 1])
    }
    self.factor = factor
  }

  /// Where the probabilities of one parameter come from: found once, asked in every draw.
  public struct Source: Sendable {
    fileprivate let own: RandomStreams.Process
    /// What a correlated parameter follows, with the weights of its row; empty where it stands alone.
    fileprivate let followed: [(weight: Double, process: RandomStreams.Process)]

    /// The probability at which the parameter stands in a draw.
    public func probability(draw: Int) -> Double {
      guard !followed.isEmpty else { return own.uniform(draw: draw) }
      var z = 0.0
      for (weight, process) in followed { z += weight * standardNormal(process.uniform(draw: draw)) }
      return normalProbability(z)
    }
  }

  /// Where a parameter's probabilities come from; one source for parameters that go together.
  public func source(of path: String) -> Source {
    let path = ParameterCatalogue.drawn(path)
    guard let row = joined.firstIndex(of: path), row > 0 else { return Source(own: process(path), followed: []) }
    return Source(
      own: process(path),
      followed: (0...row).filter { factor[row][$0] != 0 }.map { (factor[row][$0], process(joined[$0])) })
  }

  /// The probability at which a parameter stands in a draw; one for parameters that go together.
  public func probability(_ path: String, draw: Int) -> Double { source(of: path).probability(draw: draw) }

  private func process(_ path: String) -> RandomStreams.Process {
    streams.process(path, ParameterCatalogue.scope(of: path) == .national ? .national : .county)
  }

  /// Lower triangular factor of a small symmetric matrix, `nil` when it is not positive definite.
  static func cholesky(_ matrix: [[Double]]) -> [[Double]]? {
    var factor = matrix.map { $0.map { _ in 0.0 } }
    for row in matrix.indices {
      for column in 0...row {
        let sum = (0..<column).reduce(matrix[row][column]) { $0 - factor[row][$1] * factor[column][$1] }
        if row == column {
          guard sum > 1e-10 else { return nil }
          factor[row][row] = sum.squareRoot()
        } else {
          factor[row][column] = sum / factor[column][column]
        }
      }
    }
    return factor
  }
}
