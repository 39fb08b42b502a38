internal import Glibc

/// One road from the files to the folder that stands. Every step either leaves the earlier output whole at its name, or the
/// new one, or, where the file system cannot exchange, the earlier one aside under a name that the next run puts back.
struct FolderReplacement {
  let folder: String
  let calls: FileCalls
  /// Whether the folder that is to be replaced must be kept; throws to refuse.
  let examine: (String) throws -> Bool
  let isCancelled: () -> Bool
  /// Whether nothing may stand at the destination.
  let mustBeNew: Bool
  /// Whether a folder that is not this program's may be moved to a free name beside it.
  let setsAside: Bool

  private let parent: String
  private var written = Written()
  /// Folders above the output that this run made.
  private var made: [String] = []
  private var before: FileStatus.Identity?
  private var temporary: (path: String, identity: FileStatus.Identity)?
  /// Where the earlier output stands after the step.
  private var earlier: String?
  private var isPublished = false

  init(
    folder: String, calls: FileCalls, examine: @escaping (String) throws -> Bool, isCancelled: @escaping () -> Bool,
    mustBeNew: Bool = false, setsAside: Bool = false
  ) {
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    self.folder = folder
    self.calls = calls
    self.examine = examine
    self.isCancelled = isCancelled
    self.mustBeNew = mustBeNew
    self.setsAside = setsAside
    parent = FolderPaths.parent(of: folder)
  }

  // MARK: The road

  mutating func run(_ files: [OutputFile]) throws -> Written {
    do {
      try prepare()
      try fill(files)
      try publish()
      try settle()
      return written
    } catch {
      throw undone(error)
    }
  }

  private mutating func prepare() throws {
    do throws(SystemError) {
      if try calls.standing(parent) == nil { made = try FolderPaths.make(parent, calls) }
      try putBack()
    } catch { throw failure(parent, error) }
    before = try told(folder) { () throws(SystemError) in try calls.standing(folder)?.identity }
    if let names = try mayReplace(), !names.isEmpty { _ = try examine(folder) }
    removeLitter()
  }

  private mutating func fill(_ files: [OutputFile]) throws {
    let temporary = try makeTemporary()
    var folders: Set<String> = [temporary]
    var order = [temporary]
    for file in files.filter({ $0.path != AtomicDirectory.marker })
      + files.filter({ $0.path == AtomicDirectory.marker })
    {
      if isCancelled() { throw Interrupted() }
      var path = temporary
      for part in file.path.split(separator: "/").dropLast() {
        path += "/" + part
        guard folders.insert(path).inserted else { continue }
        order.append(path)
        try told(path) { () throws(SystemError) in try calls.makeFolder(path, 0o755) }
      }
      let target = temporary + "/" + file.path
      try told(target) { () throws(SystemError) in try calls.writeFile(target, file.bytes) }
    }
    if isCancelled() { throw Interrupted() }
    openRights(temporary)
    for path in order.reversed() { try told(path) { () throws(SystemError) in try calls.syncFolder(path) } }
  }

  /// Puts the finished folder in its place. Another run may have made, or be exchanging, the same folder in the meantime:
  /// then the check and the step are made again.
  private mutating func publish() throws {
    guard let temporary else { return }
    var attempts = 0
    while !isPublished {
      attempts += 1
      let old = try told(folder) { () throws(SystemError) in try calls.standing(folder)?.identity }
      if old == temporary.identity {
        // The step was made, though the system said otherwise.
        earlier = temporary.path
        isPublished = true
        break
      }
      before = old ?? before
      if old != nil {
        if let names = try mayReplace(), !names.isEmpty {
          guard try isOurs(names) else {
            try setAside(temporary.path)
            break
          }
          _ = try examine(folder)
        }
        do throws(SystemError) {
          try calls.exchange(temporary.path, folder)
          earlier = temporary.path
          isPublished = true
        } catch {
          if [EINVAL, ENOSYS, ENOTSUP].contains(error.number) {
            try exchangeByRenaming(temporary.path, &attempts)
          } else if error.number != ENOENT || attempts >= 5 {
            throw failure(folder, error)
          }
        }
      } else {
        do throws(SystemError) {
          try calls.rename(temporary.path, folder)
          isPublished = true
        } catch {
          guard [ENOTEMPTY, EEXIST].contains(error.number), attempts < 5 else { throw failure(folder, error) }
        }
      }
    }
  }

