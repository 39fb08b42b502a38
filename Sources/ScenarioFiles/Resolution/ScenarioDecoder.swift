internal import Diagnostics
internal import PlainText
internal import PlanningModel

/// Turns the nodes of a merged scenario, whose form has been checked, into values by declared type, never by YAML's guesses.
struct ScenarioDecoder {
  var findings: ScenarioFindings

  static let rooms = ["population", "care", "facilities", "funeral", "finance"]

  mutating func draft(_ document: ScenarioDocument) -> ScenarioDraft {
    let root = document.root
    let file = document.file
    let id = root["id"]?.scalar ?? ""
    let name = FolderPath.name(file)
    // The child of a sweep carries a number behind the name of its file.
    if document.sweepLabels.isEmpty, let node = root["id"], name != id + ".yaml" {
      findings.add(
        .badIdentifier, "id “\(DisplayWidth.printable(id, limit: 64))” 应与文件名 \(name) 相同", node.range, path: "id",
        help: name.hasSuffix(".yaml") && Self.isIdentifier(String(name.dropLast(5)))
          ? "写 id: \(name.dropLast(5))" : "文件名用小写字母、数字和连字符，以 .yaml 结尾")
    }
    let data = root["data"]?.scalar ?? ""
    let horizon = horizon(root)
    var parameters: [Located<ScenarioParameter>] = []
    for (path, node) in root.leaves() {
      guard let declaration = ParameterCatalogue.declaration(for: path),
        let reading = numbers({ $0.parameter(node, declaration) })
      else { continue }
      parameters.append(
        Located(
          value: ScenarioParameter(
            path: path, value: reading.value, grade: reading.grade, source: reading.source, note: reading.note,
            origin: Origin(file: reading.range.file, line: reading.range.line)), range: reading.range))
    }
    let order = Dictionary(
      uniqueKeysWithValues: ParameterCatalogue.declarations.enumerated().map { ($0.element.path, $0.offset) })
    parameters.sort { (order[$0.value.path] ?? 0) < (order[$1.value.path] ?? 0) }
    let portfolio = self.portfolio(root["portfolio"])
    let zones = (root["funeral"]?["zones"]?.map ?? []).compactMap { entry in
      Located(value: (code: entry.key, year: entry.value.scalar.flatMap { Int($0) }), range: entry.keyRange)
    }
    let baseBeds = self.baseBeds(root["facilities"]?["base_beds"])
    let years = (root["outputs"]?["years"]?.list ?? []).compactMap { item in
      whole(item).map { Located(value: $0, range: item.range) }
    }
    let targets = self.targets(root["targets"])
    let correlations = self.correlations(root["correlations"])
    let folder = FolderPath.parent(of: file)
    let project = folder.isEmpty || folder == "." ? ".." : FolderPath.parent(of: folder)
    checkInside(root["data"], FolderPath.join(project, data), project: project.isEmpty ? "." : project)
    return ScenarioDraft(
      id: id, countyFolder: FolderPath.join(project, data), title: root["title"]?.scalar ?? "",
      description: root["description"]?.scalar ?? "", data: data, horizon: horizon,
      horizonStart: root["horizon"]?["start"]?.range, ensemble: ensemble(root),
      parameters: parameters, portfolio: portfolio, zones: zones, baseBeds: baseBeds, targets: targets,
      correlations: correlations,
      years: years, document: document)
  }

  /// A data folder that a symbolic link leads out of the project is refused like a path that says so.
  private mutating func checkInside(_ node: ScenarioNode?, _ path: String, project: String) {
    guard let node, InputFile.realPath(path) != nil, !InputFile.isInside(path, folder: project) else { return }
    findings.add(
      .unsafePath, "data “\(DisplayWidth.printable(node.scalar ?? "", limit: 60))” 指向项目文件夹之外", node.range, path: "data",
      help: "把数据包复制到项目文件夹内")
  }

  static func isIdentifier(_ text: String) -> Bool {
    let letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    guard let first = text.first, letters.contains(first), text.utf8.count <= 64 else { return false }
    return text.allSatisfy { letters.contains($0) || $0 == "-" }
  }

  static func isRelative(_ text: String) -> Bool {
    !text.isEmpty && !text.unicodeScalars.contains { $0.value < 0x20 || $0 == "\\" }
      && !text.split(separator: "/", omittingEmptySubsequences: false).contains { $0.isEmpty || $0.hasPrefix(".") }
  }

