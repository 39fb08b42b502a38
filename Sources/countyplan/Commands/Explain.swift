import Analysis
import ArgumentParser
import CountyData
import Diagnostics
import Foundation
import Language
import PlainText
import PlanningModel
import ScenarioFiles
import Workflows

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "解释一个数、一个参数、一项指标或一个代码 · explain a number, a parameter, an indicator, a code",
    discussion: """
      countyplan explain notebooks-out/plan/tables/balance.csv:130:unmet
        一个单元格：规则、输入、文件与行、来源与等级
      countyplan explain care.occupancy scenarios/plan.yaml
        一个参数：在哪里设定，替换了哪里
      countyplan explain unmet
        一个指标：是什么，单位，哪里有
      countyplan explain indicator:15 scenarios/plan.yaml
        一项指标：公式和其中的数
      countyplan explain E0213
        一个诊断代码；不写则列出全部
      """)

  @Argument(
    help: ArgumentHelp("文件.csv:行:列、参数、indicator:N 或提示的代码。", valueName: "what"))
  var what: String?

  @Argument(help: ArgumentHelp("情景，解释参数和指标时用。", valueName: "scenario.yaml"))
  var scenario: String?

  @Option(
    name: .long,
    help: ArgumentHelp("县数据包，没有写情景时用。", valueName: "folder"))
  var data: String?

  @Option(
    name: .long, parsing: .singleValue, help: ArgumentHelp("改一个值；可写几次。", valueName: "path=value"))
  var set: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("线程数；结果与它无关。", valueName: "n"))
  var jobs = min(256, max(1, ProcessInfo.processInfo.activeProcessorCount))

  @OptionGroup var language: LanguageOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (1...256).contains(jobs) else {
      throw Usage.error(.badValue, "--jobs 的值不能是 \(jobs)", help: "--jobs 为 1 到 256")
    }
  }

  func run() throws {
    try common.reporting {
      guard let what else { return try codes(nil) }
      if what.wholeMatch(of: /[EeWwNn][0-9]{4}/) != nil { return try codes(what.uppercased()) }
      if what.contains(".csv:") {
        return print(try Workspace().explanation(ofCell: what, language.wording))
      }
      if what.hasPrefix("indicator:") { return try indicator(String(what.dropFirst(10))) }
      try parameter(what)
    }
  }

  private func print(_ explanation: any Explanation) {
    if common.json { Console.out(explanation.json()) } else { common.show(explanation.text()) }
  }

  private func codes(_ wanted: String?) throws {
    let found = Explain.allCodes.filter { wanted == nil || $0.code == wanted }
    guard !found.isEmpty else {
      let near = SpellingSuggestion.nearest(to: wanted ?? "", among: Explain.allCodes.map(\.code))
      throw Usage.error(
        .nothingOfThatName, "没有代码 \(wanted ?? "")", help: near.first.map { "是不是 \($0)？" } ?? "不写代码则列出全部")
    }
    if common.json {
      Console.out(
        JSONText.array(
          found.map {
            .object([("code", .string($0.code)), ("meaning_zh", .string($0.zh)), ("meaning_en", .string($0.en))])
          }
        ).rendered())
    } else {
      for entry in found {
        common.show("\(entry.code)  " + language.wording.text("\(entry.zh) · ", "") + "\(entry.en)\n")
      }
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
      (EncodingNote.code, "文件按所说的编码读入，没有错误", "the file was read in the encoding named; nothing is wrong"),
    ] + UsageCode.allCases.map { ($0.rawValue, $0.meaningZh, $0.meaningEn) }
    + DataCode.allCases.map { ($0.rawValue, $0.meaningZh, $0.meaningEn) }
    + ScenarioCode.allCases.map { ($0.rawValue, $0.meaningZh, $0.meaningEn) }
    + CautionCode.allCases.map { ($0.rawValue, $0.meaningZh, $0.meaningEn) }

  /// The scenario given, or the county's data alone when none is.
  private func loaded() throws -> LoadedScenario? {
    guard let scenario else { return nil }
    let inputs = try Workspace().load([scenario], assignments: set)
    return inputs.first
  }

  private func parameter(_ path: String) throws {
    let input = try loaded()
    if let measure = Measure(rawValue: path) {
      let explanation = MeasureExplanation(
        measure: measure, run: try input?.run(),
        language.wording)
      return print(explanation)
    }
    let county = try input?.county ?? CountyLoader.load(folder: try data ?? Workspace().onlyCounty(option: "--data"))
    let explanation = ParameterExplanation(path: path, input: input, county: county, language.wording)
    if explanation == nil, let other = PathExplanation(path: path, input: input, language.wording) {
      return print(other)
    }
    guard let explanation else {
      let known =
        ParameterCatalogue.declarations.map(\.path) + Measure.allCases.map(\.rawValue)
        + (input?.document.settings.map(\.path) ?? [])
      var near = SpellingSuggestion.nearest(to: path, among: known)
      if near.isEmpty {
        near = ParameterCatalogue.declarations.filter { $0.titleZh.contains(path) }.prefix(3).map(\.path)
      }
      throw Usage.error(
        .nothingOfThatName,
        "“\(DisplayWidth.printable(path, limit: 60))” 不是参数、指标、情景中的字段，也不是代码或表中的单元格",
        help: near.isEmpty ? "" : "是不是 \(near.joined(separator: "、"))？")
    }
    print(explanation)
  }

  private func indicator(_ number: String) throws {
    guard let input = try loaded() else {
      throw Usage.error(.missing, "解释指标要写情景", help: "如 explain indicator:15 scenarios/plan.yaml")
    }
    guard let wanted = Int(number), input.county.indicators.contains(where: { $0.number == wanted }) else {
      throw Usage.error(
        .nothingOfThatName, "没有指标 “\(DisplayWidth.printable(number, limit: 20))”",
        help: "有 \(input.county.indicators.map { "\($0.number)" }.joined(separator: "、"))")
    }
    let explanation = try IndicatorExplanation(
      number: wanted, run: try input.run(), jobs: jobs, language.wording)
    print(explanation)
  }
}
