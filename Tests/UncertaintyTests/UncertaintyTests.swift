import Foundation
import Testing
import Uncertainty

@testable import PlanningModel

@Suite struct QuantileTests {
  static let numbers: [(UncertainNumber, mean: Double, sd: Double)] = [
    (.normal(mean: 3, sd: 0.5), 3, 0.5),
    (.uniform(low: 2, high: 5), 3.5, 3 / 12.0.squareRoot()),
    // Triangle on 0, 1, 4: mean 5/3, variance (16 + 1 + 0 − 4 − 0 − 0) / 18.
    (.triangular(low: 0, mode: 1, high: 4), 5 / 3.0, (13 / 18.0).squareRoot()),
    // PERT on 0, 1, 4 is 4 × beta(2, 4): mean 4/3, variance 16 · 8 / (36 · 7).
    (.pert(low: 0, mode: 1, high: 4), 4 / 3.0, (16 * 8 / 252.0).squareRoot()),
    (.beta(a: 2, b: 4, low: 0, high: 4), 4 / 3.0, (16 * 8 / 252.0).squareRoot()),
    (.gamma(shape: 4, scale: 0.5), 2, 1),
    (.lognormal(median: 2, sdLog: 0.3), 2 * exp(0.045), 2 * exp(0.045) * (exp(0.09) - 1).squareRoot()),
    (.choice([.init(value: 1, weight: 3), .init(value: 5, weight: 1)]), 2, 3.0.squareRoot()),
  ]

  /// Mean and standard deviation by integrating the quantile function against the closed forms; the midpoint rule with
  /// 200,000 steps leaves less than 0.1% in the tails.
  @Test(arguments: numbers.indices) func moments(index: Int) {
    let (number, mean, sd) = Self.numbers[index]
    let steps = 200_000
    var (sum, squares) = (0.0, 0.0)
    for step in 0..<steps {
      let value = number.quantile((Double(step) + 0.5) / Double(steps))
      sum += value
      squares += value * value
    }
    let found = sum / Double(steps)
    #expect(abs(found - mean) < 1e-3 * mean)
    #expect(abs((squares / Double(steps) - found * found).squareRoot() - sd) < 1e-3 * sd)
  }

  @Test(arguments: numbers.indices) func quantilesAscend(index: Int) {
    let values = stride(from: 0.001, to: 1, by: 0.001).map { Self.numbers[index].0.quantile($0) }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(values.allSatisfy { $0.isFinite })
  }

  @Test func anIntervalHasItsThreeQuantiles() {
    let number = UncertainNumber.interval80(low: 0.4, mid: 0.53, high: 0.7)
    #expect(abs(number.quantile(0.1) - 0.4) < 1e-12)
    #expect(number.quantile(0.5) == 0.53)
    #expect(abs(number.quantile(0.9) - 0.7) < 1e-12)
    #expect(number.central == 0.53)
  }

  /// Table values of the normal distribution (Abramowitz and Stegun, table 26.5).
  @Test func normalTable() {
    let standard = UncertainNumber.normal(mean: 0, sd: 1)
    for (p, z) in [(0.975, 1.959964), (0.9, 1.281552), (0.995, 2.575829)] {
      #expect(abs(standard.quantile(p) - z) < 5e-7)
    }
  }

  static let shapes = [0.1, 0.5, 1, 3, 5, 50, 400, 3000, 10_000]

