internal import PlainText
internal import PlanningModel

/// What an observation must say to be used as its row asks.
enum ObservationChecks {
  static func check(_ county: County, _ package: DataPackage, findings: inout Findings) {
    var bases = 0
    for (row, observation) in zip(package.tables["observations"]?.rows ?? [], county.observations) {
      guard let quantity = observation.quantity else {
        unknown(row, observation, findings: &findings)
        continue
      }
      guard observation.use != .context else { continue }
      unit(row, observation, quantity, findings: &findings)
      deviation(row, observation, findings: &findings)
      if observation.use == .base {
        bases += 1
        base(row, observation, county, isFirst: bases == 1, findings: &findings)
      } else {
        time(row, observation, quantity, county, findings: &findings)
      }
    }
  }

  private static func unknown(_ row: DataRow, _ observation: Observation, findings: inout Findings) {
    let names = Observation.Quantity.allCases.map(\.rawValue)
    let near = SpellingSuggestion.nearest(to: observation.name, among: names).first
    if observation.use != .context {
      row.report(
        .contradiction,
        "use 是 \(observation.use.rawValue)，而名称 \(DisplayWidth.printable(observation.name, limit: 40)) 不是模型推算的数", "name",
        help: near.map { "是否想写 “\($0)”？" } ?? "可写 \(names.joined(separator: "、"))；别的数写 use: context",
        findings: &findings)
    } else if let near, row.text("use").isEmpty {
      row.report(
        .doubtfulName, "名称 \(DisplayWidth.printable(observation.name, limit: 40)) 不是模型推算的数，这一行只作背景，不与推算比较", "name",
        help: "是否想写 “\(near)”？确实只作背景就写 use: context", findings: &findings)
    }
  }

  private static func unit(
    _ row: DataRow, _ observation: Observation, _ quantity: Observation.Quantity, findings: inout Findings
  ) {
    guard !quantity.units.contains(observation.unit) else { return }
    row.report(
      .contradiction,
      "\(quantity.rawValue) 的单位应为 \(quantity.units.joined(separator: " 或 "))，而这一行写 \(DisplayWidth.printable(observation.unit, limit: 20))",
      "unit", help: "数值也按这个单位写；口径不同的数写 use: context", findings: &findings)
  }

  private static func deviation(_ row: DataRow, _ observation: Observation, findings: inout Findings) {
    let isNeeded = observation.use == .condition || observation.use == .base
    if isNeeded, observation.relativeDeviation == nil {
      row.report(
        .contradiction, "use 是 \(observation.use.rawValue)，而没有写标准差 relative_sd：不知道这个数有多准，就不能用它取舍抽样", "relative_sd",
        help: "写标准差相对数值的比例，如 0.004 是千分之四", findings: &findings)
    }
    if isNeeded, observation.value <= 0 {
      row.report(
        .contradiction, "use 是 \(observation.use.rawValue) 的数应大于0", "value", findings: &findings)
    }
  }

  private static func time(
    _ row: DataRow, _ observation: Observation, _ quantity: Observation.Quantity, _ county: County,
    findings: inout Findings
  ) {
    let start = county.baseYear.censusTime
    // The first twelve months that the model has end a year after its start.
    guard quantity.isFlow ? observation.time < start + 1 - 1e-6 : observation.time <= start else { return }
    let base = county.baseYear == county.censusYear ? "基期普查" : "基期"
    row.report(
      .doubtfulDates,
      quantity.isFlow
        ? "\(observation.nameZh) 是截至 \(row.text("time")) 的12个月，早于\(base)（\(county.baseYear)年11月1日）后的第一年，不能与推算比较"
        : "\(observation.nameZh) 的时间 \(row.text("time")) 不晚于\(base)（\(county.baseYear)年11月1日），不能与推算比较",
      "time", help: "换成基期以后的数，年末写作下一年的 .0；只作背景的写 use: context", findings: &findings)
  }

  private static func base(
    _ row: DataRow, _ observation: Observation, _ county: County, isFirst: Bool, findings: inout Findings
  ) {
    func refuse(_ message: String, _ column: String, help: String = "") {
      row.report(.contradiction, message, column, help: help, findings: &findings)
    }
    if observation.quantity != .residents {
      refuse("use: base 只能写常住人口（residents）", "use", help: "别的数写 condition 或 check")
    } else if county.censusYear == county.baseYear {
      refuse(
        "基期 \(county.baseYear) 就是普查年，起点是普查数，用不着 use: base", "use",
        help: "写 condition 或 check；要从这一年起算，改 datapackage.json 的 base_year")
    } else if !isFirst {
      refuse("use: base 只能有一行", "use")
    } else if abs(observation.time - county.baseYear.censusTime) > 0.5 {
      refuse(
        "use: base 的时间 \(row.text("time")) 离基期（\(county.baseYear)年11月1日）超过半年", "time",
        help: "年末数写作下一年的 .0，如 \(county.baseYear + 1).0")
    }
  }
}
