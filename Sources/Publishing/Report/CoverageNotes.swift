internal import Analysis
internal import Language
internal import PlanningModel
internal import Simulation

extension Publication {
  /// By which rules the run goes on where the county's tables end, one line each; nothing where they suffice.
  func coverageNotes() -> String {
    let found = RateCoverage.all(run)
    guard !found.isEmpty else { return "" }
    return wording.say(.coverageLead)
      + found.map { "  - " + MarkdownText.escape(wording.sentence($0)) + wording.text("。", ".") + "\n" }.joined()
      + wording.say(.coverageDisability)
  }
}
