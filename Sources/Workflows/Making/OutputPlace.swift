internal import Diagnostics
internal import Foundation
internal import PlanningModel
public import Publishing
internal import ScenarioFiles

/// Files in an output folder that replacing it would lose.
public struct ForeignFiles: Error, Sendable {
  public let folder: String
  public let drift: [Drift]
}

/// An output was to be written where inputs lie, or to the root of all folders.
public struct InputFolder: Error, Sendable, Hashable {
  public enum Kind: Sendable {
    case root
    case scenarios
    case data
  }

  public let kind: Kind
  /// The folder of inputs.
  public let folder: String
}

/// A folder that a command is about to write.
public struct OutputPlace: Sendable {
  /// The folder that was asked for.
  private let out: String
  /// The output's own folder in it.
  public let folder: String
  private let keepsAside: Bool
  private let workingFolder: String

  /// - Parameters:
  ///   - out: The folder that was asked for.
  ///   - inner: The output's own name in it.
  ///   - keepsAside: Whether a folder that holds foreign files is moved to another name instead of being refused.
  ///   - workingFolder: Where the user stands: who works among inputs has said where the results are to go.
  public init(_ out: String, _ inner: String, keepsAside: Bool = false, workingFolder: String = ".") {
    var trimmed = out
    while trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.out = out
    folder = "\(trimmed)/\(inner)"
    self.keepsAside = keepsAside
    self.workingFolder = workingFolder
  }

  /// The nearest folder above the output that stands already: what is put there for a while lies on the output's own disk.
  public var above: String {
    var path = Self.parent(folder)
    while InputFile.realPath(path) == nil, !["", ".", "/"].contains(path) { path = Self.parent(path) }
    return path.isEmpty ? "." : path
  }

  /// Refuses early what cannot be replaced, and places that hold inputs; nothing is written.
  ///
  /// - Throws: ``ForeignFiles``, ``InputFolder``, or `OutputError`.
  public func check(_ inputs: [LoadedScenario]) throws {
    try refuseInputFolders(inputs)
    guard try AtomicDirectory.isReplaceable(folder, setsAside: keepsAside) else { return }
    _ = try holdsForeignFiles(folder)
  }

  /// Writes the files in one step, or leaves the folder as it was.
  ///
  /// - Throws: ``ForeignFiles``, `OutputError` or `Interrupted`.
  public func write(_ files: [OutputFile], isCancelled: @escaping () -> Bool) throws -> Written {
    try AtomicDirectory.write(
      files, to: folder, isCancelled: isCancelled, setsAside: keepsAside, examine: { try holdsForeignFiles($0) })
  }

  /// Whether a folder of ours holds what the program did not write.
  ///
  /// - Throws: `ForeignFiles` where it does and is not to be kept.
  private func holdsForeignFiles(_ path: String) throws -> Bool {
    for _ in 0..<5 {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      guard !names.isEmpty else { return false }
      let manifest = Self.manifest(path)
      let drift = try Self.drift(path)
      guard !drift.isEmpty else { return false }
      // Another run that replaced the folder while it was looked through has edited nothing.
      guard manifest == Self.manifest(path) else { continue }
      guard keepsAside else { throw ForeignFiles(folder: folder, drift: drift) }
      return true
    }
    throw OutputError(path: folder, reason: "其他运行正在反复改写这个文件夹；请等它们结束", standing: .earlier)
  }

  private static func drift(_ path: String) throws -> [Drift] {
    do {
      return try DriftSearch.foreign(try OutputFolder(path))
    } catch is DiagnosticReport {
      return [Drift(kind: .edited, path: AtomicDirectory.marker)]
    } catch is InputMissing {
      return [Drift(kind: .missing, path: AtomicDirectory.marker)]
    } catch let input as InputUnreadable {
      throw OutputError(path: input.path, reason: input.reason)
    }
  }

  /// What tells one state of a folder from another.
  private static func manifest(_ path: String) -> [UInt8] {
    (try? InputFile.read("\(path)/\(AtomicDirectory.marker)", limit: 4 << 20)) ?? []
  }

  // MARK: Folders of inputs

  /// The root, and the folders of scenarios and data, are no place for results: the next reader would take them for inputs.
  private func refuseInputFolders(_ inputs: [LoadedScenario]) throws {
    guard let place = Self.standing(out), let here = InputFile.realPath(workingFolder) else { return }
    if place == "/" { throw InputFolder(kind: .root, folder: place) }
    var folders = inputs.map { (Self.parent($0.document.file), InputFolder.Kind.scenarios, true) }
    for input in inputs {
      let project = Self.parent(InputFile.realPath(Self.parent(input.document.file)) ?? ".")
      for data in [input.scenario.data, "\(project)/\(input.scenario.data)"] {
        folders.append((data, InputFolder.Kind.data, true))
        folders.append((Self.parent(data), InputFolder.Kind.data, false))
      }
    }
    for (folder, kind, isDeep) in folders {
      guard let path = InputFile.realPath(folder), path != "/" else { continue }
      // Someone who works inside that folder has said where the results are to go.
      let isBelow = isDeep && place.hasPrefix(path + "/") && !(here + "/").hasPrefix(path + "/")
      guard place == path || isBelow else { continue }
      throw InputFolder(kind: kind, folder: folder)
    }
  }

  /// Where a path lies after links are followed, as far as it exists.
  private static func standing(_ path: String) -> String? {
    if let real = InputFile.realPath(path) { return real }
    let above = parent(path)
    guard above != path, let real = standing(above) else { return nil }
    return (real == "/" ? "" : real) + "/" + (path.split(separator: "/").last ?? "")
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path == "." ? "" : "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
