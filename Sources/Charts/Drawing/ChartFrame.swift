/// What surrounds a chart: identity, words and where titles go. All words come from the caller.
public struct ChartFrame: Sendable, Hashable {
  public enum TitleMode: String, Sendable, Hashable, CaseIterable {
    /// Title inside the picture, for the web and slides.
    case inside
    /// No title: a document carries it as a caption.
    case none
  }

  /// Prefix of all ids in the file, `[a-z0-9-]`.
  public let id: String
  public let title: String
  public var subtitle: String
  public var source: String
  /// Text alternative: what a reader should conclude, with numbers at reading precision.
  public let description: String
  public let titleMode: TitleMode
  /// `zh-CN` or `en`.
  public let language: String

  public init(
    id: String, title: String, subtitle: String, source: String, description: String, titleMode: TitleMode = .inside,
    language: String = "zh-CN"
  ) {
    self.id = id
    self.title = title
    self.subtitle = subtitle
    self.source = source
    self.description = description
    self.titleMode = titleMode
    self.language = language
  }
}

/// The numbers that a chart shows, for its data twin; `nil` is a missing value. Where a chart says that it shows a part, the twin
/// has all.
public struct ChartTable: Sendable, Hashable {
  public enum Value: Sendable, Hashable {
    case text(String)
    case number(Double?)
  }

  public let columns: [String]
  public let rows: [[Value]]

  public init(columns: [String], rows: [[Value]]) {
    self.columns = columns
    self.rows = rows
  }
}
