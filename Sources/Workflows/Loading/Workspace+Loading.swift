internal import CountyData
internal import Diagnostics
internal import Foundation
internal import PlanningModel
internal import ScenarioFiles

extension Workspace {
  /// Scenarios in the order of the files, each with its county; a file with a sweep gives its children. Every problem of every
  /// file is told together.
  ///
  /// - Parameters:
  ///   - files: Paths of scenario files, on disk or in ``contents``.
  ///   - assignments: `path=value`, laid over every file; later ones win.
  ///   - foresees: Whether what would stop the run of a sound file is told too, beside the problems of the others.
  /// - Throws: `DiagnosticReport`, also for files that do not exist; `InputUnreadable` for what the system cannot read.
  public func load(
    _ files: [String], assignments: [String] = [], foresees: Bool = false
  ) throws -> [LoadedScenario] {
    let reader = ScenarioReader(contents: contents)
    var problems: [Diagnostic] = []
    var counties = CountyShelf(workspace: self)
    var loaded: [LoadedScenario] = []
    for file in files {
      if let folder = folderInstead(file) {
        problems.append(folder)
        continue
      }
      do {
        let examination = try reader.examine(file: file, assignments: assignments)
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
    try Self.requireDistinct(loaded)
    return loaded
  }

  /// Two scenarios of one name would write one folder.
  private static func requireDistinct(_ loaded: [LoadedScenario]) throws {
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
  }

  /// A folder in the place of a scenario, with what is most likely meant; `nil` for anything else.
  private func folderInstead(_ file: String) -> Diagnostic? {
    var isFolder: ObjCBool = false
    guard contents[file] == nil, FileManager.default.fileExists(atPath: file, isDirectory: &isFolder),
      isFolder.boolValue
    else { return nil }
    let isPackage = FileManager.default.fileExists(atPath: file + "/datapackage.json")
    return Diagnostic(
      code: "E0001", message: isPackage ? "\(file) 是县数据包，不是情景文件" : "\(file) 是文件夹，不是情景文件",
      range: SourceRange(file: file, line: 1, column: 1),
      help: isPackage
        ? "检查数据，就检查用它的情景：validate scenarios/….yaml；只核对规划的算术用 audit \(file)" : "情景是 .yaml 文件，逐个写出，如 scenarios/plan.yaml")
  }
}
