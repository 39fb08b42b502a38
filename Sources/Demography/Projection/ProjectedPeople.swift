package import PlanningModel

/// Residents of a township at the end of a year, and how many of them are old.
public struct ResidentSums: Sendable, Hashable {
  public var total: Double
  public var from60: Double
  public var from65: Double
  public var from80: Double

  public init(total: Double, from60: Double, from65: Double, from80: Double) {
    self.total = total
    self.from60 = from60
    self.from65 = from65
    self.from80 = from80
  }
}

/// The people of one future of a block, `[year][township]`.
package struct ProjectedPeople: Sendable {
  package var population: [[AgeSexGrid]] = []
  package var sums: [[ResidentSums]] = []
  /// The county `[year]`.
  package var county: [AgeSexGrid] = []
}

extension ProjectionBlock {
  /// Position of a year in the block's horizon; its first where there is none such.
  package func position(_ base: Year?) -> Int { max(0, base.flatMap { model.horizon.index(of: $0) } ?? 0) }

  /// The people of some futures from a year of the horizon on, by position. All lanes are read in one pass: a pass for each
  /// would bring the whole block from memory eight times, and sums over eight futures cost no more than those of one.
  package func people(lanes: Range<Int>, from first: Int) -> [ProjectedPeople] {
    let (ages, cells) = (model.ages, 2 * model.ages)
    var people = [ProjectedPeople](repeating: ProjectedPeople(), count: lanes.count)
    let rows = UnsafeMutablePointer<Double>.allocate(capacity: lanes.count * cells)
    defer { rows.deallocate() }
    let county = LaneBuffer(count: cells)
    /// One lane of some cells after another.
    func separate(_ source: UnsafeMutablePointer<Lanes>) {
      let numbers = UnsafeRawPointer(source).assumingMemoryBound(to: Double.self)
      for (row, lane) in lanes.enumerated() {
        let own = rows + row * cells
        for cell in 0..<cells { own[cell] = numbers[cell * Lanes.scalarCount + lane] }
      }
    }
    func grid(_ row: Int) -> AgeSexGrid {
      AgeSexGrid(ages: ages, values: Array(UnsafeBufferPointer(start: rows + row * cells, count: cells)))
    }
    for year in first..<model.horizon.count {
      for index in people.indices {
        people[index].population.append([])
        people[index].sums.append([])
        people[index].population[year - first].reserveCapacity(places)
        people[index].sums[year - first].reserveCapacity(places)
      }
      county.clear()
      for place in 0..<places {
        let source = population(year, place)
        var total = Lanes.zero
        for cell in 0..<cells {
          total += source[cell]
          county.start[cell] += source[cell]
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
        separate(source)
        for (row, lane) in lanes.enumerated() {
          people[row].population[year - first].append(grid(row))
          people[row].sums[year - first].append(
            ResidentSums(total: total[lane], from60: from60[lane], from65: from65[lane], from80: from80[lane]))
        }
      }
      separate(county.start)
      for row in people.indices { people[row].county.append(grid(row)) }
    }
    return people
  }
}
