internal import Diagnostics
internal import PlainText

/// Rows of a series that are many times what the rows beside them are: one row in another unit passes every range.
enum SeriesChecks {
  /// A series in a table: rows of one key, in the order of a column.
  private struct Series {
    let table: String
    let column: String
    let key: [String]
    let order: String
    /// How many times a neighbour a number may be.
    let factor: Double
    /// Counts below this stray by themselves.
    var floor = 0.0
    /// Whether numbers are compared by year of age, with groups whose middles are at most ``reach`` years away: people grow
    /// old and fewer by themselves.
    var isByAge = false
    /// Rows before it are of another kind: infants die of other causes.
    var from = 0.0
  }

  private static let reach = 10.0

  private static let all = [
    Series(
      table: "population", column: "persons", key: ["year", "sex"], order: "age_from", factor: 8, floor: 100,
      isByAge: true),
    Series(table: "mortality", column: "rate", key: ["sex", "age_from"], order: "start", factor: 6),
    Series(table: "mortality", column: "rate", key: ["start", "sex"], order: "age_from", factor: 15, from: 5),
    Series(table: "fertility", column: "value", key: ["measure", "age_from"], order: "start", factor: 8),
    Series(table: "registered", column: "persons", key: ["group"], order: "year", factor: 4),
    Series(table: "disability", column: "share", key: ["definition", "sex"], order: "age_from", factor: 15),
  ]

  static func check(_ package: DataPackage, findings: inout Findings) {
    for series in all {
      guard let table = package.tables[series.table] else { continue }
      let groups = Dictionary(grouping: table.rows) { row in series.key.map { row.text($0) } }
      for key in groups.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let rows = (groups[key] ?? []).filter { ($0.number(series.order) ?? 0) >= series.from }.sorted {
          ($0.number(series.order) ?? 0, $0.line) < ($1.number(series.order) ?? 0, $1.line)
        }
        check(rows, series, findings: &findings)
      }
    }
  }

  private static func check(_ rows: [DataRow], _ series: Series, findings: inout Findings) {
    let points = rows.map { row -> (value: Double, age: Double) in
      guard let value = row.number(series.column) else { return (0, 0) }
      guard series.isByAge else { return (value, 0) }
      // An open group has no width to divide by.
      guard let lower = row.integer("age_from"), let upper = row.integer("age_to"), upper >= lower else {
        return (0, 0)
      }
      return (value / Double(upper - lower + 1), Double(lower + upper) / 2)
    }
    for (index, (value, age)) in points.enumerated() where value > 0 {
      let beside = [index - 2, index - 1, index + 1, index + 2].filter { points.indices.contains($0) }
        .map { points[$0] }.filter { $0.value > 0 && abs($0.age - age) <= reach }.map(\.value)
      let far = beside.filter {
        max($0, value) > series.floor && (value > $0 * series.factor || $0 > value * series.factor)
      }
      guard beside.count >= 2, 2 * far.count > beside.count else { continue }
      let usual = far.sorted()[far.count / 2]
      let times = value > usual ? value / usual : usual / value
      rows[index].report(
        .outOfLine,
        "列 \(series.column) 的值 \(NumberFormat.plain(rows[index].number(series.column) ?? 0)) 约是前后各行的\(value > usual ? "" : " 1/")\(NumberFormat.text(times)) \(value > usual ? "倍" : "")",
        series.column, help: guess(times), findings: &findings)
    }
  }

  private static func guess(_ times: Double) -> String {
    for (factor, words) in [(100.0, "百倍"), (1000, "千倍"), (10_000, "万倍")]
    where times > factor / 2.2 && times < factor * 2.2 {
      return "是否这一行的单位不同（相差\(words)）？"
    }
    return "核对这一行的数字和单位"
  }
}
