public import PlanningModel

extension Wording {
  /// A measure's name for a narrow column.
  public func short(_ measure: Measure) -> String {
    switch measure {
    case .pop80: text("80岁+", "80+")
    case .demandObserved: text("需求", "demand")
    case .beds: text("床位", "beds")
    case .unmet: text("未满足", "unmet")
    case .nursingShare: text("护理型", "nursing")
    case .occupancy: text("使用率", "occupancy")
    case .invest: text("累计投资(万元)", "investment")
    default: name(measure)
    }
  }
}
