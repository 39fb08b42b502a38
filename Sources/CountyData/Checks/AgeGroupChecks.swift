internal import PlanningModel

/// Whether a census's age groups can be read by single years.
enum AgeGroupChecks {
  /// First ages at which the oldest group may begin. A younger one hides who is 80 or older: how many of the people aged 65 and
  /// over are 80 and over hangs on the growth of their cohorts, which no count below that age tells.
  static let openAges = 85...110
  /// Ages at which townships are known, so that no census group may lie across them.
  static let boundaries = [60, 65]

  static func check(_ county: County, _ package: DataPackage, findings: inout Findings) {
    openAges(county.referenceCensus, package.tables["reference_census"], findings: &findings)
    guard let table = package.tables["population"] else { return }
    openAges(county.census, table, findings: &findings)
    for (row, count) in zip(table.rows, county.census) {
      let age = count.age
      guard count.year == county.censusYear, let upper = age.upper else { continue }
      for boundary in boundaries where age.lower < boundary && boundary <= upper {
        row.report(
          .wideAgeGroup, "年龄组 \(age.label) 跨过\(boundary)岁，与乡镇的\(boundary)岁及以上人口对不上", "age_to",
          help: "在\(boundary)岁处分开", findings: &findings)
      }
    }
    if findings.isEmpty { cohorts(county, table, findings: &findings) }
  }

  private static func openAges(_ census: [CensusCount], _ table: DataTable?, findings: inout Findings) {
    for (row, count) in zip(table?.rows ?? [], census) {
      let age = count.age
      if age.upper == nil, !openAges.contains(age.lower) {
        let isYoung = age.lower < openAges.lowerBound
        row.report(
          .openAge,
          isYoung
            ? "开口年龄组从\(age.lower)岁起，最低可从\(openAges.lowerBound)岁起：无法知道其中80岁及以上有多少人"
            : "开口年龄组从\(age.lower)岁起，最高可从\(openAges.upperBound)岁起",
          "age_from",
          help: isYoung
            ? "改用普查资料的分县五岁组表（列到85岁及以上）；只有\(age.lower)岁及以上的合计时，按本省或本市同年普查的年龄比例拆到85+，这些行的 quality 写 derived"
            : "把最高的几组并成一组，例如 100+", findings: &findings)
      }
    }
  }

  /// Every cohort that a ratio is made of has people, and those below 60 anyhow: they give the births.
  private static func cohorts(_ county: County, _ table: DataTable, findings: inout Findings) {
    let earlier = CensusPair.used(county.census, base: county.censusYear)
    let followed = earlier.map { CensusPair.cohorts(years: county.censusYear - $0) } ?? []
    var windows = Set(stride(from: 0, to: 60, by: 5).map { Window(year: county.censusYear, age: $0) })
    if let earlier {
      for age in followed {
        windows.insert(Window(year: earlier, age: age))
        windows.insert(Window(year: county.censusYear, age: age + (county.censusYear - earlier)))
      }
    }
    for window in windows.sorted() {
      for sex in Sex.allCases {
        let inside = zip(table.rows, county.census).filter {
          $0.1.year == window.year && $0.1.sex == sex && $0.1.age.lower < window.age + 5
            && window.age <= ($0.1.age.upper ?? .max)
        }
        guard let row = inside.min(by: { $0.1.age < $1.1.age })?.0, inside.allSatisfy({ $0.1.persons.value <= 0 })
        else { continue }
        row.report(
          .emptyCohort, "\(window.year)年 \(sex.rawValue) \(window.age)—\(window.age + 4)岁没有人：与另一年的队列相比时要除以这个数",
          "persons", help: "核对人数；0 不表示缺数", findings: &findings)
      }
    }
  }

  /// Five years of age in a census.
  private struct Window: Hashable, Comparable {
    let year: Year
    let age: Int

    static func < (a: Window, b: Window) -> Bool { (a.year, a.age) < (b.year, b.age) }
  }
}
