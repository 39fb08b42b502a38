import CountyData
import Diagnostics
import Foundation
import TestSupport
import Testing

/// A case of `Tests/Fixtures/broken/data.txt`.
struct BrokenData: Sendable, CustomTestStringConvertible {
  let code: String
  let file: String
  let suggestion: String
  let old: String
  let new: String
  var testDescription: String { "\(code) \(file) \(new)" }

  static let all: [BrokenData] = {
    let path = Fixture.root.appending(path: "Tests/Fixtures/broken/data.txt")
    guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.indices.filter { lines[$0].hasPrefix("=== ") }.map { index in
      let words = lines[index].dropFirst(4).split(separator: " ").map(String.init)
      return BrokenData(
        code: words[0], file: words[1], suggestion: words.count > 2 ? words[2] : "", old: lines[index + 1],
        new: lines[index + 2])
    }
  }()
}

@Suite("Broken data packages")
struct BrokenDataTests {
  @Test("the corpus covers every code but those of bytes") func coverage() {
    #expect(BrokenData.all.count >= 70)
    // Encodings and sizes cannot be written as a text edit; a whole parameter, row or table that is missing neither.
    let others: Set<String> = ["E0104", "E0115", "E0123", "E0146"]
    let errors = DataCode.allCases.map(\.rawValue).filter { $0.hasPrefix("E") }
    #expect(Set(BrokenData.all.map(\.code)).union(others) == Set(errors))
  }

  @Test("refused with code, line, column and suggestion", arguments: BrokenData.all)
  func refused(_ entry: BrokenData) throws {
    let bench = try Workbench()
    try bench.copy("seeds/yunyang")
    let name = "seeds/yunyang/\(entry.file)"
    try bench.replace(entry.old, with: entry.new, in: name)
    var (line, column) = (1, 1)
    let marked = try String(contentsOfFile: bench.path(name), encoding: .utf8)
    if let mark = marked.range(of: "⟦") {
      let lines = marked[..<mark.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
      (line, column) = (lines.count, (lines.last?.unicodeScalars.count ?? 0) + 1)
      try bench.replace("⟦", with: "", in: name)
    }
    var found: [Diagnostic] = []
    do { _ = try CountyLoader.load(folder: bench.path("seeds/yunyang")) } catch let report as DiagnosticReport {
      found = report.diagnostics
    }
    let match = found.first { problem in
      problem.code == entry.code && problem.range.file.hasSuffix(entry.file)
        && (line == 1 && column == 1 || problem.range.line == line && problem.range.column == column)
    }
    #expect(
      match != nil,
      "\(found.prefix(5).map { "\($0.code) \($0.range.line):\($0.range.column) \($0.message)" }) at \(line):\(column)")
    #expect(entry.suggestion.isEmpty || match?.help.contains(entry.suggestion) ?? false, "\(match?.help ?? "")")
  }
}
