internal import Diagnostics
internal import PlainText
internal import PlanningModel

/// Checks across tables that no schema can express.
enum CountyChecks {
  static func check(_ county: County, _ package: DataPackage, findings: inout Findings) {
    census(county, package, findings: &findings)
    totals(county, package, findings: &findings)
    mortality(county, package, findings: &findings)
    fertility(county, package, findings: &findings)
    parameters(county, package, findings: &findings)
    jointBounds(county, package, findings: &findings)
    settlements(county, package, findings: &findings)
    deaths(county, package, findings: &findings)
    DateChecks.check(county, package, findings: &findings)
    ObservationChecks.check(county, package, findings: &findings)
    EmptyTableChecks.check(county, package, findings: &findings)
    AgeGroupChecks.check(county, package, findings: &findings)
    // What is compared must be whole first.
    if findings.isEmpty { EarlierCensusChecks.check(county, package, findings: &findings) }
  }

  /// Registered deaths must name townships of the county, and no age twice within a township and sex.
  private static func deaths(_ county: County, _ package: DataPackage, findings: inout Findings) {
    guard let table = package.tables["deaths"] else { return }
    let codes = Set(county.townships.map(\.code.value))
    var taken: [String: [(ages: ClosedRange<Int>, line: Int)]] = [:]
    for (row, count) in zip(table.rows, county.deaths) {
      if !codes.contains(count.township.value) {
        row.report(
          .unknownReference, "geo_code “\(DisplayWidth.printable(count.township.value, limit: 40))” 不在 townships 中",
          "geo_code", findings: &findings)
      }
      // Exposure is the base population, so the register must be of its time.
      if count.start < county.censusYear + -10 || county.censusYear + 1 < count.end {
        row.report(
          .contradiction, "登记时期应在 \(county.censusYear + -10) 到 \(county.censusYear) 年之内", "start", findings: &findings)
      }
      if let township = county.townships.first(where: { $0.code == count.township }), count.end > count.start,
        count.deaths > 0.1 * township.residents.value * Double(count.end - count.start)
      {
        row.report(
          .outOfRange, "每年死亡超过\(township.nameZh)常住人口的十分之一", "deaths", help: "核对人数、时期和代码", findings: &findings)
      }
      let ages = count.age.lower...max(count.age.lower, count.age.upper ?? 200)
      if let first = county.deaths.first(where: { $0.township == count.township }),
        first.start != count.start || first.end != count.end
      {
        row.report(.contradiction, "一个乡镇的各行应是同一时期", "start", findings: &findings)
      }
      let key = "\(count.township.value) \(count.sex.rawValue)"
      if let other = taken[key]?.first(where: { $0.ages.overlaps(ages) }) {
        row.report(.contradiction, "年龄与第 \(other.line) 行重叠", "age_from", findings: &findings)
      }
      taken[key, default: []].append((ages, row.line))
    }
  }

  /// A package that lists its villages and communities must list as many as its townships count.
  private static func settlements(_ county: County, _ package: DataPackage, findings: inout Findings) {
    guard let table = package.tables["settlements"] else { return }
    let counts = Dictionary(grouping: table.rows) { $0.text("geo_code") }.mapValues(\.count)
    for row in package.tables["townships"]?.rows ?? [] {
      let listed = counts[row.text("geo_code")] ?? 0
      guard row.integer("settlements") != listed else { continue }
      row.report(
        .totalsDisagree, "settlements 表中 \(row.text("name_zh")) 有 \(listed) 个村（社区），这里写 \(row.text("settlements")) 个",
        "settlements", findings: &findings)
    }
  }

  /// A problem of a table: at the first row concerned, else at the column's name in the header.
  private static func report(
    _ package: DataPackage, _ table: String, _ column: String, _ code: DataCode, _ message: String, help: String = "",
    findings: inout Findings, where isConcerned: (DataRow) -> Bool = { _ in false }
  ) {
    guard let table = package.tables[table] else { return }
    if let row = table.rows.first(where: isConcerned) {
      row.report(code, message, column, help: help, findings: &findings)
    } else {
      table.report(code, message, column, help: help, findings: &findings)
    }
  }

  private static func areContiguous(_ groups: [AgeGroup]) -> Bool {
    groups.first?.lower == 0 && groups.last?.upper == nil
      && zip(groups, groups.dropFirst()).allSatisfy { $0.upper == $1.lower - 1 }
  }

