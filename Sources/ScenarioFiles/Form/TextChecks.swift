internal import PlainText

/// Texts and names of a scenario file: what may stand in them, and how long they may be.
extension FormChecker {
  /// Tells every text below a node that holds what it must not.
  mutating func checkTexts(_ node: ScenarioNode, path: String = "") {
    switch node.content {
    case .scalar(let text):
      let name = path.split(separator: ".").last ?? ""
      let isNote = name == "note" || name == "description"
      let limit = isNote ? TextRules.note : name == "title" || name == "source" ? TextRules.title : TextRules.name
      guard let problem = problem(text, limit: limit, hasLines: isNote) else { return }
      findings.add(problem.code, "\(path) 的文字\(problem.message)", node.range, path: path, help: problem.help)
    case .list(let items):
      for (index, item) in items.enumerated() { checkTexts(item, path: "\(path).\(index)") }
    case .map(let entries):
      for entry in entries {
        if let problem = problem(entry.key, limit: TextRules.name, hasLines: false) {
          findings.add(problem.code, "字段名\(problem.message)", entry.keyRange, path: path, help: problem.help)
        } else {
          checkTexts(entry.value, path: path.isEmpty ? entry.key : "\(path).\(entry.key)")
        }
      }
    }
  }

  private func problem(
    _ text: String, limit: Int, hasLines: Bool
  ) -> (code: ScenarioCode, message: String, help: String)? {
    if text.utf8.count > limit, text.unicodeScalars.count > limit {
      return (.textTooLong, "有 \(text.unicodeScalars.count) 个字，最多 \(limit) 个", "写短些；详细的说明放在 note 或别的文件")
    }
    return TextRules.refused(text, hasLines: hasLines).map {
      (.forbiddenCharacter, "第 \($0.offset + 1) 个字是\($0.words)", "删去这个字符，重新输入两边的文字")
    }
  }
}

/// A full-width colon where a key should end: YAML takes it for a letter, and tells something else some lines further on.
enum FullWidthColon {
  static let help = "写半角冒号加一个空格，如 title: 名称"

  /// Where a key ends in a full-width colon, on a line or one of the two before it: 1-based line and column.
  static func place(in bytes: UnsafeBufferPointer<UInt8>, near line: Int) -> (line: Int, column: Int)? {
    var number = 0
    var found: (line: Int, column: Int)?
    for part in bytes.split(separator: 0x0A, maxSplits: line, omittingEmptySubsequences: false).prefix(line) {
      number += 1
      guard number > line - 3, let column = column(String(decoding: part, as: UTF8.self)) else { continue }
      found = (number, column)
    }
    return found
  }

  /// The column of a full-width colon that stands before any other sign that could end a key.
  static func column(_ line: String) -> Int? {
    for (index, scalar) in line.unicodeScalars.prefix(60).enumerated() {
      if scalar == "：" { return index > 0 ? index + 1 : nil }
      if ":#\"'".unicodeScalars.contains(scalar) { return nil }
    }
    return nil
  }
}
