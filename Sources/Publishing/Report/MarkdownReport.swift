internal import Analysis
internal import Charts
internal import Ensembles
internal import Language
internal import PlainText
internal import PlanningModel
internal import Simulation

/// The report of a run, in Chinese: first page with the findings, then the evidence chart by chart.
struct MarkdownReport {
  let p: Publication
  let charts: [PublishedChart]

  var run: CountyRun { p.run }
  var w: Wording { p.wording }
  var start: Int { run.horizon.start.value }
  var end: Int { run.horizon.end.value }

  func text() -> String {
    var parts = [firstPage()]
    parts.append(
      w.say(.headingPeople) + people() + demography() + figure("pyramid") + figure("elderly")
        + Publication.fans.map { figure(Publication.fanID($0)) }.joined())
    parts.append(w.say(.headingBeds) + zones() + figure("beds-demand") + figure("map-unmet") + figure("heat-occupancy"))
    parts.append(w.say(.headingIndicators) + indicatorTable() + figure("bed-shares") + figure("scorecard"))
    parts.append(w.say(.headingFuneral) + funeral() + figure("cremation") + figure("places-required"))
    parts.append(w.say(.headingMoney) + money() + projectTable() + figure("gantt") + figure("investment"))
    parts.append(w.say(.headingChecks) + checks())
    parts.append(w.say(.headingAudit) + audit())
    parts.append(w.say(.headingNotes) + notes())
    return parts.joined(separator: "\n")
  }

  func figure(_ id: String) -> String {
    guard let index = charts.firstIndex(where: { $0.frame.id == id }) else { return "" }
    let frame = charts[index].frame
    return "\n![\(MarkdownText.escape(frame.description))](charts/\(id).svg)\n\n"
      + w.say(
        .figureCaption, "\(index + 1)", MarkdownText.escape(frame.title), MarkdownText.escape(frame.source))
  }

  func number(_ measure: Measure, _ year: Int) -> Double? {
    run.index(year).flatMap { p.leading(measure, $0) }
  }

  /// A measure in a year, with its 80% interval where futures were drawn.
  func spread(_ measure: Measure, _ year: Int) -> String {
    guard let index = run.index(year), let middle = p.leading(measure, index) else { return "—" }
    let summary = p.summary(measure, index)
    guard let low = summary.p10, let high = summary.p90, low < high else { return NumberFormat.text(middle) }
    return NumberFormat.text(middle) + w.say(.interval, NumberFormat.text(low), NumberFormat.text(high))
  }

  func shown(_ measure: Measure, _ year: Int) -> String {
    number(measure, year).map { w.value(measure, $0) } ?? "—"
  }

  /// Heads of columns, which say what stands below where futures were drawn.
  func head(_ title: String) -> String { w.head(title, p.lead, draws: p.draws) }
  func central(_ title: String) -> String { w.head(title, .central, draws: p.draws) }
  func yearHead(_ year: Int) -> String { head(w.say(.columnYear, "\(year)")) }

  func plain(_ value: Double?) -> String { value.map { NumberFormat.text($0) } ?? "—" }
}
