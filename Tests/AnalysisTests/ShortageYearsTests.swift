import PlanningModel
import Testing

@testable import Analysis

@Suite("Years of shortage")
struct ShortageYearsTests {
  private func spells(_ unmet: [Double]) -> (Int?, [Int]) {
    let found = ShortageYears.spells(unmet, unmet.indices.map { Year(2020 + $0) })
    return (found.lastingFrom?.value, found.earlier.map(\.year.value))
  }

  @Test("the shortage that lasts begins after the last year without one; years before it stand alone")
  func lasting() {
    #expect(spells([0, 0, 13, 142, 0, 60, 242, 300]) == (2025, [2022, 2023]))
    #expect(spells([0, 0, 0]) == (nil, []))
    #expect(spells([0, 5, 0]) == (nil, [2021]))
    #expect(spells([0, 0, 7]) == (2022, []))
    #expect(spells([]) == (nil, []))
    #expect(spells([9]) == (nil, []))
  }

  @Test("the base year does not count, nor does half a person")
  func base() {
    #expect(spells([9, 8, 7]) == (2021, []))
    #expect(spells([9, 0, 0.5]) == (nil, []))
    #expect(spells([9, 0.51, 0.5, 0.51]) == (2023, [2021]))
  }

  private func == (a: (Int?, [Int]), b: (Int?, [Int])) -> Bool { a.0 == b.0 && a.1 == b.1 }
}
