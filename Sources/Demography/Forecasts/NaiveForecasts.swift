public import PlanningModel

/// Forecasts that need two counts and no model: what a projection must beat to be worth its trouble.
public enum NaiveForecast {
  /// The straight line through two counts; never below zero.
  ///
  ///     P(t) = P₂ + (P₂ − P₁)·(t − t₂)/(t₂ − t₁)
  ///
  /// - Parameters:
  ///   - first: P₁ at the moment t₁.
  ///   - second: P₂ at the later moment t₂.
  ///   - moment: t, in the same unit, decimal years.
  public static func linear(
    _ first: Double, at start: Double, _ second: Double, at end: Double, to moment: Double
  ) -> Double {
    max(0, second + (second - first) * (moment - end) / (end - start))
  }
}

/// The method of Hamilton and Perry: cohorts change over the next ten years as over the last ten; children follow women.
///
///     P₃(x) = P₂(x − 10) · r(x),   r(x) = P₂(x) / P₁(x − 10)          cohorts; the open class takes all from 10 years below it
///     P₃(0–4) = c₀ · W₃(15–44),   P₃(5–9) = c₅ · W₃(20–49)             c: children per woman in P₂, boys and girls apart
///
/// Grids have five-year classes, the last one open.
///
/// - SeeAlso: Hamilton & Perry (1962), *Social Forces* 41, 163–170; Baker, Swanson, Tayman & Tedrow (2017), *Cohort Change
///   Ratios and Their Applications*; Hauer (2019), *Scientific Data* 6, 190005, for differences in places that grow.
public struct HamiltonPerry: Sendable, Hashable {
  public enum Rule: Sendable, Hashable, CaseIterable {
    /// Cohorts change by a factor.
    case ratios
    /// Cohorts change by a number of people, P₃(x) = P₂(x − 10) + P₂(x) − P₁(x − 10), never below zero.
    case differences
    /// Differences where everybody together grew, ratios where they declined: neither explodes nor empties a place.
    case mixed
  }

  /// Years between the two counts, and between the second and the forecast.
  public static let years = 10
  /// Ratios by the class reached; 0 in the two classes of children.
  public let ratios: AgeSexGrid
  /// Differences by the class reached; `nil` where ratios were borrowed.
  public let differences: AgeSexGrid?
  /// Whether everybody together grew.
  public let hasGrown: Bool
  /// Children per woman `[class][sex]`.
  private let children: [[Double]]

  /// Ratios of two counts ten years apart.
  ///
  /// - Returns: `nil` when a class that is divided by is empty.
  /// - Precondition: the same classes, at least thirteen (60+).
  public init?(from first: AgeSexGrid, to second: AgeSexGrid) {
    precondition(first.ages == second.ages && first.ages > 12)
    var ratios = AgeSexGrid(ages: first.ages)
    var differences = ratios
    for sex in Sex.allCases {
      for age in 2..<first.ages {
        let before = HamiltonPerry.before(first, sex, age)
        guard before > 0 else { return nil }
        ratios[sex, age] = second[sex, age] / before
        differences[sex, age] = second[sex, age] - before
      }
    }
    self.init(ratios: ratios, differences: differences, hasGrown: second.total > first.total, children: second)
  }

  /// Ratios borrowed from life tables: cohorts only die. Children per woman are those of the count that starts.
  ///
  /// - Parameter tables: Single-year tables of men and women.
  public init?(lifeTables tables: [LifeTable], launch: AgeSexGrid) {
    precondition(launch.ages > 12 && tables.count == 2)
    var ratios = AgeSexGrid(ages: launch.ages)
    for sex in Sex.allCases {
      let table = tables[sex.index]
      func years(_ lower: Int, _ upper: Int?) -> Double {
        table.Lx[min(lower, table.Lx.count)..<min(upper ?? table.Lx.count, table.Lx.count)].reduce(0, +)
      }
      for age in 2..<launch.ages {
        let isOpen = age == launch.ages - 1
        let before = years(5 * age - 10, isOpen ? nil : 5 * age - 5)
        guard before > 0 else { return nil }
        ratios[sex, age] = years(5 * age, isOpen ? nil : 5 * age + 5) / before
      }
    }
    self.init(ratios: ratios, differences: nil, hasGrown: false, children: launch)
  }

  private init?(ratios: AgeSexGrid, differences: AgeSexGrid?, hasGrown: Bool, children count: AgeSexGrid) {
    let women = HamiltonPerry.women(count)
    guard women.allSatisfy({ $0 > 0 }) else { return nil }
    self.ratios = ratios
    self.differences = differences
    self.hasGrown = hasGrown
    children = women.indices.map { age in Sex.allCases.map { count[$0, age] / women[age] } }
  }

  /// People ten years after a count.
  ///
  /// - Parameter rule: Borrowed ratios know no differences and stay ratios.
  public func projected(_ launch: AgeSexGrid, rule: Rule = .ratios) -> AgeSexGrid {
    precondition(launch.ages == ratios.ages)
    let added = rule == .ratios || (rule == .mixed && !hasGrown) ? nil : differences
    var result = AgeSexGrid(ages: launch.ages)
    for sex in Sex.allCases {
      for age in 2..<launch.ages {
        let before = HamiltonPerry.before(launch, sex, age)
        result[sex, age] = added.map { max(0, before + $0[sex, age]) } ?? before * ratios[sex, age]
      }
    }
    let women = HamiltonPerry.women(result)
    for sex in Sex.allCases {
      for age in children.indices { result[sex, age] = children[age][sex.index] * women[age] }
    }
    return result
  }

  /// Those who reach a class in ten years.
  private static func before(_ grid: AgeSexGrid, _ sex: Sex, _ age: Int) -> Double {
    grid.sum(sex, age - 2, age == grid.ages - 1 ? nil : age - 2)
  }

  /// Women aged 15–44 and 20–49.
  private static func women(_ grid: AgeSexGrid) -> [Double] { [grid.sum(.female, 3, 8), grid.sum(.female, 4, 9)] }
}

/// Five-year classes in which censuses can be compared.
public enum FiveYearClasses {
  /// First age of the open class that all these censuses can be read in; `nil` when some group below 60 is wider than five years.
  public static func openAge(_ census: [CensusCount], years: [Year]) -> Int? {
    var starts = Set(stride(from: 0, through: SingleYearMortality.openAge, by: 5))
    for year in years {
      for sex in Sex.allCases {
        starts.formIntersection(census.filter { $0.year == year && $0.sex == sex }.map(\.age.lower))
      }
    }
    var last: Int?
    for age in stride(from: 0, through: SingleYearMortality.openAge, by: 5) where starts.contains(age) {
      guard age == (last ?? -5) + 5 else { break }
      last = age
    }
    return last.flatMap { $0 >= 60 ? $0 : nil }
  }

  /// A census in five-year classes, the last one open.
  ///
  /// - Precondition: the open age comes from ``openAge(_:years:)`` for this census.
  public static func grid(_ census: [CensusCount], year: Year, openAge: Int) -> AgeSexGrid {
    var grid = AgeSexGrid(ages: openAge / 5 + 1)
    for count in census where count.year == year {
      grid[count.sex, min(count.age.lower, openAge) / 5] += count.persons.value
    }
    return grid
  }

  /// People by single years in five-year classes, the last one open.
  public static func grid(_ people: AgeSexGrid, openAge: Int) -> AgeSexGrid {
    var grid = AgeSexGrid(ages: openAge / 5 + 1)
    for sex in Sex.allCases {
      for age in 0..<people.ages { grid[sex, min(age, openAge) / 5] += people[sex, age] }
    }
    return grid
  }
}
