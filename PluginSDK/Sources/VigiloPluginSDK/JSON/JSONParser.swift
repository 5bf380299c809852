// A recursive descent over the bytes of a JSON text.

struct JSONParser {
    let bytes: [UInt8]
    var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func parse() throws(JSONSyntaxError) -> JSON {
        let value = try value(depth: 0)
        skipWhitespace()
        guard position == bytes.count else { throw error("there is more after the end of the value") }
        return value
    }

    func error(_ sentence: String, at offset: Int? = nil) -> JSONSyntaxError {
        JSONSyntaxError(sentence: sentence, offset: offset ?? position)
    }

    /// The byte at the position; nil at the end.
    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipWhitespace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Steps over `byte` if it is next.
    mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSON {
        skipWhitespace()
        guard let byte = current else { throw error("the text ends where a value should stand") }
        switch byte {
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw error("no value begins like this")
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONSyntaxError) -> JSON {
        let expected = Array(word.description.utf8)
        guard bytes[position...].starts(with: expected) else { throw error("the only words are true, false and null") }
        position += expected.count
        return value
    }

    private mutating func array(depth: Int) throws(JSONSyntaxError) -> [JSON] {
        try descend(to: depth)
        var elements: [JSON] = []
        skipWhitespace()
        if take(UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try value(depth: depth))
            skipWhitespace()
            if take(UInt8(ascii: "]")) { return elements }
            guard take(UInt8(ascii: ",")) else { throw error("an array goes on with ',' or ends with ']'") }
        }
    }

    private mutating func object(depth: Int) throws(JSONSyntaxError) -> [String: JSON] {
        try descend(to: depth)
        var members: [String: JSON] = [:]
        skipWhitespace()
        if take(UInt8(ascii: "}")) { return members }
        while true {
            skipWhitespace()
            let start = position
            guard current == UInt8(ascii: "\"") else { throw error("a member begins with its name in quotes") }
            let name = try string()
            skipWhitespace()
            guard take(UInt8(ascii: ":")) else { throw error("':' belongs between a member's name and its value") }
            let value = try value(depth: depth)
            guard members.updateValue(value, forKey: name) == nil else {
                throw error("the member '\(name)' stands here a second time", at: start)
            }
            skipWhitespace()
            if take(UInt8(ascii: "}")) { return members }
            guard take(UInt8(ascii: ",")) else { throw error("an object goes on with ',' or ends with '}'") }
        }
    }

    /// Steps over the opening bracket.
    private mutating func descend(to depth: Int) throws(JSONSyntaxError) {
        guard depth <= JSON.maximumDepth else {
            throw error("it is nested more than \(JSON.maximumDepth) levels deep")
        }
        position += 1
    }
}
