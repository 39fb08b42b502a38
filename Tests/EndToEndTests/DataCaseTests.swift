import Foundation
import TestSupport
import Testing

/// Cases from reports on other tools, rebuilt: what a county's data or a long horizon makes of the plan.
@Suite("Cases of county data, through the program")
struct DataCaseTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
    try bench.copy("scenarios")
    try bench.copy("seeds")
  }

  /// The plan over the bench's county, with more keys.
  private func scenario(_ id: String, _ text: String = "") throws -> String {
    try bench.write("schema: 1\nid: \(id)\ntitle: \(id)\nextends: plan\n\(text)\n", to: "scenarios/\(id).yaml")
    return "scenarios/\(id).yaml"
  }

  private func run(_ id: String, _ text: String) throws -> (outcome: Outcome, folder: URL) {
    let outcome = try command(["run", try scenario(id, text), "--out", "out"], folder: bench.folder)
    return (outcome, bench.folder.appending(path: "out/\(id)"))
  }

  @Test("an earlier census that lost a digit everywhere is refused with its place")
  func tenth() throws {
    try bench.edit("seeds/yunyang/population.csv") { rows in
      for index in rows.indices where rows[index]["year"] == "2010" {
        rows[index]["persons"] = String((Int(rows[index]["persons"] ?? "") ?? 0) / 10)
      }
    }
    let outcome = try command(["validate", try scenario("a")], folder: bench.folder)
    #expect(outcome.status == 65 && outcome.error.contains("error[E0143]"))
    #expect(outcome.error.contains("seeds/yunyang/population.csv:2:"))
  }

  @Test("an open age group of 65 is refused at its rows with the youngest that is accepted")
  func openAge() throws {
    try bench.edit("seeds/yunyang/population.csv") { rows in
      var sums: [String: Int] = [:]
      func key(_ row: [String: String]) -> String { (row["year"] ?? "") + (row["sex"] ?? "") }
      func isOld(_ row: [String: String]) -> Bool { (Int(row["age_from"] ?? "") ?? 0) >= 65 }
      for row in rows where isOld(row) { sums[key(row), default: 0] += Int(row["persons"] ?? "") ?? 0 }
      rows = rows.filter { !isOld($0) || $0["age_from"] == "65" }
      for index in rows.indices where isOld(rows[index]) {
        rows[index]["age_to"] = ""
        rows[index]["persons"] = "\(sums[key(rows[index])] ?? 0)"
      }
    }
    let outcome = try command(["validate", try scenario("a")], folder: bench.folder)
    #expect(outcome.status == 65 && outcome.error.matches(of: /error\[E0140\]/).count == 4)
    #expect(outcome.error.contains("最低可从85岁起"))
  }

  @Test("beds that are set to zero are zero in every table")
  func zeroBeds() throws {
    let (outcome, folder) = try run("zero", "portfolio:\n  beds: {P01: 0}")
    #expect(outcome.status == 0)
    let projects = try table(folder, "projects").first { $0["project"] == "P01" }
    #expect(projects?["beds"] == "0" && projects?["cost_per_bed_wan"] == "" && projects?["investment_wan"] == "19958")
    let beds = try table(folder, "summary").first { $0["measure"] == "beds" && $0["year"] == "2025" }
    #expect(beds?["mean"] == "7410")
  }

  @Test("beyond the years of its tables a run names the rule, and no two years of an axis overlap")
  func longHorizon() throws {
    let text = "horizon: {start: 2020, end: 2080}\noutputs: {years: [2020, 2050, 2080]}"
    let outcome = try command(["validate", try scenario("long", text)], folder: bench.folder)
    #expect(outcome.status == 0 && outcome.error.contains("warning[W0410]"))
    for name in ["mortality.csv", "fertility.csv"] {
      #expect(outcome.error.contains("seeds/yunyang/\(name):"), "\(name)")
    }
    let (_, folder) = try run("long", text)
    let report = try String(contentsOf: folder.appending(path: "report.md"), encoding: .utf8)
    #expect(report.contains("继续下降") && report.contains("不变"))
    for name in ["gantt", "heat-occupancy", "beds-demand", "fan-residents"] {
      let svg = try String(contentsOf: folder.appending(path: "charts/\(name).svg"), encoding: .utf8)
      let labels = svg.matches(
        of: /<text x="([0-9.]+)" y="([0-9.]+)" font-size="12" text-anchor="middle"[^>]*>(20\d\d)</
      )
      .map { (x: Double($0.1) ?? 0, y: String($0.2), year: String($0.3)) }
      #expect(labels.count >= 4, "\(name)")
      for (one, next) in zip(labels, labels.dropFirst()) where one.y == next.y {
        // Four digits of 0.6 em at 12.
        #expect(abs(next.x - one.x) > 28.8, "\(name): \(one.year) and \(next.year)")
      }
    }
  }

  /// Rows of a table of an output folder by column.
  private func table(_ folder: URL, _ name: String) throws -> [[String: String]] {
    let text = try String(contentsOf: folder.appending(path: "tables/\(name).csv"), encoding: .utf8)
    let lines = text.drop { $0 == "\u{FEFF}" }.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first }) }
  }
}
