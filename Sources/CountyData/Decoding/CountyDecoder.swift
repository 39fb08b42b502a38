internal import Diagnostics
internal import PlainText
internal import PlanningModel

/// Turns checked tables into values of the planning model.
struct CountyDecoder {
  let package: DataPackage
  var findings = Findings()
  /// Year of the census whose residents the townships divide.
  private(set) var censusYear = 0

  mutating func county() -> County {
    let counts = rows("population").map { census($0) }
    censusYear = counts.map(\.year.value).filter { $0 <= package.baseYear }.max() ?? package.baseYear
    let places = townships(census: counts)
    let happened = actuals()
    return County(
      code: GeoCode(package.code), nameZh: package.nameZh, nameEn: package.nameEn, baseYear: Year(package.baseYear),
      sources: rows("sources").map {
        Source(key: $0.text("key"), title: $0.text("title"), place: $0.text("place"))
      },
      zones: rows("zones").sorted { ($0.integer("order") ?? 0, $0.line) < ($1.integer("order") ?? 0, $1.line) }.map(
        zone),
      townships: places.all, census: counts, mortality: rows("mortality").map { mortality($0) },
      fertility: rows("fertility").map { fertility($0) }, disability: rows("disability").map { disability($0) },
      registered: rows("registered").map { registered($0) }, parameters: rows("parameters").map { parameter($0) },
      facilities: rows("facilities").map { facility($0) }, projects: rows("projects").map { project($0) },
      funeralFacilities: rows("funeral_facilities").map { funeralFacility($0) },
      indicators: rows("indicators").map { indicator($0) }, figures: rows("figures").map { figure($0) },
      statements: rows("statements").map { statement($0) }, observations: rows("observations").map { observation($0) },
      files: package.files, referenceCensus: rows("reference_census").map { census($0) },
      deaths: rows("deaths").map { deathCount($0) },
      placeholders: Placeholders.count(package), populationGroups: places.groups,
      actuals: happened.facts, asked: happened.asked)
  }

  private func rows(_ table: String) -> [DataRow] { package.tables[table]?.rows ?? [] }

  // MARK: Cells. A cell that the reader needs is checked here too, whatever the descriptor says of it.

  mutating func required(_ row: DataRow, _ column: String) -> Double {
    if let value = row.number(column) { return value }
    row.report(
      row.text(column).isEmpty ? .emptyCell : .notANumber, "列 \(column) 需要一个数字", column, findings: &findings)
    return 0
  }

  mutating func integer(_ row: DataRow, _ column: String) -> Int {
    if let value = row.integer(column) { return value }
    row.report(
      row.text(column).isEmpty ? .emptyCell : .notANumber, "列 \(column) 需要一个整数", column, findings: &findings)
    return 0
  }

  mutating func year(_ row: DataRow, _ column: String) -> Year { Year(integer(row, column)) }

  mutating func word<T: RawRepresentable & CaseIterable>(
    _ row: DataRow, _ column: String, _ type: T.Type, otherwise: T
  ) -> T where T.RawValue == String {
    if let value = T(rawValue: row.text(column)) { return value }
    row.report(
      .notInList, "列 \(column) 的取值 “\(DisplayWidth.printable(row.text(column), limit: 40))” 不在清单内", column,
      help: "可用：\(T.allCases.map { $0.rawValue }.joined(separator: "、"))", findings: &findings)
    return otherwise
  }

  mutating func grade(_ row: DataRow, _ column: String = "quality") -> EvidenceGrade {
    word(row, column, EvidenceGrade.self, otherwise: .assumption)
  }

  mutating func evidence(_ row: DataRow) -> Evidence {
    Evidence(source: row.text("source"), grade: grade(row), origin: row.origin)
  }

  mutating func age(_ row: DataRow) -> AgeGroup {
    let lower = integer(row, "age_from")
    let upper = row.text("age_to").isEmpty ? nil : integer(row, "age_to")
    if let upper, upper < lower {
      row.report(.contradiction, "终止年龄 \(upper) 小于起始年龄 \(lower)", "age_to", findings: &findings)
    }
    return AgeGroup(lower: lower, upper: upper)
  }

  func isYes(_ row: DataRow, _ column: String) -> Bool { row.text(column) == "yes" }
}

extension CountyDecoder {
  private func zone(_ row: DataRow) -> Zone {
    Zone(
      id: ZoneID(row.text("zone")), nameZh: row.text("name_zh"), nameEn: row.text("name_en"),
      isCity: isYes(row, "is_city"),
      evidence: Evidence(
        source: row.text("source"), grade: EvidenceGrade(rawValue: row.text("quality")) ?? .assumption,
        origin: row.origin))
  }

