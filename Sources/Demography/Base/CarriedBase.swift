internal import PlanningModel

/// A base that lies after the census: the model carries the ages there, and the residents meet a total where one is known.
public struct CarriedBase: Sendable, Hashable {
  /// Years from the census to the base.
  public let years: Int
  /// All residents at the base; `nil` where the model's own number serves.
  public let residents: Double?
  /// Standard deviation of the error of ``residents``, relative to it.
  public let relativeDeviation: Double

  public init(years: Int, residents: Double?, relativeDeviation: Double) {
    self.years = years
    self.residents = residents
    self.relativeDeviation = relativeDeviation
  }
}

extension ProjectionBlock {
  /// The total of a later base is known: what migration within its bounds does not bring, all ages share.
  func meetBase(_ year: Int, _ work: borrowing YearWork) {
    guard year == model.carried?.years, let wanted = inputs.constraints[year].residents else { return }
    let factor = wanted / totals(year, work).residents
    for place in 0..<places {
      let people = population(year, place)
      for cell in 0..<cells { people[cell] *= factor }
    }
    sumTownships(year, work)
  }
}

extension LaneInputs {
  /// The residents of the years up to a later base lie on a straight line from each future's own census to the base's total.
  ///
  /// - Parameter error: Error of that total relative to it.
  public mutating func reachBase(_ model: ProjectionModel, error: Lanes = .zero) {
    guard let carried = model.carried, let residents = carried.residents else { return }
    var census = Lanes.zero
    for age in 0..<model.ages {
      let factor = CensusError.logarithm(self.census, age: age).exponential
      census += factor * Sex.allCases.reduce(0) { $0 + model.calibration.base[$1, age] }
    }
    let wanted = residents * (1 + error)
    for year in 1...carried.years where constraints.indices.contains(year) {
      let share = Double(year) / Double(carried.years)
      constraints[year].residents = census + (wanted - census) * share
    }
  }
}
