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
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .unsigned(let value): text += String(value)
        case .number(let value): text += value.isFinite ? Self.shortestText(of: value) : "null"
        case .string(let value): Self.write(value, to: &text)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            for (index, member) in sorted.enumerated() {
                if index > 0 { text += "," }
                Self.write(member.key, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        }
    }

    /// Swift prints the shortest digits that read back as the same number; a trailing ".0" is dropped so that 1.0 is 1.
    private static func shortestText(of value: Double) -> String {
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..."\u{1F}":
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
