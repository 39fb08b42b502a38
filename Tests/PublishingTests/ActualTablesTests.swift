import Analysis
import Charts
import CountyData
import Foundation
import Language
import PlanningModel
import Publishing
import ScenarioFiles
import Simulation
import TestSupport
import Testing

/// The shipped county with some facts under a scenario without projects: 5610 beds, 36% of nursing type, 50% run by the government.
private func publication(
  _ rows: [String], _ scenario: String = "portfolio: {include: none}", language: Wording = .chinese
) throws -> Publication {
  let bench = try Workbench()
  try bench.copy("seeds/yunyang")
  let head = "kind,subject,aspect,year,value,source,quality,note\n"
  try bench.write(head + rows.map { $0 + "\n" }.joined(), to: "seeds/yunyang/actuals.csv")
  try bench.write(
    "schema: 1\nid: x\ntitle: t\ndata: seeds/yunyang\nhorizon: {start: 2020, end: 2030}\noutputs: {years: [2025]}\n\(scenario)\n",
    to: "scenarios/x.yaml")
  let county = try CountyLoader.load(folder: bench.path("seeds/yunyang"))
  let draft = try ScenarioReader().read(file: bench.path("scenarios/x.yaml"))
  let run = try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
  return try Publication(run, wording: language, ranking: InputRanking(rows: []), jobs: 2)
}

private func texts(_ table: Table) -> [[String: String]] {
  table.rows.map { row in
    Dictionary(
      zip(table.columns, row).map { column, cell in
        switch cell {
        case .text(let text): (column, text)
        case .integer(let value): (column, "\(value)")
        case .number(let value, _): (column, "\(value)")
        case .empty: (column, "")
        }
      }, uniquingKeysWith: { first, _ in first })
  }
}

private func rows(_ name: String, _ p: Publication) throws -> [[String: String]] {
  texts(try #require(p.tables().first { $0.name == name }))
}

private func report(_ p: Publication) throws -> [String: String] {
  let files = try p.package(jobs: 2).files()
  return Dictionary(
    files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }, uniquingKeysWith: { first, _ in first })
}

@Suite("What happened in tables, charts and report")
struct ActualTablesTests {
  private static let some = [
    "measure,beds,value,2025,5600,plan_yunyang_14fyp,official,",
    "measure,nursing_share,value,2025,0.4,plan_yunyang_14fyp,official,",
    "indicator,15,value,2025,62.5,plan_yunyang_14fyp,official,",
    "indicator,17,value,2025,41,plan_yunyang_14fyp,assumption,",
    "indicator,14,value,2025,,,,", "project,P01,open,,,,,", "project,P02,open,,,,,", "project,P03,open,,,,,",
    "project,P05,open,,,,,", "project,P16,start,2021,,plan_yunyang_14fyp,official,",
    "project,P16,open,2023,,plan_yunyang_14fyp,official,",
  ]

  @Test("the table has a row a fact, the gap by hand, and nothing for what is asked")
  func table() throws {
    let p = try publication(Self.some, "portfolio: {include: none, add: [P16]}")
    let found = try rows("actuals", p)
    #expect(found.map { $0["subject"] } == ["residents", "beds", "nursing_share", "15", "17", "P16", "P16"])
    func row(_ subject: String, _ aspect: String = "value") throws -> [String: String] {
      try #require(found.first { $0["subject"] == subject && $0["aspect"] == aspect })
    }
    func number(_ row: [String: String], _ column: String) -> Double { row[column].flatMap(Double.init) ?? .nan }
    for (subject, actual, projected) in [("beds", 5600.0, 5610.0), ("15", 62.5, 36), ("17", 41, 50)] {
      let row = try row(subject)
      #expect(number(row, "actual") == actual && abs(number(row, "projected") - projected) < 0.03, "\(subject)")
      #expect(abs(number(row, "gap") - (projected - actual)) < 0.03, "\(subject)")
    }
    // The plan opens P16 in 2022.
    let opening = try row("P16", "open")
    #expect(opening["actual"] == "2023.0" && opening["projected"] == "2022.0" && opening["gap"] == "-1.0")
    #expect(try row("17")["evidence"] == "assumption" && row("beds")["source"] == "plan_yunyang_14fyp")
    #expect(try row("residents")["time"] == "2024.0" && row("beds")["time"]?.isEmpty == true)
    #expect(try row("15")["unit"] == "%" && row("nursing_share")["unit"] == "share" && opening["unit"] == "年")
    #expect(try row("15")["name_zh"] == "养老机构护理型床位占比")
  }

