internal import Diagnostics
internal import PlainText
internal import PlanningModel

extension CountyDecoder {
  /// Townships in the order of their codes, and groups of them whose share of the county is known.
  ///
  /// A township's own row may give its residents; what it leaves blank comes from `township_observations`, or is allotted.
  mutating func townships(census: [CensusCount]) -> (all: [Township], groups: [PopulationGroup]) {
    let rows = (package.tables["townships"]?.rows ?? []).sorted { $0.text("geo_code") < $1.text("geo_code") }
    let columns = ["residents", "residents60", "residents65"]
    guard rows.contains(where: { row in columns.contains { row.text($0).isEmpty } }) else {
      return (rows.map { township($0, given($0)) }, [])
    }
    let observations = readObservations(rows)
    guard findings.isEmpty else { return (rows.map { township($0, PopulationOfTownship()) }, []) }
    var allocation = readAllocation(rows, observations, census: census)
    var known: [KnownTownship] = []
    for place in rows.indices {
      known.append(readKnown(rows[place], place, observations, &allocation.places[place]))
    }
    do throws(TownshipAllocation.Problem) {
      let found = try allocation.allotted()
      let all = allSources(observations)
      var townships: [Township] = []
      for place in rows.indices {
        let settlements =
          allocation.groups.contains { $0.places.contains(place) } ? PopulationBasis.group : .settlements
        townships.append(
          township(rows[place], PopulationOfTownship(found[place], known[place], otherwise: settlements, all: all)))
      }
      return (
        townships,
        allocation.groups.filter { group in group.places.contains { allocation.places[$0].residents == nil } }.map {
          group in
          PopulationGroup(
            townships: group.places.map { townships[$0].code }, low: group.share.low / group.share.value,
            high: group.share.high / group.share.value)
        }
      )
    } catch {
      report(error, observations, rows)
      return (rows.map { township($0, PopulationOfTownship()) }, [])
    }
  }

  // MARK: What the rows say

  /// What a township's own row gives; a number that is missing is told.
  private mutating func given(_ row: DataRow) -> PopulationOfTownship {
    let residents = required(row, "residents")
    var people = PopulationOfTownship()
    people.residents = .init(residents, low: row.number("residents_low"), high: row.number("residents_high"))
    people.residents60 = required(row, "residents60")
    people.residents65 = required(row, "residents65")
    people.grade = populationGrade(row)
    people.elderlyGrade = people.grade
    return people
  }

  /// The grade of what a township's own row gives.
  private mutating func populationGrade(_ row: DataRow) -> EvidenceGrade {
    guard row.text("population_quality").isEmpty else { return grade(row, "population_quality") }
    row.report(
      .emptyCell, "这一行给出了人口，要写它的等级", "population_quality", help: "census（普查）到 assumption（假设）之一",
      findings: &findings)
    return .assumption
  }

  private mutating func readObservations(_ rows: [DataRow]) -> [TownshipObservation] {
    let position = Dictionary(
      rows.enumerated().map { ($0.element.text("geo_code"), $0.offset) }, uniquingKeysWith: { first, _ in first })
    var found: [TownshipObservation] = []
    for row in package.tables["township_observations"]?.rows ?? [] {
      let measure = word(row, "measure", TownshipObservation.Measure.self, otherwise: .residents)
      let codes = row.list("geo_codes")
      for code in codes where position[code] == nil {
        row.report(
          .unknownReference, "乡镇街道代码 \(DisplayWidth.printable(code, limit: 20)) 不在 townships 中", "geo_codes",
          help: SpellingSuggestion.nearest(to: code, among: position.keys.sorted()).first.map { "是否想写 “\($0)”？" } ?? "",
          findings: &findings)
      }
      if measure.isOfCounty != codes.isEmpty || measure.isOfOne && codes.count != 1 {
        let wanted = measure.isOfCounty ? "全县的数，geo_codes 留空" : measure.isOfOne ? "一个乡镇的数" : "写明哪些乡镇"
        row.report(.contradiction, "\(measure.rawValue) 是\(wanted)", "geo_codes", findings: &findings)
      }
      found.append(
        TownshipObservation(
          row: row, measure: measure, places: codes.compactMap { position[$0] }.sorted(),
          value: .init(required(row, "value"), low: row.number("low"), high: row.number("high")),
          year: integer(row, "year"), evidence: evidence(row)))
    }
    var taken: [Int: Int] = [:]
    for entry in found where entry.measure == .shareOfCounty {
      for place in entry.places {
        if let line = taken[place] {
          entry.row.report(
            .contradiction, "\(rows[place].text("name_zh"))已在第 \(line) 行的一组中", "geo_codes", findings: &findings)
        }
        taken[place] = entry.row.line
      }
    }
    return found
  }

