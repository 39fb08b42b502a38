import CareNeed
import Facilities
import Finance
import Funeral
import PlanningModel
import TestSupport
import Testing

private let evidence = Evidence(source: "test", grade: .assumption, origin: Origin(file: "t.csv", line: 2))
private let horizon = Horizon(start: Year(2020), end: Year(2030))

private func home(_ id: String, _ township: String, beds: Double, nursing: Double = 0.36) -> Facility {
  Facility(
    id: id, nameZh: id, township: GeoCode(township), homes: 1, beds: Beds(beds), nursingShare: nursing,
    owner: .government, operatedBy: .government, evidence: evidence)
}

private func project(_ id: String, beds: Double, type: BedType = .nursing, start: Int = 2022, open: Int = 2024)
  -> Project
{
  Project(
    id: ProjectID(id), status: id.hasPrefix("P") ? .planned : .reserve, category: .careHome, nameZh: id, nameEn: id,
    sites: [GeoCode("1")], sitePlanZh: "", beds: Beds(beds), countsAsCareBed: true, bedType: type,
    otherCapacityZh: "", owner: .government, operatedBy: .government, operatorGrade: .assumption,
    investment: WanYuan(1000), startYear: Year(start), openYear: Year(open), openEarliest: Year(open),
    openLatest: Year(open), scheduleGrade: .assumption, fundingSource: "未定", evidence: evidence)
}

private func portfolio(
  include: PortfolioChoice.Include = .planned, shiftAll: Int = 0, shift: [String: Int] = [:], open: [String: Int] = [:],
  drop: [String] = []
) -> PortfolioChoice {
  var choice = PortfolioChoice(include: include)
  choice.drop = drop.map { ProjectID($0) }
  choice.shiftAll = shiftAll
  choice.shift = Dictionary(uniqueKeysWithValues: shift.map { (ProjectID($0), $1) })
  choice.open = Dictionary(uniqueKeysWithValues: open.map { (ProjectID($0), Year($1)) })
  return choice
}

private func change(_ beds: Double, _ year: Int, _ township: String? = nil) -> PortfolioChoice.BedChange {
  PortfolioChoice.BedChange(
    township: township.map { GeoCode($0) }, beds: Beds(beds), year: Year(year), origin: Origin(file: "s", line: 1))
}

private let supply = [SupplyParameters](
  repeating: SupplyParameters(firstYear: 0.5, secondYear: 0.8, conversionMonths: 6), count: horizon.count)

@Suite("Beds")
struct BedTests {
  @Test("a new home is licensed when it opens and ramps up over three years")
  func ramp() throws {
    let schedule = ProjectSchedule.resolve([project("P01", beds: 100)], portfolio())
    let stock = try BedStock(
      facilities: [], schedule: schedule, convert: [], close: [], horizon: horizon, supply: supply)
    let unit = try #require(stock.units.first)
    #expect(Array(unit.nursing[3...6]) == [0, 100, 100, 100])
    #expect(Array(unit.usableNursing[3...7]) == [0, 50, 80, 100, 100])
  }

  @Test("conversion moves beds, keeps the total, and takes them out of use for its months")
  func conversion() throws {
    let stock = try BedStock(
      facilities: [home("a", "1", beds: 100), home("b", "2", beds: 300)], schedule: [],
      convert: [change(64, 2023)], close: [], horizon: horizon, supply: supply)
    #expect(abs(stock.total(year: 5) - 400) < 1e-9)
    #expect(abs(stock.beds(.nursing, year: 2) - 144) < 1e-9 && abs(stock.beds(.nursing, year: 3) - 208) < 1e-9)
    // Each home gives in proportion to its ordinary beds: 64 and 192 of 256.
    #expect(abs(stock.units[0].nursing[3] - (36 + 16)) < 1e-9)
    let usable = stock.units.reduce(0) { $0 + $1.usableNursing[3] + $1.usableOrdinary[3] }
    #expect(abs(usable - (400 - 32)) < 1e-9)
    #expect(abs(stock.units.reduce(0) { $0 + $1.usableNursing[4] } - 208) < 1e-9)
  }

  @Test("closing ordinary beds lifts the nursing share and adds no care")
  func closure() throws {
    let stock = try BedStock(
      facilities: [home("a", "1", beds: 100)], schedule: [], convert: [], close: [change(40, 2022, "1")],
      horizon: horizon, supply: supply)
    #expect(abs(stock.beds(.nursing, year: 4) - 36) < 1e-9 && abs(stock.total(year: 4) - 60) < 1e-9)
  }

