public import PlanningModel

/// Weights by sex and single year of age that turn a population into cases of disability under one definition.
///
/// The base room of care need knows prevalence only (Sullivan's method); states and transitions are not modelled here.
public struct DisabilityCases: Sendable {
  public let definition: DisabilityDefinition
  /// Positions in `[sex][age]` with a prevalence, and the prevalence; most ages have none.
  private let cells: [(position: Int, share: Double)]
  private let ages: Int

  /// Which figure of each prevalence is used.
  public enum Bound: Sendable, Hashable {
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

/// Cases under every definition with both ends of their intervals, from one pass over a population.
public struct DisabilityTables: Sendable {
  /// Ages that have a prevalence under any definition, and their prevalences: three for each definition, in the order of
  /// ``DisabilityDefinition/allCases``.
  private let cells: [(position: Int, shares: SIMD16<Double>)]
  private let ages: Int

  /// Persons under every definition.
  public struct Counts: Sendable, Hashable {
    fileprivate let sums: SIMD16<Double>

    /// - Parameter definition: Position in ``DisabilityDefinition/allCases``.
    public func central(_ definition: Int) -> Double { sums[3 * definition] }
    public func low(_ definition: Int) -> Double { sums[3 * definition + 1] }
    public func high(_ definition: Int) -> Double { sums[3 * definition + 2] }
  }

  /// - Parameter ages: Age classes of the populations that will be asked about.
  public init(_ table: [DisabilityPrevalence], ages: Int) {
    precondition(3 * DisabilityDefinition.allCases.count <= SIMD16<Double>.scalarCount)
    var shares = [SIMD16<Double>](repeating: .zero, count: 2 * ages)
    for (definition, name) in DisabilityDefinition.allCases.enumerated() {
      for (bound, figure) in [DisabilityCases.Bound.central, .low, .high].enumerated() {
        let own = DisabilityCases(table, definition: name, ages: ages, bound: figure).shares
        for cell in own.indices { shares[cell][3 * definition + bound] = own[cell] }
      }
    }
    cells = shares.enumerated().filter { $0.element != .zero }.map { (position: $0.offset, shares: $0.element) }
    self.ages = ages
  }

  /// In a population given as `[sex][age]`, men first.
  ///
  /// - Precondition: the population has the age classes of these tables.
  public func persons(in population: [Double]) -> Counts {
    precondition(population.count == 2 * ages)
    var sums = SIMD16<Double>.zero
    for cell in cells { sums += population[cell.position] * cell.shares }
    return Counts(sums: sums)
  }
}
