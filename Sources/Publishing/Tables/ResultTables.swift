internal import Analysis
internal import Demography
internal import Facilities
internal import Language
internal import PlanningModel
internal import Simulation

/// One future (or the central run) as the tables read it.
struct Outcome: Sendable {
  let run: CountyRun
  let measures: MeasureTable
  let indicators: Indicators
  let demographic: DemographicTable
  /// How well each number is known; of the central run alone.
  let evidence: EvidenceRules?
  let wording: Wording
  /// Whether only drawn numbers are wanted: every future after the central run.
  let keepsValuesOnly: Bool
  /// Licensed beds `[year][township]`.
  private let nursing: [[Double]]
  private let ordinary: [[Double]]

  init(_ run: CountyRun, wording: Wording, keepsValuesOnly: Bool) {
    self.run = run
    self.wording = wording
    self.keepsValuesOnly = keepsValuesOnly
    measures = MeasureTable(run)
    indicators = Indicators(run, measures: measures)
    demographic = DemographicTable(run)
    evidence = keepsValuesOnly ? nil : EvidenceRules(run)
    let nowhere = run.horizon.years.map { _ in [Double](repeating: 0, count: run.county.townships.count) }
    var nursing = nowhere
    var ordinary = nowhere
    let position = Dictionary(
      uniqueKeysWithValues: run.county.townships.enumerated().map { ($0.element.code, $0.offset) })
    for unit in run.stock.units {
      guard let place = position[unit.township] else { continue }
      for year in nowhere.indices {
        nursing[year][place] += unit.nursing[year]
        ordinary[year][place] += unit.ordinary[year]
      }
    }
    self.nursing = nursing
    self.ordinary = ordinary
  }

  /// Licensed beds of some townships in a year.
  func beds(_ type: BedType, _ year: Int, _ places: some Sequence<Int>) -> Double {
    let stock = type == .nursing ? nursing[year] : ordinary[year]
    return places.reduce(0) { $0 + stock[$1] }
  }

  typealias Entry = ResultTable.Entry

  var id: Entry { .text(run.scenario.id) }
  /// Years that the long tables carry, by position in the horizon.
  var tableYears: [Int] { run.scenario.tableYears }
  func year(_ index: Int) -> Entry { .integer(run.horizon.years[index].value) }

  func table(_ name: String, _ columns: [ResultTable.Column], drops: ResultTable.Drops = .nothing) -> ResultTable {
    ResultTable(name, columns, drops: drops, keepsValuesOnly: keepsValuesOnly)
  }

  /// An evidence cell; no future after the central run needs one.
  func graded(_ grade: (EvidenceRules) -> EvidenceGrade) -> Entry {
    .text(evidence.map { grade($0).rawValue } ?? "")
  }

  /// Evidence cells by place and year; empty in futures after the central run.
  func gradedPlaces(_ make: (EvidenceRules, EvidencePlace, Int) -> EvidenceGrade) -> (EvidencePlace, Int) -> Entry {
    let places = evidence.map { $0.places(make) }
    return { place, year in .text(places.map { $0[place, year].rawValue } ?? "") }
  }

  /// Drawn numbers of all tables, then those that charts show besides: what is kept of a future.
  ///
  /// - Parameter count: How many the central run has.
  func numbers(count: Int) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(count)
    for table in tables() { numbers += table.values }
    numbers += chartNumbers().values
    return numbers
  }

  /// Tables whose numbers differ between futures, in the order of the design; then what charts show besides.
  func tables() -> [ResultTable] {
    [
      population(), components(), demography(), disability(), demand(), capacity(), balance(), zones(), townshipPage(),
      targetGap(),
      calibration(), indicatorTable(), projects(), capex(), budget(), funeral(), cemetery(), summary(), targets(),
      actuals(),
    ]
  }
}

