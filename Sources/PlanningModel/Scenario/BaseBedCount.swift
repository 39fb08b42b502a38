/// Another count of the beds at the base than the county's list of homes adds up to, as a scenario states it.
public struct BaseBedCount: Sendable, Hashable {
  public let total: Beds
  /// Beds of nursing type, and beds run by the government; `nil` keeps the list's shares.
  public let nursing: Beds?
  public let government: Beds?
  public let grade: EvidenceGrade
  public let origin: Origin

  public init(total: Beds, nursing: Beds?, government: Beds?, grade: EvidenceGrade, origin: Origin) {
    self.total = total
    self.nursing = nursing
    self.government = government
    self.grade = grade
    self.origin = origin
  }

  /// What keeps a list of homes from being scaled to a count.
  public enum Failure: Error, Sendable, Hashable {
    /// Beds are wanted of an operator that runs none in the list.
    case nobodyRuns(Sector)
    /// More of a part than of the whole.
    case partAboveTotal(part: Beds)
  }
}

extension County {
  /// The county with its homes scaled to another count: each operator's homes in proportion to their beds, in whole beds by the
  /// largest remainder, and the same share of nursing type in all of them where the count says how many there are.
  ///
  /// - Throws: ``BaseBedCount/Failure`` where the list cannot be scaled.
  public func counting(_ count: BaseBedCount?) throws(BaseBedCount.Failure) -> County {
    guard let count else { return self }
    for part in [count.nursing, count.government] {
      if let part, part > count.total { throw .partAboveTotal(part: part) }
    }
    var beds = facilities.map { _ in 0.0 }
    if let government = count.government {
      let parts: [(Sector, Double)] = [
        (.government, government.value), (.social, count.total.value - government.value),
      ]
      for (sector, wanted) in parts {
        try scale(facilities.indices.filter { facilities[$0].operatedBy == sector }, to: wanted, sector, &beds)
      }
    } else {
      try scale(Array(facilities.indices), to: count.total.value, .government, &beds)
    }
    let share = count.nursing.map { count.total.value > 0 ? $0.value / count.total.value : 0 }
    var copy = self
    copy.facilities = zip(facilities, beds).map { facility, beds in
      Facility(
        id: facility.id, nameZh: facility.nameZh, township: facility.township, homes: facility.homes, beds: Beds(beds),
        nursingShare: share ?? facility.nursingShare, owner: facility.owner, operatedBy: facility.operatedBy,
        evidence: Evidence(
          source: facility.evidence.source, grade: max(facility.evidence.grade, count.grade),
          origin: facility.evidence.origin))
    }
    return copy
  }

  private func scale(
    _ homes: [Int], to wanted: Double, _ sector: Sector, _ beds: inout [Double]
  ) throws(BaseBedCount.Failure) {
    let listed = homes.reduce(0) { $0 + facilities[$1].beds.value }
    guard listed > 0 else {
      guard wanted <= 0 else { throw .nobodyRuns(sector) }
      return
    }
    let exact = homes.map { facilities[$0].beds.value * wanted / listed }
    for (home, value) in zip(homes, exact) { beds[home] = value.rounded(.down) }
    let left = Int((wanted - homes.reduce(0) { $0 + beds[$1] }).rounded())
    let byRemainder = homes.indices.sorted {
      (exact[$1] - exact[$1].rounded(.down), homes[$0]) < (exact[$0] - exact[$0].rounded(.down), homes[$1])
    }
    for index in byRemainder.prefix(max(0, left)) { beds[homes[index]] += 1 }
  }
}
