internal import Charts
internal import Language
internal import Publishing
internal import ScenarioFiles

/// What a manifest says was done, done again: every file of the folder, the manifest among them.
struct Recomputation {
  let output: OutputFolder
  let workspace: Workspace
  let conduct: Conduct
  /// In which reasons are told; the files are made in the language of the manifest.
  let wording: Wording

  /// Why the manifest cannot be followed; the message says it to a reader.
  struct Impossible: Error {
    let reason: String
  }

  private var titleMode: ChartFrame.TitleMode { output.manifest.titles == "none" ? .none : .inside }

  /// - Throws: ``Impossible``, `DiagnosticReport` or `InputMissing` for what the manifest or its inputs do not allow; errors
  ///   of the simulation.
  func files() throws -> [OutputFile] {
    let written = try language()
    switch output.manifest.kind ?? "run" {
    case "run":
      let publication = try RunMaker(conduct, wording: written).publication(try output.reload(workspace).run())
      return try publication.package(titleMode: titleMode, jobs: conduct.jobs).files()
    case "compare":
      let inputs = try load()
      guard inputs.count > 1 else { throw Impossible(reason: wording.say(.noComparison)) }
      return try ComparisonMaker(conduct, attributes: output.manifest.attribution ?? true, wording: written)
        .publication(inputs).package(titleMode: titleMode).files()
    case "sweep":
      let inputs = try load()
      guard inputs.allSatisfy({ $0.document.sweepChild != nil }) else {
        throw Impossible(reason: wording.say(.noSweep))
      }
      return try SweepMaker(conduct, wording: written).publication(inputs).package(titleMode: titleMode).files()
    case "backtest":
      guard let input = try load().first else { throw Impossible(reason: wording.say(.noScenarioFile)) }
      return try BacktestMaker(conduct, wording: written).publication(input, draws: output.manifest.draws ?? 0)
        .package().files()
    case let other: throw Impossible(reason: wording.say(.unknownKind, other))
    }
  }

  /// The language of the folder; manifests of old say none and mean Chinese.
  private func language() throws -> Wording {
    let name = output.manifest.lang ?? Wording.Language.zh.rawValue
    guard let language = Wording.Language(rawValue: name) else {
      throw Impossible(reason: wording.say(.unknownLanguage, name))
    }
    return Wording(language: language)
  }

  private func load() throws -> [LoadedScenario] {
    guard !output.files.isEmpty else { throw Impossible(reason: wording.say(.noScenarioFile)) }
    let paths = try output.files.map { file in
      guard let path = workspace.path(file) else {
        throw Impossible(reason: wording.say(.fileOutside, file))
      }
      return path
    }
    return try workspace.load(paths, assignments: output.manifest.set ?? [])
  }
}
