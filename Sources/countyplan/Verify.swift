import ArgumentParser
import Charts
import Diagnostics
import Dispatch
import PlainText
import PlanningModel
import Publishing
import Simulation

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "按清单重算并逐字节比对 · run again from the manifest and compare bytes",
    discussion: """
      countyplan verify notebooks-out/plan

      先核对文件与清单的哈希，再核对输入，然后按清单中的情景、--set、抽样和种子重算，列出每个不同的文件；有不同时退出码为 1。
      """)

  @Argument(help: ArgumentHelp("Folder that run wrote.", valueName: "folder"))
  var folder: String

  @Option(name: .long, help: ArgumentHelp("Project folder that holds scenarios and data.", valueName: "folder"))
  var project = "."

  @Option(name: .shortAndLong, help: ArgumentHelp("Threads.", valueName: "n"))
  var jobs = 2

  @OptionGroup var common: CommonOptions

  struct Drift {
    enum Kind: String {
      case missing
      case edited
      case inputChanged = "input_changed"
      case different
      case extra
    }
    let kind: Kind
    let path: String
    var detail = ""
  }

  func validate() throws {
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs is 1 to 256") }
  }

  func run() throws {
    let sources = Signals.listen()
    defer { for source in sources { source.cancel() } }
    try common.reporting {
      let output = try OutputFolder(folder)
      var drift = onDisk(output)
      if output.manifest.kind ?? "run" == "run" { drift += try again(output) }
      if common.json {
        Console.out(
          JSONText.object([
            ("folder", .string(output.folder)), ("files", .integer(output.manifest.outputs.count)),
            (
              "drift",
              .array(
                drift.map {
                  .object([
                    ("kind", .string($0.kind.rawValue)), ("path", .string($0.path)), ("detail", .string($0.detail)),
                  ])
                })
            ),
          ]).rendered())
      } else {
        for entry in drift {
          Console.out("\(words(entry.kind))  \(entry.path)\(entry.detail.isEmpty ? "" : "  \(entry.detail)")\n")
        }
        Console.out(
          drift.isEmpty
            ? "\(output.folder)：\(output.manifest.outputs.count)个文件与清单和重算结果逐字节相同\n"
            : "\(output.folder)：\(drift.count)处不同\n")
      }
      if !drift.isEmpty { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }
  }

  private func words(_ kind: Drift.Kind) -> String {
    switch kind {
    case .missing: "缺少文件"
    case .edited: "文件被改过"
    case .inputChanged: "输入改过"
    case .different: "重算不同"
    case .extra: "清单之外"
    }
  }

  /// Files whose bytes are not those of the manifest.
  private func onDisk(_ output: OutputFolder) -> [Drift] {
    output.manifest.outputs.compactMap { entry in
      guard !entry.path.split(separator: "/").contains(".."),
        let bytes = try? InputFile.read("\(output.folder)/\(entry.path)", limit: 1 << 30)
      else { return Drift(kind: .missing, path: entry.path) }
      return Digest.sha256(bytes) == entry.sha256 ? nil : Drift(kind: .edited, path: entry.path)
    }
  }

  private func again(_ output: OutputFolder) throws -> [Drift] {
    let input = try output.reload(project: project)
    let central = try CountyRun(county: input.county, scenario: input.scenario)
    let paths = ShownPaths(central)
    var drift = output.changedInputs(input) { paths.shown($0) }.map { Drift(kind: .inputChanged, path: $0) }
    let publication = try Publication(central, jobs: jobs, isCancelled: { Signals.isCancelled })
    let mode: ChartFrame.TitleMode = output.manifest.titles == "none" ? .none : .inside
    let files = try Publisher.files(publication, titleMode: mode, jobs: jobs)
    for file in files where file.path != AtomicDirectory.marker {
      guard let before = output.manifest.outputs.first(where: { $0.path == file.path }) else {
        drift.append(Drift(kind: .extra, path: file.path, detail: "重算多出这个文件"))
        continue
      }
      guard before.sha256 != Digest.sha256(file.bytes) else { continue }
      drift.append(
        Drift(kind: .different, path: file.path, detail: firstDifference(file.bytes, "\(output.folder)/\(file.path)")))
    }
    for entry in output.manifest.outputs where !files.contains(where: { $0.path == entry.path }) {
      drift.append(Drift(kind: .extra, path: entry.path, detail: "重算没有这个文件"))
    }
    if output.manifest.platform != Publisher.platform {
      Console.error("注意：清单写于 \(output.manifest.platform)，本机是 \(Publisher.platform)；跨平台只保证印出的数相同\n")
    }
    return drift
  }

  /// The first line at which a file on disk differs from what a run makes now.
  private func firstDifference(_ bytes: [UInt8], _ path: String) -> String {
    guard let old = try? InputFile.read(path, limit: 1 << 30) else { return "" }
    let a = old.split(separator: 0x0A, omittingEmptySubsequences: false)
    let b = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for line in 0..<max(a.count, b.count) where line >= a.count || line >= b.count || a[line] != b[line] {
      func text(_ lines: [ArraySlice<UInt8>]) -> String {
        line < lines.count ? DisplayWidth.printable(String(decoding: lines[line], as: UTF8.self), limit: 70) : "（无）"
      }
      return "第\(line + 1)行：原 \(text(a))；现 \(text(b))"
    }
    return ""
  }
}
