// The built-in roles of a workspace, and the one table of what each may do.

/// A built-in role, weakest first.
public enum Role: String, Sendable, Hashable, CaseIterable {
    case viewer, engineer, approver, admin, owner

    /// What the role may do in its workspace.
    public var permissions: Set<Permission> { Self.table[self] ?? [] }

    /// How many roles are weaker.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The roles that have a permission, weakest first; none for what only a platform admin may do.
    public static func having(_ permission: Permission) -> [Role] {
        allCases.filter { $0.permissions.contains(permission) }
    }

    private static let reading: Set<Permission> = [
        .pluginRead, .workspaceRead, .memberRead, .roleRead, .tokenCreate, .auditRead, .changeRead, .incidentRead,
        .taskRead, .certRead, .fieldRead, .dashboardRead, .templateRead,
    ]
    private static let engineering: Set<Permission> = [
        .auditUndo, .pluginCall, .changeCreate, .changeEdit, .incidentCreate, .incidentEdit, .taskCreate, .taskEdit,
        .certWrite,
    ]
    private static let deciding: Set<Permission> = [.auditUndo, .changeApprove, .changeSchedule]
    private static let managing: Set<Permission> = [
        .workspaceWrite, .memberInvite, .memberWrite, .memberRemove, .roleWrite, .tokenManage, .fieldWrite,
        .dashboardWrite, .templateWrite,
    ]
    private static let owning: Set<Permission> = [.workspaceExport, .auditArchive]

    /// An approver decides on others' work and edits none: that keeps the two apart. A token has the permissions of who
    /// made it, so everybody may make tokens. A platform admin has every permission in every workspace, and alone has
    /// `workspace.create`, `plugin.manage` and `audit.read_all`.
    private static let table: [Role: Set<Permission>] = [
        .viewer: reading,
        .engineer: reading.union(engineering),
        .approver: reading.union(deciding),
        .admin: reading.union(engineering).union(deciding).union(managing),
        .owner: reading.union(engineering).union(deciding).union(managing).union(owning),
    ]
}
