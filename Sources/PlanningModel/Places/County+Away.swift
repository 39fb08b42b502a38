extension County {
  /// People registered here who live elsewhere, less residents registered elsewhere, at the census that the projection starts
  /// from: registered people less the counted; `nil` without a count of registered people in its year.
  public var peopleAway: Double? {
    registeredAtBase.map {
      $0.persons.value - census.filter { $0.year == censusYear }.reduce(0) { $0 + $1.persons.value }
    }
  }

  /// All registered people in the year of that census.
  public var registeredAtBase: RegisteredCount? { registered.first { $0.year == censusYear && $0.group == .total } }
}
