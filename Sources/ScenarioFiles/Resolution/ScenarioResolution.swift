public import Diagnostics
internal import PlainText
public import PlanningModel
internal import Uncertainty

extension ScenarioReader {
  /// A scenario for a county, with warnings that do not stop it.
  public struct Resolved: Sendable {
    public let scenario: Scenario
    public let warnings: [Diagnostic]
  }

  /// The scenario for a county: every township, project, year and sum is checked against the county's data.
  ///
  /// - Throws: `DiagnosticReport` with all problems.
  public func resolve(_ draft: ScenarioDraft, in county: County) throws(DiagnosticReport) -> Resolved {
    var resolution = Resolution(draft: draft, county: county)
    let scenario = resolution.scenario()
    try resolution.findings.throwIfAny()
    return Resolved(
      scenario: scenario, warnings: resolution.findings.diagnostics.filter { $0.severity == .warning })
  }
}

struct Resolution {
  let draft: ScenarioDraft
  let county: County
  var findings: ScenarioFindings

  init(draft: ScenarioDraft, county: County) {
    self.draft = draft
    findings = draft.document.findings
    guard let count = draft.baseBeds else {
      self.county = county
      return
    }
    do {
      self.county = try county.counting(count.value)
    } catch {
      self.county = county
      let told: (String, String) =
        switch error {
        case .partAboveTotal(let part):
          ("其中一部分 \(Int(part.value)) 张多于合计 \(Int(count.value.total.value)) 张", "部分不超过合计")
        case .nobodyRuns(let sector):
          (
            "县数据的机构没有\(sector == .government ? "政府" : "社会")运营的床位，无从换算",
            "在 facilities.csv 中列出这类机构，或不写 government"
          )
        }
      findings.add(.contradiction, told.0, count.range, path: "facilities.base_beds", help: told.1)
    }
  }

  /// Without a horizon of its own: long enough for anything, and nothing is said of years.
  var horizon: Horizon { draft.horizon?.value ?? Horizon(start: county.baseYear, end: county.baseYear + 60) }

  /// The place of the horizon, for problems of years.
  var horizonPlace: [Diagnostic.Related] {
    draft.horizon.map { [Diagnostic.Related(message: "时段在这里", range: $0.range)] } ?? []
  }

  mutating func scenario() -> Scenario {
    if let written = draft.horizon, horizon.start != county.baseYear {
      findings.add(
        .impossibleYear, "horizon.start 应为县数据的基期 \(county.baseYear)", draft.horizonStart ?? written.range,
        path: "horizon.start",
        help: "写 horizon: {start: \(county.baseYear), end: \(max(horizon.end, county.baseYear + 1))}")
    }
    checkJointBounds()
    checkConstraints()
    checkParameters()
    checkPlausibility()
    let zones = draft.zones.compactMap { entry -> CremationZoneEntry? in
      guard let code = township(entry.value.code, entry.range, path: "funeral.zones") else { return nil }
      let year = entry.value.year.map { Year($0) } ?? horizon.start
      guard horizon.index(of: year) != nil else {
        outside(year, entry.range, path: "funeral.zones")
        return nil
      }
      return CremationZoneEntry(township: code, year: year, origin: entry.origin)
    }
    let years = draft.years.compactMap { entry -> Year? in
      guard horizon.index(of: Year(entry.value)) != nil else {
        outside(Year(entry.value), entry.range, path: "outputs.years")
        return nil
      }
      return Year(entry.value)
    }
    for target in draft.targets where horizon.index(of: target.value.year) == nil {
      outside(target.value.year, target.range, path: "targets")
    }
    let correlations = correlations()
    return Scenario(
      id: draft.document.root["id"]?.scalar ?? draft.id, titleZh: draft.title, descriptionZh: draft.description,
      data: draft.data, horizon: horizon, parameters: draft.parameters.map(\.value), portfolio: portfolio(),
      cremationZone: zones, ensemble: draft.ensemble, correlations: correlations, targets: draft.targets.map(\.value),
      outputs: OutputChoice(years: Array(Set(years)).sorted()), settings: draft.document.settings,
      assignments: draft.document.assignments, sweepChild: draft.document.sweepChild, files: draft.document.files,
      baseBeds: draft.baseBeds?.value)
  }

