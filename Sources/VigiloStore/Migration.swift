// A step of the schema's history.

/// A step of the schema's history.
///
/// Migrations are append-only: once released, neither the name nor the statements of one ever change, and a new one is
/// added at the end.
public struct Migration: Sendable {
    /// Unique for ever; written into the database when the step is done.
    public let name: String
    /// Run in order, in one transaction.
    public let statements: [String]

    public init(_ name: String, _ statements: [String]) {
        self.name = name
        self.statements = statements
    }
}
