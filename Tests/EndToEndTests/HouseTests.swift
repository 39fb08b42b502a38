import Foundation
import TestSupport
import Testing

@Suite("The house")
struct HouseTests {
  /// Which of our rooms each room may use: the data flows one way.
  static let allowed: [String: Set<String>] = [
    "GSL": ["CGSL"], "RandomStreams": [], "PlainText": [], "PlanningModel": [], "Diagnostics": ["PlainText"],
    "Uncertainty": ["GSL", "RandomStreams", "PlanningModel"], "Ensembles": [],
    "CountyData": ["PlanningModel", "PlainText", "RandomStreams", "Diagnostics"],
    "ScenarioFiles": ["PlanningModel", "Uncertainty", "PlainText", "Diagnostics"],
    "Demography": ["GSL", "RandomStreams", "PlanningModel"], "CareNeed": ["PlanningModel"],
    "Facilities": ["PlanningModel"],
    "Funeral": ["PlanningModel"], "Finance": ["PlanningModel"],
    "Simulation": [
      "PlanningModel", "RandomStreams", "Uncertainty", "Ensembles", "Demography", "CareNeed", "Facilities", "Funeral",
      "Finance",
    ],
    "Analysis": [
      "PlainText", "PlanningModel", "Ensembles", "Demography", "CareNeed", "Facilities", "Funeral", "Finance",
      "Simulation",
    ],
    "Language": [
      "PlainText", "PlanningModel", "Ensembles", "Demography", "CareNeed", "Facilities", "Funeral", "Simulation",
      "Analysis",
    ],
    "Charts": ["PlainText"],
    "Publishing": [
      "PlanningModel", "Diagnostics", "Ensembles", "Demography", "CareNeed", "Facilities", "Funeral", "Finance",
      "Simulation", "Analysis", "Language", "Charts", "PlainText", "CPlatform", "CMessageDigest",
    ],
    "Benchmarks": [
      "PlanningModel", "CountyData", "ScenarioFiles", "Ensembles", "Demography", "Simulation", "CBenchmarkLoop",
    ],
    "Workflows": [
      "PlanningModel", "Diagnostics", "CountyData", "ScenarioFiles", "Uncertainty", "Ensembles", "Demography",
      "CareNeed", "Facilities", "Simulation", "Analysis", "Language", "PlainText", "Publishing",
    ],
    "countyplan": [
      "PlanningModel", "Diagnostics", "CountyData", "ScenarioFiles", "Simulation", "Analysis", "Language", "PlainText",
      "Publishing", "Workflows", "Ensembles", "CPlatform",
    ],
    "Fuzzing": ["ScenarioFiles", "CountyData", "Diagnostics", "PlainText", "PlanningModel"],
  ]
  /// Outside modules each room may use; science has the C library alone.
  static let outside: [String: Set<String>] = [
    "Diagnostics": ["Glibc"], "CountyData": ["Foundation", "Glibc"], "ScenarioFiles": ["CYaml"],
    "Demography": ["Glibc"],
    "Uncertainty": ["Glibc"], "Charts": ["Glibc"], "Publishing": ["Glibc"], "Workflows": ["Foundation"],
    "Simulation": ["Glibc"],
    "Ensembles": ["Glibc"],
    "Benchmarks": ["Glibc"], "Fuzzing": ["Glibc"],
    "countyplan": ["ArgumentParser", "Dispatch", "Foundation", "Glibc", "Synchronization"],
  ]

  /// Names of our own modules that each room imports, by file; a room's files may stand in folders of any depth.
  static func imports() throws -> [String: [(file: String, module: String)]] {
    let sources = Fixture.root.appending(path: "Sources")
    var found: [String: [(file: String, module: String)]] = [:]
    for case let url as URL in try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    where url.pathExtension == "swift" {
      let path = url.path.dropFirst(sources.path.count + 1)
      let room = String(path.prefix { $0 != "/" })
      let text = try String(contentsOf: url, encoding: .utf8)
      found[room, default: []] += text.matches(
        of: /(?m)^\s*(?:@\w+ )*(?:public |internal |package |private )?import (?:(?:struct|class|enum|func) )?(\w+)/
      ).map { (String(path), String($0.1)) }
    }
    return found
  }

  @Test("every room imports only what lies below it")
  func imports() throws {
    let imports = try Self.imports()
    #expect(imports.count == Self.allowed.count)
    for (room, entries) in imports {
      let rules = try #require(Self.allowed[room], "\(room) has no place in the picture")
      for entry in entries {
        let isAllowed = rules.contains(entry.module) || (Self.outside[room] ?? []).contains(entry.module)
        #expect(isAllowed, "\(entry.file) imports \(entry.module)")
      }
    }
  }

  @Test("the picture has no edge that no file uses, and the package declares just its edges")
  func edges() throws {
    let imports = try Self.imports()
    let manifest = try String(contentsOf: Fixture.root.appending(path: "Package.swift"), encoding: .utf8)
    // Of `room("Name", ["A", "B"])` and `name: "Name", dependencies: ["A", "B"]`, products of other packages left out.
    let declarations =
      manifest.matches(of: /room\(\s*"(\w+)"(?:,\s*\[((?:[^\[\]]|\[[^\]]*\])*)\])?\s*\)/).map { ($0.1, $0.2 ?? "") }
      + manifest.matches(of: /executableTarget\(\s*name: "(\w+)",\s*dependencies: \[((?:[^\[\]]|\[[^\]]*\])*)\]/)
      .map { ($0.1, $0.2) }
    #expect(declarations.count == Self.allowed.count)
    for (room, list) in declarations {
      let used = Set((imports[String(room)] ?? []).map(\.module)).subtracting(Self.outside[String(room)] ?? [])
      let own = list.replacing(/\.product\([^)]*\)/, with: "")
      let declared = Set(own.matches(of: /"(\w+)"/).map { String($0.1) })
      #expect(declared == used, "\(room): the package declares other rooms than its files import")
      #expect(Self.allowed[String(room)] == used, "\(room): the picture shows other rooms than its files import")
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
