import ArgumentParser
import Language
import PlainText
import PlanningModel
import Publishing
import Workflows

struct Backtesting: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "用已有的普查和观测检验推算，与朴素做法比较 · test the projection on counts that exist",
    discussion: """
      countyplan backtest scenarios/plan.yaml
      countyplan backtest scenarios/plan.yaml --draws 400 --format markdown

      两项比较：前一次普查推到基期普查（分性别、五岁组），基期推到后来的常住人口。每项注明哪些输入是在同一数据上
      拟合的（恒等，不是检验）。没有前一次普查或观测的县，说明什么不能检验，退出码仍为0。
      """)

  @OptionGroup var selection: ScenarioOptions

  @Option(name: .long, help: "标准输出上结果的形式：terminal、markdown、csv 或 json。")
  var format = Format.terminal

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("另把表和报告写到这个文件夹下的 <id>-backtest。", valueName: "folder"))
  var out: String?

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
    guard selection.scenarios.count == 1 else { throw Usage.error(.surplus, "backtest 一次只用一个情景文件") }
    guard out != "" else { throw Usage.error(.badValue, "--out 后要写文件夹") }
  }

  func run() throws {
    Signals.listen()
    try common.reporting {
      let inputs = try selection.load()
      guard inputs.count == 1 else { throw Usage.error(.surplus, "backtest 一次只用一个情景，这个文件会展开为几个（sweep）") }
      common.warn(inputs[0].warnings)
      let place = out.map { keeping.place($0, "\(inputs[0].scenario.id)-backtest") }
      try place?.check(inputs)
      let publication = try BacktestMaker(
        common.conduct(jobs: selection.jobs, language.wording), wording: language.wording
      ).publication(inputs[0], draws: selection.ensemble.draws)
      switch common.json ? .json : format {
      case .terminal:
        common.show(BacktestText(publication, usesColour: common.usesColourOut, width: Console.columns).text())
      case .markdown: Console.out(publication.markdown())
      case .csv: Console.out(String(decoding: try publication.sections().csv(), as: UTF8.self))
      case .json: Console.out(publication.json())
      }
      if let place {
        try place.write(try publication.package(selection.request(.backtest, language)).files(), common)
        common.note(language.wording.say(.written, "\(place.folder)/backtest.md"))
      }
    }
  }
}
