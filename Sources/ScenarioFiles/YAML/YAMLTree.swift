internal import CYaml
internal import Diagnostics
internal import PlainText

/// Builds nodes from the events of libyaml, without recursion.
///
/// Anchors, aliases, tags, depth, the number of nodes and repeated keys are judged on the parser's own events, before
/// anything is expanded or hashed: no second reading of the text can disagree with the first.
struct YAMLTree {
  private let place: YAMLDocument.Place
  private var findings: ScenarioFindings
  private var open: [Collection] = []
  private var root: ScenarioNode?
  private var budget = YAMLDocument.nodeLimit
  /// Whether nothing was met that must not be read any further, such as an alias.
  private var isClean = true

  /// A list or a map whose end has not come yet.
  private struct Collection {
    let isMap: Bool
    let range: SourceRange
    var items: [ScenarioNode] = []
    var entries: [ScenarioNode.Entry] = []
    /// The key that waits for its value.
    var key: (name: String, range: SourceRange)?
    var known: [String: SourceRange] = [:]
    var repeated = 0

    var waitsForKey: Bool { isMap && key == nil }
  }

  /// Repeated keys told of one map; the rest says nothing new.
  static let repetitionLimit = 20

  private init(place: YAMLDocument.Place, findings: ScenarioFindings) {
    self.place = place
    self.findings = findings
  }

  /// The node that a text spells; `nil` with findings.
  static func read(_ text: String, at place: YAMLDocument.Place, findings: inout ScenarioFindings) -> ScenarioNode? {
    var tree = YAMLTree(place: place, findings: findings)
    // The tree holds the only copy while it grows: findings are appended, not copied.
    findings = ScenarioFindings()
    var text = text
    let isWhole = text.withUTF8 { tree.parse($0) }
    findings = tree.findings
    guard isWhole, tree.isClean else { return nil }
    if tree.root == nil {
      findings.add(.emptyFile, "\(place.file) 没有内容", place.range(line: 1, column: 1), help: "至少写 schema、id、title")
    }
    return tree.root
  }

  // MARK: Events

