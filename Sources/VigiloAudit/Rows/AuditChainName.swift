// The names of chains, and what stands before their first row.

/// A chain of the audit log: one for each workspace, and one for the platform.
public struct AuditChainName: Sendable, Hashable {
    /// A workspace's id, or `platform`.
    public let text: String

    public static let platform = AuditChainName("platform")

    public init(_ text: String) {
        self.text = text
    }

    /// What the first row has as the hash before it: SHA-256 of `vigilo.audit.genesis`, a newline and the name.
    public var genesis: Hash { Hash(of: "vigilo.audit.genesis\n\(text)".utf8) }
}
