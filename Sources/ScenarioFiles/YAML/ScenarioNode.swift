internal import Diagnostics
internal import PlainText

/// A node of a scenario file with the place where it was written; merging keeps the places.
struct ScenarioNode: Sendable {
  struct Entry: Sendable {
    let key: String
    let keyRange: SourceRange
    var value: ScenarioNode
  }

  indirect enum Content: Sendable {
    case scalar(String)
    case list([ScenarioNode])
    case map([Entry])
  }

  var content: Content
  let range: SourceRange
  /// Whether a scalar stands without quotes.
  var isPlain = true
  /// Where values stood that this one replaced, latest last.
  var overridden: [SourceRange] = []

  var scalar: String? { if case .scalar(let text) = content { text } else { nil } }
  var list: [ScenarioNode]? { if case .list(let nodes) = content { nodes } else { nil } }
  var map: [Entry]? { if case .map(let entries) = content { entries } else { nil } }
  var kind: Form.Kind {
    switch content {
    case .scalar: .scalar
    case .list: .list
    case .map: .map
    }
  }
  /// Whether the scalar is YAML's null or empty.
  var isNull: Bool {
    guard case .scalar(let text) = content else { return false }
    return text.isEmpty || isPlain && ["~", "null", "Null", "NULL"].contains(text)
  }

  static let years = 1950...2100

  /// The year that a key spells: four digits.
  static func year(_ key: String) -> Int? {
    guard key.utf8.count == 4, key.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let year = Int(key),
      years.contains(year)
    else { return nil }
    return year
  }

  subscript(key: String) -> ScenarioNode? { map?.first { $0.key == key }?.value }

  /// The keys of a dotted path; those of a sweep are dotted paths themselves.
  static func keys(_ path: String) -> [Substring] {
    let parts = path.split(separator: ".")
    return parts.count > 2 && parts[0] == "sweep" ? [parts[0], path.dropFirst(6)] : parts
  }

  /// The node at a dotted path.
  func at(_ path: String) -> ScenarioNode? {
    ScenarioNode.keys(path).reduce(Optional(self)) { node, key in node?[String(key)] }
  }

  /// This node as the only one of a tree, at a dotted path.
  func standing(at path: String, keyRange: SourceRange) -> ScenarioNode {
    ScenarioNode.keys(path).reversed().reduce(self) { node, key in
      ScenarioNode(content: .map([Entry(key: String(key), keyRange: keyRange, value: node)]), range: node.range)
    }
  }

  /// This map with another laid over it: maps merge by key, everything else is replaced. A parameter's value (also a
  /// path over years) is one value and is replaced whole.
  func merged(with over: ScenarioNode, path: String = "", isValue: (String) -> Bool) -> ScenarioNode {
    guard !isValue(path), case .map(var entries) = content, case .map(let others) = over.content else {
      var result = over
      if !path.isEmpty { result.overridden = overridden + [range] + over.overridden }
      return result
    }
    // Looked up, not searched for: a file may have as many keys as nodes are allowed.
    var places = Dictionary(entries.enumerated().map { ($0.element.key, $0.offset) }, uniquingKeysWith: { a, _ in a })
    for other in others {
      if let index = places[other.key] {
        let inner = path.isEmpty ? other.key : "\(path).\(other.key)"
        entries[index] = Entry(
          key: other.key, keyRange: other.keyRange,
          value: entries[index].value.merged(with: other.value, path: inner, isValue: isValue))
      } else {
        places[other.key] = entries.count
        entries.append(other)
      }
    }
    return ScenarioNode(content: .map(entries), range: over.range)
  }

  /// Removes a dotted path, and maps that it leaves empty; `false` when nothing stands there.
  mutating func remove(_ path: ArraySlice<Substring>) -> Bool {
    guard let key = path.first, case .map(var entries) = content,
      let index = entries.firstIndex(where: { $0.key == key })
    else { return false }
    if path.count == 1 {
      entries.remove(at: index)
    } else {
      var value = entries[index].value
      guard value.remove(path.dropFirst()) else { return false }
      if value.map?.isEmpty ?? false { entries.remove(at: index) } else { entries[index].value = value }
    }
    content = .map(entries)
    return true
  }

  /// The node in YAML's flow form, on one line: what it says, without places. Equal texts are equal values.
  var flow: String {
    switch content {
    case .scalar(let text): ScenarioNode.scalarText(text, isPlain: isPlain)
    case .list(let nodes): "[" + nodes.map(\.flow).joined(separator: ", ") + "]"
    case .map(let entries):
      "{"
        + entries.map { ScenarioNode.scalarText($0.key, isPlain: true) + ": " + $0.value.flow }.joined(separator: ", ")
        + "}"
    }
  }

  /// A scalar as YAML reads it back: quoted where a bare one would mean something else.
  static func scalarText(_ text: String, isPlain: Bool) -> String {
    let isBare =
      isPlain && !text.isEmpty && text.first != " " && text.last != " "
      && !text.unicodeScalars.contains { ":#,[]{}&*!|>'\"%@`\n\r\t\\".unicodeScalars.contains($0) || $0.value < 0x20 }
      && !text.hasPrefix("-") && !text.hasPrefix("?")
    return isBare || PlainNumber.value(text) != nil && isPlain ? text : JSONText.quoted(text)
  }
}

/// Problems gathered while scenario files are read, with the lines that they quote.
struct ScenarioFindings: Sendable {
  private(set) var diagnostics: [Diagnostic] = []
  private var lines: [String: [Substring]] = [:]

  mutating func add(file: String, text: String) {
    lines[file] = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// A line of a text that is no file.
  mutating func add(line: String, number: Int, to file: String) {
    var known = lines[file] ?? []
    while known.count < number { known.append("") }
    known[number - 1] = Substring(line)
    lines[file] = known
  }

  mutating func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// The same lines without the problems found so far.
  var emptied: ScenarioFindings {
    var copy = self
    copy.diagnostics = []
    return copy
  }

  /// Problems kept of one reading; nobody reads more, and a file of nothing else must not take minutes.
  static let limit = 1000
  var isFull: Bool { diagnostics.count >= Self.limit }

  /// Likely spellings, while anybody will read them.
  func nearest(to word: String, among candidates: @autoclosure () -> [String]) -> [String] {
    isFull ? [] : SpellingSuggestion.nearest(to: word, among: candidates())
  }

  mutating func add(
    _ code: ScenarioCode, _ message: String, _ range: SourceRange, path: String = "", label: String = "",
    help: String = "", related: [Diagnostic.Related] = []
  ) {
    guard !isFull else { return }
    diagnostics.append(
      Diagnostic(
        code: code.rawValue, severity: code.isWarning ? .warning : .error, message: message, range: range, path: path,
        label: label, help: help, sourceLine: line(range),
        related: related.map { Diagnostic.Related(message: $0.message, range: $0.range, sourceLine: line($0.range)) }))
  }

  func line(_ range: SourceRange) -> String {
    // A line is quoted as far as a place on it can be shown.
    guard range.column <= 4096 else { return "" }
    let text = lines[range.file] ?? []
    let line = text.indices.contains(range.line - 1) ? String(text[range.line - 1].prefix(4096)) : ""
    return line.hasSuffix("\r") ? String(line.dropLast()) : line
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  func throwIfAny() throws(DiagnosticReport) {
    if hasErrors { throw DiagnosticReport(diagnostics) }
  }
}
