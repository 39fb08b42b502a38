import CountyData
import Diagnostics
import Foundation
import PlainText
import PlanningModel
import TestSupport
import Testing

/// A number of a county as it was read, with what it can be, written here a second time.
private struct Said {
  let table: String
  let column: String
  let value: Double?
  let possible: ClosedRange<Double>
  let origin: Origin

  static func all(_ county: County) -> [Said] {
    func said(
      _ table: String, _ evidence: Evidence, _ columns: [(String, Double?, ClosedRange<Double>)]
    ) -> [Said] {
      columns.map { Said(table: table, column: $0.0, value: $0.1, possible: $0.2, origin: evidence.origin) }
    }
    let people = 0.0...1e9
    var all = county.townships.flatMap { place in
      said(
        "townships", place.evidence,
        [
          ("lon", place.longitude, 70...140), ("lat", place.latitude, 3...54),
          ("residents", place.residents.value, 0...1e7), ("residents_low", place.residentsLow.value, 0...1e7),
          ("residents_high", place.residentsHigh.value, 0...1e7), ("residents60", place.residents60.value, 0...1e7),
          ("residents65", place.residents65.value, 0...1e7), ("settlements", Double(place.settlements), 0...1e4),
        ])
    }
    all += county.census.flatMap { said("population", $0.evidence, [("persons", $0.persons.value, people)]) }
    all += county.mortality.flatMap { said("mortality", $0.evidence, [("rate", $0.rate, 0...5)]) }
    all += county.fertility.flatMap { row in
      let range: ClosedRange<Double> =
        switch row.measure {
        case .totalFertilityRate: 0.1...12
        case .ageShare: 0...1
        case .sexRatioAtBirth: 0.8...1.6
        }
      return said("fertility", row.evidence, [("value", row.value, range)])
    }
    all += county.disability.flatMap { row in
      said(
        "disability", row.evidence, [("share", row.share, 0...1), ("low", row.low, 0...1), ("high", row.high, 0...1)])
    }
    all += county.registered.flatMap { said("registered", $0.evidence, [("persons", $0.persons.value, people)]) }
    all += county.parameters.flatMap { row -> [Said] in
      let declared = ParameterCatalogue.declaration(for: row.path)
      return said(
        "parameters", row.evidence, [("value", row.value, (declared?.lowest ?? 0)...(declared?.highest ?? 0))])
    }
    all += county.facilities.flatMap { row in
      said(
        "facilities", row.evidence,
        [
          ("homes", Double(row.homes), 1...1e4), ("beds", row.beds.value, 0...1e5),
          ("nursing_share", row.nursingShare, 0...1),
        ])
    }
    all += county.projects.flatMap { row in
      said(
        "projects", row.evidence,
        [
          ("beds", row.beds?.value, 0...1e5), ("investment_wan", row.investment?.value, 0...1e7),
          ("start", Double(row.startYear.value), 1900...2200), ("open", Double(row.openYear.value), 1900...2200),
        ])
    }
    all += county.indicators.flatMap { row in
      said("indicators", row.evidence, [("base", row.base, 0...1e6), ("target", row.target, 0...1e6)])
    }
    return all
  }
}

