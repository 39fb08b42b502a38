import Foundation

/// Names of the shipped scenarios.
public enum Shipped {
  public static let scenarios = [
    "status-quo", "plan", "plan-uncertain", "plan-two-years-late", "planned-and-reserve", "conversion-first",
    "no-migration", "beds-by-yearbook",
  ]

  public static var county: String { Fixture.root.appending(path: "seeds/yunyang").path }
  public static func scenario(_ name: String) -> String { Fixture.root.appending(path: "scenarios/\(name).yaml").path }
}
