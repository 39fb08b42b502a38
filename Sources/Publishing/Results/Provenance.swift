public import Language
internal import PlainText
public import PlanningModel
public import Simulation

/// Paths as outputs show them: the same wherever the project lies.
public struct ShownPaths: Sendable {
  private let scenarioFolder: String
  private let dataFiles: [String]
  private let data: String

  public init(_ run: CountyRun) {
    let file = run.scenario.files.last?.path ?? ""
    scenarioFolder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    dataFiles = run.county.files.map(\.path)
    data = run.scenario.data
  }

  /// `scenarios/…` for scenario files, the data folder as the scenario names it for data files.
  public func shown(_ path: String) -> String {
    if let file = dataFiles.first(where: { path == $0 || path.hasSuffix("/" + $0) }) { return "\(data)/\(file)" }
    // In brackets, for a cell must not begin with a sign.
    if path.hasPrefix("--") { return "(\(path))" }
    return "scenarios/" + (path.hasPrefix(scenarioFolder) ? String(path.dropFirst(scenarioFolder.count)) : path)
  }

  public func shown(_ origin: Origin) -> String { "\(shown(origin.file)):\(origin.line)" }
}

/// Where every input value of a run comes from.
public enum ProvenanceText {
  /// One row for each value: those of the scenario in its order, then the parameters that the county's data sets.
  public static func origins(_ run: CountyRun) -> Table {
    let paths = ShownPaths(run)
    var table = Table(
      "origins",
      [
        "scenario", "path", "value", "unit", "set_by", "file", "line", "column", "source", "grade", "overrides", "note",
      ])
    let id = Cell.text(run.scenario.id)
    for setting in run.scenario.settings {
      let entry = run.parameters.entries.first { $0.declaration.path == setting.path }
      var overrides = setting.overridden.map { paths.shown($0) }
      if let row = run.county.parameters.first(where: { $0.path == setting.path }) {
        overrides.insert(paths.shown(row.evidence.origin), at: 0)
      }
      table.add([
        id, .text(setting.path), .text(setting.value), .text(entry?.declaration.unit ?? ""),
        .text(setting.origin.file.hasPrefix("--") ? "command" : "scenario"), .text(paths.shown(setting.origin.file)),
        .integer(setting.origin.line), .integer(setting.column), .text(entry?.source ?? ""),
        .text(entry?.grade.rawValue ?? ""), .text(overrides.joined(separator: ";")), .text(entry?.note ?? ""),
      ])
    }
    for entry in run.parameters.entries where !entry.isSetByScenario {
      table.add([
        id, .text(entry.declaration.path), .text(value(entry)), .text(entry.declaration.unit), .text("data"),
        .text(paths.shown(entry.origin.file)), .integer(entry.origin.line), .empty, .text(entry.source),
        .text(entry.grade.rawValue), .text(""), .text(entry.note),
      ])
    }
    return table
  }

  /// A parameter of the county's data as a scenario would write it.
  static func value(_ entry: ParameterSet.Entry) -> String {
    func text(_ number: Double) -> String { NumberFormat.machine(number, decimals: 6) ?? "" }
    let value = text(entry.value.points[0].value)
    guard case .interval80(let low, let mid, let high)? = entry.number.points.first?.number else { return value }
    // A middle that is an end must say so, here as in any scenario.
    let bound = low < high && mid <= low ? ", bound: low" : low < high && mid >= high ? ", bound: high" : ""
    return "{low80: \(text(low)), mid: \(text(mid)), high80: \(text(high))\(bound)}"
  }

  /// The scenario as one file without parents, every parameter written out; with `# file:line` behind each value when wanted.
  public static func resolved(_ run: CountyRun, hasOrigins: Bool, wording: Wording = .chinese) -> String {
    let paths = ShownPaths(run)
    var tree = Tree()
    for setting in run.scenario.settings where !["extends", "unset"].contains(setting.path) {
      var places = [paths.shown(setting.origin)]
      if !setting.overridden.isEmpty {
        let before = setting.overridden.map { paths.shown($0) }.joined(separator: wording.say(.listSeparator))
        places.append(wording.say(.settingReplaces, before))
      }
      tree.insert(setting.path.split(separator: "."), setting.value, places.joined(separator: wording.say(.semicolon)))
    }
    for entry in run.parameters.entries where !entry.isSetByScenario {
      tree.insert(entry.declaration.path.split(separator: "."), value(entry), paths.shown(entry.origin))
    }
    tree.sort(rootKeys)
    return tree.lines(hasOrigins: hasOrigins).joined(separator: "\n") + "\n"
  }

  private static let rootKeys = [
    "schema", "id", "title", "description", "data", "horizon", "ensemble", "population", "care", "facilities",
    "funeral",
    "finance", "portfolio", "targets", "correlations", "sweep", "outputs",
  ]

  /// Nested keys in order of first use.
  private struct Tree {
    var names: [String] = []
    var children: [String: Tree] = [:]
    var values: [String: (text: String, note: String)] = [:]

    mutating func insert(_ path: [Substring], _ text: String, _ note: String) {
      guard let first = path.first.map(String.init) else { return }
      if !names.contains(first) { names.append(first) }
      if path.count == 1 {
        values[first] = (text, note)
      } else {
        children[first, default: Tree()].insert(Array(path.dropFirst()), text, note)
      }
    }

    mutating func sort(_ order: [String]) {
      let others = names.filter { !order.contains($0) }
      names = order.filter { names.contains($0) } + others
    }

    func lines(_ indent: String = "", hasOrigins: Bool) -> [String] {
      names.flatMap { name -> [String] in
        if let value = values[name] {
          return ["\(indent)\(name): \(value.text)" + (hasOrigins ? "  # \(value.note)" : "")]
        }
        return ["\(indent)\(name):"] + (children[name]?.lines(indent + "  ", hasOrigins: hasOrigins) ?? [])
      }
    }
  }
}
