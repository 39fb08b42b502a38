internal import Glibc

/// An input that does not exist (exit code 66).
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

/// An input that exists but cannot be read (exit code 74): the system failed, not the user's file.
public struct InputUnreadable: Error, Sendable, Hashable {
  public let path: String
  public let reason: String
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// The code of ``diagnostic``.
  public static let code = "E0007"

  /// The same among other problems.
  public var diagnostic: Diagnostic {
    Diagnostic(
      code: InputUnreadable.code, message: "不能读 \(path)：\(reason)", range: SourceRange(file: path, line: 1, column: 1))
  }
}

/// What reading needs of the system; each closure gives a negative number where the call failed, and the error beside it.
package struct ReadCalls {
  /// Path to descriptor.
  package var open: (String) -> (result: Int32, error: Int32)
  package var status: (Int32) -> (isRegular: Bool, size: Int, error: Int32)
  package var read: (Int32, UnsafeMutableRawBufferPointer) -> (result: Int, error: Int32)

  package init(
    open: @escaping (String) -> (result: Int32, error: Int32),
    status: @escaping (Int32) -> (isRegular: Bool, size: Int, error: Int32),
    read: @escaping (Int32, UnsafeMutableRawBufferPointer) -> (result: Int, error: Int32)
  ) {
    self.open = open
    self.status = status
    self.read = read
  }

  package static var system: ReadCalls {
    ReadCalls(
      open: {
        let descriptor = Glibc.open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        return (descriptor, descriptor < 0 ? errno : 0)
      },
      status: {
        var status = stat()
        guard fstat($0, &status) == 0 else { return (false, 0, errno) }
        return (status.st_mode & S_IFMT == S_IFREG, Int(status.st_size), 0)
      },
      read: {
        let count = Glibc.read($0, $1.baseAddress, $1.count)
        return (count, count < 0 ? errno : 0)
      })
  }
}

/// Reads input files safely: regular files only, within a size limit, once, and whole or not at all.
public enum InputFile {
  /// The code of a file beyond its limit.
  public static let tooLarge = "E0002"

  /// - Parameters:
  ///   - path: As the user wrote it.
  ///   - limit: Largest size in bytes.
  /// - Throws: ``InputMissing`` when there is nothing to read; ``InputUnreadable`` when the system cannot read what is there;
  ///   ``DiagnosticReport`` when it is no regular file or too large.
  public static func read(_ path: String, limit: Int) throws -> [UInt8] {
    try read(path, limit: limit, calls: .system)
  }

  package static func read(_ path: String, limit: Int, calls: ReadCalls) throws -> [UInt8] {
    let descriptor = try open(path, calls)
    defer { close(descriptor) }
    let (isRegular, size, failure) = calls.status(descriptor)
    guard failure == 0 else { throw InputUnreadable(path: path, reason: SystemReason.words(failure)) }
    guard isRegular else {
      throw DiagnosticReport([
        Diagnostic(
          code: "E0001", message: "\(path) 不是普通文件", range: SourceRange(file: path, line: 1, column: 1),
          help: "设备、管道和文件夹不能作为输入")
      ])
    }
    guard size <= limit else {
      throw DiagnosticReport([
        Diagnostic(
          code: tooLarge, message: "\(path) 有 \(size) 字节，超过上限 \(limit) 字节",
          range: SourceRange(file: path, line: 1, column: 1))
      ])
    }
    var bytes = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < bytes.count {
      let (count, failure) = bytes.withUnsafeMutableBytes {
        calls.read(descriptor, UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      if count < 0, failure == EINTR { continue }
      guard count >= 0 else { throw InputUnreadable(path: path, reason: SystemReason.words(failure)) }
      guard count > 0 else {
        throw InputUnreadable(
          path: path, reason: "只读到 \(filled) 字节，文件有 \(bytes.count) 字节；读的时候被截短，或磁盘读错")
      }
      filled += count
    }
    return bytes
  }

  /// A descriptor; what the path says wrongly is a missing input, everything else a failure of the system.
  private static func open(_ path: String, _ calls: ReadCalls) throws -> Int32 {
    while true {
      let (descriptor, failure) = calls.open(path)
      if descriptor >= 0 { return descriptor }
      if failure == EINTR { continue }
      guard [ENOENT, ENOTDIR, ENAMETOOLONG, ELOOP].contains(failure) else {
        throw InputUnreadable(path: path, reason: SystemReason.words(failure))
      }
      throw InputMissing(path: path, reason: SystemReason.words(failure))
    }
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
