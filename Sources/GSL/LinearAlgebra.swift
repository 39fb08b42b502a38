internal import CGSL

/// Cholesky factor L of a small symmetric positive definite matrix, A = L·Lᵀ.
public struct CholeskyFactor: Sendable {
  /// Rows of the matrix.
  public let size: Int
  /// Row by row; L stands in the lower triangle.
  private let factor: [Double]

  /// - Parameters:
  ///   - matrix: Row by row, `size × size` finite numbers; only the lower triangle is read.
  ///   - size: At least 1.
  /// - Throws: ``GSLError`` when the matrix is not as described or not positive definite.
  /// - Complexity: O(size³).
  public init(_ matrix: [Double], size: Int) throws(GSLError) {
    let name = "Cholesky factor of a \(size) × \(size) matrix"
    guard ErrorHandling.isOff, size >= 1, matrix.count == size * size, matrix.allSatisfy(\.isFinite) else {
      throw .invalidArgument(name)
    }
    var factor = matrix
    let status = CholeskyFactor.withMatrix(&factor, size) { gsl_linalg_cholesky_decomp1($0) }
    try GSLError.check(status, name)
    guard factor.allSatisfy(\.isFinite) else { throw .notFinite(name) }
    self.size = size
    self.factor = factor
  }

  /// The solution x of A·x = b.
  ///
  /// - Throws: ``GSLError`` when `b` has another count or the solution is not finite.
  public func solve(_ b: [Double]) throws(GSLError) -> [Double] {
    let name = "solution of \(size) linear equations"
    guard b.count == size else { throw .invalidArgument(name) }
    var lower = factor
    var x = b
    let status = CholeskyFactor.withMatrix(&lower, size) { matrix in
      x.withUnsafeMutableBufferPointer { numbers in
        guard let start = numbers.baseAddress else { return Int32(GSL_EINVAL) }
        var view = gsl_vector_view_array(start, size)
        return gsl_linalg_cholesky_svx(matrix, &view.vector)
      }
    }
    try GSLError.check(status, name)
    guard x.allSatisfy(\.isFinite) else { throw .notFinite(name) }
    return x
  }

  /// A⁻¹, row by row.
  ///
  /// - Throws: ``GSLError`` when the inverse is not finite.
  public func inverse() throws(GSLError) -> [Double] {
    let name = "inverse of a \(size) × \(size) matrix"
    var inverse = factor
    try GSLError.check(CholeskyFactor.withMatrix(&inverse, size) { gsl_linalg_cholesky_invert($0) }, name)
    guard inverse.allSatisfy(\.isFinite) else { throw .notFinite(name) }
    return inverse
  }

  /// Numbers seen as GSL's matrix, without a copy, for the time of one call.
  private static func withMatrix(
    _ numbers: inout [Double], _ size: Int, _ body: (UnsafeMutablePointer<gsl_matrix>) -> Int32
  ) -> Int32 {
    numbers.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return Int32(GSL_EINVAL) }
      var view = gsl_matrix_view_array(start, size, size)
      return body(&view.matrix)
    }
  }
}