  mutating func outside(_ year: Year, _ range: SourceRange, path: String) {
    findings.add(
      .impossibleYear, "\(year)年在时段 \(horizon.start)—\(horizon.end) 之外", range, path: path,
      related: horizonPlace)
  }

  /// What a parameter is at its central values in a year: the scenario's, else the county's.
  private func value(_ path: String, _ year: Year) -> Double {
    if let written = draft.parameters.first(where: { $0.value.path == path }),
      let declaration = ParameterCatalogue.declaration(for: path)
    {
      return written.value.value.value(
        at: nil, within: declaration.lowest...declaration.highest, years: horizon.years
      ).value(in: year)
    }
    return county.parameters.first { $0.path == path }?.value ?? 0
  }

  /// Places that set any of these parameters, but one.
  private func others(_ paths: [String], than path: String) -> [Diagnostic.Related] {
    paths.filter { $0 != path }.compactMap { other in
      if let set = draft.parameters.first(where: { $0.value.path == other }) {
        return Diagnostic.Related(message: "\(other) 在这里", range: set.range)
      }
      return county.parameters.first { $0.path == other }.map {
        Diagnostic.Related(
          message: "\(other) = \($0.value)（县数据）",
          range: SourceRange(file: $0.evidence.origin.file, line: $0.evidence.origin.line, column: 1))
      }
    }
  }

  /// Parameters that are impossible together at their central values.
  private mutating func checkJointBounds() {
    for bound in JointBound.all(county) {
      let paths = bound.terms.map(\.path)
      guard !paths.contains(where: draft.isBroken),
        let written = draft.parameters.first(where: { paths.contains($0.value.path) }),
        let year = horizon.years.first(where: { year in bound.excess { value($0, year) } > JointBound.tolerance })
      else { continue }
      findings.add(
        .contradiction, words(bound, year), written.range, path: written.value.path, help: advice(bound.rule),
        related: others(paths, than: written.value.path))
    }
  }

  private func words(_ bound: JointBound, _ year: Year) -> String {
    func shown(_ value: Double) -> String { NumberFormat.machine(value, decimals: 4) ?? "" }
    switch bound.rule {
    case .cityInCounty, .townsHaveBeds:
      let beds = BaseBeds(county)
      let inTowns = beds.all * value("care.occupancy", year) - beds.city * value("care.occupancy_city", year)
      return "全县与城区使用率不能同时成立：城区以外将有 \(Int(inTowns.rounded())) 人住 \(Int(beds.all - beds.city)) 张床"
    case .ashes:
      let sum = bound.terms.reduce(0) { $0 + value($1.path, year) }
      return "\(year)年骨灰去向合计 \(shown(sum))，超过1"
    case .rampUp:
      return
        "\(year)年开业当年可用比例 \(shown(value("facilities.ramp_up.first_year", year))) 高于次年的 \(shown(value("facilities.ramp_up.second_year", year)))"
    }
  }

  private func advice(_ rule: JointBound.Rule) -> String {
    switch rule {
    case .cityInCounty, .townsHaveBeds: "调整 care.occupancy 或 care.occupancy_city"
    case .ashes: "调低其中一项"
    case .rampUp: "次年不低于当年：两项一并调整"
    }
  }

