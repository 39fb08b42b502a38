internal import PlainText
public import PlanningModel

/// The JSON Schema (draft 07, which the common YAML editors know) of a scenario file, written from the declarations that
/// read the files.
public enum ScenarioSchema {
  /// - Parameter county: Its projects and townships become the only names allowed; any name without one.
  public static func json(county: County? = nil) -> String {
    var writer = SchemaWriter(county: county)
    let root = writer.object(ScenarioDeclarations.fields, requires: true)
    var members: [(String, JSONText)] = [
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("title", .string("CountyPlan 情景文件 · CountyPlan scenario file")),
    ]
    if case .object(let own) = root { members += own }
    // A file that stands alone says itself what others take from their parents.
    members.append(
      (
        "anyOf",
        .array([
          .object([("required", .array([.string("extends")]))]),
          .object([
            ("required", .array(ScenarioDeclarations.requiredAfterMerging.map { .string($0) })),
            ("properties", .object(SchemaWriter.requiredBelow)),
          ]),
        ])
      ))
    members.append(("definitions", .object(writer.definitions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })))
    return JSONText.object(members).compact() + "\n"
  }
}

private struct SchemaWriter {
  let county: County?
  var definitions: [String: JSONText] = [:]

  init(county: County?) { self.county = county }

  /// Required keys of the maps that merge, for files without parents.
  static var requiredBelow: [(String, JSONText)] {
    ScenarioDeclarations.fields.compactMap { field in
      guard case .object(let inner) = field.form else { return nil }
      let names = inner.filter(\.isRequired).map { JSONText.string($0.name) }
      return names.isEmpty ? nil : (field.name, .object([("required", .array(names))]))
    }
  }

  private static let yearPattern = "^(19[5-9][0-9]|20[0-9][0-9]|2100)$"
  /// YAML reads these words, unquoted, as no text at all.
  private static let text = JSONText.array([.string("string"), .string("number"), .string("boolean")])

  mutating func object(_ fields: [FormField], requires: Bool) -> JSONText {
    var properties: [(String, JSONText)] = []
    for field in fields {
      guard case .object(var members) = form(field.form) else { continue }
      // Draft 07 ignores everything beside a reference.
      if members.first?.0 == "$ref" { members = [("allOf", .array([.object(members)]))] }
      members.append(("description", .string("\(field.zh) · \(field.en)")))
      if !field.example.isEmpty { members.append(("examples", .array([.string(field.example)]))) }
      properties.append((field.name, .object(members)))
    }
    let required = fields.filter { requires && $0.isRequired }.map { JSONText.string($0.name) }
    return .object(
      [("type", .string("object")), ("additionalProperties", .boolean(false))]
        + (required.isEmpty ? [] : [("required", .array(required))]) + [("properties", .object(properties))]
        + Self.alternatives(properties.map(\.0)))
  }

  /// Of two keys that say the same in different ways, exactly one is written.
  private static func alternatives(_ names: [String]) -> [(String, JSONText)] {
    for pair in ScenarioDeclarations.alternatives where pair.allSatisfy({ names.contains($0) }) {
      return [
        (
          "anyOf",
          .array(
            pair.map { name in
              .object([
                ("required", .array([.string(name)])),
                ("not", .object([("required", .array(pair.filter { $0 != name }.map { .string($0) }))])),
              ])
            })
        )
      ]
    }
    return []
  }

