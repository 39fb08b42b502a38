public import Analysis
internal import Demography
internal import PlanningModel
public import Simulation

/// A run with everything that is read from it, ready to be published.
public struct Publication: Sendable {
  public let run: CountyRun
  public let measures: MeasureTable
  public let indicators: Indicators
  public let ranking: InputRanking
  public let audit: PlanAudit
  public let wording: Wording

  /// - Parameter jobs: Threads; the results do not depend on it.
  /// - Throws: ``PlanAudit/Failure`` when a statement of the data package cannot be evaluated.
  public init(_ run: CountyRun, wording: Wording = .chinese, jobs: Int = 1) throws(PlanAudit.Failure) {
    self.run = run
    self.wording = wording
    measures = MeasureTable(run)
    indicators = Indicators(run, measures: measures)
    ranking = InputRanking(run, jobs: jobs)
    audit = try PlanAudit(run.county)
  }

  var id: Cell { .text(run.scenario.id) }
  /// The year at which most of the plan's indicators stand; the last year where the plan has none inside the horizon.
  public var targetYear: Int {
    let years = run.county.indicators.map(\.targetYear).filter { run.horizon.index(of: $0) != nil }
    let counts = Dictionary(grouping: years) { $0 }.mapValues(\.count)
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key.value ?? run.horizon.end.value
  }
  /// Years that the long tables carry, by position in the horizon.
  var tableYears: [Int] {
    let wanted = run.scenario.outputs.years
    return run.horizon.years.indices.filter { wanted.isEmpty || wanted.contains(run.horizon.years[$0]) }
  }
  func year(_ index: Int) -> Cell { .integer(run.horizon.years[index].value) }
  func zoneName(_ zone: ZoneID) -> String { run.county.zones.first { $0.id == zone }?.nameZh ?? zone.value }

  /// Grade of a population figure: the base year as the data says, later years as the weakest rate.
  func peopleGrade(_ index: Int, township: Int? = nil) -> EvidenceGrade {
    let base = township.map { run.county.townships[$0].populationGrade } ?? .census
    return index == 0 ? base : base.weakened(by: measures.grade(.pop60))
  }

  /// All tables, in the order of the design.
  public func tables() -> [Table] {
    [
      population(), components(), disability(), demand(), capacity(), balance(), zones(), townshipPage(), targetGap(),
      calibration(), indicatorTable(), projects(), capex(), funeral(), cemetery(), summary(), checks(), weakInputs(),
    ]
  }
}

/// Quantile columns of the table contract; all equal in a deterministic run.
enum QuantileColumns {
  static let names = ["mean", "p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5"]

  static func cells(_ value: Double?, _ decimals: Int) -> [Cell] {
    [Cell](repeating: .number(value, decimals), count: names.count)
  }
}

extension Publication {
  func population() -> Table {
    var table = Table(
      "population",
      ["scenario", "frame", "year", "geo_code", "geo_name", "sex", "age_group"] + QuantileColumns.names + ["evidence"])
    let closed = stride(from: 0, to: 100, by: 5).map { AgeGroup(lower: $0, upper: $0 + 4) }
    let groups = closed + [AgeGroup(lower: 100, upper: nil)]
    let sums = [("60+", 60), ("65+", 65), ("80+", 80), ("total", 0)]
    for index in tableYears {
      let places = run.projection.population[index]
      let rows =
        [(run.county.code.value, run.county.nameZh, run.countyPopulation(index), peopleGrade(index))]
        + run.county.townships.enumerated().map {
          ($0.element.code.value, $0.element.nameZh, places[$0.offset], peopleGrade(index, township: $0.offset))
        }
      for (code, name, grid, grade) in rows {
        for sex in ["M", "F", "T"] {
          let sexes = Sex.allCases.filter { sex == "T" || $0.rawValue == sex }
          func add(_ label: String, _ lower: Int, _ upper: Int?) {
            let persons = sexes.reduce(0) { $0 + grid.sum($1, lower, upper) }
            table.add(
              [id, .text("resident"), year(index), .text(code), .text(name), .text(sex), .text(label)]
                + QuantileColumns.cells(persons, 2) + [.text(grade.rawValue)])
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
  private func registered(_ index: Int, into table: inout Table) {
    for group in RegisteredCount.Group.allCases {
      guard let path = RegisteredPath(run.county.registered, group: group) else { continue }
      let at = run.horizon.years[index]
      let exact = run.county.registered.first { $0.group == group && $0.year == at }
      table.add(
        [
          id, .text("registered"), year(index), .text(run.county.code.value), .text(run.county.nameZh), .text("T"),
          .text(group.rawValue),
        ] + QuantileColumns.cells(path.value(in: at), 0)
          + [.text((exact?.evidence.grade ?? .assumption).rawValue)])
    }
  }

  func components() -> Table {
    var table = Table(
      "components",
      [
        "scenario", "frame", "year", "geo_code", "births", "deaths", "in", "out", "population_start",
        "population_end",
      ])
    for index in tableYears where index > 0 {
      let flows = run.projection.flows[index]
      func add(_ code: String, _ places: [Int]) {
        func sum(_ value: (Int) -> Double) -> Cell { .number(places.reduce(0) { $0 + value($1) }, decimals: 2) }
        table.add([
          id, .text("resident"), year(index), .text(code), sum { flows[$0].births }, sum { flows[$0].deaths.total },
          sum { flows[$0].inflow }, sum { flows[$0].outflow }, sum { run.projection.population[index - 1][$0].total },
          sum { run.projection.population[index][$0].total },
        ])
      }
      add(run.county.code.value, Array(run.county.townships.indices))
      for place in run.county.townships.indices { add(run.county.townships[place].code.value, [place]) }
    }
    return table
  }

  func disability() -> Table {
    var table = Table(
      "disability",
      ["scenario", "year", "geo_code", "geo_name", "definition", "persons", "low", "high", "evidence"])
    for index in tableYears {
      for band in run.disability {
        func add(_ code: String, _ name: String, _ places: [Int], _ grade: EvidenceGrade) {
          func sum(_ cases: [[Double]]) -> Cell { .number(places.reduce(0) { $0 + cases[index][$1] }, decimals: 1) }
          table.add([
            id, year(index), .text(code), .text(name), .text(band.definition.rawValue), sum(band.central),
            sum(band.low), sum(band.high), .text(band.grade.weakened(by: grade).rawValue),
          ])
        }
        add(
          run.county.code.value, run.county.nameZh, Array(run.county.townships.indices), peopleGrade(index))
        for (place, township) in run.county.townships.enumerated() {
          add(township.code.value, township.nameZh, [place], peopleGrade(index, township: place))
        }
      }
    }
    return table
  }
}
