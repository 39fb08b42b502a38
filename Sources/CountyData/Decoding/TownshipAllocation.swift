internal import Foundation

/// Residents of townships from what is known of some of them, of groups of them and of the county.
///
/// A known township keeps its number. A group of which the share is known divides what its known members leave, and all other
/// townships divide what the county has left, in proportion to their settlements: rural residents of the county by weighted
/// rural settlements; urban residents by weighted urban ones, those of a group being what its share exceeds its rural part by.
/// The old of a township are known, or the county's rate among residents, lower in the urban settlements of a group where a
/// ratio says so; the rate elsewhere is what the county's own number leaves.
struct TownshipAllocation {
  /// A number with its 80% interval.
  struct Estimate: Equatable {
    var value: Double
    var low: Double
    var high: Double

    init(_ value: Double, low: Double? = nil, high: Double? = nil) {
      (self.value, self.low, self.high) = (value, low ?? value, high ?? value)
    }

    func times(_ other: Estimate) -> Estimate {
      Estimate(value * other.value, low: low * other.low, high: high * other.high)
    }
  }

  struct Place {
    /// Weighted settlements.
    var rural = 0.0
    var urban = 0.0
    var residents: Estimate?
    var residents60: Double?
    var residents65: Double?
    /// Relative share of the old in its urban settlements; `nil` where they are like all others.
    var urbanRatio60: Double?
    var urbanRatio65: Double?
  }

  struct Group {
    var places: [Int]
    var share: Estimate
  }

  enum Problem: Error, Equatable {
    /// Urban and rural residents of the county are needed and not given.
    case noUrbanTotals
    /// A group's share is smaller than the rural residents of its settlements.
    case ruralExceedsShare(group: Int)
    /// The groups need more urban residents than the county has.
    case urbanExceeded
    /// Known townships leave nobody for the others of a group, or of the county.
    case nothingLeft(group: Int?)
    /// The others have no settlements to divide by.
    case noSettlements(group: Int?)
    /// The share of the old among those of whom it is not known lies outside 0…1.
    case old(age: Int, share: Double)
    /// 60 and over, 65 and over and residents of a township do not follow each other.
    case order(place: Int)
  }

  struct Allotted: Equatable {
    var residents: Estimate
    var residents60: Double
    var residents65: Double
  }

  static let z90 = 1.2815515655446004

  var residents: Double
  var residents60: Double
  var residents65: Double
  var urban: Double?
  var rural: Double?
  var places: [Place]
  var groups: [Group]
  /// Standard deviation of the logarithm of a township that only its settlements tell.
  var deviation: Double

  func allotted() throws(Problem) -> [Allotted] {
    let prior = try prior()
    var found = places.map { Allotted(residents: $0.residents ?? Estimate(0), residents60: 0, residents65: 0) }
    let grouped = Set(groups.flatMap(\.places))
    // A group all of whose members are known has no share to give.
    let totals = groups.map { group -> Estimate in
      guard group.places.contains(where: { places[$0].residents == nil }) else {
        return Estimate(group.places.reduce(0) { $0 + (places[$1].residents?.value ?? 0) })
      }
      return group.share.times(Estimate(residents))
    }
    let rest = Estimate(
      residents - totals.reduce(0) { $0 + $1.value },
      low: residents - totals.reduce(0) { $0 + $1.value }
        - Self.together(totals.map { $0.high - $0.value }),
      high: residents - totals.reduce(0) { $0 + $1.value } + Self.together(totals.map { $0.value - $0.low }))
    for (group, members) in (groups.map(\.places) + [places.indices.filter { !grouped.contains($0) }]).enumerated() {
      let index = group < groups.count ? group : nil
      try divide(index.map { totals[$0] } ?? rest, among: members, group: index, prior.all, &found)
    }
    for (age, whole, known, ratio, path) in [
      (60, residents60, \Place.residents60, \Place.urbanRatio60, \Allotted.residents60),
      (65, residents65, \Place.residents65, \Place.urbanRatio65, \Allotted.residents65),
    ] {
      try old(age, whole, known, ratio, path, prior, &found)
    }
    for (place, value) in found.enumerated()
    where !(value.residents65 <= value.residents60 && value.residents60 <= value.residents.value) {
      throw .order(place: place)
    }
    return found
  }

