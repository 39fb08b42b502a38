internal import PlanningModel

/// Tables and places without which nothing can be said, and those without which something stays undecided.
enum EmptyTableChecks {
  static func check(_ county: County, _ package: DataPackage, findings: inout Findings) {
    for (name, why) in [("zones", "片区"), ("townships", "乡镇街道")] {
      guard let table = package.tables[name], table.rows.isEmpty, let key = table.schema.primaryKey.first else {
        continue
      }
      table.report(.emptyTable, "表 \(name) 没有一行，县至少有一个\(why)", key, findings: &findings)
    }
    severe(county, package, findings: &findings)
    let zones = Set(county.townships.map(\.zone))
    for row in package.tables["zones"]?.rows ?? [] where !zones.contains(ZoneID(row.text("zone"))) {
      row.report(
        .emptyZone, "片区 \(row.text("name_zh")) 没有乡镇街道，各表中这个片区的数留空", "zone",
        help: "在 townships 中把乡镇归入它，或删去这一行", findings: &findings)
    }
  }

  /// Demand begins with those who cannot care for themselves: somebody in the county must be counted as one.
  private static func severe(_ county: County, _ package: DataPackage, findings: inout Findings) {
    guard let table = package.tables["disability"] else { return }
    let rows = county.disability.filter { $0.definition == .severe }
    guard !rows.isEmpty else {
      table.report(
        .emptyTable, "没有 severe（生活不能自理）的比例，床位需求无从算起", "definition",
        help: "按年龄补上 severe 各行，或照 countyplan new county 的写法", findings: &findings)
      return
    }
    let base = county.census.filter { $0.year == county.censusYear && $0.persons.value > 0 }
    let isAnybody = rows.contains { row in
      row.share > 0
        && base.contains { count in
          (row.sex == nil || row.sex == count.sex) && row.age.lower <= count.age.upper ?? 200
            && count.age.lower <= row.age.upper ?? 200
        }
    }
    guard !isAnybody else { return }
    table.report(
      .incompleteSeries, "生活不能自理（severe）的比例都是0，或这些年龄没有人：无法推算照护需求", "definition",
      help: "至少一行 definition 为 severe、share 大于0", findings: &findings)
  }
}