  @Test("summary, indicators and projects have columns of what happened, and their grades stay")
  func columns() throws {
    let scenario = "portfolio: {include: none, add: [P16]}"
    let (p, blank) = (try publication(Self.some, scenario), try publication([], scenario))
    let summary = try rows("summary", p)
    let known = summary.filter { $0["actual"]?.isEmpty == false }.map { "\($0["measure"] ?? "") \($0["year"] ?? "")" }
    #expect(known == ["residents 2023", "beds 2025", "nursing_share 2025"])
    let indicators = try rows("indicators", p)
    func cells(_ number: String) -> [String?] {
      let row = indicators.first { $0["indicator"] == number }
      return ["actual", "actual_year", "actual_verdict", "verdict"].map { row?[$0] }
    }
    #expect(cells("15") == ["62.5", "2025", "met", "missed"] && cells("17") == ["41.0", "2025", "missed", "missed"])
    #expect(cells("14").prefix(3) == ["", "", ""])
    let project = try #require(try rows("projects", p).first)
    #expect(project["actual_start"] == "2021" && project["actual_open"] == "2023")
    #expect(project["open"] == "2022.0")
    for name in ["summary", "indicators", "projects"] {
      let before = try rows(name, blank)
      for (row, other) in zip(try rows(name, p), before) {
        for (column, cell) in other where !column.hasPrefix("actual") {
          #expect(row[column] == cell, "\(name).\(column)")
        }
      }
    }
    #expect(try rows("actuals", blank).map { $0["subject"] } == ["residents"])
  }

