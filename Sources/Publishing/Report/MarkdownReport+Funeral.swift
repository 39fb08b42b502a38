internal import Analysis
internal import Funeral
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// The chapter on deaths, cremation and graves.
extension MarkdownReport {
  func funeral() -> String {
    let middle = p.targetYear
    let cremations = run.index(end).flatMap { p.leading(NumberKey.cremated($0)) } ?? 0
    let perCremator = run.parameters.value(.funeralCremationsPerCremator, in: run.horizon.end)
    let zone = run.index(middle).flatMap { p.leading(NumberKey.zoneDeathShare($0)) } ?? 0
    let facilities = run.county.funeralFacilities
    let stated = facilities.compactMap(\.cremators)
    let unknown = run.graves.count { $0.facility.capacity == nil }
    return
      w.say(
        .funeralParagraph, "\(start + 1)", plain(number(.deaths, start + 1)), "\(end)",
        plain(number(.deaths, end)), "\(middle)", NumberFormat.percent(zone, decimals: 0),
        shown(.cremationZone, middle), shown(.cremationCounty, middle), NumberFormat.text(cremations),
        NumberFormat.text(perCremator), NumberFormat.text(cremations / perCremator, decimals: 1))
      + (!stated.isEmpty
        ? w.say(.crematorsStated, NumberFormat.text(stated.reduce(0, +)))
        : facilities.contains { $0.kind == .funeralHome } ? w.say(.crematorsUnknown) : "")
      + "\n\n"
      + (p.lead == .median ? w.say(.meansLead) : "")
      + w.say(
        .bodyGraves, "\(start + 1)", "\(end)", NumberFormat.text(p.totalPlaces(isForBodies: true)),
        NumberFormat.text(p.totalPlaces(isForBodies: false)))
      + (unknown > 0
        ? "\n\n" + w.say(.capacityUnknown, "\(run.graves.count)", "\(unknown)", w.capacityNotStated) : "") + "\n"
  }
}
