import ArgumentParser
import Diagnostics
import Foundation
import Language
import PlainText
import Publishing

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
      let output = try OutputFolder(folder)
      var drift = try DriftSearch.onDisk(output) + DriftSearch.inputs(output, project: project)
      var isRecomputed = true
      do {
        let files = try Recomputation(
          output: output, project: project, jobs: jobs, quiet: common.quiet, wording: language.wording
        ).files()
        drift += DriftSearch.outputs(output, files, language.wording)
        drift += try DriftSearch.manifest(output, files, language.wording)
      } catch let impossible as Recomputation.Impossible {
        isRecomputed = false
        drift.append(Drift(kind: .notRecomputed, path: AtomicDirectory.marker, detail: impossible.reason))
      } catch let missing as InputMissing {
        isRecomputed = false
        drift.append(Drift(kind: .notRecomputed, path: missing.path, detail: missing.reason))
      } catch let unreadable as InputUnreadable {
        isRecomputed = false
        drift.append(Drift(kind: .notRecomputed, path: unreadable.path, detail: unreadable.reason))
      } catch let report as DiagnosticReport {
        isRecomputed = false
        let first = report.diagnostics.first { $0.severity == .error }
        drift.append(
          Drift(
            kind: .notRecomputed, path: first?.range.file ?? AtomicDirectory.marker,
            detail: first.map { language.wording.say(.driftProblem, $0.code, $0.message, "\($0.range.line)") } ?? ""))
      }
      if common.json {
        Console.out(json(output, drift, isRecomputed))
      } else {
        common.show(text(output, drift, isRecomputed))
      }
      if !drift.isEmpty { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }
  }

  private func json(_ output: OutputFolder, _ drift: [Drift], _ isRecomputed: Bool) -> String {
    JSONText.object([
      ("folder", .string(output.folder)), ("kind", .string(output.manifest.kind ?? "run")),
      ("files", .integer(output.manifest.outputs.count)), ("recomputed", .boolean(isRecomputed)),
      (
        "drift",
        .array(
          drift.map {
            .object([
              ("kind", .string($0.kind.rawValue)), ("path", .string($0.path)), ("detail", .string($0.detail)),
            ])
          })
      ),
    ]).rendered()
  }

  private func text(_ output: OutputFolder, _ drift: [Drift], _ isRecomputed: Bool) -> String {
    let w = language.wording
    var lines = drift.map { "\(w.say($0.kind.phrase))  \($0.path)\($0.detail.isEmpty ? "" : "  \($0.detail)")" }
    lines.append(
      drift.isEmpty
        ? w.say(
          .verified, output.folder, "\(output.manifest.outputs.count)", "\(output.manifest.inputs.count)")
        : w.say(isRecomputed ? .verifyDrift : .verifyDriftFiles, output.folder, "\(drift.count)"))
    return lines.joined(separator: "\n") + "\n"
  }
}
