public import Analysis
public import Ensembles
internal import PlainText
public import PlanningModel
public import Simulation

/// Words about the draws of a run.
extension Wording {
  /// The one word by which heads, captions and sentences say what a number is.
  public func name(_ lead: Lead) -> String {
    switch lead {
    case .central: text("中心", "central")
    case .mean: text("均值", "mean")
    case .median: text("中位", "median")
    }
  }

  /// The head of a column of drawn numbers; plain without draws, where there is only one.
  public func head(_ title: String, _ lead: Lead, draws: Int) -> String {
    draws > 0 ? title + text("（\(name(lead))）", " (\(name(lead)))") : title
  }

  /// A measure's mean or median, named, with its 80% interval: `11,919张（均值，80%区间 10,100—13,800）`; the value alone where
  /// all futures read the same.
  public func value(_ measure: Measure, _ summary: Summary, _ lead: Lead) -> String {
    guard let middle = lead == .median ? summary.p50 : summary.mean else { return "—" }
    guard let low = summary.p10.map({ bare(measure, $0) }), let high = summary.p90.map({ bare(measure, $0) }),
      low != high
    else { return value(measure, middle) }
    return value(measure, middle) + say(.leadInterval, low, high, name(lead))
  }

  /// What was moved because the values of a draw could not hold together, by parameter.
  public func moved(_ moved: MovedDraws, draws: Int) -> String {
    let entries = moved.paths.map { path in
      let declaration = ParameterCatalogue.declaration(for: path)
      return say(
        .drawsMovedEntry, declaration.map { name($0) } ?? path, "\(moved.counts[path] ?? 0)")
    }
    return say(.drawsMoved, "\(draws)", "\(moved.total)", entries.joined(separator: text("、", ", ")))
  }
}
