internal import Analysis
internal import CareNeed
internal import Demography
internal import Facilities
internal import Finance
internal import Funeral
internal import PlanningModel
internal import Simulation

/// Names of the numbers that charts, report and terminal show, so that all of them come from the same summaries.
enum NumberKey {
  static func measure(_ measure: Measure, _ year: Int) -> String { "measure/\(measure.rawValue)/\(year)" }
  static func demographic(_ measure: DemographicMeasure, _ year: Int) -> String {
    "demography/\(measure.rawValue)/\(year)"
  }
  static func unmet(township: Int) -> String { "unmet/\(township)" }
  enum ZoneNumber: String, CaseIterable {
    case beds
    case demand
    case unmet
  }
  /// Observed demand, licensed beds and unmet need of a zone.
  static func zone(_ number: ZoneNumber, _ zone: Int, _ year: Int) -> String {
    "zone/\(number.rawValue)/\(zone)/\(year)"
  }
  /// First year from which a zone's shortage lasts to the end.
  static func shortage(zone: Int) -> String { "shortage/\(zone)" }
  /// First year of any shortage of a zone after the base, whether it lasts or passes.
  static func firstShortage(zone: Int) -> String { "shortage-first/\(zone)" }
  /// Whether a zone has a shortage that passes.
  static func passingShortage(zone: Int) -> String { "shortage-passing/\(zone)" }
  static func residents60(township: Int) -> String { "pop60/\(township)" }
  static func demandPerBed(township: Int, _ year: Int) -> String { "ratio/\(township)/\(year)" }
  static func pyramid(_ year: Int, _ sex: Sex, _ group: Int) -> String { "pyramid/\(year)/\(sex.rawValue)/\(group)" }
  static func beds(_ type: BedType, isPlanned: Bool, _ year: Int) -> String {
    "beds/\(type.rawValue)/\(isPlanned)/\(year)"
  }
  static func places(isForBodies: Bool, zone: Int, _ year: Int) -> String { "places/\(isForBodies)/\(zone)/\(year)" }
  /// Spending on projects whose investment is stated, before any overrun.
  static func stated(_ source: String, _ year: Int) -> String { "stated/\(source)/\(year)" }
  /// Spending on projects whose investment is imputed, before any overrun.
  static func imputed(_ year: Int) -> String { "imputed/\(year)" }
  /// What the overrun adds in a year.
  static func overrun(_ year: Int) -> String { "overrun/\(year)" }
  /// All spending of a year, of one funding source or of all (`nil`).
  static func spent(_ source: String?, _ year: Int) -> String { "spent/\(source ?? "")/\(year)" }
  /// Whether the spending exceeds a cap of the portfolio, by the cap's position.
  static func exceeds(cap: Int) -> String { "cap/\(cap)" }
  static func investment(to year: Int) -> String { "investment/\(year)" }
  static func start(_ project: ProjectID) -> String { "start/\(project)" }
  static func opening(_ project: ProjectID) -> String { "opening/\(project)" }
  static func cremated(_ year: Int) -> String { "cremated/\(year)" }
  /// Share of the county's deaths that are inside the cremation zone.
  static func zoneDeathShare(_ year: Int) -> String { "zone-deaths/\(year)" }
  static func indicator(_ number: Int) -> String { "indicator/\(number)" }
  static func ownTarget(_ index: Int) -> String { "target/\(index)" }
  /// What is projected beside something that happened, by its position in the list.
  static func actual(_ position: Int) -> String { "actual/\(position)" }
  static func attained(_ number: Int) -> String { "attained/\(number)" }
}

extension Outcome {
  /// Age groups of the pyramid.
  static let pyramidAges: [AgeGroup] =
    stride(from: 0, to: 100, by: 5).map { AgeGroup(lower: $0, upper: $0 + 4) } + [AgeGroup(lower: 100, upper: nil)]

