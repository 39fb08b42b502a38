import Foundation
import TestSupport
import Testing

@Suite("--lang", .serialized)
struct LanguageCommandTests {
  /// An invented county with English names and a scenario with an English title.
  private func workbench() throws -> Workbench {
    let bench = try Workbench()
    let made = try command(
      ["new", "county", "seeds/t", "--code", "500996", "--name", "试县", "--name-en", "Trial", "--synthetic", "8"],
      folder: bench.folder)
    #expect(made.status == 0, "\(made.error)")
    for (id, more) in [("a", ""), ("b", "portfolio: {shift: {all: 1}, convert: [{year: 2024, beds: 5}]}\n")] {
      try bench.write(
        """
        schema: 1
        id: \(id)
        title: English \(id)
        description: A trial.
        data: seeds/t
        horizon: {start: 2020, end: 2032}
        \(more)
        """, to: "scenarios/\(id).yaml")
    }
    return bench
  }

  private static var chinese: Regex<Substring> { /[\u{3000}-\u{303F}\u{3400}-\u{9FFF}\u{FF00}-\u{FFEF}]+/ }

  @Test("every command that prints words speaks English, and Chinese unless asked")
  func everyCommand() throws {
    let bench = try workbench()
    let commands: [(words: [String], status: Int32)] = [
      (["run", "scenarios/a.yaml", "--draws", "6", "--out", "o"], 0),
      (["compare", "scenarios/a.yaml", "scenarios/b.yaml", "--draws", "6", "--out", "o"], 0),
      (["compare", "scenarios/a.yaml", "scenarios/b.yaml", "--format", "markdown"], 0),
      (["sweep", "scenarios/a.yaml", "--values", "care.uptake.disabled=0.1,0.2", "--out", "o"], 0),
      (["probability", "scenarios/a.yaml", "pop80@2030>100", "unmet[city]@2030>3", "--draws", "25"], 0),
      (["probability", "--list", "scenarios/a.yaml"], 0),
      (["when", "unmet[towns]>0", "scenarios/a.yaml", "--draws", "25"], 0),
      (["when", "beds>0", "scenarios/b.yaml", "--draws", "0"], 0),
      (["validate", "scenarios/a.yaml"], 0), (["audit", "seeds/t"], 0),
      (["attribution", "scenarios/a.yaml", "--draws", "4"], 0),
      (["backtest", "scenarios/a.yaml", "--draws", "4"], 0),
      (["verify", "o/a"], 0), (["verify", "o/compare/a__b"], 0), (["verify", "o/a-sweep"], 0),
      (["explain", "o/a/tables/balance.csv:30:unmet"], 0), (["explain", "o/a/tables/summary.csv:9:evidence"], 0),
      (["explain", "o/compare/a__b/tables/compare.csv:9:difference_mean"], 0),
      (["explain", "care.uptake.disabled", "scenarios/a.yaml"], 0), (["explain", "unmet", "scenarios/a.yaml"], 0),
      (["explain", "indicator:1", "scenarios/a.yaml", "--set", "ensemble.draws=4"], 0), (["explain", "E0213"], 0),
      (["explain", "population.births", "scenarios/a.yaml"], 0),
      (["show", "scenario", "scenarios/a.yaml", "--set", "care.uptake.disabled=0.1"], 0),
    ]
    // What the county's files say in Chinese may stand as it is, in the sources of an explanation.
    var known: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: bench.path("seeds/t")) {
      let text = try String(contentsOfFile: bench.path("seeds/t/\(name)"), encoding: .utf8)
      known.formUnion(text.matches(of: Self.chinese).map { String($0.0) })
    }
    for (words, status) in commands {
      let outcome = try command(words + ["--lang", "en"], folder: bench.folder)
      #expect(outcome.status == status, "\(words): \(outcome.error)")
      #expect(!outcome.out.isEmpty)
      let foreign = Set(outcome.out.matches(of: Self.chinese).map { String($0.0) }).subtracting(known)
      #expect(foreign.isEmpty, "\(words): \(foreign.sorted().joined(separator: " | "))")
      #expect(outcome.out.firstMatch(of: /\{[0-9]+\}/) == nil, "\(words)")
    }
    let zh = try command(["when", "beds>0", "scenarios/b.yaml", "--draws", "0"], folder: bench.folder)
    #expect(zh.out.contains("中心情形") && zh.out.contains("试县"))
    #expect(try command(["when", "beds>0", "scenarios/b.yaml", "--lang", "fr"], folder: bench.folder).status == 64)
  }

  @Test("the manifest says the language, and verify makes the same folder again; another language is drift")
  func manifest() throws {
    let bench = try workbench()
    for language in ["zh", "en"] {
      let made = try command(
        ["run", "scenarios/a.yaml", "--out", language, "--lang", language], folder: bench.folder)
      #expect(made.status == 0, "\(made.error)")
      let text = try String(contentsOfFile: bench.path("\(language)/a/manifest.json"), encoding: .utf8)
      #expect(text.contains("\"lang\": \"\(language)\""))
      // In whichever language the check itself speaks.
      for spoken in ["zh", "en"] {
        let verified = try command(["verify", "\(language)/a", "--lang", spoken], folder: bench.folder)
        #expect(verified.status == 0, "\(verified.out)")
      }
    }
    try bench.replace("\"lang\": \"en\"", with: "\"lang\": \"zh\"", in: "en/a/manifest.json")
    let other = try command(["verify", "en/a", "--lang", "en"], folder: bench.folder)
    #expect(other.status == 1 && other.out.contains("differs when run again  report.md"), "\(other.out)")
    try bench.replace("\"lang\": \"zh\"", with: "\"lang\": \"fr\"", in: "en/a/manifest.json")
    let unknown = try command(["verify", "en/a", "--lang", "en"], folder: bench.folder)
    #expect(unknown.status == 1 && unknown.out.contains("“fr” is neither zh nor en"), "\(unknown.out)")
  }
}
