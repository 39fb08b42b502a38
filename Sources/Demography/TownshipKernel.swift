internal import PlanningModel

/// What happened in a township in a year, in the order in which the kernel books it.
package enum Flow: Int, CaseIterable {
  case births, deathsMale, deathsFemale, inflow, outflow, internalIn, internalOut

  package static let count = allCases.count
}

/// The year of one township for eight futures: the hot loop of an ensemble.
///
/// It does what ``CohortComponentStep`` does, with the life table of the township rebuilt for every future and year. With the
/// separation a(x) of deaths within a year of age, the survivorship ratio needs one division, because the columns of the
/// life table cancel:
///
///     L(x)/L(x−1) = (1 − a(x−1)·m(x−1)) / (1 + (1 − a(x))·m(x)),   L(0)/l(0) = 1 / (1 + (1 − a(0))·m(0)),
///     T(ω)/T(ω−1) = (1 − a·m(ω−1)) / (m(ω) + 1 − a·m(ω−1))
///
/// Storage is flat, `[sex][age]`, men first; nothing is allocated. The border (``ProjectionBlock``) checks shapes once.
package struct TownshipKernel {
  let ages: Int
  /// Death rates of the county, per person-year.
  let mortality: UnsafePointer<Lanes>
  /// Half a year's inflow and outflow per resident, county schedule.
  let inflow: UnsafePointer<Lanes>
  let outflow: UnsafePointer<Lanes>
  /// Births per woman and year by her age at level 1, `[age]`.
  let fertility: UnsafePointer<Double>
  let sexRatioAtBirth: Double
  /// Movers inside the county by sex and age, all townships together.
  let pool: UnsafePointer<Lanes>

  package init(
    ages: Int, mortality: UnsafePointer<Lanes>, inflow: UnsafePointer<Lanes>, outflow: UnsafePointer<Lanes>,
    fertility: UnsafePointer<Double>, sexRatioAtBirth: Double, pool: UnsafePointer<Lanes>
  ) {
    self.ages = ages
    self.mortality = mortality
    self.inflow = inflow
    self.outflow = outflow
    self.fertility = fertility
    self.sexRatioAtBirth = sexRatioAtBirth
    self.pool = pool
  }

  /// What distinguishes a township.
  package struct Place {
    /// Death rates relative to the county's, `[sex][age]`.
    let relativeMortality: UnsafePointer<Double>
    /// Share that moves at all: people in care homes do not, `[sex][age]`.
    let mobile: UnsafePointer<Double>
    let mortality: Lanes
    let fertility: Lanes
    let inflow: Lanes
    let outflow: Lanes
    /// Share of the county's internal movers that come here.
    let attraction: Double

    package init(
      relativeMortality: UnsafePointer<Double>, mobile: UnsafePointer<Double>, mortality: Lanes, fertility: Lanes,
      inflow: Lanes, outflow: Lanes, attraction: Double
    ) {
      self.relativeMortality = relativeMortality
      self.mobile = mobile
      self.mortality = mortality
      self.fertility = fertility
      self.inflow = inflow
      self.outflow = outflow
      self.attraction = attraction
    }
  }

  /// Advances a township from `start` (after its internal movers have left) to `end`.
  ///
  /// - Parameters:
  ///   - deaths: Deaths by the age that the cohort reaches at the end.
  ///   - flows: Sums by ``Flow``; internal outflow is the caller's.
  package func advance(
    _ place: Place, from start: UnsafePointer<Lanes>, to end: UnsafeMutablePointer<Lanes>,
    deaths: UnsafeMutablePointer<Lanes>, flows: UnsafeMutablePointer<Lanes>
  ) {
    let one = Lanes(repeating: 1)
    var inflowSum = Lanes.zero
    var outflowSum = Lanes.zero
    var arrivals = Lanes.zero
    var births = Lanes.zero
    var living0 = (Lanes.zero, Lanes.zero)
    for sex in 0..<2 {
      let row = sex * ages
      let last = ages - 1
      let P = start + row
      let pool = self.pool + row
      let m = mortality + row
      let relative = place.relativeMortality + row
      let mobile = place.mobile + row
      let rateIn = inflow + row
      let rateOut = outflow + row
      let next = end + row
      let dead = deaths + row
      var deathSum = Lanes.zero

      let m0 = m[0] * place.mortality * relative[0]
      let a0 = Lanes { LifeTable.infantSeparation(m0[$0], sex: sex == 0 ? .male : .female) }
      let infants = one / (one + (one - a0) * m0)
      // (1 − a·m) of the age below, and the people of the age below after the first half of migration.
      var alive = one - a0 * m0
      let arrived0 = place.attraction * pool[0]
      let P0 = P[0] + arrived0
      arrivals += arrived0
      let in0 = rateIn[0] * place.inflow * mobile[0]
      let out0 = rateOut[0] * place.outflow * mobile[0]
      inflowSum += in0 * P0
      outflowSum += out0 * P0
      var moved = P0 + (in0 - out0) * P0
      var mothers = Lanes.zero
      for x in 1..<last {
        let half = 0.5 * (m[x] * place.mortality * relative[x])
        let survivors = moved * (alive / (one + half))
        dead[x] = moved - survivors
        deathSum += dead[x]
        alive = one - half
        let arrived = place.attraction * pool[x]
        arrivals += arrived
        let people = P[x] + arrived
        let comes = rateIn[x] * place.inflow * mobile[x]
        let goes = rateOut[x] * place.outflow * mobile[x]
        let both = people + survivors
        inflowSum += comes * both
        outflowSum += goes * both
        moved = people + (comes - goes) * people
        next[x] = survivors + (comes - goes) * survivors
        if sex == 1 { mothers += fertility[x] * (moved + next[x]) }
      }
      let mLast = m[last] * place.mortality * relative[last]
      let arrived = place.attraction * pool[last]
      arrivals += arrived
      let people = P[last] + arrived
      let comes = rateIn[last] * place.inflow * mobile[last]
      let goes = rateOut[last] * place.outflow * mobile[last]
      let exposed = moved + people + (comes - goes) * people
      let survivors = exposed * (alive / (mLast + alive))
      dead[last] = exposed - survivors
      deathSum += dead[last]
      let both = people + survivors
      inflowSum += comes * both
      outflowSum += goes * both
      next[last] = survivors + (comes - goes) * survivors
      flows[Flow.deathsMale.rawValue + sex] = deathSum
      if sex == 0 { living0.0 = infants } else { living0.1 = infants }
      if sex == 1 { births = 0.5 * place.fertility * mothers }
    }
    let girls = births / (1 + sexRatioAtBirth)
    let boys = births - girls
    for sex in 0..<2 {
      let row = sex * ages
      let born = sex == 0 ? boys : girls
      let infants = sex == 0 ? living0.0 : living0.1
      let living = born * infants
      let comes = inflow[row] * place.inflow * place.mobile[row]
      let goes = outflow[row] * place.outflow * place.mobile[row]
      deaths[row] = born - living
      flows[Flow.deathsMale.rawValue + sex] += born - living
      inflowSum += comes * living
      outflowSum += goes * living
      end[row] = living + (comes - goes) * living
    }
    flows[Flow.births.rawValue] = births
    flows[Flow.inflow.rawValue] = inflowSum
    flows[Flow.outflow.rawValue] = outflowSum
    flows[Flow.internalIn.rawValue] = arrivals
  }
}
