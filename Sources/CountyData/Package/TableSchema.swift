/// What `datapackage.json` says about a column.
struct FieldSchema {
  let name: String
  let type: String
  let isRequired: Bool
  let minimum: Double?
  let maximum: Double?
  let allowed: [String]
}

/// What `datapackage.json` says about a table.
struct TableSchema {
  struct Reference {
    let fields: [String]
    let resource: String
    let target: [String]
  }

  let name: String
  /// Relative to the package folder.
  let path: String
  let fields: [FieldSchema]
  let primaryKey: [String]
  let references: [Reference]
}

extension TableSchema {
  /// The table as the program declares it and the descriptor narrows it: a descriptor never allows more.
  func confined(to law: ResourceDeclaration) -> TableSchema {
    var fields = fields.map { field in law.fields.first { $0.name == field.name }.map(field.confined) ?? field }
    for field in law.fields where field.isRequired && !fields.contains(where: { $0.name == field.name }) {
      fields.append(FieldSchema(field))
    }
    var references = references
    for own in law.references where !references.contains(where: { $0.fields == [own.field] }) {
      references.append(Reference(fields: [own.field], resource: own.resource, target: [own.key]))
    }
    return TableSchema(
      name: name, path: path, fields: fields, primaryKey: law.primaryKey.isEmpty ? primaryKey : law.primaryKey,
      references: references)
  }
}

extension FieldSchema {
  init(_ law: ResourceDeclaration.Field) {
    self.init(
      name: law.name, type: law.type, isRequired: law.isRequired, minimum: law.minimum, maximum: law.maximum,
      allowed: law.allowed)
  }

  fileprivate func confined(to law: ResourceDeclaration.Field) -> FieldSchema {
    let types = [type, law.type]
    return FieldSchema(
      name: name, type: types.contains("integer") ? "integer" : types.contains("number") ? "number" : "string",
      isRequired: isRequired || law.isRequired, minimum: [minimum, law.minimum].compactMap(\.self).max(),
      maximum: [maximum, law.maximum].compactMap(\.self).min(),
      allowed: law.allowed.isEmpty || allowed.isEmpty ? allowed + law.allowed : law.allowed.filter(allowed.contains))
  }
}
