/// A small arithmetic expression over named figures, as data packages write them.
///
///     sum     = product (("+" | "-") product)*
///     product = factor (("*" | "/") factor)*
///     factor  = "-" factor | number | name | name "(" sum ("," sum)* ")" | "(" sum ")"
///
/// Functions: `round(x, digits)`, `ceil`, `floor`, `abs`, `min`, `max`.
public struct ArithmeticExpression: Sendable, Hashable {
  public enum Problem: Error, Sendable, Hashable {
    /// Something else was expected at a column (1-based).
    case syntax(column: Int)
    case unknownName(String, column: Int)
    case wrongArguments(function: String, column: Int)
    case divisionByZero(column: Int)
    case tooDeep
    /// The name exists, but the data leave its value blank.
    case blank(String)
    /// Larger than any number.
    case overflow

    /// Whether the expression itself is right and only the numbers behind its names give no value.
    public var isOfData: Bool {
      switch self {
      case .blank, .divisionByZero, .overflow: true
      case .syntax, .unknownName, .wrongArguments, .tooDeep: false
      }
    }
  }

  /// A name that was used, with its value.
  public struct Use: Sendable, Hashable {
    public let name: String
    public let value: Double
  }

  public let value: Double
  /// Names in order of first use.
  public let uses: [Use]

  /// Evaluates an expression over names that all have a value.
  ///
  /// - Throws: ``Problem`` with the column where it stopped.
  public init(_ text: String, figures: [String: Double]) throws(Problem) {
    let known: [String: Double?] = figures.mapValues { Optional($0) }
    try self.init(text, figures: known)
  }

  /// Evaluates an expression over names some of which may be blank.
  ///
  /// - Throws: ``Problem``: what is wrong with the expression itself goes before what its numbers do not give.
  public init(_ text: String, figures: [String: Double?]) throws(Problem) {
    var parser = Parser(bytes: Array(text.utf8), figures: figures)
    let result = try parser.sum(depth: 0)
    parser.skipBlanks()
    guard parser.position == parser.bytes.count else { throw .syntax(column: parser.position + 1) }
    if let doubt = parser.doubt { throw doubt }
    guard result.isFinite else { throw .overflow }
    value = result
    uses = parser.uses
  }

  private struct Parser {
    let bytes: [UInt8]
    let figures: [String: Double?]
    var position = 0
    var uses: [Use] = []
    /// The first thing that the numbers do not give; the rest is read all the same.
    var doubt: Problem?

    init(bytes: [UInt8], figures: [String: Double?]) {
      self.bytes = bytes
      self.figures = figures
    }

    mutating func skipBlanks() { while position < bytes.count, bytes[position] == 0x20 { position += 1 } }

    mutating func take(_ character: UInt8) -> Bool {
      skipBlanks()
      guard position < bytes.count, bytes[position] == character else { return false }
      position += 1
      return true
    }

    mutating func sum(depth: Int) throws(Problem) -> Double {
      guard depth < 64 else { throw .tooDeep }
      var result = try product(depth: depth)
      while true {
        if take(0x2B) {
          result += try product(depth: depth)
        } else if take(0x2D) {
          result -= try product(depth: depth)
        } else {
          return result
        }
      }
    }

    mutating func product(depth: Int) throws(Problem) -> Double {
      var result = try factor(depth: depth)
      while true {
        if take(0x2A) {
          result *= try factor(depth: depth)
        } else if take(0x2F) {
          let column = position
          let divisor = try factor(depth: depth)
          if divisor == 0 {
            doubt = doubt ?? .divisionByZero(column: column)
          } else {
            result /= divisor
          }
        } else {
          return result
        }
      }
    }

    mutating func factor(depth: Int) throws(Problem) -> Double {
      guard depth < 64 else { throw .tooDeep }
      if take(0x2D) { return -(try factor(depth: depth + 1)) }
      if take(0x28) {
        let inner = try sum(depth: depth + 1)
        guard take(0x29) else { throw .syntax(column: position + 1) }
        return inner
      }
      skipBlanks()
      let start = position
      while position < bytes.count, isWord(bytes[position]) { position += 1 }
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      guard let first = bytes[start..<position].first else { throw .syntax(column: start + 1) }
      if (0x30...0x39).contains(first) {
        guard let number = Double(text), number.isFinite, !text.contains("x") else { throw .syntax(column: start + 1) }
        return number
      }
      if take(0x28) {
        var arguments = [try sum(depth: depth + 1)]
        while take(0x2C) { arguments.append(try sum(depth: depth + 1)) }
        guard take(0x29) else { throw .syntax(column: position + 1) }
        return try call(text, arguments, column: start + 1)
      }
      guard let known = figures[text] else { throw .unknownName(text, column: start + 1) }
      guard let value = known else {
        doubt = doubt ?? .blank(text)
        return 1
      }
      if !uses.contains(where: { $0.name == text }) { uses.append(Use(name: text, value: value)) }
      return value
    }

    private func isWord(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2E: true
      default: false
      }
    }

    private func call(_ name: String, _ arguments: [Double], column: Int) throws(Problem) -> Double {
      switch (name, arguments.count) {
      case ("ceil", 1): return arguments[0].rounded(.up)
      case ("floor", 1): return arguments[0].rounded(.down)
      case ("abs", 1): return abs(arguments[0])
      case ("min", 1...): return arguments.min() ?? 0
      case ("max", 1...): return arguments.max() ?? 0
      case ("round", 2):
        var scale = 1.0
        for _ in 0..<max(0, min(12, Int(exactly: arguments[1]) ?? 0)) { scale *= 10 }
        return (arguments[0] * scale).rounded() / scale
      default: throw .wrongArguments(function: name, column: column)
      }
    }
  }
}
