// Roles of a workspace: the built-in ones and its own.

import VigiloJSON
import VigiloStore

/// What is given when a custom role is made.
public struct NewRole: Sendable {
    public var name: String
    public var inheritsFrom: String
    /// Permissions by name.
    public var allow: [String]
    public var deny: [String]

    public init(name: String, inheritsFrom: String, allow: [String] = [], deny: [String] = []) {
        self.name = name
        self.inheritsFrom = inheritsFrom
        self.allow = allow
        self.deny = deny
    }
}

/// A change of a custom role; what is nil stays.
public struct RoleChange: Sendable {
    public var inheritsFrom: String?
    /// Permissions by name, in place of those that were allowed before.
    public var allow: [String]?
    public var deny: [String]?

    public init(inheritsFrom: String? = nil, allow: [String]? = nil, deny: [String]? = nil) {
        self.inheritsFrom = inheritsFrom
        self.allow = allow
        self.deny = deny
    }
}

/// The roles of all workspaces.
public struct Roles: Sendable {
    let records: Records

    /// More than anybody can tell apart.
    static let mostPerWorkspace = 100

    /// The built-in roles, weakest first, then the workspace's own by name. Needs `role.read`.
    public func list(in slug: String, by caller: Caller) async throws -> [Standing] {
        try await records.read { transaction in
            let workspace = try Permissions.check(.roleRead, in: slug, by: caller, transaction)
            let own = try transaction.rows(
                "SELECT \(CustomRole.columns) FROM custom_role WHERE workspace_id = $1 ORDER BY name",
                .text(workspace.id)
            ).map { try CustomRole($0) }
            return Role.allCases.map { Standing($0) } + own.map { Standing($0.inheritsFrom, $0) }
        }
    }

    /// Needs `role.read`.
    public func show(_ name: String, in slug: String, by caller: Caller) async throws -> Standing {
        try await records.read { transaction in
            let workspace = try Permissions.check(.roleRead, in: slug, by: caller, transaction)
            if let role = Role(rawValue: name) { return Standing(role) }
            let role = try Self.find(name, in: workspace, transaction)
            return Standing(role.inheritsFrom, role)
        }
    }

    /// Makes a custom role. Needs `role.write`; what it may do, its maker must be allowed to do as well.
    public func create(_ new: NewRole, in slug: String, by caller: Caller) async throws -> Standing {
        try await records.write { transaction in
            let workspace = try Permissions.check(.roleWrite, in: slug, by: caller, transaction)
            let now = Timestamp.now()
            let role = try CustomRole(new, at: now)
            let standing = Standing(role.inheritsFrom, role)
            try Members.refuse(standing, unlessCoveredBy: caller, in: workspace, transaction)
            try Self.insert(role, in: workspace, by: caller, at: now, transaction)
            return standing
        }
    }
}

extension Roles {
    static func find(_ name: String, in workspace: Workspace, _ transaction: Transaction) throws -> CustomRole {
        // A name with NUL is none, and the database would refuse the question.
        let row =
            try name.utf8.contains(0)
            ? nil
            : transaction.first(
                "SELECT \(CustomRole.columns) FROM custom_role WHERE workspace_id = $1 AND name = $2",
                .text(workspace.id), .text(name))
        if let row { return try CustomRole(row) }
        let own = try transaction.rows(
            "SELECT name FROM custom_role WHERE workspace_id = $1", .text(workspace.id)
        ).map { try $0.text("name") }
        let guess = NearestName.of(name, among: Role.allCases.map(\.rawValue) + own)
        throw PlatformError(
            .notFound, code: "role_not_found", "There is no role '\(name)' in workspace '\(workspace.slug)'.",
            hint: guess.map { "Did you mean '\($0)'?" } ?? "List them with: vigilo role list")
    }

    static func insert(
        _ role: CustomRole, in workspace: Workspace, by caller: Caller, at now: Timestamp, _ transaction: Transaction
    ) throws {
        try refuseIfFull(workspace, transaction)
        guard try store(role, in: workspace, transaction) else {
            throw PlatformError(
                .conflict, code: "role_exists",
                "There is already a role '\(role.name)' in workspace '\(workspace.slug)'.", hint: "Choose another name."
            )
        }
        let entry = AuditEntry(
            action: "role.create", targetType: "custom_role", targetID: role.id, actor: .caller(caller),
            newValue: role.image)
        try AuditChain.workspace(workspace.id).append(entry, at: now, transaction)
    }

    static func refuseIfFull(_ workspace: Workspace, _ transaction: Transaction) throws {
        let count =
            try transaction.first(
                "SELECT COUNT(*) AS n FROM custom_role WHERE workspace_id = $1", .text(workspace.id))?.integer("n") ?? 0
        guard count < mostPerWorkspace else {
            throw PlatformError(
                .conflict, code: "too_many_roles",
                "Workspace '\(workspace.slug)' has \(count) roles of its own, and may have \(mostPerWorkspace).")
        }
    }

    /// Writes a role that is not there, as it is; whether its name was free.
    static func store(
        _ role: CustomRole, in workspace: Workspace, _ transaction: Transaction
    ) throws(StoreError) -> Bool {
        let added = try transaction.execute(
            """
            INSERT INTO custom_role (id, workspace_id, name, inherits_from, allow, deny, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (workspace_id, name) DO NOTHING
            """,
            .text(role.id), .text(workspace.id), .text(role.name), .text(role.inheritsFrom.rawValue),
            .text(role.allow.json.canonicalText), .text(role.deny.json.canonicalText),
            .integer(role.createdAt.microseconds))
        return added == 1
    }
}

extension CustomRole {
    /// The new role with every rule kept, or an error that names every one that is not.
    init(_ new: NewRole, at now: Timestamp) throws(PlatformError) {
        var problems = InputProblems()
        let name = Title.checked(new.name, "name", atMost: 60, &problems)
        if let name, Role(rawValue: name.lowercased()) != nil {
            problems.add("name", "is the name of a built-in role")
        }
        let base = Role(rawValue: new.inheritsFrom)
        if base == nil {
            problems.add("inherits_from", "must be one of: \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let allow = Self.checked(new.allow, "allow", &problems)
        let deny = Self.checked(new.deny, "deny", &problems)
        try problems.throwIfAny(in: "the role")
        id = UUIDv7.make(at: now)
        self.name = name ?? ""
        inheritsFrom = base ?? .viewer
        self.allow = allow
        self.deny = deny
        createdAt = now
    }

    private static func checked(
        _ names: [String], _ field: String, _ problems: inout InputProblems
    ) -> Set<Permission> {
        var permissions: Set<Permission> = []
        for (index, name) in names.enumerated() {
            guard let permission = Permission(rawValue: name) else {
                problems.add("\(field)[\(index)]", "'\(name.prefix(60))' is no permission")
                continue
            }
            if Role.having(permission).isEmpty {
                problems.add("\(field)[\(index)]", "\(name) belongs to platform admins alone")
            }
            permissions.insert(permission)
        }
        return permissions
    }
}
