import Foundation
import TestSupport
import Testing

@Suite("The house")
struct HouseTests {
  /// Which of our rooms each room may use: the data flows one way.
  static let allowed: [String: Set<String>] = [
    "GSL": ["CGSL"], "RandomStreams": [], "PlainText": [], "PlanningModel": [], "Diagnostics": ["PlainText"],
    "Uncertainty": ["GSL", "RandomStreams", "PlanningModel"],
    "CountyData": ["PlanningModel", "PlainText", "RandomStreams", "Diagnostics"],
    "ScenarioFiles": ["PlanningModel", "Uncertainty", "PlainText", "Diagnostics"],
    "Demography": ["GSL", "RandomStreams", "PlanningModel"], "CareNeed": ["PlanningModel"],
    "Facilities": ["PlanningModel"],
    "Funeral": ["PlanningModel"], "Finance": ["PlanningModel"],
    "Simulation": [
      "PlanningModel", "RandomStreams", "Uncertainty", "Demography", "CareNeed", "Facilities", "Funeral", "Finance",
    ],
    "Analysis": ["PlanningModel", "Demography", "CareNeed", "Facilities", "Funeral", "Finance", "Simulation"],
    "Charts": ["PlainText"],
    "Publishing": [
      "PlanningModel", "Diagnostics", "Demography", "CareNeed", "Facilities", "Funeral", "Finance", "Simulation",
      "Analysis", "Charts", "PlainText", "CPlatform", "CMessageDigest",
    ],
    "Benchmarks": [
      "PlanningModel", "CountyData", "ScenarioFiles", "Demography", "Simulation", "Analysis", "CBenchmarkLoop",
    ],
    "Fuzzing": ["ScenarioFiles", "CountyData", "Diagnostics", "PlainText", "PlanningModel"],
  ]
  /// Outside modules each room may use; science has the C library alone.
  static let outside: [String: Set<String>] = [
    "Diagnostics": ["Glibc"], "CountyData": ["Foundation", "Glibc"], "ScenarioFiles": ["CYaml"],
    "Demography": ["Glibc"],
    "Uncertainty": ["Glibc"], "Charts": ["Glibc"], "Publishing": ["Glibc"], "Simulation": ["Dispatch", "Glibc"],
    "Benchmarks": ["Glibc"], "Fuzzing": ["Glibc"],
  ]

  @Test("every room imports only what lies below it")
  func imports() throws {
    let sources = Fixture.root.appending(path: "Sources")
    let rooms = try FileManager.default.contentsOfDirectory(atPath: sources.path)
    for room in rooms.sorted() where room != "countyplan" && !room.hasSuffix(".md") {
      let folder = sources.appending(path: room)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
      if files.isEmpty { continue }
      let rules = try #require(Self.allowed[room], "\(room) has no place in the picture")
      for file in files {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        for match in text.matches(of: /(?m)^\s*(?:@\w+ )?(?:public |internal |package |private )?import (\w+)/) {
          let module = String(match.1)
          let isAllowed = rules.contains(module) || (Self.outside[room] ?? []).contains(module)
          #expect(isAllowed, "\(room)/\(file) imports \(module)")
        }
      }
    }
  }

  @Test("nothing about one county is in the code")
  func noCounty() throws {
    let sources = Fixture.root.appending(path: "Sources")
    for case let url as URL in try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    where url.pathExtension == "swift" {
      let text = try String(contentsOf: url, encoding: .utf8)
      for word in ["云阳", "Yunyang", "yunyang", "500235", "929034", "218273", "5610"] {
        #expect(!text.contains(word), "\(url.lastPathComponent): \(word)")
      }
    }
  }
}
