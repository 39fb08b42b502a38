internal import CPlatform
internal import Diagnostics
internal import Glibc

/// A system call that failed, by its error number.
package struct SystemError: Error, Sendable, Hashable {
  package let number: Int32

  package init(_ number: Int32) { self.number = number }

  package var words: String { SystemReason.words(number) }
}

/// What stands at a path; a link is told, not followed.
package struct FileStatus: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case file
    case folder
    case other
  }

  /// Tells one folder from another, whatever its name.
  package struct Identity: Sendable, Hashable {
    let device: UInt64
    let inode: UInt64
  }

  package let kind: Kind
  package let identity: Identity
  package let mode: UInt32
}

/// The system calls by which folders are written and replaced. Tests put failing ones in their place.
package struct FileCalls {
  package var status: (String) throws(SystemError) -> FileStatus
  package var list: (String) throws(SystemError) -> [String]
  package var makeFolder: (_ path: String, _ mode: UInt32) throws(SystemError) -> Void
  package var setMode: (_ path: String, _ mode: UInt32) throws(SystemError) -> Void
  /// A new file; never one that stands there.
  package var create: (String) throws(SystemError) -> Int32
  /// An existing file or folder, without waiting for anybody at its other end.
  package var open: (String) throws(SystemError) -> Int32
  package var read: (Int32, UnsafeMutableRawBufferPointer) throws(SystemError) -> Int
  package var write: (Int32, UnsafeRawBufferPointer) throws(SystemError) -> Int
  package var syncData: (Int32) throws(SystemError) -> Void
  package var sync: (Int32) throws(SystemError) -> Void
  package var close: (Int32) throws(SystemError) -> Void
  package var rename: (_ from: String, _ to: String) throws(SystemError) -> Void
  package var exchange: (String, String) throws(SystemError) -> Void
  package var unlink: (String) throws(SystemError) -> Void
  package var removeFolder: (String) throws(SystemError) -> Void
  /// Rights that new files do not get.
  package var mask: () -> UInt32
  package var random: () -> UInt64
  package var host: () -> String
  package var process: () -> Int32
  package var isAlive: (Int32) -> Bool
}

extension FileCalls {
  package static var system: FileCalls {
    FileCalls(
      status: status, list: list,
      makeFolder: { (path, mode) throws(SystemError) in try checked(mkdir(path, mode)) },
      setMode: { (path, mode) throws(SystemError) in try checked(chmod(path, mode)) },
      create: { (path) throws(SystemError) in
        try checked(Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644))
      },
      open: { (path) throws(SystemError) in
        try checked(Glibc.open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC))
      },
      read: { (descriptor, buffer) throws(SystemError) in
        try checked(Glibc.read(descriptor, buffer.baseAddress, buffer.count))
      },
      write: { (descriptor, buffer) throws(SystemError) in
        try checked(Glibc.write(descriptor, buffer.baseAddress, buffer.count))
      },
      syncData: { (descriptor) throws(SystemError) in try checked(fdatasync(descriptor)) },
      sync: { (descriptor) throws(SystemError) in try checked(fsync(descriptor)) },
      close: { (descriptor) throws(SystemError) in try checked(Glibc.close(descriptor)) },
      rename: { (from, to) throws(SystemError) in try checked(Glibc.rename(from, to)) },
      exchange: { (first, second) throws(SystemError) in
        let failure = cplatform_exchange(first, second)
        if failure != 0 { throw SystemError(failure) }
      },
      unlink: { (path) throws(SystemError) in try checked(Glibc.unlink(path)) },
      removeFolder: { (path) throws(SystemError) in try checked(rmdir(path)) },
      mask: {
        let mask = umask(0o077)
        umask(mask)
        return mask
      },
      random: {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
      },
      host: {
        var host = [CChar](repeating: 0, count: 256)
        gethostname(&host, 255)
        return String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      },
      process: { getpid() }, isAlive: { kill($0, 0) == 0 || errno != ESRCH })
  }

  @discardableResult
  private static func checked<Number: SignedInteger>(_ result: Number) throws(SystemError) -> Number {
    guard result >= 0 else { throw SystemError(errno) }
    return result
  }

  private static func checked(_ result: Int32) throws(SystemError) {
    guard result == 0 else { throw SystemError(errno) }
  }

  private static func status(_ path: String) throws(SystemError) -> FileStatus {
    var status = stat()
    try checked(lstat(path, &status))
    let kind: FileStatus.Kind =
      switch status.st_mode & S_IFMT {
      case S_IFDIR: .folder
      case S_IFREG: .file
      default: .other
      }
    return FileStatus(
      kind: kind, identity: .init(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)),
      mode: UInt32(status.st_mode & 0o7777))
  }

  private static func list(_ folder: String) throws(SystemError) -> [String] {
    guard let stream = opendir(folder) else { throw SystemError(errno) }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw SystemError(errno) }
    return names.sorted()
  }
}

