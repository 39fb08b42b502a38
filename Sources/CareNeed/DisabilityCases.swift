public import PlanningModel

/// Weights by sex and single year of age that turn a population into cases of disability under one definition.
///
/// The base room of care need knows prevalence only (Sullivan's method); states and transitions are not modelled here.
public struct DisabilityCases: Sendable {
  public let definition: DisabilityDefinition
  /// Positions in `[sex][age]` with a prevalence, and the prevalence; most ages have none.
  fileprivate let cells: [(position: Int, share: Double)]
  private let ages: Int

  /// Which figure of each prevalence is used.
  public enum Bound: Sendable, Hashable, CaseIterable {
    case central
    case low
    case high
  }

  /// - Parameters:
  ///   - ages: Age classes of the populations that will be asked about.
  ///   - bound: Central value or an end of each prevalence's interval.
  public init(_ table: [DisabilityPrevalence], definition: DisabilityDefinition, ages: Int, bound: Bound = .central) {
    var shares = [Double](repeating: 0, count: 2 * ages)
    let rows = table.filter { $0.definition == definition }
    for row in rows {
      let share = bound == .central ? row.share : bound == .low ? row.low : row.high
      let last = min(row.age.upper ?? ages - 1, ages - 1)
      // Ages beyond the model's oldest class stand in nobody.
      guard row.age.lower <= last else { continue }
      for sex in Sex.allCases where row.sex == nil || row.sex == sex {
        for age in row.age.lower...last { shares[sex.index * ages + age] = share }
      }
    }
    self.definition = definition
    cells = shares.enumerated().filter { $0.element > 0 }.map { (position: $0.offset, share: $0.element) }
    self.ages = ages
  }

  /// Prevalence by sex and single age, `[sex][age]`.
  public var shares: [Double] {
    var shares = [Double](repeating: 0, count: 2 * ages)
    for cell in cells { shares[cell.position] = cell.share }
    return shares
  }

  /// Persons with the disability in a population given as `[sex][age]`, men first.
  ///
  /// - Precondition: the population has the age classes of this table.
  public func persons(in population: [Double]) -> Persons {
    precondition(population.count == 2 * ages)
    var sum = 0.0
    for cell in cells { sum += population[cell.position] * cell.share }
    return Persons(sum)
  }
}

/// Cases under every definition with both ends of their intervals, in eight populations side by side.
public struct DisabilityTables: Sendable {
  /// By definition and bound the ages that have a prevalence, and the prevalence.
  private let cells: [[[(position: Int, share: Double)]]]

  /// - Parameter ages: Age classes of the populations that will be asked about.
  public init(_ table: [DisabilityPrevalence], ages: Int) {
    cells = DisabilityDefinition.allCases.map { definition in
      DisabilityCases.Bound.allCases.map { bound in
        DisabilityCases(table, definition: definition, ages: ages, bound: bound).cells
      }
    }
  }

  /// Persons with a disability in eight populations, each a lane of `[sex][age]`, men first.
  ///
  /// - Parameters:
  ///   - definition: Position in ``DisabilityDefinition/allCases``.
  ///   - bound: Position in ``DisabilityCases/Bound/allCases``.
  ///   - people: As many cells as the tables have, two for each age class.
  public func persons(
    _ definition: Int, _ bound: Int, in people: UnsafePointer<SIMD8<Double>>
  ) -> SIMD8<Double> {
    var sum = SIMD8<Double>.zero
    for cell in cells[definition][bound] { sum += people[cell.position] * cell.share }
    return sum
  }
}
