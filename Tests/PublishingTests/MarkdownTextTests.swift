import Charts
import CountyData
import Foundation
import PlanningModel
import ScenarioFiles
import Simulation
import TestSupport
import Testing

@testable import Publishing

/// What a text of Markdown holds beside plain words, by the rules of CommonMark and of the extensions that GitHub and Gitee read:
/// everything that an unescaped sign can begin.
private func constructs(_ text: String) -> [String] {
  var found: [String] = []
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    let trimmed = line.drop { $0 == " " }
    if line.count - trimmed.count >= 4 || line.first == "\t" { found.append("indented code") }
    if trimmed.firstMatch(of: /^#{1,6}( |$)/) != nil { found.append("heading") }
    if trimmed.firstMatch(of: /^([-+*]|[0-9]{1,9}[.)])( |$)/) != nil { found.append("list") }
    if trimmed.firstMatch(of: /^(=+|-+|(- ?){3,}|(\* ?){3,}|(_ ?){3,}) *$/) != nil { found.append("rule or heading") }
    if trimmed.hasPrefix(">") { found.append("quotation") }
    if trimmed.firstMatch(of: /^(~~~|```|:::|\$\$)/) != nil { found.append("fence") }
    if trimmed.firstMatch(of: /^\[[^\]]+\]:/) != nil { found.append("definition") }
  }
  var bare = String.UnicodeScalarView()
  var scalars = Array(text.unicodeScalars)[...]
  while let scalar = scalars.popFirst() {
    if scalar == "\\", let next = scalars.first, next.isASCII, next.properties.generalCategory != .uppercaseLetter {
      scalars.removeFirst()
      bare.append("\u{1}")
    } else {
      bare.append(scalar)
    }
  }
  let rest = String(bare)
  for (name, sign) in [
    ("HTML or address", "<"), ("link or image", "["), ("code", "`"), ("emphasis", "*"), ("emphasis", "_"),
    ("cell", "|"),
    ("strike", "~"), ("entity", "&"), ("formula", "$"), ("escape", "\\"),
  ] where rest.unicodeScalars.contains(Unicode.Scalar(sign) ?? " ") { found.append(name) }
  if rest.lowercased().firstMatch(of: /(https?|ftp):\/\/|www\.|mailto:|[a-z0-9]@[a-z]/) != nil {
    found.append("address")
  }
  if text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E })
  {
    found.append("control character")
  }
  return found
}

private let payloads = [
  "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
  "<a href=\"javascript:alert(1)\">x</a>",
  "<iframe src=//x>", "<!-- x", "<![CDATA[x]]>", "<?php x ?>", "<!DOCTYPE x>", "<https://x.example>", "<a@b.example>",
  "</td></table>", "[x](javascript:alert(1))", "[x](http://x.example)", "![x](http://x.example/p.png)", "[x][y]",
  "[y]: http://x",
  "[^1]", "[^1]: note", "- [ ] x", "[[x]]", "`code`", "```\ncode\n```", "~~~\ncode\n~~~", "    indented", "\tindented",
  "# 伪造的标题",
  "城区\n# 伪造的标题", "城区\r\n\r\n## 二", "城区\u{2028}# x", "x\n===", "x\n---", "***", "---", "___", "> quoted", "- item",
  "+ item",
  "* item", "1. item", "1) item", "*em*", "**strong**", "_em_", "__strong__", "~~gone~~", "a | b | c", "|---|---|",
  "&lt;b&gt;",
  "&#60;script&#62;", "$x^2$", "$$\nx\n$$", "\\[x\\](y)", "\\<b>", "http://x.example/a_b", "HTTPS://x.example",
  "www.x.example",
  "me@x.example", "javascript:alert(1)", "<\u{301}script>", "[\u{301}x](y)", "\u{1B}]52;c;eA==\u{7}", "\u{202E}txt",
  "::: danger", "=",
  ":x: y",
]

@Suite("Names are text in Markdown")
struct MarkdownTextTests {
  @Test("no payload begins a construct, at the beginning of a line or inside one", arguments: payloads)
  func escaped(payload: String) {
    let text = MarkdownText.escape(payload)
    #expect(constructs(text).isEmpty, "\(text)")
    #expect(constructs("片区" + text + "有5张").isEmpty, "\(text)")
    let row = MarkdownText.table(["名称", "值"], [[payload, "1"]]).split(separator: "\n")
    #expect(row.count == 3 && row[2].replacing("\\|", with: "").count { $0 == "|" } == 3, "\(row)")
  }

