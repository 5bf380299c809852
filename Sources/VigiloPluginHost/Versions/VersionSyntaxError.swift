// Text that is not a version or not a version range: where it goes wrong, and what should stand there.

/// A version or a version range that cannot be read.
public struct VersionSyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The place of the first character that does not fit, counted from 1; one past the last if something is missing.
    public var column: Int
    /// What should stand there, as a noun phrase.
    public var expected: String

    public init(column: Int, expected: String) {
        self.column = column
        self.expected = expected
    }

    public var description: String { "expected \(expected) at column \(column)" }
}