  @Test("more beds than stand cannot be converted, alone or one after the other")
  func tooMany() {
    let homes = [home("a", "1", beds: 100)]
    #expect(throws: FacilityError.self) {
      try BedStock(
        facilities: homes, schedule: [], convert: [change(65, 2023)], close: [], horizon: horizon, supply: supply)
    }
    #expect(throws: FacilityError.self) {
      try BedStock(
        facilities: homes, schedule: [], convert: [change(40, 2023)], close: [change(30, 2022)], horizon: horizon,
        supply: supply)
    }
  }

  @Test("beds are never negative whatever is converted and closed", arguments: 1...30)
  func neverNegative(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let homes = (0..<5).map {
      home("h\($0)", "\($0)", beds: numbers.number(in: 1...200), nursing: numbers.number(in: 0...1))
    }
    func changes() -> [PortfolioChoice.BedChange] {
      (0..<3).map { _ in change(numbers.number(in: 0...80), 2021 + Int(numbers.number(in: 0...8))) }
    }
    let stock = try? BedStock(
      facilities: homes, schedule: [], convert: changes(), close: changes(), horizon: horizon, supply: supply)
    for unit in stock?.units ?? [] {
      #expect((unit.nursing + unit.ordinary + unit.usableNursing + unit.usableOrdinary).allSatisfy { $0 >= 0 })
    }
  }

  @Test("delays add up, an opening year moves the whole project, dropped projects are gone")
  func schedule() throws {
    let projects = [project("P01", beds: 1), project("P02", beds: 1), project("R01", beds: 1)]
    let rows = ProjectSchedule.resolve(
      projects, portfolio(shiftAll: 2, shift: ["P01": 1], open: ["P02": 2026], drop: []))
    #expect(rows.map(\.project.id.value) == ["P01", "P02"])
    #expect(rows[0].start == Year(2025) && rows[0].open == Year(2027))
    #expect(rows[1].start == Year(2026) && rows[1].open == Year(2028))
    #expect(ProjectSchedule.resolve(projects, portfolio(include: .all, drop: ["P01"])).count == 2)
    #expect(ProjectSchedule.resolve(projects, portfolio(include: .none)).isEmpty)
  }
}

@Suite("Who finds a bed")
struct MatchingTests {
  private func random(_ seed: Int) -> [BedMarket] {
    var numbers = SeededNumbers(seed: UInt64(seed))
    return (0..<6).map { _ in
      BedMarket(
        nursingDemand: numbers.number(in: 0...50), ordinaryDemand: numbers.number(in: 0...90),
        nursingPlaces: numbers.number(in: 0...60), ordinaryPlaces: numbers.number(in: 0...80))
    }
  }

  @Test("demand = in care + unmet, nobody is lost between townships, no home is overfull", arguments: 1...50)
  func balance(seed: Int) {
    let markets = random(seed)
    let balances = Matching.withinZone(markets)
    var sum = BedBalance()
    for (market, balance) in zip(markets, balances) {
      sum += balance
      #expect(abs(balance.demand - balance.inCare - balance.unmet - balance.displaced) < 1e-9)
      #expect(balance.inCare <= market.nursingPlaces + market.ordinaryPlaces + 1e-9)
      #expect(balance.nursingInCare <= market.nursingPlaces + 1e-9)
      #expect(balance.unmet >= 0)
    }
    #expect(abs(sum.demand - sum.inCare - sum.unmet) < 1e-9 && abs(sum.displaced) < 1e-9)
  }

  @Test("nobody waits for an ordinary bed while any bed of the zone is free", arguments: 1...50)
  func noWaste(seed: Int) {
    let markets = random(seed)
    let balances = Matching.withinZone(markets)
    let places = markets.reduce(0) { $0 + $1.nursingPlaces + $1.ordinaryPlaces }
    let inCare = balances.reduce(0) { $0 + $1.inCare }
    let unmet = balances.reduce(0) { $0 + $1.ordinaryUnmet }
    #expect(unmet < 1e-9 || abs(places - inCare) < 1e-9)
  }

  @Test("an ordinary bed does not serve who needs a nursing bed")
  func typeMatters() {
    let balance = Matching.withinZone([
      BedMarket(nursingDemand: 10, ordinaryDemand: 0, nursingPlaces: 4, ordinaryPlaces: 100)
    ])[0]
    #expect(balance.nursingInCare == 4 && balance.nursingUnmet == 6)
  }
}

@Suite("Demand")
struct DemandTests {
  private let basis = [
    DemandBasis(residents60: 5000, severe: 200, isCity: true),
    DemandBasis(residents60: 15_000, severe: 600, isCity: false),
  ]

