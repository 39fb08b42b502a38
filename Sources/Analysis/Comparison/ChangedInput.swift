/// A value that differs between two scenarios, with the places that set it.
public struct ChangedInput: Sendable, Hashable {
  public let path: String
  /// The values as written; `nil` where the scenario leaves the path to the county's data or to nobody.
  public let before: String?
  public let after: String?
  /// `file:line`.
  public let beforeOrigin: String?
  public let afterOrigin: String?

  public init(path: String, before: String?, after: String?, beforeOrigin: String?, afterOrigin: String?) {
    self.path = path
    self.before = before
    self.after = after
    self.beforeOrigin = beforeOrigin
    self.afterOrigin = afterOrigin
  }
}
