// A workspace, as it is read.

public import VigiloJSON
import VigiloStore

/// A workspace.
public struct Workspace: Sendable, Equatable {
    public var id: String
    public var slug: String
    public var name: String
    public var region: String
    /// `free`, `starter`, `pro` or `enterprise`.
    public var plan: String
    /// An object.
    public var settings: JSONValue
    public var createdAt: Timestamp

    static let columns = "id, slug, name, region, plan, settings, created_at"

    /// One that is not stored yet.
    init(id: String, _ new: NewWorkspace, at now: Timestamp) {
        self.id = id
        slug = new.slug
        name = new.name
        region = new.region
        plan = "free"
        settings = new.settings
        createdAt = now
    }

    init(_ row: Row) throws {
        id = try row.text("id")
        slug = try row.text("slug")
        name = try row.text("name")
        region = try row.text("region")
        plan = try row.text("plan")
        settings = try JSONValue(parsing: try row.text("settings"))
        createdAt = try row.timestamp("created_at")
    }
}
