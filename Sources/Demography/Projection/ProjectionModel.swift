internal import Glibc
public import PlanningModel

/// Everything of a projection that is the same in every future: the base, schedules by year and what distinguishes the
/// townships. Arrays by year follow the horizon; index 0, the base year, has no flows.
public struct ProjectionModel: Sendable {
  public let horizon: Horizon
  /// Address of each township in random streams: its code, so that adding a township leaves the others' numbers alone.
  public let streams: [UInt64]
  public let calibration: CensusCalibration
  /// Townships at the base by sex and single year, at central values.
  public let base: [AgeSexGrid]
  /// How the base is uncertain.
  public let allocation: AllocationError
  public let mortality: MortalityPlan
  /// Births per woman and year by single age and year at level 1.
  public let fertility: [[Double]]
  /// Ages between which there are births, by year.
  let fertileAges: [Range<Int>]
  /// Boys per girl by year.
  public let sexRatioAtBirth: [Double]
  public let migration: MigrationPlan
  /// Death rates of each township relative to the county's.
  public let relativeMortality: [AgeSexGrid]
  /// Standard deviation of the logarithm of each township's mortality that its register leaves; `nil` without a register.
  public let mortalityDeviation: [Double?]
  /// Residents of each township who take part in migration, as a share by sex and age: those in care homes do not.
  public let mobile: [AgeSexGrid]
  /// How the years from the census to a later base are walked; `nil` where the base is a census.
  public let carried: CarriedBase?
  /// Cells of each township, by sex, from the first to the last in which somebody takes no part in migration.
  let settledCells: [[Range<Int>]]

  public var ages: Int { calibration.base.ages }

  /// - Precondition: arrays follow the horizon and the townships; nobody gives birth in the last age class.
  public init(
    horizon: Horizon, streams: [UInt64], calibration: CensusCalibration, base: [AgeSexGrid],
    allocation: AllocationError,
    mortality: MortalityPlan, fertility: [[Double]], sexRatioAtBirth: [Double], migration: MigrationPlan,
    relativeMortality: [AgeSexGrid], mortalityDeviation: [Double?], mobile: [AgeSexGrid], carried: CarriedBase? = nil
  ) {
    self.carried = carried
    let years = horizon.count
    let places = base.count
    precondition(
      streams.count == places && relativeMortality.count == places && mobile.count == places
        && allocation.own.count == places && migration.leaving.count == places && migration.attraction.count == places)
    precondition(
      mortality.rates.count == years && fertility.count == years && sexRatioAtBirth.count == years
        && fertility.allSatisfy { $0.last == 0 })
    self.horizon = horizon
    self.streams = streams
    self.calibration = calibration
    self.base = base
    self.allocation = allocation
    self.mortality = mortality
    self.fertility = fertility
    fertileAges = fertility.map { rates in
      let first = rates.dropFirst().firstIndex { $0 != 0 } ?? 1
      return first..<((rates.dropFirst().lastIndex { $0 != 0 } ?? 0) + 1)
    }
    self.sexRatioAtBirth = sexRatioAtBirth
    self.migration = migration
    self.relativeMortality = relativeMortality
    self.mortalityDeviation = mortalityDeviation
    self.mobile = mobile
    settledCells = mobile.map { grid in
      [0..<grid.ages, grid.ages..<(2 * grid.ages)].map { cells in
        guard let first = cells.first(where: { grid.values[$0] != 1 }) else { return 0..<0 }
        return first..<((cells.last { grid.values[$0] != 1 } ?? first) + 1)
      }
    }
  }
}

extension ProjectionModel {
  /// The same model of the first years of its horizon; what it projects for them is the same to the last bit.
  public func through(_ end: Year) -> ProjectionModel {
    guard horizon.start < end, end < horizon.end else { return self }
    let horizon = Horizon(start: horizon.start, end: end)
    return ProjectionModel(
      horizon: horizon, streams: streams, calibration: calibration, base: base, allocation: allocation,
      mortality: mortality.first(horizon.count), fertility: Array(fertility.prefix(horizon.count)),
      sexRatioAtBirth: Array(sexRatioAtBirth.prefix(horizon.count)), migration: migration,
      relativeMortality: relativeMortality, mortalityDeviation: mortalityDeviation, mobile: mobile, carried: carried)
  }
}

/// Who moves, beside the net residual: exchange with the outside and movement inside the county.
public struct MigrationPlan: Sendable {
  /// Age schedule of people who leave and come without changing the balance; a crude rate of 1 over the base population.
  public let turnover: AgeSexGrid
  /// Age schedule of movers inside the county; a crude rate of 1 over the base population of the townships they leave.
  public let internalSchedule: AgeSexGrid
  /// 1 for townships that internal movers leave, 0 for those they go to.
  public let leaving: [Double]
  /// Shares of the townships as destinations; they sum to 1.
  public let attraction: [Double]
  /// Those who can come back; `nil` where nobody says how many are away.
  public let absent: AbsentPool?
  /// Whether those who come back are of the sex that the cohort lacks.
  public let closesSexRatio: Bool
  /// Schedules that are fitted to the residuals of two censuses; `nil` with one census.
  let design: MigrationDesign?