  // MARK: Values whose form is right

  /// Reads a number; its form has been checked, so that a second finding would be a repeated one.
  func numbers<Value>(_ read: (inout NumberGrammar) -> Value?) -> Value? {
    var grammar = NumberGrammar(findings: findings.emptied)
    return read(&grammar)
  }

  func whole(_ node: ScenarioNode?) -> Int? {
    guard let node, let value = numbers({ $0.plain(node, path: "", -9e15...9e15) }) else { return nil }
    return Int(exactly: value)
  }

  func decimal(_ node: ScenarioNode?) -> Double? {
    guard let node else { return nil }
    return numbers { $0.plain(node, path: "", -1e15...1e15) }
  }

  private mutating func horizon(_ root: ScenarioNode) -> Located<Horizon>? {
    guard let node = root["horizon"], let endNode = node["end"], let start = whole(node["start"]),
      let end = whole(endNode)
    else { return nil }
    guard start < end, end - start <= 60 else {
      findings.add(
        .impossibleYear, "horizon.end 应晚于 start，且不超过60年", endNode.range, path: "horizon.end",
        related: [Diagnostic.Related(message: "start 在这里", range: node["start"]?.range ?? node.range)])
      return nil
    }
    return Located(value: Horizon(start: Year(start), end: Year(end)), range: endNode.range)
  }

  private func ensemble(_ root: ScenarioNode) -> EnsembleChoice {
    guard let node = root["ensemble"] else { return .deterministic }
    return EnsembleChoice(
      draws: whole(node["draws"]) ?? 0,
      seed: node["seed"].flatMap { written in numbers { $0.seed(written, path: "") } }
        ?? EnsembleChoice.deterministic.seed,
      drawsPersons: node["small_numbers"]?.scalar == "persons", isConditioned: node["observations"]?.scalar != "ignore")
  }

  private mutating func targets(_ node: ScenarioNode?) -> [Located<ScenarioTarget>] {
    (node?.list ?? []).enumerated().compactMap { index, item in
      guard let name = item["measure"]?.scalar, let measure = Measure(rawValue: name), let year = whole(item["year"])
      else {
        return nil
      }
      let bounds: [(ScenarioTarget.Bound, ScenarioNode)] = [(.atLeast, "at_least"), (.atMost, "at_most")].compactMap {
        bound, key in item[key].map { (bound, $0) }
      }
      guard let (bound, written) = bounds.first, bounds.count == 1, let value = decimal(written) else {
        findings.add(
          .missingKey, "targets.\(index) 需要 at_least 或 at_most 之一", item.range, path: "targets.\(index)",
          help: "如 {measure: unmet, year: 2030, at_most: 500}")
        return nil
      }
      let isShare = measure.unit == "share"
      guard measure.possible.contains(value) else {
        findings.add(
          .outOfRange, "\(name) \(isShare ? "是0到1的比例" : "不会是负数")，写的是 \(NumberFormat.plain(value))",
          written.range, path: "targets.\(index)",
          help: value > 1 && value <= 100 ? "写成小数：\(NumberFormat.plain(value / 100))" : "")
        return nil
      }
      return Located(
        value: ScenarioTarget(
          measure: measure, year: Year(year), bound: bound, value: value,
          origin: Origin(file: item.range.file, line: item.range.line)), range: item["year"]?.range ?? item.range)
    }
  }

  private mutating func correlations(_ node: ScenarioNode?) -> [Located<RankCorrelation>] {
    var seen: [String: SourceRange] = [:]
    return (node?.list ?? []).enumerated().compactMap { index, item in
      guard let a = item["a"]?.scalar, let b = item["b"]?.scalar, let rho = decimal(item["rho"]) else { return nil }
      guard a != b else {
        findings.add(.contradiction, "一个参数不能与自己相关", item["b"]?.range ?? item.range, path: "correlations.\(index)")
        return nil
      }
      let pair = [a, b].sorted().joined(separator: " ")
      if let before = seen[pair] {
        findings.add(
          .contradiction, "\(a) 与 \(b) 的相关写了两次", item.range, path: "correlations.\(index)", help: "保留一处",
          related: [Diagnostic.Related(message: "第一次在这里", range: before)])
        return nil
      }
      seen[pair] = item.range
      return Located(
        value: RankCorrelation(
          first: a, second: b, rho: rho, origin: Origin(file: item.range.file, line: item.range.line)),
        range: item["rho"]?.range ?? item.range)
    }
  }
}
