/// Residents of every township by sex and single age in one future, `[year][township]`.
public struct TownshipPeople: Sendable, Hashable, RandomAccessCollection {
  /// Where the numbers lie, `[year][township][sex][age]`.
  enum Source: Sendable {
    case own([Double])
    /// A lane of a block's memory, whose first year may be another.
    case lane(Int, LaneMemory, firstYear: Int)
  }

  let source: Source
  let places: Int
  let ages: Int
  public let endIndex: Int
  public var startIndex: Int { 0 }

  init(_ source: Source, years: Int, places: Int, ages: Int) {
    self.source = source
    self.places = places
    self.ages = ages
    endIndex = years
  }

  public subscript(year: Int) -> OfYear {
    precondition(indices.contains(year))
    return OfYear(people: self, year: year)
  }

  public static func == (a: Self, b: Self) -> Bool { a.elementsEqual(b) }
  public func hash(into hasher: inout Hasher) { for year in self { hasher.combine(year) } }

  /// The townships of one year; each is read when it is asked for.
  public struct OfYear: Sendable, Hashable, RandomAccessCollection {
    let people: TownshipPeople
    let year: Int

    public var startIndex: Int { 0 }
    public var endIndex: Int { people.places }

    public subscript(place: Int) -> AgeSexGrid {
      precondition(indices.contains(place))
      let cells = 2 * people.ages
      switch people.source {
      case .own(let numbers):
        let start = (year * people.places + place) * cells
        return AgeSexGrid(ages: people.ages, values: Array(numbers[start..<(start + cells)]))
      case .lane(let lane, let memory, let first):
        let start = memory.start + ((first + year) * people.places + place) * cells
        let numbers = UnsafeRawPointer(start).assumingMemoryBound(to: Double.self) + lane
        let values = [Double](unsafeUninitializedCapacity: cells) { values, count in
          for cell in 0..<cells { values[cell] = numbers[cell * Lanes.scalarCount] }
          count = cells
        }
        return AgeSexGrid(ages: people.ages, values: values)
      }
    }

    public static func == (a: Self, b: Self) -> Bool { a.elementsEqual(b) }
    public func hash(into hasher: inout Hasher) { for township in self { hasher.combine(township) } }
  }
}
