public import Analysis
internal import Ensembles
internal import PlainText
internal import PlanningModel
public import Simulation

extension Wording {
  /// That the futures of a run are chosen by observations, in a few words; empty where they are not.
  public func conditioned(_ run: CountyRun) -> String {
    let names = run.conditions.map(\.nameZh)
    return names.isEmpty ? "" : say(.conditionedBriefly, names.joined(separator: text("、", ", ")))
  }

  /// The same of a comparison, whose reference chooses for all; `nil` where nothing was chosen.
  public func conditioned(_ comparison: Comparison) -> String? {
    let names = comparison.conditions.map(\.nameZh)
    guard !names.isEmpty else { return nil }
    return say(.conditionedTogether, names.joined(separator: text("、", ", ")))
      + (comparison.hasOtherPeople ? say(.conditionedOtherwise) : "")
  }

  /// Parameters of which an input's number is printed in plain digits.
  private func number(_ path: String, _ value: Double) -> String {
    NumberFormat.text(value, decimals: abs(value) < 0.1 ? 4 : abs(value) < 10 ? 2 : 0)
  }

  /// How an input's mean moved.
  public func moved(_ input: ConditioningEffect.Input) -> String {
    say(
      .conditionedInput, change(input.path), input.before.mean.map { number(input.path, $0) } ?? "—",
      input.after.mean.map { number(input.path, $0) } ?? "—", NumberFormat.signed(input.shift, decimals: 1))
  }

  /// One observation before and after.
  public func fit(_ fit: DrawSelection.Fit) -> String {
    let observation = fit.observation
    let (before, after) = (Summary(fit.before), Summary(fit.after))
    func number(_ value: Double?) -> String { value.map { NumberFormat.text($0) } ?? "—" }
    let gap = after.mean.map { 100 * ($0 / observation.value - 1) }
    return say(
      .conditionedFit, observation.nameZh, value(number(observation.value), in: observation.unit),
      number((observation.relativeDeviation ?? 0) * observation.value), number(before.p50), number(before.p10),
      number(before.p90), number(after.p50), number(after.p10), number(after.p90),
      gap.map { NumberFormat.signed($0, decimals: 2) } ?? "—")
  }
}
