internal import PlanningModel

/// What is counted of the people who are away, in the order in which a year books it.
enum AbsentFlow: Int, CaseIterable {
  case start, infants, deaths, lost, returned, newcomers, end

  static let count = allCases.count
}

extension ProjectionBlock {
  /// The most of those who are away at an age that come back in a year.
  static let mostReturning = 0.5

  private var closes: Bool { model.migration.closesSexRatio && model.migration.design != nil }
  private var tellsResidents: Bool { closes || model.migration.absent != nil }

  func absent(_ year: Int) -> UnsafeMutablePointer<Lanes> { absent.start + year * cells }

  func absentFlow(_ year: Int, _ flow: AbsentFlow) -> Lanes {
    absentFlows.start[year * AbsentFlow.count + flow.rawValue]
  }

  func placeAbsent(_ work: borrowing YearWork) {
    guard tellsResidents else { return }
    for age in 0..<model.ages { work.natural.start[age] = Lanes(repeating: model.calibration.naturalSexRatio[age]) }
    guard let pool = model.migration.absent else { return }
    for cell in 0..<cells { absent(0)[cell] = Lanes(repeating: pool.people.values[cell]) }
  }

  /// Half a year's inflow and outflow per resident, by sex and age.
  func fillFlows(_ year: Int, _ work: borrowing YearWork) {
    var strongest = Lanes(repeating: 1e-9)
    let coming = inputs.inflow[year] * inputs.damping[year]
    let pool = model.migration.absent == nil ? nil : absent(year - 1)
    for cell in 0..<cells {
      let turnover = inputs.turnover * model.migration.turnover.values[cell]
      // Half a year's outflow never takes more than everybody.
      let leaving = (0.5 * (migration.leaving[cell] + turnover) * inputs.outflow[year]).limited(to: 1)
      work.outflow.start[cell] = leaving
      strongest.replace(with: leaving, where: leaving .> strongest)
      let back = migration.returning[cell] * coming
      work.inflow.start[cell] = pool.map { back.limited(to: Self.mostReturning) * $0[cell] } ?? back
    }
    work.strongestOutflow.start[0] = strongest
    if closes { divideReturns(year, work, pool) }
    let perResident = tellsResidents && (pool != nil || closes)
    for cell in 0..<cells {
      var comes = work.inflow.start[cell]
      if perResident {
        let mobile = work.mobile(cell)
        comes = (comes / mobile).replacing(with: Lanes.zero, where: mobile .<= Lanes.zero)
      }
      let turnover = inputs.turnover * model.migration.turnover.values[cell]
      work.inflow.start[cell] = 0.5 * (comes + turnover * inputs.inflow[year])
    }
  }

  /// Divides those who come back at an age between the sexes (``SexRatioClosing``), unless a sex has not so many away.
  private func divideReturns(_ year: Int, _ work: borrowing YearWork, _ pool: UnsafeMutablePointer<Lanes>?) {
    let one = Lanes(repeating: 1)
    for age in 0..<model.ages {
      let (men, women) = (age, model.ages + age)
      // Without a stock of absent people the rates are of the residents.
      let own = work.inflow.start[men] * (pool == nil ? work.mobile(men) : one)
      let total = own + work.inflow.start[women] * (pool == nil ? work.mobile(women) : one)
      let here = (work.residents(men), work.residents(women))
      let stay = (
        here.0 * (one - (2 * work.outflow.start[men]).limited(to: 1)),
        here.1 * (one - (2 * work.outflow.start[women]).limited(to: 1))
      )
      var male = SexRatioClosing.men(here: here, stay: stay, total: total, natural: work.natural.start[age])
      let isEmpty = (here.0 .<= Lanes.zero) .| (here.1 .<= Lanes.zero) .| (total .<= Lanes.zero)
      male.replace(with: own, where: isEmpty)
      var female = total - male
      if let pool {
        male = male.limited(to: Self.mostReturning * pool[men])
        female = female.limited(to: Self.mostReturning * pool[women])
      }
      work.inflow.start[men] = male
      work.inflow.start[women] = female
    }
  }

  /// Carries those who are away through the year: they age, die, bear children, move their registration elsewhere, come back and
  /// receive those who leave. Exchange is what the townships booked, so nobody is lost between the two.
  func settleAbsent(_ year: Int, _ work: borrowing YearWork) {
    guard tellsResidents else { return }
    let ages = model.ages
    let last = ages - 1
    let rates = countyRates(year)
    let survival = work.survival.start
    LaneSurvival.fill(survival, ages: ages) { rates[$0 * ages + $1] }
    let boys = model.sexRatioAtBirth[year] / (1 + model.sexRatioAtBirth[year])
    for age in stride(from: last, to: 0, by: -1) {
      work.natural.start[age] = work.natural.start[age - 1] * survival[age] / survival[ages + age]
    }
    work.natural.start[0] = Lanes(repeating: model.sexRatioAtBirth[year]) * survival[0] / survival[ages]
    guard let plan = model.migration.absent else { return }
    // Net arrivals of each cohort: people at the end less survivors of those at the start.
    let (net, start) = (work.net.start, work.start.start)
    for cell in 0..<cells {
      net[cell] = work.residents(cell) + work.died.start[cell]
      let age = cell % ages
      if age > 0 { net[cell] -= age == last ? start[cell - 1] + start[cell] : start[cell - 1] }
    }
    var births = Lanes.zero
    for place in 0..<places { births += flow(year, place)[Flow.births.rawValue] }
    // Infants are booked without their sex.
    let infants = net[0] + net[ages] - births
    net[0] = boys * infants
    net[ages] = infants - net[0]

    let before = absent(year - 1)
    let after = absent(year)
    var started = Lanes.zero
    var (infantsThere, deaths, lost, returned, newcomers, ended) =
      (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    var born = Lanes.zero
    for age in model.fertileAges[year] { born += model.fertility[year][age] * before[ages + age] }
    born *= fertilityLevel * inputs.fertility[year]
    let stays = Lanes(repeating: 1) - inputs.registerLoss
    for sex in 0..<2 {
      for age in 0..<ages {
        let cell = sex * ages + age
        started += before[cell]
        let aged: Lanes
        if age == 0 {
          aged = born * (sex == 0 ? boys : 1 - boys) * plan.infants[sex] * survival[cell]
          infantsThere += aged
        } else {
          let exposed = age == last ? before[cell - 1] + before[cell] : before[cell - 1]
          aged = exposed * survival[cell]
          deaths += exposed - aged
        }
        lost += aged * inputs.registerLoss
        let rest = aged * stays - net[cell]
        let missing = (-1 * rest).atLeastZero
        returned += net[cell]
        newcomers += missing
        after[cell] = rest + missing
        ended += after[cell]
      }
    }
    let booked: [(AbsentFlow, Lanes)] = [
      (.start, started), (.infants, infantsThere), (.deaths, deaths), (.lost, lost), (.returned, returned),
      (.newcomers, newcomers), (.end, ended),
    ]
    for (flow, sum) in booked { absentFlows.start[year * AbsentFlow.count + flow.rawValue] = sum }
  }
}
