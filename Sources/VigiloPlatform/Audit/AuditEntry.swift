// What an audit row tells.

public import VigiloJSON

/// Who did something.
enum Actor: Sendable {
    /// A person, through a token.
    case caller(Caller)
    /// Vigilo itself.
    case system
}

/// Something that happened, before it has a place in a chain.
struct AuditEntry: Sendable {
    /// In base form: `change.approve`.
    var action: String
    var targetType: String
    var targetID: String
    var actor: Actor
    var oldValue: JSONValue?
    var newValue: JSONValue?
    /// What else is worth knowing; who acted is added to it.
    var metadata: [String: JSONValue] = [:]

    /// The user's id; nil for the system.
    var actorID: String? {
        guard case .caller(let caller) = actor else { return nil }
        return caller.userID
    }

    /// The metadata with the token that was used, or the kind of actor where no person acted.
    var fullMetadata: JSONValue {
        var members = metadata
        switch actor {
        case .caller(let caller): members["token_id"] = .string(caller.tokenID)
        case .system: members["actor_kind"] = "system"
        }
        return .object(members)
    }
}

/// Something that happened to the installation without a person's request: a plugin loaded, a file refused.
public struct PlatformAuditEntry: Sendable, Equatable {
    /// In base form: `plugin.load`.
    public var action: String
    public var targetType: String
    public var targetID: String
    public var newValue: JSONValue?
    /// An object; `actor_kind` is added to it.
    public var metadata: JSONValue?

    public init(
        action: String, targetType: String, targetID: String, newValue: JSONValue? = nil, metadata: JSONValue? = nil
    ) {
        self.action = action
        self.targetType = targetType
        self.targetID = targetID
        self.newValue = newValue
        self.metadata = metadata
    }
}
