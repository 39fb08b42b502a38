internal import Glibc
internal import PlanningModel

/// The projection of every township for eight futures at once.
///
/// Order of a year: movers inside the county leave and arrive; half of the exchange with the outside; deaths; the other half;
/// births from mean exposure; infants. Constraints repeat the year with other factors on its events until they hold.
public struct ProjectionBlock: ~Copyable {
  public let model: ProjectionModel
  let inputs: LaneInputs
  /// Flows of migration of these futures and the fertility level that leaves the counted infants.
  public let migration: LaneFlows
  let fertilityLevel: Lanes
  /// Factors that the constraints asked for, by year.
  public private(set) var factors: [ConstraintFactors] = []

  let cells: Int
  let places: Int
  /// `[year][township][sex][age]`.
  let trajectory: LaneBuffer
  /// Deaths by the age reached, `[year][township][sex][age]`, years from the first after the base; empty unless wanted.
  let deaths: LaneBuffer
  /// `[year][township][flow]`, years from the first after the base.
  let flows: LaneBuffer
  /// Death rates of the county, `[year][sex][age]`, years from the first after the base.
  let rates: LaneBuffer
  let keepsDeaths: Bool
  /// People who are away, `[year][sex][age]`, and their flows, `[year][flow]`, from the base on; empty where nobody is known to be.
  let absent: LaneBuffer
  let absentFlows: LaneBuffer

  /// - Parameters:
  ///   - keepsDeaths: Whether deaths by age are wanted; totals are always there.
  ///   - chance: Draws whole persons; expected numbers of persons without it.
  public init(
    _ model: ProjectionModel, _ inputs: LaneInputs, keepsDeaths: Bool, chance: SmallNumbers? = nil
  ) {
    self.model = model
    self.inputs = inputs
    self.keepsDeaths = keepsDeaths
    cells = 2 * model.ages
    places = model.base.count
    migration = LaneFlows(model, inputs)
    fertilityLevel = model.calibration.fertilityLevel(mortalityLevel: inputs.mortalityLevel[0])
    trajectory = LaneBuffer(count: model.horizon.count * places * cells)
    deaths = LaneBuffer(count: (keepsDeaths ? model.horizon.count - 1 : 1) * places * cells)
    flows = LaneBuffer(count: (model.horizon.count - 1) * places * Flow.count)
    rates = LaneBuffer(count: (model.horizon.count - 1) * cells)
    absent = LaneBuffer(count: model.migration.absent == nil ? 1 : model.horizon.count * cells)
    absentFlows = LaneBuffer(count: model.migration.absent == nil ? 1 : model.horizon.count * AbsentFlow.count)
    placeBase()
    if chance != nil { roundBase() }
    let work = YearWork(ages: model.ages, places: places)
    placeAbsent(work)
    for year in 1..<model.horizon.count { factors.append(advance(year, work, chance)) }
  }

  /// People of a township at a year of the horizon, `[sex][age]`.
  func population(_ year: Int, _ place: Int) -> UnsafeMutablePointer<Lanes> {
    trajectory.start + (year * places + place) * cells
  }

  func flow(_ year: Int, _ place: Int) -> UnsafeMutablePointer<Lanes> {
    flows.start + ((year - 1) * places + place) * Flow.count
  }

  func countyRates(_ year: Int) -> UnsafeMutablePointer<Lanes> { rates.start + (year - 1) * cells }

  func cohortDeaths(_ year: Int, _ place: Int) -> UnsafeMutablePointer<Lanes> {
    deaths.start + ((keepsDeaths ? (year - 1) * places : 0) + place) * cells
  }

  // MARK: - The base

  /// Townships at the base: errors of their residents, the same at every age; census error by age; closed on the county's
  /// sexes and ages by those that are not counted.
  private func placeBase() {
    let error = model.allocation
    let factors = error.factors(
      model.base.map(\.total), shared: inputs.allocation, own: inputs.townshipAllocation)
    let isCounted = error.own.map { $0 == 0 }
    let isExact = inputs.census.allSatisfy { $0 == .zero }
    for age in 0..<model.ages {
      let census = isExact ? Lanes(repeating: 1) : CensusError.logarithm(inputs.census, age: age).exponential
      for cell in [age, model.ages + age] {
        var sum = Lanes.zero
        var open = 0.0
        for place in 0..<places where !isCounted[place] {
          sum += model.base[place].values[cell] * factors[place]
          open += model.base[place].values[cell]
        }
        let correction = open == 0 ? Lanes.zero : open / sum
        for place in 0..<places {
          let people = model.base[place].values[cell] * census
          population(0, place)[cell] = isCounted[place] ? people : people * factors[place] * correction
        }
      }
    }
  }

  // MARK: - A year

