// Seeing and revoking tokens: one's own, and those of people whom one administers.

import VigiloJSON
import VigiloStore

extension Tokens {
    private static let list = "tokens"

    /// A page of tokens, oldest first, revoked and expired ones too.
    ///
    /// - Parameter user: whose, by e-mail address or id; nil: the caller's own. Somebody else's need `token.manage` in a
    ///   workspace in which they have no higher role.
    public func list(_ page: PageRequest, of user: String? = nil, by caller: Caller) async throws -> Slice<Token> {
        let limit = try page.checkedLimit()
        let start = try page.cursor.map { text throws(PlatformError) in try Cursor(parsing: text, list: Self.list).key }
        return try await records.read { transaction in
            let owner = try user.map { try Self.administered($0, by: caller, transaction) } ?? caller.userID
            let rows = try transaction.rows(
                "\(Token.select) WHERE t.created_by = $1 AND t.id > $2 ORDER BY t.id LIMIT $3",
                .text(owner), .text(start ?? ""), .integer(Int64(limit + 1)))
            return Slice(try rows.map(Token.init), limit: limit) { Cursor(list: Self.list, key: $0.id) }
        }
    }

    /// A token by its id or its prefix.
    public func show(_ name: String, by caller: Caller) async throws -> Token {
        try await records.read { try Self.find(name, by: caller, $0).token }
    }

    /// Ends a token at once and for good. Anybody may revoke their own, and those that they may see of others.
    public func revoke(_ name: String, by caller: Caller) async throws -> Token {
        try await records.write { transaction in
            var (token, owner) = try Self.find(name, by: caller, transaction)
            if let revokedAt = token.revokedAt {
                throw PlatformError(
                    .conflict, code: "token_already_revoked",
                    "The token '\(token.name)' (\(token.prefix)...) was revoked already, at \(revokedAt.rfc3339).")
            }
            let now = Timestamp.now()
            try transaction.execute(
                "UPDATE api_token SET revoked_at = $1 WHERE id = $2", .integer(now.microseconds), .text(token.id))
            let entry = AuditEntry(
                action: "token.revoke", targetType: "api_token", targetID: token.id, actor: .caller(caller),
                oldValue: ["revoked_at": .null], newValue: ["revoked_at": .string(now.rfc3339)],
                metadata: ["name": .string(token.name), "prefix": .string(token.prefix), "user": .string(owner)])
            try AuditChain.platform.append(entry, at: now, transaction)
            token.revokedAt = now
            return token
        }
    }
}

extension Tokens {
    /// The id of a user whose tokens the caller may see; whoever may not is told that there is no such user.
    private static func administered(
        _ name: String, by caller: Caller, _ transaction: Transaction
    ) throws -> String {
        if let user = try Users.find(name, transaction), try mayManage(user.id, by: caller, transaction) {
            return user.id
        }
        throw PlatformError(
            .notFound, code: "user_not_found", "There is no user '\(name)' whose tokens you may see.",
            hint: "Tokens of others are for admins of a workspace in which they have no higher role.")
    }

    private static func mayManage(
        _ userID: String, by caller: Caller, _ transaction: Transaction
    ) throws -> Bool {
        if userID == caller.userID { return true }
        if try Users.isPlatformAdmin(caller.userID, transaction) { return true }
        // A platform admin's tokens open everything; no workspace is above them.
        if try Users.isPlatformAdmin(userID, transaction) { return false }
        let shared = try transaction.rows(
            """
            SELECT mine.workspace_id FROM membership mine JOIN membership theirs ON theirs.workspace_id = mine.workspace_id
            WHERE mine.user_id = $1 AND theirs.user_id = $2
            """, .text(caller.userID), .text(userID))
        return try shared.contains { row in
            let workspaceID = try row.text("workspace_id")
            guard let mine = try Members.standing(of: caller.userID, in: workspaceID, transaction),
                let theirs = try Members.standing(of: userID, in: workspaceID, transaction)
            else { return false }
            return mine.permissions.contains(.tokenManage) && mine.covers(theirs)
        }
    }

    /// The one token with that id or prefix of those that the caller may see.
    private static func find(
        _ name: String, by caller: Caller, _ transaction: Transaction
    ) throws -> (token: Token, ownerID: String) {
        let isName = name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        let column = name.utf8.count == TokenSecret.prefixWidth ? "prefix" : "id"
        let rows =
            try isName
            ? transaction.rows("SELECT id, created_by FROM api_token WHERE \(column) = $1", .text(name)) : []
        let visible = try rows.filter { try mayManage(try $0.text("created_by"), by: caller, transaction) }
        guard let found = visible.first else {
            throw PlatformError(
                .notFound, code: "token_not_found", "There is no token '\(name)' that you may see.",
                hint: "List yours with: vigilo token list")
        }
        guard visible.count == 1 else {
            throw PlatformError(
                .conflict, code: "token_ambiguous", "\(visible.count) tokens begin with '\(name)'.",
                hint: "Give the id; vigilo token list --json shows it.")
        }
        guard let row = try transaction.first("\(Token.select) WHERE t.id = $1", .text(try found.text("id"))) else {
            throw StoreError(.other, "A token has no owner.")
        }
        return (try Token(row), try found.text("created_by"))
    }
}
