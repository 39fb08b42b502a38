internal import Diagnostics
internal import Foundation
public import Language
internal import PlainText
internal import Publishing

/// One way in which an output folder is not what its manifest, its inputs and the program make of it.
public struct Drift: Sendable, Hashable {
  public enum Kind: String, Sendable {
    case missing
    case edited
    /// A link, pipe or folder where a file should be: it may show other bytes tomorrow.
    case notAFile = "not_a_file"
    /// It is there, but the system cannot read it.
    case unreadable
    /// A file that the manifest does not name.
    case stranger
    case inputChanged = "input_changed"
    case inputMissing = "input_missing"
    case different
    /// A file that only the folder or only the recomputation has.
    case extra
    /// The manifest says something else than the recomputation.
    case manifest
    /// It was written on another kind of machine, or somebody says so.
    case platform
    case notRecomputed = "not_recomputed"

    /// The kind in words.
    public var phrase: Phrase {
      switch self {
      case .missing: .driftMissing
      case .edited: .driftEdited
      case .notAFile: .driftNotAFile
      case .unreadable: .driftUnreadable
      case .stranger: .driftStranger
      case .inputChanged: .driftInputChanged
      case .inputMissing: .driftInputMissing
      case .different: .driftDifferent
      case .extra: .driftExtra
      case .manifest: .driftManifest
      case .platform: .driftPlatform
      case .notRecomputed: .driftNotRecomputed
      }
    }
  }

  public let kind: Kind
  /// The file, as the manifest names it.
  public let path: String
  /// What is different, in words; empty where the kind says all.
  public var detail = ""
}

/// Looks for drift, one question each.
enum DriftSearch {
  /// Files whose bytes are not those of the manifest, and what it does not name.
  ///
  /// - Throws: `InputUnreadable` for a folder that cannot be looked into.
  static func onDisk(_ output: OutputFolder) throws -> [Drift] {
    let marker = AtomicDirectory.marker
    let isLink = OutputFolder.kind("\(output.folder)/\(marker)") != .typeRegular
    return output.manifest.outputs.compactMap { own($0, in: output) }
      + (isLink ? [Drift(kind: .notAFile, path: marker)] : [])
      + (try output.strangers()).map { Drift(kind: .stranger, path: $0) }
  }

  /// What replacing the folder would lose: files that are not as they were written, and what the program did not write.
  ///
  /// - Throws: `InputUnreadable` for a folder that cannot be looked into.
  static func foreign(_ output: OutputFolder) throws -> [Drift] {
    try onDisk(output).filter { $0.kind != .missing }
  }

  private static func own(_ entry: OutputFolder.Entry, in output: OutputFolder) -> Drift? {
    guard let path = Workspace(folder: output.folder).path(entry.path), let kind = OutputFolder.kind(path) else {
      return Drift(kind: .missing, path: entry.path)
    }
    guard kind == .typeRegular else { return Drift(kind: .notAFile, path: entry.path) }
    return compare(entry, at: path, missing: .missing, changed: .edited)
  }

  /// Inputs whose bytes are no longer those of the manifest.
  static func inputs(_ output: OutputFolder, _ workspace: Workspace) -> [Drift] {
    output.manifest.inputs.compactMap { entry in
      guard let path = workspace.path(entry.path) else {
        return Drift(kind: .inputMissing, path: entry.path)
      }
      return compare(entry, at: path, missing: .inputMissing, changed: .inputChanged)
    }
  }

  private static func compare(
    _ entry: OutputFolder.Entry, at path: String, missing: Drift.Kind, changed: Drift.Kind
  ) -> Drift? {
    do {
      let bytes = try InputFile.read(path, limit: 1 << 30)
      return Digest.sha256(bytes) == entry.sha256 ? nil : Drift(kind: changed, path: entry.path)
    } catch let input as InputUnreadable {
      return Drift(kind: .unreadable, path: entry.path, detail: input.reason)
    } catch is DiagnosticReport {
      return Drift(kind: .notAFile, path: entry.path)
    } catch {
      return Drift(kind: missing, path: entry.path)
    }
  }

