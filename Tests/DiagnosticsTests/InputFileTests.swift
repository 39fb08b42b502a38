import Diagnostics
import Foundation
import TestSupport
import Testing

/// The system's calls with a reading that is disturbed once.
private func disturbed(_ answer: @escaping (Int) -> (result: Int, error: Int32)?) -> ReadCalls {
  var calls = ReadCalls.system
  let real = calls.read
  var count = 0
  calls.read = { descriptor, buffer in
    count += 1
    if let answer = answer(count) { return answer }
    // Small pieces, so that a disturbance meets the middle of the file.
    return real(descriptor, UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(7)))
  }
  return calls
}

@Suite("Inputs are read whole or not at all")
struct InputFileTests {
  private let text = "name,beds\na,10\nb,20\nc,30\n"

  @Test("a reading that a signal cuts short goes on, at whatever call", arguments: 1...6)
  func interrupted(call: Int) throws {
    let bench = try Workbench()
    try bench.write(text, to: "a.csv")
    let bytes = try InputFile.read(
      bench.path("a.csv"), limit: 1 << 20, calls: disturbed { $0 == call ? (-1, EINTR) : nil })
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test("an error of the disk is never the end of the file, at whatever call", arguments: [EIO, ESTALE, ENOMEM], 1...4)
  func broken(error: Int32, call: Int) throws {
    let bench = try Workbench()
    try bench.write(text, to: "a.csv")
    let told = #expect(throws: InputUnreadable.self) {
      try InputFile.read(bench.path("a.csv"), limit: 1 << 20, calls: disturbed { $0 == call ? (-1, error) : nil })
    }
    #expect(told?.path == bench.path("a.csv") && told?.reason.contains(String(cString: strerror(error))) == true)
  }

  @Test("fewer bytes than the file has are an error that tells both numbers")
  func short() throws {
    let bench = try Workbench()
    try bench.write(text, to: "a.csv")
    let told = #expect(throws: InputUnreadable.self) {
      try InputFile.read(bench.path("a.csv"), limit: 1 << 20, calls: disturbed { $0 == 3 ? (0, 0) : nil })
    }
    #expect(told?.reason.contains("14 字节") == true && told?.reason.contains("\(text.utf8.count) 字节") == true)
  }

  @Test(
    "what is not there is missing; what the system refuses is unreadable and says why",
    arguments: [ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG, EACCES, EMFILE, ENFILE, EIO, ENOMEM])
  func opening(error: Int32) throws {
    var calls = ReadCalls.system
    calls.open = { _ in (-1, error) }
    let isMissing = [ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG].contains(error)
    do {
      _ = try InputFile.read("a.csv", limit: 10, calls: calls)
      Issue.record("read what cannot be opened")
    } catch let missing as InputMissing {
      #expect(isMissing && missing.diagnostic.code == "E0006")
    } catch let unreadable as InputUnreadable {
      #expect(!isMissing && unreadable.diagnostic.code == "E0007" && !unreadable.diagnostic.message.contains("找不到"))
      #expect(unreadable.reason.contains(String(cString: strerror(error))))
    }
  }

  @Test("an opening that a signal cuts short is made again")
  func reopening() throws {
    let bench = try Workbench()
    try bench.write(text, to: "a.csv")
    var calls = ReadCalls.system
    let real = calls.open
    var count = 0
    calls.open = {
      count += 1
      return count < 4 ? (-1, EINTR) : real($0)
    }
    #expect(try InputFile.read(bench.path("a.csv"), limit: 1 << 20, calls: calls).count == text.utf8.count)
  }
}
