/// What the expressions of a county's statements may name: the figures of its documents, its projects, indicators and counts.
public struct NamedFigures: Sendable {
  /// Every name that exists; `nil` where the county's data leave the value blank.
  public let values: [String: Double?]

  public init(_ county: County) {
    var values: [String: Double?] = [:]
    for figure in county.figures { values.updateValue(figure.value, forKey: figure.name) }
    for project in county.projects {
      values.updateValue(project.beds?.value, forKey: "\(project.id).beds")
      values.updateValue(project.investment?.value, forKey: "\(project.id).investment_wan")
    }
    let planned = county.projects.filter { $0.status == .planned }
    let investments = planned.compactMap(\.investment?.value)
    // A sum of which a part is not known is not known.
    values.updateValue(
      investments.count == planned.count ? investments.reduce(0, +) : nil, forKey: "planned.investment_wan")
    values["planned.count"] = Double(planned.count)
    values["reserve.count"] = Double(county.projects.count - planned.count)
    values["townships.count"] = Double(county.townships.count)
    values["settlements.count"] = county.townships.reduce(0) { $0 + Double($1.settlements) }
    let base = county.census.filter { $0.year == county.censusYear }
    for (name, age) in [("total", 0), ("p60", 60), ("p65", 65), ("p80", 80)] {
      values["census.\(name)"] = base.filter { $0.age.lower >= age }.reduce(0) { $0 + $1.persons.value }
    }
    for name in ["registered.total", "registered.p60"] { values.updateValue(nil, forKey: name) }
    for count in county.registered where count.year == county.baseYear {
      values[count.group == .total ? "registered.total" : "registered.p60"] = count.persons.value
    }
    // An indicator that the county does not have is a blank too: its number is a place in the plan's table.
    for number in 1...99 {
      let indicator = county.indicators.first { $0.number == number }
      let name = "ind\(number < 10 ? "0" : "")\(number)"
      values.updateValue(indicator?.base, forKey: "\(name).base")
      values.updateValue(indicator?.target, forKey: "\(name).target")
    }
    self.values = values
  }

  /// The names that have a value.
  public var known: [String: Double] { values.compactMapValues { $0 } }
}