  @Test("each number has its lineage: facts their lines, projections their rules")
  func lineage() throws {
    let p = try publication(Self.some, "portfolio: {include: none, add: [P16]}")
    let rules = EvidenceRules(p.run)
    for name in ["actuals", "summary", "indicators", "projects"] {
      let table = try #require(p.tables().first { $0.name == name })
      for (cells, row) in zip(table.rows, texts(table)) {
        for (column, cell) in zip(table.columns, cells)
        where Lineage.isActual(column) || ["projected", "gap"].contains(column) {
          guard case .number = cell else { continue }
          let rule = Lineage.rule(table: name, column: column, row: row, indicators: p.run.county.indicators)
          #expect(rule != nil, "\(name).\(column)")
        }
        #expect(rules.grade(table: name, row: row).rawValue == row["evidence"], "\(name) \(row)")
      }
    }
    func lines(_ table: String, _ column: String, where isRow: ([String: String]) -> Bool) throws -> [String: [Int]] {
      let row = try #require(try rows(table, p).first(where: isRow))
      let rule = try #require(
        Lineage.rule(table: table, column: column, row: row, indicators: p.run.county.indicators))
      let data = LineageData.behind([rule], row: row, run: p.run)
      return Dictionary(uniqueKeysWithValues: data.map { ($0.table, $0.lines ?? []) })
    }
    #expect(try lines("summary", "actual") { $0["measure"] == "beds" && $0["year"] == "2025" } == ["actuals": [2]])
    #expect(
      try lines("summary", "actual") { $0["measure"] == "residents" && $0["year"] == "2023" } == ["observations": [2]])
    #expect(try lines("indicators", "actual") { $0["indicator"] == "15" } == ["actuals": [4]])
    #expect(try lines("actuals", "actual") { $0["subject"] == "17" } == ["actuals": [5]])
    #expect(try lines("projects", "actual_open") { $0["project"] == "P16" } == ["actuals": [11, 12]])
  }

  @Test("the report sets facts beside projections, judges indicators by both, and lists what is asked")
  func words() throws {
    let files = try report(try publication(Self.some, "portfolio: {include: none, add: [P16]}"))
    let report = try #require(files["report.md"])
    let lines = report.split(separator: "\n").map(String.init)
    #expect(lines.contains("| 养老床位 | 2025 | 5600张 | 5610张 | +10 |"))
    #expect(lines.contains { $0.hasPrefix("| 护理型床位占比 | 2025 | 40.0% | 36.0% | \u{2212}4.0个百分点 |") })
    let nursing = try #require(lines.first { $0.hasPrefix("| 15 |") })
    #expect(nursing.contains("| 62.5（2025年） |") && nursing.contains("| 不达标；按实际达到 |"))
    let government = try #require(lines.first { $0.hasPrefix("| 17 |") })
    #expect(government.contains("按实际未达到"))
    #expect(lines.contains("尚未录入实际值：指标14的2025年、项目P01—P03、P05的建成年（县数据 actuals.csv）。"))
    #expect(files["charts/scorecard.svg"]?.contains("2025年实际62.5%，已达到") == true)
    #expect(files["charts/scorecard.csv"]?.contains("actual,actual_year") == true)
    let shares = try #require(files["charts/bed-shares.svg"])
    #expect(shares.contains("菱形为实际值（空心的来源为假设）") && shares.contains("实际：2025年护理型床位占比40.0%"))
    #expect(files["charts/bed-shares.csv"]?.contains("护理型实际,指标15实际") == true)
    #expect(files["charts/gantt.svg"]?.contains("实际建成：P16 2023年。") == true)
    #expect(files["charts/beds-demand.svg"]?.contains("实际：2025年养老床位5600张。") == true)
  }

  @Test("without facts and without a form nothing is said of either")
  func silence() throws {
    let bench = try Workbench()
    let template = CountyTemplate(code: "500996", nameZh: "试县", nameEn: "Trial", baseYear: 2020, synthetic: 4, seed: 2)
    for file in template.files() { try bench.write(file.text, to: "seeds/t/\(file.path)") }
    try bench.write(
      "schema: 1\nid: a\ntitle: a\ndata: seeds/t\nhorizon: {start: 2020, end: 2030}\n", to: "scenarios/a.yaml")
    let county = try CountyLoader.load(folder: bench.path("seeds/t"))
    let draft = try ScenarioReader().read(file: bench.path("scenarios/a.yaml"))
    let run = try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
    let p = try Publication(run, ranking: InputRanking(rows: []))
    #expect(p.actualLine() == nil && !p.tables().contains { $0.name == "actuals" })
    let files = try report(p)
    #expect(files["report.md"]?.contains("实际与推算") == false && files["report.md"]?.contains("尚未录入") == false)
    #expect(files.filter { $0.key.hasSuffix(".svg") }.allSatisfy { !$0.value.contains("菱形") })
  }

  @Test("where futures are drawn the report says on which side of the 80% interval each fact lies")
  func drawn() throws {
    let p = try publication(
      [
        "measure,residents,value,2025,300000,plan_yunyang_14fyp,official,",
        "measure,deaths,value,2025,90000,plan_yunyang_14fyp,official,",
        "measure,beds,value,2025,5610,plan_yunyang_14fyp,official,",
      ], "portfolio: {include: none}\nensemble: {draws: 8, seed: 3}")
    let lines = try #require(try report(p)["report.md"]).split(separator: "\n").map(String.init)
    func row(_ name: String) -> String { lines.first { $0.hasPrefix("| \(name) | 2025 |") } ?? "" }
    #expect(row("常住人口").hasSuffix("| 之下 |") && row("死亡人数").hasSuffix("| 之上 |") && row("养老床位").hasSuffix("| 之内 |"))
    let table = try #require(p.tables().first { $0.name == "actuals" })
    #expect(table.columns.suffix(8).first == "projected_mean")
    for row in texts(table) {
      let values = ["projected", "actual", "gap"].compactMap { row[$0].flatMap(Double.init) }
      #expect(values.count == 3 && abs(values[0] - values[1] - values[2]) < 1e-6 * max(1, values[0]))
    }
    let outside = try #require(p.actualLine())
    #expect(outside.hasPrefix("实际值：已录入4项，") && outside.contains("项在80%区间之外") && !outside.contains("\n"))
  }
}
