public import PlanningModel

/// Factors on the events of a year that make its constraints hold, found by repeating the year.
///
/// Deaths and births answer to their factor almost in proportion, migration as I·f − O/f, so each pass sets the factors from
/// the last result; a lane that is settled is left alone, so that futures do not depend on their neighbours.
public struct ConstraintFactors: Sendable {
  public private(set) var births = Lanes(repeating: 1)
  public private(set) var deaths = Lanes(repeating: 1)
  public private(set) var migration = Lanes(repeating: 1)
  /// What the model gives without the constraints.
  public private(set) var unconstrained = Events()
  /// What it gives with them.
  public private(set) var reached = Events()
  private var isSettled = SIMDMask<SIMD8<Int64>>(repeating: true)

  /// Numbers of a year in eight futures.
  public struct Events: Sendable {
    public var births = Lanes.zero
    public var deaths = Lanes.zero
    public var netMigration = Lanes.zero
    public var residents = Lanes.zero
  }

  static let passes = 60
  static let tolerance = 1e-11

  var areSettled: Bool { isSettled == SIMDMask(repeating: true) }

  mutating func begin(_ totals: YearTotals, _ constraint: YearConstraint) {
    unconstrained = ConstraintFactors.events(totals)
    isSettled = SIMDMask(repeating: false)
    improve(totals, constraint)
  }

  mutating func improve(_ totals: YearTotals, _ constraint: YearConstraint) {
    reached = ConstraintFactors.events(totals)
    var births = self.births
    var deaths = self.deaths
    var migration = self.migration
    if let wanted = constraint.births {
      births = (births * (wanted / totals.births)).clamped(YearConstraint.cap)
    }
    if let wanted = constraint.deaths {
      deaths = (deaths * (wanted / totals.deaths)).clamped(YearConstraint.cap)
    }
    let net = totals.inflow - totals.outflow
    var target: Lanes?
    if let wanted = constraint.netMigration { target = wanted }
    if let wanted = constraint.residents { target = net + (wanted - totals.residents) }
    if let target {
      // I·f − O/f = target, with I and O at factor 1 read from the last pass.
      let I = totals.inflow / migration
      let O = totals.outflow * migration
      migration = Lanes { lane in
        guard I[lane] > 0 else { return target[lane] < 0 ? O[lane] / -target[lane] : 1 }
        return (target[lane] + (target[lane] * target[lane] + 4 * I[lane] * O[lane]).squareRoot()) / (2 * I[lane])
      }.clamped(YearConstraint.migrationCap)
    }
    let moved = [(births, self.births), (deaths, self.deaths), (migration, self.migration)].reduce(Lanes.zero) {
      let change = ($1.0 - $1.1) / $1.1
      return $0 + change * change
    }
    let active = .!isSettled
    self.births.replace(with: births, where: active)
    self.deaths.replace(with: deaths, where: active)
    self.migration.replace(with: migration, where: active)
    isSettled = isSettled .| (moved .< Lanes(repeating: Self.tolerance * Self.tolerance))
  }

  private static func events(_ totals: YearTotals) -> Events {
    Events(
      births: totals.births, deaths: totals.deaths, netMigration: totals.inflow - totals.outflow,
      residents: totals.residents)
  }
}

/// One constraint of one year as a reader sees it.
public struct ConstraintReport: Sendable, Hashable {
  public enum Event: String, Sendable, Hashable, CaseIterable {
    case births, deaths
    case netMigration = "net_migration"
    case residents
  }

  public let year: Year
  public let event: Event
  public let wanted: Double
  /// What the model gives without constraints.
  public let unconstrained: Double
  public let reached: Double
  /// Factor on births or deaths; on migration inflow is multiplied and outflow divided by it.
  public let factor: Double
  /// Whether the factor stopped at its bound, so that the wish is not met.
  public let isCapped: Bool

  static func rows(_ constraint: YearConstraint, _ factors: ConstraintFactors, lane: Int, year: Year) -> [Self] {
    func row(
      _ event: Event, _ wanted: Lanes?, _ value: KeyPath<ConstraintFactors.Events, Lanes>, _ factor: Double,
      _ cap: ClosedRange<Double>
    ) -> Self? {
      guard let wanted = wanted?[lane] else { return nil }
      return ConstraintReport(
        year: year, event: event, wanted: wanted, unconstrained: factors.unconstrained[keyPath: value][lane],
        reached: factors.reached[keyPath: value][lane], factor: factor,
        isCapped: factor <= cap.lowerBound || factor >= cap.upperBound)
    }
    return [
      row(.births, constraint.births, \.births, factors.births[lane], YearConstraint.cap),
      row(.deaths, constraint.deaths, \.deaths, factors.deaths[lane], YearConstraint.cap),
      row(
        .netMigration, constraint.netMigration, \.netMigration, factors.migration[lane], YearConstraint.migrationCap),
      row(.residents, constraint.residents, \.residents, factors.migration[lane], YearConstraint.migrationCap),
    ].compactMap { $0 }
  }
}

extension SIMD8<Double> {
  func clamped(_ range: ClosedRange<Double>) -> Self {
    clamped(lowerBound: Self(repeating: range.lowerBound), upperBound: Self(repeating: range.upperBound))
  }
}
