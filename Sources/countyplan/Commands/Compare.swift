import Analysis
import ArgumentParser
import Language
import PlainText
import PlanningModel
import Publishing
import Simulation
import Workflows

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "比较两个或更多情景：改动、差值、原因 · compare scenarios",
    discussion: """
      countyplan compare scenarios/status-quo.yaml scenarios/plan.yaml
      countyplan compare scenarios/plan.yaml scenarios/conversion-first.yaml --draws 200 --format markdown
      countyplan compare a.yaml b.yaml --fail-if 'unmet@2035>800' --fail-if 'delta:invest@2025.p90>0'

      第一个情景是参照。csv 一个表，section 列分 outcome（结果）、change（改动）、attribution（原因）三部分；--out 分写三个表。
      --fail-if 的写法：[delta:]指标@年份[.统计量] 比较 数，统计量为 mean、p10 … p97_5；条件成立时退出码为 1。
      """)

  @OptionGroup var selection: ScenarioOptions

  @Option(name: .long, help: "标准输出上结果的形式：terminal、markdown、csv 或 json。")
  var format = Format.terminal

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "另把表、图和报告写到这个文件夹下的 compare/<a>__<b>。", valueName: "folder"))
  var out: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("条件对任何一个情景成立时，退出码为1。", valueName: "condition"))
  var failIf: [String] = []

  @Flag(name: .long, help: "不把差分解到各项改动。")
  var noAttribution = false

  @OptionGroup var keeping: KeepingOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var common: CommonOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case terminal
    case markdown
    case csv
    case json
  }

  func validate() throws {
    guard out != "" else { throw Usage.error(.badValue, "--out 后要写文件夹") }
  }

  func run() throws {
    Signals.listen()
    try common.reporting {
      let conditions = try conditions()
      let inputs = try selection.load()
      guard inputs.count > 1 else { throw Usage.error(.missing, "compare 至少要两个情景", help: "第一个是参照") }
      common.warn(inputs.flatMap(\.warnings))
      let place = out.map {
        keeping.place($0, "compare/\(ComparisonPublication.id(inputs.map(\.scenario)))")
      }
      try place?.check(inputs)
      let publication = try ComparisonMaker(
        common.conduct(jobs: selection.jobs, language.wording), attributes: !noAttribution, wording: language.wording
      ).publication(inputs)
      common.note(publication.comparison, language.wording)
      common.warn(publication.cautions.map(inputs[0].workspace.warning))
      switch common.json ? .json : format {
      case .terminal:
        common.show(ComparisonText(publication, usesColour: common.usesColourOut, width: Console.columns).text())
      case .markdown: Console.out(publication.markdown())
      case .csv: Console.out(String(decoding: try publication.sections().csv(), as: UTF8.self))
      case .json: Console.out(publication.json())
      }
      if let place {
        try place.write(
          try publication.package(selection.request(.compare(attribution: !noAttribution), language)).files(), common)
        common.note(language.wording.say(.written, "\(place.folder)/compare.md"))
      }
      try check(conditions, publication.comparison)
    }
  }

  private static let form = "[delta:]指标@年份[.统计量]>数，如 'delta:unmet@2035.p90>0'"

  /// - Throws: ``UsageReport``.
  private func conditions() throws -> [Condition] {
    var reader = ConditionReader(source: "--fail-if", form: Self.form)
    let conditions = failIf.enumerated().compactMap { index, text in
      reader.read(text, number: index + 1) { (condition) throws(Condition.Problem) in
        if let place = condition.place { throw .notHere("[\(place)]") }
        guard condition.year != nil else { throw .noYear }
        return condition
      }
    }
    try reader.finish()
    return conditions
  }

  private func check(_ conditions: [Condition], _ comparison: Comparison) throws {
    var reader = ConditionReader(source: "--fail-if", form: Self.form)
    let first = comparison.years.first ?? comparison.runs[0].horizon.start
    let shared = Horizon(start: first, end: max(first + 1, comparison.years.last ?? first))
    for (index, condition) in conditions.enumerated() {
      guard let year = condition.year, comparison.row(condition.measure, year) == nil else { continue }
      reader.hasNoValue(condition, number: index + 1, horizon: shared)
    }
    try reader.finish()
    var failed = false
    for condition in conditions {
      for failure in condition.failures(comparison) {
        failed = true
        let value = NumberFormat.machine(failure.value, decimals: 6) ?? ""
        Console.error(
          language.wording.say(
            .conditionHolds, condition.text, comparison.runs[failure.scenario].scenario.id, value) + "\n")
      }
    }
    if failed { throw ExitCode(ExitStatus.checkFailed.rawValue) }
  }
}
