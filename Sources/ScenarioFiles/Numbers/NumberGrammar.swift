internal import Diagnostics
internal import PlainText
internal import PlanningModel
internal import Uncertainty

/// Reads numbers: constants, 80% intervals, distributions and paths over years, with unit, source, grade and note.
struct NumberGrammar {
  var findings: ScenarioFindings

  /// A number with what its author says of it.
  struct Reading<Value: Sendable>: Sendable {
    let value: Value
    var grade = EvidenceGrade.assumption
    var source = "scenario"
    var note = ""
    /// Where the number itself stands.
    let range: SourceRange
  }

  static let notes = ["unit", "source", "grade", "note"]
  static let curves = UncertainPath.Curve.allCases.map(\.rawValue)
  /// What `bound` may say: the middle of an interval or of a triangle is its lowest or its highest value.
  static let bounds = ["low", "high"]
  static let positive = 1e-6...1e9
  static let weights = 0...1e9
  /// Standard deviations of a logarithm: 5 is a factor of 600 between the median and the 90% quantile.
  static let logSpread = 1e-6...5.0

  /// One field of a distribution: a value in the parameter's own range, or a number of its own.
  enum Part: Sendable {
    case value
    case positive
    /// A shape of a beta or gamma distribution.
    case shape
    case optionalValue
    case optionalPositive
    /// The standard deviation of a logarithm.
    case optionalLogSpread
    case values
    case weights

    var isRequired: Bool {
      switch self {
      case .optionalValue, .optionalPositive, .optionalLogSpread: false
      default: true
      }
    }

    /// What its number may be, in a parameter of the range given; `nil` for lists.
    func range(_ own: ClosedRange<Double>) -> ClosedRange<Double>? {
      switch self {
      case .value, .optionalValue: own
      case .positive, .optionalPositive: NumberGrammar.positive
      case .shape: UncertainNumber.shapes
      case .optionalLogSpread: NumberGrammar.logSpread
      case .values, .weights: nil
      }
    }
  }

  /// Distributions by name, with their fields.
  static let distributions: [(name: String, zh: String, en: String, parts: [(String, Part)])] = [
    ("normal", "正态分布：均值、标准差", "normal: mean, standard deviation", [("mean", .value), ("sd", .positive)]),
    (
      "lognormal", "对数正态分布：中位数，加90%分位或对数标准差", "lognormal: median with p90 or sd_log",
      [("median", .positive), ("p90", .optionalPositive), ("sd_log", .optionalLogSpread)]
    ),
    (
      "triangular", "三角分布：最低、最可能、最高", "triangular: low, mode, high",
      [("low", .value), ("mode", .value), ("high", .value)]
    ),
    ("pert", "PERT 分布：最低、最可能、最高", "PERT: low, mode, high", [("low", .value), ("mode", .value), ("high", .value)]),
    ("uniform", "均匀分布：最低、最高", "uniform: low, high", [("low", .value), ("high", .value)]),
    (
      "beta", "贝塔分布：alpha、beta，默认在0到1上", "beta: alpha, beta, on 0 to 1 unless low and high are given",
      [("alpha", .shape), ("beta", .shape), ("low", .optionalValue), ("high", .optionalValue)]
    ),
    ("gamma", "伽马分布：形状、尺度", "gamma: shape, scale", [("shape", .shape), ("scale", .positive)]),
    ("choice", "离散取值：values 和 weights", "choice: values with weights", [("values", .values), ("weights", .weights)]),
  ]

  // MARK: Plain numbers

  mutating func plain(_ node: ScenarioNode, path: String, _ range: ClosedRange<Double>) -> Double? {
    guard let text = node.scalar, !node.isNull else {
      findings.add(.wrongType, "\(path) 应是一个数", node.range, path: path)
      return nil
    }
    guard let value = PlainNumber.value(text), node.isPlain else {
      findings.add(
        .notANumber, "\(path) 应为数字，读到 “\(DisplayWidth.printable(text, limit: 40))”", node.range, path: path,
        help: PlainNumber.value(text) != nil ? "去掉引号" : NumberGrammar.advice(text))
      return nil
    }
    guard range.contains(value) else {
      findings.add(
        .outOfRange, "\(path) 的值 \(text) 超出 \(Self.shown(range.lowerBound)) 到 \(Self.shown(range.upperBound))",
        node.range,
        path: path,
        help: value > 1 && value <= 100 && range.upperBound == 1
          ? "比例写成小数：\(Self.shown(value / 100))"
          : Self.guess(value, path, range))
      return nil
    }
    return value
  }

