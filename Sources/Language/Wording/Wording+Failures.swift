internal import CareNeed
internal import Demography
internal import Facilities
internal import PlainText
internal import PlanningModel
public import Simulation

/// Errors of a simulation in words.
extension Wording {
  public func failure(_ error: SimulationError) -> String {
    switch error {
    case .missingParameters(let paths, _): say(.failMissing, list(paths))
    case .demography(let problem, _): failure(problem)
    case .calibration(.townOccupancy(let inCare, let beds), _):
      say(.failTownOccupancy, "\(Int(inCare.rounded()))", "\(Int(beds.rounded()))")
    case .calibration(.noSevere, _): say(.failNoSevere)
    case .facilities(.tooFewOrdinaryBeds(let township, let year, let asked, let standing), _):
      say(
        .failTooFewBeds, "\(year)", township?.value ?? say(.failWholeCounty), "\(Int(asked))", "\(Int(standing))")
    case .baseBeds: say(.failBaseBeds)
    case .contradictingCorrelations(let correlation):
      say(
        ParameterCatalogue.drawn(correlation.first) == ParameterCatalogue.drawn(correlation.second)
          ? .failSameDoubt : .failCorrelations, correlation.first, correlation.second)
    case .improbableObservations(let misfits, _):
      say(
        .failImprobable, "\(DrawSelection.patience)", NumberFormat.text(1000 * DrawSelection.leastShare),
        misfits.map(misfit).joined(separator: say(.semicolon)))
    case .cancelled: say(.failCancelled)
    case .brokenBalance(let identity, let left, let right, let place):
      say(.failBroken, identity, place, "\(left)", "\(right)")
    }
  }

  /// What may be done about an error; empty where its words say that already.
  public func remedy(_ error: SimulationError) -> String {
    guard case .improbableObservations = error else { return "" }
    return say(.remedyObservations)
  }

  private func list(_ names: [String]) -> String { names.joined(separator: say(.listSeparator)) }

  private func failure(_ error: DemographyError) -> String {
    switch error {
    case .incomplete(let series, let missing): return say(.failIncomplete, series, missing)
    case .invalidCount(let table, let cell, let value):
      return say(.failInvalidCount, margin(table), "\(cell + 1)", "\(value)")
    case .inconsistentMargins(let first, let second):
      return say(
        .failMargins, margin(first.margin), "\(first.persons)", margin(second.margin), "\(second.persons)",
        "\(abs(first.persons - second.persons))")
    case .unmetMargin(let name, let cell, let gap):
      return say(gap > 0 ? .failTooMany : .failTooFew, margin(name), "\(cell + 1)", "\(abs(gap))")
    case .numerical(let text): return say(.failNumerical, text)
    case .outOfRange(let quantity, let value, let lower, let upper):
      return say(.failOutOfRange, quantity, "\(value)", "\(lower)", "\(upper)")
    case .unreachable(let lifeExpectancy): return say(.failUnreachable, "\(lifeExpectancy)")
    case .shareJump(let place, let ages, let before, let after, let others):
      let shares = [before, after].map { NumberFormat.text(100 * $0, decimals: 2) }
      return say(.failShareJump, place, "\(ages[0])", shares[0], "\(ages[1])", shares[1])
        + (others > 0 ? say(.failShareJumpOthers, "\(others)") : "")
    case .unbalanced(let identity, let gap): return say(.failUnbalanced, identity, "\(gap)")
    }
  }

  /// A margin of the raked base population, such as `townships 60-64`, as a planner calls it.
  private func margin(_ name: String) -> String {
    let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
    let known: [String: Phrase] = ["seed": .marginSeed, "townships": .marginTownships, "county": .marginCounty]
    guard let phrase = parts.first.flatMap({ known[$0] }) else { return name }
    guard parts.count > 1 else { return say(phrase) }
    return parts[1].hasSuffix("+")
      ? say(.marginAgesOver, say(phrase), String(parts[1].dropLast())) : say(.marginAges, say(phrase), parts[1])
  }

  /// An observation beside the futures, and how far it lies from their middle.
  private func misfit(_ misfit: ObservationMisfit) -> String {
    let observation = misfit.observation
    let deviation = (observation.relativeDeviation ?? 0) * observation.value
    let distance =
      deviation > 0 ? NumberFormat.text(abs(misfit.median - observation.value) / deviation, decimals: 1) : "—"
    func number(_ value: Double) -> String { value.isFinite ? NumberFormat.text(value.rounded()) : "—" }
    return say(
      .failMisfit, observation.nameZh, number(observation.value), number(deviation), number(misfit.median),
      number(misfit.low), number(misfit.high), distance)
  }
}
