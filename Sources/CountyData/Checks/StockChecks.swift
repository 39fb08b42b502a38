internal import PlainText
internal import PlanningModel

/// What disagrees or does nothing and yet lets a run go on: totals, the city, names, registered people.
enum StockChecks {
  /// How far homes and beds may be from the plan's own totals: a share of them, and one at least.
  static let tolerance = 0.005

  static func check(_ county: County, _ package: DataPackage, findings: inout Findings) {
    totals(package, findings: &findings)
    city(county, package, findings: &findings)
    names(county, package, findings: &findings)
    registered(county, package, findings: &findings)
  }

  /// Homes and beds against the totals that the plan prints, where `figures` lists them under these names.
  private static func totals(_ package: DataPackage, findings: inout Findings) {
    let facilities = package.tables["facilities"]?.rows ?? []
    guard let first = facilities.first else { return }
    for (figure, column, unit) in [("beds_total", "beds", "张"), ("homes_total", "homes", "家")] {
      guard let row = package.tables["figures"]?.rows.first(where: { $0.text("name") == figure }),
        let stated = row.number("value")
      else { continue }
      let sum = facilities.reduce(0) { $0 + ($1.number(column) ?? 0) }
      let allowed = max(1, tolerance * stated)
      guard abs(sum - stated) > allowed else { continue }
      let (all, printed) = (NumberFormat.text(sum), NumberFormat.text(stated))
      first.report(
        .statedTotal,
        "各机构 \(column) 之和 \(all)\(unit)，规划写明 \(figure) \(printed)\(unit)（\(row.file.split(separator: "/").last ?? ""):\(row.line)），相差 \(NumberFormat.text(abs(sum - stated)))\(unit)，超过容许的 \(NumberFormat.text(allowed))\(unit)",
        column, help: "推算用各机构之和 \(all)\(unit)；核对各行，或改 figures 中的总数", findings: &findings)
    }
  }

  /// Without a city zone the occupancy of city beds has nothing to apply to, and nobody moves to the county town.
  private static func city(_ county: County, _ package: DataPackage, findings: inout Findings) {
    guard let table = package.tables["zones"], !table.rows.isEmpty, !county.zones.contains(where: \.isCity) else {
      return
    }
    table.report(
      .noCity,
      "zones 中没有一个片区的 is_city 是 yes：参数 care.occupancy_city 不起作用，全县按 care.occupancy 一个使用率推算；县内也没有人向城区迁移（population.internal_migration 不起作用）",
      "is_city",
      help: "城区所在的片区写 yes；确实不分城乡可以不改", findings: &findings)
  }

  /// Names that places share.
  private static func names(_ county: County, _ package: DataPackage, findings: inout Findings) {
    var first: [String: DataRow] = [:]
    for row in package.tables["townships"]?.rows ?? [] {
      let name = row.text("name_zh")
      guard let other = first[name] else {
        first[name] = row
        continue
      }
      row.report(
        .sharedName,
        "乡镇街道 “\(DisplayWidth.printable(name, limit: 40))” 与第 \(other.line) 行（\(other.text("geo_code"))）同名，用代码区分",
        "name_zh",
        help: "核对是否重复；条件和情景里写代码 \(row.text("geo_code"))，不写名称", findings: &findings)
    }
  }

  // MARK: Registered people

  /// Yearly changes of registered people that hold for every county: nobody is registered or struck off faster.
  private static let yearly: [RegisteredCount.Group: ClosedRange<Double>] = [
    .total: -0.04...0.04, .elderly60: -0.03...0.09,
  ]

  private static func registered(_ county: County, _ package: DataPackage, findings: inout Findings) {
    let rows = Array(zip(package.tables["registered"]?.rows ?? [], county.registered))
    for group in RegisteredCount.Group.allCases {
      let written = rows.filter { $0.1.group == group }
      // In the order of the file: a year that steps back is most often one digit wrong.
      for (one, next) in zip(written, written.dropFirst()) where next.1.year < one.1.year {
        next.0.report(
          .doubtfulDates, "户籍人口 \(group.rawValue) 的年份由第 \(one.0.line) 行的 \(one.1.year) 倒回 \(next.1.year)", "year",
          help: "核对年份；各行按年份先后写", findings: &findings)
      }
      for (row, count) in written where count.year < county.censusYear {
        row.report(
          .doubtfulDates, "户籍人口 \(group.rawValue) 的 \(count.year) 年早于基期普查 \(county.censusYear)，推算用不到它", "year",
          help: "核对年份，或删去这一行", findings: &findings)
      }
      let sorted = written.sorted { ($0.1.year, $0.0.line) < ($1.1.year, $1.0.line) }
      for (one, next) in zip(sorted, sorted.dropFirst()) {
        let years = Double(next.1.year - one.1.year)
        let ends = (one.1.persons.value, next.1.persons.value)
        guard years > 0, ends.0 > 0, ends.1 > 0, let usual = yearly[group] else { continue }
        // The mean change a year, compounded: (b/a)^(1/n) lies in the range just where b/a lies in its n-th power.
        let ratio = ends.1 / ends.0
        func power(_ base: Double) -> Double { (0..<Int(years)).reduce(1) { product, _ in product * base } }
        let span = power(1 + usual.lowerBound)...power(1 + usual.upperBound)
        guard !span.contains(ratio) else { continue }
        next.0.report(
          .outOfLine,
          "户籍人口 \(group.rawValue) 由 \(one.1.year)年的 \(NumberFormat.text(ends.0)) 到 \(next.1.year)年的 \(NumberFormat.text(ends.1))，是\(NumberFormat.text(ratio, decimals: 2))倍；\(NumberFormat.text(years))年通常在 \(NumberFormat.text(span.lowerBound, decimals: 2)) 到 \(NumberFormat.text(span.upperBound, decimals: 2)) 倍之间",
          "persons", help: "核对人数、年份和口径（第 \(one.0.line) 行）", findings: &findings)
      }
    }
  }
}
