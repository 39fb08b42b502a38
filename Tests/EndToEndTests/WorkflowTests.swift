import Foundation
import PlainText
import TestSupport
import Testing

/// A project folder of its own with the shipped scenarios and data.
private func project() throws -> Workbench {
  let bench = try Workbench()
  try bench.copy("scenarios")
  try bench.copy("seeds")
  return bench
}

private func objects(_ text: String) throws -> [[String: Any]] {
  try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
}

/// A section of a comparison's JSON.
private func section(_ name: String, _ text: String) throws -> [[String: Any]] {
  let whole = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  return try #require(whole[name] as? [[String: Any]])
}

@Suite("A planner's work", .serialized)
struct WorkflowTests {
  @Test("an ensemble has the same bytes for one and three threads, and verify agrees until something is changed")
  func verify() throws {
    let bench = try project()
    let run = ["run", "scenarios/plan.yaml", "--draws", "12", "--seed", "5", "-q", "--set", "care.length_of_stay=3"]
    #expect(try command(run + ["--out", "a", "-j", "1"], folder: bench.folder).status == 0)
    #expect(try command(run + ["--out", "b", "-j", "3"], folder: bench.folder).status == 0)
    let a = try contents(bench.folder.appending(path: "a/plan"))
    #expect(a == (try contents(bench.folder.appending(path: "b/plan"))))
    #expect(a["tables/summary.csv"].map { String(decoding: $0, as: UTF8.self).contains("80%区间") } ?? false)
    #expect(
      a["origins.csv"].map {
        String(decoding: $0, as: UTF8.self).contains("care.length_of_stay,3,year,command,(--set),1")
      } ?? false)
    let clean = try command(["verify", "a/plan"], folder: bench.folder)
    #expect(clean.status == 0, "\(clean.out)\(clean.error)")

