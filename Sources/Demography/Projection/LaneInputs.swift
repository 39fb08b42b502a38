public import PlanningModel

/// What differs between eight futures. Arrays by year follow the horizon.
public struct LaneInputs: Sendable {
  /// Mortality relative to the table `[year][sex]`, in full from 60 on (``MortalityLevel``).
  public var mortalityLevel: [[Lanes]]
  /// The part of it that is the nation's, at the base `[sex]`.
  public var mortalityClosure: [Lanes]
  /// Pace of the national mortality change beside the plan's own.
  public var pace: Lanes
  /// Life expectancy at birth that level and pace must give way to `[year][sex]`.
  public var lifeExpectancy: [[Lanes]?]
  /// Common shock on log death rates by year, spread by the plan's pattern.
  public var mortalityShock: [Lanes]
  /// Fertility relative to the calibrated level by year.
  public var fertility: [Lanes]
  /// People who come and people who go relative to the decade between the censuses by year.
  public var inflow: [Lanes]
  public var outflow: [Lanes]
  /// What is left by year of the inclination to come back.
  public var damping: [Lanes]
  /// Share of those who are away whose registration moves elsewhere in a year.
  public var registerLoss: Lanes
  /// Crude annual rate of people who come and of those who go, beside the net residual.
  public var turnover: Lanes
  /// Crude annual rate of movement inside the county by year.
  public var internalRate: [Lanes]
  /// Logarithms of the townships' own deviations `[township][year]`.
  public var townshipMortality: [[Lanes]]
  public var townshipFertility: [[Lanes]]
  public var townshipMigration: [[Lanes]]
  /// Numbers of events that the years must have.
  public var constraints: [YearConstraint]
  /// Standard normal position of the groups' shares of the county between their low and high ends.
  public var allocation: Lanes
  /// Logarithms of the townships' own allocation errors, and of the census's errors at the ages of
  /// ``CensusError/knots``.
  public var townshipAllocation: [Lanes]
  public var census: [Lanes]

  /// Central values: levels 1 and no deviation.
  public init(horizon: Horizon, townships: Int) {
    let one = Lanes(repeating: 1)
    let quiet = [Lanes](repeating: .zero, count: horizon.count)
    let level = [Lanes](repeating: one, count: horizon.count)
    mortalityClosure = [one, one]
    mortalityLevel = [[Lanes]](repeating: [one, one], count: horizon.count)
    pace = .zero
    lifeExpectancy = [[Lanes]?](repeating: nil, count: horizon.count)
    mortalityShock = quiet
    fertility = level
    inflow = level
    outflow = level
    damping = level
    registerLoss = .zero
    turnover = .zero
    internalRate = quiet
    townshipMortality = [[Lanes]](repeating: quiet, count: townships)
    townshipFertility = townshipMortality
    townshipMigration = townshipMortality
    constraints = [YearConstraint](repeating: .none, count: horizon.count)
    allocation = .zero
    townshipAllocation = [Lanes](repeating: .zero, count: townships)
    census = [Lanes](repeating: .zero, count: CensusError.knots.count)
  }
}
