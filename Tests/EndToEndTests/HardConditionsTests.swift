import Foundation
import PlainText
import Publishing
import TestSupport
import Testing

/// A command line run by a shell in a folder, with the program as `$B`.
private func shell(_ line: String, folder: URL = Fixture.root) throws -> Outcome {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/bin/bash")
  process.arguments = ["-c", line]
  process.currentDirectoryURL = folder
  process.environment = ProcessInfo.processInfo.environment.merging(["B": binary.path]) { $1 }
  let (out, error) = (Pipe(), Pipe())
  process.standardOutput = out
  process.standardError = error
  try process.run()
  let text = out.fileHandleForReading.readDataToEndOfFile()
  let messages = error.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return Outcome(
    status: process.terminationStatus, out: String(decoding: text, as: UTF8.self),
    error: String(decoding: messages, as: UTF8.self))
}

/// A folder as `run` leaves it, small: what is checked before anything is computed.
private func outputFolder(_ bench: Workbench, _ name: String, manifest: [String] = []) throws {
  let report = "# 报告\n"
  try bench.write(report, to: "\(name)/report.md")
  try bench.write("a\n", to: "\(name)/tables/a.csv")
  func entry(_ path: String, _ text: String) -> String {
    "{\"path\": \"\(path)\", \"bytes\": \(text.utf8.count), \"sha256\": \"\(Digest.sha256(Array(text.utf8)))\"}"
  }
  let members =
    [
      "\"program\": \"countyplan\"", "\"version\": \"0\"", "\"platform\": \"\(Manifest.platform)\"", "\"inputs\": []",
      "\"outputs\": [\(entry("report.md", report)), \(entry("tables/a.csv", "a\n"))]",
    ] + manifest
  try bench.write("{\n " + members.joined(separator: ",\n ") + "\n}\n", to: "\(name)/manifest.json")
}

@Suite("Hard conditions", .serialized)
struct HardConditionsTests {
  @Test("every command says why it could not write its result, and ends with 73")
  func fullDevice() throws {
    let pair = "scenarios/status-quo.yaml scenarios/no-migration.yaml"
    for arguments in [
      "audit", "show scenario scenarios/plan.yaml", "validate scenarios/plan.yaml --json",
      "validate scenarios/plan.yaml",
      "explain E0213", "explain care.occupancy", "schema", "--help", "run --help", "--version",
      "compare \(pair) --no-attribution",
    ] {
      let outcome = try shell("\"$B\" \(arguments) > /dev/full")
      #expect(outcome.status == 73, "\(arguments): \(outcome.status)")
      let told = outcome.error.split(separator: "\n").filter { $0.hasPrefix("不能写标准输出：") }
      #expect(told.count == 1 && told[0].contains("No space left on device"), "\(arguments): \(outcome.error)")
    }
    let closed = try shell("\"$B\" schema >&-")
    #expect(closed.status == 73 && closed.error.contains("不能写标准输出"))
  }

  @Test("nothing asked for, nothing done: 64; help that was asked for: 0")
  func nothingAsked() throws {
    for arguments in [[], ["show"], ["new"]] {
      let outcome = try command(arguments)
      #expect(outcome.status == 64 && outcome.out.isEmpty && outcome.error.contains("什么也没有做"), "\(arguments)")
    }
    for arguments in [["--help"], ["-h"], ["help"], ["help", "run"], ["run", "--help"], ["--version"]] {
      let outcome = try command(arguments)
      #expect(outcome.status == 0 && !outcome.out.isEmpty && outcome.error.isEmpty, "\(arguments)")
    }
  }

  @Test("an argument that is no UTF-8 is refused, and nothing is written under another name")
  func notUnicode() throws {
    let bench = try Workbench()
    let outcome = try shell(
      "\"$B\" run '\(Shipped.scenario("plan"))' --out $'o\\xff'", folder: bench.folder)
    #expect(outcome.status == 64 && outcome.error.contains("UTF-8"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder.path).isEmpty)
  }

  @Test("what a user wrote on the command line or a stranger in a manifest does not steer the terminal")
  func printedSafely() throws {
    let evil = "\u{1B}]52;c;cm0gLXJm\u{7}\u{9B}2J\u{202E}"
    let bench = try Workbench()
    try outputFolder(bench, "o")
    let escaped = "\\u001b]52;c;cm0gLXJm\\u0007\\u009b2J\\u202e"
    try bench.replace("tables/a.csv", with: "tables/\(escaped).csv", in: "o/manifest.json")
    for arguments in [
      ["--\(evil)"], [evil], ["run", "--\(evil)"], ["validate", evil], ["explain", evil], ["audit", evil],
      ["verify", "o"], ["verify", "o", "--json"], ["probability", Shipped.scenario("plan"), evil],
      ["new", "county", "c", "--code", "500999", "--name", evil], ["new", "scenario", "x", "--title", evil],
      ["validate", Shipped.scenario("plan"), "--color", evil], ["verify", evil],
    ] {
      let outcome = try command(arguments, folder: bench.folder)
      #expect(outcome.status != 0, "\(arguments)")
      let steering = (outcome.out + outcome.error).unicodeScalars.filter {
        $0 != "\n" && $0 != "\t" && UnsafeScalars.contains($0)
      }
      #expect(steering.isEmpty, "\(arguments): \(steering.map { String($0.value, radix: 16) })")
    }
  }

