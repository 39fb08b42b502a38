internal import Diagnostics
internal import Foundation
internal import PlanningModel
public import Publishing
internal import ScenarioFiles

/// A folder that `run`, `compare`, `sweep` or `backtest` wrote: its manifest, and the inputs that it names.
public struct OutputFolder: Sendable {
  /// A file that a manifest names.
  public struct Entry: Decodable, Sendable {
    public let path: String
    let bytes: Int
    let sha256: String
  }

  /// What a manifest says.
  public struct Manifest: Decodable, Sendable {
    private enum Key: String, CodingKey {
      case program, version, platform, request, draws, seed, inputs, outputs
    }

    let request: Result<Request, RequestProblem>
    /// Futures drawn.
    let draws: Int?
    let seed: UInt64?
    public let inputs: [Entry]
    public let outputs: [Entry]

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      guard try container.decode(String.self, forKey: .program) == "countyplan" else {
        throw DecodingError.dataCorruptedError(forKey: .program, in: container, debugDescription: "another program")
      }
      _ = (try container.decode(String.self, forKey: .version), try container.decode(String.self, forKey: .platform))
      draws = try container.decodeIfPresent(Int.self, forKey: .draws)
      seed = try container.decodeIfPresent(UInt64.self, forKey: .seed)
      inputs = try container.decode([Entry].self, forKey: .inputs)
      outputs = try container.decode([Entry].self, forKey: .outputs)
      // A folder whose request nobody understands is a folder of ours all the same.
      request = Result { () throws(RequestProblem) in
        guard container.contains(.request) else { throw .missing }
        do {
          return try container.decode(Request.self, forKey: .request)
        } catch let unreadable as Request.Unreadable {
          throw .unreadable(unreadable)
        } catch {
          throw .malformed
        }
      }
    }
  }

  /// Why nobody can do again what a manifest says was asked for.
  enum RequestProblem: Error, Hashable {
    case missing
    case malformed
    case unreadable(Request.Unreadable)
    /// A scenario file that would lie outside the project.
    case outside(String)
  }

  public let folder: String
  public let manifest: Manifest

  /// - Throws: `InputMissing` without a manifest, `DiagnosticReport` when it is not one or asks for more than the command line
  ///   allows.
  public init(_ folder: String) throws {
    let trimmed = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let path = trimmed + "/" + AtomicDirectory.marker
    let bytes = try InputFile.read(path, limit: 4 << 20)
    manifestBytes = bytes
    self.folder = trimmed
    guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(bytes)) else {
      throw DiagnosticReport([
        Diagnostic(
          code: "E0004", message: "\(path) 不是 countyplan 写的清单", range: SourceRange(file: path, line: 1, column: 1),
          help: "给出 run 写出的文件夹")
      ])
    }
    self.manifest = manifest
    if let excess = manifest.excess {
      throw DiagnosticReport([
        Diagnostic(
          code: "E0008", message: "\(path) 中的 \(excess)", range: SourceRange(file: path, line: 1, column: 1),
          help: "清单多半被人改过；用原来的命令重新运行")
      ])
    }
  }

  /// What was asked for; `nil` where the manifest does not say it in words that this version knows.
  public var request: Request? { try? manifest.request.get() }

  /// What was asked for, with its scenarios found in a project.
  func request(in workspace: Workspace) throws(RequestProblem) -> Request {
    var request = try manifest.request.get()
    request.scenarios = try request.scenarios.map { (file) throws(RequestProblem) in
      guard let path = workspace.path(file) else { throw .outside(file) }
      return path
    }
    return request
  }

  /// The scenario that made the folder, read again from a project.
  ///
  /// - Throws: `DiagnosticReport` or `InputMissing`.
  func reload(_ workspace: Workspace) throws -> LoadedScenario {
    guard let request, request.kind == .run else {
      throw DiagnosticReport([
        Diagnostic(
          code: "E0004", message: "\(folder) 不是 run 的输出", range: SourceRange(file: folder, line: 1, column: 1),
          help: "给出 run 写出的文件夹；compare 和 sweep 的文件夹用 verify 核对")
      ])
    }
    do {
      return try workspace.load(try self.request(in: workspace))[0]
    } catch is RequestProblem {
      throw InputMissing(path: request.scenarios.first ?? folder, reason: "清单中的情景文件不在项目文件夹内")
    } catch let problem as ImpossibleRequest {
      guard case .noChild(let child, let file) = problem else {
        throw InputMissing(path: request.scenarios.first ?? folder, reason: "清单中的情景文件已不是一个情景")
      }
      throw InputMissing(path: file, reason: "扫描中已没有第\(child)个子情景")
    }
  }

  /// Bytes of the manifest as they stand.
  let manifestBytes: [UInt8]

  /// Inputs whose bytes are no longer those of the run.
  func changedInputs(_ input: LoadedScenario, shown: (String) -> String) -> [String] {
    var now: [String: String] = [:]
    for file in input.scenario.files { now[shown(file.path)] = Digest.sha256(file.bytes) }
    for file in input.county.files { now["\(input.scenario.data)/\(file.path)"] = Digest.sha256(file.bytes) }
    let before = Dictionary(manifest.inputs.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    return Set(now.keys).union(before.keys).filter { now[$0] != before[$0] }.sorted()
  }

  /// Paths in the folder that the manifest does not name, sorted; a folder ends in a slash.
  ///
  /// - Throws: `InputUnreadable` for a folder that cannot be looked into.
  func strangers() throws -> [String] {
    let known = Set(manifest.outputs.map(\.path)).union([AtomicDirectory.marker])
    var folders: Set<String> = []
    for path in known {
      let parts = path.split(separator: "/").dropLast()
      for count in parts.indices { folders.insert(parts[...count].joined(separator: "/")) }
    }
    var found: [String] = []
    func walk(_ inner: String) throws {
      let here = inner.isEmpty ? folder : "\(folder)/\(inner)"
      let names: [String]
      do {
        names = try FileManager.default.contentsOfDirectory(atPath: here).sorted()
      } catch {
        throw InputUnreadable(path: here, reason: "文件夹打不开")
      }
      for name in names {
        let path = inner.isEmpty ? name : "\(inner)/\(name)"
        guard Self.kind("\(folder)/\(path)") == .typeDirectory else {
          if !known.contains(path) { found.append(path) }
          continue
        }
        if folders.contains(path) { try walk(path) } else { found.append(path + "/") }
      }
    }
    try walk("")
    return found
  }

  /// What stands at a path, links not followed; `nil` where nothing does.
  static func kind(_ path: String) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
  }
}

extension OutputFolder.Manifest {
  /// What is beyond the limits of the command line, in words; `nil` when nothing is.
  fileprivate var excess: String? {
    let request = try? self.request.get()
    let set = request.map { $0.set + $0.values } ?? []
    let paths = outputs.map(\.path)
    if set.count > Limits.assignments { return "set 有 \(set.count) 项，命令行最多 \(Limits.assignments) 项" }
    if let long = set.first(where: { $0.utf8.count > Limits.assignmentBytes }) {
      return "set 有一项长 \(long.utf8.count) 字节，最多 \(Limits.assignmentBytes)"
    }
    if let draws = request?.draws, !Limits.draws.contains(draws) {
      return "draws 是 \(draws)，应在 0 到 \(Limits.draws.upperBound) 之间"
    }
    if let files = request?.scenarios, files.count > Limits.files {
      return "scenarios 有 \(files.count) 项，命令行最多 \(Limits.files) 项"
    }
    if max(inputs.count, outputs.count) > 10_000 { return "inputs 或 outputs 超过 10,000 项" }
    if Set(paths).count != paths.count || Set(inputs.map(\.path)).count != inputs.count {
      return "inputs 或 outputs 有重复的路径"
    }
    return nil
  }
}
