import Charts
import Foundation
import PlainText
import Publishing
import TestSupport
import Testing

private let marker = OutputFile(path: "manifest.json", bytes: Array("{\n \"program\": \"countyplan\"\n}\n".utf8))

private func file(_ path: String, _ text: String) -> OutputFile { OutputFile(path: path, bytes: Array(text.utf8)) }

@Suite("Files out")
struct FileTests {
  @Test(
    "SHA-256 gives the published vectors",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func digest(text: String, expected: String) {
    #expect(Digest.sha256(Array(text.utf8)) == expected)
  }

  @Test("the processor's own instructions give the library's digest at every length around a block's end")
  func digests() {
    for length in Array(0...260) + [4095, 4096, 4097, 100_003] {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ length) }
      if let own = Digest.own(bytes) { #expect(own == Digest.portable(bytes), "\(length) bytes") }
    }
  }

  @Test("a number written to bytes reads back within half of its last decimal, without zeros at its end")
  func bytesOfNumbers() throws {
    for (index, decimals) in (0..<2000).map({ ($0, $0 % 9) }) {
      let value = sin(Double(index)) * pow(10, Double(index % 13) - 4)
      var bytes: [UInt8] = [0x2C]
      #expect(NumberFormat.append(value, decimals: decimals, to: &bytes))
      let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
      #expect(text == NumberFormat.machine(value, decimals: decimals))
      let read = try #require(Double(text))
      #expect(abs(read - value) <= 0.5 * pow(10, -Double(decimals)) + abs(value) * 1e-15)
      #expect(!text.contains(".") || text.last != "0" && text.last != ".")
    }
    var bytes: [UInt8] = []
    #expect(!NumberFormat.append(.nan, decimals: 2, to: &bytes) && !NumberFormat.append(1e30, decimals: 2, to: &bytes))
    #expect(bytes.isEmpty)
  }

  @Test("numbers are written without locale")
  func numbers() {
    #expect(NumberFormat.text(114_948) == "114,948" && NumberFormat.text(7860) == "7860")
    #expect(NumberFormat.text(-0.04, decimals: 1) == "0.0" && NumberFormat.text(-2.25, decimals: 1) == "\u{2212}2.3")
    #expect(NumberFormat.machine(-2.5, decimals: 3) == "-2.5" && NumberFormat.machine(5610, decimals: 2) == "5610")
    #expect(NumberFormat.machine(.nan, decimals: 2) == nil && NumberFormat.machine(1e300, decimals: 2) == nil)
    #expect(
      NumberFormat.percent(0.528197) == "52.8%" && NumberFormat.signed(0.04) == "0" && NumberFormat.signed(3) == "+3")
  }

  @Test("a table quotes, disarms formulas, begins with a byte-order mark, and refuses what is not finite")
  func csv() throws {
    var table = Table("t", ["a", "b", "c"])
    table.add([.text("甲,\"乙\""), .number(-1.25, decimals: 2), .empty])
    table.add([.text("=HYPERLINK(1)"), .integer(3), .text("行\n二")])
    let text = String(decoding: try table.csv().dropFirst(3), as: UTF8.self)
    #expect(text == "a,b,c\n\"甲,\"\"乙\"\"\",-1.25,\n'=HYPERLINK(1),3,\"行\n二\"\n")
    #expect(try table.csv().starts(with: [0xEF, 0xBB, 0xBF]))
    table.add([.text("x"), .number(.infinity, decimals: 1), .empty])
    let error = #expect(throws: NonFiniteCell.self) { try table.csv() }
    #expect(error?.table == "t" && error?.column == "b" && error?.row == 4)
  }

  @Test(
    "a head is written like a cell: quoted, disarmed, one column",
    arguments: [
      ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
      ("规划投资·市级,县级", "\"规划投资·市级,县级\""), ("城区\n=11", "\"城区\n=11\""), ("+1", "'+1"), ("@x", "'@x"), ("＝1", "'＝1"),
      ("\u{0}=1", "'\u{0}=1"), (" =1", "' =1"), ("\u{FEFF}=1", "'\u{FEFF}=1"), ("城区", "城区"), ("-", "-"),
    ])
  func heads(head: String, expected: String) throws {
    let table = Table("t", ["year", head])
    #expect(String(decoding: try table.csv().dropFirst(3), as: UTF8.self) == "year,\(expected)\n")
    var cells = Table("t", ["year", "x"])
    cells.add([.integer(1), .text(head)])
    #expect(String(decoding: try cells.csv().dropFirst(3), as: UTF8.self) == "year,x\n1,\(expected)\n")
  }

  @Test("JSON keeps the order of keys and escapes")
  func json() {
    let value = JSONText.object([
      ("z", .integer(1)), ("a", .array([.string("\"<\u{2028}"), .null, .number(0.5, decimals: 3)])), ("e", .object([])),
    ])
    #expect(
      value.rendered() == "{\n \"z\": 1,\n \"a\": [\n  \"\\\"<\\u2028\",\n  null,\n  0.5\n ],\n \"e\": {}\n}\n")
  }

  @Test("a folder is replaced whole: new files stand, old ones are gone, no litter stays")
  func replace() throws {
    let bench = try Workbench()
    let folder = bench.path("out/plan")
    try AtomicDirectory.write([file("a/old.txt", "1"), marker], to: folder)
    try AtomicDirectory.write([file("a/new.txt", "2"), marker], to: folder)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/a") == ["new.txt"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.path("out")) == ["plan"])
  }

  @Test("a run that is stopped between two files leaves the earlier output whole")
  func interrupted() throws {
    let bench = try Workbench()
    let folder = bench.path("out/plan")
    try AtomicDirectory.write([file("a.txt", "1"), marker], to: folder)
    var asked = 0
    #expect(throws: Interrupted.self) {
      try AtomicDirectory.write([file("a.txt", "2"), file("b.txt", "2"), marker], to: folder) {
        asked += 1
        return asked > 2
      }
    }
    #expect(try String(contentsOfFile: folder + "/a.txt", encoding: .utf8) == "1")
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.path("out")) == ["plan"])
  }

  @Test("a folder, file or link that the program did not make is left alone")
  func foreign() throws {
    let bench = try Workbench()
    try bench.write("mine", to: "notes/thesis.txt")
    try bench.write("{\"program\": \"other\"}", to: "other/manifest.json")
    try bench.write("x", to: "file")
    try FileManager.default.createSymbolicLink(atPath: bench.path("link"), withDestinationPath: bench.path("notes"))
    for name in ["notes", "other", "file", "link", "file/below"] {
      #expect(throws: OutputError.self) { try AtomicDirectory.write([marker], to: bench.path(name)) }
    }
    #expect(try String(contentsOfFile: bench.path("notes/thesis.txt"), encoding: .utf8) == "mine")
  }

  @Test("temporary folders of dead processes are cleaned up, those of living ones stay")
  func litter() throws {
    let bench = try Workbench()
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, 255)
    let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    try bench.write("x", to: "out/.countyplan-new-plan-\(host)-999999-0123456789abcdef/a.txt")
    try bench.write("x", to: "out/.countyplan-new-plan-\(host)-1-0123456789abcdef/a.txt")
    try AtomicDirectory.write([marker], to: bench.path("out/plan"))
    let names = try FileManager.default.contentsOfDirectory(atPath: bench.path("out")).sorted()
    #expect(names == [".countyplan-new-plan-\(host)-1-0123456789abcdef", "plan"])
  }
}
