extension County {
  /// People registered here who live elsewhere, less residents registered elsewhere, at the base: registered people less the
  /// counted; `nil` without a count of registered people in the base year.
  public var peopleAway: Double? {
    registeredAtBase.map {
      $0.persons.value - census.filter { $0.year == baseYear }.reduce(0) { $0 + $1.persons.value }
    }
  }

  /// All registered people in the base year.
  public var registeredAtBase: RegisteredCount? { registered.first { $0.year == baseYear && $0.group == .total } }
}
