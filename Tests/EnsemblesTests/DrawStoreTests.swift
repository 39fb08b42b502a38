import Ensembles
import Glibc
import TestSupport
import Testing

@Suite("The store of draws")
struct DrawStoreTests {
  /// Futures with columns of all kinds: spread out, constant, missing in some, missing in all.
  private static func futures(_ count: Int, columns: Int) -> [[Double]] {
    var numbers = SeededNumbers(seed: 11)
    return (0..<count).map { draw in
      (0..<columns).map { column in
        let u = numbers.number(in: -1...1)
        return switch column % 5 {
        case 0: u
        case 1: 1e6 * u * u * u
        case 2: 7
        case 3: draw % 9 == 0 ? .nan : u
        default: column % 2 == 0 ? .nan : Double(draw)
        }
      }
    }
  }

  private static func temporary() -> String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  /// Summaries of some futures and how many of their segments went to the file.
  private static func stored(
    _ futures: [[Double]], memory: Int, jobs: Int = 2
  ) throws -> (summaries: [Summary], inFile: Int) {
    var store = DrawStore(columns: futures[0].count, memory: memory, folder: temporary())
    for first in stride(from: 0, to: futures.count, by: DrawStore.segment) {
      try store.append(Array(futures[first..<min(futures.count, first + DrawStore.segment)]))
    }
    #expect(store.count == futures.count)
    return (try store.summaries(jobs: jobs), store.segmentsInFile)
  }

  /// The second road holds all futures at once.
  @Test("summaries do not depend on what memory holds, nor on threads")
  func limits() throws {
    let columns = 150
    let segment = 8 * columns * DrawStore.segment
    let futures = Self.futures(2 * DrawStore.segment + 77, columns: columns)
    let whole = DrawnMatrix(futures).summaries(jobs: 1)
    for (memory, inFile) in [(Int.max, 0), (2 * segment, 1), (segment, 2), (0, 3)] {
      for jobs in [1, 3] {
        let found = try Self.stored(futures, memory: memory, jobs: jobs)
        #expect(found.inFile == inFile, "\(memory) bytes")
        #expect(found.summaries == whole, "\(memory) bytes, \(jobs) threads")
      }
    }
  }

  @Test("fewer draws than a segment, and just one segment", arguments: [1, 7, DrawStore.segment])
  func few(count: Int) throws {
    let futures = Self.futures(count, columns: 70)
    for memory in [0, Int.max] {
      #expect(
        try Self.stored(futures, memory: memory).summaries
          == futures[0].indices.map { column in
            DrawnMatrix(futures.map { [$0[column]] }).summaries(jobs: 1)[0]
          })
    }
  }

  @Test("nothing is left in the folder while the file is in use, nor afterwards")
  func nothingIsLeft() throws {
    var name = Array("\(Self.temporary())/draws-XXXXXX".utf8CString)
    _ = try #require(mkdtemp(&name))
    let folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { rmdir(folder) }
    var store = DrawStore(columns: 3, memory: 0, folder: folder)
    try store.append([[1, 2, 3], [3, 4, 5]])
    #expect(store.segmentsInFile == 1)
    #expect(Self.entries(folder).isEmpty)
    #expect(try store.summaries(jobs: 1).map(\.mean) == [2, 3, 4])
  }

  private static func entries(_ folder: String) -> [String] {
    guard let stream = opendir(folder) else { return ["?"] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  @Test("a folder that cannot be written is told with its path")
  func unwritable() throws {
    let folder = "/nowhere/at all"
    var store = DrawStore(columns: 2, memory: 0, folder: folder)
    let error = #expect(throws: DrawStoreError.self) { try store.append([[1, 2]]) }
    #expect(error == DrawStoreError(path: folder, number: ENOENT, isReading: false))
  }
}
