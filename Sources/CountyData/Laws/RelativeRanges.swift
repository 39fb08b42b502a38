internal import Diagnostics
internal import PlainText
internal import PlanningModel

/// Numbers whose usual size follows the county's own: a count that is right in one county is a slip of the unit in another.
enum RelativeRanges {
  static func check(_ county: County, _ package: DataPackage, findings: inout Findings) {
    let residents = county.townships.reduce(0) { $0 + $1.residents.value }
    let elderly = county.townships.reduce(0) { $0 + $1.residents60.value }
    guard residents > 0, elderly > 0 else { return }
    for row in package.tables["registered"]?.rows ?? [] {
      let whole = row.text("group") == "total" ? residents : elderly
      for column in ["persons", "low", "high"] {
        warn(
          row, column, (0.25 * whole)...(5 * whole), .people, of: "常住人口（\(NumberFormat.text(whole))人）",
          findings: &findings)
      }
    }
    for row in package.tables["parameters"]?.rows ?? [] where row.text("path") == "care.destitute_persons" {
      for column in ["value", "low", "high"] {
        warn(
          row, column, (0.0005 * elderly)...(0.2 * elderly), .people, of: "60岁及以上常住人口（\(NumberFormat.text(elderly))人）",
          findings: &findings)
      }
    }
    // Who lives in a home has one of its beds.
    let beds = county.facilities.reduce(0) { $0 + $1.beds.value }
    for row in package.tables["parameters"]?.rows ?? [] where row.text("path") == "care.destitute_in_homes" {
      for column in ["value", "low", "high"] {
        warn(row, column, 0...beds, .people, of: "现有养老床位（\(NumberFormat.text(beds))张）", findings: &findings)
      }
    }
    for row in package.tables["townships"]?.rows ?? [] {
      guard let persons = row.number("residents"), let old = row.number("residents60"), persons > 0 else { continue }
      if !(0.02...0.75).contains(old / persons) {
        warn(
          row, "residents60", (0.02 * persons)...(0.75 * persons), .people,
          of: "这里的常住人口（\(NumberFormat.text(persons))人）",
          findings: &findings)
      }
      guard let area = row.number("area_km2"), area > 0, !(0.2...100_000).contains(persons / area) else { continue }
      warn(
        row, "area_km2", (persons / 100_000)...(persons / 0.2), .area, of: "这里的常住人口（\(NumberFormat.text(persons))人）",
        findings: &findings)
    }
    for row in package.tables["facilities"]?.rows ?? [] {
      guard let homes = row.number("homes"), homes > 0 else { continue }
      warn(row, "beds", homes...(2000 * homes), .other, of: "机构数（\(NumberFormat.plain(homes))家）", findings: &findings)
    }
    for row in package.tables["projects"]?.rows ?? [] where row.text("counts_as_care_bed") == "yes" {
      guard let beds = row.number("beds"), beds > 0 else { continue }
      warn(
        row, "investment_wan", beds...(200 * beds), .money, of: "床位数（\(NumberFormat.plain(beds))张）", findings: &findings
      )
    }
  }

  private static func warn(
    _ row: DataRow, _ column: String, _ usual: ClosedRange<Double>, _ kind: PlausibleNumber.Kind, of whole: String,
    findings: inout Findings
  ) {
    guard let value = row.number(column), !usual.contains(value) else { return }
    let guess = PlausibleNumber.guess(value, usual, kind)
    row.report(
      .implausible,
      "列 \(column) 的值 \(NumberFormat.plain(value)) 少见，按\(whole)通常在 \(NumberFormat.plain(usual.lowerBound.rounded())) 到 \(NumberFormat.plain(usual.upperBound.rounded())) 之间",
      column, help: guess.isEmpty ? "核对数字和单位" : guess, findings: &findings)
  }
}
