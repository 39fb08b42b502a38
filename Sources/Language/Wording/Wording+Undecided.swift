public import Analysis
public import Funeral
internal import PlainText
internal import PlanningModel
public import Simulation

/// Words for what cannot be decided: the reason, never a number.
extension Wording {
  /// Why an indicator has no verdict.
  public func undecided(_ row: IndicatorRow) -> String {
    switch row.reason {
    case .nothingToDivide(.beds): say(.undecidedBeds)
    case .nothingToDivide(.homes): say(.undecidedHomes)
    case .nothingToDivide(.towns): say(.undecidedTowns)
    case .nothingToDivide(.zoneDeaths): say(.undecidedZone)
    case .noBaseValue: say(.undecidedBase)
    case .noRenovationCount: say(.undecidedRenovation)
    case .targetYearOutside: say(.undecidedYear, "\(row.indicator.targetYear)")
    default: ""
    }
  }

  /// What is not known of a cemetery, so that no year of exhaustion is told.
  public func unknown(_ grave: GraveStock) -> [String] {
    [
      grave.facility.capacity == nil ? capacityNotStated : nil,
      grave.facility.capacity != nil && grave.used == nil ? say(.usedNotStated) : nil,
      grave.required.isEmpty ? say(.catchmentUnknown) : nil,
    ].compactMap(\.self)
  }

  /// Difference of model and count in percent, with its sign; a dash where nobody was counted.
  public func gap(_ check: ExternalCheck, decimals: Int = 1) -> String {
    check.relativeGap.map { NumberFormat.signed($0 * 100, decimals: decimals) } ?? "—"
  }
}

extension Phrase {
  public static let undecidedBeds = Phrase("全县没有一张养老床位，占比无从计算。", "There is no care bed, hence no share of them.")
  public static let undecidedHomes = Phrase(
    "基期没有一家养老机构，占比无从计算。", "There is no home at the base, hence no share of them.")
  public static let undecidedTowns = Phrase(
    "全县没有街道以外的乡镇，覆盖率无从计算。", "There is no town outside the subdistricts, hence no coverage.")
  public static let undecidedZone = Phrase("火化区内没有死亡，火化率无从计算。", "Nobody dies inside the cremation zone, hence no rate.")
  public static let undecidedBase = Phrase(
    "规划没有给出基期值，情景也没有改变它的项目，无从判定。", "The plan states no base value, and no project tells another.")
  public static let undecidedRenovation = Phrase(
    "县数据没有写改造多少家（figures 的 renovated_homes），无从判定。",
    "The county's figures do not say how many homes are renovated (renovated_homes).")
  public static let undecidedYear = Phrase("目标年{1}不在情景的时段内。", "The target year {1} lies outside the horizon.")
  public static let usedNotStated = Phrase("已用数未写明，不推算用尽年份", "places used not stated; no exhaustion year is told")
  public static let catchmentUnknown = Phrase(
    "数据没有说明服务哪些乡镇，不推算需要的墓位", "whom it serves is not known; no places required are told")
}
