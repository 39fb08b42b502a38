/// Demand met by beds in one township and year.
///
/// People are counted in care where the bed is and unmet where they seek it, so for a zone and the county
/// `demand = in care + unmet`; for a township `demand = in care + unmet + displaced`.
public struct BedBalance: Sendable, Hashable {
  public var nursingDemand = 0.0
  public var ordinaryDemand = 0.0
  public var nursingInCare = 0.0
  public var ordinaryInCare = 0.0
  public var nursingUnmet = 0.0
  public var ordinaryUnmet = 0.0
  /// People of the township in homes elsewhere in the zone, less people from elsewhere in its homes.
  public var displaced = 0.0

  public init() {}

  public var demand: Double { nursingDemand + ordinaryDemand }
  public var inCare: Double { nursingInCare + ordinaryInCare }
  public var unmet: Double { nursingUnmet + ordinaryUnmet }

  public static func += (a: inout BedBalance, b: BedBalance) {
    a.nursingDemand += b.nursingDemand
    a.ordinaryDemand += b.ordinaryDemand
    a.nursingInCare += b.nursingInCare
    a.ordinaryInCare += b.ordinaryInCare
    a.nursingUnmet += b.nursingUnmet
    a.ordinaryUnmet += b.ordinaryUnmet
    a.displaced += b.displaced
  }
}

/// Beds and the demand for them in one township.
public struct BedMarket: Sendable, Hashable {
  public let nursingDemand: Double
  public let ordinaryDemand: Double
  /// Beds that can be filled: usable beds times the highest workable occupancy.
  public let nursingPlaces: Double
  public let ordinaryPlaces: Double

  public init(nursingDemand: Double, ordinaryDemand: Double, nursingPlaces: Double, ordinaryPlaces: Double) {
    self.nursingDemand = nursingDemand
    self.ordinaryDemand = ordinaryDemand
    self.nursingPlaces = nursingPlaces
    self.ordinaryPlaces = ordinaryPlaces
  }
}

/// Meets demand inside a zone: first in the own township, then in spare places of the zone.
///
/// People who seek a nursing bed take only nursing beds; the others take ordinary beds first and then spare nursing beds.
/// Nobody leaves the zone: waits, distance and spillover belong to the waiting-list room.
public enum Matching {
  /// - Parameter markets: The townships of one zone.
  /// - Returns: One balance a township, in the same order.
  public static func withinZone(_ markets: [BedMarket]) -> [BedBalance] {
    var balances = markets.map { market in
      var balance = BedBalance()
      balance.nursingDemand = market.nursingDemand
      balance.ordinaryDemand = market.ordinaryDemand
      return balance
    }
    var nursingLeft = markets.map(\.nursingDemand)
    var ordinaryLeft = markets.map(\.ordinaryDemand)
    var nursingSpare = markets.map(\.nursingPlaces)
    var ordinarySpare = markets.map(\.ordinaryPlaces)

    for index in markets.indices {
      let local = min(nursingLeft[index], nursingSpare[index])
      nursingLeft[index] -= local
      nursingSpare[index] -= local
      balances[index].nursingInCare += local
    }
    share(&nursingLeft, &nursingSpare) { index, came in
      balances[index].nursingInCare += came.arrived
      balances[index].displaced += came.left - came.arrived
    }
    for index in markets.indices {
      let own = min(ordinaryLeft[index], ordinarySpare[index])
      ordinaryLeft[index] -= own
      ordinarySpare[index] -= own
      balances[index].ordinaryInCare += own
      let inNursing = min(ordinaryLeft[index], nursingSpare[index])
      ordinaryLeft[index] -= inNursing
      nursingSpare[index] -= inNursing
      balances[index].ordinaryInCare += inNursing
    }
    share(&ordinaryLeft, &ordinarySpare) { index, came in
      balances[index].ordinaryInCare += came.arrived
      balances[index].displaced += came.left - came.arrived
    }
    share(&ordinaryLeft, &nursingSpare) { index, came in
      balances[index].ordinaryInCare += came.arrived
      balances[index].displaced += came.left - came.arrived
    }
    for index in markets.indices {
      balances[index].nursingUnmet = nursingLeft[index]
      balances[index].ordinaryUnmet = ordinaryLeft[index]
    }
    return balances
  }

  /// Shares spare places of a zone among those left over, both in proportion.
  private static func share(
    _ left: inout [Double], _ spare: inout [Double], book: (Int, (left: Double, arrived: Double)) -> Void
  ) {
    let (wanted, offered) = (left.reduce(0, +), spare.reduce(0, +))
    let moved = min(wanted, offered)
    guard moved > 0 else { return }
    for index in left.indices {
      let going = left[index] * moved / wanted
      let coming = spare[index] * moved / offered
      left[index] = max(0, left[index] - going)
      spare[index] = max(0, spare[index] - coming)
      book(index, (going, coming))
    }
  }
}
