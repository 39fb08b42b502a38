import Analysis
import ArgumentParser
import CountyData
import Diagnostics
import Foundation
import PlainText
import PlanningModel
import ScenarioFiles
import Simulation

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "解释一个数、一个参数、一项指标或一个代码 · explain a number, a parameter, an indicator, a code",
    discussion: """
      countyplan explain notebooks-out/plan/tables/balance.csv:130:unmet
        一个单元格：规则、输入、文件与行、来源与等级
      countyplan explain care.occupancy scenarios/plan.yaml
        一个参数：在哪里设定，替换了哪里
      countyplan explain indicator:15 scenarios/plan.yaml
        一项指标：公式和其中的数
      countyplan explain E0213
        一个诊断代码；不写则列出全部
      """)

  @Argument(
    help: ArgumentHelp("file.csv:line:column, a parameter, indicator:N or a code.", valueName: "what"))
  var what: String?

  @Argument(help: ArgumentHelp("Scenario, for parameters and indicators.", valueName: "scenario.yaml"))
  var scenario: String?

  @Option(
    name: .long, parsing: .singleValue, help: ArgumentHelp("Sets a value; may be repeated.", valueName: "path=value"))
  var set: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("Threads; the output does not depend on it.", valueName: "n"))
  var jobs = min(256, max(1, ProcessInfo.processInfo.activeProcessorCount))

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs is 1 to 256") }
  }

  func run() throws {
    try common.reporting {
      guard let what else { return try codes(nil) }
      if what.wholeMatch(of: /[EeWwNn][0-9]{4}/) != nil { return try codes(what.uppercased()) }
      if what.contains(".csv:") {
        let cell = try CellReference(what)
        if ["compare", "sweep"].contains(cell.folder.manifest.kind) {
          let explanation = try ComparisonCell(cell)
          return print(explanation.json, explanation.text)
        }
        let explanation = try CellExplanation(cell)
        return print(explanation.json, explanation.text)
      }
      if what.hasPrefix("indicator:") { return try indicator(String(what.dropFirst(10))) }
      try parameter(what)
    }
  }

  private func print(_ json: () -> String, _ text: () -> String) {
    if common.json { Console.out(json()) } else { Console.paragraphs(text()) }
  }

  private func codes(_ wanted: String?) throws {
    let found = Explain.allCodes.filter { wanted == nil || $0.code == wanted }
    guard !found.isEmpty else {
      let near = SpellingSuggestion.nearest(to: wanted ?? "", among: Explain.allCodes.map(\.code))
      throw ValidationError("no such code: \(wanted ?? "")\(near.first.map { "; did you mean \($0)?" } ?? "")")
    }
    if common.json {
      Console.out(
        JSONText.array(
          found.map {
            .object([("code", .string($0.code)), ("meaning_zh", .string($0.zh)), ("meaning_en", .string($0.en))])
          }
        ).rendered())
    } else {
      for entry in found { Console.paragraphs("\(entry.code)  \(entry.zh) · \(entry.en)\n") }
    }
  }

  static let allCodes: [(code: String, zh: String, en: String)] =
    [
      ("E0001", "输入不是普通文件", "the input is not a regular file"), ("E0002", "输入文件过大", "the input is too large"),
      ("E0004", "文件夹不是 run 的输出", "the folder is not an output of run"),
      ("E0005", "指的不是输出表中的一个数", "no number of an output table is meant"),
      (InputMissing.code, "输入文件不存在", "the input does not exist"),
      (InputUnreadable.code, "输入文件存在，但系统读不出来", "the input exists, but the system cannot read it"),
      ("E0008", "清单超出程序的限度", "the manifest is beyond the limits of the program"),
      (Inputs.encodingNote, "文件按所说的编码读入，没有错误", "the file was read in the encoding named; nothing is wrong"),
    ] + DataCode.allCases.map { ($0.rawValue, $0.meaningZh, $0.meaningEn) }
    + ScenarioCode.allCases.map { ($0.rawValue, $0.meaningZh, $0.meaningEn) }
    + CautionCode.allCases.map { ($0.rawValue, $0.meaningZh, $0.meaningEn) }

  /// The scenario given, or the county's data alone when none is.
  private func loaded() throws -> Inputs.Loaded? {
    guard let scenario else { return nil }
    let inputs = try Inputs.load([scenario], assignments: set)
    return inputs.first
  }

  private func parameter(_ path: String) throws {
    let input = try loaded()
    let county = try input?.county ?? CountyLoader.load(folder: try Inputs.onlyCounty())
    let explanation = ParameterExplanation(path: path, input: input, county: county)
    if explanation == nil, let other = PathExplanation(path: path, input: input) {
      return print(other.json, other.text)
    }
    guard let explanation else {
      let known = ParameterCatalogue.declarations.map(\.path) + (input?.document.settings.map(\.path) ?? [])
      var near = SpellingSuggestion.nearest(to: path, among: known)
      if near.isEmpty {
        near = ParameterCatalogue.declarations.filter { $0.titleZh.contains(path) }.prefix(3).map(\.path)
      }
      throw ValidationError(
        "“\(DisplayWidth.printable(path, limit: 60))” is no parameter, no path of the scenario, no code and no cell of a table"
          + (near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"))
    }
    print(explanation.json, explanation.text)
  }

  private func indicator(_ number: String) throws {
    guard let input = try loaded() else {
      throw ValidationError("an indicator needs a scenario: explain indicator:15 scenarios/plan.yaml")
    }
    guard let wanted = Int(number), input.county.indicators.contains(where: { $0.number == wanted }) else {
      throw ValidationError(
        "no indicator “\(DisplayWidth.printable(number, limit: 20))”; there are \(input.county.indicators.map { "\($0.number)" }.joined(separator: ", "))"
      )
    }
    let explanation = try IndicatorExplanation(
      number: wanted, run: try CountyRun(county: input.county, scenario: input.scenario), jobs: jobs)
    print(explanation.json, explanation.text)
  }
}
