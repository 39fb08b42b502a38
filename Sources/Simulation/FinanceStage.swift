internal import Facilities
internal import Finance
internal import PlanningModel

/// Money: what every project of the portfolio costs, and when.
struct FinanceStage {
  let investments: [Investment]
  let cash: CashFlow

  init(parameters: ParameterSet, schedule: [ScheduledProject]) {
    let overrun = parameters.constant("finance.cost_overrun")
    var investments: [Investment] = []
    var spans: [ProjectID: ClosedRange<Int>] = [:]
    for entry in schedule {
      let project = entry.project
      let amount: WanYuan?
      if let stated = project.investment {
        amount = stated * entry.scale
      } else if entry.beds.value > 0 {
        let path = project.category == .destituteHome ? "destitute" : "nursing"
        amount = WanYuan(entry.beds.value * parameters.constant("finance.imputed_cost_per_bed.\(path)"))
      } else {
        amount = nil
      }
      investments.append(
        Investment(
          project: project.id, amount: amount.map { Fen($0 * overrun) }, isImputed: project.investment == nil,
          fundingSource: project.fundingSource))
      spans[project.id] = entry.start.value...max(entry.start.value, entry.open.value)
    }
    self.investments = investments
    cash = CashFlow(investments, spans: spans)
  }
}
