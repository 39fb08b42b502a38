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

/// What the shipped county's plan with some lines of the test's own publishes, as text by path.
///
/// - Parameter ranks: Whether the inputs are ranked, two runs each.
private func published(_ more: String, ranks: Bool = false) throws -> [String: String] {
  let bench = try Workbench()
  try bench.copy("scenarios")
  try bench.copy("seeds")
  try bench.write("schema: 1\nid: t\ntitle: t\nextends: plan\n\(more)\n", to: "scenarios/t.yaml")
  let draft = try ScenarioReader().draft(try ScenarioReader().document(file: bench.path("scenarios/t.yaml")))
  let county = try CountyLoader.load(folder: bench.path("seeds/yunyang"))
  let run = try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
  let files = try Publication(run, ranking: ranks ? nil : InputRanking(rows: []), jobs: 2).package(jobs: 2).files()
  return Dictionary(
    files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }, uniquingKeysWith: { first, _ in first })
}

/// Rows of a table of plain cells by column name.
private func rows(_ text: String?) throws -> [[String: String]] {
  let lines = try #require(text).replacing("\u{FEFF}", with: "").split(separator: "\n").map {
    $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
  let header = try #require(lines.first)
  return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
}

private func section(_ report: String, _ heading: String) throws -> String {
  let start = try #require(report.range(of: "## \(heading)"))
  let rest = report[start.upperBound...]
  return String(rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)])
}

@Suite("Statements of the report")
struct StatementTests {
  /// The plan as shipped, with tables of the years in which beds run short; published once for all tests.
  private static let plan = Result {
    try published("outputs: {years: [2020, 2022, 2023, 2025, 2035]}", ranks: true)
  }