  /// Every lawful shape has quantiles, also where GSL's own inverse has none (beta(5, 3000)), and they are what the
  /// distribution of the sum or of the mirror image says.
  @Test(arguments: shapes) func everyLawfulShapeHasItsQuantiles(shape: Double) {
    let probabilities = [1e-6, 0.001, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.999, 1 - 1e-6]
    for other in Self.shapes {
      let number = UncertainNumber.beta(a: shape, b: other, low: 0, high: 1)
      let mirror = UncertainNumber.beta(a: other, b: shape, low: 0, high: 1)
      let values = probabilities.map { number.quantile($0) }
      #expect(values.allSatisfy { (0...1).contains($0) } && zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
      for (p, value) in zip(probabilities, values) { #expect(abs(mirror.quantile(1 - p) - (1 - value)) < 1e-8) }
      // Markov's and Chebyshev's bounds hold for every distribution.
      let mean = shape / (shape + other)
      let sd = (mean * (1 - mean) / (shape + other + 1)).squareRoot()
      #expect(abs(values[5] - mean) <= sd)
    }
    let gamma = UncertainNumber.gamma(shape: shape, scale: 2)
    let values = probabilities.map { gamma.quantile($0) }
    #expect(values.allSatisfy { $0.isFinite && $0 >= 0 } && zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(abs(values[5] - 2 * shape) <= 2 * shape.squareRoot())
  }

  /// The beta distribution with b = 1 has the quantile u^(1/a), with many trials it is near the gamma distribution.
  @Test func knownShapes() {
    for a in [0.1, 0.7, 5, 900] {
      for u in [0.01, 0.3, 0.99] {
        let found = UncertainNumber.beta(a: a, b: 1, low: 0, high: 1).quantile(u)
        #expect(abs(found - pow(u, 1 / a)) < 1e-12)
      }
    }
    let rare = UncertainNumber.beta(a: 5, b: 3000, low: 0, high: 1).quantile(0.9)
    let gamma = UncertainNumber.gamma(shape: 5, scale: 1 / 3002.0).quantile(0.9)
    #expect(abs(rare / gamma - 1) < 2e-3)
  }

  @Test func theShareOutsideIsCountedAtBothEnds() {
    let uniform = UncertainNumber.uniform(low: 0, high: 10)
    #expect(uniform.shareOutside(1...7) == 0.4)
    #expect(uniform.shareOutside(-1...11) == 0)
    #expect(uniform.shareOutside(20...21) == 1)
    #expect(UncertainNumber.constant(3).shareOutside(0...1) == 1)
    #expect(UncertainNumber.constant(1).shareOutside(0...1) == 0)
    #expect(uniform.mayLeave(1...10) && uniform.mayLeave(0...9) && !uniform.mayLeave(0.4...9.6))
  }

  @Test func endsStayFinite() {
    for (number, _, _) in Self.numbers {
      #expect(number.quantile(0).isFinite && number.quantile(1).isFinite)
    }
  }
}

@Suite struct PathTests {
  @Test func pointsMoveTogether() throws {
    let path = try #require(
      UncertainPath(
        points: [
          .init(year: Year(2035), number: .interval80(low: 0.35, mid: 0.45, high: 0.6)),
          .init(year: Year(2020), number: .constant(0.15)),
        ], curve: .linear))
    let high = path.value(at: 0.9, within: 0...1, years: [])
    #expect(high.value(in: Year(2020)) == 0.15)
    #expect(abs(high.value(in: Year(2035)) - 0.6) < 1e-12)
    #expect(path.value(at: nil, within: 0...1, years: []).value(in: Year(2035)) == 0.45)
  }

