import Foundation
import Publishing

/// The system's calls, one of which fails: the n-th that touches the disk.
final class FailingCalls {
  enum Way: CaseIterable {
    /// The call does nothing and says so.
    case refuses
    /// The call does its work and says that it failed, as network file systems do.
    case lies
    /// The call and all after it do nothing: the process is gone.
    case dies
  }

  private(set) var count = 0
  /// Name of the call that failed.
  private(set) var failed: String?
  private let position: Int
  private let error: Int32
  private let way: Way
  private let canExchange: Bool

  init(position: Int = .max, error: Int32 = EIO, way: Way = .refuses, canExchange: Bool = true) {
    self.position = position
    self.error = error
    self.way = way
    self.canExchange = canExchange
  }

  private func pass<Value>(
    _ name: String, _ call: () throws(SystemError) -> Value
  ) throws(SystemError) -> Value {
    count += 1
    if count == position || way == .dies && count > position {
      if failed == nil { failed = name }
      if way == .lies { _ = try call() }
      throw SystemError(error)
    }
    return try call()
  }

  var calls: FileCalls {
    let real = FileCalls.system
    var calls = real
    calls.status = { (path) throws(SystemError) in
      try self.pass("status") { () throws(SystemError) in try real.status(path) }
    }
    calls.list = { (path) throws(SystemError) in
      try self.pass("list") { () throws(SystemError) in try real.list(path) }
    }
    calls.makeFolder = { (path, mode) throws(SystemError) in
      try self.pass("makeFolder") { () throws(SystemError) in try real.makeFolder(path, mode) }
    }
    calls.setMode = { (path, mode) throws(SystemError) in
      try self.pass("setMode") { () throws(SystemError) in try real.setMode(path, mode) }
    }
    calls.create = { (path) throws(SystemError) in
      try self.pass("create") { () throws(SystemError) in try real.create(path) }
    }
    calls.open = { (path) throws(SystemError) in
      try self.pass("open") { () throws(SystemError) in try real.open(path) }
    }
    calls.read = { (descriptor, buffer) throws(SystemError) in
      try self.pass("read") { () throws(SystemError) in try real.read(descriptor, buffer) }
    }
    calls.write = { (descriptor, buffer) throws(SystemError) in
      try self.pass("write") { () throws(SystemError) in try real.write(descriptor, buffer) }
    }
    // The disk itself is not under test.
    calls.syncData = { (_) throws(SystemError) in try self.pass("syncData") { () throws(SystemError) in } }
    calls.sync = { (_) throws(SystemError) in try self.pass("sync") { () throws(SystemError) in } }
    calls.close = { (descriptor) throws(SystemError) in
      // A descriptor is given back whatever close says.
      try? real.close(descriptor)
      try self.pass("close") { () throws(SystemError) in }
    }
    calls.rename = { (from, to) throws(SystemError) in
      try self.pass("rename") { () throws(SystemError) in try real.rename(from, to) }
    }
    calls.exchange = { (first, second) throws(SystemError) in
      guard self.canExchange else { throw SystemError(EINVAL) }
      try self.pass("exchange") { () throws(SystemError) in try real.exchange(first, second) }
    }
    calls.unlink = { (path) throws(SystemError) in
      try self.pass("unlink") { () throws(SystemError) in try real.unlink(path) }
    }
    calls.removeFolder = { (path) throws(SystemError) in
      try self.pass("removeFolder") { () throws(SystemError) in try real.removeFolder(path) }
    }
    calls.process = { 4_000_001 }
    calls.isAlive = { _ in true }
    return calls
  }
}
