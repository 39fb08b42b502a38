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
  let trajectory: LaneMemory
  /// Deaths by the age reached, `[year][township][sex][age]`, years from the first after the base; of one year at a time unless
  /// they are wanted, and of the county alone (in the year's work) where nobody needs the townships'.
  let deaths: LaneBuffer
  let separatesPlaces: Bool
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
    trajectory = LaneMemory(count: model.horizon.count * places * cells)
    separatesPlaces = keepsDeaths || chance != nil
    deaths = LaneBuffer(
      count: (keepsDeaths ? model.horizon.count - 1 : 1) * (separatesPlaces ? places : 0) * cells, isCleared: false)
    flows = LaneBuffer(count: (model.horizon.count - 1) * places * Flow.count, isCleared: false)
    rates = LaneBuffer(count: (model.horizon.count - 1) * cells, isCleared: false)
    absent = LaneBuffer(count: model.migration.absent == nil ? 1 : model.horizon.count * cells)
    absentFlows = LaneBuffer(count: model.migration.absent == nil ? 1 : model.horizon.count * AbsentFlow.count)
    placeBase()
    if chance != nil { roundBase() }
    let work = YearWork(ages: model.ages)
    sumTownships(0, work)
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
    let census = (0..<model.ages).map { age in
      isExact ? Lanes(repeating: 1) : CensusError.logarithm(inputs.census, age: age).exponential
    }
    let corrections = LaneBuffer(count: cells)
    var open = [Double](repeating: 0, count: cells)
    for place in 0..<places where !isCounted[place] {
      model.base[place].values.withUnsafeBufferPointer { base in
        for cell in 0..<cells {
          corrections.start[cell] += base[cell] * factors[place]
          open[cell] += base[cell]
        }
      }
    }
    for cell in 0..<cells {
      corrections.start[cell] = open[cell] == 0 ? .zero : open[cell] / corrections.start[cell]
    }
    for place in 0..<places {
      let people = population(0, place)
      model.base[place].values.withUnsafeBufferPointer { base in
        for cell in 0..<cells {
          let counted = base[cell] * census[cell % model.ages]
          people[cell] = isCounted[place] ? counted : counted * factors[place] * corrections.start[cell]
        }
      }
    }
  }

  // MARK: - A year

  private func advance(_ year: Int, _ work: borrowing YearWork, _ chance: SmallNumbers?) -> ConstraintFactors {
    work.beginYear()
    fillRates(year, work)
    fillFlows(year, work)
    fillMoves(year, work)
    var factors = ConstraintFactors()
    step(year, work, factors)
    let constraint = inputs.constraints[year]
    if !constraint.isEmpty {
      factors.begin(totals(year, work), constraint)
      for _ in 0..<ConstraintFactors.passes where !factors.areSettled {
        step(year, work, factors)
        factors.improve(totals(year, work), constraint)
      }
    }
    // Constraints bind what is expected; chance then draws around it.
    if let chance {
      draw(year, work, factors, chance)
      sumTownships(year, work)
    }
    settleAbsent(year, work)
    if chance == nil { meetBase(year, work) }
    return factors
  }

  /// County rates of the year in these futures.
  private func fillRates(_ year: Int, _ work: borrowing YearWork) {
    let plan = model.mortality
    let rates = countyRates(year)
    let pace = inputs.lifeExpectancy[year] == nil ? inputs.pace : .zero
    let shock = inputs.mortalityShock[year]
    let isPlain = pace == .zero && shock == .zero
    let levels = work.levels.start
    for sex in 0..<2 {
      let reached = inputs.lifeExpectancy[year].map { plan.reaching($0, year: year, sex: Sex.allCases[sex]) }
      MortalityLevel.fill(levels, inputs.mortalityLevel[year][sex], ages: model.ages)
      plan.withCells(year) { table, change, pattern in
        for age in 0..<model.ages {
          let cell = sex * model.ages + age
          var rate = reached?[age] ?? (table[cell] * levels[age])
          if !isPlain { rate *= (pace * change[cell] + shock * pattern[cell]).exponential }
          rates[cell] = rate.limited(to: YearWork.highestRate)
        }
      }
    }
  }

  /// Movers inside the county: the share of an age that leaves the townships outside the city, and the common pool that ``step``
  /// hands out; nobody is lost.
  private func fillMoves(_ year: Int, _ work: borrowing YearWork) {
    let rate = internalIntensity(year, work)
    work.internalIntensity.start[0] = rate
    var sum = Lanes.zero
    model.migration.internalSchedule.values.withUnsafeBufferPointer { schedule in
      for cell in 0..<cells {
        let share = (rate * schedule[cell]).limited(to: 1)
        let goes = share * work.outside.mobile(cell)
        work.moving.start[cell] = share
        work.pool.start[cell] = goes
        sum += goes
      }
    }
    work.poolTotal.start[0] = sum
  }

  /// The factor on the schedule of internal moves with which the movers of the year are the share of the residents outside the
  /// city that the rate states: ages shift away from the base, and people in homes do not move. Where nobody is left at an age,
  /// the other ages make up for it, as far as they can.
  private func internalIntensity(_ year: Int, _ work: borrowing YearWork) -> Lanes {
    let rate = inputs.internalRate[year]
    guard rate != .zero else { return .zero }
    var residents = Lanes.zero
    for cell in 0..<cells { residents += work.outside.residents.start[cell] }
    let wanted = rate * residents
    let highest = model.migration.internalSchedule.values.max() ?? 0
    var factor = rate
    // One pass is exact unless an age runs out; then each comes nearer. A lane that is settled is left alone, so that futures
    // do not depend on their neighbours.
    var active = SIMDMask<SIMD8<Int64>>(repeating: true)
    for _ in 0..<Self.movePasses where active != SIMDMask(repeating: false) {
      let sum = movers(factor, work)
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
  private func movers(_ factor: Lanes, _ work: borrowing YearWork) -> Lanes {
    var sum = Lanes.zero
    model.migration.internalSchedule.values.withUnsafeBufferPointer { schedule in
      for cell in 0..<cells { sum += (factor * schedule[cell]).limited(to: 1) * work.outside.mobile(cell) }
    }
    return sum
  }

  /// The year of every township, and the county's sums at its end. A township is done with while it is near.
  private func step(_ year: Int, _ work: borrowing YearWork, _ factors: ConstraintFactors) {
    work.clearSums()
    model.fertility[year].withUnsafeBufferPointer { fertility in
      guard let fertility = fertility.baseAddress else { return }
      let kernel = TownshipKernel(
        ages: model.ages, mortality: countyRates(year), inflow: work.inflow.start, outflow: work.outflow.start,
        fertility: fertility, fertileAges: model.fertileAges[year], sexRatioAtBirth: model.sexRatioAtBirth[year])
      for index in 0..<places {
        model.relativeMortality[index].values.withUnsafeBufferPointer { relative in
          model.mobile[index].values.withUnsafeBufferPointer { mobile in
            guard let relative = relative.baseAddress, let mobile = mobile.baseAddress else { return }
            let deaths = separatesPlaces ? cohortDeaths(year, index) : work.died.start
            if separatesPlaces { deaths.update(repeating: .zero, count: cells) }
            let own = townshipFactors(year, index, factors, work)
            kernel.advance(
              TownshipKernel.Place(
                relativeMortality: relative, mobile: mobile, mortality: own.mortality, fertility: own.fertility,
                inflow: own.inflow, outflow: own.outflow),
              from: moveInside(year, index, mobile, work), to: population(year, index),
              deaths: deaths, flows: flow(year, index))
            add(year, index, mobile, work)
          }
        }
      }
    }
  }

  /// A township's people at the start of a year when its movers inside the county have left and come.
  private func moveInside(
    _ year: Int, _ place: Int, _ mobile: UnsafePointer<Double>, _ work: borrowing YearWork
  ) -> UnsafePointer<Lanes> {
    let people = population(year - 1, place)
    let flow = flow(year, place)
    let attraction = model.migration.attraction[place]
    let (leaves, receives) = (model.migration.leaving[place] > 0, attraction > 0)
    let (people1, moving, pool) = (work.people.start, work.moving.start, work.pool.start)
    var left = Lanes.zero
    if leaves {
      for cell in 0..<cells {
        let goes = moving[cell] * (mobile[cell] * people[cell])
        people1[cell] = people[cell] - goes
        left += goes
      }
    }
    if receives {
      let from = leaves ? people1 : people
      for cell in 0..<cells { people1[cell] = from[cell] + attraction * pool[cell] }
    }
    flow[Flow.internalOut.rawValue] = left
    flow[Flow.internalIn.rawValue] = attraction * work.poolTotal.start[0]
    return UnsafePointer(leaves || receives ? people1 : people)
  }

  /// Factors of a township on the county's rates, its own deviation and the constraints' included.
  func townshipFactors(
    _ year: Int, _ place: Int, _ factors: ConstraintFactors, _ work: borrowing YearWork
  ) -> (mortality: Lanes, fertility: Lanes, inflow: Lanes, outflow: Lanes) {
    @inline(__always)
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
  func totals(_ year: Int, _ work: borrowing YearWork) -> YearTotals {
    var totals = YearTotals()
    for place in 0..<places {
      let flow = flow(year, place)
      totals.births += flow[Flow.births.rawValue]
      totals.deaths += flow[Flow.deathsMale.rawValue] + flow[Flow.deathsFemale.rawValue]
      totals.inflow += flow[Flow.inflow.rawValue]
      totals.outflow += flow[Flow.outflow.rawValue]
    }
    for cell in 0..<cells { totals.residents += work.residents(cell) }
    return totals
  }
}
