internal import PlainText
internal import PlanningModel
public import Simulation

/// Words about the draws of a run.
extension Wording {
  /// What was moved because the values of a draw could not hold together, by parameter.
  public func moved(_ moved: MovedDraws, draws: Int) -> String {
    let entries = moved.paths.map { path in
      let declaration = ParameterCatalogue.declaration(for: path)
      return say(
        .drawsMovedEntry, declaration.map { text($0.titleZh, $0.titleEn) } ?? path, "\(moved.counts[path] ?? 0)")
    }
    return say(.drawsMoved, "\(draws)", "\(moved.total)", entries.joined(separator: text("、", ", ")))
  }
}
