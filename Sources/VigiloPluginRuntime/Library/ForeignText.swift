// Texts that a plugin owns: read without trust, shown without surprises.

internal import CVigiloPlugin
internal import VigiloExtensionPoints

#if canImport(Glibc)
    internal import Glibc
#endif

/// Why a plugin's text cannot be taken.
enum ForeignTextFault: Error {
    case null
    case tooLong
    case notUTF8
}

/// Texts that a plugin owns.
enum ForeignText {
    /// Copies a text that is closed by NUL; never looks at more than `limit` + 1 bytes.
    static func read(_ address: UnsafeRawPointer?, limit: Int) throws(ForeignTextFault) -> String {
        guard let address = unsafe address else { throw .null }
        // SAFETY: the contract promises a text closed by NUL; strnlen stops there, or one byte past the limit.
        let length = unsafe strnlen(address.assumingMemoryBound(to: CChar.self), limit + 1)
        if length > limit { throw .tooLong }
        // SAFETY: strnlen has just read these bytes.
        let bytes = unsafe UnsafeRawBufferPointer(start: address, count: length)
        guard let text = unsafe String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        return text
    }

    /// An argument that a plugin gave to one of the host's functions; nil if it cannot be taken.
    static func argument(_ address: UnsafeRawPointer, limit: Int) -> String? {
        // The header calls these texts nonnull, and a plugin may pass NULL all the same.
        try? unsafe read(nilIfNull(address), limit: limit)
    }

    /// As above, with a sentence for the log.
    static func serviceArgument(
        _ address: UnsafeRawPointer, _ name: String, limit: Int
    ) throws(HostServiceError) -> String {
        guard let text = unsafe argument(address, limit: limit) else {
            throw HostServiceError(.invalidArgument, "\(name) must be UTF-8 of at most \(limit) bytes")
        }
        return text
    }

    /// A sentence of the plugin's for people: UTF-8 repaired, cut to `VIGILO_MAX_MESSAGE` bytes, and made harmless.
    static func sentence(_ bytes: UnsafeRawBufferPointer) -> String {
        let kept = unsafe bytes.prefix(Int(VIGILO_MAX_MESSAGE))
        var text = unsafe String(decoding: kept, as: UTF8.self)
        if unsafe kept.count < bytes.count {
            // A character cut in two has become one replacement character at the end.
            if text.hasSuffix("\u{FFFD}") { text.removeLast() }
            text += "..."
        }
        return harmless(text)
    }

    /// The text with everything escaped that could move a terminal's cursor, break a log line or reverse its reading.
    static func harmless(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": escaped += "\\n"
            case "\r": escaped += "\\r"
            case "\t": escaped += "\\t"
            case _ where isHarmful(scalar): escaped += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Control characters, line separators, and the marks that turn the reading direction.
    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Plugin names, extension keys and function names: `[a-z][a-z0-9_]{0,63}`.
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first), text.utf8.count <= Int(VIGILO_MAX_NAME) else {
            return false
        }
        return text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
