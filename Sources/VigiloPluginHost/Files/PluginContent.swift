// The bytes of a plugin file, and the name that follows from them.

import Crypto

/// The bytes of a plugin file together with their SHA-256.
public struct PluginContent: Sendable {
    public let bytes: [UInt8]
    /// In lower-case hexadecimal.
    public let sha256: String

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(2 * SHA256Digest.byteCount)
        for byte in SHA256.hash(data: bytes) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        sha256 = String(decoding: text, as: UTF8.self)
    }
}
