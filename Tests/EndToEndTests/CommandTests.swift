import Foundation
import Publishing
import TestSupport
import Testing

@Suite("The command", .serialized)
struct CommandTests {
  @Test("two runs, one and two threads, another time zone, locale and folder: the same bytes")
  func sameBytes() throws {
    let bench = try Workbench()
    let first = try command(["run", "scenarios/plan.yaml", "--out", bench.path("a"), "--jobs", "1"])
    #expect(first.status == 0 && first.out.contains("2023年末常住人口"))
    let environment = ["TZ": "Asia/Shanghai", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"]
    let second = try command(
      ["run", Shipped.scenario("plan"), "--out", bench.path("b"), "--jobs", "2"], folder: bench.folder,
      environment: environment)
    #expect(second.status == 0, "\(second.error)")
    let a = try contents(bench.folder.appending(path: "a/plan"))
    let b = try contents(bench.folder.appending(path: "b/plan"))
    #expect(a.keys.sorted() == b.keys.sorted() && a.count > 40)
    for (path, data) in a {
      #expect(data == b[path], "\(path)")
      let text = String(decoding: data, as: UTF8.self)
      #expect(text.firstMatch(of: /\{[0-9]+\}/) == nil, "a blank was left in \(path)")
    }
    #expect(try isWhole(bench.folder.appending(path: "a/plan")))
  }

  @Test("the committed output of the plan has not drifted")
  func drift() throws {
    let bench = try Workbench()
    #expect(try command(["run", "scenarios/plan.yaml", "--out", bench.path("a"), "-q"]).status == 0)
    let fresh = try contents(bench.folder.appending(path: "a/plan"))
    let committed = try contents(Fixture.root.appending(path: "notebooks-out/plan"))
    #expect(fresh.keys.sorted() == committed.keys.sorted())
    // Another architecture prints the same numbers, but its manifest names itself.
    for (path, data) in fresh where path != "manifest.json" { #expect(data == committed[path], "\(path)") }
  }

  @Test("every shipped scenario runs", arguments: Shipped.scenarios)
  func shipped(name: String) throws {
    let bench = try Workbench()
    let outcome = try command(["run", "scenarios/\(name).yaml", "--out", bench.path("a"), "--json"])
    // Warnings may stand on standard error.
    #expect(outcome.status == 0 && !outcome.error.contains("error["))
    let results = try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [[String: Any]]
    #expect(results?.first?["scenario"] as? String == name)
    #expect(try isWhole(bench.folder.appending(path: "a/\(name)")))
  }

  @Test("a killed run leaves the earlier output whole", arguments: [5, 40, 120, 250, 400, 600])
  func killed(milliseconds: Int) throws {
    let bench = try Workbench()
    let folder = bench.folder.appending(path: "a/plan")
    #expect(try command(["run", "scenarios/plan.yaml", "--out", bench.path("a")]).status == 0)
    let (process, _, _) = try start(["run", "scenarios/plan.yaml", "--out", bench.path("a")], folder: Fixture.root)
    usleep(UInt32(milliseconds) * 1000)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(try isWhole(folder))
    #expect(try command(["run", "scenarios/plan.yaml", "--out", bench.path("a")]).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.path("a")) == ["plan"])
  }

  @Test("SIGTERM ends with 143 or after the work is done, never with a broken folder")
  func terminated() throws {
    let bench = try Workbench()
    let (process, _, _) = try start(["run", "scenarios/plan.yaml", "--out", bench.path("a")], folder: Fixture.root)
    usleep(300_000)
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect([0, 143].contains(process.terminationStatus))
    let left = (try? FileManager.default.contentsOfDirectory(atPath: bench.path("a"))) ?? []
    #expect(left.allSatisfy { $0 == "plan" })
  }

  @Test("exit codes: usage 64, bad input 65, missing 66, cannot write 73")
  func exitCodes() throws {
    let bench = try Workbench()
    try bench.copy("scenarios")
    try bench.copy("seeds")
    try bench.replace("include: planned", with: "include: planed", in: "scenarios/plan.yaml")
    let bad = try command(["run", "scenarios/plan.yaml", "--out", "out"], folder: bench.folder)
    #expect(bad.status == 65 && bad.error.contains("scenarios/plan.yaml:8:12") && bad.error.contains("planned"))
    #expect(!FileManager.default.fileExists(atPath: bench.path("out")))
    let json = try command(["validate", "scenarios/plan.yaml", "--json"], folder: bench.folder)
    let list = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [[String: Any]]
    #expect(json.status == 65 && list?.first?["code"] as? String == "E0227" && list?.first?["line"] as? Int == 8)
    #expect(try command(["validate", "scenarios/none.yaml"]).status == 66)
    #expect(try command(["audit", "seeds/none"]).status == 66)
    #expect(try command(["run"]).status == 64)
    #expect(try command(["run", "scenarios/plan.yaml", "--jobs", "0"]).status == 64)
    try bench.write("x", to: "file")
    #expect(try command(["run", "scenarios/plan.yaml", "--out", bench.path("file")]).status == 73)
    try bench.write("x", to: "mine/plan/thesis.txt")
    #expect(try command(["run", "scenarios/plan.yaml", "--out", bench.path("mine")]).status == 73)
    #expect(FileManager.default.fileExists(atPath: bench.path("mine/plan/thesis.txt")))
  }

  @Test("the audit as JSON has the agreed fields and verdicts")
  func audit() throws {
    let outcome = try command(["audit", "--json"])
    #expect(outcome.status == 0)
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [[String: Any]])
    #expect(rows.count >= 50)
    let fields: Set = ["id", "section", "statement_zh", "printed", "computed", "unit", "verdict", "note_zh"]
    #expect(rows.allSatisfy { fields.isSubset(of: Set($0.keys)) })
    #expect(Set(rows.compactMap { $0["verdict"] as? String }) == ["closes", "fails", "undefined", "missing"])
  }

  @Test("two scenarios are compared side by side")
  func compare() throws {
    let outcome = try command(["compare", "scenarios/status-quo.yaml", "scenarios/plan.yaml"])
    #expect(outcome.status == 0 && outcome.out.contains("现状延续") && outcome.out.contains("+2300"))
    let json = try command(["compare", "scenarios/status-quo.yaml", "scenarios/plan.yaml", "--json"])
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
    let rows = try #require(whole["outcomes"] as? [[String: Any]])
    let beds = try #require(rows.first { $0["measure"] as? String == "beds" && $0["year"] as? Int == 2025 })
    #expect((beds["difference"] as? [String: Any])?["p50"] as? Double == 2300)
  }

  @Test("the probability of a line: share, error, quantiles; wrong conditions are usage errors")
  func probability() throws {
    let plan = "scenarios/plan-uncertain.yaml"
    let conditions = ["pop80@2030>54000", "unmet[city]@2030>300", "pop60@2035>900000"]
    let outcome = try command(["probability", plan] + conditions + ["--draws", "24", "--seed", "5", "--json"])
    #expect(outcome.status == 0, "\(outcome.error)")
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [[String: Any]])
    #expect(rows.count == 3 && rows.compactMap { $0["draws"] as? Int } == [24, 24, 24])
    for row in rows {
      let share = try #require(row["probability"] as? Double)
      let error = try #require(row["standard_error"] as? Double)
      #expect(abs(error - (share * (1 - share) / 24).squareRoot()) < 1e-6)
      let low = try #require(row["p10"] as? Double)
      let high = try #require(row["p90"] as? Double)
      #expect(low <= high)
    }
    #expect(rows[2]["outside_all_draws"] as? String == "never" && rows[1]["geo_name"] as? String == "城区")
    let text = try command(["probability", plan, conditions[2], "--draws", "24", "--seed", "5"])
    #expect(text.status == 0 && text.out.contains("概率小于 4.2%") && text.out.contains("在全部24次抽样之外"))
    #expect(try command(["probability", plan, "pop80[nowhere]@2030>1", "--draws", "2"]).status == 64)
    #expect(try command(["probability", plan, "pop80@2090>1", "--draws", "2"]).status == 64)
    #expect(try command(["probability", plan, "pop80@2030>1", "--draws", "0"]).status == 64)
    #expect(try command(["probability", plan]).status == 64)
  }

  @Test("a full disk is not success")
  func fullDisk() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\"\(binary.path)\" audit > /dev/full"]
    process.currentDirectoryURL = Fixture.root
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 73)
  }
}