  /// Constraints on the population that do nothing, or that ask for two things at once.
  mutating func checkConstraints() {
    func written(_ name: String) -> Located<ScenarioParameter>? {
      draft.parameters.first { $0.value.path == "population.\(name)" }
    }
    /// Years of the horizon, after the base, in which a constraint holds.
    func years(_ entry: Located<ScenarioParameter>) -> [Year] {
      let points = entry.value.value.points.map(\.year)
      let later = horizon.years.dropFirst()
      guard points.count > 1 || points[0] != Year(0) else { return Array(later) }
      let first = entry.value.path == "population.residents" ? horizon.start : points[0]
      return later.filter { first <= $0 && $0 <= points[points.count - 1] }
    }
    for name in ["residents", "births", "deaths", "net_migration", "life_expectancy.male", "life_expectancy.female"] {
      guard let entry = written(name), years(entry).isEmpty else { continue }
      findings.add(
        .impossibleYear, "population.\(name) 所写的年份都不在 \(horizon.start + 1)—\(horizon.end) 之内，不起作用", entry.range,
        path: entry.value.path, help: "流量从基期的下一年起算", related: horizonPlace)
    }
    for (one, other) in [("male", "female"), ("female", "male")] {
      guard let entry = written("life_expectancy.\(one)"), written("life_expectancy.\(other)") == nil,
        !draft.isBroken("population.life_expectancy.\(other)")
      else { continue }
      findings.add(
        .contradiction, "预期寿命要男女都写，这里只有 \(one)", entry.range, path: entry.value.path,
        help: "补上 population.life_expectancy.\(other)")
    }
    if let residents = written("residents"), let net = written("net_migration"),
      let year = years(net).first(where: years(residents).contains)
    {
      findings.add(
        .contradiction, "\(year)年既定了常住人口又定了净迁移；常住人口就是由迁移满足的", net.range, path: net.value.path,
        help: "两者只留一个", related: [Diagnostic.Related(message: "population.residents 在这里", range: residents.range)])
    }
  }

  /// Warns of a distribution that lies partly outside what its number may be.
  mutating func checkSpread(
    _ number: UncertainNumber, _ range: ClosedRange<Double>, path: String, _ place: SourceRange
  ) {
    let share = number.shareOutside(range)
    // A stated 80% interval may end at the range, with a tenth of the futures moved to its end.
    guard share > 0.101 else { return }
    findings.add(
      .outsideRange,
      "\(path) 的分布约有 \(NumberFormat.percent(share, decimals: 0)) 在允许范围 \(NumberFormat.machine(range.lowerBound, decimals: 6) ?? "") 到 \(NumberFormat.machine(range.upperBound, decimals: 6) ?? "") 之外，抽样时移到边界",
      place, path: path, help: "收窄分布，或改用 {low, mode, high}")
  }

  private mutating func checkParameters() {
    for entry in draft.parameters {
      guard let declaration = ParameterCatalogue.declaration(for: entry.value.path) else { continue }
      let range = declaration.lowest...declaration.highest
      let widest = entry.value.value.points.map(\.number).filter { $0.mayLeave(range) }
        .map { (number: $0, share: $0.shareOutside(range)) }.max { $0.share < $1.share }
      if let widest { checkSpread(widest.number, range, path: entry.value.path, entry.range) }
      if entry.value.note.isEmpty, entry.value.source == "scenario", entry.range.file != ScenarioReader.assignmentFile,
        draft.document.sweepLabels.allSatisfy({ $0.path != entry.value.path })
      {
        findings.add(
          .noReason, "\(entry.value.path) 没有写来源或理由，报告中只能称为“情景假设”", entry.range, path: entry.value.path,
          help: "写成 {value: …, source: …, note: 理由}")
      }
    }
  }

