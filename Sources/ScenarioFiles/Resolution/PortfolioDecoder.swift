internal import Diagnostics
internal import PlanningModel

extension ScenarioDecoder {
  /// The portfolio switches as written.
  func portfolio(_ node: ScenarioNode?) -> DraftPortfolio {
    var portfolio = DraftPortfolio()
    guard let node else { return portfolio }
    if let include = node["include"]?.scalar.flatMap(PortfolioChoice.Include.init) { portfolio.include = include }
    portfolio.add = names(node["add"])
    portfolio.drop = names(node["drop"])
    portfolio.shift = keyed(node["shift"]) { uncertain($0, -5...15) }
    portfolio.open = keyed(node["open"]) { whole($0) }
    portfolio.bedType = keyed(node["bed_type"]) { $0.scalar.flatMap(BedType.init) }
    portfolio.beds = keyed(node["beds"]) { uncertain($0, 0...20_000) }
    portfolio.scale = keyed(node["scale"]) { uncertain($0, 0.1...3) }
    portfolio.operators = keyed(node["operator"]) { $0.scalar.flatMap(Sector.init) }
    portfolio.convert = changes(node["convert"])
    portfolio.close = changes(node["close"])
    for entry in node["budget"]?.map ?? [] {
      guard let year = Int(entry.key) else { continue }
      let caps = entry.value.map?.map { ($0.key as String?, decimal($0.value)) } ?? [(nil, decimal(entry.value))]
      for (source, amount) in caps {
        guard let amount else { continue }
        portfolio.budget.append(
          Located(value: DraftPortfolio.Cap(year: year, fundingSource: source, amount: amount), range: entry.keyRange))
      }
    }
    return portfolio
  }

  /// Another count of the base stock.
  func baseBeds(_ node: ScenarioNode?) -> Located<BaseBedCount>? {
    guard let node, let total = whole(node["total"]) else { return nil }
    func beds(_ key: String) -> Beds? { whole(node[key]).map { Beds(Double($0)) } }
    return Located(
      value: BaseBedCount(
        total: Beds(Double(total)), nursing: beds("nursing"), government: beds("government"),
        grade: node["grade"]?.scalar.flatMap(EvidenceGrade.init) ?? .assumption,
        origin: Origin(file: node.range.file, line: node.range.line)), range: node.range)
  }

  private func uncertain(_ node: ScenarioNode, _ range: ClosedRange<Double>) -> UncertainNumber? {
    numbers { $0.number(node, path: "", range) }?.value
  }

  private func names(_ node: ScenarioNode?) -> [Located<String>] {
    (node?.list ?? []).compactMap { item in item.scalar.map { Located(value: $0, range: item.range) } }
  }

  private func keyed<Value>(
    _ node: ScenarioNode?, _ value: (ScenarioNode) -> Value?
  ) -> [DraftPortfolio.Keyed<Value>] {
    (node?.map ?? []).compactMap { entry in
      value(entry.value).map {
        DraftPortfolio.Keyed(key: entry.key, value: $0, range: entry.keyRange, valueRange: entry.value.range)
      }
    }
  }

  private func changes(_ node: ScenarioNode?) -> [Located<DraftPortfolio.Change>] {
    (node?.list ?? []).compactMap { item in
      guard let bedsNode = item["beds"], let beds = uncertain(bedsNode, 0...100_000), let yearNode = item["year"],
        let year = whole(yearNode)
      else { return nil }
      let township = item["township"].flatMap { place in place.scalar.map { Located(value: $0, range: place.range) } }
      return Located(
        value: DraftPortfolio.Change(beds: beds, year: Located(value: year, range: yearNode.range), township: township),
        range: bedsNode.range)
    }
  }
}
