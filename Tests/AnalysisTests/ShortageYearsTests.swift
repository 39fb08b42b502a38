import PlanningModel
import Testing

@testable import Analysis

@Suite("Years of shortage")
struct ShortageYearsTests {
  private struct Spells: Equatable {
    let lastingFrom: Int?
    let earlier: [Int]

    init(_ lastingFrom: Int?, _ earlier: [Int]) {
      self.lastingFrom = lastingFrom
      self.earlier = earlier
    }
  }

  private func spells(_ unmet: [Double]) -> Spells {
    let found = ShortageYears.spells(unmet, unmet.indices.map { Year(2020 + $0) })
    return Spells(found.lastingFrom?.value, found.earlier.map(\.year.value))
  }

  @Test("the shortage that lasts begins after the last year without one; years before it stand alone")
  func lasting() {
    #expect(spells([0, 0, 13, 142, 0, 60, 242, 300]) == Spells(2025, [2022, 2023]))
    #expect(spells([0, 0, 0]) == Spells(nil, []))
    #expect(spells([0, 5, 0]) == Spells(nil, [2021]))
    #expect(spells([0, 0, 7]) == Spells(2022, []))
    #expect(spells([]) == Spells(nil, []))
    #expect(spells([9]) == Spells(nil, []))
  }

  @Test("the base year does not count, nor does half a person")
  func base() {
    #expect(spells([9, 8, 7]) == Spells(2021, []))
    #expect(spells([9, 0, 0.5]) == Spells(nil, []))
    #expect(spells([9, 0.51, 0.5, 0.51]) == Spells(2023, [2021]))
  }
}