  @Test func logisticPathIsStraightOnTheLogitScale() throws {
    let years = (2020...2035).map { Year($0) }
    let path = try #require(
      UncertainPath(
        points: [.init(year: Year(2020), number: .constant(0.15)), .init(year: Year(2030), number: .constant(0.85))],
        curve: .logistic)
    ).value(at: nil, within: 0...1, years: years)
    #expect(abs(path.value(in: Year(2025)) - 0.5) < 1e-12)
    let logits = (2020...2030).map { log(path.value(in: Year($0)) / (1 - path.value(in: Year($0)))) }
    let steps = zip(logits, logits.dropFirst()).map { $1 - $0 }
    #expect(steps.allSatisfy { abs($0 - steps[0]) < 1e-9 })
    #expect(path.value(in: Year(2034)) == 0.85)
  }

  @Test func monotonePathDoesNotOvershoot() throws {
    let points = [(2020, 0.1), (2024, 0.1), (2026, 0.6), (2035, 0.6)]
    let path = try #require(
      UncertainPath(
        points: points.map { .init(year: Year($0.0), number: .constant($0.1)) }, curve: .monotone)
    ).value(at: nil, within: 0...1, years: (2020...2035).map { Year($0) })
    let values = (2020...2035).map { path.value(in: Year($0)) }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 + 1e-15 })
    #expect(values.min() == 0.1 && values.max() == 0.6)
  }

  @Test func valuesStayInTheirRange() {
    let wide = UncertainPath(.normal(mean: 0.5, sd: 3))
    for u in [0.01, 0.5, 0.99] {
      #expect((0...1).contains(wide.value(at: u, within: 0...1, years: []).value(in: Year(2030))))
    }
    #expect(abs(UncertainNumber.normal(mean: 0, sd: 1).shareOutside(0...10) - 0.5) < 0.01)
  }
}

