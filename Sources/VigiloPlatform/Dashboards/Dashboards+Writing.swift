// The statements that write dashboards.

import VigiloJSON
import VigiloStore

extension Dashboards {
    /// More than anybody can tell apart.
    static let mostPerWorkspace = 50

    /// Stores the standard dashboard where none is stored: from now on it is the workspace's own.
    static func keepStandard(
        in workspace: Workspace, by caller: Caller, at now: Timestamp, _ transaction: Transaction
    ) throws {
        guard try stored(in: workspace.id, transaction).isEmpty else { return }
        _ = try insert(.standard, in: workspace, by: caller, at: now, transaction)
    }

    /// Stores a dashboard. One that is to be the default takes the place of the one that is.
    static func insert(
        _ dashboard: Dashboard, in workspace: Workspace, by caller: Caller, at now: Timestamp,
        _ transaction: Transaction
    ) throws -> Dashboard {
        let others = try stored(in: workspace.id, transaction)
        guard others.count < mostPerWorkspace else {
            throw PlatformError(
                .conflict, code: "too_many_dashboards",
                "Workspace '\(workspace.slug)' has \(others.count) dashboards, and may have \(mostPerWorkspace).")
        }
        try refuse(name: dashboard.name, takenBy: others, in: workspace)
        let new = Dashboard(
            id: UUIDv7.make(at: now), name: dashboard.name, isDefault: dashboard.isDefault || others.isEmpty,
            layout: dashboard.layout, at: now)
        if new.isDefault { try giveUpDefault(in: workspace, by: caller, at: now, transaction) }
        return try store(new, in: workspace, by: caller, at: now, transaction)
    }

    /// Stores a dashboard where it is known that there is room for it, and that no other is the default beside it.
    static func store(
        _ new: Dashboard, in workspace: Workspace, by caller: Caller, at now: Timestamp, _ transaction: Transaction
    ) throws -> Dashboard {
        try write(new, in: workspace, transaction)
        try record("dashboard.create", new, from: nil, in: workspace, by: caller, at: now, transaction)
        return new
    }

    /// Writes a dashboard that is not there, as it is.
    static func write(
        _ dashboard: Dashboard, in workspace: Workspace, _ transaction: Transaction
    ) throws(StoreError) {
        try transaction.execute(
            """
            INSERT INTO dashboard (id, workspace_id, name, is_default, layout, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            SQLValue(dashboard.id), .text(workspace.id), .text(dashboard.name), SQLValue(dashboard.isDefault),
            .text(JSONValue.array(dashboard.layout.map(\.json)).canonicalText),
            SQLValue(dashboard.createdAt?.microseconds), SQLValue(dashboard.updatedAt?.microseconds))
    }

    /// Writes the name, the layout and whether it is the default; `action` is what the audit log calls it.
    static func replace(
        _ old: Dashboard, with new: Dashboard, as action: String, in workspace: Workspace, by caller: Caller,
        at now: Timestamp, _ transaction: Transaction
    ) throws -> Dashboard {
        if new.isDefault, !old.isDefault { try giveUpDefault(in: workspace, by: caller, at: now, transaction) }
        let others = try stored(in: workspace.id, transaction).filter { $0.id != old.id }
        try refuse(name: new.name, takenBy: others, in: workspace)
        let new = try rewrite(new, at: now, transaction)
        try record(action, new, from: old, in: workspace, by: caller, at: now, transaction)
        return new
    }

    /// Writes what may change of a dashboard that is there.
    static func rewrite(
        _ new: Dashboard, at now: Timestamp, _ transaction: Transaction
    ) throws(StoreError) -> Dashboard {
        var new = new
        new.updatedAt = now
        try transaction.execute(
            "UPDATE dashboard SET name = $1, is_default = $2, layout = $3, updated_at = $4 WHERE id = $5",
            .text(new.name), SQLValue(new.isDefault), .text(JSONValue.array(new.layout.map(\.json)).canonicalText),
            .integer(now.microseconds), SQLValue(new.id))
        return new
    }

    static func delete(
        _ dashboard: Dashboard, in workspace: Workspace, by caller: Caller, at now: Timestamp,
        _ transaction: Transaction
    ) throws {
        try transaction.execute("DELETE FROM dashboard WHERE id = $1", SQLValue(dashboard.id))
        let entry = AuditEntry(
            action: "dashboard.delete", targetType: "dashboard", targetID: dashboard.id ?? "", actor: .caller(caller),
            oldValue: dashboard.image)
        try AuditChain.workspace(workspace.id).append(entry, at: now, transaction)
    }

    /// Of two defaults the database would refuse the second.
    static func giveUpDefault(
        in workspace: Workspace, by caller: Caller, at now: Timestamp, _ transaction: Transaction
    ) throws {
        guard let old = try stored(in: workspace.id, transaction).first(where: \.isDefault) else { return }
        var new = old
        new.isDefault = false
        _ = try replace(old, with: new, as: "dashboard.update", in: workspace, by: caller, at: now, transaction)
    }

    private static func record(
        _ action: String, _ dashboard: Dashboard, from old: Dashboard?, in workspace: Workspace, by caller: Caller,
        at now: Timestamp, _ transaction: Transaction
    ) throws(StoreError) {
        let entry = AuditEntry(
            action: action, targetType: "dashboard", targetID: dashboard.id ?? "", actor: .caller(caller),
            oldValue: old?.image, newValue: dashboard.image)
        try AuditChain.workspace(workspace.id).append(entry, at: now, transaction)
    }

    /// People tell names apart by more than capital letters.
    static func refuse(
        name: String, takenBy others: [Dashboard], in workspace: Workspace
    ) throws(PlatformError) {
        guard let other = others.first(where: { $0.name.lowercased() == name.lowercased() }) else { return }
        throw PlatformError(
            .conflict, code: "dashboard_exists",
            "There is already a dashboard '\(other.name)' in workspace '\(workspace.slug)'.",
            hint: "Choose another name.")
    }
}
