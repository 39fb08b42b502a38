internal import Analysis
internal import PlainText
public import PlanningModel
public import Simulation

extension Wording {
  /// What holds for a path in a run, in words.
  ///
  /// - Parameters:
  ///   - raw: The value as written, for paths that have no words.
  ///   - isSet: Whether the scenario sets the path; otherwise the county's value or the program's rule holds.
  public func said(_ path: String, raw: String?, isSet: Bool, _ run: CountyRun) -> String {
    let parts = path.split(separator: ".").map(String.init)
    if ParameterCatalogue.declaration(for: path) != nil {
      guard let entry = run.parameters.entry(path) else { return say(.notSet) }
      return from(isSet, said(entry))
    }
    switch parts.first {
    case "portfolio" where parts.count == 2: return list(parts[1], run) ?? raw ?? say(.notSet)
    case "portfolio" where parts.count == 3: return project(parts[1], parts[2], path, isSet, run) ?? raw ?? say(.notSet)
    case "funeral" where parts.count == 3 && parts[1] == "zones": return zone(GeoCode(parts[2]), run)
    case "correlations":
      let all = run.scenario.correlations.map { "\($0.first)–\($0.second) \(NumberFormat.plain($0.rho))" }
      return all.isEmpty ? say(.changedNone) : all.joined(separator: text("、", ", "))
    case "targets":
      let all = run.scenario.targets.map { target in
        "\(target.year) \(name(target.measure)) \(target.bound == .atLeast ? "≥" : "≤") \(value(target.measure, target.value))"
      }
      return all.isEmpty ? say(.changedNone) : all.joined(separator: text("、", ", "))
    default: return raw ?? say(.notSet)
    }
  }

  /// A value with the note that it is the county's, where no scenario sets it.
  private func from(_ isSet: Bool, _ value: String) -> String { isSet ? value : say(.changedCounty, value) }

  private func said(_ entry: ParameterSet.Entry) -> String {
    let unit = entry.declaration.unit
    let points = entry.number.points
    guard points.count > 1 else {
      // The county's own intervals are read as 80% intervals.
      if !entry.isSetByScenario, let low = entry.low, let high = entry.high, low < high,
        let mid = entry.value.points.first?.value
      {
        return number(.interval80(low: low, mid: mid, high: high), unit)
      }
      return points.first.map { number($0.number, unit) } ?? say(.notSet)
    }
    return points.map { "\($0.year)\(text("年", ":")) \(number($0.number, unit))" }.joined(separator: text("、", ", "))
  }

  /// A number as a planner may write it, in words.
  public func number(_ number: UncertainNumber, _ unit: String) -> String {
    func n(_ value: Double) -> String {
      guard unit == "share" else { return NumberFormat.plain(value) + self.unit(unit) }
      let decimals = (0...2).first { abs((value * 100 * power($0)).rounded() - value * 100 * power($0)) < 1e-6 } ?? 2
      return NumberFormat.percent(value, decimals: decimals)
    }
    switch number {
    case .constant(let value): return n(value)
    case .interval80(let low, let mid, let high): return say(.changedInterval, n(mid), n(low), n(high))
    case .normal(let mean, let sd): return say(.changedNormal, n(mean), n(sd))
    case .lognormal(let median, let sd): return say(.changedLognormal, n(median), NumberFormat.plain(sd))
    case .triangular(let low, let mode, let high), .pert(let low, let mode, let high):
      return say(.changedMode, n(low), n(high), n(mode))
    case .uniform(let low, let high): return say(.changedUniform, n(low), n(high))
    case .beta(_, _, let low, let high): return say(.changedBeta, n(low), n(high))
    case .gamma(let shape, let scale): return say(.changedGamma, n(shape * scale))
    case .choice(let values):
      let weights = values.map { NumberFormat.plain($0.weight) }.joined(separator: text("：", ":"))
      return say(.changedChoice, values.map { n($0.value) }.joined(separator: text("、", ", ")), weights)
    }
  }

