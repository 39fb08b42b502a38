import Analysis
import CountyData
import Demography
import Foundation
import PlanningModel
import Publishing
import ScenarioFiles
import Simulation
import TestSupport
import Testing

/// Tables of the shipped plan in which futures may be drawn, read as the reader's spreadsheet would.
private struct PublishedTables {
  let run: CountyRun
  private let tables: [Table]
  /// Means of the demographic indicators by measure, place and year.
  private var indicators: [String: Double] = [:]

  init(_ assignments: [String] = []) throws {
    let county = try CountyLoader.load(folder: Shipped.county)
    let document = try ScenarioReader().document(file: Shipped.scenario("plan"), assignments: assignments)
    let scenario = try ScenarioReader().resolve(try ScenarioReader().draft(document), in: county).scenario
    run = try CountyRun(county: county, scenario: scenario)
    tables = try Publication(run, ranking: InputRanking(rows: []), jobs: 2).tables()
    for row in rows("demography") {
      indicators["\(row["measure"] ?? "") \(row["geo_code"] ?? "") \(row["year"] ?? "")"] = row["mean"].flatMap(
        Double.init)
    }
  }

  func table(_ name: String) -> Table? { tables.first { $0.name == name } }

  func rows(_ name: String) -> [[String: String]] {
    guard let table = table(name) else { return [] }
    return table.rows.map { row in
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

  /// A demographic indicator's mean.
  func indicator(_ measure: DemographicMeasure, _ code: String, _ year: Int) -> Double? {
    indicators["\(measure.rawValue) \(code) \(year)"]
  }
}

private func number(_ row: [String: String], _ column: String) throws -> Double {
  try #require(row[column].flatMap(Double.init), "\(column)")
}

@Suite("Tables of the population")
struct PopulationTablesTests {
  @Test(
    "components close: start + births − deaths + net migration + moves inside = end, means of futures too",
    arguments: [0, 9])
  func components(draws: Int) throws {
    let tables = try PublishedTables(draws > 0 ? ["ensemble.draws=\(draws)"] : [])
    let rows = tables.rows("components")
    #expect(rows.count == 43 * 3)
    for row in rows {
      let inside = try number(row, "internal_in") - number(row, "internal_out")
      let net = try number(row, "net_migration")
      let start = try number(row, "population_start")
      let external = try number(row, "in") - number(row, "out")
      let change = try number(row, "births") - number(row, "deaths") + net + inside
      let end = try number(row, "population_end")
      #expect(abs(external - net) < 1e-6)
      #expect(abs(start + change - end) < 1e-8 * start)
      if row["geo_code"] == tables.run.county.code.value { #expect(abs(inside) < 1e-6) }
    }
    let header = try #require(tables.table("components")).columns
    #expect(header.contains("net_migration_p97_5") == (draws > 0) && header.contains("internal_out_p10") == (draws > 0))
  }

  @Test("indicators agree with components, life tables and the population table")
  func indicators() throws {
    let tables = try PublishedTables()
    let run = tables.run
    let code = run.county.code.value
    let components = Dictionary(
      tables.rows("components").map { ("\($0["geo_code"] ?? "") \($0["year"] ?? "")", $0) },
      uniquingKeysWith: { first, _ in first })
    var persons: [String: Double] = [:]
    for row in tables.rows("population") where row["frame"] == "resident" && row["geo_code"] == code {
      persons["\(row["year"] ?? "") \(row["sex"] ?? "") \(row["age_group"] ?? "")"] = try number(row, "mean")
    }
    func people(_ year: Int, _ groups: [String], _ sex: String = "T") throws -> Double {
      try groups.reduce(0) { $0 + (try #require(persons["\(year) \(sex) \($1)"], "\(year) \($1)")) }
    }
    for year in [2020, 2025, 2030, 2035] {
      func value(_ measure: DemographicMeasure) throws -> Double {
        try #require(tables.indicator(measure, code, year), "\(measure) \(year)")
      }
      let children = try people(year, ["0-4", "5-9", "10-14"])
      let (old60, old65) = (try people(year, ["60+"]), try people(year, ["65+"]))
      let total = try people(year, ["total"])
      let working = total - children - old65
      #expect(abs(try value(.childDependency) - 100 * children / working) < 1e-9)
      #expect(abs(try value(.oldAgeDependency65) - 100 * old65 / working) < 1e-9)
      #expect(abs(try value(.oldAgeDependency60) - 100 * old60 / (total - children - old60)) < 1e-9)
      #expect(
        abs(try value(.totalDependency) - value(.childDependency) - value(.oldAgeDependency65)) < 1e-9)
      #expect(abs(try value(.potentialSupport) * value(.oldAgeDependency65) - 100) < 1e-9)
      #expect(abs(try value(.share80) * total - people(year, ["80+"])) < 1e-6)
      #expect(abs(try value(.sexRatio) - 100 * people(year, ["total"], "M") / people(year, ["total"], "F")) < 1e-9)
      let grid = run.countyPopulation(year - 2020)
      let median = try value(.medianAge)
      let whole = Int(median)
      let below = grid.total - grid.sum(from: whole)
      let here = grid[.male, whole] + grid[.female, whole]
      #expect(abs(below + (median - Double(whole)) * here - grid.total / 2) < 1e-6)
      guard year > 2020 else {
        #expect(tables.indicator(.births, code, year) == nil && tables.indicator(.totalFertility, code, year) == nil)
        continue
      }
      let parts = try #require(components["\(code) \(year)"])
      #expect(abs(try value(.naturalChange) - number(parts, "births") + number(parts, "deaths")) < 1e-6)
      #expect(abs(try value(.netMigration) - number(parts, "net_migration")) < 1e-6)
      #expect(abs(try value(.internalNet)) < 1e-6)
      let exposure = (try number(parts, "population_start") + number(parts, "population_end")) / 2
      #expect(abs(try value(.crudeBirthRate) - 1000 * number(parts, "births") / exposure) < 1e-9)
      #expect(abs(try value(.crudeDeathRate) - 1000 * number(parts, "deaths") / exposure) < 1e-9)
      // Zones sum to the county.
      for measure in [DemographicMeasure.births, .deaths, .netMigration, .internalNet] {
        let zones = try run.county.zones.reduce(0) {
          $0 + (try #require(tables.indicator(measure, $1.id.value, year)))
        }
        let whole = try value(measure)
        #expect(abs(zones - whole) < 1e-6)
      }
      let (fertility, age) = (try value(.totalFertility), try value(.meanAgeAtChildbearing))
      #expect((1.0...1.6).contains(fertility) && (27...32).contains(age))
    }
  }

  @Test(
    "life tables close: their e0 is the indicator's, survivors and remaining life at 100 are those of the 110+ table")
  func lifeTables() throws {
    let tables = try PublishedTables()
    let rows = tables.rows("life_table")
    #expect(rows.count == 3 * 2 * 101)
    for (sex, name, e0, e60) in [
      ("M", Sex.male, DemographicMeasure.lifeExpectancyMale, DemographicMeasure.lifeExpectancy60Male),
      ("F", Sex.female, .lifeExpectancyFemale, .lifeExpectancy60Female),
    ] {
      for year in [2025, 2030, 2035] {
        let life = rows.filter { $0["year"] == "\(year)" && $0["sex"] == sex }
        let code = tables.run.county.code.value
        #expect(try number(life[0], "lx") == 100_000 && life[100]["age"] == "100+")
        #expect(try number(life[0], "ex") == (tables.indicator(e0, code, year)))
        #expect(try number(life[60], "ex") == (tables.indicator(e60, code, year)))
        let full = tables.run.projection.mortality[year - 2020].lifeTables()[name.index]
        #expect(abs(try number(life[100], "ex") - full.ex[100]) < 1e-9)
        #expect(abs(try number(life[100], "lx") - 100_000 * full.lx[100]) < 1e-6)
        let dead = try life.reduce(0) { $0 + (try number($1, "dx")) }
        let years = try life.reduce(0) { $0 + (try number($1, "Lx")) }
        let expectancy = try number(life[0], "ex")
        #expect(abs(dead - 100_000) < 1e-6 && abs(years / 100_000 - expectancy) < 1e-9)
        for (row, next) in zip(life, life.dropFirst()) {
          let (lx, qx, after) = (try number(row, "lx"), try number(row, "qx"), try number(next, "lx"))
          #expect(abs(lx * (1 - qx) - after) < 1e-6)
        }
      }
    }
  }

  @Test("deaths by age sum to the deaths of the components, and both sexes to the total")
  func deaths() throws {
    let tables = try PublishedTables()
    let rows = tables.rows("deaths_by_age")
    #expect(rows.count == 3 * 3 * 21)
    let code = tables.run.county.code.value
    for year in [2025, 2030, 2035] {
      func sum(_ sex: String) throws -> Double {
        try rows.filter { $0["year"] == "\(year)" && $0["sex"] == sex }.reduce(0) { $0 + (try number($1, "deaths")) }
      }
      let (men, women, both) = (try sum("M"), try sum("F"), try sum("T"))
      let deaths = try #require(tables.indicator(.deaths, code, year))
      #expect(abs(both - deaths) < 1e-6 && abs(men + women - both) < 1e-6)
    }
  }

  @Test("controls on events are reported, with a warning where they stop at a bound or drift")
  func constraints() throws {
    let free = try PublishedTables()
    #expect(free.table("constraints") == nil && !Caution.all(free.run).contains { $0.code == .cappedConstraint })
    let tables = try PublishedTables([
      "population.births={2025: 7000, 2030: 7000}", "population.deaths={2021: 9000, 2035: 12000}",
    ])
    let rows = tables.rows("constraints")
    #expect(rows.count == 6 + 15)
    for row in rows {
      let isCapped = row["capped"] == "yes"
      let (wanted, reached) = (try number(row, "wanted"), try number(row, "reached"))
      #expect(isCapped == (abs(wanted - reached) > 1e-3))
      #expect(isCapped == (row["event"] == "births"))
      for column in ["wanted", "unconstrained", "reached", "factor"] {
        #expect(
          Lineage.rule(table: "constraints", column: column, row: row, indicators: tables.run.county.indicators) != nil)
      }
    }
    // The life table is that of the deaths that were reached: more deaths, shorter lives.
    let code = tables.run.county.code.value
    for (year, isShorter) in [(2025, true), (2035, true)] {
      let own = try #require(tables.indicator(.lifeExpectancyMale, code, year))
      let other = try #require(free.indicator(.lifeExpectancyMale, code, year))
      #expect((own < other) == isShorter)
    }
    let cautions = Caution.all(tables.run)
    #expect(cautions.contains { $0.code == .cappedConstraint && $0.message.contains("125%") })
    let first = try #require(rows.first { $0["event"] == "deaths" && $0["year"] == "2021" })
    let percent = Int((try number(first, "factor") * 100).rounded())
    #expect(
      percent < 100 && cautions.contains { $0.code == .driftingConstraint && $0.message.contains("2021年的\(percent)%") })
  }

  @Test("a census that prints groups has no heaping index and says why; the accuracy index says what else moves it")
  func quality() throws {
    let rows = try PublishedTables().rows("input_quality")
    for year in ["2010", "2020"] {
      let ofYear = rows.filter { $0["year"] == year }
      for index in ["whipple", "myers"] {
        let heaping = ofYear.filter { $0["index"] == index }
        #expect(heaping.count == 3)
        #expect(heaping.allSatisfy { $0["value"] == "" && $0["note_zh"]?.contains("需要") == true })
      }
      let accuracy = try #require(ofYear.first { $0["index"] == "un_age_sex_accuracy" })
      #expect(accuracy["reading"] == "highly_inaccurate" && accuracy["note_zh"]?.contains("困难时期") == true)
      #expect(try number(accuracy, "value") > 40)
      let youngest = try #require(ofYear.first { $0["index"] == "sex_ratio" && $0["age_group"] == "0" })
      #expect((100...125).contains(try number(youngest, "value")))
    }
  }

  @Test("with draws every indicator has a mean inside its quantiles' range")
  func drawn() throws {
    let tables = try PublishedTables(["ensemble.draws=12", "outputs.years=[2035]"])
    let rows = tables.rows("demography")
    let places = 1 + tables.run.county.zones.count
    #expect(rows.count == places * 17 + 8 + 42 * 10)
    for row in rows {
      let ends = try (number(row, "p2_5"), number(row, "p97_5"))
      #expect(ends.0 <= ends.1)
      if row["measure"] == "e0_male" { #expect(ends.0 < ends.1) }
    }
  }
}
