import CountyData
import Diagnostics
import Foundation
import PlanningModel
import ScenarioFiles
import TestSupport
import Testing
import Uncertainty

private let head = """
  schema: 1
  id: x
  title: 试
  data: seeds/yunyang
  horizon: {start: 2020, end: 2035}

  """

private let county = try? CountyLoader.load(folder: Fixture.root.appending(path: "seeds/yunyang").path)

private func scenario(_ text: String, others: [String: String] = [:]) throws -> Scenario {
  let bench = try Workbench()
  try bench.write(text, to: "scenarios/x.yaml")
  for (name, other) in others { try bench.write(other, to: "scenarios/\(name).yaml") }
  let draft = try ScenarioReader().read(file: bench.path("scenarios/x.yaml"))
  return try ScenarioReader().resolve(draft, in: try #require(county)).scenario
}

private func problems(_ text: String, others: [String: String] = [:]) -> [Diagnostic] {
  do {
    _ = try scenario(text, others: others)
    return []
  } catch let report as DiagnosticReport {
    return report.diagnostics
  } catch {
    return []
  }
}

@Suite("Scenario files")
struct ScenarioReaderTests {
  @Test(
    "every shipped scenario is valid",
    arguments: [
      "base", "status-quo", "plan", "plan-two-years-late", "planned-and-reserve", "conversion-first", "no-migration",
    ])
  func shipped(name: String) throws {
    let draft = try ScenarioReader().read(file: Fixture.root.appending(path: "scenarios/\(name).yaml").path)
    let scenario = try ScenarioReader().resolve(draft, in: try #require(county)).scenario
    #expect(scenario.id == name && scenario.horizon.count == 16 && !scenario.titleZh.isEmpty)
    #expect(draft.countyFolder == Fixture.root.appending(path: "seeds/yunyang").path)
  }

  struct Broken: Sendable, CustomTestStringConvertible {
    let text: String
    let code: ScenarioCode
    let line: Int
    let column: Int
    var help = ""
    var testDescription: String { "\(code.rawValue) \(text.prefix(40))" }

    init(_ text: String, _ code: ScenarioCode, _ line: Int, _ column: Int, help: String = "") {
      self.text = text
      self.code = code
      self.line = line
      self.column = column
      self.help = help
    }
  }

  /// Each is the head above plus these lines, so the first stands on line 6.
  static let broken: [Broken] = [
    Broken("portfolo: {include: all}", .unknownKey, 6, 1, help: "portfolio"),
    Broken("portfolio: {incldue: all}", .unknownKey, 6, 13, help: "include"),
    Broken("care: {occupancy: 0.5, occupency_city: 0.8}", .unknownKey, 6, 24, help: "occupancy_city"),
    Broken("title: 再来", .duplicateKey, 6, 1),
    Broken("portfolio:\n  drop: [P01]\n  drop: [P02]", .duplicateKey, 8, 3),
    Broken("care: {occupancy: 半}", .notANumber, 6, 19),
    Broken("care: {occupancy: 1:30}", .notANumber, 6, 19),
    Broken("care: {occupancy: .nan}", .notANumber, 6, 19),
    Broken("care: {occupancy: 0x1F}", .notANumber, 6, 19),
    Broken("care: {occupancy: 53}", .outOfRange, 6, 19, help: "0.53"),
    Broken("care: {occupancy: [0.5]}", .wrongType, 6, 19),
    Broken("care: {occupancy: {2020: 0.5, 2025: 0.6}}", .mayNotVary, 6, 19),
    Broken("care: {occupancy: {value: 0.5, unit: 张}}", .wrongUnit, 6, 38),
    Broken("care: {occupancy: {value: 0.5, grade: best}}", .notInList, 6, 39),
    Broken("care: 5", .wrongType, 6, 7),
    Broken("funeral: {zone_cremation_rate: {20205: 0.3}}", .impossibleYear, 6, 33),
    Broken("funeral: {zones: {500235999: 2025}}", .unknownTownship, 6, 19, help: "500235"),
    Broken("funeral: {zones: {黄石鎮: 2025}}", .unknownTownship, 6, 19, help: "500235121"),
    Broken("funeral: {zones: {500235121: 2050}}", .impossibleYear, 6, 19),
    Broken("funeral: {ashes: {plot: 0.9}}", .contradiction, 6, 25),
    Broken("care: {occupancy_city: 0.95, occupancy: 0.2}", .contradiction, 6, 41),
    Broken("portfolio: {add: [P99]}", .unknownProject, 6, 19, help: "P09"),
    Broken("portfolio: {include: some}", .notInList, 6, 22),
    Broken("portfolio: {drop: [R01]}", .notIncluded, 6, 20),
    Broken("portfolio: {add: [R01], drop: [R01]}", .contradiction, 6, 32, help: "只留一处"),
    Broken("ensemble: {draws: 2, seed: -1}", .outOfRange, 6, 28),
    Broken("portfolio: {shift: {R01: 2}}", .notIncluded, 6, 21),
    Broken("portfolio: {shift: {all: 1.5}}", .notANumber, 6, 26),
    Broken("portfolio: {open: {P01: 2040}}", .impossibleYear, 6, 20),
    Broken("portfolio: {open: {P01: 2021}}", .impossibleYear, 6, 20),
    Broken("portfolio: {beds: {P12: 300}}", .contradiction, 6, 20),
    Broken("portfolio: {operator: {P01: company}}", .notInList, 6, 29),
    Broken("portfolio:\n  convert:\n    - {beds: 4000, year: 2023}", .tooFewBeds, 8, 14),
    Broken("portfolio:\n  convert:\n    - {beds: 10, year: 2019}", .impossibleYear, 8, 24),
    Broken("portfolio:\n  convert:\n    - {beds: 10}", .missingKey, 8, 7),
    Broken("portfolio: {scale: {P01: 8}}", .outOfRange, 6, 26),
    Broken("ensemble: {draws: 1.5}", .notANumber, 6, 19),
    Broken("outputs: {years: [2020, 2050]}", .impossibleYear, 6, 25),
    Broken("extends: nowhere", .missingParent, 6, 10),
    Broken("extends: ../plan", .unsafePath, 6, 10),
    Broken("extends: x", .cycle, 6, 10),
    Broken("unset: [care.occupancy]\nextends: y", .nothingToUnset, 6, 9),
    Broken("care: &a {occupancy: 0.5}", .aliasOrTag, 6, 7),
    Broken("care: !!map {occupancy: 0.5}", .aliasOrTag, 6, 7),
    Broken("care: {occupancy: 0.5", .syntax, 7, 1),
    Broken("\tcare: 1", .syntax, 6, 1),
  ]

  @Test("a broken scenario is refused with code, place and suggestion", arguments: broken)
  func refused(_ entry: Broken) {
    let found = problems(head + entry.text + "\n", others: ["y": "schema: 1\nid: y\ntitle: y\n"])
    let match = found.first { $0.code == entry.code.rawValue }
    #expect(match != nil, "\(found.map { "\($0.code) \($0.range.line):\($0.range.column) \($0.message)" })")
    #expect(match?.range.line == entry.line && match?.range.column == entry.column)
    #expect(match?.help.contains(entry.help) ?? false || entry.help.isEmpty)
  }

  @Test("all problems are told together, sorted by place")
  func together() {
    let found = problems(head + "care: {occupancy: x, norm_beds_per_1000: -3}\nfinanc: {}\nportfolio: {add: [P77]}\n")
    #expect(found.map(\.code).sorted() == ["E0213", "E0216", "E0217"])
  }

  @Test("empty files, other encodings, depth and devices are refused")
  func hostile() throws {
    #expect(problems("").map(\.code) == ["E0202"])
    #expect(problems("# nothing\n").map(\.code) == ["E0202"])
    #expect(problems("- 1\n- 2\n").map(\.code) == ["E0215"])
    let deep = String(repeating: "{a: ", count: 40) + "1" + String(repeating: "}", count: 40)
    #expect(problems(head + "care: " + deep + "\n").contains { $0.code == "E0205" })
    let bench = try Workbench()
    try bench.write(Data([0x73, 0x3A, 0x20, 0xB9, 0xE6, 0xBB, 0xAE, 0x0A]), to: "s/x.yaml")
    let report = #expect(throws: DiagnosticReport.self) { try ScenarioReader().read(file: bench.path("s/x.yaml")) }
    #expect(report?.diagnostics.first?.code == "E0203")
    #expect(throws: DiagnosticReport.self) { try ScenarioReader().read(file: "/dev/zero") }
    #expect(throws: InputMissing.self) { try ScenarioReader().read(file: bench.path("none.yaml")) }
  }

  @Test(
    "signs of sharing inside quotes, comments, block texts and plain words are text",
    arguments: [
      "description: \"abc\n  *def & ok\"", "description: |2\n    x: &a b",
      "description: |-2 # c\n    x &a b\n    y: *a",
      "description: >\n  hello *x &y !z\n\n  more", "description: it is *not* an alias & fine ! ok",
      "description: 'it''s *x'", "description: -*x", "# |\n# > &a\ncare: {occupancy: 0.5} # *a",
    ])
  func legalSigns(text: String) { #expect(problems(head + text).map(\.message) == []) }

  @Test("a bomb of aliases as a key is refused before it is read")
  func bomb() {
    let levels = (1...10).map { level in
      "a\(level): &a\(level) [\((0..<9).map { _ in "*a\(level - 1)" }.joined(separator: ","))]"
    }
    let text = "# |\n" + head + "a0: &a0 [1,1,1]\n" + levels.joined(separator: "\n") + "\n? *a9\n: 1\n"
    #expect(problems(text).first?.code == ScenarioCode.aliasOrTag.rawValue)
  }

  @Test("the central value of a switch stays in its range, and a distribution outside it is warned of")
  func switchesInRange() throws {
    let bench = try Workbench()
    try bench.write(
      head + "portfolio: {scale: {P01: {dist: gamma, shape: 1e4, scale: 1e9}}, beds: {P02: 10}}",
      to: "scenarios/x.yaml")
    let draft = try ScenarioReader().read(file: bench.path("scenarios/x.yaml"))
    let resolved = try ScenarioReader().resolve(draft, in: try #require(county))
    #expect(resolved.scenario.portfolio.scale.values.map { $0 } == [3])
    #expect(resolved.warnings.map(\.code).filter { $0 != "W0310" } == [ScenarioCode.outsideRange.rawValue])
  }

  @Test("the caret stands under the quotes of a word too")
  func quotedWords() {
    let key = problems(head + "portfolio: {'incldue': all}\n").first
    #expect(key?.range.column == 13 && key?.range.length == 9)
    let value = problems(head + "care: {occupancy: \"a\\tb\"}\n").first
    #expect(value?.range.column == 19 && value?.range.length == 6)
  }

  @Test("a data folder that a link leads out of the project is refused")
  func dataThroughLink() throws {
    let bench = try Workbench()
    let other = try Workbench()
    try other.write("{}", to: "county/datapackage.json")
    try bench.write(head, to: "scenarios/x.yaml")
    try bench.write("", to: "seeds/none")
    try FileManager.default.createSymbolicLink(
      atPath: bench.path("seeds/yunyang"), withDestinationPath: other.path("county"))
    let report = #expect(throws: DiagnosticReport.self) {
      try ScenarioReader().read(file: bench.path("scenarios/x.yaml"))
    }
    #expect(report?.diagnostics.map(\.code) == [ScenarioCode.unsafePath.rawValue])
    #expect(report?.diagnostics.first?.range.line == 4 && report?.diagnostics.first?.range.column == 7)
  }

  /// Each would take minutes if a step looked at every entry for every other.
  @Test(
    "files as large as they may be, of nothing but mistakes, are refused with a thousand problems at most",
    arguments: ["keys", "repeated", "correlations", "drop", "zones", "convert", "unset"])
  func large(kind: String) throws {
    func list(_ count: Int, _ item: (Int) -> String) -> String { (0..<count).map(item).joined(separator: ",") }
    let text =
      switch kind {
      case "keys": (0..<90_000).map { "k\($0): 1\n" }.joined()
      case "repeated": "care: {" + list(45_000) { "k\($0): 1,k\($0): 1" } + "}\n"
      case "correlations": "correlations: [" + list(20_000) { "{a: care.occupancy, b: care.k\($0), rho: 0.1}" } + "]\n"
      case "drop": "portfolio: {drop: [" + list(20_000) { "云阳\($0)" } + "]}\n"
      case "zones": "funeral: {zones: {" + list(20_000) { "云阳镇\($0): 2025" } + "}}\n"
      case "convert": "portfolio: {convert: [" + list(20_000) { _ in "{beds: 1, year: 2024}" } + "]}\n"
      default: "unset: [" + list(20_000) { "care.k\($0)" } + "]\n"
      }
    let found = problems(head + "extends: y\n" + text, others: ["y": "schema: 1\nid: y\ntitle: y\n"])
    #expect((1...1000).contains(found.count))
  }

  @Test("a byte-order mark before the text changes nothing; two of them and UTF-16 are named")
  func byteOrderMark() throws {
    let text = head + "care: {occupancy: 0.5}"
    #expect(try scenario("\u{FEFF}" + text).parameters.map(\.path) == ["care.occupancy"])
    #expect(problems("\u{FEFF}schema: 2\n").contains { $0.range.line == 1 && $0.range.column == 9 })
    let double = try #require(problems("\u{FEFF}\u{FEFF}" + text).first)
    #expect(double.code == ScenarioCode.encoding.rawValue && double.message.contains("两个"))
    let bench = try Workbench()
    try bench.write(try #require(text.data(using: .utf16)), to: "scenarios/x.yaml")
    let report = #expect(throws: DiagnosticReport.self) {
      try ScenarioReader().read(file: bench.path("scenarios/x.yaml"))
    }
    #expect(report?.diagnostics.first?.message.contains("UTF-16") ?? false)
  }

  @Test("text in quotes and block texts may hold any sign")
  func texts() throws {
    let result = try scenario(head + "description: |\n  *重点* & 其他 !\n  第二行\ncare: {occupancy: 0.5}\n")
    #expect(result.descriptionZh.hasPrefix("*重点* & 其他 !"))
  }

  @Test("maps merge by key, values are replaced whole, unset removes, origins are kept")
  func inheritance() throws {
    let parent = """
      schema: 1
      id: a
      title: 甲
      data: seeds/yunyang
      horizon: {start: 2020, end: 2030}
      care: {occupancy: 0.5, length_of_stay: 3}
      funeral: {zone_cremation_rate: {2020: 0.1, 2025: 0.9}}
      portfolio: {shift: {P01: 1}, include: planned}
      """
    let second = "schema: 1\nid: b\ntitle: 乙\nhorizon: {end: 2032}\ncare: {full_occupancy: 0.9}\n"
    let text = """
      schema: 1
      id: x
      title: 丙
      extends: [a, b]
      unset: [care.length_of_stay]
      funeral: {zone_cremation_rate: {2020: 0.2, 2030: 0.4}}
      portfolio: {shift: {P02: 2}}
      """
    let result = try scenario(text, others: ["a": parent, "b": second])
    let byPath = Dictionary(uniqueKeysWithValues: result.parameters.map { ($0.path, $0) })
    #expect(result.horizon.end == Year(2032) && result.titleZh == "丙")
    #expect(byPath["care.length_of_stay"] == nil && byPath["care.full_occupancy"] != nil)
    #expect(byPath["care.occupancy"]?.origin.line == 6)
    #expect(byPath["care.occupancy"]?.origin.file.hasSuffix("a.yaml") ?? false)
    let rate = try #require(byPath["funeral.zone_cremation_rate"]?.value.value(at: nil, within: 0...1, years: []))
      .value(in: Year(2025))
    #expect(abs(rate - 0.3) < 1e-12)
    #expect(result.portfolio.shift == [ProjectID("P01"): 1, ProjectID("P02"): 2])
    #expect(result.files.count == 3)
  }
}
