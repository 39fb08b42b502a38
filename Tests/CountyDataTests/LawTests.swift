import CountyData
import Diagnostics
import Foundation
import PlainText
import PlanningModel
import TestSupport
import Testing

/// The shipped county with one cell changed: what is told of it.
private func told(_ table: String, _ old: String, _ new: String) throws -> (
  errors: [Diagnostic], warnings: [Diagnostic]
) {
  let bench = try Workbench()
  try bench.copy("seeds/yunyang")
  try bench.replace(old, with: new, in: "seeds/yunyang/\(table)")
  do {
    return ([], try CountyLoader.examine(folder: bench.path("seeds/yunyang")).warnings)
  } catch let report as DiagnosticReport {
    return (report.diagnostics, [])
  }
}

@Suite("Laws of the county's data")
struct LawTests {
  @Test("the shipped data are plausible, every cell of them")
  func shipped() throws {
    let (county, warnings) = try CountyLoader.examine(folder: Shipped.county)
    #expect(warnings.isEmpty, "\(warnings.map(\.message))")
    #expect(county.placeholders.isEmpty)
  }

  @Test(
    "what is possible but written in another unit is doubted, with the number that is meant",
    arguments: [
      ("fertility.csv", "tfr,2020,2021,,,1.", "tfr,2020,2021,,,⟦0.1", "W0501", ""),
      ("facilities.csv", "F031,水口镇敬老院,500235142,1,17,", "F031,水口镇敬老院,500235142,1,⟦17000,", "W0501", "核对"),
      ("projects.csv", ",government,assumption,19958,", ",government,assumption,⟦199,", "W0501", "百万元为单位？以万元应写 19900"),
      ("projects.csv", ",government,assumption,3200,", ",government,assumption,⟦3200000,", "W0501", "以元为单位？以万元应写 320"),
      ("parameters.csv", "care.norm_beds_per_1000,35,30.8,", "care.norm_beds_per_1000,35,⟦3.5,", "W0501", "每千人应写 35"),
      ("registered.csv", "1331400,1331400,1331400", "1331400,⟦133.14,1331400", "W0501", "1331400"),
      ("indicators.csv", ",80,>=,85,2025,≥85", ",⟦0.8,>=,85,2025,≥85", "W0501", "80"),
      ("population.csv", "2010,M,0,0,4884", "2010,M,0,0,⟦48.84", "W0502", "百倍"),
      ("mortality.csv", "2000,2005,M,5,9,0.00096761", "2000,2005,M,5,9,⟦0.0096761", "W0502", ""),
      ("disability.csv", "severe,F,65,69,0.0077,0.005,0.01", "severe,F,65,69,0.0077,0.005,⟦0.77", "W0501", "0.0077"),
    ])
  func doubted(table: String, old: String, new: String, code: String, guess: String) throws {
    let found = try told(table, old, new.replacing("⟦", with: ""))
    #expect(found.errors.isEmpty, "\(found.errors.map(\.message))")
    let match = found.warnings.first { $0.code == code }
    #expect(match?.severity == .warning && (guess.isEmpty || match?.help.contains(guess) ?? false), "\(found.warnings)")
    let column = new.prefix { $0 != "⟦" }.unicodeScalars.count + 1
    let isAtStart = match.map { $0.sourceLine.hasPrefix(new.prefix { $0 != "⟦" }) } ?? false
    #expect(!isAtStart || match?.range.column == column)
  }

  @Test("a cohort in another unit cannot be of the same county: an error, at its row")
  func impossibleCohort() throws {
    let found = try told("population.csv", "2010,M,5,9,34120", "2010,M,5,9,341.2").errors
    #expect(found.map(\.code) == ["E0143"] && found.first?.path == "persons")
    #expect(found.first?.sourceLine.hasPrefix("2010,M,5,9,341.2") ?? false)
    #expect(found.first?.help.contains("少写了2位数") ?? false, "\(found.first?.help ?? "")")
  }