    try bench.replace("60+", with: "61+", in: "a/plan/tables/population.csv")
    let edited = try command(["verify", "a/plan", "--json"], folder: bench.folder)
    #expect(edited.status == 1 && edited.out.contains("\"edited\"") && edited.out.contains("tables/population.csv"))
    try bench.replace("0.30", with: "0.31", in: "scenarios/plan.yaml")
    let changed = try command(["verify", "b/plan"], folder: bench.folder)
    #expect(changed.status == 1 && changed.out.contains("输入改过  scenarios/plan.yaml") && changed.out.contains("第"))
    #expect(try command(["verify", "seeds"], folder: bench.folder).status == 66)
  }

  @Test("verify makes comparisons and sweeps again, and sees changed inputs, strangers and a false manifest")
  func verifyEverything() throws {
    let bench = try project()
    for arguments in [
      [
        "compare", bench.path("scenarios/status-quo.yaml"), "scenarios/plan.yaml", "--draws", "3", "--set",
        "care.length_of_stay=3",
      ],
      ["sweep", "scenarios/plan.yaml", "--values", "care.occupancy=0.4,0.5"],
      ["run", "scenarios/plan.yaml"],
    ] { #expect(try command(arguments + ["--out", "o", "-q"], folder: bench.folder).status == 0) }
    let folders = ["o/compare/status-quo__plan", "o/plan-sweep", "o/plan"]
    func verify(_ folder: String) throws -> Outcome { try command(["verify", folder, "--json"], folder: bench.folder) }
    for folder in folders {
      let clean = try verify(folder)
      #expect(clean.status == 0 && clean.out.contains("\"recomputed\": true"), "\(folder) \(clean.out)")
      try bench.write("x", to: "\(folder)/tables/notes.txt")
      let strange = try verify(folder)
      #expect(strange.status == 1 && strange.out.contains("\"stranger\"") && strange.out.contains("tables/notes.txt"))
      try FileManager.default.removeItem(atPath: bench.path("\(folder)/tables/notes.txt"))
    }
    let lies: [(folder: String, truth: String, lie: String)] = [
      (folders[2], "\"draws\": 0", "\"draws\": 500"), (folders[2], "\"seed\": null", "\"seed\": 7"),
      (folders[2], "\"moved\": 0", "\"moved\": 2"), (folders[2], "\"census\": 0", "\"census\": 19"),
      (folders[2], "\"version\": \"", "\"version\": \"9"), (folders[2], "\"county\": \"5", "\"county\": \"6"),
      (folders[2], "\"bytes\": ", "\"bytes\": 1"), (folders[2], "\"kind\": \"run\"", "\"kind\": \"dance\""),
      (folders[2], "\"set\": []", "\"set\": [\"care.occupancy=0.6\"]"), (folders[0], "\"draws\": 3", "\"draws\": 4"),
      (folders[0], "\"seed\": ", "\"seed\": 9"), (folders[0], "length_of_stay=3", "length_of_stay=4"),
      (folders[1], "\"children\": 2", "\"children\": 3"), (folders[1], "=0.4,0.5", "=0.4,0.6"),
      (folders[2], "\"request\": {", "\"asked\": {"),
      (folders[2], "\"lang\": \"zh\"", "\"lang\": 5"),
    ]
    for (folder, truth, lie) in lies {
      let path = "\(folder)/manifest.json"
      try bench.replace(truth, with: lie, in: path)
      let outcome = try verify(folder)
      #expect(outcome.status == 1, "\(folder): \(lie)\n\(outcome.out)\(outcome.error)")
      try bench.replace(lie, with: truth, in: path)
    }
    try bench.replace("0.30", with: "0.31", in: "scenarios/plan.yaml")
    for folder in folders {
      let outcome = try verify(folder)
      #expect(outcome.status == 1 && outcome.out.contains("\"input_changed\"") && outcome.out.contains("\"different\""))
    }
    try FileManager.default.removeItem(atPath: bench.path("scenarios/plan.yaml"))
    for folder in folders {
      let outcome = try verify(folder)
      #expect(outcome.status == 1 && outcome.out.contains("\"input_missing\""))
      #expect(outcome.out.contains("\"recomputed\": false"))
    }
  }

  @Test("compare: every form, conditions and their exit codes")
  func compare() throws {
    let pair = ["compare", "scenarios/status-quo.yaml", "scenarios/plan.yaml"]
    for (form, mark) in [
      ("markdown", "| 养老床位 |"), ("csv", "beds,2025,张,plan,status-quo"), ("json", "\"measure\": \"beds\""),
    ] {
      let outcome = try command(pair + ["--format", form, "--no-attribution"])
      #expect(outcome.status == 0 && outcome.out.contains(mark), "\(form)")
    }
    let text = try command(pair)
    #expect(text.out.contains("scenarios/plan.yaml:8") && text.out.contains("交互作用"))
    #expect(text.out.split(separator: "\n").allSatisfy { !$0.contains("\u{1B}") })
    #expect(try command(pair + ["--fail-if", "unmet@2035>5000", "-q"]).status == 0)
    let failed = try command(pair + ["--fail-if", "delta:invest@2025>0", "-q"])
    #expect(failed.status == 1 && failed.error.contains("plan"))
    let wrong = try command(pair + ["--fail-if", "unmeet@2035>1"])
    #expect(wrong.status == 64 && wrong.error.contains("unmet"))
    let three = try command(pair + ["scenarios/no-migration.yaml", "--json", "--no-attribution"])
    let row = try #require(
      try section("outcomes", three.out).first { $0["measure"] as? String == "pop60" && $0["year"] as? Int == 2035 })
    #expect((row["values"] as? [String: Any])?.count == 3)
    let bench = try Workbench()
    #expect(try command(pair + ["--draws", "6", "--out", bench.path("o"), "-q"]).status == 0)
    let files = try contents(bench.folder.appending(path: "o/compare/status-quo__plan"))
    #expect(files["charts/waterfall-unmet-plan.svg"] != nil && files["tables/attribution.csv"] != nil)
  }

  @Test("changed inputs and what they do are in every form of a comparison, in words")
  func reasons() throws {
    let trio = [
      "compare", "scenarios/status-quo.yaml", "scenarios/plan-uncertain.yaml", "scenarios/conversion-first.yaml",
      "--draws", "4", "-q",
    ]
    let json = try command(trio + ["--json"]).out
    let changes = try section("changes", json)
    #expect(
      changes.contains { $0["path"] as? String == "correlations" && $0["scenario"] as? String == "plan-uncertain" })
    #expect(changes.allSatisfy { $0["after_origin"] is String || $0["before_origin"] is String })
    let steps = try section("attribution", json).filter {
      $0["scenario"] as? String == "plan-uncertain" && $0["outcome"] as? String == "unmet"
    }
    func total(_ kinds: [String]) -> Double {
      steps.filter { kinds.contains($0["kind"] as? String ?? "") }.reduce(0) { $0 + ($1["mean"] as? Double ?? .nan) }
    }
    #expect(abs(total(["start", "change", "interaction"]) - total(["end"])) < 1e-3)
    #expect(steps.contains { $0["kind"] as? String == "pair" })

    let csv = try command(trio + ["--format", "csv"]).out.split(separator: "\n").map { $0.split(separator: ",")[0] }
    #expect(Set(csv.dropFirst()) == ["outcome", "change", "attribution"])
    let markdown = try command(trio + ["--format", "markdown"]).out
    #expect(markdown.contains("## 变化的来源") && markdown.contains("| 交互作用（主要是 项目范围×全部推迟） |"))
    #expect(markdown.contains("平手"))

    let bench = try Workbench()
    #expect(try command(trio + ["--out", bench.path("o")]).status == 0)
    let files = try contents(bench.folder.appending(path: "o/compare/status-quo__plan-uncertain__conversion-first"))
    func text(_ path: String) -> String { String(decoding: files[path] ?? Data(), as: UTF8.self) }
    #expect(text("compare.json") == json && text("compare.md").contains("| 交互作用（主要是 "))
    #expect(text("tables/attribution.csv").contains(",pair,"))
    for (path, data) in files where path.hasSuffix(".svg") {
      let svg = String(decoding: data, as: UTF8.self)
      #expect(!svg.contains("correlations") && !svg.contains("targets"), "\(path)")
    }
  }

  @Test("a comparison fits into 80 columns: no blank lines of blanks, no mark alone, no broken word")
  func narrow() throws {
    let outcome = try command(
      ["compare", "scenarios/status-quo.yaml", "scenarios/plan-uncertain.yaml", "--draws", "4"],
      environment: ["COLUMNS": "80"])
    for line in outcome.out.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(line.isEmpty || line.contains { $0 != " " }, "a line of blanks")
      #expect(DisplayWidth.of(line) <= 80, "\(line)")
      #expect(!["。", "，", "；", "、"].contains(String(line.drop { $0 == " " }.prefix(1))), "\(line)")
    }
    for word in ["护理型床位占比", "20%—45%"] { #expect(outcome.out.contains(word), "\(word)") }
    // Nothing differs in the demand by the norm; nobody is better by chance.
    let same = try command(
      [
        "compare", "scenarios/status-quo.yaml", "scenarios/plan.yaml", "--draws", "4", "--set",
        "portfolio.include=none",
      ])
    #expect(!same.out.contains("优50%"))
  }

  @Test("scenarios of two counties are not compared, and none is suggested")
  func counties() throws {
    let bench = try project()
    for arguments in [
      ["new", "county", "seeds/other", "--code", "500999", "--name", "某县"],
      ["new", "scenario", "theirs", "--county", "seeds/other"],
    ] { #expect(try command(arguments, folder: bench.folder).status == 0) }
    let outcome = try command(["compare", "scenarios/status-quo.yaml", "scenarios/theirs.yaml"], folder: bench.folder)
    #expect(outcome.status == 65 && outcome.out.isEmpty)
    #expect(outcome.error.contains("E0231") && outcome.error.contains("scenarios/theirs.yaml:"))
    #expect(outcome.error.contains("scenarios/base.yaml:"), "\(outcome.error)")
    let run = try command(["run", "scenarios/theirs.yaml", "--out", "o"], folder: bench.folder)
    #expect(run.status == 0 && run.out.contains(" explain o/theirs/") && !run.out.contains("status-quo"))
    let own = try command(["run", "scenarios/plan.yaml", "--out", "o"], folder: bench.folder)
    #expect(own.out.contains(" compare scenarios/status-quo.yaml scenarios/plan.yaml"))
  }

  @Test("explain: a cell, a parameter, an indicator, a code, and what is none of them")
  func explain() throws {
    let bench = try project()
    #expect(try command(["run", "scenarios/plan.yaml", "--out", "o", "-q"], folder: bench.folder).status == 0)
    let cell = try command(["explain", "o/plan/tables/zones.csv:17:unmet"], folder: bench.folder)
    #expect(cell.status == 0 && cell.out.contains("seeds/yunyang/parameters.csv:32") && cell.out.contains("假设"))
    #expect(cell.out.contains("scenarios/base.yaml:"))
    let json = try command(["explain", "o/plan/tables/zones.csv:17:unmet", "--json"], folder: bench.folder)
    #expect(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) is [String: Any])
    // What happened has the grade of its own row, not that of what is projected beside it.
    let fact = try command(["explain", "o/plan/tables/summary.csv:5:actual"], folder: bench.folder)
    #expect(fact.out.contains("证据等级 文献") && fact.out.contains("observations.csv  第 2 行"))
    let gap = try command(["explain", "o/plan/tables/actuals.csv:2:gap"], folder: bench.folder)
    #expect(gap.out.contains("projected - actual = ") && !gap.out.contains("证据等级"))
    let asked = try command(["explain", "o/plan/tables/summary.csv:7:actual"], folder: bench.folder)
    #expect(asked.out.contains("还没有录入实际值"))
    let label = try command(["explain", "o/plan/tables/zones.csv:3:zone_nam"], folder: bench.folder)
    #expect(label.status == 65 && label.error.contains("zone_name"))
    #expect(try command(["explain", "o/plan/tables/zones.csv:999:unmet"], folder: bench.folder).status == 65)
    let parameter = try command(["explain", "funeral.zone_cremation_rate", "scenarios/plan-two-years-late.yaml"])
    #expect(
      parameter.out.contains("scenarios/plan-two-years-late.yaml:11:5")
        && parameter.out.contains("scenarios/plan.yaml:11"))
    let indicator = try command(["explain", "indicator:15", "scenarios/plan.yaml"])
    #expect(indicator.out.contains("÷") && indicator.out.contains("50.8%"))
    // A renovation that comes too late is not the same as none, and the formula is the one that was used.
    let late = try command(["explain", "indicator:16", "scenarios/plan.yaml", "--set", "portfolio.shift.P09=5"])
    #expect(late.out.contains("才完成") && !late.out.contains("÷") && !late.out.contains("没有"))
    #expect(try command(["explain", "indicator:16", "scenarios/status-quo.yaml"]).out.contains("没有敬老院改造"))
    #expect(try command(["explain", "indicator:18", "scenarios/plan.yaml"]).out.contains("42 ÷ 42 = 100.0%"))
    #expect(try !command(["explain", "indicator:17", "scenarios/status-quo.yaml"]).out.contains("新建机构"))
    let drawn = try command(
      [
        "explain", "indicator:15", "scenarios/plan-uncertain.yaml", "--set", "ensemble.draws=8", "--set",
        "ensemble.seed=2",
      ])
    #expect(drawn.out.contains("中心情形") && drawn.out.contains("8次（种子2）") && drawn.out.contains("达到目标的概率"))
    let unset = try command(["explain", "portfolio.convert", "scenarios/plan.yaml"])
    #expect(unset.status == 0 && unset.out.contains("没有设定") && unset.out.contains("不改造"))
    #expect(try command(["explain", "portfolio.convrt", "scenarios/plan.yaml"]).status == 64)
    #expect(try command(["explain", "e0213"]).out.contains("no such key"))
    let typo = try command(["explain", "care.ocupancy"])
    #expect(typo.status == 64 && typo.error.contains("care.occupancy"))
  }

  @Test("explain: what a cell of an ensemble, an empty one, a grade and a comparison are made of")
  func explainDrawn() throws {
    let bench = try project()
    let run = ["run", "scenarios/plan-uncertain.yaml", "--draws", "6", "--seed", "4", "--out", "o", "-q"]
    #expect(try command(run, folder: bench.folder).status == 0)
    let compare = ["compare", "scenarios/status-quo.yaml", "scenarios/plan.yaml", "--draws", "4", "--out", "o", "-q"]
    #expect(try command(compare, folder: bench.folder).status == 0)
    func explain(_ cell: String) throws -> String {
      let outcome = try command(["explain", "o/\(cell)"], folder: bench.folder)
      #expect(outcome.status == 0, "\(cell) \(outcome.error)")
      return outcome.out
    }
    // Quantiles come from the draws and their intervals, never from central values.
    let quantile = try explain("plan-uncertain/tables/summary.csv:90:p90")
    #expect(quantile.contains("6次抽样（种子4）的90%分位") && quantile.contains("10%分位"))
    #expect(!quantile.contains("care.occupancy = "))
    #expect(try explain("plan-uncertain/tables/balance.csv:2:in_care").contains("空格：不适用"))
    #expect(try explain("plan-uncertain/tables/summary.csv:90:evidence").contains("等级 假设 由下列输入决定"))
    let difference = try explain("compare/status-quo__plan/tables/compare.csv:3:difference_mean")
    #expect(difference.contains("差 = “plan” − “status-quo”") && difference.contains("均值："))
    #expect(try explain("compare/status-quo__plan/tables/compare.csv:2:difference_mean").contains("参照情景"))
    #expect(try explain("compare/status-quo__plan/tables/attribution.csv:3:mean").contains("单独作用"))
  }

  @Test("at 80 columns no line is wider, in results, messages and help")
  func columns() throws {
    let bench = try project()
    for arguments in [
      ["--help"], ["run", "--help"], ["explain", "--help"], ["audit"],
      ["explain", "indicator:15", "scenarios/plan.yaml"],
      ["explain", "care.occupancy", "scenarios/plan.yaml"], ["show", "scenario", "scenarios/plan-uncertain.yaml"],
      ["validate", "scenarios/plan.yaml"], ["run", "scenarios/plan.yaml", "--out", "o"], ["explain", "care.ocupancy"],
    ] {
      let narrow = try command(arguments, folder: bench.folder, environment: ["COLUMNS": "80"])
      for line in (narrow.out + narrow.error).split(separator: "\n") {
        #expect(DisplayWidth.of(line) <= 80, "\(arguments): \(line)")
      }
    }
    // In a pipe lines stay whole.
    #expect(try command(["audit"]).out.split(separator: "\n").contains { DisplayWidth.of($0) > 80 })
  }

  @Test("show prints a scenario that stands alone and means the same")
  func show() throws {
    let bench = try project()
    let shown = try command(["show", "scenario", "scenarios/plan-two-years-late.yaml"], folder: bench.folder)
    #expect(
      shown.out.contains("# scenarios/plan-two-years-late.yaml:11")
        && shown.out.contains("seeds/yunyang/parameters.csv:24"))
    let alone = shown.out.replacing("id: plan-two-years-late", with: "id: alone")
    try bench.write(alone, to: "scenarios/alone.yaml")
    let same = try command(
      ["compare", "scenarios/plan-two-years-late.yaml", "scenarios/alone.yaml", "--json"], folder: bench.folder)
    #expect(same.status == 0, "\(same.error)")
    for row in try section("outcomes", same.out) {
      let gap = (row["difference"] as? [String: Any])?["mean"] as? Double
      #expect(gap == 0, "\(row["measure"] ?? "") \(row["year"] ?? "")")
    }
  }

  @Test("new scenarios and counties pass validate at once, run, and never overwrite")
  func new() throws {
    let bench = try project()
    for arguments in [
      ["new", "scenario", "mine", "--extends", "plan"],
      ["new", "county", "seeds/other", "--code", "500999", "--name", "某县"],
      ["new", "scenario", "theirs", "--county", "seeds/other"],
      ["new", "county", "seeds/big", "--code", "500998", "--synthetic", "60"],
      ["new", "scenario", "large", "--county", "seeds/big"],
      ["validate", "scenarios/mine.yaml", "scenarios/theirs.yaml", "scenarios/large.yaml"],
      ["run", "scenarios/large.yaml", "--out", "o", "-q", "--draws", "3"],
      ["new", "county", "seeds/tiny", "--code", "500997", "--synthetic", "1"],
      ["new", "scenario", "tiny", "--county", "seeds/tiny"],
      ["run", "scenarios/tiny.yaml", "--out", "o", "-q", "--draws", "3"],
    ] {
      let outcome = try command(arguments, folder: bench.folder)
      #expect(outcome.status == 0, "\(arguments) \(outcome.error)")
    }
    #expect(try command(["new", "scenario", "mine", "--extends", "plan"], folder: bench.folder).status == 73)
    #expect(try command(["new", "county", "seeds/other", "--code", "500999"], folder: bench.folder).status == 73)
    #expect(try command(["new", "scenario", "Bad Name"], folder: bench.folder).status == 64)
    // Every commented key of the template is one that the decoder knows.
    let text = try String(contentsOfFile: bench.path("scenarios/mine.yaml"), encoding: .utf8)
    let commented = text.split(separator: "\n").filter {
      $0.hasPrefix("# ") && $0.contains(":  #") || $0.hasPrefix("#   ") && $0.contains("  # ")
        || $0.hasPrefix("# ") && $0.contains("  # ")
    }
    #expect(commented.count > 50)
    let opened =
      "schema: 1\nid: open\ntitle: t\nextends: plan\n"
      + commented.map { $0.dropFirst(2) }.filter {
        !$0.hasPrefix("extends") && !$0.hasPrefix("data")
      }
      .joined(separator: "\n") + "\n"
    try bench.write(opened, to: "scenarios/open.yaml")
    let outcome = try command(["validate", "scenarios/open.yaml", "--json"], folder: bench.folder)
    let codes = try objects(outcome.out).compactMap { $0["code"] as? String }
    #expect(!outcome.out.contains("unset"), "\(outcome.out.prefix(600))")
    let made = try String(contentsOfFile: bench.path("scenarios/theirs.yaml"), encoding: .utf8)
    #expect(made.contains("\noutputs: {years: [2020, 2025, 2030, 2035]}"))
    #expect(
      !codes.contains("E0213") && !codes.contains("E0215") && !codes.contains("E0216"), "\(outcome.out.prefix(600))")
  }

  @Test("the example of the README is a valid scenario")
  func readme() throws {
    let bench = try project()
    let text = try String(contentsOf: Fixture.root.appending(path: "README.md"), encoding: .utf8)
    let block = try #require(text.split(separator: "```yaml\n").dropFirst().first?.split(separator: "```").first)
    try bench.write(String(block), to: "scenarios/p07-nursing.yaml")
    let outcome = try command(["validate", "scenarios/p07-nursing.yaml"], folder: bench.folder)
    #expect(outcome.status == 0, "\(outcome.error)")
  }

  @Test("a sweep expands into children, as a table and as runs")
  func sweep() throws {
    let bench = try project()
    let outcome = try command(
      [
        "sweep", "scenarios/plan.yaml", "--values", "care.occupancy=0.4,0.7", "--values", "portfolio.shift.all=0,2",
        "--out", "o", "--json",
      ],
      folder: bench.folder)
    let children = try objects(outcome.out)
    #expect(children.count == 4 && children[3]["child"] as? String == "plan-04")
    #expect(FileManager.default.fileExists(atPath: bench.path("o/plan-sweep/charts/sweep-unmet.svg")))
    try bench.write(
      "schema: 1\nid: s\ntitle: s\nextends: plan\nsweep: {care.occupancy: [0.4, 0.6]}\n", to: "scenarios/s.yaml")
    #expect(try command(["run", "scenarios/s.yaml", "--out", "o", "-q"], folder: bench.folder).status == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: bench.path("o")).sorted() == ["plan-sweep", "s-01", "s-02"])
    #expect(try command(["verify", "o/s-02"], folder: bench.folder).status == 0)
    #expect(try command(["sweep", "scenarios/plan.yaml"], folder: bench.folder).status == 64)
    // One number runs along the axis, every child of it; the words say title and draws.
    let values = (0..<9).map { "0.\($0 + 40)" }.joined(separator: ",")
    let along = [
      "sweep", "scenarios/plan.yaml", "--values", "care.occupancy=\(values)", "--draws", "3", "--out", "p", "-q",
    ]
    #expect(try command(along, folder: bench.folder).status == 0)
    let files = try contents(bench.folder.appending(path: "p/plan-sweep"))
    let svg = String(decoding: files["charts/sweep-unmet.svg"] ?? Data(), as: UTF8.self)
    #expect(svg.contains("各3次抽样的均值") && svg.contains("情景：规划如期实施。") && !svg.contains("情景：plan"))
    let twin = String(decoding: files["charts/sweep-unmet.csv"] ?? Data(), as: UTF8.self).split(separator: "\n")
    #expect(twin.count == 10 && twin[0].contains("2035年,2035年 p10,2035年 p90") && twin[9].hasPrefix("0.48,"))
    let twice = try command(
      ["sweep", "scenarios/plan.yaml", "--values", "care.occupancy=0.4,0.40"], folder: bench.folder)
    #expect(twice.status == 65 && twice.error.contains("E0232"))
    let again = ["--values", "care.occupancy=0.4", "--values", "care.occupancy=0.5"]
    #expect(try command(["sweep", "scenarios/plan.yaml"] + again, folder: bench.folder).status == 64)
  }
}

