internal import CareNeed
internal import Demography
internal import Facilities
internal import Finance
internal import PlainText
public import PlanningModel
public import Simulation

/// Codes of cautions: results that are right and may yet mislead.
public enum CautionCode: String, Sendable, Hashable, CaseIterable {
  case targetByAssumption = "W0401"
  case ratioByClosure = "W0402"
  case smallTownships = "W0403"
  case overBudget = "W0404"
  case cappedConstraint = "W0405"
  case driftingConstraint = "W0406"
  case partialRegister = "W0407"
  case uncostedBeds = "W0425"
  case uncostedProject = "W0426"
  case unknownBeds = "W0427"
  case ratesOutside = "W0410"
  case missingRates = "W0411"
  case targetOutside = "W0412"
  case openingOutside = "W0413"
  case observationOutside = "W0414"
  case noMigration = "W0415"
  case noUse = "W0416"
  case sexRatio = "W0418"
  case noReference = "W0419"
  case unknownAbsent = "W0420"
  case alwaysMoved = "W0430"
  case unpairedInput = "W0440"
  case openedOtherwise = "W0542"
  case actualOutside = "W0543"

  public var meaningZh: String {
    switch self {
    case .targetByAssumption: "目标达到只因情景这样设定"
    case .ratioByClosure: "比例达标靠关停床位，照护没有增加"
    case .smallTownships: "乡镇太小，单岁结果只有几个人"
    case .overBudget: "某年投资超过资金上限"
    case .cappedConstraint: "人口控制数达不到，系数停在上下限"
    case .driftingConstraint: "人口控制数要求的系数逐年偏离1"
    case .partialRegister: "乡镇死亡登记只在所列乡镇之间分配死亡"
    case .uncostedBeds: "改造或关停床位没有给出造价，未计入投资"
    case .uncostedProject: "项目的床位改了，投资没有随之改"
    case .unknownBeds: "计为养老床位的项目没有写床位数：不知道，不是零，推算不为它增加床位"
    case .ratesOutside: "率的表不到所推算的年份，按规则外推"
    case .missingRates: "率的表中间缺年份，按前后两期插值"
    case .targetOutside: "指标的目标年在时段之外"
    case .openingOutside: "项目在时段之后才建成"
    case .observationOutside: "观测在时段之后，没有用来核对"
    case .noMigration: "只有一次可用的普查，迁移按零计"
    case .noUse: "基期没有床位，实际使用口径无从校准"
    case .noReference: "没有全国同两年的普查，普查的漏报也算成了迁移"
    case .unknownAbsent: "没有户籍总数，返乡的人不会用尽"
    case .sexRatio: "推算中某年龄组的性别比几乎没有县达到"
    case .alwaysMoved: "一个数在每次抽样中都与其他数矛盾，次次都要移动"
    case .unpairedInput: "比较的一方抽取而另一方固定同一输入"
    case .openedOtherwise: "项目实际建成的年份与情景所算的不同"
    case .actualOutside: "实际值在时段之后，没有推算可以对照"
    }
  }

  public var meaningEn: String {
    switch self {
    case .targetByAssumption: "a target is attained only because the scenario sets it"
    case .ratioByClosure: "a ratio is met by closing beds, without added care"
    case .smallTownships: "townships too small for single-age results"
    case .overBudget: "spending of a year exceeds its cap"
    case .cappedConstraint: "a constraint on the population is not met: its factor stops at a bound"
    case .driftingConstraint: "the factor that a constraint asks for moves away from 1 year by year"
    case .alwaysMoved: "a number contradicts others in every draw and is moved each time"
    case .partialRegister: "a register of deaths moves them between the townships it lists, and no others"
    case .uncostedBeds: "beds are converted or closed without a cost, and none is counted"
    case .uncostedProject: "a project's beds differ from the plan's while its investment stays"
    case .unknownBeds: "a project that counts as care beds states none: unknown, not zero; the run adds none"
    case .ratesOutside: "a table of rates does not reach the years asked for; a rule goes on"
    case .missingRates: "a table of rates lacks years in between; they are interpolated"
    case .targetOutside: "the target year of an indicator lies outside the horizon"
    case .openingOutside: "a project opens after the horizon"
    case .observationOutside: "an observation lies after the horizon and is not compared"
    case .noMigration: "one usable census only: migration stands at zero"
    case .noUse: "no bed at the base: observed use cannot be calibrated"
    case .noReference: "no census of the nation in the same years: what censuses miss looks like migration"
    case .unknownAbsent: "no count of registered people: those who come back never run out"
    case .sexRatio: "a cohort of the projection has a sex ratio that hardly any county has"
    case .unpairedInput: "one side of a comparison draws what the other holds fixed"
    case .openedOtherwise: "a project opened in another year than the scenario reckons with"
    case .actualOutside: "what happened lies after the horizon and nothing projected stands beside it"
    }
  }
}

