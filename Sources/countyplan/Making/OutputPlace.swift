import ArgumentParser
import Diagnostics
import Foundation
import Language
import PlanningModel
import Publishing
import ScenarioFiles

/// What becomes of files in an output folder that the program did not write.
struct KeepingOptions: ParsableArguments {
  @Flag(
    name: .long,
    help: "输出文件夹里有改过的或另外的文件时，不拒绝，把它整个移到 <folder>.kept-<n>")
  var keepAside = false

  /// - Parameters:
  ///   - out: What `--out` says.
  ///   - inner: The folder's own name below it.
  func place(_ out: String, _ inner: String) -> OutputPlace {
    var trimmed = out
    while trimmed.hasSuffix("/") { trimmed.removeLast() }
    return OutputPlace(out: out, folder: "\(trimmed)/\(inner)", keepsAside: keepAside)
  }
}

/// Files in an output folder that replacing it would lose.
struct ForeignFiles: Error {
  let folder: String
  let drift: [Drift]

  var words: String {
    let shown = drift.prefix(20).map { "  \(Wording.chinese.say($0.kind.phrase))  \($0.path)" }
    let rest = drift.count > shown.count ? ["  另有 \(drift.count - shown.count) 项"] : []
    return
      (["不能写 \(folder)：里面有 \(drift.count) 项不是本程序写的，或写出后改过；重写会失去它们："] + shown + rest + [
        "可以用 --out 写到别处，或加 --keep-aside：先把原文件夹整个移到 \(folder).kept-1，再写新的", "原有内容保持不变",
      ]).joined(separator: "\n") + "\n"
  }
}

/// A folder that a command is about to write.
struct OutputPlace {
  /// What `--out` says.
  let out: String
  let folder: String
  let keepsAside: Bool

  /// The nearest folder above the output that stands already: what is put there for a while lies on the output's own disk.
  var above: String {
    var path = Self.parent(folder)
    while InputFile.realPath(path) == nil, !["", ".", "/"].contains(path) { path = Self.parent(path) }
    return path.isEmpty ? "." : path
  }

  /// Refuses early what cannot be replaced, and places that hold inputs.
  ///
  /// - Throws: `ForeignFiles`, `OutputError`, or a usage error.
  func check(_ inputs: [Inputs.Loaded]) throws {
    try refuseInputFolders(inputs)
    guard try AtomicDirectory.isReplaceable(folder, setsAside: keepsAside) else { return }
    _ = try holdsForeignFiles(folder)
  }

  func write(_ files: [OutputFile], _ common: CommonOptions) throws {
    let written = try AtomicDirectory.write(
      files, to: folder, isCancelled: { Signals.isCancelled }, setsAside: keepsAside,
      examine: { try holdsForeignFiles($0) })
    if written.wasPutBack { common.note("上次运行中断时移开的原有输出已先放回 \(folder)，再写新的") }
    // What was moved and what could not be done is never silent.
    if let kept = written.keptAs { Console.error("原文件夹里有改过的、另外的或不是本程序写的文件，已整个移到 \(kept)\n") }
    for warning in written.warnings { Console.error(OutputWords.warning(warning)) }
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
  private func refuseInputFolders(_ inputs: [Inputs.Loaded]) throws {
    guard let place = Self.standing(out), let here = InputFile.realPath(".") else { return }
    if place == "/" { throw Usage.error(.badValue, "不能写到根文件夹 /", help: "用 --out 给出一个文件夹") }
    var folders = inputs.map { (Self.parent($0.document.file), "情景", true) }
    for input in inputs {
      let project = Self.parent(InputFile.realPath(Self.parent(input.document.file)) ?? ".")
      for data in [input.scenario.data, "\(project)/\(input.scenario.data)"] {
        folders.append((data, "县数据", true))
        folders.append((Self.parent(data), "县数据", false))
      }
    }
    for (folder, kind, isDeep) in folders {
      guard let path = InputFile.realPath(folder), path != "/" else { continue }
      // Someone who works inside that folder has said where the results are to go.
      let isBelow = isDeep && place.hasPrefix(path + "/") && !(here + "/").hasPrefix(path + "/")
      guard place == path || isBelow else { continue }
      throw Usage.error(.badValue, "不能把结果写进\(kind)文件夹 \(folder)", help: "用 --out 给出另一个文件夹")
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

/// What is said of outputs after a failure: nothing that was not looked up.
enum OutputWords {
  static func after(_ standing: OutputStanding, left: [String]) -> String {
    let state: String
    switch standing {
    case .earlier: state = "原有内容保持不变\n"
    case .nothing: state = "没有写出任何文件\n"
    case .new: state = "新的输出已在原处，内容完整；但系统没有确认它已落到磁盘\n"
    case .aside(let path): state = "原有输出现在位于 \(path)，完整；下次运行会先把它放回\n"
    case .unknown: state = ""
    }
    return state + left.map { "未能删去 \($0)，下次运行会再试\n" }.joined()
  }

  static func warning(_ warning: Written.Warning) -> String {
    switch warning.kind {
    case .litter: "提醒：旧的文件夹 \(warning.path) 未能删去：\(warning.reason)。请手工删去\n"
    case .taken: "提醒：\(warning.path) 不是本次运行建立的，没有使用；来历不明请检查这个文件夹谁能写\n"
    case .closed: "提醒：\(warning.path) 只有自己能读，未能放开权限：\(warning.reason)\n"
    case .kept: "提醒：\(warning.path) 里有您的文件，未能移到文件夹旁：\(warning.reason)。请手工移走\n"
    }
  }
}
