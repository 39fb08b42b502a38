internal import Diagnostics
internal import PlainText
internal import PlanningModel

/// Checks nodes against forms and tells every difference.
struct FormChecker {
  var findings: ScenarioFindings

  /// Checks one file (before it is merged): everything that it says, and its own required keys. Keys of maps that merge
  /// may be left to a parent.
  mutating func check(file root: ScenarioNode) {
    checkTexts(root)
    object(root, ScenarioDeclarations.fields, path: "", requires: true)
  }

  /// Checks a part of a scenario that stands for no file: values of a sweep or of the command line.
  mutating func check(fragment root: ScenarioNode) {
    object(root, ScenarioDeclarations.fields, path: "", requires: false)
  }

  /// Checks that a merged scenario has what its files left to each other.
  mutating func check(merged root: ScenarioNode) {
    // An unknown key may be the missing one misspelled, and a part of the wrong form is no part without its keys.
    let errors = findings.diagnostics.filter { $0.severity == .error }
    func isWhole(_ path: String) -> Bool {
      !errors.contains { error in
        error.path == path
          || error.code == ScenarioCode.unknownKey.rawValue
            && error.path.split(separator: ".").dropLast().joined(separator: ".") == path
      }
    }
    for key in ScenarioDeclarations.requiredAfterMerging where isWhole("") && root[key] == nil {
      missing(key, "", root, in: ScenarioDeclarations.fields)
    }
    for field in ScenarioDeclarations.fields {
      guard case .object(let inner) = field.form, let node = root[field.name], isWhole(field.name) else { continue }
      for part in inner where part.isRequired && node[part.name] == nil {
        missing(part.name, field.name, node, in: inner)
      }
    }
  }

  private mutating func missing(_ key: String, _ path: String, _ node: ScenarioNode, in fields: [FormField]) {
    let field = fields.first { $0.name == key }
    let full = path.isEmpty ? key : "\(path).\(key)"
    findings.add(
      .missingKey, path.isEmpty ? "缺少字段 \(key)" : "\(path) 缺少 \(key)", node.range, path: full,
      help: field.map { $0.example.isEmpty ? "" : "写 \(key): \($0.example)" } ?? "")
  }

  // MARK: Forms

  private mutating func check(_ node: ScenarioNode, _ form: Form, path: String, isInList: Bool = false) {
    switch form {
    case .anything: return
    case .either(let forms):
      let kind = node.kind
      guard
        let fitting = forms.first(where: { $0.fits(kind) && $0.takes(node) }) ?? forms.first(where: { $0.fits(kind) })
      else { return wrong(node, form, path: path) }
      return check(node, fitting, path: path)
    case .uncertain(let range): return withGrammar { _ = $0.number(node, path: path, range) }
    case .uncertainWhole(let range):
      return withGrammar {
        if node.kind == .scalar {
          _ = $0.whole(node, path: path, range)
        } else {
          _ = $0.number(node, path: path, Double(range.lowerBound)...Double(range.upperBound))
        }
      }
    case .parameter(let declaration): return withGrammar { _ = $0.parameter(node, declaration) }
    default: break
    }
    guard form.fits(node.kind) else { return wrong(node, form, path: path) }
    switch form {
    case .object(let fields): object(node, fields, path: path, requires: isInList)
    case .map(let keys, let value): map(node, keys, value, path: path)
    case .list(let item, let isEmptyAllowed):
      let items = node.list ?? []
      if items.isEmpty, !isEmptyAllowed { wrong(node, form, path: path) }
      for (index, child) in items.enumerated() { check(child, item, path: "\(path).\(index)", isInList: true) }
    default: scalar(node, form, path: path)
    }
  }

  /// The grammar of numbers with the findings handed over, not copied.
  private mutating func withGrammar(_ read: (inout NumberGrammar) -> Void) {
    var grammar = NumberGrammar(findings: findings)
    findings = ScenarioFindings()
    read(&grammar)
    findings = grammar.findings
  }

  private mutating func wrong(_ node: ScenarioNode, _ form: Form, path: String) {
    findings.add(.wrongType, "\(path) 应是\(form.expectation)", node.range, path: path)
  }