  @Test(
    "a folder with edited files or files of others is refused before anything is computed, by every command that writes"
  )
  func foreignFiles() throws {
    let bench = try Workbench()
    let plan = Shipped.scenario("plan")
    for (arguments, folder) in [
      (["run", plan], "o/plan"), (["sweep", plan, "--values", "care.occupancy=0.4,0.5"], "o/plan-sweep"),
      (["backtest", plan], "o/plan-backtest"),
      (["compare", Shipped.scenario("status-quo"), plan], "o/compare/status-quo__plan"),
    ] {
      try outputFolder(bench, folder)
      try bench.write("mine", to: "\(folder)/notes.txt")
      try bench.write("edited", to: "\(folder)/report.md")
      try FileManager.default.createDirectory(atPath: bench.path("\(folder)/mine"), withIntermediateDirectories: true)
      try FileManager.default.removeItem(atPath: bench.path("\(folder)/tables/a.csv"))
      try FileManager.default.createSymbolicLink(
        atPath: bench.path("\(folder)/tables/a.csv"), withDestinationPath: "/etc/hostname")
      let before = try FileManager.default.subpathsOfDirectory(atPath: bench.path(folder)).sorted()
      let outcome = try command(arguments + ["--out", bench.path("o"), "-q"])
      #expect(outcome.status == 73 && outcome.out.isEmpty, "\(arguments[0]): \(outcome.status) \(outcome.out)")
      for word in [
        "notes.txt", "report.md", "mine/", "tables/a.csv", "--keep-aside", "--out", "4 项", "\(folder).kept-1",
      ] {
        #expect(outcome.error.contains(word), "\(arguments[0]): \(word)\n\(outcome.error)")
      }
      #expect(try FileManager.default.subpathsOfDirectory(atPath: bench.path(folder)).sorted() == before)
    }
  }

