// From JSON text and back. Both are ours: Foundation reads what is no JSON ("[1,]"), and the audit log hashes what we write.

/// Text that is not JSON; `description` says so in one sentence.
public struct JSONSyntaxError: Error, CustomStringConvertible {
    public let description: String
}

extension JSONValue {
    /// Reads JSON text (RFC 8259, any value at the top).
    public init(parsing text: some Sequence<UInt8>) throws(JSONSyntaxError) {
        var reader = JSONReader(Array(text))
        self = try reader.value()
    }

    public init(parsing text: String) throws(JSONSyntaxError) {
        try self.init(parsing: text.utf8)
    }

    /// The value as canonical JSON: keys sorted by their UTF-8 bytes, no white space, only the escapes that RFC 8259 demands.
    ///
    /// The same value always gives the same bytes. Numbers that JSON cannot write (infinities, NaN) become `null`.
    public var canonicalText: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Byte by byte: audit rows and long lists are written this way, and appending to a string costs ten times as much.
    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .unsigned(let value): bytes += String(value).utf8
        case .number(let value): bytes += (value.isFinite ? Self.shortestText(of: value) : "null").utf8
        case .string(let value): Self.write(value, to: &bytes)
        case .array(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            for (index, member) in sorted.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.write(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Swift prints the shortest digits that read back as the same number; a trailing ".0" is dropped so that 1.0 is 1.
    private static func shortestText(of value: Double) -> String {
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)

    private static func write(_ string: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        // Hardly any string has something to escape, and bytes at once are many times faster than one by one.
        if string.utf8.withContiguousStorageIfAvailable({ $0.allSatisfy(stands) }) == true {
            bytes.append(contentsOf: string.utf8)
        } else {
            escape(string, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether the byte stands for itself in a string.
    private static func stands(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private static func escape(_ string: String, to bytes: inout [UInt8]) {
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case UInt8(ascii: "\r"): bytes += "\\r".utf8
            case UInt8(ascii: "\t"): bytes += "\\t".utf8
            case 0...0x1F:
                bytes += "\\u00".utf8
                bytes.append(hexadecimal[Int(byte >> 4)])
                bytes.append(hexadecimal[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
    }
}
