import Foundation
import GSL
import TestSupport
import Testing

@testable import Demography

@Suite("Functions of eight numbers at once")
struct LaneFunctions {
  @Test("the exponential is that of the C library to two units of the last place, and passes on what has no value")
  func exponential() {
    var numbers = SeededNumbers(seed: 7)
    var worst = 0.0
    for round in 0..<20_000 {
      let span = [1e-9, 0.1, 1, 30, 699][round % 5]
      let x = Lanes { _ in numbers.number(in: -span...span) }
      let value = x.exponential
      for lane in 0..<Lanes.count { worst = max(worst, abs(value[lane] - exp(x[lane])) / exp(x[lane]).ulp) }
    }
    #expect(worst <= 2)
    for x in [0, -0.0, 1e-300, -1e-300] { #expect(Lanes(repeating: x).exponential == Lanes(repeating: 1)) }
    for x in [709.5, -745, -800, .infinity, -.infinity] {
      #expect(Lanes(repeating: x).exponential == Lanes(repeating: exp(x)))
    }
    var one = Lanes(repeating: 1)
    one[3] = .nan
    #expect(one.exponential[3].isNaN && one.exponential[2] == Lanes(repeating: 1).exponential[2])
  }

  @Test("a lane's exponential does not depend on its neighbours")
  func neighbours() {
    var numbers = SeededNumbers(seed: 8)
    for _ in 0..<200 {
      let x = Lanes { $0 == 6 ? 800 : numbers.number(in: -3...3) }
      for lane in 0..<Lanes.count { #expect(Lanes(repeating: x[lane]).exponential[5] == x.exponential[lane]) }
    }
  }

  @Test("normal quantiles are GSL's to the last bit, in the middle and in the tails")
  func normal() throws {
    var numbers = SeededNumbers(seed: 9)
    var differing = 0
    for round in 0..<20_000 {
      let tail = [0.5, 0.5, 1e-3, 1e-12][round % 4]
      let p = Lanes { $0 % 2 == 0 ? numbers.number(in: 1e-15...tail) : 1 - numbers.number(in: 1e-15...tail) }
      let z = p.normalQuantile
      for lane in 0..<Lanes.count { differing += try z[lane] == Quantiles.normal(p[lane]) ? 0 : 1 }
    }
    #expect(differing == 0)
    for p in [0.075, 0.925, 0.5, 0.0749999, 0.9250001] {
      #expect(try Lanes(repeating: p).normalQuantile == Lanes(repeating: Quantiles.normal(p)))
    }
  }
}
