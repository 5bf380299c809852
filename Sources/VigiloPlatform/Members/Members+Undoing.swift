// Memberships, undone: nobody gets by it what they could not give or take themselves.

import VigiloJSON
import VigiloStore

extension Members {
    static let undoings: [String: Undoability] = [
        "member.add": .possible(reverse), "member.role": .possible(reverse), "member.remove": .possible(reverse),
    ]

    private static func reverse(_ step: UndoStep, _ transaction: Transaction) throws -> JSONValue? {
        let row = try transaction.first(
            "\(Member.select) WHERE m.workspace_id = $1 AND m.user_id = $2", .text(step.workspace.id),
            .text(step.record.targetID))
        let member = try row.map(Member.init)
        guard step.before != nil else { return try remove(member, step, transaction) }
        guard step.after != nil else { return try restore(member, step, transaction) }
        return try changeBack(member, step, transaction)
    }

    /// As whoever removes a member: anybody may leave.
    private static func remove(
        _ member: Member?, _ step: UndoStep, _ transaction: Transaction
    ) throws -> JSONValue? {
        if step.record.targetID != step.caller.userID { try step.require(.memberRemove, transaction) }
        guard let member else { throw Superseded() }
        if member.userID != step.caller.userID {
            try refuse(member.standing, unlessCoveredBy: step.caller, in: step.workspace, transaction)
        }
        let image = member.standing.image(since: member.createdAt)
        try step.demand(image)
        try refuseIfLastOwner(member, in: step.workspace, transaction)
        try transaction.execute(
            "DELETE FROM membership WHERE workspace_id = $1 AND user_id = $2", .text(step.workspace.id),
            .text(member.userID))
        return image
    }

    /// As whoever invites: but for the invited person's consent, which they gave when they came in, and took back if they
    /// left by themselves.
    private static func restore(
        _ member: Member?, _ step: UndoStep, _ transaction: Transaction
    ) throws -> JSONValue? {
        try step.require(.memberRemove, transaction)
        try step.require(.memberInvite, transaction)
        try step.demand(member.map { $0.standing.image(since: $0.createdAt) })
        let userID = step.record.targetID
        guard step.record.actor != userID || step.caller.userID == userID else {
            throw step.blocked(
                "the member left by themselves",
                hint: "Invite them again: vigilo member invite --email EMAIL --role ROLE")
        }
        let standing = try standingComingBack(step, transaction)
        try refuse(standing, unlessCoveredBy: step.caller, in: step.workspace, transaction)
        try refuseIfInvited(userID, step, transaction)
        try transaction.execute(
            """
            INSERT INTO membership (user_id, workspace_id, role, custom_role_id, created_at) VALUES ($1, $2, $3, $4, $5)
            """,
            .text(userID), .text(step.workspace.id), .text(standing.role.rawValue),
            SQLValue(standing.customRole?.id), .integer(try step.time("created_at").microseconds))
        return Optional.none
    }

    /// As whoever gives a member another role.
    private static func changeBack(
        _ member: Member?, _ step: UndoStep, _ transaction: Transaction
    ) throws -> JSONValue? {
        try step.require(.memberWrite, transaction)
        guard let member else { throw Superseded() }
        try refuse(member.standing, unlessCoveredBy: step.caller, in: step.workspace, transaction)
        var image = member.standing.image(since: member.createdAt)
        if step.after?["created_at"] == nil { image = member.standing.json }
        try step.demand(image)
        let standing = try standingComingBack(step, transaction)
        try refuse(standing, unlessCoveredBy: step.caller, in: step.workspace, transaction)
        if standing != Standing(.owner) { try refuseIfLastOwner(member, in: step.workspace, transaction) }
        try transaction.execute(
            "UPDATE membership SET role = $1, custom_role_id = $2 WHERE workspace_id = $3 AND user_id = $4",
            .text(standing.role.rawValue), SQLValue(standing.customRole?.id), .text(step.workspace.id),
            .text(member.userID))
        return image
    }

    /// A custom role comes back as it is today, and only the very one: another may have its name.
    private static func standingComingBack(
        _ step: UndoStep, _ transaction: Transaction
    ) throws -> Standing {
        guard let name = step.optionalText("custom_role") else {
            guard let role = Role(rawValue: try step.text("role")) else {
                throw step.blocked("there is no role '\(try step.text("role"))' any more")
            }
            return Standing(role)
        }
        let id = try step.text("custom_role_id")
        guard let role = try Roles.find(id: id, in: step.workspace, transaction) else {
            throw step.blocked(
                "the role '\(name)' was deleted since",
                hint: "Undo that first: vigilo audit list --filter action=role.delete finds the row.")
        }
        return Standing(role.inheritsFrom, role)
    }

    private static func refuseIfInvited(
        _ userID: String, _ step: UndoStep, _ transaction: Transaction
    ) throws {
        let row = try transaction.first(
            """
            SELECT i.email FROM invitation i JOIN "user" u ON lower(u.email) = lower(i.email)
            WHERE u.id = $1 AND i.workspace_id = $2 AND i.status = 'pending' AND i.expires_at > $3
            """, .text(userID), .text(step.workspace.id), .integer(step.now.microseconds))
        guard let email = try row?.text("email") else { return }
        throw step.blocked(
            "\(email) was invited again since", hint: "Take the invitation back first: vigilo member uninvite \(email)")
    }
}
