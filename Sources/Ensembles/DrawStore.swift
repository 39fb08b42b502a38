internal import Glibc

/// Drawn numbers that could not be put into the temporary file or read from it again.
public struct DrawStoreError: Error, Sendable, Hashable {
  /// The file, or the folder in which it was to be made.
  public let path: String
  /// The system's error number.
  public let number: Int32
  /// Whether numbers were read, not written.
  public let isReading: Bool

  public init(path: String, number: Int32, isReading: Bool) {
    self.path = path
    self.number = number
    self.isReading = isReading
  }
}

/// The numbers of all futures, stored once: columns of draws in segments of 256 draws. Segments stay in memory up to a limit,
/// the others go into one temporary file that has no name from the moment it is open, so that nothing is left behind whatever
/// happens. Summaries are read some columns at a time; they do not depend on the limit, on segments or on threads.
public struct DrawStore: ~Copyable {
  /// Draws of a segment.
  public static let segment = 256

  public let columns: Int
  /// Draws that have been added.
  public private(set) var count = 0
  private let memory: Int
  private let folder: String
  /// By segment: its numbers `[column][draw]`, or where they begin in the file.
  private var segments: [Segment] = []
  private var held = 0
  private var file: Int32 = -1
  private var written = 0

  private enum Segment {
    case memory([Double], draws: Int)
    case file(offset: Int, draws: Int)

    var draws: Int {
      switch self {
      case .memory(_, let draws), .file(_, let draws): draws
      }
    }
  }

  /// - Parameters:
  ///   - columns: Numbers of each draw.
  ///   - memory: Bytes of numbers that may stay in memory.
  ///   - folder: An existing folder for the temporary file, which is made only when it is needed.
  public init(columns: Int, memory: Int, folder: String) {
    self.columns = columns
    self.memory = memory
    self.folder = folder
  }

  deinit { if file >= 0 { close(file) } }

  /// Segments that are in the file.
  package var segmentsInFile: Int {
    segments.count {
      if case .file = $0 { true } else { false }
    }
  }

  /// Adds the next draws in their order.
  ///
  /// - Parameter draws: `[draw][column]`, a whole segment; the last may be shorter.
  /// - Precondition: every draw has a number for each column, and no segment before was short.
  /// - Throws: ``DrawStoreError``.
  public mutating func append(_ draws: [[Double]]) throws(DrawStoreError) {
    guard !draws.isEmpty else { return }
    precondition(count.isMultiple(of: Self.segment) && draws.count <= Self.segment)
    let numbers = transposed(draws)
    count += draws.count
    let bytes = numbers.count * MemoryLayout<Double>.stride
    if held + bytes <= memory {
      held += bytes
      segments.append(.memory(numbers, draws: draws.count))
    } else {
      try write(numbers)
      segments.append(.file(offset: written, draws: draws.count))
      written += bytes
    }
  }

  /// A few draws at once, so that what is written stands in one line of the cache.
  private func transposed(_ draws: [[Double]]) -> [Double] {
    let width = draws.count
    return [Double](unsafeUninitializedCapacity: columns * width) { numbers, filled in
      for first in stride(from: 0, to: width, by: 8) {
        for draw in first..<min(width, first + 8) {
          precondition(draws[draw].count == columns)
        }
        for start in stride(from: 0, to: columns, by: 64) {
          let end = min(columns, start + 64)
          for draw in first..<min(width, first + 8) {
            draws[draw].withUnsafeBufferPointer { own in
              for column in start..<end { numbers[column * width + draw] = own[column] }
            }
          }
        }
      }
      filled = columns * width
    }
  }

  /// Summaries of all columns, on several threads.
  ///
  /// - Throws: ``DrawStoreError``.
  public borrowing func summaries(jobs: Int) throws(DrawStoreError) -> [Summary] {
    guard count > 0 else { return [] }
    let block = 64
    let reader = Reader(
      segments: segments, file: file, path: folder, count: count)
    let columns = columns
    let blocks = OrderedParallel.map((columns + block - 1) / block, jobs: jobs) {
      index -> Result<[Summary], DrawStoreError> in
      let cells = (index * block)..<min(columns, (index + 1) * block)
      do throws(DrawStoreError) { return .success(try reader.summaries(cells)) } catch { return .failure(error) }
    }
    var all: [Summary] = []
    all.reserveCapacity(columns)
    for block in blocks { all += try block.get() }
    return all
  }

  /// What threads share to read columns.
  private struct Reader: Sendable {
    let segments: [Segment]
    let file: Int32
    let path: String
    let count: Int

    func summaries(_ cells: Range<Int>) throws(DrawStoreError) -> [Summary] {
      let columns = try gathered(cells)
      var maker = ColumnSummaries(count: count)
      return columns.withUnsafeBufferPointer { columns in
        (0..<cells.count).map { cell in
          maker.summary(UnsafeBufferPointer(rebasing: columns[(cell * count)..<((cell + 1) * count)]))
        }
      }
    }

    /// Some columns, each with all its draws in order.
    private func gathered(_ cells: Range<Int>) throws(DrawStoreError) -> [Double] {
      var columns = [Double](repeating: 0, count: cells.count * count)
      var first = 0
      for segment in segments {
        let draws = segment.draws
        func place(_ own: UnsafeBufferPointer<Double>) {
          for cell in 0..<cells.count {
            for draw in 0..<draws { columns[cell * count + first + draw] = own[cell * draws + draw] }
          }
        }
        let range = (cells.lowerBound * draws)..<(cells.upperBound * draws)
        switch segment {
        case .memory(let numbers, _):
          numbers.withUnsafeBufferPointer { place(UnsafeBufferPointer(rebasing: $0[range])) }
        case .file(let offset, _):
          let numbers = try read(offset + range.lowerBound * MemoryLayout<Double>.stride, range.count)
          numbers.withUnsafeBufferPointer { place($0) }
        }
        first += draws
      }
      return columns
    }

    private func read(_ offset: Int, _ count: Int) throws(DrawStoreError) -> [Double] {
      let bytes = count * MemoryLayout<Double>.stride
      var failure: Int32?
      let numbers = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
        let space = UnsafeMutableRawBufferPointer(buffer)
        var done = 0
        while done < bytes {
          let got = pread(file, space.baseAddress.map { $0 + done }, bytes - done, off_t(offset + done))
          if got < 0, errno == EINTR { continue }
          guard got > 0 else {
            failure = got < 0 ? errno : EIO
            break
          }
          done += got
        }
        filled = done / MemoryLayout<Double>.stride
      }
      if let failure { throw DrawStoreError(path: path, number: failure, isReading: true) }
      return numbers
    }
  }

  // MARK: The file

  private mutating func write(_ numbers: [Double]) throws(DrawStoreError) {
    if file < 0 { file = try opened() }
    let (file, offset) = (file, written)
    let failure = numbers.withUnsafeBytes { bytes -> Int32? in
      var done = 0
      while done < bytes.count {
        let put = pwrite(file, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
        if put < 0, errno == EINTR { continue }
        guard put > 0 else { return put < 0 ? errno : ENOSPC }
        done += put
      }
      return nil
    }
    if let failure { throw DrawStoreError(path: folder, number: failure, isReading: false) }
  }

  /// A file that nobody else can open: it loses its name at once.
  private func opened() throws(DrawStoreError) -> Int32 {
    var name = Array("\(folder)/.countyplan-draws-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw DrawStoreError(path: folder, number: errno, isReading: false) }
    guard unlink(name) == 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
      let number = errno
      close(descriptor)
      throw DrawStoreError(path: folder, number: number, isReading: false)
    }
    return descriptor
  }
}
