internal import PlanningModel
public import Simulation

/// An input that one of two compared runs draws while the other holds it fixed.
public struct UnpairedInput: Sendable, Hashable {
  public let path: String
  /// Whether the reference draws it; otherwise the other does.
  public let isDrawnInReference: Bool

  /// All such inputs of two runs: parameters, delays and other switches of the portfolio, and chance among few people.
  public static func all(_ reference: CountyRun, _ other: CountyRun) -> [UnpairedInput] {
    let parameters = ParameterCatalogue.declarations.compactMap { declaration -> UnpairedInput? in
      // A constraint that one run does not have is another question.
      guard let first = reference.parameters.entry(declaration.path),
        let second = other.parameters.entry(declaration.path),
        first.number.isUncertain != second.number.isUncertain
      else { return nil }
      return UnpairedInput(path: declaration.path, isDrawnInReference: first.number.isUncertain)
    }
    let switches = [(reference, other, true), (other, reference, false)].flatMap { run, second, isFirst in
      let drawn = Set(second.scenario.portfolio.uncertain.map(\.path))
      return run.scenario.portfolio.uncertain.map(\.path).filter { !drawn.contains($0) }
        .map { UnpairedInput(path: $0, isDrawnInReference: isFirst) }
    }
    let persons = [reference, other].map(\.scenario.ensemble.drawsPersons)
    let chance =
      persons[0] == persons[1]
      ? [] : [UnpairedInput(path: "ensemble.small_numbers", isDrawnInReference: persons[0])]
    return parameters + switches + chance
  }
}

extension Caution {
  /// The caution of a comparison whose difference mixes a change with what only one side draws; `nil` where both sides draw
  /// the same.
  public static func unpaired(_ reference: CountyRun, _ other: CountyRun) -> Caution? {
    let inputs = UnpairedInput.all(reference, other)
    guard let first = inputs.first else { return nil }
    func named(_ isDrawnInReference: Bool, _ words: String) -> String? {
      let paths = inputs.filter { $0.isDrawnInReference == isDrawnInReference }.map(\.path)
      guard !paths.isEmpty else { return nil }
      return words + paths.prefix(5).joined(separator: "、") + (paths.count > 5 ? "等\(paths.count)项" : "")
    }
    let parts = [
      named(true, "参照 \(reference.scenario.id) 抽取而 \(other.scenario.id) 固定的输入："),
      named(false, "\(other.scenario.id) 抽取而参照 \(reference.scenario.id) 固定的输入："),
    ].compactMap(\.self)
    let drawing = first.isDrawnInReference ? reference : other
    let origin =
      drawing.scenario.settings.first { $0.path == first.path || $0.path.hasPrefix(first.path + ".") }?.origin
      ?? drawing.parameters.entry(first.path)?.origin
    return Caution(
      code: .unpairedInput, message: parts.joined(separator: "；") + "。差值里含有这些输入自身的高低，不能都算作改动的效果",
      help: "两边写成一样：都抽取，或都用 --set 固定",
      origin: origin ?? Origin(file: drawing.scenario.files.last?.path ?? drawing.scenario.id, line: 1))
  }
}
