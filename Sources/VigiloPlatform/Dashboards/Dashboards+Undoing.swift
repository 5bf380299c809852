// Dashboards, undone; where one became the default instead of another, both.

import VigiloJSON
import VigiloStore

extension Dashboards {
    static let undoings: [String: Undoability] = [
        "dashboard.create", "dashboard.update", "dashboard.delete", "dashboard.add_widget", "dashboard.remove_widget",
    ].reduce(into: [:]) { $0[$1] = .possible(reverse) }

    /// The rows that are undone with a row, and in which order: where one dashboard became the default because another
    /// gave it up, two rows of one transaction tell of it, the giving up first.
    static func unit(
        of record: AuditRecord, in chain: AuditChain, _ transaction: Transaction
    ) throws -> [AuditRecord] {
        guard record.targetType == "dashboard" else { return [record] }
        if record.givesUpDefault, let next = try AuditRecord.find(record.seq + 1, in: chain, transaction),
            next.takesDefault, next.createdAt == record.createdAt
        {
            return [next, record]
        }
        if record.takesDefault, let former = try AuditRecord.find(record.seq - 1, in: chain, transaction),
            former.givesUpDefault, former.createdAt == record.createdAt
        {
            return [record, former]
        }
        return [record]
    }

    private static func reverse(_ step: UndoStep, _ transaction: Transaction) throws -> JSONValue? {
        try step.require(.dashboardWrite, transaction)
        let all = try stored(in: step.workspace.id, transaction)
        let current = all.first { $0.id == step.record.targetID }
        let others = all.filter { $0.id != step.record.targetID }
        try step.demand(current?.image)
        guard step.before != nil else {
            // Without any of its own a workspace has the standard one, so the very first may go; any other default may
            // if the one before it becomes the default again.
            if current?.isDefault == true, !others.isEmpty, !step.isPaired {
                throw step.blocked("it is the default dashboard", hint: hintForDefault)
            }
            try transaction.execute("DELETE FROM dashboard WHERE id = $1", .text(step.record.targetID))
            return current?.image
        }
        let again = try dashboardComingBack(step)
        try check(again, others, step, transaction)
        if current != nil {
            _ = try rewrite(again, at: step.now, transaction)
        } else {
            try write(again, in: step.workspace, transaction)
        }
        return current?.image
    }

    private static let hintForDefault = "Make another one the default first: vigilo dashboard set NAME --default"

    private static func check(
        _ again: Dashboard, _ others: [Dashboard], _ step: UndoStep, _ transaction: Transaction
    ) throws {
        if let other = others.first(where: { $0.name.lowercased() == again.name.lowercased() }) {
            throw step.blocked("there is another dashboard '\(other.name)' now", hint: "Rename that one first.")
        }
        if step.after == nil, others.count >= mostPerWorkspace {
            throw step.blocked("the workspace has \(others.count) dashboards, and may have \(mostPerWorkspace)")
        }
        if again.isDefault, step.after?["is_default"]?.boolValue != true {
            try giveUpDefault(in: step.workspace, by: step.caller, at: step.now, transaction)
        } else if !again.isDefault, step.after?["is_default"]?.boolValue == true, !step.isPaired {
            throw step.blocked("'\(again.name)' is the default dashboard", hint: hintForDefault)
        }
    }

    private static func dashboardComingBack(_ step: UndoStep) throws -> Dashboard {
        let tiles = (try step.value("layout").arrayValue ?? []).map(Tile.init)
        guard !tiles.contains(nil) else { throw step.blocked("its layout is of another version of Vigilo") }
        var dashboard = Dashboard(
            id: step.record.targetID, name: try step.text("name"), isDefault: try step.flag("is_default"),
            layout: tiles.compactMap(\.self), at: step.now)
        dashboard.createdAt = try step.time("created_at")
        return dashboard
    }
}

extension AuditRecord {
    fileprivate var takesDefault: Bool { !wasDefault && newValue?["is_default"]?.boolValue == true }
    fileprivate var givesUpDefault: Bool { wasDefault && newValue?["is_default"]?.boolValue != true }
    private var wasDefault: Bool { oldValue?["is_default"]?.boolValue == true }
}
