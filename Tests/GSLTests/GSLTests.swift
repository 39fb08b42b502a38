import GSL
import Testing

@Suite("GSL behind its Swift face")
struct GSLTests {
  @Test("a monotone curve stays monotone where a plain cubic overshoots")
  func steffenIsMonotone() throws {
    let points = (0...300).map { Double($0) / 100 }
    let values = try Interpolation.steffen.values(x: [0, 1, 2, 3], y: [0, 0, 1, 1], at: points)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(values[0] == 0 && values[100] == 0 && values[200] == 1)
  }

  @Test("linear interpolation is the straight line")
  func linear() throws {
    #expect(try Interpolation.linear.values(x: [0, 10], y: [5, 25], at: [4]) == [13])
  }

  @Test("bad input is an error, never an abort or a NaN", arguments: [[0.0, 0.0, 1.0], [0, .nan, 1], [2, 1, 0]])
  func refusesBadAbscissae(x: [Double]) {
    #expect(throws: GSLError.self) { try Interpolation.steffen.values(x: x, y: [1, 2, 3], at: [0.5]) }
  }

  @Test("a point outside the range is refused")
  func refusesExtrapolation() {
    #expect(throws: GSLError.self) { try Interpolation.linear.values(x: [0, 1], y: [0, 1], at: [1.5]) }
  }

  @Test("least squares recovers a line and refuses a single abscissa")
  func line() throws {
    let line = try StraightLine(fitting: [1, 2, 3, 4], [3, 5, 7, 9])
    #expect(abs(line.slope - 2) < 1e-12 && abs(line.intercept - 1) < 1e-12)
    #expect(throws: GSLError.self) { try StraightLine(fitting: [1, 1], [2, 3]) }
  }
}
