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
    sumResidents(0, work)
    for age in 0..<model.ages { work.natural.start[age] = Lanes(repeating: model.calibration.naturalSexRatio[age]) }
    guard let pool = model.migration.absent else { return }
    for cell in 0..<cells { absent(0)[cell] = Lanes(repeating: pool.people.values[cell]) }
  }

  private func sumResidents(_ year: Int, _ work: borrowing YearWork) {
    let (residents, mobile) = (work.residents.start, work.mobile.start)
    for cell in 0..<cells {
      residents[cell] = .zero
      mobile[cell] = .zero
    }
    for place in 0..<places {
      let people = population(year, place)
      model.mobile[place].values.withUnsafeBufferPointer { share in
        for cell in 0..<cells {
          residents[cell] += people[cell]
          mobile[cell] += share[cell] * people[cell]
        }
      }
    }
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
        let mobile = work.mobile.start[cell]
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
      let scale = pool == nil ? [work.mobile.start[men], work.mobile.start[women]] : [one, one]
      let own = [work.inflow.start[men] * scale[0], work.inflow.start[women] * scale[1]]
      let total = own[0] + own[1]
      let here = (work.residents.start[men], work.residents.start[women])
      let stay = (
        here.0 * (one - (2 * work.outflow.start[men]).limited(to: 1)),
        here.1 * (one - (2 * work.outflow.start[women]).limited(to: 1))
      )
      var male = SexRatioClosing.men(here: here, stay: stay, total: total, natural: work.natural.start[age])
      let isEmpty = (here.0 .<= Lanes.zero) .| (here.1 .<= Lanes.zero) .| (total .<= Lanes.zero)
      male.replace(with: own[0], where: isEmpty)
      var female = total - male
      if let pool {
        male = pointwiseMin(male, Self.mostReturning * pool[men])
        female = pointwiseMin(female, Self.mostReturning * pool[women])
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
    let survival = LaneSurvival.ratios(ages: ages) { rates[$0 * ages + $1] }
    let boys = model.sexRatioAtBirth[year] / (1 + model.sexRatioAtBirth[year])
    for age in stride(from: last, to: 0, by: -1) {
      work.natural.start[age] = work.natural.start[age - 1] * survival[age] / survival[ages + age]
    }
    work.natural.start[0] = Lanes(repeating: model.sexRatioAtBirth[year]) * survival[0] / survival[ages]
    guard let plan = model.migration.absent else {
      sumResidents(year, work)
      return
    }
    // Net arrivals of each cohort: people at the end less survivors of those at the start.
    var net = (0..<cells).map { cell -> Lanes in
      let age = cell % ages
      if age == 0 { return .zero }
      let start = work.residents.start[cell - 1]
      return -1 * (age == last ? start + work.residents.start[cell] : start)
    }
    var births = Lanes.zero
    for place in 0..<places {
      births += flow(year, place)[Flow.births.rawValue]
      let dead = cohortDeaths(year, place)
      for cell in 0..<cells { net[cell] += dead[cell] }
    }
    sumResidents(year, work)
    for cell in 0..<cells { net[cell] += work.residents.start[cell] }
    // Infants are booked without their sex.
    let infants = net[0] + net[ages] - births
    net[0] = boys * infants
    net[ages] = infants - net[0]

    let before = absent(year - 1)
    let after = absent(year)
    var sums = [Lanes](repeating: .zero, count: AbsentFlow.count)
    var born = Lanes.zero
    for age in 0..<ages { born += model.fertility[year][age] * before[ages + age] }
    born *= fertilityLevel * inputs.fertility[year]
    let stays = Lanes(repeating: 1) - inputs.registerLoss
    for sex in 0..<2 {
      for age in 0..<ages {
        let cell = sex * ages + age
        sums[AbsentFlow.start.rawValue] += before[cell]
        var aged: Lanes
        if age == 0 {
          aged = born * (sex == 0 ? boys : 1 - boys) * plan.infants[sex] * survival[cell]
          sums[AbsentFlow.infants.rawValue] += aged
        } else {
          let exposed = age == last ? before[cell - 1] + before[cell] : before[cell - 1]
          aged = exposed * survival[cell]
          sums[AbsentFlow.deaths.rawValue] += exposed - aged
        }
        sums[AbsentFlow.lost.rawValue] += aged * inputs.registerLoss
        let rest = aged * stays - net[cell]
        let missing = pointwiseMax(.zero, -1 * rest)
        sums[AbsentFlow.returned.rawValue] += net[cell]
        sums[AbsentFlow.newcomers.rawValue] += missing
        after[cell] = rest + missing
        sums[AbsentFlow.end.rawValue] += after[cell]
      }
    }
    for flow in AbsentFlow.allCases {
      absentFlows.start[year * AbsentFlow.count + flow.rawValue] = sums[flow.rawValue]
    }
  }
}
