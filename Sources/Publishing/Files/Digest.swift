internal import CMessageDigest
internal import CPlatform

/// SHA-256 of bytes, in hexadecimal.
public enum Digest {
  public static func sha256(_ bytes: [UInt8]) -> String { hexadecimal(own(bytes) ?? portable(bytes)) }

  /// By the library, on any processor.
  package static func portable(_ bytes: [UInt8]) -> [UInt8] {
    var context = SHA2_CTX()
    SHA256Init(&context)
    bytes.withUnsafeBufferPointer { SHA256Update(&context, $0.baseAddress, $0.count) }
    var digest = [UInt8](repeating: 0, count: 32)
    SHA256Final(&digest, &context)
    return digest
  }

  /// By the processor's own instructions; `nil` where it has none. A large county's tables are a hundred megabytes.
  package static func own(_ bytes: [UInt8]) -> [UInt8]? {
    var state: [UInt32] = [
      0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
    ]
    let whole = bytes.count / 64
    // The last block ends with a bit, zeros and the length in bits.
    var last = Array(bytes[(64 * whole)...]) + [0x80]
    last += [UInt8](repeating: 0, count: (120 - last.count % 64) % 64)
    let bits = UInt64(bytes.count) * 8
    last += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }
    guard cplatform_sha256(&state, bytes, whole) != 0, cplatform_sha256(&state, last, last.count / 64) != 0 else {
      return nil
    }
    return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
  }

  private static func hexadecimal(_ digest: [UInt8]) -> String {
    let hex = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [hex[Int($0 >> 4)], hex[Int($0 & 15)]] }, as: UTF8.self)
  }
}
