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
    if let table = package.tables["disability"], !county.disability.contains(where: { $0.definition == .severe }) {
      table.report(
        .emptyTable, "没有 severe（生活不能自理）的比例，床位需求无从算起", "definition",
        help: "按年龄补上 severe 各行，或照 countyplan new county 的写法", findings: &findings)
    }
    let zones = Set(county.townships.map(\.zone))
    for row in package.tables["zones"]?.rows ?? [] where !zones.contains(ZoneID(row.text("zone"))) {
      row.report(
        .emptyZone, "片区 \(row.text("name_zh")) 没有乡镇街道，各表中这个片区的数留空", "zone",
        help: "在 townships 中把乡镇归入它，或删去这一行", findings: &findings)
    }
  }
}
