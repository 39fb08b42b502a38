import ArgumentParser
import Foundation
import Language
import PlainText
import Publishing
import Workflows

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "按清单重算并逐字节比对 · run again from the manifest and compare bytes",
    discussion: """
      countyplan verify notebooks-out/plan
      countyplan verify notebooks-out/compare/status-quo__plan

      核对 run、compare、sweep、backtest 写出的文件夹：文件与清单的校验值，清单之外的文件和文件夹，链接，平台，输入的校验值；再按清单中的情景、--set、抽样和种子
      重算，逐字节比对每个文件，逐项比对清单。列出每处不同；有不同或不能重算时退出码为 1。
      """)

  @Argument(help: ArgumentHelp("run、compare 或 sweep 写出的文件夹。", valueName: "folder"))
  var folder: String

  @Option(name: .long, help: ArgumentHelp("放情景和数据的项目文件夹。", valueName: "folder"))
  var project = "."

  @Option(name: .shortAndLong, help: ArgumentHelp("线程数。", valueName: "n"))
  var jobs = min(256, max(1, ProcessInfo.processInfo.activeProcessorCount))

  @OptionGroup var language: LanguageOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (1...256).contains(jobs) else {
      throw Usage.error(.badValue, "--jobs 的值不能是 \(jobs)", help: "--jobs 为 1 到 256")
    }
  }

  func run() throws {
    Signals.listen()
    try common.reporting {
      let found = try Verification(
        folder, in: Workspace(folder: project), common.conduct(jobs: jobs, language.wording), wording: language.wording)
      if common.json {
        Console.out(json(found))
      } else {
        common.show(text(found))
      }
      if !found.drift.isEmpty { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }
  }

  private func json(_ found: Verification) -> String {
    JSONText.object([
      ("folder", .string(found.output.folder)),
      ("kind", found.output.request.map { .string($0.kind.rawValue) } ?? .null),
      ("files", .integer(found.output.manifest.outputs.count)), ("recomputed", .boolean(found.isRecomputed)),
      (
        "drift",
        .array(
          found.drift.map {
            .object([
              ("kind", .string($0.kind.rawValue)), ("path", .string($0.path)), ("detail", .string($0.detail)),
            ])
          })
      ),
    ]).rendered()
  }

  private func text(_ found: Verification) -> String {
    let (output, drift) = (found.output, found.drift)
    let w = language.wording
    var lines = drift.map { "\(w.say($0.kind.phrase))  \($0.path)\($0.detail.isEmpty ? "" : "  \($0.detail)")" }
    lines.append(
      drift.isEmpty
        ? w.say(
          .verified, output.folder, "\(output.manifest.outputs.count)", "\(output.manifest.inputs.count)")
        : w.say(found.isRecomputed ? .verifyDrift : .verifyDriftFiles, output.folder, "\(drift.count)"))
    return lines.joined(separator: "\n") + "\n"
  }
}
