public import PlanningModel

extension Wording {
  public func name(_ aspect: Actual.Aspect) -> String {
    switch aspect {
    case .value: say(.aspectValue)
    case .start: say(.aspectStart)
    case .open: say(.aspectOpen)
    case .beds: say(.aspectBeds)
    case .investment: say(.aspectInvestment)
    }
  }
}