  mutating func township(_ row: DataRow, _ people: PopulationOfTownship) -> Township {
    let (residents, elderly, old) = (people.residents.value, people.residents60, people.residents65)
    if !(old <= elderly && elderly <= residents) {
      row.report(
        .contradiction,
        "应有 常住 ≥ 60岁及以上 ≥ 65岁及以上，读到 \(NumberFormat.plain(residents))、\(NumberFormat.plain(elderly))、\(NumberFormat.plain(old))",
        "residents60",
        findings: &findings)
    }
    return Township(
      code: GeoCode(row.text("geo_code")), nameZh: row.text("name_zh"), nameEn: row.text("name_en"),
      kindZh: row.text("kind_zh"), zone: ZoneID(row.text("zone")), longitude: required(row, "lon"),
      latitude: required(row, "lat"), residents: Persons(residents), residentsLow: Persons(people.residents.low),
      residentsHigh: Persons(people.residents.high), residents60: Persons(elderly), residents65: Persons(old),
      populationGrade: people.grade,
      cremationZone: word(row, "cremation_zone", Township.CremationStatus.self, otherwise: .outside),
      cremationZoneGrade: grade(row, "cremation_zone_quality"), settlements: integer(row, "settlements"),
      evidence: evidence(row), elderlyGrade: people.elderlyGrade, basis: people.basis,
      populationSources: people.sources, ownSources: people.ownSources)
  }

  private mutating func census(_ row: DataRow) -> CensusCount {
    CensusCount(
      year: year(row, "year"), sex: word(row, "sex", Sex.self, otherwise: .male), age: age(row),
      persons: Persons(required(row, "persons")), evidence: evidence(row))
  }

  private mutating func deathCount(_ row: DataRow) -> DeathCount {
    let deaths = required(row, "deaths")
    if deaths < 0 { row.report(.outOfRange, "死亡人数不能为负", "deaths", findings: &findings) }
    let completeness = row.text("completeness").isEmpty ? 1 : required(row, "completeness")
    if !(0.1 <= completeness && completeness <= 1) {
      row.report(.outOfRange, "登记完整率 completeness 应在 0.1 到 1 之间", "completeness", findings: &findings)
    }
    return DeathCount(
      township: GeoCode(row.text("geo_code")), start: year(row, "start"), end: year(row, "end"),
      sex: word(row, "sex", Sex.self, otherwise: .male), age: age(row), deaths: deaths, completeness: completeness,
      evidence: evidence(row))
  }

  private mutating func mortality(_ row: DataRow) -> MortalityRate {
    MortalityRate(
      start: year(row, "start"), end: year(row, "end"), sex: word(row, "sex", Sex.self, otherwise: .male),
      age: age(row), rate: required(row, "rate"), evidence: evidence(row))
  }

  private mutating func fertility(_ row: DataRow) -> FertilityReference {
    FertilityReference(
      measure: word(row, "measure", FertilityReference.Measure.self, otherwise: .totalFertilityRate),
      start: year(row, "start"), end: year(row, "end"), age: row.text("age_from").isEmpty ? nil : age(row),
      value: required(row, "value"), evidence: evidence(row))
  }

  private mutating func disability(_ row: DataRow) -> DisabilityPrevalence {
    let (share, low, high) = (required(row, "share"), required(row, "low"), required(row, "high"))
    if !(low <= share && share <= high) {
      row.report(.contradiction, "应有 low ≤ share ≤ high", "share", findings: &findings)
    }
    return DisabilityPrevalence(
      definition: word(row, "definition", DisabilityDefinition.self, otherwise: .severe),
      sex: Sex(rawValue: row.text("sex")), age: age(row), share: share, low: low, high: high, evidence: evidence(row))
  }

  private mutating func registered(_ row: DataRow) -> RegisteredCount {
    RegisteredCount(
      year: year(row, "year"), group: word(row, "group", RegisteredCount.Group.self, otherwise: .total),
      persons: Persons(required(row, "persons")), low: Persons(required(row, "low")),
      high: Persons(required(row, "high")), evidence: evidence(row))
  }

  private mutating func parameter(_ row: DataRow) -> CountyParameter {
    CountyParameter(
      path: row.text("path"), value: required(row, "value"), low: row.number("low"), high: row.number("high"),
      evidence: evidence(row), noteZh: row.text("note_zh"))
  }

  private mutating func facility(_ row: DataRow) -> Facility {
    Facility(
      id: row.text("id"), nameZh: row.text("name_zh"), township: GeoCode(row.text("geo_code")),
      homes: integer(row, "homes"), beds: Beds(required(row, "beds")), nursingShare: required(row, "nursing_share"),
      owner: word(row, "owner", Sector.self, otherwise: .government),
      operatedBy: word(row, "operator", Sector.self, otherwise: .government), evidence: evidence(row))
  }

