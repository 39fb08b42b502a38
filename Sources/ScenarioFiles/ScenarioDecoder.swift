internal import Diagnostics
internal import PlanningModel

/// Decodes the merged nodes of a scenario by declared type, never by YAML's guesses.
struct ScenarioDecoder {
  var findings: ScenarioFindings

  static let keys = [
    "schema", "id", "title", "description", "extends", "unset", "data", "horizon", "population", "care", "facilities",
    "portfolio", "funeral", "finance", "outputs",
  ]
  static let later = ["ensemble", "targets", "correlations", "sweep"]
  static let rooms = ["population", "care", "facilities", "funeral", "finance"]

  mutating func draft(_ root: ScenarioNode, file: String, files: [DataFile]) -> ScenarioDraft? {
    checkKeys(root, path: "", allowed: Self.keys, later: Self.later)
    if let schema = root["schema"] {
      if schema.scalar != "1" { findings.add(.notInList, "schema 应为 1", schema.range, path: "schema") }
    } else {
      findings.add(.missingKey, "缺少 schema: 1", root.range, path: "schema")
    }
    let id = word(root, "id") ?? ""
    let name = FolderPath.name(file)
    if let node = root["id"], !ScenarioDecoder.isIdentifier(id) || name != id + ".yaml" {
      findings.add(
        .badIdentifier, "id “\(DisplayWidth.printable(id, limit: 64))” 应由小写字母、数字、连字符组成，并与文件名 \(name) 相同", node.range,
        path: "id")
    }
    let title = word(root, "title") ?? ""
    let data = word(root, "data") ?? ""
    if let node = root["data"], !ScenarioDecoder.isRelative(data) {
      findings.add(.unsafePath, "data 应是项目文件夹内的相对路径，如 seeds/某县", node.range, path: "data")
    }
    let horizon = horizon(root)
    var parameters: [Located<ScenarioParameter>] = []
    for room in Self.rooms { if let node = root[room] { collect(node, path: room, into: &parameters) } }
    let order = Dictionary(
      uniqueKeysWithValues: ParameterCatalogue.declarations.enumerated().map { ($0.element.path, $0.offset) })
    parameters.sort { (order[$0.value.path] ?? 0) < (order[$1.value.path] ?? 0) }
    let portfolio = root["portfolio"].map { self.portfolio($0) } ?? DraftPortfolio()
    let zones = self.zones(root["funeral"]?["zones"])
    let years = self.years(root["outputs"])
    guard let horizon else { return nil }
    let folder = FolderPath.parent(of: file)
    let project = folder.isEmpty || folder == "." ? ".." : FolderPath.parent(of: folder)
    return ScenarioDraft(
      id: id, countyFolder: FolderPath.join(project, data), title: title,
      description: root["description"]?.scalar ?? "", data: data, horizon: horizon, parameters: parameters,
      portfolio: portfolio, zones: zones, years: years,
      files: files, findings: findings)
  }

  static func isIdentifier(_ text: String) -> Bool {
    let letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    guard let first = text.first, letters.contains(first), text.utf8.count <= 64 else { return false }
    return text.allSatisfy { letters.contains($0) || $0 == "-" }
  }

  static func isRelative(_ text: String) -> Bool {
    !text.isEmpty && !text.contains("\0")
      && !text.split(separator: "/", omittingEmptySubsequences: false).contains { $0.isEmpty || $0.hasPrefix(".") }
  }

  // MARK: Single values

  mutating func checkKeys(_ node: ScenarioNode, path: String, allowed: [String], later: [String] = []) {
    guard let entries = node.map else {
      findings.add(.wrongType, "“\(path)” 应是“字段: 值”的映射", node.range, path: path)
      return
    }
    for entry in entries where !allowed.contains(entry.key) {
      let full = path.isEmpty ? entry.key : "\(path).\(entry.key)"
      let shown = DisplayWidth.printable(entry.key, limit: 60)
      if later.contains(entry.key) {
        findings.add(.notSupported, "“\(shown)” 尚未支持", entry.keyRange, path: full, help: "删去这一段")
        continue
      }
      let near = SpellingSuggestion.nearest(to: entry.key, among: allowed)
      findings.add(
        .unknownKey, "未知字段 “\(shown)”", entry.keyRange, path: full,
        label: path.isEmpty ? "情景文件没有这个字段" : "“\(path)” 下没有这个字段",
        help: near.isEmpty
          ? "可用：\(allowed.joined(separator: "、"))" : "是否想写 \(near.map { "“\($0)”" }.joined(separator: "、"))？")
    }
  }

