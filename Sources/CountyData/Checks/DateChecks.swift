internal import PlanningModel

/// Years that cannot be, or that a run leaves out: the same rule as for the years of a scenario.
enum DateChecks {
  static func check(_ county: County, _ package: DataPackage, findings: inout Findings) {
    projects(county, package, findings: &findings)
    indicators(county, package, findings: &findings)
    registered(county, package, findings: &findings)
    mortality(county, package, findings: &findings)
    fertility(county, package, findings: &findings)
  }

  private static func rows(_ package: DataPackage, _ table: String) -> [DataRow] { package.tables[table]?.rows ?? [] }

  private static func projects(_ county: County, _ package: DataPackage, findings: inout Findings) {
    for (row, project) in zip(rows(package, "projects"), county.projects) {
      if project.openYear <= county.baseYear {
        row.report(
          .impossibleDates, "建成年 \(project.openYear) 不晚于基期 \(county.baseYear)", "open",
          help: "基期末已建成的写入 facilities 或 funeral_facilities，不写作项目", findings: &findings)
      } else if project.startYear < county.baseYear {
        row.report(
          .doubtfulDates, "开工年 \(project.startYear) 早于基期 \(county.baseYear)：基期以前的投资不在时段内", "start",
          help: "在建项目可以保留；investment_wan 若已含付清的部分，改写为余下的投资", findings: &findings)
      }
    }
  }

  private static func indicators(_ county: County, _ package: DataPackage, findings: inout Findings) {
    for (row, indicator) in zip(rows(package, "indicators"), county.indicators)
    where indicator.targetYear <= county.baseYear {
      row.report(
        .impossibleDates, "目标年 \(indicator.targetYear) 不晚于基期 \(county.baseYear)，无从推算", "target_year",
        findings: &findings)
    }
  }

  private static func registered(_ county: County, _ package: DataPackage, findings: inout Findings) {
    let rows = rows(package, "registered")
    for group in RegisteredCount.Group.allCases {
      let ofGroup = zip(rows, county.registered).filter { $0.1.group == group }
      guard let first = ofGroup.min(by: { $0.1.year < $1.1.year }), first.1.year > county.baseYear else { continue }
      first.0.report(
        .doubtfulDates, "户籍人口 \(group.rawValue) 从\(first.1.year)年起，没有基期\(county.baseYear)年的数，此前按这一年的数不变",
        "year", help: "补上基期的数", findings: &findings)
    }
  }

  private static func mortality(_ county: County, _ package: DataPackage, findings: inout Findings) {
    let entries = zip(rows(package, "mortality"), county.mortality).map {
      Period($0, $1.start, $1.end, $1.sex.rawValue)
    }
    Period.check(entries, haveAges: true, findings: &findings)
    // One middle of a period serves both sexes.
    for start in Set(entries.map(\.start)).sorted() {
      let here = entries.filter { $0.start == start }
      guard let other = here.first(where: { $0.end != here[0].end }) else { continue }
      other.row.report(
        .impossibleDates, "从\(start)年起的死亡率终止年不一：\(here[0].end) 和 \(other.end)", "end", findings: &findings)
    }
  }

  private static func fertility(_ county: County, _ package: DataPackage, findings: inout Findings) {
    let entries = zip(rows(package, "fertility"), county.fertility).map {
      Period($0, $1.start, $1.end, $1.measure.rawValue + ($1.age.map { " \($0.label)" } ?? ""))
    }
    Period.check(entries, haveAges: false, findings: &findings)
    mothers(zip(rows(package, "fertility"), county.fertility).filter { $0.1.measure == .ageShare }, findings: &findings)
  }

  /// Ages of mothers, which are closed groups that follow each other.
  private static func mothers(_ rows: [(DataRow, FertilityReference)], findings: inout Findings) {
    var byStart: [Year: [(row: DataRow, age: AgeGroup, upper: Int)]] = [:]
    for (row, reference) in rows {
      guard let age = reference.age, let upper = age.upper, 10 <= age.lower, upper < 60 else {
        row.report(.incompleteSeries, "asfr_share 的母亲年龄要有起止，在10—59岁之内", "age_from", findings: &findings)
        continue
      }
      byStart[reference.start, default: []].append((row, age, upper))
    }
    for (_, ages) in byStart.sorted(by: { $0.key < $1.key }) {
      let sorted = ages.sorted { ($0.age, $0.row.line) < ($1.age, $1.row.line) }
      // A row written twice has been told as two periods that overlap.
      for (one, next) in zip(sorted, sorted.dropFirst())
      where next.age != one.age && next.age.lower != one.upper + 1 {
        one.row.report(
          .incompleteSeries, "asfr_share 的年龄组 \(one.age.label) 与 \(next.age.label) 不相接", "age_to",
          findings: &findings)
      }
    }
  }
}

/// The years of one row of rates, which have their order by `RowRules`; rows of one series must not share a year.
private struct Period {
  let row: DataRow
  let start: Year
  let end: Year
  let series: String

  init(_ row: DataRow, _ start: Year, _ end: Year, _ series: String) {
    (self.row, self.start, self.end, self.series) = (row, start, end, series)
  }

  /// - Parameter haveAges: Whether several rows of one series and period are its age groups, not repetitions.
  static func check(_ entries: [Period], haveAges: Bool, findings: inout Findings) {
    for (_, rows) in Dictionary(grouping: entries, by: \.series).sorted(by: { $0.key < $1.key }) {
      var periods: [Period] = []
      for entry in rows.sorted(by: { ($0.start, $0.row.line) < ($1.start, $1.row.line) })
      where !haveAges || periods.last?.start != entry.start { periods.append(entry) }
      for (one, next) in zip(periods, periods.dropFirst()) where next.start < one.end {
        next.row.report(
          .overlappingPeriods, "\(next.start)—\(next.end) 与第 \(one.row.line) 行的 \(one.start)—\(one.end) 重叠", "start",
          help: "终止年不含在内；改起止年，使各期相接", findings: &findings)
      }
    }
  }
}
