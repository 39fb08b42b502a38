internal import GSL
internal import PlanningModel
public import RandomStreams

/// Chance among few people: every event of every single age is drawn for whole persons, deaths, departures and infants' deaths
/// binomial, arrivals and births Poisson. Its streams have the address (event, county, draw, township, year); inside one, cells
/// follow in the order sex, age, each taking one number, so that futures with other rates stay paired.
public struct SmallNumbers: Sendable {
  /// The draw of each lane.
  let draws: [Int]
  /// By event.
  private let processes: [RandomStreams.Process]

  public init(streams: RandomStreams, draws: [Int]) {
    self.draws = draws
    processes = Event.allCases.map { streams.process("population.chance.\($0)", .county) }
  }

  /// The events that are drawn, each with a process of its own.
  enum Event: Int, CaseIterable {
    case moving, settling, leaving, arriving, dying, leavingLater, arrivingLater, bearing
  }

  func stream(_ event: Event, lane: Int, place: UInt64, year: Int) -> RandomStream {
    processes[event.rawValue].stream(draw: draws[lane], place: place, year: year)
  }
}

extension ProjectionBlock {
  /// Rounds the base to whole persons: running sums are rounded, so that the county keeps its total to half a person and no cell
  /// moves by more than one.
  func roundBase() {
    for lane in 0..<Lanes.count {
      for sex in 0..<2 {
        var exact = 0.0
        var whole = 0.0
        for age in 0..<model.ages {
          for place in 0..<places {
            let cell = population(0, place) + (sex * model.ages + age)
            exact += cell.pointee[lane]
            let rounded = exact.rounded()
            cell.pointee[lane] = rounded - whole
            whole = rounded
          }
        }
      }
    }
  }

  /// Draws the events of a year for whole persons, at the rates that ``step(_:_:_:)`` used.
  func draw(_ year: Int, _ work: borrowing YearWork, _ factors: ConstraintFactors, _ chance: SmallNumbers) {
    for lane in 0..<Lanes.count {
      let pool = movers(year, lane, work.internalIntensity.start[0][lane], chance)
      let arrivals = settle(pool, year, lane, chance)
      for place in 0..<places { draw(year, place, lane, arrivals[place], work, factors, chance) }
    }
  }

  /// People who leave each township for another one, `[township][cell]`.
  private func movers(_ year: Int, _ lane: Int, _ rate: Double, _ chance: SmallNumbers) -> [[Int]] {
    return (0..<places).map { place in
      var stream = chance.stream(.moving, lane: lane, place: model.streams[place], year: calendar(year))
      let people = population(year - 1, place)
      let intensity = rate * model.migration.leaving[place]
      return (0..<cells).map { cell in
        let p = min(1, intensity * model.migration.internalSchedule.values[cell]) * model.mobile[place].values[cell]
        return CountQuantiles.binomial(Int(people[cell][lane]), p, at: stream.uniform())
      }
    }
  }

  /// Hands the movers of each cell to their destinations, one destination after the other; the last takes who is left.
  private func settle(_ movers: [[Int]], _ year: Int, _ lane: Int, _ chance: SmallNumbers) -> [(
    came: [Int], left: [Int]
  )] {
    var waiting = (0..<cells).map { cell in movers.reduce(0) { $0 + $1[cell] } }
    var share = 1.0
    return (0..<places).map { place in
      var stream = chance.stream(.settling, lane: lane, place: model.streams[place], year: calendar(year))
      let own = model.migration.attraction[place]
      let p = own > 0 ? (own >= share * (1 - 1e-12) ? 1 : own / share) : 0
      share -= own
      let came = (0..<cells).map { cell in
        let count = CountQuantiles.binomial(waiting[cell], p, at: stream.uniform())
        waiting[cell] -= count
        return count
      }
      return (came, movers[place])
    }
  }

  private func calendar(_ year: Int) -> Int { model.horizon.years[year].value }

