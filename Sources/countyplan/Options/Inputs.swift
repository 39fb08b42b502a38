import Analysis
import ArgumentParser
import CountyData
import Diagnostics
import Foundation
import Language
import PlanningModel
import ScenarioFiles
import Simulation

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

  /// Limits that a manifest has to keep, too: `verify` runs what it says.
  static let drawsRange = 0...10_000
  static let setLimit = 1000
  static let setBytes = 16_384

  func validate() throws {
    guard (1...256).contains(jobs) else {
      throw Usage.error(.badValue, "--jobs 的值不能是 \(jobs)", help: "--jobs 为 1 到 256")
    }
    guard Self.drawsRange.contains(draws ?? 0) else {
      throw Usage.error(
        .badValue, "--draws 的值不能是 \(draws ?? 0)", help: "--draws 为 0 到 \(Self.drawsRange.upperBound)")
    }
    guard self.set.count <= Self.setLimit else {
      throw Usage.error(.surplus, "--set 写了 \(self.set.count) 次", help: "最多写 \(Self.setLimit) 次")
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

  static let fileLimit = 1000

  func validate() throws {
    guard !scenarios.isEmpty else { throw Usage.error(.missing, "至少要一个情景文件") }
    guard scenarios.count <= Self.fileLimit else {
      throw Usage.error(.surplus, "写了 \(scenarios.count) 个情景文件", help: "一次最多 \(Self.fileLimit) 个")
    }
  }

  /// - Throws: `DiagnosticReport` or `InputMissing`.
  func load(foresees: Bool = false) throws -> [Inputs.Loaded] {
    try Inputs.load(scenarios, assignments: assignments, foresees: foresees)
  }
}

/// Loads scenarios with their counties, every problem of every file together.
enum Inputs {
  struct Loaded {
    let document: ScenarioDocument
    let scenario: Scenario
    let county: County
    /// What the files themselves give reason to warn of.
    let warnings: [Diagnostic]

    /// With the cautions of the results at central values.
    ///
    /// - Throws: `SimulationError`.
    /// What stops the run although form and county are right; a fault of the program is thrown as it is.
    func impossible() throws -> [Diagnostic] {
      do {
        _ = try CountyRun(county: county, scenario: scenario)
        return []
      } catch {
        guard let problem = SimulationWords.diagnostic(error) else { throw error }
        return [problem]
      }
    }

    func allWarnings() throws -> [Diagnostic] {
      warnings + Inputs.cautions(try CountyRun(county: county, scenario: scenario))
    }
  }

  /// Cautions of a run as warnings at the place that causes them.
  static func cautions(_ run: CountyRun) -> [Diagnostic] {
    Caution.all(run).map(warning)
  }

  /// A caution as a warning at the place that causes it.
  static func warning(_ caution: Caution) -> Diagnostic {
    let line = line(caution.origin)
    let lead = line.prefix { $0 == " " }.count
    return Diagnostic(
      code: caution.code.rawValue, severity: .warning, message: caution.message,
      range: SourceRange(file: caution.origin.file, line: caution.origin.line, column: lead + 1), help: caution.help,
      sourceLine: line)
  }

  /// The text of a line of an input file, for display; empty when it cannot be read.
  static func line(_ origin: Origin) -> String {
    let bytes = (try? InputFile.read(origin.file, limit: 64 << 20)) ?? []
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let index = origin.line - 1
    return lines.indices.contains(index) ? String(decoding: lines[index].prefix(4096), as: UTF8.self) : ""
  }

  /// County data packages under `seeds`.
  enum CountyFolders {
    case none
    case one(String)
    case several([String])
  }

  /// - Throws: `InputUnreadable` when there is a folder that cannot be opened.
  static func countyFolders() throws -> CountyFolders {
    let names: [String]
    do {
      names =
        try InputFile.realPath("seeds") == nil ? [] : FileManager.default.contentsOfDirectory(atPath: "seeds").sorted()
    } catch {
      throw InputUnreadable(path: "seeds", reason: "文件夹打不开")
    }
    let folders = names.map { "seeds/\($0)" }.filter {
      FileManager.default.fileExists(atPath: $0 + "/datapackage.json")
    }
    return folders.isEmpty ? .none : folders.count == 1 ? .one(folders[0]) : .several(folders)
  }

  /// The one county under `seeds`.
  ///
  /// - Parameter option: How another is named on the command line.
  /// - Throws: `InputMissing` when there is none, a usage error naming them when there are several.
  static func onlyCounty(option: String) throws -> String {
    switch try countyFolders() {
    case .one(let folder): return folder
    case .none: throw InputMissing(path: "seeds", reason: "没有县数据包")
    case .several(let folders):
      throw Usage.error(
        .whichCounty, "seeds 下有\(folders.count)个县数据包，请写明用哪一个",
        help: folders.map { "\(option) \($0)" }.joined(separator: "，或 "))
    }
  }

  /// Files that were read in another encoding than plain UTF-8.
  static func notes(_ files: [DataFile], path: (DataFile) -> String) -> [Diagnostic] {
    files.compactMap { file in
      let words = ["gb18030": "按 GB18030 读入", "utf-8-bom": "按 UTF-8 读入，跳过开头的字节序标记（BOM）"][file.encoding]
      return words.map {
        Diagnostic(
          code: encodingNote, severity: .note, message: $0, range: SourceRange(file: path(file), line: 1, column: 1))
      }
    }
  }

  /// The code of ``notes(_:path:)``.
  static let encodingNote = "N0001"

  /// A folder in the place of a scenario, with what is most likely meant; `nil` for anything else.
  private static func folderInstead(_ file: String) -> Diagnostic? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), isFolder.boolValue else { return nil }
    let isPackage = FileManager.default.fileExists(atPath: file + "/datapackage.json")
    return Diagnostic(
      code: "E0001", message: isPackage ? "\(file) 是县数据包，不是情景文件" : "\(file) 是文件夹，不是情景文件",
      range: SourceRange(file: file, line: 1, column: 1),
      help: isPackage
        ? "检查数据，就检查用它的情景：validate scenarios/….yaml；只核对规划的算术用 audit \(file)" : "情景是 .yaml 文件，逐个写出，如 scenarios/plan.yaml")
  }

  /// Scenarios in the order of the files; a file with a sweep gives its children.
  ///
  /// - Throws: `DiagnosticReport`, also for files that do not exist.
  ///
  /// - Parameter foresees: Whether what would stop the run of a sound file is told too, beside the problems of the others.
  static func load(_ files: [String], assignments: [String] = [], foresees: Bool = false) throws -> [Loaded] {
    var problems: [Diagnostic] = []
    var counties = CountyShelf()
    var loaded: [Loaded] = []
    for file in files {
      if let folder = folderInstead(file) {
        problems.append(folder)
        continue
      }
      do {
        let examination = try ScenarioReader().examine(file: file, assignments: assignments)
        guard let document = examination.document else {
          problems += examination.problems
          if let rest = examination.rest { problems += counties.problems(rest) }
          continue
        }
        let children = try document.children()
        for child in children.isEmpty ? [document] : children {
          if let entry = try counties.resolve(child) { loaded.append(entry) }
        }
      } catch let report as DiagnosticReport {
        problems += report.diagnostics
      } catch let missing as InputMissing {
        // What is missing hides nothing of what is there.
        problems.append(missing.diagnostic)
      }
    }
    if foresees { problems += try loaded.flatMap { try $0.impossible() } }
    let unique = DiagnosticReport.unique(problems)
    guard !unique.contains(where: { $0.severity == .error }) else { throw DiagnosticReport(unique) }
    var seen: [String: String] = [:]
    for entry in loaded {
      if let other = seen[entry.scenario.id] {
        throw DiagnosticReport([
          Diagnostic(
            code: ScenarioCode.badIdentifier.rawValue,
            message: "\(other) 与 \(entry.document.file) 的 id 相同：\(entry.scenario.id)",
            range: SourceRange(file: entry.document.file, line: 1, column: 1), help: "改其中一个的 id 和文件名")
        ])
      }
      seen[entry.scenario.id] = entry.document.file
    }
    return loaded
  }
}

