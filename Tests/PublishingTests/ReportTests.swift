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

/// What a run of a scenario publishes, as text by path.
///
/// - Parameter ranks: Whether the inputs are ranked, two runs each.
private func published(
  _ file: String, county folder: String, _ assignments: [String] = [], ranks: Bool = false
) throws -> [String: String] {
  let draft = try ScenarioReader().draft(try ScenarioReader().document(file: file, assignments: assignments))
  let county = try CountyLoader.load(folder: folder)
  let run = try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
  let files = try Publication(run, ranking: ranks ? nil : InputRanking(rows: []), jobs: 2).package(jobs: 2).files()
  return Dictionary(
    files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }, uniquingKeysWith: { first, _ in first })
}

private func shipped(
  _ scenario: String, _ assignments: [String] = [], ranks: Bool = false
) throws -> [String: String] {
  try published(
    Fixture.root.appending(path: "scenarios/\(scenario).yaml").path,
    county: Fixture.root.appending(path: "seeds/yunyang").path, assignments, ranks: ranks)
}

private func synthetic(_ count: Int, _ more: String = "") throws -> [String: String] {
  let bench = try Workbench()
  let template = CountyTemplate(
    code: "500996", nameZh: "试县", nameEn: "Trial", baseYear: 2020, synthetic: count, seed: 3)
  for file in template.files() { try bench.write(file.text, to: "seeds/t/\(file.path)") }
  try bench.write(
    "schema: 1\nid: a\ntitle: a\ndata: seeds/t\nhorizon: {start: 2020, end: 2030}\noutputs: {years: [2030]}\n\(more)\n",
    to: "scenarios/a.yaml")
  return try published(bench.path("scenarios/a.yaml"), county: bench.path("seeds/t"))
}

