import Analysis
import CountyData
import Foundation
import PlanningModel
import Publishing
import ScenarioFiles
import Simulation
import TestSupport
import Testing

@Suite("Lineage")
struct LineageTests {
  private struct Case {
    let run: CountyRun
    let tables: [Table]
  }

  private static func county() throws -> (Workbench, County) {
    let bench = try Workbench()
    let template = CountyTemplate(code: "500996", nameZh: "试县", nameEn: "Trial", baseYear: 2020, synthetic: 4, seed: 2)
    for file in template.files() { try bench.write(file.text, to: "seeds/t/\(file.path)") }
    return (bench, try CountyLoader.load(folder: bench.path("seeds/t")))
  }

  private static func run(_ bench: Workbench, _ county: County, _ text: String) throws -> CountyRun {
    try bench.write(
      "schema: 1\nid: a\ntitle: a\ndata: seeds/t\nhorizon: {start: 2020, end: 2030}\noutputs: {years: [2020, 2024, 2025, 2030]}\n\(text)\n",
      to: "scenarios/a.yaml")
    let draft = try ScenarioReader().draft(try ScenarioReader().document(file: bench.path("scenarios/a.yaml")))
    return try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
  }

  private static func texts(_ table: Table) -> [[String: String]] {
    table.rows.map { row in
      Dictionary(
        zip(table.columns, row).map { column, cell in
          switch cell {
          case .text(let text): (column, text)
          case .integer(let value): (column, "\(value)")
          case .number(let value, _): (column, "\(value)")
          case .empty: (column, "")
          }
        }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Columns that name, not count.
  private static let labels: Set<String> = ["year", "indicator", "target", "base_2020", "target_2025", "prob_attain"]

  @Test("every numeric column of every table has a rule, and every rule names real things")
  func complete() throws {
    let (bench, county) = try Self.county()
    let run = try Self.run(
      bench, county,
      "portfolio: {convert: [{beds: 20, year: 2024}]}\ntargets: [{measure: unmet, year: 2030, at_most: 5}]")
    for table in try Publication(run).tables() {
      for (row, texts) in zip(table.rows, Self.texts(table)) {
        for (column, cell) in zip(table.columns, row) where !Self.labels.contains(column) {
          guard case .number = cell else { continue }
          let rule = Lineage.rule(table: table.name, column: column, row: texts, indicators: county.indicators)
          #expect(rule != nil, "\(table.name).\(column)")
        }
      }
    }
    let ids = Set(Lineage.rules.map(\.id))
    let tables = Set(county.files.map(\.path))
    for rule in Lineage.rules {
      #expect(rule.upstream.allSatisfy(ids.contains), "\(rule.id)")
      #expect(rule.parameters.allSatisfy { ParameterCatalogue.declaration(for: $0) != nil }, "\(rule.id)")
      #expect(rule.data.allSatisfy { tables.contains($0 + ".csv") }, "\(rule.id)")
    }
  }

  /// Every parameter is moved: a cell that changes must have it in its lineage, and a rule that names it must have a cell
  /// that changes.
  @Test("moving a parameter changes the cells that say they depend on it, and no others")
  func truth() throws {
    let (bench, county) = try Self.county()
    let setup =
      "care: {occupancy: {low80: 0.84, mid: 0.86, high80: 0.88}, occupancy_city: {low80: 0.84, mid: 0.86, high80: 0.88}}\nportfolio: {convert: [{beds: 20, year: 2024}], close: [{beds: 60, year: 2022}], scale: {P1: 0.3}}\nfuneral: {zone_cremation_rate: {2020: 0.2, 2030: 0.6}}"
    let run = try Self.run(bench, county, setup)
    let reference = try Publication(run)
    let before = reference.tables()
    var unmoved: [String] = []
    for entry in run.parameters.entries {
      let path = entry.declaration.path
      let (low, high) = (entry.low ?? entry.declaration.lowest, entry.high ?? entry.declaration.highest)
      let value = entry.value.points[0].value
      let target = abs(high - value) > abs(value - low) ? high : low
      let moving = try run.varying(path, to: target == value ? value * 0.9 : target)
      let after = try Publication(moving, ranking: reference.ranking).tables()
      var moved: Set<String> = []
      for (old, new) in zip(before, after) where old.name != "weak_inputs" {
        // Rows may appear or vanish (a facility's beds); cells are compared where both have the row.
        for (index, texts) in Self.texts(old).enumerated() where index < new.rows.count {
          for (column, pair) in zip(old.columns, zip(old.rows[index], new.rows[index])) where pair.0 != pair.1 {
            guard case .number = pair.0,
              let rule = Lineage.rule(table: old.name, column: column, row: texts, indicators: county.indicators)
            else { continue }
            let closure = Lineage.closure(rule, LineageData.form(of: texts, run: run))
            #expect(closure.contains { $0.parameters.contains(path) }, "\(path) moves \(old.name).\(column)")
            moved.formUnion(closure.map(\.id))
          }
        }
      }
      if !Lineage.rules.contains(where: { $0.parameters.contains(path) && moved.contains($0.id) }) {
        unmoved.append(path)
      }
    }
    // Imputed costs need reserve projects, migration a second census, and cremators are only told in the report; spreads act
    // only where futures are drawn.
    #expect(
      Set(unmoved.filter { !$0.hasPrefix("population.spread.") }).isSubset(of: [
        "finance.imputed_cost_per_bed.nursing", "finance.imputed_cost_per_bed.destitute",
        "population.inflow_scale", "population.outflow_scale", "population.migration_half_life",
        "population.register_loss", "funeral.cremations_per_cremator",
      ]), "\(unmoved)")
  }

  @Test("with draws, means and quantiles stand in every table, and rows are those of the central run")
  func drawn() throws {
    let (bench, county) = try Self.county()
    let central = try Publication(try Self.run(bench, county, "")).tables()
    let drawn = try Publication(
      try Self.run(
        bench, county, "ensemble: {draws: 12, seed: 3}\ntargets: [{measure: beds, year: 2030, at_least: 1}]"),
      jobs: 2)
    for table in central {
      let other = try #require(drawn.tables().first { $0.name == table.name })
      #expect(other.rows.count == table.rows.count, "\(table.name)")
      #expect(Array(other.columns.prefix(table.columns.count)) == table.columns, "\(table.name)")
    }
    #expect(drawn.draws == 12)
    // What memory does not hold lies in a file: the same numbers.
    let small = try Publication(
      try Self.run(
        bench, county, "ensemble: {draws: 12, seed: 3}\ntargets: [{measure: beds, year: 2030, at_least: 1}]"),
      ranking: drawn.ranking, jobs: 2, memory: 0)
    for (table, other) in zip(drawn.tables(), small.tables()) {
      #expect(Self.texts(table) == Self.texts(other), "\(table.name)")
    }
    // Openings beyond the horizon, and projects of no beds, must not change the rows.
    let wild = try Publication(
      try Self.run(
        bench, county,
        "ensemble: {draws: 25, seed: 3}\nportfolio: {shift: {all: {dist: choice, values: [-1, 0, 15], weights: [1, 1, 1]}}, beds: {P1: {dist: choice, values: [0, 80], weights: [1, 1]}}}"
      ), ranking: drawn.ranking, jobs: 2)
    #expect(wild.tables().first { $0.name == "capex" }?.rows.isEmpty == false)
    let balance = try #require(drawn.tables().first { $0.name == "balance" })
    #expect(balance.columns.contains("unmet_p90") && !central.contains { $0.columns.contains("unmet_p90") })
    for texts in Self.texts(try #require(drawn.tables().first { $0.name == "summary" })) {
      let values = ["p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5"].compactMap { texts[$0].flatMap(Double.init) }
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
    }
    let target = try #require(drawn.tables().first { $0.name == "targets" })
    #expect(Self.texts(target).first?["prob_attain"] == "1.0")
    // Balances of means: demand = in care + unmet + displaced also between printed means, to their two decimals.
    for texts in Self.texts(balance) where texts["reading"] != "norm" {
      guard let demand = texts["demand"].flatMap(Double.init), let care = texts["in_care"].flatMap(Double.init),
        let unmet = texts["unmet"].flatMap(Double.init), let displaced = texts["displaced"].flatMap(Double.init)
      else { continue }
      #expect(abs(demand - care - unmet - displaced) < 1e-6)
    }
  }

  @Test("a cell names the rows behind it: of its zone, of care beds, of the portfolio, and no others")
  func rows() throws {
    let county = try CountyLoader.load(folder: Fixture.root.appending(path: "seeds/yunyang").path)
    let draft = try ScenarioReader().draft(
      try ScenarioReader().document(file: Fixture.root.appending(path: "scenarios/plan.yaml").path))
    let run = try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
    let planned = Set(county.projects.filter { $0.status == .planned }.map(\.id))
    let zones = Dictionary(grouping: county.townships, by: \.zone)
    for township in county.townships {
      let row = [
        "geo_code": township.code.value, "zone": township.zone.value, "reading": "observed", "bed_type": "all",
      ]
      let places = Set((zones[township.zone] ?? []).map(\.code))
      for (column, homes) in [("unmet", places), ("beds", [township.code])] {
        let rule = try #require(
          Lineage.rule(table: "balance", column: column, row: row, indicators: county.indicators))
        let rules = Lineage.closure(rule)
        let projects = LineageData.projects(behind: rules, row: row, run: run)
        let expected = county.projects.filter { project in
          planned.contains(project.id) && project.countsAsCareBed && !homes.isDisjoint(with: project.sites)
        }
        #expect(projects == expected.map(\.id), "\(township.nameZh) \(column)")
        let data = LineageData.behind(rules, row: row, run: run)
        #expect(!data.contains { $0.table == "funeral_facilities" })
        let beds = try #require(data.first { $0.table == "facilities" && $0.rules.contains { $0.id == "base_beds" } })
        #expect(
          beds.lines == county.facilities.filter { homes.contains($0.township) }.map(\.evidence.origin.line))
      }
    }
    // Every indicator has its own rule and reads what it needs.
    for (number, table) in [(13, "funeral_facilities"), (16, "figures"), (18, "townships")] {
      let row = ["indicator": "\(number)"]
      let rule = try #require(
        Lineage.rule(table: "indicators", column: "mean", row: row, indicators: county.indicators))
      let data = LineageData.behind(Lineage.closure(rule), row: row, run: run)
      #expect(data.contains { $0.table == table } && Lineage.closure(rule).allSatisfy(\.parameters.isEmpty))
      #expect(data.first { $0.table == "indicators" }?.lines?.count == 1)
    }
    #expect(
      Lineage.rule(table: "indicators", column: "name_zh", row: ["indicator": "13"], indicators: county.indicators)
        == nil)
  }
}
