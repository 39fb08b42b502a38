internal import Diagnostics

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

  var scalar: String? { if case .scalar(let text) = content { text } else { nil } }
  var list: [ScenarioNode]? { if case .list(let nodes) = content { nodes } else { nil } }
  var map: [Entry]? { if case .map(let entries) = content { entries } else { nil } }

  subscript(key: String) -> ScenarioNode? { map?.first { $0.key == key }?.value }

  /// This map with another laid over it: maps merge by key, everything else is replaced. A parameter's value (also a
  /// path over years) is one value and is replaced whole.
  func merged(with over: ScenarioNode, path: String = "", isValue: (String) -> Bool) -> ScenarioNode {
    guard !isValue(path), case .map(var entries) = content, case .map(let others) = over.content else { return over }
    for other in others {
      if let index = entries.firstIndex(where: { $0.key == other.key }) {
        let inner = path.isEmpty ? other.key : "\(path).\(other.key)"
        entries[index] = Entry(
          key: other.key, keyRange: other.keyRange,
          value: entries[index].value.merged(with: other.value, path: inner, isValue: isValue))
      } else {
        entries.append(other)
      }
    }
    return ScenarioNode(content: .map(entries), range: over.range)
  }

  /// Removes a dotted path; `false` when nothing stands there.
  mutating func remove(_ path: ArraySlice<Substring>) -> Bool {
    guard let key = path.first, case .map(var entries) = content,
      let index = entries.firstIndex(where: { $0.key == key })
    else { return false }
    if path.count == 1 {
      entries.remove(at: index)
    } else {
      var value = entries[index].value
      guard value.remove(path.dropFirst()) else { return false }
      entries[index].value = value
    }
    content = .map(entries)
    return true
  }
}

/// Problems gathered while scenario files are read, with the lines that they quote.
struct ScenarioFindings {
  private(set) var diagnostics: [Diagnostic] = []
  private var lines: [String: [Substring]] = [:]

  mutating func add(file: String, text: String) {
    lines[file] = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  mutating func add(
    _ code: ScenarioCode, _ message: String, _ range: SourceRange, path: String = "", label: String = "",
    help: String = ""
  ) {
    let text = lines[range.file] ?? []
    let line = text.indices.contains(range.line - 1) ? String(text[range.line - 1].prefix(4096)) : ""
    diagnostics.append(
      Diagnostic(
        code: code.rawValue, message: message, range: range, path: path, label: label, help: help,
        sourceLine: line.hasSuffix("\r") ? String(line.dropLast()) : line))
  }

  func throwIfAny() throws(DiagnosticReport) {
    if !diagnostics.isEmpty { throw DiagnosticReport(diagnostics) }
  }
}
