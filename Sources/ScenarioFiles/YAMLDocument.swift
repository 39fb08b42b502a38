internal import Diagnostics
internal import PlainText
internal import Yams

/// Reads one YAML file into nodes: what Yams gets wrong or allows too much of is refused before or after it.
enum YAMLDocument {
  static let sizeLimit = 4 << 20
  static let depthLimit = 32
  static let nodeLimit = 100_000

  /// The root map of a file, or `nil` with findings.
  static func read(_ file: String, bytes: [UInt8], findings: inout ScenarioFindings) -> ScenarioNode? {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let (line, column) = firstBadByte(bytes)
      findings.add(
        .encoding, "\(file) 不是 UTF-8 编码", SourceRange(file: file, line: line, column: column),
        help: "多半是 GB18030：在编辑器中另存为 UTF-8")
      return nil
    }
    findings.add(file: file, text: text)
    guard let node = parse(text, at: Place(file: file, line: 1, column: 1), findings: &findings) else { return nil }
    guard node.map != nil else {
      findings.add(.wrongType, "情景文件的最外层应是“字段: 值”", node.range)
      return nil
    }
    return node
  }

  private static func firstBadByte(_ bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = 1
    for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      guard String(validating: part, as: UTF8.self) == nil else {
        line += 1
        continue
      }
      var length = 0
      var column = 1
      while length < part.count {
        // A scalar has at most four bytes.
        guard
          let width = (1...4).first(where: {
            length + $0 <= part.count
              && String(validating: part[(part.startIndex + length)..<(part.startIndex + length + $0)], as: UTF8.self)
                != nil
          })
        else { break }
        length += width
        column += 1
      }
      return (line, column)
    }
    return (1, 1)
  }

  /// A value that stands alone, for instance on the command line; `nil` with findings.
  static func value(
    _ text: String, file: String, line: Int, column: Int, findings: inout ScenarioFindings
  ) -> ScenarioNode? {
    let place = Place(file: file, line: line, column: column)
    guard text.utf8.count <= sizeLimit, text.contains(where: { $0 != " " }) else {
      findings.add(.emptyFile, "缺少值", place.range(line: 1, column: 1), help: "写成 路径=值")
      return nil
    }
    return parse(text, at: place, findings: &findings)
  }

  /// Where a text begins in what the user sees.
  struct Place {
    let file: String
    let line: Int
    let column: Int

    func range(line: Int, column: Int, length: Int = 1) -> SourceRange {
      SourceRange(
        file: file, line: self.line + line - 1, column: line == 1 ? self.column + column - 1 : column, length: length)
    }
  }

  private static func parse(_ text: String, at place: Place, findings: inout ScenarioFindings) -> ScenarioNode? {
    guard isShort(text, place, findings: &findings), refuseSharing(text, place, findings: &findings) else { return nil }
    let root: Node
    do {
      guard let node = try compose(yaml: text) else {
        findings.add(.emptyFile, "\(place.file) 没有内容", place.range(line: 1, column: 1), help: "至少写 schema、id、title")
        return nil
      }
      root = node
    } catch let error as YamlError {
      report(error, place, text: text, findings: &findings)
      return nil
    } catch {
      findings.add(.syntax, "不能解析：\(DisplayWidth.printable("\(error)"))", place.range(line: 1, column: 1))
      return nil
    }
    var budget = nodeLimit
    return convert(root, place, depth: 0, budget: &budget, findings: &findings)
  }

  /// Every entry needs a comma or a line of its own: more of them than nodes are allowed is refused before the library
  /// builds its tree, which takes seconds and hundreds of megabytes.
  private static func isShort(_ text: String, _ place: Place, findings: inout ScenarioFindings) -> Bool {
    var entries = 0
    var line = 1
    for byte in text.utf8 where byte == 0x0A || byte == 0x2C {
      entries += 1
      if byte == 0x0A { line += 1 }
      guard entries <= nodeLimit else {
        findings.add(
          .tooDeep, "内容过多：超过 \(nodeLimit) 项", place.range(line: line, column: 1), help: "情景文件只写改动；大表放在县数据包")
        return false
      }
    }
    return true
  }

  private static func convert(
    _ node: Node, _ place: Place, depth: Int, budget: inout Int, findings: inout ScenarioFindings
  ) -> ScenarioNode? {
    let mark = node.mark
    let text = node.scalar?.string ?? ""
    let isPlain = node.scalar.map { $0.style == .plain || $0.style == .any } ?? true
    let width = text.contains("\n") ? 1 : text.unicodeScalars.count + (isPlain ? 0 : 2)
    let range = place.range(line: mark?.line ?? 1, column: mark?.column ?? 1, length: width)
    budget -= 1
    guard depth <= depthLimit, budget > 0 else {
      findings.add(.tooDeep, "嵌套超过 \(depthLimit) 层或内容过多", range)
      return nil
    }
    switch node {
    case .scalar(let scalar): return ScenarioNode(content: .scalar(scalar.string), range: range, isPlain: isPlain)
    case .sequence(let sequence):
      var nodes: [ScenarioNode] = []
      for child in sequence {
        guard let child = convert(child, place, depth: depth + 1, budget: &budget, findings: &findings) else {
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
        guard let child = convert(value, place, depth: depth + 1, budget: &budget, findings: &findings) else {
          return nil
        }
        let keyRange = place.range(
          line: key.mark?.line ?? 1, column: key.mark?.column ?? 1, length: name.unicodeScalars.count)
        entries.append(ScenarioNode.Entry(key: name, keyRange: keyRange, value: child))
      }
      return ScenarioNode(content: .map(entries), range: range)
    case .alias:
      findings.add(.aliasOrTag, "不允许别名", range, help: "用 extends 共享内容")
      return nil
    }
  }

  /// Finds anchors, aliases and tags outside quotes, comments and block texts; Yams would expand or ignore them.
  private static func refuseSharing(_ text: String, _ place: Place, findings: inout ScenarioFindings) -> Bool {
    var isClean = true
    var blockIndent: Int?
    let scalars = text.unicodeScalars
    let separator = scalars.indices.first { index in
      switch scalars[index].value {
      case 0x85, 0x2028, 0x2029: true
      case 0x0D: scalars.index(after: index) == scalars.endIndex || scalars[scalars.index(after: index)] != "\n"
      default: false
      }
    }
    if let separator {
      // The YAML library counts these as line ends, so that every place behind them would be told wrong.
      let before = text.unicodeScalars[..<separator]
      let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
      findings.add(
        .syntax, "不能使用 Unicode 换行符（U+\(String(text.unicodeScalars[separator].value, radix: 16, uppercase: true))）",
        place.range(line: lines.count, column: (lines.last?.count ?? 0) + 1), help: "删去这个字符，用普通换行")
      return false
    }
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
              place.range(line: index + 1, column: column), help: "共享内容用 extends；文字请加引号")
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

  private static func report(_ error: YamlError, _ place: Place, text: String, findings: inout ScenarioFindings) {
    func at(_ mark: Mark) -> SourceRange { place.range(line: max(1, mark.line), column: max(1, mark.column)) }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      findings.add(
        .syntax, "YAML 语法错误：\(DisplayWidth.printable(problem))", at(mark), help: "检查缩进（用空格，不用制表符）、冒号后的空格和引号")
    case .reader(let problem, let offset, _, _):
      let before = text.utf8.prefix(max(0, offset ?? 0))
      let line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
      let column = String(decoding: before.reversed().prefix { $0 != 0x0A }.reversed(), as: UTF8.self).unicodeScalars
        .count
      findings.add(
        .syntax, "不能读的字符：\(DisplayWidth.printable(problem))", place.range(line: line, column: column + 1),
        help: "删去这个控制字符")
    case .duplicatedKeysInMapping(let duplicates, let context):
      for name in duplicates.sorted().prefix(20) {
        let found = occurrences(of: name, place, text: text, from: context.mark)
        findings.add(
          .duplicateKey, "字段 “\(DisplayWidth.printable(name, limit: 60))” 重复", found.last ?? at(context.mark),
          path: name,
          help: "保留一处",
          related: found.count == 2 ? [Diagnostic.Related(message: "第一次在这里", range: found[0])] : [])
      }
    default: findings.add(.syntax, "不能解析这个文件", place.range(line: 1, column: 1))
    }
  }

  /// Where a key stands for the first and the second time in the block map that starts at a mark; inside a flow map, the
  /// second time on the line.
  private static func occurrences(of name: String, _ place: Place, text: String, from mark: Mark) -> [SourceRange] {
    let indent = max(0, mark.column - 1)
    let spellings = ["\(name):", "\"\(name)\":", "'\(name)':"]
    var found: [SourceRange] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where index + 1 >= mark.line && found.count < 2 {
      let isHead = index + 1 == mark.line
      // The library marks a flow map at its brace or at its first key.
      let opening = line.unicodeScalars.prefix(indent + 1).last { $0 != " " }
      let before = line.unicodeScalars.prefix(indent).last { $0 != " " }
      if isHead, opening == "{" || before == "{" {
        return inFlow(spellings, String(line), from: indent, index + 1, name, place)
      }
      let lead = line.prefix { $0 == " " }.count
      if !isHead, lead < indent, !line.allSatisfy({ $0 == " " }), line.first != "#" { break }
      let body = isHead ? line.dropFirst(indent) : line.dropFirst(lead)
      guard isHead || lead == indent, spellings.contains(where: { body.hasPrefix($0) }) else { continue }
      found.append(
        place.range(line: index + 1, column: (isHead ? indent : lead) + 1, length: name.unicodeScalars.count))
    }
    return found
  }

  private static func inFlow(
    _ spellings: [String], _ line: String, from indent: Int, _ number: Int, _ name: String, _ place: Place
  ) -> [SourceRange] {
    var found: [SourceRange] = []
    let scalars = Array(line.unicodeScalars)
    for start in scalars.indices where start >= indent && found.count < 2 {
      guard start == 0 || " {,".unicodeScalars.contains(scalars[start - 1]) else { continue }
      let rest = String(String.UnicodeScalarView(scalars[start...]))
      guard spellings.contains(where: { rest.hasPrefix($0) }) else { continue }
      found.append(place.range(line: number, column: start + 1, length: name.unicodeScalars.count))
    }
    return found
  }
}
