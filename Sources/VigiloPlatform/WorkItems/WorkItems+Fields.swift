// The custom fields of one work item, as people read them, and how they came to be what they are.

import VigiloExtensionPoints
public import VigiloJSON
import VigiloStore

/// A field of one work item.
public struct ItemField: Sendable, Equatable {
    public var field: CustomField
    /// Whether it can be written: it is active, and its type is there.
    public var isWritable: Bool
    /// nil: it has none.
    public var value: JSONValue?
    /// The value as the field's type tells it to people; nil where it has nothing better than the value itself.
    public var text: String?
}

/// One change of one item's fields.
public struct FieldChange: Sendable {
    /// nil: no value.
    public struct Sides: Sendable, Equatable {
        public var old: JSONValue?
        public var new: JSONValue?
    }

    public var seq: Int64
    /// In base form, as in the audit log: `change.set_fields`.
    public var action: String
    /// The e-mail address of who did it; nil for the system.
    public var actor: String?
    public var at: Timestamp
    /// By key; what changed and nothing else.
    public var values: [String: Sides]
}

extension WorkItems {
    /// How long a type may take to tell a value before the value itself has to do.
    private static let patience: Duration = .seconds(2)

    /// The fields of an item in the order in which they are shown: those in use, and others that it has a value in.
    /// Needs the type's `read` permission.
    public func fields(
        of type: WorkItemType, key: String, in slug: String, by caller: Caller
    ) async throws -> [ItemField] {
        let (workspace, item, definitions) = try await records.read { transaction in
            let workspace = try Permissions.check(type.readPermission, in: slug, by: caller, transaction)
            let item = try Self.find(key, type, in: workspace, transaction)
            return (workspace, item, try Fields.definitions(of: type, in: workspace.id, transaction))
        }
        let shown = definitions.filter { $0.isActive || item.fields[$0.key] != nil }
        let texts = await texts(of: item, shown, in: workspace)
        return shown.map { field in
            ItemField(
                field: field, isWritable: field.isActive && judge.type(of: field) != nil,
                value: item.fields[field.key], text: texts[field.key])
        }
    }

    private func texts(
        of item: WorkItem, _ fields: [CustomField], in workspace: Workspace
    ) async -> [String: String] {
        let context = CallContext(workspace, timeout: Self.patience)
        return await withTaskGroup(of: (String, String?).self) { group in
            for field in fields {
                guard let value = item.fields[field.key], let type = judge.type(of: field) else { continue }
                // A type that fails here hides nothing: the value is shown as it is.
                group.addTask {
                    (field.key, try? await type.describe(value, options: field.options, context: context))
                }
            }
            var texts: [String: String] = [:]
            for await (key, text) in group { texts[key] = text }
            return texts
        }
    }
}

extension WorkItems {
    /// Who changed an item's fields, from what to what and when, oldest first; of one field if one is given. Needs the
    /// type's `read` permission.
    ///
    /// It is read from the audit log, so it is as complete and as hard to forge as that.
    public func fieldHistory(
        of type: WorkItemType, key: String, field: String? = nil, _ page: PageRequest, in slug: String,
        by caller: Caller
    ) async throws -> Slice<FieldChange> {
        try await records.read { transaction in
            let workspace = try Permissions.check(type.readPermission, in: slug, by: caller, transaction)
            let item = try Self.find(key, type, in: workspace, transaction)
            // A field that is not there has no history, and most likely is mistyped.
            if let field, item.fields[field] == nil { _ = try Fields.find(field, of: type, in: workspace, transaction) }
            return try Self.history(of: item, field, page, in: workspace, transaction)
        }
    }

    private static func history(
        of item: WorkItem, _ field: String?, _ page: PageRequest, in workspace: Workspace, _ transaction: Transaction
    ) throws -> Slice<FieldChange> {
        let limit = try page.checkedLimit()
        let list = "field_history"
        var after = try AuditStart.seq(.workspace(workspace.id), transaction)
        if let text = page.cursor {
            guard let seq = Int64(try Cursor(parsing: text, list: list).key) else { throw Cursor.unreadable }
            after = max(after, seq)
        }
        var found: [FieldChange] = []
        // Rows that tell of no field (approvals, moves) are passed over, so one batch may not be enough.
        while found.count <= limit {
            let rows = try rows(about: item, in: workspace, after: after, transaction)
            guard let last = rows.last else { break }
            after = try last.integer("seq")
            found += try rows.compactMap { try FieldChange($0, field) }
        }
        return Slice(found, limit: limit) { Cursor(list: list, key: String($0.seq)) }
    }

    private static func rows(
        about item: WorkItem, in workspace: Workspace, after seq: Int64, _ transaction: Transaction
    ) throws(StoreError) -> [Row] {
        // Said like this, the item leads to its rows, and not the chain to all of them.
        try transaction.rows(
            """
            SELECT a.seq, a.action, a.created_at, a.old_value, a.new_value, u.email
            FROM audit_log a LEFT JOIN "user" u ON u.id = a.actor
            WHERE a.target_id = $1 AND a.seq > $2 AND a.target_type IN ('change', 'incident', 'task')
                AND a.chain || '' = $3
            ORDER BY a.seq LIMIT 200
            """, .text(item.id), .integer(seq), .text(workspace.id))
    }
}

extension FieldChange {
    /// nil: the row tells of no field, or not of the one that is wanted.
    fileprivate init?(_ row: Row, _ wanted: String?) throws {
        let images = try ["old_value", "new_value"].map { column in
            try row.optionalText(column).flatMap { try JSONValue(parsing: $0)["fields"]?.objectValue } ?? [:]
        }
        values = [:]
        for key in Set(images.flatMap(\.keys)) where wanted == nil || key == wanted {
            let sides = Sides(old: images[0][key]?.unlessNull, new: images[1][key]?.unlessNull)
            if sides.old != sides.new { values[key] = sides }
        }
        guard !values.isEmpty else { return nil }
        seq = try row.integer("seq")
        action = try row.text("action")
        actor = try row.optionalText("email")
        at = try row.timestamp("created_at")
    }
}
