import Charts
import Foundation
import PlainText
import TestSupport
import Testing

/// What people reported of other tools, rebuilt on the shipped county: each case stands for a kind of fault. The source of
/// each is named at its test.
@Suite("Cases from public reports", .serialized)
struct ReportedCases {
  /// A project folder with the shipped files and a scenario `case` over `plan`, its data in `seeds/case`.
  private func project(_ scenario: String = "") throws -> Workbench {
    let bench = try Workbench()
    try bench.copy("scenarios")
    try bench.copy("seeds/yunyang")
    try FileManager.default.moveItem(atPath: bench.path("seeds/yunyang"), toPath: bench.path("seeds/case"))
    try bench.replace("seeds/yunyang", with: "seeds/case", in: "scenarios/base.yaml")
    try bench.write("schema: 1\nid: case\ntitle: 个案\nextends: plan\n" + scenario, to: "scenarios/case.yaml")
    return bench
  }

  /// Rewrites the rows of a table without quoted cells.
  private func rewrite(
    _ bench: Workbench, _ table: String, _ change: (_ cells: [String], _ columns: [String: Int]) -> [String]?
  ) throws {
    let name = "seeds/case/\(table).csv"
    let text = try String(contentsOfFile: bench.path(name), encoding: .utf8)
    try #require(!text.contains("\""))
    var lines = text.split(separator: "\n").map(String.init)
    let heads = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let columns = Dictionary(uniqueKeysWithValues: heads.enumerated().map { ($0.element, $0.offset) })
    lines[1...] = ArraySlice(
      lines[1...].compactMap { line in
        change(line.split(separator: ",", omittingEmptySubsequences: false).map(String.init), columns)?
          .joined(separator: ",")
      })
    try bench.write(lines.joined(separator: "\n") + "\n", to: name)
  }

  private func run(_ bench: Workbench, _ more: [String] = []) throws -> Outcome {
    try command(["run", "scenarios/case.yaml", "--out", "out"] + more, folder: bench.folder)
  }

