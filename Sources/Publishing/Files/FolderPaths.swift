internal import Glibc

/// Folders on the way to an output.
enum FolderPaths {
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes the folders of a path that are missing, all or none of them, and tells which.
  static func make(_ path: String, _ calls: FileCalls) throws(SystemError) -> [String] {
    var made: [String] = []
    var current = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      current += (current.isEmpty || current == "/" ? "" : "/") + part
      do {
        try calls.makeFolder(current, 0o755)
        made.append(current)
      } catch {
        if error.number == EEXIST { continue }
        for path in made.reversed() { try? calls.removeFolder(path) }
        throw error
      }
    }
    return made
  }
}