extension Outcome {
  func population() -> ResultTable {
    var table = self.table(
      "population",
      ["scenario", "frame", "year", "geo_code", "geo_name", "sex", "age_group"] + [.quantiles("")] + ["evidence"])
    let groups = PopulationCells.groups.map { AgeGroup(lower: $0, upper: $0 < 100 ? $0 + 4 : nil) }
    let sums = PopulationCells.sums.map { ($0 == 0 ? "total" : "\($0)+", $0) }
    let later = gradedPlaces { $0.grade(of: ["population"], max(1, $2), at: $1) }
    for (position, index) in tableYears.enumerated() {
      if keepsValuesOnly, !run.projection.cells.isEmpty {
        let width = PopulationCells.perPlace * (run.county.townships.count + 1)
        table.add(values: run.projection.cells[(position * width)..<((position + 1) * width)])
        registered(index, into: &table)
        continue
      }
      let places = run.projection.population[index]
      let rows =
        [(run.county.code.value, run.county.nameZh, run.countyPopulation(index), EvidencePlace.county)]
        + run.county.townships.enumerated().map {
          ($0.element.code.value, $0.element.nameZh, places[$0.offset], .township($0.offset))
        }
      for (code, name, grid, place) in rows {
        for sex in ["M", "F", "T"] {
          let sexes = Sex.allCases.filter { sex == "T" || $0.rawValue == sex }
          func add(_ label: String, _ lower: Int, _ upper: Int?) {
            let persons = sexes.reduce(0) { $0 + grid.sum($1, lower, upper) }
            func grade() -> Entry {
              index > 0
                ? later(place, index)
                : graded {
                  $0.grade(
                    residents: AgeGroup(lower: lower, upper: upper), sex: Sex(rawValue: sex), index, at: place)
                }
            }
            table.row(
              [id, .text("resident"), year(index), .text(code), .text(name), .text(sex), .text(label), grade()])
            table.put(persons, 2)
          }
          for group in groups { add(group.label, group.lower, group.upper) }
          for (label, lower) in sums { add(label, lower, nil) }
        }
      }
      registered(index, into: &table)
    }
    return table
  }

  /// The registered frame: county total and 60+ alone.
  private func registered(_ index: Int, into table: inout ResultTable) {
    for group in RegisteredCount.Group.allCases {
      guard let path = RegisteredPath(run.county.registered, group: group) else { continue }
      let at = run.horizon.years[index]
      table.row([
        id, .text("registered"), year(index), .text(run.county.code.value), .text(run.county.nameZh), .text("T"),
        .text(group.rawValue), graded { $0.grade(registered: group, index) },
      ])
      table.put(path.value(in: at), 0)
    }
  }

  func components() -> ResultTable {
    var table = self.table(
      "components",
      [
        "scenario", "frame", "year", "geo_code", .mean("births"), .mean("deaths"), .mean("in"), .mean("out"),
        .mean("population_start"), .mean("population_end"), .mean("internal_in"), .mean("internal_out"),
        .mean("net_migration"),
      ])
    for index in tableYears where index > 0 {
      let flows = run.projection.flows[index]
      let (before, after) = (run.projection.sums[index - 1], run.projection.sums[index])
      func add(_ code: String, _ places: Range<Int>) {
        func put(_ value: (Int) -> Double) { table.put(places.reduce(0) { $0 + value($1) }, 2) }
        table.row([id, .text("resident"), year(index), .text(code)])
        put { flows[$0].births }
        put { flows[$0].deaths }
        put { flows[$0].inflow }
        put { flows[$0].outflow }
        put { before[$0].total }
        put { after[$0].total }
        put { flows[$0].internalIn }
        put { flows[$0].internalOut }
        put { flows[$0].inflow - flows[$0].outflow }
      }
      add(run.county.code.value, run.county.townships.indices)
      for place in run.county.townships.indices { add(run.county.townships[place].code.value, place..<(place + 1)) }
    }
    return table
  }

  func disability() -> ResultTable {
    var table = self.table(
      "disability",
      [
        "scenario", "year", "geo_code", "geo_name", "definition", .mean("persons"), .meanOnly("low"), .meanOnly("high"),
        "evidence",
      ])
    let evidences = run.disability.map { band in
      gradedPlaces {
        $0.grade(
          of: [band.definition == .severe ? "severe" : "disability"], $2, at: $1, definition: band.definition)
      }
    }
    for index in tableYears {
      for (band, evidence) in zip(run.disability, evidences) {
        func add(_ code: String, _ name: String, _ places: Range<Int>, _ place: EvidencePlace) {
          table.row([
            id, year(index), .text(code), .text(name), .text(band.definition.rawValue), evidence(place, index),
          ])
          for cases in [band.central, band.low, band.high] {
            table.put(band.isKnown ? places.reduce(0) { $0 + cases[index][$1] } : nil, 1)
          }
        }
        let townships = run.county.townships
        add(run.county.code.value, run.county.nameZh, townships.indices, .county)
        for place in townships.indices {
          add(townships[place].code.value, townships[place].nameZh, place..<(place + 1), .township(place))
        }
      }
    }
    return table
  }
}
