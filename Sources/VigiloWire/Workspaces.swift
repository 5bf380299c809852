// Bodies about workspaces.

public import VigiloJSON

public struct WorkspaceBody: Codable, Sendable, Equatable {
    public var id: String
    public var slug: String
    public var name: String
    public var region: String
    public var plan: String
    public var settings: JSONValue
    public var createdAt: String

    enum CodingKeys: String, CodingKey {
        case id, slug, name, region, plan, settings
        case createdAt = "created_at"
    }

    public init(
        id: String, slug: String, name: String, region: String, plan: String, settings: JSONValue, createdAt: String
    ) {
        self.id = id
        self.slug = slug
        self.name = name
        self.region = region
        self.plan = plan
        self.settings = settings
        self.createdAt = createdAt
    }
}

public struct NewWorkspaceBody: Codable, Sendable {
    public var slug: String
    public var name: String
    public var region: String
    public var settings: JSONValue?

    public init(slug: String, name: String, region: String, settings: JSONValue? = nil) {
        self.slug = slug
        self.name = name
        self.region = region
        self.settings = settings
    }
}

/// A change of a workspace; what is nil stays. `settings` is a JSON merge patch (RFC 7396): null removes a member.
public struct WorkspacePatchBody: Codable, Sendable {
    public var name: String?
    public var settings: JSONValue?

    public init(name: String? = nil, settings: JSONValue? = nil) {
        self.name = name
        self.settings = settings
    }
}
