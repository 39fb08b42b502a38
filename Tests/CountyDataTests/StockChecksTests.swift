import Diagnostics
import Foundation
import PlainText
import TestSupport
import Testing

@testable import CountyData

private func warnings(_ edits: [String: (inout [[String: String]]) -> Void]) throws -> [Diagnostic] {
  // The folder goes with the bench.
  let bench = try Workbench()
  return try CountyLoader.examine(folder: try bench.county(edits)).warnings
}

@Suite("What is unknown, disagrees or does nothing in a county's data")
struct StockChecksTests {
  @Test("a blank is unknown: beds of a home are needed, and a nought is a number")
  func blankBeds() throws {
    // A nought is a number: rare, but not unknown.
    #expect(try warnings(["projects": { rows in rows[0]["beds"] = "0" }]).map(\.code) == ["W0501"])
    do {
      _ = try warnings(["facilities": { rows in rows[1]["beds"] = "" }])
      Issue.record("accepted")
    } catch let report as DiagnosticReport {
      #expect(report.diagnostics.map(\.code) == ["E0107"])
    }
  }

  @Test("homes and beds are set beside the plan's totals, with both numbers", arguments: [(28, false), (29, true)])
  func totals(fewer: Int, isTold: Bool) throws {
    // 0.5% of 5,610 beds are 28.05.
    let found = try warnings([
      "facilities": { rows in rows[0]["beds"] = String((Int(rows[0]["beds"] ?? "") ?? 0) - fewer) }
    ])
    #expect(found.map(\.code) == (isTold ? ["W0531"] : []), "\(found.map(\.message))")
    #expect(found.allSatisfy { $0.message.contains("5581张") && $0.message.contains("5610张") && $0.path == "beds" })
  }

  @Test("a county without a city zone, and townships of one name, are told with what the run does")
  func cityAndNames() throws {
    let city = try warnings(["zones": { rows in for index in rows.indices { rows[index]["is_city"] = "no" } }])
    #expect(city.map(\.code) == ["W0532"] && city.first?.path == "is_city" && city.first?.range.line == 1)
    #expect(city.first?.message.contains("care.occupancy_city 不起作用") ?? false)
    let names = try warnings(["townships": { rows in rows[2]["name_zh"] = rows[0]["name_zh"] }])
    #expect(names.map(\.code) == ["W0533"] && names.first?.range.line == 4)
    #expect(names.first?.message.contains("第 2 行") ?? false)
  }

  @Test("registered people go forward in time, from the base on, and change as people can")
  func registered() throws {
    func changed(_ year: String, _ group: String, _ column: String, _ value: String) throws -> [Diagnostic] {
      try warnings([
        "registered": { rows in
          for index in rows.indices where rows[index]["year"] == year && rows[index]["group"] == group {
            for name in column == "persons" ? ["persons", "low", "high"] : [column] { rows[index][name] = value }
          }
        }
      ])
    }
    let backward = try changed("2025", "60+", "year", "2015")
    #expect(backward.map(\.code) == ["W0522", "W0522"] && backward.allSatisfy { $0.path == "year" })
    #expect(backward.contains { $0.message.contains("倒回 2015") } && backward.contains { $0.message.contains("早于基期") })
    // 280,000 to 170,000 in five years: 0.61, where (1 - 0.03)^5 = 0.86 is the least.
    let fall = try changed("2025", "60+", "persons", "170000")
    #expect(fall.contains { $0.code == "W0502" && $0.message.contains("0.61倍") && $0.message.contains("0.86") })
    // (1 + 0.09)^5 = 1.54.
    #expect(try changed("2025", "60+", "persons", "410000").isEmpty)
    #expect(try changed("2025", "60+", "persons", "440000").contains { $0.code == "W0502" })
  }
}

@Suite("Guesses of another unit")
struct GuessTests {
  @Test(
    "only what is measured in other units gets a guess, and it names the right one",
    arguments: [
      ("万元", 19_958.0 * 10_000, "元", "19958"), ("万元", 1.9958, "亿元", "19958"), ("万元", 199_580, "千元", "19958"),
      ("share", 85, "per 100", "0.85"), ("share", 850, "per 1000", "0.85"), ("beds per 1000", 3.5, "per 100", "35"),
      ("%", 0.6, "in percent", "60"), ("persons", 13.314, "in 万", "133140"),
    ] as [(String, Double, String, String)])
  func named(unit: String, value: Double, word: String, meant: String) {
    let usual: ClosedRange<Double> =
      switch unit {
      case "万元": 15_000...25_000
      case "share": 0.1...1
      case "%": 1...100
      case "persons": 50_000...500_000
      default: 5...100
      }
    let guess = PlausibleNumber.guess(value, usual, .init(unit: unit))
    #expect(guess.contains(word) && guess.hasSuffix(" \(meant)"), "\(guess)")
  }

  @Test(
    "years, months, degrees, beds and correlations get none", arguments: ["year", "month", "张", "°", "", "sd of log"])
  func none(unit: String) {
    for value in [0.02, 0.5, 50, 5000, 200_000] {
      #expect(PlausibleNumber.guess(value, 1...10, .init(unit: unit)).isEmpty)
    }
  }
}
