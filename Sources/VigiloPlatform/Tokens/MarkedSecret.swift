// Random secrets that can be recognised, and told from mistyped ones.

/// A mark, 32 random bytes in base 62 (43 characters), and the CRC-32 of all that in base 62 (6 characters).
///
/// The check lets a mistyped secret be told from an unknown one without asking the database, and lets a scanner for
/// leaked secrets recognise one anywhere.
struct MarkedSecret: Sendable, Equatable {
    let text: String

    private static let bodyWidth = 43
    private static let checkWidth = 6

    static func randomBytes() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        // Eight at a time: each question to the system is a call of its own.
        return (0..<4).flatMap { _ in bytes(of: generator.next()) }
    }

    private static func bytes(of number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    init(mark: String, randomBytes: [UInt8]) {
        let body = mark + Base62.text(of: randomBytes, width: Self.bodyWidth)
        text = body + Self.check(of: body)
    }

    /// nil: it can be no secret with this mark.
    init?(parsing text: String, mark: String) {
        let body = text.dropLast(Self.checkWidth)
        guard text.utf8.count == mark.utf8.count + Self.bodyWidth + Self.checkWidth, text.hasPrefix(mark),
            text.utf8.dropFirst(mark.utf8.count).allSatisfy(Base62.contains),
            text.hasSuffix(Self.check(of: String(body)))
        else { return nil }
        self.text = text
    }

    /// What the database keeps.
    var sha256: String { Self.sha256(of: text) }

    /// What the database would keep of a text, whether that is a secret or not.
    static func sha256(of text: String) -> String { Digest.text(Digest.sha256(text.utf8)) }

    private static func check(of body: String) -> String {
        let crc = CRC32.checksum(body.utf8)
        let bytes = [UInt8(crc >> 24), UInt8(crc >> 16 & 0xFF), UInt8(crc >> 8 & 0xFF), UInt8(crc & 0xFF)]
        return Base62.text(of: bytes, width: checkWidth)
    }
}
