public import Diagnostics
public import PlanningModel

/// What can still be told of a scenario whose form is wrong in places: the parts that are right are checked against the county
/// all the same, so that a planner meets every problem at once. Only what depends on a broken part is left alone.
extension ScenarioReader {
  /// A file read once: the document when its form is right; else what is wrong, and the parts that could be read.
  ///
  /// - Throws: `InputMissing` when the file does not exist.
  public func examine(file: String, assignments: [String] = []) throws -> Examination {
    let reading = try reading(file: file, assignments: assignments)
    guard reading.findings.hasErrors else { return Examination(document: reading.document, problems: [], rest: nil) }
    return Examination(
      document: nil, problems: reading.findings.diagnostics,
      rest: reading.document.flatMap { salvage($0, isComplete: reading.isComplete) })
  }

  public struct Examination: Sendable {
    public let document: ScenarioDocument?
    public let problems: [Diagnostic]
    /// `nil` when the parts name no county, or when so much is wrong that no more would be told.
    public let rest: ScenarioDraft?
  }

  /// The parts of a file that could be read; `nil` when they name no county.
  ///
  /// - Parameters:
  ///   - file: Path of a `.yaml` file that ``document(file:assignments:)`` refuses.
  ///   - assignments: As there.
  public func salvage(file: String, assignments: [String] = []) -> ScenarioDraft? {
    (try? examine(file: file, assignments: assignments))?.rest
  }

  /// The parts of a document that ``draft(_:)`` refuses.
  public func salvage(_ document: ScenarioDocument) -> ScenarioDraft? { salvage(document, isComplete: true) }

  /// Everything that is wrong with a salvaged scenario in its county; nothing is made of it.
  public func problems(_ draft: ScenarioDraft, in county: County) -> [Diagnostic] {
    var resolution = Resolution(draft: draft, county: county)
    _ = resolution.scenario()
    return resolution.findings.diagnostics.filter { finding in
      // Without a horizon no year can be judged.
      draft.horizon != nil || finding.code != ScenarioCode.impossibleYear.rawValue
        || draft.document.findings.diagnostics.contains(finding)
    }
  }

  private func salvage(_ document: ScenarioDocument, isComplete: Bool) -> ScenarioDraft? {
    // No further problem would be told.
    guard !document.findings.isFull else { return nil }
    var decoder = ScenarioDecoder(findings: document.findings)
    // What the decoder alone finds (contradictions inside a list, a horizon that runs backwards) breaks its part too.
    _ = decoder.draft(document)
    var broken = Set(
      decoder.findings.diagnostics.filter { $0.severity == .error && !$0.path.isEmpty }.map(\.path))
    let root = document.root.without(broken)
    // A parent that is missing may have set anything.
    if !isComplete { broken.formUnion(ScenarioDraft.composition) }
    guard root["data"]?.scalar != nil else { return nil }
    let sound = ScenarioDocument(
      file: document.file, files: document.files, assignments: document.assignments, title: document.title,
      sweepLabels: document.sweepLabels, sweepChild: document.sweepChild, root: root, findings: decoder.findings)
    var again = ScenarioDecoder(findings: decoder.findings)
    return again.draft(sound).withBroken(broken)
  }
}

extension ScenarioDraft {
  /// Fields that decide which projects stand in the portfolio and when.
  static let composition: Set<String> = [
    "portfolio.include", "portfolio.add", "portfolio.drop", "portfolio.open", "portfolio.shift",
  ]

  /// Whether a part at or below a path, or one above it, could not be read.
  func isBroken(_ path: String) -> Bool {
    broken.contains { $0 == path || $0.hasPrefix(path + ".") || path.hasPrefix($0 + ".") }
  }
}

extension ScenarioNode {
  /// Without the nodes at some paths: whole values where a part of them is wrong, single items of lists.
  fileprivate func without(_ paths: Set<String>) -> ScenarioNode {
    // From the back, so that the items of a list keep their places.
    paths.sorted { $0.compare($1) > 0 }.reduce(self) { node, path in node.without(ScenarioNode.keys(path)[...], at: "")
    }
  }

  private func without(_ keys: ArraySlice<Substring>, at path: String) -> ScenarioNode {
    guard let key = keys.first else { return self }
    var result = self
    switch content {
    case .scalar: return self
    case .list(var items):
      guard let index = Int(key), items.indices.contains(index) else { return self }
      items.remove(at: index)
      result.content = .list(items)
    case .map(var entries):
      guard let index = entries.firstIndex(where: { $0.key == key }) else { return self }
      let inner = path.isEmpty ? String(key) : path + "." + key
      if keys.count == 1 || Inheritance.isValue(inner)
        || entries[index].value.map == nil && entries[index].value.list == nil
      {
        entries.remove(at: index)
      } else {
        entries[index].value = entries[index].value.without(keys.dropFirst(), at: inner)
      }
      result.content = .map(entries)
    }
    return result
  }
}

extension String {
  /// Order in which numbers between dots stand by size.
  fileprivate func compare(_ other: String) -> Int {
    let (a, b) = (split(separator: "."), other.split(separator: "."))
    for (x, y) in zip(a, b) where x != y {
      if let m = Int(x), let n = Int(y) { return m < n ? -1 : 1 }
      return x < y ? -1 : 1
    }
    return a.count < b.count ? -1 : a.count == b.count ? 0 : 1
  }
}
