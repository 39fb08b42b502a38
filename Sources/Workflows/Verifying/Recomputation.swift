internal import Language
internal import Publishing

/// What a manifest says was done, done again: every file of the folder, the manifest among them.
struct Recomputation {
  let output: OutputFolder
  let workspace: Workspace
  let conduct: Conduct
  /// In which reasons are told; the files are made in the language of the request.
  let wording: Wording

  /// Why the manifest cannot be followed; the message says it to a reader.
  struct Impossible: Error {
    let reason: String
  }

  /// - Throws: ``Impossible``, `DiagnosticReport`, `InputMissing` or `InputUnreadable` for what the manifest or its inputs do
  ///   not allow; errors of the simulation.
  func files() throws -> [OutputFile] {
    do {
      return try workspace.package(try output.request(in: workspace), conduct).files()
    } catch let problem as OutputFolder.RequestProblem {
      throw Impossible(reason: words(problem))
    } catch let problem as ImpossibleRequest {
      throw Impossible(reason: words(problem))
    }
  }

  private func words(_ problem: OutputFolder.RequestProblem) -> String {
    switch problem {
    case .missing: wording.say(.noRequest)
    case .malformed: wording.say(.malformedRequest)
    case .unreadable(.kind(let kind)): wording.say(.unknownKind, kind)
    case .unreadable(.language(let language)): wording.say(.unknownLanguage, language)
    case .unreadable(.titles(let titles)): wording.say(.unknownTitles, titles)
    case .outside(let file): wording.say(.fileOutside, file)
    }
  }

  private func words(_ problem: ImpossibleRequest) -> String {
    switch problem {
    case .noScenario: wording.say(.noScenarioFile)
    case .noComparison: wording.say(.noComparison)
    case .noSweep: wording.say(.noSweep)
    case .severalScenarios: wording.say(.severalScenarios)
    case .noChild(let child, let file): wording.say(.noChild, file, "\(child)")
    }
  }
}
