internal import Glibc

/// Encodings in which people save tables.
public enum TextEncoding: String, Sendable, Hashable {
  case utf8 = "utf-8"
  case utf8WithBOM = "utf-8-bom"
  case gb18030
}

/// Why bytes are not read as text.
struct EncodingProblem: Error, Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case neither
    case utf16
    case doubleMark
    /// Most lines are UTF-8, for instance the one given, and this one is GB18030.
    case mixed(otherLine: Int)
  }

  let kind: Kind
  /// The byte from which the file is not what it should be, from 0.
  let offset: Int
}

/// Text in the encodings of spreadsheets: UTF-8 with or without a byte-order mark, else GB18030.
enum TextEncodingDetection {
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Bytes as UTF-8 without a byte-order mark, and what they were.
  ///
  /// - Throws: ``EncodingProblem`` for other encodings and for files that mix two.
  static func read(_ bytes: [UInt8]) throws(EncodingProblem) -> (text: [UInt8], encoding: TextEncoding) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw EncodingProblem(kind: .utf16, offset: 0)
    }
    let hasMark = bytes.starts(with: mark)
    let text = hasMark ? Array(bytes.dropFirst(3)) : bytes
    if hasMark, text.starts(with: mark) { throw EncodingProblem(kind: .doubleMark, offset: 3) }
    let shift = hasMark ? 3 : 0
    guard let bad = text.withUnsafeBufferPointer({ firstBadByte($0) }) else {
      return (text, hasMark ? .utf8WithBOM : .utf8)
    }
    if let other = lineOfUTF8(text, bad: bad) {
      throw EncodingProblem(kind: .mixed(otherLine: other), offset: bad + shift)
    }
    guard !hasMark, let converted = convertFromGB18030(text) else {
      throw EncodingProblem(kind: .neither, offset: bad + shift)
    }
    return (converted, .gb18030)
  }

  /// Offset of the first byte that does not belong to valid UTF-8 (RFC 3629, section 4).
  private static func firstBadByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    let count = bytes.count
    while index < count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: length = 4
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: return index
      }
      guard index + length <= count, second.contains(bytes[index + 1]) else { return index }
      for next in (index + 2)..<max(index + 2, index + length) where bytes[next] & 0xC0 != 0x80 { return index }
      index += length
    }
    return nil
  }

  /// A line that is UTF-8 beyond doubt in a file whose line with the bad byte is GB18030: 1-based, `nil` when the file is
  /// of one encoding. Four characters of three bytes in one line do not come about by chance in GB18030.
  private static func lineOfUTF8(_ bytes: [UInt8], bad: Int) -> Int? {
    var evident: Int?
    var line = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      line += 1
      let holdsBad = start <= bad && bad < end
      if holdsBad || evident == nil {
        let isValid =
          bytes.withUnsafeBufferPointer { firstBadByte(UnsafeBufferPointer(rebasing: $0[start..<end])) } == nil
        let wide = bytes[start..<end].count { (0xE3...0xE9).contains($0) }
        if isValid, wide >= 4, evident == nil { evident = line }
        if holdsBad, convertFromGB18030(bytes[start..<end]) == nil { return nil }
      }
      if evident != nil, start > bad { break }
      start = end + 1
    }
    return evident
  }

  private static func convertFromGB18030(_ bytes: some Collection<UInt8>) -> [UInt8]? {
    let descriptor = iconv_open("UTF-8", "GB18030")
    guard descriptor != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(descriptor) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 2)
    var chunk = [CChar](repeating: 0, count: 1 << 16)
    var input = bytes.map { CChar(bitPattern: $0) }
    let isWhole = input.withUnsafeMutableBufferPointer { source in
      var from = source.baseAddress
      var left = source.count
      while left > 0 {
        let (status, written) = chunk.withUnsafeMutableBufferPointer { target -> (Int, Int) in
          var to = target.baseAddress
          var room = target.count
          let status = iconv(descriptor, &from, &left, &to, &room)
          let written = target.count - room
          target.prefix(written).withMemoryRebound(to: UInt8.self) { result.append(contentsOf: $0) }
          return (status == -1 ? Int(errno) : 0, written)
        }
        // A full chunk is no error; nothing written of a full chunk cannot be.
        guard status == 0 || status == Int(E2BIG) && written > 0 else { return false }
      }
      return true
    }
    return isWhole && !result.contains(0) ? result : nil
  }
}
