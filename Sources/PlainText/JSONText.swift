/// A JSON value with ordered keys.
public indirect enum JSONText: Sendable {
  case string(String)
  case number(Double, decimals: Int)
  case integer(Int)
  case unsigned(UInt64)
  case boolean(Bool)
  case null
  case array([JSONText])
  case object([(String, JSONText)])

  public static func number(_ value: Double?, _ decimals: Int) -> JSONText {
    value.map { .number($0, decimals: decimals) } ?? .null
  }

  /// Indented text, ending in a line feed. Numbers that are not finite become `null`: tables refuse them before.
  public func rendered() -> String {
    var text = ""
    write(to: &text, indent: 0)
    return text + "\n"
  }

  /// The same on one line.
  public func compact() -> String {
    switch self {
    case .array(let values): "[" + values.map { $0.compact() }.joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { JSONText.quoted($0.0) + ":" + $0.1.compact() }.joined(separator: ",") + "}"
    default: String(rendered().dropLast())
    }
  }

  private func write(to text: inout String, indent: Int) {
    let inner = String(repeating: " ", count: indent + 1)
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .string(let value): text += JSONText.quoted(value)
    case .integer(let value): text += "\(value)"
    case .unsigned(let value): text += "\(value)"
    case .number(let value, let decimals): text += NumberFormat.machine(value, decimals: decimals) ?? "null"
    case .array(let values):
      if values.isEmpty { text += "[]" }
      for (index, value) in values.enumerated() {
        text += index == 0 ? "[\n" : ",\n"
        text += inner
        value.write(to: &text, indent: indent + 1)
      }
      if !values.isEmpty { text += "\n" + inner.dropLast() + "]" }
    case .object(let members):
      if members.isEmpty { text += "{}" }
      for (index, member) in members.enumerated() {
        text += index == 0 ? "{\n" : ",\n"
        text += inner + JSONText.quoted(member.0) + ": "
        member.1.write(to: &text, indent: indent + 1)
      }
      if !members.isEmpty { text += "\n" + inner.dropLast() + "}" }
    }
  }

  /// A JSON string literal.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