  /// The number that is meant by one of the parameter at a path or above it, or of a sum of money.
  private static func guess(_ value: Double, _ path: String, _ range: ClosedRange<Double>) -> String {
    if path.hasPrefix("portfolio.budget") { return PlausibleNumber.guess(value, range, .money) }
    if path.hasPrefix("portfolio.scale") { return PlausibleNumber.guess(value, range, .fraction) }
    var parts = path.split(separator: ".")
    while !parts.isEmpty {
      if let declaration = ParameterCatalogue.declaration(for: parts.joined(separator: ".")) {
        return PlausibleNumber.guess(
          value, declaration.plausible ?? range, PlausibleNumber.Kind(unit: declaration.unit))
      }
      parts.removeLast()
    }
    return ""
  }

  mutating func whole(_ node: ScenarioNode, path: String, _ range: ClosedRange<Int>) -> Int? {
    guard let value = plain(node, path: path, Double(range.lowerBound)...Double(range.upperBound)) else { return nil }
    guard let whole = Int(exactly: value) else {
      findings.add(.notANumber, "\(path) 应为整数", node.range, path: path)
      return nil
    }
    return whole
  }

  mutating func seed(_ node: ScenarioNode, path: String) -> UInt64? {
    if node.isPlain, let text = node.scalar, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let seed = UInt64(text)
    {
      return seed
    }
    if node.isPlain, let text = node.scalar, let value = PlainNumber.value(text), !(0..<0x1p64).contains(value) {
      findings.add(
        .outOfRange, "\(path) 应为0到\(UInt64.max)的整数，读到 “\(DisplayWidth.printable(text, limit: 40))”", node.range,
        path: path)
      return nil
    }
    guard let value = plain(node, path: path, 0...0x1p64) else { return nil }
    guard let seed = UInt64(exactly: value) else {
      let isWhole = value == value.rounded()
      findings.add(
        isWhole ? .outOfRange : .notANumber, "\(path) 应为0到\(UInt64.max)的整数", node.range, path: path)
      return nil
    }
    return seed
  }

  /// What to write instead of a text that looks like a number.
  private static func advice(_ text: String) -> String {
    let bare = text.filter { !"%％ ,，".contains($0) }
    let folded = String(
      String.UnicodeScalarView(
        bare.unicodeScalars.map {
          (0xFF10...0xFF19).contains($0.value) || $0.value == 0xFF0E ? Unicode.Scalar($0.value - 0xFEE0) ?? $0 : $0
        }))
    if let value = PlainNumber.value(folded) {
      let isPercent = text.contains("%") || text.contains("％")
      return "是否想写 \(isPercent ? shown(value / 100) : folded)？"
    }
    return "写成 0.15 或 1200 的形式，不带百分号、千分号和单位"
  }

  private static func shown(_ value: Double) -> String { NumberFormat.machine(value, decimals: 6) ?? "\(value)" }

  // MARK: Uncertain numbers

  /// A number without years.
  mutating func number(_ node: ScenarioNode, path: String, _ range: ClosedRange<Double>) -> Reading<UncertainNumber>? {
    guard let (core, reading) = annotations(node, path: path, unit: nil) else { return nil }
    guard let value = uncertain(core, path: path, range) else { return nil }
    return Reading(value: value, grade: reading.grade, source: reading.source, note: reading.note, range: core.range)
  }

  /// A declared parameter.
  mutating func parameter(_ node: ScenarioNode, _ declaration: ParameterDeclaration) -> Reading<UncertainPath>? {
    let path = declaration.path
    let range = declaration.lowest...declaration.highest
    guard let (core, reading) = annotations(node, path: path, unit: declaration.unit) else { return nil }
    let value: UncertainPath?
    if let entries = core.map, isYears(entries) {
      guard declaration.mayVary else {
        findings.add(.mayNotVary, "\(path) 不能按年份变化，应是一个数", core.range, path: path)
        return nil
      }
      value = self.path(entries, core, curve: reading.curve, path: path, range)
    } else {
      value = uncertain(core, path: path, range).map { UncertainPath($0) }
    }
    guard let value else { return nil }
    return Reading(value: value, grade: reading.grade, source: reading.source, note: reading.note, range: core.range)
  }

