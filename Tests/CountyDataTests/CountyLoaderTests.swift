import CountyData
import Diagnostics
import Foundation
import PlanningModel
import TestSupport
import Testing

private func tableProblems(_ body: () throws -> Void) -> [Diagnostic] {
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
    try bench.replace("18353", with: "x", in: "seeds/yunyang/township_observations.csv")
    try bench.replace("16311", with: "y", in: "seeds/yunyang/township_observations.csv")
    try bench.replace(",19958,", with: ",z,", in: "seeds/yunyang/projects.csv")
    let found = tableProblems { _ = try CountyLoader.load(folder: bench.path("seeds/yunyang")) }
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
    let found = tableProblems { _ = try CountyLoader.load(folder: bench.path("seeds/yunyang")) }
    let problem = found.first { $0.code == DataCode.encoding.rawValue }
    #expect(problem?.range.line == 2 && (problem?.message.contains("第 61 个字节") ?? false))
  }

  /// The shipped county with one table replaced.
  private func problems(of table: String, _ change: (String) throws -> Data) throws -> [Diagnostic] {
    let bench = try Workbench()
    try bench.copy("seeds/yunyang")
    let name = "seeds/yunyang/\(table).csv"
    let text = try String(contentsOf: bench.folder.appending(path: name), encoding: .utf8)
    try bench.write(try change(text), to: name)
    return tableProblems { _ = try CountyLoader.load(folder: bench.path("seeds/yunyang")) }
  }

  @Test("a broken table is told once: nothing that refers to its lost rows is an error")
  func consequences() throws {
    for old in ["双江街道", "龙角镇"] {
      let found = try problems(of: "townships") { Data($0.replacing(old, with: "\"" + old).utf8) }
      #expect(found.map(\.code) == [DataCode.malformedCSV.rawValue], "\(found.map(\.message))")
      #expect(found.first?.message.contains("没有闭合") ?? false)
    }
    // A quote that the opening of a later cell closes.
    let swallowed = try problems(of: "zones") { text in
      let lines = text.split(separator: "\n").map(String.init)
      return Data(
        ([lines[0], "\"" + lines[1], lines[2].replacing(",", with: ",\"", maxReplacements: 1)] + lines[3...]).joined(
          separator: "\n"
        ).utf8)
    }
    #expect(swallowed.map(\.code) == [DataCode.malformedCSV.rawValue] && swallowed.first?.range.line == 2)
    let ragged = try problems(of: "township_observations") { Data($0.replacing(",18353,", with: ",18353,7,").utf8) }
    #expect(ragged.map(\.code) == [DataCode.malformedCSV.rawValue])
    let headless = try problems(of: "sources") { Data($0.replacing("key,", with: "kee,", maxReplacements: 1).utf8) }
    #expect(headless.allSatisfy { $0.code == DataCode.header.rawValue } && headless.count == 2)
    #expect(headless.allSatisfy { $0.sourceLine.hasPrefix("kee,") })
    let empty = try problems(of: "zones") { _ in Data() }
    #expect(empty.map(\.code) == [DataCode.malformedCSV.rawValue])
  }

  @Test("limits hold while a table is read")
  func limits() throws {
    let wide = try problems(of: "zones") { _ in Data(repeating: UInt8(ascii: ","), count: 300_000) }
    #expect(wide.count == 1 && wide[0].message.contains("列"))
    let long = try problems(of: "zones") { text in
      let head = text.split(separator: "\n")[0]
      let row = String(repeating: ",", count: head.count { $0 == "," })
      return Data((head + "\n" + String(repeating: row + "\n", count: 250_000)).utf8)
    }
    #expect(long.count == 1 && long[0].message.contains("行") && long[0].range.line > 100_000)
    let ragged = try problems(of: "zones") { Data(($0 + String(repeating: ",\n", count: 100_000)).utf8) }
    #expect(ragged.count <= 200 && ragged.allSatisfy { $0.code == DataCode.malformedCSV.rawValue })
    let blank = try problems(of: "zones") { Data(($0 + String(repeating: "\n", count: 500_000)).utf8) }
    #expect(blank.isEmpty)
  }

  @Test("totals and series are told at their column or at the first row concerned")
  func places() throws {
    // A county whose townships all give their residents.
    let bench = try Workbench()
    let template = CountyTemplate(code: "500998", nameZh: "试县", nameEn: "Trial", baseYear: 2020)
    for file in template.files() { try bench.write(file.text, to: "c/\(file.path)") }
    try bench.replace(",60000,", with: ",59999,", in: "c/townships.csv")
    let total = tableProblems { _ = try CountyLoader.load(folder: bench.path("c")) }
    let head = try #require(total.first { $0.code == DataCode.totalsDisagree.rawValue })
    #expect(head.range.line == 4 && head.sourceLine.dropFirst(head.range.column - 1).hasPrefix("residents,"))
    #expect(head.range.length == "residents".count)
    let range = try problems(of: "township_observations") { Data($0.replacing(",18353,", with: ",18353000000,").utf8) }
    #expect(range.first?.message.contains("超出") ?? false, "\(range.map(\.message))")
  }

  @Test("UTF-16, a second byte-order mark and files of two encodings are named")
  func otherEncodings() throws {
    func gb(_ text: String) throws -> Data {
      try #require(text.data(using: String.Encoding(rawValue: 0x8000_0632)))
    }
    let wide = try problems(of: "townships") { try #require($0.data(using: .utf16)) }
    #expect(wide.map(\.code) == [DataCode.encoding.rawValue] && wide[0].message.contains("UTF-16"))
    let double = try problems(of: "townships") { Data([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF]) + Data($0.utf8) }
    #expect(double.map(\.code) == [DataCode.encoding.rawValue] && double[0].message.contains("BOM"))
    for pivot in [3, 20, 42] {
      let mixed = try problems(of: "townships") { text in
        let lines = text.split(separator: "\n").map { $0 + "\n" }
        return try Data(lines[..<pivot].joined().utf8) + gb(lines[pivot...].joined())
      }
      #expect(mixed.map(\.code) == [DataCode.encoding.rawValue], "\(mixed.map(\.message))")
      #expect(mixed.first?.message.contains("混用") ?? false)
      #expect(mixed.first?.range.line == pivot + 1)
      let reversed = try problems(of: "townships") { text in
        let lines = text.split(separator: "\n").map { $0 + "\n" }
        return try gb(lines[..<pivot].joined()) + Data(lines[pivot...].joined().utf8)
      }
      #expect(reversed.first?.message.contains("混用") ?? false && reversed.first?.range.line == 2)
    }
  }

  @Test("a missing folder is missing input, a device is no file")
  func missing() throws {
    #expect(throws: InputMissing.self) { try CountyLoader.load(folder: "seeds/nowhere") }
    let bench = try Workbench()
    try bench.copy("seeds/yunyang")
    try FileManager.default.removeItem(atPath: bench.path("seeds/yunyang/zones.csv"))
    try FileManager.default.createSymbolicLink(
      atPath: bench.path("seeds/yunyang/zones.csv"), withDestinationPath: "/dev/zero")
    let found = tableProblems { _ = try CountyLoader.load(folder: bench.path("seeds/yunyang")) }
    #expect(found.contains { $0.code == DataCode.unsafePath.rawValue })
  }

  @Test("the nation's censuses are those published: the sum of 31 provinces, to the person")
  func referenceCensus() throws {
    let county = try CountyLoader.load(folder: Shipped.county)
    func total(_ year: Int) -> Double {
      county.referenceCensus.filter { $0.year == Year(year) }.reduce(0) { $0 + $1.persons.value }
    }
    #expect(total(2010) == 1_332_810_869 && total(2020) == 1_409_778_724)
  }

  @Test("a reference census alone says nothing; one that begins its open group too young is refused at its row")
  func wrongReferenceCensus() throws {
    func told(_ edit: @escaping (inout [[String: String]]) -> Void) throws -> [Diagnostic] {
      let bench = try Workbench()
      let folder = try bench.county(["reference_census": edit])
      return tableProblems { _ = try CountyLoader.load(folder: folder) }
    }
    #expect(try told { $0.removeAll { $0["year"] == "2010" } }.map(\.code) == [DataCode.incompleteSeries.rawValue])
    #expect(try told { $0 = [] }.isEmpty)
    let young = try told { rows in
      rows.removeAll { Int($0["age_from"] ?? "") ?? 0 > 80 }
      for index in rows.indices where rows[index]["age_from"] == "80" { rows[index]["age_to"] = "" }
    }
    #expect(young.count == 4 && young.allSatisfy { $0.code == DataCode.openAge.rawValue && $0.path == "age_from" })
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
