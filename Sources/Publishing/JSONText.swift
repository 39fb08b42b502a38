internal import Charts
internal import Diagnostics

/// A JSON value with ordered keys.
public indirect enum JSONText: Sendable {
  case string(String)
  case number(Double, decimals: Int)
  case integer(Int)
  case null
  case array([JSONText])
  case object([(String, JSONText)])

  static func number(_ value: Double?, _ decimals: Int) -> JSONText {
    value.map { .number($0, decimals: decimals) } ?? .null
  }

  /// Indented text, ending in a line feed. Numbers that are not finite become `null`: tables refuse them before.
  public func rendered() -> String {
    var text = ""
    write(to: &text, indent: 0)
    return text + "\n"
  }

  private func write(to text: inout String, indent: Int) {
    let inner = String(repeating: " ", count: indent + 1)
    switch self {
    case .null: text += "null"
    case .string(let value): text += DiagnosticJSON.quote(value)
    case .integer(let value): text += "\(value)"
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
        text += inner + DiagnosticJSON.quote(member.0) + ": "
        member.1.write(to: &text, indent: indent + 1)
      }
      if !members.isEmpty { text += "\n" + inner.dropLast() + "}" }
    }
  }
}
