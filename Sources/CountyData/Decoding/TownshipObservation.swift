internal import PlanningModel

/// A row of `township_observations`: what is known of the residents of one township, of some together, or of all.
struct TownshipObservation {
  enum Measure: String, CaseIterable {
    /// Residents of one township, of all ages, from 60 and from 65 on.
    case residents
    case residents60
    case residents65
    /// Registered people of one township; they tell its residents where `residents_per_registered` names it.
    case registered
    case residentsPerRegistered = "residents_per_registered"
    /// Share of the county's residents that some townships hold together.
    case shareOfCounty = "share_of_county"
    /// Residents of the county in urban and in rural settlements.
    case urbanResidents = "urban_residents"
    case ruralResidents = "rural_residents"
    /// Persons in an urban settlement of these townships, relative to their class.
    case urbanWeight = "urban_weight"
    /// Share of the old among those in urban settlements of these townships, relative to the county's.
    case urbanRatio60 = "urban_ratio60"
    case urbanRatio65 = "urban_ratio65"

    var isOfOne: Bool { [.residents, .residents60, .residents65, .registered].contains(self) }
    var isOfCounty: Bool { [.urbanResidents, .ruralResidents].contains(self) }

    var law: QuantityLaw {
      switch self {
      case .residents, .registered: QuantityLaw(possible: 0...10_000_000, plausible: 50...800_000)
      case .residents60, .residents65: QuantityLaw(possible: 0...10_000_000, plausible: 5...300_000)
      case .urbanResidents, .ruralResidents: QuantityLaw(possible: 0...1_000_000_000, plausible: 0...3_000_000)
      case .shareOfCounty: QuantityLaw(possible: 0...1, plausible: 0.005...1)
      case .residentsPerRegistered: QuantityLaw(possible: 0.01...20, plausible: 0.2...3)
      case .urbanWeight, .urbanRatio60, .urbanRatio65: QuantityLaw(possible: 0...100, plausible: 0.1...3)
      }
    }
  }

  let row: DataRow
  let measure: Measure
  /// Townships in the order of their codes; empty for the county.
  let places: [Int]
  let value: TownshipAllocation.Estimate
  let year: Int
  let evidence: Evidence

  var source: PopulationSource {
    PopulationSource(table: "township_observations", name: measure.rawValue, evidence: evidence)
  }
}