  @Test("an overrun is no word of the plan; caps, conversions and their cost stand by year and by name")
  func money() throws {
    let files = try published(
      """
      finance: {cost_overrun: {value: 1.1, unit: ratio, grade: assumption, source: plan_yunyang_14fyp, note: t}}
      portfolio:
        convert: [{beds: 727, year: 2025}]
        bed_type: {P07: nursing}
        budget: {2021: 20000, 2023: 30000, 2024: {未定: 15000}}
      """)
    let money = try section(try #require(files["report.md"]), "六、")
    #expect(money.contains("投资合计126,443万元（12.64亿元）"))
    #expect(money.contains("| 规划写明（县数据原值，情景不改） | 114,948 |"))
    #expect(money.contains("| 情景设定的超支（倍数1.1） | +11,495 |"))
    #expect(money.contains("规划写明7860万元，本情景为8646万元"))
    #expect(money.contains("727张床改造为护理型，没有给出造价，未计入投资"))
    #expect(money.contains("P07改为护理型床位") && money.contains("3600万元（每床12.0万元）"))
    #expect(money.contains("| P01 |") && money.contains("| 19,958 | 21,954 |"))
    // 31,869 × 1.1 = 35,056 against 30,000; 9670 × 1.1 = 10,637 against 20,000.
    #expect(money.contains("| 2023 | 35,056 | 32,174 | 2882 | 30,000 | +5056 |"))
    #expect(money.contains("| 2021 | 10,637 | 10,637 | 0 | 20,000 | −9363 |"))
    #expect(money.contains("| 2024 | 未定 | 32,174 | 15,000 | +17,174 |"))
    #expect(money.contains("**超过资金上限**：2023年超出5056万元、2024年（未定）超出17,174万元"))
    let budget = try rows(files["tables/budget.csv"])
    let all = budget.filter { $0["funding_source"] == "" }.compactMap { Double($0["spent_wan"] ?? "") }
    #expect(abs(all.reduce(0, +) - 126_442.8) < 1e-3)
    let capped = try #require(budget.first { $0["year"] == "2023" && $0["funding_source"] == "" })
    #expect(capped["cap_wan"] == "30000" && abs(Double(capped["over_wan"] ?? "")! - 5056.26) < 0.1)
    let projects = try rows(files["tables/projects.csv"])
    let first = try #require(projects.first { $0["project"] == "P01" })
    #expect(first["stated_wan"] == "19958" && first["planned_wan"] == "19958" && first["investment_wan"] == "21953.8")
    #expect(first["overrun_wan"] == "1995.8" && first["stated_beds"] == "500")
    let chart = try rows(files["charts/investment.csv"])
    #expect(chart.first { $0["year"] == "2023" }?["资金上限"] == "30000")
    #expect(chart.first { $0["year"] == "2022" }?["资金上限"] == "")
    let stated = chart.reduce(0) { sum, row in
      sum + row.filter { $0.key.hasPrefix("规划投资·") }.reduce(0) { $0 + (Double($1.value) ?? 0) }
    }
    #expect(abs(stated - 114_948) < 0.01)
    #expect(files["charts/investment.svg"]?.contains("资金上限") == true)
  }

  @Test("the first page says where and from when beds run short, and what the quota buys")
  func firstPage() throws {
    let files = try Self.plan.get()
    let report = try #require(files["report.md"])
    let page = try section(report, "一、")
    #expect(page.contains("**1. 哪里缺床，从哪年起。** 城区从2031年起床位一直不够，到2035年有"))
    let city = try rows(files["tables/zones.csv"]).filter { $0["zone"] == "city" }
    func unmet(_ year: Int) throws -> String {
      let row = try #require(city.first { $0["year"] == "\(year)" })
      return grouped(try #require(Double(row["unmet"] ?? "")))
    }
    #expect(page.contains("此前2023年（\(try unmet(2023))人）也曾不够"))
    #expect(page.contains("到2035年有\(try unmet(2035))人没有床位") && page.contains("其余4个片区够用，到2035年空"))
    #expect(page.contains("把727张普通床位改造为护理型，占比由50.8%升到60.0%。但床位总数不变"))
    #expect(page.contains("没有写明由谁出资") && page.contains("亿元"))
    #expect(page.contains("取24%，可能在14%—50%"))
    #expect(Wording.chinese.input(0.005, unit: "per person and year") == "每年0.5%")
    #expect(page.contains("未检验：指标14") && page.contains("情景直接设为目标"))
    for words in ["假设达标", "财政性投资至多", "闭合", "恒等", "现患率"] {
      #expect(!report.contains(words), "\(words)")
    }
    #expect(!page.contains("口径"))
    // Full at 95%: the gap is more than demand less beds. Ranges have names; 300/460 stands beside 0.55 with its decimals.
    #expect(try section(report, "三、").contains("床位住到95%就算住满"))
    #expect(try section(report, "二、").contains("按失能率的上下限为"))
    #expect(try section(report, "八、").contains("| 0.55 | 0.65 |"))
    let funeral = try section(report, "五、")
    let bodies = try rows(files["tables/zones.csv"]).filter { $0["year"] == "2035" }.reduce(0) {
      $0 + (Double($1["body_places_cumulative"] ?? "") ?? 0)
    }
    #expect(funeral.contains("累计需要遗体墓位\(grouped(bodies))个"))
  }

  private func grouped(_ value: Double) -> String {
    let digits = String(Int(value.rounded()))
    return digits.count > 4 ? digits.dropLast(3) + "," + digits.suffix(3) : digits
  }

  @Test("the check says first how much of the fall was foreseen, in report and caption")
  func foresight() throws {
    let report = try #require(try Self.plan.get()["report.md"])
    let checks = try section(report, "七、")
    let foreseen = try #require(checks.range(of: "为实际变化的52%"))
    let total = try #require(checks.range(of: "+0.8%"))
    #expect(foreseen.upperBound <= total.lowerBound)
    #expect(checks.contains("比2020年实际减少15,934人") && checks.contains("如果其中有老年人"))
    #expect(report.contains("模型只推算出同期减少的52%"))
    // A scenario that prescribes the people is not tested by them.
    let prescribed = try #require(
      try published("population: {residents: {2023: 914000, 2035: 880000}}")["report.md"])
    #expect(prescribed.contains("这不是对模型的检验") && !prescribed.contains("没有用这个实际数估计任何参数"))
  }

  @Test("the map's data carries the people without a bed, and they add up")
  func map() throws {
    let files = try Self.plan.get()
    let unmet = try rows(files["charts/map-unmet.csv"]).compactMap { Double($0["unmet"] ?? "") }
    let summary = try rows(files["tables/summary.csv"])
    let county = try #require(summary.first { $0["measure"] == "unmet" && $0["year"] == "2035" }?["mean"])
    #expect(unmet.count == 42 && abs(unmet.reduce(0, +) - Double(county)!) < 0.01)
  }

  @Test("a bar that the scenario moved is not drawn as the plan's word, which stands beside it")
  func gantt() throws {
    // Its last column is the opening of the data; money has commas inside quotes.
    func centres(_ files: [String: String]) throws -> Substring {
      let lines = try #require(files["charts/gantt.csv"]).split(whereSeparator: \.isNewline)
      return try #require(lines.first { $0.hasPrefix("P08,") })
    }
    let moved = try centres(try published("portfolio: {shift: {all: 2}}"))
    #expect(moved.contains(",2023,2024,") && moved.contains(",yes,") && moved.hasSuffix(",2022"), "\(moved)")
    let plan = try centres(try Self.plan.get())
    #expect(plan.contains(",2021,2022,") && plan.contains(",no,") && !plan.hasSuffix(",2022"), "\(plan)")
  }

  @Test("draws: the probability of exceeding a cap, and why the mean is above the plan")
  func drawn() throws {
    let files = try published("ensemble: {draws: 8, seed: 3}\nportfolio: {budget: {2023: 32000, 2024: 90000}}")
    let money = try section(try #require(files["report.md"]), "六、")
    #expect(money.contains("| 超出的概率 |") && money.contains("因为超支倍数的区间是1—1.3，中心值1就在区间的低端"))
    let budget = try rows(files["tables/budget.csv"]).filter { $0["funding_source"] == "" }
    let near = try #require(budget.first { $0["year"] == "2023" }.flatMap { Double($0["prob_over"] ?? "") })
    #expect(near > 0 && near <= 1)
    #expect(budget.first { $0["year"] == "2024" }?["prob_over"] == "0")
    let page = try section(try #require(files["report.md"]), "一、")
    #expect(page.contains("床位不够（8次抽样中"))
  }
}
