internal import Analysis
public import Language
internal import PlainText
public import PlanningModel
internal import Publishing
internal import ScenarioFiles
internal import Uncertainty

/// Where a parameter (or any other path of a scenario) was set and what it replaced.
public struct ParameterExplanation: Explanation {
  private let path: String
  private let w: Wording
  private let declaration: ParameterDeclaration?
  private let setting: ScenarioSetting?
  private let parameter: ScenarioParameter?
  private let data: CountyParameter?
  private let county: County

  /// `nil` when nothing has this path.
  public init?(path: String, input: LoadedScenario?, county: County, _ wording: Wording) {
    self.path = path
    w = wording
    self.county = county
    declaration = ParameterCatalogue.declaration(for: path)
    setting = input?.document.setting(path)
    parameter = input?.scenario.parameters.first { $0.path == path }
    data = county.parameters.first { $0.path == path }
    guard declaration != nil || setting != nil else { return nil }
  }

  private func source(_ key: String) -> String {
    guard let source = county.sources.first(where: { $0.key == key }) else { return w.source(key) }
    return key + w.say(.colon) + w.source(source.title) + (source.place.isEmpty ? "" : w.say(.comma) + source.place)
  }

  private func shown(_ value: Double) -> String { NumberFormat.machine(value, decimals: 6) ?? "" }

  public func text() -> String {
    var lines = [path]
    if let declaration {
      lines.append("  " + w.text("\(declaration.titleZh) · ", "") + declaration.titleEn)
      lines.append(
        w.say(
          .parameterUnit, w.unitName(declaration.unit), shown(declaration.lowest), shown(declaration.highest),
          w.say(declaration.mayVary ? .parameterVaries : .parameterConstant))
      )
    }
    lines.append("")
    if let setting {
      lines.append(w.say(.parameterNow, setting.value))
      lines.append(w.say(.parameterSetAt, "\(setting.origin.file):\(setting.origin.line):\(setting.column)"))
      if let parameter {
        lines.append(
          w.say(
            .parameterGrade, w.name(parameter.grade), source(parameter.source),
            parameter.note.isEmpty ? "" : w.say(.semicolon) + parameter.note)
        )
        lines += quantiles(parameter.value)
      }
      for place in setting.overridden.reversed() {
        lines.append(w.say(.parameterReplaces, "\(place.file):\(place.line)"))
      }
    }
    if let data {
      let interval =
        data.isUncertain
        ? w.say(.parameterInterval, shown(data.low ?? data.value), shown(data.high ?? data.value)) : ""
      lines.append(w.say(setting == nil ? .parameterNow : .parameterOfCounty, shown(data.value) + interval))
      lines.append(w.say(.parameterAt, "\(data.evidence.origin.file):\(data.evidence.origin.line)"))
      lines.append(w.say(.parameterGrade, w.name(data.evidence.grade), source(data.evidence.source), ""))
      if !data.noteZh.isEmpty { lines.append("  \(data.noteZh)") }
    } else if setting == nil {
      lines.append(w.say(.parameterNowhere))
    }
    if ["population.inflow_scale", "population.outflow_scale", "population.migration_half_life"].contains(path),
      CensusPair.used(county.census, base: county.censusYear) == nil
    {
      lines.append("  " + w.say(.migrationUntold))
    }
    let users = Lineage.rules.filter { rule in
      Lineage.closure(rule).contains { $0.parameters.contains(path) || $0.scenarioKeys.contains { path.hasPrefix($0) } }
    }
    if !users.isEmpty {
      lines += ["", w.say(.parameterMoves, users.map { w.name($0) }.joined(separator: w.say(.listSeparator)))]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Quantiles of an uncertain number.
  private func quantiles(_ value: UncertainPath) -> [String] {
    value.points.compactMap { point in
      guard !point.number.isConstant else { return nil }
      let year = value.points.count > 1 ? w.say(.parameterYear, "\(point.year)") : ""
      return
        w.say(
          .parameterQuantiles, year, shown(point.number.quantile(0.1)), shown(point.number.quantile(0.5)),
          shown(point.number.quantile(0.9)))
    }
  }

  public func json() -> String {
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
