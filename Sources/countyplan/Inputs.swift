import CountyData
import Diagnostics
import Foundation
import PlanningModel
import ScenarioFiles

/// Loads scenarios with their counties, every problem of every file together.
enum Inputs {
  /// The one county under `seeds`.
  ///
  /// - Throws: `InputMissing` when there is none or more than one.
  static func onlyCounty() throws -> String {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: "seeds")) ?? []).sorted()
    let folders = names.map { "seeds/\($0)" }.filter {
      FileManager.default.fileExists(atPath: $0 + "/datapackage.json")
    }
    guard let first = folders.first, folders.count == 1 else {
      throw InputMissing(path: "seeds", reason: folders.isEmpty ? "没有县数据包" : "有\(folders.count)个县数据包，请写明用哪一个")
    }
    return first
  }

  /// - Throws: `DiagnosticReport` or `InputMissing`.
  static func load(_ files: [String]) throws -> [(scenario: Scenario, county: County)] {
    var problems: [Diagnostic] = []
    var counties: [String: County] = [:]
    var loaded: [(Scenario, County)] = []
    var broken: Set<String> = []
    for file in files {
      do {
        let draft = try ScenarioReader().read(file: file)
        if counties[draft.countyFolder] == nil, !broken.contains(draft.countyFolder) {
          do {
            counties[draft.countyFolder] = try CountyLoader.load(folder: draft.countyFolder)
          } catch let report as DiagnosticReport {
            broken.insert(draft.countyFolder)
            throw report
          }
        }
        guard let county = counties[draft.countyFolder] else { continue }
        loaded.append((try ScenarioReader().resolve(draft, in: county).scenario, county))
      } catch let report as DiagnosticReport {
        problems += report.diagnostics
      }
    }
    let unique = problems.reduce(into: [Diagnostic]()) { if !$0.contains($1) { $0.append($1) } }
    guard unique.isEmpty else { throw DiagnosticReport(unique) }
    var seen: [String: String] = [:]
    for (index, entry) in loaded.enumerated() {
      if let other = seen[entry.0.id] {
        throw DiagnosticReport([
          Diagnostic(
            code: ScenarioCode.badIdentifier.rawValue, message: "\(other) 与 \(files[index]) 的 id 相同：\(entry.0.id)",
            range: SourceRange(file: files[index], line: 1, column: 1))
        ])
      }
      seen[entry.0.id] = files[index]
    }
    return loaded
  }
}