@Suite("Hostile surroundings", .serialized)
struct HostileTests {
  /// Refused within two seconds and 400 MB of address space for the data beyond the program itself.
  @Test("bombs, devices, pipes, huge and deep files, circles and webs of parents are refused")
  func bombs() throws {
    let bench = try project()
    let head = "schema: 1\nid: x\ntitle: t\ndata: seeds/yunyang\nhorizon: {start: 2020, end: 2035}\n"
    var bomb = "a0: &a0 [x]\n"
    for level in 1...12 {
      bomb += "a\(level): &a\(level) [" + (0..<9).map { _ in "*a\(level - 1)" }.joined(separator: ", ") + "]\n"
    }
    let cases: [(String, String)] = [
      ("aliases", head + bomb), ("key", head + bomb + "? *a8\n: 1\n"),
      ("merge", head + "b: &b {c: 1}\ncare:\n  <<: *b\n"),
      (
        "deep",
        head + "care: " + String(repeating: "{a: ", count: 100_000) + "1" + String(repeating: "}", count: 100_000)
          + "\n"
      ),
      ("flow", head + "care: " + String(repeating: "[", count: 500_000) + "\n"),
      ("huge", head + "description: " + String(repeating: "文", count: 2_000_000) + "\n"),
      ("keys", head + (0..<200_000).map { "k\($0): 1\n" }.joined()),
      ("unknown", head + "care:\n" + (0..<90_000).map { "  k\($0): 1\n" }.joined()),
      ("projects", head + "portfolio:\n  drop:\n" + (0..<90_000).map { "    - Q\($0)\n" }.joined()),
      ("duplicates", head + (0..<20_000).map { _ in "care: 1\n" }.joined()),
      ("long", head + "care: {occupancy: " + String(repeating: "9", count: 100_000) + "}\n"),
      ("nul", head + "description: a\u{0}b\n"), ("separator", head + "description: a\u{2028}b\n"),
    ]
    for (name, text) in cases {
      try bench.write(text, to: "scenarios/x.yaml")
      let start = ContinuousClock.now
      let outcome = try command(["validate", "scenarios/x.yaml"], folder: bench.folder)
      let taken = ContinuousClock.now - start
      #expect(
        outcome.status == 65 && outcome.error.contains("x.yaml:"),
        "\(name): \(outcome.status) \(outcome.error.prefix(200))")
      #expect(outcome.error.utf8.count < 200_000, "\(name): \(outcome.error.utf8.count) bytes of messages")
      // A hang is what is looked for; the bound is far from what is measured.
      #expect(taken < .seconds(10), "\(name): \(taken)")
    }
    for level in 0..<12 {
      try bench.write(
        "schema: 1\nid: w\(level)\ntitle: t\nextends: [w\(level + 1), w\(level + 1), w\(level + 1)]\n",
        to: "scenarios/w\(level).yaml")
    }
    try bench.write(
      "schema: 1\nid: w12\ntitle: t\ndata: seeds/yunyang\nhorizon: {start: 2020, end: 2035}\n", to: "scenarios/w12.yaml"
    )
    #expect(try command(["validate", "scenarios/w0.yaml"], folder: bench.folder).status == 65)
    #expect(try command(["validate", "/dev/zero"], folder: bench.folder).status == 65)
    #expect(try command(["validate", "scenarios"], folder: bench.folder).status == 65)
    mkfifo(bench.path("scenarios/pipe.yaml"), 0o600)
    #expect(try command(["validate", "scenarios/pipe.yaml"], folder: bench.folder).status == 65)
    for value in [".nan", ".inf", "1e999", "1e308", "-0x1p3"] {
      #expect(
        try command(
          ["run", "scenarios/plan.yaml", "--set", "care.length_of_stay=\(value)", "--out", "o"], folder: bench.folder
        ).status == 65)
    }
    #expect(!FileManager.default.fileExists(atPath: bench.path("o")))
  }

  @Test(
    "SIGINT and SIGTERM during the draws end with 130 and 143 and leave nothing behind",
    arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) throws {
    let bench = try Workbench()
    let (process, _, _) = try start(
      ["run", "scenarios/plan.yaml", "--draws", "2000", "--set", "outputs.years=[2035]", "--out", bench.path("a")],
      folder: Fixture.root)
    usleep(700_000)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationStatus == 128 + signal)
    #expect(((try? FileManager.default.contentsOfDirectory(atPath: bench.path("a"))) ?? []).isEmpty)
  }

  @Test("two runs into one folder do not harm each other")
  func together() throws {
    let bench = try Workbench()
    let runs = try (0..<4).map { _ in
      try start(["run", "scenarios/plan.yaml", "--out", bench.path("a"), "-q"], folder: Fixture.root)
    }
    for (process, out, error) in runs {
      _ = out.fileHandleForReading.readDataToEndOfFile()
      _ = error.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    #expect(try isWhole(bench.folder.appending(path: "a/plan")))
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.path("a")) == ["plan"])
  }

  @Test("a closed pipe, a full disk")
  func pipes() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      "-c",
      "'\(binary.path)' schema | head -c 1 > /dev/null; test ${PIPESTATUS[0]} -ne 0 && '\(binary.path)' schema > /dev/full; test $? -eq 73",
    ]
    process.currentDirectoryURL = Fixture.root
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
