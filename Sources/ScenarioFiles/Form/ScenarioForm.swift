internal import PlanningModel

/// What may stand at a place of a scenario file. One tree of forms checks the files, is read by the decoder, writes the JSON
/// Schema for editors and the template of a new scenario.
indirect enum Form: Sendable {
  case text
  case literal(String)
  case identifier
  /// A relative path without `.` or `..` parts.
  case relativePath
  case whole(ClosedRange<Int>)
  /// A whole number of 64 bits, read digit by digit: a Double would round it.
  case seed
  case year
  case decimal(ClosedRange<Double>)
  /// A number or an uncertain number, with or without notes on where it comes from.
  case uncertain(ClosedRange<Double>)
  /// A whole number, or an uncertain one that is rounded when it is drawn.
  case uncertainWhole(ClosedRange<Int>)
  /// A declared parameter: an uncertain number or a path over years, with unit, source, grade and note.
  case parameter(ParameterDeclaration)
  case word([Choice])
  case reference(Reference)
  case list(Form, isEmptyAllowed: Bool)
  case map(keys: Reference, Form)
  case object([FormField])
  /// One of several forms that differ in kind (a word or a list, a number or a map).
  case either([Form])
  /// Checked where it is used: the values of a sweep.
  case anything

  /// A word with what it means.
  struct Choice: Sendable {
    let word: String
    let zh: String
    let en: String

    init(_ word: String, _ zh: String, _ en: String) {
      self.word = word
      self.zh = zh
      self.en = en
    }
  }

  /// What a word or a key names; whether it exists is checked against the county.
  enum Reference: Sendable {
    case project
    /// A project, or `all`.
    case projectOrAll
    case township
    case year
    /// A declared parameter.
    case parameter
    /// A dotted path to any key of a scenario.
    case path
    case fundingSource
  }

  enum Kind: Sendable {
    case scalar
    case list
    case map
  }

  /// Whether a node of this kind can fit.
  func fits(_ kind: Kind) -> Bool {
    switch self {
    case .text, .literal, .identifier, .relativePath, .whole, .seed, .year, .decimal, .word, .reference: kind == .scalar
    case .uncertain, .uncertainWhole, .parameter: kind != .list
    case .list: kind == .list
    case .map, .object: kind == .map
    case .either(let forms): forms.contains { $0.fits(kind) }
    case .anything: true
    }
  }

  /// What a reader should write here, in Chinese.
  var expectation: String {
    switch self {
    case .text: "文字"
    case .literal(let text): text
    case .identifier: "小写字母、数字和连字符"
    case .relativePath: "相对路径"
    case .whole, .seed: "整数"
    case .year: "年份"
    case .decimal: "一个数"
    case .uncertain: "一个数、80%区间或分布"
    case .uncertainWhole: "整数、80%区间或分布"
    case .parameter(let declaration): declaration.mayVary ? "一个数、年份路径、80%区间或分布" : "一个数、80%区间或分布"
    case .word(let choices): choices.map(\.word).joined(separator: "、")
    case .reference(.project), .reference(.projectOrAll): "项目编号"
    case .reference(.township): "乡镇街道代码或名称"
    case .reference(.year): "年份"
    case .reference(.parameter), .reference(.path): "字段路径"
    case .reference(.fundingSource): "资金来源"
    case .list(let item, _): "清单，如 [\(item.expectation)]"
    case .map, .object: "“字段: 值”的映射"
    case .either(let forms): forms.map(\.expectation).joined(separator: "，或")
    case .anything: "值"
    }
  }
}

/// One key of a map in a scenario file.
struct FormField: Sendable {
  let name: String
  let form: Form
  let zh: String
  let en: String
  let isRequired: Bool
  /// A value as one would write it, for the template and the schema.
  let example: String

  init(_ name: String, _ form: Form, zh: String, en: String, isRequired: Bool = false, example: String = "") {
    self.name = name
    self.form = form
    self.zh = zh
    self.en = en
    self.isRequired = isRequired
    self.example = example
  }
}
