// The names that Vigilo's logs go by.

/// The origin of a chain's checkpoints, and the name of the key that signs them: `vigilo/INSTALLATION/CHAIN`.
public struct AuditOrigin: Sendable, Hashable {
    public let installation: String
    /// A workspace's id, or `platform`.
    public let chain: String

    public init(installation: String, chain: String) {
        self.installation = installation
        self.chain = chain
    }

    /// Reads an origin; nil if it is not one of Vigilo's.
    public init?(parsing text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "vigilo", !parts[1].isEmpty, !parts[2].isEmpty else { return nil }
        self.init(installation: String(parts[1]), chain: String(parts[2]))
    }

    public var text: String { "vigilo/\(installation)/\(chain)" }
}
