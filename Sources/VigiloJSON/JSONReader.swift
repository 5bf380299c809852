// Reading JSON text strictly by RFC 8259.

/// Reads one JSON text, strictly: no trailing commas, no comments, no lone surrogates, nothing after the value.
///
/// Of a member that an object names twice the last one counts. Arrays and objects may be nested to a depth of 512.
struct JSONReader {
    private static let deepest = 512

    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The text's only value.
    mutating func value() throws(JSONSyntaxError) -> JSONValue {
        let value = try nextValue()
        skipSpace()
        if index < bytes.count { throw fault("nothing may follow the value") }
        return value
    }

    private mutating func nextValue() throws(JSONSyntaxError) -> JSONValue {
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"): return try number()
        case UInt8(ascii: "t"): return try word("true", means: true)
        case UInt8(ascii: "f"): return try word("false", means: false)
        case UInt8(ascii: "n"): return try word("null", means: .null)
        case let byte? where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte): return try number()
        default: throw fault("a value must stand here")
        }
    }

    private mutating func word(_ word: StaticString, means value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        let end = index + word.utf8CodeUnitCount
        guard end <= bytes.count, bytes[index..<end].elementsEqual(word.description.utf8) else {
            throw fault("a value must stand here")
        }
        index = end
        return value
    }
}

// Arrays and objects.
extension JSONReader {
    private mutating func array() throws(JSONSyntaxError) -> [JSONValue] {
        try goDown()
        var values: [JSONValue] = []
        if !accept("]") {
            repeat { values.append(try nextValue()) } while accept(",")
            if !accept("]") { throw fault("',' or ']' must stand here") }
        }
        depth -= 1
        return values
    }

    private mutating func object() throws(JSONSyntaxError) -> [String: JSONValue] {
        try goDown()
        var members: [String: JSONValue] = [:]
        if !accept("}") {
            repeat {
                skipSpace()
                guard current == UInt8(ascii: "\"") else { throw fault("a member's name must stand here") }
                let name = try string()
                if !accept(":") { throw fault("':' must stand here") }
                members[name] = try nextValue()
            } while accept(",")
            if !accept("}") { throw fault("',' or '}' must stand here") }
        }
        depth -= 1
        return members
    }

    /// Steps over the bracket. The depth is bounded because every level takes a piece of the thread's stack.
    private mutating func goDown() throws(JSONSyntaxError) {
        if depth == Self.deepest { throw fault("it is nested more than \(Self.deepest) levels deep") }
        depth += 1
        index += 1
    }
}

// Strings.
extension JSONReader {
    private mutating func string() throws(JSONSyntaxError) -> String {
        index += 1
        let start = index
        while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { index += 1 }
        if current == UInt8(ascii: "\"") {
            defer { index += 1 }
            return try text(of: bytes[start..<index])
        }
        return try stringWithEscapes(from: start)
    }

    private mutating func stringWithEscapes(from start: Int) throws(JSONSyntaxError) -> String {
        var decoded = Array(bytes[start..<index])
        while let byte = current, byte >= 0x20 {
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return try text(of: decoded[...])
            case UInt8(ascii: "\\"): try escape(into: &decoded)
            default: decoded.append(byte)
            }
        }
        throw fault(current == nil ? "a string is not closed" : "a control character in a string must be escaped")
    }

    private mutating func escape(into decoded: inout [UInt8]) throws(JSONSyntaxError) {
        guard let letter = current else { throw fault("a string is not closed") }
        index += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(letter)
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0C)
        case UInt8(ascii: "n"): decoded.append(0x0A)
        case UInt8(ascii: "r"): decoded.append(0x0D)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "u"): decoded.append(contentsOf: String(Character(try unicodeScalar())).utf8)
        default: throw fault("there is no such escape", before: 2)
        }
    }

    /// What follows `\u`: four hexadecimal digits, or two times four for a surrogate pair.
    private mutating func unicodeScalar() throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try fourHexDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        if first < 0xDC00, current == UInt8(ascii: "\\"), bytes.count > index + 1, bytes[index + 1] == UInt8(ascii: "u")
        {
            index += 2
            let second = try fourHexDigits()
            if (0xDC00...0xDFFF).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            {
                return scalar
            }
        }
        throw fault("half of a surrogate pair stands alone")
    }

    private mutating func fourHexDigits() throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = current.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
                throw fault("a hexadecimal digit must stand here")
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    private func text(of bytes: ArraySlice<UInt8>) throws(JSONSyntaxError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw fault("a string is not UTF-8") }
        return text
    }
}

// Numbers.
extension JSONReader {
    /// Doubles up to here are whole numbers exactly, and written without an exponent.
    private static let largestExactDouble = 9_007_199_254_740_992.0

    private mutating func number() throws(JSONSyntaxError) -> JSONValue {
        let start = index
        if current == UInt8(ascii: "-") { index += 1 }
        if current == UInt8(ascii: "0") { index += 1 } else { try digits() }
        let isWhole = current != UInt8(ascii: ".") && current != UInt8(ascii: "e") && current != UInt8(ascii: "E")
        if current == UInt8(ascii: ".") {
            index += 1
            try digits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            index += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { index += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isWhole, let value = Int64(text) { return .integer(value) }
        if isWhole, let value = UInt64(text) { return .unsigned(value) }
        guard let value = Double(text), value.isFinite else {
            throw fault("the number \(text.prefix(20)) is too large", before: index - start)
        }
        // One value, one text: 1.0 and 1e0 are 1.
        if abs(value) <= Self.largestExactDouble, let whole = Int64(exactly: value) { return .integer(whole) }
        return .number(value)
    }

    private mutating func digits() throws(JSONSyntaxError) {
        let start = index
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
        if index == start { throw fault("a digit must stand here") }
    }
}

// Single bytes.
extension JSONReader {
    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        skipSpace()
        guard current == UInt8(ascii: scalar) else { return false }
        index += 1
        return true
    }

    private func fault(_ what: String, before: Int = 0) -> JSONSyntaxError {
        JSONSyntaxError(description: "it is not valid JSON: \(what) (byte \(index - before + 1))")
    }
}
