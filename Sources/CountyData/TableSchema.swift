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
