internal import Diagnostics
internal import PlainText
internal import PlanningModel
internal import Uncertainty

extension Resolution {
  mutating func portfolio() -> PortfolioChoice {
    let written = draft.portfolio
    var result = PortfolioChoice(include: written.include)
    for entry in written.add {
      guard let found = project(entry.value, entry.range, path: "portfolio.add"), !result.add.contains(found.id) else {
        continue
      }
      result.add.append(found.id)
    }
    for entry in written.drop {
      guard let found = project(entry.value, entry.range, path: "portfolio.drop") else { continue }
      // A child may drop what its parent adds; one file cannot mean both.
      if let added = written.add.first(where: { $0.value == entry.value && $0.range.file == entry.range.file }) {
        findings.add(
          .contradiction, "项目 \(found.id)（\(found.nameZh)）既在 portfolio.add 又在 portfolio.drop 里", entry.range,
          path: "portfolio.drop", help: "两处只留一处",
          related: [Diagnostic.Related(message: "add 在这里", range: added.range)])
      } else if result.includes(found) || isCompositionBroken {
        if !result.drop.contains(found.id) { result.drop.append(found.id) }
      } else {
        findings.add(
          .notIncluded, "项目 \(found.id) 不在组合内，不能去掉", entry.range, path: "portfolio.drop", help: "删去这一项")
      }
    }
    let all = written.shift.filter { $0.key == "all" }
    for entry in all { set(.shiftAll, entry, "portfolio.shift.all", -5...15, in: &result) }
    for (found, entry) in keyed(written.shift.filter { $0.key != "all" }, "portfolio.shift", result) {
      set(.shift(found.id), entry, "portfolio.shift.\(found.id)", -5...15, in: &result)
    }
    for (found, entry) in keyed(written.open, "portfolio.open", result) {
      result.open[found.id] = opening(found, entry)
    }
    for (found, entry) in keyed(written.bedType, "portfolio.bed_type", result) {
      if !found.countsAsCareBed { notACareHome(found, entry.range, "portfolio.bed_type") }
      result.bedType[found.id] = entry.value
    }
    for (found, entry) in keyed(written.beds, "portfolio.beds", result) {
      if !found.countsAsCareBed { notACareHome(found, entry.range, "portfolio.beds") }
      set(.beds(found.id), entry, "portfolio.beds.\(found.id)", 0...20_000, in: &result)
    }
    for (found, entry) in keyed(written.scale, "portfolio.scale", result) {
      set(.scale(found.id), entry, "portfolio.scale.\(found.id)", 0.1...3, in: &result)
    }
    for (found, entry) in keyed(written.operators, "portfolio.operator", result) {
      result.operators[found.id] = entry.value
    }
    result.convert = changes(written.convert, "portfolio.convert", &result) { .convert($0) }
    result.close = changes(written.close, "portfolio.close", &result) { .close($0) }
    checkStanding()
    if !ScenarioDraft.composition.contains(where: draft.isBroken) { checkStarts(result) }
    result.budget = budget()
    return result
  }

  /// No project begins before the base year: a delay of less than nothing has an end. Draws beyond it are moved.
  private mutating func checkStarts(_ choice: PortfolioChoice) {
    let included = county.projects.filter(choice.includes)
    func room(_ project: Project, without isShiftAll: Bool) -> Int {
      let start = project.startYear + (choice.open[project.id].map { $0 - project.openYear } ?? 0)
      return horizon.start - start - (isShiftAll ? choice.shift[project.id] ?? 0 : choice.shiftAll)
    }
    for entry in draft.portfolio.shift {
      let isAll = entry.key == "all"
      let touched = included.filter { isAll || $0.id.value == entry.key }
      guard let tightest = touched.max(by: { room($0, without: isAll) < room($1, without: isAll) }) else { continue }
      let least = room(tightest, without: isAll)
      let shift = isAll ? choice.shiftAll : choice.shift[tightest.id] ?? 0
      if shift < least {
        findings.add(
          .impossibleYear, "推迟 \(shift) 年使 \(tightest.id)（\(tightest.nameZh)）在 \(tightest.startYear + shift)年开工，早于基期",
          entry.valueRange, path: "portfolio.shift.\(entry.key)", help: "不小于 \(least)",
          related: [
            Diagnostic.Related(
              message: "\(tightest.id) 开工 \(tightest.startYear)",
              range: SourceRange(
                file: tightest.evidence.origin.file, line: tightest.evidence.origin.line, column: 1))
          ])
      }
    }
  }

