import CountyData
import Diagnostics
import PlanningModel
import TestSupport
import Testing

/// The shipped county with rows in place of its form.
private func bench(_ rows: [[String]]) throws -> Workbench {
  let bench = try Workbench()
  try bench.copy("seeds/yunyang")
  let lines = [["kind", "subject", "aspect", "year", "value", "source", "quality", "note"]] + rows
  try bench.write(
    lines.map { ($0 + [String](repeating: "", count: 8 - $0.count)).joined(separator: ",") + "\n" }.joined(),
    to: "seeds/yunyang/actuals.csv")
  return bench
}

private func examined(_ rows: [[String]]) throws -> (county: County, warnings: [Diagnostic]) {
  let bench = try bench(rows)
  return try withExtendedLifetime(bench) { try CountyLoader.examine(folder: bench.path("seeds/yunyang")) }
}

private func refused(_ rows: [[String]]) throws -> [Diagnostic] {
  do {
    _ = try examined(rows)
    return []
  } catch let report as DiagnosticReport { return report.diagnostics }
}

private let plan = "plan_yunyang_14fyp"

@Suite("What happened, as the county's data gives it")
struct ActualsTests {
  @Test("a line with an answer, a source and a grade is a fact; one without any is asked")
  func decoded() throws {
    let county = try examined([
      ["indicator", "15", "value", "2025", "62.5", plan, "official"],
      ["indicator", "14", "value", "2025"],
      ["project", "P01", "start", "2019", "", plan, "plan"],
      ["project", "P01", "open", "2024", "", plan, "assumption"],
      ["project", "P02", "open"],
      ["project", "P03", "investment_wan", "2025", "9800", plan, "official"],
      ["measure", "nursing_share", "value", "2025", "0.585", plan, "official"],
    ]).county
    #expect(county.actuals.map(\.subject.key) == ["15", "P01", "P01", "P03", "nursing_share"])
    #expect(county.actuals.map(\.value) == [62.5, 2019, 2024, 9800, 0.585])
    #expect(county.actuals.map(\.evidence.origin.line) == [2, 4, 5, 7, 8])
    #expect(county.actuals.map(\.evidence.grade) == [.official, .plan, .assumption, .official, .official])
    #expect(county.asked.map(\.subject) == [.indicator(14), .project(ProjectID("P02"))])
    #expect(county.asked.map(\.year) == [Year(2025), nil])
    #expect(county.actual(.project(ProjectID("P01")), .open)?.year == Year(2024))
    #expect(county.actual(.indicator(14)) == nil && county.actual(.indicator(15), in: Year(2024)) == nil)
  }

  @Test("the shipped county has a form and no invented fact; the table may be missing")
  func shipped() throws {
    let county = try CountyLoader.load(folder: Shipped.county)
    #expect(county.actuals.isEmpty && county.asked.count == 6 + 16 + 1)
    // The count of 2023 stands in `observations`.
    #expect(county.happened.map(\.value) == [913_100] && county.happened.map(\.year) == [Year(2023)])
    let bench = try bench([])
    try bench.replace("\"name\": \"actuals\"", with: "\"name\": \"actualz\"", in: "seeds/yunyang/datapackage.json")
    #expect(throws: DiagnosticReport.self) { try CountyLoader.load(folder: bench.path("seeds/yunyang")) }
  }

