public import Foundation

/// A folder of its own for a test that writes files; removed when the test is done.
public final class Workbench: Sendable {
  public let folder: URL

  /// - Throws: the file system's error.
  public init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "countyplan-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  public func path(_ name: String) -> String { folder.appending(path: name).path }

  /// - Throws: the file system's error.
  public func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  /// - Throws: the file system's error.
  public func write(_ data: Data, to name: String) throws {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// Copies a folder or file of the package, for instance `seeds/yunyang`.
  ///
  /// - Throws: the file system's error.
  public func copy(_ path: String) throws {
    let target = folder.appending(path: path)
    try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Fixture.root.appending(path: path), to: target)
  }

  /// Replaces the first occurrence of a text in a file; fails the test's assumption when it is not there.
  ///
  /// - Throws: the file system's error, or `CocoaError` when the text is not found.
  public func replace(_ old: String, with new: String, in name: String) throws {
    let url = folder.appending(path: name)
    var text = try String(contentsOf: url, encoding: .utf8)
    guard let range = text.range(of: old) else { throw CocoaError(.fileReadCorruptFile) }
    text.replaceSubrange(range, with: new)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }
}