  private struct Notes {
    var grade = EvidenceGrade.assumption
    var source = "scenario"
    var note = ""
    var curve = UncertainPath.Curve.linear
  }

  /// The number itself, and what is said of it beside it.
  private mutating func annotations(_ node: ScenarioNode, path: String, unit: String?) -> (ScenarioNode, Notes)? {
    guard let entries = node.map else { return (node, Notes()) }
    var notes = Notes()
    let keys = Self.notes + (unit == nil ? [] : ["interpolate"])
    let count = findings.diagnostics.count
    for entry in entries where keys.contains(entry.key) {
      let full = "\(path).\(entry.key)"
      guard let text = entry.value.scalar, !entry.value.isNull else {
        findings.add(.wrongType, "\(full) 应是文字", entry.value.range, path: full)
        continue
      }
      switch entry.key {
      case "unit":
        if let unit, text != unit {
          findings.add(
            .wrongUnit, "\(path) 的单位应为 “\(unit)”", entry.value.range, path: full, help: "写 unit: \(unit)，数值相应换算")
        }
      case "source": notes.source = text
      case "note": notes.note = text
      case "grade":
        notes.grade =
          choice(entry.value, EvidenceGrade.allCases.map(\.rawValue), path: full).flatMap(EvidenceGrade.init)
          ?? .assumption
      default: notes.curve = choice(entry.value, Self.curves, path: full).flatMap(UncertainPath.Curve.init) ?? .linear
      }
    }
    let rest = entries.filter { !keys.contains($0.key) }
    if let value = rest.first(where: { $0.key == "value" }) {
      for other in rest where other.key != "value" { unknown(other, allowed: ["value"] + keys, path: path) }
      return findings.diagnostics.count == count ? (value.value, notes) : nil
    }
    guard !rest.isEmpty else {
      findings.add(.missingKey, "\(path) 缺少 value", node.range, path: path, help: "写 value: 数值")
      return nil
    }
    guard findings.diagnostics.count == count else { return nil }
    return (ScenarioNode(content: .map(rest), range: node.range, isPlain: node.isPlain), notes)
  }

  private func isYears(_ entries: [ScenarioNode.Entry]) -> Bool {
    !entries.isEmpty
      && !entries.contains { ["dist", "low80", "mid", "high80", "low", "mode", "high"].contains($0.key) }
  }

  private mutating func path(
    _ entries: [ScenarioNode.Entry], _ node: ScenarioNode, curve: UncertainPath.Curve, path: String,
    _ range: ClosedRange<Double>
  ) -> UncertainPath? {
    var points: [UncertainPath.Point] = []
    for entry in entries {
      guard let year = ScenarioNode.year(entry.key) else {
        let near = findings.nearest(
          to: entry.key,
          among: ["value", "dist", "low80", "mid", "high80", "low", "mode", "high", "interpolate"] + Self.notes)
        findings.add(
          .impossibleYear, "“\(DisplayWidth.printable(entry.key, limit: 40))” 不是年份", entry.keyRange, path: path,
          help: entry.key.contains("：")
            ? "年份后面是全角冒号“：”，写半角冒号加一个空格"
            : near.first.map { "是否想写 “\($0)”？" } ?? "按年份写：{2020: 0.15, 2025: 0.30}")
        continue
      }
      if let number = uncertain(entry.value, path: "\(path).\(year)", range) {
        points.append(UncertainPath.Point(year: Year(year), number: number))
      }
    }
    guard points.count == entries.count, let value = UncertainPath(points: points, curve: curve) else { return nil }
    if curve == .logistic, !value.isLogisticPossible {
      findings.add(
        .contradiction, "\(path) 的 logistic 路径要求各年的值在0与1之间", node.range, path: path, help: "改用 interpolate: monotone")
      return nil
    }
    return value
  }

