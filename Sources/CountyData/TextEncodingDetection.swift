internal import Glibc

/// Encodings in which people save tables.
public enum TextEncoding: String, Sendable, Hashable {
  case utf8 = "utf-8"
  case utf8WithBOM = "utf-8-bom"
  case gb18030
}

enum TextEncodingDetection {
  /// Bytes as UTF-8 without a byte-order mark, and what they were; `nil` with the offset of the first bad byte when the
  /// file is neither UTF-8 nor GB18030.
  static func decode(_ bytes: [UInt8]) -> (text: [UInt8], encoding: TextEncoding)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let rest = Array(bytes.dropFirst(3))
      return isUTF8(rest) ? (rest, .utf8WithBOM) : nil
    }
    if isUTF8(bytes) { return (bytes, .utf8) }
    return convert(bytes, from: "GB18030").map { ($0, .gb18030) }
  }

  static func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

  /// Offset of the first byte that does not belong to valid UTF-8.
  static func firstBadByte(_ bytes: [UInt8]) -> Int {
    var low = 0
    var high = bytes.count
    // The longest valid prefix, up to the three bytes that may be cut from its last character.
    while low < high {
      let middle = (low + high + 1) / 2
      let isValid = (0...3).contains { middle - $0 >= 0 && isUTF8(Array(bytes.prefix(middle - $0))) }
      if isValid { low = middle } else { high = middle - 1 }
    }
    while low > 0 && !isUTF8(Array(bytes.prefix(low))) { low -= 1 }
    return low
  }

  private static func convert(_ bytes: [UInt8], from name: String) -> [UInt8]? {
    let descriptor = iconv_open("UTF-8", name)
    guard descriptor != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(descriptor) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    let written: Int? = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var fromLeft = source.count
        var to = target.baseAddress
        var toLeft = target.count
        let status = iconv(descriptor, &from, &fromLeft, &to, &toLeft)
        return status == -1 || fromLeft > 0 ? nil : target.count - toLeft
      }
    }
    guard let written else { return nil }
    let text = output.prefix(written).map { UInt8(bitPattern: $0) }
    return text.contains(0) ? nil : text
  }
}