@Suite("Mutated data packages")
struct MutatedDataTests {
  /// Two thousand damaged tables and descriptors of a small package.
  @Test("damaged tables are refused with a place, or say what they say", arguments: 0..<4)
  func damaged(block: Int) throws {
    let bench = try Workbench()
    let template = CountyTemplate(code: "500999", nameZh: "试县", nameEn: "Trial", baseYear: 2020).files()
    for file in template { try bench.write(file.text, to: "c/\(file.path)") }
    let tables = template.filter { $0.path != "README.md" }
    for index in 0..<500 {
      let seed = UInt64(100_000 + block * 500 + index)
      let file = tables[index % tables.count]
      var mutation = Mutation(seed: seed)
      let bytes = mutation.apply(Array(file.text.utf8))
      try bench.write(Data(bytes), to: "c/\(file.path)")
      do {
        let county = try CountyLoader.load(folder: bench.path("c"))
        let lines = TextTable(bytes)
        for said in Said.all(county) where said.table + ".csv" == file.path {
          let cell = lines.row(line: said.origin.line)?[said.column] ?? ""
          // Residents that a row leaves blank are allotted.
          if said.table == "townships", cell.isEmpty { continue }
          // What was read is what stands there, and it is possible.
          #expect(PlainNumber.value(cell) == said.value, "seed \(seed): \(said.table).\(said.column) “\(cell)”")
          #expect(
            said.value.map { said.possible.contains($0) } ?? true, "seed \(seed): \(said.table).\(said.column) \(cell)")
        }
      } catch let report as DiagnosticReport {
        #expect(!report.diagnostics.isEmpty && report.diagnostics.allSatisfy { $0.range.line >= 1 }, "seed \(seed)")
        _ = DiagnosticRenderer(usesColour: false).render(report)
      }
      try bench.write(file.text, to: "c/\(file.path)")
    }
  }

  @Test("a new county and an invented one of 100 townships are valid at once", arguments: [nil, 1, 7, 100])
  func templates(townships: Int?) throws {
    let bench = try Workbench()
    let template = CountyTemplate(
      code: "500998", nameZh: "试县", nameEn: "Trial", baseYear: 2023, synthetic: townships, seed: 3)
    for file in template.files() { try bench.write(file.text, to: "c/\(file.path)") }
    let county = try CountyLoader.load(folder: bench.path("c"))
    #expect(county.townships.count == townships ?? 2)
    #expect(county.parameters.allSatisfy { $0.evidence.grade == .assumption && $0.low != nil })
    #expect(!template.files().contains { $0.text.contains("云阳") })
  }

  @Test("the shipped descriptor has the tables and columns that a new one gets")
  func declarations() throws {
    func fields(_ text: String) throws -> [String: [String]] {
      let root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      let resources = try #require(root?["resources"] as? [[String: Any]])
      return Dictionary(
        uniqueKeysWithValues: resources.compactMap { resource in
          guard let name = resource["name"] as? String, let schema = resource["schema"] as? [String: Any] else {
            return nil
          }
          return (name, (schema["fields"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String })
        })
    }
    let path = Fixture.root.appending(path: "seeds/yunyang/datapackage.json")
    let shipped = try fields(try String(contentsOf: path, encoding: .utf8))
    let template = CountyTemplate(code: "500998", nameZh: "试县", nameEn: "Trial", baseYear: 2020).files()
    let fresh = try fields(try #require(template.first { $0.path == "datapackage.json" }).text)
    for (name, columns) in fresh { #expect(shipped[name] == columns, "\(name)") }
  }

  @Test("GB18030, byte-order marks and both line ends read the same; 100,000 rows in one table")
  func encodings() throws {
    let bench = try Workbench()
    let template = CountyTemplate(code: "500999", nameZh: "试县", nameEn: "Trial", baseYear: 2020).files()
    for file in template { try bench.write(file.text, to: "c/\(file.path)") }
    let plain = try CountyLoader.load(folder: bench.path("c"))
    let text = try #require(template.first { $0.path == "townships.csv" }).text
    try bench.write(Data([0xEF, 0xBB, 0xBF]) + Data(text.replacing("\n", with: "\r\n").utf8), to: "c/townships.csv")
    #expect(try CountyLoader.load(folder: bench.path("c")).townships.map(\.nameZh) == plain.townships.map(\.nameZh))
    let gb = CFStringConvertEncodingToNSStringEncodingGB18030
    try bench.write(try #require(text.data(using: gb)), to: "c/townships.csv")
    #expect(try CountyLoader.load(folder: bench.path("c")).townships.map(\.nameZh) == plain.townships.map(\.nameZh))
    try bench.write(text, to: "c/townships.csv")

    let sources =
      "key,title,place,licence,text_seen,note\nplaceholder,占位,,,no,\n"
      + (0..<100_000).map { "k\($0),来源\($0),,,yes,“说明”\($0)" }.joined(separator: "\n") + "\n"
    try bench.write(sources, to: "c/sources.csv")
    #expect(try CountyLoader.load(folder: bench.path("c")).sources.count == 100_001)
  }
}

/// GB18030 by its Windows code page number under Foundation's encoding numbers.
private let CFStringConvertEncodingToNSStringEncodingGB18030 = String.Encoding(rawValue: 0x8000_0632)
