package import Demography
internal import Facilities
internal import Funeral
public import PlanningModel

/// Where an observation lies among the years of a projection: its number is a weighted sum of yearly ones, exact at the model's
/// own dates and a straight line between them.
public struct ObservedYears: Sendable, Hashable {
  public struct Part: Sendable, Hashable {
    /// Position in the horizon.
    public let year: Int
    public let weight: Double
  }

  public let parts: [Part]

  /// Populations stand at the census date of a year, homes at its end; flows run from census date to census date, and the
  /// twelve months of an observed flow take their share of each.
  ///
  /// - Returns: `nil` when a part of it lies outside the horizon.
  public init?(_ observation: Observation, _ horizon: Horizon) {
    guard let quantity = observation.quantity else { return nil }
    let start = horizon.start.censusTime
    let slack = 1e-6
    if quantity.isFlow {
      // Year i runs from i − 1 to i after the start.
      let (from, to) = (observation.time - 1 - start, observation.time - start)
      guard from >= -slack, to <= Double(horizon.count - 1) + slack else { return nil }
      parts = (1..<horizon.count).compactMap { year in
        let share = min(to, Double(year)) - max(from, Double(year - 1))
        return share > slack ? Part(year: year, weight: share) : nil
      }
    } else {
      let zero = quantity.isOfPopulation ? start : Double(horizon.start.value) + 1
      let position = observation.time - zero
      guard position >= -slack, position <= Double(horizon.count - 1) + slack else { return nil }
      let lower = min(max(0, Int((position + slack).rounded(.down))), horizon.count - 1)
      let share = position - Double(lower)
      parts =
        share <= slack
        ? [Part(year: lower, weight: 1)]
        : [Part(year: lower, weight: 1 - share), Part(year: lower + 1, weight: share)]
    }
  }

  /// The last position that is needed.
  var last: Int { parts.map(\.year).max() ?? 0 }
}

extension CountyRun {
  /// What the run says of an observed number at its own date; `nil` where it does not exist or lies outside the horizon.
  public func modelled(_ observation: Observation) -> Double? {
    guard let quantity = observation.quantity, let years = ObservedYears(observation, horizon) else { return nil }
    var sum = 0.0
    for part in years.parts {
      guard let value = yearly(quantity, part.year) else { return nil }
      sum += part.weight * value
    }
    return sum
  }

  private func yearly(_ quantity: Observation.Quantity, _ year: Int) -> Double? {
    func residents() -> Double { projection.sums[year].reduce(0) { $0 + ($1.men + $1.women) } }
    switch quantity {
    case .residents: return residents()
    case .residents60: return projection.sums[year].reduce(0) { $0 + $1.from60 }
    case .residents65: return projection.sums[year].reduce(0) { $0 + $1.from65 }
    case .residents80: return projection.sums[year].reduce(0) { $0 + $1.from80 }
    case .births: return projection.flows[year].reduce(0) { $0 + $1.births }
    case .deaths: return projection.flows[year].reduce(0) { $0 + $1.deaths }
    case .registered: return projection.absent.isEmpty ? nil : residents() + projection.absent[year].total
    case .beds: return stock.beds(.nursing, year: year) + stock.beds(.ordinary, year: year)
    case .nursingBeds: return stock.beds(.nursing, year: year)
    case .governmentBeds: return stock.total(year: year) { $0.operatedBy == .government }
    case .peopleInCare: return balances[.observed]?[year].reduce(0) { $0 + $1.inCare }
    case .cremations: return remains[year].reduce(0) { $0 + $1.cremated }
    }
  }
}

extension ProjectionBlock {
  /// The same for eight futures of the population; `nil` where the population does not tell.
  package func modelled(_ observation: Observation) -> Lanes? {
    guard let quantity = observation.quantity, let years = ObservedYears(observation, model.horizon) else { return nil }
    var sum = Lanes.zero
    for part in years.parts {
      guard let value = yearly(quantity, part.year) else { return nil }
      sum += part.weight * value
    }
    return sum
  }

  private func yearly(_ quantity: Observation.Quantity, _ year: Int) -> Lanes? {
    switch quantity {
    case .residents, .residents60, .residents65, .residents80: residents(year, from: quantity.youngest ?? 0)
    case .births: total(year, .births)
    case .deaths: total(year, .deathsMale) + total(year, .deathsFemale)
    case .registered: model.migration.absent == nil ? nil : residents(year, from: 0) + absentPeople(year)
    case .beds, .nursingBeds, .governmentBeds, .peopleInCare, .cremations: nil
    }
  }
}
