import Analysis
import PlainText
import PlanningModel
import Publishing
import ScenarioFiles
import Uncertainty

/// Where a parameter (or any other path of a scenario) was set and what it replaced.
struct ParameterExplanation {
  private let path: String
  private let declaration: ParameterDeclaration?
  private let setting: ScenarioSetting?
  private let parameter: ScenarioParameter?
  private let data: CountyParameter?
  private let county: County

  /// `nil` when nothing has this path.
  init?(path: String, input: Inputs.Loaded?, county: County) {
    self.path = path
    self.county = county
    declaration = ParameterCatalogue.declaration(for: path)
    setting = input?.document.setting(path)
    parameter = input?.scenario.parameters.first { $0.path == path }
    data = county.parameters.first { $0.path == path }
    guard declaration != nil || setting != nil else { return nil }
  }

  private func source(_ key: String) -> String {
    guard let source = county.sources.first(where: { $0.key == key }) else { return Wording.chinese.source(key) }
    return "\(key)：\(Wording.chinese.source(source.title))" + (source.place.isEmpty ? "" : "，\(source.place)")
  }

  private func shown(_ value: Double) -> String { NumberFormat.machine(value, decimals: 6) ?? "" }

  func text() -> String {
    let w = Wording.chinese
    var lines = [path]
    if let declaration {
      lines.append("  \(declaration.titleZh) · \(declaration.titleEn)")
      lines.append(
        "  单位 \(w.unitName(declaration.unit))，允许 \(shown(declaration.lowest)) 到 \(shown(declaration.highest))，\(declaration.mayVary ? "可按年份变化" : "不按年份变化")"
      )
    }
    lines.append("")
    if let setting {
      lines.append("现值  \(setting.value)")
      lines.append("  在 \(setting.origin.file):\(setting.origin.line):\(setting.column) 设定")
      if let parameter {
        lines.append(
          "  等级 \(w.name(parameter.grade))，来源 \(source(parameter.source))\(parameter.note.isEmpty ? "" : "；\(parameter.note)")"
        )
        lines += quantiles(parameter.value)
      }
      for place in setting.overridden.reversed() { lines.append("  替换了 \(place.file):\(place.line)") }
    }
    if let data {
      let interval =
        data.isUncertain ? "（80%区间 \(shown(data.low ?? data.value))—\(shown(data.high ?? data.value))）" : ""
      lines.append((setting == nil ? "现值" : "县数据") + "  \(shown(data.value))\(interval)")
      lines.append("  在 \(data.evidence.origin.file):\(data.evidence.origin.line)")
      lines.append("  等级 \(w.name(data.evidence.grade))，来源 \(source(data.evidence.source))")
      if !data.noteZh.isEmpty { lines.append("  \(data.noteZh)") }
    } else if setting == nil {
      lines.append("县数据没有给出，情景也没有设定")
    }
    if ["population.inflow_scale", "population.outflow_scale", "population.migration_half_life"].contains(path),
      CensusPair.used(county.census, base: county.censusYear) == nil
    {
      lines.append("  " + w.say(.migrationUntold))
    }
    let users = Lineage.rules.filter { rule in
      Lineage.closure(rule).contains { $0.parameters.contains(path) || $0.scenarioKeys.contains { path.hasPrefix($0) } }
    }
    if !users.isEmpty { lines += ["", "影响  " + users.map(\.titleZh).joined(separator: "、")] }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Quantiles of an uncertain number.
  private func quantiles(_ value: UncertainPath) -> [String] {
    value.points.compactMap { point in
      guard !point.number.isConstant else { return nil }
      let year = value.points.count > 1 ? "\(point.year)年 " : ""
      return
        "  \(year)10%分位 \(shown(point.number.quantile(0.1)))，中位 \(shown(point.number.quantile(0.5)))，90%分位 \(shown(point.number.quantile(0.9)))"
    }
  }

  func json() -> String {
    func origin(_ origin: Origin) -> JSONText {
      .object([("file", .string(origin.file)), ("line", .integer(origin.line))])
    }
    return JSONText.object([
      ("path", .string(path)), ("title_zh", declaration.map { .string($0.titleZh) } ?? .null),
      ("unit", declaration.map { .string($0.unit) } ?? .null),
      ("value", setting.map { .string($0.value) } ?? data.map { .string(shown($0.value)) } ?? .null),
      ("set_at", setting.map { origin($0.origin) } ?? data.map { origin($0.evidence.origin) } ?? .null),
      (
        "overrides",
        .array(
          (setting?.overridden ?? []).map(origin)
            + (setting == nil ? [] : data.map { [origin($0.evidence.origin)] } ?? []))
      ),
      ("grade", .string((parameter?.grade ?? data?.evidence.grade ?? .assumption).rawValue)),
      ("source", .string(parameter?.source ?? data?.evidence.source ?? "")),
      ("note", .string(parameter?.note ?? data?.noteZh ?? "")),
    ]).rendered()
  }
}
