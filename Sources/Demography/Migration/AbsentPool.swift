internal import Glibc
internal import PlanningModel

/// People registered in the county who live elsewhere, net of residents who are registered elsewhere: those who can come back.
///
/// Their number is the registered people less the residents. Their ages follow the losses of the county's own cohorts: of those
/// registered, the share that lives here begins at some level and changes with age as the cohorts' residuals say; the level is
/// the one that gives the number. Their sexes are what birth and survival leave of the registered of an age, less the
/// residents. Both are rules and no counts.
public struct AbsentPool: Sendable {
  /// At the base.
  public let people: AgeSexGrid
  /// Share of the registered of an age who live here.
  public let presence: [Double]
  /// Infants who join at the base for each birth among the women who are away: the rest is registered elsewhere.
  let infants: [Double]

  /// - Parameters:
  ///   - total: People, at the base.
  ///   - sexRatioAtBirth: At the base.
  /// - Returns: `nil` when nobody is away or no earlier census tells at which ages people leave.
  public init?(_ calibration: CensusCalibration, total: Double, sexRatioAtBirth: Double) {
    let level = calibration.level.map { Lanes(repeating: $0) }
    guard total > 0,
      let residuals = calibration.residuals(level: level, closure: calibration.closure.map { Lanes(repeating: $0) }),
      let earlier = calibration.earlier
    else {
      return nil
    }
    let base = calibration.base
    let ages = base.ages
    let years = calibration.stepRates.count
    // Both sexes together: counted over expected.
    let knots = ResidualMigration.cohorts(years: years).enumerated().map { index, age -> (age: Double, rate: Double) in
      var (counted, expected) = (0.0, 0.0)
      for sex in Sex.allCases where earlier.sum(sex, age, age + 4) > 0 {
        let people = base.sum(sex, age + years, age + years + 4)
        counted += people
        expected += people / exp(residuals[sex.index][index][0])
      }
      return (Double(age) + ResidualMigration.middle(years: years), log(counted / expected) / Double(years))
    }
    var change = [1.0]
    for age in 0..<(ages - 1) { change.append(change[age] * exp(AbsentPool.line(knots, at: Double(age) + 0.5))) }
    let residents = (0..<ages).map { base[.male, $0] + base[.female, $0] }
    func away(_ start: Double) -> Double {
      zip(residents, change).reduce(0) { $0 + $1.0 * (1 / min(1, start * $1.1) - 1) }
    }
    var (low, high) = (1e-9, 1.0)
    guard away(low) > total else { return nil }
    if away(high) >= total { (low, high) = (high, 1 / (change.min() ?? 1)) }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if away(middle) > total { low = middle } else { high = middle }
    }
    let presence = change.map { min(1, low * $0) }
    var grid = AgeSexGrid(ages: ages)
    for age in 0..<ages {
      let registered = residents[age] / presence[age]
      let ratio = calibration.naturalSexRatio[age]
      let men = registered * ratio / (1 + ratio)
      let missing = max(0, registered - residents[age])
      // Neither sex can have fewer registered than residents.
      let menAway = min(missing, max(0, men - base[.male, age]))
      grid[.male, age] = menAway
      grid[.female, age] = missing - menAway
    }
    people = grid
    self.presence = presence
    let born = (0..<ages).reduce(0) { $0 + calibration.baseFertility[$1] * grid[.female, $1] }
    let births = born * calibration.fertilityLevel(mortalityLevel: level)[0]
    let survival = LaneSurvival.ratios(calibration.baseRates, level: level)
    let boys = sexRatioAtBirth / (1 + sexRatioAtBirth)
    infants = [(boys, Sex.male), (1 - boys, .female)].map { share, sex in
      births > 0 ? min(1, grid[sex, 0] / (births * share * survival[sex.index * ages][0])) : 0
    }
  }

  /// Straight lines between knots, level below the first, down to zero within five years above the last.
  private static func line(_ knots: [(age: Double, rate: Double)], at age: Double) -> Double {
    guard let first = knots.first, let last = knots.last else { return 0 }
    if age <= first.age { return first.rate }
    guard let upper = knots.firstIndex(where: { $0.age > age }) else {
      return last.rate * max(0, 1 - (age - last.age) / 5)
    }
    let (a, b) = (knots[upper - 1], knots[upper])
    return a.rate + (b.rate - a.rate) * (age - a.age) / (b.age - a.age)
  }
}

/// What became of the people who are away in a year.
public struct AbsentFlows: Sendable, Hashable {
  public let start: Double
  public let end: Double
  public let infants: Double
  public let deaths: Double
  /// Moved their registration elsewhere.
  public let lost: Double
  /// People who came back less people who left: the exchange of the residents with the outside.
  public let returned: Double
  /// Of ``returned``, those whom nobody away could be: newcomers.
  public let newcomers: Double

  /// start + infants − deaths − lost − returned + newcomers − end.
  public var gap: Double { start + infants - deaths - lost - returned + newcomers - end }
}
