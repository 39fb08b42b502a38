internal import Diagnostics
internal import PlanningModel

/// Reads a scenario with its parents and merges them: parents left to right, then `unset`, then the file itself.
struct Inheritance {
  var findings = ScenarioFindings()
  /// Files read, parents first, each once.
  private(set) var files: [DataFile] = []

  /// Keys that belong to one file and are not inherited.
  static let own: Set<String> = ["id", "title", "description", "extends", "unset"]

  /// The merged root of a file; `nil` with findings.
  ///
  /// - Throws: ``InputMissing`` when the first file does not exist.
  mutating func load(_ file: String, stack: [String] = []) throws -> ScenarioNode? {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read(file, limit: YAMLDocument.sizeLimit)
    } catch let report as DiagnosticReport {
      for problem in report.diagnostics { findings.add(.wrongType, problem.message, problem.range) }
      return nil
    }
    guard let root = YAMLDocument.read(file, bytes: bytes, findings: &findings) else { return nil }
    var merged: ScenarioNode?
    for parent in parents(root) {
      guard let inherited = try load(parent: parent, of: file, stack: stack + [file]) else { continue }
      merged = merged?.merged(with: inherited, isValue: Self.isValue) ?? inherited
    }
    if !files.contains(where: { $0.path == file }) { files.append(DataFile(path: file, bytes: bytes)) }
    guard var result = merged else { return root }
    result.content = .map((result.map ?? []).filter { !Self.own.contains($0.key) })
    for path in root["unset"]?.list ?? [] {
      guard let text = path.scalar, !text.isEmpty else {
        findings.add(.wrongType, "unset 的每一项应是一个字段路径", path.range)
        continue
      }
      if !result.remove(text.split(separator: ".")[...]) {
        findings.add(.nothingToUnset, "上级情景中没有 “\(DisplayWidth.printable(text, limit: 60))”", path.range, path: text)
      }
    }
    return result.merged(with: root, isValue: Self.isValue)
  }

  static func isValue(_ path: String) -> Bool { ParameterCatalogue.declaration(for: path) != nil }

  private mutating func parents(_ root: ScenarioNode) -> [ScenarioNode] {
    guard let node = root["extends"] else { return [] }
    if node.scalar != nil { return [node] }
    if let list = node.list { return list }
    findings.add(.wrongType, "extends 应是一个情景名或清单", node.range)
    return []
  }

  private mutating func load(parent: ScenarioNode, of file: String, stack: [String]) throws -> ScenarioNode? {
    guard let name = parent.scalar else {
      findings.add(.wrongType, "extends 的每一项应是情景名", parent.range)
      return nil
    }
    let shown = DisplayWidth.printable(name, limit: 60)
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, !parts.contains(where: { $0.isEmpty || $0.hasPrefix(".") }), !name.contains("\0") else {
      findings.add(.unsafePath, "extends “\(shown)” 应是情景文件夹内的名字", parent.range, help: "写文件名，不带 .yaml")
      return nil
    }
    let folder = FolderPath.parent(of: file)
    let path = FolderPath.join(folder, name + ".yaml")
    if stack.contains(path) {
      findings.add(.cycle, "extends 形成循环：\((stack + [path]).joined(separator: " → "))", parent.range)
      return nil
    }
    guard stack.count < 16 else {
      findings.add(.cycle, "extends 超过 16 层", parent.range)
      return nil
    }
    guard InputFile.realPath(path) == nil || InputFile.isInside(path, folder: folder.isEmpty ? "." : folder) else {
      findings.add(.unsafePath, "extends “\(shown)” 指向情景文件夹之外", parent.range)
      return nil
    }
    do {
      return try load(path, stack: stack)
    } catch let missing as InputMissing {
      findings.add(
        .missingParent, "读不到上级情景 \(shown)（\(missing.path)：\(missing.reason)）", parent.range,
        help: "检查名字；不带 .yaml")
      return nil
    }
  }
}

/// Paths as text, relative ones kept relative.
enum FolderPath {
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty || folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  static func name(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }
}
