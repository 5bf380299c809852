// What a test finds out by an error: the host would refuse the plugin, or the plugin broke its contract.

/// The host would refuse this plugin, and why.
public struct PluginRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// The stable word that the list, the log and the guide use: `register.kind_not_allowed`.
    public let code: String
    /// Completes "the plugin is refused: ...".
    public let sentence: String

    init(_ code: String, _ sentence: String) {
        self.code = code
        self.sentence = sentence
    }

    public var description: String { "the plugin is refused: \(sentence) [\(code)]" }
}

/// The plugin did what the contract forbids. No test should expect one.
///
/// The host answers such a call with an error, or ignores what came too late, and counts it against the plugin.
public struct ContractBreach: Error, Sendable, Hashable, CustomStringConvertible {
    /// What it did, and where: "field type 'port' returned the status 42, which does not exist".
    public let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }

    public var description: String { "the plugin broke its contract: \(sentence)" }
}
