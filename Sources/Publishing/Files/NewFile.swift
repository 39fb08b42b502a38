internal import Glibc

/// Writes a file that did not exist, whole or not at all; nothing is ever overwritten.
public enum NewFile {
  /// - Throws: ``OutputError``.
  public static func write(_ bytes: [UInt8], to path: String) throws { try write(bytes, to: path, calls: .system) }

  package static func write(_ bytes: [UInt8], to path: String, calls: FileCalls) throws {
    var made: [String] = []
    do throws(SystemError) {
      let folder = FolderPaths.parent(of: path)
      if try calls.standing(folder) == nil { made = try FolderPaths.make(folder, calls) }
      try calls.writeFile(path, bytes)
    } catch {
      // What stood there before is not ours to remove.
      if error.number != EEXIST { calls.remove(path) }
      for folder in made.reversed() { try? calls.removeFolder(folder) }
      throw OutputError(
        path: path, reason: error.number == EEXIST ? "已经存在；请换一个名字或先移走它" : error.words,
        standing: error.number == EEXIST ? .earlier : .nothing)
    }
  }
}