  private mutating func project(_ row: DataRow) -> Project {
    let start = year(row, "start")
    let open = year(row, "open")
    if open < start { row.report(.contradiction, "建成年 \(open) 早于开工年 \(start)", "open", findings: &findings) }
    let counts = isYes(row, "counts_as_care_bed")
    if counts, BedType(rawValue: row.text("bed_type")) == nil {
      row.report(.emptyCell, "计为养老床位的项目要写 bed_type（nursing 或 ordinary）", "bed_type", findings: &findings)
    }
    let known = Set(rows("townships").map { $0.text("geo_code") })
    for code in row.list("geo_codes") where !known.contains(code) {
      row.report(
        .unknownReference, "乡镇街道代码 \(DisplayWidth.printable(code, limit: 20)) 不在 townships 中", "geo_codes",
        help: SpellingSuggestion.nearest(to: code, among: known.sorted()).first.map { "是否想写 “\($0)”？" } ?? "",
        findings: &findings)
    }
    return Project(
      id: ProjectID(row.text("id")), status: word(row, "status", Project.Status.self, otherwise: .planned),
      category: word(row, "category", Project.Category.self, otherwise: .other), nameZh: row.text("name_zh"),
      nameEn: row.text("name_en"), sites: row.list("geo_codes").map { GeoCode($0) },
      sitePlanZh: row.text("site_plan_zh"), beds: row.number("beds").map { Beds($0) }, countsAsCareBed: counts,
      bedType: counts ? BedType(rawValue: row.text("bed_type")) : nil, otherCapacityZh: row.text("other_capacity_zh"),
      owner: word(row, "owner", Sector.self, otherwise: .government),
      operatedBy: word(row, "operator", Sector.self, otherwise: .government),
      operatorGrade: grade(row, "operator_quality"), investment: row.number("investment_wan").map { WanYuan($0) },
      startYear: start, openYear: open, openEarliest: year(row, "open_earliest"), openLatest: year(row, "open_latest"),
      scheduleGrade: grade(row, "schedule_quality"), fundingSource: row.text("funding_source"),
      evidence: evidence(row))
  }

  private mutating func funeralFacility(_ row: DataRow) -> FuneralFacility {
    FuneralFacility(
      id: row.text("id"), nameZh: row.text("name_zh"),
      kind: word(row, "kind", FuneralFacility.Kind.self, otherwise: .columbarium),
      township: row.text("geo_code").isEmpty ? nil : GeoCode(row.text("geo_code")),
      project: row.text("project").isEmpty ? nil : ProjectID(row.text("project")), capacity: row.number("capacity"),
      used: row.number("used"), landMu: row.number("land_mu"), cremators: row.number("cremators"),
      evidence: evidence(row), noteZh: row.text("note_zh"))
  }

  private mutating func indicator(_ row: DataRow) -> PlanIndicator {
    PlanIndicator(
      number: integer(row, "number"), nameZh: row.text("name_zh"), nameEn: row.text("name_en"), unit: row.text("unit"),
      base: row.number("base"),
      comparator: word(row, "comparator", PlanIndicator.Comparator.self, otherwise: .atLeast),
      target: row.number("target"), targetYear: year(row, "target_year"), targetText: row.text("target_text"),
      natureZh: row.text("nature_zh"), measure: word(row, "measure", PlanIndicator.Measure.self, otherwise: .none),
      noteZh: row.text("note_zh"), evidence: evidence(row))
  }

  private mutating func figure(_ row: DataRow) -> PlanFigure {
    PlanFigure(
      name: row.text("name"), nameZh: row.text("name_zh"), value: required(row, "value"), unit: row.text("unit"),
      section: row.text("section"), evidence: evidence(row))
  }

  private mutating func statement(_ row: DataRow) -> PlanStatement {
    PlanStatement(
      id: row.text("id"), section: row.text("section"), statementZh: row.text("statement_zh"),
      statementEn: row.text("statement_en"), printed: row.text("printed"),
      printedExpression: row.text("printed_expression"), expression: row.text("expression"),
      comparator: word(row, "comparator", PlanIndicator.Comparator.self, otherwise: .equal),
      tolerance: required(row, "tolerance"), unit: row.text("unit"),
      declared: PlanStatement.Verdict(rawValue: row.text("declared")), noteZh: row.text("note_zh"),
      noteEn: row.text("note_en"), evidence: evidence(row), kind: PlanStatement.Kind(rawValue: row.text("kind")))
  }

  private mutating func observation(_ row: DataRow) -> Observation {
    Observation(
      name: row.text("name"), nameZh: row.text("name_zh"), value: required(row, "value"), unit: row.text("unit"),
      time: required(row, "time"), relativeDeviation: row.number("relative_sd"),
      use: Observation.Use(rawValue: row.text("use")), evidence: evidence(row))
  }
}
