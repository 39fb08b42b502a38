internal import Demography
public import PlanningModel
public import Simulation

/// Sex ratios of five-year age groups of the county that hardly any county has.
public struct CohortSexRatio: Sendable, Hashable {
  /// Men per 100 women below the age at which women outlive men by much. Of 2,800 counties of the census of 2020 few leave them.
  public static let usual = 85.0...125.0
  static let oldest = 70
  /// Fewer people of an age group are left alone: chance moves their ratio.
  static let fewest = 500.0

  public let year: Year
  public let age: AgeGroup
  /// Men per 100 women.
  public let ratio: Double

  /// The five-year groups below 70 outside ``usual``, by year and age, years after the base.
  public static func unusual(_ run: CountyRun) -> [CohortSexRatio] {
    (1..<run.horizon.count).flatMap { index -> [CohortSexRatio] in
      let people = run.countyPopulation(index)
      return stride(from: 0, to: oldest, by: 5).compactMap { age in
        let (men, women) = (people.sum(.male, age, age + 4), people.sum(.female, age, age + 4))
        guard men + women >= fewest, women > 0 else { return nil }
        let ratio = 100 * men / women
        return usual.contains(ratio)
          ? nil
          : CohortSexRatio(
            year: run.horizon.years[index], age: AgeGroup(lower: age, upper: age + 4), ratio: ratio)
      }
    }
  }
}

extension Caution {
  /// The farthest of the unusual ratios, and how many there are.
  static func sexRatios(_ run: CountyRun) -> [Caution] {
    let all = CohortSexRatio.unusual(run)
    let (low, high) = (CohortSexRatio.usual.lowerBound, CohortSexRatio.usual.upperBound)
    guard
      let worst = all.max(by: { max($0.ratio / high, low / $0.ratio) < max($1.ratio / high, low / $1.ratio) }),
      let first = all.map(\.year).min()
    else { return [] }
    let rounded = (worst.ratio * 10).rounded() / 10
    return [
      Caution(
        code: .sexRatio,
        message:
          "\(worst.year)年\(worst.age.lower)—\(worst.age.upper ?? worst.age.lower)岁每100名女性有\(rounded)名男性，超出通常的\(Int(low))—\(Int(high))（\(first)年起共\(all.count)个年龄组年）",
        help: "核对两次普查的分性别人口和迁入、迁出倍数；几乎没有县达到这样的性别比，生育和婚龄人口的结果不宜使用",
        origin: run.parameters[.populationInflowScale].origin)
    ]
  }
}