  /// Whether it cannot be known which projects stand in the portfolio.
  private var isCompositionBroken: Bool {
    ["portfolio.include", "portfolio.add", "portfolio.drop"].contains(where: draft.isBroken)
  }

  private mutating func keyed<Value>(
    _ entries: [DraftPortfolio.Keyed<Value>], _ path: String, _ choice: PortfolioChoice
  ) -> [(Project, DraftPortfolio.Keyed<Value>)] {
    var result: [(Project, DraftPortfolio.Keyed<Value>)] = []
    for entry in entries {
      guard let found = project(entry.key, entry.range, path: path) else { continue }
      if choice.includes(found) || isCompositionBroken {
        result.append((found, entry))
      } else {
        findings.add(
          .notIncluded, "项目 \(found.id)（\(found.nameZh)）不在组合内，调整不起作用", entry.range, path: path,
          help: "在 portfolio.add 中加入它，或删去这一行")
      }
    }
    return result
  }

  /// Sets a switch to its central value and remembers its uncertainty.
  private mutating func set(
    _ target: UncertainSwitch.Target, _ entry: DraftPortfolio.Keyed<UncertainNumber>, _ path: String,
    _ range: ClosedRange<Double>, in choice: inout PortfolioChoice
  ) {
    choice.set(target, to: min(max(entry.value.central, range.lowerBound), range.upperBound))
    guard !entry.value.isConstant else { return }
    checkSpread(entry.value, range, path: path, entry.valueRange)
    choice.uncertain.append(UncertainSwitch(path: path, target: target, number: entry.value, within: range))
  }

  private mutating func opening(_ project: Project, _ entry: DraftPortfolio.Keyed<Int>) -> Year {
    let year = Year(entry.value)
    let building = project.openYear - project.startYear
    let row = project.evidence.origin
    let related = [
      Diagnostic.Related(
        message: "\(project.id) 开工 \(project.startYear)、开业 \(project.openYear)",
        range: SourceRange(file: row.file, line: row.line, column: 1))
    ]
    if horizon.index(of: year) == nil {
      outside(year, entry.range, path: "portfolio.open")
    } else if year.value - building < horizon.start.value {
      findings.add(
        .impossibleYear,
        "\(project.id) 建设需 \(building) 年，\(year)年建成就要在 \(year.value - building)年开工，早于基期",
        entry.range, path: "portfolio.open", help: "最早 \(horizon.start + building)", related: related)
    } else if year <= horizon.start {
      findings.add(
        .impossibleYear, "\(project.id) 的建成年 \(year) 不晚于基期 \(horizon.start)：基期末已有的床位在县数据里", entry.range,
        path: "portfolio.open", help: "最早 \(horizon.start + 1)", related: related)
    }
    return year
  }

  private mutating func notACareHome(_ project: Project, _ range: SourceRange, _ path: String) {
    findings.add(
      .contradiction, "\(project.id)（\(project.nameZh)）不是养老机构，床位不计为养老床位", range, path: path, help: "删去这一行")
  }