  private mutating func form(_ form: Form, isInList: Bool = false) -> JSONText {
    switch form {
    case .text, .reference(.fundingSource), .reference(.year):
      return .object([("type", Self.text), ("minLength", .integer(1))])
    case .reference(.path):
      return .object([("type", .string("string")), ("pattern", .string(ScenarioPath.pattern))])
    case .literal(let text):
      return .object([
        ("enum", .array([text.allSatisfy(\.isNumber) ? .integer(Int(text) ?? 0) : .string(text), .string(text)]))
      ])
    case .identifier:
      return .object([
        ("type", .array([.string("string"), .string("integer")])), ("pattern", .string("^[a-z0-9][a-z0-9-]{0,63}$")),
        ("minimum", .integer(0)),
      ])
    case .relativePath:
      return .object([
        ("type", Self.text),
        (
          "pattern",
          .string(
            "^[^./\\\\\\u0000-\\u001f][^/\\\\\\u0000-\\u001f]*(/[^./\\\\\\u0000-\\u001f][^/\\\\\\u0000-\\u001f]*)*$")
        ),
      ])
    case .whole(let range):
      return .object([
        ("type", .string("integer")), ("minimum", .integer(range.lowerBound)), ("maximum", .integer(range.upperBound)),
      ])
    case .seed:
      return .object([
        ("type", .string("integer")), ("minimum", .integer(0)), ("maximum", .unsigned(.max)),
      ])
    case .year: return self.form(.whole(ScenarioNode.years))
    case .decimal(let range): return number(range)
    case .uncertain(let range): return uncertain(number(range), range, hasNotes: true)
    case .uncertainWhole(let range):
      return uncertain(self.form(.whole(range)), Double(range.lowerBound)...Double(range.upperBound), hasNotes: true)
    case .parameter(let declaration): return parameter(declaration)
    case .word(let choices):
      guard choices.contains(where: { $0.zh != $0.word }) else {
        return .object([("enum", .array(choices.map { .string($0.word) }))])
      }
      return .object([
        ("enum", .array(choices.map { .string($0.word) })),
        ("markdownDescription", .string(choices.map { "`\($0.word)` \($0.zh) · \($0.en)" }.joined(separator: "\n\n"))),
      ])
    case .reference(let reference):
      guard let names = names(reference) else { return self.form(.text) }
      // A code of digits is a number to YAML unless it is quoted.
      let numbers = names.compactMap { name in
        Int(name).flatMap { "\($0)" == name ? JSONText.integer($0) : nil }
      }
      return .object([("enum", .array(names.map { .string($0) } + numbers))])
    case .list(let item, let isEmptyAllowed):
      return .object(
        [("type", .string("array")), ("items", self.form(item, isInList: true))]
          + (isEmptyAllowed ? [] : [("minItems", .integer(1))]))
    case .map(let keys, let value): return map(keys, value)
    case .object(let fields): return object(fields, requires: isInList)
    case .either(let forms):
      var branches: [JSONText] = []
      for branch in forms { branches.append(self.form(branch)) }
      return .object([("anyOf", .array(branches))])
    case .anything: return .object([])
    }
  }

  private mutating func map(_ keys: Form.Reference, _ value: Form) -> JSONText {
    let inner = form(value)
    switch keys {
    case .path:
      var places = SweptPlaces()
      for field in ScenarioDeclarations.fields where !FormChecker.unsweepable.contains(field.name) {
        sweep(field.form, at: field.name, isPattern: false, into: &places)
      }
      return .object([
        ("type", .string("object")), ("additionalProperties", .boolean(false)),
        ("properties", .object(places.properties)), ("patternProperties", .object(places.patterns)),
      ])
    case .year:
      return .object([
        ("type", .string("object")), ("additionalProperties", .boolean(false)),
        ("patternProperties", .object([(Self.yearPattern, inner)])),
      ])
    default:
      guard let names = names(keys) else {
        return .object([
          ("type", .string("object")), ("additionalProperties", inner),
          ("propertyNames", .object([("minLength", .integer(1))])),
        ])
      }
      return .object([
        ("type", .string("object")), ("additionalProperties", .boolean(false)),
        ("properties", .object(names.map { ($0, inner) })),
      ])
    }
  }

  /// Where a sweep may put values, by path or by pattern of paths.
  private struct SweptPlaces {
    var properties: [(String, JSONText)] = []
    var patterns: [(String, JSONText)] = []
  }

