// Templates for workspaces: what may be done with them.

import VigiloJSON
import VigiloStore

/// The templates of the installation. Everybody sees the public ones and their own, platform admins see all.
public struct Templates: Sendable {
    let records: Records
    let snapshots: Snapshots

    private static let list = "templates"

    /// Keeps a snapshot under a name; secrets are left out of it. Needs `template.write`, and `workspace.export` in the
    /// workspace that it is taken of.
    ///
    /// The warnings tell what a workspace made of it here, now, would lack.
    public func create(
        _ new: NewTemplate, by caller: Caller
    ) async throws -> (template: WorkspaceTemplate, warnings: [SnapshotWarning]) {
        try await records.read { try Permissions.check(.templateWrite, by: caller, $0) }
        let new = try new.checked()
        let snapshot = try await snapshot(of: new.source, by: caller)
        let asItWas = NewWorkspace(
            slug: snapshot.slug, name: snapshot.name ?? snapshot.slug, region: snapshot.region,
            settings: snapshot.settings)
        // The region is chosen when a workspace is made; all else must do.
        let elsewhere = Snapshots(
            records: records, registry: snapshots.registry, fields: snapshots.fields, regions: [snapshot.region])
        let plan = try await elsewhere.checked(snapshot, as: asItWas, isStrict: false, template: nil)
        let template = try await records.write { transaction in
            try Permissions.check(.templateWrite, by: caller, transaction)
            return try Self.insert(new, snapshot, by: caller, at: .now(), transaction)
        }
        return (template, plan.warnings)
    }

    /// A page of templates by name, without their snapshots. Needs `template.read`.
    public func list(_ page: PageRequest, by caller: Caller) async throws -> Slice<WorkspaceTemplate> {
        let limit = try page.checkedLimit()
        let start = try page.cursor.map { text throws(PlatformError) in try Cursor(parsing: text, list: Self.list).key }
        return try await records.read { transaction in
            try Permissions.check(.templateRead, by: caller, transaction)
            let found = try Self.templates(after: start ?? "", limit: limit + 1, for: caller, transaction)
            return Slice(found, limit: limit) { Cursor(list: Self.list, key: $0.name) }
        }
    }

    /// A template with its snapshot. Needs `template.read`.
    public func show(_ name: String, by caller: Caller) async throws -> WorkspaceTemplate {
        try await records.read { try Self.find(name, for: caller, $0) }
    }

    /// Deletes a template, and says which it was. Workspaces that were made of it stay. Needs `template.write`; those of
    /// others only a platform admin deletes.
    public func delete(_ name: String, by caller: Caller) async throws -> WorkspaceTemplate {
        try await records.write { transaction in
            let template = try Self.find(name, for: caller, transaction)
            try Permissions.check(.templateWrite, by: caller, transaction)
            let isAdmin = try Users.isPlatformAdmin(caller.userID, transaction)
            guard template.creatorID == caller.userID || isAdmin else {
                throw PlatformError(
                    .forbidden, code: "not_your_template",
                    "The template '\(template.name)' is \(template.createdBy)'s.",
                    hint: "Only its maker and platform admins delete it.")
            }
            try Self.delete(template, by: caller, at: .now(), transaction)
            return template
        }
    }

    private func snapshot(of source: NewTemplate.Source, by caller: Caller) async throws -> WorkspaceSnapshot {
        switch source {
        case .workspace(let slug): return try await snapshots.export(slug, by: caller)
        case .document(let document):
            return try WorkspaceSnapshot(document: document)
                .cleaned(registry: snapshots.registry, distrustsUnknown: false)
        }
    }
}
