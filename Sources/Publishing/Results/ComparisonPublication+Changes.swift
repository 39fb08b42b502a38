public import Analysis
internal import Language

extension ComparisonPublication {
  /// What a change was before and is after, in words: the county's own value where a scenario leaves the path alone.
  ///
  /// - Parameter scenario: Position of the changed scenario.
  public func said(_ change: ChangedInput, scenario: Int) -> (before: String, after: String) {
    (
      wording.said(change.path, raw: change.before, isSet: change.beforeOrigin != nil, comparison.runs[0]),
      wording.said(change.path, raw: change.after, isSet: change.afterOrigin != nil, comparison.runs[scenario])
    )
  }
}