  @Test("several rules that doubt one number tell it once")
  func oneDoubt() throws {
    // Outside its plausible range, and far from the years beside it.
    #expect(try told("fertility.csv", "tfr,2020,2021,,,1.", "tfr,2020,2021,,,0.1").warnings.map(\.code) == ["W0501"])
    // Far from the ages beside it, and from its cohort at the base.
    #expect(
      try told("population.csv", "2010,M,5,9,34120", "2010,M,5,9,3412").warnings.map(\.code) == ["W0520"])
  }

  @Test("a descriptor may ask for less than the program, never allow more")
  func descriptor() throws {
    let bench = try Workbench()
    try bench.copy("seeds/yunyang")
    let path = "seeds/yunyang/datapackage.json"
    let text = try String(contentsOfFile: bench.path(path), encoding: .utf8)
    try bench.write(
      text.replacing("\"maximum\": 1\n", with: "\"maximum\": 1000\n").replacing(
        "\"required\": true", with: "\"required\": false"),
      to: path)
    try bench.replace(",1,300,0.36,", with: ",1,300,36,", in: "seeds/yunyang/facilities.csv")
    try bench.replace("双江街道,Shuang", with: ",Shuang", in: "seeds/yunyang/townships.csv")
    do {
      _ = try CountyLoader.load(folder: bench.path("seeds/yunyang"))
      Issue.record("accepted")
    } catch let report as DiagnosticReport {
      #expect(Set(report.diagnostics.map(\.code)) == ["E0107", "E0109"], "\(report.diagnostics.map(\.message))")
      #expect(report.diagnostics.contains { $0.help.contains("0.36") })
    }
  }

  @Test(
    "a death rate that leaves nobody alive in its group is refused at its row; one of the open group is not",
    arguments: [("95,99,", "5", true), ("60,64,", "0.9", true), ("100,,", "2.5", true), ("100,,", "1.5", false)])
  func nobodyAlive(ages: String, rate: String, isRefused: Bool) throws {
    let row = "2000,2005,M," + ages
    let found = try told("mortality.csv", row + "0.", row + rate + (rate.contains(".") ? "" : ".")).errors
    #expect(found.map(\.code) == (isRefused ? ["E0109"] : []), "\(found.map(\.message))")
    #expect(found.allSatisfy { $0.sourceLine.hasPrefix(row) && $0.path == "rate" })
  }

  @Test(
    "more destitute people in homes than homes have beds are doubted at each number, not at the bed that fits the last")
  func destituteInHomes() throws {
    let row = "care.destitute_in_homes,945,850,1050"
    let many = try told("parameters.csv", row, "care.destitute_in_homes,9450,850,10500")
    #expect(many.errors.isEmpty && many.warnings.map(\.code) == ["W0501", "W0501"])
    #expect(many.warnings.map(\.path) == ["value", "high"])
    let full = try told("parameters.csv", row, "care.destitute_in_homes,945,850,5610")
    #expect(full.errors.isEmpty && full.warnings.isEmpty)
  }

  @Test("a code in scientific form is one error, and nobody who refers to the township is blamed")
  func scientific() throws {
    let found = try told("townships.csv", "500235001,双江", "5.00235E+08,双江").errors
    #expect(found.map(\.code) == ["E0119"])
    #expect(found.first?.range.line == 2 && found.first?.range.column == 1 && found.first?.path == "geo_code")
    #expect(found.first?.message.contains("科学计数法") ?? false)
    // The county's own code is wrong: one mistake, not forty-two.
    #expect(
      try told("datapackage.json", "\"code\": \"500235\"", "\"code\": \"500236\"").errors.map(\.code) == ["E0119"])
  }

  @Test("no suggestion shares no letter with what was written")
  func suggestions() throws {
    #expect(SpellingSuggestion.nearest(to: "男", among: ["M", "F"]).isEmpty)
    #expect(SpellingSuggestion.nearest(to: "f", among: ["M", "F"]) == ["F"])
    #expect(SpellingSuggestion.nearest(to: "ab", among: ["cd", "ax"]) == ["ax"])
    let found = try told("population.csv", "2010,M,0,0,", "2010,男,0,0,").errors
    #expect(found.first?.help == "是否想写 “M”？可用：M 男、F 女")
    #expect(try told("population.csv", "2010,M,0,0,", "2010,z,0,0,").errors.first?.help == "可用：M 男、F 女")
  }

  @Test(
    "characters that are not seen are refused in every text column, and notes may have lines",
    arguments: [
      0, 0x1B, 0x7F, 0x85, 0x202E, 0x2066, 0x200B, 0xFEFF, 0xFDD0, 0xFFFE, 0xFFFD, 0x2028, 0xE0041,
    ] as [UInt32])
  func unseen(number: UInt32) throws {
    let sign = String(try #require(Unicode.Scalar(number)))
    let bench = try Workbench()
    let template = CountyTemplate(code: "500999", nameZh: "试县", nameEn: "Trial", baseYear: 2020).files()
    for file in template { try bench.write(file.text, to: "c/\(file.path)") }
    for file in template where file.path.hasSuffix(".csv") {
      let lines = file.text.split(separator: "\n").map(String.init)
      guard let head = lines.firstIndex(where: { !$0.hasPrefix("#") }), lines.count > head + 1 else { continue }
      var cells = lines[head + 1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard !lines[head + 1].contains("\"") else { continue }
      // All columns of a row at once: each must be told.
      let columns = lines[head].split(separator: ",").map(String.init).enumerated().filter { index, _ in
        PlainNumber.value(cells[index]) == nil
      }
      for (index, _) in columns { cells[index] = "甲\(sign)乙" }
      var text = lines
      text[head + 1] = cells.joined(separator: ",")
      try bench.write(text.joined(separator: "\n") + "\n", to: "c/\(file.path)")
      do {
        _ = try CountyLoader.load(folder: bench.path("c"))
        Issue.record("\(file.path)")
      } catch let report as DiagnosticReport {
        let told = Set(report.diagnostics.filter { $0.range.line == head + 2 }.map(\.path))
        for (_, column) in columns { #expect(told.contains(column), "\(file.path) \(column)") }
      }
      try bench.write(file.text, to: "c/\(file.path)")
    }
    #expect(TextRules.refused("一\(sign)二", hasLines: true)?.offset == 1)
  }

  @Test("a note may have lines and tabs, a name may not")
  func lines() throws {
    #expect(TextRules.refused("一\n\t二", hasLines: true) == nil)
    #expect(TextRules.refused("一\n二", hasLines: false)?.words == "换行符（U+000A）")
    #expect(try told("zones.csv", "双江、青龙、人和、盘龙四个街道", "\"双江\n青龙\"").errors.isEmpty)
    #expect(try told("zones.csv", "city,城区,", "city,\"城\n区\",").errors.map(\.code) == ["E0120"])
    #expect(
      try told("datapackage.json", "\"name_zh\": \"", "\"name_zh\": \"\\u001b]52;").errors.map(\.code) == ["E0120"])
    #expect(
      try told("datapackage.json", "\"name_zh\": \"", "\"name_zh\": \"" + String(repeating: "县", count: 101)).errors
        .map(\.code) == ["E0121"])
    #expect(try told("zones.csv", "双江、青龙", String(repeating: "字", count: 4001)).errors.map(\.code) == ["E0121"])
  }

  @Test("the package has a budget, not each file: tables listed many times and large ones are refused at once")
  func budget() throws {
    let bench = try Workbench()
    try bench.copy("seeds/yunyang")
    let path = "seeds/yunyang/datapackage.json"
    let whole = try String(contentsOfFile: bench.path(path), encoding: .utf8)
    let resources = (0..<2000).map { "{\"name\":\"t\($0)\",\"path\":\"zones.csv\",\"schema\":{\"fields\":[]}}" }
    let head = try #require(whole.range(of: "\"resources\": [")).upperBound
    try bench.write(whole[..<head] + resources.joined(separator: ",") + "," + whole[head...], to: path)
    func codes() throws -> [String] {
      do {
        _ = try CountyLoader.load(folder: bench.path("seeds/yunyang"))
        return []
      } catch let report as DiagnosticReport { return report.diagnostics.map(\.code) }
    }
    #expect(try codes() == ["E0123"])
    try bench.write(whole[..<head] + resources[..<10].joined(separator: ",") + "," + whole[head...], to: path)
    #expect(Set(try codes()) == ["E0122"])
    try bench.write(whole, to: path)
    let sources = try String(contentsOfFile: bench.path("seeds/yunyang/sources.csv"), encoding: .utf8)
    let row = "k,t,,,yes," + String(repeating: "x", count: 3900) + "\n"
    try bench.write(sources + String(repeating: row, count: 9000), to: "seeds/yunyang/sources.csv")
    #expect(try codes().contains("E0123"))
  }

  @Test("an untouched new package counts its placeholders by table, and no row of it is better than an assumption")
  func placeholders() throws {
    let bench = try Workbench()
    let template = CountyTemplate(code: "500999", nameZh: "试县", nameEn: "Trial", baseYear: 2020).files()
    for file in template { try bench.write(file.text, to: "c/\(file.path)") }
    let (county, warnings) = try CountyLoader.examine(folder: bench.path("c"))
    let counts = Dictionary(uniqueKeysWithValues: county.placeholders.map { ($0.table, $0.rows) })
    #expect(counts["townships"] == 2 && counts["population"] == 38 && counts["parameters"] == county.parameters.count)
    #expect(county.census.allSatisfy { $0.evidence.grade == .assumption })
    #expect(warnings.filter { $0.code == "W0503" }.count == county.placeholders.count)
    #expect(warnings.count == county.placeholders.count, "\(warnings.map(\.message))")
    let zones = try #require(template.first { $0.path == "zones.csv" }).text
    try bench.write(zones.replacing("no,placeholder,", with: "no,own,"), to: "c/zones.csv")
    let sources = try #require(template.first { $0.path == "sources.csv" }).text
    try bench.write(sources + "own,自己的,,,yes,\n", to: "c/sources.csv")
    let replaced = try CountyLoader.load(folder: bench.path("c"))
    #expect(replaced.placeholders.first { $0.table == "zones" }.map { [$0.rows, $0.of] } == [1, 2])
  }

  @Test(
    "the words of a target are read as a planner reads them",
    arguments: [
      ("≥85", "%", ">=", 85.0), ("＞1000", "人", ">", 1000), ("不低于60%", "%", ">=", 60), ("不超过40％", "%", "<=", 40),
      ("100", "%", "=", 100), ("到2025年达到90", "%", ">=", 90), ("8,200万元以上", "万元", ">=", 8200),
      ("20万人", "人", "=", 200_000), ("超过１２．５", "%", ">", 12.5),
    ])
  func targets(text: String, unit: String, comparator: String, target: Double) throws {
    let row = "2,农村低保标准占城市低保标准比例,Rural-to-urban dibao standard ratio,%,80,>=,85,2025,≥85,"
    let quoted = text.contains(",") ? "\"\(text)\"" : text
    func changed(_ comparator: String, _ target: Double) -> String {
      "2,农村低保标准占城市低保标准比例,Rural-to-urban dibao standard ratio,\(unit),,\(comparator),\(NumberFormat.plain(target)),2025,\(quoted),"
    }
    #expect(try told("indicators.csv", row, changed(comparator, target)).errors.isEmpty)
    let wrong = try told("indicators.csv", row, changed(comparator, target + 1)).errors
    #expect(wrong.map(\.code) == ["E0125"] && wrong.first?.path == "target")
  }
}

