internal import GSL
internal import Glibc

extension SIMD8<Double> {
  /// e to the power of eight numbers at once, to two units of the last place: 2ⁿ times the exponential of what is left between
  /// −½ ln 2 and ½ ln 2, a ratio of polynomials. Plain arithmetic, so the same on every processor and system.
  ///
  /// - SeeAlso: W. J. Cody and W. Waite (1980), *Software Manual for the Elementary Functions*, chapter 6; S. L. Moshier (1989),
  ///   *Methods and Programs for Mathematical Functions*, for the coefficients.
  var exponential: Self {
    // Adding 1.5·2⁵² leaves the nearest whole number in the lowest bits.
    let shift = Self(repeating: 0x1.8p52)
    let shifted = self * 1.4426950408889634 + shift
    let n = shifted - shift
    // ln 2 in two parts, the first short enough for n times it to be exact.
    let x = (self - n * 0x1.62e42fee00000p-1) - n * 0x1.a39ef35793c76p-33
    let square = x * x
    let p = x * ((1.26177193074810590878e-4 * square + 3.02994407707441961300e-2) * square + 9.9999999999999999991e-1)
    let q =
      ((3.00198505138664455042e-6 * square + 2.52448340349684104192e-3) * square + 2.27265548208155028766e-1) * square
      + 2
    let fraction = 1 + 2 * (p / (q - p))
    let power = unsafeBitCast(shifted, to: SIMD8<Int64>.self) &<< 52
    var result = unsafeBitCast(unsafeBitCast(fraction, to: SIMD8<Int64>.self) &+ power, to: Self.self)
    // Where the power leaves the range of a double, or there is no number.
    let isNear = (self .>= Self(repeating: -700)) .& (self .<= Self(repeating: 700))
    if isNear != SIMDMask(repeating: true) {
      for lane in 0..<Self.scalarCount where !isNear[lane] { result[lane] = exp(self[lane]) }
    }
    return result
  }

  /// Quantiles of the standard normal distribution at probabilities strictly between 0 and 1, to the last bit those of
  /// `Quantiles.normal`: its middle part for eight lanes at once, its tails one by one.
  ///
  /// - SeeAlso: M. J. Wichura (1988), "Algorithm AS 241: The percentage points of the normal distribution", *Applied Statistics*
  ///   37(3), 477–484.
  var normalQuantile: Self {
    let q = self - 0.5
    let r = Self(repeating: 0.180625) - q * q
    var above = Self(repeating: Self.normalAbove[7])
    var below = Self(repeating: Self.normalBelow[7])
    for power in stride(from: 6, through: 0, by: -1) {
      above = r * above + Self.normalAbove[power]
      below = r * below + Self.normalBelow[power]
    }
    var result = q * (above / below)
    for lane in 0..<Self.scalarCount where !(abs(q[lane]) <= 0.425) {
      result[lane] = (try? Quantiles.normal(self[lane])) ?? 0
    }
    return result
  }

  private static let normalAbove: SIMD8<Double> = [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
    67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  ]
  private static let normalBelow: SIMD8<Double> = [
    1.0, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
    39307.89580009271061, 28729.085735721942674, 5226.495278852854561,
  ]
}