  private func advance(_ year: Int, _ work: borrowing YearWork, _ chance: SmallNumbers?) -> ConstraintFactors {
    fillRates(year, work)
    fillFlows(year, work)
    moveInside(year, work)
    var factors = ConstraintFactors()
    step(year, work, factors)
    let constraint = inputs.constraints[year]
    if !constraint.isEmpty {
      factors.begin(totals(year), constraint)
      for _ in 0..<ConstraintFactors.passes where !factors.areSettled {
        step(year, work, factors)
        factors.improve(totals(year), constraint)
      }
    }
    // Constraints bind what is expected; chance then draws around it.
    if let chance { draw(year, work, factors, chance) }
    settleAbsent(year, work)
    if chance == nil { meetBase(year) }
    return factors
  }

  /// County rates of the year in these futures.
  private func fillRates(_ year: Int, _ work: borrowing YearWork) {
    let plan = model.mortality
    let rates = countyRates(year)
    let pace = inputs.lifeExpectancy[year] == nil ? inputs.pace : .zero
    let isPlain = pace == .zero && inputs.mortalityShock[year] == .zero
    for sex in 0..<2 {
      let reached = inputs.lifeExpectancy[year].map { plan.reaching($0, year: year, sex: Sex.allCases[sex]) }
      let level = MortalityLevel.factors(inputs.mortalityLevel[year][sex], ages: model.ages)
      for age in 0..<model.ages {
        let cell = sex * model.ages + age
        var rate = reached?[age] ?? (plan.rates[year].values[cell] * level[age])
        if !isPlain {
          let change = pace * plan.logChange[year].values[cell]
          rate *= (change + inputs.mortalityShock[year] * plan.shockPattern.values[cell]).exponential
        }
        rates[cell] = rate.limited(to: YearWork.highestRate)
      }
    }
  }

  /// Movers inside the county: they leave for a common pool, which ``step(_:_:_:)`` hands out; nobody is lost.
  private func moveInside(_ year: Int, _ work: borrowing YearWork) {
    let rate = internalIntensity(year)
    work.internalIntensity.start[0] = rate
    for cell in 0..<cells { work.pool.start[cell] = .zero }
    for place in 0..<places {
      let people = population(year - 1, place)
      let left = work.people.start + place * cells
      let intensity = rate * model.migration.leaving[place]
      var sum = Lanes.zero
      if intensity == .zero {
        left.update(from: people, count: cells)
      } else {
        model.mobile[place].values.withUnsafeBufferPointer { mobile in
          model.migration.internalSchedule.values.withUnsafeBufferPointer { schedule in
            for cell in 0..<cells {
              let goes = (intensity * schedule[cell]).limited(to: 1) * (mobile[cell] * people[cell])
              left[cell] = people[cell] - goes
              work.pool.start[cell] += goes
              sum += goes
            }
          }
        }
      }
      flow(year, place)[Flow.internalOut.rawValue] = sum
    }
  }

  /// The factor on the schedule of internal moves with which the movers of the year are the share of the residents outside the
  /// city that the rate states: ages shift away from the base, and people in homes do not move. Where nobody is left at an age,
  /// the other ages make up for it, as far as they can.
  private func internalIntensity(_ year: Int) -> Lanes {
    let rate = inputs.internalRate[year]
    guard rate != .zero else { return .zero }
    var residents = Lanes.zero
    for place in 0..<places where model.migration.leaving[place] > 0 {
      let people = population(year - 1, place)
      for cell in 0..<cells { residents += people[cell] }
    }
    let wanted = rate * residents
    let highest = model.migration.internalSchedule.values.max() ?? 0
    var factor = rate
    // One pass is exact unless an age runs out; then each comes nearer. A lane that is settled is left alone, so that futures
    // do not depend on their neighbours.
    var active = SIMDMask<SIMD8<Int64>>(repeating: true)
    for _ in 0..<Self.movePasses where active != SIMDMask(repeating: false) {
      let sum = movers(year, factor)
      let share = (wanted / sum).replacing(with: Lanes(repeating: 1), where: sum .<= Lanes.zero)
      let next = factor * share
      let hasRoom = pointwiseMax(factor, next) * highest .<= Lanes(repeating: 1)
      factor.replace(with: next, where: active)
      active = active .& .!(hasRoom .| ((share - 1) * (share - 1) .<= Lanes(repeating: 1e-24)))
    }
    return factor
  }

  static let movePasses = 40

  /// Everybody who would move at a factor on the schedule.
  private func movers(_ year: Int, _ factor: Lanes) -> Lanes {
    var sum = Lanes.zero
    for place in 0..<places where model.migration.leaving[place] > 0 {
      let people = population(year - 1, place)
      let intensity = factor * model.migration.leaving[place]
      model.mobile[place].values.withUnsafeBufferPointer { mobile in
        model.migration.internalSchedule.values.withUnsafeBufferPointer { schedule in
          for cell in 0..<cells {
            sum += (intensity * schedule[cell]).limited(to: 1) * (mobile[cell] * people[cell])
          }
        }
      }
    }
    return sum
  }

