// The strings of a JSON text.

extension JSONParser {
    /// Reads from the opening quote to the closing one.
    mutating func string() throws(JSONSyntaxError) -> String {
        position += 1
        var result = ""
        while true {
            result += try plainRun()
            guard let byte = current else { throw error("the text ends inside a string") }
            position += 1
            if byte == UInt8(ascii: "\"") { return result }
            result.unicodeScalars.append(try escape())
        }
    }

    /// Everything up to the next quote, backslash or the end.
    private mutating func plainRun() throws(JSONSyntaxError) -> String {
        let start = position
        while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            guard byte >= 0x20 else { throw error("a control character inside a string must be escaped") }
            position += 1
        }
        guard let text = String(validating: bytes[start..<position], as: UTF8.self) else {
            throw error("the string is not valid UTF-8", at: start)
        }
        return text
    }

    /// Reads behind a backslash.
    private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let start = position - 1
        guard let byte = current else { throw error("the text ends inside a string") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape(from: start)
        default: throw error("there is no such escape", at: start)
        }
    }

    /// Reads behind `\u`: one scalar, or a pair of surrogates.
    private mutating func unicodeEscape(from start: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try hexUnit(from: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        let lone = error("half a surrogate pair", at: start)
        guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw lone }
        let second = try hexUnit(from: start)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
        else { throw lone }
        return scalar
    }

    private mutating func hexUnit(from start: Int) throws(JSONSyntaxError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw error("\\u wants four hexadecimal digits", at: start)
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }
}
