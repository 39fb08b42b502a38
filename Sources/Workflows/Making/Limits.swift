/// How much may be asked for at once: by a command, by a manifest that `verify` follows, by anybody else.
public enum Limits {
  /// Futures.
  public static let draws = 0...10_000
  /// Assignments laid over scenario files.
  public static let assignments = 1000
  /// Bytes of one assignment that a manifest names.
  public static let assignmentBytes = 16_384
  /// Scenario files.
  public static let files = 1000
}