// MARK: Whole steps

extension FileCalls {
  /// A call that a signal cut short is made again.
  func again<Value>(_ call: () throws(SystemError) -> Value) throws(SystemError) -> Value {
    while true {
      do {
        return try call()
      } catch {
        guard error.number == EINTR else { throw error }
      }
    }
  }

  /// What stands at a path; `nil` where nothing does.
  func standing(_ path: String) throws(SystemError) -> FileStatus? {
    do {
      return try status(path)
    } catch {
      guard error.number == ENOENT else { throw error }
      return nil
    }
  }

  /// A new file with its bytes on the disk.
  func writeFile(_ path: String, _ bytes: [UInt8]) throws(SystemError) {
    let descriptor = try again { () throws(SystemError) in try create(path) }
    do throws(SystemError) {
      var written = 0
      while written < bytes.count {
        let count = try again { () throws(SystemError) in
          try withSlice(bytes, from: written) { (slice) throws(SystemError) in try write(descriptor, slice) }
        }
        guard count > 0 else { throw SystemError(EIO) }
        written += count
      }
      try again { () throws(SystemError) in try syncData(descriptor) }
    } catch {
      try? close(descriptor)
      throw error
    }
    do {
      try close(descriptor)
    } catch {
      // The descriptor is gone all the same.
      if error.number != EINTR { throw error }
    }
  }

  private func withSlice<Value>(
    _ bytes: [UInt8], from start: Int, _ body: (UnsafeRawBufferPointer) throws(SystemError) -> Value
  ) throws(SystemError) -> Value {
    let result: Result<Value, SystemError> = bytes.withUnsafeBytes { buffer in
      do throws(SystemError) {
        return .success(try body(UnsafeRawBufferPointer(rebasing: buffer[start...])))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// The names in a folder on the disk. A file system that cannot sync folders says EINVAL; there is nothing more to do then.
  func syncFolder(_ path: String) throws(SystemError) {
    // Through a link where the user's own way to the folder is one: only files of ours are never followed.
    let descriptor = try again { () throws(SystemError) in try open(path + "/.") }
    do {
      try again { () throws(SystemError) in try sync(descriptor) }
    } catch {
      try? close(descriptor)
      guard [EINVAL, ENOTSUP, ENOSYS].contains(error.number) else { throw error }
      return
    }
    try? close(descriptor)
  }

  /// The first bytes of a regular file.
  func head(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
    guard try status(path).kind == .file else { return [] }
    let descriptor = try again { () throws(SystemError) in try open(path) }
    var bytes = [UInt8](repeating: 0, count: limit)
    let count: Int
    do {
      let result: Result<Int, SystemError> = bytes.withUnsafeMutableBytes { buffer in
        do throws(SystemError) {
          return .success(try again { () throws(SystemError) in try read(descriptor, buffer) })
        } catch {
          return .failure(error)
        }
      }
      count = try result.get()
    } catch {
      try? close(descriptor)
      throw error
    }
    try? close(descriptor)
    return Array(bytes.prefix(count))
  }

  /// Removes what stands at a path; the first reason why something had to stay.
  @discardableResult
  func remove(_ path: String) -> SystemError? {
    do throws(SystemError) {
      guard let status = try standing(path) else { return nil }
      guard status.kind == .folder else {
        try unlink(path)
        return nil
      }
      var problem: SystemError?
      for name in try list(path) {
        let inner = remove(path + "/" + name)
        problem = problem ?? inner
      }
      if let problem { return problem }
      try removeFolder(path)
      return nil
    } catch {
      return error.number == ENOENT ? nil : error
    }
  }
}
