public import PlanningModel

/// The starting population of every township by sex and single year of age.
public enum BasePopulation {
  /// County residents of a census by sex and single year, 0…110+.
  ///
  /// - Throws: ``DemographyError`` when the census lacks a sex or a group.
  public static func county(
    _ census: [CensusCount], year: Year, lifeTables: [LifeTable]
  ) throws(DemographyError) -> AgeSexGrid {
    var rows: [[Double]] = []
    for sex in Sex.allCases {
      let counts = census.filter { $0.year == year && $0.sex == sex }.sorted { $0.age < $1.age }
      rows.append(
        try Disaggregation.singleYears(
          groups: counts.map(\.age), persons: counts.map(\.persons.value), lifeTable: lifeTables[sex.index]))
    }
    return AgeSexGrid(male: rows[0], female: rows[1])
  }

  /// Persons by which a broad age's townships may miss the county: three checked sums may each be half a person off.
  static let roundingGap = 1.0

  /// Townships raked to two margins: the county by sex and single year, and each township's residents aged 0–59, 60–64
  /// and 65+. The seed is the county's structure times the township's share of the county by age, ``ShareByAge``, which has
  /// these margins already and no step at a broad age's end: raking closes rounding, and what a share held at zero leaves.
  ///
  /// - Throws: ``DemographyError/inconsistentMargins(first:second:)`` when townships and county disagree by more than
  ///   rounding; the margins are called `townships` and `county` with the broad age, as in `townships 60-64`.
  public static func townships(_ townships: [Township], county: AgeSexGrid) throws(DemographyError) -> [AgeSexGrid] {
    var grids = [AgeSexGrid](repeating: AgeSexGrid(ages: county.ages), count: townships.count)
    let bands: [(label: String, ages: Range<Int>, persons: (Township) -> Double)] = [
      ("0-59", 0..<60, { $0.residents.value - $0.residents60.value }),
      ("60-64", 60..<65, { $0.residents60.value - $0.residents65.value }),
      ("65+", 65..<county.ages, { $0.residents65.value }),
    ]
    let both = (0..<county.ages).map { age in Sex.allCases.reduce(0) { $0 + county[$1, age] } }
    // Township figures are often rounded: half a person in sum is shared out, as the checks of the data allow.
    let persons = bands.map { band in
      let printed = townships.map(band.persons)
      let (sum, whole) = (printed.reduce(0, +), both[band.ages].reduce(0, +))
      return abs(sum - whole) <= roundingGap && sum > 0 ? printed.map { $0 * whole / sum } : printed
    }
    let peopled = bands.indices.filter { band in both[bands[band].ages].contains { $0 > 0 } }
    let shares = ShareByAge(county: both, bands: bands.map(\.ages)).curves(
      townships.indices.map { place in peopled.map { persons[$0][place] } })
    for (index, band) in bands.enumerated() {
      let cells = Sex.allCases.flatMap { sex in band.ages.map { (sex, $0) } }
      let columns = cells.map { county[$0.0, $0.1] }
      let rows = persons[index]
      let whole = max(columns.reduce(0, +), .leastNonzeroMagnitude)
      let fitted = try Raking.fit(
        seed: townships.indices.flatMap { place in
          // A trace of the even share keeps a share held at zero from making the margins impossible.
          cells.map { (max(0, shares[place][$0.1]) + trace * rows[place] / whole) * county[$0.0, $0.1] }
        }, rows: rows, columns: columns, rowsName: "townships \(band.label)", columnsName: "county \(band.label)")
      for row in townships.indices {
        for (column, cell) in cells.enumerated() { grids[row][cell.0, cell.1] = fitted[row * cells.count + column] }
      }
    }
    return grids
  }

  private static let trace = 1e-6
}

extension BasePopulation {
  /// A step of a township's share of the county from one age to the next that no township has: broad ages of which one is
  /// out of line with its neighbours, or a structure that is another place's.
  public struct Jump: Sendable, Hashable {
    public let township: Int
    /// The two ages, neighbours among those with anybody in the county.
    public let younger: Int
    public let age: Int
    /// Shares of the county's persons at the younger and the older age.
    public let before: Double
    public let after: Double
  }

  /// In shares of the county, and in shares of the place's own where it holds under a fifth of the county.
  static let largestJump = 0.03
  static let largestRelativeJump = 0.1
  static let smallPlace = 0.2

  /// The worst jump of every township that has one too large. A jump of less than one person is rounding.
  public static func jumps(_ townships: [AgeSexGrid], county: AgeSexGrid) -> [Jump] {
    let both = (0..<county.ages).map { age in Sex.allCases.reduce(0) { $0 + county[$1, age] } }
    let ages = both.indices.filter { both[$0] > 0 }
    return townships.indices.compactMap { place -> Jump? in
      let share = { (age: Int) in Sex.allCases.reduce(0) { $0 + townships[place][$1, age] } / both[age] }
      let whole = townships[place].total / county.total
      let limit = whole < smallPlace ? min(largestJump, largestRelativeJump * whole) : largestJump
      return zip(ages, ages.dropFirst()).map {
        Jump(township: place, younger: $0, age: $1, before: share($0), after: share($1))
      }
      .filter { jump in
        let size = abs(jump.after - jump.before)
        return size > limit && size * max(both[jump.age], both[jump.younger]) >= 1
      }.max { abs($0.after - $0.before) < abs($1.after - $1.before) }
    }
  }
}
