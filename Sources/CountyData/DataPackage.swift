internal import Diagnostics
internal import Foundation
internal import PlanningModel

/// A package folder as read: descriptor, tables as text, and the bytes that were parsed.
struct DataPackage {
  let folder: String
  let code: String
  let nameZh: String
  let nameEn: String
  let baseYear: Int
  let tables: [String: DataTable]
  /// Names of the tables that the descriptor lists, also of those that cannot be read.
  let declared: Set<String>
  let files: [DataFile]

  static let csvLimit = 64 << 20
  static let jsonLimit = 4 << 20

  /// Reads the descriptor and every table; problems go to `findings`.
  ///
  /// - Throws: ``InputMissing`` when there is no package; ``DiagnosticReport`` when the descriptor itself is unusable.
  init(folder: String, findings: inout Findings) throws {
    let file = folder + "/datapackage.json"
    let bytes = try InputFile.read(file, limit: DataPackage.jsonLimit)
    let descriptor: [String: Any]
    do {
      guard let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
        throw CocoaError(.propertyListReadCorrupt)
      }
      descriptor = object
    } catch {
      let place = DataPackage.place(of: error as NSError, in: bytes)
      findings.add(
        .unreadablePackage, "datapackage.json 不是有效的 JSON", file: file, line: place.line, column: place.column,
        help: "用 JSON 检查工具核对括号、逗号和引号")
      throw DiagnosticReport(findings.diagnostics)
    }
    guard let county = descriptor["county"] as? [String: Any], let code = county["code"] as? String,
      let nameZh = county["name_zh"] as? String, let nameEn = county["name_en"] as? String,
      let baseYear = county["base_year"] as? Int, (1900...2200).contains(baseYear),
      let resources = descriptor["resources"] as? [[String: Any]]
    else {
      findings.add(
        .unreadablePackage, "datapackage.json 缺少 county（code、name_zh、name_en、base_year）或 resources", file: file,
        help: "照 seeds 下已有的县填写")
      throw DiagnosticReport(findings.diagnostics)
    }
    self.folder = folder
    (self.code, self.nameZh, self.nameEn, self.baseYear) = (code, nameZh, nameEn, baseYear)
    var tables: [String: DataTable] = [:]
    var declared: Set<String> = []
    var files = [DataFile(path: "datapackage.json", bytes: bytes)]
    for resource in resources {
      guard let schema = TableSchema(resource) else {
        findings.add(.unreadablePackage, "resources 中有一项缺少 name、path 或 schema.fields", file: file)
        continue
      }
      guard declared.insert(schema.name).inserted else {
        findings.add(.duplicateKey, "resources 中 \(schema.name) 出现两次", file: file)
        continue
      }
      let path = folder + "/" + schema.path
      guard DataPackage.isSafe(schema.path), InputFile.realPath(path) == nil || InputFile.isInside(path, folder: folder)
      else {
        findings.add(.unsafePath, "资源 \(schema.name) 的路径 \(schema.path) 不在数据包内", file: file, path: schema.name)
        continue
      }
      do {
        let content = try InputFile.read(path, limit: DataPackage.csvLimit)
        let (text, encoding) = try TextEncodingDetection.read(content)
        files.append(DataFile(path: schema.path, bytes: content, encoding: encoding.rawValue))
        tables[schema.name] = DataTable(schema, file: path, bytes: text, findings: &findings)
      } catch let problem as EncodingProblem {
        let content = (try? InputFile.read(path, limit: DataPackage.csvLimit)) ?? []
        findings.add(problem, of: content, file: path)
      } catch let missing as InputMissing {
        findings.add(
          .missingResource, "读不到 \(schema.path)：\(missing.reason)", file: file, path: schema.name,
          help: "补上文件，或从 resources 中删去这一项")
      } catch let report as DiagnosticReport {
        for problem in report.diagnostics { findings.add(.malformedCSV, problem.message, file: path) }
      }
    }
    self.tables = tables
    self.declared = declared
    self.files = files
  }

  private static func isSafe(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/") && !path.contains("\0") && !path.contains("\\")
      && !path.split(separator: "/", omittingEmptySubsequences: false).contains { $0 == ".." || $0 == "" || $0 == "." }
  }

  /// Line and column of a JSON error, where the library tells them.
  private static func place(of error: NSError, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let text = "\(error.userInfo["NSDebugDescription"] ?? "") \(error.localizedDescription)"
    let words = text.split { !$0.isNumber && !$0.isLetter }
    if let line = words.firstIndex(of: "line"), line + 1 < words.count, let number = Int(words[line + 1]) {
      let column = words.firstIndex(of: "column").flatMap { $0 + 1 < words.count ? Int(words[$0 + 1]) : nil }
      return (number, max(1, column ?? 1))
    }
    return (1, 1)
  }
}

extension TableSchema {
  fileprivate init?(_ resource: [String: Any]) {
    guard let name = resource["name"] as? String, let path = resource["path"] as? String,
      let schema = resource["schema"] as? [String: Any], let fields = schema["fields"] as? [[String: Any]]
    else { return nil }
    self.name = name
    self.path = path
    self.fields = fields.compactMap { field in
      guard let name = field["name"] as? String else { return nil }
      let constraints = field["constraints"] as? [String: Any] ?? [:]
      return FieldSchema(
        name: name, type: field["type"] as? String ?? "string", isRequired: constraints["required"] as? Bool ?? false,
        minimum: (constraints["minimum"] as? NSNumber)?.doubleValue,
        maximum: (constraints["maximum"] as? NSNumber)?.doubleValue, allowed: constraints["enum"] as? [String] ?? [])
    }
    func names(_ value: Any?) -> [String] { value as? [String] ?? (value as? String).map { [$0] } ?? [] }
    primaryKey = names(schema["primaryKey"])
    references = (schema["foreignKeys"] as? [[String: Any]] ?? []).compactMap { key in
      guard let reference = key["reference"] as? [String: Any] else { return nil }
      return Reference(
        fields: names(key["fields"]), resource: reference["resource"] as? String ?? "",
        target: names(reference["fields"]))
    }
  }
}