  /// A form and those below it, down to the values that are replaced whole.
  private mutating func sweep(_ form: Form, at path: String, isPattern: Bool, into places: inout SweptPlaces) {
    let values = JSONText.object([
      ("type", .string("array")), ("items", self.form(form)), ("minItems", .integer(1)),
      ("uniqueItems", .boolean(true)),
    ])
    if isPattern {
      places.patterns.append(("^\(path)$", values))
    } else {
      places.properties.append((path, values))
    }
    let escaped = isPattern ? path : path.replacing(".", with: "\\.")
    switch form {
    case .object(let fields):
      for field in fields { sweep(field.form, at: "\(path).\(field.name)", isPattern: isPattern, into: &places) }
    case .map(.year, let value):
      let year = Self.yearPattern.dropFirst().dropLast()
      sweep(value, at: "\(escaped)\\.\(year)", isPattern: true, into: &places)
    case .map(let keys, let value):
      guard let names = names(keys), !isPattern else {
        return sweep(value, at: "\(escaped)\\.[^.]+", isPattern: true, into: &places)
      }
      for name in names { sweep(value, at: "\(path).\(name)", isPattern: false, into: &places) }
    case .either(let forms):
      // The whole was added above; what is below its maps remains.
      for case .map(_, let value) in forms { sweep(value, at: "\(escaped)\\.[^.]+", isPattern: true, into: &places) }
    default: break
    }
  }

  /// Names that a word or a key may have, where they are known.
  private func names(_ reference: Form.Reference) -> [String]? {
    switch reference {
    case .project: county?.projects.map(\.id.value)
    case .projectOrAll: county.map { ["all"] + $0.projects.map(\.id.value) }
    case .township: county.map { $0.townships.flatMap { [$0.code.value, $0.nameZh] } }
    case .parameter: ParameterCatalogue.declarations.map(\.path)
    case .fundingSource: county.map { Set($0.projects.map(\.fundingSource)).sorted() }
    case .year, .path: nil
    }
  }

  // MARK: Numbers

  private static func shown(_ value: Double) -> String { NumberFormat.machine(value, decimals: 6) ?? "0" }

  private func number(_ range: ClosedRange<Double>) -> JSONText {
    .object([
      ("type", .string("number")), ("minimum", .number(range.lowerBound, decimals: 6)),
      ("maximum", .number(range.upperBound, decimals: 6)),
    ])
  }

  private static let notes: [(String, JSONText)] = [
    ("source", .object([("type", text), ("minLength", .integer(1)), ("description", .string("来源 · source"))])),
    (
      "grade",
      .object([
        ("enum", .array(EvidenceGrade.allCases.map { .string($0.rawValue) })),
        ("description", .string("证据等级 · evidence grade")),
      ])
    ),
    ("note", .object([("type", text), ("minLength", .integer(1)), ("description", .string("理由 · reason"))])),
  ]

  private static func notes(unit: String?) -> [(String, JSONText)] {
    let unitForm: JSONText =
      unit.map { .object([("enum", .array([.string($0)]))]) } ?? .object([("type", text), ("minLength", .integer(1))])
    return [("unit", unitForm)] + notes
  }

  /// A path over years that has nothing but notes.
  private static func onlyNotes(_ extra: [(String, JSONText)]) -> JSONText {
    .object([
      ("additionalProperties", .boolean(false)), ("properties", .object(extra.map { ($0.0, .object([])) })),
    ])
  }

  private static func closed(_ properties: [(String, JSONText)], required: [String]) -> JSONText {
    .object(
      [
        ("type", .string("object")), ("additionalProperties", .boolean(false)),
        ("required", .array(required.map { .string($0) })), ("properties", .object(properties)),
      ] + alternatives(properties.map(\.0)))
  }

