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

  struct Broken: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let code: DataCode
    let line: Int
    let column: Int
    var testDescription: String { "\(file): \(code.rawValue)" }
  }

  static let broken = [
    Broken(file: "townships.csv", old: "112546", new: "112五46", code: .notANumber, line: 2, column: 69),
    Broken(file: "townships.csv", old: ",112546,", new: ",nan,", code: .notANumber, line: 2, column: 69),
    Broken(file: "townships.csv", old: ",112546,", new: ",1e999,", code: .notANumber, line: 2, column: 69),
    Broken(file: "townships.csv", old: ",112546,", new: ",112546000,", code: .outOfRange, line: 2, column: 69),
    Broken(file: "townships.csv", old: ",112546,", new: ",,", code: .emptyCell, line: 2, column: 69),
    Broken(file: "townships.csv", old: ",112546,", new: ",112546,7,", code: .malformedCSV, line: 2, column: 1),
    Broken(file: "townships.csv", old: ",112546,", new: ",112545,", code: .totalsDisagree, line: 1, column: 1),
    Broken(file: "townships.csv", old: "街道,city,", new: "街道,citty,", code: .unknownReference, line: 2, column: 43),
    Broken(
      file: "townships.csv", old: ",yes,assumption,11,", new: ",ja,assumption,11,", code: .notInList, line: 2,
      column: 112),
    Broken(
      file: "townships.csv", old: ",yes,assumption,11,", new: ",yes,assumption,12,", code: .totalsDisagree, line: 2,
      column: 127),
    Broken(file: "townships.csv", old: "双江街道", new: "=双江街道", code: .unsafeName, line: 2, column: 11),
    Broken(file: "townships.csv", old: "geo_code,name_zh", new: "geo_cod,name_zh", code: .header, line: 1, column: 1),
    Broken(file: "townships.csv", old: "500235002,", new: "500235001,", code: .duplicateKey, line: 3, column: 1),
    Broken(file: "townships.csv", old: "龙角镇", new: "\"龙角镇", code: .malformedCSV, line: 6, column: 11),
    Broken(
      file: "parameters.csv", old: "care.occupancy,", new: "care.ocupancy,", code: .unknownParameter, line: 12,
      column: 1),
    Broken(
      file: "parameters.csv", old: "0.53,0.4,0.7", new: "0.53,0.6,0.7", code: .contradiction, line: 12, column: 16),
    Broken(file: "parameters.csv", old: "0.53,0.4,0.7", new: "5.3,0.4,7", code: .outOfRange, line: 12, column: 16),
    Broken(file: "projects.csv", old: ",2022,2024,", new: ",2022,2020,", code: .contradiction, line: 2, column: 1),
    Broken(
      file: "projects.csv", old: ",500235001,500,", new: ",500239001,500,", code: .unknownReference, line: 2, column: 1),
    Broken(
      file: "population.csv", old: "2020,F,15,19", new: "2020,F,16,19", code: .incompleteSeries, line: 1, column: 1),
    Broken(
      file: "mortality.csv", old: "2015,2020,M,0,0,0", new: "2015,2020,M,2,2,0", code: .incompleteSeries, line: 1,
      column: 1),
    Broken(
      file: "fertility.csv", old: "asfr_share,2000,2005,15,19,0.0", new: "asfr_share,2000,2005,15,19,0.1",
      code: .totalsDisagree, line: 1, column: 1),
    Broken(
      file: "datapackage.json", old: "\"resources\": [", new: "\"resources\": [[", code: .unreadablePackage, line: 1,
      column: 1),
    Broken(
      file: "datapackage.json", old: "\"zones.csv\"", new: "\"../zones.csv\"", code: .unsafePath, line: 1, column: 1),
    Broken(
      file: "datapackage.json", old: "\"zones.csv\"", new: "\"zonen.csv\"", code: .missingResource, line: 1, column: 1),
  ]

  @Test("a broken package is refused with code and place", arguments: broken)
  func refused(_ entry: Broken) throws {
    let bench = try Workbench()
    try bench.copy("seeds/yunyang")
    try bench.replace(entry.old, with: entry.new, in: "seeds/yunyang/\(entry.file)")
    let found = problems { _ = try CountyLoader.load(folder: bench.path("seeds/yunyang")) }
    let match = found.first { $0.code == entry.code.rawValue }
    #expect(match != nil, "\(found.map { "\($0.code) \($0.message)" })")
    #expect(match?.range.file.hasSuffix(entry.file) ?? false || entry.file == "datapackage.json")
    if entry.column > 1 { #expect(match?.range.column == entry.column) }
    if entry.line > 1 { #expect(match?.range.line == entry.line) }
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
}
