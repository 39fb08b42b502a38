internal import Diagnostics
internal import Yams

/// Reads one YAML file into nodes: what Yams gets wrong or allows too much of is refused before or after it.
enum YAMLDocument {
  static let sizeLimit = 4 << 20
  static let depthLimit = 32
  static let nodeLimit = 100_000

  /// The root map of a file, or `nil` with findings.
  static func read(_ file: String, bytes: [UInt8], findings: inout ScenarioFindings) -> ScenarioNode? {
    let start = SourceRange(file: file, line: 1, column: 1)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      var line = 1
      var offset = 0
      for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        guard String(validating: part, as: UTF8.self) != nil else { break }
        line += 1
        offset += part.count + 1
      }
      findings.add(
        .encoding, "\(file) 不是 UTF-8 编码（第 \(line) 行）", SourceRange(file: file, line: line, column: 1),
        help: "多半是 GB18030：在编辑器中另存为 UTF-8")
      return nil
    }
    findings.add(file: file, text: text)
    guard refuseSharing(file, text, findings: &findings) else { return nil }
    let root: Node
    do {
      guard let node = try compose(yaml: text) else {
        findings.add(.emptyFile, "\(file) 没有内容", start, help: "至少写 schema、id、title")
        return nil
      }
      root = node
    } catch let error as YamlError {
      report(error, file: file, text: text, findings: &findings)
      return nil
    } catch {
      findings.add(.syntax, "不能解析：\(DisplayWidth.printable("\(error)"))", start)
      return nil
    }
    var budget = nodeLimit
    let node = convert(root, file: file, depth: 0, budget: &budget, findings: &findings)
    guard let node else { return nil }
    guard node.map != nil else {
      findings.add(.wrongType, "情景文件的最外层应是“字段: 值”", node.range)
      return nil
    }
    return node
  }

  private static func convert(
    _ node: Node, file: String, depth: Int, budget: inout Int, findings: inout ScenarioFindings
  ) -> ScenarioNode? {
    let mark = node.mark
    let text = node.scalar?.string ?? ""
    let width = text.contains("\n") ? 1 : text.unicodeScalars.count
    let range = SourceRange(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, length: width)
    budget -= 1
    guard depth <= depthLimit, budget > 0 else {
      findings.add(.tooDeep, "嵌套超过 \(depthLimit) 层或内容过多", range)
      return nil
    }
    switch node {
    case .scalar(let scalar): return ScenarioNode(content: .scalar(scalar.string), range: range)
    case .sequence(let sequence):
      var nodes: [ScenarioNode] = []
      for child in sequence {
        guard let child = convert(child, file: file, depth: depth + 1, budget: &budget, findings: &findings) else {
          return nil
        }
        nodes.append(child)
      }
      return ScenarioNode(content: .list(nodes), range: range)
    case .mapping(let mapping):
      var entries: [ScenarioNode.Entry] = []
      for (key, value) in mapping {
        guard let name = key.scalar?.string else {
          findings.add(.wrongType, "字段名应是一个词", range)
          return nil
        }
        guard let child = convert(value, file: file, depth: depth + 1, budget: &budget, findings: &findings) else {
          return nil
        }
        let keyRange = SourceRange(
          file: file, line: key.mark?.line ?? 1, column: key.mark?.column ?? 1, length: name.unicodeScalars.count)
        entries.append(ScenarioNode.Entry(key: name, keyRange: keyRange, value: child))
      }
      return ScenarioNode(content: .map(entries), range: range)
    case .alias:
      findings.add(.aliasOrTag, "不允许别名", range, help: "用 extends 共享内容")
      return nil
    }
  }

  /// Finds anchors, aliases and tags outside quotes, comments and block texts; Yams would expand or ignore them.
  private static func refuseSharing(_ file: String, _ text: String, findings: inout ScenarioFindings) -> Bool {
    var isClean = true
    var blockIndent: Int?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let indent = line.prefix { $0 == " " }.count
      if let block = blockIndent {
        if line.allSatisfy({ $0 == " " || $0 == "\r" }) || indent > block { continue }
        blockIndent = nil
      }
      var quote: Character?
      var opensToken = true
      var column = 0
      var last: Character = "\n"
      scan: for character in line {
        column += character.unicodeScalars.count
        if let open = quote {
          if character == open, !(open == "\"" && last == "\\") { quote = nil }
          last = character
          continue
        }
        switch character {
        case "\"", "'":
          if opensToken { quote = character }
          opensToken = false
        case "#" where last == " " || last == "\n": break scan
        case "&", "*", "!":
          if opensToken {
            findings.add(
              .aliasOrTag, "不允许锚点、别名或标签（\(character)）",
              SourceRange(file: file, line: index + 1, column: column), help: "共享内容用 extends；文字请加引号")
            isClean = false
            break scan
          }
        case " ": break
        case ":", "-", ",", "[", "{", "?": opensToken = true
        default: opensToken = false
        }
        last = character
      }
      let trimmed = line.reversed().drop { $0 == " " || $0 == "\r" }
      if let end = trimmed.first,
        "|>".contains(end) || (end == "-" || end == "+") && "|>".contains(trimmed.dropFirst().first ?? " ")
      {
        blockIndent = indent
      }
    }
    return isClean
  }

  private static func report(_ error: YamlError, file: String, text: String, findings: inout ScenarioFindings) {
    func place(_ mark: Mark) -> SourceRange {
      SourceRange(file: file, line: max(1, mark.line), column: max(1, mark.column))
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      findings.add(
        .syntax, "YAML 语法错误：\(DisplayWidth.printable(problem))", place(mark), help: "检查缩进（用空格，不用制表符）、冒号后的空格和引号")
    case .reader(let problem, let offset, _, _):
      let before = text.utf8.prefix(max(0, offset ?? 0))
      let line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
      findings.add(.syntax, "不能读的字符：\(DisplayWidth.printable(problem))", SourceRange(file: file, line: line, column: 1))
    case .duplicatedKeysInMapping(let duplicates, let context):
      for name in duplicates.sorted().prefix(20) {
        let range = secondOccurrence(of: name, file: file, text: text, from: context.mark)
        findings.add(
          .duplicateKey, "字段 “\(DisplayWidth.printable(name, limit: 60))” 重复", range, path: name, help: "保留一处")
      }
    default: findings.add(.syntax, "不能解析这个文件", SourceRange(file: file, line: 1, column: 1))
    }
  }

  /// Where a key stands for the second time in the map that starts at a mark.
  private static func secondOccurrence(of name: String, file: String, text: String, from mark: Mark) -> SourceRange {
    let indent = max(0, mark.column - 1)
    var found = 0
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where index + 1 >= mark.line {
      let isHead = index + 1 == mark.line
      let lead = line.prefix { $0 == " " }.count
      if !isHead, lead < indent, !line.allSatisfy({ $0 == " " }), line.first != "#" { break }
      let body = isHead ? line.dropFirst(indent) : line.dropFirst(lead)
      guard isHead || lead == indent else { continue }
      let bare = ["\(name):", "\"\(name)\":", "'\(name)':"].contains { body.hasPrefix($0) }
      guard bare else { continue }
      found += 1
      if found == 2 {
        return SourceRange(
          file: file, line: index + 1, column: (isHead ? indent : lead) + 1, length: name.unicodeScalars.count)
      }
    }
    return SourceRange(file: file, line: max(1, mark.line), column: max(1, mark.column))
  }
}
