// The Swift types of typed functions, and how each crosses the boundary.

/// A Swift type that a typed function may take: `Bool`, `Int`, `Int32`, `Int64`, `UInt64`,
/// `Double`, `String`, `[UInt8]`, `JSON`.
public protocol NativeArgument: Sendable {
    static var native: NativeType<Self> { get }
}

/// A type that a typed function may return straight: a number or a boolean. Such a function cannot throw, for it has no
/// way to hand an error over.
public protocol NativeScalar: NativeArgument {
    static var home: ScalarHome<Self> { get }
}

/// A type that a typed function returns through the host's result, where there is also room for an error:
/// `String`, `[UInt8]`, `JSON`.
public protocol NativeText: NativeArgument {
    /// What is handed to the host.
    var nativeBytes: [UInt8] { get }
}

/// How a type is spelled in a signature and read from a call. Only the SDK makes them.
public struct NativeType<Value>: Sendable {
    let word: String
    let shape: ArgumentShape
    let read: @Sendable (CallFrame, ArgumentPlace) -> Value
}

/// The register that a scalar goes home in. Only the SDK makes them.
public struct ScalarHome<Value>: Sendable {
    enum Register: Sendable {
        case word(@Sendable (Value) -> UInt64)
        case real(@Sendable (Value) -> Double)
    }

    let register: Register

    var isReal: Bool {
        guard case .real = register else { return false }
        return true
    }
}

/// On the 64-bit machines that plugins run on, `Int` is an `i64` under another name.
extension Int: NativeScalar {
    public static var native: NativeType<Int> {
        NativeType(word: "i64", shape: .word) { frame, place in Int(truncatingIfNeeded: frame.word(place)) }
    }
    public static var home: ScalarHome<Int> { ScalarHome(register: .word { UInt64(truncatingIfNeeded: $0) }) }
}

extension Bool: NativeScalar {
    public static var native: NativeType<Bool> {
        NativeType(word: "bool", shape: .word) { frame, place in frame.word(place) & 0xFF != 0 }
    }
    public static var home: ScalarHome<Bool> { ScalarHome(register: .word { $0 ? 1 : 0 }) }
}

extension Int32: NativeScalar {
    public static var native: NativeType<Int32> {
        NativeType(word: "i32", shape: .word) { frame, place in Int32(truncatingIfNeeded: frame.word(place)) }
    }
    public static var home: ScalarHome<Int32> { ScalarHome(register: .word { UInt64(truncatingIfNeeded: $0) }) }
}

extension Int64: NativeScalar {
    public static var native: NativeType<Int64> {
        NativeType(word: "i64", shape: .word) { frame, place in Int64(bitPattern: frame.word(place)) }
    }
    public static var home: ScalarHome<Int64> { ScalarHome(register: .word { UInt64(bitPattern: $0) }) }
}

extension UInt64: NativeScalar {
    public static var native: NativeType<UInt64> {
        NativeType(word: "u64", shape: .word) { frame, place in frame.word(place) }
    }
    public static var home: ScalarHome<UInt64> { ScalarHome(register: .word { $0 }) }
}

extension Double: NativeScalar {
    public static var native: NativeType<Double> {
        NativeType(word: "f64", shape: .real) { frame, place in frame.real(place) }
    }
    public static var home: ScalarHome<Double> { ScalarHome(register: .real { $0 }) }
}

extension String: NativeText {
    public static var native: NativeType<String> {
        NativeType(word: "str", shape: .word) { frame, place in frame.text(place) }
    }
    public var nativeBytes: [UInt8] { Array(utf8) }
}

extension [UInt8]: NativeArgument, NativeText {
    public static var native: NativeType<[UInt8]> {
        NativeType(word: "bytes", shape: .pair) { frame, place in frame.bytes(place) }
    }
    public var nativeBytes: [UInt8] { self }
}

extension JSON: NativeText {
    /// The host passes JSON text only; what does not parse would be the host's fault, and arrives as `null`.
    public static var native: NativeType<JSON> {
        NativeType(word: "json", shape: .word) { frame, place in (try? JSON(parsing: frame.text(place))) ?? .null }
    }
    public var nativeBytes: [UInt8] { Array(text.utf8) }
}