  private func draw(
    _ year: Int, _ place: Int, _ lane: Int, _ moves: (came: [Int], left: [Int]), _ work: borrowing YearWork,
    _ factors: ConstraintFactors, _ chance: SmallNumbers
  ) {
    let ages = model.ages
    let last = ages - 1
    func stream(_ event: SmallNumbers.Event) -> RandomStream {
      chance.stream(event, lane: lane, place: model.streams[place], year: calendar(year))
    }
    var leaving = stream(.leaving)
    var arriving = stream(.arriving)
    var dying = stream(.dying)
    var leavingLater = stream(.leavingLater)
    var arrivingLater = stream(.arrivingLater)
    var bearing = stream(.bearing)
    let own = townshipFactors(year, place, factors, work)
    let start = population(year - 1, place)
    let end = population(year, place)
    let dead = cohortDeaths(year, place)
    var sums = [Double](repeating: 0, count: Flow.count)
    func rate(_ buffer: UnsafeMutablePointer<Lanes>, _ factor: Lanes, _ cell: Int) -> Double {
      min(1, buffer[cell][lane] * factor[lane] * model.mobile[place].values[cell])
    }
    var mothers = 0.0
    for sex in Sex.allCases {
      let row = sex.index * ages
      let m = (0..<ages).map { age in
        countyRates(year)[row + age][lane] * own.mortality[lane] * model.relativeMortality[place].values[row + age]
      }
      let a0 = LifeTable.infantSeparation(m[0], sex: sex)
      var moved = [Int](repeating: 0, count: ages)
      for age in 0..<ages {
        let cell = row + age
        let people = Int(start[cell][lane]) - moves.left[cell] + moves.came[cell]
        let goes = CountQuantiles.binomial(people, rate(work.outflow.start, own.outflow, cell), at: leaving.uniform())
        let comes = CountQuantiles.poisson(
          rate(work.inflow.start, own.inflow, cell) * Double(people), at: arriving.uniform())
        moved[age] = people - goes + comes
        sums[Flow.outflow.rawValue] += Double(goes)
        sums[Flow.inflow.rawValue] += Double(comes)
      }
      for age in 1..<ages {
        let cell = row + age
        let exposed = age == last ? moved[last - 1] + moved[last] : moved[age - 1]
        let below = age == 1 ? 1 - a0 * m[0] : 1 - 0.5 * m[age - 1]
        let survival = age == last ? below / (m[last] + below) : below / (1 + 0.5 * m[age])
        let deaths = CountQuantiles.binomial(exposed, 1 - survival, at: dying.uniform())
        let survivors = exposed - deaths
        let goes = CountQuantiles.binomial(
          survivors, rate(work.outflow.start, own.outflow, cell), at: leavingLater.uniform())
        let comes = CountQuantiles.poisson(
          rate(work.inflow.start, own.inflow, cell) * Double(survivors), at: arrivingLater.uniform())
        dead[cell][lane] = Double(deaths)
        end[cell][lane] = Double(survivors - goes + comes)
        sums[Flow.deathsMale.rawValue + sex.index] += Double(deaths)
        sums[Flow.outflow.rawValue] += Double(goes)
        sums[Flow.inflow.rawValue] += Double(comes)
        if sex == .female, age < last {
          mothers += model.fertility[year][age] * (Double(moved[age]) + end[cell][lane])
        }
      }
    }
    let births = CountQuantiles.poisson(0.5 * own.fertility[lane] * mothers, at: bearing.uniform())
    let girls = CountQuantiles.binomial(births, 1 / (1 + model.sexRatioAtBirth[year]), at: bearing.uniform())
    for (sex, born) in [(Sex.male, births - girls), (Sex.female, girls)] {
      let cell = sex.index * ages
      let m = countyRates(year)[cell][lane] * own.mortality[lane] * model.relativeMortality[place].values[cell]
      let a0 = LifeTable.infantSeparation(m, sex: sex)
      let deaths = CountQuantiles.binomial(born, 1 - 1 / (1 + (1 - a0) * m), at: bearing.uniform())
      let goes = CountQuantiles.binomial(
        born - deaths, rate(work.outflow.start, own.outflow, cell), at: bearing.uniform())
      let comes = CountQuantiles.poisson(
        rate(work.inflow.start, own.inflow, cell) * Double(born - deaths), at: bearing.uniform())
      dead[cell][lane] = Double(deaths)
      end[cell][lane] = Double(born - deaths - goes + comes)
      sums[Flow.deathsMale.rawValue + sex.index] += Double(deaths)
      sums[Flow.outflow.rawValue] += Double(goes)
      sums[Flow.inflow.rawValue] += Double(comes)
    }
    sums[Flow.births.rawValue] = Double(births)
    sums[Flow.internalIn.rawValue] = Double(moves.came.reduce(0, +))
    sums[Flow.internalOut.rawValue] = Double(moves.left.reduce(0, +))
    for kind in Flow.allCases { flow(year, place)[kind.rawValue][lane] = sums[kind.rawValue] }
  }
}