  @Test("the observed reading meets beds × occupancy at the base, in the city and in all")
  func calibration() throws {
    let calibration = try ObservedCalibration(
      base: basis, cityBeds: 300, townBeds: 500, nursingShare: 0.36, occupancy: 0.53, cityOccupancy: 0.85)
    let demand = basis.map { DemandReadings.observed($0, calibration) }
    #expect(abs(demand.reduce(0) { $0 + $1.total } - 0.53 * 800) < 1e-9)
    #expect(abs(demand[0].total - 0.85 * 300) < 1e-9)
    #expect(abs(demand[1].nursing / demand[1].total - 0.36) < 1e-12)
  }

  @Test("occupancies that cannot both hold are refused with the figures")
  func contradiction() {
    #expect(throws: ObservedCalibration.Failure.townOccupancy(inCare: -175, beds: 500)) {
      try ObservedCalibration(
        base: basis, cityBeds: 300, townBeds: 500, nursingShare: 0.36, occupancy: 0.1, cityOccupancy: 0.85)
    }
  }

  @Test("need is uptake of the disabled, destitute people counted once")
  func need() {
    let p = DemandParameters(
      normPer1000: 35, normNursingShare: 0.6, uptakeDisabled: 0.25, uptakeDestitute: 0.5, destitutePersons: 1000,
      destituteInHomes: 400)
    let demand = DemandReadings.need(basis[0], county60: 20_000, p)
    // A quarter of the county's elderly, 4% of them disabled. 100 destitute people live in homes, 4 of them disabled; of the
    // 250 at home 10 are disabled and half of these are willing; of the 186 others a quarter.
    #expect(abs(demand.destitute - 5) < 1e-9 && abs(demand.disabled - 46.5) < 1e-9)
    #expect(abs(demand.ordinary - 100) < 1e-9 && demand.destituteInHomes == demand.ordinary)
    #expect(abs(demand.total - 151.5) < 1e-9)
    #expect(abs(DemandReadings.norm(basis[0], p).total - 175) < 1e-9)
  }

  @Test("prevalence by age and sex gives the cases of a table worked by hand")
  func sullivan() {
    func row(_ sex: Sex?, _ lower: Int, _ upper: Int?, _ share: Double) -> DisabilityPrevalence {
      DisabilityPrevalence(
        definition: .severe, sex: sex, age: AgeGroup(lower: lower, upper: upper), share: share, low: share / 2,
        high: share * 2, evidence: evidence)
    }
    let table = [row(.male, 1, 1, 0.1), row(.male, 2, nil, 0.3), row(.female, 1, nil, 0.2)]
    let cases = DisabilityCases(table, definition: .severe, ages: 4)
    #expect(abs(cases.persons(in: [9, 10, 20, 30, 9, 10, 10, 10]).value - (1 + 6 + 9 + 6)) < 1e-9)
    let low = DisabilityCases(table, definition: .severe, ages: 4, bound: .low)
    #expect(abs(low.persons(in: [9, 10, 20, 30, 9, 10, 10, 10]).value - 11) < 1e-9)
    #expect(DisabilityCases(table, definition: .anyADL, ages: 4).persons(in: [1, 1, 1, 1, 1, 1, 1, 1]).value == 0)
    // Eight populations at once give the same numbers.
    let people: [Double] = [9, 10, 20, 30, 9, 10, 10, 10]
    let eight = people.map { persons in SIMD8<Double>((0..<8).map { persons * (1 + Double($0) / 3) }) }
    let tables = DisabilityTables(table, ages: 4)
    for (position, definition) in DisabilityDefinition.allCases.enumerated() {
      for (place, bound) in DisabilityCases.Bound.allCases.enumerated() {
        let count = tables.persons(position, place, in: eight)
        let one = DisabilityCases(table, definition: definition, ages: 4, bound: bound)
        for lane in 0..<8 {
          #expect(count[lane] == one.persons(in: eight.map { $0[lane] }).value, "\(definition) \(bound) \(lane)")
        }
      }
    }
  }
}

@Suite("Funeral and money")
struct FuneralAndMoneyTests {
  private let rates = FuneralParameters(
    zoneRate: 0.3, voluntaryRate: 0.02, plot: 0.25, niche: 0.15, ecological: 0.1, scattered: 0.05)

  @Test("the dead are cremated or buried, ashes go one way each")
  func remains() {
    for isInZone in [true, false] {
      let flow = RemainsFlow(deaths: 1000, isInZone: isInZone, rates)
      #expect(abs(flow.cremated - (isInZone ? 300 : 20)) < 1e-9)
      #expect(abs(flow.cremated + flow.bodyBurials - 1000) < 1e-9)
      let ashes = flow.plots + flow.niches + flow.ecological + flow.scattered + flow.outside
      #expect(abs(ashes - flow.cremated) < 1e-9)
      #expect(flow.zoneDeaths == (isInZone ? 1000 : 0))
    }
  }