  private static func census(_ county: County, _ package: DataPackage, findings: inout Findings) {
    let counted = Set(county.census.map(\.year)).union([county.censusYear])
    series(county.census, years: counted, "population", package, &findings)
    let reference = Set(county.referenceCensus.map(\.year))
    series(county.referenceCensus, years: reference, "reference_census", package, &findings)
    guard reference.count == 1 else { return }
    report(
      package, "reference_census", "year", .incompleteSeries, "只有一次普查：要有两次，才能推算同一批人的存留比",
      help: "补上离它十年左右的另一次普查，或清空这张表", findings: &findings)
  }

  /// Every sex of every census runs from age 0 to an open group without a gap.
  private static func series(
    _ census: [CensusCount], years: Set<Year>, _ table: String, _ package: DataPackage, _ findings: inout Findings
  ) {
    for year in years.sorted() {
      for sex in Sex.allCases {
        let groups = census.filter { $0.year == year && $0.sex == sex }.map(\.age).sorted()
        if groups.count < 4 || !areContiguous(groups) {
          // The first group that does not follow the one before it.
          let gap = zip([nil] + groups.map(Optional.some), groups).first { before, group in
            group.lower != (before.map { ($0.upper ?? -2) + 1 } ?? 0)
          }?.1
          report(
            package, table, "age_from", .incompleteSeries,
            "\(year)年 \(sex.rawValue) 的年龄组不是从0岁起首尾相接、最后一组开口", help: "年龄组如 0、1-4、5-9 … 85+，两性齐全",
            findings: &findings
          ) { row in
            row.integer("year") == year.value && row.text("sex") == sex.rawValue
              && (gap == nil || row.integer("age_from") == gap?.lower)
          }
        }
      }
    }
  }

  private static func totals(_ county: County, _ package: DataPackage, findings: inout Findings) {
    let base = county.census.filter { $0.year == county.censusYear }
    let cases: [(name: String, age: Int, sum: (Township) -> Double)] = [
      ("residents", 0, { $0.residents.value }), ("residents60", 60, { $0.residents60.value }),
      ("residents65", 65, { $0.residents65.value }),
    ]
    for entry in cases {
      let census = base.filter { $0.age.lower >= entry.age }.reduce(0) { $0 + $1.persons.value }
      let townships = county.townships.reduce(0) { $0 + entry.sum($1) }
      guard abs(census - townships) < 0.5 else {
        report(
          package, "townships", entry.name, .totalsDisagree,
          "各乡镇街道 \(entry.name) 之和 \(Int(townships)) 与普查 \(Int(census)) 相差 \(Int((townships - census).rounded())) 人",
          help: "调整分配，使合计等于普查数", findings: &findings)
        continue
      }
    }
  }

  private static func mortality(_ county: County, _ package: DataPackage, findings: inout Findings) {
    let starts = Set(county.mortality.map(\.start)).sorted()
    if starts.isEmpty {
      report(package, "mortality", "start", .incompleteSeries, "没有死亡率", findings: &findings)
    }
    for start in starts {
      for sex in Sex.allCases {
        let rows = county.mortality.filter { $0.start == start && $0.sex == sex }.sorted { $0.age < $1.age }
        let lowers = rows.map(\.age.lower)
        func isHere(_ row: DataRow) -> Bool {
          row.integer("start") == start.value && row.text("sex") == sex.rawValue
        }
        let expected = [0, 1] + Array(stride(from: 5, through: 100, by: 5))
        if lowers != expected || !areContiguous(rows.map(\.age)) {
          let odd = lowers.first { !expected.contains($0) }
          report(
            package, "mortality", "age_from", .incompleteSeries,
            "\(start)起的死亡率（\(sex.rawValue)）应有 0、1-4、5-9 … 95-99、100+ 各组", findings: &findings
          ) { isHere($0) && (odd == nil || $0.integer("age_from") == odd) }
        } else if !rows.allSatisfy({ $0.rate > 0 }) {
          report(
            package, "mortality", "rate", .outOfRange, "\(start)起的死亡率（\(sex.rawValue)）须大于0", findings: &findings
          ) { isHere($0) && !(($0.number("rate") ?? 0) > 0) }
        }
      }
    }
  }