  mutating func word(_ root: ScenarioNode, _ key: String) -> String? {
    guard let node = root[key] else {
      findings.add(.missingKey, "缺少字段 \(key)", root.range, path: key)
      return nil
    }
    guard let text = node.scalar, !text.isEmpty else {
      findings.add(.wrongType, "\(key) 应是文字", node.range, path: key)
      return nil
    }
    return text
  }

  mutating func number(_ node: ScenarioNode, path: String, _ range: ClosedRange<Double>) -> Double? {
    guard let text = node.scalar else {
      findings.add(.wrongType, "\(path) 应是一个数", node.range, path: path)
      return nil
    }
    guard let value = PlainNumber.value(text) else {
      findings.add(
        .notANumber, "\(path) 应为数字，读到 “\(DisplayWidth.printable(text, limit: 40))”", node.range, path: path,
        help: "写成 0.15 或 1200 的形式，不带百分号、千分号和单位")
      return nil
    }
    guard range.lowerBound <= value && value <= range.upperBound else {
      findings.add(
        .outOfRange, "\(path) 的值 \(text) 超出 \(range.lowerBound) 到 \(range.upperBound)", node.range, path: path,
        help: value > 1 && value <= 100 && range.upperBound == 1 ? "比例写成小数：\((value * 100).rounded() / 10_000)" : "")
      return nil
    }
    return value
  }

  mutating func integer(_ node: ScenarioNode, path: String, _ range: ClosedRange<Double>) -> Int? {
    guard let value = number(node, path: path, range) else { return nil }
    guard let whole = Int(exactly: value) else {
      findings.add(.notANumber, "\(path) 应为整数", node.range, path: path)
      return nil
    }
    return whole
  }

  mutating func choice<T: RawRepresentable & CaseIterable>(
    _ node: ScenarioNode, path: String, _ type: T.Type
  ) -> T? where T.RawValue == String {
    let names = T.allCases.map { $0.rawValue }
    if let text = node.scalar, let value = T(rawValue: text) { return value }
    let near = SpellingSuggestion.nearest(to: node.scalar ?? "", among: names).first
    findings.add(
      .notInList, "\(path) 的取值 “\(DisplayWidth.printable(node.scalar ?? "", limit: 40))” 不在清单内", node.range, path: path,
      help: near.map { "是否想写 “\($0)”？" } ?? "可用：\(names.joined(separator: "、"))")
    return nil
  }

  private mutating func horizon(_ root: ScenarioNode) -> Located<Horizon>? {
    guard let node = root["horizon"] else {
      findings.add(.missingKey, "缺少 horizon: {start: 2020, end: 2035}", root.range, path: "horizon")
      return nil
    }
    checkKeys(node, path: "horizon", allowed: ["start", "end"])
    guard let startNode = node["start"], let endNode = node["end"] else {
      findings.add(.missingKey, "horizon 需要 start 和 end", node.range, path: "horizon")
      return nil
    }
    let start = integer(startNode, path: "horizon.start", 1950...2100)
    let end = integer(endNode, path: "horizon.end", 1950...2100)
    guard let start, let end else { return nil }
    guard start < end, end - start <= 60 else {
      findings.add(.impossibleYear, "horizon.end 应晚于 start，且不超过60年", endNode.range, path: "horizon.end")
      return nil
    }
    return Located(value: Horizon(start: Year(start), end: Year(end)), range: endNode.range)
  }

  // MARK: Parameters

  /// Walks a room's maps down to declared paths.
  private mutating func collect(_ node: ScenarioNode, path: String, into parameters: inout [Located<ScenarioParameter>])
  {
    if let declaration = ParameterCatalogue.declaration(for: path) {
      if let parameter = parameter(node, declaration) { parameters.append(parameter) }
      return
    }
    guard let entries = node.map else {
      findings.add(.wrongType, "“\(path)” 应是“字段: 值”的映射", node.range, path: path)
      return
    }
    let below = ParameterCatalogue.declarations.map(\.path).filter { $0.hasPrefix(path + ".") }
      .map { String($0.dropFirst(path.count + 1).prefix { $0 != "." }) }
    let allowed = Array(Set(below)).sorted() + (path == "funeral" ? ["zones"] : [])
    checkKeys(node, path: path, allowed: allowed)
    for entry in entries where allowed.contains(entry.key) && entry.key != "zones" {
      collect(entry.value, path: "\(path).\(entry.key)", into: &parameters)
    }
  }

