import CountyData
import Diagnostics
import Foundation
import PlanningModel
import ScenarioFiles
import TestSupport
import Testing
import Yams

/// A case of `Tests/Fixtures/broken/scenarios.txt`.
struct BrokenScenario: Sendable, CustomTestStringConvertible {
  let code: String
  let stratum: String
  let suggestion: String
  let text: String
  let line: Int
  let column: Int
  var testDescription: String { "\(code) \(text.split(separator: "\n").last.map(String.init) ?? "")" }

  static let all: [BrokenScenario] = {
    let path = Fixture.root.appending(path: "Tests/Fixtures/broken/scenarios.txt")
    guard let file = try? String(contentsOf: path, encoding: .utf8),
      let headStart = file.range(of: "--- head\n"), let headEnd = file.range(of: "--- cases\n")
    else { return [] }
    let head = String(file[headStart.upperBound..<headEnd.lowerBound])
    return file[headEnd.upperBound...].split(separator: "=== ").map { block in
      let lines = block.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let words = lines[0].split(separator: " ", maxSplits: 2).map(String.init)
      let body = String(lines[1])
      // A case that says a key of the head again replaces it, except where the repetition is the point.
      let keys = body.split(separator: "\n").compactMap { $0.replacing("⟦", with: "").split(separator: ":").first }
      let kept = head.split(separator: "\n").filter { line in
        words[0] == "E0214" || !keys.contains { line.hasPrefix($0 + ":") }
      }
      let marked = kept.joined(separator: "\n") + "\n" + body
      let before = marked.range(of: "⟦").map { marked[..<$0.lowerBound] } ?? marked[marked.endIndex...]
      let column = before.split(separator: "\n", omittingEmptySubsequences: false).last?.unicodeScalars.count ?? 0
      return BrokenScenario(
        code: words[0], stratum: words[1], suggestion: words.count > 2 ? words[2] : "",
        text: marked.replacing("⟦", with: ""), line: before.count { $0 == "\n" } + 1, column: column + 1)
    }
  }()
}

private let county = try? CountyLoader.load(folder: Fixture.root.appending(path: "seeds/yunyang").path)

/// YAML as JSON with the strict reading of numbers: what a schema sees.
func json(_ node: Node) -> Any {
  switch node {
  case .mapping(let map):
    return Dictionary(map.map { ($0.key.scalar?.string ?? "", json($0.value)) }, uniquingKeysWith: { $1 })
  case .sequence(let list): return list.map(json)
  case .scalar(let scalar):
    guard scalar.style == .plain else { return scalar.string }
    if ["", "~", "null", "Null", "NULL"].contains(scalar.string) { return NSNull() }
    if ["true", "false"].contains(scalar.string) { return NSNumber(value: scalar.string == "true") }
    if scalar.string.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil, let number = Double(scalar.string)
    {
      return NSNumber(value: number)
    }
    return scalar.string
  case .alias: return NSNull()
  }
}

@Suite("Broken scenario files")
struct BrokenCorpusTests {
  @Test("the corpus is large") func size() {
    #expect(BrokenScenario.all.count >= 200)
    #expect(Set(BrokenScenario.all.map(\.code)).count >= 24)
  }