/// A result that is right and may yet mislead, with the reason and the place that causes it.
public struct Caution: Sendable, Hashable {
  public let code: CautionCode
  public let message: String
  public let help: String
  public let origin: Origin

  /// All cautions of a run at central values.
  public static func all(_ run: CountyRun) -> [Caution] {
    let measures = MeasureTable(run)
    let indicators = Indicators(run, measures: measures)
    return assumed(run, indicators) + closures(run) + small(run) + budget(run) + uncosted(run) + unknown(run)
      + constraints(run) + register(run) + coverage(run) + sexRatios(run) + moves(run) + actuals(run)
  }

  /// A register of some townships says how they differ from each other, nothing about the rest.
  private static func register(_ run: CountyRun) -> [Caution] {
    let listed = Set(run.county.deaths.map(\.township)).count
    guard let first = run.county.deaths.first, listed < run.county.townships.count else { return [] }
    return [
      Caution(
        code: .partialRegister,
        message: "deaths 只列了\(listed)个乡镇，全县\(run.county.townships.count)个：它只在所列乡镇之间分配死亡，合计仍按全县死亡率",
        help: "补齐其余乡镇，或只看所列乡镇之间的差别", origin: first.evidence.origin)
    ]
  }

  /// Draws that are looked at: their parameters alone, without a run.
  private static let tried = 100

  /// Numbers that are moved in every draw: their distribution says something else than the run uses.
  private static func moves(_ run: CountyRun) -> [Caution] {
    let draws = min(tried, run.scenario.ensemble.draws)
    guard draws > 0, let futures = try? Futures(run, seed: run.scenario.ensemble.seed) else { return [] }
    let moved = futures.moved(in: draws)
    return moved.paths.filter { moved.counts[$0] == draws }.map { path in
      let setting = run.scenario.settings.last { $0.path == path || $0.path.hasPrefix(path + ".") }
      let origin = run.parameters.entry(path)?.origin ?? setting?.origin
      return Caution(
        code: .alwaysMoved,
        message: "前\(draws)次抽样中，\(path) 次次与同组的其他数矛盾，都移到了可能的部分；结果用的不是所写的分布",
        help: "调整它或同组的数，使中间的取值能同时成立", origin: origin ?? Origin(file: run.scenario.id, line: 1))
    }
  }

  private static func assumed(_ run: CountyRun, _ indicators: Indicators) -> [Caution] {
    indicators.rows.compactMap { row in
      guard row.verdict == .assumed, row.indicator.measure == .zoneCremationRate else { return nil }
      var how = "只因情景把路径设到了目标"
      if case .pathHolds(let from, let to) = row.reason {
        let ends = [from, to].map { NumberFormat.text($0, decimals: 1) + "%" }
        how = "因为写定的率基期就是\(ends[0])、目标年是\(ends[1])"
      }
      return Caution(
        code: .targetByAssumption,
        message: "指标\(row.indicator.number)“\(row.indicator.nameZh)”达到目标，\(how)，结论记作“未检验”",
        help: "写明达到目标的措施和来源，或给出区间", origin: run.parameters[.funeralZoneCremationRate].origin)
    }
  }

  /// The nursing share reaches its target only because ordinary beds are closed.
  private static func closures(_ run: CountyRun) -> [Caution] {
    guard let first = run.scenario.portfolio.close.first,
      let indicator = run.county.indicators.first(where: { $0.measure == .nursingShare }),
      let year = run.horizon.index(of: indicator.targetYear), let target = indicator.target
    else { return [] }
    let stock = StockMeasures(run.stock, year: year)
    let closed = run.scenario.portfolio.close.filter { $0.year <= indicator.targetYear }
      .reduce(0) { $0 + $1.beds.value }
    guard stock.total > 0, 100 * stock.nursing / stock.total >= target - 1e-9, closed > 0,
      100 * stock.nursing / (stock.total + closed) < target
    else { return [] }
    return [
      Caution(
        code: .ratioByClosure,
        message: "护理型占比达标靠关停\(NumberFormat.text(closed))张普通床位；不关停就不达标，而护理型床位没有因此增加一张",
        help: "用 portfolio.convert 改造，或新建护理型床位", origin: first.origin)
    ]
  }

  /// Townships where a cell of one sex and age above 60 holds fewer than this many people on average.
  private static let fewest = 20.0

  private static func small(_ run: CountyRun) -> [Caution] {
    // 60 to 89, two sexes: sixty cells.
    let names = run.county.townships.enumerated().filter { place, _ in
      let people = run.projection.population[0][place]
      return (people.sum(from: 60) - people.sum(from: 90)) / 60 < fewest
    }.map(\.element)
    guard let first = names.first else { return [] }
    let shown = names.prefix(5).map(\.nameZh).joined(separator: "、") + (names.count > 5 ? "等" : "")
    return [
      Caution(
        code: .smallTownships,
        message: "\(names.count)个乡镇（\(shown)）60—89岁每个单岁性别格不到\(Int(fewest))人，单岁结果的偶然误差超过两成",
        help: "这些乡镇只看年龄组和片区合计", origin: first.evidence.origin)
    ]
  }