  /// The row of a measure nearest in time to the census, for a place or the county.
  private func nearest(
    _ measure: TownshipObservation.Measure, _ place: Int?, _ observations: [TownshipObservation]
  ) -> TownshipObservation? {
    observations.filter { $0.measure == measure && (place.map($0.places.contains) ?? $0.places.isEmpty) }
      .min { abs($0.year - censusYear) < abs($1.year - censusYear) }
  }

  private mutating func readAllocation(
    _ rows: [DataRow], _ observations: [TownshipObservation], census: [CensusCount]
  ) -> TownshipAllocation {
    let base = census.filter { $0.year.value == censusYear }
    func counted(_ age: Int) -> Double {
      base.filter { $0.age.lower >= age }.reduce(0) { $0 + $1.persons.value }
    }
    var classes: [String: (isUrban: Bool, weight: Double)] = [:]
    for row in package.tables["settlement_classes"]?.rows ?? [] {
      classes[row.text("urban_rural_code")] = (row.text("kind") == "urban", required(row, "weight"))
    }
    var places = rows.map { row in
      // Without classes every settlement is like every other.
      classes.isEmpty ? TownshipAllocation.Place(rural: row.number("settlements") ?? 0) : TownshipAllocation.Place()
    }
    let position = Dictionary(
      rows.enumerated().map { ($0.element.text("geo_code"), $0.offset) }, uniquingKeysWith: { first, _ in first })
    for row in package.tables["settlements"]?.rows ?? [] where !classes.isEmpty {
      guard let place = position[row.text("geo_code")] else { continue }
      guard let kind = classes[row.text("urban_rural_code")] else {
        row.report(
          .unknownReference, "城乡分类代码 “\(row.text("urban_rural_code"))” 不在 settlement_classes 中", "urban_rural_code",
          findings: &findings)
        continue
      }
      if kind.isUrban {
        places[place].urban += kind.weight * (nearest(.urbanWeight, place, observations)?.value.value ?? 1)
      } else {
        places[place].rural += kind.weight
      }
    }
    let spread = package.tables["parameters"]?.rows.first { $0.text("path") == Self.settlementSpread }
    return TownshipAllocation(
      residents: counted(0), residents60: counted(60), residents65: counted(65),
      urban: nearest(.urbanResidents, nil, observations)?.value.value,
      rural: nearest(.ruralResidents, nil, observations)?.value.value, places: places,
      groups: observations.filter { $0.measure == .shareOfCounty }.map { .init(places: $0.places, share: $0.value) },
      deviation: spread?.number("value") ?? 0)
  }

  /// The parameter of how far an allotted township strays.
  static let settlementSpread = "population.spread.allocation_township"

  /// What is known of one township, from its own row before the observations.
  private mutating func readKnown(
    _ row: DataRow, _ place: Int, _ observations: [TownshipObservation], _ values: inout TownshipAllocation.Place
  ) -> KnownTownship {
    var known = KnownTownship()
    func own(_ measure: TownshipObservation.Measure) -> TownshipObservation? { nearest(measure, place, observations) }
    if let persons = row.number("residents") {
      values.residents = .init(persons, low: row.number("residents_low"), high: row.number("residents_high"))
      known.grade = populationGrade(row)
      known.basis = .counted
    } else if let count = own(.residents) {
      values.residents = count.value
      (known.grade, known.basis, known.sources) = (count.evidence.grade, .counted, [count.source])
    } else if let registered = own(.registered), let ratio = own(.residentsPerRegistered) {
      values.residents = registered.value.times(ratio.value)
      known.grade = registered.evidence.grade.weakened(by: ratio.evidence.grade)
      (known.basis, known.sources) = (.registered, [registered.source, ratio.source])
    }
    let (old, oldest) = (own(.residents60), own(.residents65))
    values.residents60 = row.number("residents60") ?? old?.value.value
    values.residents65 = row.number("residents65") ?? oldest?.value.value
    values.urbanRatio60 = own(.urbanRatio60)?.value.value
    values.urbanRatio65 = own(.urbanRatio65)?.value.value
    if values.residents60 != nil, values.residents65 != nil {
      let grades = [old, oldest].compactMap { $0?.evidence.grade }
      known.elderlyGrade = grades.max() ?? populationGrade(row)
      known.sources += [old, oldest].compactMap { $0?.source }
    }
    return known
  }

