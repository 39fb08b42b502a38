import Diagnostics
import Foundation
import PlainText
import Testing

@Suite("Lines of a terminal")
struct TextWrapTests {
  private let long =
    "规则  在住：需求与可用床位在片区内匹配，先本乡镇；护理需求只用护理型床位（care.full_occupancy 为 0.95），共 11,919 张床位。"

  @Test(
    "lines fit at every width, nothing is lost, words and numbers stay whole", arguments: [30, 37, 40, 79, 80, 120])
  func fits(width: Int) {
    let lines = TextWrap.lines(long, width: width)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width }, "\(lines)")
    func bare(_ text: String) -> String { text.filter { $0 != " " } }
    #expect(bare(lines.joined()) == bare(long))
    for word in ["care.full_occupancy", "0.95", "11,919"] {
      #expect(lines.contains { $0.contains(word) }, "\(word)")
    }
    for line in lines.dropFirst() {
      #expect(line.hasPrefix("      ") && !"，。；：）".contains(line.drop { $0 == " " }.first ?? " "), "\(line)")
    }
    #expect(!lines.contains { $0.hasSuffix("（") })
  }

  @Test("what fits is left alone, an indent is kept, and a path that is too long stays whole")
  func edges() {
    #expect(TextWrap.text("a\n\n  b  c\n", width: 20) == "a\n\n  b  c\n")
    let path = "scenarios/" + String(repeating: "x", count: 40) + ".yaml:12"
    #expect(TextWrap.lines("  在 \(path) 设定", width: 30) == ["  在", "    \(path)", "    设定"])
  }

  @Test("a diagnostic fits the terminal and its caret stands under its word")
  func diagnostic() {
    let line =
      "care: {occupancy: 0.5, uptake: {disabled: 0.2}, residents_per_caregiver: {nursing: 4, 其他列: 3, other: 10}}"
    let diagnostic = Diagnostic(
      code: "E0213", message: String(repeating: "没有这个字段，", count: 12),
      range: SourceRange(file: "scenarios/a.yaml", line: 7, column: 95, length: 5),
      label: "“care.residents_per_caregiver” 下没有这个字段", help: long, sourceLine: line)
    let lines = DiagnosticRenderer(usesColour: false, width: 80).render(diagnostic)
      .split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 80 }, "\(lines.joined(separator: "\n"))")
    let source = lines.first { $0.hasPrefix("7 | ") } ?? ""
    let caret = lines.first { $0.contains("^") } ?? ""
    let word = source.range(of: "other").map { DisplayWidth.of(source[..<$0.lowerBound]) }
    #expect(word != nil && caret.firstIndex(of: "^").map { DisplayWidth.of(caret[..<$0]) } == word)
    let whole = DiagnosticRenderer(usesColour: false).render(diagnostic)
    #expect(whole.contains(line) && whole.contains(long))
  }
}
