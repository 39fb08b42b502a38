internal import Facilities
internal import Finance
internal import PlanningModel

/// Money: what every project of the portfolio costs, and when.
struct FinanceStage {
  let investments: [Investment]
  let cash: CashFlow

  init(parameters: ParameterSet, schedule: [ScheduledProject]) {
    let overrun = parameters.constant(.financeCostOverrun)
    var investments: [Investment] = []
    var spans: [ProjectID: ClosedRange<Int>] = [:]
    for entry in schedule {
      let project = entry.project
      let amount: WanYuan?
      if let stated = project.investment {
        amount = stated * entry.scale
      } else if let beds = entry.careBeds {
        // A destitute home that the scenario turns into a nursing home costs what nursing beds cost.
        let path = project.category == .destituteHome && entry.bedType != .nursing ? "destitute" : "nursing"
        amount = WanYuan(beds.value * parameters.constant("finance.imputed_cost_per_bed.\(path)"))
      } else {
        amount = nil
      }
      investments.append(
        Investment(
          project: project.id, stated: project.investment.map { Fen($0) }, planned: amount.map { Fen($0) },
          amount: amount.map { Fen($0 * overrun) }, fundingSource: project.fundingSource))
      spans[project.id] = entry.start.value...max(entry.start.value, entry.open.value)
    }
    self.investments = investments
    cash = CashFlow(investments, spans: spans)
  }
}
