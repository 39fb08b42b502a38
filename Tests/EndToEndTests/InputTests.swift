import Foundation
import TestSupport
import Testing

@Suite("What a command says of its inputs", .serialized)
struct InputTests {
  @Test("a missing file hides no problem of another, in words and as JSON")
  func missingAmongOthers() throws {
    let bench = try Workbench()
    try bench.write("schema: 1\nid: bad\ntitle: T\nfoo: 1\n", to: "scenarios/bad.yaml")
    let both = ["validate", "scenarios/bad.yaml", "scenarios/nope.yaml"]
    let words = try command(both, folder: bench.folder)
    #expect(words.status == 65 && words.error.contains("bad.yaml:4:1") && words.error.contains("nope.yaml"))
    let json = try command(both + ["--json"], folder: bench.folder)
    #expect(json.status == 65 && json.out.contains("E0213") && json.out.contains("E0006"))
    let alone = try command(["validate", "scenarios/nope.yaml", "--json"], folder: bench.folder)
    #expect(alone.status == 66 && alone.out.contains("E0006"))
  }

  @Test("the encoding of every input that is not plain UTF-8 is told and written down")
  func encodings() throws {
    let bench = try Workbench()
    try bench.copy("seeds/yunyang")
    try bench.copy("scenarios")
    let townships = try String(contentsOfFile: bench.path("seeds/yunyang/townships.csv"), encoding: .utf8)
    let gb = String.Encoding(rawValue: 0x8000_0632)
    try bench.write(try #require(townships.data(using: gb)), to: "seeds/yunyang/townships.csv")
    try bench.write("\u{FEFF}schema: 1\nid: x\ntitle: T\nextends: plan\n", to: "scenarios/x.yaml")
    let checked = try command(["validate", "scenarios/x.yaml", "--json"], folder: bench.folder)
    #expect(checked.status == 0)
    let notes = checked.out.split(separator: "\n").filter { $0.contains("N0001") && $0.contains("note") }
    #expect(notes.count == 2 && notes.contains { $0.contains("townships.csv") && $0.contains("GB18030") })
    let run = try command(["run", "scenarios/x.yaml", "--out", "out"], folder: bench.folder)
    #expect(run.status == 0 && run.error.contains("x.yaml") && run.error.contains("GB18030"))
    let manifest = try String(contentsOfFile: bench.path("out/x/manifest.json"), encoding: .utf8)
    #expect(manifest.contains("\"encoding\": \"gb18030\"") && manifest.contains("\"encoding\": \"utf-8-bom\""))
  }

  @Test("help that cannot be written is no success")
  func fullDisk() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\"$0\" --help > /dev/full", binary.path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 73)
  }
}
