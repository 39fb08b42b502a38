internal import Diagnostics
internal import Foundation
public import PlanningModel

/// Where scenarios and data are read from: a folder, and bytes that stand in for files of it.
///
/// Nothing else says where a file lies: paths of scenarios are taken as they are written, paths that a manifest or a list
/// names are looked for in ``folder``.
public struct Workspace: Sendable {
  /// Holds `scenarios` and `seeds`; `.` is the folder that the process works in.
  public let folder: String
  /// Bytes by path, as the path is given or made by `extends`: scenarios that are not, or not so, on disk.
  public let contents: [String: [UInt8]]

  public init(folder: String = ".", contents: [String: [UInt8]] = [:]) {
    self.folder = folder
    self.contents = contents
  }

  /// Bytes of a county's table that are read for display at most.
  private static let lineLimit = 64 << 20

  /// A file that a manifest names; `nil` for a path that leads out of the project.
  public func path(_ file: String) -> String? {
    guard !file.hasPrefix("/"), !file.split(separator: "/").contains("..") else { return nil }
    return below(file)
  }

  private func below(_ name: String) -> String { folder.isEmpty || folder == "." ? name : "\(folder)/\(name)" }

  /// The text of a line of an input file, for display; empty when it cannot be read.
  public func line(_ origin: Origin) -> String {
    let bytes = contents[origin.file] ?? (try? InputFile.read(origin.file, limit: Self.lineLimit)) ?? []
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let index = origin.line - 1
    return lines.indices.contains(index) ? String(decoding: lines[index].prefix(4096), as: UTF8.self) : ""
  }

  /// A problem's place: where the text of its line begins.
  func place(_ origin: Origin) -> (range: SourceRange, line: String) {
    let line = line(origin)
    return (
      SourceRange(file: origin.file, line: origin.line, column: line.prefix { $0 == " " }.count + 1), line
    )
  }

  /// County data packages under `seeds`, sorted; empty where there is none.
  ///
  /// - Throws: `InputUnreadable` when there is a folder that cannot be opened.
  public func counties() throws -> [String] {
    let seeds = below("seeds")
    let names: [String]
    do {
      names =
        try InputFile.realPath(seeds) == nil ? [] : FileManager.default.contentsOfDirectory(atPath: seeds).sorted()
    } catch {
      throw InputUnreadable(path: seeds, reason: "文件夹打不开")
    }
    return names.map { "\(seeds)/\($0)" }.filter {
      FileManager.default.fileExists(atPath: $0 + "/datapackage.json")
    }
  }
}
