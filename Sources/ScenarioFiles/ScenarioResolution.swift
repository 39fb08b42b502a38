internal import Diagnostics
public import PlanningModel

extension ScenarioReader {
  /// The scenario for a county: every township, project, year and sum is checked against the county's data.
  ///
  /// - Throws: `DiagnosticReport` with all problems.
  public func resolve(_ draft: ScenarioDraft, in county: County) throws -> Scenario {
    var resolution = Resolution(draft: draft, county: county)
    let scenario = resolution.scenario()
    try resolution.findings.throwIfAny()
    return scenario
  }
}

private struct Resolution {
  let draft: ScenarioDraft
  let county: County
  var findings: ScenarioFindings

  init(draft: ScenarioDraft, county: County) {
    self.draft = draft
    self.county = county
    findings = draft.findings
  }

  var horizon: Horizon { draft.horizon.value }

  mutating func scenario() -> Scenario {
    if horizon.start != county.baseYear {
      findings.add(
        .impossibleYear, "horizon.start 应为县数据的基期 \(county.baseYear)", draft.horizon.range, path: "horizon.start")
    }
    checkSums()
    let zones = draft.zones.compactMap { entry -> CremationZoneEntry? in
      guard let code = township(entry.value.code, entry.range, path: "funeral.zones") else { return nil }
      let year = entry.value.year.map { Year($0) } ?? horizon.start
      guard horizon.index(of: year) != nil else {
        outside(year, entry.range, path: "funeral.zones")
        return nil
      }
      return CremationZoneEntry(
        township: code, year: year, origin: Origin(file: entry.range.file, line: entry.range.line))
    }
    let years = draft.years.compactMap { entry -> Year? in
      guard horizon.index(of: Year(entry.value)) != nil else {
        outside(Year(entry.value), entry.range, path: "outputs.years")
        return nil
      }
      return Year(entry.value)
    }
    return Scenario(
      id: draft.id, titleZh: draft.title, descriptionZh: draft.description, data: draft.data, horizon: horizon,
      parameters: draft.parameters.map(\.value), portfolio: portfolio(), cremationZone: zones,
      outputs: OutputChoice(years: Array(Set(years)).sorted()), files: draft.files)
  }

  private mutating func outside(_ year: Year, _ range: SourceRange, path: String) {
    findings.add(
      .impossibleYear, "\(year)年在时段 \(horizon.start)—\(horizon.end) 之外", range, path: path)
  }

  /// Parameters that together exceed a whole.
  private mutating func checkSums() {
    func value(_ path: String, _ year: Year) -> Double {
      draft.parameters.first { $0.value.path == path }?.value.value.value(in: year)
        ?? county.parameters.first { $0.path == path }?.value ?? 0
    }
    let ashes = ["plot", "niche", "ecological", "scattered"].map { "funeral.ashes.\($0)" }
    if let written = draft.parameters.first(where: { ashes.contains($0.value.path) }) {
      for year in horizon.years {
        let sum = ashes.reduce(0) { $0 + value($1, year) }
        guard sum <= 1 + 1e-9 else {
          findings.add(
            .contradiction, "\(year)年骨灰去向合计 \(sum)，超过1", written.range, path: written.value.path)
          break
        }
      }
    }
    if let written = draft.parameters.first(where: { $0.value.path.hasPrefix("care.occupancy") }) {
      let city = Set(county.zones.filter(\.isCity).map(\.id))
      let places = Set(county.townships.filter { city.contains($0.zone) }.map(\.code))
      let cityBeds = county.facilities.reduce(0) { $0 + (places.contains($1.township) ? $1.beds.value : 0) }
      let beds = county.facilities.reduce(0) { $0 + $1.beds.value }
      let inTowns =
        beds * value("care.occupancy", horizon.start) - cityBeds * value("care.occupancy_city", horizon.start)
      if beds > cityBeds, !(0 <= inTowns && inTowns <= beds - cityBeds) {
        findings.add(
          .contradiction, "全县与城区使用率不能同时成立：城区以外将有 \(Int(inTowns.rounded())) 人住 \(Int(beds - cityBeds)) 张床",
          written.range, path: written.value.path, help: "调整 care.occupancy 或 care.occupancy_city")
      }
    }
  }

  private mutating func township(_ text: String, _ range: SourceRange, path: String) -> GeoCode? {
    if let township = county.townships.first(where: { $0.code.value == text || $0.nameZh == text }) {
      return township.code
    }
    let shown = DisplayWidth.printable(text, limit: 40)
    let codes = SpellingSuggestion.nearest(to: text, among: county.townships.map(\.code.value))
    let names = SpellingSuggestion.nearest(to: text, among: county.townships.map(\.nameZh))
    let near = (text.allSatisfy(\.isASCII) ? codes : names).prefix(3).compactMap { candidate in
      county.townships.first { $0.code.value == candidate || $0.nameZh == candidate }
        .map { "“\($0.code)”（\($0.nameZh)）" }
    }
    findings.add(
      .unknownTownship, "\(county.nameZh)没有乡镇街道 “\(shown)”", range, path: path,
      help: near.isEmpty ? "写九位代码或全名，见县数据 townships.csv" : "是否想写 \(near.joined(separator: "、"))？")
    return nil
  }

  private mutating func project(_ text: String, _ range: SourceRange, path: String) -> Project? {
    if let project = county.projects.first(where: { $0.id.value == text }) { return project }
    let near = SpellingSuggestion.nearest(to: text, among: county.projects.map(\.id.value))
    findings.add(
      .unknownProject, "\(county.nameZh)没有项目 “\(DisplayWidth.printable(text, limit: 40))”", range, path: path,
      help: near.isEmpty ? "项目编号见县数据 projects.csv" : "是否想写 \(near.map { "“\($0)”" }.joined(separator: "、"))？")
    return nil
  }

