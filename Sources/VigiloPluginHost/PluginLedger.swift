// What happened to which file, told to whoever keeps the books.

public import VigiloExtensionPoints

/// Something that happened to a plugin or its file; the raw value of its kind is the word on the wire.
public struct PluginEvent: Sendable, Equatable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Taken in.
        case loaded
        /// Taken in instead of an earlier version, or of itself.
        case replaced
        /// In service as before; its file has another name now.
        case moved
        case refused, quarantined, disabled
        /// Out of service, because its file has gone.
        case retired
        /// It was in service when the host last ran, and its file is not there.
        case missing
        /// A file that was refused has gone.
        case forgotten
        // Questions of an operator, which change nothing.
        case explained, rehearsed
        // Decisions of an operator, before what came of them.
        case enabled, released, installed, removed
        case rolledBack = "rolled_back"
    }

    /// What is to be remembered of the file from now on.
    public enum Memory: Sendable, Equatable {
        case keep(RememberedPlugin)
        case forget
        /// As before.
        case unchanged
    }

    public var kind: Kind
    /// Where the file was found.
    public var file: String
    public var name: String?
    public var version: String?
    /// In lower-case hexadecimal.
    public var sha256: String?
    /// Why, for all kinds that take a plugin out of service or keep it out.
    public var refusal: Refusal?
    /// Who asked for it; nil: nobody did, the host saw it.
    public var actor: PluginActor?
    /// In microseconds since 1970 (UTC).
    public var atMicroseconds: Int64
    public var memory: Memory
    /// A file that the plugin was known by before, of which nothing is to be remembered.
    public var formerFile: String?

    public init(
        kind: Kind, file: String, name: String?, version: String?, sha256: String?, refusal: Refusal?,
        actor: PluginActor? = nil, atMicroseconds: Int64, memory: Memory = .unchanged
    ) {
        self.kind = kind
        self.file = file
        self.name = name
        self.version = version
        self.sha256 = sha256
        self.refusal = refusal
        self.actor = actor
        self.atMicroseconds = atMicroseconds
        self.memory = memory
    }
}

/// Who asked the host for something. The host shows the name and hands the rest on to the books.
public struct PluginActor: Sendable, Hashable {
    public var userID: String
    public var tokenID: String
    /// For sentences: an e-mail address.
    public var name: String

    public init(userID: String, tokenID: String, name: String) {
        self.userID = userID
        self.tokenID = tokenID
        self.name = name
    }
}

/// What the books know of a plugin file: its last state, with reason and time.
public struct RememberedPlugin: Sendable, Equatable {
    public var file: String
    public var name: String?
    public var kind: String?
    public var version: String?
    public var compatibleWith: String?
    public var sha256: String?
    public var state: PluginState
    /// Set exactly when ``state`` is not ``PluginState/active``.
    public var refusal: Refusal?
    /// In microseconds since 1970 (UTC).
    public var sinceMicroseconds: Int64

    public init(
        file: String, name: String?, kind: String?, version: String?, compatibleWith: String?, sha256: String?,
        state: PluginState, refusal: Refusal?, sinceMicroseconds: Int64
    ) {
        self.file = file
        self.name = name
        self.kind = kind
        self.version = version
        self.compatibleWith = compatibleWith
        self.sha256 = sha256
        self.state = state
        self.refusal = refusal
        self.sinceMicroseconds = sinceMicroseconds
    }
}

/// Keeps the books on plugins: the host tells it what happened, in the order in which it happened.
public protocol PluginLedger: Sendable {
    /// What is known from earlier runs; asked once, before the first look.
    func remembered() async -> [RememberedPlugin]

    /// Called before plugins are loaded, replaced, taken out of service, installed or removed. Where it throws, they are not,
    /// unless this is the first look.
    func willChange() async throws

    /// Called once a look with all of its events; never with none.
    func record(_ events: [PluginEvent]) async
}

extension PluginLedger {
    /// Books that need no notice.
    public func willChange() async throws {}
}
