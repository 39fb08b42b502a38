/// A file of an output folder, not yet written.
public struct OutputFile: Sendable {
  /// Relative to the folder.
  public let path: String
  public let bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// What stands at an output's name after a failure, as it was looked up, not as it was meant.
public enum OutputStanding: Sendable, Hashable {
  /// The same folder as before.
  case earlier
  /// Nothing stood there, and nothing does.
  case nothing
  /// The new output, whole.
  case new
  /// The earlier output stands under another name; the next run puts it back.
  case aside(String)
  /// It could not be looked up.
  case unknown
}

/// The output cannot be written.
public struct OutputError: Error, Sendable, Hashable {
  public let path: String
  public let reason: String
  public let standing: OutputStanding
  /// Temporary folders that could not be removed, or hold what must not be removed.
  public let left: [String]

  public init(path: String, reason: String, standing: OutputStanding = .unknown, left: [String] = []) {
    self.path = path
    self.reason = reason
    self.standing = standing
    self.left = left
  }
}

/// The run was asked to stop.
public struct Interrupted: Error, Sendable, Hashable {
  public let standing: OutputStanding
  public let left: [String]

  public init(standing: OutputStanding = .unknown, left: [String] = []) {
    self.standing = standing
    self.left = left
  }
}

/// What came of replacing an output folder, beside the new output.
public struct Written: Sendable, Hashable {
  /// What could not be done, though the new output stands.
  public struct Warning: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
      /// It should be gone, and is not.
      case litter
      /// Something stood where a temporary folder was to be made; it was not used.
      case taken
      /// The folder's rights could not be opened to others.
      case closed
      /// It holds files that are nobody's to remove.
      case kept
    }

    public let kind: Kind
    public let path: String
    public let reason: String
  }

  /// Where the earlier folder was moved, when it was to be kept.
  public internal(set) var keptAs: String?
  /// Whether an earlier output that a dead run had moved aside was put back first.
  public internal(set) var wasPutBack = false
  public internal(set) var warnings: [Warning] = []
}

/// Replaces an output folder in one step: everything is written to a temporary sibling, synced, then exchanged.
public enum AtomicDirectory {
  /// The file that marks a folder as made by this program.
  public static let marker = "manifest.json"

  /// Writes the files into `folder` or leaves it as it was.
  ///
  /// - Parameters:
  ///   - folder: Destination; its parents are made when missing. A folder that this program did not make is not touched.
  ///   - files: At least the marker among them; it is written last.
  ///   - isCancelled: Asked between files.
  ///   - setsAside: Whether a folder that this program did not make is moved to another name instead.
  ///   - examine: Asked of the folder that is to be replaced: whether to keep it under another name; throws to refuse.
  /// - Throws: ``OutputError``, ``Interrupted``, or the error of `examine`.
  @discardableResult
  public static func write(
    _ files: [OutputFile], to folder: String, isCancelled: () -> Bool = { false }, setsAside: Bool = false,
    examine: (String) throws -> Bool = { _ in false }
  ) throws -> Written {
    try write(
      files, to: folder, calls: .system, isCancelled: isCancelled, setsAside: setsAside, examine: examine)
  }

  @discardableResult
  package static func write(
    _ files: [OutputFile], to folder: String, calls: FileCalls, isCancelled: () -> Bool = { false },
    setsAside: Bool = false, examine: (String) throws -> Bool = { _ in false }
  ) throws -> Written {
    try withoutActuallyEscaping(examine) { examine in
      try withoutActuallyEscaping(isCancelled) { isCancelled in
        var replacement = FolderReplacement(
          folder: folder, calls: calls, examine: examine, isCancelled: isCancelled, setsAside: setsAside)
        return try replacement.run(files)
      }
    }
  }

  /// Writes a folder that must not stand there yet, whole or not at all.
  ///
  /// - Throws: ``OutputError``.
  public static func create(_ files: [OutputFile], at folder: String) throws {
    var creation = FolderReplacement(
      folder: folder, calls: .system, examine: { _ in true }, isCancelled: { false }, mustBeNew: true)
    _ = try creation.run(files)
  }

  /// Whether a folder stands at a path that this program may replace; nothing is written.
  ///
  /// - Throws: ``OutputError`` for what is no folder of this program.
  public static func isReplaceable(_ folder: String, setsAside: Bool = false) throws -> Bool {
    try FolderReplacement(
      folder: folder, calls: .system, examine: { _ in false }, isCancelled: { false }, setsAside: setsAside
    ).mayReplace() != nil
  }
}
