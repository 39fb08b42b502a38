internal import PlanningModel

/// The cells of a population table: for each year and place (the county first, then its townships) men, women and both, in
/// five-year groups to 100+ and four sums.
public enum PopulationCells {
  /// First ages of the five-year groups, the last one open.
  public static let groups = Array(stride(from: 0, through: 100, by: 5))
  /// First ages of the sums that follow them; 0 is everybody.
  public static let sums = [60, 65, 80, 0]
  /// Cells of one place in one year.
  public static let perPlace = 3 * (groups.count + sums.count)

  /// Cells of some people, `[sex M, F, T][group]`.
  static func fill(_ people: UnsafePointer<Lanes>, ages: Int, into cells: UnsafeMutablePointer<Lanes>) {
    let width = groups.count + sums.count
    for sex in 0..<2 {
      let row = people + sex * ages
      let out = cells + sex * width
      for (index, lower) in groups.enumerated() {
        let end = index + 1 < groups.count ? lower + 5 : ages
        var sum = Lanes.zero
        for age in lower..<end { sum += row[age] }
        out[index] = sum
      }
      for (index, lower) in sums.enumerated() {
        var sum = Lanes.zero
        for group in (lower / 5)..<groups.count { sum += out[group] }
        out[groups.count + index] = sum
      }
    }
    for index in 0..<width { cells[2 * width + index] = cells[index] + cells[width + index] }
  }
}

extension ProjectionBlock {
  /// Cells of a population table in some years of the horizon, by position: `[year][county, townships][sex][group]`.
  package func populationCells(_ years: [Int]) -> [Lanes] {
    let width = PopulationCells.perPlace
    let perYear = (places + 1) * width
    return [Lanes](unsafeUninitializedCapacity: years.count * perYear) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      for (index, year) in years.enumerated() {
        let county = start + index * perYear
        for cell in 0..<width { (county + cell).initialize(to: .zero) }
        for place in 0..<places {
          let cells = county + (place + 1) * width
          PopulationCells.fill(population(year, place), ages: model.ages, into: cells)
          for cell in 0..<width { county[cell] += cells[cell] }
        }
      }
      count = years.count * perYear
    }
  }

  /// County residents from an age on in a year of the horizon.
  package func residents(_ year: Int, from age: Int) -> Lanes {
    var sum = Lanes.zero
    for place in 0..<places {
      let people = population(year, place)
      for sex in 0..<2 { for x in age..<model.ages { sum += people[sex * model.ages + x] } }
    }
    return sum
  }

  /// Everybody registered in the county who lives elsewhere, in a year of the horizon.
  ///
  /// - Precondition: the model has a stock of absent people.
  package func absentPeople(_ year: Int) -> Lanes {
    precondition(model.migration.absent != nil)
    var sum = Lanes.zero
    for cell in 0..<cells { sum += absent(year)[cell] }
    return sum
  }

  /// County sum of a flow in a year of the horizon, after the base.
  package func total(_ year: Int, _ kind: Flow) -> Lanes {
    var sum = Lanes.zero
    for place in 0..<places { sum += flow(year, place)[kind.rawValue] }
    return sum
  }
}
