internal import PlainText
public import PlanningModel

/// A new scenario file: what must be said, and everything else that may be said as comments.
public enum ScenarioTemplate {
  /// - Parameters:
  ///   - parent: Scenario to extend; the file then needs neither data nor period.
  ///   - data: The county's folder as the file names it.
  public static func text(id: String, title: String, parent: String?, data: String, county: County) -> String {
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
      lines += [
        "data: \(ScenarioNode.scalarText(data, isPlain: true))",
        "horizon: {start: \(county.baseYear), end: \(county.baseYear + 15)}",
      ]
    }
    lines.append("")
    let skipped = ["schema", "id", "title", "extends"] + (parent == nil ? ["data", "horizon"] : [])
    for field in ScenarioDeclarations.fields where !skipped.contains(field.name) {
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
