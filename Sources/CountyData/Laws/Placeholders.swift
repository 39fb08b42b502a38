internal import Diagnostics
internal import PlanningModel

/// Rows of a new package that nobody has replaced yet: their source says so.
enum Placeholders {
  /// The key of the source that stands for none.
  static let source = "placeholder"

  /// Rows by table, in the order of the declarations.
  static func count(_ package: DataPackage) -> [TablePlaceholders] {
    PackageDeclarations.all.compactMap { resource in
      let rows = package.tables[resource.name]?.rows ?? []
      let count = rows.count { $0.text("source") == source }
      return count == 0
        ? nil : TablePlaceholders(table: resource.name, titleZh: resource.titleZh, rows: count, of: rows.count)
    }
  }

  static func warn(_ found: [TablePlaceholders], _ package: DataPackage, findings: inout Findings) {
    for entry in found {
      guard let row = package.tables[entry.table]?.rows.first(where: { $0.text("source") == source }) else { continue }
      row.report(
        .placeholder,
        "表 \(entry.table)（\(entry.titleZh)）\(entry.of) 行中有 \(entry.rows) 行还是占位数，不是这个县的数据", "source",
        help: "换成真实的数，并把 source 改为 sources.csv 中的来源", findings: &findings)
    }
  }
}
