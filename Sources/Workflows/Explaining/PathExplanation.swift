internal import Foundation
public import Language
internal import PlainText
internal import PlanningModel
internal import Publishing
internal import ScenarioFiles

/// A path that a scenario may have but that is no single value of this one: unset, or a map whose keys are set one by one.
public struct PathExplanation: Explanation {
  private let path: String
  private let w: Wording
  /// The scenario's file; empty without a scenario.
  private let file: String
  private let description: String
  private let example: String
  private let settings: [ScenarioSetting]

  /// `nil` when no scenario may say this.
  public init?(path: String, input: LoadedScenario?, _ wording: Wording) {
    guard let field = PathExplanation.field(path) else { return nil }
    self.path = path
    w = wording
    file = input?.document.file ?? ""
    description = field["description"] as? String ?? ""
    example = (field["examples"] as? [Any])?.first.map { "\($0)" } ?? ""
    settings = input?.scenario.settings.filter { $0.path == path || $0.path.hasPrefix(path + ".") } ?? []
  }

  /// What the schema says of a path; keys of maps may be any word.
  private static func field(_ path: String) -> [String: Any]? {
    guard let root = try? JSONSerialization.jsonObject(with: Data(ScenarioSchema.json().utf8)) as? [String: Any] else {
      return nil
    }
    var field = root
    for key in path.split(separator: ".", omittingEmptySubsequences: false) {
      if let inner = (field["properties"] as? [String: Any])?[String(key)] as? [String: Any] {
        field = inner
      } else if !key.isEmpty, field["additionalProperties"] is [String: Any] {
        // A key of a map: the map's own description is the best there is.
        field["additionalProperties"] = nil
        field["examples"] = nil
      } else {
        return nil
      }
    }
    return field
  }

  private var fallback: Phrase {
    switch path {
    case "portfolio", "portfolio.include": .defaultInclude
    case _ where path.hasPrefix("portfolio.convert") || path.hasPrefix("portfolio.close"): .defaultStock
    case _ where path.hasPrefix("portfolio.add") || path.hasPrefix("portfolio.drop"): .defaultNothing
    case _ where path.hasPrefix("portfolio.budget"): .defaultNothing
    case _ where path.hasPrefix("portfolio."): .defaultProjects
    case _ where path.hasPrefix("ensemble"): .defaultNoDraws
    case _ where path.hasPrefix("outputs"): .defaultAllYears
    case _ where path.hasPrefix("funeral.zones"): .defaultZones
    case _ where ParameterCatalogue.declarations.contains { $0.path.hasPrefix(path + ".") }: .defaultParameter
    default: .defaultNothing
    }
  }

  public func text() -> String {
    var lines = [path, "  \(description)", ""]
    if settings.isEmpty {
      lines.append(file.isEmpty ? w.say(.pathUnset) : w.say(.pathUnsetIn, file))
      lines.append(w.say(.pathDefault, w.say(fallback)))
    }
    for setting in settings {
      lines.append("\(setting.path) = \(setting.value)  \(setting.origin.file):\(setting.origin.line)")
    }
    if !example.isEmpty { lines.append(w.say(.pathExample, path, example)) }
    return lines.joined(separator: "\n") + "\n"
  }

  public func json() -> String {
    JSONText.object([
      ("path", .string(path)), ("description", .string(description)), ("is_set", .boolean(!settings.isEmpty)),
      ("default", settings.isEmpty ? .string(w.say(fallback)) : .null),
      (
        "settings",
        .array(
          settings.map {
            .object([
              ("path", .string($0.path)), ("value", .string($0.value)), ("file", .string($0.origin.file)),
              ("line", .integer($0.origin.line)),
            ])
          })
      ), ("example", .string(example)),
    ]).rendered()
  }
}