  @Test("with --keep-aside the whole folder is moved, and a clean one is replaced without a copy")
  func keepAside() throws {
    let bench = try Workbench()
    try outputFolder(bench, "o/status-quo")
    try bench.write("mine", to: "o/status-quo/notes.txt")
    let run = ["run", Shipped.scenario("status-quo"), "--out", bench.path("o"), "-q", "--keep-aside"]
    let outcome = try command(run)
    #expect(outcome.status == 0 && outcome.error.contains("status-quo.kept-1"), "\(outcome.error)")
    #expect(try String(contentsOfFile: bench.path("o/status-quo.kept-1/notes.txt"), encoding: .utf8) == "mine")
    #expect(try String(contentsOfFile: bench.path("o/status-quo.kept-1/report.md"), encoding: .utf8) == "# 报告\n")
    #expect(try command(run).status == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: bench.path("o")).sorted() == [
        "status-quo", "status-quo.kept-1",
      ])
    let clean = try command(["verify", bench.path("o/status-quo")])
    #expect(clean.status == 0, "\(clean.out)")
    // A link to equal bytes, an empty folder, another platform.
    let path = bench.path("o/status-quo/report.md")
    try FileManager.default.moveItem(atPath: path, toPath: bench.path("report.md"))
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: bench.path("report.md"))
    try FileManager.default.createDirectory(atPath: bench.path("o/status-quo/empty"), withIntermediateDirectories: true)
    let other = Manifest.platforms.first { $0 != Manifest.platform } ?? ""
    try bench.replace(
      "\"platform\": \"\(Manifest.platform)\"", with: "\"platform\": \"\(other)\"", in: "o/status-quo/manifest.json")
    let changed = try command(["verify", bench.path("o/status-quo")])
    #expect(changed.status == 1 && changed.out.contains("不是普通文件  report.md"), "\(changed.out)")
    #expect(changed.out.contains("清单之外  empty/") && changed.out.contains("平台不同") && changed.out.contains("3处不同"))
  }

  @Test("a manifest that asks for more than the command line allows is refused at once")
  func manifestLimits() throws {
    let bench = try Workbench()
    let many = (0..<100_000).map { _ in "\"care.occupancy=0.5\"" }.joined(separator: ",")
    for (index, member) in [
      "\"set\": [\(many)]", "\"draws\": 1000000000", "\"draws\": -1",
      "\"set\": [\"a=\(String(repeating: "9", count: 20_000))\"]",
      "\"scenarios\": [\((0..<2000).map { "\"scenarios/\($0).yaml\"" }.joined(separator: ","))]",
    ].enumerated() {
      for kind in ["run", "compare", "sweep", "backtest"] {
        try outputFolder(
          bench, "o\(index)\(kind)",
          manifest: [
            "\"request\": {\"kind\": \"\(kind)\", \"attribution\": true, \"lang\": \"zh\", "
              + (member.contains("scenarios") ? "" : "\"scenarios\": [\"scenarios/plan.yaml\"], ") + "\(member)}"
          ])
        let start = ContinuousClock.now
        let outcome = try command(["verify", bench.path("o\(index)\(kind)")])
        #expect(
          outcome.status == 65 && outcome.error.contains("E0008"), "\(kind) \(index): \(outcome.error.prefix(300))")
        #expect(ContinuousClock.now - start < .seconds(10))
      }
    }
    try outputFolder(bench, "twice")
    try bench.replace("tables/a.csv", with: "report.md", in: "twice/manifest.json")
    let twice = try command(["verify", bench.path("twice")])
    #expect(twice.status == 65 && twice.error.contains("重复"))
  }

  @Test(
    "results are not written to the root, nor among scenarios or data",
    arguments: ["/", "scenarios", "scenarios/x", "seeds", "seeds/yunyang", "seeds/yunyang/out", "./scenarios/"])
  func inputFolders(out: String) throws {
    let bench = try Workbench()
    try bench.copy("scenarios")
    try bench.copy("seeds")
    let before = try FileManager.default.subpathsOfDirectory(atPath: bench.folder.path).sorted()
    let pair = ["scenarios/status-quo.yaml", "scenarios/plan.yaml"]
    for arguments in [
      ["run", pair[1]], ["compare"] + pair, ["backtest", pair[1]],
      ["sweep", pair[1], "--values", "care.occupancy=0.4,0.5"],
    ] {
      let outcome = try command(arguments + ["--out", out, "-q"], folder: bench.folder)
      #expect(outcome.status == 64 && outcome.error.contains("--out"), "\(arguments[0]) \(outcome.error)")
    }
    #expect(try FileManager.default.subpathsOfDirectory(atPath: bench.folder.path).sorted() == before)
  }

  @Test("a link to a folder of the user's is followed, twice, and nothing is left beside the output")
  func linkedOut() throws {
    let bench = try Workbench()
    try bench.copy("scenarios")
    try bench.copy("seeds")
    try FileManager.default.createDirectory(atPath: bench.path("q"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: bench.path("lnk"), withDestinationPath: "q")
    for out in ["lnk", "lnk/"] {
      let outcome = try command(["run", "scenarios/plan.yaml", "--out", out, "-q"], folder: bench.folder)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: bench.path("q")) == ["plan"])
    }
  }

  @Test("pipes in the place of a manifest, limits of file size and descriptors end in words, soon")
  func limits() throws {
    let bench = try Workbench()
    let run = "\"$B\" run '\(Shipped.scenario("status-quo"))' --out '\(bench.path("o"))' -q"
    try FileManager.default.createDirectory(atPath: bench.path("o/status-quo"), withIntermediateDirectories: true)
    mkfifo(bench.path("o/status-quo/manifest.json"), 0o600)
    let pipe = try shell("timeout 10 \(run)")
    #expect(pipe.status == 73 && pipe.error.contains("不会覆盖"), "\(pipe.status)")
    try FileManager.default.removeItem(atPath: bench.path("o"))
    let small = try shell("ulimit -f 1; \(run)")
    #expect(small.status == 73 && small.error.contains("File too large"), "\(small.status) \(small.error)")
    #expect(!FileManager.default.fileExists(atPath: bench.path("o")))
    let few = try shell("ulimit -n 4; \"$B\" validate scenarios/status-quo.yaml -q")
    #expect(few.status == 0, "\(few.error)")
    let memory = try shell("ulimit -v 100000; \"$B\" validate scenarios/status-quo.yaml -q")
    // Another build needs more or less; what must not happen is an end by a signal.
    #expect(
      [0, 71, 127].contains(memory.status) && (memory.status != 71 || memory.error.contains("内存不足")), "\(memory.status)"
    )
  }

  /// The kernel's own files say that they have 4,096 bytes and give fewer: to a reader they look like a disk that fails.
  static let shortFile = "/sys/devices/system/cpu/online"

  @Test(
    "an input that gives fewer bytes than it has is a read error, not a short input",
    .enabled(if: FileManager.default.fileExists(atPath: HardConditionsTests.shortFile)))
  func unreadable() throws {
    let alone = try command(["validate", Self.shortFile, "--json"])
    #expect(alone.status == 74 && alone.error.contains("不能读") && alone.out.contains("E0007"), "\(alone.error)")
    #expect(!alone.error.contains("找不到") && alone.error.contains("4096 字节"))
  }
}