  /// Files that a recomputation makes differently, with the first line that differs.
  static func outputs(_ output: OutputFolder, _ files: [OutputFile], _ w: Wording) -> [Drift] {
    var drift: [Drift] = []
    for file in files where file.path != AtomicDirectory.marker {
      guard let before = output.manifest.outputs.first(where: { $0.path == file.path }) else {
        drift.append(Drift(kind: .extra, path: file.path, detail: w.say(.driftMoreFiles)))
        continue
      }
      guard before.sha256 != Digest.sha256(file.bytes) else { continue }
      drift.append(
        Drift(
          kind: .different, path: file.path, detail: firstDifference(file.bytes, "\(output.folder)/\(file.path)", w)))
    }
    for entry in output.manifest.outputs where !files.contains(where: { $0.path == entry.path }) {
      drift.append(Drift(kind: .extra, path: entry.path, detail: w.say(.driftFewerFiles)))
    }
    return drift
  }

  /// Fields in which the manifest is not the one that the recomputation writes. Hashes of changed inputs and outputs have been
  /// told.
  ///
  /// - Throws: the parser's error, which cannot be: both manifests have been read or written by this program.
  static func manifest(_ output: OutputFolder, _ files: [OutputFile], _ w: Wording) throws -> [Drift] {
    guard let made = files.first(where: { $0.path == AtomicDirectory.marker })?.bytes, made != output.manifestBytes
    else {
      return []
    }
    func members(_ bytes: [UInt8]) throws -> [String: Any] {
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
    }
    let (old, new) = (try members(output.manifestBytes), try members(made))
    var drift: [Drift] = []
    var isExplained = false
    for key in Set(old.keys).union(new.keys).sorted() {
      let (before, after) = (text(old[key], w), text(new[key], w))
      guard before != after else { continue }
      if key == "platform", let name = old[key] as? String, Manifest.platforms.contains(name) {
        drift.append(
          Drift(
            kind: .platform, path: AtomicDirectory.marker,
            detail: w.say(.driftPlatforms, name, Manifest.platform)))
      } else if key == "inputs" || key == "outputs" {
        let found = lists(key, old[key], new[key], w)
        drift += found
        isExplained = true
      } else {
        drift.append(
          Drift(
            kind: .manifest, path: AtomicDirectory.marker, detail: w.say(.driftField, key, shown(before), shown(after)))
        )
      }
    }
    if drift.isEmpty, !isExplained {
      drift.append(Drift(kind: .manifest, path: AtomicDirectory.marker, detail: w.say(.driftSpelling)))
    }
    return drift
  }

  /// Entries of a list of files that the checks of hashes do not tell: sizes, and inputs that came or went.
  private static func lists(_ key: String, _ old: Any?, _ new: Any?, _ w: Wording) -> [Drift] {
    func entries(_ value: Any?) -> [String: [String: Any]] {
      Dictionary(
        (value as? [[String: Any]] ?? []).map { ($0["path"] as? String ?? "", $0) },
        uniquingKeysWith: { first, _ in first })
    }
    let (before, after) = (entries(old), entries(new))
    return Set(before.keys).union(after.keys).sorted().compactMap { path in
      let (a, b) = (before[path], after[path])
      if a == nil || b == nil {
        // Outputs that came or went have been told.
        guard key == "inputs" else { return nil }
        return Drift(kind: .manifest, path: path, detail: w.say(a == nil ? .driftNewInput : .driftUnusedInput))
      }
      guard text(a?["sha256"], w) == text(b?["sha256"], w), text(a, w) != text(b, w) else { return nil }
      return Drift(
        kind: .manifest, path: path, detail: w.say(.driftField, "bytes", text(a?["bytes"], w), text(b?["bytes"], w)))
    }
  }

  private static func text(_ value: Any?, _ w: Wording) -> String {
    guard let value,
      let data = try? JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys])
    else { return w.say(.driftNone) }
    return String(decoding: data, as: UTF8.self)
  }

  private static func shown(_ text: String) -> String { DisplayWidth.printable(text, limit: 200) }

  /// The first line at which a file on disk differs from what a run makes now.
  private static func firstDifference(_ bytes: [UInt8], _ path: String, _ w: Wording) -> String {
    guard let old = try? InputFile.read(path, limit: 1 << 30) else { return "" }
    let a = old.split(separator: 0x0A, omittingEmptySubsequences: false)
    let b = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for line in 0..<max(a.count, b.count) where line >= a.count || line >= b.count || a[line] != b[line] {
      func text(_ lines: [ArraySlice<UInt8>]) -> String {
        line < lines.count
          ? DisplayWidth.printable(String(decoding: lines[line], as: UTF8.self), limit: 70) : w.say(.driftNone)
      }
      return w.say(.driftLine, "\(line + 1)", text(a), text(b))
    }
    return w.say(.driftHash)
  }
}
