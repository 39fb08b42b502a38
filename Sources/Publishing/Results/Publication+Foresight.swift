internal import Analysis
internal import Language
internal import PlanningModel
internal import Simulation

extension Publication {
  /// Later counts with what the model foresaw of them.
  var foresights: [(name: String, foresight: Foresight)] {
    run.checks.compactMap { check in Foresight(check, run).map { (check.nameZh, $0) } }
  }

  /// Whether the scenario itself prescribes the people that are counted, or events that lead to them.
  private var prescribesPeople: Bool {
    ["residents", "births", "deaths", "net_migration"].contains { run.parameters.entry("population.\($0)") != nil }
  }

  /// What later counts say of the model, a sentence a count: first how much of the change it foresaw.
  public func observationSentences() -> [String] {
    foresights.map { name, foresight in
      wording.foresight(foresight, name: name, base: run.horizon.start, isCentral: draws > 0)
    }
  }

  /// The same with its consequence and what it is worth as a test.
  func observationParagraphs() -> [String] {
    zip(observationSentences(), foresights).map { sentence, entry in
      sentence + wording.consequence(entry.foresight)
        + wording.say(
          prescribesPeople
            ? .observationPrescribed : conditioning == nil ? .observationNotFitted : .observationConditions)
    }
  }
}