  /// A folder that is not ours goes to its own name first, never to one that a later run may clear away.
  private mutating func setAside(_ temporary: String) throws {
    do throws(SystemError) {
      let target = try freeName()
      try calls.rename(folder, target)
      do throws(SystemError) {
        try calls.rename(temporary, folder)
      } catch {
        try calls.rename(target, folder)
        throw error
      }
      isPublished = true
      written.keptAs = target
    } catch { throw failure(folder, error) }
  }

  /// Where the file system cannot exchange: the old folder is kept aside until the new one stands.
  private mutating func exchangeByRenaming(_ temporary: String, _ attempts: inout Int) throws {
    let aside = name(.old)
    earlier = aside
    do throws(SystemError) {
      try calls.rename(folder, aside)
      try calls.rename(temporary, folder)
      isPublished = true
    } catch {
      restore(aside)
      // Another run moved it in the same moment.
      guard error.number == ENOENT, earlier == nil, attempts < 5 else { throw failure(folder, error) }
    }
  }

  /// The earlier output goes back to its name, unless a new one stands there; that is never replaced by an old one.
  private mutating func restore(_ aside: String) {
    do throws(SystemError) {
      if try calls.standing(aside) != nil { try calls.rename(aside, folder) }
      earlier = nil
    } catch {}
  }

  /// The new folder stands: the parent goes to the disk, then the earlier output goes, or is kept.
  private mutating func settle() throws {
    try told(parent) { () throws(SystemError) in try calls.syncFolder(parent) }
    for path in asides() + (earlier.map { [$0] } ?? []) { retire(path) }
  }

  // MARK: Earlier outputs

  /// An earlier output that a dead run had moved aside goes back to its empty name before anything else happens.
  private mutating func putBack() throws(SystemError) {
    guard try calls.standing(folder) == nil, let aside = asides().last else { return }
    earlier = aside
    before = try calls.status(aside).identity
    try calls.rename(aside, folder)
    earlier = nil
    written.wasPutBack = true
  }

  /// Earlier outputs of this name that runs moved aside which no longer live.
  private func asides() -> [String] {
    let host = calls.host()
    return ((try? calls.list(parent)) ?? []).compactMap { entry in
      guard let name = TemporaryName(entry, host: host), name.kind == .old, name.belongs(to: lastName), isDead(name),
        let status = try? calls.status(parent + "/" + entry), status.kind == .folder
      else { return nil }
      return parent + "/" + entry
    }
  }

  /// Removes temporary siblings of processes of this host that are gone; what holds a user's files stays and is told.
  private mutating func removeLitter() {
    let host = calls.host()
    for entry in (try? calls.list(parent)) ?? [] {
      guard let name = TemporaryName(entry, host: host), name.kind == .new, !name.host.isEmpty, isDead(name) else {
        continue
      }
      retire(parent + "/" + entry)
    }
  }

  private func isDead(_ name: TemporaryName) -> Bool {
    name.host.isEmpty || name.process != calls.process() && !calls.isAlive(name.process)
  }

  /// Removes an earlier output, or moves it aside when it must be kept.
  private mutating func retire(_ path: String) {
    let isWhole = (try? calls.standing(path + "/" + AtomicDirectory.marker)) ?? nil
    // What cannot be examined is kept.
    if isWhole != nil, (try? examine(path)) ?? true { return keep(path) }
    let problem = calls.remove(path)
    let isThere = ((try? calls.standing(path)) ?? nil) != nil
    if problem != nil || isThere {
      written.warnings.append(.init(kind: .litter, path: path, reason: problem?.words ?? ""))
    }
  }

  private mutating func keep(_ path: String) {
    do throws(SystemError) {
      let target = try freeName()
      try calls.rename(path, target)
      written.keptAs = target
    } catch {
      written.warnings.append(.init(kind: .kept, path: path, reason: error.words))
    }
  }

  private func freeName() throws(SystemError) -> String {
    var number = 1
    while try calls.standing("\(folder).kept-\(number)") != nil { number += 1 }
    return "\(folder).kept-\(number)"
  }

  // MARK: Checks

