internal import Facilities
public import PlanningModel
public import Simulation

/// What became of a target.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  case met
  case missed
  /// Attained only because an assumption says so.
  case assumed
  /// The plan does not define it well enough to be computed.
  case undefined
  case outOfReach = "out_of_reach"
}

/// Why a verdict stands; the wording table turns it into sentences.
public enum VerdictReason: Sendable, Hashable {
  case outOfReach
  case targetInWords
  /// The rate is an input of the scenario, set to the target.
  case pathSetToTarget
  /// The rate stays below the target: it is an input too.
  case pathBelowTarget
  case nursing(conversions: Double, closures: Double)
  /// The share holds only with beds that the plan does not state.
  case nursingWithAssumedBeds
  /// The share (in percent) if all new homes were run socially; `nil` when no new home's operator is an assumption.
  case government(handovers: Double, allSocial: Double?)
  case coverage(covered: Int, of: Int)
  /// When the homes to be renovated are finished, `nil` when the scenario renovates none; the others pass as often as at the
  /// base.
  case renovation(finished: Year?)
  /// When the first service centres open, `nil` when the scenario has none, and the townships that have one in the target
  /// year.
  case serviceCentres(open: Year?, covered: Int, of: Int)
  /// The share has nothing to divide by.
  case nothingToDivide(EmptyDenominator)
  /// The plan prints no value at the base, and nothing else tells one.
  case noBaseValue
  /// The county's figures do not say how many homes are renovated.
  case noRenovationCount
  /// The target year lies outside the horizon.
  case targetYearOutside
}

/// One indicator of the plan, projected.
public struct IndicatorRow: Sendable, Hashable {
  public let indicator: PlanIndicator
  /// Value by year of the horizon, in the indicator's unit; `nil` where there is none.
  public let values: [Double?]
  public let verdict: Verdict
  public let reason: VerdictReason
  public let evidence: EvidenceGrade

  /// Value in the target year.
  public func targetValue(_ horizon: Horizon) -> Double? {
    horizon.index(of: indicator.targetYear).flatMap { values[$0] }
  }
}

/// The plan's indicators under a run, with verdicts at their target years.
public struct Indicators: Sendable {
  public let rows: [IndicatorRow]

  public init(_ run: CountyRun, measures: MeasureTable) {
    rows = run.county.indicators.map { indicator in
      switch indicator.measure {
      case .none: Indicators.outOfReach(indicator, run)
      case .nursingShare: Indicators.nursing(indicator, run, measures)
      case .governmentShare: Indicators.government(indicator, run, measures)
      case .zoneCremationRate: Indicators.cremation(indicator, run, measures)
      case .burialCoverage: Indicators.burial(indicator, run)
      case .basicQuality: Indicators.quality(indicator, run)
      case .serviceCentreCoverage: Indicators.centres(indicator, run)
      }
    }.map { $0.explained(run) }
  }

  private static func outOfReach(_ indicator: PlanIndicator, _ run: CountyRun) -> IndicatorRow {
    let nothing = [Double?](repeating: nil, count: run.horizon.count)
    return IndicatorRow(
      indicator: indicator, values: nothing, verdict: .outOfReach, reason: .outOfReach,
      evidence: indicator.evidence.grade)
  }

  private static func verdict(_ indicator: PlanIndicator, _ value: Double?, ifAttained: Verdict) -> Verdict {
    guard let value, let isAttained = indicator.isAttained(by: value) else { return .undefined }
    return isAttained ? ifAttained : .missed
  }

  private static func nursing(
    _ indicator: PlanIndicator, _ run: CountyRun, _ measures: MeasureTable
  ) -> IndicatorRow {
    let values = run.horizon.years.indices.map { measures.value(.nursingShare, $0).map { $0 * 100 } }
    let year = run.horizon.index(of: indicator.targetYear)
    let assumed = Set(run.schedule.filter(\.areBedsAssumed).map(\.project.id.value))
    let stated = year.map { index in
      StockMeasures(
        nursing: run.stock.beds(.nursing, year: index) { !assumed.contains($0.id) },
        ordinary: run.stock.beds(.ordinary, year: index) { !assumed.contains($0.id) }, government: 0)
    }
    let withoutAssumed = stated.flatMap(\.nursingShare).flatMap { indicator.isAttained(by: $0 * 100) } ?? false
    let target = (indicator.target ?? 0) / 100
    let stock = year.map { StockMeasures(run.stock, year: $0) }
    let verdict = verdict(indicator, year.flatMap { values[$0] }, ifAttained: withoutAssumed ? .met : .assumed)
    return IndicatorRow(
      indicator: indicator, values: values, verdict: verdict,
      reason: verdict == .assumed
        ? .nursingWithAssumedBeds
        : .nursing(
          conversions: stock?.conversionsNeeded(for: target) ?? 0, closures: stock?.closuresNeeded(for: target) ?? 0),
      evidence: measures.grade(.nursingShare))
  }

