internal import CGSL

/// A failure that GSL reported, or a result that is not a finite number.
public struct GSLError: Error, Sendable, Hashable, CustomStringConvertible {
  /// GSL status code; see `gsl_errno.h` (<https://www.gnu.org/software/gsl/doc/html/err.html>).
  public let code: Int32
  /// The operation that failed, in words.
  public let operation: String

  public init(code: Int32, operation: String) {
    self.code = code
    self.operation = operation
  }

  public var description: String {
    "\(operation): \(gsl_strerror(code).map { String(cString: $0) } ?? "unknown GSL status \(code)")"
  }

  static func check(_ status: Int32, _ operation: String) throws(GSLError) {
    guard status == 0 else { throw GSLError(code: status, operation: operation) }
  }

  static func invalidArgument(_ operation: String) -> GSLError { GSLError(code: 4, operation: operation) }
  static func notFinite(_ operation: String) -> GSLError { GSLError(code: 1, operation: operation) }
}

enum ErrorHandling {
  /// GSL aborts the process on an error unless its handler is turned off; reading this once does so.
  static let isOff: Bool = {
    _ = gsl_set_error_handler_off()
    return true
  }()
}