  private mutating func correlations() -> [RankCorrelation] {
    let list = draft.correlations
    guard !list.isEmpty else { return [] }
    for entry in list {
      for path in [entry.value.first, entry.value.second] where !draft.isBroken(path) {
        let isUncertain =
          draft.parameters.first { $0.value.path == path }?.value.value.isUncertain
          ?? county.parameters.first { $0.path == path }?.isUncertain ?? false
        if !isUncertain {
          findings.add(
            .certainCorrelation, "\(path) 是确定的数，与它的相关不起作用", entry.range, path: "correlations",
            help: "给它一个区间或分布，或删去这一项")
        }
      }
    }
    do {
      _ = try ParameterDraws(
        seed: 1, county: county.code.address, correlations: list.map(\.value),
        order: ParameterCatalogue.declarations.map(\.path))
    } catch {
      let culprit = list.first { $0.value == error.correlation } ?? list[0]
      findings.add(
        .contradiction, "这些相关不能同时成立（相关矩阵不正定）", culprit.range, path: "correlations",
        help: "减小 \(error.correlation.first) 与 \(error.correlation.second) 的 rho",
        related: list.filter { $0.value != error.correlation }.map {
          Diagnostic.Related(message: "\($0.value.first) 与 \($0.value.second)", range: $0.range)
        })
    }
    return list.map(\.value)
  }

  mutating func township(_ text: String, _ range: SourceRange, path: String) -> GeoCode? {
    if let township = county.townships.first(where: { $0.code.value == text }) { return township.code }
    let named = county.townships.filter { $0.nameZh == text }
    if named.count == 1 { return named[0].code }
    guard named.isEmpty else {
      findings.add(
        .unknownTownship, "\(named.count)个乡镇街道都叫 “\(DisplayWidth.printable(text, limit: 40))”", range, path: path,
        help: "写代码：\(named.prefix(10).map(\.code.value).joined(separator: "、"))")
      return nil
    }
    guard !findings.isFull else { return nil }
    let shown = DisplayWidth.printable(text, limit: 40)
    let isCode = text.utf8.allSatisfy { $0 < 0x80 }
    // 镇 for 街道 and the like: the name without what it is.
    let kin = county.townships.map(\.nameZh).filter { !isCode && Resolution.stem($0) == Resolution.stem(text) }
    let near =
      kin.isEmpty
      ? findings.nearest(to: text, among: county.townships.map { isCode ? $0.code.value : $0.nameZh }) : kin
    let words = near.compactMap { candidate in
      county.townships.first { $0.code.value == candidate || $0.nameZh == candidate }
        .map { "“\($0.code)”（\($0.nameZh)）" }
    }
    findings.add(
      .unknownTownship, "\(county.nameZh)没有乡镇街道 “\(shown)”", range, path: path,
      help: words.isEmpty
        ? [TextRules.fullWidth(text), "写九位代码或全名，见县数据 townships.csv"].filter { !$0.isEmpty }.joined(separator: "；")
        : "是否想写 \(words.joined(separator: "、"))？")
    return nil
  }

  private static func stem(_ name: String) -> String {
    for ending in ["街道", "镇", "乡"] where name.hasSuffix(ending) { return String(name.dropLast(ending.count)) }
    return name
  }

  /// A project by its id; one named by its Chinese name gets the id as a suggestion.
  mutating func project(_ text: String, _ range: SourceRange, path: String) -> Project? {
    if let project = county.projects.first(where: { $0.id.value == text }) { return project }
    guard !findings.isFull else { return nil }
    var near = findings.nearest(to: text, among: county.projects.map(\.id.value))
    if !text.utf8.allSatisfy({ $0 < 0x80 }) {
      let names = findings.nearest(to: text, among: county.projects.map(\.nameZh))
      near = county.projects.filter { names.contains($0.nameZh) || $0.nameZh.contains(text) }.prefix(3).map(\.id.value)
    }
    let words = near.compactMap { id in
      county.projects.first { $0.id.value == id }.map { "“\(id)”（\($0.nameZh)）" }
    }
    findings.add(
      .unknownProject, "\(county.nameZh)没有项目 “\(DisplayWidth.printable(text, limit: 40))”", range, path: path,
      help: words.isEmpty
        ? [TextRules.fullWidth(text), "项目编号见县数据 projects.csv"].filter { !$0.isEmpty }.joined(separator: "；")
        : "是否想写 \(words.joined(separator: "、"))？")
    return nil
  }
}