  private static func government(
    _ indicator: PlanIndicator, _ run: CountyRun, _ measures: MeasureTable
  ) -> IndicatorRow {
    let values = run.horizon.years.indices.map { measures.value(.governmentShare, $0).map { $0 * 100 } }
    let year = run.horizon.index(of: indicator.targetYear)
    let stock = year.map { StockMeasures(run.stock, year: $0) }
    let allSocial =
      year.flatMap { index -> Double? in
        let all = run.stock.total(year: index)
        return all > 0 ? run.stock.total(year: index) { $0.status == .base && $0.operatedBy == .government } / all : nil
      }
    let isAssumed = run.schedule.contains { entry in
      entry.beds.value > 0 && entry.open <= indicator.targetYear && !entry.isOperatorChosen
        && entry.project.operatorGrade == .assumption
    }
    return IndicatorRow(
      indicator: indicator, values: values,
      verdict: verdict(indicator, year.flatMap { values[$0] }, ifAttained: isAssumed ? .assumed : .met),
      reason: .government(
        handovers: stock?.handoversNeeded(for: (indicator.target ?? 0) / 100) ?? 0,
        allSocial: isAssumed ? allSocial.map { 100 * $0 } : nil),
      evidence: measures.grade(.governmentShare))
  }

  private static func cremation(
    _ indicator: PlanIndicator, _ run: CountyRun, _ measures: MeasureTable
  ) -> IndicatorRow {
    let values = run.horizon.years.indices.map { measures.value(.cremationZone, $0).map { $0 * 100 } }
    let verdict = verdict(
      indicator, run.horizon.index(of: indicator.targetYear).flatMap { values[$0] }, ifAttained: .assumed)
    return IndicatorRow(
      indicator: indicator, values: values, verdict: verdict,
      reason: verdict == .assumed ? .pathSetToTarget : .pathBelowTarget, evidence: measures.grade(.cremationZone))
  }

  /// Share of the towns and townships (subdistricts left out) that have a public cemetery of their own.
  private static func burial(_ indicator: PlanIndicator, _ run: CountyRun) -> IndicatorRow {
    let towns = run.county.townships.filter { $0.kindZh != "街道" }.map(\.code)
    func covered(_ year: Year) -> Set<GeoCode> {
      var sites = Set(
        run.schedule.filter { $0.project.category == .cemetery && $0.open <= year }.flatMap(\.project.sites))
      for facility in run.county.funeralFacilities where facility.project == nil && facility.kind == .ruralCemetery {
        if let township = facility.township { sites.insert(township) }
      }
      return sites.intersection(towns)
    }
    let values: [Double?] = run.horizon.years.enumerated().map { index, year in
      index == 0 || towns.isEmpty ? nil : 100 * Double(covered(year).count) / Double(towns.count)
    }
    return IndicatorRow(
      indicator: indicator, values: values,
      verdict: verdict(
        indicator, run.horizon.index(of: indicator.targetYear).flatMap { values[$0] }, ifAttained: .met),
      reason: .coverage(covered: covered(indicator.targetYear).count, of: towns.count),
      evidence: run.schedule.filter { $0.project.category == .cemetery }.map(\.project.scheduleGrade).max() ?? .plan)
  }

  /// Share of homes of basic quality: the base value until a renovation is finished; then the renovated homes pass (an
  /// assumption) and the others as often as at the base.
  private static func quality(_ indicator: PlanIndicator, _ run: CountyRun) -> IndicatorRow {
    let renovation = run.schedule.first { $0.project.category == .renovation }
    let homes = Double(run.county.facilities.reduce(0) { $0 + $1.homes })
    let renovated = run.county.figures.first { $0.name == "renovated_homes" }.map { min(homes, $0.value) }
    let values: [Double?] = run.horizon.years.map { year in
      guard let base = indicator.base, homes > 0 else { return nil }
      guard let renovation, renovation.open <= year else { return base }
      return renovated.map { (100 * $0 + base * (homes - $0)) / homes }
    }
    return IndicatorRow(
      indicator: indicator, values: values,
      verdict: verdict(
        indicator, run.horizon.index(of: indicator.targetYear).flatMap { values[$0] }, ifAttained: .assumed),
      reason: .renovation(finished: renovation?.open),
      evidence: .assumption)
  }

  /// Share of townships with a care institution of all-round function: the base value until the service centres open;
  /// then every township that has one.
  private static func centres(_ indicator: PlanIndicator, _ run: CountyRun) -> IndicatorRow {
    let projects = run.schedule.filter { $0.project.category == .serviceCentre }
    let all = run.county.townships.count
    func covered(_ year: Year) -> Int? {
      let open = projects.filter { $0.open <= year }
      guard !open.isEmpty else { return nil }
      return open.contains { $0.project.sites.isEmpty } ? all : Set(open.flatMap(\.project.sites)).count
    }
    let values: [Double?] = run.horizon.years.map { year in
      guard all > 0 else { return nil }
      let share = covered(year).map { 100 * Double($0) / Double(all) }
      return [share, indicator.base].compactMap(\.self).max()
    }
    return IndicatorRow(
      indicator: indicator, values: values,
      verdict: verdict(
        indicator, run.horizon.index(of: indicator.targetYear).flatMap { values[$0] }, ifAttained: .met),
      reason: .serviceCentres(
        open: projects.map(\.open).min(), covered: covered(indicator.targetYear) ?? 0, of: all),
      evidence: projects.map(\.project.scheduleGrade).max() ?? .plan)
  }
}