  @Test("problems of many rows are told at once, each at its cell")
  func together() throws {
    let found = try refused([
      ["indicator", "15", "value", "2025", "62.5"],
      ["indicator", "99", "value", "2025"],
      ["measure", "unmet", "value", "2025"],
      ["measure", "beds", "value", "2019", "5000", plan, "official"],
      ["measure", "gov_share", "value", "2025", "41", plan, "official"],
      ["project", "P01", "start", "2025", "", plan, "official"],
      ["project", "P01", "open", "2024", "", plan, "official"],
      ["project", "P01", "open", "2026", "", plan, "official"],
      ["project", "P02", "value", "2026", "1", plan, "official"],
      ["project", "P3", "open"],
    ])
    let told = Set(found.map { "\($0.code) \($0.range.line) \($0.path)" })
    #expect(
      told == [
        "E0161 2 source", "E0160 3 subject", "E0160 4 subject", "E0162 5 year", "E0109 6 value", "E0162 8 year",
        "E0163 9 subject", "E0164 10 aspect", "E0160 11 subject",
      ])
    #expect(found.first { $0.range.line == 6 }?.help.contains("0.41") == true)
    #expect(found.first { $0.range.line == 11 }?.help.contains("P03") == true)
    #expect(found.first { $0.range.line == 4 }?.message.contains("无从观测") == true)
  }

  @Test("half a line names what is missing, whichever half it is")
  func halves() throws {
    func missing(_ row: [String]) throws -> String? { try refused([row]).first { $0.code == "E0161" }?.path }
    #expect(try missing(["indicator", "15", "value", "2025", "62.5", plan]) == "quality")
    #expect(try missing(["indicator", "15", "value", "2025", "62.5", "", "official"]) == "source")
    #expect(try missing(["indicator", "15", "value", "2025", "", plan, "official"]) == "value")
    #expect(try missing(["project", "P01", "open", "2024"]) == "source")
    #expect(try missing(["project", "P01", "open", "", "", plan, "official"]) == "year")
    #expect(try refused([["project", "P01", "open"], ["indicator", "15", "value", "2025"]]).isEmpty)
    // Building that began before the base is no mistake, and an opening needs no start.
    #expect(
      try refused([
        ["project", "P01", "start", "2018", "", plan, "official"],
        ["project", "P02", "open", "2024", "", plan, "official"],
      ]).isEmpty)
  }

  @Test("numbers in another unit are doubted with the number to write")
  func units() throws {
    let warnings = try examined([
      ["indicator", "15", "value", "2025", "0.62", plan, "official"],
      ["measure", "residents", "value", "2025", "90.5", plan, "official"],
    ]).warnings.filter { $0.range.file.hasSuffix("actuals.csv") }
    #expect(warnings.map(\.code) == ["W0501", "W0501"])
    #expect(warnings.contains { $0.help.contains("62") } && warnings.contains { $0.help.contains("905000") })
  }

  @Test("a year that observations give too is told when the numbers differ, and counts once")
  func observed() throws {
    let other = try examined([["measure", "residents", "value", "2023", "915000", plan, "official"]])
    #expect(other.warnings.filter { $0.code == "W0541" }.map(\.range.line) == [2])
    #expect(other.county.happened.map(\.value) == [915_000])
    let same = try examined([["measure", "residents", "value", "2023", "913100", plan, "official"]])
    #expect(!same.warnings.contains { $0.code == "W0541" } && same.county.happened.count == 1)
    func year(_ time: Double) -> Int {
      let evidence = Evidence(source: "x", grade: .official, origin: Origin(file: "x", line: 1))
      return Observation(name: "x", nameZh: "x", value: 1, unit: "人", time: time, evidence: evidence).year.value
    }
    #expect(year(2024) == 2023 && year(2023 + 10.0 / 12) == 2023 && year(2024.5) == 2024)
  }

  @Test("a new county gets a form: its indicators, its openings and its residents five years on")
  func template() throws {
    let bench = try Workbench()
    let template = CountyTemplate(code: "500997", nameZh: "试县", nameEn: "Trial", baseYear: 2021)
    for file in template.files() { try bench.write(file.text, to: "t/\(file.path)") }
    let county = try CountyLoader.load(folder: bench.path("t"))
    #expect(county.actuals.isEmpty && county.happened.isEmpty)
    #expect(
      county.asked.map { "\($0.subject.key) \($0.aspect.rawValue) \($0.year.map { "\($0)" } ?? "")" } == [
        "1 value 2026", "P1 open ", "residents value 2026",
      ])
    #expect(!county.placeholders.contains { $0.table == "actuals" })
  }
}
