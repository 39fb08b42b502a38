internal import Analysis
internal import Demography
internal import PlanningModel
internal import Simulation

extension Outcome {
  /// Demographic indicators: of the county all, of zones those of flows and ages, of townships those of ages.
  func demography() -> ResultTable {
    var table = self.table(
      "demography",
      ["scenario", "year", "geo_code", "geo_name", "measure", "unit", .quantiles(""), "evidence"])
    for index in tableYears {
      let measures = DemographicMeasure.allCases.filter { index > 0 || $0.kind == .structure }
      let ofZones = measures.filter { $0.kind != .rate }
      let ofTownships = measures.filter { $0.kind == .structure }
      func add(
        _ code: String, _ name: String, _ grade: @autoclosure () -> EvidenceGrade, _ measures: [DemographicMeasure],
        _ values: [Double?]
      ) {
        if keepsValuesOnly { return table.add(values: values.map { $0 ?? .nan }[...]) }
        let grade = grade()
        for (measure, value) in zip(measures, values) {
          table.add([
            id, year(index), .text(code), .text(name), .text(measure.rawValue), .text(measure.unit),
            .drawn(value, 6), .text(grade.rawValue),
          ])
        }
      }
      add(
        run.county.code.value, run.county.nameZh, peopleGrade(index), measures,
        measures.map { demographic.value($0, index) })
      for zone in run.county.zones {
        let places = run.townships(of: zone.id)
        add(
          zone.id.value, zone.nameZh,
          places.reduce(peopleGrade(index)) { $0.weakened(by: peopleGrade(index, township: $1)) }, ofZones,
          demographic.values(ofZones, index, townships: places))
      }
      for (place, township) in run.county.townships.enumerated() {
        add(
          township.code.value, township.nameZh, peopleGrade(index, township: place), ofTownships,
          demographic.values(ofTownships, index, townships: [place]))
      }
    }
    return table
  }
}