  private mutating func parameter(
    _ node: ScenarioNode, _ declaration: ParameterDeclaration
  ) -> Located<ScenarioParameter>? {
    let path = declaration.path
    var valueNode = node
    var grade = EvidenceGrade.assumption
    var source = "scenario"
    var note = ""
    if node["value"] != nil || node["unit"] != nil || node["note"] != nil {
      checkKeys(node, path: path, allowed: ["value", "unit", "source", "grade", "note"])
      guard let value = node["value"] else {
        findings.add(.missingKey, "\(path) 缺少 value", node.range, path: path)
        return nil
      }
      valueNode = value
      if let unit = node["unit"], unit.scalar != declaration.unit {
        findings.add(.wrongUnit, "\(path) 的单位应为 “\(declaration.unit)”", unit.range, path: path + ".unit")
      }
      if let given = node["grade"] { grade = choice(given, path: path + ".grade", EvidenceGrade.self) ?? grade }
      source = node["source"]?.scalar ?? source
      note = node["note"]?.scalar ?? note
    }
    guard let value = yearPath(valueNode, declaration) else { return nil }
    let range = valueNode.range
    return Located(
      value: ScenarioParameter(
        path: path, value: value, grade: grade, source: source, note: note,
        origin: Origin(file: range.file, line: range.line)), range: range)
  }

  private mutating func yearPath(_ node: ScenarioNode, _ declaration: ParameterDeclaration) -> YearPath? {
    let range = declaration.lowest...declaration.highest
    guard let entries = node.map else { return number(node, path: declaration.path, range).map { YearPath($0) } }
    guard declaration.mayVary else {
      findings.add(.mayNotVary, "\(declaration.path) 不能按年份变化，应是一个数", node.range, path: declaration.path)
      return nil
    }
    var points: [YearPath.Point] = []
    for entry in entries {
      guard let year = PlainNumber.value(entry.key).flatMap({ Int(exactly: $0) }), (1950...2100).contains(year) else {
        findings.add(
          .impossibleYear, "“\(DisplayWidth.printable(entry.key, limit: 40))” 不是年份", entry.keyRange,
          path: declaration.path, help: "按年份写：{2020: 0.15, 2025: 0.30}")
        continue
      }
      if let value = number(entry.value, path: "\(declaration.path).\(year)", range) {
        points.append(YearPath.Point(year: Year(year), value: value))
      }
    }
    if entries.isEmpty { findings.add(.wrongType, "\(declaration.path) 没有任何年份", node.range, path: declaration.path) }
    return YearPath(points: points)
  }

  private mutating func zones(_ node: ScenarioNode?) -> [Located<(code: String, year: Int?)>] {
    guard let node else { return [] }
    guard let entries = node.map else {
      findings.add(.wrongType, "funeral.zones 应是“乡镇街道代码: 年份”的映射", node.range, path: "funeral.zones")
      return []
    }
    return entries.compactMap { entry in
      let path = "funeral.zones.\(entry.key)"
      if entry.value.scalar == "base" { return Located(value: (entry.key, nil), range: entry.keyRange) }
      guard let year = integer(entry.value, path: path, 1950...2100) else { return nil }
      return Located(value: (entry.key, year), range: entry.keyRange)
    }
  }

  private mutating func years(_ node: ScenarioNode?) -> [Located<Int>] {
    guard let node else { return [] }
    checkKeys(node, path: "outputs", allowed: ["years"])
    guard let list = node["years"] else { return [] }
    guard let items = list.list else {
      findings.add(.wrongType, "outputs.years 应是年份清单", list.range, path: "outputs.years")
      return []
    }
    return items.compactMap { item in
      integer(item, path: "outputs.years", 1950...2100).map { Located(value: $0, range: item.range) }
    }
  }
}