  /// Names in the folder that stands at the destination; `nil` where nothing stands.
  ///
  /// - Throws: ``OutputError`` for what is not this program's, or cannot be looked into.
  func mayReplace() throws -> [String]? {
    let (status, names) = try told(folder) { () throws(SystemError) -> (FileStatus?, [String]) in
      let status = try calls.standing(folder)
      return (status, status?.kind == .folder ? try calls.list(folder) : [])
    }
    guard let status else { return nil }
    guard !mustBeNew else { throw OutputError(path: folder, reason: "已经存在；请换一个名字或先移走它", standing: .earlier) }
    guard status.kind == .folder else {
      throw OutputError(path: folder, reason: "不是文件夹（可能是文件或符号链接），不会覆盖", standing: .earlier)
    }
    guard try names.isEmpty || setsAside || isOurs(names) else {
      throw OutputError(
        path: folder, reason: "这个文件夹不是本程序生成的（没有本程序的 \(AtomicDirectory.marker)），不会覆盖", standing: .earlier)
    }
    return names
  }

  /// Whether the manifest of the folder that stands at the destination is this program's.
  private func isOurs(_ names: [String]) throws -> Bool {
    try told(folder) { () throws(SystemError) in
      guard names.contains(AtomicDirectory.marker) else { return false }
      let head = try calls.head(folder + "/" + AtomicDirectory.marker, limit: 256)
      return String(decoding: head, as: UTF8.self).contains("\"program\": \"countyplan\"")
    }
  }

  // MARK: Failures

  /// Clears up after a failure and says what stands now.
  private mutating func undone(_ error: any Error) -> any Error {
    var left: [String] = []
    if let temporary, !isPublished {
      do throws(SystemError) {
        // After a step that failed only in name, the earlier output may stand here.
        if let found = try calls.standing(temporary.path),
          found.identity != temporary.identity || calls.remove(temporary.path) != nil
        {
          left.append(temporary.path)
        }
      } catch {
        left.append(temporary.path)
      }
    }
    let standing = standing()
    if standing == .new, let earlier { left.append(earlier) }
    if standing == .nothing { for path in made.reversed() { try? calls.removeFolder(path) } }
    switch error {
    case let error as OutputError:
      return OutputError(path: error.path, reason: error.reason, standing: standing, left: left)
    case is Interrupted: return Interrupted(standing: standing, left: left)
    default: return error
    }
  }

  private func standing() -> OutputStanding {
    do throws(SystemError) {
      let now = try calls.standing(folder)?.identity
      if let now { return now == temporary?.identity ? .new : now == before ? .earlier : .unknown }
      guard let before else { return .nothing }
      for path in [earlier, temporary?.path].compactMap({ $0 }) where try calls.standing(path)?.identity == before {
        return .aside(path)
      }
      return .unknown
    } catch {
      return error.number == ENOTDIR && before == nil ? .nothing : .unknown
    }
  }

  private func failure(_ path: String, _ error: SystemError) -> OutputError {
    OutputError(path: path, reason: error.words)
  }

  private func told<Value>(_ path: String, _ call: () throws(SystemError) -> Value) throws -> Value {
    do { return try call() } catch { throw failure(path, error) }
  }

  // MARK: Folders

  /// A new folder that nobody else can enter; never one that stands there already.
  private mutating func makeTemporary() throws -> String {
    var attempts = 0
    while true {
      attempts += 1
      let path = name(.new)
      do {
        try calls.makeFolder(path, 0o700)
      } catch {
        guard error.number == EEXIST, attempts < 16 else {
          // It may have been made all the same.
          if error.number != EEXIST { try? calls.removeFolder(path) }
          throw failure(path, error)
        }
        written.warnings.append(.init(kind: .taken, path: path, reason: error.words))
        continue
      }
      do {
        temporary = (path, try calls.status(path).identity)
      } catch {
        try? calls.removeFolder(path)
        throw failure(path, error)
      }
      return path
    }
  }

  private func name(_ kind: TemporaryName.Kind) -> String {
    let name = TemporaryName(
      kind, output: lastName, host: calls.host(), process: calls.process(), random: calls.random())
    return (parent == "/" ? "" : parent) + "/" + name.text
  }

  /// The finished folder may be read as any other that the user makes.
  private mutating func openRights(_ path: String) {
    do throws(SystemError) {
      let special = try calls.status(path).mode & 0o7000
      try calls.setMode(path, special | (0o755 & ~calls.mask()))
    } catch {
      written.warnings.append(.init(kind: .closed, path: folder, reason: error.words))
    }
  }

  private var lastName: String { folder.split(separator: "/").last.map(String.init) ?? "output" }
}
