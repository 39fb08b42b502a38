/// Which number stands for a drawn quantity.
public enum Lead: Sendable, Hashable, CaseIterable {
  /// Without draws: every uncertain number at its central value.
  case central
  /// With draws: means add up and medians do not.
  case mean
  /// With draws, where the central run is no fair picture of them.
  case median
}