  private mutating func portfolio() -> PortfolioChoice {
    let written = draft.portfolio
    var add: [ProjectID] = []
    for entry in written.add {
      if let found = project(entry.value, entry.range, path: "portfolio.add") { add.append(found.id) }
    }
    func isIncluded(_ project: Project) -> Bool {
      switch written.include {
      case .all: true
      case .none: add.contains(project.id)
      case .planned: project.status == .planned || add.contains(project.id)
      case .reserve: project.status == .reserve || add.contains(project.id)
      }
    }
    var drop: [ProjectID] = []
    for entry in written.drop {
      guard let found = project(entry.value, entry.range, path: "portfolio.drop") else { continue }
      if isIncluded(found) {
        drop.append(found.id)
      } else {
        findings.add(.notIncluded, "项目 \(found.id) 不在组合内，不能去掉", entry.range, path: "portfolio.drop")
      }
    }
    func keyed<Value>(_ entries: [String: Located<Value>], _ path: String) -> [(Project, Located<Value>)] {
      var result: [(Project, Located<Value>)] = []
      for key in entries.keys.sorted() {
        guard let entry = entries[key] else { continue }
        guard let found = project(key, entry.range, path: path) else { continue }
        if isIncluded(found), !drop.contains(found.id) {
          result.append((found, entry))
        } else {
          findings.add(
            .notIncluded, "项目 \(found.id)（\(found.nameZh)）不在组合内，调整不起作用", entry.range, path: path,
            help: "在 portfolio.add 中加入它，或删去这一行")
        }
      }
      return result
    }
    let shift = keyed(written.shift, "portfolio.shift")
    let open = keyed(written.open, "portfolio.open")
    for (found, entry) in open {
      let year = Year(entry.value)
      if horizon.index(of: year) == nil {
        outside(year, entry.range, path: "portfolio.open")
      } else if year.value - (found.openYear - found.startYear) < horizon.start.value {
        findings.add(
          .impossibleYear,
          "\(found.id) 建设需 \(found.openYear - found.startYear) 年，\(year)年建成就要在 \(year.value - (found.openYear - found.startYear))年开工，早于基期",
          entry.range, path: "portfolio.open")
      }
    }
    let bedType = keyed(written.bedType, "portfolio.bed_type")
    for (found, entry) in bedType where !found.countsAsCareBed {
      notACareHome(found, entry.range, "portfolio.bed_type")
    }
    let beds = keyed(written.beds, "portfolio.beds")
    for (found, entry) in beds where !found.countsAsCareBed { notACareHome(found, entry.range, "portfolio.beds") }
    let operators = keyed(written.operators, "portfolio.operator")
    let convert = changes(written.convert, path: "portfolio.convert")
    let close = changes(written.close, path: "portfolio.close")
    checkStanding(convert + close)
    func dictionary<Value>(_ entries: [(Project, Located<Value>)]) -> [ProjectID: Value] {
      Dictionary(uniqueKeysWithValues: entries.map { ($0.0.id, $0.1.value) })
    }
    return PortfolioChoice(
      include: written.include, add: add, drop: drop, shiftAll: written.shiftAll, shift: dictionary(shift),
      open: dictionary(open).mapValues { Year($0) }, bedType: dictionary(bedType),
      beds: dictionary(beds).mapValues { Beds($0) }, convert: convert.map(\.value), close: close.map(\.value),
      operators: dictionary(operators))
  }

  private mutating func notACareHome(_ project: Project, _ range: SourceRange, _ path: String) {
    findings.add(
      .contradiction, "\(project.id)（\(project.nameZh)）不是养老机构，床位不计为养老床位", range, path: path)
  }

  private mutating func changes(
    _ written: [Located<DraftPortfolio.Change>], path: String
  ) -> [Located<PortfolioChoice.BedChange>] {
    written.compactMap { entry in
      var code: GeoCode?
      if let place = entry.value.township {
        guard let found = township(place.value, place.range, path: path) else { return nil }
        code = found
      }
      let year = Year(entry.value.year)
      guard horizon.start < year, year <= horizon.end else {
        findings.add(
          .impossibleYear, "\(year)年的改造或关停不在 \(horizon.start + 1)—\(horizon.end) 之内", entry.range, path: path)
        return nil
      }
      return Located(
        value: PortfolioChoice.BedChange(
          township: code, beds: Beds(entry.value.beds), year: year,
          origin: Origin(file: entry.range.file, line: entry.range.line)), range: entry.range)
    }
  }

  /// Conversions and closures draw on the ordinary beds of the base stock.
  private mutating func checkStanding(_ changes: [Located<PortfolioChoice.BedChange>]) {
    var left: [GeoCode: Double] = [:]
    for facility in county.facilities {
      left[facility.township, default: 0] += facility.beds.value * (1 - facility.nursingShare)
    }
    for change in changes.sorted(by: { ($0.value.year, $0.range) < ($1.value.year, $1.range) }) {
      let standing =
        change.value.township.map { left[$0] ?? 0 } ?? left.keys.sorted().reduce(0) { $0 + (left[$1] ?? 0) }
      guard change.value.beds.value <= standing + 1e-9 else {
        findings.add(
          .tooFewBeds,
          "改造或关停 \(Int(change.value.beds.value)) 张，而\(change.value.township == nil ? "全县" : "当地")只剩普通床位 \(Int(standing)) 张",
          change.range, path: "portfolio")
        continue
      }
      guard standing > 0 else { continue }
      for code in left.keys where change.value.township == nil || change.value.township == code {
        left[code] = (left[code] ?? 0) * (1 - change.value.beds.value / standing)
      }
    }
  }
}

extension Character {
  fileprivate var isASCII: Bool { asciiValue != nil }
}
