internal import Diagnostics
internal import PlainText
internal import PlanningModel

/// What a run cannot do without, and defaults that cannot all be true: told at their rows, before any run meets them.
enum WholeChecks {
  static func check(_ county: County, _ package: DataPackage, findings: inout Findings) {
    severe(county, package, findings: &findings)
    ashes(county, package, findings: &findings)
    occupancy(county, package, findings: &findings)
  }

  /// Demand begins with those who cannot care for themselves: somebody in the county must be counted as one.
  private static func severe(_ county: County, _ package: DataPackage, findings: inout Findings) {
    guard let table = package.tables["disability"] else { return }
    let rows = county.disability.filter { $0.definition == .severe && $0.share > 0 }
    let base = county.census.filter { $0.year == county.baseYear && $0.persons.value > 0 }
    let isAnybody = rows.contains { row in
      base.contains { count in
        (row.sex == nil || row.sex == count.sex) && row.age.lower <= count.age.upper ?? 200
          && count.age.lower <= row.age.upper ?? 200
      }
    }
    guard !isAnybody else { return }
    table.report(
      .incompleteSeries, "没有生活不能自理（severe）的比例，或这些年龄没有人：无法推算照护需求", "definition",
      help: "至少写一行 definition 为 severe、share 大于0", findings: &findings)
  }

  private static func value(_ path: String, _ county: County) -> Double {
    county.parameters.first { $0.path == path }?.value ?? 0
  }

  private static func row(_ path: String, _ package: DataPackage) -> DataRow? {
    package.tables["parameters"]?.rows.first { $0.text("path") == path }
  }

  /// Ashes go to one place only.
  private static func ashes(_ county: County, _ package: DataPackage, findings: inout Findings) {
    let paths = ["plot", "niche", "ecological", "scattered"].map { "funeral.ashes.\($0)" }
    let sum = paths.reduce(0) { $0 + value($1, county) }
    guard sum > 1 + 1e-9, let largest = paths.max(by: { value($0, county) < value($1, county) }) else { return }
    row(largest, package)?.report(
      .contradiction, "骨灰去向合计 \(NumberFormat.plain(sum))，超过1", "value", help: "调低 funeral.ashes 中的一项",
      findings: &findings)
  }

  /// The county's occupancy and the city's leave the towns a number of people that their beds can hold.
  private static func occupancy(_ county: County, _ package: DataPackage, findings: inout Findings) {
    let city = Set(county.zones.filter(\.isCity).map(\.id))
    let places = Set(county.townships.filter { city.contains($0.zone) }.map(\.code))
    let beds = county.facilities.reduce(0) { $0 + $1.beds.value }
    let inCity = county.facilities.reduce(0) { $0 + (places.contains($1.township) ? $1.beds.value : 0) }
    let towns = beds - inCity
    let people = (inCity + towns) * value("care.occupancy", county) - inCity * value("care.occupancy_city", county)
    guard towns > 0, !(0 <= people && people <= towns) else { return }
    row("care.occupancy", package)?.report(
      .contradiction,
      "全县与城区使用率不能同时成立：城区以外将有 \(NumberFormat.text(people)) 人住 \(NumberFormat.text(towns)) 张床", "value",
      help: "调整 care.occupancy 或 care.occupancy_city", findings: &findings)
  }
}