  private mutating func changes(
    _ written: [Located<DraftPortfolio.Change>], _ path: String, _ choice: inout PortfolioChoice,
    _ target: (Int) -> UncertainSwitch.Target
  ) -> [PortfolioChoice.BedChange] {
    var result: [PortfolioChoice.BedChange] = []
    for entry in written {
      var code: GeoCode?
      if let place = entry.value.township {
        guard let found = township(place.value, place.range, path: path) else { continue }
        code = found
      }
      let year = Year(entry.value.year.value)
      guard horizon.start < year, year <= horizon.end else {
        findings.add(
          .impossibleYear, "\(year)年的改造或关停不在 \(horizon.start + 1)—\(horizon.end) 之内", entry.value.year.range,
          path: path, related: horizonPlace)
        continue
      }
      if entry.value.beds.isConstant, entry.value.beds.central == 0 {
        findings.add(
          .idleChange, "\(year)年\(path.hasSuffix("close") ? "关停" : "改造") 0 张床，不起作用", entry.range, path: path,
          help: "写明张数，或删去这一项")
      }
      if !entry.value.beds.isConstant {
        choice.uncertain.append(
          UncertainSwitch(
            path: "\(path).\(result.count).beds", target: target(result.count), number: entry.value.beds,
            within: 0...Resolution.most(entry.value.beds)))
      }
      result.append(
        PortfolioChoice.BedChange(
          township: code, beds: Beds(min(max(0, entry.value.beds.central), 100_000)), year: year, origin: entry.origin))
    }
    return result
  }

  /// The most beds that a draw may convert or close; checked against what stands.
  private static func most(_ beds: UncertainNumber) -> Double {
    min(100_000, max(0, beds.isConstant ? beds.central : beds.quantile(0.999).rounded(.up)))
  }

  /// Conversions and closures draw on the ordinary beds of the base stock.
  private mutating func checkStanding() {
    var left: [GeoCode: Double] = [:]
    for facility in county.facilities {
      left[facility.township, default: 0] += facility.beds.value * (1 - facility.nursingShare)
    }
    let places = Dictionary(
      county.townships.flatMap { [($0.code.value, $0.code), ($0.nameZh, $0.code)] }, uniquingKeysWith: { a, _ in a })
    // In the order in which a run carries them out.
    let changes = (draft.portfolio.convert + draft.portfolio.close).enumerated().sorted {
      ($0.element.value.year.value, $0.offset) < ($1.element.value.year.value, $1.offset)
    }.map(\.element)
    var whole = left.keys.sorted().reduce(0) { $0 + (left[$1] ?? 0) }
    for (index, change) in changes.enumerated() where !findings.isFull {
      let code = change.value.township.flatMap { places[$0.value] }
      if change.value.township != nil, code == nil { continue }
      let asked = Resolution.most(change.value.beds)
      let standing = code.map { left[$0] ?? 0 } ?? whole
      guard asked <= standing + 1e-9 else {
        findings.add(
          .tooFewBeds,
          "改造或关停 \(Int(asked)) 张，而\(code == nil ? "全县" : "当地")只剩普通床位 \(Int(standing)) 张",
          change.range, path: "portfolio", help: "最多 \(Int(standing)) 张",
          related: changes[..<index].prefix(3).map {
            Diagnostic.Related(message: "已改造或关停 \(Int(Resolution.most($0.value.beds))) 张", range: $0.range)
          })
        continue
      }
      guard standing > 0 else { continue }
      for place in left.keys where code == nil || code == place {
        left[place] = (left[place] ?? 0) * (1 - asked / standing)
      }
      whole = max(0, whole - asked)
    }
  }

  private mutating func budget() -> [PortfolioChoice.BudgetCap] {
    let sources = Set(county.projects.map(\.fundingSource)).sorted()
    return draft.portfolio.budget.compactMap { cap in
      let year = Year(cap.value.year)
      guard horizon.start < year, year <= horizon.end else {
        findings.add(
          .impossibleYear, "\(year)年的预算不在 \(horizon.start + 1)—\(horizon.end) 之内", cap.range, path: "portfolio.budget",
          related: horizonPlace)
        return nil
      }
      if let source = cap.value.fundingSource, !sources.contains(source) {
        let near = findings.nearest(to: source, among: sources)
        findings.add(
          .notInList, "县数据的项目没有资金来源 “\(DisplayWidth.printable(source, limit: 40))”", cap.range,
          path: "portfolio.budget",
          help: near.isEmpty ? "可用：\(sources.joined(separator: "、"))" : "是否想写 “\(near[0])”？")
        return nil
      }
      return PortfolioChoice.BudgetCap(
        year: year, fundingSource: cap.value.fundingSource, amount: WanYuan(cap.value.amount), origin: cap.origin)
    }
  }
}
