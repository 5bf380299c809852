// Everything that somebody may be allowed to do.

/// A permission, `<area>.<verb>`.
public enum Permission: String, Sendable, Hashable, CaseIterable {
    case pluginRead = "plugin.read"
    case pluginCall = "plugin.call"
    case pluginManage = "plugin.manage"

    case workspaceCreate = "workspace.create"
    case workspaceRead = "workspace.read"
    case workspaceWrite = "workspace.write"
    /// To take a snapshot of a workspace.
    case workspaceExport = "workspace.export"
    case templateRead = "template.read"
    /// To make templates and to delete one's own; of a workspace only with `workspace.export` there.
    case templateWrite = "template.write"

    case memberRead = "member.read"
    case memberInvite = "member.invite"
    /// To give members another role.
    case memberWrite = "member.write"
    case memberRemove = "member.remove"
    case roleRead = "role.read"
    case roleWrite = "role.write"

    /// To make tokens for oneself; seeing and revoking one's own needs no permission.
    case tokenCreate = "token.create"
    /// To see and revoke the tokens of other members.
    case tokenManage = "token.manage"

    case auditRead = "audit.read"
    /// To read and verify the chains of the whole installation.
    case auditReadAll = "audit.read_all"
    /// To undo what one may do oneself.
    case auditUndo = "audit.undo"
    /// To move old rows to a file.
    case auditArchive = "audit.archive"

    case changeRead = "change.read"
    case changeCreate = "change.create"
    /// To submit, start, finish and cancel.
    case changeEdit = "change.edit"
    /// To approve and to reject.
    case changeApprove = "change.approve"
    case changeSchedule = "change.schedule"

    case incidentRead = "incident.read"
    case incidentCreate = "incident.create"
    case incidentEdit = "incident.edit"

    case taskRead = "task.read"
    case taskCreate = "task.create"
    case taskEdit = "task.edit"

    case certRead = "cert.read"
    /// To import and to remove.
    case certWrite = "cert.write"

    case fieldRead = "field.read"
    /// To define fields; setting values is editing the item.
    case fieldWrite = "field.write"
    case dashboardRead = "dashboard.read"
    case dashboardWrite = "dashboard.write"
}
