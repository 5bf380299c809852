// A JSON argument turned into what a native function takes.

internal import FoundationEssentials
internal import VigiloExtensionPoints
internal import VigiloJSON

/// An argument in native form.
enum NativeArgument: Sendable, Equatable {
    /// A number or a truth, as the bits of its slot.
    case word(UInt64)
    /// A text, closed by NUL.
    case text([UInt8])
    case bytes([UInt8])

    /// Turns a JSON value into the type that a parameter has; the error completes "argument 'x' ...".
    init(_ value: JSONValue, as type: NativeType) throws(ArgumentFault) {
        switch (type, value) {
        case (.bool, .bool(let value)):
            self = .word(value ? 1 : 0)
        case (.i32, _):
            self = .word(UInt64(bitPattern: Int64(try Self.whole(value, as: Int32.self, type))))
        case (.i64, _):
            self = .word(UInt64(bitPattern: try Self.whole(value, as: Int64.self, type)))
        case (.u64, _):
            self = .word(try Self.whole(value, as: UInt64.self, type))
        case (.f64, _):
            guard let number = value.doubleValue else { throw ArgumentFault(type, found: value) }
            self = .word(number.bitPattern)
        case (.str, .string(let text)):
            if text.utf8.contains(0) { throw ArgumentFault("must not contain U+0000, which ends a text in C") }
            self = .text(Array(text.utf8) + [0])
        case (.bytes, .string(let text)):
            guard let data = Data(base64Encoded: text) else { throw ArgumentFault(type, found: value) }
            self = .bytes(Array(data))
        case (.json, _):
            self = .text(value.pluginText + [0])
        case (.bool, _), (.str, _), (.bytes, _):
            throw ArgumentFault(type, found: value)
        }
    }

    /// A whole number, however it is written, if it is in range.
    private static func whole<Integer: FixedWidthInteger>(
        _ value: JSONValue, as _: Integer.Type, _ type: NativeType
    ) throws(ArgumentFault) -> Integer {
        let exact: Integer? =
            switch value {
            case .integer(let number): Integer(exactly: number)
            case .unsigned(let number): Integer(exactly: number)
            case .number(let number): Integer(exactly: number)
            default: nil
            }
        guard let exact else { throw ArgumentFault(type, found: value) }
        return exact
    }
}

/// Why an argument cannot be taken, as the end of a sentence that begins with its name.
struct ArgumentFault: Error, Equatable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    init(_ type: NativeType, found value: JSONValue) {
        text = "must be \(Self.wanted(type, isNumber: value.doubleValue != nil)), not \(Self.found(value))"
    }

    /// The range of a whole number is told to those who gave a number.
    private static func wanted(_ type: NativeType, isNumber: Bool) -> String {
        switch type {
        case .i32 where !isNumber, .i64 where !isNumber, .u64 where !isNumber: "a whole number (\(type.rawValue))"
        case .bool: "true or false (bool)"
        case .i32: "a whole number from \(Int32.min) to \(Int32.max) (i32)"
        case .i64: "a whole number from \(Int64.min) to \(Int64.max) (i64)"
        case .u64: "a whole number from 0 to \(UInt64.max) (u64)"
        case .f64: "a number (f64)"
        case .str: "a string (str)"
        case .bytes: "a string in Base64 (bytes)"
        case .json: "any JSON value (json)"
        }
    }

    private static func found(_ value: JSONValue) -> String {
        switch value {
        case .null: return "null"
        case .array: return "an array"
        case .object: return "an object"
        case .bool, .integer, .unsigned, .number: return value.canonicalText
        case .string(let text):
            let start = text.prefix(40)
            return "the string \(JSONValue.string(String(start)).canonicalText)\(start.count < text.count ? "..." : "")"
        }
    }
}
