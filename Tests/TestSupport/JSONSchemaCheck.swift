internal import Foundation

/// The part of JSON Schema draft 07 that editors need for scenario files, written against the specification alone
/// (<https://json-schema.org/draft-07/json-schema-validation>): a second route to what the decoder accepts.
public struct JSONSchemaCheck {
  private let root: [String: Any]

  /// - Throws: `CocoaError` when the text is no JSON object.
  public init(_ text: String) throws {
    guard let root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
      throw CocoaError(.fileReadCorruptFile)
    }
    self.root = root
  }

  public func accepts(_ value: Any) -> Bool { accepts(value, root) }

  private func accepts(_ value: Any, _ schema: [String: Any]) -> Bool {
    if let reference = schema["$ref"] as? String {
      let name = String(reference.dropFirst("#/definitions/".count))
      guard let target = (root["definitions"] as? [String: Any])?[name] as? [String: Any] else { return false }
      return accepts(value, target)
    }
    if let type = schema["type"] {
      let types = type as? [String] ?? (type as? String).map { [$0] } ?? []
      if !types.contains(where: { isType(value, $0) }) { return false }
    }
    if let allowed = schema["enum"] as? [Any], !allowed.contains(where: { isSame($0, value) }) {
      return false
    }
    if let all = schema["allOf"] as? [[String: Any]], !all.allSatisfy({ accepts(value, $0) }) { return false }
    if let any = schema["anyOf"] as? [[String: Any]], !any.contains(where: { accepts(value, $0) }) { return false }
    if let not = schema["not"] as? [String: Any], accepts(value, not) { return false }
    if isType(value, "number"), let number = (value as? NSNumber)?.doubleValue {
      if let minimum = schema["minimum"] as? NSNumber, number < minimum.doubleValue { return false }
      if let maximum = schema["maximum"] as? NSNumber, number > maximum.doubleValue { return false }
    }
    if let text = value as? String, !acceptsText(text, schema) { return false }
    if let list = value as? [Any], !acceptsList(list, schema) { return false }
    if let object = value as? [String: Any], !acceptsObject(object, schema) { return false }
    return true
  }

  private func isType(_ value: Any, _ type: String) -> Bool {
    let isBoolean = value is Bool && CFBooleanCheck.isBoolean(value)
    switch type {
    case "string": return value is String
    case "boolean": return isBoolean
    case "number": return value is NSNumber && !isBoolean
    case "integer":
      guard !isBoolean, let number = (value as? NSNumber)?.doubleValue else { return false }
      return number == number.rounded()
    case "array": return value is [Any]
    case "object": return value is [String: Any]
    case "null": return value is NSNull
    default: return false
    }
  }

  private func isSame(_ a: Any, _ b: Any) -> Bool {
    if let a = a as? String, let b = b as? String { return a == b }
    guard isType(a, "number"), isType(b, "number"), let a = a as? NSNumber, let b = b as? NSNumber else { return false }
    return a == b
  }

  private func matches(_ text: String, _ pattern: String) -> Bool {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return false }
    return expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
  }

  private func acceptsText(_ text: String, _ schema: [String: Any]) -> Bool {
    if let minimum = schema["minLength"] as? Int, text.unicodeScalars.count < minimum { return false }
    if let pattern = schema["pattern"] as? String, !matches(text, pattern) { return false }
    return true
  }

  private func acceptsList(_ list: [Any], _ schema: [String: Any]) -> Bool {
    if let minimum = schema["minItems"] as? Int, list.count < minimum { return false }
    if schema["uniqueItems"] as? Bool == true {
      for (index, item) in list.enumerated() where list[..<index].contains(where: { isSame($0, item) }) { return false }
    }
    guard let items = schema["items"] as? [String: Any] else { return true }
    return list.allSatisfy { accepts($0, items) }
  }

  private func acceptsObject(_ object: [String: Any], _ schema: [String: Any]) -> Bool {
    if let required = schema["required"] as? [String], !required.allSatisfy({ object[$0] != nil }) { return false }
    if let minimum = schema["minProperties"] as? Int, object.count < minimum { return false }
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let patterns = schema["patternProperties"] as? [String: [String: Any]] ?? [:]
    for (key, value) in object {
      if let names = schema["propertyNames"] as? [String: Any], !accepts(key, names) { return false }
      var isKnown = false
      if let property = properties[key] {
        isKnown = true
        if !accepts(value, property) { return false }
      }
      for (pattern, inner) in patterns where matches(key, pattern) {
        isKnown = true
        if !accepts(value, inner) { return false }
      }
      guard !isKnown else { continue }
      if let other = schema["additionalProperties"] as? [String: Any] {
        if !accepts(value, other) { return false }
      } else if let isAllowed = schema["additionalProperties"] as? Bool, !isAllowed {
        return false
      }
    }
    return true
  }
}

/// Tells JSON's `true` from the number 1, which Foundation stores alike.
enum CFBooleanCheck {
  static func isBoolean(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return value is Bool }
    return String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B"
  }
}