  private func power(_ decimals: Int) -> Double { [1, 10, 100][decimals] }

  private func zone(_ township: GeoCode, _ run: CountyRun) -> String {
    let place = run.county.townships.first { $0.code == township }
    let name = place.map { self.name($0, in: run.county) } ?? township.value
    if let entry = run.scenario.cremationZone.first(where: { $0.township == township }) {
      return name
        + (entry.year <= run.horizon.start ? say(.changedInZone) : say(.changedJoinsZone, "\(entry.year)"))
    }
    return say(.changedCounty, name + say(place?.cremationZone == .inside ? .changedInZone : .changedOutsideZone))
  }

  /// A whole list or switch of the portfolio.
  private func list(_ key: String, _ run: CountyRun) -> String? {
    let portfolio = run.scenario.portfolio
    func joined(_ parts: [String]) -> String {
      parts.isEmpty ? say(.changedNone) : parts.joined(separator: text("、", ", "))
    }
    func changes(_ list: [PortfolioChoice.BedChange]) -> String {
      joined(
        list.map { change in
          let place = change.township.map { code in
            run.county.townships.first { $0.code == code }.map { name($0, in: run.county) } ?? code.value
          }
          return say(.changedBeds, "\(change.year)", place ?? "", NumberFormat.text(change.beds.value))
        })
    }
    switch key {
    case "include":
      switch portfolio.include {
      case .planned: return text("拟实施项目", "planned projects")
      case .reserve: return text("储备项目", "reserve projects")
      case .all: return text("全部项目", "all projects")
      case .none: return text("不建项目", "no projects")
      }
    case "add": return joined(portfolio.add.map(\.value))
    case "drop": return joined(portfolio.drop.map(\.value))
    case "convert": return changes(portfolio.convert)
    case "close": return changes(portfolio.close)
    case "budget":
      return portfolio.budget.isEmpty
        ? say(.changedNoCap)
        : joined(
          portfolio.budget.map { cap in
            say(.changedCap, "\(cap.year)", cap.fundingSource ?? "", NumberFormat.text(cap.amount.value))
          })
    default: return nil
    }
  }

  /// A switch of one project, or of all.
  private func project(_ key: String, _ id: String, _ path: String, _ isSet: Bool, _ run: CountyRun) -> String? {
    let portfolio = run.scenario.portfolio
    if key == "budget" {
      let caps = portfolio.budget.filter { "\($0.year)" == id }.map { cap in
        say(.changedCap, "\(cap.year)", cap.fundingSource ?? "", NumberFormat.text(cap.amount.value))
      }
      return caps.isEmpty ? say(.changedNoCap) : caps.joined(separator: text("、", ", "))
    }
    let project = ProjectID(id)
    let own = run.county.projects.first { $0.id == project }
    if let drawn = portfolio.uncertain.first(where: { $0.path == path }) {
      return number(drawn.number, ["shift": "year", "beds": "", "scale": "ratio"][key] ?? "")
    }
    switch key {
    case "shift":
      let years = id == "all" ? portfolio.shiftAll : portfolio.shift[project] ?? 0
      return years == 0 ? say(.changedNoDelay) : say(.changedDelay, "\(years)")
    case "open": return (portfolio.open[project] ?? own?.openYear).map { from(isSet, say(.whenYear, "\($0)")) }
    case "bed_type": return (portfolio.bedType[project] ?? own?.bedType).map { from(isSet, name($0)) }
    case "beds":
      return (portfolio.beds[project] ?? own?.beds).map {
        from(isSet, NumberFormat.text($0.value) + text("张", " beds"))
      }
        ?? say(.changedCounty, say(.changedUnstated))
    case "scale": return "×" + NumberFormat.plain(portfolio.scale[project] ?? 1)
    case "operator":
      return (portfolio.operators[project] ?? own?.operatedBy).map {
        from(isSet, $0 == .government ? text("政府运营", "government") : text("社会运营", "social"))
      }
    default: return nil
    }
  }
}
