import Analysis
import Charts
import CountyData
import PlanningModel
import Publishing
import ScenarioFiles
import Simulation
import TestSupport
import Testing

/// Evidence is read off the lineage: each grade of the data and of the parameters is changed alone, and the cells that follow
/// are compared with what the rules name.
@Suite("Evidence")
struct EvidenceTests {
  /// A small county whose every grade is `census`, but for what a test changes.
  private struct Small {
    let bench: Workbench
    let files: [(path: String, text: String)]

    init() throws {
      bench = try Workbench()
      let template = CountyTemplate(
        code: "500996", nameZh: "试县", nameEn: "Trial", baseYear: 2020, synthetic: 4, seed: 2)
      files = template.files().map {
        ($0.path, $0.path.hasSuffix(".csv") ? Regraded.text($0.text, to: "census") : $0.text)
      }
    }

    func run(
      changing table: String = "", columns: Set<String>? = nil, _ scenario: String = "",
      where isChosen: @escaping ([String: String]) -> Bool = { _ in true }
    ) throws -> CountyRun {
      for file in files {
        let text =
          file.path == table + ".csv"
          ? Regraded.text(file.text, to: "assumption", columns: columns, where: isChosen) : file.text
        try bench.write(text, to: "seeds/t/\(file.path)")
      }
      try bench.write(
        "schema: 1\nid: a\ntitle: a\ndata: seeds/t\nhorizon: {start: 2020, end: 2026}\noutputs: {years: [2020, 2024]}\n\(scenario)\n",
        to: "scenarios/a.yaml")
      let county = try CountyLoader.load(folder: bench.path("seeds/t"))
      let draft = try ScenarioReader().draft(try ScenarioReader().document(file: bench.path("scenarios/a.yaml")))
      return try CountyRun(county: county, scenario: try ScenarioReader().resolve(draft, in: county).scenario)
    }
  }

  private struct Line {
    let table: String
    let row: [String: String]
    var evidence: String { row["evidence"] ?? "" }
  }

  /// Tables without the ranking of inputs, which has no evidence cell.
  private static func tables(_ run: CountyRun) throws -> [Table] {
    try Publication(run, ranking: InputRanking(rows: [])).tables()
  }

  /// Every row that has an evidence cell.
  private static func lines(_ tables: [Table]) -> [Line] {
    tables.filter { $0.columns.contains("evidence") }.flatMap { table in
      table.rows.map { row in
        let cells = zip(table.columns, row).map { column, cell in
          switch cell {
          case .text(let text): (column, text)
          case .integer(let value): (column, "\(value)")
          case .number(let value, _): (column, "\(value)")
          case .empty: (column, "")
          }
        }
        return Line(table: table.name, row: Dictionary(cells, uniquingKeysWith: { first, _ in first }))
      }
    }
  }

  /// The rows without most of the population's ages: they have one rule, and a test that reads every row for every input
  /// takes minutes with them.
  private static func telling(_ lines: [Line]) -> [Line] {
    let ages: Set = ["total", "60+", "60-64", "85-89"]
    return lines.filter {
      $0.table != "population" || $0.row["sex"] != "F" && ages.contains($0.row["age_group"] ?? "")
    }
  }

