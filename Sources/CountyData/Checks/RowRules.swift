internal import Diagnostics
internal import PlainText

/// What the numbers of one row must be to each other, in every table.
enum RowRules {
  /// Columns whose values ascend from left to right, where they are given.
  private struct Order {
    let columns: [String]
    let words: String
    /// Whether equal neighbours are wrong too.
    var isStrict = false
    var code = DataCode.contradiction
  }

  private static let years = Order(
    columns: ["start", "end"], words: "起始年早于终止年（终止年不含在内）", isStrict: true, code: .impossibleDates)

  private static let orders: [String: [Order]] = [
    "townships": [Order(columns: ["residents_low", "residents", "residents_high"], words: "低值 ≤ 常住人口 ≤ 高值")],
    "township_observations": [Order(columns: ["low", "value", "high"], words: "低值 ≤ 数值 ≤ 高值")],
    "registered": [Order(columns: ["low", "persons", "high"], words: "低值 ≤ 人数 ≤ 高值")],
    "mortality": [years], "fertility": [years], "deaths": [years],
    "projects": [
      Order(columns: ["open_earliest", "open", "open_latest"], words: "最早建成 ≤ 建成年 ≤ 最晚建成"),
      Order(columns: ["start", "open_earliest"], words: "起始年 ≤ 最早建成"),
    ],
    "funeral_facilities": [Order(columns: ["used", "capacity"], words: "已用 ≤ 容量")],
  ]

  static func check(_ package: DataPackage, findings: inout Findings) {
    for name in orders.keys.sorted() {
      for row in package.tables[name]?.rows ?? [] where !findings.isFull {
        for order in orders[name] ?? [] { check(row, order, findings: &findings) }
      }
    }
    parts(package, findings: &findings)
    fertility(package, findings: &findings)
    disability(package, findings: &findings)
  }

  private static func check(_ row: DataRow, _ order: Order, findings: inout Findings) {
    let given = order.columns.compactMap { column in row.number(column).map { (column: column, value: $0) } }
    for (left, right) in zip(given, given.dropFirst()) {
      guard left.value > right.value || order.isStrict && left.value == right.value else { continue }
      row.report(
        order.code,
        "应有\(order.words)，而 \(left.column) 是 \(NumberFormat.plain(left.value))、\(right.column) 是 \(NumberFormat.plain(right.value))",
        right.column, help: "核对这两列是否写反", findings: &findings)
      return
    }
  }

  /// Registered people of 60 and over are a part of all registered people of the year.
  private static func parts(_ package: DataPackage, findings: inout Findings) {
    let rows = package.tables["registered"]?.rows ?? []
    let totals = Dictionary(
      rows.filter { $0.text("group") == "total" }.compactMap { row in row.integer("year").map { ($0, row) } },
      uniquingKeysWith: { first, _ in first })
    for row in rows where row.text("group") != "total" {
      guard let year = row.integer("year"), let total = totals[year], let whole = total.number("persons"),
        let part = row.number("persons"), part > whole
      else { continue }
      row.report(
        .contradiction,
        "\(year)年60岁及以上户籍人口 \(NumberFormat.plain(part)) 多于户籍总人口 \(NumberFormat.plain(whole))（第 \(total.line) 行）",
        "persons", findings: &findings)
    }
  }

  /// Mothers' ages stand with the age pattern alone.
  private static func fertility(_ package: DataPackage, findings: inout Findings) {
    for row in package.tables["fertility"]?.rows ?? [] where !findings.isFull {
      let isPattern = row.text("measure") == "asfr_share"
      let lower = row.integer("age_from")
      if isPattern, lower == nil, row.text("age_from").isEmpty {
        row.report(.emptyCell, "年龄别份额要写母亲的年龄", "age_from", findings: &findings)
      } else if !isPattern, let lower {
        row.report(
          .contradiction, "只有 asfr_share 分年龄，这一行的 age_from 是 \(lower)", "age_from", help: "留空", findings: &findings)
      } else if let lower, !(10...60).contains(lower) || !(10...60).contains(row.integer("age_to") ?? lower) {
        row.report(.outOfRange, "母亲的年龄应在10到60岁之间", "age_from", findings: &findings)
      }
    }
  }

  /// No age has two prevalences of one definition.
  private static func disability(_ package: DataPackage, findings: inout Findings) {
    var taken: [String: [(ages: ClosedRange<Int>, line: Int)]] = [:]
    for row in package.tables["disability"]?.rows ?? [] where !findings.isFull {
      guard let lower = row.integer("age_from") else { continue }
      let ages = lower...max(lower, row.text("age_to").isEmpty ? 200 : row.integer("age_to") ?? lower)
      let sexes = row.text("sex") == "T" ? ["M", "F"] : [row.text("sex")]
      let count = findings.count
      for sex in sexes where findings.count == count {
        let key = "\(row.text("definition")) \(sex)"
        if let other = taken[key]?.first(where: { $0.ages.overlaps(ages) }) {
          row.report(
            .contradiction, "年龄与第 \(other.line) 行重叠", "age_from", help: "删去或改正其中一行", findings: &findings)
        }
        taken[key, default: []].append((ages, row.line))
      }
    }
  }
}
