internal import Diagnostics
public import Language
internal import Publishing

/// An output folder beside its manifest, its inputs, and what the program makes of them now.
public struct Verification: Sendable {
  public let output: OutputFolder
  /// Everything in which they differ; empty for a folder that is as it was written and would be written again.
  public let drift: [Drift]
  /// Whether what the manifest asks for could be done again.
  public let isRecomputed: Bool

  /// - Parameters:
  ///   - folder: A folder that `run`, `compare`, `sweep` or `backtest` wrote.
  ///   - project: Where its scenarios and data lie.
  ///   - wording: In which differences are told.
  /// - Throws: `InputMissing` without a manifest, `DiagnosticReport` when it is none, `InputUnreadable` for a folder that cannot
  ///   be looked into; errors of the simulation.
  public init(_ folder: String, in workspace: Workspace, _ conduct: Conduct, wording: Wording) throws {
    output = try OutputFolder(folder)
    var drift = try DriftSearch.onDisk(output) + DriftSearch.inputs(output, workspace)
    var obstacle: (path: String, detail: String)?
    do {
      let files = try Recomputation(output: output, workspace: workspace, conduct: conduct, wording: wording).files()
      drift += DriftSearch.outputs(output, files, wording)
      drift += try DriftSearch.manifest(output, files, wording)
    } catch let impossible as Recomputation.Impossible {
      obstacle = (AtomicDirectory.marker, impossible.reason)
    } catch let missing as InputMissing {
      obstacle = (missing.path, missing.reason)
    } catch let unreadable as InputUnreadable {
      obstacle = (unreadable.path, unreadable.reason)
    } catch let report as DiagnosticReport {
      let first = report.diagnostics.first { $0.severity == .error }
      obstacle = (
        first?.range.file ?? AtomicDirectory.marker,
        first.map { wording.say(.driftProblem, $0.code, $0.message, "\($0.range.line)") } ?? ""
      )
    }
    if let obstacle { drift.append(Drift(kind: .notRecomputed, path: obstacle.path, detail: obstacle.detail)) }
    isRecomputed = obstacle == nil
    self.drift = drift
  }
}
