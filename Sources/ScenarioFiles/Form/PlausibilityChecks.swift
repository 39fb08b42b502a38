internal import Diagnostics
internal import PlainText
internal import PlanningModel
internal import Uncertainty

/// Numbers of a scenario that are possible but seldom meant: most often they stand in another unit.
extension Resolution {
  /// Where numbers of the portfolio usually lie.
  private static let beds = 5.0...3000
  private static let scale = 0.3...2.0

  mutating func checkPlausibility() {
    for entry in draft.parameters {
      guard let declaration = ParameterCatalogue.declaration(for: entry.value.path), let range = declaration.plausible
      else { continue }
      // One warning a parameter, of the number that is furthest out of the usual.
      let odd = entry.value.value.points.compactMap { Resolution.odd($0.number, range) }
      guard let worst = odd.first else { continue }
      warn(worst, range, PlausibleNumber.Kind(unit: declaration.unit), path: entry.value.path, entry.range)
    }
    for (name, entries, range, kind) in [
      ("beds", draft.portfolio.beds, Resolution.beds, PlausibleNumber.Kind.other),
      ("scale", draft.portfolio.scale, Resolution.scale, .fraction),
    ] {
      for entry in entries {
        // No beds at all is a choice, not a slip.
        guard let number = Resolution.odd(entry.value, range), number != 0 else { continue }
        warn(number, range, kind, path: "portfolio.\(name).\(entry.key)", entry.valueRange)
      }
    }
    let stated = county.projects.reduce(0) { $0 + ($1.investment?.value ?? 0) }
    guard stated > 0 else { return }
    let usual = (stated / 2000)...(stated * 2)
    for cap in draft.portfolio.budget where cap.value.amount > 0 && !usual.contains(cap.value.amount) {
      warn(cap.value.amount, usual, .money, path: "portfolio.budget.\(cap.value.year)", cap.range)
    }
  }

  /// The central value or an end of the 80% interval outside a range; `nil` when all lie inside.
  private static func odd(_ number: UncertainNumber, _ range: ClosedRange<Double>) -> Double? {
    let readings = number.isConstant ? [number.central] : [number.central, number.quantile(0.1), number.quantile(0.9)]
    return readings.first { !range.contains($0) }
  }

  private mutating func warn(
    _ number: Double, _ range: ClosedRange<Double>, _ kind: PlausibleNumber.Kind, path: String, _ place: SourceRange
  ) {
    let guess = PlausibleNumber.guess(number, range, kind)
    func shown(_ value: Double) -> String { NumberFormat.machine(value, decimals: 4) ?? "\(value)" }
    findings.add(
      .implausible, "\(path) 的值 \(shown(number)) 少见，通常在 \(shown(range.lowerBound)) 到 \(shown(range.upperBound)) 之间",
      place, path: path, help: guess.isEmpty ? "核对数字和单位" : guess)
  }
}
