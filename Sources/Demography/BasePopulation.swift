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
  /// and 65+. The seed is the county's structure, so within a broad age group all townships share it.
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
    for band in bands {
      let cells = Sex.allCases.flatMap { sex in band.ages.map { (sex, $0) } }
      let columns = cells.map { county[$0.0, $0.1] }
      // Township figures are often rounded: half a person in sum is shared out, as the checks of the data allow.
      let printed = townships.map(band.persons)
      let (sum, whole) = (printed.reduce(0, +), columns.reduce(0, +))
      let rows = abs(sum - whole) <= roundingGap && sum > 0 ? printed.map { $0 * whole / sum } : printed
      let fitted = try Raking.fit(
        seed: rows.flatMap { _ in columns }, rows: rows, columns: columns,
        rowsName: "townships \(band.label)", columnsName: "county \(band.label)")
      for row in townships.indices {
        for (column, cell) in cells.enumerated() { grids[row][cell.0, cell.1] = fitted[row * cells.count + column] }
      }
    }
    return grids
  }
}
