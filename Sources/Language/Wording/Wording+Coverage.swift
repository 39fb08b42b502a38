public import Analysis
internal import PlainText

extension Wording {
  /// By which rule a run goes on where a table ends, a sentence without its full stop; in Chinese that of the caution.
  public func sentence(_ coverage: RateCoverage) -> String {
    guard language == .en else { return coverage.message }
    let table =
      switch coverage.series {
      case .mortality: "Death rates (mortality)"
      case .totalFertility: "Total fertility rates (tfr of fertility)"
      case .ageShare: "Ages of childbearing (asfr_share of fertility)"
      case .sexRatioAtBirth: "Sex ratios at birth (srb of fertility)"
      case .registered: "Registered people (total of registered)"
      case .registered60: "Registered people aged 60+ (60+ of registered)"
      }
    let (first, last) = (coverage.years.lowerBound, coverage.years.upperBound)
    return "\(table) have no row for \(first == last ? "\(first)" : "\(first)–\(last)"): \(english(coverage))"
  }

  private func english(_ coverage: RateCoverage) -> String {
    func number(_ value: Double, _ decimals: Int) -> String { NumberFormat.machine(value, decimals: decimals) ?? "—" }
    switch coverage.rule {
    case .decline(let yearly, let men, let women):
      return
        (yearly > 0
        ? "they go on to fall at each age as in up to 20 years before the table's end"
        : "they go on to rise at the pace set")
        + " (ages 60–89: \(number(100 * abs(yearly), 2))% a year), to a life expectancy of \(number(men, 1)) years for men and \(number(women, 1)) for women in the last year"
    case .prescribed(let men, let women):
      return
        "they meet the life expectancies that the scenario prescribes, in the last year \(number(men, 1)) for men and \(number(women, 1)) for women"
    case .held(let value?):
      return "\(number(value, 3)) is kept"
        + (coverage.local.map { " (\(number($0, 3)) at the county's own level)" } ?? "")
    case .held(nil): return "the last period is kept"
    case .interpolated: return "a line is drawn between the periods on both sides"
    }
  }
}
