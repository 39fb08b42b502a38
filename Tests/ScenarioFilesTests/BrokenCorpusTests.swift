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
}
