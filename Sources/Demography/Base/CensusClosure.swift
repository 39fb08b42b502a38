internal import GSL
public import PlanningModel

/// The multiple of a table's death rates that closes the old cohorts between two censuses: those who were of an age at the
/// first must be, after the deaths of the years between, the people of 75 and more whom the second counted.
///
/// From 65 to 75 on hardly anybody moves, so that what is missing died. It holds only as far as both censuses count and ask
/// ages equally well: a second census that makes people older, or a first that misses them, looks like low mortality. Of a
/// nation it is the level of the table; of a county its own level, moves of old people included.
public struct CensusClosure: Sendable, Hashable {
  /// Age at the second census from which cohorts are closed.
  public static let age = 75
  /// Multiples that are looked for.
  public static let range = 0.2...5.0

  /// The multiple of men and women.
  public let level: [Double]
  /// People from ``age`` on whom the second census counted, men and women.
  public let counted: [Double]
  public let first: Year
  public let second: Year

  /// - Parameters:
  ///   - census: Counts by age group of both years, contiguous, with an open group from 75 or later on.
  ///   - mortality: The table, at level 1.
  /// - Throws: ``DemographyError`` when a census lacks a group or no multiple in ``range`` closes it.
  public init(
    _ census: [CensusCount], from first: Year, to second: Year, mortality: MortalitySchedule
  ) throws(DemographyError) {
    guard first < second else { throw .incomplete(series: "census", missing: "a later year than \(first)") }
    let steps = (1...(second - first)).map { mortality.rates(at: (first + $0).flowMiddle) }
    try self.init(
      census, from: first, to: second, start: mortality.rates(at: first.flowMiddle), steps: steps)
  }

  /// - Parameters:
  ///   - start: Death rates of the first year; they shape its open age group.
  ///   - steps: Death rates of each year between.
  init(
    _ census: [CensusCount], from first: Year, to second: Year, start: AgeSexGrid, steps: [AgeSexGrid]
  ) throws(DemographyError) {
    let years = second - first
    let youngest = Self.age - years
    guard youngest >= MortalityLevel.taper.upperBound,
      Sex.allCases.allSatisfy({ sex in
        census.contains { $0.year == second && $0.sex == sex && $0.age.lower == Self.age }
      })
    else {
      throw .incomplete(series: "census", missing: "a group from \(Self.age) on, at most 15 years after the first")
    }
    var counted: [Double] = []
    var levels: [Double] = []
    for sex in Sex.allCases {
      let target = census.reduce(0) {
        $1.year == second && $1.sex == sex && $1.age.lower >= Self.age ? $0 + $1.persons.value : $0
      }
      guard target > 0 else { throw .incomplete(series: "census \(second)", missing: "people of \(Self.age) and more") }
      func survivors(_ level: Double) throws(DemographyError) -> Double {
        let people = try BasePopulation.county(
          census, year: first, lifeTables: start.lifeTables(level: [level, level]))
        var old = Array(people.row(sex))
        for age in 0..<youngest { old[age] = 0 }
        for rates in steps {
          let table = rates.lifeTables(level: [level, level])[sex.index]
          var next = [Double](repeating: 0, count: old.count)
          for age in youngest..<(old.count - 1) {
            // The oldest two reach the open class together: its survivors are a share of the person-years of both.
            let isLast = age == old.count - 2
            let (from, to) =
              isLast
              ? (table.Lx[age] + table.Lx[age + 1], table.Lx[age + 1]) : (table.Lx[age], table.Lx[age + 1])
            next[age + 1] = (isLast ? old[age] + old[age + 1] : old[age]) * to / from
          }
          old = next
        }
        return old[Self.age...].reduce(0, +)
      }
      _ = try survivors(1)
      do {
        levels.append(
          try RootFinding.brent(from: Self.range.lowerBound, to: Self.range.upperBound, tolerance: 1e-9) {
            ((try? survivors($0)) ?? .nan) - target
          })
      } catch { throw .numerical(error.description) }
      counted.append(target)
    }
    (self.level, self.counted, self.first, self.second) = (levels, counted, first, second)
  }
}
