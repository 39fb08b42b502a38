public import Diagnostics
internal import PlainText
internal import PlanningModel

/// Reads scenario files: syntax and form first, then what they say of a county.
public struct ScenarioReader: Sendable {
  /// Files by path that stand in for those on disk, for instance while someone edits them.
  private let contents: [String: [UInt8]]

  /// - Parameter contents: Bytes by path, as the path is given or made by `extends`; all other files are read from disk.
  public init(contents: [String: [UInt8]] = [:]) { self.contents = contents }

  /// Reads a file with its parents, lays assignments over it and checks form, types and ranges.
  ///
  /// - Parameters:
  ///   - file: Path of a `.yaml` file, as the user wrote it.
  ///   - assignments: `path=value`, the value in YAML; later ones win.
  /// - Throws: `InputMissing` when the file does not exist; `DiagnosticReport` with all problems.
  public func document(file: String, assignments: [String] = []) throws -> ScenarioDocument {
    let reading = try reading(file: file, assignments: assignments)
    try reading.findings.throwIfAny()
    guard let document = reading.document else { throw DiagnosticReport([]) }
    return document
  }

  /// A file as far as it could be read.
  struct Reading {
    /// Merged as far as that goes; `nil` when the file is no YAML.
    let document: ScenarioDocument?
    let findings: ScenarioFindings
    /// Whether every parent was read.
    let isComplete: Bool
  }

  /// - Throws: `InputMissing` when the file does not exist.
  func reading(file: String, assignments: [String]) throws -> Reading {
    var inheritance = Inheritance(contents: contents)
    var root = try inheritance.load(file)
    var findings = inheritance.findings
    for (index, text) in assignments.enumerated() {
      let node = Self.assignment(text, number: index + 1, findings: &findings)
      if let node { root = root?.merged(with: node, isValue: Inheritance.isValue) }
    }
    guard let root else { return Reading(document: nil, findings: findings, isComplete: inheritance.isComplete) }
    // What a missing parent or a misspelled key left out is not missing besides.
    if inheritance.isComplete {
      var checker = FormChecker(findings: findings)
      checker.check(merged: root)
      findings = checker.findings
    }
    let document = ScenarioDocument(
      file: file, files: inheritance.files, assignments: assignments, title: root["title"]?.scalar ?? "",
      sweepLabels: [], sweepChild: nil, root: root, findings: findings)
    return Reading(document: document, findings: findings, isComplete: inheritance.isComplete)
  }

  /// Reads a file with its parents and checks form, types and ranges.
  ///
  /// - Throws: `InputMissing` when the file does not exist; `DiagnosticReport` with all problems.
  public func read(file: String, assignments: [String] = []) throws -> ScenarioDraft {
    try draft(try document(file: file, assignments: assignments))
  }

  /// The typed values of a document.
  ///
  /// - Throws: `DiagnosticReport` with all problems.
  public func draft(_ document: ScenarioDocument) throws(DiagnosticReport) -> ScenarioDraft {
    var decoder = ScenarioDecoder(findings: document.findings)
    let draft = decoder.draft(document)
    try decoder.findings.throwIfAny()
    guard draft.horizon != nil else { throw DiagnosticReport([]) }
    return draft
  }

  /// The name under which diagnostics show assignments.
  static let assignmentFile = "--set"

  private static func assignment(_ text: String, number: Int, findings: inout ScenarioFindings) -> ScenarioNode? {
    // One pseudo-file holds all assignments, one a line.
    let line = text.replacing("\n", with: " ")
    findings.add(line: line, number: number, to: assignmentFile)
    func place(_ column: Int, _ length: Int = 1) -> SourceRange {
      SourceRange(file: assignmentFile, line: number, column: column, length: length)
    }
    guard let sign = line.firstIndex(of: "="), sign > line.startIndex else {
      let scalars = Array(line.unicodeScalars)
      if let wide = scalars.firstIndex(where: { "：＝:".unicodeScalars.contains($0) }) {
        let name = scalars[wide] == "：" ? "全角冒号" : scalars[wide] == "＝" ? "全角等号" : "冒号"
        findings.add(
          .syntax, "--set 应写成 路径=值，这里是\(name) “\(scalars[wide])”", place(wide + 1),
          help: "改成半角等号，如 --set care.occupancy=0.6")
      } else {
        findings.add(
          .syntax, "--set 应写成 路径=值", place(1, line.unicodeScalars.count), help: "如 --set care.occupancy=0.6")
      }
      return nil
    }
    let path = String(line[..<sign])
    let column = path.unicodeScalars.count + 2
    let length = path.unicodeScalars.count
    guard !Inheritance.own.subtracting(["title", "description"]).contains(path) else {
      findings.add(.wrongType, "\(path) 不能用 --set 改", place(1, length), path: path)
      return nil
    }
    guard ScenarioPath.isWellFormed(path) else {
      findings.add(.syntax, "“\(DisplayWidth.printable(path, limit: 60))” 不是字段路径", place(1, length))
      return nil
    }
    if let (above, rest) = ScenarioPath.valueAbove(path) {
      findings.add(
        .wrongType,
        "\(above) 是一个整体，不能只改其中的 \(DisplayWidth.printable(rest, limit: 40))",
        place(1, length), path: path, help: ScenarioPath.advice(above))
      return nil
    }
    let value = String(line[line.index(after: sign)...])
    guard let node = YAMLDocument.value(value, file: assignmentFile, line: number, column: column, findings: &findings)
    else { return nil }
    let tree = node.standing(at: path, keyRange: place(1, length))
    var checker = FormChecker(findings: findings)
    checker.checkTexts(tree)
    checker.check(fragment: tree)
    findings = checker.findings
    return tree
  }
}