  @Test("the check itself sees what is not escaped")
  func check() {
    let seen = payloads.filter { !constructs($0).isEmpty }
    #expect(
      Set(payloads).subtracting(seen).isSubset(of: [
        "javascript:alert(1)", ":x: y", "\\<b>", "\\[x\\](y)", "城区\u{2028}# x",
      ]))
  }

  @Test("plain names, numbers and sentences stay as they are")
  func plain() {
    for text in ["云岭县", "P01 养护院（一期）", "1,352张（504—1,919）", "≥85%", "2.5 万元", "见“十四五”规划：第3章"] {
      #expect(MarkdownText.escape(text) == text)
    }
    #expect(MarkdownText.table(["a"], [["+24"], ["-3"]]).contains("| +24 |\n| -3 |"))
  }

  @Test("hostile names in every text column leave the report's structure as it is, and its tables their columns")
  func report() throws {
    let harmless = "无害名称"
    let hostile = "\"<img src=x> [a](javascript:b) ![c](http://d) `e` **f** |g| =h\""
    let (before, plain) = try report(named: harmless)
    let (after, tables) = try report(named: hostile)
    #expect(shape(before) == shape(after))
    #expect(plain.keys.sorted() == tables.keys.sorted())
    for (path, text) in tables {
      let rows = text.split(separator: "\n").map(columns)
      #expect(Set(rows).count <= 1 || rows.allSatisfy { $0 == rows.first }, "\(path)")
    }
  }

  /// The report and the tables of a county whose names are all one text, quoted for CSV.
  private func report(named name: String) throws -> (String, [String: String]) {
    let bench = try Workbench()
    let template = CountyTemplate(code: "500996", nameZh: "试县", nameEn: "Trial", baseYear: 2020)
    for file in template.files() {
      var lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if ["zones.csv", "projects.csv"].contains(file.path), let head = lines.firstIndex(where: { !$0.hasPrefix("#") }) {
        let columns = lines[head].split(separator: ",").map(String.init)
        for index in lines.indices where index > head && !lines[index].isEmpty {
          var cells = lines[index].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
          for column in ["name_zh", "funding_source"] {
            if let place = columns.firstIndex(of: column), place < cells.count { cells[place] = name }
          }
          lines[index] = cells.joined(separator: ",")
        }
      }
      var text = lines.joined(separator: "\n")
      if file.path == "datapackage.json" {
        text.replace("试县", with: name.trimmingCharacters(in: ["\""]))
      }
      try bench.write(text, to: "seeds/t/\(file.path)")
    }
    try bench.write(
      "schema: 1\nid: a\ntitle: a\ndata: seeds/t\nhorizon: {start: 2020, end: 2030}\nportfolio: {include: planned}\n",
      to: "scenarios/a.yaml")
    let draft = try ScenarioReader().draft(try ScenarioReader().document(file: bench.path("scenarios/a.yaml")))
    let county = try CountyLoader.load(folder: bench.path("seeds/t"))
    let run = try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
    let files = try Publication(run, jobs: 1).package(jobs: 1).files()
    let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
    return (texts["report.md"] ?? "", texts.filter { $0.key.hasSuffix(".csv") })
  }

  /// Headings, tables, images, emphasis and raw signs of a document, without its words.
  private func shape(_ text: String) -> [String] {
    let bare = text.replacing(/\\[\\`*_\[\]<>|~&$:.@]/, with: "")
    let signs = "<[`*_|~&$".map { sign in "\(sign) \(bare.count { $0 == sign })" }
    return bare.split(separator: "\n").map { line in line.hasPrefix("#") ? "heading" : "" }.filter { !$0.isEmpty }
      + signs
      + ["\(bare.split(separator: "\n", omittingEmptySubsequences: false).count) lines"]
  }

  /// Columns of a line of CSV, quotes observed.
  private func columns(_ line: Substring) -> Int {
    var isQuoted = false
    var count = 1
    for character in line {
      if character == "\"" { isQuoted.toggle() } else if character == ",", !isQuoted { count += 1 }
    }
    return count
  }
}
