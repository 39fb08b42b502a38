internal import Demography
internal import Facilities
internal import PlanningModel
internal import Simulation

/// What the county's data does not reach: years beyond its tables, plans beyond the horizon, what nothing in it tells.
extension Caution {
  static func coverage(_ run: CountyRun) -> [Caution] {
    RateCoverage.all(run).map(\.caution) + outside(run) + untold(run)
  }

  /// Years of the data that the run leaves out.
  private static func outside(_ run: CountyRun) -> [Caution] {
    let horizon = run.horizon
    let indicators = run.county.indicators.filter { $0.measure != .none && horizon.end < $0.targetYear }
    let late = run.schedule.filter { horizon.end < $0.open }
    let seen = run.county.observations(of: .residents).filter { horizon.end.censusTime < $0.time }
    var cautions: [Caution] = []
    if let first = indicators.first {
      let numbers = indicators.map { "\($0.number)" }.joined(separator: "、")
      cautions.append(
        Caution(
          code: .targetOutside,
          message: "指标\(numbers)的目标年（\(first.targetYear)）在时段\(horizon.start)—\(horizon.end)之外，不能判定",
          help: "把 horizon.end 延到目标年", origin: first.evidence.origin))
    }
    if let first = late.first {
      let ids = late.prefix(5).map(\.project.id.value).joined(separator: "、") + (late.count > 5 ? "等" : "")
      cautions.append(
        Caution(
          code: .openingOutside,
          message: "\(late.count)个项目（\(ids)）在时段末年\(horizon.end)以后才建成：时段内没有它们的床位",
          help: "延长 horizon.end，或从组合中去掉它们", origin: first.project.evidence.origin))
    }
    if let first = seen.first {
      cautions.append(
        Caution(
          code: .observationOutside, message: "\(first.nameZh)的时间在时段末年\(horizon.end)以后，没有用来核对",
          help: "延长 horizon.end", origin: first.evidence.origin))
    }
    return cautions
  }

  /// What nothing in the county's data tells, so that it stands at zero or undecided.
  private static func untold(_ run: CountyRun) -> [Caution] {
    var cautions: [Caution] = []
    if run.earlierCensus == nil, let first = run.county.census.first(where: { $0.year == run.county.censusYear }) {
      cautions.append(
        Caution(
          code: .noMigration, message: "县数据没有第二次可用的普查，没有什么能说明迁移：残差迁移按零计",
          help: "补上前一次普查的分年龄性别人口，或在情景中写 population.net_migration", origin: first.evidence.origin))
    }
    if let earlier = run.earlierCensus, run.model.calibration.reference == nil,
      let first = run.county.census.first(where: { $0.year == earlier })
    {
      cautions.append(
        Caution(
          code: .noReference,
          message: "没有全国\(earlier)年和\(run.county.censusYear)年的普查：队列残差按生命表推算，普查的漏报、重报也算成了迁移",
          help: "把全国这两年的分年龄性别人口写进 reference_census", origin: first.evidence.origin))
    }
    if let earlier = run.earlierCensus, run.model.migration.absent == nil,
      let first = run.county.census.first(where: { $0.year == earlier })
    {
      cautions.append(
        Caution(
          code: .unknownAbsent,
          message: run.county.peopleAway.map { $0 <= 0 } ?? false
            ? "户籍人口不多于常住人口：返乡按常住人口的率计，不受在外人数限制"
            : "registered 没有\(run.county.censusYear)年的户籍总人口：返乡按常住人口的率计，不受在外人数限制",
          help: "在 registered 中补上基期的 total", origin: first.evidence.origin))
    }
    if run.demand[.observed] == nil {
      cautions.append(
        Caution(
          code: .noUse, message: "基期没有一张养老床位：实际使用口径无从校准，需求、未满足和使用率不能判定",
          help: "在 facilities 中补上现有机构；确实没有时只看规范口径和需要口径",
          origin: run.county.parameters.first { $0.path == "care.occupancy" }?.evidence.origin
            ?? run.parameters[.careOccupancy].origin))
    }
    return cautions
  }
}

extension RateCoverage {
  /// The statement, a sentence without its full stop.
  public var message: String {
    let name =
      switch series {
      case .mortality: "死亡率（mortality）"
      case .totalFertility: "总和生育率（fertility 的 tfr）"
      case .ageShare: "生育年龄分布（fertility 的 asfr_share）"
      case .sexRatioAtBirth: "出生性别比（fertility 的 srb）"
      case .registered: "户籍人口（registered 的 total）"
      case .registered60: "户籍60岁及以上人口（registered 的 60+）"
      }
    let span =
      years.lowerBound == years.upperBound ? "\(years.lowerBound)年" : "\(years.lowerBound)—\(years.upperBound)年"
    return "\(name)表中没有\(span)的数：" + words
  }

  private var words: String {
    func text(_ value: Double, _ decimals: Int) -> String {
      var scale = 1.0
      for _ in 0..<decimals { scale *= 10 }
      let value = (value * scale).rounded() / scale
      return Int(exactly: value).map { "\($0)" } ?? "\(value)"
    }
    switch rule {
    case .decline(let yearly, let men, let women):
      return (yearly > 0 ? "按表末至多20年各年龄的降幅继续下降" : "按所设速度继续上升")
        + "（60—89岁平均每年\(text(100 * abs(yearly), 2))%），末年预期寿命男\(text(men, 1))岁、女\(text(women, 1))岁"
    case .prescribed(let men, let women):
      return "按情景规定的预期寿命，末年男\(text(men, 1))岁、女\(text(women, 1))岁"
    case .held(let value?): return "保持\(text(value, 3))不变" + (local.map { "（按本县水平为\(text($0, 3))）" } ?? "")
    case .held(nil): return "保持最近一期的数不变"
    case .interpolated: return "在前后两期之间插值"
    }
  }

  var caution: Caution {
    Caution(
      code: rule == .interpolated ? .missingRates : .ratesOutside, message: message,
      help: "补上这些年份，或缩短 horizon；结果按上述规则推算", origin: origin)
  }
}
