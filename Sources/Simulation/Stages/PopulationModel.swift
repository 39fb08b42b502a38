internal import CareNeed
internal import Demography
internal import Glibc
internal import PlanningModel

extension ProjectionModel {
  /// The county as the projection sees it: everything that does not differ between futures.
  ///
  /// - Throws: ``SimulationError`` at the table that cannot be used.
  init(county: County, horizon: Horizon, parameters: ParameterSet) throws(SimulationError) {
    let schedule = try located(county.mortality.first?.evidence) { () throws(DemographyError) in
      try MortalitySchedule(county.mortality)
    }
    let fertility = try located(county.fertility.first?.evidence) { () throws(DemographyError) in
      try FertilitySchedule(county.fertility)
    }
    let base = county.censusYear
    let level = parameters.mortalityLevel(in: base)
    let calibration = try located(county.census.first?.evidence) { () throws(DemographyError) in
      try CensusCalibration(
        census: county.census, baseYear: base, mortality: schedule, fertility: fertility, level: level,
        closure: parameters.mortalityClosure(in: base), reference: county.referenceCensus)
    }
    let townships = try located(county.townships.first?.evidence) { () throws(DemographyError) in
      try BasePopulation.townships(county.townships, county: calibration.base)
    }
    let jumps = BasePopulation.jumps(townships, county: calibration.base)
    if let jump = jumps.first {
      let township = county.townships[jump.township]
      throw .demography(
        .shareJump(
          place: county.shownName(township), ages: [jump.younger, jump.age], before: jump.before, after: jump.after,
          others: jumps.count - 1), township.evidence.origin)
    }
    let cities = Set(county.zones.filter(\.isCity).map(\.id))
    let isCity = county.townships.map { cities.contains($0.zone) }
    let registers = try located(county.deaths.first?.evidence) { () throws(DemographyError) in
      try TownshipRegisters(county, townships: townships, rates: calibration.baseRates, level: level)
    }
    let mortality = try located(county.mortality.first?.evidence) { () throws(DemographyError) in
      try MortalityPlan(schedule, horizon: horizon, pace: parameters.constant(.populationMortalityPace))
    }
    let absent = AbsentPool(
      calibration, total: county.peopleAway ?? 0, sexRatioAtBirth: fertility.sexRatioAtBirth(at: base.flowMiddle))
    self.init(
      horizon: horizon, streams: county.townships.map(\.code.address), calibration: calibration,
      base: townships,
      allocation: AllocationError(county),
      mortality: mortality,
      fertility: horizon.years.map { fertility.rates(at: $0.flowMiddle, level: 1) },
      sexRatioAtBirth: horizon.years.map { fertility.sexRatioAtBirth(at: $0.flowMiddle) },
      migration: MigrationPlan(townships, isCity: isCity, calibration: calibration, absent: absent),
      relativeMortality: registers.relative, mortalityDeviation: registers.deviation,
      mobile: ResidentsOfHomes(county, townships: townships, isCity: isCity, parameters: parameters).mobile,
      carried: CarriedBase(county, census: calibration.base.total))
  }
}

extension CarriedBase {
  /// `nil` where the base is a census. A total of another day than the base's is brought there along the straight line from
  /// the census.
  init?(_ county: County, census: Double) {
    let years = county.baseYear - county.censusYear
    guard years > 0 else { return nil }
    let start = county.censusYear.censusTime
    self.init(
      years: years,
      residents: county.baseResidents.map { census + ($0.value - census) * Double(years) / ($0.time - start) },
      relativeDeviation: county.baseResidents?.relativeDeviation ?? 0)
  }
}

extension AllocationError {
  /// A township that is counted or estimated by itself strays by its own interval.
  init(_ county: County) {
    let position = Dictionary(uniqueKeysWithValues: county.townships.enumerated().map { ($0.element.code, $0.offset) })
    let z90 = 1.2815515655446004
    self.init(
      own: county.townships.map { township in
        guard township.basis == .counted || township.basis == .registered else { return nil }
        let (low, high) = (township.residentsLow.value, township.residentsHigh.value)
        if low > 0, high > low { return log(high / low) / 2 / z90 }
        // A figure that is no count and has no interval is as good as one that is allotted.
        return township.populationGrade <= .official ? 0 : nil
      },
      groups: county.populationGroups.map { group in
        Group(places: group.townships.compactMap { position[$0] }, low: group.low, high: group.high)
      })
  }
}

extension ProjectionModel {
  /// A prescribed life expectancy that no movement along the pattern of decline gives, and the parameter that asks for it.
  func unreachable(_ parameters: ParameterSet) -> (target: Double, path: String)? {
    let inputs = LaneInputs(self, [parameters], central: parameters)
    for year in horizon.years.indices {
      guard let wanted = inputs.lifeExpectancy[year]?.map({ $0[0] }) else { continue }
      if let sex = mortality.unreachable(wanted, year: year) {
        return (wanted[sex.index], "population.life_expectancy.\(sex.parameterName)")
      }
    }
    return nil
  }
}

/// What the townships' registers of deaths say of their mortality relative to the county's: nothing without registers.
struct TownshipRegisters {
  let relative: [AgeSexGrid]
  let deviation: [Double?]