/// Counties that were read, each once.
struct CountyShelf {
  private var counties: [String: (county: County, warnings: [Diagnostic])] = [:]
  private var broken: Set<String> = []

  /// A county by itself.
  ///
  /// - Throws: `DiagnosticReport` or `InputMissing`.
  static func read(_ folder: String) throws -> County { try CountyLoader.load(folder: folder) }

  /// Everything that is wrong with a scenario that could be read only in parts, or with its county.
  ///
  /// A county that does not exist is told where a sound scenario names it.
  mutating func problems(_ draft: ScenarioDraft) -> [Diagnostic] {
    do {
      return try county(draft.countyFolder).map { ScenarioReader().problems(draft, in: $0.county) } ?? []
    } catch {
      if let unreadable = error as? InputUnreadable { return [unreadable.diagnostic] }
      return (error as? DiagnosticReport)?.diagnostics ?? []
    }
  }

  /// A county, read once; `nil` when its problems have been told already.
  ///
  /// - Throws: `DiagnosticReport` or `InputMissing`.
  private mutating func county(_ folder: String) throws -> (county: County, warnings: [Diagnostic])? {
    if let known = counties[folder] { return known }
    guard !broken.contains(folder) else { return nil }
    do {
      let county = try CountyLoader.examine(folder: folder)
      counties[folder] = county
      return county
    } catch let report as DiagnosticReport {
      broken.insert(folder)
      throw report
    }
  }

  /// The scenario in its county; `nil` when the county's problems have been told already.
  ///
  /// - Throws: `DiagnosticReport` or `InputMissing`.
  mutating func resolve(_ document: ScenarioDocument) throws -> Inputs.Loaded? {
    let draft: ScenarioDraft
    do {
      draft = try ScenarioReader().draft(document)
    } catch {
      guard let salvaged = ScenarioReader().salvage(document) else { throw error }
      throw DiagnosticReport(error.diagnostics + problems(salvaged))
    }
    guard let (county, doubts) = try county(draft.countyFolder) else { return nil }
    let resolved = try ScenarioReader().resolve(draft, in: county)
    let notes =
      Inputs.notes(document.files) { $0.path } + Inputs.notes(county.files) { "\(draft.countyFolder)/\($0.path)" }
    return Inputs.Loaded(
      document: document, scenario: resolved.scenario, county: county, warnings: doubts + resolved.warnings + notes)
  }
}