  private mutating func uncertain(_ node: ScenarioNode, path: String, _ range: ClosedRange<Double>) -> UncertainNumber?
  {
    guard let entries = node.map else { return plain(node, path: path, range).map { .constant($0) } }
    if node["dist"] != nil { return distribution(node, path: path, range) }
    if entries.contains(where: { ["low80", "mid", "high80"].contains($0.key) }) {
      guard
        let v = fields(
          node, [("low80", .value), ("mid", .value), ("high80", .value)], path: path, range, also: ["bound"])
      else {
        return nil
      }
      return ordered(v, ["low80", "mid", "high80"], node, path) { .interval80(low: $0, mid: $1, high: $2) }
    }
    if entries.contains(where: { ["low", "mode", "high"].contains($0.key) }) {
      guard
        let v = fields(node, [("low", .value), ("mode", .value), ("high", .value)], path: path, range, also: ["bound"])
      else {
        return nil
      }
      return ordered(v, ["low", "mode", "high"], node, path) { .pert(low: $0, mode: $1, high: $2) }
    }
    findings.add(
      .wrongType, "\(path) 应是一个数、80%区间或分布", node.range, path: path,
      help: "区间写 {low80: 0.2, mid: 0.3, high80: 0.4}，分布写 {dist: normal, mean: 0.3, sd: 0.05}")
    return nil
  }

  /// Three numbers in ascending order; a middle that is one of the ends must say so, for it is more often a slip.
  private mutating func ordered(
    _ values: [String: Double], _ names: [String], _ node: ScenarioNode, _ path: String,
    _ make: (Double, Double, Double) -> UncertainNumber
  ) -> UncertainNumber? {
    let v = names.compactMap { values[$0] }
    guard v.count == 3 else { return nil }
    guard v[0] <= v[1], v[1] <= v[2] else {
      findings.add(.contradiction, "\(path) 应有 \(names.joined(separator: " ≤ "))", node.range, path: path)
      return nil
    }
    let said: String?
    if let written = node["bound"] {
      guard let word = choice(written, Self.bounds, path: "\(path).bound") else { return nil }
      said = word
    } else {
      said = nil
    }
    let end =
      v[0] == v[2] ? nil : v[1] == v[0] ? (Self.bounds[0], names[0]) : v[1] == v[2] ? (Self.bounds[1], names[2]) : nil
    if let (word, name) = end, said == nil {
      findings.add(
        .unsaidBound, "\(path) 的 \(names[1]) 就是 \(name)，区间只在一边", node.range, path: path,
        help: "确实是界限就加 bound: \(word)，否则把区间写到两边")
      return nil
    }
    if let said, said != end?.0, v[0] != v[2] {
      findings.add(
        .contradiction, "\(path) 写了 bound: \(said)，而 \(names[1]) 不等于 \(said == Self.bounds[0] ? names[0] : names[2])",
        node["bound"]?.range ?? node.range, path: "\(path).bound", help: "删去 bound，或改 \(names[1])")
      return nil
    }
    return v[0] == v[2] ? .constant(v[0]) : make(v[0], v[1], v[2])
  }

  private mutating func distribution(_ node: ScenarioNode, path: String, _ range: ClosedRange<Double>)
    -> UncertainNumber?
  {
    guard let kind = node["dist"],
      let name = choice(kind, Self.distributions.map(\.name), path: path + ".dist"),
      let declared = Self.distributions.first(where: { $0.name == name })
    else { return nil }
    if name == "choice" { return discrete(node, path: path, range) }
    let hasMode = declared.parts.contains { $0.0 == "mode" }
    guard let v = fields(node, declared.parts, path: path, range, also: hasMode ? ["dist", "bound"] : ["dist"]) else {
      return nil
    }
    func at(_ key: String) -> Double { v[key] ?? 0 }
    switch name {
    case "normal": return .normal(mean: at("mean"), sd: at("sd"))
    case "lognormal":
      guard (v["p90"] == nil) != (v["sd_log"] == nil) else {
        findings.add(.missingKey, "\(path) 的 lognormal 需要 p90 或 sd_log 之一", node.range, path: path)
        return nil
      }
      if let sd = v["sd_log"] { return .lognormal(median: at("median"), sdLog: sd) }
      guard at("p90") > at("median") else {
        findings.add(.contradiction, "\(path) 的 p90 应大于 median", node.range, path: path)
        return nil
      }
      let value = UncertainNumber.lognormal(median: at("median"), p90: at("p90"))
      guard case .lognormal(_, let sd) = value, sd <= Self.logSpread.upperBound else {
        findings.add(
          .contradiction, "\(path) 的 p90 超过 median 的600倍", node.range, path: path, help: "核对两个数的单位")
        return nil
      }
      return value
    case "triangular":
      return ordered(v, ["low", "mode", "high"], node, path) { .triangular(low: $0, mode: $1, high: $2) }
    case "pert": return ordered(v, ["low", "mode", "high"], node, path) { .pert(low: $0, mode: $1, high: $2) }
    case "gamma": return .gamma(shape: at("shape"), scale: at("scale"))
    default:
      let (low, high) = (v["low"] ?? 0, v["high"] ?? 1)
      guard low < high else {
        findings.add(.contradiction, "\(path) 应有 low < high", node.range, path: path)
        return nil
      }
      return name == "uniform"
        ? .uniform(low: low, high: high) : .beta(a: at("alpha"), b: at("beta"), low: low, high: high)
    }
  }

