internal import Demography
internal import Facilities
internal import Finance
internal import Funeral
internal import Glibc
internal import PlanningModel

/// The identities that every run must satisfy; a broken one stops it.
enum BalanceSheet {
  static func check(_ run: CountyRun) throws(SimulationError) {
    try population(run)
    try care(run)
    try remains(run)
    try money(run)
  }

  private static func close(
    _ identity: String, _ left: Double, _ right: Double, _ place: @autoclosure () -> String
  ) throws(SimulationError) {
    guard abs(left - right) <= 1e-9 * max(1, abs(left), abs(right)) else {
      throw .brokenBalance(identity: identity, left: left, right: right, place: place())
    }
  }

  private static func population(_ run: CountyRun) throws(SimulationError) {
    let base = run.countyPopulation(0)
    let census = run.model.calibration.base
    // Futures err from the census by age, in the same way for both sexes; townships keep the county's sexes and ages. Whole
    // persons keep the county's total only.
    let errors = CensusError.knots.map { age in
      let (counted, now) = Sex.allCases.reduce((0.0, 0.0)) { ($0.0 + census[$1, age], $0.1 + base[$1, age]) }
      return counted > 0 && now > 0 ? log(now / counted) : nil
    }
    if run.lead == 0, !run.scenario.ensemble.drawsPersons, !errors.contains(nil) {
      let errors = errors.compactMap(\.self)
      for age in 0..<census.ages {
        let error = exp(CensusError.logarithm(errors, age: age))
        for sex in Sex.allCases {
          try close(
            "townships = county, by sex and age", base[sex, age], census[sex, age] * error, "\(sex.rawValue) \(age)")
        }
      }
    }
    for (index, year) in run.horizon.years.enumerated() {
      // What is not finite makes its township's sum so.
      let least = run.projection.least[index]
      guard least >= 0, run.projection.sums[index].allSatisfy(\.total.isFinite) else {
        throw .brokenBalance(identity: "persons ≥ 0", left: least, right: 0, place: "\(year)")
      }
      guard index > 0 else { continue }
      let flows = run.projection.flows[index]
      let before = run.projection.sums[index - 1].reduce(0) { $0 + $1.total }
      let after = run.projection.sums[index].reduce(0) { $0 + $1.total }
      let net = flows.reduce(0) { $0 + $1.births - $1.deaths + $1.inflow - $1.outflow }
      try close("P0 + B − D + I − O = P1", before + net, after, "\(year)")
      let moves = flows.reduce(0) { $0 + $1.internalIn - $1.internalOut }
      try close("moves inside the county sum to zero", before + moves, before, "\(year)")
    }
  }

  /// Whether all numbers are finite and not negative.
  private static func areNumbers(_ values: [Double]) -> Bool {
    values.withUnsafeBytes { bytes in
      // Eight at a time, without branches: what is not finite makes the sum so.
      let whole = values.count & ~7
      var (lowest, sum) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
      for start in stride(from: 0, to: whole, by: 8) {
        let some = bytes.loadUnaligned(fromByteOffset: start * MemoryLayout<Double>.stride, as: SIMD8<Double>.self)
        lowest.replace(with: some, where: some .< lowest)
        sum += some
      }
      return lowest == .zero && sum.sum().isFinite && values[whole...].allSatisfy { $0 >= 0 && $0.isFinite }
    }
  }

  private static func care(_ run: CountyRun) throws(SimulationError) {
    let units = run.stock.units
    for index in units.indices {
      for beds in [
        units[index].nursing, units[index].ordinary, units[index].usableNursing, units[index].usableOrdinary,
      ] {
        guard areNumbers(beds) else {
          throw .brokenBalance(identity: "beds ≥ 0", left: beds.min() ?? 0, right: 0, place: units[index].id)
        }
      }
    }
    let zones = zip(run.county.zones, run.frame.zones).map { (id: $0.id.value, places: $1) }
    for reading in [DemandReading.need, .observed] {
      guard let years = run.balances[reading] else { continue }
      for (index, places) in years.enumerated() {
        for zone in zones {
          var sum = BedBalance()
          for place in zone.places { sum += places[place] }
          func place() -> String { "\(reading.rawValue) \(run.horizon.start + index) \(zone.id)" }
          try close("demand = in care + unmet", sum.demand, sum.inCare + sum.unmet, place())
          try close("displaced = 0 in a zone", 1 + sum.displaced, 1, place())
        }
      }
    }
  }

  private static func remains(_ run: CountyRun) throws(SimulationError) {
    for (index, places) in run.remains.enumerated() where index > 0 {
      for (place, flow) in places.enumerated() {
        func name() -> String { "\(run.horizon.start + index) \(run.county.townships[place].code)" }
        try close("deaths", flow.deaths, run.projection.flows[index][place].deaths, name())
        try close("deaths = cremated + buried", flow.deaths, flow.cremated + flow.bodyBurials, name())
        let ashes = flow.niches + flow.plots + flow.ecological + flow.scattered + flow.outside
        try close("ashes", flow.cremated, ashes, name())
      }
    }
  }

  private static func money(_ run: CountyRun) throws(SimulationError) {
    var spent: [ProjectID: Fen] = [:]
    for entry in run.cash.entries { spent[entry.project] = (spent[entry.project] ?? .zero) + entry.amount }
    for investment in run.investments {
      guard let amount = investment.amount else { continue }
      let spent = spent[investment.project] ?? .zero
      guard spent == amount else {
        throw .brokenBalance(
          identity: "cash by year = investment", left: spent.wanYuan.value, right: amount.wanYuan.value,
          place: investment.project.value)
      }
    }
  }
}
