import Analysis
import ArgumentParser
import Diagnostics
import Language
import PlainText
import PlanningModel
import Publishing
import ScenarioFiles
import Simulation

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
      let asked = inputs[0].scenario.ensemble.draws
      let publication = try BacktestMaker(jobs: selection.jobs).publication(
        inputs[0], draws: selection.ensemble.draws ?? (asked > 0 ? asked : BacktestMaker.draws),
        wording: language.wording)
      switch common.json ? .json : format {
      case .terminal:
        common.show(BacktestText(publication, usesColour: common.usesColourOut, width: Console.columns).text())
      case .markdown: Console.out(publication.markdown())
      case .csv: Console.out(String(decoding: try publication.sections().csv(), as: UTF8.self))
      case .json: Console.out(publication.json())
      }
      if let place {
        try place.write(try publication.files(), common)
        common.note(language.wording.say(.written, "\(place.folder)/backtest.md"))
      }
    }
  }
}

/// Makes a backtest of a loaded scenario: for the command, and again to verify what it wrote.
struct BacktestMaker {
  let jobs: Int

  /// Futures where neither the command nor the scenario says how many.
  static let draws = 1000

  /// - Throws: `SimulationError`.
  func publication(_ input: Inputs.Loaded, draws: Int, wording: Wording) throws -> BacktestPublication {
    let run = try CountyRun(county: input.county, scenario: input.scenario)
    return BacktestPublication(
      try Backtest(
        run, draws: draws, seed: input.scenario.ensemble.seed, jobs: jobs, isCancelled: { Signals.isCancelled }),
      wording: wording)
  }
}

/// A backtest on the terminal: the verdict first, then the tables behind it.
struct BacktestText {
  private let publication: BacktestPublication
  private let usesColour: Bool
  private let width: Int

  init(_ publication: BacktestPublication, usesColour: Bool, width: Int) {
    self.publication = publication
    self.usesColour = usesColour
    self.width = width
  }

  func text() -> String {
    var lines = ["", heading(publication.title), ""] + wrapped(publication.lead, mark: "")
    lines += ["", heading(publication.wording.say(.backtestVerdict)), ""]
    lines += publication.verdict().flatMap { wrapped($0, mark: "· ") }
    for section in publication.report() {
      lines += ["", heading(section.heading), ""]
      lines += TerminalTable.fitted(section.rows, left: section.textColumns, width: width - 2).map { "  " + $0 }
      lines += section.notes.flatMap { wrapped($0, mark: "  · ") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ text: String) -> String {
    let safe = DisplayWidth.printable(text)
    return usesColour ? "\u{1B}[1m\(safe)\u{1B}[0m" : safe
  }

  private func wrapped(_ text: String, mark: String) -> [String] {
    let indent = String(repeating: " ", count: DisplayWidth.of(mark))
    return DisplayWidth.wrap(DisplayWidth.printable(text, limit: 1200), to: max(20, width - indent.count)).enumerated()
      .map { ($0 == 0 ? mark : indent) + $1 }
  }
}