  private static func fertility(_ county: County, _ package: DataPackage, findings: inout Findings) {
    for measure in FertilityReference.Measure.allCases {
      let rows = county.fertility.filter { $0.measure == measure }
      if rows.isEmpty || !rows.contains(where: { $0.start <= county.censusYear && county.censusYear < $0.end }) {
        report(
          package, "fertility", "measure", .incompleteSeries, "生育序列 \(measure.rawValue) 没有基期 \(county.censusYear) 的数",
          findings: &findings
        ) { $0.text("measure") == measure.rawValue }
      }
      if measure == .ageShare {
        for start in Set(rows.map(\.start)).sorted() {
          let sum = rows.filter { $0.start == start }.reduce(0) { $0 + $1.value }
          if !(abs(sum - 1) < 1e-6) {
            report(
              package, "fertility", "value", .totalsDisagree,
              "\(start)起的 asfr_share 之和为 \(NumberFormat.plain(sum))，应为1", findings: &findings
            ) { $0.text("measure") == measure.rawValue && $0.integer("start") == start.value }
          }
        }
      }
    }
  }

  /// Parameters that are impossible together, told at the last of them.
  private static func jointBounds(_ county: County, _ package: DataPackage, findings: inout Findings) {
    let values = Dictionary(county.parameters.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
    for bound in JointBound.all(county) {
      guard bound.terms.allSatisfy({ values[$0.path] != nil }), let last = bound.terms.last,
        bound.excess({ values[$0] ?? 0 }) > JointBound.tolerance
      else { continue }
      let names = bound.terms.map { "\($0.path)＝\(NumberFormat.plain(values[$0.path] ?? 0))" }.joined(separator: "、")
      let reason =
        switch bound.rule {
        case .cityInCounty: "城区机构的住养人比全县还多"
        case .townsHaveBeds: "城区以外的住养人比床位多"
        case .ashes: "骨灰去向合计超过1"
        case .rampUp: "开业当年可用比例高于次年"
        }
      report(
        package, "parameters", "value", .contradiction, "\(names) 不能同时成立：\(reason)", help: "调整其中一项",
        findings: &findings
      ) { $0.text("path") == last.path }
    }
  }

  /// A value that is one end of its interval must say so, for it is more often a slip.
  private static func bound(_ row: DataRow, findings: inout Findings) {
    guard let low = row.number("low"), let high = row.number("high"), let value = row.number("value"), low < high else {
      return
    }
    let end = value == low ? "low" : value == high ? "high" : ""
    let said = row.text("bound")
    guard said != end, said.isEmpty || ["low", "high"].contains(said) else { return }
    if said.isEmpty {
      row.report(
        .contradiction, "value 就是 \(end)，区间只在一边", "value", help: "确实是界限就在 bound 列写 \(end)，否则把区间写到两边",
        findings: &findings)
    } else {
      row.report(
        .contradiction, "bound 写 \(said)，而 value 不等于 \(said)", "bound", help: "清空 bound，或改 value", findings: &findings)
    }
  }

  private static func parameters(_ county: County, _ package: DataPackage, findings: inout Findings) {
    let rows = package.tables["parameters"]?.rows ?? []
    let known = ParameterCatalogue.countyDeclarations.map(\.path)
    for row in rows {
      guard let declaration = ParameterCatalogue.declaration(for: row.text("path")), declaration.role != .constraint
      else {
        let near = SpellingSuggestion.nearest(to: row.text("path"), among: known).first
        row.report(
          .unknownParameter, "没有参数 “\(DisplayWidth.printable(row.text("path"), limit: 60))”", "path",
          help: ParameterCatalogue.successors(of: row.text("path")).map {
            "改写 \($0.map { "“\($0)”" }.joined(separator: "和"))，含义见 countyplan explain"
          } ?? near.map { "是否想写 “\($0)”？" } ?? "", findings: &findings)
        continue
      }
      if row.text("unit") != declaration.unit {
        row.report(
          .contradiction, "参数 \(declaration.path) 的单位应为 “\(declaration.unit)”", "unit", findings: &findings)
      }
      for column in ["value", "low", "high"] {
        guard let value = row.number(column) else { continue }
        guard declaration.lowest <= value && value <= declaration.highest else {
          row.report(
            .outOfRange,
            "参数 \(declaration.path) 的 \(column) 应在 \(NumberFormat.plain(declaration.lowest)) 到 \(NumberFormat.plain(declaration.highest)) 之间",
            column, findings: &findings)
          continue
        }
      }
      if let low = row.number("low"), let high = row.number("high"), let value = row.number("value"),
        !(low <= value && value <= high)
      {
        row.report(.contradiction, "应有 low ≤ value ≤ high", "value", findings: &findings)
      }
      bound(row, findings: &findings)
    }
    let present = Set(rows.map { $0.text("path") })
    for path in known where !present.contains(path) {
      report(
        package, "parameters", "path", .missingParameter, "缺少参数 \(path)", help: "补一行：值、区间、单位、来源、等级和理由",
        findings: &findings)
    }
  }
}
