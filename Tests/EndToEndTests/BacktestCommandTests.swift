import Foundation
import TestSupport
import Testing

@Suite("The backtest command", .serialized)
struct BacktestCommandTests {
  private typealias Object = [String: Any]

  private func object(_ text: String) throws -> Object {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object)
  }

  @Test("the shipped county: exit 0, JSON, and the figure of the checks table of a run")
  func checks() throws {
    let bench = try Workbench()
    #expect(try command(["run", "scenarios/plan.yaml", "--out", bench.path("a"), "-q"]).status == 0)
    let checks = try String(contentsOfFile: bench.path("a/plan/tables/checks.csv"), encoding: .utf8)
    let row = try #require(checks.split(separator: "\n").first { $0.contains(",observation,") }).split(separator: ",")
    let outcome = try command(["backtest", "scenarios/plan.yaml", "--draws", "16", "--json", "-q"])
    #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome.error)")
    let whole = try object(outcome.out)
    let observation = try #require((whole["observations"] as? [Object])?.first)
    let model = try #require((observation["forecasts"] as? [Object])?.first { $0["method"] as? String == "model" })
    #expect(model["forecast"] as? Double == Double(row[4]) && model["counted"] as? Double == Double(row[5]))
    #expect(model["gap"] as? Double == Double(row[6]))
    #expect(whole["draws"] as? Int == 16 && (whole["verdict"] as? [String])?.count ?? 0 > 5)
    let forecasts = try #require((whole["censuses"] as? Object)?["forecasts"] as? [Object])
    #expect(forecasts.contains { $0["method"] as? String == "residual_migration" })
    #expect((whole["inputs"] as? [Object])?.count ?? 0 >= 9)
  }

  @Test("the same bytes for one and two threads, in every form and both languages; no blank is left")
  func forms() throws {
    let base = ["backtest", "scenarios/plan.yaml", "--draws", "9", "--seed", "4"]
    for form in [
      [], ["--format", "markdown"], ["--format", "csv"], ["--json"], ["--lang", "en"],
      ["--lang", "en", "--format", "markdown"],
    ] {
      let one = try command(base + form + ["--jobs", "1"])
      let two = try command(base + form + ["--jobs", "2"])
      #expect(one.status == 0 && one.out == two.out && !one.out.isEmpty, "\(form) \(one.error)")
      #expect(one.out.firstMatch(of: /\{[0-9]+\}/) == nil, "\(form)")
    }
    let zh = try command(base + ["--format", "markdown"]).out
    #expect(zh.contains("这是恒等，不是检验") && zh.contains("一个总数不能检验年龄结构"))
    let en = try command(base + ["--lang", "en", "--format", "markdown"]).out
    #expect(en.contains("an identity, not a validation") && en.contains("cannot validate an age structure"))
  }

  @Test("the folder of --out has its tables and is made again by verify")
  func folder() throws {
    let bench = try Workbench()
    for name in ["scenarios", "seeds"] { try bench.copy(name) }
    let made = try command(
      ["backtest", "scenarios/plan.yaml", "--draws", "8", "--out", "o", "--lang", "en"], folder: bench.folder)
    #expect(made.status == 0, "\(made.error)")
    let files = try contents(bench.folder.appending(path: "o/plan-backtest"))
    #expect(
      files.keys.sorted() == [
        "backtest.json", "backtest.md", "manifest.json", "tables/backtest.csv", "tables/backtest_accuracy.csv",
        "tables/backtest_inputs.csv",
      ])
    let verified = try command(["verify", "o/plan-backtest"], folder: bench.folder)
    #expect(verified.status == 0, "\(verified.out)\(verified.error)")
  }

  @Test("a county without an earlier census or an observation says what cannot be tested, and exits 0")
  func bare() throws {
    let bench = try Workbench()
    for name in ["scenarios", "seeds"] { try bench.copy(name) }
    for arguments in [
      ["new", "county", "seeds/other", "--code", "500999", "--name", "某县"],
      ["new", "scenario", "theirs", "--county", "seeds/other"],
    ] {
      #expect(try command(arguments, folder: bench.folder).status == 0)
    }
    let outcome = try command(["backtest", "scenarios/theirs.yaml", "--draws", "8"], folder: bench.folder)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.out.contains("没有2020年以前可用的人口数") && outcome.out.contains("（residents）"), "\(outcome.out)")
    let json = try command(["backtest", "scenarios/theirs.yaml", "--json", "-q"], folder: bench.folder)
    #expect((try object(json.out)["censuses"] as? Object)?["untested"] as? String != nil)

    // An observation inside the scenario's years and one before them, without an earlier census.
    let file = "seeds/other/observations.csv"
    let template = try String(contentsOfFile: bench.path(file), encoding: .utf8)
    let header = try #require(template.split(separator: "\n").first { !$0.hasPrefix("#") })
    let source = try #require(
      try String(contentsOfFile: bench.path("seeds/other/sources.csv"), encoding: .utf8).split(separator: "\n")
        .filter { !$0.hasPrefix("#") }.dropFirst()
        .first?.split(separator: ",").first)
    let columns = header.split(separator: ",").map { String($0.filter { $0.isLetter || $0 == "_" }) }
    func row(_ time: String) -> String {
      columns.map { column in
        switch column {
        case "name": "resident_population"
        case "name_zh": "常住人口"
        case "value": "101000"
        case "unit": "人"
        case "time": time
        case "source": String(source)
        case "quality": "official"
        case "note": "试"
        default: ""
        }
      }.joined(separator: ",")
    }
    for (time, words) in [("2023.0", ["维持不变", "没有2020年以前的人口数"]), ("2019.5", ["不在情景的年份之内"])] {
      try bench.write("\(template)\(row(time))\n", to: file)
      let later = try command(["backtest", "scenarios/theirs.yaml", "--draws", "8"], folder: bench.folder)
      #expect(later.status == 0, "\(later.error)")
      for word in words { #expect(later.out.contains(word), "\(time) \(later.out)") }
    }
  }

  @Test("no draws: points without intervals; a constraint on residents is named; usage errors are 64")
  func variants() throws {
    let none = try command(["backtest", "scenarios/plan.yaml", "--draws", "0"])
    #expect(none.status == 0 && none.out.contains("没有抽样"))
    let prescribed = try command([
      "backtest", "scenarios/plan.yaml", "--draws", "0", "--set", "population.residents={2030: 900000}",
    ])
    #expect(prescribed.status == 0, "\(prescribed.error)")
    #expect(prescribed.out.contains("检验的是情景的设定") && prescribed.out.contains("情景约束"))
    #expect(try command(["backtest", "scenarios/plan.yaml", "scenarios/base.yaml"]).status == 64)
    #expect(try command(["backtest", "scenarios/plan.yaml", "--format", "pdf"]).status == 64)
    #expect(try command(["backtest", "scenarios/nowhere.yaml"]).status == 66)
  }
}
