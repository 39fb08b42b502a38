internal import PlainText
internal import PlanningModel
internal import Simulation

/// What the manifest of an output folder says: what was asked for and found, hash and size of every input and output; nothing
/// that changes from run to run.
public struct Manifest: Sendable {
  /// Version of the program.
  public static let version = "0.1.0"
  /// Platforms that a manifest may name.
  public static let platforms = ["linux-x86_64", "linux-arm64", "linux"]

  /// That on which the program runs.
  public static var platform: String {
    #if arch(x86_64)
      "linux-x86_64"
    #elseif arch(arm64)
      "linux-arm64"
    #else
      "linux"
    #endif
  }

  private let request: Request
  private let facts: [(String, JSONText)]
  private let runs: [CountyRun]

  /// - Parameters:
  ///   - request: What was asked for; its files are told as outputs show them.
  ///   - facts: What was found, in the order of the manifest.
  ///   - runs: Those whose inputs were read.
  init(_ request: Request, _ facts: [(String, JSONText)], of runs: [CountyRun]) {
    self.request = request.shown(runs)
    self.facts = facts
    self.runs = runs
  }

  /// - Parameter outputs: All other files of the folder.
  func bytes(_ outputs: [OutputFile]) -> [UInt8] {
    let inputs = runs.flatMap { run -> [(String, DataFile)] in
      let paths = ShownPaths(run)
      return run.scenario.files.map { (paths.shown($0.path), $0) }
        + run.county.files.map { ("\(run.scenario.data)/\($0.path)", $0) }
    }
    let manifest = JSONText.object(
      [
        ("program", .string("countyplan")), ("version", .string(Self.version)), ("schema", .integer(2)),
        ("platform", .string(Self.platform)), ("request", request.json),
      ] + facts + [
        ("inputs", Self.entries(inputs)),
        ("outputs", Self.entries(outputs.map { ($0.path, DataFile(path: $0.path, bytes: $0.bytes)) })),
      ])
    return Array(manifest.rendered().utf8)
  }

  private static func entries(_ list: [(String, DataFile)]) -> JSONText {
    let unique = Dictionary(list, uniquingKeysWith: { first, _ in first })
    return .array(
      unique.sorted { $0.key < $1.key }.map { path, file in
        // Plain UTF-8 goes without saying.
        .object(
          [
            ("path", .string(path)), ("bytes", .integer(file.bytes.count)),
            ("sha256", .string(Digest.sha256(file.bytes))),
          ] + (file.encoding == "utf-8" ? [] : [("encoding", .string(file.encoding))]))
      })
  }

  /// Hash of each scenario as it was run, every value written out: what was asked for, also where no printed number shows it.
  static func resolved(_ runs: [CountyRun]) -> JSONText {
    .object(
      runs.map { run in
        (
          run.scenario.id,
          .string(Digest.sha256(Array(ProvenanceText.resolved(run, hasOrigins: false).utf8)))
        )
      })
  }
}
