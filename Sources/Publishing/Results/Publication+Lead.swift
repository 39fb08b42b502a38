internal import Analysis
internal import Language

extension Publication {
  /// Why the report leads with medians; empty where it does not.
  func leadReason() -> String {
    guard lead == .median, let first = offCentre.first else { return "" }
    return wording.say(.medianLead, "\(first.year)", wording.name(first.measure), "\(offCentre.count)")
  }
}