@Suite("Report")
struct ReportTests {
  @Test("an ensemble's report says which numbers are of the central case and which are means")
  func labels() throws {
    let files = try shipped("plan-uncertain", ["ensemble.draws=6"])
    let report = try #require(files["report.md"])
    #expect(files["charts/pyramid.svg"]?.contains("6次抽样：数值为均值") == true)
    #expect(files["charts/pyramid.csv"]?.contains("2035年 M p10,2035年 M p90") == true)
    let lines = report.split(separator: "\n")
    #expect(lines.contains { $0.contains("**3.") && $0.contains("（以下为中心情形）") })
    // One rule, named once; every picture says what its numbers are.
    let lead = try #require(report.firstMatch(of: /本报告的数值为(均值|中位)，括号内为80%区间/)).1
    for line in lines where line.hasPrefix("![") && !line.contains("charts/gantt") {
      #expect(["均值", "中位", "中心情形"].contains { line.contains($0) }, "\(line)")
    }
    #expect(report.contains("6次抽样的\(lead)。数据见 charts/elderly.csv"))
    #expect(report.contains("6次抽样的均值。数据见 charts/investment.csv"))
    #expect(!report.contains("模型只推算出") && report.contains("模型（中心情形）只推算出"))
    // Few draws are counted.
    #expect(report.contains("6次抽样中") && !report.contains("概率100%") && !report.contains("概率0%"))
    // The same people in the text, in the table of the first page and beside the picture.
    let text = try #require(report.firstMatch(of: /到2035年，60岁及以上([0-9,]+)人/)).1.replacing(",", with: "")
    let shown = (try #require(Double(text)) / 100).rounded() / 100
    #expect(report.contains("增至2035年\(shown)"), "\(shown)")
    #expect(lines.contains { $0.contains("| 结论（中心情形） |") })
    for number in [13, 14, 15, 16, 17, 18] {
      #expect(lines.contains { $0.hasPrefix("| \(number) |") && $0.contains("| 中心情形") }, "\(number)")
    }
    // The section on the population: flows, life expectancy and dependency with intervals, and the fans as figures.
    #expect(lines.contains { $0.hasPrefix("| 县外净迁移 | 人 |") && $0.contains("至") })
    #expect(lines.contains { $0.hasPrefix("| 女性预期寿命 | 岁 |") && $0.contains("—") })
    for id in ["fan-residents", "fan-pop60", "fan-pop80", "fan-deaths"] {
      #expect(report.contains("(charts/\(id).svg)") && files["charts/\(id).svg"]?.contains("#DBE9F4") == true, "\(id)")
      #expect(files["charts/\(id).csv"]?.contains("year,p50,p2_5,p97_5,p10,p90,p25,p75,observed") == true)
    }
    let plan = try shipped("plan")
    let certain = try #require(plan["report.md"])
    #expect(!certain.contains("中心情形"))
    #expect(certain.contains("普查的质量") && certain.contains("惠普尔指数和迈尔斯指数需要单岁人数"))
    let fan = try #require(plan["charts/fan-pop60.svg"])
    #expect(fan.contains("没有抽样") && !fan.contains("<polygon") && fan.contains("2010年普查"))
  }

  @Test("ranges are printed upwards, sentences have a subject, and nothing is drawn of nothing")
  func sentences() throws {
    let files = try shipped("status-quo", ranks: true)
    let report = try #require(files["report.md"])
    let ranges = report.matches(of: /之在([0-9,]+)—([0-9,]+)(?:张|人|万元)之间/)
    #expect(ranges.count >= 3)
    for range in ranges {
      let ends = [range.1, range.2].compactMap { Int($0.replacing(",", with: "")) }
      #expect(ends.count == 2 && ends[0] <= ends[1], "\(range.0)")
    }
    #expect(report.contains("| 280,000 | 196,154 |"))
    #expect(report.contains("指标15养老机构护理型床位占比：护理型床位还差"))
    #expect(!report.contains("新建机构"))
    #expect(files["charts/gantt.svg"] == nil && files["charts/investment.svg"] == nil)
    #expect(!report.contains("gantt") && !report.contains("〔"))
  }

  @Test("a county of one township is not told another county's story")
  func otherCounty() throws {
    let files = try synthetic(1)
    let all = files.filter { $0.key.hasSuffix(".md") || $0.key.hasSuffix(".svg") }.map(\.value).joined()
    for words in [
      "规划称", "没有片区", "超出本模型范围", "城区先满", "规划未定义", "别的片区", "本县无统计", "其余0项",
      "首先取决于", "规划未分列", "重大项目汇总表", "75岁及以上的死亡水平",
    ] {
      #expect(!all.contains(words), "\(words)")
    }
  }

  @Test("with an uncertain delay the years of projects are the quantiles of the draws, and say so")
  func openings() throws {
    let shift = "portfolio: {shift: {all: {dist: choice, values: [0, 2], weights: [1, 1]}}}"
    let drawn = try synthetic(2, "ensemble: {draws: 20, seed: 1}\n\(shift)")
    // The data says 2022—2024; the draws open in 2024 or 2026.
    let row = try #require(drawn["charts/gantt.csv"]?.split(separator: "\n").dropFirst().first?.split(separator: ","))
    #expect(row[4] == "2024" && row[5] == "2026" && row.last == "2024", "\(row)")
    #expect(drawn["charts/gantt.svg"]?.contains("建成年80%区间（20次抽样）") == true)
    #expect(drawn["report.md"]?.contains("（2024—2026）") == true)
    let header = try #require(drawn["tables/projects.csv"]?.split(separator: "\n").first)
    #expect(header.contains(",open_p10,") && header.contains(",start,open,"))
    let certain = try synthetic(2)
    #expect(certain["charts/gantt.svg"]?.contains("抽样") == false)
    #expect(certain["charts/gantt.csv"]?.contains("open_data") == false)
  }

  @Test("charts of a large county stay small, say what they leave out, and their data has all")
  func large() throws {
    let files = try synthetic(305)
    for (path, text) in files where path.hasSuffix(".svg") {
      #expect(text.utf8.count <= 250_000, "\(path): \(text.utf8.count) bytes")
    }
    let report = try #require(files["report.md"])
    #expect(report.utf8.count < 60_000)
    #expect(files["charts/heat-occupancy.svg"]?.contains("共305个乡镇街道") == true)
    #expect(files["charts/gantt.svg"]?.contains("共61个项目") == true)
    #expect(files["charts/heat-occupancy.csv"]?.split(separator: "\n").count == 306)
    #expect(files["charts/gantt.csv"]?.split(separator: "\n").count == 62)
  }
}
