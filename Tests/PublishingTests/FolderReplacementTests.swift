import Foundation
import Publishing
import TestSupport
import Testing

private func files(_ text: String) -> [OutputFile] {
  [
    OutputFile(path: "report.md", bytes: Array(text.utf8)),
    OutputFile(path: "tables/a.csv", bytes: Array("a,\(text)\n".utf8)),
    OutputFile(path: "manifest.json", bytes: Array("{\n \"program\": \"countyplan\", \"text\": \"\(text)\"\n}\n".utf8)),
  ]
}

/// Every file below a folder, hidden ones too.
private func contents(_ folder: String) -> [String: String] {
  var found: [String: String] = [:]
  for case let path as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
    if let text = try? String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8) { found[path] = text }
  }
  return found
}

private func whole(_ text: String) -> [String: String] {
  Dictionary(uniqueKeysWithValues: files(text).map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
}

private func names(_ folder: String) -> [String] {
  ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
}

/// As a later run sees it: the process of the earlier one is gone.
private func later(canExchange: Bool) -> FileCalls {
  var calls = FailingCalls(canExchange: canExchange).calls
  calls.process = { 4_000_002 }
  calls.isAlive = { _ in false }
  return calls
}

@Suite("Replacing an output folder, with every call failing in turn")
struct FolderReplacementTests {
  static func errors(_ way: FailingCalls.Way) -> [Int32] {
    switch way {
    case .refuses: [EIO, ENOSPC, EACCES, EINTR, ENOENT, EEXIST]
    case .lies: [EIO, ENOENT, EEXIST]
    case .dies: [EIO]
    }
  }

  @Test(
    "whatever call fails: the old stands, or the new, or the old aside until the next run puts it back",
    arguments: [true, false], FailingCalls.Way.allCases)
  func everyCall(canExchange: Bool, way: FailingCalls.Way) throws {
    for hasEarlier in [true, false] {
      for error in Self.errors(way).prefix(hasEarlier ? .max : 2) {
        var position = 1
        while true {
          let isDone = try once(position, error, way, canExchange: canExchange, hasEarlier: hasEarlier)
          if isDone { break }
          position += 1
        }
        // The road has its length: nothing was skipped.
        #expect(position > 25, "\(position) calls")
      }
    }
  }

  /// - Returns: Whether the road ended before the call that was to fail.
  private func once(
    _ position: Int, _ error: Int32, _ way: FailingCalls.Way, canExchange: Bool, hasEarlier: Bool
  ) throws -> Bool {
    let bench = try Workbench()
    let folder = bench.path("out/plan")
    if hasEarlier { try AtomicDirectory.write(files("old"), to: folder, calls: FailingCalls().calls) }
    let failing = FailingCalls(position: position, error: error, way: way, canExchange: canExchange)
    var said = ""
    var left: [String] = []
    var standing: OutputStanding?
    do {
      let written = try AtomicDirectory.write(files("new"), to: folder, calls: failing.calls)
      left = written.warnings.map(\.path)
      said = "done"
    } catch let failure as OutputError {
      (standing, left) = (failure.standing, failure.left)
      said = "\(failure)"
    }
    guard let call = failing.failed else { return true }
    let place =
      "\(call) no. \(position), errno \(error), \(way), exchange \(canExchange), earlier \(hasEarlier): \(said)"
    let now = contents(folder)
    let beside = names(bench.path("out")).filter { $0 != "plan" }
    let aside = beside.filter { $0.contains("-old-") }

    // Nothing is lost.
    if hasEarlier {
      let isKept = now.isEmpty && aside.contains { contents(bench.path("out/\($0)")) == whole("old") }
      #expect(now == whole("old") || now == whole("new") || isKept, "\(place)")
    } else {
      #expect(now.isEmpty || now == whole("new"), "\(place)")
    }
    // Nothing is claimed that is not so; a process that is gone claims nothing.
    if said == "done" { #expect(now == whole("new"), "\(place)") }
    switch way == .dies ? nil : standing {
    case .earlier: #expect(now == whole("old"), "\(place)")
    case .new: #expect(now == whole("new"), "\(place)")
    case .nothing: #expect(!FileManager.default.fileExists(atPath: folder) && !hasEarlier, "\(place)")
    case .aside(let path): #expect(now.isEmpty && contents(path) == whole("old"), "\(place)")
    case .unknown, nil: break
    }
    // What stays behind is told, unless the process could not speak any more.
    if way != .dies {
      for name in beside {
        let isTold = left.contains { $0.hasSuffix(name) } || "\(standing.map { "\($0)" } ?? "")".contains(name)
        #expect(isTold, "\(name) is not told: \(place)")
      }
    }
    // The next run, stopped before it writes, has the old at its name again, or the new.
    if hasEarlier {
      #expect(throws: Interrupted.self) {
        try AtomicDirectory.write(files("x"), to: folder, calls: later(canExchange: canExchange)) { true }
      }
      let stands = contents(folder)
      #expect(stands == whole("old") || stands == whole("new"), "after a stopped run: \(place)")
    }
    // One that ends leaves its output and nothing else.
    try AtomicDirectory.write(files("next"), to: folder, calls: later(canExchange: canExchange))
    #expect(contents(folder) == whole("next"), "\(place)")
    #expect(names(bench.path("out")) == ["plan"], "\(place)")
    return false
  }

  @Test(
    "a folder that is not ours goes aside whole, whatever call fails, and no later run clears it away",
    arguments: [true, false], FailingCalls.Way.allCases)
  func setAside(canExchange: Bool, way: FailingCalls.Way) throws {
    var position = 1
    while true {
      let bench = try Workbench()
      let folder = bench.path("out/plan")
      try bench.write("mine", to: "out/plan/notes.txt")
      func mine() -> [String] {
        names(bench.path("out")).filter { contents(bench.path("out/\($0)"))["notes.txt"] == "mine" }
      }
      let failing = FailingCalls(position: position, error: EIO, way: way, canExchange: canExchange)
      let written = try? AtomicDirectory.write(
        files("new"), to: folder, calls: failing.calls, setsAside: true, examine: { _ in true })
      let place = "\(failing.failed ?? "none") no. \(position), \(way), exchange \(canExchange)"
      #expect(mine() == ["plan"] || mine() == ["plan.kept-1"], "\(place): \(names(bench.path("out")))")
      if written != nil { #expect(contents(folder) == whole("new") && mine() == ["plan.kept-1"], "\(place)") }
      try AtomicDirectory.write(
        files("next"), to: folder, calls: later(canExchange: canExchange), setsAside: true,
        examine: { contents($0)["notes.txt"] != nil })
      #expect(contents(folder) == whole("next") && mine() == ["plan.kept-1"], "\(place)")
      guard failing.failed != nil else { break }
      position += 1
    }
    #expect(position > 20)
    // Without leave it is refused.
    let bench = try Workbench()
    try bench.write("mine", to: "out/plan/notes.txt")
    #expect(throws: OutputError.self) { try AtomicDirectory.write(files("new"), to: bench.path("out/plan")) }
  }

  @Test("calls that a signal cuts short are made again and the run ends well", arguments: [true, false])
  func interruptedCalls(canExchange: Bool) throws {
    var retried: Set<String> = []
    for position in 1..<60 {
      let bench = try Workbench()
      let failing = FailingCalls(position: position, error: EINTR, canExchange: canExchange)
      _ = try? AtomicDirectory.write(files("new"), to: bench.path("plan"), calls: failing.calls)
      if let call = failing.failed, contents(bench.path("plan")) == whole("new") { retried.insert(call) }
    }
    #expect(retried.isSuperset(of: ["create", "write", "syncData", "sync", "open", "close"]), "\(retried)")
  }

  @Test("a temporary folder that somebody made beforehand is not used, and he is not followed")
  func madeBeforehand() throws {
    let bench = try Workbench()
    var calls = FailingCalls().calls
    // Whoever foresees the random part of the name foresees it only once.
    var draws: [UInt64] = [7, 7, 8]
    calls.random = { draws.count > 1 ? draws.removeFirst() : draws[0] }
    calls.host = { "h" }
    let foreseen = "out/.countyplan-new-plan-h-4000001-0000000000000007"
    try bench.write("stray", to: foreseen + "/stray.txt")
    try AtomicDirectory.write(files("new"), to: bench.path("out/plan"), calls: calls)
    #expect(contents(bench.path("out/plan")) == whole("new"))
    #expect(contents(bench.path(foreseen)) == ["stray.txt": "stray"])
    draws = [7]
    let refused = #expect(throws: OutputError.self) {
      try AtomicDirectory.write(files("x"), to: bench.path("out/plan"), calls: calls)
    }
    #expect(refused?.standing == .earlier && contents(bench.path("out/plan")) == whole("new"))
  }

  @Test("while it is written nobody else may enter; the finished folder has the rights of any other")
  func rights() throws {
    let bench = try Workbench()
    let folder = bench.path("plan")
    var seen: [Int] = []
    try AtomicDirectory.write(files("new"), to: folder) {
      for name in names(bench.folder.path) where name.hasPrefix(".countyplan-") {
        let attributes = try? FileManager.default.attributesOfItem(atPath: bench.path(name))
        seen.append((attributes?[.posixPermissions] as? Int) ?? -1)
      }
      return false
    }
    #expect(!seen.isEmpty && seen.allSatisfy { $0 == 0o700 })
    let plain = bench.path("plain")
    mkdir(plain, 0o755)
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(folder) == mode(plain))
  }

  @Test("a folder that is to be kept is moved aside whole, under a number that is free")
  func kept() throws {
    let bench = try Workbench()
    let folder = bench.path("plan")
    for number in 1...2 {
      try AtomicDirectory.write(files("old"), to: folder)
      try bench.write("note \(number)", to: "plan/notes.txt")
      let written = try AtomicDirectory.write(files("new"), to: folder, examine: { _ in true })
      #expect(written.keptAs == "\(folder).kept-\(number)" && written.warnings.isEmpty)
      #expect(contents(folder) == whole("new"))
      let kept = whole("old").merging(["notes.txt": "note \(number)"]) { $1 }
      #expect(contents("\(folder).kept-\(number)") == kept)
      try FileManager.default.removeItem(atPath: folder)
    }
  }

  @Test("a file that arrives while the new output is put in its place is not lost")
  func arrivesLate() throws {
    let bench = try Workbench()
    let folder = bench.path("plan")
    try AtomicDirectory.write(files("old"), to: folder)
    // Clean when asked before the step, not clean any more behind it.
    var asked = 0
    let written = try AtomicDirectory.write(
      files("new"), to: folder,
      examine: { path in
        asked += 1
        if asked == 2 { try bench.write("late", to: "plan/late.txt") }
        return contents(path)["late.txt"] != nil && asked > 2
      })
    #expect(contents(folder) == whole("new"))
    let kept = try #require(written.keptAs)
    #expect(contents(kept)["late.txt"] == "late")
  }

  @Test("what holds a pipe for a manifest is refused at once, a link for one as well")
  func pipes() throws {
    let bench = try Workbench()
    try FileManager.default.createDirectory(atPath: bench.path("plan"), withIntermediateDirectories: true)
    mkfifo(bench.path("plan/manifest.json"), 0o600)
    #expect(throws: OutputError.self) { try AtomicDirectory.write(files("new"), to: bench.path("plan")) }
    try AtomicDirectory.write(files("old"), to: bench.path("other"))
    try FileManager.default.createDirectory(atPath: bench.path("linked"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: bench.path("linked/manifest.json"), withDestinationPath: bench.path("other/manifest.json"))
    #expect(throws: OutputError.self) { try AtomicDirectory.write(files("new"), to: bench.path("linked")) }
  }

  @Test("a path that is too long leaves no folder behind")
  func tooLong() throws {
    let bench = try Workbench()
    let path = bench.path("deep/" + String(repeating: "abcdefgh/", count: 600) + "plan")
    let told = #expect(throws: OutputError.self) { try AtomicDirectory.write(files("new"), to: path) }
    #expect(told?.standing != .earlier && names(bench.folder.path).isEmpty)
  }

  @Test("few folders are made: those of the output, the temporary one and missing parents")
  func folders() throws {
    let bench = try Workbench()
    var made = 0
    var calls = FileCalls.system
    let real = calls.makeFolder
    calls.makeFolder = { (path, mode) throws(SystemError) in
      made += 1
      try real(path, mode)
    }
    let many = (0..<40).map { OutputFile(path: "tables/\($0).csv", bytes: [65]) } + files("new")
    try AtomicDirectory.write(many, to: bench.path("plan"), calls: calls)
    #expect(made == 2)
  }

  @Test("a new file or county is written whole or not at all, and never over another")
  func create() throws {
    let bench = try Workbench()
    try NewFile.write([65], to: bench.path("a/b/x.yaml"))
    let again = #expect(throws: OutputError.self) { try NewFile.write([66], to: bench.path("a/b/x.yaml")) }
    #expect(again?.standing == .earlier && contents(bench.path("a")) == ["b/x.yaml": "A"])
    for position in 1...6 {
      let failing = FailingCalls(position: position, error: ENOSPC)
      let told = #expect(throws: OutputError.self) {
        try NewFile.write([65], to: bench.path("c/y.yaml"), calls: failing.calls)
      }
      #expect(told?.reason.contains("磁盘已满") == true && names(bench.path("c")).isEmpty)
    }
    try AtomicDirectory.create(files("new"), at: bench.path("county"))
    #expect(throws: OutputError.self) { try AtomicDirectory.create(files("x"), at: bench.path("county")) }
    #expect(contents(bench.path("county")) == whole("new"))
  }
}
