// A value on its way into a typed function or out of it: from JSON or Swift to what C takes, and back.

internal import VigiloPluginSDK

/// A value of one of the native types.
enum TypedValue {
    /// A number or a truth, as the bits of its word.
    case word(UInt64)
    case real(Double)
    /// A text, without the NUL that closes it in C.
    case text(String)
    case bytes([UInt8])

    /// Turns a JSON value into the type that a parameter has, as the host does; nil if it does not fit.
    init?(_ json: JSON, as type: NativeWord) {
        switch type {
        case .bool:
            guard let value = json.boolValue else { return nil }
            self = .word(value ? 1 : 0)
        case .i32:
            guard let value = Self.whole(json, as: Int32.self) else { return nil }
            self = .word(UInt64(bitPattern: Int64(value)))
        case .i64:
            guard let value = Self.whole(json, as: Int64.self) else { return nil }
            self = .word(UInt64(bitPattern: value))
        case .u64:
            guard let value = Self.whole(json, as: UInt64.self) else { return nil }
            self = .word(value)
        case .f64:
            guard let value = json.doubleValue else { return nil }
            self = .real(value)
        case .str:
            guard let value = json.stringValue, !value.utf8.contains(0) else { return nil }
            self = .text(value)
        case .bytes:
            guard let value = json.stringValue.flatMap(Base64.bytes) else { return nil }
            self = .bytes(value)
        case .json:
            self = .text(json.text)
        }
    }

    /// A whole number, however it is written, if it is in range.
    private static func whole<Integer: FixedWidthInteger>(_ json: JSON, as _: Integer.Type) -> Integer? {
        switch json {
        case .integer(let value): Integer(exactly: value)
        case .unsigned(let value): Integer(exactly: value)
        case .number(let value): Integer(exactly: value)
        default: nil
        }
    }

    var shape: ArgumentShape {
        switch self {
        case .word, .text: .word
        case .real: .real
        case .bytes: .pair
        }
    }
}

extension NativeArgument {
    /// The value as JSON, as a caller would write it.
    var asJSON: JSON {
        switch self {
        case let value as Bool: JSON(value)
        case let value as Int: JSON(value)
        case let value as Int32: JSON(value)
        case let value as Int64: JSON(value)
        case let value as UInt64: JSON(value)
        case let value as Double: .number(value)
        case let value as String: .string(value)
        case let value as [UInt8]: .string(Base64.text(value))
        case let value as JSON: value
        default: nil
        }
    }

    /// The Swift value of a result; nil if it does not fit.
    static func from(_ json: JSON) -> Self? {
        let value: Any? =
            switch Self.self {
            case is Bool.Type: json.boolValue
            case is Int.Type: json.integerValue.flatMap { Int(exactly: $0) }
            case is Int32.Type: json.integerValue.flatMap { Int32(exactly: $0) }
            case is Int64.Type: json.integerValue
            case is UInt64.Type: Self.unsigned(json)
            case is Double.Type: json.doubleValue
            case is String.Type: json.stringValue
            case is [UInt8].Type: json.stringValue.flatMap(Base64.bytes)
            case is JSON.Type: json
            default: nil
            }
        return value as? Self
    }

    private static func unsigned(_ json: JSON) -> UInt64? {
        if case .unsigned(let value) = json { return value }
        return json.integerValue.flatMap { UInt64(exactly: $0) }
    }
}
