internal import CareNeed
internal import Demography
internal import Facilities
internal import Glibc
public import PlanningModel

/// Cases of disability under one definition by year and township, with the ends of the prevalence interval.
public struct DisabilityBand: Sendable, Hashable {
  public let definition: DisabilityDefinition
  /// Persons `[year][township]`. A drawn future tells those of the years that the long tables carry; other years are empty, but
  /// for the central figure of the severe.
  public let central: [[Double]]
  public let low: [[Double]]
  public let high: [[Double]]
  /// Whether the county's data has any prevalence under the definition; without one the numbers mean nothing.
  public let isKnown: Bool
}

/// Care: disability, the three readings of demand, the stock of beds, who finds one.
struct CareStage {
  let severe: [[Double]]
  let disability: [DisabilityBand]
  let observed: ObservedCalibration
  let demand: ByReading<[[TownshipDemand]]>
  let schedule: [ScheduledProject]
  let stock: BedStock
  let balances: ByReading<[[BedBalance]]>

  init(
    county: County, scenario: Scenario, parameters: ParameterSet, frame: CountyFrame, people: PopulationProjection,
    disabled: DisabledPeople, otherwise: ObservedCalibration? = nil
  ) throws(SimulationError) {
    let years = scenario.horizon.years
    let scales = years.map { parameters.severeScale(in: $0, from: frame.censusYear) }
    disability = DisabilityDefinition.allCases.enumerated().map { position, definition in
      let bounds = disabled.persons[position].map { bound in
        definition == .severe ? zip(scales, bound).map { scale, persons in persons.map { scale * $0 } } : bound
      }
      return DisabilityBand(
        definition: definition, central: bounds[0], low: bounds[1], high: bounds[2],
        isKnown: county.disability.contains { $0.definition == definition })
    }
    severe = disability[DisabledPeople.severe].central

    let isCity = frame.isCity
    let severe = severe
    let basis = years.indices.map { index in
      isCity.indices.map { place in
        DemandBasis(
          residents60: people.sums[index][place].from60, severe: severe[index][place], isCity: isCity[place])
      }
    }
    let base = frame.baseBeds
    do {
      observed = try ObservedCalibration(
        base: basis[0], cityBeds: base.city, townBeds: base.all - base.city,
        nursingShare: base.all > 0 ? frame.nursingBeds / base.all : 0, occupancy: parameters.constant(.careOccupancy),
        cityOccupancy: parameters.constant(.careOccupancyCity))
    } catch {
      // Of a handful of old people in the city, drawn one by one, none may be severely disabled: their homes are then used as in
      // the central run.
      guard error == .noSevere, let otherwise else {
        let place =
          error == .noSevere ? county.disability.first?.evidence.origin : parameters[.careOccupancyCity].origin
        throw .calibration(error, place ?? Origin(file: "", line: 1))
      }
      observed = otherwise
    }
    let calibrated = observed
    var (norm, need): ([[TownshipDemand]], [[TownshipDemand]]) = ([], [])
    for (index, year) in years.enumerated() {
      let p = DemandParameters(parameters, year: year)
      let county60 = basis[index].reduce(0) { $0 + $1.residents60 }
      norm.append(basis[index].map { DemandReadings.norm($0, p) })
      need.append(basis[index].map { DemandReadings.need($0, county60: county60, p) })
    }
    var demand = ByReading(norm: norm, need: need)
    // Without a bed at the base nobody was seen to use one: that says nothing about who would.
    if base.all > 0 { demand.observed = basis.map { $0.map { DemandReadings.observed($0, calibrated) } } }
    self.demand = demand

    schedule = ProjectSchedule.resolve(county.projects, scenario.portfolio)
    let supply = years.map { year in
      SupplyParameters(
        firstYear: parameters.value(.facilitiesRampUpFirstYear, in: year),
        secondYear: parameters.value(.facilitiesRampUpSecondYear, in: year),
        conversionMonths: parameters.constant(.facilitiesConversionMonths))
    }
    do {
      stock = try BedStock(
        homes: frame.homes, schedule: schedule, convert: scenario.portfolio.convert,
        close: scenario.portfolio.close, horizon: scenario.horizon, supply: supply)
    } catch {
      let changes = scenario.portfolio.convert + scenario.portfolio.close
      throw .facilities(error, changes.first?.origin ?? Origin(file: "", line: 1))
    }
    balances = CareStage.match(demand, stock: stock, frame: frame, parameters: parameters, years: years)
  }

  private static func match(
    _ demand: ByReading<[[TownshipDemand]]>, stock: BedStock, frame: CountyFrame, parameters: ParameterSet,
    years: [Year]
  ) -> ByReading<[[BedBalance]]> {
    let units = stock.units
    let placeOf = units.indices.map { unit in
      frame.homeTownships.indices.contains(unit) ? frame.homeTownships[unit] : frame.position[units[unit].township]
    }
    let townships = frame.isCity.count
    let supply = years.enumerated().map { index, year -> (nursing: [Double], ordinary: [Double]) in
      let full = parameters.value(.careFullOccupancy, in: year)
      var nursing = [Double](repeating: 0, count: townships)
      var ordinary = nursing
      for unit in units.indices {
        guard let place = placeOf[unit] else { continue }
        nursing[place] += units[unit].usableNursing[index] * full
        ordinary[place] += units[unit].usableOrdinary[index] * full
      }
      return (nursing, ordinary)
    }
    var balances = ByReading<[[BedBalance]]>()
    for reading in [DemandReading.need, .observed] {
      guard let wanted = demand[reading] else { continue }
      balances[reading] = years.indices.map { index in
        var result = [BedBalance](repeating: BedBalance(), count: townships)
        for places in frame.zones {
          let markets = places.map {
            BedMarket(
              nursingDemand: wanted[index][$0].nursing, ordinaryDemand: wanted[index][$0].ordinary,
              nursingPlaces: supply[index].nursing[$0], ordinaryPlaces: supply[index].ordinary[$0])
          }
          for (place, balance) in zip(places, Matching.withinZone(markets)) { result[place] = balance }
        }
        return result
      }
    }
    return balances
  }
}

extension ParameterSet {
  /// Severe prevalence of a year relative to the county's table: the level of the census year, and its trend at the same age.
  fileprivate func severeScale(in year: Year, from start: Year) -> Double {
    let trend = constant(.carePrevalenceTrend)
    let level = value(.carePrevalenceScale, in: year)
    return trend == 0 ? level : level * exp(trend * Double(year - start))
  }
}

extension DemandParameters {
  fileprivate init(_ p: ParameterSet, year: Year) {
    self.init(
      normPer1000: p.value(.careNormHomeBedsPer1000, in: year),
      normNursingShare: p.value(.careNormNursingShare, in: year),
      uptakeDisabled: p.value(.careUptakeDisabled, in: year),
      uptakeDestitute: p.value(.careUptakeDestitute, in: year),
      destitutePersons: p.value(.careDestitutePersons, in: year),
      destituteInHomes: p.value(.careDestituteInHomes, in: year))
  }
}
