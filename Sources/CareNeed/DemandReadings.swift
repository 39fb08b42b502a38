/// What one township's demand rests on in one year.
public struct DemandBasis: Sendable, Hashable {
  /// Residents aged 60 and over.
  public var residents60: Double
  /// Residents who cannot care for themselves.
  public var severe: Double
  public let isCity: Bool

  public init(residents60: Double, severe: Double, isCity: Bool) {
    self.residents60 = residents60
    self.severe = severe
    self.isCity = isCity
  }
}

/// Parameters of demand in one year.
public struct DemandParameters: Sendable, Hashable {
  /// Beds of care homes per 1000 residents aged 60+, and the nursing share within them.
  public var normPer1000: Double
  public var normNursingShare: Double
  /// Share of the severely disabled who would enter a home.
  public var uptakeDisabled: Double
  /// Share of disabled destitute people who are willing to enter one.
  public var uptakeDestitute: Double
  /// Destitute people who live at home, and those who live in homes.
  public var destitutePersons: Double
  public var destituteInHomes: Double

  public init(
    normPer1000: Double, normNursingShare: Double, uptakeDisabled: Double, uptakeDestitute: Double,
    destitutePersons: Double, destituteInHomes: Double
  ) {
    self.destituteInHomes = destituteInHomes
    self.normPer1000 = normPer1000
    self.normNursingShare = normNursingShare
    self.uptakeDisabled = uptakeDisabled
    self.uptakeDestitute = uptakeDestitute
    self.destitutePersons = destitutePersons
  }
}

/// Demand of one township in beds, by type and, for the reading by need, by class.
public struct TownshipDemand: Sendable, Hashable {
  public var nursing: Double
  public var ordinary: Double
  /// Beds by class; zero where the reading knows no classes.
  public var destitute: Double
  public var disabled: Double
  /// Beds of destitute people who live in homes already, most of whom look after themselves.
  public var destituteInHomes: Double

  public init(
    nursing: Double, ordinary: Double, destitute: Double = 0, disabled: Double = 0, destituteInHomes: Double = 0
  ) {
    self.destituteInHomes = destituteInHomes
    self.nursing = nursing
    self.ordinary = ordinary
    self.destitute = destitute
    self.disabled = disabled
  }

  public var total: Double { nursing + ordinary }
}

/// The free factors that tie the observed reading to the beds in use at the base: people in homes per severely disabled
/// resident, in the city and elsewhere.
///
/// The reading counts people where the bed is that they use, not where they come from: the plan reports tight beds in the
/// city and spare ones in the towns, so two factors are needed to meet the county's occupancy.
public struct ObservedCalibration: Sendable, Hashable {
  public let cityFactor: Double
  public let townFactor: Double
  /// People in homes at the base, city and elsewhere.
  public let cityInCare: Double
  public let townInCare: Double
  /// Nursing share of the base stock: observed residents are split as the beds are.
  public let nursingShare: Double

  public var inCare: Double { cityInCare + townInCare }

  public enum Failure: Error, Sendable, Hashable {
    /// County and city occupancy contradict each other: the towns would have this many people in so many beds.
    case townOccupancy(inCare: Double, beds: Double)
    /// Nobody is severely disabled at the base, so nothing can be calibrated.
    case noSevere
  }

  /// - Parameters:
  ///   - cityBeds: Beds at the base in the city's townships, likewise `townBeds` elsewhere.
  ///   - occupancy: People in care over beds, county.
  ///   - cityOccupancy: The same in the city; ignored in a county without a city zone.
  /// - Throws: ``Failure`` when the occupancies cannot both hold.
  public init(
    base: [DemandBasis], cityBeds: Double, townBeds: Double, nursingShare: Double, occupancy: Double,
    cityOccupancy: Double
  ) throws(Failure) {
    let total = (cityBeds + townBeds) * occupancy
    let wanted = total - (townBeds > 0 ? cityBeds * cityOccupancy : total)
    // Occupancies that were moved to the edge of what is possible miss it by rounding.
    let town = min(max(0, wanted), townBeds)
    guard abs(town - wanted) <= 1e-9 * (cityBeds + townBeds) else {
      throw .townOccupancy(inCare: wanted, beds: townBeds)
    }
    let city = total - town
    let citySevere = base.reduce(0) { $0 + ($1.isCity ? $1.severe : 0) }
    let townSevere = base.reduce(0) { $0 + ($1.isCity ? 0 : $1.severe) }
    guard citySevere > 0 || cityBeds == 0, townSevere > 0 || townBeds == 0, citySevere + townSevere > 0 else {
      throw .noSevere
    }
    cityInCare = city
    townInCare = town
    cityFactor = citySevere > 0 ? city / citySevere : 0
    townFactor = townSevere > 0 ? town / townSevere : 0
    self.nursingShare = nursingShare
  }
}

/// The three readings of demand for care beds. They are different questions and are never averaged.
public enum DemandReadings {
  /// A planning rule: beds per 1000 elderly.
  public static func norm(_ basis: DemandBasis, _ p: DemandParameters) -> TownshipDemand {
    let beds = basis.residents60 * p.normPer1000 / 1000
    return TownshipDemand(nursing: beds * p.normNursingShare, ordinary: beds * (1 - p.normNursingShare))
  }

  /// Beds of all kinds by the norm that counts them all, community beds included.
  public static func allKinds(residents60: Double, per1000: Double) -> Double { residents60 * per1000 / 1000 }

  /// Destitute people who live in homes, on ordinary beds, and disability × uptake, on nursing beds. Destitute people are
  /// spread over the townships by residents aged 60+ and are as often disabled as these; a disabled one who already lives in a
  /// home is not counted again.
  ///
  /// - Parameter county60: Residents aged 60+ of the whole county in the same year.
  public static func need(_ basis: DemandBasis, county60: Double, _ p: DemandParameters) -> TownshipDemand {
    guard basis.residents60 > 0, county60 > 0 else { return TownshipDemand(nursing: 0, ordinary: 0) }
    let share = basis.residents60 / county60
    let rate = basis.severe / basis.residents60
    let inHomes = p.destituteInHomes * share
    let housed = min(basis.severe, inHomes * rate)
    let destituteSevere = min(basis.severe - housed, p.destitutePersons * share * rate)
    let ofDestitute = destituteSevere * p.uptakeDestitute
    let ofDisabled = (basis.severe - housed - destituteSevere) * p.uptakeDisabled
    return TownshipDemand(
      nursing: ofDestitute + ofDisabled, ordinary: inHomes, destitute: ofDestitute, disabled: ofDisabled,
      destituteInHomes: inHomes)
  }

  /// Use of homes per severely disabled resident as at the base.
  public static func observed(_ basis: DemandBasis, _ calibration: ObservedCalibration) -> TownshipDemand {
    let beds = basis.severe * (basis.isCity ? calibration.cityFactor : calibration.townFactor)
    return TownshipDemand(
      nursing: beds * calibration.nursingShare, ordinary: beds * (1 - calibration.nursingShare))
  }
}