@Suite struct ParameterDrawsTests {
  static func ranks(_ values: [Double]) -> [Double] {
    var ranks = [Double](repeating: 0, count: values.count)
    for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
      ranks[index] = Double(rank)
    }
    return ranks
  }

  static func correlation(_ a: [Double], _ b: [Double]) -> Double {
    let n = Double(a.count)
    let (ma, mb) = (a.reduce(0, +) / n, b.reduce(0, +) / n)
    let ab = zip(a, b).reduce(0) { $0 + ($1.0 - ma) * ($1.1 - mb) }
    return ab
      / (a.reduce(0) { $0 + ($1 - ma) * ($1 - ma) } * b.reduce(0) { $0 + ($1 - mb) * ($1 - mb) }).squareRoot()
  }

  static let origin = Origin(file: "a.yaml", line: 1)

  /// Spearman's correlation of 20,000 draws; four standard errors are 0.028.
  @Test(arguments: [-0.8, -0.4, 0, 0.3, 0.9]) func rankCorrelationIsMet(rho: Double) throws {
    let draws = try ParameterDraws(
      seed: 11, county: 500_997,
      correlations: [RankCorrelation(first: "b", second: "a", rho: rho, origin: Self.origin)],
      order: ["a", "b"])
    let a = (0..<20_000).map { draws.probability("a", draw: $0) }
    let b = (0..<20_000).map { draws.probability("b", draw: $0) }
    #expect(abs(Self.correlation(Self.ranks(a), Self.ranks(b)) - rho) < 0.028)
    // The joined parameter stays uniform.
    #expect(abs(b.reduce(0, +) / 20_000 - 0.5) < 0.0082)
    #expect(abs(Double(b.count { $0 < 0.1 }) / 20_000 - 0.1) < 0.0085)
  }

  @Test func aParameterHasTheSameDrawsWhateverElseIsUncertain() throws {
    let alone = try ParameterDraws(
      seed: 5, county: 500_997, correlations: [], order: ["a", "b", "c"])
    let joined = try ParameterDraws(
      seed: 5, county: 500_997, correlations: [RankCorrelation(first: "a", second: "b", rho: 0.5, origin: Self.origin)],
      order: ["a", "b", "c"])
    for draw in 0..<100 {
      #expect(alone.probability("a", draw: draw) == joined.probability("a", draw: draw))
      #expect(alone.probability("c", draw: draw) == joined.probability("c", draw: draw))
    }
  }

  @Test func contradictingCorrelationsAreNamed() {
    let bad = RankCorrelation(first: "b", second: "c", rho: -0.9, origin: Self.origin)
    #expect(throws: ParameterDraws.Contradiction(correlation: bad)) {
      try ParameterDraws(
        seed: 1, county: 500_997,
        correlations: [
          RankCorrelation(first: "a", second: "b", rho: 0.5, origin: Self.origin),
          RankCorrelation(first: "a", second: "c", rho: 0.5, origin: Self.origin), bad,
        ], order: ["a", "b", "c"])
    }
  }

  private static let order = ParameterCatalogue.declarations.map(\.path)

  @Test func everyDeclaredParameterHasOneScope() {
    let paths = Self.order
    let national = paths.filter { ParameterCatalogue.scope(of: $0) == .national }
    let county = paths.filter { ParameterCatalogue.scope(of: $0) == .county }
    #expect(ParameterCatalogue.scopes[.national]?.map(\.path).sorted() == national.sorted())
    #expect(ParameterCatalogue.scopes[.county]?.map(\.path).sorted() == county.sorted())
    #expect(national.contains("population.mortality_pace") && county.contains("care.occupancy"))
    #expect(ParameterCatalogue.scope(of: "portfolio.shift.all") == .county)
  }

  /// 2,000 draws: the correlation of independent numbers has a standard error of 0.022; five of them, for 30 parameters.
  @Test func countiesShareNationalParametersAndNoOthers() throws {
    let (one, other) = (
      try ParameterDraws(seed: 4, county: 500_101, correlations: [], order: Self.order),
      try ParameterDraws(seed: 4, county: 500_102, correlations: [], order: Self.order)
    )
    for path in Self.order + ["portfolio.scale.P1"] {
      let a = (0..<2000).map { one.probability(path, draw: $0) }
      let b = (0..<2000).map { other.probability(path, draw: $0) }
      if ParameterCatalogue.scope(of: path) == .national {
        #expect(a == b, "\(path)")
      } else {
        #expect(abs(Self.correlation(a, b)) < 0.112, "\(path)")
      }
    }
  }

  @Test func whatIsOneDoubtStandsAtOneProbability() throws {
    let (male, female) = ("population.mortality_closure.male", "population.mortality_closure.female")
    func tie(_ first: String, _ second: String) -> RankCorrelation {
      RankCorrelation(first: first, second: second, rho: 0.9, origin: Self.origin)
    }
    let draws = try ParameterDraws(seed: 4, county: 500_101, correlations: [], order: Self.order)
    #expect((0..<50).allSatisfy { draws.probability(male, draw: $0) == draws.probability(female, draw: $0) })
    // What is tied to one is tied to both, and the two cannot be tied to each other.
    let tied = try ParameterDraws(
      seed: 4, county: 500_101, correlations: [tie(female, "population.mortality_local")], order: Self.order)
    let local = (0..<2000).map { tied.probability("population.mortality_local", draw: $0) }
    #expect(Self.correlation((0..<2000).map { tied.probability(male, draw: $0) }, local) > 0.85)
    #expect(throws: ParameterDraws.Contradiction.self) {
      try ParameterDraws(seed: 4, county: 500_101, correlations: [tie(male, female)], order: Self.order)
    }
  }

  @Test func aNationalParameterStaysSharedWhenACountysOwnIsTiedToIt() throws {
    // The county's own comes first in the catalogue, and all the same follows the national one.
    let tie = RankCorrelation(
      first: "population.mortality_local", second: "care.prevalence_scale", rho: 0.9, origin: Self.origin)
    let (one, other) = (
      try ParameterDraws(seed: 4, county: 500_101, correlations: [tie], order: Self.order),
      try ParameterDraws(seed: 4, county: 500_102, correlations: [tie], order: Self.order)
    )
    let a = (0..<500).map { one.probability(tie.second, draw: $0) }
    #expect(a == (0..<500).map { other.probability(tie.second, draw: $0) })
    let level = (0..<500).map { one.probability(tie.first, draw: $0) }
    #expect(Self.correlation(a, level) > 0.8)
    #expect(level != (0..<500).map { other.probability(tie.first, draw: $0) })
  }
}