  private mutating func discrete(_ node: ScenarioNode, path: String, _ range: ClosedRange<Double>) -> UncertainNumber? {
    for entry in node.map ?? [] where !["dist", "values", "weights"].contains(entry.key) {
      unknown(entry, allowed: ["values", "weights"], path: path)
    }
    func numbers(_ key: String, _ range: ClosedRange<Double>) -> [Double]? {
      guard let list = node[key]?.list, !list.isEmpty else {
        findings.add(
          .missingKey, "\(path) 的 choice 需要 \(key) 清单", node[key]?.range ?? node.range, path: "\(path).\(key)")
        return nil
      }
      let values = list.compactMap { plain($0, path: "\(path).\(key)", range) }
      return values.count == list.count ? values : nil
    }
    let values = numbers("values", range)
    let weights = numbers("weights", Self.weights)
    guard let values, let weights, node.map?.count == 3 else { return nil }
    guard values.count == weights.count, weights.reduce(0, +) > 0 else {
      findings.add(.contradiction, "\(path) 的 values 与 weights 应一样多，且权重不全为零", node.range, path: path)
      return nil
    }
    let options = zip(values, weights).map { UncertainNumber.Weighted(value: $0, weight: $1) }
    return .choice(options.sorted { $0.value < $1.value })
  }

  /// The fields of an interval or a distribution; `nil` after telling what is wrong.
  private mutating func fields(
    _ node: ScenarioNode, _ parts: [(String, Part)], path: String, _ range: ClosedRange<Double>, also: [String] = []
  ) -> [String: Double]? {
    let count = findings.diagnostics.count
    for entry in node.map ?? [] where !also.contains(entry.key) && !parts.contains(where: { $0.0 == entry.key }) {
      unknown(entry, allowed: parts.map(\.0), path: path)
    }
    var values: [String: Double] = [:]
    for (name, part) in parts {
      let full = "\(path).\(name)"
      guard let field = node[name] else {
        if part.isRequired {
          findings.add(.missingKey, "\(path) 缺少 \(name)", node.range, path: full)
        }
        continue
      }
      values[name] = plain(field, path: full, part.range(range) ?? range)
    }
    return findings.diagnostics.count == count ? values : nil
  }

  private mutating func choice(_ node: ScenarioNode, _ words: [String], path: String) -> String? {
    if let text = node.scalar, words.contains(text) { return text }
    let near = findings.nearest(to: node.scalar ?? "", among: words).first
    findings.add(
      .notInList, "\(path) 的取值 “\(DisplayWidth.printable(node.scalar ?? "", limit: 40))” 不在清单内", node.range, path: path,
      help: near.map { "是否想写 “\($0)”？" } ?? "可用：\(words.joined(separator: "、"))")
    return nil
  }

  private mutating func unknown(_ entry: ScenarioNode.Entry, allowed: [String], path: String) {
    let near = findings.nearest(to: entry.key, among: allowed)
    findings.add(
      .unknownKey, "未知字段 “\(DisplayWidth.printable(entry.key, limit: 60))”", entry.keyRange,
      path: "\(path).\(entry.key)",
      label: "“\(path)” 下没有这个字段",
      help: near.isEmpty
        ? "可用：\(allowed.joined(separator: "、"))" : "是否想写 \(near.map { "“\($0)”" }.joined(separator: "、"))？")
  }
}
