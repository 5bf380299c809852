// The SHA-256 that packages are held to.

import Crypto
import VigiloPackage

enum PackageDigest {
    /// The SHA-256 in lower-case hexadecimal.
    static func sha256(_ bytes: ArraySlice<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hex = SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: hex, as: UTF8.self)
    }
}
