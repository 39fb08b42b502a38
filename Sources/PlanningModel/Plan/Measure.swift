/// A headline measure of the county, in the order in which tables show them.
public enum Measure: String, Sendable, Hashable, CaseIterable {
  case residents
  case pop60
  case pop65
  case pop80
  case severe
  /// Beds of care homes by the norm.
  case demandNorm = "demand_norm"
  /// Beds of all kinds by the norm, community beds included; never compared with beds of homes.
  case demandNormAll = "demand_norm_all"
  case demandNeed = "demand_need"
  case demandObserved = "demand_observed"
  case beds
  case nursingShare = "nursing_share"
  case governmentShare = "gov_share"
  case bedsPer1000Residents60 = "beds_per_1000_res60"
  case bedsPer1000Residents65 = "beds_per_1000_res65"
  case bedsPer1000Registered60 = "beds_per_1000_reg60"
  case occupancy
  case unmet
  case caregivers
  case births
  case deaths
  case cremationZone = "cremation_zone"
  case cremationCounty = "cremation_county"
  case invest
  case conversionsNeeded = "conversions_needed"

  /// Unit symbol; shares are fractions of one.
  public var unit: String {
    switch self {
    case .residents, .pop60, .pop65, .pop80, .severe, .caregivers, .births, .deaths: PersonUnit.symbol
    case .demandNorm, .demandNormAll, .demandNeed, .demandObserved, .beds, .unmet, .conversionsNeeded: BedUnit.symbol
    case .nursingShare, .governmentShare, .occupancy, .cremationZone, .cremationCounty: "share"
    case .bedsPer1000Residents60, .bedsPer1000Residents65, .bedsPer1000Registered60: "张/千人"
    case .invest: WanYuanUnit.symbol
    }
  }

  /// What the measure can be: shares lie between 0 and 1, nothing is negative.
  public var possible: ClosedRange<Double> { 0...(unit == "share" ? 1 : .infinity) }

  /// Whether the measure is a number of beds per 1000 people.
  public var isPerThousand: Bool {
    [.bedsPer1000Residents60, .bedsPer1000Residents65, .bedsPer1000Registered60].contains(self)
  }

  /// Whether a smaller value is better, `nil` where neither is.
  public var isLowerBetter: Bool? {
    switch self {
    case .unmet, .governmentShare, .conversionsNeeded: true
    case .nursingShare, .cremationZone, .cremationCounty: false
    default: nil
    }
  }
}
