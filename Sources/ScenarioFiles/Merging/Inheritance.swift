internal import Diagnostics
internal import PlainText
internal import PlanningModel

/// Reads a scenario with its parents and merges them: parents left to right, then `unset`, then the file itself.
struct Inheritance {
  var findings = ScenarioFindings()
  /// Files read, parents first, each once.
  private(set) var files: [DataFile] = []
  /// Whether every file that was named could be read.
  private(set) var isComplete = true
  private var checked: Set<String> = []
  private var reads = 0
  private let contents: [String: [UInt8]]

  init(contents: [String: [UInt8]] = [:]) { self.contents = contents }

  /// Keys that belong to one file and are not inherited.
  static let own: Set<String> = ["id", "title", "description", "extends", "unset"]
  /// `extends` may go through this many files in all: a web of parents must not multiply.
  static let readLimit = 64

  /// The merged root of a file; `nil` with findings.
  ///
  /// - Throws: ``InputMissing`` when the first file does not exist.
  mutating func load(_ file: String, stack: [String] = []) throws -> ScenarioNode? {
    let bytes: [UInt8]
    do {
      bytes = try contents[file] ?? InputFile.read(file, limit: YAMLDocument.sizeLimit)
    } catch let report as DiagnosticReport {
      for problem in report.diagnostics { findings.add(problem) }
      return nil
    }
    // A parent that several children name is read again for each, but its problems are told once.
    var own = checked.contains(file) ? findings.emptied : findings
    guard let root = YAMLDocument.read(file, bytes: bytes, findings: &own) else {
      if checked.insert(file).inserted { findings = own }
      return nil
    }
    var checker = FormChecker(findings: own)
    checker.check(file: root)
    if checked.insert(file).inserted { findings = checker.findings }
    var merged: ScenarioNode?
    for parent in parents(root) {
      guard let inherited = try load(parent: parent, of: file, stack: stack + [file]) else {
        isComplete = false
        continue
      }
      merged = merged?.merged(with: inherited, isValue: Self.isValue) ?? inherited
    }
    if !files.contains(where: { $0.path == file }) {
      files.append(
        DataFile(
          path: file, bytes: bytes, encoding: YAMLDocument.hasByteOrderMark(bytes) ? "utf-8-bom" : "utf-8"))
    }
    guard var result = merged else { return root }
    result.content = .map((result.map ?? []).filter { !Self.own.contains($0.key) })
    for path in root["unset"]?.list ?? [] {
      guard let text = path.scalar, !path.isNull, !result.remove(ScenarioNode.keys(text)[...]) else { continue }
      let near = findings.nearest(to: text, among: result.leaves().prefix(500).map(\.path))
      findings.add(
        .nothingToUnset, "上级情景中没有 “\(DisplayWidth.printable(text, limit: 60))”", path.range, path: text,
        help: near.isEmpty ? "删去这一项" : "是否想写 \(near.map { "“\($0)”" }.joined(separator: "、"))？")
    }
    return result.merged(with: root, isValue: Self.isValue)
  }

  /// Whether a path holds one value, which is replaced whole.
  static func isValue(_ path: String) -> Bool {
    if ParameterCatalogue.declaration(for: path) != nil || path.hasPrefix("sweep.") { return true }
    let parts = path.split(separator: ".")
    return parts.count == 3 && parts[0] == "portfolio" && ["shift", "beds", "scale"].contains(parts[1])
  }

  private func parents(_ root: ScenarioNode) -> [ScenarioNode] {
    guard let node = root["extends"], !node.isNull else { return [] }
    return node.list ?? (node.scalar == nil ? [] : [node])
  }

  private mutating func load(parent: ScenarioNode, of file: String, stack: [String]) throws -> ScenarioNode? {
    guard let name = parent.scalar, ScenarioDecoder.isRelative(name) else { return nil }
    let shown = DisplayWidth.printable(name, limit: 60)
    let folder = FolderPath.parent(of: stack[0])
    let path = FolderPath.join(folder, name + ".yaml")
    if let first = stack.firstIndex(of: path) {
      let circle = stack[first...] + [path]
      findings.add(
        .cycle, "extends 形成循环：\(circle.map { FolderPath.name($0) }.joined(separator: " → "))", parent.range,
        help: "去掉其中一处 extends")
      return nil
    }
    reads += 1
    guard stack.count < 16, reads <= Self.readLimit else {
      findings.add(.cycle, "extends 超过 16 层或 \(Self.readLimit) 个文件", parent.range)
      return nil
    }
    guard
      contents[path] != nil || InputFile.realPath(path) == nil
        || InputFile.isInside(path, folder: folder.isEmpty ? "." : folder)
    else {
      findings.add(.unsafePath, "extends “\(shown)” 指向情景文件夹之外", parent.range)
      return nil
    }
    do {
      return try load(path, stack: stack)
    } catch let missing as InputMissing {
      let names = InputFile.names(in: folder.isEmpty ? "." : folder, ending: ".yaml").map { String($0.dropLast(5)) }
      let near = findings.nearest(to: name, among: names)
      findings.add(
        .missingParent, "读不到上级情景 \(shown)（\(missing.path)：\(missing.reason)）", parent.range,
        help: near.isEmpty ? "写情景文件夹内的文件名，不带 .yaml" : "是否想写 \(near.map { "“\($0)”" }.joined(separator: "、"))？")
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
