import Analysis
import ArgumentParser
import Charts
import Diagnostics
import PlainText
import PlanningModel
import Publishing
import ScenarioFiles
import Simulation

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

  @Option(name: .long, help: "Form of the result on standard output: terminal, markdown, csv or json.")
  var format = Format.terminal

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Also writes tables, charts and a report to compare/<a>__<b> in this folder.", valueName: "folder"))
  var out: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Exit code 1 when a condition holds for any scenario.", valueName: "condition"))
  var failIf: [String] = []

  @Flag(name: .long, help: "Without the attribution of differences to single changes.")
  var noAttribution = false

  @OptionGroup var keeping: KeepingOptions
  @OptionGroup var common: CommonOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case terminal
    case markdown
    case csv
    case json
  }

  func validate() throws {
    guard out != "" else { throw ValidationError("--out needs a folder") }
    for text in failIf { _ = try condition(text) }
  }

  func run() throws {
    Signals.listen()
    try common.reporting {
      let inputs = try selection.load()
      guard inputs.count > 1 else { throw ValidationError("compare needs at least two scenarios") }
      common.warn(inputs.flatMap(\.warnings))
      let place = out.map {
        keeping.place("\(OutputPlace.trimmed($0))/compare/\(ComparisonPublication.id(inputs.map(\.scenario)))")
      }
      try place?.check(inputs)
      let publication = try ComparisonMaker(
        jobs: selection.jobs, attributes: !noAttribution, quiet: common.quiet
      ).publication(inputs)
      common.note(publication.comparison)
      switch common.json ? .json : format {
      case .terminal: Console.out(ComparisonText(publication, usesColour: common.usesColourOut).text())
      case .markdown: Console.out(publication.markdown())
      case .csv: Console.out(String(decoding: try publication.sections().csv(), as: UTF8.self))
      case .json: Console.out(publication.json())
      }
      if let place {
        try place.write(try publication.files(titleMode: .inside), common)
        if !common.quiet { Console.error("已写出 \(place.folder)/compare.md\n") }
      }
      try check(publication.comparison)
    }
  }

  private func condition(_ text: String) throws -> Condition {
    let form = "[delta:]measure@year[.statistic]>number"
    do throws(Condition.Problem) {
      let condition = try Condition(text) { PlainNumber.value($0) }
      if let place = condition.place { throw .notHere("[\(place)]") }
      return condition
    } catch { throw ConditionWords.error(text, error, form: form, option: "--fail-if ") }
  }

  private func check(_ comparison: Comparison) throws {
    var failed = false
    for text in failIf {
      let condition = try condition(text)
      guard comparison.row(condition.measure, condition.year) != nil else {
        throw ValidationError("--fail-if '\(text)': no value of \(condition.measure.rawValue) in \(condition.year)")
      }
      for failure in condition.failures(comparison) {
        failed = true
        let value = NumberFormat.machine(failure.value, decimals: 6) ?? ""
        Console.error("条件成立：\(text)（\(comparison.runs[failure.scenario].scenario.id)：\(value)）\n")
      }
    }
    if failed { throw ExitCode(ExitStatus.checkFailed.rawValue) }
  }
}
