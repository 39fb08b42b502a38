internal import PlanningModel

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
  /// Share of those outside the city who move inside the county, by sex and age; all movers, and their sum.
  let moving: LaneBuffer
  let pool: LaneBuffer
  let poolTotal: LaneBuffer
  /// One township at the start of the year, after the moves inside the county.
  let people: LaneBuffer
  /// Townships that movers inside the county leave, and all others, at the end of the year.
  let outside: TownshipSums
  let inside: TownshipSums
  /// Deaths of the county in the year by the age reached, `[sex][age]`.
  let died: LaneBuffer
  /// Residents of the county at the start of the year, `[sex][age]`.
  let start: LaneBuffer
  /// Net arrivals of the county's cohorts by the age reached, and survivorship ratios, `[sex][age]`.
  let net: LaneBuffer
  let survival: LaneBuffer
  /// Multiples of the table's death rates, by age.
  let levels: LaneBuffer
  /// Men per woman of those born in a year if nobody had moved, by age.
  let natural: LaneBuffer

  init(ages: Int) {
    let cells = 2 * ages
    inflow = LaneBuffer(count: cells)
    outflow = LaneBuffer(count: cells)
    strongestOutflow = LaneBuffer(count: 1)
    internalIntensity = LaneBuffer(count: 1)
    moving = LaneBuffer(count: cells)
    pool = LaneBuffer(count: cells)
    poolTotal = LaneBuffer(count: 1)
    people = LaneBuffer(count: cells)
    outside = TownshipSums(cells: cells)
    inside = TownshipSums(cells: cells)
    died = LaneBuffer(count: cells)
    start = LaneBuffer(count: cells)
    net = LaneBuffer(count: cells)
    survival = LaneBuffer(count: cells)
    levels = LaneBuffer(count: ages)
    natural = LaneBuffer(count: ages)
  }

  /// Residents of the county, and those of them who take part in migration, at the last end of a year.
  @inline(__always)
  func residents(_ cell: Int) -> Lanes { outside.residents.start[cell] + inside.residents.start[cell] }
  @inline(__always)
  func mobile(_ cell: Int) -> Lanes { outside.mobile(cell) + inside.mobile(cell) }

  /// What the last year ended with is what the next one starts with.
  func beginYear() { for cell in 0..<start.count { start.start[cell] = residents(cell) } }

  func clearSums() {
    outside.residents.clear()
    outside.settled.clear()
    inside.residents.clear()
    inside.settled.clear()
    died.clear()
  }
}

/// Sums over some townships, `[sex][age]`: everybody, and those who take no part in migration.
struct TownshipSums: ~Copyable {
  let residents: LaneBuffer
  let settled: LaneBuffer

  init(cells: Int) {
    residents = LaneBuffer(count: cells)
    settled = LaneBuffer(count: cells)
  }

  @inline(__always)
  func mobile(_ cell: Int) -> Lanes { residents.start[cell] - settled.start[cell] }
}

/// County sums of a year in eight futures.
struct YearTotals {
  var births = Lanes.zero
  var deaths = Lanes.zero
  var inflow = Lanes.zero
  var outflow = Lanes.zero
  var residents = Lanes.zero
}

extension ProjectionBlock {
  /// Adds a township at the end of a year to the county's sums.
  @inline(__always)
  func add(_ year: Int, _ place: Int, _ mobile: UnsafePointer<Double>, _ work: borrowing YearWork) {
    let people = population(year, place)
    let isOutside = model.migration.leaving[place] > 0
    let residents = isOutside ? work.outside.residents.start : work.inside.residents.start
    let settled = isOutside ? work.outside.settled.start : work.inside.settled.start
    for cell in 0..<cells { residents[cell] += people[cell] }
    for ages in model.settledCells[place] {
      for cell in ages { settled[cell] += (1 - mobile[cell]) * people[cell] }
    }
    guard year > 0, separatesPlaces else { return }
    let (dead, died) = (cohortDeaths(year, place), work.died.start)
    for cell in 0..<cells { died[cell] += dead[cell] }
  }

  /// The county's sums at the end of a year whose townships are all there.
  func sumTownships(_ year: Int, _ work: borrowing YearWork) {
    work.clearSums()
    for place in 0..<places {
      model.mobile[place].values.withUnsafeBufferPointer { mobile in
        if let mobile = mobile.baseAddress { add(year, place, mobile, work) }
      }
    }
  }
}
