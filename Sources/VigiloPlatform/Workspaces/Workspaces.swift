// Workspaces: what may be done with them.

public import VigiloJSON
import VigiloStore

/// The workspaces of the installation.
public struct Workspaces: Sendable {
    let records: Records
    /// The regions that a workspace may be in.
    let regions: [String]

    private static let list = "workspaces"

    /// Creates a workspace; the caller becomes its first owner. Needs `workspace.create`.
    public func create(
        slug: String, name: String, region: String, settings: JSONValue? = nil, by caller: Caller
    ) async throws -> Workspace {
        let new = NewWorkspace(slug: slug, name: name, region: region, settings: settings ?? [:])
        return try await records.write { transaction in
            try Permissions.check(.workspaceCreate, by: caller, transaction)
            let new = try new.checked(regions: regions)
            return try Self.insert(new, by: caller, at: .now(), transaction)
        }
    }

    /// A page of workspaces by slug: all of them for a platform admin, their own for everyone else.
    public func list(_ page: PageRequest, by caller: Caller) async throws -> Slice<Workspace> {
        let limit = try page.checkedLimit()
        // No slug is empty: the first page starts behind the empty one.
        let start = try page.cursor.map { text throws(PlatformError) in try Cursor(parsing: text, list: Self.list).key }
        return try await records.read { transaction in
            let rows = try Self.rows(after: start ?? "", limit: limit + 1, for: caller, transaction)
            return Slice(try rows.map(Workspace.init), limit: limit) { Cursor(list: Self.list, key: $0.slug) }
        }
    }

    /// Needs `workspace.read`.
    public func show(_ slug: String, by caller: Caller) async throws -> Workspace {
        try await records.read { try Permissions.check(.workspaceRead, in: slug, by: caller, $0) }
    }

    /// Changes the name and patches the settings (RFC 7396); what is nil stays. Needs `workspace.write`.
    ///
    /// A change that changes nothing leaves no trace in the audit log.
    public func update(
        _ slug: String, name: String? = nil, settingsPatch: JSONValue? = nil, by caller: Caller
    ) async throws -> Workspace {
        try await records.write { transaction in
            let old = try Permissions.check(.workspaceWrite, in: slug, by: caller, transaction)
            let new = try Self.changed(old, name: name, settingsPatch: settingsPatch)
            guard new != old else { return old }
            try transaction.execute(
                "UPDATE workspace SET name = $1, settings = $2 WHERE id = $3",
                .text(new.name), .text(new.settings.canonicalText), .text(new.id))
            let entry = AuditEntry(
                action: "workspace.update", targetType: "workspace", targetID: new.id, actor: .caller(caller),
                oldValue: ["name": .string(old.name), "settings": old.settings],
                newValue: ["name": .string(new.name), "settings": new.settings])
            try AuditChain.workspace(new.id).append(entry, at: .now(), transaction)
            return new
        }
    }
}

extension Workspaces {
    /// Those that the caller may know of; the first few hundred are enough to guess from.
    static func slugs(for caller: Caller, _ transaction: Transaction) throws -> [String] {
        try rows(after: "", limit: 500, for: caller, transaction).map { try $0.text("slug") }
    }

    /// nil: there is none.
    static func find(_ slug: String, _ transaction: Transaction) throws -> Workspace? {
        // What can be no slug is not worth a question, and may hold characters that the database refuses.
        guard WorkspaceSlug.isWellFormed(slug) else { return nil }
        return try transaction.first("SELECT \(Workspace.columns) FROM workspace WHERE slug = $1", .text(slug))
            .map(Workspace.init)
    }

    static func rows(
        after slug: String, limit: Int, for caller: Caller, _ transaction: Transaction
    ) throws(StoreError) -> [Row] {
        if try Users.isPlatformAdmin(caller.userID, transaction) {
            return try transaction.rows(
                "SELECT \(Workspace.columns) FROM workspace WHERE slug > $1 ORDER BY slug LIMIT $2",
                .text(slug), .integer(Int64(limit)))
        }
        return try transaction.rows(
            """
            SELECT \(Workspace.columns) FROM workspace
            WHERE id IN (SELECT workspace_id FROM membership WHERE user_id = $1) AND slug > $2 ORDER BY slug LIMIT $3
            """, .text(caller.userID), .text(slug), .integer(Int64(limit)))
    }

    private static func changed(
        _ workspace: Workspace, name: String?, settingsPatch: JSONValue?
    ) throws(PlatformError) -> Workspace {
        var problems = InputProblems()
        var workspace = workspace
        if let name { workspace.name = NewWorkspace.checked(name: name, &problems) ?? workspace.name }
        if let settingsPatch {
            workspace.settings = workspace.settings.merging(settingsPatch)
            WorkspaceSettings.check(workspace.settings, &problems)
        }
        try problems.throwIfAny(in: "the workspace")
        return workspace
    }

    static func insert(
        _ new: NewWorkspace, by caller: Caller, at now: Timestamp, _ transaction: Transaction
    ) throws -> Workspace {
        let row = try transaction.first(
            """
            INSERT INTO workspace (id, slug, name, region, plan, settings, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (slug) DO NOTHING RETURNING \(Workspace.columns)
            """,
            .text(UUIDv7.make(at: now)), .text(new.slug), .text(new.name), .text(new.region), "free",
            .text(new.settings.canonicalText), .integer(now.microseconds))
        guard let row else {
            throw slugTaken(new.slug)
        }
        let workspace = try Workspace(row)
        let entry = AuditEntry(
            action: "workspace.create", targetType: "workspace", targetID: workspace.id, actor: .caller(caller),
            newValue: [
                "slug": .string(new.slug), "name": .string(new.name), "region": .string(new.region),
                "settings": new.settings,
            ])
        try AuditChain.platform.append(entry, at: now, transaction)
        try Members.add(
            caller.userID, as: Standing(.owner), to: workspace.id, by: .caller(caller), at: now, transaction)
        return workspace
    }

    static func slugTaken(_ slug: String) -> PlatformError {
        PlatformError(
            .conflict, code: "slug_taken", "There is already a workspace '\(slug)'.", hint: "Choose another slug.")
    }
}