@Suite("What a county cannot do without")
struct WholeTests {
  @Test("no severe disability, ashes beyond the whole, occupancies that cannot both hold: told at the row")
  func wholes() throws {
    let ashes = try told(
      "parameters.csv", "funeral.ashes.plot,0.25,0.1,0.4,", "funeral.ashes.plot,0.9,0.1,0.95,"
    ).errors
    #expect(ashes.map(\.code) == ["E0117"] && ashes.first?.path == "value")
    #expect(ashes.first?.sourceLine.hasPrefix("funeral.ashes.scattered") ?? false)
    #expect(ashes.first?.message.contains("funeral.ashes.plot＝0.9") ?? false)
    // 5610 beds at 5% are 280 people; the city's own beds at 85% hold more.
    let occupancy = try told("parameters.csv", "care.occupancy,0.53,0.4,", "care.occupancy,0.05,0.04,").errors
    #expect(occupancy.map(\.code) == ["E0117"])
    #expect(occupancy.first?.sourceLine.hasPrefix("care.occupancy_city,") ?? false)
    #expect(occupancy.first?.message.contains("care.occupancy＝0.05") ?? false)
    let bench = try Workbench()
    try bench.copy("seeds/yunyang")
    let text = try String(contentsOfFile: bench.path("seeds/yunyang/disability.csv"), encoding: .utf8)
    try bench.write(text.prefix { $0 != "\n" } + "\n", to: "seeds/yunyang/disability.csv")
    do {
      _ = try CountyLoader.load(folder: bench.path("seeds/yunyang"))
      Issue.record("accepted")
    } catch let report as DiagnosticReport {
      #expect(report.diagnostics.map(\.code) == ["E0146"] && report.diagnostics[0].path == "definition")
    }
    // Rows that say that nobody is: the same want, another cause.
    let lines = text.split(separator: "\n").map { line in
      var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if cells[0] == "severe" { for index in 4...6 { cells[index] = "0" } }
      return cells.joined(separator: ",")
    }
    try bench.write(lines.joined(separator: "\n") + "\n", to: "seeds/yunyang/disability.csv")
    do {
      _ = try CountyLoader.load(folder: bench.path("seeds/yunyang"))
      Issue.record("accepted")
    } catch let report as DiagnosticReport {
      #expect(report.diagnostics.map(\.code) == ["E0116"] && report.diagnostics[0].path == "definition")
    }
  }
}
