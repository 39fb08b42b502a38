import ArgumentParser
import Diagnostics
import Foundation
import Language
import Publishing
import Workflows

/// What the command line lays over scenario files, and how their futures are drawn.
struct EnsembleOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("改一个值，对各情景都起作用；可写几次，后写的为准。", valueName: "path=value"))
  var set: [String] = []

  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("抽样次数，代替 ensemble.draws。", valueName: "n"))
  var draws: Int?

  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("种子，代替 ensemble.seed。", valueName: "s"))
  var seed: UInt64?

  @Option(
    name: .shortAndLong, parsing: .unconditional, help: ArgumentHelp("线程数；结果与它无关。", valueName: "n"))
  var jobs = min(256, max(1, ProcessInfo.processInfo.activeProcessorCount))

  func validate() throws {
    guard (1...256).contains(jobs) else {
      throw Usage.error(.badValue, "--jobs 的值不能是 \(jobs)", help: "--jobs 为 1 到 256")
    }
    guard Limits.draws.contains(draws ?? 0) else {
      throw Usage.error(
        .badValue, "--draws 的值不能是 \(draws ?? 0)", help: "--draws 为 0 到 \(Limits.draws.upperBound)")
    }
    guard self.set.count <= Limits.assignments else {
      throw Usage.error(.surplus, "--set 写了 \(self.set.count) 次", help: "最多写 \(Limits.assignments) 次")
    }
  }

  /// All assignments, those of `--draws` and `--seed` last.
  var assignments: [String] {
    self.set + (draws.map { ["ensemble.draws=\($0)"] } ?? []) + (seed.map { ["ensemble.seed=\($0)"] } ?? [])
  }
}

/// Scenario files with what the command line lays over them.
struct ScenarioOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("情景文件。", valueName: "scenario.yaml"))
  var scenarios: [String]

  @OptionGroup var ensemble: EnsembleOptions

  var jobs: Int { ensemble.jobs }
  var assignments: [String] { ensemble.assignments }

  func validate() throws {
    guard !scenarios.isEmpty else { throw Usage.error(.missing, "至少要一个情景文件") }
    guard scenarios.count <= Limits.files else {
      throw Usage.error(.surplus, "写了 \(scenarios.count) 个情景文件", help: "一次最多 \(Limits.files) 个")
    }
  }

  /// What the command line asks for.
  func request(_ work: Request.Work, _ language: LanguageOptions, titles: Request.Titles = .inside) -> Request {
    Request(
      work, scenarios: scenarios, set: ensemble.set, draws: ensemble.draws, seed: ensemble.seed,
      language: language.lang, titles: titles)
  }

  /// - Throws: `DiagnosticReport` or `InputMissing`.
  func load(foresees: Bool = false) throws -> [LoadedScenario] {
    try Workspace().load(scenarios, assignments: assignments, foresees: foresees)
  }
}

extension Workspace {
  /// The one county under `seeds`.
  ///
  /// - Parameter option: How another is named on the command line.
  /// - Throws: `InputMissing` when there is none, a usage error naming them when there are several.
  func onlyCounty(option: String) throws -> String {
    let folders = try counties()
    guard let first = folders.first else { throw InputMissing(path: "seeds", reason: "没有县数据包") }
    guard folders.count == 1 else {
      throw Usage.error(
        .whichCounty, "seeds 下有\(folders.count)个县数据包，请写明用哪一个",
        help: folders.map { "\(option) \($0)" }.joined(separator: "，或 "))
    }
    return first
  }
}