  /// Residents by settlements, and those of them in urban ones.
  private func prior() throws(Problem) -> (all: [Double], urban: [Double]) {
    let isNeeded = places.contains { $0.residents == nil || $0.residents60 == nil || $0.residents65 == nil }
    let none = [Double](repeating: 0, count: places.count)
    guard isNeeded else { return (none, none) }
    let (urbanWeight, ruralWeight) = places.reduce((0, 0)) { ($0.0 + $1.urban, $0.1 + $1.rural) }
    guard urbanWeight > 0 else {
      // One class of settlements, or none told.
      return (places.map { ruralWeight > 0 ? residents * $0.rural / ruralWeight : 0 }, none)
    }
    guard let urban, let rural else { throw .noUrbanTotals }
    var all = places.map { ruralWeight > 0 ? rural * $0.rural / ruralWeight : 0 }
    var inTowns = none
    var left = urban
    func spread(_ persons: Double, _ members: [Int], _ group: Int?) throws(Problem) {
      let weight = members.reduce(0) { $0 + places[$1].urban }
      guard weight > 0 || persons <= 1e-9 * urban else { throw .noSettlements(group: group) }
      for place in members where weight > 0 {
        inTowns[place] = persons * places[place].urban / weight
        all[place] += inTowns[place]
      }
      left -= persons
    }
    for (index, group) in groups.enumerated() {
      let persons = group.share.value * residents - group.places.reduce(0) { $0 + all[$1] }
      guard persons >= 0 else { throw .ruralExceedsShare(group: index) }
      try spread(persons, group.places, index)
    }
    let grouped = Set(groups.flatMap(\.places))
    let others = places.indices.filter { !grouped.contains($0) }
    guard left >= 0 else { throw .urbanExceeded }
    if !others.isEmpty { try spread(left, others, nil) }
    return (all, inTowns)
  }

  /// A total over members of whom some are known: the others divide the remainder, each with what it strays by itself and
  /// what the remainder strays by.
  private func divide(
    _ total: Estimate, among members: [Int], group: Int?, _ prior: [Double], _ found: inout [Allotted]
  ) throws(Problem) {
    let open = members.filter { places[$0].residents == nil }
    guard !open.isEmpty else { return }
    let known = members.compactMap { places[$0].residents }
    let left = total.value - known.reduce(0) { $0 + $1.value }
    guard left > 0 else { throw .nothingLeft(group: group) }
    let weight = open.reduce(0) { $0 + prior[$1] }
    guard weight > 0 else { throw .noSettlements(group: group) }
    let less = Self.together([total.value - total.low] + known.map { $0.high - $0.value }) / left
    let more = Self.together([total.high - total.value] + known.map { $0.value - $0.low }) / left
    let squares = open.reduce(0) { $0 + (prior[$1] / weight) * (prior[$1] / weight) }
    for place in open {
      let share = prior[place] / weight
      // Errors of members cancel within the total: its own less the mean of all.
      let own = Self.z90 * deviation * max(0, (1 - share) * (1 - share) + squares - share * share).squareRoot()
      let down = Self.together([own, log(1 - min(0.95, less))])
      let up = Self.together([own, log(1 + more)])
      let value = left * share
      found[place].residents = Estimate(value, low: value * exp(-down), high: value * exp(up))
    }
  }

  private static func together(_ parts: [Double]) -> Double { parts.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  private func old(
    _ age: Int, _ whole: Double, _ known: KeyPath<Place, Double?>, _ ratio: KeyPath<Place, Double?>,
    _ path: WritableKeyPath<Allotted, Double>, _ prior: (all: [Double], urban: [Double]), _ found: inout [Allotted]
  ) throws(Problem) {
    let open = places.indices.filter { places[$0][keyPath: known] == nil }
    for place in places.indices { found[place][keyPath: path] = places[place][keyPath: known] ?? 0 }
    let county = residents > 0 ? whole / residents : 0
    // Persons at the county's rate times a ratio, and persons at the rate that is left.
    let parts = open.map { place -> (old: Double, others: Double) in
      let persons = found[place].residents.value
      guard let factor = places[place][keyPath: ratio], prior.all[place] > 0 else { return (0, persons) }
      let urban = persons * prior.urban[place] / prior.all[place]
      return (urban * county * factor, persons - urban)
    }
    guard !open.isEmpty else { return }
    let left = whole - found.reduce(0) { $0 + $1[keyPath: path] } - parts.reduce(0) { $0 + $1.old }
    let others = parts.reduce(0) { $0 + $1.others }
    let rate = others > 0 ? left / others : left == 0 ? 0 : -1
    guard 0...1 ~= rate else { throw .old(age: age, share: rate) }
    for (place, part) in zip(open, parts) { found[place][keyPath: path] = part.old + part.others * rate }
  }
}
