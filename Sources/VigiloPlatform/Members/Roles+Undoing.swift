// Custom roles, undone: made, changed and deleted ones.

import VigiloJSON
import VigiloStore

extension Roles {
    static let undoings: [String: Undoability] = [
        "role.create": .possible(reverse), "role.edit": .possible(reverse), "role.delete": .possible(reverse),
    ]

    static func find(
        id: String, in workspace: Workspace, _ transaction: Transaction
    ) throws -> CustomRole? {
        try transaction.first(
            "SELECT \(CustomRole.columns) FROM custom_role WHERE workspace_id = $1 AND id = $2", .text(workspace.id),
            .text(id)
        ).map { try CustomRole($0) }
    }

    private static func reverse(_ step: UndoStep, _ transaction: Transaction) throws -> JSONValue? {
        try step.require(.roleWrite, transaction)
        let role = try find(id: step.record.targetID, in: step.workspace, transaction)
        if let role { try refuse(role, step, transaction) }
        // Which settled invitations had a role that was deleted is not part of the role.
        try step.demand(role?.image, ignoring: ["settled_invitations"])
        guard step.before != nil else { return try erase(role, step, transaction) }
        let again = try roleComingBack(step)
        try refuse(again, step, transaction)
        if let role {
            try update(role, to: again, transaction)
        } else {
            try restore(again, step, transaction)
        }
        return role?.image
    }

    private static func erase(
        _ role: CustomRole?, _ step: UndoStep, _ transaction: Transaction
    ) throws -> JSONValue? {
        guard let role else { return Optional.none }
        try refuseIfInUse(role, in: step.workspace, at: step.now, transaction)
        return try erase(role, transaction)
    }

    private static func refuse(_ role: CustomRole, _ step: UndoStep, _ transaction: Transaction) throws {
        try Members.refuse(
            Standing(role.inheritsFrom, role), unlessCoveredBy: step.caller, in: step.workspace, transaction)
    }

    private static func roleComingBack(_ step: UndoStep) throws -> CustomRole {
        let names = { (member: String) throws -> [String] in
            (try step.value(member).arrayValue ?? []).compactMap(\.stringValue)
        }
        let new = NewRole(
            name: try step.text("name"), inheritsFrom: try step.text("inherits_from"), allow: try names("allow"),
            deny: try names("deny"))
        var role = try CustomRole(new, at: try step.time("created_at"))
        role.id = step.record.targetID
        return role
    }

    private static func restore(_ role: CustomRole, _ step: UndoStep, _ transaction: Transaction) throws {
        try refuseIfFull(step.workspace, transaction)
        guard try store(role, in: step.workspace, transaction) else {
            throw step.blocked(
                "there is another role '\(role.name)' now", hint: "Delete that one first: vigilo role delete")
        }
        for id in step.before?["settled_invitations"]?.arrayValue ?? [] {
            try transaction.execute(
                "UPDATE invitation SET custom_role_id = $1 WHERE id = $2 AND workspace_id = $3", .text(role.id),
                SQLValue(id.stringValue), .text(step.workspace.id))
        }
    }
}
