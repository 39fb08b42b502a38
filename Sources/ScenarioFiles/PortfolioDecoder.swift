internal import Diagnostics
internal import PlanningModel

extension ScenarioDecoder {
  static let portfolioKeys = [
    "include", "add", "drop", "shift", "open", "bed_type", "beds", "convert", "close", "operator",
  ]

  /// The portfolio switches as written.
  mutating func portfolio(_ node: ScenarioNode) -> DraftPortfolio {
    var portfolio = DraftPortfolio()
    checkKeys(
      node, path: "portfolio", allowed: Self.portfolioKeys, later: ["scale", "budget", "budget_wan", "switches"])
    if let include = node["include"] {
      portfolio.include = choice(include, path: "portfolio.include", PortfolioChoice.Include.self) ?? .planned
    }
    portfolio.add = names(node["add"], path: "portfolio.add")
    portfolio.drop = names(node["drop"], path: "portfolio.drop")
    for entry in entries(node["shift"], path: "portfolio.shift") {
      guard let years = integer(entry.value, path: "portfolio.shift.\(entry.key)", -5...15) else { continue }
      if entry.key == "all" {
        portfolio.shiftAll = years
      } else {
        portfolio.shift[entry.key] = Located(value: years, range: entry.keyRange)
      }
    }
    for entry in entries(node["open"], path: "portfolio.open") {
      if let year = integer(entry.value, path: "portfolio.open.\(entry.key)", 1950...2100) {
        portfolio.open[entry.key] = Located(value: year, range: entry.keyRange)
      }
    }
    for entry in entries(node["bed_type"], path: "portfolio.bed_type") {
      if let type = choice(entry.value, path: "portfolio.bed_type.\(entry.key)", BedType.self) {
        portfolio.bedType[entry.key] = Located(value: type, range: entry.keyRange)
      }
    }
    for entry in entries(node["beds"], path: "portfolio.beds") {
      if let beds = number(entry.value, path: "portfolio.beds.\(entry.key)", 0...20_000) {
        portfolio.beds[entry.key] = Located(value: beds, range: entry.keyRange)
      }
    }
    for entry in entries(node["operator"], path: "portfolio.operator") {
      if let sector = choice(entry.value, path: "portfolio.operator.\(entry.key)", Sector.self) {
        portfolio.operators[entry.key] = Located(value: sector, range: entry.keyRange)
      }
    }
    portfolio.convert = changes(node["convert"], path: "portfolio.convert")
    portfolio.close = changes(node["close"], path: "portfolio.close")
    return portfolio
  }

  private mutating func names(_ node: ScenarioNode?, path: String) -> [Located<String>] {
    guard let node else { return [] }
    guard let list = node.list else {
      findings.add(.wrongType, "\(path) 应是项目编号清单，如 [P01, P02]", node.range, path: path)
      return []
    }
    return list.compactMap { item in
      guard let text = item.scalar else {
        findings.add(.wrongType, "\(path) 的每一项应是项目编号", item.range, path: path)
        return nil
      }
      return Located(value: text, range: item.range)
    }
  }

  private mutating func entries(_ node: ScenarioNode?, path: String) -> [ScenarioNode.Entry] {
    guard let node else { return [] }
    guard let entries = node.map else {
      findings.add(.wrongType, "\(path) 应是“项目编号: 值”的映射", node.range, path: path)
      return []
    }
    return entries
  }

  private mutating func changes(_ node: ScenarioNode?, path: String) -> [Located<DraftPortfolio.Change>] {
    guard let node else { return [] }
    guard let list = node.list else {
      findings.add(.wrongType, "\(path) 应是清单：- {beds: 100, year: 2024, township: \"…\"}", node.range, path: path)
      return []
    }
    return list.compactMap { item in
      checkKeys(item, path: path, allowed: ["beds", "year", "township"])
      guard let bedsNode = item["beds"], let yearNode = item["year"] else {
        if item.map != nil { findings.add(.missingKey, "\(path) 的每一项需要 beds 和 year", item.range, path: path) }
        return nil
      }
      let beds = number(bedsNode, path: path + ".beds", 0...100_000)
      let year = integer(yearNode, path: path + ".year", 1950...2100)
      guard let beds, let year else { return nil }
      let township = item["township"].flatMap { place in
        place.scalar.map { Located(value: $0, range: place.range) }
      }
      return Located(value: DraftPortfolio.Change(beds: beds, year: year, township: township), range: bedsNode.range)
    }
  }
}
