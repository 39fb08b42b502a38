internal import Facilities
internal import PlanningModel
internal import Simulation

/// Makes the rows of the plan's indicators.
struct IndicatorMaker {
  let run: CountyRun
  let measures: MeasureTable
  let index: LineageIndex

  /// - Parameter basis: What an attained target hangs on; nothing when it holds in any case.
  private func row(
    _ indicator: PlanIndicator, _ values: [Double?], _ reason: VerdictReason, ifAttained: Verdict = .met,
    basis: [AssumedBasis] = []
  ) -> IndicatorRow {
    let value = run.horizon.index(of: indicator.targetYear).flatMap { values[$0] }
    let verdict: Verdict =
      switch value.flatMap(indicator.isAttained) {
      case nil: .undefined
      case false?: .missed
      case true?: basis.isEmpty ? ifAttained : .assumed
      }
    return IndicatorRow(
      indicator: indicator, values: values, verdict: verdict, reason: reason, basis: verdict == .assumed ? basis : [])
  }

  func outOfReach(_ indicator: PlanIndicator) -> IndicatorRow {
    IndicatorRow(
      indicator: indicator, values: [Double?](repeating: nil, count: run.horizon.count), verdict: .outOfReach,
      reason: .outOfReach, basis: [])
  }

  // MARK: Shares of beds

  /// A home's beds in a share: how many count, of how many, and what of it is assumed.
  private struct Part {
    var counted: Double
    let total: Double
    /// Whether it may not stand.
    var mayMiss = false
    /// Whether its beds may belong to the other side.
    var mayFlip = false
  }

  /// Whether a share attains its target at both ends of what the assumed parts allow.
  private func holds(_ indicator: PlanIndicator, _ parts: [Part]) -> Bool {
    func share(_ part: (Part) -> (Double, Double)) -> Double? {
      let sum = parts.map(part).reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
      return sum.1 > 0 ? 100 * sum.0 / sum.1 : nil
    }
    let low = share { $0.mayFlip ? (0, $0.total) : $0.mayMiss && $0.counted > 0 ? (0, 0) : ($0.counted, $0.total) }
    let high = share {
      $0.mayFlip ? ($0.total, $0.total) : $0.mayMiss && $0.counted < $0.total ? (0, 0) : ($0.counted, $0.total)
    }
    return [low, high].allSatisfy { $0.flatMap(indicator.isAttained) ?? false }
  }

  /// Whether the share of the base year is known: its homes are no assumption, or the plan states the same share.
  private func isBaseKnown(_ indicator: PlanIndicator, _ share: Double?) -> Bool {
    if run.county.facilities.allSatisfy({ $0.evidence.grade < .assumption }) { return true }
    guard indicator.evidence.grade < .assumption, let base = indicator.base, let share else { return false }
    return abs(base - share) <= 0.5
  }

  /// What an attained share hangs on.
  private func basis(
    _ indicator: PlanIndicator, _ values: [Double?], parts: (Int) -> [Part]
  ) -> [AssumedBasis] {
    guard let year = run.horizon.index(of: indicator.targetYear) else { return [] }
    var basis: [AssumedBasis] = []
    let parts = parts(year)
    func fixed(_ change: (inout Part) -> Void) -> [Part] {
      parts.map { part in
        var part = part
        change(&part)
        return part
      }
    }
    if !holds(indicator, fixed { $0.mayFlip = false }) { basis.append(.openings) }
    if !holds(indicator, fixed { $0.mayMiss = false }) { basis.append(.operators) }
    if basis.isEmpty, !holds(indicator, parts) { basis = [.openings, .operators] }
    if !isBaseKnown(indicator, values[0]) { basis.append(.base) }
    return basis
  }

  private var promised: Set<String> {
    Set(run.schedule.filter(index.isPromised).map(\.project.id.value))
  }

  func nursing(_ indicator: PlanIndicator) -> IndicatorRow {
    let values = run.horizon.years.indices.map { measures.value(.nursingShare, $0).map { $0 * 100 } }
    let stock = run.horizon.index(of: indicator.targetYear).map { StockMeasures(run.stock, year: $0) }
    let target = (indicator.target ?? 0) / 100
    let promised = self.promised
    let basis = basis(indicator, values) { year in
      run.stock.units.map {
        Part(
          counted: $0.nursing[year], total: $0.nursing[year] + $0.ordinary[year],
          mayMiss: $0.status != .base && promised.contains($0.id))
      }
    }
    return row(
      indicator, values,
      .nursing(
        conversions: stock?.conversionsNeeded(for: target) ?? 0, closures: stock?.closuresNeeded(for: target) ?? 0),
      basis: basis)
  }