  private func validate(_ bench: Workbench) throws -> (status: Int32, problems: [[String: Any]]) {
    let outcome = try command(["validate", "scenarios/case.yaml", "--json"], folder: bench.folder)
    let list = try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [[String: Any]]
    return (outcome.status, try #require(list))
  }

  /// Cells of an output table: rows by column name.
  private func rows(_ bench: Workbench, _ table: String) throws -> [[String: String]] {
    let text = try String(contentsOfFile: bench.path("out/case/tables/\(table).csv"), encoding: .utf8)
    let lines = text.split(separator: "\n").map(Self.cells)
    return lines.dropFirst().map { row in
      Dictionary(zip(lines[0], row), uniquingKeysWith: { first, _ in first })
    }
  }

  private static func cells(_ line: Substring) -> [String] {
    var (cells, isQuoted) = ([""], false)
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  private func report(_ bench: Workbench) throws -> String {
    try String(contentsOfFile: bench.path("out/case/report.md"), encoding: .utf8)
  }

  // SALib 537
  @Test("beds set to zero are zero, not unset")
  func bedsSetToZero() throws {
    let bench = try project("portfolio:\n  beds: {P01: 0}\n")
    #expect(try run(bench).status == 0)
    let project = try #require(try rows(bench, "projects").first { $0["project"] == "P01" })
    #expect(project["beds"] == "0" && project["cost_per_bed_wan"] == "")
    let beds = try rows(bench, "summary").first { $0["measure"] == "beds" && $0["year"] == "2025" }
    #expect(beds?["mean"] == "7410")
  }

  // anthonydb/practical-sql 6, MicrosoftDocs/OfficeDocs-Support 622
  @Test("a code that a spreadsheet saved in scientific form is one error, at its cell, without a guess")
  func codeInScientificForm() throws {
    let bench = try project()
    var isFirst = true
    try rewrite(bench, "townships") { cells, columns in
      defer { isFirst = false }
      guard isFirst, let at = columns["geo_code"] else { return cells }
      var changed = cells
      changed[at] = "5.00235E+08"
      return changed
    }
    let (status, problems) = try validate(bench)
    let errors = problems.filter { $0["severity"] as? String == "error" }
    #expect(status == 65 && errors.count == 1)
    #expect(errors.first?["file"] as? String == "seeds/case/townships.csv" && errors.first?["line"] as? Int == 2)
    let message = errors.first?["message"] as? String ?? ""
    #expect(message.contains("科学"))
    #expect(!(errors.first.map { "\($0)" } ?? "").contains("500235002"))
  }

  // PSLmodels/OG-Core 1070, IndEcol/RECC-ODYM 65
  @Test("an earlier census that has lost a digit is seen, at its rows")
  func earlierCensusTenth() throws {
    let bench = try project()
    try rewrite(bench, "population") { cells, columns in
      guard let year = columns["year"], let persons = columns["persons"], cells[year] == "2010" else { return cells }
      var changed = cells
      changed[persons] = String(cells[persons].dropLast())
      return changed
    }
    let (status, problems) = try validate(bench)
    #expect(status == 65)
    #expect(
      problems.contains { ($0["file"] as? String ?? "").hasSuffix("population.csv") && $0["line"] as? Int ?? 0 > 1 })
  }

  // mermaid 1301, giocomai/ganttrify 9
  @Test("years of the Gantt chart stand apart over any horizon", arguments: [2060, 2080])
  func ganttLongHorizon(end: Int) throws {
    let bench = try project("horizon: {start: 2020, end: \(end)}\noutputs: {years: [2020, 2040, \(end)]}\n")
    #expect(try run(bench).status == 0)
    let svg = try String(contentsOfFile: bench.path("out/case/charts/gantt.svg"), encoding: .utf8)
    let labels = svg.matches(of: /<text x="([0-9.]+)" y="([0-9.]+)" font-size="([0-9]+)"[^>]*>(20[0-9][0-9])<\/text>/)
    #expect(labels.count > 3)
    for row in Dictionary(grouping: labels, by: { $0.2 }).values {
      let places = row.compactMap { match in Double(match.1).map { ($0, Double(match.3) ?? 12) } }.sorted {
        $0.0 < $1.0
      }
      for (left, right) in zip(places, places.dropFirst()) {
        // Digits are at least 0.55 of the size wide in every font; four of them and a gap.
        #expect(right.0 - left.0 >= 4 * 0.55 * right.1, "\(left.0) and \(right.0)")
      }
    }
  }

  // The-Strategy-Unit/nhp_model 604
  @Test("beyond the last year of rates, and across missing ones, the rule is told")
  func horizonPastRates() throws {
    let bench = try project("horizon: {start: 2020, end: 2080}\noutputs: {years: [2020, 2035, 2050, 2080]}\n")
    func warned() throws -> [String] {
      try validate(bench).problems.filter { $0["severity"] as? String == "warning" }.compactMap {
        $0["file"] as? String
      }
    }
    let far = try warned()
    #expect(far.contains { $0.hasSuffix("mortality.csv") } && far.contains { $0.hasSuffix("fertility.csv") })
    #expect(try run(bench).status == 0)
    #expect(try report(bench).contains("2050年"))
    // A period that is missing in the middle.
    try bench.write("schema: 1\nid: case\ntitle: 个案\nextends: plan\n", to: "scenarios/case.yaml")
    #expect(try !warned().contains { $0.hasSuffix("mortality.csv") })
    try rewrite(bench, "mortality") { cells, columns in
      columns["start"].map { cells[$0] } == "2025" ? nil : cells
    }
    #expect(try warned().contains { $0.hasSuffix("mortality.csv") })
  }

  // The-Strategy-Unit/nhp_model 604
  @Test("a blank investment leaves a statement undefined, in validate as in run")
  func investmentUnknown() throws {
    let bench = try project()
    let name = "seeds/case/projects.csv"
    let text = try String(contentsOfFile: bench.path(name), encoding: .utf8)
    try bench.write(text.replacing(",19958,", with: ",,"), to: name)
    #expect(try validate(bench).status == 0)
    let outcome = try run(bench)
    #expect(outcome.status == 0 && !outcome.error.contains("unknownName"))
    let audit = try command(["audit", "--json"], folder: bench.folder)
    let list = try #require(try JSONSerialization.jsonObject(with: Data(audit.out.utf8)) as? [[String: Any]])
    #expect(list.first { $0["id"] as? String == "S43" }?["verdict"] as? String == "undefined")
  }

  // AntaresSimulator 3021, spotpy 145
  @Test("draws that contradict a fixed number are moved and counted, and validate foresees the run")
  func occupancyFixedDraws() throws {
    let bench = try project(
      """
      ensemble: {draws: 40, seed: 1}
      care:
        occupancy_city: {value: 0.85, unit: share, source: plan_yunyang_14fyp, note: counted}
      """ + "\n")
    #expect(try validate(bench).status == 0)
    #expect(try run(bench, ["-j", "2"]).status == 0)
    let manifest = try String(contentsOfFile: bench.path("out/case/manifest.json"), encoding: .utf8)
    let moved = manifest.firstMatch(of: /"moved": ([0-9]+)/).flatMap { Int($0.1) } ?? 0
    #expect(moved > 0)
    #expect(try report(bench).contains("\(moved)"))
  }

  // timriffe/DemoTools 7 and 83, SwissTPH/healthiar 642
  @Test("an open age group that is too young is refused at its row, or split and graded so")
  func openAge65() throws {
    let bench = try project()
    var sums: [String: Int] = [:]
    try rewrite(bench, "population") { cells, columns in
      let key = cells[columns["year"]!] + cells[columns["sex"]!]
      if (Int(cells[columns["age_from"]!]) ?? 0) >= 65 { sums[key, default: 0] += Int(cells[columns["persons"]!]) ?? 0 }
      return cells
    }
    try rewrite(bench, "population") { cells, columns in
      let age = Int(cells[columns["age_from"]!]) ?? 0
      guard age >= 65 else { return cells }
      guard age == 65 else { return nil }
      var changed = cells
      changed[columns["age_to"]!] = ""
      changed[columns["persons"]!] = "\(sums[cells[columns["year"]!] + cells[columns["sex"]!]] ?? 0)"
      return changed
    }
    let (status, problems) = try validate(bench)
    if status == 0 {
      #expect(try run(bench).status == 0)
      let old = try rows(bench, "population").filter { $0["age_group"] == "80+" && $0["year"] == "2020" }
      #expect(!old.isEmpty && old.allSatisfy { ["derived", "assumption"].contains($0["evidence"] ?? "") })
      // The census itself counted 32,430 aged 80 and over.
      let counted = old.first { $0["geo_code"] == "500235" && $0["sex"] == "T" }.flatMap { Double($0["mean"] ?? "") }
      #expect(counted.map { abs($0 / 32_430 - 1) < 0.15 } ?? false)
    } else {
      #expect(status == 65)
      #expect(problems.contains { ($0["file"] as? String ?? "").hasSuffix("population.csv") && "\($0)".contains("85") })
    }
  }

  // aodn/imos-toolbox 154, transportenergy/database 53
  @Test("a base population that is assumed is called so in every place")
  func placeholderGradedCensus() throws {
    let bench = try project()
    try rewrite(bench, "population") { cells, columns in
      guard let year = columns["year"], let quality = columns["quality"], cells[year] == "2020" else { return cells }
      var changed = cells
      changed[quality] = "assumption"
      return changed
    }
    #expect(try run(bench).status == 0)
    for table in ["population", "demography"] {
      let base = try rows(bench, table).filter {
        $0["year"] == "2020" && $0["geo_code"] == "500235" && $0["frame"] != "registered"
      }
      #expect(!base.isEmpty && base.allSatisfy { $0["evidence"] == "assumption" }, "\(table)")
    }
    let summary = try rows(bench, "summary").filter {
      $0["year"] == "2020" && ["residents", "pop60", "pop80"].contains($0["measure"] ?? "")
    }
    #expect(summary.count == 3 && summary.allSatisfy { $0["evidence"] ?? "assumption" == "assumption" })
    #expect(try !report(bench).contains("2020年普查常住人口"))
  }

  // geolessel/vox 15, adhocteam/pushup 83
  @Test("a run over a folder with a person's own files loses none of them")
  func rerunKeepsUserFiles() throws {
    let bench = try project()
    #expect(try run(bench).status == 0)
    try bench.write("mine", to: "out/case/my-notes.txt")
    try bench.write("mine too", to: "out/case/mine/inner.txt")
    try bench.write("edited", to: "out/case/report.md")
    let again = try run(bench)
    let names = ["my-notes.txt", "inner.txt", "report.md"]
    let kept = try contents(bench.folder.appending(path: "out"))
    for (name, text) in zip(names, ["mine", "mine too", "edited"]) {
      #expect(kept.contains { $0.key.hasSuffix(name) && $0.value == Data(text.utf8) }, "\(name) is lost")
    }
    #expect(again.status == 73 && again.error.contains("my-notes.txt") && again.error.contains("report.md"))
  }

  // frenck/probatio 371, scala/scala3 7895
  @Test("a sex written in Chinese is refused with the list and its meaning, or read")
  func sexInChinese() throws {
    let bench = try project()
    try rewrite(bench, "population") { cells, columns in
      guard let sex = columns["sex"] else { return cells }
      var changed = cells
      changed[sex] = cells[sex] == "M" ? "男" : "女"
      return changed
    }
    let (status, problems) = try validate(bench)
    #expect(status == 65)
    let first = try #require(problems.first)
    #expect((first["file"] as? String ?? "").hasSuffix("population.csv") && first["line"] as? Int == 2)
    let outcome = try command(["validate", "scenarios/case.yaml"], folder: bench.folder)
    #expect(outcome.error.contains("M 男、F 女"))
    // The first row is a man's.
    #expect((first["help"] as? String ?? "").contains("“M”"))
  }
}