  /// Intervals and distributions, each with extra keys beside it.
  private func spreads(_ range: ClosedRange<Double>, extra: [(String, JSONText)]) -> [JSONText] {
    let value = number(range)
    func triple(_ names: [String]) -> JSONText {
      Self.closed(names.map { ($0, value) } + [Self.bound] + extra, required: names)
    }
    var branches = [triple(["low80", "mid", "high80"]), triple(["low", "mode", "high"])]
    for distribution in NumberGrammar.distributions {
      var properties: [(String, JSONText)] = [
        (
          "dist",
          .object([
            ("enum", .array([.string(distribution.name)])),
            ("description", .string("\(distribution.zh) · \(distribution.en)")),
          ])
        )
      ]
      var required = ["dist"]
      for (name, part) in distribution.parts {
        let list: ClosedRange<Double>? = part == .weights ? NumberGrammar.weights : part == .values ? range : nil
        if let list {
          properties.append(
            (name, .object([("type", .string("array")), ("minItems", .integer(1)), ("items", number(list))])))
        } else {
          properties.append((name, number(part.range(range) ?? range)))
        }
        if part.isRequired { required.append(name) }
      }
      if required.contains("mode") { properties.append(Self.bound) }
      branches.append(Self.closed(properties + extra, required: required))
    }
    return branches
  }

  private static let bound: (String, JSONText) = (
    "bound",
    .object([
      ("enum", .array(NumberGrammar.bounds.map { .string($0) })),
      ("description", .string("中间值就是这一端 · the middle is this end")),
    ])
  )

  private mutating func define(_ name: String, _ form: JSONText) -> JSONText {
    definitions[name] = form
    return .object([("$ref", .string("#/definitions/\(name)"))])
  }

  private mutating func uncertain(_ scalar: JSONText, _ range: ClosedRange<Double>, hasNotes: Bool) -> JSONText {
    let name = "\(Self.shown(range.lowerBound))_\(Self.shown(range.upperBound))"
    let bare = define("uncertain_\(name)", .object([("anyOf", .array(spreads(range, extra: [])))]))
    guard hasNotes else { return .object([("anyOf", .array([scalar, bare]))]) }
    let notes = Self.notes(unit: nil)
    var isWhole = false
    if case .object(let members) = scalar, case .string("integer")? = members.first?.1 { isWhole = true }
    return define(
      "noted_\(isWhole ? "whole_" : "")\(name)",
      .object([
        (
          "anyOf",
          .array(
            [scalar] + spreads(range, extra: notes) + [
              Self.closed(
                [("value", .object([("anyOf", .array([number(range), bare]))]))] + notes, required: ["value"])
            ])
        )
      ]))
  }

  private mutating func parameter(_ declaration: ParameterDeclaration) -> JSONText {
    let range = declaration.lowest...declaration.highest
    let scalar = number(range)
    let bare = uncertain(scalar, range, hasNotes: false)
    let curve: (String, JSONText) = (
      "interpolate",
      .object([
        ("enum", .array(NumberGrammar.curves.map { .string($0) })),
        ("description", .string("年份之间的插值 · between the years")),
      ])
    )
    let extra = Self.notes(unit: declaration.unit) + [curve]
    let unit = declaration.unit.replacing(" ", with: "_")
    let name =
      "parameter_\(Self.shown(range.lowerBound))_\(Self.shown(range.upperBound))_\(unit)"
      + (declaration.mayVary ? "_by_year" : "")
    let path: (JSONText, [(String, JSONText)]) -> JSONText = { point, extra in
      .object(
        [
          ("type", .string("object")), ("additionalProperties", .boolean(false)),
          ("patternProperties", .object([(Self.yearPattern, point)])),
          ("minProperties", .integer(1)),
        ] + (extra.isEmpty ? [] : [("properties", .object(extra)), ("not", Self.onlyNotes(extra))]))
    }
    var values = [scalar, bare]
    var branches = [scalar] + spreads(range, extra: extra)
    if declaration.mayVary {
      values.append(path(bare, []))
      branches.append(path(bare, extra))
    }
    branches.append(
      Self.closed([("value", .object([("anyOf", .array(values))]))] + extra, required: ["value"]))
    return define(name, .object([("anyOf", .array(branches))]))
  }
}
