internal import CPlatform
internal import Glibc

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

/// The output cannot be written; what stood there before still stands.
public struct OutputError: Error, Sendable, Hashable {
  public let path: String
  public let reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// The run was asked to stop.
public struct Interrupted: Error, Sendable, Hashable {}

/// Replaces an output folder in one step: everything is written to a temporary sibling, synced, then exchanged.
public enum AtomicDirectory {
  /// The file that marks a folder as made by this program.
  public static let marker = "manifest.json"
  static let prefix = ".countyplan-"

  /// Writes the files into `folder` or leaves it as it was.
  ///
  /// - Parameters:
  ///   - folder: Destination; its parents are made when missing. A folder that this program did not make is not touched.
  ///   - files: At least the marker among them; it is written last.
  ///   - isCancelled: Asked between files.
  /// - Throws: ``OutputError``, or ``Interrupted``.
  public static func write(_ files: [OutputFile], to folder: String, isCancelled: () -> Bool = { false }) throws {
    let parent = parentFolder(folder)
    try makeFolders(parent)
    _ = try checkDestination(folder)
    removeLitter(in: parent)
    var host = [CChar](repeating: 0, count: 256)
    gethostname(&host, 255)
    let name = String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let temporary = parent + "/\(prefix)\(lastName(folder))-\(name)-\(getpid())"
    remove(temporary)
    do {
      try makeFolder(temporary)
      let ordered = files.filter { $0.path != marker } + files.filter { $0.path == marker }
      for file in ordered {
        if isCancelled() { throw Interrupted() }
        let path = temporary + "/" + file.path
        try makeFolders(parentFolder(path))
        try writeFile(path, file.bytes)
      }
      if isCancelled() { throw Interrupted() }
      try sync(temporary)
      try publish(temporary, folder)
      try? sync(parent)
      // After an exchange the earlier output stands here.
      remove(temporary)
    } catch {
      remove(temporary)
      throw error
    }
  }

  /// Puts the finished folder in its place. Another run may have made, or be exchanging, the same folder in the meantime:
  /// then the check and the step are made again.
  private static func publish(_ temporary: String, _ folder: String) throws {
    var attempts = 0
    while true {
      attempts += 1
      if try checkDestination(folder) {
        let status = cplatform_exchange(temporary, folder)
        if status == 0 { return }
        if status == EINVAL || status == ENOSYS { return try exchangeByRenaming(temporary, folder) }
        guard status == ENOENT, attempts < 5 else {
          throw OutputError(path: folder, reason: String(cString: strerror(status)))
        }
      } else {
        if rename(temporary, folder) == 0 { return }
        guard errno == ENOTEMPTY || errno == EEXIST, attempts < 5 else { throw failure(folder) }
      }
    }
  }

  /// Where the file system cannot exchange: the old folder is kept aside until the new one stands.
  private static func exchangeByRenaming(_ temporary: String, _ folder: String) throws {
    let aside = temporary + "-old"
    guard rename(folder, aside) == 0 else { throw failure(folder) }
    guard rename(temporary, folder) == 0 else {
      let reason = failure(folder)
      _ = rename(aside, folder)
      throw reason
    }
    _ = rename(aside, temporary)
  }

  private static func checkDestination(_ folder: String) throws -> Bool {
    var status = stat()
    guard lstat(folder, &status) == 0 else { return false }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw OutputError(path: folder, reason: "不是文件夹（可能是文件或符号链接），不会覆盖")
    }
    let names = list(folder)
    guard names.isEmpty || names.contains(marker) && isOurs(folder + "/" + marker) else {
      throw OutputError(path: folder, reason: "这个文件夹不是本程序生成的（没有本程序的 \(marker)），不会覆盖")
    }
    return true
  }

  private static func isOurs(_ path: String) -> Bool {
    guard let file = fopen(path, "r") else { return false }
    defer { fclose(file) }
    var head = [UInt8](repeating: 0, count: 256)
    let count = fread(&head, 1, head.count, file)
    return String(decoding: head.prefix(count), as: UTF8.self).contains("\"program\": \"countyplan\"")
  }

  /// Removes temporary siblings of processes of this host that are gone.
  private static func removeLitter(in parent: String) {
    var host = [CChar](repeating: 0, count: 256)
    gethostname(&host, 255)
    let name = String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for entry in list(parent) where entry.hasPrefix(prefix) {
      let parts = entry.split(separator: "-")
      guard entry.contains("-\(name)-"), let last = parts.last(where: { Int32($0) != nil }), let process = Int32(last),
        process != getpid(), kill(process, 0) != 0, errno == ESRCH
      else { continue }
      remove(parent + "/" + entry)
    }
  }

  // MARK: System calls

  private static func failure(_ path: String) -> OutputError {
    OutputError(path: path, reason: String(cString: strerror(errno)))
  }

  private static func parentFolder(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func lastName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? "output"
  }

  private static func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure(path) }
  }

  private static func makeFolders(_ path: String) throws {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty || made == "/" ? "" : "/") + part
      try makeFolder(made)
    }
  }

  private static func writeFile(_ path: String, _ bytes: [UInt8]) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      guard count > 0 else {
        let reason = failure(path)
        close(descriptor)
        throw reason
      }
      written += count
    }
    guard fdatasync(descriptor) == 0, close(descriptor) == 0 else { throw failure(path) }
  }

  private static func sync(_ folder: String) throws {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(folder) }
  }

  private static func list(_ folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in list(path) { remove(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}
