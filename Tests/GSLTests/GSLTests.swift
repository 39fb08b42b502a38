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

  @Test("a positive definite matrix is solved and inverted; any other is refused")
  func cholesky() throws {
    let matrix = [4.0, 2, 1, 2, 5, 3, 1, 3, 6]
    let factor = try CholeskyFactor(matrix, size: 3)
    let x = try factor.solve([4 + 4 + 3, 2 + 10 + 9, 1 + 6 + 18])
    for (ours, exact) in zip(x, [1.0, 2, 3]) { #expect(abs(ours - exact) < 1e-14) }
    let inverse = try factor.inverse()
    for row in 0..<3 {
      for column in 0..<3 {
        let product = (0..<3).reduce(0) { $0 + matrix[row * 3 + $1] * inverse[$1 * 3 + column] }
        #expect(abs(product - (row == column ? 1 : 0)) < 1e-14)
      }
    }
    #expect(throws: GSLError.self) { try CholeskyFactor([1, 2, 2, 1], size: 2) }
    #expect(throws: GSLError.self) { try CholeskyFactor([1, .nan, .nan, 1], size: 2) }
    #expect(throws: GSLError.self) { try CholeskyFactor([1, 0, 0], size: 2) }
    #expect(throws: GSLError.self) { try factor.solve([1]) }
  }

  @Test("trigamma at 1 is π²/6, and falls by 1/x² a step")
  func trigamma() throws {
    #expect(abs(try SpecialFunctions.trigamma(1) - Double.pi * Double.pi / 6) < 1e-14)
    #expect(abs(try SpecialFunctions.trigamma(2.5) - SpecialFunctions.trigamma(3.5) - 1 / 6.25) < 1e-14)
    #expect(throws: GSLError.self) { try SpecialFunctions.trigamma(0) }
  }

  @Test("Brent finds the zeros of known functions")
  func brent() throws {
    #expect(try abs(RootFinding.brent(from: 0, to: 2, tolerance: 1e-14) { $0 * $0 - 2 } - 2.0.squareRoot()) < 1e-13)
    #expect(try abs(RootFinding.brent(from: -3, to: 4, tolerance: 1e-12) { $0 * $0 * $0 - 8 } - 2) < 1e-11)
    // Flat at the zero: only the tolerance can be promised.
    #expect(try abs(RootFinding.brent(from: -1, to: 1.7, tolerance: 1e-6) { $0 * $0 * $0 }) < 1e-6)
    // A zero at an end is found too.
    #expect(try RootFinding.brent(from: 0, to: 1, tolerance: 1e-12) { $0 } == 0)
    #expect(try abs(RootFinding.brent(from: -1, to: 0, tolerance: 1e-12) { $0 }) < 1e-12)
    var calls = 0
    let root = try RootFinding.brent(from: 0, to: 1, tolerance: 1e-12) { x in
      calls += 1
      return 0.3 - x
    }
    #expect(abs(root - 0.3) < 1e-12 && calls > 2)
  }

  @Test("points that do not bracket a zero, and values that are no numbers, are errors")
  func refusesBracket() {
    #expect(throws: GSLError.self) { try RootFinding.brent(from: 0, to: 1, tolerance: 1e-9) { $0 + 1 } }
    #expect(throws: GSLError.self) { try RootFinding.brent(from: 1, to: 0, tolerance: 1e-9) { $0 - 0.5 } }
    #expect(throws: GSLError.self) { try RootFinding.brent(from: 0, to: 1, tolerance: 0) { $0 - 0.5 } }
    #expect(throws: GSLError.self) { try RootFinding.brent(from: .nan, to: 1, tolerance: 1e-9) { $0 - 0.5 } }
    #expect(throws: GSLError.self) { try RootFinding.brent(from: 0, to: 1, tolerance: 1e-9) { _ in .nan } }
    #expect(throws: GSLError.self) {
      try RootFinding.brent(from: 0, to: 1, tolerance: 1e-9) { 0.2 < $0 && $0 < 0.8 ? .infinity : $0 - 0.5 }
    }
  }
}
