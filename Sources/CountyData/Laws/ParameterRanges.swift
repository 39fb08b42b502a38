internal import Diagnostics
internal import PlainText
internal import PlanningModel

/// Values of parameters that are possible but seldom meant.
enum ParameterRanges {
  static func check(_ package: DataPackage, findings: inout Findings) {
    for row in package.tables["parameters"]?.rows ?? [] {
      guard let declaration = ParameterCatalogue.declaration(for: row.text("path")), let range = declaration.plausible
      else { continue }
      for column in ["value", "low", "high"] {
        guard let value = row.number(column), !range.contains(value) else { continue }
        let guess = PlausibleNumber.guess(value, range, PlausibleNumber.Kind(unit: declaration.unit))
        row.report(
          .implausible,
          "参数 \(declaration.path) 的 \(column) \(NumberFormat.plain(value)) 少见，通常在 \(NumberFormat.plain(range.lowerBound)) 到 \(NumberFormat.plain(range.upperBound)) 之间",
          column, help: guess.isEmpty ? "核对数字和单位（\(declaration.unit)）" : guess, findings: &findings)
      }
    }
  }
}
