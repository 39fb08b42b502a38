internal import PlanningModel

extension CountyDecoder {
  /// What happened, and what is asked and not known yet; `ActualRules` has told what is neither.
  mutating func actuals() -> (facts: [Actual], asked: [AskedActual]) {
    var facts: [Actual] = []
    var asked: [AskedActual] = []
    for row in package.tables["actuals"]?.rows ?? [] {
      guard let entry = ActualRow(row), let subject = entry.subject else { continue }
      let year = row.integer("year").map { Year($0) }
      switch entry.state {
      case .half: continue
      case .asked:
        asked.append(AskedActual(subject: subject, aspect: entry.aspect, year: year, origin: row.origin))
      case .fact:
        guard let year else { continue }
        facts.append(
          Actual(
            subject: subject, aspect: entry.aspect, year: year,
            value: entry.aspect.isYear ? Double(year.value) : required(row, "value"), evidence: evidence(row)))
      }
    }
    return (facts, asked)
  }
}
