internal import CareNeed
internal import Demography
internal import PlanningModel

/// Persons with a disability in one future, before any scale of the prevalence: they follow from the population alone.
struct DisabledPeople: Sendable {
  /// `[definition][bound][year][township]`; the severe, central, in all years, the others where they are told.
  let persons: [[[[Double]]]]

  static let severe = DisabilityDefinition.allCases.firstIndex(of: .severe) ?? 0
  static let central = DisabilityCases.Bound.allCases.firstIndex(of: .central) ?? 0

  /// The people of some futures of a block from a year of its horizon on, by position, and the disabled among them.
  ///
  /// - Parameters:
  ///   - years: In which all definitions are told, by position from `first` on; in every year by default.
  ///   - copies: Whether each future keeps its own numbers of people.
  static func read(
    _ block: borrowing ProjectionBlock, lanes: Range<Int>, from first: Int, _ tables: DisabilityTables,
    years: Set<Int>? = nil, copies: Bool = false
  ) -> [(people: ProjectedPeople, disabled: DisabledPeople)] {
    let (count, places) = (block.model.horizon.count - first, block.model.base.count)
    let bounds = DisabilityCases.Bound.allCases.count
    let figures = DisabilityDefinition.allCases.count * bounds
    let isTold = (0..<figures).map { figure in
      (0..<count).map { year in figure == severe * bounds + central || years?.contains(year) ?? true }
    }
    var sums = [Lanes](repeating: .zero, count: figures * count * places)
    let people = block.people(lanes: lanes, from: first, copies: copies) { year, place, people in
      for figure in 0..<figures where isTold[figure][year] {
        sums[(figure * count + year) * places + place] = tables.persons(figure / bounds, figure % bounds, in: people)
      }
    }
    return zip(lanes, people).map { lane, people in
      let persons = (0..<(figures / bounds)).map { definition in
        (0..<bounds).map { bound in
          let figure = definition * bounds + bound
          return (0..<count).map { year -> [Double] in
            let start = (figure * count + year) * places
            return isTold[figure][year] ? sums[start..<(start + places)].map { $0[lane] } : []
          }
        }
      }
      return (people, DisabledPeople(persons: persons))
    }
  }
}
