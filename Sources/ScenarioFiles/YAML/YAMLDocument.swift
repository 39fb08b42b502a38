internal import Diagnostics
internal import PlainText

/// Reads one YAML file into nodes: what YAML allows too much of is refused while it is read.
enum YAMLDocument {
  static let sizeLimit = 4 << 20
  static let depthLimit = 32
  static let nodeLimit = 100_000

  /// The root map of a file, or `nil` with findings.
  static func read(_ file: String, bytes: [UInt8], findings: inout ScenarioFindings) -> ScenarioNode? {
    // Editors on Windows put a byte-order mark before the text; it says nothing and has no column.
    let body = bytes.dropFirst(hasByteOrderMark(bytes) ? 3 : 0)
    guard let text = String(validating: body, as: UTF8.self), !hasByteOrderMark(body) else {
      let (line, column) = firstBadByte(Array(body))
      let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      findings.add(
        .encoding,
        hasByteOrderMark(body) ? "\(file) 开头有两个字节序标记（BOM）" : "\(file) \(isUTF16 ? "是 UTF-16 编码" : "不是 UTF-8 编码")",
        SourceRange(file: file, line: line, column: column),
        help: isUTF16 || hasByteOrderMark(body) ? "在编辑器中另存为 UTF-8" : "多半是 GB18030：在编辑器中另存为 UTF-8")
      return nil
    }
    findings.add(file: file, text: text)
    guard let node = parse(text, at: Place(file: file, line: 1, column: 1), findings: &findings) else { return nil }
    guard node.map != nil else {
      let isColon = FullWidthColon.column(findings.line(node.range)) != nil
      findings.add(
        .wrongType, "情景文件的最外层应是“字段: 值”", node.range, help: isColon ? "字段名后面是全角冒号“：”：\(FullWidthColon.help)" : "")
      return nil
    }
    return node
  }

  static func hasByteOrderMark(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

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

    /// The same place with another width under the caret.
    func range(_ range: SourceRange, length: Int) -> SourceRange {
      SourceRange(file: range.file, line: range.line, column: range.column, length: length)
    }
  }

  private static func parse(_ text: String, at place: Place, findings: inout ScenarioFindings) -> ScenarioNode? {
    guard hasPlainLines(text, place, findings: &findings) else { return nil }
    return YAMLTree.read(text, at: place, findings: &findings)
  }

  /// Refuses characters that the YAML library counts as line ends and editors do not: every place behind them would be
  /// told wrong.
  private static func hasPlainLines(_ text: String, _ place: Place, findings: inout ScenarioFindings) -> Bool {
    var text = text
    let found: (before: Int, scalar: String)? = text.withUTF8 { bytes in
      for index in bytes.indices {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch bytes[index] {
        case 0x0D where next != 0x0A: return (index, "D")
        case 0xC2 where next == 0x85: return (index, "85")
        case 0xE2
        where next == 0x80 && index + 2 < bytes.count && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9):
          return (index, bytes[index + 2] == 0xA8 ? "2028" : "2029")
        default: continue
        }
      }
      return nil
    }
    guard let found else { return true }
    let before = String(decoding: text.utf8.prefix(found.before), as: UTF8.self)
    let lines = before.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    findings.add(
      .syntax, "不能使用 Unicode 换行符（U+\(found.scalar)）",
      place.range(line: lines.count, column: (lines.last?.count ?? 0) + 1), help: "删去这个字符，用普通换行")
    return false
  }
}