  private mutating func object(_ node: ScenarioNode, _ fields: [FormField], path: String, requires: Bool) {
    guard let entries = node.map else {
      findings.add(.wrongType, "“\(path)” 应是“字段: 值”的映射", node.range, path: path)
      return
    }
    for entry in entries {
      if let field = fields.first(where: { $0.name == entry.key }) {
        check(entry.value, field.form, path: path.isEmpty ? entry.key : "\(path).\(entry.key)")
      } else {
        unknown(entry, fields, path: path)
      }
    }
    guard requires else { return }
    for field in fields where field.isRequired && node[field.name] == nil {
      missing(field.name, path, node, in: fields)
    }
  }

  private mutating func unknown(_ entry: ScenarioNode.Entry, _ fields: [FormField], path: String) {
    guard !findings.isFull else { return }
    let shown = DisplayWidth.printable(entry.key, limit: 60)
    var near = findings.nearest(to: entry.key, among: fields.map(\.name))
    if near.isEmpty {
      // A planner may write the Chinese name of a key.
      near = fields.filter { $0.zh.hasPrefix(entry.key) && !entry.key.isEmpty }.map(\.name)
    }
    if near.isEmpty {
      let names = findings.nearest(to: entry.key, among: fields.map(\.zh))
      near = fields.filter { names.contains($0.zh) }.map(\.name)
    }
    let full = path.isEmpty ? entry.key : "\(path).\(entry.key)"
    if let successors = ParameterCatalogue.successors(of: full) {
      findings.add(
        .unknownKey, "字段 “\(shown)” 已改", entry.keyRange, path: full, label: "“\(path)” 下不再有这个字段",
        help: Self.replaced(by: successors))
      return
    }
    findings.add(
      .unknownKey, "未知字段 “\(shown)”", entry.keyRange, path: full,
      label: path.isEmpty ? "情景文件没有这个字段" : "“\(path)” 下没有这个字段",
      help: entry.key.contains("：")
        ? "字段名后面是全角冒号“：”：\(FullWidthColon.help)"
        : near.isEmpty
          ? "可用：\(fields.map(\.name).joined(separator: "、"))"
          : "是否想写 \(near.map { "“\($0)”" }.joined(separator: "、"))？")
  }

  private static func replaced(by paths: [String]) -> String {
    "改写 \(paths.map { "“\($0)”" }.joined(separator: "和"))，含义见 countyplan explain"
  }

  private mutating func map(_ node: ScenarioNode, _ keys: Form.Reference, _ value: Form, path: String) {
    for entry in node.map ?? [] {
      if keys == .year, ScenarioNode.year(entry.key) == nil {
        findings.add(
          .impossibleYear, "“\(DisplayWidth.printable(entry.key, limit: 40))” 不是年份", entry.keyRange,
          path: path + "." + entry.key,
          help: entry.key.contains("：") ? "年份后面是全角冒号“：”，写半角冒号加一个空格" : "按年份写：{2020: …, 2025: …}")
        continue
      }
      let full = path + "." + entry.key
      if entry.key.isEmpty { findings.add(.wrongType, "\(path) 的字段名是空的", entry.keyRange, path: path) }
      check(entry.value, value, path: full)
      if keys == .path { sweep(entry) }
    }
  }

  /// What makes another scenario altogether, or the sweep itself.
  static let unsweepable: Set<String> = [
    "schema", "id", "title", "description", "extends", "unset", "data", "horizon", "sweep", "ensemble",
  ]

  /// Every value of a sweep must fit where it will stand.
  private mutating func sweep(_ entry: ScenarioNode.Entry) {
    let head = entry.key.split(separator: ".").first.map(String.init) ?? ""
    guard !Self.unsweepable.contains(head) else {
      findings.add(.wrongType, "\(DisplayWidth.printable(entry.key, limit: 60)) 不能扫描", entry.keyRange, path: "sweep")
      return
    }
    guard ScenarioPath.isWellFormed(entry.key) else {
      findings.add(
        .wrongType, "“\(DisplayWidth.printable(entry.key, limit: 60))” 不是字段路径", entry.keyRange, path: "sweep")
      return
    }
    if let (above, rest) = ScenarioPath.valueAbove(entry.key) {
      findings.add(
        .wrongType, "\(above) 是一个整体，不能只扫描其中的 \(DisplayWidth.printable(rest, limit: 40))", entry.keyRange, path: "sweep",
        help: "取值整个写出，如 \(above): [{value: …}, {value: …}]")
      return
    }
    var seen: [String: SourceRange] = [:]
    for value in entry.value.list ?? [] {
      let said = value.scalar.flatMap(PlainNumber.value).map { "\($0)" } ?? value.flow
      if let before = seen[said] {
        findings.add(
          .repeatedValue, "\(entry.key) 的取值 \(DisplayWidth.printable(value.flow, limit: 40)) 写了两次", value.range,
          path: "sweep.\(entry.key)", help: "保留一处", related: [Diagnostic.Related(message: "第一次在这里", range: before)])
        continue
      }
      seen[said] = value.range
      let count = findings.diagnostics.count
      check(fragment: value.standing(at: entry.key, keyRange: entry.keyRange))
      // An unknown path is one problem, not one for each value.
      if findings.diagnostics.count > count, findings.diagnostics.last?.code == ScenarioCode.unknownKey.rawValue {
        break
      }
    }
  }

