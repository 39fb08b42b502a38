internal import Glibc

/// An input that does not exist or cannot be read at all (exit codes 66 and 74).
public struct InputMissing: Error, Sendable, Hashable {
  public let path: String
  public let reason: String
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// The code of ``diagnostic``.
  public static let code = "E0006"

  /// The same among other problems.
  public var diagnostic: Diagnostic {
    Diagnostic(
      code: InputMissing.code, message: "找不到 \(path)：\(reason)", range: SourceRange(file: path, line: 1, column: 1))
  }
}

/// Reads input files safely: regular files only, within a size limit, once.
public enum InputFile {
  /// - Parameters:
  ///   - path: As the user wrote it.
  ///   - limit: Largest size in bytes.
  /// - Throws: ``InputMissing`` when there is nothing to read; ``DiagnosticReport`` when it is no regular file or too
  ///   large.
  public static func read(_ path: String, limit: Int) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputMissing(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw InputMissing(path: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw DiagnosticReport([
        Diagnostic(
          code: "E0001", message: "\(path) 不是普通文件", range: SourceRange(file: path, line: 1, column: 1),
          help: "设备、管道和文件夹不能作为输入")
      ])
    }
    guard status.st_size <= limit else {
      throw DiagnosticReport([
        Diagnostic(
          code: "E0002", message: "\(path) 有 \(status.st_size) 字节，超过上限 \(limit) 字节",
          range: SourceRange(file: path, line: 1, column: 1))
      ])
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
      }
      guard count > 0 else { break }
      filled += count
    }
    return Array(bytes.prefix(filled))
  }

  /// Names of a folder's entries with an ending, sorted; none when it cannot be read.
  public static func names(in folder: String, ending: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle), names.count < 10_000 {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending) { names.append(name) }
    }
    return names.sorted()
  }

  /// The path with symbolic links resolved; `nil` when it does not exist.
  public static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether a file lies inside a folder after resolving links, component by component.
  public static func isInside(_ path: String, folder: String) -> Bool {
    guard let file = realPath(path), let root = realPath(folder) else { return false }
    return root == "/" || file.hasPrefix(root + "/")
  }
}