  /// Every number of ``NumberKey``, one a row.
  func chartNumbers() -> ResultTable {
    var table = self.table("numbers", ["key", .meanOnly("value")])
    func add(_ key: @autoclosure () -> String, _ value: Double?) {
      table.row([.text(key())])
      table.put(value, 6)
    }
    let years = run.horizon.years.indices
    for measure in Measure.allCases {
      for year in years { add(NumberKey.measure(measure, year), measures.value(measure, year)) }
    }
    for measure in DemographicMeasure.allCases {
      for year in years { add(NumberKey.demographic(measure, year), demographic.value(measure, year)) }
    }
    let last = run.horizon.count - 1
    for place in run.county.townships.indices {
      add(NumberKey.unmet(township: place), run.balances[.observed]?[last][place].unmet)
      add(NumberKey.residents60(township: place), run.projection.sums[last][place].from60)
    }
    bedNumbers(add)
    for (zone, entry) in ShortageYears(run).zones.enumerated() {
      add(NumberKey.shortage(zone: zone), entry.lastingFrom.map { Double($0.value) })
      add(
        NumberKey.firstShortage(zone: zone), (entry.earlier.first?.year ?? entry.lastingFrom).map { Double($0.value) })
      add(NumberKey.passingShortage(zone: zone), entry.earlier.isEmpty ? 0 : 1)
    }
    let placesOf = run.county.zones.map { run.townships(of: $0.id) }
    for (zone, places) in placesOf.enumerated() {
      for year in years {
        let balances = places.isEmpty ? nil : run.balances[.observed]?[year]
        add(
          NumberKey.zone(.beds, zone, year),
          places.isEmpty ? nil : beds(.nursing, year, places) + beds(.ordinary, year, places))
        add(NumberKey.zone(.demand, zone, year), balances.map { all in places.reduce(0) { $0 + all[$1].demand } })
        add(NumberKey.zone(.unmet, zone, year), balances.map { all in places.reduce(0) { $0 + all[$1].unmet } })
      }
      for isForBodies in [false, true] {
        var sum = 0.0
        for year in years {
          sum += places.reduce(0) {
            $0 + (isForBodies ? run.remains[year][$1].bodyBurials : run.remains[year][$1].urnPlaces)
          }
          add(NumberKey.places(isForBodies: isForBodies, zone: zone, year), sum)
        }
      }
    }
    for year in years {
      let county = run.countyPopulation(year)
      for sex in Sex.allCases {
        for (index, group) in Self.pyramidAges.enumerated() {
          add(NumberKey.pyramid(year, sex, index), county.sum(sex, group.lower, group.upper))
        }
      }
    }
    for year in years {
      let flows = run.remains[year]
      let deaths = flows.reduce(0) { $0 + $1.deaths }
      add(NumberKey.cremated(year), flows.reduce(0) { $0 + $1.cremated })
      add(NumberKey.zoneDeathShare(year), deaths > 0 ? flows.reduce(0) { $0 + $1.zoneDeaths } / deaths : nil)
    }
    for entry in run.schedule {
      add(NumberKey.start(entry.project.id), Double(entry.start.value))
      add(NumberKey.opening(entry.project.id), Double(entry.open.value))
    }
    money(add)
    for (index, target) in run.scenario.targets.enumerated() {
      let value = run.horizon.index(of: target.year).flatMap { measures.value(target.measure, $0) }
      add(NumberKey.ownTarget(index), value.map { target.isMet(by: $0) ? 1 : 0 })
    }
    for row in indicators.rows {
      let value = row.targetValue(run.horizon)
      add(NumberKey.indicator(row.indicator.number), value)
      add(
        NumberKey.attained(row.indicator.number),
        value.flatMap { row.indicator.isAttained(by: $0) }.map { $0 ? 1 : 0 })
    }
    for (position, entry) in happened.enumerated() { add(NumberKey.actual(position), entry.projected) }
    return table
  }

  private func bedNumbers(_ add: (@autoclosure () -> String, Double?) -> Void) {
    for year in run.horizon.years.indices {
      for place in run.county.townships.indices {
        let demand = run.demand[.observed]?[year][place].total
        let beds = beds(.nursing, year, [place]) + beds(.ordinary, year, [place])
        add(NumberKey.demandPerBed(township: place, year), beds > 0 ? demand.map { 100 * $0 / beds } : nil)
      }
      for type in BedType.allCases {
        for isPlanned in [false, true] {
          add(
            NumberKey.beds(type, isPlanned: isPlanned, year),
            run.stock.beds(type, year: year) { ($0.status != .base) == isPlanned })
        }
      }
    }
  }

  /// Funding sources of the portfolio.
  var fundingSources: [String] { Set(run.investments.map(\.fundingSource)).sorted() }

  private func money(_ add: (@autoclosure () -> String, Double?) -> Void) {
    // An overrun is spread over the years as its project is.
    let shares = Dictionary(
      run.investments.map { investment in
        let amount = investment.amount?.count ?? 0
        return (investment.project, amount == 0 ? 1 : Double(investment.planned?.count ?? 0) / Double(amount))
      }, uniquingKeysWith: { first, _ in first })
    let imputed = Set(run.investments.filter(\.isImputed).map(\.project))
    var sum = 0.0
    for (index, year) in run.horizon.years.enumerated() {
      let entries = run.cash.entries.filter { $0.year == year }
      func planned(_ entries: [CashEntry]) -> Double {
        entries.reduce(0) { $0 + $1.amount.wanYuan.value * (shares[$1.project] ?? 1) }
      }
      for source in fundingSources {
        let own = entries.filter { $0.fundingSource == source }
        add(NumberKey.stated(source, index), planned(own.filter { !imputed.contains($0.project) }))
        add(NumberKey.spent(source, index), own.reduce(.zero) { $0 + $1.amount }.wanYuan.value)
      }
      add(NumberKey.imputed(index), planned(entries.filter { imputed.contains($0.project) }))
      let spent = entries.reduce(.zero) { $0 + $1.amount }.wanYuan.value
      add(NumberKey.overrun(index), spent - planned(entries))
      add(NumberKey.spent(nil, index), spent)
      sum += spent
      add(NumberKey.investment(to: index), sum)
    }
    for (index, cap) in run.scenario.portfolio.budget.enumerated() {
      add(NumberKey.exceeds(cap: index), spent(under: cap) > cap.amount ? 1 : 0)
    }
  }

  /// Spending that a cap limits.
  func spent(under cap: PortfolioChoice.BudgetCap) -> WanYuan {
    run.cash.total { $0.year == cap.year && (cap.fundingSource == nil || $0.fundingSource == cap.fundingSource) }
      .wanYuan
  }
}