  /// Every row that an allotment rests on: what is known of one township is missing elsewhere.
  private mutating func allSources(_ observations: [TownshipObservation]) -> [PopulationSource] {
    let classes = (package.tables["settlement_classes"]?.rows ?? []).map { row in
      PopulationSource(
        table: "settlement_classes", name: row.text("urban_rural_code"), evidence: evidence(row))
    }
    return observations.map(\.source) + classes
  }

  // MARK: Problems in words

  private mutating func report(
    _ problem: TownshipAllocation.Problem, _ observations: [TownshipObservation], _ rows: [DataRow]
  ) {
    let shares = observations.filter { $0.measure == .shareOfCounty }
    func group(_ index: Int?, _ message: String, _ help: String) {
      if let index {
        shares[index].row.report(.populationNotAllotted, message, "value", help: help, findings: &findings)
      } else {
        package.tables["townships"]?.report(
          .populationNotAllotted, message, "residents", help: help, findings: &findings)
      }
    }
    switch problem {
    case .noUrbanTotals:
      group(
        nil, "有的乡镇没有常住人口，而 township_observations 没有全县的 urban_residents 和 rural_residents，无法按村（社区）分配",
        "补上这两行，或填各乡镇的常住人口")
    case .ruralExceedsShare(let index):
      group(index, "这些乡镇合占的比例还不够它们乡村居民的数", "核对比例和 rural_residents")
    case .urbanExceeded:
      group(shares.isEmpty ? nil : 0, "各组乡镇的城镇居民合计超过全县的 urban_residents", "核对比例和 urban_residents")
    case .nothingLeft(let index):
      group(index, "已知的乡镇加起来，\(index == nil ? "其余乡镇" : "这一组的其余乡镇")没有剩下的人", "核对各行的数和比例")
    case .noSettlements(let index):
      group(index, "没有常住人口的乡镇也没有相应的村（社区），无法分配", "在 settlements 中补上，或填常住人口")
    case .old(let age, let share):
      group(
        nil, "\(age)岁及以上人口分配不下去：其余居民中要占 \(NumberFormat.plain(100 * share))%",
        "核对 residents\(age) 和 urban_ratio\(age) 各行")
    case .order(let place):
      rows[place].report(
        .populationNotAllotted, "分配后常住 ≥ 60岁及以上 ≥ 65岁及以上不成立", "residents", help: "核对这个乡镇的各行",
        findings: &findings)
    }
  }
}

/// What is known of a township by itself.
struct KnownTownship {
  var grade = EvidenceGrade.census
  var elderlyGrade: EvidenceGrade?
  var basis: PopulationBasis?
  var sources: [PopulationSource] = []
}

/// A township's residents with what they rest on.
struct PopulationOfTownship {
  var residents = TownshipAllocation.Estimate(0)
  var residents60 = 0.0
  var residents65 = 0.0
  var grade = EvidenceGrade.assumption
  var elderlyGrade = EvidenceGrade.assumption
  var basis = PopulationBasis.counted
  var sources: [PopulationSource] = []
  var ownSources: [PopulationSource] = []

  init() {}

  init(
    _ found: TownshipAllocation.Allotted, _ known: KnownTownship, otherwise: PopulationBasis, all: [PopulationSource]
  ) {
    (residents, residents60, residents65) = (found.residents, found.residents60, found.residents65)
    // What is divided is no better than the weakest row it is divided by, and never better than derived.
    let allotted = all.map(\.evidence.grade).reduce(EvidenceGrade.derived) { $0.weakened(by: $1) }
    basis = known.basis ?? otherwise
    grade = known.basis == nil ? allotted : known.grade
    elderlyGrade = known.elderlyGrade ?? allotted
    ownSources = known.sources
    sources = known.basis == nil || known.elderlyGrade == nil ? all : known.sources
  }
}
