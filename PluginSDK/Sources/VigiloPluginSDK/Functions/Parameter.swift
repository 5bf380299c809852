// A typed function's parameters, as an author names them.

/// A parameter of a typed function: its name and, by its own type, its Swift type.
///
/// The words are those of signatures: `.i64("severity")`, `.f64("exposure")`, `.str("owner")`.
public struct Parameter<Value: NativeArgument>: Sendable {
    /// `[a-z][a-z0-9_]{0,63}`; callers pass the argument by this name.
    public let name: String
}

extension Parameter<Int> {
    /// An `i64`.
    public static func int(_ name: String) -> Self { Self(name: name) }
}

extension Parameter<Bool> {
    public static func bool(_ name: String) -> Self { Self(name: name) }
}

extension Parameter<Int32> {
    public static func i32(_ name: String) -> Self { Self(name: name) }
}

extension Parameter<Int64> {
    public static func i64(_ name: String) -> Self { Self(name: name) }
}

extension Parameter<UInt64> {
    public static func u64(_ name: String) -> Self { Self(name: name) }
}

extension Parameter<Double> {
    public static func f64(_ name: String) -> Self { Self(name: name) }
}

extension Parameter<String> {
    public static func str(_ name: String) -> Self { Self(name: name) }
}

extension Parameter<[UInt8]> {
    public static func bytes(_ name: String) -> Self { Self(name: name) }
}

extension Parameter<JSON> {
    public static func json(_ name: String) -> Self { Self(name: name) }
}