  /// - Parameter calibration: What the flows are fitted to.
  /// - Precondition: `leaving` is 0 or 1.
  public init(
    turnover: AgeSexGrid, internalSchedule: AgeSexGrid, leaving: [Double], attraction: [Double],
    calibration: CensusCalibration, absent: AbsentPool? = nil, closesSexRatio: Bool = false
  ) {
    precondition(leaving.allSatisfy { $0 == 0 || $0 == 1 })
    self.absent = absent
    self.closesSexRatio = closesSexRatio
    let years = calibration.stepRates.count
    design =
      calibration.earlier == nil
      ? nil
      : MigrationDesign(
        cohorts: ResidualMigration.cohorts(years: years), years: years,
        away: absent.map { $0.presence.map { (1 - $0) / $0 } }
          ?? [Double](repeating: 1, count: calibration.base.ages))
    self.turnover = turnover
    self.internalSchedule = internalSchedule
    self.leaving = leaving
    self.attraction = attraction
  }
}

/// How a census errs by age: three independent errors at ages in the middle of youth and work, of the sixties and of old age,
/// and between them a mixture of the same deviation. A step from one age to the next would walk through the years.
public enum CensusError {
  public static let knots = [30, 62, 75]

  /// Shares of the errors in the error of an age; their squares sum to 1.
  public static func weights(age: Int) -> [Double] {
    guard let after = knots.firstIndex(where: { $0 >= age }) else { return knots.map { $0 == knots.last ? 1 : 0 } }
    guard after > 0 else { return knots.map { $0 == knots[0] ? 1 : 0 } }
    let right = Double(age - knots[after - 1]) / Double(knots[after] - knots[after - 1])
    let length = ((1 - right) * (1 - right) + right * right).squareRoot()
    return knots.indices.map { $0 == after ? right / length : $0 == after - 1 ? (1 - right) / length : 0 }
  }

  /// Logarithm of the error of an age, from those at the knots.
  public static func logarithm(_ errors: [Double], age: Int) -> Double {
    zip(errors, weights(age: age)).reduce(0) { $0 + $1.0 * $1.1 }
  }

  static func logarithm(_ errors: [Lanes], age: Int) -> Lanes {
    zip(errors, weights(age: age)).reduce(Lanes.zero) { $0 + $1.1 * $1.0 }
  }
}

/// How uncertain the townships' populations are at the base, by what is known of each.
///
/// A counted township stays. A group of townships strays in sum as its share of the county does, and the township's own errors
/// divide that sum; townships allotted from what is left divide what the others leave. So nothing is counted twice: one
/// number for a group, one for each township of which nobody knows more.
public struct AllocationError: Sendable {
  public struct Group: Sendable {
    public let places: [Int]
    /// Residents of all of them, relative to the central figure, at the 10% and 90% ends.
    public let low: Double
    public let high: Double

    public init(places: [Int], low: Double, high: Double) {
      self.places = places
      self.low = low
      self.high = high
    }
  }

  /// Standard deviation of the logarithm of each township's residents by what is known of it alone: 0 where it is counted, `nil`
  /// where only its settlements tell, and the spread of allotted townships holds.
  public let own: [Double?]
  public let groups: [Group]
  /// Townships that divide what the others leave: those of which only settlements tell outside the groups.
  let closing: [Int]

  public init(own: [Double?], groups: [Group]) {
    self.own = own
    self.groups = groups
    let grouped = Set(groups.flatMap(\.places))
    closing = own.indices.filter { own[$0] == nil && !grouped.contains($0) }
  }

  /// Factors on the townships' residents in eight futures.
  ///
  /// - Parameters:
  ///   - residents: Central residents by township.
  ///   - shared: Standard normal position of the groups' shares between their ends.
  ///   - own: Logarithms of the townships' own errors.
  func factors(_ residents: [Double], shared: Lanes, own errors: [Lanes]) -> [Lanes] {
    let z90 = 1.2815515655446004
    var factors = errors.map { $0 == .zero ? Lanes(repeating: 1) : $0.exponential }
    /// The members of whom nothing else is known take up what the total leaves to them.
    func close(_ members: [Int], of all: [Int], to total: Lanes) {
      var open = Lanes.zero
      var fixed = Lanes.zero
      let isOpen = Set(members)
      for place in all {
        if isOpen.contains(place) {
          open += residents[place] * factors[place]
        } else {
          fixed += residents[place] * factors[place]
        }
      }
      guard open != .zero else { return }
      let least = Lanes(repeating: 0.05)
      let factor = (total - fixed) / open
      let held = factor.replacing(with: least, where: factor .< least)
      for place in members { factors[place] *= held }
    }
    for group in groups {
      let end = Lanes { lane in
        let z = shared[lane] / z90
        return z == 0 ? 1 : pow(z < 0 ? group.low : group.high, abs(z))
      }
      let open = group.places.filter { own[$0] == nil }
      guard !open.isEmpty else { continue }
      close(open, of: group.places, to: group.places.reduce(0) { $0 + residents[$1] } * end)
    }
    close(closing, of: Array(residents.indices), to: Lanes(repeating: residents.reduce(0, +)))
    return factors
  }
}

/// Numbers of events that a year must have in eight futures; flows are scaled to meet them, stocks never changed without an
/// event.
public struct YearConstraint: Sendable, Hashable {
  public var births: Lanes?
  public var deaths: Lanes?
  /// Net exchange with the outside.
  public var netMigration: Lanes?
  /// Residents at the end of the year, met by the exchange with the outside: inflow × f, outflow ÷ f.
  public var residents: Lanes?

  public init() {}

  public static let none = YearConstraint()
  var isEmpty: Bool { self == .none }

  /// Bounds of the factors on births and deaths; a wish beyond them is met as far as they allow, and said.
  public static let cap = 0.8...1.25
  /// Bounds of the factor on migration, where the flows themselves are what is least known.
  public static let migrationCap = 0.2...5.0
}