  func government(_ indicator: PlanIndicator) -> IndicatorRow {
    let values = run.horizon.years.indices.map { measures.value(.governmentShare, $0).map { $0 * 100 } }
    let year = run.horizon.index(of: indicator.targetYear)
    let stock = year.map { StockMeasures(run.stock, year: $0) }
    let allSocial =
      year.flatMap { index -> Double? in
        let all = run.stock.total(year: index)
        return all > 0 ? run.stock.total(year: index) { $0.status == .base && $0.operatedBy == .government } / all : nil
      }
    let promised = self.promised
    let flips = Set(
      run.schedule.filter { !$0.isOperatorChosen && $0.project.operatorGrade == .assumption }.map(\.project.id.value))
    let basis = basis(indicator, values) { year in
      run.stock.units.map { unit in
        let total = unit.nursing[year] + unit.ordinary[year]
        let isProject = unit.status != .base
        return Part(
          counted: unit.operatedBy == .government ? total : 0, total: total,
          mayMiss: isProject && promised.contains(unit.id), mayFlip: isProject && flips.contains(unit.id))
      }
    }
    let mayFlip = run.schedule.contains {
      $0.beds.value > 0 && $0.open <= indicator.targetYear && flips.contains($0.project.id.value)
    }
    return row(
      indicator, values,
      .government(
        handovers: stock?.handoversNeeded(for: (indicator.target ?? 0) / 100) ?? 0,
        allSocial: mayFlip ? allSocial.map { 100 * $0 } : nil),
      basis: basis)
  }

  // MARK: The others

  func cremation(_ indicator: PlanIndicator) -> IndicatorRow {
    let values = run.horizon.years.indices.map { measures.value(.cremationZone, $0).map { $0 * 100 } }
    let value = run.horizon.index(of: indicator.targetYear).flatMap { values[$0] }
    guard let value, indicator.isAttained(by: value) ?? false else {
      return row(indicator, values, .pathBelowTarget, ifAttained: .assumed)
    }
    // A path that stands at the target already and moves is not set to it; a constant of the scenario is.
    let isSet = run.parameters[.funeralZoneCremationRate].isSetByScenario
    if let first = values[0], indicator.isAttained(by: first) ?? false, !isSet || abs(first - value) > 1e-9 {
      return row(indicator, values, .pathHolds(from: first, to: value), ifAttained: .assumed)
    }
    return row(indicator, values, .pathSetToTarget, ifAttained: .assumed)
  }

  /// Share of the towns and townships (subdistricts left out) that have a public cemetery of their own.
  func burial(_ indicator: PlanIndicator) -> IndicatorRow {
    let towns = run.county.townships.filter { $0.kindZh != "街道" }.map(\.code)
    func covered(_ year: Year, withPromised: Bool = true) -> Set<GeoCode> {
      let projects = run.schedule.filter {
        $0.project.category == .cemetery && $0.open <= year && (withPromised || !index.isPromised($0))
      }
      var sites = Set(projects.flatMap(\.project.sites))
      for facility in run.county.funeralFacilities
      where facility.project == nil && facility.kind == .ruralCemetery
        && (withPromised || facility.evidence.grade < .assumption)
      {
        if let township = facility.township { sites.insert(township) }
      }
      return sites.intersection(towns)
    }
    func share(_ covered: Set<GeoCode>) -> Double? {
      towns.isEmpty ? nil : 100 * Double(covered.count) / Double(towns.count)
    }
    let values: [Double?] = run.horizon.years.enumerated().map { index, year in
      index == 0 ? nil : share(covered(year))
    }
    let known = share(covered(indicator.targetYear, withPromised: false))
    return row(
      indicator, values, .coverage(covered: covered(indicator.targetYear).count, of: towns.count),
      basis: known.flatMap(indicator.isAttained) ?? false ? [] : [.openings])
  }

  /// Share of homes of basic quality: the base value until a renovation is finished; then the renovated homes pass (an
  /// assumption) and the others as often as at the base.
  func quality(_ indicator: PlanIndicator) -> IndicatorRow {
    let renovation = run.schedule.first { $0.project.category == .renovation }
    let homes = Double(run.county.facilities.reduce(0) { $0 + $1.homes })
    let renovated = run.county.figures.first { $0.name == "renovated_homes" }.map { min(homes, $0.value) }
    let values: [Double?] = run.horizon.years.map { year in
      guard let base = indicator.base, homes > 0 else { return nil }
      guard let renovation, renovation.open <= year else { return base }
      return renovated.map { (100 * $0 + base * (homes - $0)) / homes }
    }
    return row(indicator, values, .renovation(finished: renovation?.open), ifAttained: .assumed)
  }

  /// Share of townships with a care institution of all-round function: the base value until the service centres open;
  /// then every township that has one.
  func centres(_ indicator: PlanIndicator) -> IndicatorRow {
    let projects = run.schedule.filter { $0.project.category == .serviceCentre }
    let all = run.county.townships.count
    func covered(_ year: Year, withPromised: Bool = true) -> Int? {
      let open = projects.filter { $0.open <= year && (withPromised || !index.isPromised($0)) }
      guard !open.isEmpty else { return nil }
      return open.contains { $0.project.sites.isEmpty } ? all : Set(open.flatMap(\.project.sites)).count
    }
    func share(_ covered: Int?) -> Double? {
      guard all > 0 else { return nil }
      return [covered.map { 100 * Double($0) / Double(all) }, indicator.base].compactMap(\.self).max()
    }
    let known = share(covered(indicator.targetYear, withPromised: false))
    return row(
      indicator, run.horizon.years.map { share(covered($0)) },
      .serviceCentres(
        open: projects.map(\.open).min(), covered: covered(indicator.targetYear) ?? 0, of: all),
      basis: known.flatMap(indicator.isAttained) ?? false ? [] : [.openings])
  }
}
