// What an audit row tells.

public import VigiloJSON

/// Who did something.
enum Actor: Sendable {
    /// A person, through a token.
    case caller(Caller)
    /// A person of whom no more is known than the ids.
    case user(id: String, tokenID: String)
    /// A person who becomes a user by accepting an invitation.
    case invited(userID: String, invitationID: String)
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
        switch actor {
        case .caller(let caller): caller.userID
        case .user(let id, _): id
        case .invited(let id, _): id
        case .system: nil
        }
    }

    /// The metadata with the token that was used, or the kind of actor where no person acted.
    var fullMetadata: JSONValue {
        var members = metadata
        switch actor {
        case .caller(let caller): members["token_id"] = .string(caller.tokenID)
        case .user(_, let tokenID): members["token_id"] = .string(tokenID)
        case .invited(_, let invitationID): members["invitation_id"] = .string(invitationID)
        case .system: members["actor_kind"] = "system"
        }
        return .object(members)
    }
}

/// Something that happened to the installation outside the platform's own functions: a plugin loaded, a file refused.
public struct PlatformAuditEntry: Sendable {
    /// In base form: `plugin.load`.
    public var action: String
    public var targetType: String
    public var targetID: String
    public var newValue: JSONValue?
    /// An object; who acted is added to it.
    public var metadata: JSONValue?
    /// Who asked for it; nil: nobody did.
    public var actor: (userID: String, tokenID: String)?

    public init(
        action: String, targetType: String, targetID: String, newValue: JSONValue? = nil, metadata: JSONValue? = nil,
        actor: (userID: String, tokenID: String)? = nil
    ) {
        self.actor = actor
        self.action = action
        self.targetType = targetType
        self.targetID = targetID
        self.newValue = newValue
        self.metadata = metadata
    }
}
