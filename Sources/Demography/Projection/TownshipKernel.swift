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
  /// Births per woman and year by her age at level 1, `[age]`, and the ages between which there are any.
  let fertility: UnsafePointer<Double>
  let fertileAges: Range<Int>
  let sexRatioAtBirth: Double

  /// - Precondition: nobody gives birth in the first or the last age class.
  package init(
    ages: Int, mortality: UnsafePointer<Lanes>, inflow: UnsafePointer<Lanes>, outflow: UnsafePointer<Lanes>,
    fertility: UnsafePointer<Double>, fertileAges: Range<Int>, sexRatioAtBirth: Double
  ) {
    self.ages = ages
    self.mortality = mortality
    self.inflow = inflow
    self.outflow = outflow
    self.fertility = fertility
    self.fertileAges = fertileAges
    self.sexRatioAtBirth = sexRatioAtBirth
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

    package init(
      relativeMortality: UnsafePointer<Double>, mobile: UnsafePointer<Double>, mortality: Lanes, fertility: Lanes,
      inflow: Lanes, outflow: Lanes
    ) {
      self.relativeMortality = relativeMortality
      self.mobile = mobile
      self.mortality = mortality
      self.fertility = fertility
      self.inflow = inflow
      self.outflow = outflow
    }
  }

  /// Advances a township from `start` (after its movers inside the county have left and come) to `end`.
  ///
  /// - Parameters:
  ///   - deaths: To which deaths by the age that the cohort reaches at the end are added.
  ///   - flows: Sums by ``Flow``; movers inside the county are the caller's.
  package func advance(
    _ place: Place, from start: UnsafePointer<Lanes>, to end: UnsafeMutablePointer<Lanes>,
    deaths: UnsafeMutablePointer<Lanes>, flows: UnsafeMutablePointer<Lanes>
  ) {
    let one = Lanes(repeating: 1)
    let halfMortality = 0.5 * place.mortality
    var inflowSum = Lanes.zero
    var outflowSum = Lanes.zero
    var infants = (Lanes.zero, Lanes.zero)
    for sex in 0..<2 {
      let row = sex * ages
      let last = ages - 1
      let P = start + row
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
      if sex == 0 { infants.0 = one / (one + (one - a0) * m0) } else { infants.1 = one / (one + (one - a0) * m0) }
      // (1 − a·m) of the age below, and the people of the age below after the first half of migration.
      var alive = one - a0 * m0
      let in0 = rateIn[0] * place.inflow * mobile[0]
      let out0 = rateOut[0] * place.outflow * mobile[0]
      inflowSum += in0 * P[0]
      outflowSum += out0 * P[0]
      var moved = P[0] * (one + (in0 - out0))
      for x in 1..<last {
        let half = m[x] * halfMortality * relative[x]
        let survivors = moved * (alive / (one + half))
        let died = moved - survivors
        dead[x] += died
        deathSum += died
        alive = one - half
        let people = P[x]
        let comes = rateIn[x] * place.inflow * mobile[x]
        let goes = rateOut[x] * place.outflow * mobile[x]
        let both = people + survivors
        inflowSum += comes * both
        outflowSum += goes * both
        let change = one + (comes - goes)
        moved = people * change
        next[x] = survivors * change
      }
      let mLast = m[last] * place.mortality * relative[last]
      let people = P[last]
      let comes = rateIn[last] * place.inflow * mobile[last]
      let goes = rateOut[last] * place.outflow * mobile[last]
      let change = one + (comes - goes)
      let exposed = moved + people * change
      let survivors = exposed * (alive / (mLast + alive))
      dead[last] += exposed - survivors
      deathSum += exposed - survivors
      let both = people + survivors
      inflowSum += comes * both
      outflowSum += goes * both
      next[last] = survivors * change
      flows[Flow.deathsMale.rawValue + sex] = deathSum
    }
    let births = 0.5 * place.fertility * mothers(place, start, end)
    let girls = births / (1 + sexRatioAtBirth)
    let boys = births - girls
    for sex in 0..<2 {
      let row = sex * ages
      let born = sex == 0 ? boys : girls
      let living = born * (sex == 0 ? infants.0 : infants.1)
      let comes = inflow[row] * place.inflow * place.mobile[row]
      let goes = outflow[row] * place.outflow * place.mobile[row]
      deaths[row] += born - living
      flows[Flow.deathsMale.rawValue + sex] += born - living
      inflowSum += comes * living
      outflowSum += goes * living
      end[row] = living * (one + (comes - goes))
    }
    flows[Flow.births.rawValue] = births
    flows[Flow.inflow.rawValue] = inflowSum
    flows[Flow.outflow.rawValue] = outflowSum
  }

  /// Births at level 1, times two: by women after the first half of migration and by those at the end.
  @inline(__always)
  private func mothers(_ place: Place, _ start: UnsafePointer<Lanes>, _ end: UnsafeMutablePointer<Lanes>) -> Lanes {
    var mothers = Lanes.zero
    for age in fertileAges {
      let cell = ages + age
      let comes = inflow[cell] * place.inflow * place.mobile[cell]
      let goes = outflow[cell] * place.outflow * place.mobile[cell]
      mothers += fertility[age] * (start[cell] * (Lanes(repeating: 1) + (comes - goes)) + end[cell])
    }
    return mothers
  }
}