  /// Whether the whole text was read; `false` after telling what stopped it.
  private mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // libyaml keeps the parser's own address: it must not move.
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else { return stop(.syntax, "内存不够", start) }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    var documents = 0
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { return report(parser.pointee, bytes) }
      defer { yaml_event_delete(&event) }
      switch event.type {
      case YAML_STREAM_END_EVENT: return true
      case YAML_DOCUMENT_START_EVENT:
        documents += 1
        if documents > 1 { return stop(.syntax, "一个文件只能有一份文档", range(event), help: "删去 --- 及其后的内容，或另存一个文件") }
      default:
        guard take(event) else { return false }
      }
    }
  }

  private var start: SourceRange { place.range(line: 1, column: 1) }

  private mutating func stop(_ code: ScenarioCode, _ message: String, _ range: SourceRange, help: String = "") -> Bool {
    findings.add(code, message, range, help: help)
    return false
  }

  /// One event inside a document; `false` when reading must stop.
  private mutating func take(_ event: yaml_event_t) -> Bool {
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      refuse(anchor: scalar.anchor != nil, tag: scalar.tag != nil, event)
      let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
      return place(text, isPlain: isPlain, range(event))
    case YAML_ALIAS_EVENT:
      sharing("*", range(event))
      return place("", isPlain: true, range(event))
    case YAML_SEQUENCE_START_EVENT:
      let list = event.data.sequence_start
      refuse(anchor: list.anchor != nil, tag: list.tag != nil, event)
      return enter(isMap: false, range(event))
    case YAML_MAPPING_START_EVENT:
      let map = event.data.mapping_start
      refuse(anchor: map.anchor != nil, tag: map.tag != nil, event)
      return enter(isMap: true, range(event))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      guard let closed = open.popLast() else { return true }
      add(ScenarioNode(content: closed.isMap ? .map(closed.entries) : .list(closed.items), range: closed.range))
      return true
    default: return true
    }
  }

  /// Where an event stands; a text that fits on its line is marked whole, its quotes too.
  private func range(_ event: yaml_event_t) -> SourceRange {
    let start = event.start_mark
    let end = event.end_mark
    let isOneLine = event.type == YAML_SCALAR_EVENT && start.line == end.line && end.column > start.column
    return place.range(
      line: start.line + 1, column: start.column + 1, length: isOneLine ? end.column - start.column : 1)
  }

  // MARK: What is refused

  private mutating func refuse(anchor hasAnchor: Bool, tag hasTag: Bool, _ event: yaml_event_t) {
    guard hasAnchor || hasTag else { return }
    let range = range(event)
    sharing(hasAnchor ? "&" : "!", place.range(range, length: 1))
  }

  private mutating func sharing(_ sign: String, _ range: SourceRange) {
    isClean = false
    findings.add(.aliasOrTag, "不允许锚点、别名或标签（\(sign)）", range, help: "共享内容用 extends；文字请加引号")
  }

  private mutating func isInsideLimits(_ range: SourceRange) -> Bool {
    budget -= 1
    guard open.count <= YAMLDocument.depthLimit else {
      return stop(.tooDeep, "嵌套超过 \(YAMLDocument.depthLimit) 层", range, help: "情景文件的字段不超过五层")
    }
    guard budget > 0 else {
      return stop(.tooDeep, "内容过多：超过 \(YAMLDocument.nodeLimit) 项", range, help: "情景文件只写改动；大表放在县数据包")
    }
    return true
  }

  // MARK: The tree

  private mutating func enter(isMap: Bool, _ range: SourceRange) -> Bool {
    guard isInsideLimits(range) else { return false }
    if open.last?.waitsForKey ?? false { return stop(.wrongType, "字段名应是一个词", range) }
    open.append(Collection(isMap: isMap, range: range))
    return true
  }

  private mutating func place(_ text: String, isPlain: Bool, _ range: SourceRange) -> Bool {
    guard let last = open.indices.last, open[last].waitsForKey else {
      guard isInsideLimits(range) else { return false }
      add(ScenarioNode(content: .scalar(text), range: range, isPlain: isPlain))
      return true
    }
    open[last].key = (text, range)
    if let first = open[last].known[text] {
      open[last].repeated += 1
      if open[last].repeated <= Self.repetitionLimit {
        findings.add(
          .duplicateKey, "字段 “\(DisplayWidth.printable(text, limit: 60))” 重复", range, path: text, help: "保留一处",
          related: [Diagnostic.Related(message: "第一次在这里", range: first)])
      }
    } else {
      open[last].known[text] = range
    }
    return true
  }

  private mutating func add(_ node: ScenarioNode) {
    guard let last = open.indices.last else {
      root = node
      return
    }
    guard open[last].isMap else { return open[last].items.append(node) }
    guard let key = open[last].key else { return }
    open[last].key = nil
    // Of a repeated key the first value stands, so that the rest of the file can still be checked.
    guard open[last].known[key.name] == key.range else { return }
    open[last].entries.append(ScenarioNode.Entry(key: key.name, keyRange: key.range, value: node))
  }

  // MARK: Errors

  private mutating func report(_ parser: yaml_parser_t, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let problem = parser.problem.map { DisplayWidth.printable(String(cString: $0)) } ?? "?"
    guard parser.error != YAML_READER_ERROR else {
      let before = bytes.prefix(min(max(0, Int(parser.problem_offset)), bytes.count))
      let line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
      let lead = before.suffix(from: before.lastIndex(of: 0x0A).map { $0 + 1 } ?? before.startIndex)
      return stop(
        .syntax, "不能读的字符：\(problem)",
        place.range(line: line, column: String(decoding: lead, as: UTF8.self).unicodeScalars.count + 1),
        help: "删去这个控制字符")
    }
    let mark = parser.problem_mark
    guard !problem.hasPrefix("Maximum nesting level") else {
      // Before its first event of a text, the library looks as far ahead as its own limit.
      return stop(
        .tooDeep, "嵌套超过 \(YAMLDocument.depthLimit) 层", place.range(line: mark.line + 1, column: mark.column + 1),
        help: "情景文件的字段不超过五层")
    }
    if let colon = FullWidthColon.place(in: bytes, near: mark.line + 1) {
      return stop(
        .syntax, "字段名后面是全角冒号“：”", place.range(line: colon.line, column: colon.column), help: FullWidthColon.help)
    }
    return stop(
      .syntax, "YAML 语法错误：\(problem)", place.range(line: mark.line + 1, column: mark.column + 1),
      help: "检查缩进（用空格，不用制表符）、冒号后的空格和引号")
  }
}
