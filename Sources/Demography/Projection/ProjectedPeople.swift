package import PlanningModel

/// Residents of a township at the end of a year, and how many of them are old.
public struct ResidentSums: Sendable, Hashable {
  public var total: Double
  public var men: Double
  public var women: Double
  public var from60: Double
  public var from65: Double
  public var from80: Double

  public init(total: Double, men: Double, women: Double, from60: Double, from65: Double, from80: Double) {
    self.total = total
    self.men = men
    self.women = women
    self.from60 = from60
    self.from65 = from65
    self.from80 = from80
  }
}

/// The people of one future of a block, `[year][township]`.
package struct ProjectedPeople: Sendable {
  package let population: TownshipPeople
  package fileprivate(set) var sums: [[ResidentSums]] = []
  /// The county `[year]`.
  package fileprivate(set) var county: [AgeSexGrid] = []
  /// The smallest number of any township, sex and age `[year]`.
  package fileprivate(set) var least: [Double] = []
}

extension ProjectionBlock {
  /// Position of a year in the block's horizon; its first where there is none such.
  package func position(_ base: Year?) -> Int { max(0, base.flatMap { model.horizon.index(of: $0) } ?? 0) }

  /// The people of some futures from a year of the horizon on, by position. All lanes are summed in one pass: a pass for each
  /// would bring the whole block from memory eight times, and sums over eight futures cost no more than those of one.
  ///
  /// - Parameters:
  ///   - copies: Whether each future keeps its own numbers, so that the block's memory can go.
  ///   - read: Given every year (from `first` on, the first being 0) and township, `[sex][age]`, while it is near.
  package func people(
    lanes: Range<Int>, from first: Int, copies: Bool = false,
    _ read: (_ year: Int, _ place: Int, UnsafePointer<Lanes>) -> Void = { _, _, _ in }
  ) -> [ProjectedPeople] {
    let (ages, cells, years) = (model.ages, 2 * model.ages, model.horizon.count - first)
    var people = lanes.map { lane in
      let source: TownshipPeople.Source =
        copies ? .own(numbers(lane, from: first)) : .lane(lane, trajectory, firstYear: first)
      return ProjectedPeople(population: TownshipPeople(source, years: years, places: places, ages: ages))
    }
    let county = LaneBuffer(count: cells)
    for year in 0..<years {
      for index in people.indices {
        people[index].sums.append([])
        people[index].sums[year].reserveCapacity(places)
      }
      county.clear()
      var least = Lanes(repeating: .infinity)
      for place in 0..<places {
        let source = UnsafePointer(population(first + year, place))
        var (total, women) = (Lanes.zero, Lanes.zero)
        @inline(__always)
        func add(_ cell: Int) {
          let persons = source[cell]
          total += persons
          county.start[cell] += persons
          least.replace(with: persons, where: persons .< least)
        }
        for cell in 0..<ages { add(cell) }
        let men = total
        for cell in ages..<cells {
          add(cell)
          women += source[cell]
        }
        func old(_ age: Int) -> Lanes {
          var (men, women) = (Lanes.zero, Lanes.zero)
          for cell in min(age, ages)..<ages {
            men += source[cell]
            women += source[ages + cell]
          }
          return men + women
        }
        let (from60, from65, from80) = (old(60), old(65), old(80))
        for (row, lane) in lanes.enumerated() {
          people[row].sums[year].append(
            ResidentSums(
              total: total[lane], men: men[lane], women: women[lane], from60: from60[lane], from65: from65[lane],
              from80: from80[lane]))
        }
        read(year, place, source)
      }
      for (row, lane) in lanes.enumerated() {
        people[row].least.append(least[lane])
        people[row].county.append(
          AgeSexGrid(ages: ages, values: (0..<cells).map { county.start[$0][lane] }))
      }
    }
    return people
  }

  /// The numbers of one lane from a year on, `[year][township][sex][age]`.
  private func numbers(_ lane: Int, from first: Int) -> [Double] {
    let count = (model.horizon.count - first) * places * cells
    let start = UnsafeRawPointer(population(first, 0)).assumingMemoryBound(to: Double.self) + lane
    return [Double](unsafeUninitializedCapacity: count) { numbers, filled in
      for cell in 0..<count { numbers[cell] = start[cell * Lanes.scalarCount] }
      filled = count
    }
  }
}
