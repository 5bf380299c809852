// The statements that read and write templates.

import VigiloJSON
import VigiloStore

extension Templates {
    /// A template that the caller may see, by its name. Needs `template.read`.
    static func find(_ name: String, for caller: Caller, _ transaction: Transaction) throws -> WorkspaceTemplate {
        try Permissions.check(.templateRead, by: caller, transaction)
        let isAdmin = try Users.isPlatformAdmin(caller.userID, transaction)
        // A name with NUL is none, and the database would refuse the question.
        let row =
            try name.utf8.contains(0)
            ? nil : transaction.first("\(WorkspaceTemplate.select) WHERE t.name = $1", .text(name))
        if let template = try row.map(WorkspaceTemplate.init),
            template.isPublic || template.creatorID == caller.userID || isAdmin
        {
            return template
        }
        let names = try transaction.rows(
            """
            SELECT name FROM workspace_template WHERE is_public = 1 OR created_by = $1 OR $2 = 1 ORDER BY name LIMIT 500
            """, .text(caller.userID), SQLValue(isAdmin)
        ).map { try $0.text("name") }
        let guess = NearestName.of(name, among: names).map { "Did you mean '\($0)'?" }
        throw PlatformError(
            .notFound, code: "template_not_found", "There is no template '\(name)' that you may see.",
            hint: guess ?? "List them with: vigilo template list")
    }

    static func templates(
        after name: String, limit: Int, for caller: Caller, _ transaction: Transaction
    ) throws -> [WorkspaceTemplate] {
        let isAdmin = try Users.isPlatformAdmin(caller.userID, transaction)
        return try transaction.rows(
            """
            \(WorkspaceTemplate.selectWithoutSnapshot) WHERE t.name > $1 AND (t.is_public = 1 OR t.created_by = $2 OR $3 = 1)
            ORDER BY t.name LIMIT $4
            """, .text(name), .text(caller.userID), SQLValue(isAdmin), .integer(Int64(limit))
        ).map { try WorkspaceTemplate($0) }
    }

    static func insert(
        _ new: NewTemplate, _ snapshot: WorkspaceSnapshot, by caller: Caller, at now: Timestamp,
        _ transaction: Transaction
    ) throws -> WorkspaceTemplate {
        var workspace: Workspace?
        if case .workspace(let slug) = new.source { workspace = try Workspaces.find(slug, transaction) }
        let added = try transaction.execute(
            """
            INSERT INTO workspace_template (id, name, description, snapshot, is_public, workspace_id, created_by,
                                            created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (name) DO NOTHING
            """,
            .text(UUIDv7.make(at: now)), .text(new.name), .text(new.description ?? ""), .text(snapshot.text),
            SQLValue(new.isPublic), SQLValue(workspace?.id), .text(caller.userID), .integer(now.microseconds))
        guard added == 1 else {
            throw PlatformError(
                .conflict, code: "template_exists", "There is already a template of the name '\(new.name)'.",
                hint: "Choose another name, or delete that one with: vigilo template delete NAME")
        }
        let template = try find(new.name, for: caller, transaction)
        try record("template.create", template, old: nil, new: template.json, by: caller, at: now, transaction)
        return template
    }

    static func delete(
        _ template: WorkspaceTemplate, by caller: Caller, at now: Timestamp, _ transaction: Transaction
    ) throws {
        try transaction.execute("DELETE FROM workspace_template WHERE id = $1", .text(template.id))
        try record("template.delete", template, old: template.json, new: nil, by: caller, at: now, transaction)
    }

    /// Templates belong to the installation, and so do the rows about them.
    private static func record(
        _ action: String, _ template: WorkspaceTemplate, old: JSONValue?, new: JSONValue?, by caller: Caller,
        at now: Timestamp, _ transaction: Transaction
    ) throws(StoreError) {
        let entry = AuditEntry(
            action: action, targetType: "workspace_template", targetID: template.id, actor: .caller(caller),
            oldValue: old, newValue: new)
        try AuditChain.platform.append(entry, at: now, transaction)
    }
}
