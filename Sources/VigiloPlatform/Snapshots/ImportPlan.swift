// A checked snapshot, ready to be written.

import VigiloJSON
import VigiloStore

/// What will be made of a snapshot: everything is checked but what only the transaction can tell.
struct ImportPlan: Sendable {
    let snapshot: WorkspaceSnapshot
    /// The template's name, where the snapshot is one's.
    let template: String?
    let new: NewWorkspace
    /// As it would be.
    let workspace: Workspace
    let elements: [(section: String, element: PlannedElement)]
    let warnings: [SnapshotWarning]

    func outcome(_ workspace: Workspace) -> ImportedWorkspace {
        var made: [String: [String]] = [:]
        for section in SnapshotSection.all { made[section.name] = [] }
        for (section, element) in elements { made[section, default: []].append(element.name) }
        return ImportedWorkspace(workspace: workspace, made: made, warnings: warnings)
    }

    /// Writes all of it, with a row in the audit log for the import and one for each thing made.
    func write(by caller: Caller, at now: Timestamp, _ transaction: Transaction) throws -> ImportedWorkspace {
        let workspace = try Workspaces.insert(new, by: caller, at: now, transaction)
        let outcome = outcome(workspace)
        var metadata: [String: JSONValue] = [
            "snapshot_sha256": .string(Digest.text(WorkspaceSnapshot.sha256(of: snapshot.text))),
            "source": .string(snapshot.slug),
        ]
        metadata["template"] = template.map(JSONValue.string)
        let entry = AuditEntry(
            action: "workspace.import", targetType: "workspace", targetID: workspace.id, actor: .caller(caller),
            newValue: .object(outcome.made.mapValues { .integer(Int64($0.count)) }), metadata: metadata)
        try AuditChain.workspace(workspace.id).append(entry, at: now, transaction)
        let place = SnapshotWriting(workspace: workspace, caller: caller, now: now, transaction: transaction)
        for (_, element) in elements { try element.write(place) }
        return outcome
    }
}