  /// Part of the way from 1 to its bound by which a factor may trend before it is told.
  private static let lawfulDrift = 0.25

  /// Constraints that ask for more than a factor may give, or for more of it every year: rates and wishes then tell
  /// different stories.
  private static func constraints(_ run: CountyRun) -> [Caution] {
    func whole(_ value: Double) -> String { value.isFinite ? NumberFormat.text(value) : "—" }
    func percent(_ factor: Double) -> String { whole(100 * factor) + "%" }
    return ConstraintReport.Event.allCases.compactMap { event in
      let rows = run.projection.constraints.filter { $0.event == event }
      guard let start = rows.first, let end = rows.last,
        let entry = run.parameters.entry("population.\(event.rawValue)")
      else { return nil }
      let table = "逐年见 tables/constraints.csv"
      if let first = rows.first(where: \.isCapped) {
        return Caution(
          code: .cappedConstraint,
          message:
            "\(entry.declaration.titleZh)：\(rows.count { $0.isCapped })年达不到；\(first.year)年要\(whole(first.wanted))，"
            + "只到\(whole(first.reached))，系数停在\(percent(first.factor))",
          help: "核对控制数与年龄结构、率是否相容；" + table, origin: entry.origin)
      }
      guard let drift = ConstraintReport.drift(rows), drift > lawfulDrift else { return nil }
      return Caution(
        code: .driftingConstraint,
        message: "\(entry.declaration.titleZh)：系数由\(start.year)年的\(percent(start.factor))逐年偏到\(end.year)年的"
          + "\(percent(end.factor))，率与控制数的走向不一致",
        help: "多半是生育、死亡或迁移率该改，而不是逐年再乘系数；" + table, origin: entry.origin)
    }
  }

  /// Projects that add care beds, nobody says how many: a blank is not a nought.
  private static func unknown(_ run: CountyRun) -> [Caution] {
    run.schedule.filter { $0.project.countsAsCareBed && $0.careBeds == nil }.map { entry in
      Caution(
        code: .unknownBeds,
        message: "\(entry.project.id)（\(entry.project.nameZh)）计为养老床位而没有写床位数：不知道，推算不为它增加床位，不是说它有0张",
        help: "补上 projects.csv 的 beds，或在情景里用 portfolio.beds 假定一个数", origin: entry.project.evidence.origin)
    }
  }

  /// What the scenario does and nobody has given a cost for, at the setting that does it.
  private static func uncosted(_ run: CountyRun) -> [Caution] {
    func whole(_ value: Double) -> String { NumberFormat.text(value) }
    func place(_ path: String) -> Origin? { run.scenario.settings.last { $0.path.hasPrefix(path) }?.origin }
    let portfolio = run.scenario.portfolio
    return UncostedChange.all(run).compactMap { change -> Caution? in
      switch change {
      case .conversion(let beds):
        return portfolio.convert.first.map {
          Caution(
            code: .uncostedBeds, message: "\(whole(beds.value))张床改造为护理型，没有给出造价，未计入投资",
            help: "比较投资时另行估算改造费用", origin: $0.origin)
        }
      case .closure(let beds):
        return portfolio.close.first.map {
          Caution(
            code: .uncostedBeds, message: "\(whole(beds.value))张床关停，没有给出费用，未计入投资",
            help: "比较投资时另行估算关停和安置费用", origin: $0.origin)
        }
      case .nursing(let project, let investment, let beds):
        return place("portfolio.bed_type.\(project)").map {
          Caution(
            code: .uncostedProject,
            message: "\(project)改为护理型床位，投资仍是按普通床位写明的\(whole(investment.value))万元（\(whole(beds.value))张）",
            help: "另行估算升级费用", origin: $0)
        }
      case .beds(let project, let investment, let stated, let beds):
        return place("portfolio.beds.\(project)").map {
          Caution(
            code: .uncostedProject,
            message:
              "\(project)规划\(whole(stated.value))张，情景改为\(whole(beds.value))张，投资仍是\(whole(investment.value))万元",
            help: "投资要随床位改，用 portfolio.scale", origin: $0)
        }
      }
    }
  }

  private static func budget(_ run: CountyRun) -> [Caution] {
    run.scenario.portfolio.budget.compactMap { cap in
      let spent = run.cash.total {
        $0.year == cap.year && (cap.fundingSource == nil || $0.fundingSource == cap.fundingSource)
      }.wanYuan
      guard spent > cap.amount else { return nil }
      return Caution(
        code: .overBudget,
        message:
          "\(cap.year)年\(cap.fundingSource.map { "“\($0)”" } ?? "")投资\(NumberFormat.text(spent.value))万元，超过上限\(NumberFormat.text(cap.amount.value))万元",
        help: "推迟项目，或提高上限", origin: cap.origin)
    }
  }
}
