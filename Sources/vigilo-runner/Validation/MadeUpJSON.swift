// Inputs that nobody would send: JSON of every type, and values at the edges of every native type.

import VigiloExtensionPoints
import VigiloJSON

/// Makes inputs up.
struct MadeUpJSON {
    private var generator: SeededGenerator

    init(_ generator: SeededGenerator) {
        self.generator = generator
    }

    private static let numbers: [JSONValue] = [
        0, 1, -1, 2, 255, 256, 65_535, 2_147_483_647, -2_147_483_648, 4_294_967_296, .integer(.max), .integer(.min),
        .unsigned(.max), 0.1, -0.0, 1e308, .number(.leastNonzeroMagnitude), -1.7976931348623157e308, 1e19,
        9007199254740993,
    ]
    private static let texts: [String] = [
        "", " ", "a", "null", "true", "0", "-1", "1e999", "2026-02-30", "2026-12-25", "OPS-17", "../../etc/passwd",
        "%s%n%x",
        "'; DROP TABLE x; --", "<script>", "\u{0}", "a\u{0}b", "\n\r\t", "\u{202E}", "\u{FEFF}",
        "\u{1F469}\u{200D}\u{1F680}",
        "e\u{301}", "\u{10FFFF}", "\\u0000", "\"", "{}", "[]", "https://example.com/?a=b#c", "user@example.com",
    ]
    private static let keys = ["", "a", "type", "value", "__proto__", "url", "types", "\u{0}", "key with blanks"]

    mutating func value(depth: Int = 4) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
        case 0: .null
        case 1: .bool(Bool.random(using: &generator))
        case 2: Self.numbers.randomElement(using: &generator) ?? 0
        case 3: .integer(Int64.random(in: .min ... .max, using: &generator))
        case 4: .string(text())
        case 5: .number(number())
        case 6, 7: .object(object(depth: depth))
        default: .array((0..<Int.random(in: 0...5, using: &generator)).map { _ in value(depth: depth - 1) })
        }
    }

    private mutating func object(depth: Int) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        for _ in 0..<Int.random(in: 0...5, using: &generator) {
            members[Self.keys.randomElement(using: &generator) ?? ""] = value(depth: depth - 1)
        }
        return members
    }

    /// Any finite number, all sizes alike.
    private mutating func number() -> Double {
        let number = Double(bitPattern: generator.next())
        return number.isFinite ? number : 0.5
    }

    mutating func text() -> String {
        if Bool.random(using: &generator), let text = Self.texts.randomElement(using: &generator) { return text }
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...40, using: &generator) {
            if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &generator)) { scalars.append(scalar) }
        }
        return String(scalars)
    }

    /// A value that fits the schema, or any value at all where there is none.
    mutating func value(fitting schema: JSONValue?) -> JSONValue {
        guard let schema else { return .null }
        return Schema(schema).sample(using: &generator)
    }
}

extension MadeUpJSON {
    /// Arguments at the edges of their types.
    mutating func arguments(for signature: FunctionSignature) -> JSONValue {
        var arguments: [String: JSONValue] = [:]
        for parameter in signature.parameters { arguments[parameter.name] = edge(of: parameter.type) }
        return .object(arguments)
    }

    private mutating func edge(of type: NativeType) -> JSONValue {
        let choices: [JSONValue] =
            switch type {
            case .bool: [true, false]
            case .i32: [0, 1, -1, .integer(Int64(Int32.max)), .integer(Int64(Int32.min)), 100]
            case .i64: [0, 1, -1, .integer(.max), .integer(.min), 100]
            case .u64: [0, 1, .integer(.max), .unsigned(.max), 100]
            case .f64:
                [0, -0.0, 1, -1, 0.1, 1e308, -1e308, .number(.leastNonzeroMagnitude), 1e-308, 9_007_199_254_740_993]
            case .str: [.string(text().filter { $0 != "\u{0}" && !$0.unicodeScalars.contains("\u{0}") })]
            case .bytes: ["", "AA==", "AAECAwQFBgcICQ==", "/////w=="]
            case .json: [value()]
            }
        return choices.randomElement(using: &generator) ?? .null
    }
}
