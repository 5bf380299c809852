// Bodies about imports of snapshots, and about templates.

public import VigiloJSON

/// How many bytes a snapshot may have, and a body that brings one.
public enum SnapshotSize {
    public static let largest = 4 << 20
    /// Room for the other members, and for white space that people's editors put in.
    public static let largestBody = 2 * largest
}

/// A workspace that is to be made of a snapshot, or of a template; what is nil is as in the snapshot.
public struct NewImportBody: Codable, Sendable {
    public var snapshot: JSONValue?
    /// The name of a template, in place of a snapshot.
    public var template: String?
    public var name: String?
    public var slug: String?
    public var region: String?
    /// Whether whatever would be worth a warning is refused.
    public var strict: Bool?
    /// Whether nothing is made, and only said what would be.
    public var dryRun: Bool?

    enum CodingKeys: String, CodingKey {
        case snapshot, template, name, slug, region, strict
        case dryRun = "dry_run"
    }

    public init(
        snapshot: JSONValue? = nil, template: String? = nil, name: String? = nil, slug: String? = nil,
        region: String? = nil, strict: Bool? = nil, dryRun: Bool? = nil
    ) {
        self.snapshot = snapshot
        self.template = template
        self.name = name
        self.slug = slug
        self.region = region
        self.strict = strict
        self.dryRun = dryRun
    }
}

/// Something about a snapshot that somebody should know.
public struct SnapshotWarningBody: Codable, Sendable, Equatable {
    /// Where in the document: `custom_fields[3]`.
    public var path: String
    public var message: String

    public init(path: String, message: String) {
        self.path = path
        self.message = message
    }
}

/// What an import has made, or would make.
public struct ImportBody: Codable, Sendable, Equatable {
    public var slug: String
    public var name: String
    public var region: String
    public var dryRun: Bool
    /// The names of the settings.
    public var settings: [String]
    public var roles: [String]
    /// `change.window`
    public var customFields: [String]
    public var dashboards: [String]
    public var warnings: [SnapshotWarningBody]

    enum CodingKeys: String, CodingKey {
        case slug, name, region, settings, roles, dashboards, warnings
        case dryRun = "dry_run"
        case customFields = "custom_fields"
    }

    public init(
        slug: String, name: String, region: String, dryRun: Bool, settings: [String], roles: [String],
        customFields: [String], dashboards: [String], warnings: [SnapshotWarningBody]
    ) {
        self.slug = slug
        self.name = name
        self.region = region
        self.dryRun = dryRun
        self.settings = settings
        self.roles = roles
        self.customFields = customFields
        self.dashboards = dashboards
        self.warnings = warnings
    }
}

/// A template for workspaces.
public struct TemplateBody: Codable, Sendable, Equatable {
    public var id: String
    public var name: String
    public var description: String
    public var isPublic: Bool
    /// The workspace that it was taken of; nil where it was brought in as a document.
    public var workspace: String?
    public var createdBy: String
    public var createdAt: String
    /// nil in lists.
    public var snapshot: JSONValue?
    /// What a workspace made of it now would lack; only where it has just been made.
    public var warnings: [SnapshotWarningBody]?

    enum CodingKeys: String, CodingKey {
        case id, name, description, workspace, snapshot, warnings
        case isPublic = "is_public"
        case createdBy = "created_by"
        case createdAt = "created_at"
    }

    public init(
        id: String, name: String, description: String, isPublic: Bool, workspace: String?, createdBy: String,
        createdAt: String, snapshot: JSONValue?, warnings: [SnapshotWarningBody]?
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.isPublic = isPublic
        self.workspace = workspace
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.snapshot = snapshot
        self.warnings = warnings
    }
}

/// A template that is to be made, of a workspace as it is or of a snapshot.
public struct NewTemplateBody: Codable, Sendable {
    public var name: String
    public var description: String?
    public var isPublic: Bool?
    /// The slug of a workspace.
    public var workspace: String?
    public var snapshot: JSONValue?

    enum CodingKeys: String, CodingKey {
        case name, description, workspace, snapshot
        case isPublic = "is_public"
    }

    public init(
        name: String, description: String? = nil, isPublic: Bool? = nil, workspace: String? = nil,
        snapshot: JSONValue? = nil
    ) {
        self.name = name
        self.description = description
        self.isPublic = isPublic
        self.workspace = workspace
        self.snapshot = snapshot
    }
}