  @Test("refused with code, line, column and suggestion", arguments: BrokenScenario.all)
  func refused(_ entry: BrokenScenario) throws {
    let bench = try Workbench()
    try bench.write(entry.text, to: "scenarios/x.yaml")
    try bench.write("schema: 1\nid: y\ntitle: y\ncare: {full_occupancy: 0.9}\n", to: "scenarios/y.yaml")
    try bench.write("schema: 1\nid: plan\ntitle: y\n", to: "scenarios/plan.yaml")
    var found: [Diagnostic] = []
    do {
      let document = try ScenarioReader().document(file: bench.path("scenarios/x.yaml"))
      for child in try document.children() { _ = try ScenarioReader().draft(child) }
      _ = try ScenarioReader().resolve(try ScenarioReader().draft(document), in: try #require(county))
    } catch let report as DiagnosticReport { found = report.diagnostics }
    let match = found.first { $0.code == entry.code && $0.range.line == entry.line && $0.range.column == entry.column }
    #expect(match != nil, "\(found.map { "\($0.code) \($0.range.line):\($0.range.column) \($0.message)" })")
    #expect(entry.suggestion.isEmpty || match?.help.contains(entry.suggestion) ?? false, "\(match?.help ?? "")")
  }

  @Test("schema and decoder agree on the form")
  func agreement() throws {
    let schema = try JSONSchemaCheck(ScenarioSchema.json())
    for entry in BrokenScenario.all where entry.stratum != "text" {
      let node = try #require(try Yams.compose(yaml: entry.text))
      #expect(schema.accepts(json(node)) == (entry.stratum == "county"), "\(entry.testDescription)")
    }
    let folder = Fixture.root.appending(path: "scenarios")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".yaml") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      #expect(schema.accepts(json(try #require(try Yams.compose(yaml: text)))), "\(name)")
    }
  }

  /// What is right in the decoder's eyes must not be underlined in an editor.
  @Test(
    "schema and decoder accept the same forms",
    arguments: [
      "schema: 1.0", "sweep: {care: [{occupancy: 0.4}, {occupancy: 0.5}]}", "sweep: {portfolio.include: [all, none]}",
      "sweep: {portfolio.shift.P01: [0, 1], portfolio.shift.all: [{low80: 0, mid: 1, high80: 2}]}",
      "sweep: {portfolio.budget: [{2025: 100}, {2025: {a: 3}}], portfolio.budget.2026: [1, {a: 2}]}",
      "sweep: {portfolio.budget.2026.a: [1, 2], funeral.zones.500235121: [2025, base]}",
      "sweep: {funeral.zone_cremation_rate: [{2020: 0.1, 2025: 0.2}, 0.3], care.uptake: [{disabled: 0.3}]}",
      "sweep: {targets: [[], [{measure: unmet, year: 2030, at_most: 5}]], outputs.years: [[2025]]}",
      "targets: [{measure: unmet, year: 2030, at_least: 5}]",
      "care: {occupancy: {dist: lognormal, median: 0.5, p90: 0.7}}",
      "care: {occupancy: {dist: lognormal, median: 0.5, sd_log: 0.2, note: 试}}",
      "funeral: {zones: {500235121: 2025}}", "portfolio: {close: [{beds: 1, year: 2024, township: 500235001}]}",
    ])
  func accepted(text: String) throws {
    let bench = try Workbench()
    let head = text.hasPrefix("schema") ? "" : "schema: 1\n"
    let whole = head + "id: x\ntitle: 试\ndata: seeds/yunyang\nhorizon: {start: 2020, end: 2035}\n" + text + "\n"
    try bench.write(whole, to: "scenarios/x.yaml")
    let document = try ScenarioReader().document(file: bench.path("scenarios/x.yaml"))
    for child in try document.children() { _ = try ScenarioReader().draft(child) }
    let schema = try JSONSchemaCheck(ScenarioSchema.json())
    #expect(schema.accepts(json(try #require(try Yams.compose(yaml: whole)))))
    let own = try JSONSchemaCheck(ScenarioSchema.json(county: county))
    if !text.contains("a:") && !text.contains(".a:") {
      #expect(own.accepts(json(try #require(try Yams.compose(yaml: whole)))))
    }
  }

  @Test(
    "a value is set whole, by every way of setting one",
    arguments: ["funeral.zone_cremation_rate.2025=0.4", "care.occupancy.value=0.5", "sweep.care.occupancy.mid=[1]"])
  func wholeValues(assignment: String) throws {
    let file = Fixture.root.appending(path: "scenarios/plan.yaml").path
    let report = #expect(throws: DiagnosticReport.self) {
      try ScenarioReader().document(file: file, assignments: [assignment])
    }
    #expect(report?.diagnostics.map(\.code) == [ScenarioCode.wrongType.rawValue])
    #expect(report?.diagnostics.first?.range.column == 1 || assignment.hasPrefix("sweep"))
  }

  @Test("the schema for a county refuses its unknown projects and townships")
  func countySchema() throws {
    let schema = try JSONSchemaCheck(ScenarioSchema.json(county: county))
    for entry in BrokenScenario.all where ["E0221", "E0222"].contains(entry.code) {
      #expect(!schema.accepts(json(try #require(try Yams.compose(yaml: entry.text)))), "\(entry.testDescription)")
    }
  }

  @Test("the committed schema is the one that the program writes")
  func committed() throws {
    let path = Fixture.root.appending(path: "scenarios/scenario.schema.json")
    #expect(try String(contentsOf: path, encoding: .utf8) == ScenarioSchema.json())
  }

  /// Problems of a file as the commands gather them: of its form, and of the parts whose form is right.
  private func everything(_ text: String) throws -> Set<String> {
    let bench = try Workbench()
    try bench.write("schema: 1\nid: x\ntitle: x\ndata: seeds/yunyang\n" + text, to: "scenarios/x.yaml")
    let path = bench.path("scenarios/x.yaml")
    var found: [Diagnostic] = []
    let county = try #require(county)
    var document: ScenarioDocument?
    do {
      document = try ScenarioReader().document(file: path)
    } catch let report as DiagnosticReport {
      found = report.diagnostics
      if let rest = ScenarioReader().salvage(file: path) { found += ScenarioReader().problems(rest, in: county) }
    }
    guard let document else { return Self.places(found) }
    if let rest = ScenarioReader().salvage(document) { found = ScenarioReader().problems(rest, in: county) }
    return Self.places(found)
  }

  private static func places(_ found: [Diagnostic]) -> Set<String> {
    return Set(found.filter { $0.severity == .error }.map { "\($0.code):\($0.range.line)" })
  }

  @Test("problems of form hide no problem of the county; only what depends on a broken part is left alone")
  func allAtOnce() throws {
    let horizon = "horizon: {start: 2020, end: 2035}\n"
    // Line 6 on. A number that is none, an unknown project, an unknown township, a year outside, a misspelled key.
    #expect(
      try everything(
        horizon
          + "care: {occupancy: many}\nportfolio:\n  drop: [P99]\n  open: {P01: 2050}\n  convert: [{beds: 5, year: 2024, township: 无此镇}]\n  shfit: {all: 1}\nfunding: 1\ntargets: [{measure: unmet, year: 2050, at_most: 1}]\n"
      ) == ["E0216:6", "E0222:8", "E0223:9", "E0221:10", "E0213:11", "E0213:12", "E0223:13"])
    // Without a horizon no year is judged, but names are.
    #expect(
      try everything("horizon: {start: 2020, end: soon}\nportfolio: {open: {P01: 2090}, drop: [P99]}\n")
        == ["E0216:5", "E0222:6"])
    // With a broken choice of projects it is not known what stands in the portfolio.
    #expect(
      try everything(horizon + "portfolio:\n  include: sum\n  shift: {R01: 1}\n  drop: [R02, R999]\n")
        == ["E0227:7", "E0222:9"])
    // One broken item of a list does not hide the others.
    #expect(
      try everything(
        horizon + "portfolio:\n  close:\n    - {beds: few, year: 2024}\n    - {beds: 99000, year: 2024}\n")
        == ["E0216:8", "E0225:9"])
    // What only the decoder finds does not hide the rest either.
    #expect(
      try everything(
        horizon + "correlations: [{a: care.occupancy, b: care.occupancy, rho: 0.2}]\nportfolio: {drop: [P99]}\n")
        == ["E0226:6", "E0222:7"])
    // A sum is not judged when one of its parts is broken.
    #expect(
      try everything(horizon + "funeral: {ashes: {plot: 0.9, niche: x}}\n") == ["E0216:6"])
  }
}
