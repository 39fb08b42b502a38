import Diagnostics
import Foundation
import PlanningModel
import TestSupport
import Testing

@testable import CountyData

/// Errors and warnings of the shipped county with some tables changed.
private func findings(_ edits: [String: (inout [[String: String]]) -> Void]) throws -> [Diagnostic] {
  let bench = try Workbench()
  do {
    return try CountyLoader.examine(folder: try bench.county(edits)).warnings
  } catch let report as DiagnosticReport {
    return report.diagnostics
  }
}

/// Code, file, line and column of a finding.
private func place(_ finding: Diagnostic) -> String {
  "\(finding.code) \(finding.range.file.split(separator: "/").last ?? ""):\(finding.range.line) \(finding.path)"
}

private func set(_ column: String, _ value: String, where isConcerned: @escaping ([String: String]) -> Bool)
  -> (inout [[String: String]]) -> Void
{
  { rows in for index in rows.indices where isConcerned(rows[index]) { rows[index][column] = value } }
}

@Suite("Consistency of a county's data")
struct ConsistencyTests {
  @Test("the shipped county gives no warning")
  func shipped() throws { #expect(try CountyLoader.examine(folder: Shipped.county).warnings.isEmpty) }

  @Test("an earlier census that lost a digit everywhere is refused at its first row, with the guess")
  func tenth() throws {
    let found = try findings([
      "population": { rows in
        for index in rows.indices where rows[index]["year"] == "2010" {
          rows[index]["persons"] = String((Int(rows[index]["persons"] ?? "") ?? 0) / 10)
        }
      }
    ])
    #expect(found.map(place) == ["E0143 population.csv:2 persons"])
    #expect(found.first?.help.contains("少写了1位数") ?? false)
  }

  @Test("one cohort that lost a digit, or got one, is told at its row and stops nothing", arguments: ["47717", "4884"])
  func cohort(persons: String) throws {
    for (other, word) in [(String(persons.dropLast()), "少写"), (persons + "0", "多写")] {
      // Infants are a part of their cohort: ten times as many make a doubtful cohort, a tenth of them does not.
      if persons == "4884", word == "少写" { continue }
      let found = try findings([
        "population": set("persons", other) { $0["year"] == "2010" && $0["persons"] == persons }
      ])
      #expect(found.map(\.code).contains("W0520") || persons == "4884", "\(other): \(found.map(place))")
      #expect(found.allSatisfy { $0.severity == .warning && $0.range.file.hasSuffix("population.csv") })
    }
  }

  @Test("people who hardly move are judged more narrowly")
  func old() throws {
    // Men of 70–74 in 2010, 80–84 in 2020: doubled, they would have to be immortal.
    let rows = try Fixture("../../seeds/yunyang/population.csv")
    let count = try #require(
      rows.rows.first { $0[0] == "2020" && $0[1] == "M" && $0[2] == "80" }.flatMap { Double($0[4]) })
    let line = try #require(rows.rows.firstIndex { $0[0] == "2010" && $0[1] == "M" && $0[2] == "70" }) + 2
    let found = try findings([
      "population": { table in
        for index in table.indices where table[index]["year"] == "2010" && table[index]["sex"] == "M" {
          guard table[index]["age_from"] == "70", let persons = Double(table[index]["persons"] ?? "") else { continue }
          table[index]["persons"] = String(Int(persons / 2))
        }
      }
    ])
    #expect(count > 0 && found.map(place) == ["W0520 population.csv:\(line) persons"], "\(found.map(place))")
  }

  @Test("ranges widen with the distance and never narrow below ten years")
  func ranges() {
    let total = EarlierCensusChecks.total
    #expect(total.over(20).plausible == 0.25...4 && total.over(5).plausible == 0.5...2)
    #expect(total.over(10).possible == 0.2...5)
  }

  @Test("survival is the exponential of minus the rates of the years lived through")
  func survival() {
    let evidence = Evidence(source: "", grade: .assumption, origin: Origin(file: "", line: 1))
    func rate(_ start: Int, _ age: AgeGroup, _ value: Double) -> MortalityRate {
      MortalityRate(start: Year(start), end: Year(start + 5), sex: .male, age: age, rate: value, evidence: evidence)
    }
    let (young, old) = (AgeGroup(lower: 0, upper: 49), AgeGroup(lower: 50, upper: nil))
    let table = [
      rate(2010, young, 0.01), rate(2010, old, 0.1), rate(2015, young, 0.02), rate(2015, old, 0.2),
    ]
    let survival = NationalSurvival(table, sex: .male)
    // From 48 in 2013: two years young in the first period, then old in the second.
    #expect(abs(survival.alive(from: 48, first: Year(2013), years: 4) - exp(-(0.01 * 2 + 0.2 * 2))) < 1e-12)
    #expect(survival.alive(from: 48, first: Year(2013), years: 0) == 1)
  }

