// Whether a caller may do something.

import VigiloStore

/// Decides whether a caller may do something.
///
/// The answer is taken from the database at the time of the question: a token carries its owner's permissions of now.
public struct Permissions: Sendable {
    let records: Records

    /// For what belongs to the installation: a platform admin may, and so may a member of any workspace whose role has
    /// it.
    public func require(_ permission: Permission, by caller: Caller) async throws {
        try await records.read { try Self.check(permission, by: caller, $0) }
    }

    /// For what belongs to a workspace. A caller who may not know of the workspace is told that there is none.
    public func require(_ permission: Permission, in workspaceSlug: String, by caller: Caller) async throws -> Workspace
    {
        try await records.read { try Self.check(permission, in: workspaceSlug, by: caller, $0) }
    }

    static func check(_ permission: Permission, by caller: Caller, _ transaction: Transaction) throws {
        if try Users.isPlatformAdmin(caller.userID, transaction) { return }
        let standings = try Members.standings(of: caller.userID, transaction)
        if standings.contains(where: { $0.permissions.contains(permission) }) { return }
        let needed = Role.having(permission)
        throw PlatformError(
            .forbidden, code: "forbidden",
            needed.isEmpty
                ? "Only a platform admin has the permission \(permission.rawValue)."
                : "You need the permission \(permission.rawValue), and none of your roles has it.",
            hint: needed.isEmpty
                ? "Ask a platform admin of this installation."
                : "Ask an owner of a workspace for one of the roles \(list(needed)).")
    }

    static func check(
        _ permission: Permission, in slug: String, by caller: Caller, _ transaction: Transaction
    ) throws -> Workspace {
        guard let workspace = try Workspaces.find(slug, transaction) else {
            throw try unknownWorkspace(slug, by: caller, transaction)
        }
        if try Users.isPlatformAdmin(caller.userID, transaction) { return workspace }
        guard let standing = try Members.standing(of: caller.userID, in: workspace.id, transaction) else {
            throw try unknownWorkspace(slug, by: caller, transaction)
        }
        try check(permission, standing, in: workspace)
        return workspace
    }

    private static func check(
        _ permission: Permission, _ standing: Standing, in workspace: Workspace
    ) throws(PlatformError) {
        guard !standing.permissions.contains(permission) else { return }
        let needed = Role.having(permission)
        throw PlatformError(
            .forbidden, code: "forbidden",
            "You are \(standing.text) of workspace '\(workspace.slug)', which does not include \(permission.rawValue).",
            hint: needed.isEmpty
                ? "Ask a platform admin of this installation."
                : "Ask an owner of the workspace for one of the roles \(list(needed)).")
    }

    private static func list(_ roles: [Role]) -> String {
        roles.map(\.rawValue).joined(separator: ", ")
    }

    /// The same words whether the workspace is missing or hidden: the difference is what the caller must not learn.
    private static func unknownWorkspace(
        _ slug: String, by caller: Caller, _ transaction: Transaction
    ) throws -> PlatformError {
        let guess = NearestName.of(slug, among: try Workspaces.slugs(for: caller, transaction))
        return PlatformError(
            .notFound, code: "workspace_not_found", "There is no workspace '\(slug)' that you may see.",
            hint: guess.map { "Did you mean '\($0)'?" } ?? "List yours with: vigilo workspace list")
    }
}
