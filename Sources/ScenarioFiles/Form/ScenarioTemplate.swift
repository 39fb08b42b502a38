internal import PlainText
public import PlanningModel

/// A new scenario file: what must be said, and everything else that may be said as comments.
public enum ScenarioTemplate {
  /// - Parameters:
  ///   - parent: Scenario to extend; the file then needs neither data nor period.
  ///   - parentSets: Paths that the parent sets, one of which the example of `unset` takes.
  ///   - data: The county's folder as the file names it.
  public static func text(
    id: String, title: String, parent: String?, parentSets: [String] = [], data: String, county: County
  ) -> String {
    var lines = [
      "# yaml-language-server: $schema=scenario.schema.json", "# \(title)",
      "# 下面注释掉的字段都可以用：去掉行首的 “# ” 并改值。每个数可以写成：",
      "#   0.3                                      常数", "#   {2020: 0.15, 2030: 0.30}                年份之间直线内插",
      "#   {low80: 0.2, mid: 0.3, high80: 0.4}      80%区间和中值", "#   {dist: normal, mean: 0.3, sd: 0.05}      分布",
      "#   {value: 0.3, source: 来源, note: 理由}    附来源和理由", "schema: 1", "id: \(id)",
      "title: \(ScenarioNode.scalarText(title, isPlain: true))",
    ]
    if let parent {
      lines.append("extends: \(parent)")
    } else {
      let start = county.baseYear.value
      let years = (start...(start + 15)).filter { $0 == start || $0 == start + 15 || $0.isMultiple(of: 5) }
      lines += [
        "data: \(ScenarioNode.scalarText(data, isPlain: true))",
        "horizon: {start: \(start), end: \(start + 15)}",
        "outputs: {years: [\(years.map { "\($0)" }.joined(separator: ", "))]}  # 长表只留这些年份；去掉此行为全部",
      ]
    }
    lines.append("")
    // Only what a parent sets can be unset: uncommented, the example must hold.
    let rooms = ["population", "care", "facilities", "funeral", "finance", "portfolio", "ensemble", "outputs"]
    let unset = parentSets.first { path in rooms.contains { path.hasPrefix($0 + ".") } }
    let skipped =
      ["schema", "id", "title", "extends"] + (parent == nil ? ["data", "horizon", "outputs"] : [])
      + (unset == nil ? ["unset"] : [])
    for field in ScenarioDeclarations.fields where !skipped.contains(field.name) {
      if field.name == "unset", let unset {
        lines.append("# unset: [\(unset)]  # \(field.zh)")
        continue
      }
      lines += comments(field, path: field.name, indent: "", county: county)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func comments(_ field: FormField, path: String, indent: String, county: County) -> [String] {
    var value = field.example
    if case .parameter(let declaration) = field.form {
      value =
        county.parameters.first { $0.path == declaration.path }.flatMap { NumberFormat.machine($0.value, decimals: 6) }
        ?? declaration.example
    }
    if case .object(let inner) = field.form, value.isEmpty {
      return ["# \(indent)\(field.name):  # \(field.zh)"]
        + inner.flatMap { comments($0, path: "\(path).\($0.name)", indent: indent + "  ", county: county) }
    }
    if case .list(.object(let inner), _) = field.form, value.isEmpty {
      value =
        "[{" + inner.filter { !$0.example.isEmpty }.map { "\($0.name): \($0.example)" }.joined(separator: ", ") + "}]"
    }
    if value.isEmpty, field.name == "sweep" { value = "{care.occupancy: [0.4, 0.5, 0.6]}" }
    return ["# \(indent)\(field.name): \(value)  # \(field.zh)"]
  }
}
