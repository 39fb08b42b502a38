import CountyData
import Diagnostics
import Foundation
import PlainText
import PlanningModel
import TestSupport
import Testing

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
        for parameter in county.parameters where file.path == "parameters.csv" {
          let cell = lines.row(line: parameter.evidence.origin.line)?["value"]
          #expect(cell.flatMap { PlainNumber.value($0) } == parameter.value, "seed \(seed): \(parameter.path)")
        }
        #expect(county.facilities.allSatisfy { $0.beds.value.isFinite && $0.beds.value >= 0 }, "seed \(seed)")
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