  private func step(_ year: Int, _ work: borrowing YearWork, _ factors: ConstraintFactors) {
    model.fertility[year].withUnsafeBufferPointer { fertility in
      guard let fertility = fertility.baseAddress else { return }
      let kernel = TownshipKernel(
        ages: model.ages, mortality: countyRates(year), inflow: work.inflow.start, outflow: work.outflow.start,
        fertility: fertility, sexRatioAtBirth: model.sexRatioAtBirth[year], pool: work.pool.start)
      for index in 0..<places {
        model.relativeMortality[index].values.withUnsafeBufferPointer { relative in
          model.mobile[index].values.withUnsafeBufferPointer { mobile in
            guard let relative = relative.baseAddress, let mobile = mobile.baseAddress else { return }
            let own = townshipFactors(year, index, factors, work)
            kernel.advance(
              TownshipKernel.Place(
                relativeMortality: relative, mobile: mobile, mortality: own.mortality, fertility: own.fertility,
                inflow: own.inflow, outflow: own.outflow, attraction: model.migration.attraction[index]),
              from: work.people.start + index * cells, to: population(year, index), deaths: cohortDeaths(year, index),
              flows: flow(year, index))
          }
        }
      }
    }
  }

  /// Factors of a township on the county's rates, its own deviation and the constraints' included.
  func townshipFactors(
    _ year: Int, _ place: Int, _ factors: ConstraintFactors, _ work: borrowing YearWork
  ) -> (mortality: Lanes, fertility: Lanes, inflow: Lanes, outflow: Lanes) {
    func factor(_ deviation: Lanes) -> Lanes { deviation == .zero ? Lanes(repeating: 1) : deviation.exponential }
    let moves = factor(inputs.townshipMigration[place][year]) * factors.migration
    let most = 1 / work.strongestOutflow.start[0]
    let outflow = 1 / moves
    return (
      (factors.deaths * factor(inputs.townshipMortality[place][year])).limited(to: YearWork.highestFactor),
      fertilityLevel * inputs.fertility[year] * factors.births * factor(inputs.townshipFertility[place][year]), moves,
      outflow.replacing(with: most, where: outflow .> most)
    )
  }

  /// County sums of a year.
  func totals(_ year: Int) -> YearTotals {
    var totals = YearTotals()
    for place in 0..<places {
      let flow = flow(year, place)
      totals.births += flow[Flow.births.rawValue]
      totals.deaths += flow[Flow.deathsMale.rawValue] + flow[Flow.deathsFemale.rawValue]
      totals.inflow += flow[Flow.inflow.rawValue]
      totals.outflow += flow[Flow.outflow.rawValue]
      let people = population(year, place)
      for cell in 0..<cells { totals.residents += people[cell] }
    }
    return totals
  }
}

/// Working space of a year, reused for all years of a block.
struct YearWork: ~Copyable {
  /// Death rates above 2 a year have no place in the life table's algebra; neither the county's rates nor a township's factor
  /// on them reach it.
  static let highestRate = 1.2
  static let highestFactor = 1.6

  let inflow: LaneBuffer
  let outflow: LaneBuffer
  /// The largest share that leaves any cell in half a year, so that no township's factor makes it more than everybody.
  let strongestOutflow: LaneBuffer
  /// Movers inside the county over the schedule's, so that the year's share is met.
  let internalIntensity: LaneBuffer
  let pool: LaneBuffer
  let people: LaneBuffer
  /// Residents of the county at the start of the year, and those of them who take part in migration, `[sex][age]`.
  let residents: LaneBuffer
  let mobile: LaneBuffer
  /// Men per woman of those born in a year if nobody had moved, by age.
  let natural: LaneBuffer

  init(ages: Int, places: Int) {
    inflow = LaneBuffer(count: 2 * ages)
    outflow = LaneBuffer(count: 2 * ages)
    strongestOutflow = LaneBuffer(count: 1)
    internalIntensity = LaneBuffer(count: 1)
    pool = LaneBuffer(count: 2 * ages)
    people = LaneBuffer(count: places * 2 * ages)
    residents = LaneBuffer(count: 2 * ages)
    mobile = LaneBuffer(count: 2 * ages)
    natural = LaneBuffer(count: ages)
  }
}

/// County sums of a year in eight futures.
struct YearTotals {
  var births = Lanes.zero
  var deaths = Lanes.zero
  var inflow = Lanes.zero
  var outflow = Lanes.zero
  var residents = Lanes.zero
}