  private static func rules(_ line: Line, _ run: CountyRun) throws -> [LineageRule] {
    let rule = try #require(
      Lineage.rule(table: line.table, column: "evidence", row: line.row, indicators: run.county.indicators))
    return Lineage.closure(rule, LineageData.form(of: line.row, run: run))
  }

  @Test("every evidence cell is the grade of its row's lineage, in a small county and in the shipped one")
  func cellsFollowTheRules() throws {
    let small = try Small().run("portfolio: {convert: [{beds: 20, year: 2024}]}")
    let shipped = try CountyLoader.load(folder: Shipped.county)
    let draft = try ScenarioReader().read(file: Shipped.scenario("plan"))
    let plan = try CountyRun(county: shipped, scenario: try ScenarioReader().resolve(draft, in: shipped).scenario)
    for run in [small, plan] {
      let rules = EvidenceRules(run)
      let lines = Self.lines(try Self.tables(run))
      #expect(lines.count > 100)
      // Of thousands of rows every eleventh: ages, sexes, places and years all come up.
      for (position, line) in lines.enumerated() where lines.count < 3000 || position.isMultiple(of: 11) {
        #expect(rules.grade(table: line.table, row: line.row).rawValue == line.evidence, "\(line.table) \(line.row)")
      }
    }
  }

  @Test("with every input counted, what is counted says so and what the model makes is derived")
  func bestGrades() throws {
    let run = try Small().run()
    for line in Self.lines(try Self.tables(run)) {
      let rules = try Self.rules(line, run)
      // Renovated homes are judged to pass, whatever the data says.
      let isJudged = rules.contains { $0.id == "indicator_quality" }
      let isStated = ["capacity", "projects", "indicators"].contains(line.table)
      let isBase = line.row["year"] == "2020"
      switch (line.table, line.row["measure"] ?? line.row["age_group"] ?? "") {
      case ("population", "total"), ("population", "60+"), ("population", "65+"):
        let isCounted = isBase && (line.row["sex"] == "T" || line.row["geo_code"] == "500996")
        guard line.row["frame"] == "resident" else { continue }
        #expect(line.evidence == (isCounted ? "census" : "derived"), "\(line.row)")
      case ("summary", "residents"), ("summary", "pop60"), ("summary", "pop80"):
        #expect(line.evidence == (isBase ? "census" : "derived"), "\(line.row)")
      case ("summary", "beds"), ("summary", "nursing_share"), ("summary", "cremation_zone"):
        #expect(line.evidence == "census", "\(line.row)")
      case ("summary", "severe"), ("summary", "unmet"), ("summary", "invest"), ("zones", _), ("cemetery", _):
        #expect(line.evidence == "derived", "\(line.row)")
      default:
        #expect(isJudged || line.evidence == (isStated ? "census" : line.evidence), "\(line.table) \(line.row)")
        #expect(isJudged || line.evidence != "assumption", "\(line.table) \(line.row)")
      }
    }
  }

  @Test(
    "a parameter that is an assumption alone makes assumptions of the rows that it moves, and of none that do not name it"
  )
  func parameters() throws {
    let setup =
      "care: {occupancy: {value: {low80: 0.84, mid: 0.86, high80: 0.88}, grade: census, source: x}, occupancy_city: {value: {low80: 0.84, mid: 0.86, high80: 0.88}, grade: census, source: x}}\nportfolio: {convert: [{beds: 20, year: 2024}]}"
    let run = try Small().run(setup)
    let lines = Self.telling(Self.lines(try Self.tables(run)))
    let best = lines.map { EvidenceRules(run).grade(table: $0.table, row: $0.row) }
    let closures = try lines.map { Set(try Self.rules($0, run).flatMap(\.parameters)) }
    for entry in run.parameters.entries where entry.declaration.role == .input {
      let path = entry.declaration.path
      let rules = EvidenceRules(run, parameters: [path: .assumption])
      let (low, high) = (entry.low ?? entry.declaration.lowest, entry.high ?? entry.declaration.highest)
      let value = entry.value.points[0].value
      let target = abs(high - value) > abs(value - low) ? high : low
      let moving = try run.varying(path, to: target == value ? value * 0.9 : target)
      let moved = Self.telling(Self.lines(try Self.tables(moving)))
      guard moved.count == lines.count else { continue }
      for (position, line) in lines.enumerated() where best[position] != .assumption {
        let grade = rules.grade(table: line.table, row: line.row)
        if moved[position].row != line.row {
          #expect(grade == .assumption, "\(path) moves \(line.table) \(line.row)")
        }
        if grade == .assumption { #expect(closures[position].contains(path), "\(path) \(line.table) \(line.row)") }
      }
    }
  }

  @Test(
    "a table that is assumed makes assumptions of exactly the rows whose lineage reads it",
    arguments: [
      "population", "mortality", "fertility", "disability", "registered", "townships", "zones", "facilities",
      "projects", "funeral_facilities", "indicators", "figures",
    ])
  func tables(_ table: String) throws {
    let small = try Small()
    let reference = try small.run()
    let lines = Self.telling(Self.lines(try Self.tables(reference)))
    let before = EvidenceRules(reference)
    let run = try small.run(changing: table)
    let after = EvidenceRules(run)
    var changed = 0
    for line in lines where before.grade(table: line.table, row: line.row) != .assumption {
      let rules = try Self.rules(line, run)
      let reads = LineageData.behind(rules, row: line.row, run: run).contains {
        $0.table == table && $0.grades.contains(.assumption)
      }
      let isAssumed = after.grade(table: line.table, row: line.row) == .assumption
      #expect(isAssumed == reads, "\(table): \(line.table) \(line.row)")
      changed += isAssumed ? 1 : 0
    }
    // In the small county every cell that reads these two is a judgement already.
    #expect(changed > 0 || ["funeral_facilities", "figures"].contains(table))
  }

  @Test("one row that is assumed reaches the cells that add it up, and no others")
  func rows() throws {
    let small = try Small()
    // Men of 60–64: in the base year the county's men and both sexes, of that age and of the sums over it.
    let run = try small.run(changing: "population") {
      $0["year"] == "2020" && $0["sex"] == "M" && $0["age_from"] == "60"
    }
    let county = Self.lines(try Self.tables(run)).filter {
      $0.table == "population" && $0.row["year"] == "2020" && $0.row["geo_code"] == "500996"
        && $0.row["frame"] == "resident"
    }
    let touched = Set(
      county.filter { $0.evidence == "assumption" }.map { "\($0.row["sex"] ?? "") \($0.row["age_group"] ?? "")" })
    let open = county.filter {
      $0.evidence == "assumption" && !["60-64", "60+", "total"].contains($0.row["age_group"])
    }
    #expect(touched.isSuperset(of: ["M 60-64", "T 60-64", "M 60+", "T 60+", "M total", "T total"]))
    #expect(!touched.contains("F 60-64") && !touched.contains("M 65+") && !touched.contains("M 55-59"))
    // Ages inside the open group are split by a shape that the groups below it give.
    #expect(open.allSatisfy { Int(($0.row["age_group"] ?? "").prefix { $0.isNumber }) ?? 0 >= 85 })

    // One township's homes: its own stock, its zone's balance, nobody else's stock.
    let home = try #require(small.files.first { $0.path == "facilities.csv" }).text.split(separator: "\n")[1]
    let id = String(home.prefix { $0 != "," })
    let other = try small.run(changing: "facilities") { $0["id"] == id }
    let place = try #require(other.county.facilities.first { $0.id == id }).township
    let capacity = Self.lines(try Self.tables(other)).filter {
      $0.table == "capacity" && $0.row["status"] == "base"
    }
    #expect(capacity.contains { $0.evidence == "assumption" })
    #expect(
      capacity.allSatisfy {
        ($0.evidence == "assumption") == ($0.row["geo_code"] == place.value) || $0.evidence == "census"
      })
    #expect(capacity.allSatisfy { $0.row["geo_code"] == place.value || $0.evidence == "census" })
  }

  @Test("numbers that a scenario writes in place of the plan's are assumptions, its choices are not")
  func scenario() throws {
    let small = try Small()
    func projects(_ text: String) throws -> [String: String] {
      let lines = Self.lines(try Self.tables(try small.run(text))).filter { $0.table == "projects" }
      return Dictionary(
        lines.map { ($0.row["project"] ?? "", $0.evidence) }, uniquingKeysWith: { first, _ in first })
    }
    let plain = try projects("portfolio: {include: planned}")
    let id = try #require(plain.keys.sorted().first)
    #expect(plain[id] == "census")
    #expect(try projects("portfolio: {include: planned, shift: {all: 1}}").values.allSatisfy { $0 == "assumption" })
    #expect(try projects("portfolio: {include: planned, scale: {\(id): 0.5}}")[id] == "assumption")
    #expect(try projects("portfolio: {include: planned, operator: {\(id): social}}")[id] == "census")
  }

  @Test("a target that nothing but an assumption attains is assumed, one that rests on counts too is met")
  func ownTargets() throws {
    let text =
      "funeral: {zone_cremation_rate: {value: 0.9, grade: assumption, source: x}}\ntargets: [{measure: cremation_zone, year: 2024, at_least: 0.9}, {measure: beds, year: 2024, at_least: 1}]"
    let publication = try Publication(try Small().run(text), ranking: InputRanking(rows: []))
    let table = try #require(publication.tables().first { $0.name == "targets" })
    let column = try #require(table.columns.firstIndex(of: "verdict"))
    #expect(table.rows.map { $0[column] } == [.text("assumed"), .text("met")])
  }

  @Test("counts are called a census only where the data says so")
  func words() throws {
    let small = try Small()
    for (isAssumed, word, other) in [(false, "普查", "假设数"), (true, "假设数", "普查")] {
      let run = try small.run(changing: isAssumed ? "population" : "") { $0["year"] == "2020" }
      let publication = try Publication(run, ranking: InputRanking(rows: []))
      let files = Dictionary(
        try publication.package(jobs: 1).files().map {
          ($0.path, String(decoding: $0.bytes, as: UTF8.self))
        }, uniquingKeysWith: { first, _ in first })
      let report = try #require(files["report.md"])
      #expect(report.contains("2020年\(word)常住人口") && !report.contains("2020年\(other)"))
      for id in ["pyramid", "elderly", "fan-pop60"] {
        let svg = try #require(files["charts/\(id).svg"])
        #expect(svg.contains(word) && !svg.contains(other), "\(id)")
      }
      #expect(publication.evidence.grade(.residents, 0) == (isAssumed ? .assumption : .census))
    }
  }
}
