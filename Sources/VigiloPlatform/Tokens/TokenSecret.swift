// The secret that a client carries.

/// An API token in full: `vgl_`, 32 random bytes in base 62 (43 characters), and the CRC-32 of all that in base 62 (6
/// characters).
///
/// The check lets a mistyped token be told from an unknown one without asking the database, and lets a scanner for
/// leaked secrets recognise one anywhere. Only the SHA-256 is kept.
struct TokenSecret: Sendable, Equatable {
    let text: String

    private static let mark = "vgl_"
    private static let bodyWidth = 43
    private static let checkWidth = 6

    /// A new secret from the system's random numbers.
    static func random() -> TokenSecret {
        var generator = SystemRandomNumberGenerator()
        return TokenSecret(randomBytes: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// The secret of 32 given bytes.
    init(randomBytes: [UInt8]) {
        let body = Self.mark + Base62.text(of: randomBytes, width: Self.bodyWidth)
        text = body + Self.check(of: body)
    }

    /// Reads what a client sent; throws `token_malformed` for what can be no token.
    init(parsing text: String) throws(PlatformError) {
        guard Self.isWellFormed(text) else {
            throw PlatformError(
                .unauthenticated, code: "token_malformed", "This is not a Vigilo token, or it was mistyped or cut off.",
                hint: "Copy the whole token, from vgl_ to its end, and run: vigilo configure")
        }
        self.text = text
    }

    /// What the database keeps.
    var sha256: String { Digest.text(Digest.sha256(text.utf8)) }

    /// The mark and four more characters: enough to recognise a token in a list, useless for guessing the rest.
    var prefix: String { String(text.prefix(Self.mark.count + 4)) }

    private static func isWellFormed(_ text: String) -> Bool {
        let body = text.dropLast(checkWidth)
        return text.utf8.count == mark.utf8.count + bodyWidth + checkWidth && text.hasPrefix(mark)
            && text.utf8.dropFirst(mark.utf8.count).allSatisfy(Base62.contains)
            && text.hasSuffix(check(of: String(body)))
    }

    private static func check(of body: String) -> String {
        let crc = CRC32.checksum(body.utf8)
        let bytes = [UInt8(crc >> 24), UInt8(crc >> 16 & 0xFF), UInt8(crc >> 8 & 0xFF), UInt8(crc & 0xFF)]
        return Base62.text(of: bytes, width: checkWidth)
    }
}
