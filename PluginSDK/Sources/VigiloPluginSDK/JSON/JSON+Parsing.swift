// From text to JSON, strictly by RFC 8259 and without Foundation.

/// Text that is not JSON; the sentence says what is wrong, and where.
public struct JSONSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    public let sentence: String
    /// Where reading stopped, in bytes from the start.
    public let offset: Int

    public var description: String { "\(sentence) (at byte \(offset))" }
}

extension JSON {
    /// How deep arrays and objects may stand in each other. Deeper text is refused rather than risking the stack.
    public static let maximumDepth = 200

    /// Reads one JSON value with nothing but white space around it.
    ///
    /// Stricter than many: no comments, no trailing commas, no `NaN`, no byte order mark, no lone surrogates, no bytes
    /// that are not UTF-8, no member named twice, no number beyond the range of `Double`.
    public init(parsing text: some Sequence<UInt8>) throws(JSONSyntaxError) {
        var parser = JSONParser(Array(text))
        self = try parser.parse()
    }

    public init(parsing text: String) throws(JSONSyntaxError) {
        try self.init(parsing: text.utf8)
    }
}