  init(
    _ county: County, townships: [AgeSexGrid], rates: AgeSexGrid, level: [Double]
  ) throws(DemographyError) {
    guard !county.deaths.isEmpty else {
      let ones = [Double](repeating: 1, count: rates.ages)
      relative = townships.map { _ in AgeSexGrid(male: ones, female: ones) }
      deviation = townships.map { _ in nil }
      return
    }
    let fit = try TownshipRegisters.fit(county, townships: townships, rates: rates, level: level)
    relative = fit.relative
    // One deviation for both sexes: the larger, since a future moves them together.
    deviation = townships.indices.map { place in
      Sex.allCases.contains { fit.level(place, $0).rawRatio != nil }
        ? Sex.allCases.map { fit.level(place, $0).logDeviation }.max() : nil
    }
  }

  /// Exposure is the base population times the years of the register.
  static func fit(
    _ county: County, townships: [AgeSexGrid], rates: AgeSexGrid, level: [Double]
  ) throws(DemographyError) -> TownshipMortality {
    let position = Dictionary(uniqueKeysWithValues: county.townships.enumerated().map { ($0.element.code, $0.offset) })
    var years = townships.map { _ in 1.0 }
    for count in county.deaths {
      guard let place = position[count.township] else { continue }
      years[place] = Double(count.end - count.start)
    }
    var standard = rates.atLevel(level)
    for cell in standard.values.indices { standard.values[cell] = standard.values[cell].logarithm }
    let exposure = zip(townships, years).map { grid, years in
      var grid = grid
      for cell in grid.values.indices { grid.values[cell] *= years }
      return grid
    }
    return try TownshipMortality(
      deaths: county.deaths.compactMap { count in
        position[count.township].map {
          TownshipDeaths(
            township: $0, sex: count.sex, age: count.age, deaths: count.deaths, completeness: count.completeness)
        }
      }, exposure: exposure, standard: standard)
  }
}

extension Sex {
  var parameterName: String { self == .male ? "male" : "female" }
}

extension MigrationPlan {
  /// Exchange with the outside follows the standard schedule of Rogers and Castro; movement to the county town the one with
  /// a return of the elderly, since old people of the villages follow their children and the homes. Newcomers settle in the
  /// city's townships in proportion to their residents. A county whose townships all are city, or none, has no inner flow.
  init(_ townships: [AgeSexGrid], isCity: [Bool], calibration: CensusCalibration, absent: AbsentPool?) {
    func schedule(_ shape: RogersCastro, over people: AgeSexGrid) -> AgeSexGrid {
      let rates = shape.rates()
      var grid = AgeSexGrid(male: rates, female: rates)
      let crude = zip(grid.values, people.values).reduce(0) { $0 + $1.0 * $1.1 } / max(1, people.total)
      for cell in grid.values.indices { grid.values[cell] = crude > 0 ? grid.values[cell] / crude : 0 }
      return grid
    }
    func sum(_ wanted: (Int) -> Bool) -> AgeSexGrid {
      var sum = AgeSexGrid(ages: SingleYearMortality.ages)
      for place in townships.indices where wanted(place) { sum += townships[place] }
      return sum
    }
    let city = sum { isCity[$0] }
    let rural = sum { !isCity[$0] }
    let hasFlow = city.total > 0 && rural.total > 0
    self.init(
      turnover: schedule(.standard, over: sum { _ in true }),
      internalSchedule: schedule(.elderlyReturn, over: hasFlow ? rural : sum { _ in true }),
      leaving: isCity.map { hasFlow && !$0 ? 1 : 0 },
      attraction: townships.indices.map { hasFlow && isCity[$0] ? townships[$0].total / city.total : 0 },
      calibration: calibration, absent: absent, closesSexRatio: true)
  }
}

/// People in care homes at the base, as a share of each township's residents by sex and age: they neither move nor bear
/// children, so that a township with a large home does not send its residents away. Beds times occupancy, spread over ages as
/// severe disability is; the share by age is held, as the observed reading of demand holds use.
struct ResidentsOfHomes {
  /// Share of each township's residents who take part in migration.
  let mobile: [AgeSexGrid]
  static let highestShare = 0.9

  init(_ county: County, townships: [AgeSexGrid], isCity: [Bool], parameters: ParameterSet) {
    let beds = BaseBeds(county)
    let occupancy = parameters.constant(.careOccupancy)
    let city = parameters.constant(.careOccupancyCity)
    let elsewhere =
      beds.all > beds.city ? max(0, min(1, (beds.all * occupancy - beds.city * city) / (beds.all - beds.city))) : 0
    var bedsOf: [GeoCode: Double] = [:]
    for facility in county.facilities { bedsOf[facility.township, default: 0] += facility.beds.value }
    let cases = DisabilityCases(county.disability, definition: .severe, ages: SingleYearMortality.ages)
    mobile = townships.indices.map { place in
      let inCare = (bedsOf[county.townships[place].code] ?? 0) * (isCity[place] ? city : elsewhere)
      let severe = cases.persons(in: townships[place].values).value
      let perCase = severe > 0 ? inCare / severe : 0
      var grid = cases.shares
      for cell in grid.indices { grid[cell] = 1 - min(Self.highestShare, perCase * grid[cell]) }
      return AgeSexGrid(
        male: Array(grid[..<SingleYearMortality.ages]), female: Array(grid[SingleYearMortality.ages...]))
    }
  }
}

extension Double {
  fileprivate var logarithm: Double { log(self) }
}
