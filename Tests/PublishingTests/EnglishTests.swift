import Analysis
import Charts
import CountyData
import Foundation
import Language
import PlainText
import PlanningModel
import Publishing
import ScenarioFiles
import Simulation
import TestSupport
import Testing

/// What is published in English speaks English: Chinese stands in it only as the county's files and the scenario brought it.
@Suite("English output")
struct EnglishTests {
  private static let scenario = """
    schema: 1
    id: e
    title: English trial
    data: seeds/t
    horizon: {start: 2020, end: 2035}
    funeral: {zone_cremation_rate: {value: {2020: 0.5, 2035: 0.9}, grade: assumption}}
    portfolio:
      shift: {all: 1}
      convert: [{year: 2024, beds: 10}]
      budget: {2024: 1000}
    targets: [{measure: unmet, year: 2030, at_most: 100}]

    """

  /// An invented county of twelve townships with English names, and its run.
  private static func run(_ assignments: [String] = []) throws -> (run: CountyRun, input: String) {
    let bench = try Workbench()
    let template = CountyTemplate(
      code: "500996", nameZh: "试县", nameEn: "Trial", baseYear: 2020, synthetic: 12, seed: 3)
    for file in template.files() { try bench.write(file.text, to: "seeds/t/\(file.path)") }
    try bench.write(scenario, to: "scenarios/e.yaml")
    let county = try CountyLoader.load(folder: bench.path("seeds/t"))
    let document = try ScenarioReader().document(file: bench.path("scenarios/e.yaml"), assignments: assignments)
    let resolved = try ScenarioReader().resolve(try ScenarioReader().draft(document), in: county)
    return (
      try CountyRun(county: county, scenario: resolved.scenario), template.files().map(\.text).joined(separator: "\n")
    )
  }

  /// Unbroken strings of Chinese characters and signs.
  private static func chinese(_ text: String) -> Set<String> {
    Set(text.matches(of: /[\u{3000}-\u{303F}\u{3400}-\u{9FFF}\u{FF00}-\u{FFEF}]+/).map { String($0.0) })
  }

  @Test("report, charts and findings hold no Chinese but what the county's files hold", arguments: [0, 25])
  func published(draws: Int) throws {
    let (run, input) = try Self.run(["ensemble.draws=\(draws)"])
    let known = Self.chinese(input)
    let publication = try Publication(run, wording: .english, jobs: 2)
    let files = try publication.package(jobs: 2).files()
    var seen = 0
    for file in files where file.path == "report.md" || file.path.hasPrefix("charts/") {
      let text = String(decoding: file.bytes, as: UTF8.self)
      let foreign = Self.chinese(text).subtracting(known)
      #expect(foreign.isEmpty, "\(file.path): \(foreign.sorted().joined(separator: " | "))")
      // The signs between parts are those of English, too.
      for sign in ["；", "，", "。", "、", "（", "）", "：", "  ."] where !input.contains(sign) {
        #expect(!text.contains(sign), "\(file.path) holds \(sign)")
      }
      seen += 1
    }
    #expect(seen > 15)
    for finding in publication.findings() + publication.targetSentences() + publication.observationSentences() {
      #expect(Self.chinese(finding).isEmpty, "\(finding)")
    }
    #expect(publication.findings().count == 4)
  }

  @Test("both languages tell the same numbers: tables and charts differ in words alone")
  func sameNumbers() throws {
    let (run, _) = try Self.run(["ensemble.draws=8"])
    func files(_ wording: Wording) throws -> [String: String] {
      let publication = try Publication(run, wording: wording, ranking: InputRanking(rows: []), jobs: 2)
      return Dictionary(
        try publication.package(jobs: 2).files().map {
          ($0.path, String(decoding: $0.bytes, as: UTF8.self))
        }, uniquingKeysWith: { first, _ in first })
    }
    let (zh, en) = (try files(.chinese), try files(.english))
    #expect(Set(zh.keys) == Set(en.keys))
    func numbers(_ text: String?) -> [String] {
      (text ?? "").split(separator: "\n").dropFirst().flatMap { row in
        row.split(separator: ",").filter { PlainNumber.value(String($0)) != nil }.map(String.init)
      }
    }
    var compared = 0
    for path in zh.keys.sorted() where path.hasSuffix(".csv") {
      #expect(numbers(zh[path]) == numbers(en[path]), "\(path)")
      compared += numbers(zh[path]).count
    }
    #expect(compared > 1000)
    #expect(zh["manifest.json"]?.contains("\"lang\": \"zh\"") == true)
    #expect(en["manifest.json"]?.contains("\"lang\": \"en\"") == true)
  }

  @Test("names are English where the data has them, and Chinese where it has none")
  func names() throws {
    let (run, _) = try Self.run()
    let county = run.county
    let (zh, en) = (Wording.chinese, Wording.english)
    #expect(en.name(county) == "Trial" && zh.name(county) == "试县")
    #expect(en.name(county.zones[0]) == "County town" && zh.name(county.zones[0]) == "城区")
    let town = county.townships[2]
    #expect(en.name(town, in: county) == "Sample \(town.code)" && zh.name(town, in: county) == town.nameZh)
    #expect(
      en.name(county.indicators[0]) == "Nursing share of care beds" && en.nature(county.indicators[0]) == "binding")
    let nameless = Zone(id: ZoneID("z"), nameZh: "片", nameEn: "", isCity: false, evidence: county.zones[0].evidence)
    #expect(en.name(nameless) == "片")
    #expect(
      en.value("55", in: "%") == "55%" && en.value("12", in: "张") == "12 beds" && zh.value("12", in: "张") == "12张")
  }
}
