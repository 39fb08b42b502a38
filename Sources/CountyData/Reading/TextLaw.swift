internal import PlainText

/// How long a text of a table may be, and whether it may have lines.
struct TextLaw: Sendable {
  let limit: Int
  let hasLines: Bool

  /// Texts that people write to explain something.
  private static let notes: Set<String> = ["note", "note_zh", "note_en", "statement_zh", "statement_en"]
  /// Texts longer than a name that stand on one line: lists, arithmetic, titles of documents.
  private static let long: Set<String> = ["geo_codes", "expression", "printed_expression", "other_capacity_zh"]
  private static let titles: Set<String> = ["title", "place", "licence", "target_text", "site_plan_zh", "name_en"]

  static func of(_ column: String) -> TextLaw {
    if notes.contains(column) { return TextLaw(limit: TextRules.note, hasLines: true) }
    if long.contains(column) { return TextLaw(limit: TextRules.note, hasLines: false) }
    return TextLaw(limit: titles.contains(column) ? TextRules.title : TextRules.name, hasLines: false)
  }

  /// What is wrong with a text; `nil` when nothing is.
  func problem(_ text: String) -> (code: DataCode, message: String, help: String)? {
    // Bytes bound scalars: most cells need no counting.
    if text.utf8.count > limit, text.unicodeScalars.count > limit {
      return (.textTooLong, "有 \(text.unicodeScalars.count) 个字，最多 \(limit) 个", "")
    }
    guard let refused = TextRules.refused(text, hasLines: hasLines) else { return nil }
    return (.forbiddenCharacter, "第 \(refused.offset + 1) 个字是\(refused.words)", "删去这个字符，重新输入两边的文字")
  }
}

/// The form of a township's code: nine digits, the first six of them the county's. Only an invented county of more than 999
/// townships has longer ones.
struct CodeLaw: Sendable {
  let county: String
  let townships: Int

  /// Whether a code has the form, whatever it names.
  func isWellFormed(_ code: String) -> Bool {
    let lengths = townships > 999 ? 9...12 : 9...9
    return lengths.contains(code.utf8.count) && code.utf8.allSatisfy { (0x30...0x39).contains($0) }
      && code.hasPrefix(county)
  }

  /// What is wrong with the form of a code.
  func problem(_ code: String) -> (message: String, help: String)? {
    guard !isWellFormed(code) else { return nil }
    let shown = DisplayWidth.printable(code, limit: 40)
    if PlainNumber.value(code) != nil, code.contains(where: { "eE.".contains($0) }) {
      return ("代码 “\(shown)” 被表格软件存成了科学计数法，不是九位数字", "末几位可能已经丢失：把这一列设为“文本”格式，从原表重新粘贴代码")
    }
    let digits = code.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if digits, code.utf8.count == 9 {
      return (
        "代码 “\(shown)” 的前六位不是本县的 \(county)", "是否想写 “\(county)\(code.suffix(3))”？县代码写在 datapackage.json 的 county.code"
      )
    }
    let wide = TextRules.fullWidth(code)
    return ("代码 “\(shown)” 不是九位数字", wide.isEmpty ? "乡镇街道代码由六位县码和三位序号组成，如 \(county)001" : wide)
  }
}
