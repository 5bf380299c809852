// What stands in the way of giving or taking a role.

import VigiloStore

extension Members {
    /// The role that is meant by a built-in role's name, a custom role's, or both.
    static func standing(
        role: String?, customRole: String?, in workspace: Workspace, _ transaction: Transaction
    ) throws -> Standing {
        let builtIn = try role.map { name throws(PlatformError) in
            guard let role = Role(rawValue: name) else {
                let roles = Role.allCases.map(\.rawValue)
                let guess = NearestName.of(name, among: roles).map { "; did you mean '\($0)'?" } ?? ""
                throw .invalid(
                    "role", "must be one of \(roles.joined(separator: ", ")), and is '\(name.prefix(60))'\(guess)",
                    in: "the member")
            }
            return role
        }
        guard let customRole else {
            guard let builtIn else { throw PlatformError.invalid("role", "is missing", in: "the member") }
            return Standing(builtIn)
        }
        let custom: CustomRole
        do {
            custom = try Roles.find(customRole, in: workspace, transaction)
        } catch let error as PlatformError where error.kind == .notFound {
            var invalid = PlatformError.invalid(
                "custom_role", "names no role of workspace '\(workspace.slug)': '\(customRole.prefix(60))'",
                in: "the member")
            invalid.hint = error.hint
            throw invalid
        }
        if let builtIn, builtIn != custom.inheritsFrom {
            throw PlatformError.invalid(
                "role", "is \(builtIn.rawValue), but '\(custom.name)' inherits from \(custom.inheritsFrom.rawValue)",
                in: "the member")
        }
        return Standing(custom.inheritsFrom, custom)
    }

    /// Nobody gives, takes or makes a role above their own.
    static func refuse(
        _ standing: Standing, unlessCoveredBy caller: Caller, in workspace: Workspace, _ transaction: Transaction
    ) throws {
        if try Users.isPlatformAdmin(caller.userID, transaction) { return }
        let own = try self.standing(of: caller.userID, in: workspace.id, transaction) ?? Standing(.viewer)
        guard !own.covers(standing) else { return }
        let missing = standing.permissions.subtracting(own.permissions).names
        let reason =
            own.role.rank < standing.role.rank
            ? "is above your own, \(own.text)" : "may \(missing.prefix(3).joined(separator: ", ")), and yours may not"
        throw PlatformError(
            .forbidden, code: "role_above_own", "The role \(standing.text) \(reason).",
            hint: "Ask somebody of workspace '\(workspace.slug)' whose role includes it.")
    }

    /// At least one owner always remains; who has less than an owner's permissions by a custom role does not count.
    static func refuseIfLastOwner(
        _ member: Member, in workspace: Workspace, _ transaction: Transaction
    ) throws {
        guard member.standing == Standing(.owner) else { return }
        let another = try transaction.first(
            """
            SELECT user_id FROM membership
            WHERE workspace_id = $1 AND role = 'owner' AND custom_role_id IS NULL AND user_id <> $2 LIMIT 1
            """, .text(workspace.id), .text(member.userID))
        guard another == nil else { return }
        throw PlatformError(
            .conflict, code: "last_owner", "\(member.email) is the last owner of workspace '\(workspace.slug)'.",
            hint: "Make somebody else an owner first: vigilo member role EMAIL owner")
    }
}
