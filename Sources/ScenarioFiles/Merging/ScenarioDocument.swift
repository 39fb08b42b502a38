public import Diagnostics
internal import PlainText
public import PlanningModel

/// A merged scenario as written: every value with the place that set it and the places that it replaced.
public struct ScenarioDocument: Sendable {
  /// The file as the user named it.
  public let file: String
  /// Files that were read, parents first.
  public let files: [DataFile]
  /// Assignments from the command line, as given.
  public let assignments: [String]
  /// Title of the file, without what a child of a sweep adds to it.
  public let title: String
  /// For a child of a sweep: what it sets.
  public let sweepLabels: [SweepLabel]
  /// Number of the child of a sweep, from 1.
  public let sweepChild: Int?
  let root: ScenarioNode
  let findings: ScenarioFindings

  public struct SweepLabel: Sendable, Hashable {
    public let path: String
    /// The value in YAML's flow form.
    public let value: String
  }

  /// Every value in the order of the merged file; the own keys of the file (`id`, `title` …) included.
  public var settings: [ScenarioSetting] {
    func origin(_ range: SourceRange) -> Origin { Origin(file: range.file, line: range.line) }
    return root.leaves().map { path, node in
      ScenarioSetting(
        path: path, value: node.flow, origin: origin(node.range), column: node.range.column,
        overridden: node.overridden.map(origin))
    }
  }

  public func setting(_ path: String) -> ScenarioSetting? { settings.first { $0.path == path } }

  /// The children of the sweep, every combination of its values in order; none without a sweep.
  ///
  /// - Throws: `DiagnosticReport` when there would be more than ``sweepLimit`` of them.
  public func children() throws(DiagnosticReport) -> [ScenarioDocument] {
    guard let sweep = root["sweep"], let entries = sweep.map, !entries.isEmpty else { return [] }
    var bare = root
    _ = bare.remove(["sweep"][...])
    var combinations: [[(path: String, node: ScenarioNode)]] = [[]]
    for entry in entries {
      let values = entry.value.list ?? []
      guard combinations.count * values.count <= Self.sweepLimit else {
        var found = findings.emptied
        found.add(
          .tooManyChildren, "扫描会展开为超过 \(Self.sweepLimit) 个子情景", entry.keyRange, path: "sweep", help: "减少取值，或分成几个文件")
        throw DiagnosticReport(found.diagnostics)
      }
      combinations = combinations.flatMap { chosen in values.map { chosen + [(entry.key, $0)] } }
    }
    let digits = max(2, "\(combinations.count)".count)
    let id = root["id"]?.scalar ?? ""
    let title = root["title"]?.scalar ?? ""
    return combinations.enumerated().map { index, chosen in
      var child = bare
      for (path, node) in chosen {
        child = child.merged(with: node.standing(at: path, keyRange: node.range), isValue: Inheritance.isValue)
      }
      let number = String(repeating: "0", count: digits - "\(index + 1)".count) + "\(index + 1)"
      let labels = chosen.map { SweepLabel(path: $0.path, value: $0.node.flow) }
      let words = labels.map { "\($0.path.split(separator: ".").last ?? "")=\($0.value)" }.joined(separator: "，")
      child = child.renamed(id: "\(id)-\(number)", title: "\(title)（\(words)）")
      return ScenarioDocument(
        file: file, files: files, assignments: assignments, title: title, sweepLabels: labels, sweepChild: index + 1,
        root: child,
        findings: findings)
    }
  }

  public static let sweepLimit = 200

  /// Paths at which two scenarios differ, with what each says; the files' own names and texts left out.
  public func changes(to other: ScenarioDocument) -> [InputChange] {
    let skipped: Set<String> = [
      "schema", "id", "title", "description", "extends", "unset", "outputs", "ensemble", "sweep",
    ]
    func leaves(_ document: ScenarioDocument) -> [(path: String, node: ScenarioNode)] {
      document.root.leaves().filter { !skipped.contains($0.path.split(separator: ".").first.map(String.init) ?? "") }
    }
    let before = leaves(self)
    let after = leaves(other)
    let old = Dictionary(before, uniquingKeysWith: { a, _ in a })
    let new = Dictionary(after, uniquingKeysWith: { a, _ in a })
    let paths = before.map(\.path) + after.map(\.path).filter { old[$0] == nil }
    return paths.compactMap { path in
      let a = old[path]
      let b = new[path]
      guard a?.saying != b?.saying else { return nil }
      return InputChange(path: path, before: a?.saying, after: b?.saying, beforeOrigin: a?.range, afterOrigin: b?.range)
    }
  }

  /// This scenario with some of the values of another.
  public func adopting(_ paths: [String], of other: ScenarioDocument) -> ScenarioDocument {
    var changed = root
    for path in paths {
      _ = changed.remove(ScenarioNode.keys(path)[...])
      guard let node = other.root.at(path) else { continue }
      changed = changed.merged(with: node.standing(at: path, keyRange: node.range), isValue: Inheritance.isValue)
    }
    return ScenarioDocument(
      file: file, files: files, assignments: assignments, title: title, sweepLabels: sweepLabels,
      sweepChild: sweepChild,
      root: changed,
      findings: findings)
  }
}

/// A value that differs between two scenarios.
public struct InputChange: Sendable, Hashable {
  public let path: String
  /// The values in YAML's flow form; `nil` where the scenario does not set the path.
  public let before: String?
  public let after: String?
  public let beforeOrigin: SourceRange?
  public let afterOrigin: SourceRange?
}

extension ScenarioNode {
  /// The value in flow form without the notes beside it.
  fileprivate var saying: String {
    guard let entries = map else { return flow }
    if let value = self["value"] { return value.flow }
    return ScenarioNode(content: .map(entries.filter { !NumberGrammar.notes.contains($0.key) }), range: range).flow
  }

  /// Values by dotted path: parameters, lists and scalars; maps are walked.
  func leaves(_ path: String = "") -> [(path: String, node: ScenarioNode)] {
    guard let entries = map, path.isEmpty || !Inheritance.isValue(path), !entries.isEmpty else { return [(path, self)] }
    return entries.flatMap { $0.value.leaves(path.isEmpty ? $0.key : "\(path).\($0.key)") }
  }

  fileprivate func renamed(id: String, title: String) -> ScenarioNode {
    var result = self
    result.content = .map(
      (map ?? []).map { entry in
        guard let text = ["id": id, "title": title][entry.key] else { return entry }
        var node = entry.value
        node.content = .scalar(text)
        return Entry(key: entry.key, keyRange: entry.keyRange, value: node)
      })
    return result
  }
}
