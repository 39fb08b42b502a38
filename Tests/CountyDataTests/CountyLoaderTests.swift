import CountyData
import Diagnostics
import Foundation
import PlanningModel
import TestSupport
import Testing

private func problems(_ body: () throws -> Void) -> [Diagnostic] {
  do {
    try body()
    return []
  } catch let report as DiagnosticReport {
    return report.diagnostics
  } catch {
    return []
  }
}

@Suite("County data package")
struct CountyLoaderTests {
  @Test("the shipped county is read with its known totals")
  func shipped() throws {
    let county = try CountyLoader.load(folder: Fixture.root.appending(path: "seeds/yunyang").path)
    #expect(county.townships.count == 42 && county.townships.reduce(0) { $0 + $1.settlements } == 478)
    let base = county.census.filter { $0.year == county.baseYear }
    #expect(base.reduce(0) { $0 + $1.persons.value } == 929_034)
    #expect(base.filter { $0.age.lower >= 60 }.reduce(0) { $0 + $1.persons.value } == 218_273)
    #expect(base.filter { $0.age.lower >= 65 }.reduce(0) { $0 + $1.persons.value } == 177_275)
    #expect(county.facilities.reduce(0) { $0 + $1.beds.value } == 5610)
    #expect(county.facilities.reduce(0) { $0 + $1.homes } == 73)
    let nursing = county.facilities.reduce(0) { $0 + $1.beds.value * $1.nursingShare }
    #expect(abs(nursing - 2019.6) < 1e-9)
    let government = county.facilities.filter { $0.operatedBy == .government }.reduce(0) { $0 + $1.beds.value }
    #expect(government == 2805)
    let planned = county.projects.filter { $0.status == .planned }
    #expect(planned.count == 16 && county.projects.count == 38)
    #expect(planned.reduce(0) { $0 + ($1.investment?.value ?? 0) } == 114_948)
    let sources = Set(county.sources.map(\.key))
    #expect(county.parameters.allSatisfy { sources.contains($0.evidence.source) })
    #expect(
      county.parameters.filter { $0.evidence.grade == .assumption }.allSatisfy { $0.low != nil && !$0.noteZh.isEmpty })
  }

  @Test("all problems of all files are told at once")
  func together() throws {
    let bench = try Workbench()
    try bench.copy("seeds/yunyang")
    try bench.replace("112546", with: "x", in: "seeds/yunyang/townships.csv")
    try bench.replace("139749", with: "y", in: "seeds/yunyang/townships.csv")
    try bench.replace(",19958,", with: ",z,", in: "seeds/yunyang/projects.csv")
    let found = problems { _ = try CountyLoader.load(folder: bench.path("seeds/yunyang")) }
    #expect(found.filter { $0.code == DataCode.notANumber.rawValue }.count == 3)
    #expect(Set(found.map(\.range.file)).count == 2)
  }

  @Test("a byte-order mark, CRLF line ends and GB18030 change nothing", arguments: ["bom", "crlf", "gb18030"])
  func encodings(kind: String) throws {
    let bench = try Workbench()
    try bench.copy("seeds/yunyang")
    let name = "seeds/yunyang/townships.csv"
    let text = try String(contentsOf: bench.folder.appending(path: name), encoding: .utf8)
    switch kind {
    case "bom": try bench.write(Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8), to: name)
    case "crlf": try bench.write(text.replacingOccurrences(of: "\n", with: "\r\n"), to: name)
    default:
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
      process.arguments = ["-f", "UTF-8", "-t", "GB18030", bench.path(name)]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(data.count > 1000 && String(data: data, encoding: .utf8) == nil)
      try bench.write(data, to: name)
    }
    let county = try CountyLoader.load(folder: bench.path("seeds/yunyang"))
    #expect(county.townships[0].nameZh == "双江街道" && county.townships.count == 42)
  }

  @Test("bytes of no known encoding are refused at the first bad one")
  func badBytes() throws {
    let bench = try Workbench()
    try bench.copy("seeds/yunyang")
    let url = bench.folder.appending(path: "seeds/yunyang/zones.csv")
    var data = try Data(contentsOf: url)
    data.insert(contentsOf: [0xFF, 0xFF], at: 60)
    try data.write(to: url)
    let found = problems { _ = try CountyLoader.load(folder: bench.path("seeds/yunyang")) }
    let problem = found.first { $0.code == DataCode.encoding.rawValue }
    #expect(problem?.range.line == 2 && (problem?.message.contains("第 61 个字节") ?? false))
  }

  @Test("a missing folder is missing input, a device is no file")
  func missing() throws {
    #expect(throws: InputMissing.self) { try CountyLoader.load(folder: "seeds/nowhere") }
    let bench = try Workbench()
    try bench.copy("seeds/yunyang")
    try FileManager.default.removeItem(atPath: bench.path("seeds/yunyang/zones.csv"))
    try FileManager.default.createSymbolicLink(
      atPath: bench.path("seeds/yunyang/zones.csv"), withDestinationPath: "/dev/zero")
    let found = problems { _ = try CountyLoader.load(folder: bench.path("seeds/yunyang")) }
    #expect(found.contains { $0.code == DataCode.unsafePath.rawValue })
  }

  @Test("a synthetic county of any size is valid at once", arguments: [1, 2, 5, 400, 999, 1000, 3000])
  func synthetic(count: Int) throws {
    let bench = try Workbench()
    let template = CountyTemplate(
      code: "500998", nameZh: "试县", nameEn: "Trial", baseYear: 2020, synthetic: count, seed: 7)
    for file in template.files() { try bench.write(file.text, to: "seeds/s/\(file.path)") }
    let county = try CountyLoader.load(folder: bench.path("seeds/s"))
    #expect(county.townships.count == count && Set(county.townships.map(\.code)).count == count)
    #expect(county.townships.allSatisfy { $0.code.value.hasPrefix("500998") })
    // Real codes have nine digits: up to 999 townships keep them, more must not look like anybody's.
    #expect(county.townships.allSatisfy { ($0.code.value.count == 9) == (count <= 999) })
    let old = county.townships.reduce(0) { $0 + $1.residents60.value }
    let destitute = county.parameters.first { $0.path == "care.destitute_persons" }?.value ?? 0
    #expect((0.01...0.05).contains(destitute / old))
  }
}