  // MARK: Scalars

  private mutating func scalar(_ node: ScenarioNode, _ form: Form, path: String) {
    let text = node.scalar ?? ""
    let shown = DisplayWidth.printable(text, limit: 40)
    guard !node.isNull else {
      findings.add(.wrongType, "\(path) 是空的，应是\(form.expectation)", node.range, path: path)
      return
    }
    switch form {
    case .literal(let literal):
      // A schema cannot tell 1.0 from 1.
      let isSameNumber = node.isPlain && PlainNumber.value(text).map { $0 == PlainNumber.value(literal) } ?? false
      if text != literal, !isSameNumber {
        findings.add(.notInList, "\(path) 应为 \(literal)", node.range, path: path, help: "写 \(path): \(literal)")
      }
    case .identifier:
      guard !ScenarioDecoder.isIdentifier(text) else { return }
      findings.add(
        .badIdentifier, "\(path) “\(shown)” 应由小写字母、数字、连字符组成，最多64个", node.range, path: path,
        help: "与文件名相同，如 fast-ageing")
    case .relativePath:
      guard !ScenarioDecoder.isRelative(text) else { return }
      findings.add(
        .unsafePath, "\(path) “\(shown)” 应是不离开文件夹的相对路径", node.range, path: path,
        help: path == "data" ? "如 seeds/某县" : "写文件名，不带 .yaml")
    case .seed: withGrammar { _ = $0.seed(node, path: path) }
    case .whole(let range): withGrammar { _ = $0.whole(node, path: path, range) }
    case .year: withGrammar { _ = $0.whole(node, path: path, ScenarioNode.years) }
    case .decimal(let range): withGrammar { _ = $0.plain(node, path: path, range) }
    case .word(let choices): word(node, choices.map(\.word), path: path)
    case .reference(.parameter):
      guard ParameterCatalogue.declaration(for: text) == nil else { return }
      let near = findings.nearest(to: text, among: ParameterCatalogue.declarations.map(\.path))
      findings.add(
        .unknownKey, "没有参数 “\(shown)”", node.range, path: path,
        help: ParameterCatalogue.successors(of: text).map(Self.replaced)
          ?? (near.isEmpty ? "参数路径见 countyplan explain" : "是否想写 \(near.map { "“\($0)”" }.joined(separator: "、"))？"))
    case .reference(.path):
      guard !ScenarioPath.isWellFormed(text) else { return }
      findings.add(.wrongType, "“\(shown)” 不是字段路径", node.range, path: path, help: "如 care.occupancy")
    default: return
    }
  }

  private mutating func word(_ node: ScenarioNode, _ words: [String], path: String) {
    let text = node.scalar ?? ""
    guard !words.contains(text) else { return }
    let near = findings.nearest(to: text, among: words).first
    findings.add(
      .notInList, "\(path) 的取值 “\(DisplayWidth.printable(text, limit: 40))” 不在清单内", node.range, path: path,
      help: near.map { "是否想写 “\($0)”？" } ?? "可用：\(words.joined(separator: "、"))")
  }
}

extension Form {
  /// Whether a scalar looks like this form: tells the branches of ``either(_:)`` apart.
  fileprivate func takes(_ node: ScenarioNode) -> Bool {
    guard case .word(let choices) = self else { return true }
    return choices.contains { $0.word == node.scalar }
  }
}
