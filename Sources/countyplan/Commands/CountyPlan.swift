import ArgumentParser
import CPlatform
import Foundation
import PlainText
import Publishing

@main
struct CountyPlan: ParsableCommand {
  static func main() {
    cplatform_meet_limits(ExitStatus.noResources.rawValue)
    let arguments: [String]
    do {
      arguments = try Arguments.given()
    } catch {
      Console.error("第 \(error.position) 个参数不是有效的 UTF-8 文字；什么也没有做\n")
      Foundation.exit(ExitStatus.usage.rawValue)
    }
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      end(with: error, arguments)
    }
  }

  /// Help and messages of the command line; the parser's own wrapping counts a wide character as one column.
  private static func end(with error: any Error, _ arguments: [String]) -> Never {
    var code = exitCode(for: error)
    // An overview that nobody asked for is not what was to be done.
    let isUnasked = code.isSuccess && !Arguments.askForHelp(arguments)
    if isUnasked { code = ExitCode(ExitStatus.usage.rawValue) }
    let width = Console.width(of: code.isSuccess ? STDOUT_FILENO : STDERR_FILENO)
    // Wide enough that the parser itself breaks nothing.
    var text = width == nil ? fullMessage(for: error) : fullMessage(for: error, columns: 10_000)
    if code == .validationFailure, !text.isEmpty { text = Usage.text(message(for: error), full: text) }
    if !text.isEmpty {
      let lines = (width.map { TextWrap.text(text, width: $0) } ?? text) + "\n"
      if code.isSuccess { Console.out(lines) } else { Console.error(lines) }
    }
    if isUnasked { Console.error("\n没有写明要做什么；什么也没有做\n") }
    do { try Console.finish() } catch { Foundation.exit(ExitStatus.cannotWrite.rawValue) }
    Foundation.exit(code.rawValue)
  }

  static let configuration = CommandConfiguration(
    commandName: "countyplan",
    abstract: "县域养老与殡葬设施推算 · facility capacity and planning simulator for a county",
    discussion: """
      countyplan run scenarios/plan.yaml            推算一个情景，写出表、图和报告
      countyplan compare scenarios/status-quo.yaml scenarios/plan.yaml
      countyplan attribution scenarios/plan.yaml    人口的不确定性来自哪里
      countyplan probability scenarios/plan.yaml 'pop80@2030>45000'
      countyplan when 'unmet[city]>0' scenarios/plan-uncertain.yaml
      countyplan audit                              核对规划自身的算术
      countyplan backtest scenarios/plan.yaml       用普查和观测检验推算
      countyplan validate scenarios/*.yaml          只检查文件
      countyplan explain care.occupancy scenarios/plan.yaml
      countyplan new scenario my-plan --extends plan
      """,
    version: Manifest.version,
    subcommands: [
      Run.self, Validate.self, Compare.self, Probability.self, When.self, Sweep.self, AttributionCommand.self,
      Backtesting.self,
      Audit.self, Explain.self, Show.self,
      Verify.self, New.self,
      Schema.self,
    ])
}
