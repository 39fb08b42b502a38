import Diagnostics
import Foundation
import PlainText
import Testing

@Suite("Diagnostics")
struct DiagnosticsTests {
  @Test("Chinese characters take two columns, combining marks none")
  func width() {
    #expect(DisplayWidth.of("床位 50") == 7 && DisplayWidth.of("e\u{301}") == 1 && DisplayWidth.of("（）") == 4)
  }

  @Test("the caret stands under the word, also behind Chinese text")
  func caret() throws {
    let line = "title: 规划 bedz: 3"
    let diagnostic = Diagnostic(
      code: "E0213", message: "未知字段", range: SourceRange(file: "a.yaml", line: 3, column: 11, length: 4),
      label: "没有这个字段", help: "是否想写 “beds”？", sourceLine: line)
    let lines = DiagnosticRenderer(usesColour: false).render(diagnostic).split(separator: "\n").map(String.init)
    let source = try #require(lines.first { $0.contains("title") })
    let caret = try #require(lines.first { $0.contains("^") })
    let before = try #require(source.range(of: "bedz")).lowerBound
    let mark = try #require(caret.range(of: "^^^^")).lowerBound
    #expect(DisplayWidth.of(source[..<before]) == DisplayWidth.of(caret[..<mark]))
    #expect(!caret.contains("^^^^^") && lines[0] == "error[E0213]: 未知字段" && lines[1].hasSuffix("a.yaml:3:11"))
  }

  @Test("input is quoted without control or direction characters, and cut")
  func printable() {
    #expect(DisplayWidth.printable("a\u{1B}[31mb\u{202E}c") == "a\u{FFFD}[31mb\u{FFFD}c")
    #expect(DisplayWidth.printable(String(repeating: "x", count: 500)).count == 201)
  }

  @Test("the nearest spelling is suggested", arguments: [("includ", "include"), ("shfit", "shift"), ("黄石鎮", "黄石镇")])
  func suggestion(word: String, expected: String) {
    #expect(
      SpellingSuggestion.nearest(to: word, among: ["shift", "include", "黄石镇", "operator"]).first == expected)
  }

  @Test("a word far from all candidates has no suggestion")
  func noSuggestion() {
    #expect(SpellingSuggestion.nearest(to: "xyz", among: ["include", "shift"]).isEmpty)
    #expect(SpellingSuggestion.distance("ab", "ba") == 1 && SpellingSuggestion.distance("", "abc") == 3)
  }

  @Test("at most a hundred problems are printed, the rest counted")
  func limit() {
    let many = (1...130).map {
      Diagnostic(code: "E0001", message: "x", range: SourceRange(file: "f", line: $0, column: 1))
    }
    let text = DiagnosticRenderer(usesColour: false).render(DiagnosticReport(many))
    #expect(text.contains("另有 30 处问题未列出"))
  }

  @Test("JSON escapes quotes and line ends")
  func json() {
    #expect(JSONText.quoted("a\"b\n\u{1}") == "\"a\\\"b\\n\\u0001\"")
  }

  @Test("lines for a terminal break at blanks and between Chinese characters, never before a closing mark")
  func wrapping() {
    #expect(DisplayWidth.wrap("好于参照的占比。", to: 14) == ["好于参照的占", "比。"])
    #expect(
      DisplayWidth.wrap("{measure: nursing_share, year: 2025}", to: 20) == [
        "{measure:", "nursing_share, year:", "2025}",
      ])
    #expect(DisplayWidth.wrap("（未设）→ 一", to: 8) == ["（未设）", "→ 一"])
    #expect(DisplayWidth.wrap("abcdefgh", to: 5) == ["abcde", "fgh"])
    #expect(DisplayWidth.wrap("", to: 5) == [""])
    let text = "参照：care.occupancy 由 0.53 改为 {low80: 0.4, mid: 0.55}（来源：某调查）。"
    for width in 8...60 {
      let lines = DisplayWidth.wrap(text, to: width)
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
      #expect(lines.allSatisfy { DisplayWidth.of($0) <= width && !$0.hasPrefix("。") || width < 16 })
    }
  }
}