  @Test("an open age group is accepted from 85 on, whichever year it is of", arguments: [65, 70, 80, 85, 90, 100])
  func openAge(age: Int) throws {
    for year in ["2010", "2020"] {
      let found = try findings([
        "population": { rows in
          for sex in ["M", "F"] {
            let inside = { (row: [String: String]) in
              row["year"] == year && row["sex"] == sex && (Int(row["age_from"] ?? "") ?? 0) >= min(age, 85)
            }
            let persons = rows.filter(inside).reduce(0) { $0 + (Int($1["persons"] ?? "") ?? 0) }
            guard var row = rows.first(where: inside) else { continue }
            rows.removeAll(where: inside)
            row["age_to"] = ""
            row["age_from"] = "\(age)"
            row["persons"] = "\(persons)"
            if age > 85 {
              var closed = row
              (closed["age_from"], closed["age_to"]) = ("85", "\(age - 1)")
              closed["persons"] = "\(persons * 3 / 4)"
              row["persons"] = "\(persons - persons * 3 / 4)"
              rows.append(closed)
            }
            rows.append(row)
          }
        }
      ])
      let codes = found.map(\.code)
      if age < 85 {
        #expect(codes == ["E0140", "E0140"], "\(age) \(year): \(found.map(place))")
        #expect(found.allSatisfy { $0.message.contains("85") && $0.path == "age_from" && $0.help.contains("derived") })
      } else {
        #expect(codes.isEmpty, "\(age) \(year): \(found.map(place))")
      }
    }
  }

  @Test("a census group across 60 or 65 is refused, an empty cohort too")
  func groups() throws {
    let wide = try findings([
      "population": { rows in
        for sex in ["M", "F"] {
          guard
            let first = rows.firstIndex(where: { $0["year"] == "2020" && $0["sex"] == sex && $0["age_from"] == "60" }),
            let second = rows.firstIndex(where: { $0["year"] == "2020" && $0["sex"] == sex && $0["age_from"] == "65" })
          else { continue }
          rows[first]["age_to"] = "69"
          rows.remove(at: second)
        }
      }
    ])
    #expect(wide.filter { $0.code == "E0141" }.count == 2)
    let empty = try findings([
      "population": set("persons", "0") { $0["year"] == "2010" && $0["sex"] == "F" && $0["age_from"] == "20" }
    ])
    #expect(empty.map(\.code) == ["E0142"] && empty.first?.path == "persons")
  }

  private static let dates: [(table: String, key: String, id: String, column: String, value: String, found: String)] = [
    ("projects", "id", "P02", "start", "2019", "W0522 projects.csv:3 start"),
    ("indicators", "number", "15", "target_year", "2020", "E0144 indicators.csv:16 target_year"),
    ("observations", "name", "residents", "time", "2020.5", "W0522 observations.csv:2 time"),
    ("fertility", "start", "2003", "end", "2003", "E0144 fertility.csv:5 end"),
    ("fertility", "start", "2003", "end", "2005", "E0145 fertility.csv:6 start"),
  ]

  @Test("impossible years are told at their cell, doubtful ones stop nothing", arguments: dates.indices)
  func years(index: Int) throws {
    let item = Self.dates[index]
    var isDone = false
    let found = try findings([
      item.table: { rows in
        for row in rows.indices where rows[row][item.key] == item.id && !isDone {
          rows[row][item.column] = item.value
          isDone = true
        }
      }
    ])
    #expect(isDone && found.map(place) == [item.found], "\(found.map(\.message))")
  }

  @Test("what stood at the base is no project, and rates that share a year are refused")
  func periods() throws {
    let built = try findings([
      "projects": { rows in
        for (column, year) in [("start", "2018"), ("open", "2020"), ("open_earliest", "2020"), ("open_latest", "2020")]
        {
          rows[0][column] = year
        }
      }
    ])
    #expect(built.map(place) == ["E0144 projects.csv:2 open"])
    let overlapping = try findings(["mortality": set("end", "2011") { $0["start"] == "2005" }])
    #expect(Set(overlapping.map(\.code)) == ["E0145"] && overlapping.count == 2)
    let uneven = try findings(["mortality": set("end", "2009") { $0["start"] == "2005" && $0["sex"] == "F" }])
    #expect(uneven.map(\.code) == ["E0144"])
    let twice = try findings([
      "fertility": { rows in if let row = rows.first(where: { $0["measure"] == "tfr" }) { rows.append(row) } }
    ])
    #expect(twice.map(\.code) == ["E0145"])
    let mothers = try findings([
      "fertility": { rows in
        rows.removeAll { $0["measure"] == "asfr_share" && $0["age_from"] == "25" }
      }
    ])
    #expect(mothers.contains { $0.code == "E0116" && $0.message.contains("不相接") })
  }

  @Test("tables that nothing can do without are refused when empty; a zone without townships is told")
  func empty() throws {
    let severe = try findings(["disability": { $0.removeAll { $0["definition"] == "severe" } }])
    #expect(severe.map(\.code) == ["E0146"])
    let zone = try findings([
      "zones": { rows in
        var row = rows[0]
        (row["zone"], row["name_zh"], row["is_city"], row["order"]) = ("none", "空片区", "no", "9")
        rows.append(row)
      }
    ])
    #expect(zone.map(place) == ["W0523 zones.csv:7 zone"])
    for table in ["facilities", "registered", "indicators", "observations", "deaths", "funeral_facilities"] {
      // The form asks about indicators by number.
      let edits: [String: (inout [[String: String]]) -> Void] = [table: { $0 = [] }, "actuals": { $0 = [] }]
      #expect(try findings(edits).allSatisfy { $0.severity == .warning }, "\(table)")
    }
  }
}
