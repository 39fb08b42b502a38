internal import Diagnostics
internal import Foundation
internal import PlainText
internal import PlanningModel

/// A package folder as read: descriptor, tables as text, and the bytes that were parsed.
struct DataPackage {
  let folder: String
  let code: String
  let nameZh: String
  let nameEn: String
  let baseYear: Int
  private(set) var tables: [String: DataTable] = [:]
  /// Names of the tables that the descriptor lists, also of those that cannot be read.
  private(set) var declared: Set<String> = []
  private(set) var files: [DataFile]

  /// Bytes of all tables together, cells of all tables together, and tables.
  static let byteLimit = 32 << 20
  static let cellLimit = CSVTable.cellLimit
  static let resourceLimit = 64
  static let jsonLimit = 1 << 20

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
    DataPackage.check(code: code, names: ["name_zh": nameZh, "name_en": nameEn], bytes, file, findings: &findings)
    files = [DataFile(path: "datapackage.json", bytes: bytes)]
    guard resources.count <= DataPackage.resourceLimit else {
      findings.add(
        .packageTooLarge, "resources 列了 \(resources.count) 张表，最多 \(DataPackage.resourceLimit) 张", file: file,
        line: DataPackage.line(of: "resources", in: bytes))
      throw DiagnosticReport(findings.diagnostics)
    }
    var budget = Budget()
    var paths: Set<String> = []
    for resource in resources {
      guard let read = TableSchema(resource) else {
        findings.add(.unreadablePackage, "resources 中有一项缺少 name、path 或 schema.fields", file: file)
        continue
      }
      let place = DataPackage.line(of: read.name, in: bytes)
      guard declared.insert(read.name).inserted else {
        findings.add(
          .duplicateKey, "resources 中 \(DisplayWidth.printable(read.name, limit: 40)) 出现两次", file: file, line: place)
        continue
      }
      guard let law = PackageDeclarations.declaration(for: read.name) else {
        let near = SpellingSuggestion.nearest(to: read.name, among: PackageDeclarations.all.map(\.name)).first
        findings.add(
          .unknownResource, "程序不认识表 “\(DisplayWidth.printable(read.name, limit: 40))”", file: file, line: place,
          path: read.name,
          help: near.map { "是否想写 “\($0)”？" } ?? "可用：\(PackageDeclarations.all.map(\.name).joined(separator: "、"))")
        continue
      }
      guard paths.insert(read.path).inserted else {
        findings.add(
          .unknownResource, "文件 \(DisplayWidth.printable(read.path, limit: 60)) 已是另一张表", file: file, line: place,
          path: read.name, help: "每张表一个文件")
        continue
      }
      self.read(read.confined(to: law), file, &budget, findings: &findings)
    }
  }

  /// What is left of the package's limits while its tables are read.
  private struct Budget {
    var bytes = DataPackage.byteLimit
    var cells = DataPackage.cellLimit
  }

  /// Reads one table; problems go to `findings`.
  private mutating func read(_ schema: TableSchema, _ file: String, _ budget: inout Budget, findings: inout Findings) {
    let path = folder + "/" + schema.path
    guard DataPackage.isSafe(schema.path), InputFile.realPath(path) == nil || InputFile.isInside(path, folder: folder)
    else {
      findings.add(.unsafePath, "资源 \(schema.name) 的路径 \(schema.path) 不在数据包内", file: file, path: schema.name)
      return
    }
    do {
      let content = try InputFile.read(path, limit: DataPackage.byteLimit)
      guard content.count <= budget.bytes else {
        findings.add(.packageTooLarge, "各表合计超过 \(DataPackage.byteLimit >> 20) MiB，不再读这张表", file: path)
        return
      }
      budget.bytes -= content.count
      let (text, encoding) = try TextEncodingDetection.read(content)
      files.append(DataFile(path: schema.path, bytes: content, encoding: encoding.rawValue))
      let table = DataTable(schema, file: path, bytes: text, cells: budget.cells, findings: &findings)
      budget.cells -= (table?.rows.count ?? 0) * (table?.header.count ?? 0)
      tables[schema.name] = table
    } catch let problem as EncodingProblem {
      let content = (try? InputFile.read(path, limit: DataPackage.byteLimit)) ?? []
      findings.add(problem, of: content, file: path)
    } catch let missing as InputMissing {
      findings.add(
        .missingResource, "读不到 \(schema.path)：\(missing.reason)", file: file, path: schema.name,
        help: "补上文件，或从 resources 中删去这一项")
    } catch let report as DiagnosticReport {
      for problem in report.diagnostics {
        findings.add(problem.code == InputFile.tooLarge ? .packageTooLarge : .malformedCSV, problem.message, file: path)
      }
    } catch {
      findings.add(.missingResource, "读不到 \(schema.path)", file: file, path: schema.name)
    }
  }

  /// The county's code and names, which reach every page.
  private static func check(
    code: String, names: [String: String], _ bytes: [UInt8], _ file: String, findings: inout Findings
  ) {
    if code.utf8.count != 6 || !code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      findings.add(
        .malformedCode, "county.code “\(DisplayWidth.printable(code, limit: 20))” 不是六位数字", file: file,
        line: line(of: "code", in: bytes), path: "county.code")
    }
    for (key, name) in names.sorted(by: { $0.key > $1.key }) {
      let place = line(of: key, in: bytes)
      if let problem = TextLaw.of("name").problem(name) {
        findings.add(
          problem.code, "county.\(key) 的文字\(problem.message)", file: file, line: place, path: "county.\(key)",
          help: problem.help)
      } else if name.isEmpty {
        findings.add(.emptyCell, "county.\(key) 不能为空", file: file, line: place, path: "county.\(key)")
      } else if let first = name.unicodeScalars.first, "=+-@＝＋－＠".unicodeScalars.contains(first) {
        findings.add(
          .unsafeName, "county.\(key) 不能以“\(first)”开头", file: file, line: place, path: "county.\(key)")
      }
    }
  }

  /// The line of the first mention of a quoted word in the descriptor; its head when there is none.
  private static func line(of word: String, in bytes: [UInt8]) -> Int {
    let wanted = Array("\"\(word)\"".utf8)
    var line = 1
    for index in bytes.indices {
      if bytes[index] == 0x0A { line += 1 }
      if bytes[index] == 0x22, bytes[index...].starts(with: wanted) { return line }
    }
    return 1
  }

  private static func isSafe(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/") && TextRules.refused(path, hasLines: false) == nil && !path.contains("\\")
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