  @Test("a facility is full in the first year that exceeds its capacity; without a capacity no year is invented")
  func exhaustion() {
    func facility(_ capacity: Double?) -> FuneralFacility {
      FuneralFacility(
        id: "G", nameZh: "", kind: .columbarium, township: nil, project: nil, capacity: capacity, used: 10, landMu: nil,
        cremators: nil, evidence: evidence, noteZh: "")
    }
    let yearly = [Double](repeating: 20, count: horizon.count)
    let stock = GraveStock(facility: facility(100), open: Year(2020), yearly: yearly, horizon: horizon)
    // 10 used + 20 a year from 2021 on: 90 in 2024, 110 in 2025.
    #expect(stock.exhaustion == Year(2025) && stock.required.last == 200)
    #expect(GraveStock(facility: facility(nil), open: Year(2020), yearly: yearly, horizon: horizon).exhaustion == nil)
    let late = GraveStock(facility: facility(1000), open: Year(2028), yearly: yearly, horizon: horizon)
    #expect(late.required.last == 60 && late.exhaustion == nil)
  }

  @Test("what nobody states of a cemetery is unknown, and zero places are used up at once")
  func unknownGraves() {
    func stock(_ capacity: Double?, used: Double?, project: ProjectID? = nil, served: Bool = true) -> GraveStock {
      let facility = FuneralFacility(
        id: "G", nameZh: "", kind: .urbanCemetery, township: nil, project: project, capacity: capacity, used: used,
        landMu: nil, cremators: nil, evidence: evidence, noteZh: "")
      let yearly = [Double](repeating: 20, count: horizon.count)
      return GraveStock(facility: facility, open: Year(2020), yearly: served ? yearly : nil, horizon: horizon)
    }
    // A standing cemetery whose use is not stated may be nearly full.
    #expect(!stock(100, used: nil).isKnown && stock(100, used: nil).exhaustion == nil)
    #expect(stock(100, used: 0).exhaustion == Year(2026) && stock(0, used: 0).exhaustion == Year(2021))
    // Nothing is used before a project is built.
    let built = stock(100, used: nil, project: ProjectID("P"))
    #expect(built.isKnown && built.used == 0 && built.exhaustion == Year(2026))
    let unserved = stock(100, used: 0, served: false)
    #expect(!unserved.isKnown && unserved.required.isEmpty && unserved.exhaustion == nil)
  }

  @Test("a township enters the cremation zone in its year")
  func zones() {
    let township = Township(
      code: GeoCode("1"), nameZh: "", nameEn: "", kindZh: "镇", zone: ZoneID("z"), longitude: 0, latitude: 0,
      residents: .zero, residentsLow: .zero, residentsHigh: .zero, residents60: .zero, residents65: .zero,
      populationGrade: .assumption, cremationZone: .candidate, cremationZoneGrade: .assumption, settlements: 1,
      evidence: evidence)
    let entry = CremationZoneEntry(township: GeoCode("1"), year: Year(2025), origin: Origin(file: "", line: 1))
    let zones = CremationZones([township], added: [entry], base: Year(2020))
    #expect(!zones.contains(GeoCode("1"), in: Year(2024)) && zones.contains(GeoCode("1"), in: Year(2025)))
    #expect(!CremationZones([township], added: [], base: Year(2020)).contains(GeoCode("1"), in: Year(2035)))
  }

  @Test("cash by project = cash by year = investment, to the 分", arguments: 1...20)
  func cash(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let investments = (0..<9).map { index -> Investment in
      let amount = index == 4 ? nil : Fen(WanYuan(numbers.number(in: 1...20_000)))
      return Investment(
        project: ProjectID("P\(index)"), stated: amount, planned: amount, amount: amount, fundingSource: "未定")
    }
    var spans: [ProjectID: ClosedRange<Int>] = [:]
    for investment in investments {
      let start = 2021 + Int(numbers.number(in: 0...10))
      spans[investment.project] = start...(start + Int(numbers.number(in: 0...6)))
    }
    let cash = CashFlow(investments, spans: spans)
    for investment in investments {
      #expect(cash.total { $0.project == investment.project } == investment.amount ?? .zero)
    }
    let byYear = (2021...2040).reduce(Fen.zero) { sum, year in sum + cash.total { $0.year == Year(year) } }
    #expect(byYear == investments.compactMap(\.amount).reduce(Fen.zero, +))
  }
}
