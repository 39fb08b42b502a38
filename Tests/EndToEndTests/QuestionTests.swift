import Foundation
import PlainText
import TestSupport
import Testing

@Suite("Questions, usage and width", .serialized)
struct QuestionTests {
  private func object(_ text: String) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }

  @Test("when: first years and never sum to one, until the last year is the rest; without draws the years stand alone")
  func when() throws {
    let question = ["when", "scenarios/plan-uncertain.yaml", "unmet[city]>0", "nursing_share<=0.5"]
    let drawn = try command(question + ["--draws", "12", "--json", "-q"])
    #expect(drawn.status == 0, "\(drawn.error)")
    let rows = try object(drawn.out)
    #expect(rows.count == 2 && rows[0]["geo_code"] as? String == "city")
    for row in rows {
      let passage = try #require(row["drawn"] as? [String: Any])
      let years = try #require(passage["years"] as? [[String: Any]])
      let never = try #require(passage["never"] as? Double)
      let first = years.compactMap { $0["first"] as? Double }.reduce(0, +)
      #expect(abs(first + never - 1) < 1e-5 && years.count == 16)
      #expect(abs((years.last?["any_until"] as? Double ?? 0) - (1 - never)) < 1e-5)
    }
    let central = try command(question + ["--draws", "0"])
    #expect(central.status == 0 && central.out.contains("中心情形：") && !central.out.contains("从未发生的概率"))
  }

  @Test(
    "few draws are counted, a share above 1 is refused, a negative number of draws is named, a folder is no scenario")
  func smallWords() throws {
    let few = try command(["when", "scenarios/plan.yaml", "unmet[city]>0", "--draws", "2"])
    #expect(few.status == 0 && few.out.contains("次抽样中") && !few.out.contains("%）"), "\(few.out)")
    #expect(few.out.contains("“首次”是第一个发生的年份"))
    let asked = try command(["probability", "scenarios/plan.yaml", "unmet@2035>0", "--draws", "1"])
    #expect(asked.out.contains("1次抽样中") && !asked.out.contains("100%"), "\(asked.out)")
    let share = try command(["when", "scenarios/plan.yaml", "nursing_share>50"])
    #expect(share.status == 64 && share.error.contains("50% 写成 0.5"), "\(share.error)")
    let negative = try command(["run", "scenarios/plan.yaml", "--draws", "-3"])
    #expect(negative.status == 64 && negative.error.contains("--draws 的值不能是 -3"), "\(negative.error)")
    let package = try command(["validate", "seeds/yunyang"])
    #expect(package.status == 65 && package.error.contains("是县数据包，不是情景文件"), "\(package.error)")
    let help = try command(["when", "--help"])
    #expect(help.out.contains("情景文件，以及写在引号里的条件") && !help.out.contains("pop80@2030"), "\(help.out)")
  }

  @Test("a wrong condition is shown in its place, with the measures and places that there are; all at once")
  func wrongConditions() throws {
    let plan = "scenarios/plan.yaml"
    let wrong = try command(["when", "unmt>0", "unmet＞0", "beds@2030>1", plan])
    #expect(wrong.status == 64 && wrong.out.isEmpty)
    for part in ["error[E0015]: 没有指标 “unmt”", "是不是 unmet？", "全角大于号", "条件:2:6", "“@2030”", "gov_share"] {
      #expect(wrong.error.contains(part), "\(part): \(wrong.error)")
    }
    let place = try command(["probability", plan, "unmet[cty]@2030>0", "--draws", "2"])
    #expect(place.status == 64 && place.error.contains("是不是 city？") && place.error.contains("条件:1:7"))
    let year = try command(["probability", plan, "unmet>0", "--draws", "2"])
    #expect(year.status == 64 && year.error.contains("条件里没有年份"))
    let list = try command(["probability", "--list"])
    #expect(list.status == 0 && list.out.contains("demand_norm") && list.out.contains("city 城区"))
    let what = try command(["explain", "unmet"])
    #expect(what.status == 0 && what.out.contains("单位 张；越低越好"))
  }

  @Test("wrong command lines are told in Chinese with the offending word, a code and the nearest option; exit code 64")
  func usage() throws {
    let cases: [([String], [String])] = [
      (["run", "a.yaml", "--drws", "3"], ["E0010", "没有选项 --drws", "是不是 --draws？"]),
      (["run", "--foo"], ["E0010", "没有选项 --foo"]), (["run"], ["E0011", "缺少参数 <scenario.yaml>"]),
      (["run", "a.yaml", "--draws"], ["E0011", "--draws 后没有值"]),
      (["run", "a.yaml", "--draws", "a"], ["E0012", "--draws 的值不能是 “a”"]),
      (["run", "a.yaml", "--jobs", "0"], ["E0012", "--jobs 为 1 到 256"]),
      (["run", "a.yaml", "--color", "alway"], ["E0012", "是不是 always？"]),
      (["comparee", "--json"], ["E0010", "没有命令 comparee", "是不是 compare？"]),
      (["verify", "a", "b", "c"], ["E0013", "多余的参数：b、c"]),
      (["compare", "scenarios/plan.yaml"], ["E0011", "至少要两个情景"]),
      (["explain", "no.such.thing"], ["E0019"]),
      (["run", "a.yaml", "--x\u{1B}[31m\u{202E}y"], ["E0010"]),
    ]
    for (arguments, parts) in cases {
      let outcome = try command(arguments)
      #expect(outcome.status == 64 && outcome.out.isEmpty, "\(arguments)")
      for part in parts { #expect(outcome.error.contains(part), "\(part): \(outcome.error)") }
      #expect(!outcome.error.contains("Error:") && !outcome.error.contains("\u{1B}"), "\(outcome.error)")
      #expect(!outcome.error.contains("\u{202E}"))
    }
    let set = try command(["validate", "scenarios/plan.yaml", "--set", "care.occupancy：0.5"])
    #expect(set.status == 65 && set.error.contains("全角冒号") && set.error.contains("--set:1:15"))
    let valid = try command(["validate", "scenarios/plan.yaml", "--set", "care.occupancy=0.6", "--draws", "3", "-q"])
    #expect(valid.status == 0 && valid.out.isEmpty && valid.error.isEmpty)
  }

  @Test("with several counties audit and explain ask which, and name them")
  func whichCounty() throws {
    let bench = try Workbench()
    try bench.copy("seeds")
    try FileManager.default.copyItem(
      at: bench.folder.appending(path: "seeds/yunyang"), to: bench.folder.appending(path: "seeds/second"))
    for arguments in [["audit"], ["explain", "care.occupancy"]] {
      let asked = try command(arguments, folder: bench.folder)
      #expect(asked.status == 64 && asked.error.contains("E0017"), "\(asked.error)")
      #expect(asked.error.contains("--data seeds/second") && asked.error.contains("--data seeds/yunyang"))
      #expect(try command(arguments + ["--data", "seeds/second"], folder: bench.folder).status == 0)
    }
  }

  @Test("run ends with what it found, the folder and a next command that a shell can run; quiet says nothing")
  func ending() throws {
    let bench = try Workbench()
    let run = ["run", "scenarios/plan.yaml", "--out", bench.path("o")]
    let outcome = try command(run)
    let lines = outcome.out.split(separator: "\n").map(String.init)
    let findings = try #require(lines.firstIndex(of: "要点"))
    #expect(lines[(findings + 1)...].count { $0.hasPrefix("· ") } >= 3)
    #expect(lines.contains { $0.hasPrefix("输出：\(bench.path("o"))/plan/report.md") })
    let next = try #require(lines.last?.trimmingCharacters(in: .whitespaces))
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", next + " --no-attribution -q"]
    shell.currentDirectoryURL = Fixture.root
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0, "\(next)")
    let quiet = try command(run + ["-q"])
    #expect(quiet.status == 0 && quiet.out.isEmpty && quiet.error.isEmpty)
    #expect(try command(run + ["-q", "--json"]).out.contains("\"findings\""))
  }

  @Test("no line is wider than the terminal", arguments: [80, 100, 120])
  func width(columns: Int) throws {
    let bench = try Workbench()
    let (plan, uncertain) = ("scenarios/plan.yaml", "scenarios/plan-uncertain.yaml")
    let two = ["--values", "care.occupancy=0.4,0.53", "--values", "finance.cost_overrun=1,1.1"]
    let commands: [[String]] = [
      ["run", uncertain, "--draws", "4", "--out", bench.path("o")], ["sweep", plan] + two,
      ["backtest", plan, "--draws", "8"], ["attribution", plan, "--draws", "8"], ["audit"], ["explain", "unmet"],
      ["explain", "indicator:15", plan], ["show", "scenario", plan], ["when", "--list"],
      ["when", "unmet[city]>0", plan, "--draws", "4"], ["probability", "unmet[city]@2030>0", plan, "--draws", "4"],
      ["compare", "scenarios/status-quo.yaml", plan], ["validate", uncertain],
      ["compare", plan, uncertain, "scenarios/plan-two-years-late.yaml", "--draws", "4", "--no-attribution"],
    ]
    for arguments in commands {
      let outcome = try command(arguments, environment: ["COLUMNS": "\(columns)"])
      #expect(outcome.status == 0, "\(arguments): \(outcome.error)")
      // A path is not broken: it would no longer be one.
      let lines = outcome.out.split(separator: "\n").filter { !$0.contains(bench.folder.lastPathComponent) }
      let wide = lines.filter { DisplayWidth.of($0) > columns && !$0.contains("/countyplan") }
      #expect(wide.isEmpty, "\(arguments): \(wide)")
    }
  }
}
